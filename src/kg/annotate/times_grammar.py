"""What a rule of time is, what it sees of the text, and the sets of words that its pattern may name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.annotate.times_lexicon import TimeLexicon
from kg.annotate.times_tokens import Alphabet, Node
from kg.annotate.times_values import Value
from kg.core.time import Unit


@dataclass(frozen=True, slots=True)
class Made:
    """What a rule makes of the nodes ``first`` to ``last`` of the row (of all that it matched where they are None)."""

    key: str
    value: Value
    kind: str = "date"
    first: int | None = None
    last: int | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Habits:
    """What the whole text shows of how it writes: the day before the month or after it, and months that are people."""

    day_first: bool | None
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class Matched:
    """A match of a rule in a row of nodes."""

    nodes: Sequence[Node]
    found: re.Match[str]
    index: int
    text: str
    lexicon: TimeLexicon
    habits: Habits

    def at(self, name: str) -> int:
        """Where a named part begins in the row; -1 where it is not there."""
        group = f"r{self.index}_{name}"
        return self.found.start(group) if group in self.found.re.groupindex else -1

    def has(self, name: str) -> bool:
        return self.at(name) >= 0

    def node(self, name: str) -> Node:
        return self.nodes[self.at(name)]

    def value(self, name: str) -> Value:
        value: Value = self.node(name).value
        return value

    def number(self, name: str) -> int:
        """The number of a token: of figures, of a word, or 1 for 'a'."""
        node, lex = self.node(name), self.lexicon
        if isinstance(node.value, int):
            return node.value
        return lex.numbers.get(node.key) or lex.ordinals.get(node.key) or 1

    def number_at(self, at: int) -> int:
        value = self.nodes[at].value
        return value if isinstance(value, int) else 0

    def month(self, name: str = "m") -> int:
        return self.lexicon.months.get(self.node(name).key) or self.lexicon.month_abbreviations[self.node(name).key]

    def pointer(self, name: str = "p") -> str:
        return self.lexicon.pointers[self.node(name).key]

    def unit(self, name: str = "u") -> str:
        key = self.node(name).key
        return self.lexicon.units.get(key) or self.lexicon.unit_plurals[key]

    def word(self, offset: int) -> str:
        """The word (in lower case) so many nodes before (-1) the match or after (0) it; empty outside."""
        return self.text_of(self.found.start() + offset if offset < 0 else self.found.end() + offset)

    def text_of(self, at: int) -> str:
        if not 0 <= at < len(self.nodes):
            return ""
        node = self.nodes[at]
        return "¶" if node.key == "¶" else self.text[node.start : node.end].lower()

    def joined(self, at: int) -> bool:
        """Whether a node stands right at the one before it, with no space between."""
        return 0 < at < len(self.nodes) and self.nodes[at - 1].end == self.nodes[at].start


Rule = tuple[str, str, Callable[[Matched], "Made | list[Made] | None"]]
"""A rule's name, its pattern (see ``times_tokens``) and what makes the node, or None: it is not that after all."""


def alphabet(lexicon: TimeLexicon) -> Alphabet:
    """The sets of words and shapes that the patterns name."""
    cased = {*lexicon.doubtful_months, *lexicon.month_abbreviations, *lexicon.weekday_abbreviations}
    words = {
        "MON": [*lexicon.months, *lexicon.month_abbreviations],
        "MONTH": lexicon.months,
        "WD": lexicon.weekdays,
        "WDS": [f"{word}s" for word in lexicon.weekdays],
        "WABBR": lexicon.weekday_abbreviations,
        "SEASON": lexicon.seasons,
        "UNIT": lexicon.units,
        "UNITS": lexicon.unit_plurals,
        "SMALL": lexicon.small_units,
        "CARD": [*lexicon.numbers, "a", "an", "#DD", "#N2", "#N3"],
        "COUNT": [*lexicon.numbers, "#DD", "#N2", "#N3"],
        "ORDW": lexicon.ordinals,
        "VAGUE": lexicon.vague_numbers,
        "ABOUT": lexicon.about,
        "MORE": lexicon.more,
        "LESS": lexicon.less,
        "PTR": lexicon.pointers,
        "PART": lexicon.parts,
        "EDGE": lexicon.edges,
        "DAYPART": lexicon.dayparts,
        "NIGHTOF": lexicon.night_of,
        "DECW": lexicon.decade_words,
        "FREQ": lexicon.frequency,
        "EVERY": lexicon.every,
        "TO": ["to", "until", "till", "through", "thru"],
        "QUARTERS": ["q1", "q2", "q3", "q4"],
        "HALVES": ["h1", "h2"],
    }
    shapes = {
        "DAY": ["#DD", "#DZ"],
        "DAYO": ["#DD", "#DZ", "#ORD"],
        "ORD": ["#ORD"],
        "ORDX": ["#ORD", *lexicon.ordinals],
        "TWO": ["#DD", "#DZ", "#N2"],
        "YEAR": ["#YEAR"],
        "YEARX": ["#YEAR", "#OLD"],
        "YEARN": ["#YEAR", "#DD", "#DZ", "#N2"],
        "N4": ["#YEAR", "#OLD", "#N4"],
        "ISO": ["#ISO"],
        "DECADE": ["#DECADE"],
        "DECS": ["#DECS"],
        "DASH": ["#DASH"],
        "DASHES": ["#DASH", "#SDASH"],
        "SLASH": ["#SLASH"],
        "TDOT": ["#TDOT"],
        "APOS": ["'"],
        "OWN": ["'s"],
        "STOP": [".", ",", ";", ")", ":", "¶", "#SDASH"],
    }
    made = {
        "DATED": ["@MD", "@DATE", "@HOL"],
        "YEARLESS": ["@M", "@MD", "@SEASON", "@QUARTER", "@HOL"],
        "LONG": ["@Y", "@M", "@MY", "@SPAN", "@DECADE", "@SEASON", "@PERIOD", "@YEARS"],
        "ENDS": [
            "@Y", "@M", "@MY", "@MD", "@DATE", "@WD", "@SPAN", "@DECADE", "@SEASON", "@QUARTER", "@DEI", "@HOL",
        ],
        "POINTS": ["@Y", "@M", "@MY", "@DATE", "@WD"],
        "SAID": ["@Y", "@MY", "@DATE", "@MD", "@PERIOD", "@DAYS"],
    }  # fmt: skip
    return Alphabet({**words, **shapes, **made}, cased)


