"""Answers as documents: they hold what was found, and another program reads it back."""

from __future__ import annotations

import csv
import io

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.core.errors import QueryError
from kg.serve import answers
from kg.serve.answers import Limits

NAMES = ("a", "b")
FORMATS = {"json": ox.QueryResultsFormat.JSON, "xml": ox.QueryResultsFormat.XML, "tsv": ox.QueryResultsFormat.TSV}
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=12)
TERMS = st.one_of(
    st.builds(ox.Literal, TEXTS),
    st.builds(lambda text: ox.Literal(text, language="en-GB"), TEXTS),
    st.builds(lambda n: ox.Literal(str(n), datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")), st.integers()),
    st.builds(lambda n: ox.Literal(n, datatype=ox.NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")), st.sampled_from(("2024", "2026~"))),
    st.builds(lambda n: ox.NamedNode(f"http://example.org/{n}?a=1&b='<\"".replace("<", "").replace('"', "")), st.integers(0, 9)),
    st.just(ox.BlankNode("x")),
)  # fmt: skip
ROWS = st.lists(st.tuples(st.none() | TERMS, st.none() | TERMS), max_size=6)


def solutions(rows: list[tuple[ox.Term | None, ...]]) -> ox.QuerySolutions:
    """Query solutions that hold these rows."""
    names = " ".join(f"?{name}" for name in NAMES)
    lines = [
        " ".join("UNDEF" if term is None else _value(number, at, term) for at, term in enumerate(row))
        for number, row in enumerate(rows)
    ]
    values = " ".join(f"({line})" for line in lines)
    found = ox.Store().query(f"SELECT {names} {{ VALUES ({names}) {{ {values} }} }}")
    assert isinstance(found, ox.QuerySolutions)
    return found


def _value(number: int, at: int, term: ox.Term) -> str:
    return f"<urn:blank:{number}:{at}>" if isinstance(term, ox.BlankNode) else str(term)


@settings(max_examples=60, deadline=None)
@given(ROWS, st.sampled_from(sorted(FORMATS)))
@example([(None, ox.Literal(" "))], "xml")
@example([(ox.Literal("\n a\t"), ox.Literal("a b"))], "xml")
def test_rows_are_read_back(rows: list[tuple[ox.Term | None, ...]], form: str) -> None:
    """The engine's own reader finds the same rows in JSON, XML and TSV; only what XML cannot hold is replaced."""
    expected = [tuple(solution) for solution in solutions(rows)]
    written, cut = answers.select(solutions(rows), form, Limits())
    assert cut == ""
    found = ox.parse_query_results(written, format=FORMATS[form])
    assert isinstance(found, ox.QuerySolutions) and [v.value for v in found.variables] == list(NAMES)
    if form == "xml":
        expected = [tuple(_xml(term) for term in row) for row in expected]
    assert [tuple(solution) for solution in found] == expected


def _xml(term: ox.Term | None) -> ox.Term | None:
    if not isinstance(term, ox.Literal):
        return term
    text = "".join(c if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in term.value)
    return ox.Literal(text, language=term.language) if term.language else ox.Literal(text, datatype=term.datatype)


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_csv_holds_the_values(rows: list[tuple[ox.Term | None, ...]]) -> None:
    """CSV has the plain values, quoted where they must be, with the line ends of the recommendation."""
    expected = [[term.value if term is not None else "" for term in solution] for solution in solutions(rows)]
    written, _ = answers.select(solutions(rows), "csv", Limits())
    assert list(csv.reader(io.StringIO(written.decode(), newline=""))) == [list(NAMES), *expected]


@pytest.mark.parametrize("form", ["json", "xml", "tsv"])
@pytest.mark.parametrize("limits", [Limits(rows=3), Limits(size=300), Limits(rows=0)])
def test_a_cut_answer_is_a_whole_document(form: str, limits: Limits) -> None:
    """What is cut ends between two rows, says after how many, and can be read."""
    rows: list[tuple[ox.Term | None, ...]] = [(ox.Literal("x" * 40), ox.Literal(str(n))) for n in range(10)]
    written, cut = answers.select(solutions(rows), form, limits)
    found = ox.parse_query_results(written, format=FORMATS[form])
    assert isinstance(found, ox.QuerySolutions)
    kept = len(list(found))
    assert kept < 10 and cut == f"cut after {kept} rows"
    assert len(written) < 900


def test_triples_are_kept_once_and_bounded() -> None:
    """Of triples each counts once, and no more are kept than allowed."""
    triples = [ox.Triple(ox.NamedNode(f"urn:{n % 4}"), ox.NamedNode("urn:p"), ox.Literal("x")) for n in range(20)]
    assert len(answers.triples(iter(triples), Limits())[0]) == 4
    kept, cut = answers.triples(iter(triples), Limits(rows=2))
    assert len(kept) == 2 and cut == "cut after 2 triples"
    assert answers.triples(iter(triples), Limits(rows=4))[1] == ""


def test_what_a_form_cannot_say_is_told() -> None:
    """RDF/XML cannot write every property: that is one line, not half a document, nor one that nobody can read."""
    triple = ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("http://example.org/"), ox.Literal("x\x00\r"))
    with pytest.raises(QueryError, match="ask for text/turtle"):
        answers.graph([triple], "rdfxml", {})
    assert b"example.org" in answers.graph([triple], "turtle", {})
    fitting = ox.Triple(triple.subject, ox.NamedNode("http://example.org/p"), triple.object)
    read = list(ox.parse(answers.graph([fitting], "rdfxml", {}), format=ox.RdfFormat.RDF_XML))
    assert [quad.object.value[0] for quad in read] == ["x"]
