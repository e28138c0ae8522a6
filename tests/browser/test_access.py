"""The pages for everybody: by keyboard, by screen reader, in dark and light, on small and large windows, on paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from kg.analyse.networks import Thing, alliance_network
from kg.core.model import ID_BASE
from kg.view import render, write
from kg.view.payload import style, texts

from .conftest import Book, state
from .helpers import box, choose, data, drawn, listed, named, show

pytestmark = pytest.mark.browser
Open = Callable[..., Any]

# Controls that are seen, with their places; those of a list or a text that scrolls are not next to each other by design.
CONTROLS = """() => [...document.querySelectorAll('button, input, summary, select, [role=tab]')]
  .filter((one) => one.checkVisibility() && getComputedStyle(one).clipPath === 'none' && !one.closest('#panel, #table'))
  .map((one) => { const { left, right, top, bottom } = one.getBoundingClientRect();
                  return [one.id || one.textContent, left, right, top, bottom]; })"""


def overlaps(page: Any) -> list[tuple[str, str]]:
    """Pairs of controls that lie on each other."""
    boxes = page.evaluate(CONTROLS)
    return [
        (one[0], other[0])
        for number, one in enumerate(boxes)
        for other in boxes[number + 1 :]
        if min(one[2], other[2]) - max(one[1], other[1]) > 1 and min(one[4], other[4]) - max(one[3], other[3]) > 1
    ]


def faults(page: Any) -> list[str]:
    """Serious and critical faults that axe-core finds, with the elements."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install '.[test]'").Axe()
    response = axe.run(page, options={"resultTypes": ["violations"]}).response
    found = response["violations"]
    assert len(response["passes"]) > 15  # it did look
    return [
        f"{fault['id']}: {[node['html'][:120] for node in fault['nodes'][:3]]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(visit: Open, pages: dict[str, Path], scheme: str) -> None:
    """Each view with evidence open, the filters, the path, the help and the box for saving: no serious or critical fault."""
    page = visit(pages["disputes"], scheme=scheme).page
    page.locator("#do-filters").click()
    page.locator("#do-path").click()
    choose(page, "Japan", "path-from")
    choose(page, "Brunei", "path-to")
    choose(page, "Scarborough")
    for view in ("network", "map", "timeline"):
        show(page, view)
        assert faults(page) == [], view
    page.keyboard.press("r")
    page.locator("#legend input[data-kind=acts]").uncheck()
    show(page, "table")
    page.locator("#ties summary").first.click()
    page.locator("#find").fill("a")
    assert faults(page) == [], "table, with what is found"
    page.locator("#do-help").click()
    assert faults(page) == [], "help"
    page.keyboard.press("Escape")
    page.locator("#do-save").click()
    assert faults(page) == [], "saving"


def test_everything_by_keyboard(visit: Open, pages: dict[str, Path]) -> None:
    """From the first Tab to the evidence without a mouse: skip links, arrows from thing to thing, ties, panel, table, help."""
    page = visit(pages["alliances"]).page
    focus = "document.activeElement.id || document.activeElement.textContent"
    page.keyboard.press("Tab")
    assert page.evaluate(focus) == "Skip to the search"
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.inner_text() == "Skip to the picture" and box(skip)["width"] > 50
    page.keyboard.press("Enter")
    assert page.evaluate(focus) == "picture"
    page.keyboard.press("ArrowDown")
    first = page.locator("#panel h2").inner_text()
    assert first in page.locator("#status").inner_text() and "ties" in page.locator("#status").inner_text()
    page.keyboard.press("ArrowLeft")
    second = page.locator("#panel h2").inner_text()
    [start, end] = named(page, first, second)
    assert page.evaluate(f"kgWhere('{end}').x") < page.evaluate(f"kgWhere('{start}').x")
    page.keyboard.press("n")
    tie = page.locator("#panel h2").inner_text()
    page.keyboard.press("n")
    page.keyboard.press("Shift+N")
    assert page.locator("#panel h2").inner_text() == tie and tie in {e["says"] for e in data(page)["edges"]}
    page.keyboard.press("Enter")
    assert page.evaluate(focus) == "panel"
    page.keyboard.press("Escape")
    assert page.evaluate(focus) == "picture" and page.locator("#panel h2").count() == 0
    page.keyboard.press("4")
    assert page.evaluate(focus) == "tab-table"
    page.keyboard.press("ArrowLeft")
    assert page.evaluate(focus) == "tab-timeline" and page.locator("#timeline").is_visible()
    page.keyboard.press("?")
    keys = page.locator("#help").inner_text()
    for action in (
        "Find",
        "Undo",
        "Path between two",
        "Save or share",
        "Dark or light",
        "View: Map",
        "Read the evidence",
    ):
        assert action in keys, action
    page.locator("#letters").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    assert page.locator("#timeline").is_visible()  # keys of one letter are off now


def test_table_says_what_the_picture_says(visit: Open, pages: dict[str, Path]) -> None:
    """The table lists the very ties of the picture, with ends, kind, treaty, dates, standing, sources and each claim."""
    page = visit(pages["alliances"]).page
    shown = drawn(page)
    edges = {edge["id"]: edge for edge in data(page)["edges"]}
    names = {node["id"]: node["name"] for node in data(page)["nodes"]}
    assert listed(page) == shown[1] == set(edges)
    cells = page.locator("#ties tbody tr").evaluate_all(
        "(rows) => rows.map((row) => [row.dataset.edge, row.innerText])"
    )
    for number, words in cells:
        edge = edges[number]
        for part in (names[edge["from"]], names[edge["to"]], edge.get("treaty"), edge.get("types"), edge.get("status"),
                     edge.get("first"), str(edge["sources"]), style()["edges"][edge["kind"]]["label"]):  # fmt: skip
            assert part is None or part in words, (part, words)
    [acsa] = [edge for edge in edges.values() if edge.get("treaty", "").startswith("Acquisition")]
    row = page.locator(f"tr[data-edge={acsa['id']}]")
    row.locator("summary").focus()
    page.keyboard.press("Enter")
    row.locator(".claim").first.wait_for()
    assert row.locator(".claim").count() == len(acsa["claims"]) == 8
    assert (
        "15 January 2026: signed" in row.inner_text() and "The document says that this is NOT so." in row.inner_text()
    )
    row.locator("button").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel .claim").count() == 8 and page.evaluate("document.activeElement.id") == "panel"
    assert row.locator("button").first.get_attribute("aria-pressed") == "true"
    assert page.locator("#things tbody tr").count() == len(names)
    somebody = next(edge["id"] for edge in edges.values() if edge["standing"] == "attributed")
    assert "Somebody says so" in page.locator(f"tr[data-edge={somebody}]").inner_text()


def test_table_is_sorted_by_any_column(visit: Open, pages: dict[str, Path]) -> None:
    """A click on a head sorts by it, another turns the order, and a screen reader is told which column and way."""
    page = visit(pages["disputes"]).page
    show(page, "table")
    column = "(rows) => rows.map((row) => row.cells[{}].innerText)"
    rows = page.locator("#ties tbody tr")
    assert rows.evaluate_all(column.format(0)) == sorted(rows.evaluate_all(column.format(0)), key=str.casefold)
    head = page.locator("#ties th").nth(2)
    head.get_by_role("button").click()
    ascending = rows.evaluate_all(column.format(2))
    assert ascending == sorted(ascending, key=str.casefold) and head.get_attribute("aria-sort") == "ascending"
    head.get_by_role("button").click()
    assert rows.evaluate_all(column.format(2)) == ascending[::-1] and head.get_attribute("aria-sort") == "descending"
    assert page.locator("#ties th[aria-sort=none]").count() == 6
    assert "Sorted by To, from the end." in page.locator("#status").inner_text()
    page.locator("#ties th").nth(3).get_by_role("button").click()
    dates = [words for words in rows.evaluate_all(column.format(3)) if words]
    assert dates and dates[0].endswith("2024") and not dates[-1].endswith("2024")


def test_long_table_comes_in_parts(visit: Open, tmp_path: Path) -> None:
    """Of 210 ties the table writes 200, says how many are left, and a button writes them and goes to the first of them."""
    book = Book()
    for number in range(210):
        for code in ("JP", "PH"):
            book.add(Thing(f"{ID_BASE}treaty/{number}", f"Treaty {number}", ("Treaty",)), "hasParty", state(code))
    write(tmp_path / "many.html", render(alliance_network(book.rows), title="Many", subtitle="", newest=None))
    page = visit(tmp_path / "many.html").page
    page.keyboard.press("r")
    assert len(listed(page)) == 200
    assert page.locator("#ties caption").inner_text() == "All 210 ties"
    page.get_by_role("button", name="Show the next 10 of 10 rows").click()
    assert page.locator("#ties tbody tr").count() == 210
    first = page.evaluate("document.activeElement.closest('tr').rowIndex")
    assert first == 201 and not page.locator(".more-rows").first.is_visible()


def test_opinions_are_listed_apart(visit: Open, pages: dict[str, Path]) -> None:
    """An opinion without a tie to belong to is in the table under what draws nothing, with the reason."""
    page = visit(pages["disputes"]).page
    show(page, "table")
    page.locator("#table summary", has_text="draws nothing").click()
    words = page.locator("#not-drawn").inner_text()
    assert "United States claims sovereignty over Bajo de Masinloc" in words and "The author's own opinion." in words


@pytest.mark.parametrize(
    ("size", "name"), [((320, 640), "disputes"), ((640, 400), "alliances"), ((3840, 2160), "disputes")]
)
def test_controls_fit_any_window(visit: Open, pages: dict[str, Path], size: tuple[int, int], name: str) -> None:
    """From 320 pixels to 4K, and at 200 % of 1280 (as wide as 640): nothing is wider than the window, no control on another."""
    page = visit(pages[name], size=size).page
    views: tuple[str, ...] = ("network", "table")
    if size[0] < 3000:  # a large picture takes long to draw without a graphics card
        choose(page, "Japan")
        page.locator("#panel [data-act=focus]").click()
        page.locator("#do-filters").click()
        views = ("network", "map", "timeline", "table")
    for view in views:
        show(page, view)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], view
        assert overlaps(page) == [], view
    for dialog in ("help", "save"):
        page.locator(f"#do-{dialog}").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], dialog
        page.keyboard.press("Escape")
    small = page.evaluate(
        "[...document.querySelectorAll('#toolbar *, #chips *, #legend span, #panel p')].filter((one) => one.checkVisibility())"
        ".map((one) => parseFloat(getComputedStyle(one).fontSize)).reduce((a, b) => Math.min(a, b))"
    )
    assert small >= (12 if size[0] < 3840 else 18)


