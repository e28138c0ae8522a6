"""Questions to a graph: named ones, files, and SPARQL as it comes.

``run(store, query, params, as_of)`` answers with :class:`Results`, which knows its output formats.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pyoxigraph import QueryBoolean, QueryTriples

from kg.core.errors import QueryError, StoreError
from kg.core.rdf_terms import PREFIXES, Term
from kg.query.guard import form, ordered
from kg.query.named import NamedQuery, named_queries, read_query
from kg.query.order import in_columns, order_of, orderly, sorted_rows, without_order
from kg.query.parameters import LAST_DAY, TYPES, Graph, Parameter, bind
from kg.query.results import FORMATS, Results

AS_OF = "asOf"
"""The parameter that ``--as-of`` sets."""


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the rows of an answer: ``most`` of them, after ``skip`` others."""

    most: int
    skip: int = 0
    loose: bool = False
    """Whether what cannot be cut into pages (SPARQL text, a CONSTRUCT) is answered whole: else it is refused."""


def run(
    store: Graph,
    query: NamedQuery | str,
    params: Mapping[str, str] | None = None,
    as_of: str | None = None,
    page: Page | None = None,
) -> Results:
    """Ask a store a named query, or SPARQL text.

    ``params`` are the user's words for each parameter. ``as_of`` is a day, month or year to look from; without it a
    query looks from the end of time, so that answers do not depend on the day they are asked.
    With ``page``, the rows of a named query are those that the engine finds first (or after others), sorted among
    themselves: it need not find all to sort them. While the store stays as it is, pages of one size give all rows.
    SPARQL text may use every prefix of ``PREFIXES`` without declaring it. Raises QueryError.
    """
    given = dict(params or {})
    if isinstance(query, NamedQuery):
        if as_of is not None:
            given[AS_OF] = as_of
            if AS_OF not in {parameter.name for parameter in query.parameters}:
                raise QueryError("has no date to look from", where=query.name, remedy="leave --as-of out")
        text = query.bound(bind(query.parameters, given, store, query.name))
        if page is not None:
            return _page(store, text, page, query.name)
    elif page is not None and not page.loose:
        raise QueryError("SPARQL text is not cut into pages", remedy="write LIMIT and OFFSET into it")
    else:
        if given or as_of is not None:
            raise QueryError("SPARQL text has no parameters", remedy="write the values into it, or use a query file")
        text = query
    return ask(store, text)


def unsorted(sparql: str, most: int, skip: int = 0) -> str:
    """A query for so many of a query's rows, those found first; empty where it is no SELECT that ends in its order."""
    return without_order(sparql, f"LIMIT {most} OFFSET {skip}\n") if form(sparql) == "SELECT" else ""


def _page(store: Graph, text: str, page: Page, name: str) -> Results:
    part = unsorted(text, page.most + 1, page.skip)
    if not part:
        if page.loose:
            return ask(store, text)
        raise QueryError(
            "is not cut into pages: it is no SELECT that ends in its ORDER BY", where=name, remedy="ask all"
        )
    whole = "" if page.skip else orderly(text)
    if whole:
        found = _found(store, f"{whole}LIMIT {page.most + 1}\n")
        if len(found) <= page.most:  # it is all of the answer, so it comes in its own order
            return _in_order(store, text, found)
    if not whole or whole != without_order(text, ""):  # rows that differ in a further column alone are one
        found = _found(store, part)
    if len(found) <= page.most and not page.skip:
        return _found(store, text)
    rows = sorted(found.rows[: page.most], key=_row_order)
    return replace(found, rows=tuple(rows), cut=len(found) > page.most)


def ask(store: Graph, sparql: str) -> Results:
    """The answer to a query that may be asked (:mod:`kg.query.guard`). Raises QueryError."""
    form(sparql)
    return answer(store, sparql)


def answer(store: Graph, sparql: str) -> Results:
    """The answer to a query. Rows in an order of plain columns are sorted here, not by the engine."""
    if whole := orderly(sparql):
        return _in_order(store, sparql, _found(store, whole))
    found = _found(store, sparql)
    if found.triples is not None or ordered(sparql):
        return found
    return replace(found, rows=tuple(sorted(found.rows, key=_row_order)))


def _in_order(store: Graph, sparql: str, found: Results) -> Results:
    """The rows of a query in the order that it asks for, where all of its orderly form were found in any."""
    rows = sorted_rows(found.variables, found.rows, order_of(sparql))
    if rows is None:
        return _found(store, sparql)
    variables, rows = in_columns(sparql, found.variables, rows)
    return replace(found, variables=variables, rows=rows)


def _found(store: Graph, sparql: str) -> Results:
    """What the engine answers, as it comes."""
    try:
        answers = store.query(sparql, PREFIXES)
        if isinstance(answers, QueryBoolean):
            return Results(answer=bool(answers))
        if isinstance(answers, QueryTriples | list):
            triples = tuple(sorted(set(answers), key=str))
            rows = tuple((t.subject, t.predicate, t.object) for t in triples)
            return Results(("subject", "predicate", "object"), rows, triples=triples)
        variables = tuple(variable.value for variable in answers.variables)
        return Results(variables, tuple(map(tuple, answers)))
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"the query cannot be answered: {error}", remedy="correct it") from error
    except OSError as error:
        remedy = "build the store again from the documents (`kg build`)"
        raise StoreError(f"the store cannot be read ({error})", remedy=remedy) from error


def _row_order(row: tuple[Term | None, ...]) -> tuple[str, ...]:
    return tuple(str(node) if node is not None else "" for node in row)


__all__ = [
    "AS_OF", "FORMATS", "LAST_DAY", "TYPES", "Graph", "NamedQuery", "Page", "Parameter", "Results", "answer", "ask",
    "bind", "form", "named_queries", "read_query", "run", "unsorted",
]  # fmt: skip
