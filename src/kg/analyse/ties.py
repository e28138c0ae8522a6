"""Dated ties between actors, and the table that gives networks as of a day.

A :class:`Tie` is one statement by one source: a claim of a document, or a row of the reference. A :class:`TieTable`
holds many of them column by column (numpy), so that a network as of a date is cut from a million of them at once.

When a tie holds. A lasting tie (alliance, treaty, membership, dispute, position) holds from ``first`` to before
``last``; without ``first`` it holds always before ``last``, without ``last`` it has not ended. An event happened on
``first``.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Literal

import networkx as nx
import numpy as np
import numpy.typing as npt

Kind = Literal["alliance", "treaty", "membership", "dispute", "position", "event"]
KINDS: tuple[Kind, ...] = ("alliance", "treaty", "membership", "dispute", "position", "event")
_ALWAYS, _NEVER = 0, 4_000_000
Days = npt.NDArray[np.int32]
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Node:
    """An actor, treaty or place of a network. ``kind``: state, organization, treaty, feature, person..."""

    id: str
    name: str
    kind: str = "state"
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """One statement that ties two nodes (ids).

    ``detail`` tells ties of one pair apart: the treaty, the body, the feature, the event type. ``types`` are treaty
    types, ``obligations`` types of what the treaty obliges to. ``origin`` is who vouches: a publisher, or
    ``reference``. Of ``claim`` and ``basis`` one is set: the id of the claim, or the row of the reference; ``pages``
    are addresses.
    """

    kind: Kind
    source: str
    target: str
    first: date | None = None
    last: date | None = None
    directed: bool = False
    detail: str = ""
    label: str = ""
    types: tuple[str, ...] = ()
    obligations: tuple[str, ...] = ()
    status: str = ""
    origin: str = "reference"
    claim: str = ""
    basis: str = ""
    pages: tuple[str, ...] = ()
    dated: bool = True
    """False where ``first`` is only the day on which a source told it."""


@dataclass(slots=True)
class TieTable:
    """Ties by column. Make one with :meth:`of`; ``nodes`` describe the ids that ties name, as far as known."""

    ties: Sequence[Tie]
    nodes: dict[str, Node]
    ids: list[str]
    kind: npt.NDArray[np.int8]
    source: npt.NDArray[np.int32]
    target: npt.NDArray[np.int32]
    first: Days
    last: Days
    detail: npt.NDArray[np.int32]
    origin: npt.NDArray[np.int32]
    claim: npt.NDArray[np.object_]
    basis: npt.NDArray[np.int32]
    pages: npt.NDArray[np.int32]
    _details: list[tuple[str, str]] = field(default_factory=list)
    _bases: list[str] = field(default_factory=list)
    _pages: list[tuple[str, ...]] = field(default_factory=list)

    @classmethod
    def of(cls, ties: Iterable[Tie], nodes: Iterable[Node] = ()) -> TieTable:
        """The table of some ties, in an order of its own that does not depend on theirs."""
        rank = {kind: i for i, kind in enumerate(KINDS)}
        rows = sorted(
            ties,
            key=lambda t: (rank[t.kind], t.source, t.target, t.detail, t.status, t.first or date.min, t.claim, t.basis),
        )
        known = {node.id: node for node in nodes}
        ids = sorted({end for tie in rows for end in (tie.source, tie.target)})
        at = {name: i for i, name in enumerate(ids)}
        details = sorted({(tie.detail, tie.status) for tie in rows})
        detail_at = {name: i for i, name in enumerate(details)}
        origins = {name: i for i, name in enumerate(sorted({tie.origin for tie in rows}))}

        bases = ["", *sorted({tie.basis for tie in rows} - {""})]
        basis_at = {name: i for i, name in enumerate(bases)}
        pages = [(), *sorted({tie.pages for tie in rows} - {()})]
        pages_at = {group: i for i, group in enumerate(pages)}

        def column(values: Iterable[int], kind: Any) -> Any:
            return np.fromiter(values, dtype=kind, count=len(rows))

        return cls(
            rows, known, ids,
            column((KINDS.index(t.kind) for t in rows), np.int8),
            column((at[t.source] for t in rows), np.int32), column((at[t.target] for t in rows), np.int32),
            column((t.first.toordinal() if t.first else _ALWAYS for t in rows), np.int32),
            column((t.last.toordinal() if t.last else _NEVER for t in rows), np.int32),
            column((detail_at[t.detail, t.status] for t in rows), np.int32),
            column((origins[t.origin] for t in rows), np.int32),
            np.array([t.claim for t in rows], dtype=object), column((basis_at[t.basis] for t in rows), np.int32),
            column((pages_at[t.pages] for t in rows), np.int32), details, bases, pages,
        )  # fmt: skip

    def __len__(self) -> int:
        return len(self.ties)

    def holding(
        self, kinds: Iterable[Kind], as_of: date | None = None, since: date | None = None, *, without: str | None = None
    ) -> Rows:
        """The rows of ties that hold: as of a day, or at any time from ``since`` to ``as_of``.

        Events count if they happened by ``as_of`` and, if given, not before ``since``. ``without`` leaves out what one
        source (an ``origin``) says.
        """
        day = as_of.toordinal() if as_of else _NEVER
        begin = since.toordinal() if since else None
        wanted = np.isin(self.kind, [KINDS.index(kind) for kind in kinds])
        event = self.kind == KINDS.index("event")
        held = self.first <= day
        # what has ended is out; looked at from the end of time, what lasts is what has no end
        held &= event | ((self.last > day) if begin is None and as_of else (self.last > (begin or _NEVER - 1)))
        if begin is not None:
            held &= ~event | (self.first >= begin)
        if without is not None:
            names = sorted({tie.origin for tie in self.ties})
            if without in names:
                held &= self.origin != names.index(without)
        return np.flatnonzero(wanted & held)

    def origins(self) -> list[str]:
        """Who vouches for any tie, sorted."""
        return sorted({tie.origin for tie in self.ties})

    def newest(self) -> date | None:
        """The day of the newest tie."""
        days = self.first[self.first > _ALWAYS]
        return date.fromordinal(int(days.max())) if len(days) else None

    def graph(
        self, name: str, kinds: Iterable[Kind], as_of: date | None = None, since: date | None = None, *,
        without: str | None = None, directed: bool = True, keep: Callable[[Tie], bool] | None = None,
    ) -> nx.MultiGraph[str]:  # fmt: skip
        """The ties that hold as a multigraph, an edge for each kind, pair, detail and status.

        ``keep`` is asked of one tie of each edge. Nodes without ties are not there.
        """
        rows = self.holding(kinds, as_of, since, without=without)
        made = nx.MultiDiGraph if directed else nx.MultiGraph
        graph: nx.MultiGraph[str] = made(
            name=name, as_of=as_of.isoformat() if as_of else "", since=since.isoformat() if since else ""
        )
        with no_collection():
            edges = list(self.edges(rows, keep))
        for node in sorted({end for edge in edges for end in edge[:2]}):
            self.add_node(graph, node)
        with no_collection():
            for source, target, key, data in edges:
                graph.add_edge(source, target, key, **data)
        return graph

    def add_node(self, graph: nx.Graph[str], node: str) -> None:
        """Add a node with what is known of it."""
        known = self.nodes.get(node) or Node(node, node.rsplit("/", 1)[-1], "other")
        graph.add_node(node, name=known.name, kind=known.kind, code=known.code or "")

    def edges(
        self, rows: Rows, keep: Callable[[Tie], bool] | None = None
    ) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
        """(source, target, key, attributes) of each group of rows of one kind, pair and detail."""
        if not len(rows):
            return
        n, m = len(self.ids), max(len(self._details), 1)
        ends = (self.kind[rows].astype(np.int64) * n + self.source[rows]) * n + self.target[rows]
        group = ends * m + self.detail[rows]  # rising: the table is sorted by just these columns
        starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]])
        stops = np.r_[starts[1:], len(rows)]
        firsts, lasts = self.first[rows], self.last[rows]
        days = zip(
            np.minimum.reduceat(firsts, starts).tolist(), np.maximum.reduceat(lasts, starts).tolist(),
            np.maximum.reduceat(firsts, starts).tolist(), _distinct(self.origin[rows], starts, stops).tolist(),
            strict=True,
        )  # fmt: skip
        bases, pages = _values(self.basis[rows], starts, stops), _values(self.pages[rows], starts, stops)
        claims = self.claim[rows].tolist()
        spans = zip(starts.tolist(), stops.tolist(), days, strict=True)
        for i, (a, b, (first, last, latest, sources)) in enumerate(spans):
            tie = self.ties[rows[a]]
            if keep is not None and not keep(tie):
                continue
            yield tie.source, tie.target, f"{tie.kind}:{tie.detail}:{tie.status}", {
                "kind": tie.kind, "detail": tie.detail, "label": tie.label, "directed": tie.directed,
                "types": tie.types, "obligations": tie.obligations, "status": tie.status,
                "first": _day(first), "last": _day(last), "latest": _day(latest), "sources": sources,
                "statements": b - a,
                "claims": tuple(filter(None, claims[a:b])), "basis": tuple(self._bases[k] for k in bases.get(i, ())),
                "pages": tuple(dict.fromkeys(page for k in pages.get(i, ()) for page in self._pages[k])),
            }  # fmt: skip


def _values(codes: npt.NDArray[np.int32], starts: Any, stops: Any) -> dict[int, list[int]]:
    """The different codes of each run but 0, in the order of their first rows; runs without any are left out."""
    run = np.repeat(np.arange(len(starts)), stops - starts)
    some = np.flatnonzero(codes)
    if not len(some):
        return {}
    width = int(codes.max()) + 1
    pairs, at = np.unique(run[some].astype(np.int64) * width + codes[some], return_index=True)
    found: dict[int, list[int]] = {}
    for pair in pairs[np.argsort(at, kind="stable")].tolist():
        found.setdefault(pair // width, []).append(pair % width)
    return found


@contextmanager
def no_collection() -> Iterator[None]:
    """Keep Python from looking for garbage among many objects that all stay."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@lru_cache(maxsize=100_000)
def _day(ordinal: int) -> str:
    """An ordinal as an ISO day, empty where there is none."""
    return date.fromordinal(ordinal).isoformat() if _ALWAYS < ordinal < _NEVER - 1 else ""


def _distinct(values: npt.NDArray[np.int32], starts: Any, ends: Any) -> npt.NDArray[np.int64]:
    """How many different values each run has."""
    run = np.repeat(np.arange(len(starts)), ends - starts)
    width = int(values.max(initial=0)) + 1
    pairs = np.sort(run.astype(np.int64) * width + values)  # np.unique, which hashes, takes many times as long
    fresh = np.r_[np.ones(min(1, len(pairs)), bool), pairs[1:] != pairs[:-1]]
    return np.bincount(pairs[fresh] // width, minlength=len(starts)).astype(np.int64)
