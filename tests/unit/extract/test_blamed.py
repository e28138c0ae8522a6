"""Attacks that somebody is blamed for: by the word of whoever blames him, and not where nobody does."""

from __future__ import annotations

import pytest

from kg.core.model import Claim, Document
from reading import pipeline


def _assaults(text: str) -> list[Claim]:
    document = Document(id=Document.hash(text), uri="text", name="text", text=text, published="2025-01-15", title="")
    return [c for c in pipeline().extract(document).claims if c.relation == "ASSAULT"]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Ten Togolese soldiers were killed in attacks that Lome blames on Benin.", "TG"),
        ("Kyiv blamed Russia for the attack on the hospital in Kharkiv.", "UA"),
        ("A blast tore through a bus in Baku on Tuesday. Azerbaijan blamed Armenia.", "AZ"),
    ],
)
def test_whoever_blames_is_the_holder(text: str, holder: str) -> None:
    """What somebody is blamed for is attributed to whoever blames him."""
    assert [c.holder.key for c in _assaults(text) if c.holder is not None] == [holder]


@pytest.mark.parametrize(
    "text",
    [
        "Turkey does not blame Greece for the explosion in Izmir.",
        "Poland blamed Belarus for the influx of migrants.",
        "The bombing of the synagogue, blamed on Hezbollah by Argentina, killed 85 people.",
        "The unions blame Paris for the strikes of the railwaymen.",
    ],
)
def test_no_deed_of_another(text: str) -> None:
    """Nobody is said to have attacked where he is not blamed, or blamed for something else, and no accuser has."""
    assert not [c for c in _assaults(text) if c.subject.key != "Hezbollah"]
