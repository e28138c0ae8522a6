"""Who and what pronouns and descriptions stand for, seen by what is read of them."""

from __future__ import annotations

import pytest
from tests.unit.conftest import Read

RELATIONS = ("memberOf", "alliedWith", "disputes", "claimsSovereignty")
REFERENCES = [
    pytest.param(
        "Kenya and Uganda signed it. Both countries belong to the African Union.",
        ["KE memberOf African Union", "UG memberOf African Union"],
        id="'both countries' are the two named together",
    ),
    pytest.param(
        "Mali, Niger and Chad met in Bamako. All three remain in the African Union.",
        ["ML memberOf African Union", "NE memberOf African Union", "TD memberOf African Union"],
        id="a number asks for as many",
    ),
    pytest.param(
        "The African Union met. Ghana is a founding member of the bloc.",
        ["GH memberOf African Union"],
        id="'the bloc' is the organisation named last",
    ),
    pytest.param(
        "NATO met. The Finns joined the alliance in 2023.",
        ["FI memberOf NATO 2023"],
        id="a people stands for its state, 'the alliance' for the organisation",
    ),
    pytest.param(
        "Russia holds the Kuril Islands. Japan claims them.",
        ["JP claimsSovereignty Kuril Islands", "JP disputes RU @Kuril Islands"],
        id="'them' are the islands",
    ),
    pytest.param(
        "Gibraltar lies south of Spain, off Africa. Both Spain and Britain claim it.",
        ["ES claimsSovereignty Gibraltar", "ES disputes GB @Gibraltar", "GB claimsSovereignty Gibraltar"],
        id="'it' is what the sentence before is about, not a landmark in it",
    ),
    pytest.param(
        "Russia fortified Etorofu and Kunashiri. Tokyo says that the two islands are its own territory.",
        ["JP claimsSovereignty Etorofu", "JP claimsSovereignty Kunashiri"],
        id="'the two islands' are the two named together",
    ),
    pytest.param(
        "Tokyo is angry. Japan's neighbour, Russia, keeps the southern Kurils. Japan wants the islands back.",
        ["JP claimsSovereignty southern Kurils"],
        id="'the islands' are those named last",
    ),
    pytest.param(
        "The South China Sea, nearly all of which China claims, is busy.",
        ["CN claimsSovereignty South China Sea"],
        id="'which' is the sea before the comma",
    ),
    pytest.param(
        "The Taiwan Strait is narrow. Beijing asserts jurisdiction over the strait.",
        ["CN claimsSovereignty Taiwan Strait"],
        id="'the strait' is the one with that word in its name",
    ),
    pytest.param(
        "Suriname claims most of the Tigri Area.",
        ["SR claimsSovereignty Tigri Area"],
        id="'most of' stands for what follows; an unknown name names an area",
    ),
    pytest.param(
        "The United States and its ally Thailand held a drill.",
        ["TH alliedWith US"],
        id="'its' is the first of the two",
    ),
    pytest.param(
        "Australia and Fiji signed the pact with the United States, an ally of both of them.",
        ["AU alliedWith US", "FJ alliedWith US"],
        id="'both of them' are the two named together",
    ),
    pytest.param(
        "Libya and Turkey signed a memorandum. Libya and Turkey met again.\n\n"
        "Greece said no. Turkey sent ships. The two neighbours, both members of NATO, are old rivals.",
        ["GR memberOf NATO", "TR memberOf NATO"],
        id="'the two neighbours' are the only two that the paragraph names",
    ),
    pytest.param(
        "Tunisia received Algeria and Libya. Neither Morocco nor Mauritania had been invited. Some accused Algeria of "
        "wishing to bury the Arab Maghreb Union, to which the five states belong.",
        [f"{code} memberOf Arab Maghreb Union" for code in ("DZ", "LY", "MA", "MR", "TN")],
        id="'the five states' are the five that the paragraph names",
    ),
    pytest.param(
        "The European Union met. Georgia hopes to join the union.",
        ["GE memberOf European Union [predicted]"],
        id="'the union' is the organisation with that word in its name",
    ),
]


@pytest.mark.parametrize(("text", "expected"), REFERENCES)
def test_references_are_resolved(read: Read, text: str, expected: list[str]) -> None:
    """A pronoun or description stands for what was named before as the case's name says."""
    assert read(text, *RELATIONS) == expected
