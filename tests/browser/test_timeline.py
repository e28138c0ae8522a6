"""The time line as a person sees it: bars by status, ranges where a date is not exact, linked with everything else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .helpers import box, data, listed, settle, show

pytestmark = pytest.mark.browser
Open = Callable[..., Any]


@pytest.fixture
def line(visit: Open, pages: dict[str, Path]) -> Any:
    """The whole network's page, on its time line."""
    page = visit(pages["all"]).page
    show(page, "timeline")
    return page


def items(page: Any, of: str) -> Any:
    return page.locator(f"#timeline .item[data-of='{of}'], #timeline .item[data-of^='{of}.']")


def labels(page: Any, of: str) -> list[str]:
    return items(page, of).evaluate_all("(all) => all.map((one) => one.getAttribute('aria-label'))")  # type: ignore[no-any-return]


def treaty(page: Any, name: str) -> str:
    return next(e["id"] for e in data(page)["edges"] if e.get("treaty") == name)


def event(page: Any, kind: str, when: str) -> str:
    return next(e["id"] for e in data(page)["events"] if e["type"] == kind and e["when"] == when)


def ticks(page: Any) -> list[str]:
    return page.locator("#timeline .tick-name").all_text_contents()  # type: ignore[no-any-return]


def test_a_treaty_is_a_bar_for_each_status(line: Any) -> None:
    """The RAA is signed from July 2024 on and in force from September 2025, and the bars lie in that order."""
    raa = treaty(line, "Reciprocal Access Agreement")
    told = [one.split(": ", 1)[1] for one in labels(line, raa)]
    assert told[-2:] == ["signed, not in force, 2024-07-08 – 2025-09-10", "in force, since 2025-09-11"]
    boxes = [box(items(line, raa).nth(i)) for i in range(len(told))]
    assert [b["x"] for b in boxes] == sorted(b["x"] for b in boxes)


def test_a_click_selects_everywhere(line: Any) -> None:
    """A bar that is clicked opens its evidence; the network marks the same tie, and the address carries it."""
    raa = treaty(line, "Reciprocal Access Agreement")
    items(line, raa).last.dispatch_event("click")
    assert "Reciprocal Access Agreement" in line.locator("#panel").inner_text()
    assert items(line, raa).last.get_attribute("aria-pressed") == "true"
    assert "sel=" in line.evaluate("kgLink()")


def test_a_date_that_is_not_exact_is_a_range(line: Any) -> None:
    """An event of a day is a sign; one of a month, seen close, is as long as that month."""
    month, day = event(line, "THREATEN", "March 2025"), event(line, "COERCE", "17 June 2024")
    zoom_to_days(line, month)
    rect = box(items(line, month).locator("rect"))
    february, march = (tick_at(line, name) for name in ("2025-02", "2025-03"))
    assert abs(rect["x"] - march) < 8 and abs(rect["width"] - (march - february) * 31 / 28) < 8
    line.locator("#time-whole").click()
    settle(line)
    assert items(line, day).locator("rect").count() == 0 and items(line, day).locator("path").count() == 1


def zoom_to_days(page: Any, of: str) -> None:
    """Zoom in on an item until the scale has months."""
    for _ in range(40):
        where = box(items(page, of))
        page.evaluate(
            """([x]) => document.querySelector('#timeline-paper').dispatchEvent(
            new WheelEvent('wheel', { deltaY: -200, ctrlKey: true, clientX: x, bubbles: true, cancelable: true }))""",
            [where["x"] + where["width"] / 2],
        )
        settle(page)
        if {"2025-02", "2025-03"} <= set(ticks(page)):
            return
    raise AssertionError(f"no months after zooming in: {ticks(page)}")


def tick_at(page: Any, name: str) -> float:
    where = box(page.locator("#timeline .tick-name", has_text=name).first)
    return where["x"] + where["width"] / 2


def test_zoom_by_keys_and_buttons(line: Any) -> None:
    """+ makes the scale finer, 0 shows all again; the buttons do the same."""
    whole = ticks(line)
    line.locator("#timeline-paper").focus()
    for _ in range(4):
        line.keyboard.press("+")
    settle(line)
    finer = ticks(line)
    assert int(finer[1][:4]) - int(finer[0][:4]) < int(whole[1]) - int(whole[0])
    line.keyboard.press("0")
    settle(line)
    assert ticks(line) == whole
    line.locator("#time-closer").click()
    line.locator("#time-closer").click()
    settle(line)
    assert ticks(line) != whole


def test_click_on_the_scale_sets_the_date(line: Any) -> None:
    """A click on the scale sets the day, which is drawn as a line and stands in the address."""
    where = box(line.locator("#timeline .tick-name", has_text="2000"))
    line.mouse.click(where["x"] + where["width"] / 2, where["y"] + 5)
    day = line.locator("#timeline .date-name").text_content()
    assert abs(int(day[:4]) - 2000) <= 1 and f"date={day}" in line.evaluate("kgLink()")


def test_claims_by_time_filter_all_views(line: Any) -> None:
    """A click on the claims of a time leaves only ties with such a claim, in the table as well."""
    strip = line.locator("#timeline .item.claims")
    before = line.locator("#timeline .item:not(.claims)").count()
    assert strip.count() > 3
    strip.first.dispatch_event("click")
    assert "from=" in line.evaluate("kgLink()") and "to=" in line.evaluate("kgLink()")
    after = line.locator("#timeline .item:not(.claims)").count()
    assert 0 < after < before
    assert 0 < len(listed(line)) < len(data(line)["edges"])


def test_what_the_legend_hides_is_hidden_here(line: Any) -> None:
    """Without hostile acts there is no row of hostile acts."""
    assert "Hostile act" in rows(line)
    line.locator("#legend input[data-kind='acts']").uncheck()
    assert rows(line) and not any(name.startswith("Hostile act") for name in rows(line))


def test_a_row_of_a_dispute_names_its_place(visit: Open, pages: dict[str, Path]) -> None:
    """Two disputes of one pair are told apart by their places, in whole words on as many lines as it takes."""
    page = visit(pages["all"], size=(1280, 800)).page
    show(page, "timeline")
    dated = [e for e in data(page)["edges"] if e["kind"] == "dispute" and e.get("spans") and e.get("place")]
    assert dated and {f", {edge['place']}" for edge in dated} <= {"," + row.split(",", 1)[-1] for row in rows(page)}
    assert [row for row in rows(page) if "…" in row] == []


def rows(page: Any) -> list[str]:
    return page.locator("#timeline .row-name").evaluate_all(  # type: ignore[no-any-return]
        "(all) => all.map((one) => [...one.childNodes].filter((part) => part.nodeName !== 'title').map((part) => part.textContent).join(' '))"
    )


def test_items_are_reached_by_keyboard(line: Any) -> None:
    """Tab goes from the time line to an item, arrow down to the row below, Enter selects."""
    line.locator("#timeline-paper").focus()
    line.keyboard.press("Tab")
    first = line.evaluate("document.activeElement.dataset.of")
    line.keyboard.press("ArrowDown")
    second = line.evaluate("document.activeElement.dataset.of")
    line.keyboard.press("ArrowDown")
    third = line.evaluate("document.activeElement.dataset.of")
    assert len({first, second, third}) == 3
    line.keyboard.press("Enter")
    line.wait_for_selector("#panel h2")
    assert line.locator(f"#timeline .item[data-of='{third}']").get_attribute("aria-pressed") == "true"
