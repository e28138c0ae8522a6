"""The page that leads to the others: counts, dates, links, and text that stays text."""

from __future__ import annotations

import re

import networkx as nx

from kg.analyse.networks import NetworkRow, Thing, dispute_network, whole_network
from kg.core.model import ID_BASE, Document, Stance
from kg.view.index import Index, render_index
from kg.view.payload import payload

from .test_page import ROWS, row

REEF = Thing(f"{ID_BASE}feature/r", "Senkaku Islands", ("IslandGroup",), ("Diaoyu Islands",))


def document(title: str, published: str | None, uri: str = "https://news.example/1") -> Document:
    return Document(id=title, uri=uri, name=title, text="", title=title, publisher="Paper", published=published)


def index(rows: list[NetworkRow], documents: list[Document]) -> str:
    graph: nx.MultiGraph[str] = whole_network(rows)
    dated = [d.published for d in documents if d.published]
    made = Index(
        newest=max(dated, default=None), documents=documents, claims=[], networks={"all": graph},
        views={"all": ("The whole", "All ties")}, newest_of={"all": None},
    )  # fmt: skip
    return render_index(made, [{"href": "index.html", "label": "Contents", "here": True}])


def test_index_tells_counts_and_the_newest_source() -> None:
    """Things and ties of each page with their kinds, documents newest first, and the date of the newest of them."""
    page = index(ROWS, [document("Old", "2019-05"), document("New", "2026-02-02"), document("Undated", None)])
    assert "2 things, 2 ties" in page and "3 documents, 0 claims" in page
    assert "Newest source: 2 February 2026" in page
    assert page.index(">New<") < page.index(">Old<") < page.index(">Undated<")


def test_index_leads_to_each_treaty_and_actor() -> None:
    """The links hold the keys by which the page of the whole network opens on just that tie or thing."""
    rows = [*ROWS, row("state/CN", "claimsSovereignty", "feature/r", object=REEF)]
    page = index(rows, [])
    data, _ = payload(whole_network(rows), "quote")
    [treaty] = [e for e in data["edges"] if "treaty" in e]
    assert f'href="all.html#sel={treaty["key"]}"' in page
    for node in data["nodes"]:
        assert f'href="all.html#focus={node["key"]}&amp;sel={node["key"]}"' in page
    assert "Diaoyu Islands / Senkaku Islands" in page


def test_index_runs_nothing_and_keeps_text_text() -> None:
    """There is no script, the policy allows none, and markup in a title or an address stays text."""
    page = index(ROWS, [document("<img src=x onerror=alert(1)>", "2026", "javascript:alert(1)")])
    assert "<script" not in page and "<img" not in page and "script-src &#39;none&#39;" in page
    assert not re.search(r'href="javascript', page)


def test_contested_features_bear_all_names_in_claims_and_network() -> None:
    """The same name stands on the index and on the page itself."""
    graph = dispute_network([row("state/CN", "claimsSovereignty", "feature/r", object=REEF, stance=Stance.STATED)])
    assert {n["name"] for n in payload(graph, "quote")[0]["nodes"]} == {"CN", "Diaoyu Islands / Senkaku Islands"}
