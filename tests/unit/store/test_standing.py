"""How treaties and offices stand on a day, looked up, is what all accepted steps by that day give."""

from __future__ import annotations

import dataclasses
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.config import Project
from kg.core.model import Extraction, Stance
from kg.core.rdf_terms import PREFIXES
from kg.core.time import day_digits, day_number
from kg.query import named_queries, run
from kg.store import Store
from kg.store.oxigraph import Oxigraph
from kg.store.standing import END, stretches, years
from samples import ANA, BEN, JP, MINISTER, PACT, PH, Article, concept, thing

QUERIES = named_queries(Project.find(Path(__file__).parent))
OTHER = thing("Treaty", "Valley Accord")
STATUSES = ("Negotiating", "Concluded", "Signed", "PendingApproval", "Ratified", "InForce", "Suspended", "Terminated", "Expired")  # fmt: skip
DAYS = ("1951", "2014-12-31", "2015", "2015-01-01", "2015-06~", "2016-02/2016-05", "2019-07-01", "../2020", "2024-02")
ASKED = ("1900", "1951", "2014", "2015-01", "2015-06-30", "2016-02", "2019", "2024-01", "9999-12-31")

STEP = """
  ?told kg:acceptedObject ?event ; kg:acceptedRelation kg:status . ?event kg:ofTreaty ?treaty ; kg:treatyStatus ?reached .
  OPTIONAL { ?event kg:dateFrom ?from } OPTIONAL { ?told dcterms:issued ?issued }
  BIND(IF(?reached IN (kg:Concluded, kg:Signed, kg:Ratified, kg:Approved), "0000", ?issued) AS ?undated)
  BIND(STR(COALESCE(?from, ?undated, "0000")) AS ?day)"""
STANDS = f"""SELECT DISTINCT ?treaty ?reached ?day WHERE {{ {STEP}
  {{ SELECT ?treaty (MAX(?day) AS ?last) WHERE {{ {STEP} FILTER(?day <= ?asOf) }} GROUP BY ?treaty }} FILTER(?day = ?last) }}"""
TERM = """
  ?term kg:officeOf ?of ; kg:office ?office ; kg:officeHolder ?person .
  ?told kg:acceptedObject ?term ; kg:acceptedRelation kg:holdsOffice .
  OPTIONAL { ?term kg:dateFrom ?from } OPTIONAL { ?told dcterms:issued ?issued }
  FILTER NOT EXISTS { ?term kg:formerHolder ?over }
  BIND(STR(COALESCE(?from, ?issued, "0000")) AS ?day)"""
HOLDS = f"""SELECT DISTINCT ?office ?of ?person ?day WHERE {{ {TERM}
  {{ SELECT ?office ?of (MAX(?day) AS ?last) WHERE {{ {TERM} FILTER(?day <= ?asOf) }} GROUP BY ?office ?of }} FILTER(?day = ?last) }}"""
LEFT = """SELECT DISTINCT ?of ?term WHERE { ?term kg:officeOf ?of ; kg:formerHolder ?over . ?told kg:acceptedObject ?term }"""
WAITS = """SELECT DISTINCT ?treaty WHERE {
  ?event kg:treatyStatus kg:Signed ; kg:ofTreaty ?treaty . ?told kg:acceptedObject ?event ; kg:acceptedRelation kg:status .
  OPTIONAL { ?event kg:dateFrom ?from } OPTIONAL { ?told dcterms:issued ?issued }
  FILTER(STR(COALESCE(?from, ?issued, "0000")) <= ?asOf)
  FILTER NOT EXISTS {
    ?end kg:ofTreaty ?treaty ; kg:treatyStatus ?over . ?tells kg:acceptedObject ?end ; kg:acceptedRelation kg:status .
    OPTIONAL { ?end kg:dateFrom ?from_ } OPTIONAL { ?tells dcterms:issued ?issued_ }
    FILTER(?over IN (kg:InForce, kg:Terminated, kg:Expired, kg:Withdrawn) && STR(COALESCE(?from_, ?issued_, "0000")) <= ?asOf)
  } }"""
