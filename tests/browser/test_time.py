"""The day of a page: what held then, in the picture, in the table and in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .helpers import data, drawn, listed, named, show

pytestmark = pytest.mark.browser
Open = Callable[..., Any]


def treaty(page: Any, name: str, parties: str = "") -> str:
    [edge] = [e for e in data(page)["edges"] if name in e.get("treaty", "") and e["says"].startswith(parties)]
    return str(edge["id"])


def slide(page: Any, year: int) -> None:
    """Move the slider to a year, as a hand does."""
    page.locator("#year").fill(str(year))


def select(page: Any, item: str) -> str:
    at = page.evaluate(f"kgWhere('{item}')")
    page.mouse.click(at["x"], at["y"])
    page.wait_for_selector("#panel h2")
    return page.locator("#panel").inner_text()  # type: ignore[no-any-return]


def test_slider_at_2024_shows_the_raa_signed_and_not_in_force(visit: Open, sample: Path) -> None:
    """On the page that kg build made: at the end of 2024 the RAA is signed and not in force, at the end of 2025 in force."""
    page = visit(sample / "exports" / "alliances.html").page
    raa = treaty(page, "Reciprocal Access Agreement", "Japan and Philippines")
    slide(page, 2024)
    page.locator("#day").fill("2024-12-15")
    assert "On 15 December 2024\nsigned, not in force (since 8 July 2024)" in select(page, raa)
    slide(page, 2024)
    panel = page.locator("#panel").inner_text()
    assert "On 31 December 2024\nsigned 8 July 2024, not in force: approved (since 16 December 2024)" in panel
    assert "Tie\nTreaty not told to be in force" in panel
    assert "date=2024-12-31" in page.evaluate("kgLink()")
    slide(page, 2025)
    panel = page.locator("#panel").inner_text()
    assert "On 31 December 2025\nin force (since 11 September 2025)" in panel and "Tie\nTreaty in force" in panel


def test_what_did_not_hold_yet_is_not_shown(visit: Open, pages: dict[str, Path]) -> None:
    """As of a year the picture and the table have the ties of that time alone, and the words below count them."""
    page = visit(pages["alliances"]).page
    acsa = treaty(page, "Acquisition and Cross-Servicing Agreement")
    raa = treaty(page, "Reciprocal Access Agreement", "Japan and Philippines")
    slide(page, 2024)
    assert acsa not in drawn(page)[1] and raa in drawn(page)[1]
    assert acsa not in listed(page)
    show(page, "network")
    slide(page, 2026)
    assert acsa in drawn(page)[1]
    slide(page, 1955)
    assert "31 December 1955: " in page.locator("#then").inner_text()
    assert "Party to an alliance treaty in force 3" in page.locator("#then").inner_text()
    assert raa not in drawn(page)[1]


def test_members_come_and_go_by_the_reference(visit: Open, pages: dict[str, Path]) -> None:
    """A membership that a document tells without a date is dated by the reference data: Cambodia joins ASEAN in 1999."""
    page = visit(pages["alliances"]).page
    cambodia, asean, zealand = named(page, "Cambodia", "ASEAN", "New Zealand")
    [member] = [e["id"] for e in data(page)["edges"] if (e["from"], e["to"]) == (cambodia, asean)]
    anzus = [e["id"] for e in data(page)["edges"] if e["from"] == zealand and "ANZUS" in e["says"]]
    slide(page, 1998)
    assert member not in drawn(page)[1]
    slide(page, 1999)
    assert member in drawn(page)[1]
    slide(page, 1985)
    assert set(anzus) <= drawn(page)[1]
    slide(page, 1990)
    assert not set(anzus) & drawn(page)[1]


def test_what_has_no_date_says_so(visit: Open, pages: dict[str, Path]) -> None:
    """A dispute that is told without a date holds when the paper is printed; a year before, the panel says it is not known."""
    page = visit(pages["disputes"]).page
    japan, russia = named(page, "Japan", "Russia")
    [edge] = [e["id"] for e in data(page)["edges"] if {e["from"], e["to"]} == {japan, russia}]
    slide(page, 2024)
    assert "On 31 December 2024\nnot known: no date is told" in select(page, edge)
    slide(page, 2026)
    assert "On 31 December 2026\nholds" in page.locator("#panel").inner_text()


def test_events_show_in_the_year_after_them(visit: Open, pages: dict[str, Path]) -> None:
    """At the end of 2024 the acts of 2024 are there and those of 2025 are not."""
    page = visit(pages["disputes"]).page
    china, vietnam, japan = named(page, "China", "Viet Nam", "Japan")
    acts = {(e["from"], e["to"]): e["id"] for e in data(page)["edges"] if e["kind"] == "acts"}
    slide(page, 2024)
    assert acts[china, vietnam] in drawn(page)[1] and acts[china, japan] not in drawn(page)[1]
    slide(page, 2025)
    assert acts[china, vietnam] not in drawn(page)[1] and acts[china, japan] in drawn(page)[1]


def test_the_address_carries_the_day(visit: Open, pages: dict[str, Path]) -> None:
    """A page opened with a day in its address stands at that day; any time brings all back, and undo the day."""
    page = visit(pages["alliances"]).page
    page.goto(pages["alliances"].as_uri() + "#date=2025-03-01")
    page.reload()
    page.wait_for_selector("body[data-ready=yes]")
    assert page.locator("#day").input_value() == "2025-03-01"
    assert page.locator("#year").get_attribute("aria-valuetext") == "1 March 2025"
    page.locator("#any-time").click()
    assert page.locator("#day").input_value() == "" and "#date" not in page.evaluate("kgLink()")
    page.locator("#do-undo").click()
    assert page.locator("#day").input_value() == "2025-03-01"


def test_playing_goes_through_the_years(visit: Open, pages: dict[str, Path]) -> None:
    """Play moves from year to year in which something changes; pausing leaves the page at its year."""
    page = visit(pages["alliances"]).page
    first = data(page)["years"][0]
    page.locator("#play").click()
    page.wait_for_function(f"() => document.getElementById('day').value > '{first}-12-31'", timeout=15_000)
    page.locator("#play").click()
    year = page.locator("#year").input_value()
    assert page.locator("#play").inner_text() == "▶ Play"
    assert f"31 December {int(year)}" in page.locator("#then").inner_text()


def test_slider_works_by_keyboard(visit: Open, pages: dict[str, Path]) -> None:
    """The arrow keys move the slider a year, and a screen reader is told what held."""
    page = visit(pages["alliances"]).page
    slide(page, 2024)
    page.locator("#year").focus()
    page.keyboard.press("ArrowLeft")
    assert page.locator("#year").get_attribute("aria-valuetext") == "31 December 2023"
    page.wait_for_function("() => document.getElementById('status').textContent.length > 0")
