"""The layout of a large component: the same each time, with room for each, the best connected first."""

from __future__ import annotations

from itertools import combinations
from math import dist

import networkx as nx

from kg.view.layout_large import CORE, ROOM, arrange


def made(count: int, seed: int = 7) -> dict[str, tuple[float, float]]:
    graph = nx.barabasi_albert_graph(count, 2, seed=3)
    edges = [(f"n{a:04}", f"n{b:04}", 1) for a, b in graph.edges()]
    return arrange([f"n{n:04}" for n in graph], edges, {f"n{n:04}": (70.0, 50.0) for n in graph}, seed=seed)


def test_same_graph_same_picture() -> None:
    """The same graph and seed give the same positions, to the last bit; another seed gives another picture."""
    assert made(400) == made(400)
    assert made(400) != made(400, seed=8)


def test_nothing_covers_another() -> None:
    """Any two things keep at least three quarters of the wished distance."""
    at = made(500)
    nearest = min((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 for a, b in combinations(at.values(), 2))
    assert nearest**0.5 > 0.75 * ROOM


def test_those_that_belong_together_are_near() -> None:
    """The ends of an edge are on the average nearer to each other than any two things, clearly."""
    at = made(500)
    graph = nx.barabasi_albert_graph(500, 2, seed=3)

    def mean(pairs: list[tuple[int, int]]) -> float:
        return sum(dist(at[f"n{a:04}"], at[f"n{b:04}"]) for a, b in pairs) / len(pairs)

    assert mean(list(graph.edges())) < 0.8 * mean(list(combinations(range(500), 2)))


def test_a_star_has_its_middle_in_the_middle() -> None:
    """A hub with more neighbours than the core takes stands among them."""
    count = CORE * 3
    nodes = [f"n{i:04}" for i in range(count)]
    at = arrange(nodes, [("n0000", node, 1) for node in nodes[1:]], dict.fromkeys(nodes, (60.0, 50.0)), seed=1)
    widest = max((x * x + y * y) ** 0.5 for x, y in at.values())
    assert (at["n0000"][0] ** 2 + at["n0000"][1] ** 2) ** 0.5 < 0.35 * widest
