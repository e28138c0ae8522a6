"""Queries are told where the view is, and declare what they use."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from pyoxigraph import NamedNode

from kg.config import Project
from kg.core.errors import QueryError
from kg.core.rdf_terms import PREFIXES
from kg.query import named_queries
from kg.store.sparql import form_of, in_view, with_prefixes

VIEW = NamedNode("urn:view")


def answers(sparql: str, store: ox.Store) -> list[str]:
    found = store.query(sparql)
    return sorted(map(str, found)) if not isinstance(found, ox.QueryBoolean) else [str(bool(found))]


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * WHERE { ?s ?p ?o }",
        "SELECT * { ?s ?p ?o }",
        "SELECT (COUNT(*) AS ?n) WHERE { ?s <urn:p> ?o . GRAPH <urn:g> { ?o ?q ?r } } GROUP BY ?s HAVING (COUNT(*) > 0) ORDER BY ?n LIMIT 3",
        'SELECT ?s (STRLEN("}{ WHERE #") AS ?n) WHERE { ?s ?p ?o # } a comment\n }',
        "SELECT ?o WHERE { { SELECT ?o WHERE { ?s <urn:p> ?o } } FILTER NOT EXISTS { ?o <urn:q> ?x } } VALUES ?o { <urn:b> }",
        "ASK { <urn:a> <urn:p> <urn:b> }",
        "CONSTRUCT { ?o <urn:r> ?s } WHERE { ?s <urn:p> ?o }",
        "CONSTRUCT { ?o <urn:r> ?s } { ?s <urn:p> ?o OPTIONAL { GRAPH ?g { ?o ?y ?z } } }",
        "DESCRIBE <urn:a>",
    ],
)  # fmt: skip
def test_a_query_on_all_graphs_sees_the_view_alone(sparql: str) -> None:
    """Put into the view's graph, a query answers where the view is a graph as it does where it is the default one."""
    here, there = ox.Store(), ox.Store()
    data = "<urn:a> <urn:p> <urn:b> . <urn:c> <urn:p> <urn:d> ."
    other = "GRAPH <urn:g> { <urn:b> <urn:q> <urn:c> . <urn:e> <urn:p> <urn:f> }"
    here.update(f"INSERT DATA {{ {data} {other} }}")
    there.update(f"INSERT DATA {{ GRAPH {VIEW} {{ {data} }} {other} }}")
    if sparql.startswith("DESCRIBE"):
        assert in_view(sparql, VIEW) == sparql
    else:
        assert answers(in_view(sparql, VIEW), there) == answers(sparql, here) != []


def test_every_named_query_can_be_put_into_the_view() -> None:
    """Each query of the package is valid SPARQL also with its pattern in a graph."""
    for query in named_queries(Project.find()).values():
        ox.Store().query(in_view(query.text, VIEW))


def test_what_cannot_be_put_into_the_view_says_so() -> None:
    """The short form of CONSTRUCT, and a brace that is not closed, are one line each."""
    with pytest.raises(QueryError, match="short form"):
        in_view("CONSTRUCT WHERE { ?s ?p ?o }", VIEW)
    with pytest.raises(QueryError, match="brace"):
        in_view("SELECT * WHERE { ?s ?p ?o", VIEW)
    with pytest.raises(QueryError, match="malformed"):
        form_of("INSERT DATA { }")


def test_prefixes_that_are_used_are_declared() -> None:
    """Those prefixes that a query uses are declared on its first line, and no other."""
    text = with_prefixes('SELECT * {\n state:JP kg:hasParty ?x FILTER(?x != "doc:y") } # event:z', PREFIXES)
    assert text.count("PREFIX") == 2 and "PREFIX state: <" in text and text.count("\n") == 1
    ox.Store().query(text)
