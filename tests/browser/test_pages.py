"""The pages as a person sees them, in headless Chromium with the network off.

The ``visit`` fixture asserts after each test that the page logged no error, asked for nothing and broke no policy.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.analyse.around import opening_focus
from kg.analyse.networks import Thing, alliance_network, dispute_network
from kg.core.model import ID_BASE
from kg.view import render, write

from .conftest import Book, alliance_rows, dispute_rows
from .helpers import box, stopped_by_policy

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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(320, 640), (1280, 800), (2560, 1440)], ids=lambda size: str(size[0]))
@pytest.mark.parametrize("name", ["alliances", "disputes"])
def test_page_fits(
    visit: Open, pages: dict[str, Path], name: str, size: tuple[int, int], scheme: str, tmp_path: Path
) -> None:
    """At each size, light and dark: nothing is wider than the window, every sign is within the picture and is drawn."""
    page = visit(pages[name], size=size, scheme=scheme).page
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    stage = box(page.locator("#picture"))
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


def test_policy_stops_what_a_flaw_would_let_through(visit: Open, pages: dict[str, Path]) -> None:
    """Were there a flaw in the page, its policy would still stop it: HTML from a string, new scripts, requests."""
    stopped_by_policy(visit(pages["alliances"]))


def test_written_network_is_the_one_drawn(pages: dict[str, Path]) -> None:
    """The graph of the fixture keeps every drawable claim of its rows: none is lost on the way to the page."""
    graph = dispute_network(dispute_rows())
    kept = {claim["id"] for _, _, edge in graph.edges(data=True) for claim in edge["claims"]}
    kept |= {note["id"] for _, note in graph.graph["not_drawn"]}
    assert kept == {row.claim for row in dispute_rows()}


def test_large_network_opens_on_a_neighbourhood_that_can_be_read(visit: Open, tmp_path: Path) -> None:
    """A network too large to be read whole opens on one actor with its neighbours, says how much is left, and shows all
    when that is asked for."""
    book = Book()
    for hub in range(6):
        for i in range(20):
            book.add(nation(f"A{hub}N{i}"), "alliedWith", nation(f"HUB{hub}"))
        book.add(nation(f"HUB{hub}"), "alliedWith", nation(f"HUB{(hub + 1) % 6}"))
    graph = alliance_network(book.rows)
    focus = opening_focus(graph)
    assert focus
    write(tmp_path / "large.html", render(graph, title="Large", subtitle="", newest=None, opening={"focus": focus}))
    page = visit(tmp_path / "large.html").page
    assert page.locator("#count").inner_text() == "23 of 126 things, 22 of 126 ties"
    assert page.locator("#chips").is_visible()
    page.locator("#chips .chip", has_text=focus.rpartition("/")[2]).locator("button", has_text="×").click()
    page.wait_for_function("() => document.getElementById('count').textContent === '126 things, 126 ties'")


def nation(code: str) -> Thing:
    return Thing(f"{ID_BASE}state/{code}", code, ("State",), (), code)
