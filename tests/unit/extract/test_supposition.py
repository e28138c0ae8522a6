"""What is only supposed, to judge what it would bring, is no claim."""

from __future__ import annotations

import pytest

from reading import claims

SUPPOSED = [
    "To revoke the Lagos Treaty would be taken as an insult, Kenya said.",
    "Scrapping the Lima Accord would be madness, the Peruvian president said.",
    "Leaving the Lagos Convention could harm Kenya.",
    "Expelling the Chilean ambassador would be a mistake, Peru's president said.",
    "It would be a mistake for Peru to expel the Chilean ambassador.",
    "Kenya's leaving the African Union would be a blow.",
]
UNSAID = [
    "Nobody says that Kenya attacked Ghana.",
    "No source claims Kenya attacked Ghana.",
    "Nothing suggests that Kenya attacked Ghana.",
    "There is nothing to suggest that Kenya attacked Ghana.",
]
TOLD = [
    ("Kenya said that it would be ready to expel the Chilean ambassador.", "SANCTION"),
    ("Scrapping the Lima Accord cost Peru a year.", "status"),
    ("Iran brought down two Israeli drones.", "ASSAULT"),
]


@pytest.mark.parametrize("text", SUPPOSED)
def test_what_is_supposed_is_no_claim(text: str) -> None:
    """'Leaving it would harm Kenya', 'it would be folly to leave it': nothing of it happens, or is planned."""
    assert [c.relation for c in claims(text) if c.relation not in ("treatyType", "holdsOffice")] == []


@pytest.mark.parametrize("text", UNSAID)
def test_what_nobody_says_is_no_claim(text: str) -> None:
    """What nobody says, or nothing suggests, has neither been done nor is it denied."""
    assert claims(text, "ASSAULT") == []


@pytest.mark.parametrize(("text", "relation"), TOLD)
def test_what_is_told_beside_it_stays_one(text: str, relation: str) -> None:
    """Whoever 'would be ready' to act will, and what has been done is no supposition."""
    assert relation in [c.relation for c in claims(text)]
