"""Who is in the middle, who stands between, which groups there are, and whether a finding hangs on one source.

The figures are networkx's own (degree, betweenness, closeness, eigenvector, Burt's constraint, articulation points,
Louvain communities); what each means is said in words. Multigraphs are taken as simple graphs: two nodes are tied or
not.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import networkx as nx

N = TypeVar("N", bound=Hashable)

MEANINGS: Mapping[str, str] = {
    "degree": "the share of the others that it is tied to",
    "betweenness": "the share of shortest ways between two others that lead through it: who could pass on, or hold up",
    "closeness": "how few steps it is from all that it can reach",
    "eigenvector": "tied to those who are well tied themselves",
    "constraint": "how much its ties are tied to each other; the lower, the more it is a broker between strangers",
}
"""What each measure tells, for people."""


@dataclass(frozen=True, slots=True)
class Place:
    """The measures of one node, by name, and whether the network falls apart without it (``cut``)."""

    node: Any
    values: Mapping[str, float]
    cut: bool


@dataclass(frozen=True, slots=True)
class Communities:
    """Groups with more ties inside than across, by Louvain's method (fixed seed), and their modularity."""

    groups: tuple[tuple[Any, ...], ...]
    modularity: float


@dataclass(frozen=True, slots=True)
class Leaning:
    """A source without which a finding is another: what it was with all, and what it is without that one."""

    origin: str
    before: str
    after: str


def simple(graph: nx.Graph[N]) -> nx.Graph[N]:
    """The undirected simple graph of a network: nodes with their attributes, one edge a pair, no loops."""
    plain: nx.Graph[N] = nx.Graph()
    plain.add_nodes_from([(node, graph.nodes[node]) for node in sorted(graph, key=str)])
    pairs = {(u, v) if str(u) <= str(v) else (v, u) for u, v in graph.edges() if u != v}
    plain.add_edges_from(sorted(pairs, key=str))  # whichever way round a view of a graph gives them
    return plain


def places(graph: nx.Graph[N]) -> list[Place]:
    """Every node with its measures, the most between first. Constraint is 1 for who has no two ties to compare."""
    plain = simple(graph)
    if not plain:
        return []
    measures: dict[str, Mapping[N, float]] = {
        "degree": nx.degree_centrality(plain),
        "betweenness": nx.betweenness_centrality(plain),
        "closeness": nx.closeness_centrality(plain),
        "eigenvector": eigenvector(plain),
        "constraint": nx.constraint(plain),
    }
    cut = {*nx.articulation_points(plain)}
    made = [
        Place(node, {name: _number(values[node]) for name, values in measures.items()}, node in cut) for node in plain
    ]  # fmt: skip
    return sorted(made, key=lambda p: (-p.values["betweenness"], -p.values["degree"], str(p.node)))


def eigenvector(plain: nx.Graph[N]) -> dict[N, float]:
    """networkx's eigenvector centrality of the largest component; 0 elsewhere, where it has no meaning."""
    if not plain.number_of_edges():
        return dict.fromkeys(plain, 0.0)
    largest = max(nx.connected_components(plain), key=lambda c: (len(c), sorted(map(str, c))))
    part = plain.subgraph(sorted(largest, key=str))
    values = nx.eigenvector_centrality_numpy(part) if len(part) > 2 else dict.fromkeys(part, 2**-0.5)
    return {node: abs(float(values.get(node, 0.0))) for node in plain}


def communities(graph: nx.Graph[N], *, seed: int = 0) -> Communities:
    """Louvain communities of the simple graph, the largest first. Isolated nodes are left out."""
    plain = simple(graph)
    plain.remove_nodes_from([n for n in list(plain) if not plain.degree(n)])
    if not plain.number_of_edges():
        return Communities((), 0.0)
    found = nx.community.louvain_communities(plain, seed=seed)
    groups = sorted((tuple(sorted(group, key=str)) for group in found), key=lambda g: (-len(g), str(g)))
    return Communities(tuple(groups), _number(nx.community.modularity(plain, found)))


def leave_one_out(origins: Sequence[str], finding: Callable[[str | None], str]) -> list[Leaning]:
    """Sources without which ``finding`` (of a network without one source; None: with all) is another. Sorted."""
    whole = finding(None)
    found = []
    for origin in sorted(origins):
        without = finding(origin)
        if without != whole:
            found.append(Leaning(origin, whole, without))
    return found


def _number(value: float) -> float:
    return 1.0 if value != value else round(float(value), 6)
