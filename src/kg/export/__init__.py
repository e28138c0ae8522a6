"""What is carried away: the graph as files that other programs read.

Every format is deterministic: the same documents give the same bytes, whatever the order in which they came.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Protocol

from pyoxigraph import NamedNode, Quad

from kg.core.errors import UsageError
from kg.core.model import ID_BASE, Claim, Document
from kg.core.rdf_terms import DEFAULT
from kg.core.rdf_turtle import Shortener, graph_lines, subject_lines
from kg.export.evidence import POLICIES, check_policy, withheld
from kg.export.rdf import prefixes_for, rebased, renamed, to_jsonld, to_nquads, to_rdfxml
from kg.export.splice import GRAPH, SUBJECT, Key, Piece, SpliceError, spliced_lines, spliced_turtle
from kg.export.tables import to_claims, to_csv, to_graphml
from kg.export.turtle import FORMS, Graphs, turtle_texts
from kg.files import write_atomic

SPLICED = ("turtle", "trig", "claims")
"""The formats that :func:`updated` knows."""
_DOC = ID_BASE + "doc/"
_RDF = {"nquads": to_nquads, "jsonld": to_jsonld, "rdfxml": to_rdfxml}
SUFFIXES = {
    "turtle": ".ttl", "trig": ".trig", "nquads": ".nq", "jsonld": ".jsonld", "rdfxml": ".rdf", "graphml": ".graphml",
    "csv": ".csv", "claims": ".jsonl",
}  # fmt: skip
"""Each format with the suffix of its files."""
FORMATS = tuple(SUFFIXES)


class Source(Graphs, Protocol):
    """What is exported: a store."""

    def quads(self) -> list[Quad]: ...
    def claims(self) -> list[Claim]: ...
    def documents(self) -> list[Document]: ...


class Changed(Protocol):
    """What an export is brought up to date from: a store."""

    def about(self, thing: NamedNode) -> list[Quad]: ...
    def graph(self, graph: NamedNode) -> list[Quad]: ...
    def claims(self, document_id: str) -> list[Claim]: ...


class Touched(Protocol):
    """Of what it says something else than before: graphs of documents, and subjects of quads."""

    @property
    def documents(self) -> Collection[NamedNode]: ...
    @property
    def things(self) -> Collection[NamedNode]: ...


def render(store: Source, format: str, evidence: str = "quote", base: str = ID_BASE) -> str:  # noqa: A002
    """The graph of a store as text in one of ``FORMATS``: its documents and its accepted view.

    The ontology and the reference data are not repeated in exports: they are files of their own.
    ``evidence`` is one of ``POLICIES``; ``base`` is what the IRIs of things begin with. Raises UsageError.
    """
    check_policy(evidence)
    others: dict[str, Callable[[], str]] = {
        "graphml": lambda: to_graphml(rebased(store.view(), base)),
        "csv": lambda: to_csv(store.claims(), store.documents(), evidence),
        "claims": lambda: to_claims(store.claims(), evidence),
    }
    if format in FORMS:
        return turtle_texts(store, [format], evidence, base)[format]
    if format in _RDF:
        quads = rebased(withheld((quad for quad in store.quads() if _is_ours(quad)), evidence), base)
        return _RDF[format](quads, base)
    if format in others:
        return others[format]()
    raise UsageError(f"there is no export format {format!r}", remedy=f"choose one of {', '.join(FORMATS)}")


def updated(
    store: Changed, format: str, old: bytes, touched: Touched, evidence: str = "quote", base: str = ID_BASE,  # noqa: A002
) -> Sequence[Piece]:  # fmt: skip
    """The pieces of what :func:`render` would give now, of what it gave before ``touched`` changed.

    Formats are those of :data:`SPLICED`. Raises SpliceError where the old text is not what was given.
    """
    if format == "claims":
        of = {graph.value.removeprefix(_DOC): graph for graph in touched.documents}
        return spliced_lines(old, {id_: to_claims(store.claims(id_), evidence).encode("utf-8", "surrogatepass")
                                   for id_ in of})  # fmt: skip
    shortener, new = Shortener(prefixes_for(base)), dict[Key, bytes | None]()

    def ours(quads: Iterable[Quad]) -> list[Quad]:
        return rebased(withheld((quad for quad in quads if _is_ours(quad)), evidence), base)

    def put(kind: int, node: NamedNode, lines: Iterable[str]) -> None:
        text = "".join(f"{line}\n" for line in lines)
        (here,) = renamed([node], base)
        new[kind, str(here)] = text.encode("utf-8", "surrogatepass") if text else None

    for node in touched.things:
        quads = ours(quad for quad in store.about(node) if format == "turtle" or quad.graph_name == DEFAULT)
        put(SUBJECT, node, subject_lines(quads, shortener))
    for graph in touched.documents if format == "trig" else ():
        quads = ours(store.graph(graph))
        (here,) = renamed([graph], base)
        put(GRAPH, graph, graph_lines(here, quads, shortener) if quads else ())
    return spliced_turtle(old, new, shortener.used)


def export(store: Source, format: str, out: Path | str, evidence: str = "quote", base: str = ID_BASE) -> Path:  # noqa: A002
    """Write an export to a file, whole or not at all, and return its path. Raises UsageError, KgError."""
    path = Path(out)
    write_atomic(path, render(store, format, evidence, base))
    return path


def _is_ours(quad: Quad) -> bool:
    graph = quad.graph_name
    return graph == DEFAULT or (isinstance(graph, NamedNode) and graph.value.startswith(ID_BASE + "doc/"))


__all__ = [
    "FORMATS", "POLICIES", "SPLICED", "SUFFIXES", "Piece", "Source", "SpliceError", "export", "render", "updated",
]  # fmt: skip
