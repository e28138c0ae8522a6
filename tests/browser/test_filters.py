"""Legend and filters: what the picture, the table and the counts show is what the claims of the page say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .helpers import claims, data, drawn, listed, show

pytestmark = pytest.mark.browser
Open = Callable[..., Any]


def with_claims(page: Any, passes: Callable[[dict[str, Any], dict[str, Any]], bool]) -> set[str]:
    """Ties with a claim that passes, from the page's own data: ``passes(claim, document)``."""
    known = claims(page)
    return {
        edge["id"]
        for edge in data(page)["edges"]
        if any(passes(c := known["claims"][n], known["documents"][c["document"]]) for n in edge["claims"])
    }


def test_legend_filters_lines_signs_and_standing(visit: Open, pages: dict[str, Path]) -> None:
    """Each tick of the legend takes its lines or signs from picture and table, the counts follow, a chip gives them back."""
    page = visit(pages["disputes"]).page
    edges = {edge["id"]: edge for edge in data(page)["edges"]}
    states = {node["id"] for node in data(page)["nodes"] if node["kind"] == "state"}
    for kind, left in (
        ("position", {i for i, e in edges.items() if e["kind"] != "position"}),
        ("attributed", {i for i, e in edges.items() if e["standing"] != "attributed"}),
        ("feature", {i for i, e in edges.items() if {e["from"], e["to"]} <= states}),
    ):
        tick = page.locator(f"#legend input[data-kind={kind}]")
        tick.uncheck()
        assert 0 < len(left) < len(edges) and drawn(page)[1] == left, kind
        assert page.locator("#count").inner_text().endswith(f"{len(left)} of {len(edges)} ties")
        assert f"{len(edges) - len(left)} of {len(edges)} ties are not shown" in page.locator("#chips").inner_text()
        assert listed(page) == left
        show(page, "network")
        page.locator("#chips button").last.click()
        assert tick.is_checked() and len(drawn(page)[1]) == len(edges)
    shown = page.locator("#legend label", has=page.locator("input[data-kind=acts]")).locator(".number").inner_text()
    assert int(shown) == sum(edge["kind"] == "acts" for edge in edges.values())


def test_filters_of_claims(visit: Open, pages: dict[str, Path]) -> None:
    """Without a stance or a publisher, and between two days, only ties with a claim that is left are shown."""
    page = visit(pages["disputes"]).page
    everything = drawn(page)[1]
    page.locator("#do-filters").click()
    assert page.locator("#filters").get_by_text("Stated").is_visible()
    page.locator("#filter-stances input[data-name=attributed]").uncheck()
    assert drawn(page)[1] == with_claims(page, lambda claim, _: claim["stance"] != "attributed") < everything
    page.locator("#filter-stances").get_by_role("button", name="All").click()
    assert drawn(page)[1] == everything
    for name in ("Paper 0", "Paper 1"):
        page.locator("#filter-publishers").get_by_label(name).uncheck()
    left = with_claims(page, lambda _, document: document["publisher"] not in ("Paper 0", "Paper 1"))
    assert drawn(page)[1] == left < everything
    assert "Without publishers: Paper 0, Paper 1" in page.locator("#chips").inner_text()
    page.get_by_role("button", name="None").last.click()
    assert drawn(page)[1] == set()
    page.keyboard.press("r")
    page.fill("#filter-from", "2024-06-01")
    page.fill("#filter-to", "2024-12-31")
    page.press("#filter-to", "Tab")

    def within(claim: dict[str, Any], document: dict[str, Any]) -> bool:
        first = claim.get("from") or claim.get("to") or document["day"]
        last = claim.get("to") or claim.get("from") or document["day"]
        return bool(last >= "2024-06-01" and first <= "2024-12-31")

    dated = with_claims(page, within)
    assert drawn(page)[1] == dated and 0 < len(dated) < len(everything)
    assert "From 2024-06-01 to 2024-12-31" in page.locator("#chips").inner_text()


def test_what_is_typed_stays_when_the_box_tells_that_it_opened(visit: Open, pages: dict[str, Path]) -> None:
    """A number typed before the opened box has told so (a task of its own) stays, counts when entered, and is set right."""
    page = visit(pages["alliances"]).page
    typed = page.evaluate(
        """() => new Promise((done) => {
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'l', bubbles: true }));
          const field = document.querySelector('#filter-least');
          field.focus();
          field.value = '2';
          document.querySelector('#filters').addEventListener('toggle', () => done(field.value));
        })"""
    )
    assert typed == "2"
    page.locator("#filter-least").evaluate("(field) => field.dispatchEvent(new Event('change'))")
    assert "At least 2 sources" in page.locator("#chips").inner_text()
    page.fill("#filter-least", "2.4")
    page.press("#filter-least", "Enter")
    assert page.locator("#filter-least").input_value() == "2"


def test_filter_of_confidence(visit: Open, pages: dict[str, Path]) -> None:
    """Only ties with a claim that is so sure, or of which that is not known, are left, and the address says so."""
    page = visit(pages["alliances"]).page
    everything = drawn(page)[1]
    page.keyboard.press("l")
    page.fill("#filter-sure", "90")
    page.press("#filter-sure", "Enter")
    left = with_claims(page, lambda claim, _: claim.get("sure", 100) >= 90)
    assert drawn(page)[1] == left == listed(page) and 0 < len(left) < len(everything)
    assert "At least 90 in 100 right" in page.locator("#chips").inner_text()
    assert "sure=90" in page.evaluate("kgLink()")
    page.fill("#filter-sure", "0")
    page.press("#filter-sure", "Enter")
    assert page.locator("#filter-sure").input_value() == "1"
    assert listed(page) == everything


def test_filter_of_corroboration(visit: Open, pages: dict[str, Path]) -> None:
    """With at least two sources asked for, ties of one source go; the field says what is the most."""
    page = visit(pages["alliances"]).page
    page.keyboard.press("l")
    page.fill("#filter-least", "2")
    page.press("#filter-least", "Enter")
    left = {edge["id"] for edge in data(page)["edges"] if edge["sources"] >= 2}
    assert drawn(page)[1] == left and 0 < len(left) < 54
    assert listed(page) == left
    assert "At least 2 sources" in page.locator("#chips").inner_text()
    page.locator("#chips").get_by_role("button", name="Take back").click()
    assert len(listed(page)) == 54
