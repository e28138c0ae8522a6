"""Every named query: its header, its example, and its whole answer on three documents."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import NamedNode

from kg.config import Project
from kg.core.errors import DataError, QueryError
from kg.core.model import ID_BASE
from kg.core.ontology import Ontology
from kg.core.rdf_terms import PREFIXES
from kg.query import AS_OF, NamedQuery, Page, bind, named_queries, run
from kg.store import Store
from kg.store.counts import COUNTS

CHECKOUT = Path(__file__).parents[3]
GOLDEN = CHECKOUT / "tests" / "golden" / "queries"
QUERIES = named_queries(Project.find(CHECKOUT))
OURS = [name for name in QUERIES if not name.startswith("network-")]
QUESTIONS = 18


def call(query: NamedQuery, example: str) -> tuple[dict[str, str], str | None, str]:
    """The parameters, date and format of an example line."""
    words = shlex.split(example)
    assert words[:3] == ["kg", "query", query.name], example
    params, as_of, form = {}, None, "table"
    for option, value in zip(words[3::2], words[4::2], strict=True):
        if option == "--param":
            name, _, text = value.partition("=")
            params[name] = text
        elif option == "--as-of":
            as_of = value
        else:
            assert option == "--format", example
            form = value
    return params, as_of, form


@pytest.mark.parametrize("name", OURS)
def test_the_example_of_each_query_answers_as_it_should(store: Store, name: str) -> None:
    """What `kg query` prints for the example in the header is, to the letter, what was once found right.

    Write the files anew with KG_UPDATE_GOLDEN=1, and read them.
    """
    query = QUERIES[name]
    text = ""
    for example in query.examples:
        params, as_of, form = call(query, example)
        text += f"$ {example}\n{run(store, query, params, as_of).to(form)}"
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("KG_UPDATE_GOLDEN"):
        path.write_text(text, "utf-8", newline="\n")
    assert text == path.read_text("utf-8")


def test_there_is_a_golden_file_for_each_query_and_no_other() -> None:
    """No query is without its answers, and no answers without a query."""
    assert sorted(p.stem for p in GOLDEN.glob("*.txt")) == sorted(OURS)
    assert len(OURS) >= QUESTIONS


@pytest.mark.parametrize("name", OURS)
def test_each_query_is_documented(name: str) -> None:
    """docs/queries.md has a section for each query, with its question, parameters and example."""
    page = (CHECKOUT / "docs" / "queries.md").read_text("utf-8")
    query = QUERIES[name]
    section = page.partition(f"### `{name}`")[2].partition("\n### ")[0]
    assert query.question in section
    assert all(example in section for example in query.examples)
    assert all(f"`{parameter.name}`" in section for parameter in query.parameters)


@pytest.mark.parametrize("name", OURS)
def test_the_terms_of_each_query_are_in_the_ontology(name: str) -> None:
    """A query asks for no term that the ontology lacks."""
    body = "\n".join(line for line in QUERIES[name].text.splitlines() if not line.startswith("#"))
    used = set(re.findall(r"(?<![\w:])kg:(\w+)", body))
    assert used <= Ontology.load().terms.keys()


@pytest.mark.parametrize("name", OURS)
def test_each_query_is_sparql_as_it_stands(store: Store, name: str) -> None:
    """A file can be given to any engine: with its example values it is a query with all its prefixes."""
    assert store.database.query(QUERIES[name].text) is not None


@pytest.fixture(scope="module")
def other_engine(store: Store) -> rdflib.Dataset:
    dataset = rdflib.Dataset()
    dataset.parse(
        data="".join(f"{quad} .\n" for quad in [*store.quads(), *store.engine.graph(COUNTS)]), format="nquads"
    )
    return dataset


@pytest.mark.parametrize("name", OURS)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_another_engine_answers_the_same(store: Store, other_engine: rdflib.Dataset, name: str) -> None:
    """rdflib's SPARQL, written by other people, gives the same rows for each example: the queries are portable."""
    query = QUERIES[name]
    params, as_of, _ = call(query, query.examples[0])
    text = query.bound(bind(query.parameters, params | ({AS_OF: as_of} if as_of else {}), store, name))
    ours = sorted(tuple(term.value if term is not None else "" for term in row) for row in run(store, text).rows)
    theirs = sorted(tuple("" if term is None else str(term) for term in row) for row in other_engine.query(text))
    assert theirs == ours


