"""Character references of HTML are read as the signs that they stand for, at the offsets of the text."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.escaped import written_out

ROWS = [
    ("Japan&#39;s army", "Japan    's army"),
    ("it didn&#39;t move", "it did    n't move"),
    ("they can&rsquo;t", "they ca      n't"),
    ("&quot;No,&quot; he said", '     "No,"      he said'),
    ("(&#8220;no&#x201d;)", "(      “no”       )"),
    ("said:&nbsp;&quot;No.&quot;", 'said:           "No."     '),
    ("A &amp; B", "A &     B"),
    ("talks &ndash; at last &#8211; began", "talks –       at last –       began"),
]


@pytest.mark.parametrize(("text", "read"), ROWS)
def test_signs_stand_where_words_need_them(text: str, read: str) -> None:
    """Quotations open and close at their words, endings hang together, and what is left of a reference is blank."""
    assert written_out(text) == read


@pytest.mark.parametrize(
    "text", ["AT&T; R&D;", "Da&#269;i&#263;", "&bogus; &#99999; &; &#;", "&#0; &#x07;", "a & b; c"]
)
def test_letters_and_what_is_no_reference_stay(text: str) -> None:
    """A letter would part its word by blanks, and names with an ampersand are names."""
    assert written_out(text) == text


@given(st.text(alphabet=st.sampled_from(["a", "n", "t", " ", '"', "'", "“", "”", "–", "&", ";", "\n", "é"])))
def test_length_and_words_are_kept(plain: str) -> None:
    """A text of references is as long as before, and says what the text without them says."""
    text = html.escape(plain)
    read = written_out(text)
    assert len(read) == len(text)
    if "&" not in plain:
        assert "".join(read.split()) == "".join(plain.split())
