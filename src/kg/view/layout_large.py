"""Layout of a component that is too large for the exact one: the best connected first, the others around them.

A page shows the best connected of a large network from afar, and the others as one zooms in. So the best connected
(``CORE``) are placed by stress majorisation, over their distances in the whole network; every other node is placed by
its placed neighbours, near the least connected of them; the disk is spread out so that no part is fuller than another;
and nodes that are too near each other are pushed apart, found by a k-d tree.

Layouts of packages were measured on scale-free graphs of 2,000 and 10,000 nodes with 3 edges a node
(``benchmarks/layout.py`` does it again, with what is installed; seconds on one busy core): networkit's PivotMDS (MIT)
0.04 at 2,000, but it puts what has the same distances on one spot; its MaxentStress 2 and 143; rustworkx's spring
(Apache) 2.3 at 2,000, and quadratic; scikit-network's Spring (BSD) 9.4 and graph-force 7.6 and 183, neither of them
the same twice; networkx's spring 9.3 and 185. This one takes 0.5 and 2.3 with numpy and scipy alone, and is the same
on each run.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from math import sqrt

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
_PASSES = 60

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
    points = _spread(_around(matrix, degrees, order, _core(matrix, degrees, core, seed), seed))
    needed = np.full(len(nodes), ROOM)
    # the core is looked at from afar, where its labels must have room between them
    needed[core] = np.maximum(ROOM, sqrt(len(nodes) / len(core)) * ROOM * 0.62)
    needed = np.maximum(needed, [0.7 * sizes[node][0] for node in nodes])
    points = _apart(points, needed)
    return {node: (float(points[i, 0]), float(points[i, 1])) for i, node in enumerate(nodes)}


def _core(
    matrix: csr_array, degrees: NDArray[np.int32], core: Sequence[int], seed: int
) -> dict[int, tuple[float, float]]:
    hops = dijkstra(matrix, directed=False, unweighted=True, indices=list(core))[:, list(core)]
    # those with many ties get more room
    wide = [0.6 + 0.08 * sqrt(float(degrees[i])) for i in core]
    wished = [
        [float(hops[i, j]) * (wide[i] + wide[j]) if i != j else 0.0 for j in range(len(core))] for i in range(len(core))
    ]
    placed = stress(wished, random.Random(seed), _ROUNDS, sqrt(len(core)))
    return dict(zip(core, placed, strict=True))


def _around(
    matrix: csr_array,
    degrees: NDArray[np.int32],
    order: Sequence[int],
    core: Mapping[int, tuple[float, float]],
    seed: int,
) -> Points:
    """Everybody else near those of its neighbours that have a place: nearest to the one with the fewest ties."""
    points = np.zeros((len(order), 2))
    placed = np.zeros(len(order), dtype=bool)
    for i, at in core.items():
        points[i], placed[i] = at, True
    chance = random.Random(seed)
    side = max(float(np.ptp(points[list(core)])), 1.0)
    waiting = [i for i in order if not placed[i]]
    while waiting:
        later = []
        for i in waiting:
            others = matrix.indices[matrix.indptr[i] : matrix.indptr[i + 1]]
            others = others[placed[others]]
            if not len(others):
                later.append(i)
                continue
            weights = 1.0 / degrees[others]
            points[i] = weights @ points[others] / weights.sum()
            points[i] += (chance.random() - 0.5) * side / 25, (chance.random() - 0.5) * side / 25
            placed[i] = True
        if len(later) == len(waiting):  # no tie to any: does not happen within one component
            break
        waiting = later
    return points


def _spread(points: Points) -> Points:
    """The same directions from the middle, at distances by which the disk is equally full everywhere."""
    points = points - np.median(points, axis=0)
    away = np.sqrt((points * points).sum(axis=1))
    rank = np.empty(len(points))
    rank[np.argsort(away, kind="stable")] = np.arange(len(points))
    wanted = ROOM * 0.6 * np.sqrt(rank + 1.0)
    spread: Points = points * (wanted / np.where(away > 0, away, 1.0))[:, None]
    return spread


def _apart(points: Points, needed: NDArray[np.float64]) -> Points:
    """Those nearer to each other than the mean of what they need are pushed apart, until none is or time is up."""
    small = float(np.median(needed))
    large = np.flatnonzero(needed > 1.5 * small)
    for _ in range(_PASSES):
        pairs = [cKDTree(points).query_pairs(1.5 * small, output_type="ndarray")]
        if len(large) > 1:
            pairs.append(large[cKDTree(points[large]).query_pairs(float(needed[large].max()), output_type="ndarray")])
        near = np.unique(np.sort(np.concatenate(pairs), axis=1), axis=0)
        left, right = near[:, 0], near[:, 1]
        gap = points[right] - points[left]
        away = np.sqrt((gap * gap).sum(axis=1))
        # a large one keeps its distance from large ones alone
        wish = np.minimum(needed[left], needed[right])
        over = wish - away
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
