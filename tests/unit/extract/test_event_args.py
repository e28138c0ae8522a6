"""Conditions on events refuse a trigger, or those who act, before the others are looked for."""

from __future__ import annotations

from typing import Any

import pytest

from kg.core.annotated import Token
from kg.core.model import Entity
from kg.extract.event_args import Args, refused, refused_of
from kg.link.resolve import Ref

CHAD = Entity("urn:chad", "State", "Chad", "TD")


@pytest.fixture
def trigger() -> Token:
    return Token(1, 5, 8, "met", "meet", "VERB", "VBD", "ROOT")


def _about(part: str) -> Any:
    """A condition that nobody meets who lacks a part."""

    def condition(a: Args) -> bool:
        return a.trigger.lemma == "hit" or bool(getattr(a, part))

    return condition


def test_a_trigger_is_refused_by_what_it_is_alone(trigger: Token) -> None:
    """A condition that asks for a role decides nothing yet."""
    assert refused(lambda a: a.trigger.lemma == "hit", trigger, {})
    assert not refused(lambda a: a.trigger.lemma == "meet", trigger, {})
    for part in ("s", "o", "s_tokens", "o_tokens", "mutual", "moved"):
        assert not refused(_about(part), trigger, {})


def test_those_who_act_are_refused_whoever_it_is_upon(trigger: Token) -> None:
    """Of those who act all is known, of the others nothing."""
    name = Token(0, 0, 4, "Chad", "Chad", "PROPN", "NNP", "nsubj")
    s = [Ref(CHAD, name, "named")]
    assert refused_of(_about("s"), trigger, [], [], {})
    assert not refused_of(_about("s"), trigger, s, [name], {})
    assert refused_of(lambda a: a.s_tokens != [name], trigger, s, [], {}), "a token for each who acts"
    for part in ("o", "o_tokens", "mutual", "moved"):
        assert not refused_of(_about(part), trigger, s, [name], {})
