"""The middle, brokers and communities equal networkx's own; what hangs on one source is found."""

from __future__ import annotations

import networkx as nx
import pytest

from kg.analyse import centrality as c


def karate() -> nx.Graph[int]:
    return nx.Graph(nx.karate_club_graph().edges())


def test_measures_are_networkx_own() -> None:
    """Of Zachary's karate club each measure equals what networkx gives."""
    graph = karate()
    found = {p.node: p for p in c.places(graph)}
    wanted = {
        "degree": nx.degree_centrality(graph), "betweenness": nx.betweenness_centrality(graph),
        "closeness": nx.closeness_centrality(graph), "eigenvector": nx.eigenvector_centrality(graph, 1000, 1e-9),
        "constraint": nx.constraint(graph),
    }  # fmt: skip
    assert set(wanted) == set(c.MEANINGS)
    for name, values in wanted.items():
        assert {n: p.values[name] for n, p in found.items()} == pytest.approx(values, abs=2e-6)
    assert {n for n, p in found.items() if p.cut} == {*nx.articulation_points(graph)}


def test_first_is_the_most_between() -> None:
    """Node 0, the instructor, comes first."""
    assert c.places(karate())[0].node == 0


def test_communities_are_louvains() -> None:
    """Groups and modularity are those of networkx for the same seed, the largest first."""
    graph = c.simple(karate())
    found = c.communities(graph)
    wanted = nx.community.louvain_communities(graph, seed=0)
    assert {frozenset(g) for g in found.groups} == {frozenset(g) for g in wanted}
    assert found.modularity == pytest.approx(nx.community.modularity(graph, wanted), abs=1e-6)
    assert [len(g) for g in found.groups] == sorted((len(g) for g in wanted), reverse=True)


def test_multigraph_counts_as_simple() -> None:
    """Two ties of one pair, and their direction, make no difference."""
    twice = nx.MultiDiGraph([("a", "b"), ("b", "a"), ("b", "c"), ("c", "c")])
    once = nx.Graph([("a", "b"), ("b", "c")])
    assert c.places(twice) == c.places(once)


def test_order_does_not_matter() -> None:
    """The same ties, given the other way round and in another order, have the same middle and the same groups."""
    turned = nx.Graph((v, u) for u, v in reversed(list(karate().edges())))
    assert c.places(turned) == c.places(karate()) and c.communities(turned) == c.communities(karate())


def test_eigenvector_of_two_components() -> None:
    """Only the largest component has eigenvector centrality; the rest has none."""
    graph = nx.Graph([("a", "b"), ("b", "c"), ("c", "a"), ("x", "y")])
    assert [v > 0 for v in c.eigenvector(graph).values()] == [True, True, True, False, False]


def test_leave_one_out() -> None:
    """Only the source without which the finding changes is told, with both findings."""
    said = {None: "A", "Daily": "A", "Wire": "B"}
    assert c.leave_one_out(["Wire", "Daily"], lambda origin: said[origin]) == [c.Leaning("Wire", "A", "B")]


def test_nothing_in_the_middle() -> None:
    """An empty network has no middle and no groups."""
    empty: nx.Graph[str] = nx.Graph()
    assert c.places(empty) == [] and c.communities(empty) == c.Communities((), 0.0)
