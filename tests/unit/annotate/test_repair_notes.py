"""Trees of notes, headlines and releases that the statistical parser gets wrong are mended before anything reads them."""

from __future__ import annotations

import pytest

from kg.core.annotated import Token
from reading import sentence

pytestmark = pytest.mark.model
RELEASE = (
    "The Government of Vanuatu thanks the Government of Japan for the generous gift of ten ambulances, which will "
    "serve all six provinces."
)


def _subjects(text: str, verb: str) -> list[str]:
    """The names that hang as subjects on a verb of the sentence."""
    tokens = sentence(text).tokens
    found: Token = next(t for t in tokens if t.text == verb)
    assert found.tag.startswith("VB"), (found.text, found.tag)
    return [t.text for t in tokens if t.dep in ("nsubj", "nsubjpass") and t.head is found]


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Turkey and Azerbaijan share intelligence on the border.", "share", "Turkey"),
        ("UAE, Bahrain back Kuwait.", "back", "UAE"),
        (RELEASE, "thanks", "Government"),
        ("The two Kenyan rangers whom Ugandan marines arrested on Lake Victoria are free.", "arrested", "marines"),
        ("Ghana withdrew its men from the dam and Togo cut the supply of power.", "cut", "Togo"),
    ],
)
def test_verb_of_a_note_has_its_subject(text: str, verb: str, subject: str) -> None:
    """A verb that the parser took for a noun, a particle or a participle is a verb, and has its subject."""
    assert subject in _subjects(text, verb)


def test_waters_are_no_verb() -> None:
    """'Waters' behind the adjective of a state is what is entered."""
    tokens = sentence("An Iraqi naval patrol enters Kuwaiti waters off Bubiyan, the ministry says.").tokens
    waters = next(t for t in tokens if t.text == "waters")
    assert waters.tag == "NNS" and waters.head is not None and waters.head.text == "enters"


def test_noun_of_a_verb_and_its_particle_is_one_word() -> None:
    """'Pull-out' is one token of the tree, with the offsets of the whole word."""
    text = "The pull-out of the garrison began on Monday."
    assert any(text[t.start : t.end] == "pull-out" for t in sentence(text).tokens)


def test_both_is_whom_the_verb_is_directed_at() -> None:
    """'Urged both to settle it': 'both' is the object of 'urged'."""
    tokens = sentence("Botswana urged both to settle the matter.").tokens
    both = next(t for t in tokens if t.text == "both")
    assert both.dep == "dobj" and both.head is not None and both.head.text == "urged"
