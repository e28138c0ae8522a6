"""Networks from claims: what draws a tie, how firm it is, and that nothing is lost or made up."""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest

from kg.analyse.networks import (
    NetworkRow,
    Thing,
    alliance_network,
    dispute_network,
    independent_sources,
    latest_status,
    newest_source,
    read_rows,
)  # fmt: skip
from kg.core.errors import DataError
from kg.core.model import ID_BASE, ONTOLOGY, Stance
from kg.store.counts import Counts

ROOT = Path(__file__).parents[3]
KINDS = {"state": "State", "org": "Grouping", "treaty": "Treaty", "feature": "Reef", "person": "Person", "sea": "Sea"}


def thing(path: str, name: str | None = None, *names: str) -> Thing:
    """``state/JP`` or a term of the ontology (``Signed``)."""
    if "/" not in path:
        return Thing(ONTOLOGY + path, path)
    kind, slug = path.split("/")
    return Thing(ID_BASE + path, name or slug, (KINDS[kind],), names, slug if kind == "state" else None)


def row(subject: str, relation: str, obj: str | None, stance: str = "stated", **more: object) -> NetworkRow:
    """A claim; accepted if stated, unless told otherwise. Its words and its source are its own."""
    name = "-".join([subject, relation, obj or "", stance, *(str(v) for _, v in sorted(more.items()))])
    base = NetworkRow(
        claim=f"claim:{name}", relation=relation, subject=thing(subject), object=thing(obj) if obj else None,
        stance=Stance(stance), accepted=stance == "stated", document=f"doc:{name}", published="2026-01-15",
        quote=f"words of {name}", start=1, end=9,
    )  # fmt: skip
    return replace(base, **more)  # type: ignore[arg-type]


def treaty(slug: str, *parties: str, **more: object) -> list[NetworkRow]:
    return [row(f"treaty/{slug}", "hasParty", party, **more) for party in parties]


def kinds(graph: nx.MultiGraph[str]) -> list[str]:
    return sorted(data["kind"] for _, _, data in graph.edges(data=True))


def only_edge(graph: nx.MultiGraph[str]) -> dict[str, object]:
    [(_, _, data)] = graph.edges(data=True)
    return data


def test_stated_alliance_is_a_plain_edge_with_its_claim() -> None:
    """An accepted alliance gives one edge, which keeps the claim with words, place in the text, document and date."""
    edge = only_edge(alliance_network([row("state/US", "alliedWith", "state/JP", title="T", publisher="P", uri="u")]))
    assert (edge["kind"], edge["standing"], edge["directed"], edge["sources"]) == ("alliance", "accepted", False, 1)
    [claim] = edge["claims"]  # type: ignore[misc]
    assert claim["quote"].startswith("words of") and (claim["start"], claim["end"]) == (1, 9)
    assert (claim["title"], claim["publisher"], claim["uri"], claim["published"]) == ("T", "P", "u", "2026-01-15")


@pytest.mark.parametrize("stance", ["opinion", "conditional", "negated"])
@pytest.mark.parametrize("accepted", [False, True])
def test_opinion_condition_and_denial_draw_nothing(stance: str, accepted: bool) -> None:
    """They draw no edge, whatever the row says of acceptance, and are listed as not drawn."""
    graph = alliance_network([row("state/US", "alliedWith", "state/JP", stance, accepted=accepted)])
    assert not graph.edges and not graph.nodes
    assert [why for why, _ in graph.graph["not_drawn"]] == ["stance"]


@pytest.mark.parametrize(
    ("stance", "accepted", "standing"),
    [("attributed", False, "attributed"), ("attributed", True, "accepted"), ("predicted", False, "predicted"),
     ("predicted", True, "predicted"), ("stated", False, "unconfirmed")],
)  # fmt: skip
def test_standing_tells_whose_word_it_is(stance: str, accepted: bool, standing: str) -> None:
    """Only what the accepted view holds is plain, and a prediction never is."""
    graph = alliance_network([row("state/US", "alliedWith", "state/JP", stance, accepted=accepted)])
    assert only_edge(graph)["standing"] == standing


def test_weaker_claims_stay_with_the_edge_they_speak_of() -> None:
    """An opinion and a denial of a stated alliance are kept among its claims, and do not count as its sources."""
    rows = [row("state/US", "alliedWith", "state/JP", s) for s in ("opinion", "stated", "negated")]
    edge = only_edge(alliance_network(rows))
    assert edge["claims"][0]["stance"] == "stated"  # type: ignore[index]
    assert (len(edge["claims"]), edge["sources"]) == (3, 1)  # type: ignore[arg-type]


