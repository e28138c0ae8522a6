"""Who is left out of those who sign or ratify is found by the words of the sentence."""

from __future__ import annotations

import pytest

from kg.extract.treaty_left_out import left_out
from reading import sentence

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("All of them but Peru have ratified it.", ["Peru"]),
        ("It was ratified by every member except Peru and Chile.", ["Peru", "Chile"]),
        ("Peru and Chile, neither of which has signed it, protested.", ["Peru", "Chile"]),
        ("Peru, Chile and Ghana, none of whom signed it, protested.", ["Peru", "Chile", "Ghana"]),
        ("No state but Peru has ratified it.", []),
        ("Peru was willing, but Chile has not signed it.", ["Chile"]),
        ("Chile has not signed it until 2012.", []),
        ("Peru and Chile, both of which have signed it, protested.", []),
    ],
)
def test_those_whom_a_sentence_leaves_out(text: str, out: list[str]) -> None:
    """Behind 'all but', before 'neither of which', and who has not signed; 'no state but Peru' is Peru itself."""
    assert [t.text for t in left_out(sentence(text).tokens)] == out
