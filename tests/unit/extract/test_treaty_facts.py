"""Parties and dates of treaties: who takes part since when, and who cannot have left."""

from __future__ import annotations

import pytest
from tests.unit.conftest import Read

_PACT = "defence pact"

DATED = [
    (
        "On the 8th of last month Chile and Peru signed a defence pact.",
        [f"{_PACT} hasParty CL 2025-05-08", f"{_PACT} hasParty PE 2025-05-08", f"{_PACT} status Signed 2025-05-08"],
    ),
    (
        "In May Chile and Peru signed a defence pact.",
        [f"{_PACT} hasParty CL 2025-05", f"{_PACT} hasParty PE 2025-05", f"{_PACT} status Signed 2025-05"],
    ),
    (
        "The ceasefire between Chile and Peru went into effect at 4 a.m. Monday.",
        [
            "ceasefire between Chile and Peru hasParty CL 2025-06-09",
            "ceasefire between Chile and Peru hasParty PE 2025-06-09",
            "ceasefire between Chile and Peru status InForce 2025-06-09",
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), DATED, ids=[text[:50] for text, _ in DATED])
def test_parties_are_dated_by_signing_or_by_a_ceasefires_beginning(read: Read, text: str, expected: list[str]) -> None:
    assert read(text, "hasParty", "status") == expected


def test_a_state_that_blames_a_pact_of_two_others_does_not_leave_it(read: Read) -> None:
    claims = read("The agreement between Chile and Peru was denounced by Brazil.", "hasParty", "status")
    assert claims == [
        "agreement between Chile and Peru hasParty CL",
        "agreement between Chile and Peru hasParty PE",
    ]


def test_a_party_that_denounces_its_pact_leaves_it(read: Read) -> None:
    claims = read("Chile denounced the defence pact between Chile and Peru.", "status")
    assert claims == ["defence pact between Chile and Peru status Withdrawn"]
