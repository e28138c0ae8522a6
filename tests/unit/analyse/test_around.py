"""Parts of a network: who is around an actor or a treaty, and where a page opens."""

from __future__ import annotations

import pytest

from kg.analyse.around import actor_network, opening_focus, treaty_network
from kg.analyse.networks import alliance_network, whole_network
from kg.core.model import ID_BASE

from .test_networks import row, thing, treaty

ROWS = [
    row("state/JP", "alliedWith", "state/US"), row("state/US", "alliedWith", "state/AU"), row("state/FR", "alliedWith", "state/DE"),
    *treaty("anzus", "state/AU", "state/NZ", "state/US"), *treaty("raa", "state/JP", "state/PH"),
    row("state/JP", "COERCE", "state/PH", date="2024"), row("state/JP", "AID", "state/US"),
    row("state/JP", "alliedWith", "state/TW", "opinion"), row("state/FR", "alliedWith", "state/IT", "opinion"),
]  # fmt: skip


def short(nodes: object) -> set[str]:
    return {str(node).removeprefix(ID_BASE) for node in nodes}  # type: ignore[attr-defined]


def test_whole_network_has_every_kind_of_tie() -> None:
    """Alliances, treaties, hostile acts and aid are in one graph, each as a tie of its own."""
    graph = whole_network(ROWS)
    assert sorted({data["kind"] for _, _, data in graph.edges(data=True)}) == [
        "acts", "aid", "alliance", "party-untold", "treaty-untold",
    ]  # fmt: skip


def test_actor_network_is_its_neighbourhood() -> None:
    """Whoever an actor has a tie with, all parties of its treaties, the ties among them, and what is said of them."""
    part = actor_network(whole_network(ROWS), f"{ID_BASE}state/US")
    assert short(part) == {"state/US", "state/JP", "state/AU", "state/NZ", "treaty/anzus"}
    assert [note["object"] for _, note in part.graph["not_drawn"]] == ["TW"]


def test_treaty_network_is_the_treaty_its_parties_and_their_ties() -> None:
    """A treaty of two gives its two parties with all their ties; one of many gives itself and its parties."""
    graph = whole_network(ROWS)
    two = treaty_network(graph, f"{ID_BASE}treaty/raa")
    assert short(two) == {"state/JP", "state/PH"} and two.number_of_edges() == 2
    assert short(treaty_network(graph, f"{ID_BASE}treaty/anzus")) == {
        "treaty/anzus",
        "state/AU",
        "state/NZ",
        "state/US",
    }
    with pytest.raises(KeyError):
        treaty_network(graph, f"{ID_BASE}treaty/none")


def test_a_page_opens_whole_only_if_it_can_be_read() -> None:
    """A small network opens whole; a large one on the actor with most ties whose neighbourhood can still be read."""
    assert opening_focus(alliance_network(ROWS)) is None
    crowd = [row(f"state/A{i}", "alliedWith", "state/HUB") for i in range(90)]
    circle = [row(f"state/B{i}", "alliedWith", "state/MID") for i in range(20)]
    graph = alliance_network([*crowd, *circle, row("state/HUB", "alliedWith", "state/MID")])
    assert opening_focus(graph) == thing("state/MID").iri
