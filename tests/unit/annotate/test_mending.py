"""Repairs are tried where their words stand, in their order."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path

import pytest

import reading
from kg.annotate import mending
from kg.annotate.mending import NO_SUBJECT, Repairs, Shape, only_where, only_with, pairs, words_of
from kg.annotate.tree import CircularError
from kg.core.annotated import Token


def row(text: str, lemmas: str = "") -> list[Token]:
    """Words below the first one."""
    words, bases = text.split(), (lemmas or text).split()
    tokens = [Token(i, i, i + 1, w, bases[i], "NOUN", "NN", "dep" if i else "ROOT") for i, w in enumerate(words)]
    for token in tokens[1:]:
        token.head = tokens[0]
        tokens[0].children.append(token)
    return tokens


def marks(sign: str, done: list[str]) -> mending.Repair:
    """A repair that only tells that it was tried."""

    def repair(tokens: Sequence[Token]) -> None:
        done.append(sign)

    return repair


def tried(text: str, lemmas: str = "") -> list[str]:
    """Which of four repairs are tried in a sentence."""
    done: list[str] = []
    always, of, home, both = (marks(sign, done) for sign in ("always", "of", "home", "both"))
    Repairs(
        [only_with({"home"})(home), always, only_with({"of", "from"})(of), only_with({"and"}, {"go", "side"})(both)]
    ).mend(row(text, lemmas))
    return done


@pytest.mark.parametrize(
    ("text", "lemmas", "expected"),
    [
        ("Chad left", "", ["always"]),
        ("Chad went HOME", "Chad go home", ["home", "always"]),
        ("soldiers of Chad", "", ["always", "of"]),
        ("Chad and Togo", "", ["always"]),
        ("Chad and Togo went home", "Chad and Togo go home", ["home", "always", "both"]),
        ("Chad sides with Togo and Mali", "", ["always", "both"]),
    ],
)
def test_a_repair_is_tried_where_a_word_of_each_of_its_sets_stands(text: str, lemmas: str, expected: list[str]) -> None:
    assert tried(text, lemmas) == expected


def test_a_word_stands_by_its_text_its_lemma_and_its_text_without_a_final_s() -> None:
    assert words_of(row("Sides Froze", "Sides freeze")) == {"sides", "side", "froze", "freeze"}


def test_what_a_repair_needs_holds_with_arguments_given_beforehand() -> None:
    done: list[str] = []

    def repair(tokens: Sequence[Token], say: Collection[str]) -> None:
        done.extend(say)

    repairs = Repairs([partial(only_with({"home"})(repair), say=["told"])])
    repairs.mend(row("went away"))
    repairs.mend(row("went home"))
    assert done == ["told"]


@pytest.mark.parametrize(
    ("needs", "expected"),
    [
        ([{"nsubj"}], True),
        ([{"NN"}, {"VBD", "VBZ"}], True),
        ([{"NN"}, {"VBZ"}], False),
        ([{("ROOT", "VBD")}, {("ROOT", "nsubj")}], True),
        ([pairs(("ROOT", "nsubj"), ("det", "prep"))], False),
        ([{NO_SUBJECT}], False),
    ],
)
def test_a_repair_is_tried_where_the_tree_has_a_shape_of_each_of_its_sets(
    needs: Sequence[Collection[Shape]], expected: bool
) -> None:
    done: list[str] = []
    tokens = row("left Chad")
    tokens[0].tag, tokens[1].dep = "VBD", "nsubj"
    Repairs([only_where(*needs)(marks("tried", done))]).mend(tokens)
    assert bool(done) == expected


def test_a_root_has_no_subject_where_none_hangs_on_it() -> None:
    done: list[str] = []
    Repairs([only_where({NO_SUBJECT})(marks("tried", done))]).mend(row("left home"))
    assert done == ["tried"]


def test_a_repair_that_makes_the_shape_of_a_later_one_lets_that_be_tried() -> None:
    def first(tokens: Sequence[Token]) -> None:
        tokens[1].dep = "nsubj"

    def second(tokens: Sequence[Token]) -> None:
        tokens[1].tag = "NNP" if tokens[1].dep == "nsubj" else "NN"

    tokens = row("left Chad")
    Repairs([first, only_where({"nsubj"})(second)]).mend(tokens)
    assert (tokens[1].dep, tokens[1].tag) == ("nsubj", "NNP")


def shape(tokens: Sequence[Token]) -> list[tuple[str, str, str, str, int | None]]:
    """All that a repair may change."""
    return [(t.lemma, t.pos, t.tag, t.dep, t.head.i if t.head else None) for t in tokens]


def test_no_repair_would_change_a_sentence_of_the_sample_articles_whose_words_it_does_not_need(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All are tried everywhere, and each that changes a tree is one of those chosen by their words."""
    unforeseen: list[tuple[str, str]] = []
    changed = 0

    def everywhere(self: Repairs, tokens: Sequence[Token]) -> None:
        nonlocal changed
        chosen = self.chosen(tokens)
        for repair in self.all:
            before = shape(tokens)
            try:
                repair(tokens)
            except CircularError:
                continue
            if shape(tokens) != before:
                changed += 1
                if repair not in chosen:
                    unforeseen.append((repr(repair), " ".join(t.text for t in tokens)))

    monkeypatch.setattr(Repairs, "mend", everywhere)
    pipeline = reading.pipeline()
    for path in sorted(Path(reading.ROOT, "graph", "sources").glob("*.txt")):
        pipeline.extract(pipeline.read(path))
    assert not unforeseen
    assert changed
