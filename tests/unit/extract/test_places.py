"""An act has the place where it was done by the words of the text, and speech has not that which it is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from reading import claims

pytestmark = pytest.mark.model
_TABLE = Path(__file__).with_name("places.tsv")
_ROWS = [line.split("\t") for line in _TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize(("text", "relation", "subject", "place"), _ROWS)
def test_place(text: str, relation: str, subject: str, place: str) -> None:
    """Each text of the table tells the act with that place, or with none where the table has a dash."""
    found = {(c.subject.key, c.place.name if c.place else "-") for c in claims(text, relation)}
    assert {p for s, p in found if s == subject} == {place}, found
