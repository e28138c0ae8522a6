"""Places that no list has, by the words that name them after 'in', 'at' or 'near': towns, buildings, waters, soil."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from kg.core.annotated import Annotated, Mention, Token
from kg.core.model import ID_BASE, Entity
from kg.core.words import word_list
from kg.link.references import STATE_KINDS, slug

_CAPITAL = r"[^\W\d_a-z][^\W\d_]*(?:[’'.-][^\W\d_]+)*"
_NAME = re.compile(
    rf"\s*(?:the|a|an|his|her|its|their|our)?\s*(?P<name>{_CAPITAL}(?:(?:\s+(?:of|and|de|du|da|do|la|le|el|al|bin|e|y|&))*\s+{_CAPITAL})*)"
    r"(?P<low>(?:\s+[a-z]+){0,2})"
)
_POSSESSIVE = re.compile(r"['’]s?(?:\s|$)")
_OWNED = word_list("extract.venues.owned")


class VenueWords:
    """The lists of ``graph/lexicon/venues.yaml``."""

    def __init__(self, data: Mapping[str, Sequence[str]]) -> None:
        self.nouns = frozenset(data["nouns"])
        self.names = frozenset(name.lower() for name in data["names"])
        self.no_place = frozenset(data["no_place"])


class Venues:
    """Reads the names of places in one document by their words."""

    def __init__(self, annotated: Annotated, words: VenueWords) -> None:
        self.text, self.words = annotated.document.text, words
        self._mentions = sorted(annotated.mentions, key=lambda m: m.span)
        self._starts = [m.span[0] for m in self._mentions]

    def after(self, prep: Token) -> Entity | None:
        """The place named by the words after a preposition; None where they name none, or one that a list has."""
        return self.at(prep.end, prep.lemma.lower())

    def at(self, start: int, prep: str = "in") -> Entity | None:
        """The place that the words from a position on name."""
        found = _NAME.match(self.text, start, min(len(self.text), start + 120))
        if found is None:
            return None
        a, b = found.span("name")
        low = found["low"].split()
        name = self.text[a:b]
        inside = self._inside(a, b)
        if _POSSESSIVE.match(self.text, b):
            return None
        if name.lower() in self.words.names:
            return self._place(name)
        last = re.split(r"[\s-]", name)[-1].lower()
        named = next((n for n, w in enumerate(low, 1) if w in self.words.nouns), 0)
        if (
            last in self.words.nouns
            and " " in name
            and not any(m.span == (a, b) and m.role != "metonym" for m in inside)
        ):
            return self._place(self._in_town(name, b))
        if named and last not in self.words.no_place and not self._of_state(inside):
            end = found.start("low") + len(re.match(rf"(?:\s+\S+){{{named}}}", found["low"]).group())  # type: ignore[union-attr]
            return self._place(self._in_town(self.text[a:end], end))
        return self._unlisted(name, inside, prep)

    def owned(self, noun: Token) -> Entity | None:
        """'Guyanese waters', 'Saudi soil', 'the Venezuelan coast': what a state's adjective stands before."""
        before = [c for c in noun.children if c.i == noun.i - 1 and c.mention is not None]
        if noun.low not in _OWNED or not before or before[0].mention is None:
            return None
        if before[0].mention.kind not in STATE_KINDS:
            return None
        return self._place(self.text[before[0].start : noun.end])

    def _unlisted(self, name: str, inside: Sequence[Mention], prep: str) -> Entity | None:
        """A town or region that no list has: a capitalised name alone, no person, body or thing that is written so."""
        words = name.split()
        plain = (
            not inside and len(words) <= 2 and not words[0].isupper() and prep in ("in", "at", "near", "off", "outside")
        )
        if not plain or any(w.lower() in self.words.no_place for w in words) or "and" in words or len(name) < 3:
            return None
        return self._place(name)

    def _in_town(self, name: str, end: int) -> str:
        """A building's name with the town that it is said to be in."""
        town = re.match(r"\s+in\s+", self.text[end : end + 8])
        if town is None:
            return name
        here = next((m for m in self._mentions if m.start == end + town.end() and m.kind == "Settlement"), None)
        return f"{name} in {self.text[here.start : here.end]}" if here is not None else name

    def _inside(self, a: int, b: int) -> list[Mention]:
        first = max(0, bisect_left(self._starts, a) - 1)
        last = bisect_left(self._starts, b)
        return [m for m in self._mentions[first:last] if m.span[0] < b and a < m.span[1]]

    def _of_state(self, inside: Sequence[Mention]) -> bool:
        """Whether only a state's name or adjective stands there ('the Indian embassy', 'Russian port')."""
        return any(m.kind in (*STATE_KINDS, "Person", "Treaty", "Time") and m.role != "metonym" for m in inside)

    def _place(self, words: str) -> Entity:
        words = " ".join(words.split())
        return Entity(f"{ID_BASE}place/{slug(words)}", "Place", words)