def test_dates_change_answers(store: Store) -> None:
    """The status of a treaty is the last one by the day asked for, and none before there was one."""

    def statuses(as_of: str | None) -> set[tuple[str | None, str | None]]:
        rows = run(store, QUERIES["treaties-between"], {"x": "JP", "y": "PH"}, as_of).plain()
        return {(row["name"], row["status"]) for row in rows}

    raa, acsa = "Reciprocal Access Agreement", "Acquisition and Cross-Servicing Agreement"
    assert statuses("2024-07-07") == set()
    assert statuses("2024-07") == {(raa, "Signed")}
    assert statuses("2025-09-11") == {(raa, "InForce")}
    assert statuses("2026-01-15") == {(raa, "InForce"), (acsa, "Signed")}
    assert statuses(None) == {(raa, "InForce"), (acsa, "PendingApproval")}


def test_a_header_that_does_not_fit_its_query_is_named() -> None:
    """A query file without title, with a parameter of no type, or one that the text does not use, is a DataError."""
    head = "# title: t\n# question: q\n# example: kg query x\n"
    for text, problem in [
        ("# title: t\nSELECT * {}", "no line '# question"),
        (head + "# parameter: a colour: c\nSELECT * {}", "cannot read the parameter"),
        (head + "# parameter: a string: c\nSELECT * {}", "do not agree on a"),
        (head + 'SELECT * { VALUES ?b { "x" } # param\n}', "do not agree on b"),
    ]:
        with pytest.raises(DataError, match=problem):
            NamedQuery.parse("x", text)


def test_lines_that_belong_to_a_parameter_come_and_go_with_it(store: Store) -> None:
    """What is marked `# with` is there only where the parameter is given, `# unless` only where it is left open."""
    head = "# title: t\n# question: q\n# example: kg query x\n# parameter: a thing = any: c\n"
    query = NamedQuery.parse(
        "x",
        head + "SELECT ?a {\n  VALUES ?a { UNDEF } # param\n  ?a ?p ?o # with a\n  ?a a ?c # unless a other\n}\n",
    )
    body = query.bound({"a": ["<urn:x>"]}).partition("SELECT")[2]
    assert body == " ?a {\n  VALUES ?a { <urn:x> } # param\n  ?a ?p ?o # with a\n}\n"
    assert query.bound({"a": []}).partition("SELECT")[2] == " ?a {\n   # param\n  ?a a ?c # unless a other\n}\n"


def test_keys_are_made_of_what_is_given() -> None:
    """Years, stretches of days, months and pairs become the keys under which the store keeps things; what is left open
    becomes none.
    """
    number = f"{(date(2026, 11, 30) - date.min).days:022b}"
    beginnings = [number[: length + 1] for length in range(22)]
    head = (
        "# title: t\n# question: q\n# example: kg query x\n# parameter: d date = any: c\n# parameter: e date = any: c\n"
    )
    head += "# parameter: x thing = any: c\n# parameter: y thing = any: c\n# parameter: t term = any: c\n"
    lines = {
        "GRAPH p:g { ?a p:a-in-9999 ?b } # year of d": "?a p:a-in-2026 ?b",
        "VALUES ?in { p:A-in- p:A-in-1 } # stretches of t d": " ".join(
            ["p:Bee-in-", *(f"p:Bee-in-{beginning}" for beginning in beginnings)]
        ),
        "VALUES ?in { p:A-in-1 } # stretches of t d": " ".join(f"p:Bee-in-{beginning}" for beginning in beginnings),
        'VALUES ?m { "2026-01" } # months of d e': '"2026-11" "2026-12" "2027-01"',
        "VALUES ?k { p:a-2026-01 p:a-2026-02 } # months of d e # with e": "p:a-2026-11 p:a-2026-12 p:a-2027-01",
        "VALUES ?p { <urn:p> } # pairs of x y # with y": f"<{ID_BASE}graph/counts#urn%3Ax/urn%3Ay%C3%A9>",
    }
    query = NamedQuery.parse("x", head + "SELECT * {\n" + "\n".join(lines) + "\n}\n")
    days = {"d": ['"2026-11-30"^^<urn:date>'], "e": ['"2027-01-01"^^<urn:date>']}
    body = (
        query.bound({**days, "t": ["<urn:terms#Bee>"], "x": ["<urn:x>"], "y": ["<urn:yé>"]})
        .partition("{\n")[2]
        .splitlines()
    )
    assert [line.partition("{ ")[2].partition(" }")[0] for line in body[:-1]] == list(lines.values())
    assert "VALUES" not in query.bound({})
    assert "?m" not in query.bound({**days, "d": ['"1026-11-30"^^<urn:date>']}), "too many months are not written out"


