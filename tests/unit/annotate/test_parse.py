"""Sentences are parsed over stand-ins, and the tokens of their trees keep the offsets of the text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.annotate.parse import FORM_OF_ADDRESS, stand_in, words
from kg.core.annotated import Mention, Sentence
from kg.core.model import Entity
from reading import annotated, document, pipeline, sentence

pytestmark = pytest.mark.model
TEXT = (
    'In Oslo, Norwegian Foreign Minister Ana Lund and Kofi Mensah signed the "Agreement on the Law of the Sea" (ALS) '
    "on 3 May 2021.\nThe ALS binds the United Arab Emirates’ navy since mid-2022; Chinese vessels left."
)


def every_sentence() -> list[Sentence]:
    return annotated(TEXT).sentences


def test_tokens_lie_where_their_words_are() -> None:
    """A token without a mention has the words that stand in the text; one with a mention covers the mention's stretch."""
    for one in every_sentence():
        for token in one.tokens:
            if token.mention is not None:
                assert (token.start, token.end) == token.mention.span
            elif token.start < token.end:
                assert TEXT[token.start : token.end] == token.text


def test_each_mention_is_one_token() -> None:
    """Names, dates, treaties and titled persons are one token each, so that the grammar sees the bones of the sentence."""
    found = annotated(TEXT)
    for one in found.sentences:
        inside = [m for m in found.mentions if one.start <= m.start < one.end and m not in one.front]
        assert [t.mention for t in one.tokens if t.mention] == inside


def test_tokens_are_in_order_and_make_one_tree() -> None:
    """Tokens follow the text, one is the root, and every other one hangs under it."""
    for one in every_sentence():
        assert [t.i for t in one.tokens] == list(range(len(one.tokens)))
        assert [t.start for t in one.tokens] == sorted(t.start for t in one.tokens)
        (root,) = [t for t in one.tokens if t.head is None]
        assert list(root.subtree()) == one.tokens
        assert all(t in t.head.children for t in one.tokens if t.head)


def test_person_stands_behind_a_form_of_address() -> None:
    """A form of address without width precedes each person, so that names are read as persons."""
    tokens = sentence("The talks with President Ana Lund failed.").tokens
    at = next(t.i for t in tokens if t.mention and t.mention.kind == "Person")
    assert tokens[at - 1].text == FORM_OF_ADDRESS
    assert tokens[at - 1].start == tokens[at - 1].end == tokens[at].start


@pytest.mark.parametrize(
    ("form", "kind", "role", "before", "word"),
    [
        ("Kenya", "State", "name", "", "Kenya"),
        ("Papua New Guinea", "State", "name", "", "Germany"),
        ("United Arab Emirates", "State", "name", "the", "Union"),
        ("South Korean", "State", "adjective", "", "Korean"),
        ("Phnom Penh", "Settlement", "name", "in", "London"),
        ("Agreement on the Law of the Sea", "Treaty", "name", "the", "Agreement"),
        ("SOFAs", "Treaty", "name", "", "Treaties"),
        ("RAA", "Treaty", "name", "the", "Treaty"),
        ("Ana de la Cruz", "Person", "titled", "", "Cruz"),
        ("U.N. Security Council", "IntergovernmentalOrganization", "name", "the", "Council"),
    ],
)
def test_stand_in_has_the_kind_of_what_it_stands_for(form: str, kind: str, role: str, before: str, word: str) -> None:
    """A stand-in is one plain word of the grammatical kind of the mention."""
    mention = Mention(0, len(form), kind, Entity("x:y", kind, form), role)
    assert stand_in(mention, form, [(before, 0, 0, None)] if before else []) == word


def test_words_take_no_overlapping_mentions() -> None:
    """Of two mentions that overlap the first is taken, and all words keep their places."""
    text = "The Lamu Treaty binds Kenya."
    first = Mention(4, 15, "Treaty", None)
    row = words(pipeline()._stages[0].parser.nlp, text, 0, len(text), [first, replace(first, start=9)])
    assert [(a, b) for _, a, b, _ in row] == [(0, 3), (4, 15), (16, 21), (22, 27), (27, 28)]


@pytest.mark.parametrize("mark", ["\u00ad", "\n", "\u200b", "\u00a0"])
def test_odd_characters_move_no_token(mark: str) -> None:
    """A soft hyphen, a line end or another odd character within a sentence leaves all tokens at their places."""
    text = f"Kenya signed{mark} the fish{mark}eries treaty with Ghana."
    for one in annotated(text).sentences:
        for token in one.tokens:
            assert (
                document(text).text[token.start : token.end].replace("\u00ad", "-").replace("\n", " ")
                in (token.text, token.text + mark)
                or token.mention
            )


@pytest.mark.parametrize(
    ("text", "form", "lemma"),
    [
        ("Kenya staged drills.", "staged", "stage"),
        ("Kenya closed two bases.", "bases", "base"),
        ("Kenya left.", "left", "leave"),
    ],
)
def test_lemmas(text: str, form: str, lemma: str) -> None:
    """Forms that the model's rules cut too short have their dictionary form."""
    assert next(t.lemma for t in sentence(text).tokens if t.text == form) == lemma


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Kenya hopes to sign it.", "hope"), ("Kenya hoped to sign it.", "hope"), ("Kenya relaunched talks.", "relaunch"),
        ("The deal was greenlighted by parliament.", "greenlight"), ("The envoys paraphed the text.", "paraph"),
        ("The army is resupplying the post.", "resupply"), ("The fire gutted the consulate.", "gut"), ("Kenya staged a drill.", "stage"),
    ],
)  # fmt: skip
def test_lemmas_that_the_rules_strip_too_far(text: str, lemma: str) -> None:
    """Verbs that the lemmatizer's rules would turn into another word, or none, have their own lemma."""
    assert lemma in {token.lemma for token in sentence(text).tokens}


def test_a_prefix_with_a_hyphen_is_part_of_its_word() -> None:
    """'Re-established' is one token, whose stretch is that of the text, so that the tagger knows it for a verb."""
    text = "Kenya and Somalia re-established relations in August."
    (token,) = [t for one in annotated(text).sentences for t in one.tokens if t.text.startswith("re")][:1]
    assert (token.text, text[token.start : token.end]) == ("reestablished", "re-established")