def test_treaty_of_two_is_an_edge_of_its_type_and_latest_status() -> None:
    """The edge between the two parties has the treaty's name, types, latest status and history; no node is added."""
    rows = [
        *treaty("acsa", "state/JP", "state/PH"),
        row("treaty/acsa", "treatyType", "Logistics"),
        row("treaty/acsa", "status", "Negotiating", date="2025-04", date_from="2025-04-01", date_to="2025-04-30"),
        row("treaty/acsa", "status", "Signed", date="2026-01-15", date_from="2026-01-15", date_to="2026-01-15"),
        row("treaty/acsa", "status", "PendingApproval"),
        row("treaty/acsa", "status", "InForce", "negated"),
    ]
    graph = alliance_network(rows)
    edge = only_edge(graph)
    assert sorted(graph) == [f"{ID_BASE}state/JP", f"{ID_BASE}state/PH"]
    assert (edge["kind"], edge["types"], edge["status"]) == ("treaty-pending", ("Logistics",), "PendingApproval")
    assert (edge["first"], edge["last"]) == ("2025-04-01", "2026-01-15")
    assert [(s["status"], s["said"]) for s in edge["history"]] == [  # type: ignore[union-attr]
        ("Negotiating", "accepted"), ("Signed", "accepted"), ("PendingApproval", "accepted"), ("InForce", "negated"),
    ]  # fmt: skip


def test_two_ties_of_a_pair_are_two_edges() -> None:
    """An alliance and two treaties between the same two states are three edges."""
    rows = [
        row("state/US", "alliedWith", "state/JP"),
        *treaty("a", "state/JP", "state/US"),
        *treaty("b", "state/US", "state/JP"),
    ]
    assert kinds(alliance_network(rows)) == ["alliance", "treaty-untold", "treaty-untold"]


def test_treaty_of_many_is_a_node() -> None:
    """A treaty of three is a node with a party edge each, and one party's leaving does not end it."""
    rows = [
        *treaty("pact", "state/AU", "state/NZ", "state/US"),
        row("treaty/pact", "status", "InForce", date_from="1952-04-29", date_to="1952-04-29"),
        row("treaty/pact", "status", "Withdrawn", date_from="1986-08-11", date_to="1986-08-11"),
    ]
    graph = alliance_network(rows)
    assert kinds(graph) == ["party-in-force"] * 3
    assert graph.nodes[f"{ID_BASE}treaty/pact"]["status"] == "InForce"
    assert len(graph.nodes[f"{ID_BASE}treaty/pact"]["claims"]) == 2


def test_treaty_is_as_firm_as_its_weakest_party() -> None:
    """If only one of the two parties is accepted and the other expected, the edge is an expectation."""
    rows = treaty("t", "state/JP") + treaty("t", "state/PH", stance="predicted")
    assert only_edge(alliance_network(rows))["standing"] == "predicted"


def test_treaty_without_a_party_is_not_drawn() -> None:
    """A treaty of which no party is known draws nothing, and its claims are listed with that reason."""
    graph = alliance_network([row("treaty/t", "status", "Signed")])
    assert not graph.nodes and [why for why, _ in graph.graph["not_drawn"]] == ["no-party"]


def test_inverse_relations_give_the_same_edges() -> None:
    """``JP partyTo T`` and ``ASEAN hasMember PH`` read as ``T hasParty JP`` and ``PH memberOf ASEAN``."""
    turned = [
        row("state/JP", "partyTo", "treaty/t"),
        row("state/PH", "partyTo", "treaty/t"),
        row("org/asean", "hasMember", "state/PH"),
    ]
    graph = alliance_network(turned)
    assert kinds(graph) == ["member", "treaty-untold"]
    [member] = [d for _, _, d in graph.edges(data=True) if d["kind"] == "member"]
    assert (member["source"], member["target"], member["directed"]) == (
        f"{ID_BASE}state/PH",
        f"{ID_BASE}org/asean",
        True,
    )


@pytest.mark.parametrize(
    ("steps", "of_two", "latest"),
    [
        ([], True, None),
        ([("Signed", None)], True, "Signed"),
        ([("InForce", "2024-09-30"), ("Signed", None)], True, "InForce"),
        ([("InForce", "2000-01-01"), ("Signed", "2024-01-01")], True, "InForce"),
        ([("Signed", "2024-01-01"), ("Terminated", "2025-01-01")], True, "Terminated"),
        ([("Suspended", "2020-02-11"), ("InForce", "2020-06-01")], True, "InForce"),
        ([("InForce", "1999-01-01"), ("Terminated", None)], True, "Terminated"),
        ([("InForce", "1999-01-01"), ("Withdrawn", "2001-01-01")], True, "Withdrawn"),
        ([("InForce", "1999-01-01"), ("Withdrawn", "2001-01-01")], False, "InForce"),
    ],
)
def test_latest_status(steps: list[tuple[str, str | None]], of_two: bool, latest: str | None) -> None:
    """The furthest step counts, an ending counts unless a later entry into force follows it."""
    assert latest_status(steps, of_two=of_two) == latest


