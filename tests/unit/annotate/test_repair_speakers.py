"""Trees of sentences that name a speaker in an unusual place are mended."""

from __future__ import annotations

import pytest

from reading import sentence

pytestmark = pytest.mark.model


def _above(text: str, word: str) -> tuple[str, str | None]:
    """How a word of the sentence hangs, and on which."""
    token = next(t for t in sentence(text).tokens if t.text == word)
    return token.dep, token.head.text if token.head is not None else None


def test_a_speaker_behind_a_dash_is_not_what_was_attacked() -> None:
    """'Shelled a village - Malian minister': the village was."""
    text = "12:05 Chad has shelled a Togolese village - Malian minister"
    assert _above(text, "village") == ("dobj", "shelled")
    assert _above(text, "minister") == ("dep", "shelled")


@pytest.mark.parametrize(
    "text", ["Chad, so the Malian minister, had left the bloc.", "Chad has, so the Malian minister, left the bloc."]
)
def test_whoever_says_so_between_commas_does_not_act(text: str) -> None:
    """'Chad, so the minister, had left': Chad has."""
    assert _above(text, "Chad") == ("nsubj", "left")


def test_what_one_is_told_is_no_relative_clause() -> None:
    """'Informed the meeting that Chad had left it'."""
    assert _above("Mali informed the meeting that Chad had left the bloc.", "left") == ("ccomp", "informed")


def test_a_decision_is_to_do_what_it_decides() -> None:
    """'The decision taken by Chad to leave'."""
    assert _above("The decision taken by Chad to leave the bloc was welcomed.", "leave") == ("acl", "decision")
