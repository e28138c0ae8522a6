"""Whose office a pronoun tells."""

from __future__ import annotations

import pytest

from reading import claims

TOLD = [
    ("In a ruling read by its president, Joan Doe, the International Court of Justice rejected it.",
     "International Court of Justice"),
    ("Amnesty International goes further, said Ana Call, its secretary general.", "Amnesty International"),
    ("President Luis Ray of Chile warned Peru on Monday. Two days later his ambassador in Lima, Ana Roe, left.", "CL"),
    ("Chile met Peru in Lima. Its ambassador, Ana Roe, left.", "CL"),
    ("Chile met Peru in Lima.\n\nIt rained for days.\n\nTheir ambassador, Ana Roe, left.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "whose"), TOLD)
def test_an_office_is_of_the_one_for_whom_the_pronoun_stands(text: str, whose: str | None) -> None:
    """'Its' is of the subject of the clause, of the only body named, or of the sentence before; else of nobody."""
    found = {c.subject.name: c.of.key if c.of else None for c in claims(text, "holdsOffice")}
    found.pop("Luis Ray", None)
    assert list(found.values()) == [whose]
