"""Features that no list names are found by how the text names them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.landforms import Landforms

LEXICON = Path(__file__).parents[3] / "graph/lexicon"


def _data(name: str) -> Any:
    return yaml.safe_load((LEXICON / f"{name}.yaml").read_text("utf-8"))


REFERENCE = _data("reference")
LANDFORMS = Landforms(REFERENCE["landforms"], REFERENCE["territory"]["last_word"], _data("bodies")["openers"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Peru claims Kapaz Island.", [("Kapaz Island", "Island")]),
        ("The Wolf Reef is dry.", [("Wolf Reef", "Reef")]),
        ("South Gorda, an uninhabited island that both claim, is dry.", [("South Gorda", "Island")]),
        ("It lies off the islet of Gorda. Gorda is dry.", [("Gorda", "Island"), ("Gorda", "Island")]),
        ("Peru built a pad on a rock, a speck called Conejo.", [("Conejo", "Island")]),
        ("They share the Kapaz oil field.", [("Kapaz oil field", "Area")]),
        ("The Kapaz gas field is shared.", [("Kapaz gas field", "Area")]),
        ("They fought over Cape Wolf and Lake San Gorda.", [("Cape Wolf", "Area"), ("Lake San Gorda", "Area")]),
        ("Ilha da Gorda is dry.", [("Ilha da Gorda", "Area")]),
    ],
)
def test_a_feature_is_found_by_its_noun(text: str, found: list[tuple[str, str]]) -> None:
    """A noun of land at the end of a name, beside it, before it or behind it makes it a feature of that class."""
    assert [(x.name, x.kind) for x in LANDFORMS.find(text, [])] == found


@pytest.mark.parametrize(
    "text",
    [
        "Fiji, an island nation, voted for it.",
        "The Island was quiet.",
        "THE WOLF REEF IS DRY",
        "He worked for the World Bank and a rock band.",
        "An island of hope.",
        "Oslo gave the Mount to the Lake people.",
        "The Lake Fund met.",
    ],
)
def test_other_names_are_none(text: str) -> None:
    """A nation on an island, a noun alone, capitals throughout and figures of speech name no feature."""
    assert LANDFORMS.find(text, []) == []


def test_what_is_known_is_left_alone() -> None:
    """A stretch that another finder has taken is not found again."""
    text = "Peru claims Kapaz Island."
    assert LANDFORMS.find(text, [(12, 24)]) == []


@given(st.text(alphabet="Ab ,.óÉ\nisland of", max_size=200))
def test_any_text_is_read(text: str) -> None:
    """Whatever is found has its own words, and no two overlap."""
    found = LANDFORMS.find(text, [])
    assert all(text[x.start : x.end] == x.name for x in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
