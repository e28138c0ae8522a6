"""What is counted ahead is what counting all documents gives, whatever comes and goes."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

import pytest
from pyoxigraph import Literal, NamedNode, Quad

import kg as program
from kg.core.errors import StoreError
from kg.core.model import Extraction, Stance
from kg.core.rdf_terms import DEFAULT, PREFIXES, REFERENCE, kg
from kg.store import Store
from kg.store.counts import COUNTS
from kg.store.engine import Delta, Pattern
from kg.store.entries import FORMAT, INDEX, POLICY_OF
from kg.store.oxigraph import Oxigraph
from samples import ANA, IN_FORCE, ISLETS, JP, MINISTER, MUTUAL_DEFENSE, PH, US, Article, thing

PACT = thing("Treaty", "Harbour Pact")
COUNT = {"count": f"{COUNTS.value}#", **PREFIXES}
STANCES = {
    "ahead": "SELECT ?r ?s ?n ?d { GRAPH ?g { ?c count:relation ?r ; count:stance ?s ; count:claims ?n ; count:documents ?d } }",
    "all": "SELECT ?r ?s (COUNT(?c) AS ?n) (COUNT(DISTINCT ?g) AS ?d) { GRAPH ?g { ?c kg:claimRelation ?r ; kg:stance ?s } } "
    "GROUP BY ?r ?s",
}
THINGS = {
    "ahead": "SELECT ?k ?t ?n { GRAPH ?g { ?c count:kind ?k ; count:thing ?t ; count:claims ?n } }",
    "all": "SELECT ?k ?t (COUNT(DISTINCT ?c) AS ?n) { VALUES ?role { kg:claimSubject kg:claimObject kg:holder kg:place "
    "kg:officeOf } GRAPH ?g { ?c ?role ?t . ?t a ?k } FILTER(!STRSTARTS(STR(?t), STR(kg:))) } GROUP BY ?k ?t",
}
NAMES = {
    "ahead": "SELECT ?t ?l ?n { GRAPH ?g { ?c count:named ?t ; count:name ?l ; count:documents ?n } }",
    "all": "SELECT ?t ?l (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?t rdfs:label ?l } FILTER(?t != ?g) } GROUP BY ?t ?l",
}
DENIED = {
    "ahead": "SELECT ?no ?yes { GRAPH ?g { ?said count:denied ?no ; count:said ?yes } }",
    "all": "SELECT ?no ?yes { GRAPH ?g { ?no kg:stance kg:Negated ; kg:claimSubject ?s ; kg:claimRelation ?r ; "
    "kg:claimObject ?o } GRAPH ?h { ?yes kg:claimSubject ?s ; kg:claimRelation ?r ; kg:claimObject ?o } }",
}
KEY = 'IRI(CONCAT(STR(count:), ENCODE_FOR_URI(STR(?x)), "/", ENCODE_FOR_URI(STR(?y))))'
WORDS = {
    "ahead": "SELECT ?key ?c { GRAPH ?g { ?key count:word ?c } }",
    "all": f"SELECT DISTINCT ({KEY} AS ?key) ?c {{ VALUES ?role {{ kg:claimSubject kg:claimObject kg:place }} "
    "GRAPH ?g { ?c kg:holder ?x ; ?role ?y } }",
}
MEETINGS = {
    "ahead": "SELECT ?key ?e { GRAPH ?g { ?key count:event ?e } }",
    "all": f"SELECT DISTINCT ({KEY} AS ?key) ?e {{ ?e kg:actor|kg:actorState ?x ; kg:target|kg:targetState ?y }}",
}
TIES = {
    "ahead": "SELECT ?x ?r ?told { GRAPH ?g { ?x ?key ?told } "
    'BIND(STRAFTER(STR(?key), STR(count:)) AS ?r) FILTER(STRSTARTS(?r, "is-") || STRSTARTS(?r, "to-")) }',
    "all": "SELECT ?x ?r ?told { VALUES ?relation { kg:hasParty kg:alliedWith kg:disputes } ?told kg:acceptedRelation ?relation "
    '{ ?told kg:acceptedSubject ?x BIND("is-" AS ?way) } UNION { ?told kg:acceptedObject ?x BIND("to-" AS ?way) } '
    'BIND(CONCAT(?way, STRAFTER(STR(?relation), "#")) AS ?r) }',
}
MONTHS = {
    "ahead": "SELECT ?month ?n ?told { GRAPH ?g { ?m count:month ?month ; count:statements ?n ; count:began ?told } }",
    "all": "SELECT ?month ?n ?told { ?told kg:acceptedRelation ?any ; kg:dateFrom ?day BIND(SUBSTR(STR(?day), 1, 7) AS ?month) "
    "{ SELECT ?month (COUNT(*) AS ?n) { ?each kg:acceptedRelation ?of ; kg:dateFrom ?date "
    "BIND(SUBSTR(STR(?date), 1, 7) AS ?month) } GROUP BY ?month } }",
}
BEGAN = {
    "ahead": "SELECT ?x ?month ?told { GRAPH ?g { ?x ?key ?told } "
    'BIND(STRAFTER(STR(?key), "#began-") AS ?month) FILTER(?month != "") }',
    "all": "SELECT DISTINCT ?x ?month ?told { ?told kg:dateFrom ?day { ?told kg:acceptedSubject|kg:acceptedObject ?x } "
    "UNION { ?told kg:acceptedObject/(kg:treatyStatus|kg:target|kg:office|kg:over) ?x } "
    "BIND(SUBSTR(STR(?day), 1, 7) AS ?month) }",
}
CALLED = {
    "ahead": "SELECT ?t ?what ?n { GRAPH ?g { ?c count:named ?t ; count:alias|count:class ?what ; count:documents ?n } }",
    "all": "SELECT ?t ?what (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?t rdfs:label ?l ; skos:altLabel|a ?what } FILTER(?t != ?g) } "
    "GROUP BY ?t ?what",
}


def extractions() -> list[Extraction]:
    """Three articles of which the third denies what the others say."""
    one = (
        Article("one", published="2024-01-01")
        .says("It binds Japan.", PACT, "hasParty", JP)
        .says("Friends.", PH, "alliedWith", US)
        .says("Reyes met them.", ANA, "CONSULT", JP, "2024-01-05", subject_state=PH)
        .says("Not theirs.", US, "disputes", PH, "2024-02", place=ISLETS)
        .says("Reyes is minister.", ANA, "holdsOffice", MINISTER, "2023", of=PH)
        .says("In force.", PACT, "status", IN_FORCE, "2024-01-31")
        .says("Manila says so.", US, "THREATEN", PH, "2024-01", Stance.ATTRIBUTED, holder=PH, place=ISLETS)
    )
    two = (
        Article("two", published="2024-02-01")
        .says("Japan joined.", PACT, "hasParty", JP, "2024-01-31")
        .says("Not so.", US, "alliedWith", PH)
    )
    no = Article("no").says("Japan did not join.", PACT, "hasParty", JP, stance=Stance.NEGATED)
    return [one.extraction(), two.extraction(), no.extraction()]


def rows(store: Store, query: str) -> list[str]:
    return sorted(str(tuple(row)) for row in store.query(query, COUNT))  # type: ignore[union-attr]


def agree(store: Store) -> None:
    for pair in (STANCES, THINGS, NAMES, DENIED, WORDS, MEETINGS, TIES, MONTHS, BEGAN, CALLED):
        assert rows(store, pair["ahead"]) == rows(store, pair["all"])
    assert store.is_whole()


def test_counts_are_those_of_all_documents() -> None:
    """After each document that comes and each that goes, the counts are what counting everything gives."""
    store = Store.on(Oxigraph.memory())
    for extraction in extractions():
        store.ingest(extraction)
        agree(store)
    assert rows(store, DENIED["ahead"]), "the third article denies the first two"
    for pair in (WORDS, MEETINGS, TIES, MONTHS, BEGAN, CALLED):
        assert rows(store, pair["ahead"])
    for extraction in extractions():
        store.remove(extraction.document.id)
        agree(store)
    assert not list(store.engine.graph(COUNTS)), "what nothing mentions any more is not counted"


def test_what_the_reference_says_is_found_by_the_key_of_a_denial() -> None:
    """A denial of what the reference knows is joined to it by a key that comes and goes with the reference."""
    store = Store.on(Oxigraph.memory())
    denial = Article("no").says("It is no such pact.", PACT, "treatyType", MUTUAL_DEFENSE, stance=Stance.NEGATED)
    store.ingest(denial.extraction())
    found = "SELECT ?known ?no { GRAPH ?g { ?said count:known ?known ; count:denied ?no } }"
    assert not rows(store, found)
    fact = Quad(NamedNode(PACT.iri), kg("treatyType"), NamedNode(MUTUAL_DEFENSE.iri))
    store.replace_graph(REFERENCE, [fact, Quad(NamedNode(PACT.iri), kg("date"), Literal("2024"))])
    assert len(rows(store, found)) == 1 and store.is_whole()
    store.replace_graph(REFERENCE, [])
    assert not rows(store, found) and store.is_whole()


def test_counts_are_never_exported() -> None:
    """Counts follow from the documents, and are no part of what the store gives away."""
    store = Store.on(Oxigraph.memory())
    store.ingest(extractions()[0])
    assert list(store.engine.graph(COUNTS))
    assert COUNTS not in {quad.graph_name for quad in store.quads()}
    assert not [quad for quad in store.engine.graph(DEFAULT) if "counts" in str(quad)]


def test_a_store_without_counts_says_so(tmp_path: Path) -> None:
    """A store of an older program is no store without contradictions: the question is refused until a writer opened it."""
    app = program.open(tmp_path)
    with app.store(read_only=False) as store:
        store.ingest(extractions()[0])
        store.engine.apply(Delta(drop=frozenset({COUNTS})))
    with pytest.raises(StoreError, match="older kg"):
        app.query("contradictions")


def test_a_store_of_an_older_layout_gets_what_it_lacks_from_the_next_writer(tmp_path: Path) -> None:
    """Without what began about things, a question for it is refused, and not answered with nothing."""
    app = program.open(tmp_path)
    asked = {"since": "2024-01", "until": "2024-01", "about": PACT.iri}
    with app.store(read_only=False) as store:
        store.ingest(extractions()[1])
        (policy,) = store.engine.match(Pattern(INDEX, POLICY_OF, None, INDEX))
        older = Quad(INDEX, POLICY_OF, Literal(policy.object.value.replace(f"{FORMAT} ", f"{FORMAT - 1} ")), INDEX)
        began = {quad for quad in store.engine.graph(COUNTS) if "#began-" in quad.predicate.value}
        store.engine.apply(Delta(delete=frozenset({policy, *began}), insert=frozenset({older})))
    with pytest.raises(StoreError, match="older kg"):
        app.query("changes", asked)
    with app.store(read_only=False) as store:
        assert began and began <= set(store.engine.graph(COUNTS)) and store.is_whole()
    assert len(app.query("changes", asked).rows) == 1
