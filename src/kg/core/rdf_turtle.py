"""Turtle and TriG that people can read and compare: sorted, grouped by subject, prefixed, without blank nodes.

The same set of quads gives the same text. No I/O: the writers yield lines without their ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Quad, Triple

from kg.core.rdf_terms import DEFAULT, PREFIXES, TYPE, Term, order

_LOCAL = re.compile(r"(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?)?", re.ASCII)
_INTEGER, _DECIMAL = re.compile(r"[+-]?\d+", re.ASCII), re.compile(r"[+-]?\d*\.\d+", re.ASCII)
_XSD = PREFIXES["xsd"]
_WIDTH = 120


class Shortener:
    """Writes terms with prefixes, and notes which prefixes it used."""

    def __init__(self, prefixes: Mapping[str, str] = PREFIXES) -> None:
        self._bases = {base: prefix for prefix, base in prefixes.items()}
        self.used: dict[str, str] = {}

    def iri(self, node: NamedNode) -> str:
        iri = node.value
        for end in (iri.rfind("#") + 1, iri.rfind("/") + 1):
            prefix = self._bases.get(iri[:end]) if end else None
            if prefix is not None and _LOCAL.fullmatch(iri[end:]):
                self.used[prefix] = iri[:end]
                return f"{prefix}:{iri[end:]}"
        return str(node)

    def term(self, node: Term) -> str:
        """A term as Turtle writes it, on one line."""
        if isinstance(node, NamedNode):
            return self.iri(node)
        if not isinstance(node, Literal) or node.language:
            return str(node)
        kind, value = node.datatype.value, node.value
        if kind == _XSD + "string":
            return str(node)
        if (
            (kind == _XSD + "integer" and _INTEGER.fullmatch(value))
            or (kind == _XSD + "decimal" and _DECIMAL.fullmatch(value))
            or (kind == _XSD + "boolean" and value in ("true", "false"))
        ):
            return value
        return f"{Literal(value)}^^{self.iri(node.datatype)}"


def turtle(triples: Iterable[Quad | Triple], prefixes: Mapping[str, str] = PREFIXES) -> Iterator[str]:
    """The lines of a Turtle file with these triples; graphs do not matter, repetitions are dropped."""
    shortener = Shortener(prefixes)
    body = list(subject_lines(triples, shortener))
    yield from _header(shortener)
    yield from body


def subject_lines(triples: Iterable[Quad | Triple], shortener: Shortener) -> Iterator[str]:
    """The lines of each subject, an empty line before each, without a head of prefixes."""
    yield from _subjects({(t.subject, t.predicate, t.object) for t in triples}, shortener, "")


def graph_lines(graph: NamedNode, quads: Iterable[Quad], shortener: Shortener) -> Iterator[str]:
    """The lines of a named graph, an empty line before it."""
    lines = list(_subjects({(q.subject, q.predicate, q.object) for q in quads}, shortener, "    "))
    yield from ("", f"{shortener.term(graph)} {{", *lines[1:], "}")


def trig(quads: Iterable[Quad], prefixes: Mapping[str, str] = PREFIXES) -> Iterator[str]:
    """The lines of a TriG file: each named graph in the order of its name, then the default graph."""
    shortener = Shortener(prefixes)
    body: list[str] = []
    for graph, members in groupby(sorted(set(quads), key=order), key=lambda q: q.graph_name):
        if graph == DEFAULT:
            body += subject_lines(members, shortener)
        else:
            assert isinstance(graph, NamedNode)
            body += graph_lines(graph, members, shortener)
    yield from _header(shortener)
    yield from body


def _header(shortener: Shortener) -> Iterator[str]:
    yield from head_lines(shortener.used)


def head_lines(used: Mapping[str, str]) -> Iterator[str]:
    """The lines that declare prefixes."""
    for prefix, base in sorted(used.items()):
        yield f"@prefix {prefix}: <{base}> ."


def _subjects(triples: Iterable[tuple[object, NamedNode, Term]], shortener: Shortener, indent: str) -> Iterator[str]:
    """The lines of each subject, an empty line before each."""
    ordered = sorted(triples, key=lambda t: (str(t[0]), t[1] != TYPE, str(t[1]), str(t[2])))
    for _, members in groupby(ordered, key=lambda t: str(t[0])):
        group = list(members)
        subject = shortener.term(group[0][0])  # type: ignore[arg-type]
        yield ""
        lines = []
        for prop, values in groupby(group, key=lambda t: t[1]):
            name = "a" if prop == TYPE else shortener.iri(prop)
            lines.append(_objects(name, [shortener.term(value[2]) for value in values], indent))
        yield f"{indent}{subject} {lines[0]}" + (" ." if len(lines) == 1 else " ;")
        for number, line in enumerate(lines[1:], 2):
            yield f"{indent}    {line}" + (" ." if number == len(lines) else " ;")


def _objects(name: str, values: Sequence[str], indent: str) -> str:
    """A property with its values: on one line if they fit, else a line each."""
    joined = f"{name} {', '.join(values)}"
    if len(values) == 1 or len(joined) <= _WIDTH - 8:
        return joined
    return f"{name}\n" + ",\n".join(f"{indent}        {value}" for value in values)
