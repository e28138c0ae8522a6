"""Which sentences are worth the model's work: found before entities are recognised and anything is parsed.

What is said of an actor by a pronoun or a description follows its name closely. So an article that names an actor (a
state, a body, an office, a treaty) in every fourth sentence or more is read whole; of any other, only what stands near
such a name and the words of a frame; one that has none is not read at all, but for the shortest, nor is the report of
a match or race between teams of states, unless it names an office, a body or a treaty. In what is read,
persons are looked for only where a name may stand, and a sentence without any name is parsed only where a word of a
frame, a treaty or a report is.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Protocol

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.annotate.offices import Offices
from kg.annotate.treaties import TreatyLexicon
from kg.core.annotated import Mention

BEFORE, AFTER = 1, 3
"""How many sentences before and after one with an actor may be about it."""
DENSE = 4
"""An article is read whole where one sentence in so many, or more, names an actor."""
_SPORT, _TWICE = 3, 2
"""An article is of sport where one sentence in so many, and so many at least, has a word of it."""
SHORT = 300
"""A text of so few characters, a sentence or three, is always read whole."""
_PLACES = {"Settlement", "Place"}
_OF_TEAMS = {*_PLACES, "State", "Area"}
"""What teams are called after."""
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_NAME = re.compile(
    rf"{_CAPITAL}[^\s]*\s+(?:[^\s]+\s+){{0,2}}?[\"'“‘(]*{_CAPITAL}|{_CAPITAL}\w*[-’'‐–]\w|(?:al|el|ad|as|ar)-[A-Z]"
)
_CAPITALISED = re.compile(rf"(?<!\w){_CAPITAL}[\w’'-]*")
_THEN = re.compile(r", (?:already|an?|at the time|by (?:now|then)|later|now|once|still|the|then) ")
"""'Saddam, *by then* president', 'Drew, *the* premier': what behind a name tells an office."""
_NEXT = re.compile(rf"\s+[\"'“‘(]*{_CAPITAL}")
_OPENERS = " \n\t\"'“‘«„(["
_CALENDAR = {*calendar.day_name, *calendar.month_name, *calendar.day_abbr, *calendar.month_abbr, "Sept"}
_ABOUT = re.compile(
    r"counterpart|predecessor|successor|\bwho (?:heads|leads|commands|headed|led|commanded)\b", re.IGNORECASE
)
_FUNCTION = re.compile(
    r"(?:A|After|Although|Also|Among|An|And|As|At|Because|Before|Between|Beyond|Both|But|By|"
    r"Despite|During|Each|Either|For|From|He|Her|His|However|If|In|Inside|Into|It|Its|Like|"
    r"Most|Near|Nearly|Neither|Nor|Not|Now|Of|On|Once|One|Only|Or|Our|Over|Outside|Since|Some|"
    r"So|That|The|Their|Then|These|They|This|Those|Three|Through|Throughout|To|Today|Two|Unlike|"
    r"Under|Until|We|When|Where|While|Why|With|Within|Without|Yet)$"
)
"""Words that open a sentence before a name and are no part of it."""
_GENERAL = {"other", "local", "rank", "spokesperson", "head_of_organisation", "legislator", "military"}
"""Kinds of titles that are held everywhere: alone they make no article political."""


class Words(Protocol):
    """Looks for the words that facts are told in."""

    def treaty(self, text: str) -> bool: ...
    def possible(self, text: str) -> bool: ...
    def frame(self, text: str, *, treaties: bool, named: bool) -> bool: ...


class Relevance:
    """Decides what is read of a document."""

    def __init__(
        self,
        offices: Offices,
        treaties: TreatyLexicon,
        words: Words,
        holders: Iterable[str] = (),
        games: Iterable[str] = (),
    ) -> None:
        """``holders`` are full names of known office holders, ``games`` words of reports of sport in lower case."""
        self._games = AhoCorasick(sorted(games), matchkind=MatchKind.LeftmostLongest)
        self._holders = AhoCorasick(sorted({_plain(name) for name in holders if " " in name}))
        self.offices, self.treaties, self.words = offices, treaties, words

    def anything(self, text: str, names: Sequence[Mention]) -> bool:
        """Whether a document names any actor, office, treaty or known office holder, so that it is worth cutting up."""
        return (
            len(text) <= SHORT
            or any(_actor(m) for m in names)
            or self._office(text, 0, len(text))
            or bool(self.treaties.find(text, 0, len(text)))
            or self._holder(text)
        )

    def _holder(self, text: str) -> bool:
        return bool(self._holders.find_matches_as_indexes(_plain(text)))

    def holders(self, text: str) -> list[tuple[int, int]]:
        """Where full names of known office holders stand in a text."""
        low = _plain(text)
        if len(low) != len(text):
            return []  # letters and marks that fold to more or fewer characters: offsets would not be exact
        out = []
        for _, start, end in self._holders.find_matches_as_indexes(low):
            whole = not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())
            if whole and text[start].isupper() and text[start:end].rpartition(" ")[2][:1].isupper():
                out.append((start, end))
        return out

    def read(self, text: str, spans: Sequence[tuple[int, int]], names: Sequence[Mention]) -> list[bool]:
        """For each sentence whether it is read."""
        if len(text) <= SHORT:
            return [True] * len(spans)
        anchors = self._anchors(text, spans, names)
        if not anchors and not self._holder(text):
            return [False] * len(spans)
        if self._sport(text, spans, names):
            return [False] * len(spans)
        if not anchors or len(anchors) * DENSE >= len(spans):
            return [True] * len(spans)
        treaties = [self.words.treaty(text[a:b]) for a, b in spans]
        frames = [
            self.words.frame(text[a:b], treaties=any(treaties), named=n in anchors) for n, (a, b) in enumerate(spans)
        ]
        out = [False] * len(spans)
        for n in anchors:
            near = [k for k in range(max(0, n - BEFORE), min(len(spans), n + AFTER + 1)) if frames[k]]
            for k in range(min(*near, n), max(*near, n) + 1) if near else ():
                out[k] = True
        return [done or treaty for done, treaty in zip(out, treaties, strict=True)] if any(out) else out

    def _sport(self, text: str, spans: Sequence[tuple[int, int]], names: Sequence[Mention]) -> bool:
        """Whether one sentence in three, and two at least, has a word of matches and races, and all actors named are
        states and towns.
        """
        if any(m.kind not in _OF_TEAMS and _actor(m) for m in names) or self._office(text, 0, len(text)):
            return False
        low = text.lower()
        if len(low) != len(text) or self.treaties.find(text, 0, len(text)):
            return False
        starts = [a for a, _ in spans]
        told = {
            bisect_right(starts, start)
            for _, start, end in self._games.find_matches_as_indexes(low)
            if not (low[start - 1 : start].isalnum() or low[end : end + 1].isalnum())
        }
        return len(told) >= _TWICE and len(told) * _SPORT >= len(spans)

    def _anchors(self, text: str, spans: Sequence[tuple[int, int]], names: Sequence[Mention]) -> set[int]:
        """The sentences that name an actor, an office or a treaty."""
        actors = [m for m in names if _actor(m)]
        at, out = 0, set()
        for n, (a, b) in enumerate(spans):
            while at < len(actors) and actors[at].start < a:
                at += 1
            named = at < len(actors) and actors[at].start < b
            if named or self._office(text, a, b) or self.treaties.find(text, a, b):
                out.add(n)
        return out

    def _office(self, text: str, start: int, end: int) -> bool:
        return any(t.kind not in _GENERAL for t in self.offices.find(text, start, end))

    def persons(self, text: str, start: int, end: int, names: Sequence[Mention]) -> bool:
        """Whether recognising persons may matter: a name of two words, a title, a name that may be a person's; and a
        word that may be part of a person's name, besides the names that are known.
        """
        first, last = (bisect_left(names, at, key=lambda m: m.start) for at in (start, end))
        here = names[first:last]
        if any(m.role.startswith("weak") for m in here):
            return True
        if not (_NAME.search(text, start, end) or _ABOUT.search(text, start, end)) and not self.offices.find(
            text, start, end
        ):
            return False
        return self._unknown(text, start, end, here)

    def _unknown(self, text: str, start: int, end: int, names: Sequence[Mention]) -> bool:
        """Whether a word with a capital stands outside of known names, of treaties' and those of days and months; the
        first of a sentence only before such a word or name ('Michael Jordan'), or what tells an office ('Saddam, by
        then').
        """
        known = [m.span for m in names] + [(t.start, t.end) for t in self.treaties.find(text, start, end)]
        for m in _CAPITALISED.finditer(text, start, end):
            if m.group() in _CALENDAR or any(a <= m.start() < b for a, b in known):
                continue
            first = not text[start : m.start()].strip(_OPENERS)
            if not first:
                return True
            next_to = _NEXT.match(text, m.end(), end) or _THEN.match(text, m.end(), end)
            if next_to and not _FUNCTION.match(m.group()):
                return True
        return False

    def fact(self, text: str, start: int, end: int, mentions: Sequence[Mention]) -> bool:
        """Whether a sentence may hold a fact, or what another one needs to be understood."""
        return bool(mentions) or text.startswith("It ", start) or self.words.possible(text[start:end])


def _actor(mention: Mention) -> bool:
    """Whether a name is that of an actor, or of a place that may stand for one."""
    return mention.kind not in _PLACES or mention.role.removeprefix("weak ") not in ("name", "acronym")


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()


class Everything:
    """For those that have no frames: all words may matter."""

    def treaty(self, text: str) -> bool:
        return True

    def possible(self, text: str) -> bool:
        return True

    def frame(self, text: str, *, treaties: bool, named: bool) -> bool:
        return True
