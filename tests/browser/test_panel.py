"""What a click tells: who says it, when, in which words, what a check has against it, and how to carry it away."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.analyse.networks import alliance_network
from kg.view import render, write

from .conftest import alliance_rows
from .helpers import data, named

pytestmark = pytest.mark.browser
Open = Callable[..., Any]


def click(page: Any, item: str) -> str:
    """Click on an edge or a node in the picture; what the panel then says."""
    at = page.evaluate(f"kgWhere('{item}')")
    page.mouse.click(at["x"], at["y"])
    page.wait_for_selector("#panel h2")
    return page.locator("#panel").inner_text()  # type: ignore[no-any-return]


def edge_of(page: Any, treaty: str) -> str:
    [edge] = [
        e
        for e in data(page)["edges"]
        if treaty in e.get("treaty", "") and e["says"].startswith("Japan and Philippines")
    ]
    return str(edge["id"])


def copied(page: Any, label: str) -> str:
    """What a button of the panel puts on the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("#panel").get_by_role("button", name=label).first.click()
    page.locator("#panel").get_by_role("button", name="Copied").first.wait_for()
    return page.evaluate("navigator.clipboard.readText()")  # type: ignore[no-any-return]


def test_click_on_japan_philippines_shows_the_acsa_with_its_sentence_and_status(visit: Open, sample: Path) -> None:
    """On the page that kg build made, a click on the line of the ACSA shows its status, history and exact sentences."""
    page = visit(sample / "exports" / "alliances.html").page
    panel = click(page, edge_of(page, "Acquisition"))
    assert "Japan and Philippines are the parties to Acquisition and Cross-Servicing Agreement" in panel
    for words in ("Treaty not told to be in force", "logistics", "approval pending", "April 2025: under negotiation",
                  "15 January 2026: signed", "15 January 2026: signed (reference data) source", "Stated",
                  "MANILA – Japan and the Philippines signed an Acquisition and Cross-Servicing Agreement (ACSA) in Manila on January 15, 2026.",
                  "kg sample sources, 16 January 2026", "https://www.nippon.com/"):  # fmt: skip
        assert words in panel, words
    quote = page.locator("#panel .claim", has_text="Agreement: signed").locator("blockquote")
    marked = quote.locator("mark").inner_text()
    assert marked.startswith("Japan and the Philippines signed") and quote.inner_text().startswith("MANILA – ")


def test_copied_query_gives_the_claims_of_the_edge(visit: Open, sample: Path) -> None:
    """'Copy as SPARQL' copies a query that gives, from the store, exactly the claims that the panel shows."""
    import kg

    page = visit(sample / "exports" / "alliances.html").page
    click(page, edge_of(page, "Reciprocal"))
    shown = {box.get_attribute("data-claim") for box in page.locator("#panel .claim").all()}
    rows = kg.open(sample).query(copied(page, "Copy as SPARQL")).plain()
    assert shown and shown <= {row["claim"] for row in rows}
    assert {(row["subject"], row["relation"]) for row in rows} == {
        (row["subject"], row["relation"]) for row in rows if row["claim"] in shown
    }
    [japan] = named(page, "Japan")
    click(page, japan)
    about = kg.open(sample).query(copied(page, "Copy as SPARQL")).plain()
    assert about and all("state/JP" in f"{row['subject']} {row['object']}" for row in about)


def test_copied_citation_names_the_source_and_the_words(visit: Open, sample: Path) -> None:
    """'Copy as citation' copies publisher, title, date, address, the exact words with their place, and the claim's id."""
    page = visit(sample / "exports" / "alliances.html").page
    click(page, edge_of(page, "Acquisition"))
    claim = page.locator("#panel .claim").first
    cited = copied(page, "Copy as citation")
    for words in ("kg sample sources", "16 January 2026", "https://", claim.locator("mark").inner_text(),
                  claim.get_attribute("data-claim")):  # fmt: skip
        assert words in cited, words
    assert re.search(r"\(characters \d+ to \d+\)", cited)


def test_each_tie_of_a_pair_can_be_clicked(visit: Open, pages: dict[str, Path]) -> None:
    """Each of the ties between Japan and the Philippines opens its own evidence."""
    page = visit(pages["alliances"]).page
    ids = set(named(page, "Japan", "Philippines"))
    ties = [e for e in data(page)["edges"] if {e["from"], e["to"]} == ids]
    assert len(ties) == 4
    for tie in ties:
        page.keyboard.press("Escape")
        click(page, tie["id"])
        assert page.locator("#panel h2").inner_text() == tie["says"]


