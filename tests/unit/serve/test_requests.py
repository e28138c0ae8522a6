"""Names and values as requests carry them."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.requests import RefusedError, fields


@given(
    st.lists(
        st.tuples(st.text(max_size=5), st.text(st.characters(exclude_categories=("Cs",)), max_size=20)), max_size=8
    )
)
def test_fields_are_read_back(pairs: list[tuple[str, str]]) -> None:
    """What a client encodes is what is read, in its order."""
    pairs = [(name.encode("utf-8", "replace").decode(), value) for name, value in pairs]
    assert fields(urlencode(pairs)) == pairs


@pytest.mark.parametrize(("encoded", "problem"), [
    ("a=%", "percent"), ("a=%g0", "percent"), ("a=%ff", "UTF-8"), ("a=%C3%28", "UTF-8"), ("a=%ED%A0%80", "UTF-8"),
    ("&".join("a=1" for _ in range(201)), "more than 200"),
])  # fmt: skip
def test_what_cannot_be_read_is_refused(encoded: str, problem: str) -> None:
    """Bad escapes, what is no UTF-8, and too many fields are refused with a word on what is wrong."""
    with pytest.raises(RefusedError, match=problem):
        fields(encoded)
