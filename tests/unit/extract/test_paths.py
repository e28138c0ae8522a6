"""Paths lead from a trigger to the tokens that fill a role."""

from __future__ import annotations

import pytest

from kg.core.errors import DataError
from kg.extract.paths import STEPS, role_tokens
from reading import token


def test_each_known_step_can_be_walked() -> None:
    """Every step that the loader lets pass is one that the program walks, also from a word that stands alone."""
    for step in [*STEPS, "after:with|to", "if:greet"]:
        assert isinstance(role_tokens(token("greet"), step), tuple)


def test_step_that_no_loader_let_pass() -> None:
    """A path that is not known is an error that says so, never an empty answer."""
    with pytest.raises(DataError, match="unknown path 'sideways'"):
        role_tokens(token("greet"), "sideways")


def test_answer_is_kept_and_cannot_be_changed() -> None:
    """The tokens that a path gives are worked out once, and nobody who asks can change them for the next."""
    verb = token("greet")
    assert role_tokens(verb, "self") == (verb,)
    assert role_tokens(verb, "self") is role_tokens(verb, "self")