def test_dark_and_light(visit: Open, pages: dict[str, Path]) -> None:
    """The page is dark where the system is; a button turns it, and the link keeps what was chosen."""
    page = visit(pages["alliances"], scheme="dark").page
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(20, 24, 29)"
    button = page.get_by_role("button", name="Dark or light")
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert page.evaluate(ground) == "rgb(255, 255, 255)" and "theme=light" in page.evaluate("kgLink()")
    stroke = page.locator("#legend-edges svg path").first
    light = stroke.get_attribute("stroke")
    page.keyboard.press("d")
    assert page.evaluate(ground) == "rgb(20, 24, 29)" and stroke.get_attribute("stroke") != light


def test_paper_has_picture_legend_and_table(visit: Open, pages: dict[str, Path]) -> None:
    """In print there are the picture, the legend and all ties that are shown, and no buttons; dark pages print light."""
    page = visit(pages["alliances"], scheme="dark").page
    page.locator("#legend input[data-kind=member]").uncheck()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    for seen in ("#picture", "#legend", "#ties", "#chips"):
        assert page.locator(seen).is_visible(), seen
    for gone in ("#toolbar", "#tabs", "#filters", ".skip", "#chips button"):
        assert not page.locator(gone).first.is_visible(), gone
    assert page.locator("#ties tbody tr").count() == 54 - 22
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_reduced_motion_moves_nothing(visit: Open, pages: dict[str, Path]) -> None:
    """Whoever asks for less motion gets none: no element has an animation or a transition."""
    page = visit(pages["alliances"]).page
    choose(page, "Japan")
    assert page.evaluate("matchMedia('(prefers-reduced-motion: reduce)').matches")
    assert page.evaluate("document.getAnimations().length") == 0
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].map((one) => getComputedStyle(one)).filter((style) =>"
        " style.animationName !== 'none' || style.transitionDuration.split(',').some((time) => parseFloat(time) > 0)).length"
    )
    assert moving == 0


