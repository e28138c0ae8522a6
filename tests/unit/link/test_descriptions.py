"""Definite descriptions of those whom a text has named: the Kingdom, the leaders, the latter, the Prime Minister, it."""

from __future__ import annotations

import pytest

from reading import claims

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "relation", "told"),
    [
        (
            "Iraq and the Kingdom of Saudi Arabia share a border. On Monday the Kingdom accused Iraq of breaking the truce.",
            "ACCUSE",
            {("SA", "IQ")},
        ),
        (
            "The deal was signed by Yemen and the Southern Transitional Council after the latter's fighters had attacked Oman.",
            "ASSAULT",
            {("Southern Transitional Council", "OM")},
        ),
        (
            "Minister of Defence Boris Pistorius met Prime Minister Keir Starmer. The Prime Minister condemned Iran.",
            "ACCUSE",
            {("Keir Starmer", "IR")},
        ),
        (
            "President William Ruto of Kenya hosted President Salva Kiir of South Sudan. The two presidents condemned Chad.",
            "ACCUSE",
            {("William Ruto", "TD"), ("Salva Kiir", "TD")},
        ),
        (
            "The African Union met in Lome. It noted that Ghana and Togo share a river. It condemned Chad.",
            "ACCUSE",
            {("African Union", "TD")},
        ),
        (
            "The Ministry of Foreign Affairs of Russia accused Japan of lying.",
            "ACCUSE",
            {("RU", "JP")},
        ),
        (
            "Peru left the UN Human Rights Council, whose experts had accused Nicaragua of crimes.",
            "ACCUSE",
            {("UN Human Rights Council", "NI")},
        ),
    ],
)
def test_who_is_described(text: str, relation: str, told: set[tuple[str, str]]) -> None:
    """Whoever acts is the one whom the description means."""
    found = {
        (c.subject.code or c.subject.name, (c.object.code or c.object.name) if c.object else "")
        for c in claims(text, relation)
    }
    assert found == told


def test_alliance_is_no_world_body() -> None:
    """'The alliance' of a text that speaks of NATO and the UN is NATO."""
    text = "NATO met on Monday, a day after the United Nations. Finland and Sweden are the alliance's newest members."
    found = {(c.subject.code, c.object.name) for c in claims(text, "memberOf") if c.object is not None}
    assert ("FI", "UN") not in found and ("FI", "United Nations") not in found
