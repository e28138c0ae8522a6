"""Dates, names and links as people read them."""

from __future__ import annotations

import pytest

from kg.view.words import all_names, clean, link, side_by_side, when


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2026-01-15", "15 January 2026"), ("2024-07", "July 2024"), ("2024", "2024"),
        ("2024-05/2024-08", "May 2024 to August 2024"), ("2022/..", "since 2022"), ("../2022", "until 2022"),
        ("2024?", "perhaps 2024"), ("2024-21", "2024-21"), ("soon", "soon"), ("", ""),
    ],
)  # fmt: skip
def test_dates_in_words(edtf: str, words: str) -> None:
    """EDTF is said in words; what is not understood stays as it is."""
    assert when(edtf) == words


@pytest.mark.parametrize("address", ["https://example.org/a?b=c#d", "http://example.org:8080/"])
def test_web_addresses_are_links(address: str) -> None:
    """http and https addresses with a host are links."""
    assert link(address) == address


@pytest.mark.parametrize(
    "address",
    [None, "", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "file:///etc/passwd",
     "//example.org", "https:", "https://", "https://user@example.org", "https://a b", "https://a\u202eb", "https://[x", "http://a:x/",
     'https://a/"onclick=', "graph/sources/a.txt"],
)  # fmt: skip
def test_other_addresses_are_not(address: str | None) -> None:
    """Nothing else is ever a link: other schemes, tricks with spaces and direction marks, broken addresses, paths."""
    assert link(address) is None


def test_names_lose_what_cannot_be_seen() -> None:
    """Direction marks, zero-width and control characters go; letters of any script stay."""
    assert clean("\u202eJapan\u200b \x00\n (日本)\u2069") == "Japan (日本)"


def test_all_names_without_variants() -> None:
    """Names come in alphabetical order, Latin script first; a name within another one is left out."""
    names = all_names("Senkaku Islands", ["the Senkakus", "Diaoyu Islands", "尖閣諸島", "Diaoyu"])
    assert names == ["Diaoyu Islands", "Senkaku Islands", "尖閣諸島"]
    assert side_by_side(names, most=2) == "Diaoyu Islands / Senkaku Islands / +1 more"