def year_fits(m: Matched, at: int, after: int) -> bool:
    """Whether a number of four figures, up to the node ``after``, is a year there.

    It is not where something is counted by it ('2000 troops'), where it is a number of a resolution, a telephone or a
    type of aeroplane, or a part of a larger number.
    """
    lex, before, follows = m.lexicon, m.text_of(at - 1), m.text_of(after)
    if (before in lex.no_year_after and not _limited(m, at)) or before in _SIGNS:
        return False
    if follows in lex.no_year_before and not (before in _IN and m.number_at(at) % 10):
        return False  # 'in 2022 troops' is a year, '2000 troops' and 'in 2000 villages' are not
    if before == "." and m.text_of(at - 2) in ("no", "nos", "tel"):
        return False
    if m.nodes[at - 1].key in _FIGURES if at else False:
        return False
    if m.joined(at) and m.nodes[at - 1].key in ("#DASH", "#SLASH"):
        return m.text_of(at - 2) in (*lex.parts, "pre", "post")
    if (m.joined(at) and before not in _OPENING) or follows in ("%", "°", "$", "€", "£"):
        return False
    if not m.joined(after):
        return True
    next_word = m.text_of(after + 1)
    if m.nodes[after].key == "#DASH":
        return not next_word[:1].isdigit()
    if follows in (".", ","):
        return not (m.joined(after + 1) and next_word[:1].isdigit())
    if follows == ":":
        return not m.joined(after + 1)  # '1961: the pact is signed'
    return follows not in ("/", "@", "_")


def _limited(m: Matched, at: int) -> bool:
    """'Since at least 2012', 'no later than 2027': of a year, though 'at least' and 'than' mostly count."""
    before = m.text_of(at - 1)
    return (before == "least" and m.text_of(at - 3) in _IN) or (
        before == "than" and m.text_of(at - 2) in ("later", "earlier")
    )


_IN = frozenset(["in", "since", "until", "till", "by", "from", "during"])
_SIGNS = frozenset("$€£¥₹₱₽#+")
_OPENING = frozenset("([{\"'“‘«–—-|¶")
_FIGURES = frozenset(["#DD", "#DZ", "#N2", "#N3", "#N4", "#YEAR", "#OLD", "#BIG"])


def year_ends(m: Matched, at: int) -> bool:
    """Whether a number of four figures after a day or a month is its year: nothing is counted by it.

    'In March 2024 ships met': only a round number, as in 'in March 2000 troops left', may count what follows.
    """
    follows = m.text_of(at + 1)
    return follows != "%" and (follows not in m.lexicon.no_year_before or m.number_at(at) % 10 != 0)


def calendar_units(count: int, unit: str) -> tuple[int, Unit]:
    """A unit that calendars know, and how many: a fortnight is two weeks, a quarter three months."""
    known: dict[str, tuple[int, Unit]] = {
        "day": (1, "day"), "week": (1, "week"), "weekend": (1, "week"), "fortnight": (2, "week"), "month": (1, "month"),
        "quarter": (3, "month"), "year": (1, "year"), "decade": (1, "decade"), "century": (1, "century"),
    }  # fmt: skip
    size, name = known[unit]
    return count * size, name
