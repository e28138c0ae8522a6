"""Layout of components that are too large for the exact one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt

import networkx as nx

EDGE = 165.0


def arrange(
    nodes: Sequence[str], edges: Sequence[tuple[str, str, int]], sizes: Mapping[str, tuple[float, float]], *, seed: int
) -> dict[str, tuple[float, float]]:
    """Positions of the nodes of one component, in units of the picture."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from((left, right) for left, right, _ in edges)
    drawn = nx.spring_layout(graph, seed=seed, iterations=60, scale=EDGE * sqrt(len(nodes)) / 2)
    return {n: (float(x), float(y)) for n, (x, y) in sorted(drawn.items())}
