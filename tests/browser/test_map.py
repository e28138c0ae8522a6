"""The map as a person sees it: things where they are, all names of what is contested, no border, no side taken."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from kg.analyse.networks import alliance_network, dispute_network
from kg.view import render, write

from .conftest import Book, alliance_rows, dispute_rows, feature, known, state
from .helpers import box, data, named, settle, show

pytestmark = pytest.mark.browser
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def placed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Disputes with three incidents at two places, and one without a place."""
    book = Book(dispute_rows())
    for date, slug in (("2024-06-17", "second-thomas"), ("2024-08-19", "second-thomas"), ("2012-04", "scarborough")):
        book.add(state("CN"), "COERCE", state("PH"), date=date, place=feature(slug))
    path = tmp_path_factory.mktemp("map") / "map.html"
    write(path, render(dispute_network(book.rows, known()), title="Disputes", subtitle="", newest="2026-01-10"))
    return path


def mark(page: Any, item: str) -> Any:
    return page.locator(f"#map .mark[data-of='{item}']")


def middle(page: Any, item: str) -> tuple[float, float]:
    where = box(mark(page, item).locator("path, rect").last)
    return where["x"] + where["width"] / 2, where["y"] + where["height"] / 2


def names(page: Any) -> list[list[str]]:
    """The names that stand on the map, each with its lines."""
    return page.locator("#map .name").evaluate_all(  # type: ignore[no-any-return]
        "(texts) => texts.map((text) => [...text.children].map((line) => line.textContent))"
    )


def test_things_stand_where_they_are(visit: Open, placed: Path) -> None:
    """Manila is south of Tokyo and east of Hanoi; Scarborough Shoal is west of Manila, and the Senkakus between all."""
    page = visit(placed).page
    show(page, "map")
    tokyo, manila, hanoi = (middle(page, one) for one in named(page, "Japan", "Philippines", "Viet Nam"))
    shoal, islands = (
        middle(page, next(n["id"] for n in data(page)["nodes"] if name in n["names"]))
        for name in ("Scarborough Shoal", "Senkaku Islands")
    )
    assert tokyo[1] < islands[1] < manila[1] and hanoi[0] < shoal[0] < manila[0] < islands[0] < tokyo[0]
    assert "10 of 18 things have a known place" in page.locator("#map .map-note").inner_text()


def test_map_takes_no_side(visit: Open, placed: Path) -> None:
    """There are outlines of land and no borders; the page says so; a contested feature bears all its names or none."""
    page = visit(placed).page
    show(page, "map")
    assert page.locator("#map .ground path").evaluate_all("(all) => all.map((p) => p.getAttribute('class'))") == [
        "water",
        "grid",
        "land",
    ]
    assert "No border is drawn" in page.locator("#map").inner_text()
    assert ["Diaoyu Islands", "Diaoyutai Islands", "Senkaku Islands", "+2 more"] in names(page)
    features = [n for n in data(page)["nodes"] if n["kind"] == "feature"]
    single = {name for node in features for name in node["names"]}
    assert {tuple(lines) for lines in names(page) if set(lines) & single} <= {tuple(n["lines"]) for n in features}


def test_click_on_a_contested_feature_shows_who_claims_it(visit: Open, placed: Path) -> None:
    """A click shows all names and the position of each claimant, and draws the claims as lines to it."""
    page = visit(placed).page
    show(page, "map")
    item = next(n["id"] for n in data(page)["nodes"] if "Senkaku Islands" in n["names"])
    x, y = middle(page, item)
    page.mouse.click(x, y)
    panel = page.locator("#panel").inner_text()
    assert "Senkaku Islands" in panel and "Diaoyu Islands" in panel
    assert all(f"{name} claims sovereignty over" in panel for name in ("China", "Japan"))
    ties = page.locator("#map .tie").evaluate_all("(ties) => ties.map((tie) => tie.dataset.tie)")
    positions = {e["id"] for e in data(page)["edges"] if e["kind"] == "position" and item == e["to"]}
    placed_ = {n["id"] for n in data(page)["nodes"] if "at" in n}
    assert set(ties) == {e["id"] for e in data(page)["edges"] if e["id"] in positions and e["from"] in placed_}
    assert ties


def test_incidents_stand_at_their_place(visit: Open, placed: Path) -> None:
    """Two incidents at one place are one sign with their number; each click shows the next; those without are counted."""
    page = visit(placed).page
    show(page, "map")
    signs = page.locator("#map .mark.event")
    assert sorted(signs.locator("text").all_text_contents()) == ["!", "2"]
    two = page.locator("#map .mark.event[aria-label^='2 events']")
    x, y = middle(page, two.get_attribute("data-of"))
    page.mouse.click(x, y)
    assert "17 June 2024" in page.locator("#panel").inner_text()
    page.mouse.click(x, y)
    assert "19 August 2024" in page.locator("#panel").inner_text()
    assert "12 events have none" in page.locator("#map .map-note").inner_text()


def test_incidents_of_later_days_are_not_shown(visit: Open, placed: Path) -> None:
    """As of the end of 2012 only the incident of that year is on the map."""
    page = visit(placed).page
    show(page, "map")
    page.locator("#year").fill("2012")
    assert page.locator("#map .mark.event").count() == 1


