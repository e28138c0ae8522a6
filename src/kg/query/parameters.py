"""What a query must be told, and how a user's words become RDF terms.

Whatever a user gives is turned into an IRI or a literal, and written as N-Triples writes it. Nothing of it is ever
read as SPARQL.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from pyoxigraph import Literal, NamedNode

from kg.core.errors import DataError, QueryError
from kg.core.model import ID_BASE, ONTOLOGY
from kg.core.rdf_terms import ONTOLOGY_GRAPH, REFERENCE, day, integer, thing
from kg.core.time import bounds

LAST_DAY = "9999-12-31"
TYPES = {
    "state": "an ISO 3166-1 code (JP) or a name",
    "thing": "the name, code or id (treaty/..., or its last part) of anything in the graph",
    "document": "a document's id (or the beginning of it), name, title or address",
    "term": "a term of the ontology (InForce)",
    "date": "a day, month or year (2026-03-01, 2026-03, 2026); of a month or year, its last day",
    "from": "a day, month or year; of a month or year, its first day",
    "string": "any text",
    "integer": "a whole number",
}
"""The types of parameters, and what a user may give for each."""


class Graph(Protocol):
    """What is asked: a store, or anything that answers SPARQL."""

    def query(self, sparql: str, prefixes: Mapping[str, str] | None = None) -> Any:
        """The answers to a query, which may use ``prefixes`` without declaring them."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing that a query must be told. Without a ``default`` it is required; ``any`` leaves it open."""

    name: str
    type: str
    meaning: str
    default: str | None = None

    @property
    def required(self) -> bool:
        return self.default is None


def bind(parameters: Sequence[Parameter], given: Mapping[str, str], graph: Graph, where: str) -> dict[str, list[str]]:
    """The terms of each parameter as N-Triples writes them; an empty list for one that is left open.

    Raises QueryError for an unknown or missing parameter, or a value that does not fit.
    """
    known = {parameter.name: parameter for parameter in parameters}
    for name in given:
        if name not in known:
            names = ", ".join(known) or "none"
            raise QueryError(f"there is no parameter {name!r}", where=where, remedy=f"the parameters are: {names}")
    missing = [p.name for p in parameters if p.required and p.name not in given]
    if missing:
        one = known[missing[0]]
        raise QueryError(
            f"needs the parameter {', '.join(missing)}",
            where=where, remedy=f"add --param {one.name}=... ({one.meaning}: {TYPES[one.type]})",
        )  # fmt: skip
    return {name: _terms(p, given.get(name, p.default or ""), graph, where) for name, p in known.items()}


def _terms(parameter: Parameter, value: str, graph: Graph, where: str) -> list[str]:
    value = value.strip()
    if value == "any" and not parameter.required:
        return []
    if not value:
        remedy = f"give {TYPES[parameter.type]}"
        raise QueryError(f"the parameter {parameter.name} is empty", where=where, remedy=remedy)
    try:
        return [str(node) for node in _READERS[parameter.type](value, graph)]
    except (ValueError, DataError, UnicodeEncodeError) as error:
        raise QueryError(
            f"{value!r} does not fit the parameter {parameter.name}",
            where=where, remedy=f"give {TYPES[parameter.type]}",
        ) from error  # fmt: skip


def _date(value: str, graph: Graph) -> list[Literal]:
    first, last = bounds(value)
    if last is None or first is None:
        raise ValueError(value)
    return [day(last)]


def _from(value: str, graph: Graph) -> list[Literal]:
    first, last = bounds(value)
    if last is None or first is None:
        raise ValueError(value)
    return [day(first)]


def _state(value: str, graph: Graph) -> list[NamedNode]:
    if re.fullmatch(r"[A-Za-z]{2}", value):
        return [thing(f"state/{value.upper()}")]
    return _thing(value, graph)


def _thing(value: str, graph: Graph) -> list[NamedNode]:
    """All things of that id, code, name or last part of an id, in any case: two persons of one name are both meant.

    Where nothing is called so, the one thing with a name that begins with these words: ``Paracel`` of Paracel Islands.
    Of a group and its members the group is meant: Spratly Islands, not Spratly Island.
    """
    if value.startswith((ID_BASE, "http://", "https://")):
        return [NamedNode(value)]
    if re.fullmatch(r"[a-z]+/[^\s<>\"{}|^`\\]+", value):
        return [thing(value)]
    folded = Literal(value.casefold())
    same = f"FILTER(LCASE(STR(?name)) = {folded} || STRENDS(LCASE(STR(?thing)), {Literal('/' + folded.value)}))"
    begins = f"FILTER(STRSTARTS(LCASE(STR(?name)), {Literal(folded.value + ' ')}))"
    for test in (f"VALUES ?name {{ {Literal(value)} }}", same, begins):
        found = _named(test, graph)
        if test is begins:
            found = _widest(found, graph)
        if test is begins and len(found) > 1:
            several = ", ".join(node.value.removeprefix(ID_BASE) for node in found[:4]) + ", ..." * (len(found) > 4)
            raise QueryError(f"{value!r} may be one of {len(found)} things", remedy=f"name one of {several}")
        if found:
            return found
    raise QueryError(f"nothing in the graph is called {value!r}", remedy="see `kg query things` for what there is")