@pytest.mark.parametrize("name", [name for name in OURS if any(not p.required for p in QUERIES[name].parameters)])
def test_a_query_says_the_same_with_its_marks_and_without(store: Store, name: str) -> None:
    """Lines for given or open parameters make a query quicker and change no row: the whole file answers the same."""
    query = QUERIES[name]
    needed = {p.name for p in query.parameters if p.required}
    for given in (call(query, query.examples[0])[0], None):
        params = {k: v for k, v in call(query, query.examples[0])[0].items() if given is not None or k in needed}
        values = bind(query.parameters, params, store, name)
        whole = re.sub(r"# (with|unless) [\w ]+$", "", query.text, flags=re.MULTILINE)
        plain = NamedQuery(query.name, query.title, query.question, whole, query.parameters)
        assert sorted(map(str, run(store, plain.bound(values)).rows)) == sorted(
            map(str, run(store, query, params).rows)
        )


@pytest.mark.parametrize(("since", "until"), [("2026-01", "2026-01"), ("1951", "2025-06"), ("1000", "2026-12")])
def test_what_changed_about_a_thing_is_found_by_its_months(store: Store, since: str, until: str) -> None:
    """About each thing, that changed which all accepted statements about it say, whether or not months are written out."""
    said = """SELECT DISTINCT ?about ?told ?day WHERE { ?told kg:dateFrom ?day
      { ?told kg:acceptedSubject|kg:acceptedObject ?about }
      UNION { ?told kg:acceptedObject/(kg:treatyStatus|kg:target|kg:office|kg:over) ?about } }"""
    told: dict[str, set[str]] = {}
    for about, statement, day in store.query(said, PREFIXES):  # type: ignore[union-attr,misc]
        if since <= day.value <= f"{until}-31":
            told.setdefault(about.value, set()).add(statement.value)
    assert told
    things = {quad.subject.value for quad in store.view() if isinstance(quad.subject, NamedNode)}
    for about in things | told.keys():
        found = run(store, QUERIES["changes"], {"since": since, "until": until, "about": about})
        assert {row["accepted"] for row in found.plain()} == told.get(about, set()), about


def arms(text: str) -> Iterator[str]:
    """The groups before and after each UNION."""
    opened: list[int] = []
    for bracket in re.finditer("[{}]", text):
        if bracket[0] == "{":
            opened.append(bracket.start())
        else:
            start, end = opened.pop(), bracket.end()
            if re.match(r"\s*UNION\b", text[end:]) or re.search(r"\bUNION\s*$", text[:start]):
                yield text[start:end]


@pytest.mark.parametrize("name", QUERIES)
def test_no_arm_of_a_union_groups_its_rows(name: str) -> None:
    """The engine puts arms in the order of a hash of them, and makes up a name for each aggregate: with one in an arm, its
    rows would come first or last by chance, and pages would not have each row once.
    """
    text = re.sub(r"<[^<>\s]*>|\"[^\"\n]*\"|#.*", "", QUERIES[name].text)
    assert not [arm for arm in arms(text) if "GROUP BY" in arm]


def test_wrong_parameters_are_named(store: Store) -> None:
    """A missing, unknown, empty or unfit parameter is one line with what to give."""
    between, changes = QUERIES["treaties-between"], QUERIES["changes"]
    cases = [
        (
            between,
            {"x": "JP"},
            None,
            r"treaties-between: needs the parameter y; add --param y=\.\.\. \(the other state",
        ),
        (between, {"x": "JP", "y": "PH", "z": "1"}, None, "no parameter 'z'; the parameters are: x, y, asOf"),
        (between, {"x": "JP", "y": " "}, None, "the parameter y is empty"),
        (between, {"x": "JP", "y": "Atlantis"}, None, "nothing in the graph is called 'Atlantis'"),
        (between, {"x": "JP", "y": "PH"}, "someday", "'someday' does not fit the parameter asOf; give a day, month"),
        (changes, {"since": "2024-13", "until": "2025"}, None, "does not fit the parameter since"),
        (QUERIES["counts"], {}, "2025", "counts: has no date to look from"),
        (QUERIES["claims-of-document"], {"document": "nowhere"}, None, "there is no document 'nowhere'"),
        (QUERIES["things"], {"kind": "a b"}, None, "does not fit the parameter kind"),
    ]
    for query, params, as_of, problem in cases:
        with pytest.raises(QueryError, match=problem):
            run(store, query, params, as_of)


