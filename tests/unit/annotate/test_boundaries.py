"""Sentence boundaries are pysbd's own."""

from __future__ import annotations

from pathlib import Path

import pysbd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.annotate.boundaries import split

ROOT = Path(__file__).resolve().parents[3]
PARTS = ["Mr. ", "Gen. Li", "U.S. ", "U.S. The ", "Jan. 5", "no. 7 ", "p. 3", "Co. ", "co. It", "e.g. this", "ice. now", "said.", " ", "He ", "(see ", ") ", '"', "“Yes!” ", "? ",
         "...", "\t", "a.m. ", "3.5 ", "Ph.D. ", "St. ", "St.", "dept. of ", "i.e. that", "\u00a0", "é. ", "K. ", "!", "1. ", "etc. ", "Sen. A. B. C",
         "[12] ", ".[3] It", ".5 He", "'", "'s ", "‘", "’ ", "«", "» ", "--", "b. ", "b) ", "(ii) ", "2) ", "5°. 3", " .pdf ", " . . . ", "!?", "?! A", "!!!",
         "4 p.m. It", "U.K.'s ", "Smith & Co. KG", "ǃHu", "\r", "\r2. It", ".'", '." A', "♨", "∯", "a.b.c. ", "。", "？ "]  # fmt: skip


@pytest.mark.parametrize("path", sorted((ROOT / "graph" / "sources").glob("*.txt")), ids=lambda p: p.stem)
def test_sources_are_cut_as_pysbd_cuts_them(path: Path) -> None:
    """Each paragraph of the sample articles is cut where pysbd's own segmenter cuts it."""
    segmenter = pysbd.Segmenter(language="en", clean=False)
    for line in path.read_text("utf-8").split("\n"):
        assert split(line) == segmenter.segment(line)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join))
def test_any_text_is_cut_as_pysbd_cuts_it(text: str) -> None:
    """Texts full of abbreviations, numbers and marks are cut where pysbd's own segmenter cuts them."""
    assert split(text) == pysbd.Segmenter(language="en", clean=False).segment(text)
