"""Titles of offices in text, composed of the parts in ``graph/lexicon/titles.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from kg.core.errors import DataError


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """A title as it stands in the text; ``title`` is singular, in capitals, 'Spokesperson' for a spokesman."""

    start: int
    end: int
    title: str
    kind: str
    plural: bool
    is_office: bool


def _capital(word: str) -> str:
    """The word with a capital, each part of 'secretary-general' too."""
    return "-".join(p if p.lower() in _SMALL else p[:1].upper() + p[1:] for p in word.split("-"))


_REPUBLIC = re.compile(r"\s+of\s+the\s+Republic$", re.IGNORECASE)
_ONLY_BEFORE = {"under": r"(?=[ \n-]+(?:general[ \n-]+)?secretar)"}
"""Words that belong to some titles alone: 'under secretary', but 'under President A B'."""
_LETTERS = re.compile(r"[^\W_]+")
_SMALL = {"of", "for", "the", "and", "to", "in"}


def _folded(text: str) -> str:
    """The text as patterns without case take it."""
    return text.casefold().replace("i\u0307", "i").replace("\u0131", "i")


def _beginnings(titles: Iterable[str]) -> dict[str, set[str]]:
    """The words with which titles or parts of them begin, each with those that may follow; '' where none need follow.

    DataError where one begins with something else.
    """
    out: dict[str, set[str]] = {}
    for words in titles:
        if _LETTERS.match(words) is None:
            raise DataError(f"'{words}' does not begin with a word", where="graph/lexicon/titles.yaml")
        first, *rest = map(_folded, _LETTERS.findall(words))
        out.setdefault(first, set()).add(rest[0] if rest else "")
    return out


def _any_of(patterns: Iterable[str]) -> str:
    """A pattern for the first of some that matches, each of which begins with a letter: those with the same one stand
    together, so that the others are passed at once.
    """
    by_letter: dict[str, list[str]] = {}
    for pattern in patterns:
        by_letter.setdefault(_folded(pattern[0]), []).append(pattern[1:])
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())


def _places(words: Sequence[tuple[int, str]], beginnings: Mapping[str, set[str]]) -> Iterator[int]:
    """Where titles may begin in a row of words."""
    for (at, word), (_, after) in pairwise((*words, (0, ""))):
        follow = beginnings.get(word)
        if follow is not None and ("" in follow or after in follow):
            yield at


def _matches(pattern: re.Pattern[str], text: str, end: int, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """Matches of a pattern that begin at one of these places, in their order, none overlapping another."""
    reached = 0
    for at in places:
        if at >= reached and (found := pattern.match(text, at, end)) is not None:
            reached = found.end()
            yield found


_LONG_WORD = 20
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[ \n]+\Z")


class Offices:
    """Finds titles; knows ranks and forms of address."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        try:
            self._heads: dict[str, str] = dict(data["heads"])
            self._same: dict[str, str] = dict(data["same"])
            plurals: dict[str, str] = dict(data["plurals"])
            self._fields: dict[str, str] = dict(data.get("same_fields", {}))
            self._prefixes: dict[str, str] = dict(data.get("same_prefixes", {}))
            self._with_field = frozenset(data.get("with_field", ()))
            self._not_of = {head: frozenset(words) for head, words in data.get("no_fields", {}).items()}
            self._name_ends = frozenset(data.get("name_ends", ()))
            self._outside = frozenset(data.get("outside", ()))
            self._regional = frozenset(data.get("regional", ()))
            self._ranks = {r.lower() for r in data["ranks"]}
            self._given = frozenset(data.get("given_names", ()))
            fields = sorted(data["fields"], key=len, reverse=True)
            prefixes = sorted(data["prefixes"], key=len, reverse=True)
        except (KeyError, TypeError) as error:
            raise DataError(
                f"a key is missing or of another kind ({error})", where="graph/lexicon/titles.yaml"
            ) from error
        self._singular: dict[str, str] = {}
        for head in self._heads:
            self._singular[head] = head
            self._singular.setdefault(plurals.get(head, head + "s"), head)
        self._beginnings = _beginnings((*prefixes, *fields, *self._singular))
        self._rank_beginnings = _beginnings(self._ranks)
        heads = _any_of(map(self._flexible, sorted(self._singular, key=len, reverse=True)))
        field = _any_of(map(self._flexible, fields))
        # 'Minister of Foreign Affairs, International Business and Cooperation': more of them, by their capitals
        parts = {w.capitalize() for f in fields for w in re.findall(r"[a-z]{4,}", f)}
        more = "|".join(sorted(parts, key=lambda w: (-len(w), w)))
        further = rf"{field}|(?-i:(?:{more})(?:[ \n]+(?:{more}))*)"
        prefix = _any_of(self._flexible(p) + _ONLY_BEFORE.get(p, "") for p in prefixes)
        self._pattern = re.compile(
            rf"(?:(?<![\w-])|(?<=\bex-)|(?<=\bthen-))(?P<prefix>(?:(?:{prefix})[ \n-]+)*)"
            rf"(?:(?P<field>(?:{field})(?:[ \n]+and[ \n]+(?:{field}))?)[ \n]+)?(?P<head>{heads})(?![\w-])"
            rf"(?:[ \n]+(?:responsible[ \n]+)?(?:of|for)[ \n]+"
            rf"(?P<about>(?:{field})(?:(?:,[ \n]+and|,|[ \n]+and)[ \n]+(?:{further}))*)(?![\w'’-]))?",
            re.IGNORECASE,
        )
        ranks = "|".join(re.escape(r) for r in sorted(self._ranks, key=len, reverse=True))
        self._rank = re.compile(rf"(?<![\w-])(?:{ranks})(?!\w)(?=[ \n]+(?:[A-Z]|al-|el-))", re.IGNORECASE)

        words = (_LETTERS.findall(title.casefold()) for title in (*self._singular, *self._ranks))
        self._longest = frozenset(max(found, key=len) for found in words if found)
        self._text = ""
        self._found: dict[tuple[int, int], list[TitleMatch]] = {}
        """What was found in the text asked for last, which is asked for several times."""

    def _likely(self, piece: str) -> bool:
        """Whether the longest word of a title or rank is there at all: most sentences have none."""
        return not self._longest.isdisjoint(_LETTERS.findall(_folded(piece)))

    def _flexible(self, words: str) -> str:
        return re.escape(words).replace(r"\ ", r"[ \n]+").replace("'", "['’]")

    def regional(self, title: str) -> bool:
        """Whether a region before this title is its field ('Sahel envoy')."""
        return any(title.lower().endswith(word) for word in self._regional)

    def rank(self, word: str) -> bool:
        """Whether the word is a rank or form of address ('General', 'Sir', 'Dr.')."""
        return word.lower() in self._ranks or word.lower().rstrip(".") in self._ranks

    def find(self, text: str, start: int, end: int) -> list[TitleMatch]:
        """Titles and ranks in ``text[start:end]`` in their order."""
        if text is not self._text:
            self._text, self._found = text, {}
        known = self._found.get((start, end))
        if known is None:
            known = self._found[start, end] = self._find(text, start, end) if self._likely(text[start:end]) else []
        return known

    def _find(self, text: str, start: int, end: int) -> list[TitleMatch]:
        out: list[TitleMatch] = []
        words = [(m.start(), _folded(m.group())) for m in _LETTERS.finditer(text, start, end)]
        last = max((at for at, word in words if word in self._longest), default=-1)
        first = (at for at in _places(words, self._beginnings) if at <= last)  # each title has its longest word
        for m in (self._without_field(m, text, end) for m in _matches(self._pattern, text, end, first)):
            if not m["field"] and m["head"].lower() in self._with_field:
                continue  # 'transport sec', not '30 sec'
            if not m["field"] and self._of_no_body(text, m.start()):
                continue
            title, kind, plural = self._canonical(m)
            if out and out[-1].end + 1 == m.start() and m.group().istitle() and m.group().isalpha() and not plural:
                after = text[m.end() : m.end() + 2]
                if after[:1] == " " and after[1:].isupper() and kind == "head_of_state":
                    continue  # 'Foreign Minister Amir Khan': a name that is also a title
            named = m.group() in self._given and re.match(r" [A-Z]", text[m.end() : m.end() + 2]) is not None
            if named and re.search(
                r"(?:^|[,;:(–—]|\b(?:with|by|of|and|for|to|from|at))\s*$", text[max(0, m.start() - 6) : m.start()]
            ):
                continue  # 'his counterpart, Amir Khan Muttaqi'
            stop = m.end()
            if (republic := _REPUBLIC.search(m.group())) and re.match(r"\s+of\s+[A-Z]", text[stop : stop + 6]):
                # 'President of the Republic of Chad': the republic is the state's name
                stop, title = m.start() + republic.start(), title.removesuffix(republic.group())
            out.append(TitleMatch(m.start(), stop, title, kind, plural, kind != "rank"))
        for m in _matches(self._rank, text, end, _places(words, self._rank_beginnings)):
            if m.group()[0].isupper() and all(m.end() <= t.start or t.end <= m.start() for t in out):
                out.append(TitleMatch(m.start(), m.end(), m.group(), "rank", False, False))
        return sorted(out, key=lambda t: t.start)

    def _without_field(self, m: re.Match[str], text: str, end: int) -> re.Match[str]:
        """'Called *home* Ambassador A B', 'the Marshall *Islands* ambassador': the title without what is no field of
        such an office.
        """
        if m["field"] is None:
            return m
        field = _folded(m["field"])
        before = _WORD_BEFORE.search(text[max(0, m.start() - _LONG_WORD) : m.start()])
        named = field in self._name_ends and before is not None and before[1][0].isupper()
        none = named or field in self._not_of.get(_folded(m["head"]), ())
        return self._pattern.match(text, m.start("head"), end) or m if none else m

    def _of_no_body(self, text: str, at: int) -> bool:
        """'A sporting director', 'the film director', 'the club president': whatever he is, he acts for nobody."""
        before = _WORD_BEFORE.search(text[max(0, at - _LONG_WORD) : at])
        return before is not None and before[1].lower() in self._outside

    def _canonical(self, m: re.Match[str]) -> tuple[str, str, bool]:
        head_text = " ".join(m["head"].lower().replace("’", "'").split())
        head = self._singular.get(head_text, head_text)
        plural = head != head_text
        kind = self._heads[head]
        shown = self._same.get(head, head)
        field = re.sub("^the ", "", m["field"] or "", flags=re.IGNORECASE)
        prefix = " ".join(self._prefixes.get(word.lower(), word) for word in (m["prefix"] or "").split())
        parts = [prefix, self._fields.get(field.lower(), field), shown]
        about = m["about"] or ""
        if kind == "spokesperson" and about:
            about = about.removeprefix("the ").removeprefix("The ")
            parts = [prefix, about, shown]
        elif about:
            joint = re.search(r"\b(of|for)\b", m.group()[m.end("head") - m.start() :], re.IGNORECASE)
            parts += [joint.group().lower() if joint else "of", about]
        words = " ".join(" ".join(parts).split()).replace("- ", "-")
        title = " ".join(w if w.lower() in _SMALL and i else _capital(w) for i, w in enumerate(words.split()))
        return title, kind, plural
