"""Where the nodes of a picture stand: computed before the page is written, the same on every machine.

Each connected component is laid out by stress majorisation (the distance on paper follows the distance in the graph)
from several seeded starts, of which the one with the fewest crossings is kept. Then labels are pushed apart, nodes are
pushed off the edges that pass under them, and the components are packed on shelves.

Up to ``EXACT`` nodes a component uses only additions, products, quotients and square roots of Python floats, which
IEEE 754 defines to the bit, so that a picture does not change with the processor. Larger ones are laid out by
:mod:`kg.view.layout_large`.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from itertools import combinations
from math import ceil, sqrt

import networkx as nx

from kg.view.layout_large import arrange
from kg.view.layout_stress import stress

Point = tuple[float, float]
Tie = tuple[str, str, int]
"""A pair of nodes and how many edges there are between them."""
Size = tuple[float, float]
"""Width and height of a node with its label below it."""

EXACT = 250
SIGN = 34.0
"""Width and height of a sign without its label."""
EDGE = 165.0
"""Length of an edge between two nodes with few others, in units of the picture (pixels at zoom 1)."""
_STEPS = 1_500_000
"""How many pairs of nodes a component may visit in all: bounds the time at about two seconds."""
_PAIRS = 20_000
"""Up to how many pairs of an edge and a node the nodes are kept off the edges: bounds the time."""
_GAP = 14.0
_SHELF = 1.7
"""Width to height of the whole picture that the packing aims at."""


def place(graph: nx.Graph[str], sizes: Mapping[str, Size], *, seed: int = 7) -> dict[str, tuple[int, int]]:
    """Whole-numbered positions of all nodes, centred on the origin."""
    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(sorted(graph))
    for left, right in sorted((min(pair), max(pair)) for pair in graph.edges()):
        if left != right:
            ties = simple.edges[left, right]["ties"] + 1 if simple.has_edge(left, right) else 1
            simple.add_edge(left, right, ties=ties)
    parts = sorted((sorted(part) for part in nx.connected_components(simple)), key=lambda part: (-len(part), part[0]))
    placed = [_component(simple.subgraph(part), part, sizes, seed) for part in parts]
    return _packed(placed, sizes)


def _component(graph: nx.Graph[str], nodes: Sequence[str], sizes: Mapping[str, Size], seed: int) -> dict[str, Point]:
    if len(nodes) == 1:
        return {nodes[0]: (0.0, 0.0)}
    edges: list[Tie] = sorted((min(a, b), max(a, b), data["ties"]) for a, b, data in graph.edges(data=True))
    if len(nodes) > EXACT:
        return arrange(nodes, edges, sizes, seed=seed)
    apart = _distances(graph, nodes)
    starts = 8 if len(nodes) <= 40 else 4 if len(nodes) <= 90 else 1
    rounds = max(25, min(120, _STEPS // (starts * len(nodes) ** 2)))
    tries = []
    for number in range(starts):
        drawn_at = stress(apart, random.Random(seed * 1000 + number), rounds, EDGE * sqrt(len(nodes)))
        points = dict(zip(nodes, drawn_at, strict=True))
        tries.append((_crossings(points, edges), number, points))
    best = min(tries, key=lambda t: t[:2])[2]
    return _apart(_lying(best), nodes, edges, sizes, passes=160)


def _distances(graph: nx.Graph[str], nodes: Sequence[str]) -> list[list[float]]:
    """Wished distance of each pair: along the shortest path, whose edges are longer where both ends have many.

    So the core of a network gets room, and so do several ties between the same two.
    """
    for left, right in graph.edges():
        fewer, greater = sorted((len(graph[left]), len(graph[right])))
        ties = min(graph.edges[left, right]["ties"], 6)
        graph.edges[left, right]["length"] = EDGE * (0.5 + 0.24 * sqrt(fewer) + 0.1 * sqrt(greater) + 0.14 * (ties - 1))
    paths = dict(nx.all_pairs_dijkstra_path_length(graph, weight="length"))
    return [[paths[a][b] for b in nodes] for a in nodes]


def _crossings(points: Mapping[str, Point], edges: Sequence[Tie]) -> int:
    if len(edges) > 300:
        return 0

    def side(a: Point, b: Point, c: Point) -> bool:
        return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])

    found = 0
    for (a, b, _), (c, d, _) in combinations(edges, 2):
        if len({a, b, c, d}) == 4:
            p, q, r, s = points[a], points[b], points[c], points[d]
            found += side(p, q, r) != side(p, q, s) and side(r, s, p) != side(r, s, q)
    return found


def _lying(points: dict[str, Point]) -> dict[str, Point]:
    """Turned so that it is widest from left to right; a long flat shape is made a little taller."""
    count = len(points)
    mx, my = sum(x for x, _ in points.values()) / count, sum(y for _, y in points.values()) / count
    xx = sum((x - mx) * (x - mx) for x, _ in points.values())
    yy = sum((y - my) * (y - my) for _, y in points.values())
    xy = sum((x - mx) * (y - my) for x, y in points.values())
    # the direction of greatest spread: the first eigenvector of the covariance, without a trigonometric function
    ux, uy = xx - yy + sqrt((xx - yy) * (xx - yy) + 4 * xy * xy), 2 * xy
    length = sqrt(ux * ux + uy * uy)
    ux, uy = (ux / length, uy / length) if length > 1e-9 else (0.0, 1.0) if yy > xx else (1.0, 0.0)
    turned = {n: ((x - mx) * ux + (y - my) * uy, (y - my) * ux - (x - mx) * uy) for n, (x, y) in points.items()}
    wide = max(x for x, _ in turned.values()) - min(x for x, _ in turned.values())
    high = max(y for _, y in turned.values()) - min(y for _, y in turned.values())
    taller = max(1.0, min(1.5, wide / (1.45 * high))) if high > 1 else 1.0
    return {n: (x, y * taller) for n, (x, y) in turned.items()}


def _apart(
    points: dict[str, Point], nodes: Sequence[str], edges: Sequence[Tie], sizes: Mapping[str, Size],
    *, passes: int,
) -> dict[str, Point]:  # fmt: skip
    """Push labels that overlap apart, along the shorter way, and nodes off the edges that pass under them."""
    at = {n: [x, y] for n, (x, y) in points.items()}
    for number in range(passes):
        moved = _part_boxes(at, nodes, sizes)
        if edges and len(edges) * len(nodes) <= _PAIRS and number < passes // 2:
            moved |= _off_edges(at, nodes, edges, sizes)
        if not moved:
            break
    return {n: (x, y) for n, (x, y) in at.items()}


def _part_boxes(at: dict[str, list[float]], nodes: Sequence[str], sizes: Mapping[str, Size]) -> bool:
    moved = False
    for a, b in combinations(nodes, 2):
        dx, dy = at[b][0] - at[a][0], at[b][1] - at[a][1]
        over_x = (sizes[a][0] + sizes[b][0]) / 2 + _GAP - abs(dx)
        over_y = (sizes[a][1] + sizes[b][1]) / 2 + _GAP - abs(dy)
        if over_x <= 0 or over_y <= 0:
            continue
        moved = True
        axis, over, sign = (0, over_x, dx) if over_x < over_y else (1, over_y, dy)
        step = (over / 2 + 0.5) * (1 if sign >= 0 else -1)
        at[a][axis] -= step
        at[b][axis] += step
    return moved


def _off_edges(
    at: dict[str, list[float]], nodes: Sequence[str], edges: Sequence[Tie], sizes: Mapping[str, Size]
) -> bool:
    moved = False
    for left, right, ties in edges:
        (ax, ay), (bx, by) = at[left], at[right]
        ux, uy = bx - ax, by - ay
        length = sqrt(ux * ux + uy * uy) or 1.0
        for node in nodes:
            if node in (left, right):
                continue
            px, py = at[node][0] - ax, at[node][1] - ay
            along = (px * ux + py * uy) / (length * length)
            across = (px * uy - py * ux) / length
            # the edges of a pair fan out, most of all half-way
            fan = min(ties - 1, 4) * 0.06 * length * 4 * along * (1 - along)
            room = sizes[node][1] / 2 + 4 + max(0.0, fan)
            if 0.05 < along < 0.95 and abs(across) < room:
                push = (room - abs(across)) * 0.5 * (1 if across >= 0 else -1)
                at[node][0] += push * uy / length
                at[node][1] -= push * ux / length
                moved = True
    return moved


def _packed(parts: Sequence[dict[str, Point]], sizes: Mapping[str, Size]) -> dict[str, tuple[int, int]]:
    """The components side by side on shelves, the largest first."""
    boxes = []
    for part in parts:
        left = min(x - sizes[n][0] / 2 for n, (x, _) in part.items())
        top = min(y - sizes[n][1] / 2 for n, (_, y) in part.items())
        right = max(x + sizes[n][0] / 2 for n, (x, _) in part.items())
        bottom = max(y + sizes[n][1] / 2 for n, (_, y) in part.items())
        boxes.append((left, top, right - left + 3 * _GAP, bottom - top + 3 * _GAP))
    width = max([box[2] for box in boxes] + [sqrt(_SHELF * sum(box[2] * box[3] for box in boxes))], default=0.0)
    found: dict[str, Point] = {}
    x = y = tall = 0.0
    for part, (left, top, wide, high) in zip(parts, boxes, strict=True):
        if x and x + wide > width:
            x, y, tall = 0.0, y + tall, 0.0
        found |= {n: (px - left + x, py - top + y) for n, (px, py) in part.items()}
        x, tall = x + wide, max(tall, high)
    if not found:
        return {}
    xs, ys = [p[0] for p in found.values()], [p[1] for p in found.values()]
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    # until here a point is the middle of a sign and its label; the sign stands above
    raised = {n: (sizes[n][1] - SIGN) / 2 for n in found}
    return {n: (ceil(px - middle[0]), ceil(py - middle[1] - raised[n])) for n, (px, py) in sorted(found.items())}
