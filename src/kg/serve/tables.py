"""Answers as a page, for people who follow a link to a query."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import Any

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode

from kg.core.model import ID_BASE
from kg.core.rdf_terms import Term
from kg.core.rdf_turtle import Shortener, turtle
from kg.serve import answers
from kg.serve.render import address
from kg.serve.render import page as template
from kg.serve.replies import Made, cut_headers

_MOST = answers.Limits(1000, 4_000_000)


def page(title: str, text: str, found: Any, limits: answers.Limits, prefixes: Mapping[str, str], base: str) -> Made:
    """The answer to a query as a table (or Turtle) with the query below; larger ones are cut, and say so."""
    most = answers.Limits(min(limits.rows, _MOST.rows), min(limits.size, _MOST.size))
    if isinstance(found, ox.QueryBoolean):
        return Made(template("answer.html", title=title, query=text, answer=bool(found)), "text/html")
    if isinstance(found, ox.QueryTriples):
        triples, cut = answers.triples(islice(found, most.rows + 1), most)
        lines = "\n".join(turtle(triples, prefixes))
        return Made(
            template("answer.html", title=title, query=text, turtle=lines, cut=cut),
            "text/html",
            headers=cut_headers(cut),
        )
    table = answers.table(found, most)
    shortener = Shortener(prefixes)
    rows = [[_cell(term, shortener, base) for term in row] for row in table.rows]
    made = template("answer.html", title=title, query=text, variables=table.variables, rows=rows, cut=table.cut)
    return Made(made, "text/html", headers=cut_headers(table.cut))


def _cell(term: Term | None, shortener: Shortener, base: str) -> tuple[str, str | None]:
    """What stands in a cell, and where it leads to: the page of a thing of the graph."""
    if term is None:
        return "", None
    if isinstance(term, NamedNode):
        return shortener.iri(term).strip("<>"), address(term.value.replace(base, ID_BASE, 1))
    return (term.value if isinstance(term, Literal) else str(term)), None
