"""Texts on pages: what is marked, and what is made harmless."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kg.core.model import ID_BASE, Evidence
from kg.serve.render import address, counted, exact, outward, plain, segments
from samples import JP, US, Article

CLAIM = Article("a").says("x", JP, "alliedWith", US).claims()[0]


@given(
    st.text("ab <&", min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 10)), max_size=8),
    st.integers(0, 5),
)
def test_a_text_is_cut_and_nothing_is_lost(text: str, spans: list[tuple[int, int]], start: int) -> None:
    """The parts put together are the text, and each has the numbers of just the claims whose words it belongs to."""
    start = min(start, len(text))
    claims = [replace(CLAIM, evidence=Evidence(first, min(first + size, 60), "")) for first, size in spans]
    parts = segments(text, claims, start, 30)
    end = min(len(text), start + 30)
    assert "".join(words for words, _, _ in parts) == text[start:end]
    at, begun = start, []
    for words, inside, starting in parts:
        for number, claim in enumerate(claims, 1):
            evidence = claim.evidence
            shown = start <= evidence.start < evidence.end <= end
            covered = shown and evidence.start <= at and at + len(words) <= evidence.end
            assert (number in inside) == covered
        begun += starting
        at += len(words)
    assert sorted(begun) == [n for n, c in enumerate(claims, 1) if start <= c.evidence.start < c.evidence.end <= end]


def test_words_are_shown_as_they_are() -> None:
    """Markup is text; what cannot be seen is shown as its code in words and left out of names."""
    assert exact("<b>\u202ea\u200b</b>\n") == (
        '&lt;b&gt;<span class="unseen">U+202E</span>a<span class="unseen">U+200B</span>&lt;/b&gt;\n')  # fmt: skip
    assert plain("a\u202e b\n\ud800c") == "a b c"
    assert (counted(1, "claim"), counted(1200, "claim")) == ("1 claim", "1,200 claims")


def test_links() -> None:
    """Things of the graph have pages here; other addresses are links only if a browser may be sent there."""
    assert (
        address(f"{ID_BASE}state/JP") == "/page/state/JP"
        and address(f'{ID_BASE}a/"<x> é') == "/page/a/%22%3Cx%3E%20%C3%A9"
    )
    assert address("http://example.org/") is None
    assert outward("https://example.org/x") == "https://example.org/x" and outward("javascript:1") is None
    assert outward(f"{ID_BASE}state/JP") is None
