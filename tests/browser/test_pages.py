"""The pages as a person sees them, in headless Chromium with the network off.

The ``visit`` fixture asserts after each test that the page logged no error, asked for nothing and broke no policy.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.analyse.networks import Thing, alliance_network, dispute_network
from kg.core.model import ID_BASE
from kg.view import render, write

from .conftest import Book, alliance_rows, dispute_rows, feature, state

pytestmark = pytest.mark.browser
Open = Callable[..., Any]


def data(page: Any) -> dict[str, list[dict[str, Any]]]:
    return json.loads(page.locator("#kg-data").text_content())  # type: ignore[no-any-return]


def table(page: Any) -> None:
    page.get_by_role("tab", name="Table").click()


def click(page: Any, item: str) -> None:
    at = page.evaluate(f"kgWhere('{item}')")
    page.mouse.click(at["x"], at["y"])
    page.wait_for_selector("#panel h2")


def drawn_pixels(page: Any) -> int:
    """How many pixels of the picture are not blank."""
    return page.evaluate(  # type: ignore[no-any-return]
        """() => { const c = document.querySelector('#picture canvas');
        const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
        let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n; }"""
    )


@pytest.mark.parametrize(("name", "nodes", "edges"), [("alliances", 29, 54), ("disputes", 18, 38)])
def test_page_shows_the_network(visit: Open, pages: dict[str, Path], name: str, nodes: int, edges: int) -> None:
    """All nodes and edges are in the picture, the header says how many and how new, the table has a row for each."""
    page = visit(pages[name]).page
    table(page)
    assert page.locator("#count").inner_text() == f"{nodes} things, {edges} ties"
    assert "Newest source: 18 January 2026" in page.locator("header").inner_text()
    assert page.locator("#ties tbody tr").count() == edges
    assert page.locator("#things tbody tr").count() == nodes
    page.get_by_role("tab", name="Network").click()
    assert drawn_pixels(page) > 5000
    assert page.evaluate("document.compatMode") == "CSS1Compat"
    assert page.locator("h1").count() == 1


def test_click_on_an_edge_shows_its_evidence(visit: Open, pages: dict[str, Path]) -> None:
    """A click on the line of the ACSA names it, its type, status and history, and each claim with stance and words."""
    page = visit(pages["alliances"]).page
    [edge] = [e for e in data(page)["edges"] if e.get("treaty", "").startswith("Acquisition")]
    click(page, edge["id"])
    panel = page.locator("#panel").inner_text()
    assert "Japan and Philippines are the parties to Acquisition and Cross-Servicing Agreement" in panel
    for words in ("Treaty not told to be in force", "logistics", "approval pending", "April 2025: under negotiation",
                  "15 January 2026: signed", "undated: in force (denied)", "The document says that this is NOT so.",
                  "Acquisition and Cross-Servicing Agreement hasParty Japan, as the paper wrote.", "Paper ",
                  "The Foreign Minister signed"):  # fmt: skip
        assert words in panel, words
    link = page.locator("#panel .claim a").first
    assert re.fullmatch(r"https://news\.example/\d", link.get_attribute("href"))
    assert "noopener" in link.get_attribute("rel")


def test_each_tie_of_a_pair_can_be_clicked(visit: Open, pages: dict[str, Path]) -> None:
    """Each of the ties between Japan and the Philippines opens its own evidence."""
    page = visit(pages["alliances"]).page
    known = data(page)
    ids = {n["id"] for n in known["nodes"] if n.get("code") in ("JP", "PH")}
    ties = [e for e in known["edges"] if {e["from"], e["to"]} == ids]
    assert len(ties) == 4
    for tie in ties:
        page.keyboard.press("Escape")
        click(page, tie["id"])
        assert page.locator("#panel h2").inner_text() == tie["says"]


def test_somebodys_word_is_marked(visit: Open, pages: dict[str, Path]) -> None:
    """A tie that only its holder speaks of is told to be so, on the picture's legend, in the panel and in the table."""
    page = visit(pages["alliances"]).page
    [edge] = [e for e in data(page)["edges"] if e["standing"] == "attributed"]
    table(page)
    page.locator(f"tr[data-edge={edge['id']}] button").click()
    panel = page.locator("#panel").inner_text()
    assert (
        "Somebody says so" in panel and "Australia says so, as the document reports. Not in the accepted view." in panel
    )
    assert "Somebody says so" in page.locator("#legend-standings").inner_text()
    assert "Somebody says so" in page.locator(f"tr[data-edge={edge['id']}]").inner_text()


