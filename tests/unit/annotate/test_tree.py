"""Trees stay trees, whatever hangs a word elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.mending import Repairs
from kg.annotate.tree import CircularError, attach
from kg.core.annotated import Token


def chain(length: int) -> list[Token]:
    """Words of which each hangs on the one before."""
    tokens = [Token(i, 2 * i, 2 * i + 1, "a", "a", "NOUN", "NN", "dep" if i else "ROOT") for i in range(length)]
    for before, token in pairwise(tokens):
        token.head = before
        before.children.append(token)
    return tokens


def roots(tokens: Sequence[Token]) -> list[Token]:
    """The root above each word; fails where there is none."""
    found = []
    for token in tokens:
        above = [token, *islice(token.ancestors(), len(tokens) + 1)]
        assert above[-1].head is None, "a circle"
        found.append(above[-1])
    return found


def test_a_row_is_found_from_each_of_its_members() -> None:
    """'A, B and C' hangs by 'A', whichever of them is asked; in no row, a word is its own."""
    verb, *row = chain(4)
    for token in row[1:]:
        token.dep = "conj"
    assert [t.first_of_row() for t in (verb, *row)] == [verb, row[0], row[0], row[0]]
    assert (row[0].row(), row[2].row()) == (row, row[2:])


def test_a_word_does_not_hang_below_itself() -> None:
    """Hanging a word on one of those below it is refused, and nothing has changed."""
    tokens = chain(4)
    with pytest.raises(CircularError):
        attach(tokens[1], tokens[3], "conj")
    assert [t.head for t in tokens] == [None, *tokens[:3]] and tokens[1].dep == "dep"
    attach(tokens[3], tokens[1], "conj")
    assert tokens[1].children == tokens[2:] and tokens[3].dep == "conj"


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7))))
def test_a_tree_stays_a_tree(moves: list[tuple[int, int]]) -> None:
    """After any moves, refused ones among them, each word has a root above it and is among its head's children."""
    tokens = chain(8)
    for moved, onto in moves:
        try:
            attach(tokens[moved], tokens[onto], "dep")
        except CircularError:
            continue
    assert all(root.head is None for root in roots(tokens))
    assert all(t.head is None or t in t.head.children for t in tokens)


def test_a_repair_that_makes_a_circle_is_left_out() -> None:
    """The tree is as it was parsed, with the other repairs alone."""

    def wrong(tokens: Sequence[Token]) -> None:
        tokens[2].tag = "VB"
        attach(tokens[0], tokens[2], "dep")

    def right(tokens: Sequence[Token]) -> None:
        tokens[3].tag = "XX"

    tokens = chain(5)
    Repairs([wrong, right]).mend(tokens)
    assert [t.tag for t in tokens] == ["NN", "NN", "NN", "XX", "NN"]
    assert {id(root) for root in roots(tokens)} == {id(tokens[0])}