AHEAD = """SELECT DISTINCT ?treaty WHERE { GRAPH graph:counts { ?treaty count:awaits ?signed ; count:comes ?over }
  FILTER(?signed <= ?asOf && ?asOf < ?over) }"""
ENDS = """SELECT ?treaty (MAX(STR(?issued)) AS ?ended) WHERE {
  ?event kg:ofTreaty ?treaty ; kg:treatyStatus ?over . ?told kg:acceptedObject ?event ; kg:acceptedRelation kg:status ; dcterms:issued ?issued .
  FILTER(?over IN (kg:Terminated, kg:Expired)) FILTER NOT EXISTS { ?event kg:dateFrom ?from } } GROUP BY ?treaty"""
NAMES = {**PREFIXES, "graph": "https://w3id.org/geopolitical-kg/id/graph/",
         "count": "https://w3id.org/geopolitical-kg/id/graph/counts#"}  # fmt: skip


def asked(store: Store, sparql: str, day: str = "") -> list[tuple[str, ...]]:
    rows = store.query(sparql.replace("?asOf", f'"{day}"'), NAMES)
    return sorted(tuple(term.value for term in row) for row in rows)  # type: ignore[union-attr]


def named(store: Store, name: str, columns: tuple[str, ...], day: str, **params: str) -> list[tuple[str, ...]]:
    found = run(store, QUERIES[name], params, day)
    at = [found.variables.index(column) for column in columns]
    return sorted(tuple(row[n].value for n in at) for row in found.rows)  # type: ignore[union-attr,misc]


@st.composite
def articles(draw: st.DrawFn, number: int) -> Extraction:
    """Reports of statuses and terms of office, with dates and without, of documents with and without a date."""
    article = Article(f"article {number}", published=draw(st.sampled_from((None, "2015-03", "2016-04-01", "2024"))))
    article.says("Japan is bound.", PACT, "hasParty", JP).says("And the Philippines.", OTHER, "hasParty", PH)
    for claim in range(draw(st.integers(0, 6))):
        words, when = f"Sentence {claim}.", draw(st.none() | st.sampled_from(DAYS))
        if draw(st.booleans()):
            status = concept("TreatyStatus", draw(st.sampled_from(STATUSES)))
            stance = draw(st.sampled_from((Stance.STATED, Stance.STATED, Stance.STATED, Stance.NEGATED)))
            article.says(words, draw(st.sampled_from((PACT, OTHER))), "status", status, when, stance)
        else:
            person, body = draw(st.sampled_from((ANA, BEN))), draw(st.sampled_from((JP, PH)))
            former = draw(st.sampled_from((False, False, True)))
            article.says(words, person, "holdsOffice", MINISTER, when, of=body, former=former)
    return article.extraction()


def last_day(day: str) -> str:
    return {4: f"{day}-12-31", 7: f"{day}-28"}.get(len(day), day)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_is_looked_up_is_what_all_steps_give(data: st.DataObject) -> None:
    """Documents come and go; on each day, treaties and offices stand by the latest steps of all accepted ones."""
    pool = [data.draw(articles(number)) for number in range(4)]
    store = Store.on(Oxigraph.memory())
    for _ in store.ingest_all(pool):
        pass
    if data.draw(st.booleans()):
        store.remove(pool[data.draw(st.integers(0, 3))].document.id)
    assert store.is_whole()
    for short in ASKED:
        day = last_day(short)
        stands = asked(store, STANDS, day)
        for status in STATUSES:
            wanted = sorted((t, since) for t, reached, since in stands if reached.endswith(f"#{status}"))
            assert named(store, "treaties-in-status", ("treaty", "since"), day, wanted=status) == wanted
        expected = sorted({(person, since) for _, _, person, since in asked(store, HOLDS, day)})
        assert sorted(set(named(store, "office-holders", ("person", "since"), day))) == expected
        assert asked(store, AHEAD, day) == asked(store, WAITS, day)
    assert asked(store, "SELECT ?t ?d { GRAPH graph:counts { ?t count:ended ?d } }") == asked(store, ENDS)
    assert asked(store, "SELECT ?of ?term { GRAPH graph:counts { ?of count:left ?term } }") == asked(store, LEFT)


