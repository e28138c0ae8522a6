"""Comparing names: of persons, of offices and of treaties.

A name is compared by its words, without case, accents, punctuation and small words (``graph/lexicon/names.yaml``).
Persons alone may also be *near*: a few letters off in one word. A state is never compared here: it has a code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from rapidfuzz.distance import OSA

from kg.core.errors import DataError
from kg.files import YamlError, parse_yaml

_WORD = re.compile(r"[a-z0-9]+")
_PLAIN = str.maketrans({"đ": "d", "ı": "i", "ø": "o", "ł": "l", "'": None, "’": None})
_STEM = 5
"""Letters by which two words are one in other words: *servicing*, *services*."""
_NEAR = 2
"""Letters by which a misspelt name may differ (``OSA`` distance)."""


class NameComparer:
    """Compares names, with the word lists of ``graph/lexicon/names.yaml``. Raises DataError where they are wrong."""

    def __init__(self, path: Path) -> None:
        try:
            lists: Mapping[str, Any] = parse_yaml(path.read_text("utf-8"))
            self._small = frozenset(lists["small"])
            self._honorifics = frozenset(lists["honorifics"])
            self._spellings: Mapping[str, str] = dict(lists["spellings"])
            self._general = frozenset(lists["titles"])
            self._abbreviations: Mapping[str, str] = dict(lists["abbreviations"])
            self._begins = frozenset(lists["begins"])
            self._joins = frozenset(lists["joins"])
        except (OSError, UnicodeDecodeError, YamlError, KeyError, TypeError) as error:
            raise DataError(f"cannot be read ({error})", where=path.name, remedy="correct the file") from error
        self.words = lru_cache(maxsize=20_000)(self._words)
        self._title = lru_cache(maxsize=20_000)(self._title_words)

    def _words(self, name: str) -> tuple[str, ...]:
        """The words of a name in lower case, plain letters, one spelling; without articles and prepositions."""
        plain = unicodedata.normalize("NFKD", name.casefold().translate(_PLAIN))
        plain = "".join(c for c in plain if not unicodedata.combining(c))
        return tuple(self._spellings.get(w, w) for w in _WORD.findall(plain) if w not in self._small)

    def folded(self, name: str) -> str:
        """The words of a name as one string, to look it up by."""
        return " ".join(self.words(name))

    # persons

    def person(self, name: str) -> tuple[str, ...]:
        """The words of a person's name, without titles; initials are kept."""
        found = tuple(w for w in self.words(name) if w not in self._honorifics)
        return found or self.words(name)

    def same_person(self, name: str, known: Iterable[str]) -> bool:
        """Whether a name in a text can be that of a person with these full names.

        Its words are among those of one, or the other way round with two words or more; an initial stands for a word.
        So ``Marcos`` and ``Ferdinand Marcos`` can be *Ferdinand R. Marcos Jr.*, ``Bongbong Marcos`` cannot.
        """
        mine = self.person(name)
        return any(_agree(mine, self.person(other)) for other in known)

    def near_person(self, name: str, known: Iterable[str]) -> str | None:
        """The known name that ``name`` misspells, or None: all its words but one are there, and that one is near.

        Near is one or two letters off, or one in eight of the whole name; three in a word of six or more that begins
        alike, where another word agrees.
        """
        mine = self.person(name)
        return next((other for other in known if _near(mine, self.person(other))), None)

    # treaties

    def begins(self, quote: str) -> bool:
        """Whether words tell that something came into force then, not that it was in force at the time."""
        return not self._begins.isdisjoint(self.words(quote))

    def joins(self, quote: str) -> bool:
        """Whether words tell that somebody became a member then, not that they were one at the time."""
        return not self._joins.isdisjoint(self.words(quote))

    def same_title(self, name: str, known: Iterable[str], parties: Iterable[str] = ()) -> bool:
        """Whether words name a treaty as one of its known names does: the same words, in whatever order.

        A name that leaves words of an official title out ('Mutual Cooperation and Security Treaty'), and adds none, is
        the same where two telling words or more, and half of the title's, are left. Words of the names of the
        ``parties`` tell nothing.
        """
        states = tuple(parties)
        mine, telling = self._title(name, states)
        for other in known:
            theirs, left = self._title(other, states)
            if mine == theirs or (telling <= left and len(telling) >= 2 and len(telling) * 2 >= len(left) - 1):
                return True
        return False

    def variant_title(self, name: str, known: Iterable[str], parties: Iterable[str] = ()) -> str | None:
        """The known name of a treaty that ``name`` renders in other words: most telling words share their stem."""
        states = tuple(parties)
        mine = {w[:_STEM] for w in self._title(name, states)[1]}
        best: tuple[float, str] | None = None
        for other in known:
            theirs = {w[:_STEM] for w in self._title(other, states)[1]}
            shared = len(mine & theirs)
            if shared >= 2 and shared >= 0.6 * min(len(mine), len(theirs)):
                share = shared / len(mine | theirs)
                if best is None or share > best[0]:
                    best = share, other
        return best[1] if best else None

    def _title_words(self, name: str, parties: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
        """The words of a treaty's name but those of its parties' names, and which of them tell something."""
        words = [part for w in self.words(name) for part in self._abbreviations.get(w, w).split()]
        found = frozenset(words).difference(*map(self.words, parties))
        return found, frozenset(w for w in found if w not in self._general and not w.isdigit())


def _agree(mine: Sequence[str], other: Sequence[str]) -> bool:
    if not mine or not other:
        return False
    if "".join(mine) == "".join(other) or sorted(mine) == sorted(other):
        return True
    short, long = (mine, other) if len(mine) <= len(other) else (other, mine)
    if len(short) == 1:
        return len(mine) == 1 and len(short[0]) > 1 and short[0] in long
    left, full = list(long), 0
    for word in short:
        hit = next((w for w in left if w == word), None)
        full += hit is not None
        hit = hit or next((w for w in left if 1 in (len(w), len(word)) and w[0] == word[0]), None)
        if hit is None:
            return False
        left.remove(hit)
    return full >= 1


def _near(mine: Sequence[str], other: Sequence[str]) -> bool:
    one, two = "".join(mine), "".join(other)  # a name of short syllables: Ching-de for Ching-te
    if (
        len(mine) > 1
        and len(other) > 1
        and 0 < OSA.distance(one, two) <= min(_NEAR, len(two) // 8)
        and one[:2] == two[:2]
    ):
        return True
    missing = [w for w in mine if w not in other]
    left = [w for w in other if w not in mine]
    if len(missing) != 1 or not left or len(missing[0]) < 4:
        return False
    agreeing = [w for w in mine if w in other and len(w) > 2]
    if len(mine) > 1 and not agreeing:
        return False
    word = missing[0]
    for candidate in left:
        distance = OSA.distance(word, candidate)
        longest = max(len(word), len(candidate))
        if distance <= (_NEAR if longest > 4 else 1):
            return True
        if distance == _NEAR + 1 and agreeing and longest >= _STEM + 1 and word[:2] == candidate[:2]:
            return True
    return False
