"""A network of 10,000 things and 30,000 ties opens on what can be told apart, says what it leaves out, and stays usable."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.analyse.networks import NetworkRow, Thing, alliance_network
from kg.core.model import ID_BASE, Stance
from kg.view import render, write

from .helpers import choose, show

pytestmark = pytest.mark.browser
Open = Callable[..., Any]
MOST = 300


def rows(things: int) -> list[NetworkRow]:
    """Scale-free, three ties a thing, each with a sentence of its own."""

    def state(number: int) -> Thing:
        return Thing(f"{ID_BASE}state/s{number:05}", f"State {number}", ("State",))

    return [
        NetworkRow(
            claim=f"{ID_BASE}claim/{i:06}", relation="alliedWith", subject=state(a), object=state(b),
            stance=Stance.STATED, accepted=True, document=f"{ID_BASE}doc/{i % 90}", title=f"Report {i % 90}",
            publisher=f"Paper {i % 9}", published="2026-01-10", quote=f"State {a} is allied with State {b}.", start=i, end=i + 30,
        )
        for i, (a, b) in enumerate(sorted(nx.barabasi_albert_graph(things, 3, seed=1).edges()))
    ]  # fmt: skip


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "large.html"
    write(path, render(alliance_network(rows(10_000)), title="Large", subtitle="", newest="2026-01-10"))
    return path


@pytest.fixture(scope="module")
def opened(browser: Any, large: Path) -> Any:
    """The large page, opened once for the tests that only look or that leave it as it was."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(large.as_uri(), wait_until="commit")
    page.wait_for_selector("body[data-ready=yes]", timeout=120_000)
    yield page
    context.close()
    assert errors == []


def held(page: Any) -> dict[str, set[str]]:
    return {kind: set(ids) for kind, ids in page.evaluate("kgDrawn()").items()}


def count(page: Any) -> tuple[int, int]:
    """How many things are said to be drawn, and how many not."""
    words = page.locator("#count").inner_text().replace(",", "")
    shown, hidden = re.search(r"(\d+) of 10000 things.* ties drawn; (\d+) things", words).groups()  # type: ignore[union-attr]
    return int(shown), int(hidden)


def test_it_opens_on_the_best_connected(opened: Any) -> None:
    """No more than 300 things are drawn, the best connected are among them, and the rest is counted in words."""
    drawn = held(opened)
    assert 40 <= len(drawn["nodes"]) <= MOST and len(drawn["edges"]) <= 2 * MOST
    assert count(opened) == (len(drawn["nodes"]), 10_000 - len(drawn["nodes"]))
    degrees = dict(nx.barabasi_albert_graph(10_000, 3, seed=1).degree())
    best = sorted(degrees, key=lambda n: (-degrees[n], n))[:20]
    assert {f"n{n}" for n in best} <= drawn["nodes"]


def test_search_finds_one_that_is_not_drawn(opened: Any) -> None:
    """A thing that is not drawn is found by its name, drawn with its neighbours, and its evidence is shown."""
    before = held(opened)
    assert "n9876" not in before["nodes"]
    choose(opened, "State 9876")
    opened.wait_for_selector("#panel h2")
    assert opened.locator("#panel h2").inner_text().startswith("State 9876")
    after = held(opened)
    neighbours = {f"n{n}" for n in nx.barabasi_albert_graph(10_000, 3, seed=1)[9876]}
    assert {"n9876"} | neighbours <= after["nodes"] and len(after["nodes"]) <= MOST
    assert count(opened) == (len(after["nodes"]), 10_000 - len(after["nodes"]))
    opened.get_by_role("button", name=re.compile("State 9876 and|and State 9876")).first.click()
    assert "State 9876." in opened.locator("#panel blockquote").first.inner_text()


def test_zooming_in_draws_more_of_that_part(opened: Any) -> None:
    """Zoomed in on a part, its things are drawn that were not, and no more than can be told apart."""
    opened.keyboard.press("Escape")
    opened.locator("#whole").click()
    before = held(opened)
    for _ in range(7):
        opened.locator("#closer").click()
    after = held(opened)
    assert after["nodes"] - before["nodes"] and len(after["nodes"]) <= MOST
    opened.locator("#whole").click()


def test_table_says_how_many_there_are(opened: Any) -> None:
    """The table shows the ties in parts, and says of how many."""
    show(opened, "table")
    assert 0 < opened.locator("#ties tbody tr").count() <= 500
    assert re.search("29[,  ]?991", opened.locator("#table").inner_text())
    show(opened, "network")


def test_timeline_of_a_large_network_opens(opened: Any) -> None:
    """The time line of thirty thousand ties opens, and says how many rows it leaves out."""
    show(opened, "timeline")
    assert opened.locator("#timeline .time-note").inner_text()
    assert opened.locator("#timeline .item").count() <= 2 * MOST
    show(opened, "network")


def test_up_to_300_everything_is_drawn(visit: Open, tmp_path: Path) -> None:
    """A network of 120 things is drawn whole, and nothing is said to be left out."""
    write(tmp_path / "small.html", render(alliance_network(rows(120)), title="Small", subtitle="", newest=None))
    page = visit(tmp_path / "small.html").page
    assert len(held(page)["nodes"]) == 120
    assert page.locator("#count").inner_text() == "120 things, 351 ties"