def test_many_ties_are_bundled_with_their_number(visit: Open, pages: dict[str, Path]) -> None:
    """On the page of all ties, those of a pair with many are one line; a click lists each, and draws each."""
    page = visit(pages["all"]).page
    pair = named(page, "Japan", "Philippines")
    ties = [e for e in data(page)["edges"] if {e["from"], e["to"]} == set(pair)]
    bundle = "b:" + ":".join(sorted(pair))
    assert len(ties) > 5 and bundle in page.evaluate("kgDrawn().edges")
    panel = click(page, ties[0]["id"])
    assert f"{len(ties)} ties between" in panel
    assert page.locator("#panel .ties button").count() == len(ties)
    assert {tie["id"] for tie in ties} <= set(page.evaluate("kgDrawn().edges"))
    click(page, ties[0]["id"])
    assert page.locator("#panel h2").inner_text() == ties[0]["says"]
    page.keyboard.press("Escape")
    page.locator("#whole").click()
    assert bundle in page.evaluate("kgDrawn().edges")


def test_somebodys_word_is_marked(visit: Open, pages: dict[str, Path]) -> None:
    """A tie that only its holder speaks of is told to be so."""
    page = visit(pages["alliances"]).page
    [edge] = [e for e in data(page)["edges"] if e["standing"] == "attributed"]
    panel = click(page, edge["id"])
    assert "Somebody says so" in panel
    assert "Australia says so, as the document reports. Not in the accepted view." in panel


def test_contested_feature_is_nobodys(visit: Open, pages: dict[str, Path]) -> None:
    """A feature's panel has all its names and who uses which, claimants and administration apart, each with a source,
    and says that it does not tell whose it is."""
    page = visit(pages["disputes"]).page
    [senkaku] = [n["id"] for n in data(page)["nodes"] if "Senkaku Islands" in n["names"]]
    panel = click(page, senkaku)
    assert "Whose it is, this page does not say" in panel
    assert "Diaoyu Islands; Diaoyutai Islands; Senkaku Islands; Senkakus; 尖閣諸島; 釣魚臺列嶼; 钓鱼岛" in panel
    users = page.locator("#panel dl").nth(1).inner_text().split("\n")
    assert [users[users.index(who) + 1] for who in ("Japan", "China", "Taiwan")] == [
        "尖閣諸島 (ja)", "钓鱼岛 (zh-hans)", "釣魚臺列嶼 (zh-hant)"]  # fmt: skip
    claimed, administered = panel.split("Claimed by")[1].split("Administered by")
    assert "Calls them its inherent territory." in claimed and "Documents say so: 1 claim" in claimed
    assert "Holds that there is no dispute to be settled." in claimed
    assert "Administered as part of Ishigaki. (since May 1972)" in administered.split("ties")[0]
    assert "(1945 to 1972)" in administered and "https://atlas.example/page" in administered
    assert not re.search(r"belongs? to|owned by|territory of", panel)


def test_flags_of_a_check_stand_with_their_claim(visit: Open, tmp_path: Path) -> None:
    """What kg check has against a claim stands at the claim, with what the reference says and its page."""
    rows = alliance_rows()
    claim = next(r for r in rows if r.relation == "status" and r.object and r.object.local == "InForce")
    flag = {"severity": "error", "kind": "date-conflict", "what": "In force on 1 May 1960", "reference": "23 June 1960",
            "source": "https://atlas.example/treaty", "remedy": "correct the article"}  # fmt: skip
    graph = alliance_network(rows)
    flags = {claim.claim.rpartition("/")[2]: [flag]}
    write(tmp_path / "flagged.html", render(graph, title="Alliances", subtitle="", newest=None, flags=flags))
    page = visit(tmp_path / "flagged.html").page
    [edge] = [e for e in data(page)["edges"] if e.get("treaty") == "Treaty of Mutual Cooperation and Security"]
    panel = click(page, edge["id"])
    assert "1 of the claims has a flag of kg check" in panel
    box = page.locator("#panel .claim .flag")
    assert box.count() == 1
    assert (
        "Check, error: In force on 1 May 1960" in box.inner_text()
        and "Reference data: 23 June 1960" in box.inner_text()
    )
    assert box.locator("a").get_attribute("href") == "https://atlas.example/treaty"


def test_links_lead_out_without_a_trace(visit: Open, pages: dict[str, Path]) -> None:
    """Each link to a source is of http or https, and tells the site neither who came nor from where."""
    page = visit(pages["alliances"]).page
    click(page, edge_of(page, "Acquisition"))
    links = page.locator("#panel a").all()
    assert links
    for link in links:
        assert re.match(r"https?://", link.get_attribute("href"))
        assert {"noopener", "noreferrer"} <= set(link.get_attribute("rel").split())


def test_withheld_words_are_not_on_the_page(visit: Open, tmp_path: Path) -> None:
    """Where the policy keeps the words back, the panel says where they stand, and the words are nowhere in the page."""
    rows = [replace(row, before="Before that, ", after=", they said.") for row in alliance_rows()]
    write(
        tmp_path / "withheld.html",
        render(alliance_network(rows), title="Alliances", subtitle="", newest=None, evidence="offsets"),
    )
    page = visit(tmp_path / "withheld.html").page
    panel = click(page, edge_of(page, "Acquisition"))
    assert "They stand at characters 100 to" in panel and page.locator("#panel blockquote").count() == 0
    assert "as the paper wrote" not in page.content() and "Before that" not in page.content()