def test_opinions_are_listed_apart(visit: Open, pages: dict[str, Path]) -> None:
    """An opinion without a tie to belong to is under what draws nothing, with the reason."""
    page = visit(pages["disputes"]).page
    table(page)
    page.get_by_text("claims that draw nothing").click()
    words = page.locator("#not-drawn").inner_text()
    assert "United States claims sovereignty over Bajo de Masinloc" in words and "The author's own opinion." in words


def test_legend_filters(visit: Open, pages: dict[str, Path]) -> None:
    """Unticking a kind takes its lines from the picture and the table; ticking it brings them back."""
    page = visit(pages["disputes"]).page
    before = drawn_pixels(page)
    box = page.locator("#legend-edges input[data-kind=position]")
    box.uncheck()
    assert page.locator("#count").inner_text() == "11 of 18 things, 17 of 38 ties"
    page.wait_for_function(f"({drawn_pixels_js}) < {before}")
    table(page)
    assert page.locator("#ties tbody tr:visible").count() == 17
    box.check()
    assert page.locator("#count").inner_text() == "18 things, 38 ties"


drawn_pixels_js = """(() => { const c = document.querySelector('#picture canvas');
  const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
  let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n; })()"""


def test_search_finds_by_any_name_and_focuses(visit: Open, pages: dict[str, Path]) -> None:
    """Any name of a feature finds it, accents and case aside; Enter opens it and puts it in the middle of the picture."""
    page = visit(pages["disputes"]).page
    page.fill("#find", "DÍAOYU")
    page.press("#find", "Enter")
    assert page.locator("#panel h2").inner_text().startswith("Diaoyu Islands / Diaoyutai Islands / Senkaku Islands")
    stage = page.locator("#picture").bounding_box()
    [node] = [n for n in data(page)["nodes"] if "Senkaku Islands" in n["names"]]
    at = page.evaluate(f"kgWhere('{node['id']}')")
    assert abs(at["x"] - stage["x"] - stage["width"] / 2) < 3 and abs(at["y"] - stage["y"] - stage["height"] / 2) < 3
    page.fill("#find", "钓鱼岛")
    assert page.locator("#found button").count() >= 1
    page.fill("#find", "nowhere at all")
    assert "Nothing is called so here." in page.locator("#found").inner_text()


def test_contested_feature_is_nobodys(visit: Open, pages: dict[str, Path]) -> None:
    """A feature's panel has all its names, its claimants as claimants, and the sentence that it does not say whose it is."""
    page = visit(pages["disputes"]).page
    page.fill("#find", "dokdo")
    page.press("#find", "Enter")
    panel = page.locator("#panel").inner_text()
    assert "Dokdo; Liancourt Rocks; Takeshima" in panel
    assert "Whose it is, this page does not say" in panel
    assert "Japan claims sovereignty over Dokdo / Liancourt Rocks / Takeshima" in panel


def test_table_has_what_the_panel_has(visit: Open, pages: dict[str, Path]) -> None:
    """By keyboard alone: each row's evidence opens and has the claims, and its button fills the panel."""
    page = visit(pages["alliances"]).page
    [edge] = [e for e in data(page)["edges"] if e.get("treaty", "").startswith("Acquisition")]
    table(page)
    row = page.locator(f"tr[data-edge={edge['id']}]")
    row.locator("summary").focus()
    page.keyboard.press("Enter")
    assert row.locator(".claim").count() == len(edge["claims"]) == 8
    assert "15 January 2026: signed" in row.inner_text()
    row.locator("button").focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel .claim").count() == 8
    assert page.evaluate("document.activeElement.id") == "panel"
    page.keyboard.press("Escape")
    assert page.locator("#panel .claim").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(320, 640), (1280, 800), (2560, 1440)], ids=lambda size: str(size[0]))
