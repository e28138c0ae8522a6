"""The states of a region, each of which is meant by 'the five Central Asian states'."""

from __future__ import annotations

import pytest
from tests.unit.conftest import Read

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("The three Baltic states condemned Russia.", "EE LT LV"),
        ("The Nordic countries condemned Russia.", "DK FI IS NO SE"),
        ("The five Central Asian republics condemned Russia.", "KG KZ TJ TM UZ"),
        ("All five Central Asian states but Turkmenistan condemned Russia.", "KG KZ TJ UZ"),
        ("The Baltics condemned Russia.", ""),
        ("Two of the Baltic states condemned Russia.", ""),
        ("Two Baltic states condemned Russia.", ""),
        ("Several Central Asian states condemned Russia.", ""),
        ("The four Baltic states condemned Russia.", ""),
    ],
)
def test_each_state_of_a_region_is_meant_where_all_are(read: Read, text: str, states: str) -> None:
    """Each state of a region acts where all are spoken of, none where a part is or the number does not fit."""
    assert read(text, "ACCUSE") == [f"{code} ACCUSE RU" for code in states.split()]


def test_the_states_of_a_region_are_parties(read: Read) -> None:
    """A treaty that one state signs with those of a region has each of them for a party."""
    found = read("Peru signed the Lima Accord with the five Central Asian states but Turkmenistan.", "hasParty")
    assert [row.split()[-1] for row in found] == ["KG", "KZ", "PE", "TJ", "UZ"]