def test_dispute_is_kept_apart_by_place() -> None:
    """Two disputes of one pair over two places are two edges, undirected, each with the names of its place."""
    places = [thing("sea/east", "East China Sea"), thing("feature/senkaku", "Senkaku Islands", "Diaoyu Islands")]
    graph = dispute_network([row("state/JP", "disputes", "state/CN", place=place) for place in places])
    assert sorted(data["place"] for _, _, data in graph.edges(data=True)) == ["East China Sea", "Senkaku Islands"]
    assert {data["directed"] for _, _, data in graph.edges(data=True)} == {False}
    assert {edge[:2] for edge in graph.edges} == {(f"{ID_BASE}state/CN", f"{ID_BASE}state/JP")}


def test_sovereignty_is_a_position_of_its_claimant() -> None:
    """Each claimant has an edge of its own to the feature; an author's opinion about one draws none."""
    rows = [row("state/CN", "claimsSovereignty", "feature/reef"), row("state/PH", "claimsSovereignty", "feature/reef"),
            row("state/US", "claimsSovereignty", "feature/reef", "opinion")]  # fmt: skip
    graph = dispute_network(rows)
    assert kinds(graph) == ["position", "position"]
    assert graph.nodes[f"{ID_BASE}feature/reef"]["kind"] == "feature"
    assert f"{ID_BASE}state/US" not in graph


def test_hostile_events_are_bundled_by_pair_and_side() -> None:
    """Deeds from one to another are one edge with a count by type; words, and the other direction, are others."""
    rows = [row("state/CN", "COERCE", "state/PH", date=d) for d in ("2024", "2025")] + [
        row("state/CN", "ASSAULT", "state/PH", "negated"), row("state/CN", "ACCUSE", "state/PH"),
        row("state/PH", "PROTEST", "state/CN"), row("state/CN", "CONSULT", "state/PH")]  # fmt: skip
    graph = dispute_network(rows)
    assert kinds(graph) == ["acts", "words", "words"]
    [acts] = [data for _, _, data in graph.edges(data=True) if data["kind"] == "acts"]
    assert acts["events"] == {"COERCE": 2} and len(acts["claims"]) == 3


def test_who_acts_for_a_state_stands_as_the_state() -> None:
    """A minister's accusation is an edge of the state; the claim still names the minister. Deeds within a state draw nothing."""
    minister = row("person/minister", "ACCUSE", "state/CN", subject_state=thing("state/PH"))
    graph = dispute_network([minister, row("state/PH", "COERCE", "person/x", object_state=thing("state/PH"))])
    edge = only_edge(graph)
    assert edge["source"] == f"{ID_BASE}state/PH" and edge["claims"][0]["subject"] == "minister"  # type: ignore[index]
    assert [why for why, _ in graph.graph["not_drawn"]] == ["same-side"]


def test_syndicated_copies_are_one_source() -> None:
    """The same words in three papers are one source; two reports of one paper are one; other words elsewhere are another."""
    copies = [row("state/US", "alliedWith", "state/JP", publisher=p, quote="The  same WORDS") for p in "abc"]
    assert independent_sources(copies) == 1
    assert independent_sources([*copies, row("state/US", "alliedWith", "state/JP", publisher="a", quote="others")]) == 1
    assert independent_sources([*copies, row("state/US", "alliedWith", "state/JP", publisher="d", quote="others")]) == 2


def test_order_of_rows_does_not_matter() -> None:
    """Rows in any order give the same graph: nodes, edges, keys and attributes in the same order."""
    rows = [*treaty("a", "state/JP", "state/PH"), *treaty("b", "state/JP", "state/PH", "state/US"),
            row("state/US", "alliedWith", "state/JP"), row("state/JP", "alliedWith", "state/US", "attributed"),
            row("treaty/a", "status", "Signed"), row("treaty/b", "status", "InForce")]  # fmt: skip
    first = alliance_network(rows)
    random.Random(3).shuffle(rows)
    again = alliance_network(rows)
    assert list(first.nodes(data=True)) == list(again.nodes(data=True))
    assert list(first.edges(keys=True, data=True)) == list(again.edges(keys=True, data=True))


def test_newest_source_and_empty_network() -> None:
    """The newest publication of the claims shown; None for a network without any."""
    rows = [row("state/US", "alliedWith", "state/JP", published=p) for p in ("2024", "2025-12-01", None)]
    assert newest_source(alliance_network(rows)) == "2025-12-01"
    assert newest_source(alliance_network([])) is None


