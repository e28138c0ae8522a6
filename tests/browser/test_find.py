"""Finding by name in any language, the way between two, and focus, neighbours and hiding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.analyse.networks import alliance_network
from kg.view import render, write

from .conftest import alliance_rows
from .helpers import choose, data, drawn, named, show

pytestmark = pytest.mark.browser
Open = Callable[..., Any]
NAMES = {
    "JP": ("日本", "Nippon", "Nihon-koku"), "VN": ("Việt Nam", "Vietnam"), "KR": ("대한민국", "Republic of Korea"),
    "RU": ("Россия",), "US": ("U.S.", "Estados Unidos de América"),
}  # fmt: skip


@pytest.fixture(scope="module")
def many_names(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of alliances, whose states bear their names in other languages too."""

    def call(thing: Any) -> Any:
        return replace(thing, names=NAMES[thing.code]) if thing and thing.code in NAMES else thing

    rows = [replace(row, subject=call(row.subject), object=call(row.object)) for row in alliance_rows()]
    path = tmp_path_factory.mktemp("find") / "names.html"
    write(path, render(alliance_network(rows), title="Alliances", subtitle="", newest=None))
    return path


def test_search_finds_any_name(visit: Open, many_names: Path) -> None:
    """Any name in any script finds a thing, whatever the accents, case, dots and dashes, and says by which name."""
    page = visit(many_names).page
    first = page.locator("#find-list [role=option]").first
    for words, found, by in (("日本", "Japan", "日本"), ("nippon", "Japan", "Nippon"), ("NIHON KOKU", "Japan", "Nihon-koku"),
                             ("viet nam", "Viet Nam", ""), ("VIỆT", "Viet Nam", ""), ("대한", "South Korea", "대한민국"),
                             ("россия", "Russia", "Россия"), ("america", "United States", "Estados Unidos de América"),
                             ("US", "United States", ""), ("cross servicing", "Japan and Philippines are the parties", "")):  # fmt: skip
        page.fill("#find", words)
        assert first.inner_text().startswith(found), words
        assert by in first.inner_text(), words
    assert "found" in page.locator("#status").inner_text()
    page.fill("#find", "nowhere at all")
    assert page.locator("#find-list [role=option]").count() == 0
    assert page.get_by_text("Nothing is called so here.").first.is_visible()
    page.fill("#find", "日本")
    page.press("#find", "Enter")
    assert page.locator("#panel h2").inner_text() == "Japan"


def test_search_is_a_list_for_the_keyboard(visit: Open, many_names: Path) -> None:
    """The search opens by /, arrows go through what is found and tell a screen reader where one is, Enter takes it."""
    page = visit(many_names).page
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("an")
    field = page.locator("#find")
    options = page.locator("#find-list [role=option]")
    assert field.get_attribute("aria-expanded") == "true" and options.count() > 2
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == options.nth(2).get_attribute("id")
    assert options.nth(2).get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowUp")
    wanted = options.nth(1).locator("span").first.inner_text()
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == wanted
    assert field.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Escape")
    assert field.input_value() == ""
    page.keyboard.type("view table")
    page.fill("#find", "table")
    page.get_by_role("option", name="View: Table").click()
    assert page.locator("#ties").is_visible()


def test_focus_neighbours_and_hiding(visit: Open, pages: dict[str, Path]) -> None:
    """Focus leaves a thing and its neighbours, wider adds theirs, neighbours of another can be added, and one hidden."""
    page = visit(pages["alliances"]).page
    known = data(page)
    ties = {(e["from"], e["to"]) for e in known["edges"]}
    names = {n["id"]: n["name"] for n in known["nodes"]}

    def around(*names_: str) -> set[str]:
        ids = named(page, *names_)
        return {names[end] for tie in ties if set(tie) & set(ids) for end in tie}

    everything, _ = drawn(page)
    choose(page, "Japan")
    page.locator("#panel [data-act=focus]").click()
    near, edges = drawn(page)
    assert near == around("Japan") and near < everything
    assert page.locator("#count").inner_text() == f"{len(near)} of {len(everything)} things, {len(edges)} of 54 ties"
    page.get_by_role("button", name="One step wider").click()
    assert drawn(page)[0] == around(*near)
    page.get_by_role("button", name="One step nearer").click()
    assert drawn(page)[0] == near
    choose(page, "Quad")
    page.locator("#panel [data-act=expand]").click()
    assert drawn(page)[0] == near | around("Quad") and "India" in drawn(page)[0]
    choose(page, "Philippines")
    page.locator("#panel [data-act=hide]").click()
    assert "Philippines" not in drawn(page)[0]
    assert page.locator("#panel h2").count() == 0
    choose(page, "Philippines")  # who looks for what is hidden wants it
    assert "Philippines" in drawn(page)[0]
    page.get_by_role("button", name="Start over").click()
    assert drawn(page)[0] == everything


def test_path_between_two(visit: Open, pages: dict[str, Path]) -> None:
    """The shortest ways between two are told in words, step by step with their ties, and the picture shows only them."""
    page = visit(pages["alliances"]).page
    everything = drawn(page)
    page.locator("#do-path").click()
    choose(page, "Japan", "path-from")
    choose(page, "Russia", "path-to")
    words = page.locator("#path-words").inner_text()
    assert "The shortest way from Japan to Russia has 3 steps:" in words and "Japan → Quad → India → Russia" in words
    assert drawn(page)[0] == {"Japan", "Quad", "India", "Russia"} and len(drawn(page)[1]) == 3
    page.locator("#path-words button", has_text="India is a member of Quad").click()
    assert page.locator("#panel h2").inner_text() == "India is a member of Quad"
    choose(page, "New Zealand", "path-to")
    words = page.locator("#path-words").inner_text()
    assert "shortest ways of 2 steps" not in words or " → " in words
    ways = page.locator("#path-words summary").all_inner_texts()
    assert all(way.startswith("Japan → ") and way.endswith(" → New Zealand") for way in ways) and ways
    assert {name for way in ways for name in way.split(" → ")} == drawn(page)[0]
    page.locator("#path-words").get_by_role("button", name="End the path").click()
    assert drawn(page) == everything


def test_no_path_over_what_is_not_shown(visit: Open, pages: dict[str, Path]) -> None:
    """A way leads over shown ties only: without expectations none leads from Japan to China, and the page says so."""
    page = visit(pages["alliances"]).page
    page.locator("#legend input[data-kind=predicted]").uncheck()
    choose(page, "Japan")
    page.locator("#panel [data-act=path_from]").click()
    assert page.locator("#path-from").input_value() == "Japan"
    assert page.evaluate("document.activeElement.id") == "path-to"
    choose(page, "China", "path-to")
    told = "No way leads from Japan to China over the ties that are shown."
    assert told in page.locator("#path-words").inner_text()
    assert drawn(page) == ({"Japan", "China"}, set())
    show(page, "table")
    assert page.locator("#ties tbody tr").count() == 0