@pytest.mark.parametrize("name", ["alliances", "disputes"])
def test_page_fits(
    visit: Open, pages: dict[str, Path], name: str, size: tuple[int, int], scheme: str, tmp_path: Path
) -> None:
    """At each size, light and dark: nothing is wider than the window, every sign is within the picture and is drawn."""
    page = visit(pages[name], size=size, scheme=scheme).page
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    stage = page.locator("#picture").bounding_box()
    for node in data(page)["nodes"]:
        at = page.evaluate(f"kgWhere('{node['id']}')")
        assert stage["x"] < at["x"] < stage["x"] + stage["width"], node["name"]
        assert stage["y"] < at["y"] < stage["y"] + stage["height"], node["name"]
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 24, 29)"
    assert dark == (scheme == "dark")
    assert drawn_pixels(page) > 2000
    page.screenshot(path=tmp_path / f"{name}-{size[0]}-{scheme}.png")


def test_empty_page_is_readable(visit: Open, tmp_path: Path) -> None:
    """A page without ties says so, and lists what was left out."""
    opinion = [r for r in alliance_rows() if r.stance == "opinion" and r.object and r.object.code == "TW"]
    graph = alliance_network(opinion)
    write(tmp_path / "empty.html", render(graph, title="Alliances", subtitle="", newest=None))
    page = visit(tmp_path / "empty.html").page
    assert "There is nothing to draw." in page.locator("main").inner_text()
    page.get_by_text("1 claim that draws nothing").click()
    assert "Japan and Taiwan are allies" in page.locator("#not-drawn").inner_text()


