"""Whose 'we' an author is one of."""

from __future__ import annotations

import pytest

from reading import facts

pytestmark = pytest.mark.model
COLUMN = {"publisher": "opinion column"}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Peru has chased our boats away. Chile must act. Peru took our flag. Chile is near, and we condemned Togo.",
            ("CL", "ACCUSE", "TG"),
        ),
        (
            "Our president, Luis Arce, is weak. Chile is strong, Chile is rich, Chile is near. Our government condemned Togo.",
            ("BO", "ACCUSE", "TG"),
        ),
    ],
)
def test_our_state_is_told(text: str, fact: tuple[str, str, str]) -> None:
    """It is the state of 'our president', else the one most spoken of that does nothing to 'us'."""
    assert fact in facts(text, "ACCUSE", **COLUMN)


def test_where_two_are_named_as_often_nobody_is_taken() -> None:
    """An author who names two states as often may be of either."""
    text = "Peru and Chile quarrel. Peru is near, Chile is far. Our government condemned Togo."
    assert not [f for f in facts(text, "ACCUSE", **COLUMN) if f[0] in ("CL", "PE")]
