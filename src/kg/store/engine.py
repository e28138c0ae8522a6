"""The port to a database of RDF quads: what the store needs of one, in the words of SPARQL 1.1 and no other.

Two implementations: :class:`kg.store.oxigraph.Oxigraph` (in memory, or in a folder) and
:class:`kg.store.remote.Remote` (any server that speaks SPARQL 1.1 Query and Update). One contract suite runs on all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, Triple

from kg.core.rdf_terms import DEFAULT, Term

Graph = NamedNode | DefaultGraph
Answers = QuerySolutions | QueryBoolean | QueryTriples | list[Triple]
"""Of SELECT, of ASK, and of CONSTRUCT and DESCRIBE (in process, from a server)."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Quads that are looked for: ``None`` stands for any term, and as ``graph`` for any *named* graph.

    No more than ``limit`` quads are wanted; which of them, if there are more, does not matter.
    """

    subject: NamedNode | None = None
    predicate: NamedNode | None = None
    object: Term | None = None
    graph: Graph | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Delta:
    """A change of a database: graphs that are emptied first, then quads that go, then quads that come.

    ``documents`` are the ids of those that the change is about: what is in doubt should it be cut off in the middle.
    """

    drop: frozenset[Graph] = frozenset()
    delete: frozenset[Quad] = frozenset()
    insert: frozenset[Quad] = frozenset()
    documents: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.drop or self.delete or self.insert)


class Engine(Protocol):
    """A database of quads. Every method raises StoreError in one line where the database fails."""

    @property
    def where(self) -> str:
        """How errors and reports call it: a folder, an address, or ``memory``."""

    @property
    def atomic(self) -> bool:
        """Whether :meth:`apply` is one transaction, whatever its size."""

    def match(self, pattern: Pattern) -> Iterator[Quad]:
        """The quads of a pattern, in no order."""

    def match_all(self, patterns: Sequence[Pattern]) -> list[list[Quad]]:
        """The quads of each of several patterns, by as few requests as the database allows."""

    def match_each(self, patterns: Sequence[Pattern]) -> Iterator[list[Quad]]:
        """The same one after another, no more of them held at once than one request gives."""

    def graph(self, graph: Graph) -> Iterator[Quad]:
        """All quads of one graph, in no order; none where it is not there."""

    def graphs(self, start: str) -> list[str]:
        """The IRIs of the named graphs that begin with ``start``, sorted."""

    def query(self, sparql: str, prefixes: Mapping[str, str] | None = None) -> Answers:
        """Evaluate a query; the accepted view is its default graph. Raises QueryError where it is malformed."""

    def apply(self, delta: Delta) -> None:
        """Make a change: in one transaction where the database is ``atomic``."""

    def settle(self) -> None:
        """Let go of what is held in memory of many changes; called between two when no answer is being read."""

    def load(self, path: Path) -> None:
        """Read the quads of an N-Quads file in, as fast as the database can; not one transaction."""

    def dump(self, path: Path) -> None:
        """Write all quads of the store to an N-Quads file, in no order."""

    def close(self) -> None:
        """Release it. Closing twice is harmless."""


def taken(quads: Iterable[Quad], pattern: Pattern) -> Iterator[Quad]:
    """Those quads of a wider answer that the pattern asks for."""
    if pattern.graph is None:
        quads = (quad for quad in quads if quad.graph_name != DEFAULT)
    return islice(iter(quads), pattern.limit)