def test_ties_are_drawn_when_asked(visit: Open, placed: Path) -> None:
    """With the tick on, each tie between two placed things is a line, which a click selects; without, there is none."""
    page = visit(placed).page
    show(page, "map")
    assert page.locator("#map .tie").count() == 0
    page.get_by_label("Draw ties").check()
    at = {n["id"] for n in data(page)["nodes"] if "at" in n}
    wanted = {e["id"] for e in data(page)["edges"] if e["from"] in at and e["to"] in at}
    assert set(page.locator("#map .tie").evaluate_all("(t) => t.map((one) => one.dataset.tie)")) == wanted
    assert "map-ties=yes" in page.evaluate("kgLink()")
    page.locator("#map .tie").first.dispatch_event("click")
    assert page.locator("#panel h2").count() == 1
    page.get_by_label("Draw ties").uncheck()


def test_map_moves_by_keys_mouse_and_touch(visit: Open, placed: Path) -> None:
    """Arrow keys and a drag move it, + and the wheel zoom in, two fingers as well, 0 shows all again."""
    page = visit(placed).page
    show(page, "map")
    tokyo, manila = named(page, "Japan", "Philippines")

    def apart() -> float:
        return middle(page, manila)[1] - middle(page, tokyo)[1]

    def settled(check: str) -> None:
        for _ in range(200):  # what a hand does reaches a busy page some frames later
            settle(page)
            if eval(check, {"now": (middle(page, tokyo), apart()), "before": before}):
                return
        raise AssertionError(f"{check}: {before} -> {(middle(page, tokyo), apart())}")

    paper = page.locator("#map-paper")
    paper.focus()
    before = middle(page, tokyo), apart()
    paper.press("ArrowRight")
    settled("now[0][0] < before[0][0] and abs(now[1] - before[1]) < 1")
    before = middle(page, tokyo), apart()
    paper.press("+")
    settled("now[1] > 1.3 * before[1]")
    paper.press("-")
    where = box(paper)
    x, y = where["x"] + 40, where["y"] + where["height"] - 40
    before = middle(page, tokyo), apart()
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 50, y - 30, steps=4)
    page.mouse.up()
    settled("abs(now[0][0] - before[0][0] - 50) < 2 and abs(now[0][1] - before[0][1] + 30) < 2")
    assert page.locator("#panel h2").count() == 0
    before = middle(page, tokyo), apart()
    page.mouse.wheel(0, -240)
    settled("now[1] > 1.2 * before[1]")
    before = middle(page, tokyo), apart()
    touch = page.context.new_cdp_session(page)
    for kind, gap in (("touchStart", 30), ("touchMove", 60), ("touchMove", 90), ("touchEnd", None)):
        points = (
            []
            if gap is None
            else [{"x": x + 100 - gap, "y": y - 80, "id": 0}, {"x": x + 100 + gap, "y": y - 80, "id": 1}]
        )
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        settle(page)
    settled("now[1] > 2.5 * before[1]")
    before = middle(page, tokyo), apart()
    page.locator("#map-whole").click()
    settled("now[1] < before[1]")
    assert middle(page, tokyo)[0] < where["x"] + where["width"]


def test_signs_are_reached_by_keyboard(visit: Open, placed: Path) -> None:
    """Tab goes from the map to a sign, arrow keys to the sign that lies there, Enter selects it."""
    page = visit(placed).page
    show(page, "map")
    page.locator("#map-paper").focus()
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.dataset.of")
    page.keyboard.press("ArrowUp")
    second = page.evaluate("document.activeElement.dataset.of")
    assert first and second and first != second
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel h2")
    label = mark(page, second).get_attribute("aria-label")
    assert mark(page, second).get_attribute("aria-pressed") == "true"
    assert (
        page.locator("#panel h2").inner_text().split(" (")[0] in label
        or label.split(":")[0] in page.locator("#panel").inner_text()
    )


@pytest.mark.parametrize("size", [(360, 740), (1280, 800)])
def test_names_do_not_cover_each_other(visit: Open, placed: Path, size: tuple[int, int]) -> None:
    """No two names on the map overlap, on a small screen as on a large one."""
    page = visit(placed, size=size).page
    show(page, "map")
    boxes = page.locator("#map .name").evaluate_all(
        "(all) => all.map((one) => { const b = one.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; })"
    )
    over = [
        (a, b)
        for a, b in combinations(boxes, 2)
        if min(a[2], b[2]) - max(a[0], b[0]) > 3 and min(a[3], b[3]) - max(a[1], b[1]) > 3
    ]
    assert boxes and over == []


def test_page_without_places_has_no_map_parts(visit: Open, tmp_path: Path) -> None:
    """A page on which nothing has a place carries no outlines and says that there is nothing to place."""
    graph = alliance_network(alliance_rows())
    write(tmp_path / "plain.html", render(graph, title="Alliances", subtitle="", newest=None))
    page = visit(tmp_path / "plain.html").page
    show(page, "map")
    assert "No place of this page has known coordinates" in page.locator("#map").inner_text()
    text = (tmp_path / "plain.html").read_text("utf-8")
    assert (
        "kg-land" not in text.replace("$('kg-land')", "").replace("read('kg-land')", "")
        and "geoEqualEarth=" not in text
    )
