"""Repairs of trees made one after the other, each tried only in sentences that hold the words it is about.

Some two hundred repairs stand ready, of which a sentence has the words of a few: to look for these words first saves
most of the walks through its tree. Those that are about any words are about few shapes of tree, which the labels of the
parser show as well.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence, Set
from functools import partial, reduce
from itertools import compress
from operator import attrgetter, or_
from typing import Any, Generic, TypeVar

from kg.annotate.tree import SUBJECTS, CircularError
from kg.core.annotated import Token

Repair = Callable[[Sequence[Token]], None]
"""Mends the tree of one sentence in place; CircularError where it would hang a word below itself."""

_R = TypeVar("_R", bound=Callable[..., None])
_T = TypeVar("_T")

_NEEDS: dict[Callable[..., None], tuple[frozenset[str], ...]] = {}
"""The words that a repair needs: of each set, one at least."""


def only_with(*needs: Collection[str]) -> Callable[[_R], _R]:
    """Keeps a repair for sentences that hold a word of each of the sets: its text, its lemma, or its text without a
    final 's', all in lower case.
    """

    def kept(repair: _R) -> _R:
        _NEEDS[repair] = tuple(frozenset(need) for need in needs)
        return repair

    return kept


Shape = str | tuple[str, str]
"""What a tree may hold: a label, a tag or a kind of mention ('conj', 'NNS', 'Time'); or two of these: of one token
('conj', 'VBD'), ('pobj', 'Time'), or the labels of a token and of one below it ('ccomp', 'nsubj').
"""
NO_SUBJECT: Shape = ("ROOT", "no subject")
"""The shape of a tree whose root has no subject."""

_SHAPES: dict[Callable[..., None], tuple[frozenset[Shape], ...]] = {}
"""The shapes that a repair needs: of each set, one at least."""


def only_where(*needs: Collection[Shape]) -> Callable[[_R], _R]:
    """Keeps a repair for trees that hold a shape of each of the sets."""

    def kept(repair: _R) -> _R:
        _SHAPES[repair] = tuple(frozenset(need) for need in needs)
        return repair

    return kept


def pairs(firsts: Collection[str], seconds: Collection[str]) -> frozenset[Shape]:
    """The shapes of two, of which the first is one of the former, and the second one of the latter."""
    return frozenset((first, second) for first in firsts for second in seconds)


def shapes_of(tokens: Sequence[Token]) -> Set[Shape]:
    """The shapes that a tree holds."""
    shapes: set[Shape] = {t.dep for t in tokens}
    shapes.update([t.tag for t in tokens])
    shapes.update([(t.dep, t.tag) for t in tokens])
    for token in tokens:
        mention = token.mention
        if mention is not None:
            shapes.update((mention.kind, (token.dep, mention.kind), (token.dep, mention.role)))
        if token.children:
            below = [c.dep for c in token.children]
            shapes.update([(token.dep, dep) for dep in below])
            if token.head is None and not any(map(SUBJECTS.__contains__, below)):
                shapes.add(NO_SUBJECT)
        elif token.head is None:
            shapes.add(NO_SUBJECT)
    return shapes


def words_of(tokens: Sequence[Token]) -> set[str]:
    """The words by which the repairs of a sentence are chosen."""
    words = {t.low for t in tokens}
    words.update([w[:-1] for w in words if w[-1:] == "s"])
    words.update([t.lemma.lower() for t in tokens])
    return words


class _Needs(Generic[_T]):
    """What repairs need: one at least of each of some sets of words or of shapes. Repairs are the bits of a number."""

    def __init__(self, needs: Sequence[tuple[frozenset[_T], ...]]) -> None:
        self._turns, self._count = max(map(len, needs), default=0), len(needs)
        self._free = 0
        """For the first set that repairs have, the second .., one behind the other: those without one."""
        self._of: dict[_T, int] = {}
        """In the same order, for each word or shape, those whose set has it."""
        for turn in range(self._turns):
            for n, sets in enumerate(needs, turn * self._count):
                self._free |= (len(sets) <= turn) << n
                for one in sets[turn] if turn < len(sets) else ():
                    self._of[one] = self._of.get(one, 0) | 1 << n
        self._known = frozenset(self._of)

    def met(self, there: Set[_T], fit: int) -> int:
        """Of some repairs, those that find one of each of their sets."""
        found = reduce(or_, map(self._of.__getitem__, self._known & there), self._free)
        for _ in range(self._turns):
            fit &= found
            found >>= self._count
        return fit


class Repairs:
    """Repairs in the order in which they are made."""

    def __init__(self, repairs: Sequence[Repair]) -> None:
        self.all = tuple(repairs)
        self._words, self._shapes = _Needs([*map(_needs, repairs)]), _Needs([*map(_shapes, repairs)])

    def chosen(self, tokens: Sequence[Token]) -> list[Repair]:
        """The repairs for the words of a sentence, in their order."""
        return self._those(self._for_words(tokens))

    def _for_words(self, tokens: Sequence[Token]) -> int:
        return self._words.met(words_of(tokens), (1 << len(self.all)) - 1)

    def _those(self, chosen: int) -> list[Repair]:
        """Repairs in their order, by the bits of a number."""
        return [*compress(self.all, f"{chosen:b}".encode().translate(_BITS)[::-1])]

    def mend(self, tokens: Sequence[Token]) -> None:
        """Mend one sentence's tree in place.

        A repair that would hang a word below itself is left out of this sentence: no tree with a circle leaves here.
        One repair may make the shape that another needs, so that all for the words are tried where one has changed
        anything.
        """
        parsed = [_told(t) for t in tokens]
        for_words = self._for_words(tokens)
        for_both = self._shapes.met(shapes_of(tokens), for_words)
        if _first_refused(tokens, self._those(for_both)) is None and parsed == [*map(_told, tokens)]:
            return
        _restore(tokens, parsed)
        steps = self._those(for_words)
        while (refused := _first_refused(tokens, steps)) is not None:
            _restore(tokens, parsed)
            del steps[refused]


_BITS = bytes.maketrans(b"01", b"\0\1")
_told = attrgetter("text", "lemma", "pos", "tag", "dep", "head")


def _first_refused(tokens: Sequence[Token], steps: Sequence[Repair]) -> int | None:
    """The place of the first repair that would make a circle, where the others stop; None where all were made."""
    for n, step in enumerate(steps):
        try:
            step(tokens)
        except CircularError:
            return n
    return None


def _restore(tokens: Sequence[Token], parsed: Sequence[tuple[str, str, str, str, str, Token | None]]) -> None:
    """Set a tree to what the parser had said."""
    for token, told in zip(tokens, parsed, strict=True):
        text, token.lemma, token.pos, token.tag, token.dep, token.head = told
        token.write(text)
        token.children = []
    for token in tokens:
        if token.head is not None:
            token.head.children.append(token)


def _needs(repair: Any) -> tuple[frozenset[str], ...]:
    """What a repair needs, the set of the fewest words first."""
    return tuple(sorted(_NEEDS.get(_plain(repair), ()), key=len))


def _shapes(repair: Any) -> tuple[frozenset[Shape], ...]:
    """The shapes that a repair needs, the set of the fewest first."""
    return tuple(sorted(_SHAPES.get(_plain(repair), ()), key=len))


def _plain(repair: Any) -> Any:
    """The repair itself, without the words that it was given."""
    return repair.func if isinstance(repair, partial) else repair
