"""Whatever text a document or a table has, in whatever field, it is text on the page: nothing runs, nothing is asked for.

The ``visit`` fixture asserts after each test that the page logged no error, asked for nothing and broke no policy.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from defusedxml import ElementTree

from kg.analyse.known import read_known
from kg.analyse.networks import Thing, whole_network
from kg.core.model import ID_BASE
from kg.view import render, write

from .conftest import Book, fact, feature, state
from .helpers import data, saved, settle, show, stopped_by_policy
from .hostile import HOSTILE

pytestmark = pytest.mark.browser
Open = Callable[..., Any]
FORBIDDEN = {"img", "iframe", "object", "link", "meta", "base", "video", "audio", "template", "math", "style", "embed", "form",
             "frameset", "marquee", "plaintext", "xmp", "textarea", "foreignobject", "animate", "use"}  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of which every text is hostile: names, titles, quotes, publishers, addresses, dates, rules, reference data."""
    book, facts = Book(), []
    for i, evil in enumerate(HOSTILE):
        bad = Thing(f"{ID_BASE}state/{i}-{evil}", evil, ("State", evil), (evil, evil + "2"), evil)
        more: dict[str, Any] = {"title": evil, "publisher": evil, "uri": evil, "links": (evil,), "quote": evil, "rule": evil,
                                "before": evil, "after": evil, "date_words": evil, "holder": bad, "published": evil}  # fmt: skip
        treaty = Thing(f"{ID_BASE}treaty/{i}", evil, ("Treaty",), (evil,))
        place = replace(feature("dokdo"), iri=f"{ID_BASE}feature/{i}", name=evil, names=(evil, "Dokdo"))
        if i % 2:
            book.add(bad, "alliedWith", state("US"), **more)
            book.add(treaty, "hasParty", state("US"), **more)
            book.add(treaty, "status", Thing("x:" + evil, evil), **more, date="2024-05-01")
        else:
            book.add(bad, "disputes", state("US"), place=place, **more)
            book.add(bad, "alliedWith", state("JP"), "opinion", **more)
        book.add(bad, "claimsSovereignty", place, **more)
        book.add(bad, "ACCUSE", state("US"), "attributed", place=place, **more, date="2024-06-01")
        where = f"POINT({100 + i % 40} {i % 25})"
        for what, by, value in (
            ("name", "", evil),
            ("position", "US", evil),
            ("administration", "JP", evil),
            ("point", "", where),
        ):
            facts.append(fact(len(facts), what, f"feature/{i}", by, value=value, lang="en", date="2020", page=evil))
    known = read_known([row for rows in facts for row in rows], [])
    graph = whole_network(book.rows, known)
    path = tmp_path_factory.mktemp("hostile") / "hostile.html"
    write(path, render(graph, title=HOSTILE[0], subtitle=HOSTILE[1], newest=HOSTILE[2]))
    return path


def elements(page: Any) -> set[str]:
    return set(page.evaluate("[...document.querySelectorAll('body *')].map((e) => e.localName.toLowerCase())"))


def harmless(page: Any) -> None:
    """No element of the texts' making is in the page, no handler, no link to anywhere but to what may be a source."""
    assert elements(page) & FORBIDDEN == set()
    handlers = page.evaluate(
        "[...document.querySelectorAll('body *')].flatMap((e) => [...e.attributes]).filter((a) => /^on/i.test(a.name)).map((a) => a.name)"
    )
    assert handlers == []
    links = page.evaluate("[...document.querySelectorAll('a[target]')].map((a) => a.protocol)")
    assert set(links) <= {"http:", "https:"}


def test_there_are_a_hundred() -> None:
    """The corpus has a hundred texts, no two the same."""
    assert len(set(HOSTILE)) == 100


def test_every_view_shows_texts_as_texts(visit: Open, hostile: Path) -> None:
    """In the picture, on the map, on the time line and in the table, with evidence open, nothing runs."""
    page = visit(hostile).page
    assert page.title() == HOSTILE[0] and page.locator("h1").inner_text() == HOSTILE[0]
    for view in ("network", "map", "timeline", "table"):
        show(page, view)
        page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        harmless(page)
    assert "<script>trip('script')</script>" in page.locator("#table").inner_text()
    show(page, "map")
    assert any("trip(" in name for name in page.locator("#map title").all_text_contents())


def test_every_evidence_shows_texts_as_texts(visit: Open, hostile: Path) -> None:
    """Whatever is selected, of each kind of thing, tie and event, its names and quotes are text in the panel."""
    page = visit(hostile).page
    known = data(page)
    seen = ""
    show(page, "map")
    for mark in page.locator("#map .mark").all()[::20]:
        mark.dispatch_event("click")
        seen += page.locator("#panel").inner_text()
    show(page, "timeline")
    for item in page.locator("#timeline .item:not(.claims)").all()[::40]:
        item.dispatch_event("click")
        seen += page.locator("#panel").inner_text()
    show(page, "network")
    for edge in known["edges"][::45]:
        page.evaluate("(key) => { location.hash = `sel=${key}`; }", edge["key"])
        page.wait_for_selector("#panel h2")
        seen += page.locator("#panel").inner_text()
    harmless(page)
    assert "<img src=x onerror=trip(1)>" in seen and seen.count("trip(") > 20


def test_finding_and_filtering_by_hostile_words(visit: Open, hostile: Path) -> None:
    """Hostile words may be looked for, and stand in the address, without effect."""
    page = visit(hostile).page
    for evil in HOSTILE[::12]:
        page.fill("#find", evil.replace("\x00", "").encode("utf-8", "replace").decode())
        page.press("#find", "Enter")
    harmless(page)
    page.evaluate(
        "location.hash = 'view=map&sel=<img src=x onerror=trip(99)>&date=<script>&focus=__proto__&hide=constructor&names=%3Cscript%3E'"
    )
    settle(page)
    harmless(page)


def test_what_is_saved_is_harmless(visit: Open, hostile: Path, tmp_path: Path) -> None:
    """The SVG that the page saves is well-formed, without script, handler or reference to anything outside."""
    page = visit(hostile).page
    tree = ElementTree.parse(saved(page, "svg", tmp_path))
    for element in tree.iter():
        assert element.tag.rpartition("}")[2].lower() not in {"script", "foreignobject", "image", "use", "a", "animate"}
        assert [name for name in element.attrib if name.lower().startswith("on") or name.endswith("href")] == []


def test_policy_stops_what_a_flaw_would_let_through(visit: Open, hostile: Path) -> None:
    """Hostile data leave the page's policy as it is: it stops HTML from a string, new scripts, requests."""
    stopped_by_policy(visit(hostile))
