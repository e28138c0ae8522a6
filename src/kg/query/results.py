"""Answers to a query, and the forms in which they are given: a table, CSV, SPARQL JSON, Turtle."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.core.errors import QueryError, UsageError
from kg.core.rdf_terms import Term
from kg.core.rdf_turtle import Shortener, turtle

FORMATS = ("table", "csv", "json", "ttl")
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Results:
    """What a query answered: rows of terms by variable; or yes or no; or triples.

    Of an ASK, ``answer`` is set. Of a CONSTRUCT or DESCRIBE, ``triples`` is, and the rows show them.
    """

    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    answer: bool | None = None
    triples: tuple[Triple, ...] | None = None
    cut: bool = False
    """Whether there are more rows than these: of an answer of which a page was asked."""

    def __len__(self) -> int:
        return len(self.rows)

    def to(self, form: str, width: int | None = None) -> str:
        """The answers as text, with a line end at its end. ``width`` is that of the terminal, for tables.

        Raises UsageError for an unknown form, QueryError for rows as Turtle.
        """
        if form not in FORMATS:
            raise UsageError(f"there is no result format {form!r}", remedy=f"choose one of {', '.join(FORMATS)}")
        if form == "ttl":
            return self._turtle()
        return {"table": lambda: self._table(width), "csv": self._csv, "json": self._json}[form]()

    def plain(self) -> list[dict[str, str | None]]:
        """The rows as plain values by variable, for programs."""
        return [{v: _value(t) if t else None for v, t in zip(self.variables, row, strict=True)} for row in self.rows]

    def _turtle(self) -> str:
        if self.triples is None:
            raise QueryError("only triples can be written as Turtle", remedy="use CONSTRUCT, or ask for csv")
        return "\n".join([*turtle(self.triples), ""])

    def _csv(self) -> str:
        """SPARQL 1.1 CSV, with line ends of one character. Values are as they are in the data."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        if self.answer is not None:
            writer.writerows([["answer"], [str(self.answer).lower()]])
            return out.getvalue()
        writer.writerow(self.variables)
        for row in self.rows:
            writer.writerow([_value(t) if t else "" for t in row])
        return out.getvalue()

    def _json(self) -> str:
        """SPARQL 1.1 JSON."""
        content: dict[str, object] = {"head": {}, "boolean": self.answer}
        if self.answer is None:
            bindings = [
                {v: _json_term(t) for v, t in zip(self.variables, row, strict=True) if t is not None}
                for row in self.rows
            ]
            content = {"head": {"vars": list(self.variables)}, "results": {"bindings": bindings}}
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"

    def _table(self, width: int | None) -> str:
        if self.answer is not None:
            return "yes\n" if self.answer else "no\n"
        if not self.rows:
            return "no answers\n"
        shortener = Shortener()
        cells = [[_cell(t, shortener) for t in row] for row in self.rows]
        widths = [max(_columns(text) for text in column) for column in zip(self.variables, *cells, strict=True)]
        widths = _fit(widths, width)
        lines = [self.variables, ["-" * w for w in widths], *cells]
        text = ["  ".join(_padded(cell, w) for cell, w in zip(line, widths, strict=True)).rstrip() for line in lines]
        count = f"{len(self.rows)} row{'s' if len(self.rows) != 1 else ''}"
        return "\n".join([*text, f"({count})", ""])


def _value(node: Term) -> str:
    return str(node) if isinstance(node, Triple) else node.value


def _json_term(node: Term) -> dict[str, str]:
    if isinstance(node, NamedNode):
        return {"type": "uri", "value": node.value}
    if isinstance(node, BlankNode):
        return {"type": "bnode", "value": node.value}
    if not isinstance(node, Literal):
        return {"type": "literal", "value": str(node)}
    if node.language:
        return {"type": "literal", "value": node.value, "xml:lang": node.language}
    if node.datatype.value == _XSD_STRING:
        return {"type": "literal", "value": node.value}
    return {"type": "literal", "value": node.value, "datatype": node.datatype.value}


def _cell(node: Term | None, shortener: Shortener) -> str:
    """A term on one line of a table, without characters that would move the cursor."""
    if node is None:
        return ""
    text = shortener.iri(node).strip("<>") if isinstance(node, NamedNode) else _value(node)
    return "".join(c if c.isprintable() else " " for c in " ".join(text.split()))


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes: two for a wide character, none for a combining one."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _padded(text: str, width: int) -> str:
    if _columns(text) > width:
        cut, used = "", 0
        for char in text:
            if (used := used + _columns(char)) > width - 1:
                break
            cut += char
        text = cut + "…"
    return text + " " * (width - _columns(text))


def _fit(widths: Sequence[int], width: int | None) -> list[int]:
    """The widths of columns: none beyond 60, and the widest made narrower until a line fits the terminal."""
    fitted = [min(w, _WIDEST) if width is not None else w for w in widths]
    while width is not None and sum(fitted) + 2 * (len(fitted) - 1) > width and max(fitted) > 6:
        fitted[fitted.index(max(fitted))] -= 1
    return fitted
