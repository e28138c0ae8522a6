"""Whether a person is a 'he' or a 'she', by title, form of address or given name (``graph/lexicon/genders.yaml``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

_SHE, _HE = "she", "he"
_PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), _HE),
    **dict.fromkeys(("she", "her", "hers", "herself"), _SHE),
}


class Genders:
    """The words of the lexicon."""

    def __init__(self, data: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        self._titles = {word: gender for gender, words in data["titles"].items() for word in words}
        self._given = {name: gender for gender, names in data["given_names"].items() for name in names}

    def of_words(self, words: Iterable[str]) -> str | None:
        """``he`` or ``she`` by titles or forms of address ('chairwoman', 'Ms.'); None where there are none, or both."""
        found = {g for w in words if (g := self._titles.get(w.lower().rstrip("."))) is not None}
        return found.pop() if len(found) == 1 else None

    def given_names(self) -> frozenset[str]:
        """The given names that the lexicon has."""
        return frozenset(self._given)

    def of_name(self, name: str) -> str | None:
        """``he`` or ``she`` by the given name, where a name has one before the family name."""
        first, *rest = name.split() or [""]
        return self._given.get(first) if rest else None

    @staticmethod
    def of_pronoun(word: str) -> str | None:
        """``he`` or ``she`` of a personal pronoun in any case; None of any other word."""
        return _PRONOUNS.get(word.lower())
