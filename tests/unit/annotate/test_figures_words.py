"""Family names are found as whole words, the longer of two that begin at one place."""

from __future__ import annotations

import pytest

from kg.annotate.figures import Figures

ROWS = [{"name": name, "aliases": ""} for name in ("Ann Abbot", "Ben Abbott", "Cy Pérez")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Abbott met Pérez.", {"Abbott", "Pérez"}),
        ("Abbot’s plan", {"Abbot"}),
        ("Abbotts and Abbot-Roe, d'Abbot, _Abbot", set()),
        ("nobody", set()),
    ],
)
def test_family_names_are_whole_words(text: str, found: set[str]) -> None:
    assert Figures(ROWS, ())._in(text) == found
