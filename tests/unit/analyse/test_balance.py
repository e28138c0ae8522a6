"""Structural balance: published results on known networks, and what must hold of every network."""

from __future__ import annotations

import importlib.util
import random
from collections import Counter
from itertools import product
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analyse import balance as b

_SPEC = importlib.util.spec_from_file_location("literature", Path(__file__).with_name("networks_of_the_literature.py"))
assert _SPEC and _SPEC.loader
literature = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(literature)


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph[str]:
    """Signed graphs of up to nine nodes."""
    n = draw(st.integers(2, 9))
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(f"n{i}" for i in range(n))
    for i in range(n):
        for j in range(i):
            if sign := draw(st.sampled_from((0, 0, 1, -1))):
                graph.add_edge(f"n{i}", f"n{j}", sign=sign)
    return graph


def brute(graph: nx.Graph[str]) -> int:
    """The frustration index by trying all ways to part the nodes."""
    nodes = list(graph)
    best = graph.number_of_edges()
    for sides in product((1, -1), repeat=len(nodes)):
        at = dict(zip(nodes, sides, strict=True))
        best = min(best, sum(at[u] * at[v] != d["sign"] for u, v, d in graph.edges(data=True)))
    return best


def test_tribes_of_highland_new_guinea() -> None:
    """Read's tribes: 58 ties, 29 of them hostile; 68 triads, 59 balanced; frustration index 7 (Aref and Wilson, 2018)."""
    graph = literature.tribes()
    found = b.triads(graph)
    assert Counter(d["sign"] for _, _, d in graph.edges(data=True)) == {1: 29, -1: 29}
    assert Counter(t.kind for t in found) == {"+++": 19, "++-": 2, "+--": 40, "---": 7}
    assert sum(t.balanced for t in found) == 59
    result = b.frustration(graph)
    assert (result.index, result.exact, len(result.edges)) == (7, True, 7)
    assert result.camps[0] == ("01", "02", "15", "16")


def test_three_factions_of_the_tribes() -> None:
    """In three factions only two ties of the tribes are in the way (Doreian and Mrvar, 1996): those of tribe 07."""
    found = b.camps(literature.tribes(), 3)
    assert (found.index, found.exact) == (2, True)
    assert {*found.camps} == {
        ("01", "02", "15", "16"), ("05", "09", "10", "13", "14"), ("03", "04", "06", "07", "08", "11", "12"),
    }  # fmt: skip
    assert found.edges == (("05", "07"), ("07", "13"))


def test_parties_of_slovenia() -> None:
    """Two ties are frustrated among the ten parties, and these are the camps (Doreian and Mrvar, 1996)."""
    found = b.frustration(literature.parties())
    assert (found.index, found.exact) == (2, True)
    assert found.camps == (("DS", "LDS", "SNS", "ZLSD", "ZS-ESS"), ("SDSS", "SKD", "SLS", "SPS-SNS", "ZS"))
    assert found.edges == (("DS", "SNS"), ("SNS", "ZS-ESS"))


def test_separation_of_bangladesh() -> None:
    """The powers of 1971 stood in two camps without a tie in the way (Moore, 1978): the United States with Pakistan."""
    found = b.frustration(literature.BANGLADESH)
    assert found.index == 0
    assert {*found.camps} == {("CN", "PK", "US"), ("IN", "SU", "VN")}


def test_balance_beyond_chance() -> None:
    """The tribes are more balanced than their ties with shuffled signs, with a p-value from the shuffles."""
    chance = b.against_chance(literature.tribes(), shuffles=199)
    assert chance.triads.observed == pytest.approx(59 / 68) and chance.triads.mean < 0.6
    assert chance.triads.p == chance.frustration.p == 1 / 200
    assert chance.frustration.observed == 7 < chance.frustration.mean
    assert chance == b.against_chance(literature.tribes(), shuffles=199)


def test_random_signs_are_not_beyond_chance() -> None:
    """A network whose signs are thrown is as balanced as its shuffles: p is not small."""
    rng = random.Random(5)
    graph = nx.gnm_random_graph(24, 90, seed=3)
    for _, _, data in graph.edges(data=True):
        data["sign"] = rng.choice((1, -1))
    chance = b.against_chance(graph, shuffles=99)
    assert chance.triads.p > 0.05 and chance.frustration.p > 0.05


@settings(max_examples=60, deadline=None)
@given(graphs())
def test_frustration_is_exact(graph: nx.Graph[str]) -> None:
    """Block by block, the index is that of trying all ways; the camps have it; each edge named is in the way."""
    found = b.frustration(graph)
    assert found.exact and found.index == brute(graph) == len(found.edges)
    side = {node: i for i, camp in enumerate(found.camps) for node in camp}
    wrong = [(u, v) for u, v, d in graph.edges(data=True) if (side[u] == side[v]) != (d["sign"] > 0)]
    assert {frozenset(e) for e in wrong} == {frozenset(e) for e in found.edges}


@settings(max_examples=30, deadline=None)
@given(graphs(), st.data())
def test_switching_changes_nothing(graph: nx.Graph[str], data: st.DataObject) -> None:
    """Changing all signs around one node leaves balanced triads and the frustration index as they are."""
    node = data.draw(st.sampled_from(sorted(graph)))
    switched = graph.copy()
    for other in switched[node]:
        switched[node][other]["sign"] *= -1
    assert [t.balanced for t in b.triads(graph)] == [t.balanced for t in b.triads(switched)]
    assert b.frustration(graph).index == b.frustration(switched).index


def test_integer_programme_agrees_with_trying_all_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    """The programme that larger blocks are solved with gives the same index for the tribes."""
    monkeypatch.setattr(b, "EXACT_NODES", 3)
    found = b.frustration(literature.tribes())
    assert (found.index, found.exact) == (7, True)


def test_search_is_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing may be solved exactly, the result is said to be a bound, and is no less than the index."""
    monkeypatch.setattr(b, "EXACT_NODES", 3)
    monkeypatch.setattr(b, "EXACT_INDEX", 0)
    found = b.frustration(literature.tribes())
    assert not found.exact and found.index >= 7


def test_levers_count_what_a_change_would_settle() -> None:
    """Changing the first lever leaves as many fewer unbalanced triads as it says."""
    graph = literature.tribes()
    before = sum(not t.balanced for t in b.triads(graph))
    lever = b.levers(graph, b.triads(graph))[0]
    graph.edges[lever.edge]["sign"] *= -1
    assert before - sum(not t.balanced for t in b.triads(graph)) == lever.net > 0


def test_empty_network() -> None:
    """A network without ties is balanced, and chance says nothing against it."""
    graph: nx.Graph[str] = nx.Graph()
    assert b.frustration(graph) == b.Frustration(0, True, ((), ()), ())
    assert b.against_chance(graph, shuffles=3).triads.p == 1
