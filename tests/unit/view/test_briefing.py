"""Briefings and comparisons as pages: everything escaped, nothing fetched, every sentence with its sources."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from kg.view.briefing import Line, Part, Picture, Sentence, Side, markdown, page, side_by_side

HOSTILE = "<script>alert(1)</script>\u202e & \"quotes\" 'n' `code` [x](javascript:alert(1)) |"
PARTS = [
    Part("claims", "What is claimed <b>", (
        Sentence("It is so.", ("“words”",), ("c1",), ("treaties x",), ("https://a.example/?x=1&y=2", "A title")),
        Sentence(HOSTILE, (HOSTILE,), (), (), ("javascript:alert(1)", "https://a.example/?x=1&y=2")),
    ), "A note", "None.", Picture("p", "A picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "What it shows \"")),
    Part("open", "Open", (), "", "None is known."),
]  # fmt: skip
LEFT = {"title": HOSTILE, "publisher": "P", "published": "2025", "address": "javascript:alert(1)"}
RIGHT = {"title": "Right", "publisher": "", "published": "", "address": "https://b.example/"}
LINES = [
    Line("stance", Side(HOSTILE, "“q”", "1 to 2"), Side("b", "q", "3 to 4")),
    Line("left", Side("a", "q", "1 to 2"), None),
]


class Tags(HTMLParser):
    """The tags of a page, and whether they close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


PAGES = {"briefing": page("T <i>", "S", PARTS, [HOSTILE]), "compare": side_by_side(LEFT, RIGHT, LINES, ["n"])}


@pytest.mark.parametrize("name", PAGES)
def test_page_is_well_formed_and_still(name: str) -> None:
    """Every tag closes; there is no script, no handler, no style attribute, no address that is not http(s) or the page's."""
    tags = Tags(PAGES[name])
    assert tags.open == []
    assert {tag for tag, _ in tags.seen}.isdisjoint({"script", "iframe", "object", "link", "form", "base"})
    for tag, attributes in tags.seen:
        assert not [a for a in attributes if a.startswith("on") or a == "style"]
        if href := attributes.get("href"):
            assert re.match(r"https?://|#", href), href
        if tag == "img":
            assert attributes["src"].startswith("data:image/svg+xml;base64,") and attributes["alt"]  # type: ignore[union-attr]
    assert "\u202e" not in PAGES[name]


@pytest.mark.parametrize("name", PAGES)
def test_policy_allows_the_one_style_sheet(name: str) -> None:
    """The Content-Security-Policy allows nothing but the style sheet, by its hash, and pictures within the page."""
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', PAGES[name])
    sheet = re.search(r"<style>(.*?)</style>", PAGES[name], re.DOTALL)
    assert policy and sheet
    digest = base64.b64encode(hashlib.sha256(sheet[1].encode()).digest()).decode()
    assert policy[1].replace("&#39;", "'") == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_every_sentence_has_its_sources() -> None:
    """A source has one number wherever it is named, and the list has each once; only addresses are links."""
    text = PAGES["briefing"]
    assert text.count('<li id="s1"') == 1 and text.count('href="#s1"') == 2
    assert "https://a.example/?x=1&amp;y=2" in text
    assert 'href="javascript' not in text and "javascript:alert(1)" in text
    assert "claim/c1" in text and "treaties x" in text


def test_empty_part_says_so() -> None:
    """A part without sentences says that there are none."""
    assert "None is known." in PAGES["briefing"] and "None is known." in markdown("T", "S", PARTS)


def test_same_bytes() -> None:
    """The same parts give the same page and the same Markdown."""
    assert page("T <i>", "S", PARTS, [HOSTILE]) == PAGES["briefing"]
    assert markdown("T", "S", PARTS) == markdown("T", "S", PARTS)


def test_markdown_is_escaped_and_sourced() -> None:
    """Markup in words means nothing in Markdown; sentences have the numbers of their sources."""
    text = markdown("T", "S", PARTS, ["note"])
    plain = re.sub(r"\\.", "", text)  # what is escaped is no markup
    assert "<script" not in plain and "](" not in plain and "`" not in plain
    assert "- It is so. [1] [2]" in text and "1. <https://a.example/?x=1&y=2>" in text
    assert "Rests on: claim c1, reference treaties x" in text


def test_sides() -> None:
    """The comparison counts what both tell and what one leaves out, and marks what is left out."""
    text = PAGES["compare"]
    assert (
        "told otherwise 1 (another stance 1, another verb 0, another actor 0); only the first 1; only the second 0"
        in text
    )
    assert text.count("Left out.") == 1 and text.count("<td") == 4