def test_no_kind_is_told_by_colour_alone() -> None:
    """No two kinds of lines have the same mark in the same place, no two kinds of things the same shape, `other` aside."""
    lines = [(look["mark"], look["at"]) for kind, look in style()["edges"].items() if kind != "other"]
    shapes = [look["shape"] for kind, look in style()["nodes"].items() if kind != "other"]
    assert len(set(lines)) == len(lines) and len(set(shapes)) == len(shapes)
    signs = [look["sign"] for look in style()["standings"].values()]
    assert len(set(signs)) == len(signs)


@pytest.mark.parametrize("side", [0, 1], ids=["light", "dark"])
def test_lines_stand_out_from_the_ground(side: int) -> None:
    """Each colour of a line or of a sign's border has a contrast of 3:1 to the ground of the page, light and dark."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    ground = light(["#ffffff", "#14181d"][side])
    for kind, look in [*style()["edges"].items(), *style()["nodes"].items()]:
        one = light((look.get("color") or look["line"])[side])
        assert (max(one, ground) + 0.05) / (min(one, ground) + 0.05) >= 3, kind


def test_every_word_of_the_scripts_is_in_the_file() -> None:
    """Each text that a script of the pages asks for is in texts.toml: a translator finds all of them there."""
    folder = files("kg.view") / "templates"
    scripts = "".join(one.read_text("utf-8") for one in folder.iterdir() if one.name.endswith(".js"))
    known = {f"{section}.{key}" for section, words in texts().items() for key in words}
    asked = set(re.findall(r"\bt\('([a-z_]+\.[a-z_]+)'", scripts))
    assert asked - known == set() and len(asked) > 80
    chips = {
        f"filter.chip_{name}" for name in re.findall(r"\badd\('(\w+)', \{", (folder / "legend.js").read_text("utf-8"))
    }
    assert chips - known == set() and chips
