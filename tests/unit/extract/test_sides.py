"""References stand for sides: a state, its bodies and its people; each way to somebody told of before has its use."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kg.core.model import Entity
from kg.extract.addressees import WAYS
from kg.extract.sides import of_others, same_side, states, themselves
from kg.link.resolve import Ref
from reading import token

FRAMES = Path(__file__).parents[3] / "graph" / "frames"

PERU, CHILE = Entity("peru", "State", "Peru", "PE"), Entity("chile", "State", "Chile", "CL")
NAVY, DOE = Entity("navy", "Organization", "Peruvian Navy"), Entity("doe", "Person", "Jane Doe")


def ref(entity: Entity, rule: str = "named", state: Entity | None = None) -> Ref:
    """A reference to an entity that acts for a state."""
    return Ref(entity, token("a"), rule, entity.name, state)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (ref(PERU), ref(PERU), True),
        (ref(PERU), ref(CHILE), False),
        (ref(NAVY, state=PERU), ref(PERU), True),
        (ref(DOE, state=PERU), ref(PERU), False),
        (ref(PERU, "a pronoun"), ref(DOE, state=PERU), True),
        (ref(PERU, "named (adjective)"), ref(DOE, state=PERU), True),
        (ref(PERU), ref(DOE, state=PERU), False),
    ],
)
def test_bodies_are_of_the_side_of_their_state(one: Ref, other: Ref, same: bool) -> None:
    """A body is on its state's side, a person is not, and a state named for itself is not on its people's."""
    assert same_side(one, [other]) is same
    assert of_others([one], [other]) == ([] if same else [one])


def test_sides_are_states_where_there_are_states() -> None:
    """Who acts for a state counts as the state, whoever acts for none as himself."""
    assert states([ref(NAVY, state=PERU), ref(CHILE), ref(DOE)]) == {PERU, CHILE, DOE}
    assert themselves([ref(NAVY, state=PERU), ref(DOE)]) == {NAVY, PERU, DOE}


def test_each_way_is_named_by_a_frame() -> None:
    """No way lies idle."""
    rows = [row for file in FRAMES.glob("*.yaml") for row in yaml.safe_load(file.read_text("utf-8")) or []]
    assert set(WAYS) <= {way for row in rows for way in row.get("targets", ())}
