"""Subjects that the statistical parser hangs on something else are mended before anything reads the tree."""

from __future__ import annotations

import pytest

from kg.core.annotated import Token
from reading import sentence

pytestmark = pytest.mark.model
DRILL = (
    "Last Sunday the frigate tied up in Port of Spain, and Chilean marines drilled with the Trinidadian defence force "
    "until Thursday."
)
CONTRAST = (
    "Chile, by contrast, which has consistently backed the Fijian claim, in May promised the island nation a package "
    "worth 680 million dollars."
)
GENOCIDE = (
    "Kenya declared in January that the rebels had committed genocide, put its leader, Juan Mamani, under sanctions."
)


def _verb(text: str, verb: str) -> Token:
    found: Token = next(t for t in sentence(text).tokens if t.text == verb)
    assert found.tag.startswith("VB"), (found.text, found.tag)
    return found


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        (
            "The company stopped work and Peru, in a show of solidarity, sent ships to the Chilean coast.",
            "sent",
            "Peru",
        ),
        (DRILL, "drilled", "marines"),
        ("In March Russia annexed Crimea.", "annexed", "Russia"),
        ("Myanmar's military seized power on Monday, detaining ten.", "seized", "military"),
        ("Nine states, among them Germany, have frozen payments to Chad.", "frozen", "states"),
        ("In May 2019 Kenya and the interim government of Somalia signed a pact.", "signed", "Kenya"),
        ("They met three weeks after an attempt to conclude it collapsed in Lagos.", "collapsed", "attempt"),
        ("Nobody contested it until Donald Trump, back in office since May, declared it void.", "declared", "Trump"),
        ("After Chad handed out licences of its own, Togolese officers arrested the crew.", "arrested", "officers"),
        ("Last Sunday the destroyer USS Gravely tied up in Callao.", "tied", "destroyer"),
        ("The treaty has, to my mind, failed the islanders of Fiji.", "failed", "treaty"),
        (CONTRAST, "promised", "Chile"),
        ("Nairobi: declared in January that the rebels had committed a crime.", "declared", "Nairobi"),
        ("A memorandum initialled in Honolulu in January restored confidence.", "restored", "memorandum"),
        ("At around noon on 3 May four Chilean ships entered the zone.", "entered", "ships"),
        ("The mutual defence pact signed by Saudi Arabia and Pakistan alarmed India.", "alarmed", "pact"),
        ("China and Vietnam have overlapping claims in the South China Sea.", "have", "China"),
        ("In an agreement of 2024 both pledged to keep the peace.", "pledged", "both"),
    ],
)
def test_verb_has_its_subject(text: str, verb: str, subject: str) -> None:
    """A finite verb of a clause of its own has the subject that stands before it."""
    found = _verb(text, verb)
    assert subject in [t.text for t in found.by("nsubj", "nsubjpass")], [(t.text, t.dep) for t in found.children]


@pytest.mark.parametrize(
    ("text", "verb", "above"),
    [
        ("Chad shuts its embassy, accuses Libya of having armed the rebels.", "accuses", "shuts"),
        (GENOCIDE, "put", "declared"),
    ],
)
def test_verb_without_and_is_coordinated(text: str, verb: str, above: str) -> None:
    """What only a comma joins to a clause of a note is coordinated with its main verb."""
    found = _verb(text, verb)
    assert found.dep == "conj" and found.head is not None and found.head.text == above


def test_whom_is_no_subject() -> None:
    """'The boss whom Italy let go': Italy did it, to him."""
    let = _verb("Tripoli is to hand over Osama Njeem, the jail boss whom Italy let go in January.", "let")
    assert [t.text for t in let.by("nsubj")] == ["Italy"] and [t.text for t in let.by("dobj")] == ["whom"]


def test_bold_words_are_read_without_their_signs() -> None:
    """Asterisks around a name are no words of the sentence, and offsets stay those of the text."""
    text = "**Nairobi** condemned the attack on Chad."
    found = sentence(text)
    assert "*" not in {t.text for t in found.tokens}
    assert all(text[t.start : t.end] == t.text for t in found.tokens)
    assert [t.text for t in next(t for t in found.tokens if t.text == "condemned").by("nsubj")] == ["Nairobi"]


def test_talks_behind_that_are_a_noun() -> None:
    """'Said that talks with Chile are going on': 'talks' is the subject."""
    tokens = sentence("The minister said that talks with Chile on the base are continuing.").tokens
    talks = next(t for t in tokens if t.text == "talks")
    assert talks.tag == "NNS" and talks.head is not None and talks.head.text == "continuing"


def test_a_participle_behind_the_subject_is_no_subject() -> None:
    """In 'the talks planned for May were called off' the talks were called off."""
    verb = _verb("The talks between Ghana and Togo planned for May were called off.", "called")
    assert [t.text for t in verb.by("nsubjpass")] == ["talks"]


def test_who_is_wanted_extradited_extradites_nobody() -> None:
    """'Wants him extradited': somebody else is to do it."""
    him = next(t for t in sentence("Chad wants him extradited.").tokens if t.text == "him")
    assert him.dep == "nsubjpass"
