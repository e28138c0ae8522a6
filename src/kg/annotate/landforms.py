"""Islands, reefs and other features that no list names, by how the text names them.

* a name that ends in the noun of a feature ('Kapaz Island', 'Wolf Reef');
* a name that is said to be one ('South Talpatty, an uninhabited island');
* a name after or before one ('the islet of Gorda', 'a rock called Gorda', 'the Kapaz oil field').

A name that a text tells so is one wherever it stands. The nouns are data (``territory`` in
``graph/lexicon/reference.yaml``). Names that the lexicon knows are the lexicon's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_WORD = r"[A-ZÀ-Þ][\w’'-]*[\wà-ÿ]"
_NAME = rf"{_WORD}(?: (?:(?:de|da|do|del|la|el|al) )?{_WORD}){{0,3}}"


@dataclass(frozen=True, slots=True)
class Landform:
    """A feature found at ``text[start:end]``; ``kind`` is a class of the ontology."""

    start: int
    end: int
    name: str
    kind: str


class Landforms:
    """Finds features in a text."""

    def __init__(self, words: Mapping[str, Any], openers: Iterable[str]) -> None:
        """``words``: the class of a feature by its noun, under ``named`` where the noun ends a name ('Wolf Reef'), and
        under ``told`` where a name is said to be one; under ``goes_on`` what may follow then. ``openers``: words that
        begin a sentence and no name.
        """
        self._named: Mapping[str, str] = words["named"]
        self._told: Mapping[str, str] = words["told"]
        self._openers = frozenset(openers)
        ends = "|".join(sorted((w.capitalize() for w in self._named), key=len, reverse=True))
        nouns = "|".join(sorted(self._told, key=len, reverse=True))
        plain = r"(?:[a-z][\w-]*,? ){0,3}"
        self._shape = re.compile(rf"{_NAME} (?P<noun>{ends})(?![\w’'-])")
        goes_on = "|".join(words["goes_on"])
        self._apposed = re.compile(rf"(?P<name>{_NAME}), an? {plain}(?P<noun>{nouns})(?=[,.;:)–—]| (?:{goes_on})\b)")
        self._before = re.compile(rf"(?<=\bthe ){_NAME} (?P<noun>{nouns})(?!\w)")
        self._after = re.compile(rf"\b(?P<noun>{nouns}) (?:of|called|named|known as) (?P<name>{_NAME})")

    def find(self, text: str, known: Iterable[tuple[int, int]]) -> list[Landform]:
        """The features of a text, apart from what lies within the given spans."""
        taken = sorted(known)
        told: dict[str, str] = {}
        out = [
            x for m in self._shape.finditer(text) if (x := self._form(text, *m.span(), self._named[m["noun"].lower()]))
        ]
        out += [x for m in self._before.finditer(text) if (x := self._form(text, *m.span(), self._told[m["noun"]]))]
        for m in (*self._apposed.finditer(text), *self._after.finditer(text)):
            if found := self._form(text, *m.span("name"), self._told[m["noun"]]):
                out.append(found)
                told.setdefault(found.name, found.kind)
        for name, kind in told.items():
            out += [
                Landform(m.start(), m.end(), name, kind)
                for m in re.finditer(rf"(?<![\w’'-]){re.escape(name)}(?![\w’'-]|, [A-Z])", text)
            ]
        free = {(x.start, x.end): x for x in out if not any(a < x.end and x.start < b for a, b in taken)}
        longest = sorted(free.values(), key=lambda x: (x.start, -x.end))
        kept: list[Landform] = []
        for x in longest:
            if not kept or x.start >= kept[-1].end:
                kept.append(x)
        return kept

    def _form(self, text: str, start: int, end: int, kind: str) -> Landform | None:
        """A feature by its words, those that open a sentence cut off; None where none is left."""
        words: Sequence[str] = text[start:end].split(" ")
        while words and words[0] in self._openers:
            start += len(words[0]) + 1
            words = words[1:]
        plain = " ".join(words)
        if not words or plain.isupper() or plain.lower() in self._named:
            return None
        return Landform(start, end, plain, kind)