def test_rows_need_their_columns() -> None:
    """A solution without a stance is refused in one line that names the remedy."""
    with pytest.raises(DataError, match=r"lacks stance.*restore"):
        read_rows([{"claim": "c", "relation": "r", "subject": "s", "document": "d"}])


# --- the named queries ------------------------------------------------------------------------------------------------

DATA = """
@prefix kg: <https://w3id.org/geopolitical-kg/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix dc: <http://purl.org/dc/elements/1.1/> .
@prefix : <https://w3id.org/geopolitical-kg/id/> . @prefix state: <https://w3id.org/geopolitical-kg/id/state/> .
@prefix claim: <https://w3id.org/geopolitical-kg/id/claim/> . @prefix doc: <https://w3id.org/geopolitical-kg/id/doc/> .
@prefix feature: <https://w3id.org/geopolitical-kg/id/feature/> .
state:CN rdfs:label "China" .
:accepted1 kg:supportedBy claim:1 .
doc:a {
  doc:a a kg:SourceDocument ; dcterms:title "Title" ; dc:publisher "Paper" ; dc:identifier "a.txt" ;
    dc:source "https://a.example/1" ; dcterms:issued "2026-01-15" .
  claim:1 a kg:Claim ; kg:claimSubject state:CN ; kg:claimRelation kg:claimsSovereignty ; kg:claimObject feature:reef ;
    kg:stance kg:Stated ; kg:evidence :evidence1 ; kg:rule "r" ; kg:inDocument doc:a .
  :evidence1 oa:start 10 ; oa:end 20 ; oa:exact "the words" ; kg:quoteSha256 "abc" .
  claim:2 a kg:Claim ; kg:claimSubject state:CN ; kg:claimRelation kg:MOBILIZE ; kg:stance kg:Predicted ;
    kg:evidence :evidence2 .
  :evidence2 oa:start 30 ; oa:end 40 ; kg:quoteSha256 "def" .
  claim:3 a kg:Claim ; kg:claimSubject state:CN ; kg:claimRelation kg:memberOf ; kg:claimObject :org ; kg:stance kg:Stated .
  state:CN a kg:State ; rdfs:label "China" ; kg:isoCode "CN" .
  feature:reef a kg:Reef ; rdfs:label "Some Reef" .
}
<https://w3id.org/geopolitical-kg/id/graph/reference> { feature:reef rdfs:label "Some Reef" ; skos:altLabel "Other Reef" . }
"""


def solutions(name: str) -> list[dict[str, str | None]]:
    store, document, counts = ox.Store(), ox.NamedNode(f"{ID_BASE}doc/a"), Counts()
    store.load(DATA.encode(), format=ox.RdfFormat.TRIG)
    counts.add(document, list(store.quads_for_pattern(None, None, None, document)))
    store.extend(counts.all())  # as the store keeps it beside what it counts
    found = store.query((ROOT / "graph" / "queries" / f"{name}.rq").read_text("utf-8"))
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [{n: s[n].value if s[n] is not None else None for n in names} for s in found]  # type: ignore[union-attr]


def test_named_queries_give_the_rows() -> None:
    """The queries, run on the RDF of the store, give claims with evidence, acceptance, document and all names."""
    rows = read_rows(solutions("network-disputes"), solutions("network-things"))
    assert [(r.relation, r.stance, r.accepted) for r in rows] == [
        ("claimsSovereignty", "stated", True), ("MOBILIZE", "predicted", False)]  # fmt: skip
    position = rows[0]
    assert position.object == Thing(f"{ID_BASE}feature/reef", "Some Reef", ("Reef",), ("Other Reef",))
    assert (position.subject.code, position.quote, position.start, position.title) == ("CN", "the words", 10, "Title")
    assert position.links == ("https://a.example/1",) and rows[1].object is None
    assert kinds(dispute_network(rows)) == ["position"]


@pytest.mark.parametrize(
    ("query", "network"), [("network-alliances", alliance_network), ("network-disputes", dispute_network)]
)
def test_queries_ask_for_what_the_networks_read(query: str, network: object) -> None:
    """The relations named in a query are those that networks.toml gives to its network, all of them."""
    relations = tomllib.loads((ROOT / "src/kg/analyse/networks.toml").read_text("utf-8"))["relations"]
    groups = (
        ["alliance", "party", "member", "about_treaty"]
        if network is alliance_network
        else ["dispute", "position", "acts", "words"]
    )
    values = re.search(r"VALUES \?relation \{(.*?)\}", (ROOT / f"graph/queries/{query}.rq").read_text("utf-8"), re.S)
    assert values
    assert set(re.findall(r"kg:(\w+)", values[1])) == {name for group in groups for name in relations[group]}
