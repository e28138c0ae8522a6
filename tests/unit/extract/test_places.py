"""An act has the place where it was done by the words of the text, and speech has not that which it is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from reading import claims, table

pytestmark = pytest.mark.model
_ROWS = table(Path(__file__).with_name("places.tsv"))


@pytest.mark.parametrize(("text", "relation", "subject", "place"), _ROWS)
def test_place(text: str, relation: str, subject: str, place: str) -> None:
    """Each text of the table tells the act with that place, or with none where the table has a dash."""
    found = {(c.subject.key, c.place.name if c.place else "-") for c in claims(text, relation)}
    assert {p for s, p in found if s == subject} == {place}, found


def test_each_visit_has_its_place() -> None:
    """Of several states that are visited, each is visited at its own place."""
    found = claims("Kenyan Foreign Minister Joe Otieno visited Malawi and Mauritius on Monday.", "CONSULT")
    assert {(c.object.key, c.place.name) for c in found if c.object and c.place} == {
        ("MW", "Malawi"),
        ("MU", "Mauritius"),
    }


def test_talks_at_home_are_where_they_are_reported_from() -> None:
    """What is told in the lead of a guest and his host was done in the town of the dateline, if that is the host's."""
    text = "ACCRA, May 15 - Kenyan Foreign Minister Joe Otieno held talks with his Ghanaian counterpart, Ann Doe, on "
    found = claims(text + "Wednesday.", "CONSULT")
    assert {c.place.name for c in found if c.place} == {"Accra"}
    assert not [c for c in claims(text.replace("ACCRA", "LIMA") + "Wednesday.", "CONSULT") if c.place]
    assert not [c for c in claims(text + "Wednesday by phone.", "CONSULT") if c.place]
