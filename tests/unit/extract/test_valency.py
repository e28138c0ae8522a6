"""Who does what to whom is read from the tree, whatever form the sentence has."""

from __future__ import annotations

import pytest

from kg.core.annotated import Token
from kg.extract import valency
from reading import word

pytestmark = pytest.mark.model


def said(tokens: list[Token]) -> list[str]:
    return [t.text for t in tokens]


@pytest.mark.parametrize(
    ("text", "form", "subjects", "objects"),
    [
        ("Kenya attacked Ghana.", "attacked", ["Kenya"], ["Ghana"]),
        ("Ghana was attacked by Kenya.", "attacked", ["Kenya"], ["Ghana"]),
        ("Ghana was attacked.", "attacked", [], ["Ghana"]),
        ("Kenya and Peru attacked Ghana and Chile.", "attacked", ["Kenya", "Peru"], ["Ghana", "Chile"]),
        ("Ghana, attacked by Kenya, called for help.", "attacked", ["Kenya"], ["Ghana"]),
        ("They visited the ship seized by Kenya.", "seized", ["Kenya"], ["ship"]),
        ("They visited the ship that Kenya had seized.", "seized", ["Kenya"], ["ship"]),
        ("They visited the ship Kenya had seized.", "seized", ["Kenya"], ["ship"]),
        ("Kenya, which attacked Ghana, is alone.", "attacked", ["Kenya"], ["Ghana"]),
        ("Kenya wants to attack Ghana.", "attack", ["Kenya"], ["Ghana"]),
        ("Kenya urged Ghana to attack Chile.", "attack", ["Ghana"], ["Chile"]),
        ("Kenya promised to attack Ghana.", "attack", ["Kenya"], ["Ghana"]),
        ("Kenya was accused of attacking Ghana.", "attacking", ["Kenya"], ["Ghana"]),
        ("Peru accused Kenya of attacking Ghana.", "attacking", ["Kenya"], ["Ghana"]),
        ("Kenya invaded and occupied Ghana.", "invaded", ["Kenya"], ["Ghana"]),
        ("Kenya invaded and occupied Ghana.", "occupied", ["Kenya"], ["Ghana"]),
        ("Kenya left the bloc and attacked Ghana.", "attacked", ["Kenya"], ["Ghana"]),
        ("After attacking Ghana, Kenya withdrew.", "attacking", ["Kenya"], ["Ghana"]),
        ("Kenya has a plan to attack Ghana.", "attack", ["Kenya"], ["Ghana"]),
        ("Ghana was attacked by Kenya and Peru.", "attacked", ["Kenya", "Peru"], ["Ghana"]),
        ("Kenya seized one of its ships.", "seized", ["Kenya"], ["one"]),
    ],
)
def test_logical_subject_and_object(text: str, form: str, subjects: list[str], objects: list[str]) -> None:
    """The doer and the one it is done to, also in the passive, in relative clauses, under control and in series."""
    token = word(text, form)
    assert (said(valency.logical_subjects(token)), said(valency.logical_objects(token))) == (subjects, objects)


def test_what_is_given_and_to_whom() -> None:
    """'Gave Ghana ships': the ships are given, and Ghana has them."""
    token = word("Kenya gave Ghana three ships.", "gave")
    assert said(valency.indirect_objects(token)) == ["Ghana"]
    assert said(valency.logical_objects(token)) == ["ships"]


def test_who_acts_by_a_noun_that_is_a_subject() -> None:
    """'Is an ally', 'holds Ghana responsible': the noun or adjective has the subject of its verb."""
    assert said(valency.noun_subject(word("Kenya is an ally of Ghana.", "ally"))) == ["Kenya"]
