"""What may be asked, and how answers look."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import pytest
from pyoxigraph import Literal, NamedNode

from kg.core.errors import QueryError, UsageError
from kg.query import Results, form, run
from kg.store import Store


@pytest.mark.parametrize(("sparql", "problem"), [
    ("INSERT DATA { <urn:a> <urn:b> 1 }", "INSERT changes the store"),
    ("PREFIX x: <urn:x> DELETE WHERE { ?s ?p ?o }", "DELETE changes the store"),
    ("# SELECT\ndrop all", "DROP changes the store"),
    ("WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH changes the store"),
    ("LOAD <http://127.0.0.1:1/>", "LOAD reads another address"),
    ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE asks another server"),
    ("SELECT * { service SILENT ?x { ?s ?p ?o } }", "SERVICE asks another server"),
    ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "FROM reads another address"),
    ("SELECT * from named <http://x/> { ?s ?p ?o }", "FROM reads another address"),
    ("treaties please", "neither a named query, a file, nor SPARQL"),
    ("", "neither a named query"),
])  # fmt: skip
def test_only_questions_to_this_store_are_answered(store: Store, sparql: str, problem: str) -> None:
    """Updates and anything that reaches outside are refused in one line, before anything runs."""
    before = len(store.database)
    with pytest.raises(QueryError, match=problem) as caught:
        run(store, sparql)
    assert "\n" not in str(caught.value)
    assert len(store.database) == before


@pytest.mark.parametrize("sparql", [
    'SELECT ?from ?service { VALUES (?from ?service) { ("SERVICE" "LOAD <x>") } }',
    "SELECT * { ?s <urn:from> ?o . # FROM <x> SERVICE\n }",
    "PREFIX from: <urn:SERVICE/> ASK { ?s from:service 'it''s' }".replace("''", " "),
    'SELECT ("""a "quoted" FROM""" AS ?x) {}',
    "SELECT ('\\'FROM' AS ?x) ('x'@service AS ?y) {}".replace("@service", "@en"),
    "ASK { ?s ?p ?o FILTER(?o < 3 && 4 > 3) }",
])  # fmt: skip
def test_keywords_in_strings_names_and_comments_are_none(store: Store, sparql: str) -> None:
    """A word like FROM in a string, a variable, a prefix, an IRI or a comment stops no query."""
    assert form(sparql) in ("SELECT", "ASK")
    run(store, sparql)


def test_a_malformed_query_says_where(store: Store) -> None:
    """The line and column of a mistake are told as the user wrote them."""
    with pytest.raises(QueryError, match="malformed: error at 3:6"):
        run(store, "SELECT *\nWHERE {\n  } }")
    with pytest.raises(QueryError, match="cannot be answered"):
        run(store, "SELECT * { ?s ?p ?o FILTER(<urn:function>(?o)) }")
    with pytest.raises(QueryError, match="SPARQL text has no parameters"):
        run(store, "ASK {}", {"x": "1"})


def test_every_prefix_is_known_and_may_be_declared_again(store: Store) -> None:
    """Ad-hoc SPARQL need not declare kg's prefixes, and may."""
    assert len(run(store, "SELECT ?t { ?t kg:hasParty state:JP }")) == 2
    assert (
        len(run(store, "PREFIX kg: <https://w3id.org/geopolitical-kg/ontology#> SELECT ?t { ?t kg:hasParty state:JP }"))
        == 2
    )
    assert run(store, "PREFIX state: <urn:x> ASK { ?t kg:hasParty state:JP }").answer is False


def test_answers_without_an_order_are_sorted(store: Store) -> None:
    """A query that does not order its answers has them sorted; one that does, keeps its order."""
    rows = [row["l"] for row in run(store, "SELECT DISTINCT ?l { ?s rdfs:label ?l }").plain()]
    assert rows == sorted(rows) and len(rows) > 5
    last = [row["l"] for row in run(store, "SELECT DISTINCT ?l { ?s rdfs:label ?l } ORDER BY DESC(?l) LIMIT 2").plain()]
    assert last == sorted(rows, reverse=True)[:2]


RESULTS = Results(
    ("name", "code", "n"),
    (
        (Literal('Ren"ai, Jiao'), NamedNode("https://w3id.org/geopolitical-kg/id/state/CN"), Literal(1)),
        (Literal("釣魚臺", language="zh"), None, Literal("a\nb\x1b[31m")),
        (Literal("=1+1"), NamedNode("urn:x"), Literal("é")),
    ),
)


def test_a_table_is_aligned_whatever_the_characters() -> None:
    """Wide characters take two columns, ids are short, and nothing moves the terminal's cursor."""
    assert RESULTS.to("table").splitlines() == [
        "name          code      n",
        "------------  --------  --------",
        'Ren"ai, Jiao  state:CN  1',
        "釣魚臺                  a b [31m",
        "=1+1          urn:x     é",
        "(3 rows)",
    ]
    narrow = RESULTS.to("table", width=24).splitlines()
    assert all(len(line) <= 24 for line in narrow[:3]) and "…" in narrow[2]
    assert Results(("x",)).to("table") == "no answers\n"


def test_csv_and_json_hold_the_values(store: Store) -> None:
    """CSV has the plain values, with quotes where needed; JSON is SPARQL 1.1's."""
    rows = list(csv.reader(io.StringIO(RESULTS.to("csv"), newline="")))
    assert rows[1] == ['Ren"ai, Jiao', "https://w3id.org/geopolitical-kg/id/state/CN", "1"]
    assert rows[2] == ["釣魚臺", "", "a\nb\x1b[31m"]
    content = json.loads(RESULTS.to("json"))
    assert content["head"] == {"vars": ["name", "code", "n"]}
    first, second, _ = content["results"]["bindings"]
    assert first["code"] == {"type": "uri", "value": "https://w3id.org/geopolitical-kg/id/state/CN"}
    assert first["n"] == {"type": "literal", "value": "1", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}
    assert second["name"] == {"type": "literal", "value": "釣魚臺", "xml:lang": "zh"} and "code" not in second


def test_yes_and_no(store: Store) -> None:
    """An ASK is answered in each form but Turtle."""
    answer = run(store, "ASK { state:JP kg:partyTo ?t }")
    assert (answer.to("table"), answer.to("csv"), json.loads(answer.to("json"))) == (
        "yes\n", "answer\ntrue\n", {"head": {}, "boolean": True},
    )  # fmt: skip
    with pytest.raises(QueryError, match="only triples"):
        answer.to("ttl")
    with pytest.raises(UsageError, match="no result format 'xml'"):
        answer.to("xml")


def test_triples_come_in_every_form(store: Store) -> None:
    """A CONSTRUCT or DESCRIBE gives Turtle, or rows of subject, predicate and object."""
    graph = run(store, "CONSTRUCT { ?t kg:hasParty ?s } WHERE { ?t kg:hasParty ?s }")
    assert graph.to("ttl").count("kg:hasParty") == 3
    assert graph.to("csv").splitlines()[0] == "subject,predicate,object"
    assert len(graph) == 6
    assert "state:JP a kg:State" in run(store, "DESCRIBE state:JP").to("ttl")


def test_asking_loads_no_heavy_part() -> None:
    """A query imports neither spaCy nor networkx nor pyvis, nor rdflib nor pySHACL."""
    code = (
        "import sys, kg.query, kg.store; from kg.config import Project; kg.query.named_queries(Project.find('.'));"
        "print(sorted({'spacy', 'networkx', 'pyvis', 'rdflib', 'pyshacl'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
