"""Parts of a network: the neighbourhood of an actor, a treaty with its parties, and where a page had best open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import networkx as nx


def actor_network(graph: nx.MultiDiGraph[str], actor: str) -> nx.MultiDiGraph[str]:
    """An actor, whoever it has a tie with, and the ties among them; and of treaties of many, all parties."""
    near = {actor, *nx.all_neighbors(graph, actor)}
    for node in sorted(near):
        if graph.nodes[node]["kind"] == "treaty":
            near.update(nx.all_neighbors(graph, node))
    return _part(graph, near)


def treaty_network(graph: nx.MultiDiGraph[str], treaty: str) -> nx.MultiDiGraph[str]:
    """A treaty, its parties, and all ties among them. Raises KeyError where the graph does not draw the treaty."""
    if treaty in graph:
        return _part(graph, {treaty, *nx.all_neighbors(graph, treaty)})
    ends = {
        end for left, right, data in graph.edges(data=True) if data.get("treaty") == treaty for end in (left, right)
    }
    if not ends:
        raise KeyError(treaty)
    return _part(graph, ends)


def _part(graph: nx.MultiDiGraph[str], nodes: Iterable[str]) -> nx.MultiDiGraph[str]:
    """The nodes with the ties among them; what draws nothing is kept as far as it speaks of one of them."""
    inside = set(nodes)
    part = graph.subgraph(inside).copy()
    names = {name for node in inside for name in (graph.nodes[node]["name"],)}
    part.graph["not_drawn"] = tuple(
        (why, note)
        for why, note in graph.graph.get("not_drawn", ())
        if names & {note.get("subject"), note.get("object")}
    )
    return part


def opening_focus(graph: nx.MultiGraph[str], *, nodes: int = 45, pairs: int = 80) -> str | None:
    """Where a page opens: None for all of a graph that can be read whole, else the actor to open on.

    A graph can be read whole up to so many nodes and so many pairs that are tied, however often. The best actor to open
    on is the one with the most ties whose neighbourhood is still readable; failing that, the one with the smallest.
    """
    tied = {frozenset(pair[:2]) for pair in graph.edges()}
    if graph.number_of_nodes() <= nodes and len(tied) <= pairs:
        return None
    sizes = {}
    for node, data in graph.nodes(data=True):
        if data["kind"] not in ("state", "organization"):
            continue
        around = {node, *nx.all_neighbors(graph, node)}
        sizes[node] = len(around)
    if not sizes:
        return None
    degrees: Any = dict(graph.degree())
    fitting = [node for node, size in sizes.items() if size <= nodes]
    if fitting:
        return min(fitting, key=lambda node: (-degrees[node], node))
    return min(sizes, key=lambda node: (sizes[node], node))
