"""Networks as of a day: which ties hold when, how they are grouped, and what a signed network weighs."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analyse.graphs import NETWORKS, network, signed_network
from kg.analyse.networks import NetworkRow, Thing
from kg.analyse.tie_sources import claim_ties, reference_ties, tie_table
from kg.analyse.ties import Node, Tie, TieTable
from kg.config import Project
from kg.core.model import ID_BASE, ONTOLOGY, Stance
from kg.reference import Reference

S = f"{ID_BASE}state/"
JP, US, PH, CN, KR = (S + code for code in ("JP", "US", "PH", "CN", "KR"))
NODES = [Node(S + code, name, "state", code) for code, name in
         (("JP", "Japan"), ("US", "United States"), ("PH", "Philippines"), ("CN", "China"), ("KR", "South Korea"))]  # fmt: skip
D = date(2026, 2, 1)


def tie(kind: str, one: str, other: str, first: str = "", last: str = "", **more: object) -> Tie:
    day = lambda text: date.fromisoformat(text) if text else None  # noqa: E731
    return Tie(kind, one, other, day(first), day(last), **more)  # type: ignore[arg-type]


def pact(one: str, other: str, first: str, last: str = "", status: str = "InForce", **more: object) -> Tie:
    given = {"detail": f"{one[-2:]}-{other[-2:]}", "types": ("MutualDefense",), "obligations": ("Defense",), **more}
    return tie("treaty", one, other, first, last, status=status, **given)


def pairs(graph: nx.Graph[str]) -> set[tuple[str, str]]:
    return {(u[-2:], v[-2:]) for u, v in graph.edges()}


@pytest.fixture(scope="module")
def reference() -> Reference:
    return Reference(Project.find(Path(__file__).parents[3]))


@pytest.mark.parametrize(
    ("day", "held"), [("1959-12-31", False), ("1960-01-01", True), ("1979-12-31", True), ("1980-01-01", False)]
)
def test_lasting_tie_holds_from_its_first_day_to_before_its_last(day: str, held: bool) -> None:
    """A treaty in force from 1960, ended on the first day of 1980, holds on the days between and on no other."""
    table = TieTable.of([pact(JP, US, "1960-01-01", "1980-01-01")], NODES)
    assert bool(network(table, "alliance", as_of=date.fromisoformat(day)).edges) is held


def test_end_of_time_is_the_default() -> None:
    """Without a day a network has what has not ended."""
    table = TieTable.of([pact(JP, US, "1960-01-01"), pact(KR, US, "1953-01-01", "1990-01-01")], NODES)
    assert pairs(network(table, "alliance")) == {("JP", "US")}


def test_window() -> None:
    """Over a window, a tie counts that held on any day of it, and an event that happened in it."""
    ties = [
        pact(JP, US, "1960-01-01", "1980-01-01"), tie("event", CN, PH, "1975-05-01", directed=True, detail="COERCE"),
        tie("event", CN, PH, "1985-05-01", directed=True, detail="ACCUSE"),
    ]  # fmt: skip
    table = TieTable.of(ties, NODES)
    window = {"since": date(1979, 1, 1), "as_of": date(1990, 1, 1)}
    assert pairs(network(table, "alliance", **window)) == {("JP", "US")}  # type: ignore[arg-type]
    [(_, _, data)] = network(table, "event", **window).edges(data=True)  # type: ignore[arg-type]
    assert data["detail"] == "ACCUSE"


def test_edges_are_typed_dated_and_sourced() -> None:
    """Statements of one pair and matter are one edge: independent sources counted, all claims and rows kept."""
    ties = [
        pact(JP, US, "1960-06-23", origin="Daily", claim="c1", pages=("https://a.example/",)),
        pact(JP, US, "1960-06-23", origin="Daily", claim="c2"), pact(JP, US, "1960-06-23", basis="treaties x"),
    ]  # fmt: skip
    graph = network(TieTable.of(ties, NODES), "alliance", as_of=D)
    [(_, _, data)] = graph.edges(data=True)
    assert (data["sources"], data["statements"]) == (2, 3)
    assert (data["claims"], data["basis"], data["pages"]) == (("c1", "c2"), ("treaties x",), ("https://a.example/",))
    assert (data["types"], data["obligations"], data["status"], data["first"]) == (
        ("MutualDefense",), ("Defense",), "InForce", "1960-06-23",
    )  # fmt: skip
    assert graph.nodes[JP] == {"name": "Japan", "kind": "state", "code": "JP"}
    assert graph.graph["as_of"] == "2026-02-01"


def test_filters_of_the_alliance_network() -> None:
    """Treaties can be chosen by type and by obligation; those not in force are there only when asked for."""
    ties = [
        pact(JP, US, "1960-01-01"), pact(JP, PH, "2026-01-15", status="Signed", types=("Logistics",), obligations=()),
        tie("alliance", PH, US),
    ]  # fmt: skip
    table = TieTable.of(ties, NODES)
    assert pairs(network(table, "alliance", as_of=D)) == {("JP", "US"), ("PH", "US")}
    assert pairs(network(table, "alliance", as_of=D, types=["MutualDefense"])) == {("JP", "US")}
    assert pairs(network(table, "alliance", as_of=D, types=["Logistics"], in_force=False)) == {("JP", "PH")}
    assert pairs(network(table, "alliance", as_of=D, obligations=["Defense"])) == {("JP", "US")}


@settings(max_examples=10, deadline=None)
@given(st.randoms())
def test_order_does_not_matter(rng: random.Random) -> None:
    """The same ties in any order give the same graph."""
    ties = [pact(JP, US, "1960-01-01", claim=str(i)) for i in range(4)] + [
        tie("dispute", CN, PH, claim="x", detail="sea")
    ]
    shuffled = list(ties)
    rng.shuffle(shuffled)
    for name in NETWORKS:
        one, other = (network(TieTable.of(t, NODES), name, as_of=D) for t in (ties, shuffled))
        assert list(one.nodes(data=True)) == list(other.nodes(data=True))
        assert list(one.edges(data=True)) == list(other.edges(data=True))


def test_without_a_source() -> None:
    """What one publisher alone says is gone when that one is left out."""
    table = TieTable.of([tie("alliance", PH, US, origin="Daily"), tie("alliance", JP, US, origin="Wire")], NODES)
    assert table.origins() == ["Daily", "Wire"]
    assert pairs(network(table, "alliance", without="Daily")) == {("JP", "US")}


# --- signed -----------------------------------------------------------------------------------------------------------


def test_signed_weights_recency_and_sources() -> None:
    """An event halves each 365 days; two independent sources double a tie; what counts is what the table of terms says."""
    ties = [
        tie("event", CN, PH, "2025-02-01", directed=True, detail="COERCE", origin="Daily", claim="a"),
        tie("alliance", PH, US, origin="Daily", claim="b"), tie("alliance", PH, US, origin="Wire", claim="c"),
    ]  # fmt: skip
    graph = signed_network(TieTable.of(ties, NODES), as_of=D)
    assert graph.edges[CN, PH]["weight"] == pytest.approx(-0.8 * 0.5 ** (365 / 365), abs=1e-6)
    assert graph.edges[PH, US]["weight"] == pytest.approx(1 + math.log2(2))
    assert (graph.edges[CN, PH]["sign"], graph.edges[PH, US]["sign"]) == (-1, 1)


def test_signed_takes_the_strongest_of_a_kind() -> None:
    """Ten islets that two states claim count as one dispute, and two treaties of a type as one alliance."""
    ties = [tie("dispute", CN, PH, detail=f"f{i}", status="claims", basis=f"p{i}") for i in range(10)]
    ties += [pact(PH, US, "1952-01-01", detail="a"), pact(PH, US, "1955-01-01", detail="b")]
    graph = signed_network(TieTable.of(ties, NODES), as_of=D)
    assert (graph.edges[CN, PH]["weight"], graph.edges[PH, US]["weight"]) == (-1, 1)
    assert len(graph.edges[CN, PH]["basis"]) == 10


def test_friendly_events_and_other_treaties_make_no_tie() -> None:
    """Visits, talks and logistics are no alliance: nothing is inferred from closer ties."""
    ties = [
        tie("event", JP, PH, "2026-01-01", directed=True, detail="CONSULT"),
        tie("event", JP, PH, "2026-01-01", directed=True, detail="COOPERATE"),
        pact(JP, PH, "2025-01-01", types=("Logistics",), obligations=()), pact(JP, US, "1960-01-01", status="Signed"),
    ]  # fmt: skip
    assert not signed_network(TieTable.of(ties, NODES), as_of=D).edges


def test_even_pair_is_told() -> None:
    """Where both sides weigh the same there is no edge, and the pair is named."""
    ties = [tie("alliance", JP, KR, claim="a"), tie("dispute", JP, KR, claim="b", detail="rocks")]
    graph = signed_network(TieTable.of(ties, NODES), as_of=D)
    assert not graph.edges and graph.graph["even"] == ((JP, KR),)


# --- where ties come from ---------------------------------------------------------------------------------------------


def row(subject: str, relation: str, obj: str, **more: object) -> NetworkRow:
    def thing(path: str) -> Thing:
        if "/" not in path:
            return Thing(ONTOLOGY + path, path)
        kind = {"state": "State", "treaty": "Treaty", "org": "Grouping", "feature": "Shoal"}[path.split("/")[0]]
        return Thing(ID_BASE + path, path.split("/")[1], (kind,))

    base = NetworkRow(claim=f"{ID_BASE}claim/{subject}{relation}{obj}{len(more)}", relation=relation, subject=thing(subject),
                      object=thing(obj), stance=Stance.STATED, accepted=True, document="d", publisher="Daily",
                      published="2025-05-05")  # fmt: skip
    return replace(base, **more)  # type: ignore[arg-type]


def test_only_accepted_claims_tie() -> None:
    """Opinions, denials, plans and what is said on somebody's word tie nobody."""
    for stance in Stance:
        accepted = stance == Stance.STATED
        rows = [row("state/PH", "alliedWith", "state/US", stance=stance, accepted=accepted)]
        assert bool(list(claim_ties(rows))) is accepted


