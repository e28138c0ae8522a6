"""Briefings and comparisons in a real browser: pictures, keyboard, dark mode, large text, accessibility."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.analyse.obligations import obligations
from kg.analyse.obligations_told import told
from kg.analyse.plot import map_svg, network_svg, timeline_svg
from kg.analyse.reach import Attack
from kg.analyse.timeline import Entry
from kg.analyse.treaties import Treaties
from kg.app.reports import result_page
from kg.config import Project
from kg.reference import Reference
from kg.view.briefing import Line, Part, Picture, Sentence, Side, page, side_by_side

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[2]
LONG = "Averylongnamewithoutanyspace" * 6


def briefing() -> str:
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_edge("A", "B", sign=1)
    graph.add_edge("B", "C", sign=-1)
    pictures = (
        Picture(
            "t", "Timeline", timeline_svg("T", [Entry("2025", "It happened", "stated")]), "A timeline of one entry."
        ),
        Picture("n", "Network", network_svg("N", graph), "A network of three."),
        Picture("m", "Map", map_svg("M", [("Here", 15.0, 117.0)]), "A map with one place."),
    )
    sentences = tuple(
        Sentence(f"Sentence {i} {LONG}.", ("“words”",), (f"c{i}",), ("treaties x",), (f"https://a.example/{i}",))
        for i in range(3)
    )
    return page(
        "A briefing", "For a test", [Part(p.name, p.title, sentences, "Note", picture=p) for p in pictures], ["End."]
    )


def comparison() -> str:
    head = {"title": "First " + LONG, "publisher": "P", "published": "2025", "address": "https://a.example/"}
    side = Side(f"It is so {LONG}.", f"“{LONG}”", "1 to 2")
    return side_by_side(
        head, {**head, "title": "Second"}, [Line("stance", side, side), Line("left", side, None)], ["End."]
    )


def analysis() -> str:
    treaties = Treaties(Reference(Project.find(ROOT)), date(2026, 2, 1))
    return result_page(told(obligations(treaties, Attack("CN", "JP", "senkaku-islands")), treaties))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("briefings")
    made: dict[str, Callable[[], str]] = {"briefing": briefing, "comparison": comparison, "analysis": analysis}
    for name, make in made.items():
        (folder / f"{name}.html").write_text(make(), "utf-8")
    return {name: folder / f"{name}.html" for name in made}


NAMES = ("briefing", "comparison", "analysis")


def opened(browser: Any, path: Path, **options: Any) -> tuple[Any, list[str]]:
    """A page without a network, and what it complains of or asks for."""
    context = browser.new_context(offline=True, **options)
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on(
        "request", lambda request: said.append(request.url) if not request.url.startswith(("file:", "data:")) else None
    )
    tab.goto(path.as_uri())
    return tab, said


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible_in_both_schemes(name: str, scheme: str, browser: Any, files: dict[str, Path]) -> None:
    """The page asks for nothing, complains of nothing, shows its pictures, and axe finds no fault, in light and dark."""
    from axe_playwright_python.sync_playwright import Axe

    tab, said = opened(browser, files[name], color_scheme=scheme)
    assert said == []
    assert tab.evaluate("[...document.images].every(i => i.complete && i.naturalWidth > 0)")
    background = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (background == "rgb(255, 255, 255)") is (scheme == "light")
    tab.context.close()
    # axe is a script, which the page's own policy keeps out: it looks at the page with the policy set aside
    tab, _ = opened(browser, files[name], color_scheme=scheme, bypass_csp=True)
    faults = Axe().run(tab).response["violations"]
    assert [(f["id"], f["nodes"][0]["html"][:200]) for f in faults] == []
    tab.context.close()


@pytest.mark.parametrize("name", NAMES)
def test_text_at_200_percent(name: str, browser: Any, files: dict[str, Path]) -> None:
    """At twice the size on a small window (as zoom makes it) nothing runs out of the page sideways."""
    tab, _ = opened(browser, files[name], viewport={"width": 640, "height": 400}, device_scale_factor=2)
    assert tab.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    tab.set_viewport_size({"width": 320, "height": 400})
    assert tab.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    tab.context.close()


def test_keyboard_only(browser: Any, files: dict[str, Path]) -> None:
    """By Tab and Enter one gets past the head, opens what a sentence rests on, and follows it to its source."""
    tab, _ = opened(browser, files["briefing"])
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    assert tab.evaluate("location.hash") == "#main"
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.getAttribute('aria-label')") == "Source 1"
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.tagName") == "SUMMARY"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.parentElement.open")
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("Enter")
    assert tab.evaluate("location.hash") == "#s1"
    tab.context.close()


def test_no_meaning_by_colour_alone(browser: Any, files: dict[str, Path]) -> None:
    """Without colour the page says as much: kinds of lines are named in words, and ties against are dashed."""
    tab, _ = opened(browser, files["comparison"])
    assert tab.locator(".kind").first.inner_text() == "Told in another stance."
    assert tab.locator("td.gone").first.inner_text() == "Left out."
    session = tab.context.new_cdp_session(tab)
    for deficiency in ("achromatopsia", "deuteranopia", "protanopia", "tritanopia"):
        session.send("Emulation.setEmulatedVisionDeficiency", {"type": deficiency})
        assert tab.screenshot()
    tab.context.close()
    assert b"stroke-dasharray" in network_svg("N", _two())


def _two() -> Any:
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_edge("A", "B", sign=-1)
    return graph
