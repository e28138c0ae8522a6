"""Layout of a component that is too large for the exact one: the best connected first, the others around them.

A page shows the best connected of a large network from afar, and the others as one zooms in. So the best connected
(``CORE``) are placed by stress majorisation, over their distances in the whole network, and pushed so far apart that
there is room around each. Every other node stands near one of its placed neighbours, that with the fewest around it so
far, in a spiral; and nodes that are too near each other are pushed apart, found by a k-d tree.

Layouts of packages were measured on scale-free graphs of 2,000 and 10,000 nodes with 3 edges a node
(``benchmarks/layout.py`` does it again, with what is installed; seconds on one busy core): networkit's PivotMDS (MIT)
0.04 at 2,000, but it puts what has the same distances on one spot; its MaxentStress 2 and 143; rustworkx's spring
(Apache) 2.3 at 2,000, and quadratic; scikit-network's Spring (BSD) 9.4 and graph-force 7.6 and 183, neither of them
the same twice; networkx's spring 9.3 and 185. This one takes 1.6 and 6 with numpy and scipy alone, and is the same on
each run.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from math import cos, sin, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from kg.view.layout_stress import stress

CORE = 110
"""How many of the best connected are placed first: as many as a page draws at first."""
ROOM = 105.0
"""Distance that two nodes keep, in units of the picture."""
_ROUNDS = 40
_PASSES = 110
_GOLDEN = 2.399963

Points = NDArray[np.float64]


def arrange(
    nodes: Sequence[str], edges: Sequence[tuple[str, str, int]], sizes: Mapping[str, tuple[float, float]], *, seed: int
) -> dict[str, tuple[float, float]]:
    """Positions of the nodes of one component, in units of the picture, the middle at the origin.

    ``edges`` are pairs with the number of edges between them, ``sizes`` the room that nodes need with their labels,
    which the core gets. The same input gives the same positions.
    """
    number = {node: i for i, node in enumerate(nodes)}
    pairs = np.array([(number[a], number[b]) for a, b, _ in edges], dtype=np.int64).reshape(-1, 2)
    ends = np.concatenate([pairs, pairs[:, ::-1]])
    matrix = csr_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(len(nodes), len(nodes)))
    degrees = np.diff(matrix.indptr)
    order = sorted(range(len(nodes)), key=lambda i: (-int(degrees[i]), nodes[i]))
    core = order[:CORE]
    points = np.zeros((len(nodes), 2))
    room = ROOM * sqrt(len(nodes) / len(core))
    points[core] = _apart(_core(matrix, degrees, core, seed, room), np.full(len(core), room))
    _around(points, matrix, order)
    needed = np.maximum(ROOM, [0.7 * sizes[node][0] for node in nodes])
    points = _apart(points - points[core].mean(axis=0), needed)
    return {node: (float(points[i, 0]), float(points[i, 1])) for i, node in enumerate(nodes)}


def _core(matrix: csr_array, degrees: NDArray[np.int32], core: Sequence[int], seed: int, room: float) -> Points:
    """The best connected, as far apart as they are in the network, those next to each other by ``room``."""
    hops = dijkstra(matrix, directed=False, unweighted=True, indices=list(core))[:, list(core)]
    wide = [0.5 + 0.02 * sqrt(float(degrees[i])) for i in core]
    wished = [
        [float(hops[i, j]) * (wide[i] + wide[j]) if i != j else 0.0 for j in range(len(core))] for i in range(len(core))
    ]
    points = np.array(stress(wished, random.Random(seed), _ROUNDS, sqrt(len(core))))
    nearest = float(np.median(cKDTree(points).query(points, 2)[0][:, 1]))
    scaled: Points = points * (room / max(nearest, 0.01))
    return scaled


def _around(points: Points, matrix: csr_array, order: Sequence[int]) -> None:
    """Everybody else in a spiral around a neighbour that has a place: that with the fewest around it so far."""
    placed = np.zeros(len(order), dtype=bool)
    placed[list(order[:CORE])] = True
    beside = [0] * len(order)
    waiting = list(order[CORE:])
    while waiting:
        later = []
        for i in waiting:
            near = [int(j) for j in matrix.indices[matrix.indptr[i] : matrix.indptr[i + 1]] if placed[j]]
            if not near:
                later.append(i)
                continue
            anchor = min(near, key=lambda j: (beside[j], j))
            beside[anchor] += 1
            away, turn = ROOM * (0.7 + 0.56 * sqrt(beside[anchor])), _GOLDEN * beside[anchor]
            points[i] = points[anchor] + (away * cos(turn), away * sin(turn))
            placed[i] = True
        if len(later) == len(waiting):  # no tie to any: does not happen within one component
            break
        waiting = later


def _apart(points: Points, needed: NDArray[np.float64]) -> Points:
    """Those nearer to each other than the mean of what they need are pushed apart, until none is or time is up."""
    reach = float(needed.max())
    for _ in range(_PASSES):
        near = cKDTree(points).query_pairs(reach, output_type="ndarray")
        left, right = near[:, 0], near[:, 1]
        gap = points[right] - points[left]
        away = np.sqrt((gap * gap).sum(axis=1))
        over = (needed[left] + needed[right]) / 2 - away
        close = over > 0.5
        if not close.any():
            break
        left, right, gap, away, over = left[close], right[close], gap[close], away[close], over[close]
        same = away < 1e-9
        gap[same], away[same] = (1.0, 0.0), 1.0
        push = gap * (over / away * 0.5)[:, None]
        for axis in (0, 1):
            points[:, axis] += np.bincount(right, push[:, axis], len(points)) - np.bincount(
                left, push[:, axis], len(points)
            )
    return points
