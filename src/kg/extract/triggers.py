"""Whether a sentence has words that a frame needs: looked up before anything is parsed.

A word stands for every lemma that it may have, so that no sentence is left out that a frame would fit: the lemmatizer's
own tables give them for each part of speech. A frame is possible where the sentence has a word that may be its trigger
and, for each list of words that its conditions ask for, a word of that list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from kg.core.words import word_set
from kg.extract.frames import Frame

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_PARTS = re.compile(r"['’.-]")
_ASKED = ("object", "prep", "pobj", "particle", "label", "subject", "mod", "governor", "above", "aux")
_BESIDE = word_set("extract.triggers.beside")
"""Conditions (``about``) that ask for the name of a state in the same clause."""
Asked = tuple[frozenset[str], ...]


class Triggers:
    """The words of all frames, and others that matter to what is said around; ``treaties`` may stand for one."""

    def __init__(
        self,
        frames: Iterable[Frame],
        lemmas: Callable[[str], frozenset[str]],
        treaties: Iterable[str] = (),
        others: Iterable[str] = (),
    ) -> None:
        self._lemmas = lru_cache(maxsize=50_000)(lemmas)
        self._treaties = frozenset(treaties)
        self._others = frozenset(others) | self._treaties
        self._by: dict[str, list[tuple[Frame, Asked]]] = {}
        for frame in frames:
            asked = tuple(frame.conditions[key] for key in _ASKED if key in frame.conditions)
            for lemma in frame.lemmas:
                self._by.setdefault(lemma, []).append((frame, asked))

    def lemmas(self, text: str) -> set[str]:
        """All that the lemmas of a text's words may be."""
        found: set[str] = set()
        for word in set(_WORD.findall(text.lower())):
            found |= self._lemmas(word)
            if not word.isalnum():
                found |= self._lemmas(word.replace("-", ""))
                for part in _PARTS.split(word):
                    found |= self._lemmas(part)
        return found

    def treaty(self, text: str) -> bool:
        """Whether a word stands there that may mean a treaty."""
        return not self._treaties.isdisjoint(self.lemmas(text))

    def possible(self, text: str) -> bool:
        """Whether a frame may fit in a sentence, or another sentence may need it to be understood."""
        found = self.lemmas(text)
        return not self._others.isdisjoint(found) or self._frame(found, True, True)

    def frame(self, text: str, *, treaties: bool, named: bool) -> bool:
        """Whether a frame may fit in a sentence.

        ``treaties``: whether the document speaks of any; ``named``: whether the sentence has an actor's name.
        """
        return self._frame(self.lemmas(text), treaties, named)

    def _frame(self, found: set[str], treaties: bool, named: bool) -> bool:
        return any(
            all(not words.isdisjoint(found) for words in asked)
            and (treaties or frame.emit != "status")
            and (named or frame.extra.get("about") not in _BESIDE)
            for lemma in found & self._by.keys()
            for frame, asked in self._by[lemma]
        )
