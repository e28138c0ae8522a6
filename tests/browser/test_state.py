"""The state of a page: it is in the address, it can be undone, and what an address should not say does no harm."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .helpers import choose, data, drawn, show, until

pytestmark = pytest.mark.browser
Open = Callable[..., Any]


def seen(page: Any) -> dict[str, Any]:
    """What a person sees of the state of a page."""
    return {
        "drawn": drawn(page), "count": page.locator("#count").inner_text(), "chips": page.locator("#chips").inner_text(),
        "panel": page.locator("#panel h2").inner_text(), "view": page.locator("[role=tab][aria-selected=true]").inner_text(),
        "legend": page.locator("#legend input").evaluate_all("(ticks) => ticks.map((tick) => [tick.dataset.kind, tick.checked])"),
    }  # fmt: skip


def go(page: Any, hash_: str) -> None:
    """Go to an address of the same page, as by typing it, and wait until the page has taken it up."""
    page.evaluate(
        """(hash) => new Promise((done) => {
             const before = location.href;
             location.hash = hash;
             if (location.href === before) done();
             else addEventListener('hashchange', () => setTimeout(done), { once: true });
           })""",
        hash_,
    )


def narrow(page: Any) -> None:
    """Narrow the page in many ways at once."""
    choose(page, "Japan")
    page.locator("#panel [data-act=focus]").click()
    page.get_by_role("button", name="One step wider").click()
    page.locator("#legend input[data-kind=member]").uncheck()
    choose(page, "Canada")
    page.locator("#panel [data-act=hide]").click()
    choose(page, "Philippines")
    until(page, "location.hash.includes('sel=')")


def test_link_and_reload_give_the_same_view(visit: Open, pages: dict[str, Path]) -> None:
    """What one sees after focus, filter, hide and select is what another sees who is sent the link, and after a reload."""
    page = visit(pages["alliances"]).page
    everything = drawn(page)
    narrow(page)
    before = seen(page)
    assert before["drawn"] != everything and before["panel"] == "Philippines"
    assert "Around Japan: 2 steps" in before["chips"] and "Hidden: Canada" in before["chips"]
    assert "Without ties: Member" in before["chips"]
    link = page.evaluate("kgLink()")
    other = visit(pages["alliances"]).page
    other.goto("about:blank")
    other.goto(link, wait_until="commit")
    other.wait_for_selector("body[data-ready=yes]")
    assert seen(other) == before
    until(page, f"location.href === {json.dumps(link)}")
    page.reload(wait_until="commit")
    page.wait_for_selector("body[data-ready=yes]")
    assert seen(page) == before


def test_undo_goes_back_step_by_step(visit: Open, pages: dict[str, Path]) -> None:
    """Each undo takes back one step, redo does it again, and neither button works where there is nothing to do."""
    page = visit(pages["alliances"]).page
    undo, redo = page.locator("#do-undo"), page.locator("#do-redo")
    assert undo.get_attribute("aria-disabled") == redo.get_attribute("aria-disabled") == "true"
    steps = [drawn(page)]
    choose(page, "Japan")
    page.locator("#panel [data-act=focus]").click()
    steps.append(drawn(page))
    page.locator("#legend input[data-kind=alliance]").uncheck()
    steps.append(drawn(page))
    page.locator("#panel [data-act=hide]").click()
    steps.append(drawn(page))
    assert len({str(sorted(edges)) for _, edges in steps}) == 4
    show(page, "table")
    for expected in reversed(steps[:-1]):
        undo.click()
        show(page, "network")
        assert drawn(page) == expected
    undo.click()  # the selection
    assert page.locator("#panel h2").count() == 0 and undo.get_attribute("aria-disabled") == "true"
    page.keyboard.press("u")
    assert "nothing to undo" in page.locator("#status").inner_text()
    redo.click()
    page.keyboard.press("Control+Shift+Z")
    assert drawn(page) == steps[1]
    page.keyboard.press("r")
    assert drawn(page) == steps[0]


@pytest.mark.parametrize(
    "address",
    [
        "#sel=javascript:alert(1)&view=evil&date=2024-99-99x&depth=0&least=-1&theme=<script>",
        "#hide=%E0%A4%A,%00,__proto__&focus=constructor&path=a,b&no-ties=toString,__proto__&expand=,,,",
        "#view=&depth=&least=&undated=&path=&off=1&=&&&===&%",
        "#" + "no-ties=" + "x," * 5000,
    ],
)
def test_address_that_no_page_wrote_does_no_harm(visit: Open, pages: dict[str, Path], address: str) -> None:
    """Whatever an address says that the page does not know is passed over: the whole network is shown."""
    page = visit(pages["alliances"]).page
    everything = drawn(page)
    page.goto("about:blank")
    page.goto(pages["alliances"].as_uri() + address, wait_until="commit")
    page.wait_for_selector("body[data-ready=yes]")
    assert drawn(page) == everything
    if "sel=" in address or "focus=" in address:
        assert "not on this page" in page.locator("#status").inner_text()


def test_addresses_mean_one_state(visit: Open, pages: dict[str, Path]) -> None:
    """An address that a page writes is read as the very state that wrote it, whatever the state."""
    page = visit(pages["disputes"]).page
    known = data(page)
    key = {item["id"]: item.get("key", item["id"]) for item in [*known["nodes"], *known["edges"]]}
    nodes = st.sampled_from([key[node["id"]] for node in known["nodes"]])
    items = st.sampled_from(sorted(key.values()))
    some = st.lists(items, max_size=3, unique=True).map(sorted).map(",".join)
    kinds = (
        st.lists(st.sampled_from(["dispute", "position", "acts", "words"]), max_size=2, unique=True)
        .map(sorted)
        .map(",".join)
    )
    days = st.dates().map(str)
    states = st.fixed_dictionaries({}, optional={
        "view": st.sampled_from(["map", "table"]), "date": days, "undated": st.just("no"), "sel": items, "focus": nodes,
        "depth": st.integers(2, 6).map(str), "hide": some, "from": days, "to": days, "least": st.integers(2, 99).map(str),
        "path": st.lists(nodes, min_size=2, max_size=2).map(",".join), "theme": st.sampled_from(["light", "dark"]),
        "no-ties": kinds,
    })  # fmt: skip

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    @given(states)
    def round_trip(state: dict[str, str]) -> None:
        wanted = "&".join(f"{name}={value}" for name, value in state.items() if value)
        go(page, "#" + wanted)
        written = page.evaluate("kgLink().split('#')[1]")
        assert sorted(written.split("&")) == sorted(wanted.split("&"))
        go(page, "#" + written)
        assert page.evaluate("kgLink().split('#')[1]") == written

    round_trip()


def test_typed_address_is_taken_up(visit: Open, pages: dict[str, Path]) -> None:
    """An address typed into an open page changes the page, and that can be undone."""
    page = visit(pages["alliances"]).page
    everything = drawn(page)
    go(page, "#no-ties=alliance,member")
    assert not page.locator("#legend input[data-kind=alliance]").is_checked()
    assert len(drawn(page)[1]) < len(everything[1])
    page.locator("#do-undo").click()
    assert drawn(page) == everything
