"""What reaches outside a store is recognised, however it is written, and nothing else is taken for it."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from hostile_requests import Canary, deep, outside, reaching
from kg.config import Project
from kg.core.errors import QueryError
from kg.core.rdf_terms import PREFIXES
from kg.query import named_queries
from kg.query.guard import DEEPEST, form, ordered, question

PIECES = (
    "SERVICE", "service", "Service ", "SERVICESILENT", "trueSERVICE", " ", "\n", "\t", "#", "#>\n", "\\u0053", "<urn:a>",
    "<http://127.0.0.1:1/>", "<a", ">", "'", '"', '"""', "'x'", "{", "}", "{ ?s ?p ?o }", "?x", "x:", "x:y", ":", "a:b.", "1", "1<2",
    ")", "(", "FILTER", "FILTER(1<2)", "OPTIONAL {", ".", ";", "@en", "^^", "BIND(1 AS ?z)", "\\", "/", "VALUES ?x { <urn:a> }",
)  # fmt: skip


@pytest.mark.parametrize("query", [*reaching("http://127.0.0.1:1/"), *outside("http://127.0.0.1:1/")])
def test_what_reaches_outside_is_refused(query: str) -> None:
    """SERVICE, LOAD, FROM and updates are refused, also where only a lenient engine sees them."""
    with pytest.raises(QueryError):
        form(query)


@pytest.mark.parametrize("number", range(len(deep())))
def test_what_is_nested_too_deeply_is_refused_or_left_to_the_engine(number: int) -> None:
    """No query, however deep or long, is more for the guard than a refusal or a reading in linear time."""
    query = deep()[number]
    try:
        question(query)
    except QueryError as error:
        assert "\n" not in str(error) and len(str(error)) < 300


def test_depth_is_bounded() -> None:
    """As many brackets as are allowed pass, one more does not; so with signs."""
    assert question("ASK " + "{" * DEEPEST + "}" * DEEPEST).form == "ASK"
    for wrong in (
        "ASK " + "{" * (DEEPEST + 1) + "}" * (DEEPEST + 1),
        "ASK { FILTER(" + "!" * (DEEPEST + 1) + "true) }",
    ):
        with pytest.raises(QueryError, match="nested more than"):
            question(wrong)


def test_graphs_to_read_are_told() -> None:
    """The IRIs after FROM and FROM NAMED are told, prefixes resolved; what is no IRI is refused."""
    asked = question("PREFIX x: <http://x/> SELECT * FROM <urn:a> from named x:b FROM state:JP { ?s ?p ?o } LIMIT 1")
    assert (asked.form, asked.ordered) == ("SELECT", True)
    assert asked.default_graphs == ("urn:a", PREFIXES["state"] + "JP") and asked.named_graphs == ("http://x/b",)
    for wrong in ("FROM ?x", "FROM unknown:x", "FROM <relative>", "FROM", "FROM NAMED", "FROM 'x'"):
        with pytest.raises(QueryError, match="FROM reads another address"):
            question(f"SELECT * {wrong} {{ ?s ?p ?o }}")


@pytest.mark.parametrize("query", [
    "SELECT * { ?s ?p ?o FILTER(?o<3&&4>2 || !(?o=-1.5e3)) } ORDER BY DESC(?o) OFFSET 1",
    "SELECT (GROUP_CONCAT(DISTINCT ?x; SEPARATOR=', ') AS ?all) { ?s (kg:a|^kg:b)/kg:c*|!kg:d+ ?x } GROUP BY ?s HAVING(COUNT(*)>1)",
    "CONSTRUCT { ?s a [] ; kg:p ( 1 2.0 'x'@en-GB \"y\"^^xsd:date true ) } WHERE { ?s ?p <http://example.org/service#from> }",
    "ASK { ?service ?from 'SERVICE <x> { }' , \"\"\"FROM \"x\" \"\"\" # SERVICE <x> {}\n }",
    "SELECT ?x { VALUES (?x ?y) { (UNDEF <urn:a>) } MINUS { ?x kg:service-of from:service } }",
    "SELECT ?é { ?é kg:名 <http://example.org/caf\\u00E9> }", "SELECT * { << ?s ?p ?o >> ?q ?r }",
    "SELECT * { ?s ?p ?o . FILTER(REGEX(?o, '\\\\.$', 'i')) BIND(IRI(CONCAT('urn:', STRAFTER(STR(?s), '/'))) AS ?i) }",
])  # fmt: skip
def test_ordinary_queries_pass(query: str) -> None:
    """Queries as people write them pass, keywords in strings, comments, names and IRIs included."""
    assert question(query).form in ("SELECT", "ASK", "CONSTRUCT")


def test_named_queries_pass() -> None:
    """Every named query of the package passes."""
    for query in named_queries(Project.find()).values():
        assert form(query.text) in ("SELECT", "CONSTRUCT"), query.name
        assert ordered(query.text) == bool(re.search(r"^\s*(ORDER|LIMIT|OFFSET)", query.text, re.MULTILINE)), query.name


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12), st.booleans())
def test_no_query_that_passes_asks_another_server(pieces: list[str], spaced: bool) -> None:
    """Whatever a query is made of: if it passes, rdflib's parser finds no SERVICE in it, where it can read it at all."""
    query = (
        "PREFIX x: <urn:x> PREFIX a: <urn:a> PREFIX : <urn:b> SELECT * { " + (" " if spaced else "").join(pieces) + " }"
    )
    try:
        question(query)
    except QueryError:
        return
    try:
        parsed = parseQuery(query)
    except Exception:
        return
    assert "ServiceGraphPattern" not in _kinds(parsed)


def _kinds(node: object) -> set[str]:
    if isinstance(node, CompValue):
        return {node.name}.union(*(_kinds(value) for value in node.values()))
    if isinstance(node, list | tuple) or type(node).__name__ == "ParseResults":
        return set[str]().union(*(_kinds(value) for value in node))  # type: ignore[attr-defined]
    return set()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12), st.sampled_from(("", " ")), st.integers(0, 10))
def test_no_query_that_passes_makes_the_engine_ask(pieces: list[str], between: str, at: int) -> None:
    """The engine itself, given what passes, asks nobody: a server that it is pointed to hears of none."""
    with Canary() as canary:
        address = f"<{canary.address}>"
        pieces = [piece.replace("<http://127.0.0.1:1/>", address) for piece in pieces]
        pieces[min(at, len(pieces)) :] = [*pieces[min(at, len(pieces)) :], address]
        query = f"PREFIX x: {address} PREFIX : {address} SELECT * {{ {between.join(pieces)} {{ ?s ?p ?o }} }}"
        try:
            question(query)
            list(_STORE.query(query))  # type: ignore[arg-type]
        except (QueryError, SyntaxError, ValueError, RuntimeError, OSError):
            pass
        assert canary.seen == []


_STORE = ox.Store()
_STORE.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("x")))
