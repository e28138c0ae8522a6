"""'He' and 'she' are taken for nobody of whom the other is said."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from kg.link.genders import Genders
from reading import facts

DATA = yaml.safe_load((Path(__file__).parents[3] / "graph/lexicon/genders.yaml").read_text("utf-8"))
GENDERS = Genders(DATA)


@pytest.mark.parametrize(
    ("words", "gender"),
    [(["Ms."], "she"), (["Chairwoman", "of"], "she"), (["King"], "he"), (["Minister"], None), (["Mr", "Ms"], None)],
)
def test_titles_tell(words: list[str], gender: str | None) -> None:
    """A title or form of address tells; where none or both stand, nothing is known."""
    assert GENDERS.of_words(words) == gender


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Maria Lopez", "she"), ("Pedro Gomez", "he"), ("Maria", None), ("Xi Jinping", None), ("", None)],
)
def test_given_names_tell(name: str, gender: str | None) -> None:
    """A given name before a family name tells; a name alone may be either."""
    assert GENDERS.of_name(name) == gender


def test_no_name_is_both() -> None:
    """No given name and no title stands in both lists."""
    for lists in DATA.values():
        assert not set(lists["he"]) & set(lists["she"])


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Minister Pedro Gomez met Chairwoman Eva Paz. He thanked Chile.", ("Pedro Gomez", "SUPPORT", "CL")),
        ("Minister Pedro Gomez met Chairwoman Eva Paz. She thanked Chile.", ("Eva Paz", "SUPPORT", "CL")),
        ("Ms. Tan met Mr. Roe in Lima. She thanked Chile.", None),
        (
            "Pedro Gomez, minister of Peru, was there. The minister met Senator Eva Paz. He thanked Chile. He condemned Togo.",
            ("Pedro Gomez", "ACCUSE", "TG"),
        ),
    ],
)
def test_a_pronoun_agrees(text: str, fact: tuple[str, str, str] | None) -> None:
    """Of two persons the one that agrees is meant, also over two sentences; of unknown ones nobody of the other kind."""
    found = facts(text, "SUPPORT", "ACCUSE")
    assert fact in found if fact is not None else not any(s == "Roe" for s, _, _ in found)
