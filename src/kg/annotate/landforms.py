"""Islands, reefs and other features that no list names, by how the text names them.

* a name that ends in the noun of a feature ('Kapaz Island', 'Wolf Reef') or begins with one ('Cape Wolf');
* a name that is said to be one ('South Talpatty, an uninhabited island');
* a name after or before one ('the islet of Gorda', 'a rock called Gorda', 'the Kapaz oil field').

A name that a text tells so is one wherever it stands. The nouns are data (``landforms`` in
``graph/lexicon/reference.yaml``), their classes those of other places that no list has (``territory``). Names that the
lexicon knows are the lexicon's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.annotate.bodies import WORD
from kg.core.model import ID_BASE
from kg.core.words import word_set

_JOINS = "al|da|de|del|do|el|la"
_NAME = rf"{WORD}(?: (?:(?:{_JOINS}) )?{WORD}){{0,3}}"
_SAINTS = r"San|Santa|Santo|Saint|St\.?|São"
COMPASS = word_set("annotate.landforms.compass")
"""By what a place may be said to lie beside another ('south of')."""
_PATHS = {"Area": "place", "Sea": "sea"}


@dataclass(frozen=True, slots=True)
class Landform:
    """A feature found at ``text[start:end]``; ``kind`` is a class of the ontology."""

    start: int
    end: int
    name: str
    kind: str


class Landforms:
    """Finds features in a text."""

    def __init__(self, words: Mapping[str, Sequence[str]], kinds: Mapping[str, str], openers: Iterable[str]) -> None:
        """``words``: nouns that end a name ('Wolf Reef') under ``named``; those that begin one ('Cape Wolf') under
        ``begins``, but before those under ``not_begun`` ('Lake Fund'); nouns of what a name is said to be under
        ``told``, and under ``goes_on`` what may follow then. ``kinds``: the class by the noun, where it is no ``Area``;
        ``openers``: words that begin a sentence and no name.
        """
        self._kinds, self._named, self._openers = kinds, frozenset(words["named"]), frozenset(openers)
        ends = "|".join(sorted((w.capitalize() for w in words["named"]), key=len, reverse=True))
        nouns = "|".join(sorted(words["told"], key=len, reverse=True))
        plain = r"(?:[a-z][\w-]*,? ){0,3}"
        self._shape = re.compile(rf"{_NAME} (?P<noun>{ends})(?![\w’'-])")
        goes_on = "|".join(words["goes_on"])
        self._apposed = re.compile(rf"(?P<name>{_NAME}), an? {plain}(?P<noun>{nouns})(?=[,.;:)–—]| (?:{goes_on})\b)")
        no_name = "|".join(w.capitalize() for w in words["not_begun"])
        begins = "|".join(w.capitalize() for w in words["begins"])
        self._begun = re.compile(
            rf"(?<![\w’'-])(?P<noun>{begins}) (?:(?:{_JOINS}|{_SAINTS}) )*(?!(?:{no_name})\b){WORD}(?![\w’'-])"
        )
        self._before = re.compile(rf"(?<=\b[Tt]he ){_NAME} (?P<noun>{nouns})(?!\w)")
        self._after = re.compile(rf"\b(?P<noun>{nouns}) (?:of|called|named|known as) (?P<name>{_NAME})")

    def find(self, text: str, known: Iterable[tuple[int, int]]) -> list[Landform]:
        """The features of a text, apart from what lies within the given spans."""
        taken = list(known)
        told: dict[str, str] = {}
        whole = (m for pattern in (self._shape, self._begun, self._before) for m in pattern.finditer(text))
        out = [x for m in whole if (x := self._form(text, *m.span(), m["noun"])) is not None]
        for m in (*self._apposed.finditer(text), *self._after.finditer(text)):
            if (found := self._form(text, *m.span("name"), m["noun"])) is not None:
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

    def _form(self, text: str, start: int, end: int, noun: str) -> Landform | None:
        """A feature by its words and noun, those that open a sentence cut off; None where none is left."""
        words: Sequence[str] = text[start:end].split(" ")
        while words and words[0] in self._openers:
            start += len(words[0]) + 1
            words = words[1:]
        plain = " ".join(words)
        if not words or plain.isupper() or plain.lower() in self._named:
            return None
        return Landform(start, end, plain, self._kinds.get(noun.lower(), "Area"))


def feature_iri(kind: str, slug: str) -> str:
    """The IRI of a feature that no list has, by its class and the slug of its name."""
    return f"{ID_BASE}{_PATHS.get(kind, 'feature')}/{slug}"