def test_large_network_opens_on_its_best_connected(visit: Open, tmp_path: Path) -> None:
    """Of 400 states a part is drawn at first, the header says so, and finding another draws it with its neighbours."""
    book = Book()
    many = [Thing(f"{ID_BASE}state/X{i}", f"State {i}", ("State",), (), f"X{i}") for i in range(400)]
    for i, one in enumerate(many[1:], 1):
        book.add(one, "alliedWith", many[i // 3])
    write(tmp_path / "many.html", render(alliance_network(book.rows), title="Many", subtitle="", newest=None))
    page = visit(tmp_path / "many.html").page
    assert re.match(r"\d+ of 400 things, \d+ of 399 ties shown: find", page.locator("#count").inner_text())
    page.fill("#find", "State 399")
    page.press("#find", "Enter")
    assert page.locator("#panel h2").inner_text() == "State 399"
    table(page)
    assert page.locator("#ties tbody tr").count() == 399


HOSTILE = [
    "<script>trip('script')</script>", '"><img src=x onerror=trip(1)>', "</script><script>trip(2)</script>",
    "<svg onload=trip(3)>", "javascript:trip(4)", "<a href=javascript:trip(5)>x</a>", "<iframe srcdoc='<script>trip(6)</script>'>",
    "]]><script>trip(7)</script>", "<!--<script>", "--><script>trip(8)</script>", "{{7*7}}{% raw %}", "${trip(9)}", "`;trip(10);//",
    "';trip(11);//", "\\u003cscript\\u003etrip(12)", "<style>*{display:none}</style>", "<base href=https://evil.example>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>", "<link rel=stylesheet href=https://evil.example/x.css>",
    "<img src=https://evil.example/x.png>", "\u202etrap\u202c", "\u2066a\u2069", "\u2028trip(13)\u2029", "a\x00b", "<object data=x>",
    "<math><mtext></mtext><script>trip(14)</script></math>", "&lt;script&gt;trip(15)&lt;/script&gt;", "href", "__proto__", "constructor",
    "<details open ontoggle=trip(16)>", "<video><source onerror=trip(17)>", "</title><script>trip(18)</script>", "</style><script>trip(19)</script>",
    "<template><script>trip(20)</script></template>", "<noscript><p title='</noscript><img src=x onerror=trip(21)>'>",
    "data:text/html,<script>trip(22)</script>", "vbscript:trip(23)", "\ud800", "𝕏" * 300, "<b>bold</b>", "%3Cscript%3Etrip(24)%3C/script%3E",
]  # fmt: skip


@pytest.mark.parametrize("network", [alliance_network, dispute_network], ids=["alliances", "disputes"])
def test_hostile_text_runs_nothing(visit: Open, tmp_path: Path, network: Any) -> None:
    """Markup, scripts and tricks in every text of a document are shown as text, wherever the page shows them."""
    book = Book()
    for i, evil in enumerate(HOSTILE):
        bad = Thing(f"{ID_BASE}state/{i}-{evil}", evil, ("State", evil), (evil, evil + "2"), evil)
        more: dict[str, Any] = {"title": evil, "publisher": evil, "uri": evil, "links": (evil,), "quote": evil, "rule": evil,
                                "date_words": evil, "holder": bad, "published": evil}  # fmt: skip
        treaty = Thing(f"{ID_BASE}treaty/{i}", evil, ("Treaty",), (evil,))
        place = replace(feature("dokdo"), iri=f"{ID_BASE}feature/{i}", name=evil, names=(evil, "Dokdo"))
        book.add(bad, "alliedWith", state("US"), **more)
        book.add(treaty, "hasParty", bad, **more)
        book.add(treaty, "hasParty", state("US"), **more)
        book.add(treaty, "status", Thing("x:" + evil, evil), date=evil, **more)
        book.add(bad, "disputes", state("US"), place=place, **more)
        book.add(bad, "claimsSovereignty", place, **more)
        book.add(bad, "ACCUSE", state("US"), "attributed", **more)
        book.add(bad, "alliedWith", state("JP"), "opinion", **more)
    write(
        tmp_path / "hostile.html", render(network(book.rows), title=HOSTILE[0], subtitle=HOSTILE[1], newest=HOSTILE[2])
    )
    page = visit(tmp_path / "hostile.html").page
    table(page)
    tags = page.evaluate("[...new Set([...document.querySelectorAll('body *')].map((e) => e.localName))].sort()")
    assert not {"img", "iframe", "object", "link", "meta", "base", "video", "template", "math", "style"} & set(tags)
    assert page.title() == HOSTILE[0] and page.locator("h1").inner_text() == HOSTILE[0]
    for item in [*data(page)["edges"][::6], *data(page)["nodes"][::4]]:
        row = page.locator(f"tr[data-edge={item['id']}] button, tr[data-node={item['id']}] button").first
        row.evaluate("(button) => button.click()")
        at = page.evaluate(f"kgWhere('{item['id']}')")
        page.mouse.move(at["x"], at["y"])
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    for evil in HOSTILE[:8]:
        page.fill("#find", evil)
    hrefs = page.evaluate("[...document.querySelectorAll('a')].map((a) => a.getAttribute('href'))")
    assert [h for h in hrefs if h != "#table"] == []
    assert "<script>trip('script')</script>" in page.locator("#things").inner_text()


def test_policy_stops_what_a_flaw_would_let_through(visit: Open, pages: dict[str, Path]) -> None:
    """Were there a flaw in the page, its policy would still stop it: HTML from a string, new scripts, requests."""
    seen = visit(pages["alliances"])
    for flaw in ("document.body.innerHTML = '<img src=x onerror=trip(1)>'",
                 "document.write('<img src=x onerror=trip(2)>')",
                 "document.body.append(Object.assign(document.createElement('script'), {src: 'data:,trip(3)'}))"):  # fmt: skip
        with pytest.raises(Exception, match="Trusted(HTML|Script)"):
            seen.page.evaluate(f"() => {{ {flaw} }}")
    assert seen.page.evaluate("fetch('https://evil.example/').then(() => 'sent', () => 'stopped')") == "stopped"
    tripped = seen.page.evaluate("window.tripped.splice(0)")
    assert any(one.startswith("policy:") for one in tripped) and not any(one.startswith("ran:") for one in tripped)
    seen.errors.clear()
    seen.requests.clear()


def test_written_network_is_the_one_drawn(pages: dict[str, Path]) -> None:
    """The graph of the fixture keeps every drawable claim of its rows: none is lost on the way to the page."""
    graph = dispute_network(dispute_rows())
    kept = {claim["id"] for _, _, edge in graph.edges(data=True) for claim in edge["claims"]}
    kept |= {note["id"] for _, note in graph.graph["not_drawn"]}
    assert kept == {row.claim for row in dispute_rows()}
