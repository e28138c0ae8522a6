"""Expressions of time in English news, and what day, month, year or span they mean (EDTF).

``TimeFinder(lexicon).find(text, published=...)`` gives the expressions with exact offsets; ``resolve`` tells the date
of one, given the tense of the verb that it stands with and the date that the story has reached. What is found how,
and by which conventions, is told in ``docs/times.md``.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.annotate.times_combined import Open, PartOf, SameDay, Story, evaluate
from kg.annotate.times_dates import FULL, MONTHS, YEARS
from kg.annotate.times_deixis import DEIXIS, POINTED
from kg.annotate.times_grammar import Habits, Matched, Rule, alphabet
from kg.annotate.times_lexicon import TimeLexicon, load_times
from kg.annotate.times_relations import OFFSETS, RANGES, RELATIONS, carry_years
from kg.annotate.times_tokens import FIGURE, WORDS, Alphabet, Node, visible, web_spans
from kg.annotate.times_values import PUBLISHED, STORY, TENSE, Context, Days, Fixed, Months, Rest, Span, Unknown, Value
from kg.core import time
from kg.core.model import When
from kg.core.words import word_set

__all__ = ["TimeFinder", "TimeLexicon", "TimeMention", "find_times", "load_times", "resolve"]

_DATETIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ].*")
_BOUNDS = {
    "since": "since",
    "from": "since",
    "until": "until",
    "till": "until",
    "by": "by",
    "before": "before",
    "after": "after",
}
_FIGURES = re.compile(r"(?<![\d/])([0-3]?\d)/([0-3]?\d)/[12]\d{3}(?![\d/])", re.ASCII)
_OPEN = frozenset({"before", "after"})
_BETWEEN = word_set("annotate.times.between")
_HIDDEN = frozenset({"@NAME", "@FIRSTS"})
_PHASES: tuple[list[Rule], ...] = ([*FULL, *POINTED, *MONTHS, *DEIXIS, *YEARS], RELATIONS, OFFSETS, RANGES)


@dataclass(frozen=True, slots=True)
class TimeMention:
    """An expression of time, at code points ``start`` to ``end`` of the text given.

    ``edtf`` is there where no verb or story is needed. ``kind`` is ``date``, ``relative``, ``duration``, ``set`` or
    ``clock``. ``anchor`` is what it is counted from: ``text`` (nothing), ``published`` or ``story``; None where no date
    can come of it. ``bound`` is ``since``, ``until``, ``by``, ``before`` or ``after`` where such a word
    stands before it, outside of the span.
    """

    start: int
    end: int
    words: str
    edtf: str | None
    kind: str
    rule: str
    anchor: str | None
    bound: str | None = None
    value: Value = field(default=Unknown(), repr=False)


_COMPARED = re.compile(r"\s+(?:as|that)\b")
"""'The same day as the treaty', 'the year that it joined': what it was is not told here."""


class TimeFinder:
    """Finds and resolves expressions of time with the words of one lexicon. Immutable after it is made."""

    def __init__(self, lexicon: TimeLexicon, *, day_first: bool | None = None) -> None:
        """``day_first`` reads 03/04/2026 as 3 April (True) or March 4 (False); None: as the document does."""
        self.lexicon = lexicon
        self.day_first = day_first
        self._alphabet = alphabet(lexicon)
        self._phases = [_Phase(self._alphabet, rules) for rules in _PHASES]
        self._phrases = self._index()
        signs = self._alphabet.signs(pattern for rules in _PHASES for _, pattern, _ in rules)
        self._signs = signs | self._phrase_signs()
        self._words = frozenset({*self._signs, *lexicon.numbers})
        # texts are read a sentence at a time: what a whole text shows is found once
        self._habits = functools.lru_cache(maxsize=8)(lambda text: _habits(text, lexicon, day_first))

    def find(self, text: str, *, published: str | None, start: int = 0, end: int | None = None) -> list[TimeMention]:
        """All expressions of time in ``text[start:end]``, in order, none overlapping another."""
        end = len(text) if end is None else min(end, len(text))
        if self._timeless(text[start:end]):
            return []
        nodes = self._alphabet.tokens(text, start, end)
        web = web_spans(text, start, end)
        if web:
            nodes = [n for n in nodes if not any(a <= n.start < b for a, b in web)]
        nodes = _whole(nodes, text, self.lexicon)
        if self._signs.isdisjoint([n.key for n in nodes]) and self._signs.isdisjoint([n.value for n in nodes]):
            return []  # 'Chad signed the pact': no word of time, which every rule needs
        nodes = self._named(nodes, text)
        habits = self._habits(text)
        for i, phase in enumerate(self._phases):
            nodes = phase.reduce(nodes, text, self.lexicon, habits)
            if i == 1:
                nodes = carry_years(nodes)
        context = Context(published=_published(published))
        return [
            self._mention(nodes, i, text, context)
            for i, node in enumerate(nodes)
            if node.key.startswith("@") and node.key not in _HIDDEN
        ]

    def _timeless(self, piece: str) -> bool:
        """Whether a stretch has no figure and no word without which there is no expression of time."""
        if FIGURE.search(piece) is not None:
            return False
        return self._words.isdisjoint(WORDS.findall((piece if piece.isascii() else visible(piece)).lower()))

    def resolve(
        self, mention: TimeMention, *, published: str | None, tense: str | None = None, story: str | None = None
    ) -> When | None:
        """The date of a mention; None where what is given does not tell it.

        ``tense`` is that of the governing verb, ``past``, ``future`` or None; ``story`` is the EDTF of the date
        that the story has reached, to which 'the same day' or 'three years earlier' refers.
        """
        if mention.anchor is None:
            return None
        if tense is None and mention.bound in ("since", "by"):
            tense = "past" if mention.bound == "since" else "future"
        told = evaluate(
            mention.value, Context(_published(published), tense, story if story and time.valid(story) else None)
        )
        if told is None or not time.valid(told[0]):
            return None
        return When(told[0], mention.words, told[1], mention.rule)

    def _mention(self, nodes: Sequence[Node], at: int, text: str, context: Context) -> TimeMention:
        node = nodes[at]
        value: Value = node.value
        bound = _bound(nodes, at, text)
        if isinstance(value, PartOf) and value.part == "end" and bound in ("by", "until", "before"):
            running = isinstance(value.whole, Span) and value.whole.unit in ("month", "year")
            value = Rest(value.whole) if running else value.whole
        elif bound in _OPEN and node.kind != "duration" and node.rule != "before-end":
            value = Open(value, bound or "")
        compared = isinstance(value, SameDay | Story) and _COMPARED.match(text, node.end)  # not the story's day
        dated = node.kind in ("date", "relative") and not isinstance(value, Unknown) and not compared
        anchor = None
        edtf = None
        if dated:
            anchor = STORY if STORY in value.needs else PUBLISHED if value.needs else "text"
            told = None if value.needs & {STORY, TENSE} else evaluate(value, context)
            edtf = told[0] if told else None
        return TimeMention(
            node.start, node.end, text[node.start : node.end], edtf, node.kind, node.rule, anchor, bound, value
        )

    def _index(self) -> dict[str, list[tuple[tuple[str, ...], Node]]]:
        """Phrases of the lexicon by their first word, the longest first."""
        lex = self.lexicon
        made: dict[str, Node] = {name: Node("@NAME", 0, 0, Unknown(), "name", "name") for name in lex.names}
        made |= {p: Node("@PERIOD", 0, 0, Fixed(e), "date", "period") for p, e in lex.periods.items()}
        made |= {p: Node("@DEI", 0, 0, Days(a, b), "relative", "deictic") for p, (a, b) in lex.deictics.items()}
        made |= {p: Node("@HOL", 0, 0, Months(m, m, d), "date", "holiday") for p, (m, d) in lex.holidays.items()}
        index: dict[str, list[tuple[tuple[str, ...], Node]]] = {}
        for phrase, node in made.items():
            words = tuple(_plain(phrase[n.start : n.end]) for n in self._alphabet.tokens(phrase, 0, len(phrase)))
            index.setdefault(words[0], []).append((words, node))
        return {first: sorted(entries, key=lambda e: (-len(e[0]), e[0])) for first, entries in index.items()}

    def _phrase_signs(self) -> set[str]:
        """Of each phrase of the lexicon the longest word, or the shape of one in figures ('9/11')."""
        signs = set()
        for phrase in {" ".join(words) for entries in self._phrases.values() for words, _ in entries}:
            words = self._alphabet.tokens(phrase, 0, len(phrase))
            signs.add(max((n.value for n in words if isinstance(n.value, str)), key=len, default=words[0].key))
        return signs

    def _named(self, nodes: list[Node], text: str) -> list[Node]:
        """The nodes with named periods, holidays, 'today' and the names that are no times put together."""
        words = [_plain(text[n.start : n.end]) for n in nodes]
        out: list[Node] = []
        i = 0
        while i < len(nodes):
            for phrase, made in self._phrases.get(words[i], ()):
                size = len(phrase)
                last = nodes[min(i + size, len(nodes)) - 1]
                if made.key == "@NAME" and phrase[-1] == "today" and text[last.start].islower():
                    continue  # 'India today signed it' names no paper
                if tuple(words[i : i + size]) == phrase and self._stands(made, words, i, i + size):
                    out.append(replace(made, start=nodes[i].start, end=nodes[i + size - 1].end))
                    i += size
                    break
            else:
                out.append(nodes[i])
                i += 1
        return out

    def _stands(self, made: Node, words: Sequence[str], first: int, after: int) -> bool:
        following = words[after : after + 2]
        if words[first] == "9" and words[after : after + 1] == ["/"]:
            return False  # 9/11/2001 is a date like others
        if made.key == "@DEI":
            return not (
                following[:1] in (["'s"], ["’s"])
                and len(following) > 1
                and following[1] in self.lexicon.no_deictic_before
            )
        if made.key == "@PERIOD":
            follower = (
                following[1] if following[:1] == ["-"] and len(following) > 1 else following[0] if following else ""
            )
            return follower not in self.lexicon.no_period_before
        return True


class _Phase:
    """One pass over the row: every rule tried at every place, the first that holds wins."""

    def __init__(self, letters: Alphabet, rules: Sequence[Rule]) -> None:
        self._letters, self._rules = letters, rules
        self._all = letters.compile([pattern for _, pattern, _ in rules])

    def reduce(self, nodes: Sequence[Node], text: str, lexicon: TimeLexicon, habits: Habits) -> list[Node]:
        row = self._letters.row(nodes)
        out: list[Node] = []
        done = at = 0
        while found := self._all.search(row, at):
            index = int((found.lastgroup or "r0")[1:])
            made = self._rules[index][2](Matched(nodes, found, index, text, lexicon, habits))
            if not made:
                at = found.start() + 1
                continue
            for one in made if isinstance(made, list) else [made]:
                first = found.start() if one.first is None else one.first
                last = found.end() - 1 if one.last is None else one.last
                out.extend(nodes[done:first])
                out.append(
                    Node(
                        one.key,
                        nodes[first].start,
                        nodes[last].end,
                        one.value,
                        one.kind,
                        one.rule or self._rules[index][0],
                    )
                )
                done = last + 1
            at = max(done, found.start() + 1)
        out.extend(nodes[done:])
        return out


def _whole(nodes: list[Node], text: str, lexicon: TimeLexicon) -> list[Node]:
    """The nodes with 'Sept.', 'twenty-five' and 'twenty-first' as one each."""
    out: list[Node] = []
    for node in nodes:
        last = out[-1] if out else None
        if last and node.key == "." and last.end == node.start and _abbreviated(last, text, lexicon):
            out[-1] = replace(last, end=node.end)
        elif (
            len(out) > 1
            and last
            and last.key == "#DASH"
            and 0 < lexicon.numbers.get(node.key, 0) < 10
            and (19 < (tens := lexicon.numbers.get(out[-2].key, 0)) < 100)
        ):
            out[-2:] = [Node("#N2", out[-2].start, node.end, tens + lexicon.numbers[node.key])]
        elif len(out) > 1 and last and last.key == "#DASH" and (nth := _nth_after(out[-2], node, lexicon)):
            out[-2:] = [Node("#ORD", out[-2].start, node.end, nth)]
        else:
            out.append(node)
    return out


def _nth_after(tens: Node, units: Node, lexicon: TimeLexicon) -> int | None:
    """'Twenty-first': 21; None where the two words are no ordinal."""
    ten, unit = lexicon.numbers.get(tens.key, 0), lexicon.ordinals.get(units.key, 0)
    return ten + unit if 19 < ten < 100 and 0 < unit < 10 else None


def _abbreviated(node: Node, text: str, lexicon: TimeLexicon) -> bool:
    """Whether the point after a node is a part of the word. 'The war ended in May.' ends a sentence."""
    return node.key in lexicon.weekday_abbreviations or (
        node.key in lexicon.month_abbreviations and text[node.end - 1] != "."
    )


def _bound(nodes: Sequence[Node], at: int, text: str) -> str | None:
    if nodes[at].rule == "then":
        return _BOUNDS.get(text[nodes[at].start :].split(None, 1)[0].lower())
    back = at - 1
    if at > 2 and [str(n.value) for n in nodes[at - 3 : at]] == ["no", "later", "than"]:
        return "by"
    while back >= 0 and back > at - 4 and str(nodes[back].value) in _BETWEEN:
        back -= 1
    if back < 0 or (nodes[at].key == "@Y" and nodes[at - 1].key == "the"):  # 'by the 2016 award' bounds nothing
        return None
    return _BOUNDS.get(nodes[back].key)


def _habits(text: str, lexicon: TimeLexicon, day_first: bool | None) -> Habits:
    """What the whole text shows: months that are people in it, and which figure of its numeric dates is the day."""
    titles, months = ("|".join(sorted(words)) for words in (lexicon.people_before_month, lexicon.doubtful_months))
    named = re.finditer(rf"\b(?:{titles})\b\.?\s({months})\b(?!\s+\d)", text, re.IGNORECASE)
    people = frozenset(m[1].lower() for m in named if m[1][0].isupper())
    if day_first is None:
        figures = [(int(a), int(b)) for a, b in _FIGURES.findall(text)]
        seen = {a > 12 for a, b in figures if (a > 12) != (b > 12)}
        day_first = seen.pop() if len(seen) == 1 else None
    return Habits(day_first, people)


def _published(published: str | None) -> str | None:
    """The date of publication without a time of day; None where it is no date."""
    if published is None:
        return None
    if match := _DATETIME.fullmatch(published):
        published = match[1]
    return published if time.valid(published) else None


def _plain(word: str) -> str:
    word = word.lower().replace("’", "'")
    return "-" if word in "‐‑‒–—−" else word


@functools.cache
def default_finder() -> TimeFinder:
    """The finder with the lexicon that comes with the program."""
    packaged = importlib.resources.files("kg") / "_data" / "graph" / "lexicon" / "times.yaml"
    if packaged.is_file():
        return TimeFinder(TimeLexicon.from_yaml(packaged.read_text("utf-8")))
    return TimeFinder(load_times(Path(__file__).parents[3] / "graph" / "lexicon" / "times.yaml"))


def find_times(text: str, *, published: str | None, start: int = 0, end: int | None = None) -> list[TimeMention]:
    """``TimeFinder.find`` with the lexicon that comes with the program."""
    return default_finder().find(text, published=published, start=start, end=end)


def resolve(
    mention: TimeMention, *, published: str | None, tense: str | None = None, story: str | None = None
) -> When | None:
    """``TimeFinder.resolve`` with the lexicon that comes with the program."""
    return default_finder().resolve(mention, published=published, tense=tense, story=story)