def test_undated_claim_holds_from_its_publication() -> None:
    """A tie that a source states without a date holds from the day of publication, and is marked as not dated."""
    [made] = claim_ties([row("state/PH", "alliedWith", "state/US")])
    assert (made.first, made.dated) == (date(2025, 5, 5), False)


def test_treaty_of_claims() -> None:
    """Parties, status and type of a treaty that the reference lacks tie its parties for the span of each status."""
    rows = [
        row("treaty/x", "hasParty", "state/JP"), row("treaty/x", "hasParty", "state/PH"),
        row("treaty/x", "treatyType", "MutualDefense"),
        row("treaty/x", "status", "Signed", date_from="2024-01-01", date_to="2024-01-01"),
        row("treaty/x", "status", "InForce", date_from="2025-01-01", date_to="2025-01-01"),
    ]  # fmt: skip
    table = tie_table(rows)
    assert not network(table, "alliance", as_of=date(2024, 6, 1)).edges
    graph = network(table, "alliance", as_of=date(2025, 6, 1))
    [(_, _, data)] = graph.edges(data=True)
    assert (data["status"], data["types"]) == ("InForce", ("MutualDefense",)) and len(data["claims"]) == 4


def test_reference_gives_dated_treaties(reference: Reference) -> None:
    """Japan and the United States are tied by the treaty of 1960 from its entry into force; Taiwan's ended in 1980."""
    table = TieTable.of(reference_ties(reference), NODES)
    treaty = f"{ID_BASE}treaty/jp-us-treaty-of-mutual-cooperation-and-security"
    for day, tied in ((date(1959, 1, 1), False), (D, True)):
        edges = network(table, "alliance", as_of=day, types=["MutualDefense"]).edges(JP, data=True)
        assert (treaty in {data["detail"] for _, _, data in edges}) is tied
    taiwan = S + "TW"
    assert network(table, "alliance", as_of=date(1979, 6, 1), types=["MutualDefense"]).has_edge(taiwan, US)
    assert not network(table, "alliance", as_of=date(1981, 1, 1), types=["MutualDefense"]).has_edge(taiwan, US)


def test_state_that_is_no_more_has_no_ties(reference: Reference) -> None:
    """The Soviet Union has allies in 1980 and none in 2000."""
    table = TieTable.of(reference_ties(reference))
    assert S + "SU" in network(table, "alliance", as_of=date(1980, 1, 1))
    assert S + "SU" not in network(table, "alliance", as_of=date(2000, 1, 1))


def test_unbalanced_triad_of_the_reference(reference: Reference) -> None:
    """Two allies of the United States that claim the same rocks are the known unbalanced triad."""
    from kg.analyse.balance import triads

    graph = signed_network(TieTable.of(reference_ties(reference), NODES), as_of=D)
    wrong = {tuple(n[-2:] for n in t.nodes) for t in triads(graph) if t.kind == "++-"}
    assert ("JP", "KR", "US") in wrong
