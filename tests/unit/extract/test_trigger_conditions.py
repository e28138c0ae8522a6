"""What a frame asks of the words around its trigger."""

from __future__ import annotations

import pytest

from kg.core.annotated import Token
from kg.extract.trigger_conditions import CONDITIONS, satisfied
from reading import token


def phrase(*rows: tuple[str, str, str, int]) -> list[Token]:
    """Tokens of (word, tag, label, place of the head; their own place for the root)."""
    tokens = [token(word) for word, *_ in rows]
    for i, (one, (_, tag, dep, head)) in enumerate(zip(tokens, rows, strict=True)):
        one.i, one.tag, one.dep = i, tag, dep
        if head != i:
            one.head = tokens[head]
            tokens[head].children.append(one)
    return tokens


PUT_UNDER_ARREST = phrase(
    ("put", "VB", "ROOT", 0), ("envoy", "NN", "dobj", 0), ("under", "IN", "prep", 1), ("arrest", "NN", "pobj", 2)
)


def asked(**conditions: str) -> bool:
    """Whether 'put envoy under arrest' satisfies conditions of one word each."""
    return satisfied({name: frozenset({word}) for name, word in conditions.items()}, PUT_UNDER_ARREST[0])


@pytest.mark.parametrize(
    ("conditions", "holds"),
    [
        ({}, True),
        ({"object": "envoy"}, True),
        ({"object": "spy"}, False),
        ({"not_object": "envoy"}, False),
        ({"prep": "under", "pobj": "arrest"}, True),
        ({"prep": "under", "pobj": "way"}, False),
        ({"prep": "under"}, False),
        ({"text": "envoy under"}, True),
        ({"object": "envoy", "voice": "passive"}, False),
        ({"not_governor": "seem", "not_above": "seem", "not_comp": "true"}, True),
        ({"governor": "seem"}, False),
    ],
)
def test_conditions_hold_together(conditions: dict[str, str], holds: bool) -> None:
    """All conditions must hold; a phrase may hang on the object where its noun is asked for as well."""
    assert asked(**conditions) is holds


def test_each_condition_can_be_asked_of_a_lonely_word() -> None:
    """Each condition that the loader lets pass is one that the program asks, whatever stands around the trigger."""
    for name, ask in CONDITIONS.items():
        assert ask(token("greet"), frozenset({"x"}), {name: frozenset({"x"})}) in (True, False), name