def test_a_holder_whom_another_source_calls_a_former_one_is_marked_so() -> None:
    """Ana and Ben were ministers of two states by 2015; a later report calls Ana a former one."""
    first = Article("first", published="2015-03").says("Minister Ana", ANA, "holdsOffice", MINISTER, "2014", of=JP)
    first.says("Minister Ben", BEN, "holdsOffice", MINISTER, "2014", of=PH)
    later = Article("later", published="2024").says("ex-Minister Ana", ANA, "holdsOffice", MINISTER, of=JP, former=True)
    store = Store.on(Oxigraph.memory())
    for article in (first, later):
        store.ingest(article.extraction())
    told = named(store, "office-holders", ("person", "former"), "2024-12-31")
    assert told == sorted([(ANA.iri, "yes"), (BEN.iri, "no")])
    assert named(store, "office-holders", ("person", "former"), "2024-12-31", of="JP") == [(ANA.iri, "yes")]
    store.remove(later.extraction().document.id)
    assert named(store, "office-holders", ("person", "former"), "2024-12-31", of="JP") == [(ANA.iri, "no")]


DAYS_OF_ALL = st.dates().map(str)
PARTS = (
    DAYS_OF_ALL.map(lambda day: day[:4])
    | DAYS_OF_ALL.map(lambda day: day[:7])
    | st.sampled_from(("0000", "201X", "-0044-03-15"))
)


@given(DAYS_OF_ALL | PARTS, DAYS_OF_ALL | PARTS | st.just(END), DAYS_OF_ALL)
def test_stretches_hold_the_days_of_their_span_and_no_other(day: str, until: str, asked: str) -> None:
    """The number of a day of a span begins with one of its stretches, as its year does; that of no other day does.

    What has no end is looked at on each day.
    """
    if until < day:
        day, until = until, day
    within = day <= asked < until
    number = day_digits(day_number(date.fromisoformat(asked)))
    hits = [digits for digits in stretches(day, until) if number.startswith(digits)]
    assert len(hits) == (until == END or within)
    assert not within or years(day, until) == [""] or asked[:4] in years(day, until)


@pytest.mark.parametrize(("day", "until", "expected"), [
    ("2015-03", "2017", ["2015", "2016"]), ("2015", "2024-12-31", [*map(str, range(2015, 2025))]), ("2000", "2015", [""]),
    ("2020", END, [""]), ("2015", "2015", []),
])  # fmt: skip
def test_what_lasts_long_is_looked_at_in_all_years(day: str, until: str, expected: list[str]) -> None:
    """A span is noted for each of its years, up to ten; a longer one, and one without end, for none."""
    assert years(day, until) == expected


def test_a_treaty_in_force_goes_by_its_name_of_today() -> None:
    """When a document brings a fuller name, or goes with it, the treaties in a status bear the name of the view."""
    short, full = (thing("Treaty", name) for name in ("Pact", "Pact of the Harbour"))
    full = dataclasses.replace(full, iri=short.iri)
    store = Store.on(Oxigraph.memory())
    first = Article("first", published="2015-01-01").says(
        "It is in force.", short, "status", concept("TreatyStatus", "InForce")
    )
    later = Article("later", published="2016-01-01").says("It binds Japan.", full, "hasParty", JP).extraction()
    store.ingest(first.extraction())
    assert named(store, "treaties-in-status", ("name",), "2015-06-01", wanted="InForce") == [("Pact",)]
    store.ingest(later)
    assert named(store, "treaties-in-status", ("name",), "2015-06-01", wanted="InForce") == [("Pact of the Harbour",)]
    assert store.is_whole()
    store.remove(later.document.id)
    assert named(store, "treaties-in-status", ("name",), "2015-06-01", wanted="InForce") == [("Pact",)]
    assert store.is_whole()
