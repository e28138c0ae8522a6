"""Rows that are sorted here come in the order of the engine."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from kg.core.rdf_terms import Term, day, edtf, integer
from kg.query import answer
from kg.query.order import order_of, orderly, sorted_rows, without_order
from kg.store.oxigraph import Oxigraph

WORDS = st.text(st.characters(codec="utf-8", exclude_characters='"\\', exclude_categories=("Cc",)), max_size=3)
COLUMNS = st.sampled_from((
    WORDS.map(Literal), WORDS.map(lambda word: NamedNode(f"urn:x:{word.encode().hex()}")), st.integers(-20, 20).map(integer),
    st.dates(date(2015, 1, 1), date(2015, 3, 1)).map(day), st.sampled_from(("2015", "2015-03", "../2016", "2015-03-01")).map(edtf), WORDS.map(lambda word: Literal(word, language="fr")),
))  # fmt: skip
MIXED = st.one_of(st.none(), COLUMNS.flatmap(lambda column: column))


def asked(rows: list[tuple[Term | None, ...]], order: str) -> str:
    values = " ".join(f"({' '.join('UNDEF' if term is None else str(term) for term in row)})" for row in rows)
    return f"SELECT ?a ?b WHERE {{ VALUES (?a ?b) {{ {values} }} }}\n{order}"


@given(COLUMNS.flatmap(lambda column: st.lists(st.tuples(st.none() | column, MIXED), max_size=8)))
def test_rows_come_in_the_order_of_the_engine(rows: list[tuple[Term | None, ...]]) -> None:
    """Of texts, dates, numbers and addresses, some of them unbound, and of all sorts in one column."""
    query = asked(rows, "ORDER BY ?a ?b")
    engine = Oxigraph.memory()
    assert list(answer(engine, query).rows) == [tuple(row) for row in engine.query(query)]  # type: ignore[union-attr]


@given(
    COLUMNS.flatmap(lambda column: st.lists(st.tuples(st.none() | column, st.integers(0, 2).map(integer)), max_size=8))
)
@pytest.mark.parametrize("once", ["DISTINCT ", ""])
def test_rows_come_in_the_order_of_what_they_do_not_show(once: str, rows: list[tuple[Term | None, ...]]) -> None:
    """Each once, if the query is DISTINCT, also where it comes with several values of what is not shown."""
    query = asked(rows, "ORDER BY ?a ?b").replace("?a ?b", f"{once}?b", 1)
    engine = Oxigraph.memory()
    assert orderly(query).startswith(f"SELECT {once}?b ?a WHERE")
    found = answer(engine, query)
    assert (found.variables, list(found.rows)) == (("b",), [tuple(row) for row in engine.query(query)])  # type: ignore[union-attr]


@pytest.mark.parametrize(("query", "form"), [
    ("# SELECT ?c WHERE\nPREFIX x: <urn:x#>\nselect ?a where { }\nORDER BY ?b\n", "select ?a ?b where { }"),
    ("SELECT ?a WHERE { }\nORDER BY ?a\n", "SELECT ?a WHERE { }"),
    ("SELECT ?a WHERE { } GROUP BY ?a\nORDER BY ?b\n", "SELECT ?a WHERE { } GROUP BY ?a"),
    ("SELECT (1 AS ?a) WHERE { }\nORDER BY ?b\n", "SELECT (1 AS ?a) WHERE { }"),
    ("SELECT ?a WHERE { }\nORDER BY DESC(?b)\n", ""),
])  # fmt: skip
def test_what_an_order_is_of_is_asked_for(query: str, form: str) -> None:
    """Where it is a column of the query already, or cannot be one, the query is asked without its order."""
    assert orderly(query).strip().removeprefix("# SELECT ?c WHERE\nPREFIX x: <urn:x#>\n") == form


@pytest.mark.parametrize("text", ["2015-02-30", "-2015-01-01", "2015-01-01Z", "12015-01-01"])
def test_days_that_are_not_in_the_order_of_their_characters_are_left_to_the_engine(text: str) -> None:
    """No day of the calendar, before the first year, of a time zone, or of more than four digits."""
    rows = [(Literal(text, datatype=day(date(2015, 1, 1)).datatype),), (day(date(2015, 1, 1)),)]
    assert sorted_rows(("a",), rows, ("a",)) is None


def test_what_only_the_engine_can_sort_is_left_to_it() -> None:
    """Literals of several kinds in a column, and a column that is not in the answer."""
    rows = [(Literal("b"), integer(1)), (integer(2), integer(3))]
    assert sorted_rows(("a", "b"), rows, ("a",)) is None
    assert sorted_rows(("a", "b"), rows, ("c",)) is None
    assert sorted_rows(("a", "b"), rows, ("b",)) == tuple(rows)


@pytest.mark.parametrize(("end", "by"), [
    ("ORDER BY ?a ?b\n", ("a", "b")), ("ORDER BY DESC(?a)", ()), ("ORDER BY ?a LIMIT 3", ()), ("", ()),
    ("order by ?a", ("a",)), ("ORDER BY (STR(?a)) ?b", ()),
])  # fmt: skip
def test_the_order_of_plain_columns_is_recognised(end: str, by: tuple[str, ...]) -> None:
    """It is the last line of a query and names variables; what it is of else, or a LIMIT, is the engine's."""
    assert order_of(f"SELECT ?a ?b {{ }}\n{end}") == by


def test_an_order_is_taken_out() -> None:
    """What comes in its place ends the query; a query without one gives nothing."""
    assert without_order("SELECT ?a { }\nORDER BY ?a\n", "LIMIT 3\n") == "SELECT ?a { }\nLIMIT 3\n"
    assert without_order("SELECT ?a { }\n", "LIMIT 3\n") == ""