@pytest.mark.parametrize("nasty", [
    'x" } } ; DROP ALL #', "JP } # param", "<urn:x> } UNION { ?s ?p ?o", '\\u0022 } . ?s ?p ?o . #', "'''", 'a"\n} SELECT', "{}", "\\",
])  # fmt: skip
def test_what_a_user_writes_never_becomes_sparql(store: Store, nasty: str) -> None:
    """Words that would close a string and go on as SPARQL are looked up as a name, and nothing is called that."""
    before = len(store.database)
    for name, parameter in [
        ("timeline", "about"),
        ("who-claims", "feature"),
        ("claims-of-document", "document"),
        ("things", "kind"),
    ]:
        with pytest.raises(QueryError, match=r"nothing in the graph is called|there is no document|does not fit"):
            run(store, QUERIES[name], {parameter: nasty})
    with pytest.raises(QueryError, match="does not fit"):
        run(store, QUERIES["counts"] and QUERIES["treaties-of"], {"x": "JP"}, nasty)
    text = NamedQuery.parse(
        "x",
        '# title: t\n# question: q\n# example: e\n# parameter: w string: w\nSELECT ?w { VALUES ?w { "x" } # param\n}',
    )
    assert [row["w"] for row in run(store, text, {"w": nasty}).plain()] == [nasty.strip()]
    assert len(store.database) == before


def test_things_are_found_by_any_of_their_names(store: Store) -> None:
    """A code, a name in any case, another name, one side's name of a feature, and an id mean the same thing."""
    for name, parameter, words in [
        ("who-claims", "feature", ["Senkaku Islands", "senkaku islands", "Diaoyu Dao", "feature/senkaku-islands", "senkaku-islands",
                                   "https://w3id.org/geopolitical-kg/id/feature/senkaku-islands", "Senkaku", "diaoyu"]),
        ("memberships", "x", ["PH", "ph", "Philippines", "PHILIPPINES"]),
        ("claims-of-document", "document", ["column", "What comes next", "file:column.txt"]),
    ]:  # fmt: skip
        answers = [run(store, QUERIES[name], {parameter: word}).rows for word in words]
        assert answers[0] and all(answer == answers[0] for answer in answers)


@pytest.mark.parametrize("name", ["documents", "network-all", "things", "contradictions", "opinions", "who-signed"])
def test_pages_give_all_rows_once(store: Store, name: str) -> None:
    """Pages of two rows, one after the other, hold the rows of the whole answer, and all but the last are cut."""
    query = QUERIES[name]
    whole = run(store, query)
    rows, skip = [], 0
    while True:
        page = run(store, query, page=Page(2, skip))
        rows += page.rows
        assert len(page) <= 2
        assert page.cut == (len(rows) < len(whole))
        if not page.cut:
            break
        skip += len(page)
    assert sorted(map(str, rows)) == sorted(map(str, whole.rows))


def test_a_loose_page_is_the_whole_answer_where_there_are_no_pages(store: Store) -> None:
    """What has no pages is answered whole where a page is only a convenience; a short answer keeps its own order."""
    loose = Page(2, loose=True)
    assert run(store, "SELECT ?s { ?s a kg:Event } ORDER BY ?s", page=loose) == run(
        store, "SELECT ?s { ?s a kg:Event } ORDER BY ?s"
    )
    assert run(store, QUERIES["about"], {"thing": "JP"}, page=loose).triples
    assert run(store, QUERIES["documents"], page=loose).cut
    assert run(store, QUERIES["documents"], page=Page(1000, loose=True)) == run(store, QUERIES["documents"])


def test_what_cannot_be_cut_into_pages_says_so(store: Store) -> None:
    """SPARQL text has LIMIT of its own; a CONSTRUCT, and a query with a LIMIT of its own, have no pages."""
    own = NamedQuery.parse(
        "own", "# title: T\n# question: Q\n# example: E\nSELECT ?s { ?s ?p ?o }\nORDER BY ?s LIMIT 3\n"
    )
    for query, given in (("SELECT ?s { ?s ?p ?o }", {}), (own, {}), (QUERIES["about"], {"thing": "JP"})):
        with pytest.raises(QueryError, match="pages"):
            run(store, query, given, page=Page(2))
