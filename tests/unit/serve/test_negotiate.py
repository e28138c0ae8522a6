"""Which form a client wants most."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.serve.negotiate import Offer, best

OFFERS = (
    Offer("json", "application/sparql-results+json", ("application/json",)), Offer("csv", "text/csv"), Offer("html", "text/html"),
)  # fmt: skip


@pytest.mark.parametrize(("accept", "name"), [
    (None, "json"), ("", "json"), ("*/*", "json"), ("nonsense", "json"), ("text/*", "csv"), ("text/csv", "csv"),
    ("TEXT/CSV ; Q=0.4 , text/html;q=0.5", "html"), ("application/json", "json"), ("text/csv;q=0, */*;q=0.1", "json"),
    ("text/*;q=0.9, text/csv;q=0.1, application/*;q=0.5", "html"), ("text/html;level=1, text/csv;q=0.3", "html"),
    ("image/png", None), ("*/*;q=0", None), ("text/csv;q=0", None), ("text/csv;q=abc", None), ("text/csv;q=2", None),
    ("application/json;q=0.5, text/csv;q=0.5", "json"),
])  # fmt: skip
def test_preferences(accept: str | None, name: str | None) -> None:
    """The most specific range decides on each form, the highest quality wins, and of equals the first form."""
    found = best(accept, OFFERS)
    assert (found.name if found else None) == name


@given(st.text(max_size=300))
def test_any_header_is_read(accept: str) -> None:
    """Whatever a header holds, the answer is one of the offers or none."""
    assert best(accept, OFFERS) in (*OFFERS, None)


def test_text_is_utf8() -> None:
    """Types of text say that they are UTF-8."""
    assert [offer.header for offer in OFFERS] == [
        "application/sparql-results+json",
        "text/csv; charset=utf-8",
        "text/html; charset=utf-8",
    ]
