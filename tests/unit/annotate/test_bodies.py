"""Bodies that no list names are found by the shape of their names."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kg.annotate.bodies import BodyNames

ROOT = Path(__file__).parents[3]
BODIES = BodyNames(yaml.safe_load((ROOT / "graph/lexicon/bodies.yaml").read_text("utf-8")))


def _names(text: str) -> list[str]:
    return [b.name for b in BODIES.find(text, [])]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Sahel Herders Association urged Chad to act.", ["Sahel Herders Association"]),
        ("On Monday Copper Bay Holdings sued Peru.", ["Copper Bay Holdings"]),
        ("The World Falcon Organization of Canada protested.", ["World Falcon Organization of Canada"]),
        ("The Delta Peoples Front (DPF) attacked. The DPF fled.", ["Delta Peoples Front"] * 3),
        ("The Sulu Freedom Council fled.", ["Sulu Freedom Council"]),
        (
            "The Aceh Salvation Committee and the Ogaden Liberation Army met.",
            ["Aceh Salvation Committee", "Ogaden Liberation Army"],
        ),
        ("KAPSO marched. KAPSO sang. Then KAPSO went home.", ["KAPSO"] * 3),
        ("Hizb-ut-Tahrir and Tehreek-e-Insaf marched in Mazar-e-Sharif.", ["Hizb-ut-Tahrir", "Tehreek-e-Insaf"]),
    ],
)
def test_body_is_found(text: str, names: list[str]) -> None:
    """A noun of bodies behind a name, its initials in brackets, and capitals used again and again name a body."""
    assert _names(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "The Eastern Front was quiet.",
        "They met in Dar-e-Salam, near Pul-i-Khumri.",
        "GDP fell. GDP rose. GDP fell again.",
        "THE PEOPLES FRONT MARCHED TODAY",
        "The Reciprocal Access Agreement (RAA) is signed.",
        "The association of fishermen protested.",
        "The National Security Council, the Federal Council and a Joint Military Committee met.",
        "Peru met Chile.",
        "Ghana, a State Party to the treaty, met the other States Parties.",
    ],
)
def test_no_body_is_found(text: str) -> None:
    """Directions, common initials, treaties, lines of capitals and common nouns name none."""
    assert _names(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Jamaat-e-Islah Chad (JIC) attacked.", "Jamaat-e-Islah Chad"),
        ("Free Sahel Chad (FSC) attacked.", "Free Sahel Chad"),
        ("The Bank of Chad (BOC) fell.", None),
        ("Troops of Chad (TFC) came.", None),
        ("The Army Chad (CBA) came.", None),
    ],
)
def test_name_that_ends_in_that_of_a_state(text: str, name: str | None) -> None:
    """Its initials in brackets make one name of words and a state, but no organ 'of' a state is such a body."""
    at = text.index("Chad")
    assert [b.name for b in BODIES.find(text, [(at, at + 4)]) if " " in b.name][:1] == ([name] if name else [])


def test_known_names_are_left_to_the_lexicon() -> None:
    """A name whose head lies within a known one is not named anew."""
    text = "The Arab League met."
    assert BODIES.find(text, [(4, 15)]) == []


def test_ships_are_no_bodies() -> None:
    """What a navy puts before the names of its ships names nobody, however often it stands in a text."""
    assert _names("It sent the BNS Padma, the BNS Jamuna and the BNS Meghna.") == []
