"""Layouts: the same each time, without overlaps, with every component in a place of its own."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest

from kg.view.layout import SIGN, place


def box(point: tuple[int, int], size: tuple[float, float]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a sign and the label below it."""
    x, y = point
    return x - size[0] / 2, y - SIGN / 2, x + size[0] / 2, y - SIGN / 2 + size[1]


GRAPHS = {
    "star": nx.star_graph(12), "ring": nx.cycle_graph(9), "full": nx.complete_graph(7),
    "apart": nx.disjoint_union_all([nx.path_graph(4), nx.path_graph(2), nx.empty_graph(3)]),
    "club": nx.karate_club_graph(), "one": nx.empty_graph(1), "none": nx.empty_graph(0),
}  # fmt: skip


@pytest.mark.parametrize("name", GRAPHS)
def test_labels_do_not_overlap(name: str) -> None:
    """No sign with its label covers another, and positions do not depend on the order of the nodes."""
    graph = nx.relabel_nodes(GRAPHS[name], str)
    sizes = dict.fromkeys(graph, (90.0, 51.0))
    points = place(graph, sizes)
    assert set(points) == set(graph)
    for one, other in combinations(points, 2):
        a, b = box(points[one], sizes[one]), box(points[other], sizes[other])
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (one, other)
    turned = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(graph)))
    turned.add_edges_from(reversed([edge[::-1] for edge in graph.edges()]))
    assert place(turned, sizes) == points


def test_known_picture() -> None:
    """A layout of plain arithmetic is the same on every machine: this one is written down."""
    points = place(nx.relabel_nodes(nx.path_graph(3), str), dict.fromkeys("012", (60.0, 51.0)))
    assert points == {"0": (145, 5), "1": (1, -21), "2": (-144, 5)}
