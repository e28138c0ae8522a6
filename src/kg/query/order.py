"""Rows in the order that a query asks for, put so here and not by the engine.

An engine that keeps terms by number (Oxigraph) looks both up anew for each two rows that it compares. Here each term is
read once. The order is that of SPARQL and of the engine; where a column has several kinds of literals, it is asked. A
variable of the order that is no column is asked for as one more, and left out of the rows when they are sorted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import groupby

from pyoxigraph import Literal, NamedNode

from kg.core.rdf_terms import EDTF, Term

_LAST_ORDER = re.compile(r"^ORDER BY (?!.*\b(?:LIMIT|OFFSET)\b)(?P<by>[^\n]*)\n*\Z", re.MULTILINE | re.IGNORECASE)
_VARIABLES = re.compile(r"(?:\?\w+[ \t]*)+")
_COLUMNS = re.compile(
    r"\A(?:\s|#[^\n]*\n|(?:PREFIX|BASE)\b[^<\n]*<[^<>\n]*>)*SELECT\s+(?P<once>DISTINCT\s+)?"
    r"(?P<names>(?:\?\w+\s+)+)(?=WHERE\b)",
    re.IGNORECASE,
)
"""The beginning of a query that asks for plain columns."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_TEXTS = frozenset({f"{_XSD}string", EDTF.value})
"""Datatypes whose literals are in the order of their characters."""
Row = tuple[Term | None, ...]
_Rank = tuple[int, str | int]
_COMPARED = frozenset({Literal, NamedNode, type(None)})


def without_order(sparql: str, instead: str) -> str:
    """A query with something else in the place of the ORDER BY that it ends in; empty where it does not end so."""
    return _LAST_ORDER.sub(instead, sparql) if _LAST_ORDER.search(sparql) else ""


def order_of(sparql: str) -> tuple[str, ...]:
    """The variables of the ORDER BY that a query ends in; none where it is of anything else."""
    match = _LAST_ORDER.search(sparql)
    by = match["by"].strip() if match else ""
    return tuple(name.removeprefix("?") for name in by.split()) if _VARIABLES.fullmatch(by) else ()


def orderly(sparql: str) -> str:
    """A query without the order of plain variables that it ends in; empty where it has none. What the order is of and
    the query does not ask for is in further columns, after its own, unless it groups its rows or computes a column.
    """
    plain = without_order(sparql, "") if order_of(sparql) else ""
    columns = _COLUMNS.match(plain)
    if columns is None or not plain.rstrip().endswith("}"):
        return plain
    further = sorted(set(order_of(sparql)) - set(_names(columns)))
    end = columns.end("names")
    return f"{plain[:end]}{' '.join(f'?{name}' for name in further)} {plain[end:]}" if further else plain


def in_columns(sparql: str, variables: Sequence[str], rows: Sequence[Row]) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """A query's own columns of the rows of its orderly form: of a DISTINCT each row once, where it comes first."""
    columns = _COLUMNS.match(sparql)
    own = len(_names(columns)) if columns else len(variables)
    if columns is None or own == len(variables):
        return tuple(variables), tuple(rows)
    cut = [row[:own] for row in rows]
    return tuple(variables[:own]), tuple(dict.fromkeys(cut) if columns["once"] else cut)


def _names(columns: re.Match[str]) -> list[str]:
    return [name.removeprefix("?") for name in columns["names"].split()]


def sorted_rows(variables: Sequence[str], rows: Sequence[Row], by: Sequence[str]) -> tuple[Row, ...] | None:
    """The rows in the order of these variables; None where only the engine knows it."""
    if not set(by) <= set(variables):
        return None
    found = _sorted(rows, [variables.index(name) for name in by])
    return None if found is None else tuple(found)


def _sorted(rows: Sequence[Row], places: Sequence[int]) -> list[Row] | None:
    """The rows in the order of these columns: each looked at where rows are the same in those before."""
    if not places:
        return list(rows)
    ranks = _ranks([row[places[0]] for row in rows])
    if ranks is None:
        return None
    in_order = sorted(range(len(rows)), key=ranks.__getitem__)
    if len(set(ranks)) == len(rows):
        return [rows[at] for at in in_order]
    found: list[Row] = []
    for _, places_of_same in groupby(in_order, key=ranks.__getitem__):
        same = [rows[at] for at in places_of_same]
        if len(same) > 1:
            further = _sorted(same, places[1:])
            if further is None:
                return None
            same = further
        found += same
    return found


def _ranks(terms: Sequence[Term | None]) -> Sequence[str | _Rank] | None:
    """What the terms of one column are compared by: what is unbound first, then IRIs, then literals of one kind."""
    kinds = {type(term) for term in terms}
    if not kinds <= _COMPARED:
        return None
    literals = [term for term in terms if isinstance(term, Literal)]
    datatypes = {datatype.value for datatype in {literal.datatype for literal in literals}}
    if len(datatypes) > 1 or any(literal.language for literal in literals):
        return None
    whole = datatypes == {f"{_XSD}integer"}
    days = datatypes == {f"{_XSD}date"} and all(_is_day(literal.value) for literal in literals)
    if not (whole or days or datatypes <= _TEXTS):
        return None
    if len(kinds) == 1 and not whole:  # so all are compared by their characters
        return [term.value if term is not None else "" for term in terms]  # type: ignore[union-attr]
    return [_rank(term, whole) for term in terms]


def _is_day(text: str) -> bool:
    """Whether this is a date of four digits without a time zone: these are in the order of their characters."""
    try:
        return bool(_DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def _rank(term: Term | None, whole: bool) -> _Rank:
    if term is None:
        return 0, ""
    if isinstance(term, Literal):
        return 2, int(term.value) if whole else term.value
    assert isinstance(term, NamedNode)
    return 1, term.value
