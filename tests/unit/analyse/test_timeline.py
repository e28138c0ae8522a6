"""Timelines: what is on them, in which order, and pictures that are the same each time."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest

from kg.analyse.plot import land, map_svg, network_svg, timeline_svg
from kg.analyse.timeline import Entry, Topic, timeline, timeline_told
from kg.analyse.treaties import LAST, Treaties
from kg.config import Project
from kg.core.model import ID_BASE, Stance
from kg.core.ontology import Ontology
from kg.reference import Reference
from samples import ANA, CN, ISLETS, JP, MINISTER, PACT, PH, SIGNED, Article

ROOT = Path(__file__).parents[3]
ONTOLOGY = Ontology.load(ROOT / "ontology.ttl")
REFERENCE = Reference(Project.find(ROOT))


def entries(topic: Topic, *articles: Article, day: date = LAST, since: date | None = None) -> list[Entry]:
    made = [a.extraction() for a in articles]
    claims = [c for e in made for c in e.claims]
    return timeline(
        topic, claims, {e.document.id: e.document for e in made}, Treaties(REFERENCE, day), ONTOLOGY, since=since
    )


def test_claims_in_order_of_time() -> None:
    """Dated claims about the thing come in order, each in its lane; what has no date has no place."""
    article = Article("a").says("Signed.", PACT, "status", SIGNED, "2026-01-15").says("Undated.", PACT, "hasParty", JP)
    article.says("Talks, it said.", PACT, "hasParty", PH, "2024", Stance.ATTRIBUTED, holder=PH)
    article.says("It may end.", PACT, "status", SIGNED, "2030", Stance.PREDICTED)
    found = entries(Topic("Harbour Pact", (PACT.iri,)), article)
    assert [(e.date, e.lane) for e in found] == [("2024", "said"), ("2026-01-15", "stated")]
    assert found[0].text == "The Philippines is a party to Harbour Pact (according to the Philippines)"


def test_same_thing_of_several_sources_is_one_entry() -> None:
    """Two documents that say the same of one day make one entry with both claims."""
    articles = [Article(n).says(f"Signed, says {n}.", PACT, "status", SIGNED, "2026-01-15") for n in "ab"]
    [entry] = entries(Topic("Harbour Pact", (PACT.iri,)), *articles)
    assert len(entry.claims) == 2


def test_pair_asks_for_both() -> None:
    """Of a pair, only what names both is told, and treaties between the two with their steps."""
    article = Article("a").says("Met.", JP, "CONSULT", PH, "2025-05-01").says("Spoke.", JP, "CONSULT", CN, "2025-05-02")
    topic = Topic("Japan and the Philippines", (JP.iri, PH.iri), True)
    found = entries(topic, article)
    assert "Japan toward the Philippines: consult" in {e.text for e in found}
    assert not any("China" in e.text for e in found if e.claims)
    assert any(e.date == "2025-09-11" and e.text.endswith("in force") for e in found)


def test_treaty_of_the_reference_with_declarations() -> None:
    """A treaty's timeline has its steps, by whom, and what was declared about its reach."""
    topic = Topic("MDT", (f"{ID_BASE}treaty/ph-us-mutual-defense-treaty",))
    found = entries(topic)
    assert [e.date for e in found][:2] == ["1951-08-30", "1952-03-20"]
    assert any(e.date == "2023-05-03" and "Bilateral Defense Guidelines" in e.text for e in found)
    assert all(e.basis and e.pages for e in found)


def test_as_of_and_since() -> None:
    """Nothing after the day or before the beginning is told."""
    topic = Topic("MDT", (f"{ID_BASE}treaty/ph-us-mutual-defense-treaty",))
    found = entries(topic, day=date(2019, 12, 31), since=date(2000, 1, 1))
    assert [e.date for e in found] == ["2018-12-20", "2019-03-01"]


def test_person_of_the_reference_and_of_claims() -> None:
    """A person's terms of office are told, and what claims tell of the person."""
    article = Article("a").says("Minister Reyes.", ANA, "holdsOffice", MINISTER, "2025-01-01", of=PH)
    [entry] = entries(Topic("Ana Reyes", (ANA.iri,)), article)
    assert entry.text == "Ana Reyes holds the office of Foreign Minister of the Philippines"
    found = entries(Topic("Fumio Kishida", (f"{ID_BASE}person/fumio-kishida",)))
    assert any("becomes" in e.text for e in found) and any("is no longer" in e.text for e in found)


def test_result_names_claims_and_rows() -> None:
    """Each finding has the claims or rows of its entry and its date."""
    article = Article("a").says("China claims it.", CN, "claimsSovereignty", ISLETS, "2020")
    found = entries(Topic("Grey Islets", (ISLETS.iri,)), article)
    [finding] = timeline_told(Topic("Grey Islets", (ISLETS.iri,)), found, "").section("entries").findings
    assert (
        finding.sentence == "2020: China claims sovereignty over Grey Islets."
        and finding.claims
        and finding.date == "2020"
    )


# --- pictures ---------------------------------------------------------------------------------------------------------

ENTRIES = [
    Entry("2024-05", "A treaty <b>was</b> signed & sealed", "reference"), Entry("2025", "x " * 150, "said"),
    Entry("2026", "日本", "not so"),
]  # fmt: skip


def signed() -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node("a", name="A & B")
    graph.add_edge("a", "b", sign=1)
    graph.add_edge("b", "c", sign=-1)
    return graph


@pytest.mark.parametrize(
    "draw",
    [
        lambda: timeline_svg("T", ENTRIES), lambda: timeline_svg("T", []), lambda: network_svg("N", signed()),
        lambda: network_svg("N", nx.Graph()), lambda: map_svg("M", [("Here", 10.0, 115.0)]), lambda: map_svg("M", []),
        lambda: network_svg("N", nx.path_graph([str(i) for i in range(20)])),
    ],
)  # fmt: skip
def test_pictures_are_the_same_each_time(draw: object) -> None:
    """A picture is well-formed SVG, the same bytes twice, and says neither when nor on what machine it was made."""
    one, other = draw(), draw()  # type: ignore[operator]
    assert one == other
    root = ElementTree.fromstring(one)
    assert root.tag.endswith("svg")
    assert not re.search(rb"<dc:date>|\d\d:\d\d:\d\d|/home/|/root/", one)


def test_network_does_not_depend_on_how_edges_are_given() -> None:
    """The same network, its nodes and edges added the other way round, is the same picture."""
    graph = signed()
    turned: nx.Graph[str] = nx.Graph()
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from((v, u, d) for u, v, d in reversed(list(graph.edges(data=True))))
    assert network_svg("N", turned) == network_svg("N", graph)


def test_words_of_a_picture_stay_text() -> None:
    """Names and dates can be selected and read out: they are text, escaped, not outlines."""
    words = "".join(ElementTree.fromstring(timeline_svg("T", ENTRIES)).itertext())
    assert "2024-05" in words and "A treaty <b>was</b> signed & sealed" in words


def test_land_covers_the_world() -> None:
    """The outlines are closed rings within the world's bounds."""
    rings = list(land())
    assert len(rings) > 100
    assert all(-180.1 <= x <= 180.1 and -90.1 <= y <= 90.1 for ring in rings for x, y in ring)
    assert all(ring[0] == pytest.approx(ring[-1]) for ring in rings)