def _named(test: str, graph: Graph) -> list[NamedNode]:
    """Things of which a name or code passes a test: in the view, in the reference, or in what documents call things.

    The last are counted ahead; a graph in which nothing is, is searched whole.
    """
    pattern = f"?thing <{_LABEL}>|<{_ALT_LABEL}>|<{ONTOLOGY}isoCode>|<{ONTOLOGY}nameText> ?name . {test}"
    known = " UNION ".join(f"{{ GRAPH {name} {{ {pattern} }} }}" for name in (ONTOLOGY_GRAPH, REFERENCE))
    called = "|".join(f"<{_COUNTS}#{how}>" for how in ("name", "alias", "code"))
    counted = f"GRAPH <{_COUNTS}> {{ ?count {called} ?name . ?count <{_COUNTS}#named> ?thing . {test} }}"
    ahead = graph.query(f"ASK {{ GRAPH <{_COUNTS}> {{ ?count <{_COUNTS}#named> ?thing }} }}")
    graphs = f"{known} UNION {{ {counted} }}" if ahead else f"{{ GRAPH ?graph {{ {pattern} }} }}"
    rows = graph.query(f"SELECT DISTINCT ?thing WHERE {{ {{ {pattern} }} UNION {graphs} FILTER(ISIRI(?thing)) }}")
    nodes = {row["thing"].value for row in rows}
    uses = [iri for iri in nodes if iri.startswith(ID_BASE + "name/")]
    for use in uses:  # a name that one side uses stands for the thing that it names
        rows = graph.query(f"SELECT ?thing WHERE {{ GRAPH ?graph {{ {NamedNode(use)} <{ONTOLOGY}nameOf> ?thing }} }}")
        nodes |= {row["thing"].value for row in rows}
    keep = sorted(iri for iri in nodes if not iri.startswith((ID_BASE + "doc/", ID_BASE + "name/", ONTOLOGY)))
    return [NamedNode(iri) for iri in keep]


def _widest(nodes: list[NamedNode], graph: Graph) -> list[NamedNode]:
    """Those of the things that do not lie in another of them."""
    if len(nodes) < 2:
        return nodes
    these, groups = (f"VALUES ?{name} {{ {' '.join(map(str, nodes))} }}" for name in ("thing", "group"))
    rows = graph.query(
        f"SELECT ?thing WHERE {{ {these} {groups} GRAPH ?graph {{ ?thing <{ONTOLOGY}inGroup> ?group }} }}"
    )
    inner = {row["thing"].value for row in rows}
    return [node for node in nodes if node.value not in inner]


def _document(value: str, graph: Graph) -> list[NamedNode]:
    short = value.removeprefix(ID_BASE).removeprefix("doc/")
    known = f"OPTIONAL {{ ?document a ?kind }} FILTER(?kind = <{ONTOLOGY}SourceDocument>)"
    begins = f"STRSTARTS(STR(?document), {Literal(ID_BASE + 'doc/' + short)})"
    loosely = f"FILTER({begins} || LCASE(STR(?name)) = {Literal(value.casefold())})"
    found: list[str] = []
    # as written it is looked up; in any case, and by the beginning of an id, each document is looked at
    for name, test in ((str(Literal(value)), ""), ("?name", loosely)):
        named = " UNION ".join(f"{{ ?document <{prop}> {name} }}" for prop in (_LABEL, _TITLE, _IDENTIFIER))
        rows = graph.query(f"SELECT DISTINCT ?document WHERE {{ GRAPH ?document {{ {named} {known} {test} }} }}")
        if found := sorted(row["document"].value for row in rows):
            break
    if not found:
        raise QueryError(f"there is no document {value!r}", remedy="`kg query documents` lists them")
    return [NamedNode(iri) for iri in found]


def _term(value: str, graph: Graph) -> list[NamedNode]:
    name = value.removeprefix(ONTOLOGY).removeprefix("kg:")
    if not re.fullmatch(r"\w+", name, re.ASCII):
        raise ValueError(value)
    return [NamedNode(ONTOLOGY + name)]


_RDFS, _SKOS = "http://www.w3.org/2000/01/rdf-schema#", "http://www.w3.org/2004/02/skos/core#"
_COUNTS = ID_BASE + "graph/counts"
_LABEL, _ALT_LABEL = f"{_RDFS}label", f"{_SKOS}altLabel"
_TITLE, _IDENTIFIER = "http://purl.org/dc/terms/title", "http://purl.org/dc/elements/1.1/identifier"
_READERS: Mapping[str, Any] = {
    "state": _state, "thing": _thing, "document": _document, "term": _term, "date": _date, "from": _from,
    "string": lambda value, graph: [Literal(value)], "integer": lambda value, graph: [integer(int(value))],
}  # fmt: skip
