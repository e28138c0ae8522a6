"""The rules: how words of time combine. Each phase reads the row of nodes that the one before it leaves.

A rule is a name, a pattern (see ``times_tokens``) and a function from the match to what it makes: one ``Made``,
several (a list of days), or None, which means that the words are not that after all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kg.annotate.times_lexicon import TimeLexicon
from kg.annotate.times_tokens import Alphabet, Node
from kg.annotate.times_values import (
    Ahead,
    Between,
    DayOfMonth,
    Days,
    Fixed,
    Months,
    OfYear,
    PartOf,
    Published,
    Shift,
    Span,
    Story,
    Unknown,
    Value,
    Weekday,
    Within,
)
from kg.core import time
from kg.core.errors import DataError
from kg.core.time import Unit


@dataclass(frozen=True, slots=True)
class Made:
    """What a rule makes of the nodes ``first`` to ``last`` of its match (of all where they are None)."""

    key: str
    value: Value
    kind: str = "date"
    first: int | None = None
    last: int | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Matched:
    """A match of a rule in a row of nodes."""

    nodes: Sequence[Node]
    found: re.Match[str]
    index: int
    text: str
    lexicon: TimeLexicon
    day_first: bool | None

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
        return self.number_of(self.node(name))

    def number_of(self, node: Node) -> int:
        if isinstance(node.value, int):
            return node.value
        lex = self.lexicon
        return lex.numbers.get(node.key) or lex.ordinals.get(node.key) or 1

    def month(self, name: str) -> int:
        return self.lexicon.months.get(self.node(name).key) or self.lexicon.month_abbreviations[self.node(name).key]

    def word(self, offset: int) -> str:
        """The word (in lower case) so many nodes before (-1) the match or after (0) it; empty outside."""
        at = self.found.start() + offset if offset < 0 else self.found.end() + offset
        return self.text_of(at)

    def text_of(self, at: int) -> str:
        if not 0 <= at < len(self.nodes):
            return ""
        node = self.nodes[at]
        return "¶" if node.key == "¶" else self.text[node.start : node.end].lower()


Rule = tuple[str, str, Callable[[Matched], "Made | list[Made] | None"]]


def alphabet(lexicon: TimeLexicon) -> Alphabet:
    """The sets of words and shapes that the patterns name."""
    abbreviations = {*lexicon.month_abbreviations}
    plurals = {f"{word}s" for word in lexicon.weekdays}
    sets = {
        "MON": [*lexicon.months, *abbreviations], "MONTH": [*lexicon.months], "MABBR": abbreviations,
        "WD": [*lexicon.weekdays], "WDS": plurals, "WABBR": [*lexicon.weekday_abbreviations],
        "SEASON": [*lexicon.seasons], "UNIT": [*lexicon.units], "UNITS": [*lexicon.unit_plurals],
        "SMALL": lexicon.small_units, "NUMW": [*lexicon.numbers], "ORDW": [*lexicon.ordinals],
        "CARD": [*lexicon.numbers, "a", "an", "#DD", "#N2", "#N3"], "COUNT": [*lexicon.numbers, "#DD", "#N2", "#N3"],
        "VAGUE": lexicon.vague_numbers, "ABOUT": lexicon.about, "MORE": lexicon.more, "LESS": lexicon.less,
        "PTR": [*lexicon.pointers], "PART": [*lexicon.parts], "EDGE": [*lexicon.edges], "DAYPART": lexicon.dayparts,
        "NIGHTOF": lexicon.night_of, "DECW": [*lexicon.decade_words], "FREQ": lexicon.frequency, "EVERY": lexicon.every,
        "DAY": ["#DD", "#DZ"], "DAYO": ["#DD", "#DZ", "#ORD"], "ORD": ["#ORD"], "ORDX": ["#ORD", *lexicon.ordinals],
        "DD": ["#DD"], "DZ": ["#DZ"], "TWO": ["#DD", "#DZ", "#N2"], "YEAR": ["#YEAR"], "YEARX": ["#YEAR", "#OLD"],
        "YEARN": ["#YEAR", "#DD", "#DZ", "#N2"], "ISO": ["#ISO"], "DECADE": ["#DECADE"], "DECS": ["#DECS"],
        "DASH": ["#DASH"], "DASHES": ["#DASH", "#SDASH"], "SLASH": ["#SLASH"], "TDOT": ["#TDOT"], "N4": ["#YEAR", "#OLD", "#N4"],
        "APOS": ["'"], "STOP": [".", ",", ";", ")", ":", "¶", "#SDASH"],
        "QUARTERS": ["q1", "q2", "q3", "q4"], "HALVES": ["h1", "h2"],
        "TO": ["to", "until", "till", "through", "thru"],
        "DATED": ["@MD", "@DATE", "@HOL"], "LONG": ["@Y", "@M", "@MY", "@SPAN", "@DECADE", "@SEASON", "@PERIOD", "@PARTY"],
        "YEARU": ["@SPAN"], "YEARLESS": ["@M", "@MD", "@SEASON", "@QUARTER", "@HOL"], "DUR": ["@DUR"],
        "ENDS": ["@Y", "@M", "@MY", "@MD", "@DATE", "@WD", "@SPAN", "@DECADE", "@SEASON", "@QUARTER", "@DEI", "@HOL", "@PARTY"],
    }  # fmt: skip
    cased = {*lexicon.doubtful_months, *abbreviations, *lexicon.weekday_abbreviations}
    return Alphabet(sets, cased)


# --- first phase: dates, months, years, weekdays, units -------------------------------------------------------


def _iso(m: Matched) -> Made | None:
    text = str(m.node("i").value)
    return Made("@DATE", Fixed(text)) if time.valid(text) else None


def _day_of(year: int, month: int, dom: int) -> str | None:
    text = f"{year:04d}-{month:02d}-{dom:02d}"
    return text if time.valid(text) else None


def _ymd(m: Matched) -> Made | None:
    text = _day_of(m.number("y"), m.number("a"), m.number("b"))
    return Made("@DATE", Fixed(text)) if text else None


def _numeric(m: Matched) -> Made | None:
    """15/01/2026 and 01/15/2026: where both readings are days, the locale tells, else the span of the two."""
    if m.word(-1) in "/-." and m.word(-1) or m.word(0) in ("/", "-"):
        return None
    year, a, b = m.number("y"), m.number("a"), m.number("b")
    if m.node("y").key != "#YEAR":
        year += 2000 if year < 70 else 1900
    day_first, month_first = _day_of(year, b, a), _day_of(year, a, b)
    dotted = m.nodes[m.at("a") + 1].key == "#TDOT"  # 03.04.2026 is written where the day comes first
    if day_first and month_first and day_first != month_first:
        if dotted or m.day_first is not None:
            chosen = day_first if dotted or m.day_first else month_first
            return Made("@DATE", Fixed(chosen))
        return Made("@PARTY", Fixed(time.interval(*sorted([day_first, month_first]))), rule="numeric-ambiguous")
    text = day_first or month_first
    return Made("@DATE", Fixed(text)) if text else None


def _short_range(m: Matched) -> Made | None:
    """2016-19 and 2024/25 are years; 2026-01 is a month."""
    if m.word(-1) in ("-", "/", "–") or m.word(0) in ("-", "/"):
        return None
    year, tail = m.number("y"), m.node("e")
    number = int(m.text[tail.start : tail.end])
    if tail.end - tail.start != 2 or not _year_fits(m, m.at("y"), m.found.end()):
        return None
    slash = m.nodes[m.at("y") + 1].key == "#SLASH"
    if number > year % 100 and (tail.key != "#DZ" or slash or year % 100 < 12):
        return Made("@PARTY", Fixed(f"{year}/{year // 100 * 100 + number}"), rule="years")
    if 1 <= number <= 12 and not slash:
        return Made("@MY", Fixed(time.month(number, year)), rule="iso-month")
    return None


def _year_fits(m: Matched, at: int, after: int) -> bool:
    """Whether a number of four figures is a year there: not counted, not the number of a resolution or a telephone."""
    lex, before, follows = m.lexicon, m.text_of(at - 1), m.text_of(after)
    node = m.nodes[at]
    if before in lex.no_year_after or follows in lex.no_year_before or before in ("$", "€", "£", "¥", "#", "+", "₹", "₱"):
        return False
    if before == "." and m.text_of(at - 2) in ("no", "nos", "tel"):
        return False
    tight_before = at > 0 and m.nodes[at - 1].end == node.start and before not in ("(", "[", '"', "'", "“", "‘", "–", "—", "-", "/")
    tight_after = after < len(m.nodes) and m.nodes[after].start == m.nodes[after - 1].end
    if tight_before or follows in ("%", "°", "$", "€", "£") or (tight_after and follows in ("/", "@", ":", "_")):
        return False
    joined = at > 0 and m.nodes[at - 1].end == node.start and m.nodes[at - 1].key in ("#DASH", "#SLASH")
    if joined and m.text_of(at - 2) not in (*lex.parts, "pre", "post"):
        return False  # F-2000, 555-1951; ranges of years are rules of their own
    if tight_after and m.nodes[after].key == "#DASH":
        return m.text_of(after + 1) in ("era", "style", "vintage") or not m.text_of(after + 1)[:1].isdigit()
    return not (tight_after and follows in (".", ",") and m.text_of(after + 1)[:1].isdigit() and m.nodes[after + 1].start == m.nodes[after].end)


def _with_year(m: Matched, year: str = "y") -> int | None:
    """The year that a date ends with, if there and one."""
    if not m.has(year) or not _year_fits_end(m, m.at(year)):
        return None
    return m.number(year)


def _year_fits_end(m: Matched, at: int) -> bool:
    return m.text_of(at + 1) not in m.lexicon.no_year_before and m.text_of(at + 1) != "%"


def _calendar(m: Matched) -> Made | None:
    """A day of a month, with its year or without."""
    month, dom, year = m.month("m"), m.number("d"), _with_year(m)
    if not time.valid(f"2024-{month:02d}-{dom:02d}"):
        return None
    if m.has("y") and year is None:
        return Made("@MD", Months(month, month, dom), last=m.at("d") if m.at("d") > m.at("m") else m.at("m"), rule="day-month")
    if year is None:
        if m.word(-1) == "in" and m.at("d") > m.at("m") and m.text_of(m.found.end()) in m.lexicon.no_year_before:
            return Made("@M", Months(month, month), last=m.at("m"), rule="month")  # 'in May 12 people died'
        return Made("@MD", Months(month, month, dom), rule="day-month")
    text = _day_of(year, month, dom)
    return Made("@DATE", Fixed(text)) if text else None


def _day_list(m: Matched) -> list[Made] | Made | None:
    """'December 18 and 21', '5 to 7 May 2024': days of one month."""
    month, year = m.month("m"), _with_year(m)
    days = [i for i in range(m.at("d"), m.at("e") + 1) if isinstance(m.nodes[i].value, int)]
    numbers = [m.nodes[i].value for i in days]
    if numbers != sorted(set(numbers)) or any(not time.valid(f"2024-{month:02d}-{n:02d}") for n in numbers):
        return None
    values: list[Value] = [
        Fixed(_day_of(year, month, n) or "") if year else Months(month, month, n) for n in numbers
    ]
    if year and any(isinstance(v, Fixed) and not v.edtf for v in values):
        return None
    key = "@DATE" if year else "@MD"
    end = m.found.end() - 1
    if m.has("y") and year is None:
        end = max(m.at("e"), m.at("m"))
    listed = any(m.text_of(i) == "and" for i in range(days[0], days[-1])) and not m.has("r")
    respectively = any(m.text_of(m.found.end() + k) == "respectively" for k in range(4))
    if not listed or (len(numbers) == 2 and numbers[1] == numbers[0] + 1 and not respectively):
        return Made("@DAYS", Between(values[0], values[-1]), last=end, rule="days")
    first = m.found.start()
    made = []
    for i, value in zip(days, values, strict=True):
        left = first if i == days[0] else i
        right = i if i != days[-1] else end
        made.append(Made(key, value, first=left, last=right, rule="full-date" if year else "day-month"))
    return made


def _month_year(m: Matched) -> Made | None:
    if not _year_fits_end(m, m.at("y")):
        return _lone_month(m)
    return Made("@MY", Fixed(time.month(m.month("m"), m.number("y"))))


def _lone_month(m: Matched) -> Made | None:
    """A month by itself. May, March and August must stand where a month stands."""
    lex, at = m.lexicon, m.at("m")
    key, back = m.nodes[at].key, at - 1
    if m.text_of(back) in ("-", "–", "(", "the") or (m.text_of(back) in lex.parts):
        back -= 1
    cue, near = m.text_of(back), m.text_of(at - 1)
    if near in lex.people_before_month or (near == "." and m.text_of(at - 2) in lex.people_before_month):
        return None
    number = m.month("m")
    made = Made("@M", Months(number, number), last=at, rule="month")
    if key in lex.month_abbreviations and key not in lex.months:
        dotted = m.text_of(at + 1) == "."
        ok = dotted and cue in lex.month_cues or near in lex.strong_month_cues
        return replace(made, last=at + 1 if dotted and m.nodes[at + 1].start == m.nodes[at].end else at) if ok else None
    if key not in lex.doubtful_months:
        return made
    person = re.search(r"(?:Theresa|Mrs\.?|Ms\.?|Minister) May\b", m.text) if key == "may" else None
    cues = lex.strong_month_cues if person else lex.month_cues
    shouted = m.text[m.nodes[at].start : m.nodes[at].end].isupper() and cue in ("that", "and", "to", "next", "past")
    adjective = near in ("the", "a", "its", "their", "his", "'s") and not person and m.word(0).islower() and m.word(0) != "will"
    return made if (cue in cues or near in cues or adjective) and not shouted else None


def _year(m: Matched) -> Made | None:
    at = m.at("y")
    number = m.number("y")
    before = m.text_of(at - 1)
    if not _year_fits(m, at, at + 1):
        return None
    if number < 1900 and before not in (*m.lexicon.month_cues, "(", "circa", "year", "than", "as", "around", "about"):
        return None
    if number < 1500 and m.text_of(at + 1)[:1].islower() and m.text_of(at + 1).endswith("s"):
        return None
    return Made("@Y", Fixed(time.year(number)))


def _circa(m: Matched) -> Made | None:
    return Made("@Y", Fixed(time.year(m.number("y")) + "~")) if _year_fits_end(m, m.at("y")) else None


def _decade(m: Matched) -> Made | None:
    if m.has("w"):
        first = 1900 + m.lexicon.decade_words[m.node("w").key]
        if m.word(-1) in m.lexicon.no_decade_after:
            return None
    else:
        first = m.number("d")
        first += 1900 if first < 100 else 0
    return Made("@DECADE", Fixed(time.decade(first)))


def _century(m: Matched) -> Made | None:
    number = m.number("o")
    return Made("@DECADE", Fixed(time.century(number))) if 1 <= number <= 21 else None


def _quarter(m: Matched) -> Made | None:
    number = int(m.node("t").key[1]) if m.has("t") else m.number("o")
    if not 1 <= number <= 4:
        return None
    return Made("@QUARTER", Months(3 * number - 2, 3 * number))


def _half(m: Matched) -> Made | None:
    return Made("@QUARTER", Months(1, 6) if m.node("t").key == "h1" else Months(7, 12))


def _fiscal(m: Matched) -> Made | None:
    year = m.number("y")
    if m.has("e"):
        end = m.number("e")
        return Made("@PARTY", Fixed(time.interval(time.year(year), time.year(end if end > 99 else year // 100 * 100 + end))))
    return Made("@Y", Fixed(time.year(year)))


def _season(m: Matched) -> Made | None:
    """A season: with a pointer, a year, or after a preposition."""
    lex, node = m.lexicon, m.node("s")
    first, last = lex.seasons[node.key]
    if m.has("p"):
        pointer = lex.pointers[m.node("p").key]
        return Made("@SEASON", Months(first, last, pointer=pointer), "relative")
    if m.has("y"):
        end = m.number("e") if m.has("e") else None
        year = m.number("y")
        if end is not None and end % 100 != (year + 1) % 100:
            return None
        return Made("@SEASON", Fixed(time.months(first, last, year)))
    before = m.word(-1)
    doubtful = node.key in lex.doubtful_seasons
    if before in lex.no_season_after or (doubtful and (m.word(0) == "of" or m.text_of(m.at("s") - 1) != "the")):
        return None
    if before not in (*lex.month_cues, *lex.parts, "over", "the", "earlier", "later", "-") or m.text_of(m.at("s") - 1) == "to":
        return None
    if m.word(0) in ("from", "up") or (m.text_of(m.at("s") - 1) == "the" and before not in (*lex.month_cues, "over")):
        return None
    return Made("@SEASON", Months(first, last))


def _weekday(m: Matched) -> Made | None:
    lex = m.lexicon
    if m.has("a"):
        return Made("@WD", Weekday(lex.weekday_abbreviations[m.node("a").key]), "relative")
    pointer = lex.pointers[m.node("p").key] if m.has("p") else ""
    if pointer == "that" and (m.word(-1) in lex.says_that or m.word(0) in ("'s", "’s", "was", "would", "will", "is", "had")):
        return Made("@WD", Weekday(lex.weekdays[m.node("w").key]), "relative", first=m.at("w"), rule="weekday")
    if m.has("c"):
        pointer = lex.pointers[m.node("c").key]
    return Made("@WD", Weekday(lex.weekdays[m.node("w").key], pointer), "relative")


def _pointed_month(m: Matched) -> Made | None:
    lex = m.lexicon
    pointer = lex.pointers[m.node("c" if m.has("c") else "p").key]
    month, dom = m.month("m"), m.number("d") if m.has("d") else 0
    if pointer == "that" and m.word(-1) in lex.says_that:
        pointer = ""
    if dom and not time.valid(f"2024-{month:02d}-{dom:02d}"):
        return None
    first = m.at("m") if not pointer else None
    return Made("@MD" if dom else "@M", Months(month, month, dom, pointer), "relative" if pointer else "date", first=first)


AGAIN = ("over", "in", "for", "during", "within", "throughout", "of")


def _pointed_unit(m: Matched) -> Made | None:
    """'Last year', 'this week', 'that day', 'the following month', 'over the past year'."""
    lex = m.lexicon
    pointer = lex.pointers[m.node("c" if m.has("c") else "p").key]
    unit = lex.units[m.node("u").key]
    article = m.text_of(m.found.start()) == "the"
    if m.word(0) == "of" and article and pointer == "last":
        return None
    if m.text_of(m.found.end())[:1] == "-" and m.nodes[m.found.end()].key == "#DASH":
        return None  # 'last week-long'
    if unit in ("fortnight",) or (pointer == "past" and unit not in ("weekend",)) or (article and pointer in ("last", "coming", "next") and m.word(-1) in AGAIN):
        return _spanned(m, pointer, 1, unit)
    if article and pointer == "next" or (unit == "day" and pointer == "next"):
        pointer = "following"
    if unit == "day" and pointer in ("last", "this", "past", "coming"):
        return None
    if pointer == "that" and unit == "day" or pointer == "same" and unit == "day":
        return Made("@SPAN", Story("day"), "relative", rule="same-day")
    return Made("@SPAN", Span(unit, "last" if pointer == "past" else "next" if pointer == "coming" else pointer), "relative")


def _spanned(m: Matched, pointer: str, count: int, unit: str) -> Made | None:
    count, exact = _unit(count, unit)
    if pointer in ("previous", "following"):
        base: Value = Story()
    else:
        base = Published()
    back = pointer in ("last", "past", "previous")
    if pointer in ("this", "that", "same"):
        return None
    return Made("@WITHIN", Within(base, -count if back else count, exact), "relative", rule="past-span" if back else "next-span")


def _unit(count: int, unit: str) -> tuple[int, Unit]:
    """A unit that calendars know, and how many: a fortnight is two weeks, a quarter three months."""
    if unit == "fortnight":
        return 2 * count, "week"
    if unit == "quarter":
        return 3 * count, "month"
    if unit == "weekend":
        return count, "week"
    return count, unit  # type: ignore[return-value]


def _pointed_units(m: Matched) -> Made | None:
    pointer = m.lexicon.pointers[m.node("p").key]
    if m.has("v"):
        return Made("@WITHIN", Unknown(), "relative", rule="vague")
    return _spanned(m, pointer, m.number("n"), m.lexicon.unit_plurals[m.node("u").key])


@dataclass(frozen=True, slots=True)
class Duration:
    """So many units of time; ``how`` is about, less, more or nothing. Not a date."""

    count: int
    unit: Unit
    how: str = ""
    needs: frozenset[str] = frozenset()

    def at(self, context: object) -> str:
        raise DataError("a duration is no date")


def _duration(m: Matched) -> Made | None:
    lex = m.lexicon
    if m.has("s"):
        return Made("@SMALL", Unknown(), "duration", rule="duration")
    node = m.node("u")
    unit = lex.units.get(node.key) or lex.unit_plurals[node.key]
    if unit in ("weekend", "quarter") and m.node("n").key in ("a", "an"):
        return None
    if m.has("v") or m.has("z"):
        return Made("@DUR", Unknown(), "duration")
    count = m.number("n") * (m.number("x") if m.has("x") else 1)
    if m.has("k"):
        count = 2
    if m.has("h"):  # and a half: months or days are told in the finer unit
        finer: dict[str, tuple[int, Unit]] = {"year": (12 * count + 6, "month"), "decade": (10 * count + 5, "year"),
                                              "century": (100 * count + 50, "year")}  # fmt: skip
        if unit not in finer:
            return Made("@DUR", Unknown(), "duration")
        return Made("@DUR", Duration(*finer[unit], how="about"), "duration")
    how = ""
    if m.has("b"):
        how = "about" if m.node("b").key in lex.approximate or m.node("b").key == "some" else ""
    if m.has("l"):
        how = "less" if m.node("l").key in lex.less else "more"
    return Made("@DUR", Duration(*_unit(count, unit), how=how), "duration")


def _vague_ago(m: Matched) -> Made | None:
    return Made("@WITHIN", Unknown(), "relative", rule="vague")


def _set(m: Matched) -> Made | None:
    return Made("@SET", Unknown(), "set", rule="set")


def _clock(m: Matched) -> Made | None:
    return Made("@CLOCK", Unknown(), "clock", rule="clock")


def _the_nth(m: Matched) -> Made | None:
    """'The night of the 3rd', 'on the 15th,': the number of a day, not of a floor or a fleet."""
    at = m.at("o")
    dom = m.nodes[at].value
    if not m.has("q"):
        follows = m.word(0)
        if follows and (follows[0].isalnum() and follows not in ("at", "in", "and", "of", "local", "that", "when", "by", "after")):
            return None
        if follows == "-":
            return None
    return Made("@NTH", DayOfMonth(dom), "relative", first=at - 1)


def _then(m: Matched) -> Made | None:
    if m.word(0) == "of" or m.word(0) == "when":
        return None
    return Made("@THEN", Story(), "relative")


ATOMS: list[Rule] = [
    ("iso-date", "i:ISO", _iso),
    ("iso-date", "y:YEAR (SLASH a:DAY SLASH b:DAY)", _ymd),
    ("iso-date", "y:YEAR (TDOT a:DAY TDOT b:DAY)", _ymd),
    ("numeric-date", "a:DAY SLASH b:DAY SLASH y:YEARN", _numeric),
    ("numeric-date", "a:DAY TDOT b:DAY TDOT y:YEAR", _numeric),
    ("numeric-date", "a:DAY DASH b:DAY DASH y:YEAR", _numeric),
    ("full-date", "d:DAYO DASH m:MON DASH y:YEAR", _calendar),
    ("fiscal-year", "(the)? (fiscal|financial) (year)? y:YEAR ((DASH|SLASH) e:YEARN)?", _fiscal),
    ("fiscal-year", "fy y:YEAR ((DASH|SLASH) e:YEARN)?", _fiscal),
    ("days", "m:MON '.'? d:DAYO (',' DAYO){0,6} (','? and (the)? e:DAYO) (','? y:YEARX)?", _day_list),
    ("days", "m:MON '.'? (the)? d:DAYO r:(DASHES|TO) (the)? e:DAYO (','? y:YEARX)?", _day_list),
    ("days", "between m:MON '.'? d:DAYO r:and e:DAYO (','? y:YEARX)?", _day_list),
    ("days", "(from|between) (the)? d:DAYO r:(TO|and|DASHES) (the)? e:DAYO (of)? m:MON '.'? (','? y:YEARX)?", _day_list),
    ("days", "(the)? d:DAYO r:(DASHES|TO) (the)? e:DAYO (of)? m:MON '.'? (','? y:YEARX)?", _day_list),
    ("days", "(the)? d:DAYO (',' DAYO){0,6} ','? and (the)? e:DAYO (of)? m:MON '.'? (','? y:YEARX)?", _day_list),
    ("full-date", "m:MON '.'? (the)? d:DAYO (','? (of)? y:YEARX)?", _calendar),
    ("full-date", "(the)? d:DAYO (of)? m:MON '.'? ((','|of)? y:YEARX)?", _calendar),
    ("full-date", "the d:ORDW (day)? of m:MON (','? y:YEARX)?", _calendar),
    ("month-year", "m:MON '.'? (','|of|DASH)? y:YEARX", _month_year),
    ("pointed-month", "(the)? p:PTR (c:PTR)? m:MON '.'? d:DAYO", _pointed_month),
    ("pointed-month", "(the)? p:PTR (c:PTR)? m:MONTH", _pointed_month),
    ("month", "m:MON", _lone_month),
    ("set", "(EVERY|per) (other|single|second)? (COUNT)? (UNIT|UNITS|WD|SEASON|MONTH)", _set),
    ("set", "(FREQ | (COUNT|VAGUE) times) (a|an|per|each|every) UNIT", _set),
    ("set", "(on)? WDS", _set),
    ("fiscal-year", "(the)? (fiscal|financial) year", _vague_ago),
    ("past-span", "(the|these)? p:PTR (v:VAGUE|n:COUNT) u:UNITS", _pointed_units),
    ("past-span", "(the)? (recent|p:PTR) (v:UNITS)", lambda m: _vague_ago(m)),
    ("weekday", "(the)? p:PTR (c:PTR)? w:WD DAYPART?", _weekday),
    ("weekday", "(PART)? w:WD DAYPART?", _weekday),
    ("weekday", "a:WABBR '.'", _weekday),
    ("season", "(the)? s:SEASON (of)? ','? y:YEARX ((DASH|SLASH) e:YEARN)?", _season),
    ("season", "(the)? p:PTR s:SEASON", _season),
    ("season", "(the)? s:SEASON", _season),
    ("quarter", "(the)? o:ORDX DASH? quarter", _quarter),
    ("quarter", "t:QUARTERS", _quarter),
    ("half", "t:HALVES", _half),
    ("unit", "(the)? p:PTR (c:PTR)? u:UNIT", _pointed_unit),
    ("century", "(the)? o:ORDX DASH? century", _century),
    ("decade", "(the)? d:DECADE", _decade),
    ("decade", "(the)? APOS d:DECS", _decade),
    ("decade", "the d:DECS", _decade),
    ("decade", "the w:DECW", _decade),
    ("duration", "b:ABOUT? (l:(MORE|LESS) than)? b2:ABOUT? (n:COUNT x:hundred) DASH? u:UNITS", _duration),
    ("duration", "(n:a v:VAGUE | v2:VAGUE n2:of? | half) (a|an)? u:UNITS", lambda m: Made("@DUR", Unknown(), "duration")),
    ("duration", "half (a|an) UNIT", lambda m: Made("@DUR", Unknown(), "duration")),
    ("duration", "a n:couple of u:UNITS", lambda m: Made("@DUR", Duration(*_unit(2, m.lexicon.unit_plurals[m.node("u").key])), "duration")),
    ("duration", "n:CARD (DASHES|to|or) COUNT z:DASH? (UNIT|UNITS|SMALL)", lambda m: Made("@DUR", Unknown(), "duration")),
    ("duration", "n:CARD and a h:half DASH? u:UNITS", _duration),
    ("duration", "n:CARD u:UNIT h:(and a half)", _duration),
    ("duration", "(b:ABOUT|l:(MORE|LESS) than?)? n:CARD DASH? (u:UNIT|u2:UNITS)", lambda m: _either(m)),
    ("duration", "n:CARD DASH? s:SMALL", _duration),
    ("vague", "(UNITS|days) ago", _vague_ago),
    ("nth", "q:(NIGHTOF of) the o:ORD", _the_nth),
    ("nth", "on the o:ORD", _the_nth),
    ("clock", "(DAY|TWO) (':' TWO)? (am|pm | a '.'? m '.'? | p '.'? m '.'?)", _clock),
    ("clock", "DAY ':' TWO (':' TWO)? (gmt|utc|local)?", _clock),
    ("clock", "N4 (gmt|utc|local time)", _clock),
    ("then", "(back then | at the time | at that time | (by|since|until|till) then)", _then),
    ("year", "(circa | c '.' | ca '.'?) y:YEARX", _circa),
    ("year", "(around|about) y:YEAR", _circa),
    ("years", "y:YEAR (DASH|SLASH) e:TWO", _short_range),
    ("year", "y:YEARX", _year),
]  # fmt: skip


def _either(m: Matched) -> Made | None:
    """A duration whose unit is one or many ('a year', 'two years', 'a two-year')."""
    node = m.node("u") if m.has("u") else m.node("u2")
    lex = m.lexicon
    unit = lex.units.get(node.key) or lex.unit_plurals[node.key]
    if unit in ("weekend", "quarter") and m.node("n").key in ("a", "an"):
        return None
    how = ""
    if m.has("b") and (m.node("b").key in lex.approximate or m.node("b").key == "some"):
        how = "about"
    if m.has("l"):
        how = "less" if m.node("l").key in lex.less else "more"
    return Made("@DUR", Duration(*_unit(m.number("n"), unit), how=how), "duration")


# --- second phase: what is said of an atom ---------------------------------------------------------------------


def _same_date(m: Matched) -> Made | None:
    """'Thursday, January 15', 'today (15 January 2026)': the date tells."""
    node = m.node("x")
    return Made(node.key, node.value, node.kind, rule=node.rule)


def _of_year(m: Matched) -> Made | None:
    """'April last year', 'September of that year', '11 September 2025' in two pieces, 'the third quarter of 2024'."""
    part, year = m.value("x"), m.node("y")
    if not isinstance(part, Months) or part.pointer:
        return None
    if isinstance(year.value, Span) and year.value.unit != "year":
        return None
    if year.key == "@SPAN" and not isinstance(year.value, Span):
        return None
    key = "@DATE" if part.dom else "@MY"
    if isinstance(year.value, Fixed):
        try:
            return Made(key, Fixed(part.of(int(year.value.edtf[:4]))))
        except Exception:
            return None
    return Made(key, OfYear(part, year.value), "relative")


def _of_the_year(m: Matched) -> Made | None:
    part = m.value("x")
    return Made("@MY", OfYear(part, Span("year", "this")), "relative") if isinstance(part, Months) else None


def _part(m: Matched) -> Made | None:
    """'Early 2023', 'mid-May', 'late last year', 'the end of last month', 'later this week'."""
    node = m.node("x")
    lex = m.lexicon
    if m.has("p"):
        part = lex.parts[m.node("p").key]
    elif m.has("e"):
        part = lex.edges[m.node("e").key]
    elif m.has("h"):
        part = "h1" if m.node("h").key == "first" else "h2"
    elif m.has("n"):
        part = f"m{m.number('n')}" if m.node("o").key == "first" else f"m-{m.number('n')}"
        if not 1 <= m.number("n") <= 12:
            return None
    else:
        part = m.node("r").key
    value = node.value
    if part in ("earlier", "later"):
        if isinstance(value, Span) and value.unit == "week":
            return Made(node.key, replace(value, part=part), "relative")
        part = "whole"
    if part == "eve":
        value = _start_eve(value)
        return Made("@DEI", value, "relative", rule="eve") if value else None
    return Made(node.key, PartOf(value, part), node.kind)


def _start_eve(value: Value) -> Value | None:
    return Shift(value, -1, "day")


def _part_of_unit(m: Matched) -> Made | None:
    """'The end of the year', 'earlier in the month', 'the second half of the year'."""
    lex = m.lexicon
    unit = lex.units[m.node("u").key] if m.has("u") else "year"
    if unit in ("day", "quarter", "weekend", "fortnight"):
        return None
    part = "end"
    if m.has("e"):
        part = lex.edges[m.node("e").key]
    elif m.has("p"):
        part = lex.parts.get(m.node("p").key, "whole")
        if unit == "week":
            return Made("@SPAN", Span("week", "this", m.node("p").key if m.node("p").key in ("earlier", "later") else ""), "relative")
    elif m.has("h"):
        part = "h1" if m.node("h").key == "first" else "h2"
    elif m.has("o"):
        part = f"q{m.number('o')}"
    elif m.has("n"):
        part = f"m{m.number('n')}"
    if part == "eve":
        return None
    if m.has("z"):  # 'before the year is out' is in this year
        return Made("@SPAN", Span("year", "this"), "relative", first=m.at("z") if m.word(-1) == "before" else None, rule="before-end")
    return Made("@SPAN", PartOf(Span(unit, "this"), part), "relative")


def _ago(m: Matched) -> Made | None:
    """'Four years ago' is that year, 'three months ago' that month, 'two weeks ago' that week."""
    duration = m.value("x")
    if not isinstance(duration, Duration) or duration.how == "more":
        return Made("@AGO", Unknown(), "relative", rule="vague")
    if duration.how == "less":
        return Made("@AGO", Within(Published(), -duration.count, duration.unit), "relative")
    return Made("@AGO", _shifted(Published(), duration, -1), "relative")


def _shifted(base: Value, duration: Duration, sign: int) -> Shift:
    rounded = duration.unit == "year" and duration.count >= 10 and duration.count % 10 == 0
    return Shift(base, sign * duration.count, duration.unit, approximate=duration.how == "about" or rounded)


def _later(m: Matched) -> Made | None:
    """'Two days later', 'three years earlier', 'the day before': counted from the story."""
    sign = -1 if m.node("s").key in ("earlier", "before", "previously", "beforehand") else 1
    duration = _duration_of(m)
    if duration is None or duration.how == "more":
        return Made("@AGO", Unknown(), "relative", rule="vague")
    if duration.how == "less":
        return Made("@AGO", Within(Story(), sign * duration.count, duration.unit), "relative")
    return Made("@AGO", _shifted(Story(), duration, sign), "relative")


def _duration_of(m: Matched) -> Duration | None:
    if m.has("u"):
        return Duration(*_unit(1, m.lexicon.units[m.node("u").key]))
    value = m.value("x")
    return value if isinstance(value, Duration) else None


def _after_date(m: Matched) -> Made | None:
    """'Two years after the 2019 summit': counted from the date that is said."""
    duration, sign = _duration_of(m), 1 if m.node("s").key == "after" else -1
    if duration is None or duration.how == "more":
        return None
    if duration.how == "less":
        return None
    return Made("@AGO", _shifted(m.value("y"), duration, sign), "relative")


def _after_clause(m: Matched) -> Made | None:
    """'Fourteen months after it was signed' dates the clause, back from the main verb; 'two days after the signing' the main verb."""
    duration, sign = _duration_of(m), 1 if m.node("s").key in ("after", "since") else -1
    if duration is None or duration.how == "more":
        return Made("@AGO", Unknown(), "relative", rule="vague")
    clause = False
    for k in range(9):
        word = m.word(k)
        if word in ("", ".", ",", ";", "¶", "which", "that", "who", "to", "(", '"'):
            break
        if k and (word in m.lexicon.clause_verbs or (word.endswith("ed") and len(word) > 4)):
            clause = True
            break
    if clause:
        sign = -sign
    rule = "offset-clause" if clause else "offset"
    if duration.how == "less":
        return Made("@AGO", Within(Story(), sign * duration.count, duration.unit), "relative", rule=rule)
    return Made("@AGO", _shifted(Story(), duration, sign), "relative", rule=rule)


def _in_duration(m: Matched) -> Made | None:
    duration = m.value("x")
    if not isinstance(duration, Duration):
        return None
    if m.text_of(m.found.start()) == "within":
        return Made("@WITHIN", Within(Story(), duration.count, duration.unit, needs_tense=True), "relative", rule="within")
    if m.word(0) in ("of", "ago") or duration.how:
        return None
    return Made("@WITHIN", Ahead(duration.count, duration.unit), "relative", rule="ahead")


def _from_now(m: Matched) -> Made | None:
    duration = m.value("x")
    return Made("@AGO", _shifted(Published(), duration, 1), "relative") if isinstance(duration, Duration) else None


def _before_last(m: Matched) -> Made | None:
    return Made("@SPAN", Span(m.lexicon.units[m.node("u").key], "before last"), "relative")


def _eve(m: Matched) -> Made | None:
    return Made("@DEI", Shift(Story("day"), -1, "day"), "relative")


def _nth_of(m: Matched) -> Made | None:
    nth, span = m.value("x"), m.value("y")
    if isinstance(nth, DayOfMonth) and isinstance(span, Span) and span.unit == "month" and span.pointer in ("last", "this", "next"):
        return Made("@NTH", replace(nth, pointer=span.pointer), "relative")
    return None


RELATIONS: list[Rule] = [
    ("weekday-date", "(@WD|WABBR) (','|DASHES)? (the)? x:DATED", _same_date),
    ("weekday-date", "(@WD|@DEI) '(' x:DATED ')'", _same_date),
    ("weekday-date", "@DEI ','? x:DATED", _same_date),
    ("of-year", "x:YEARLESS ','? (of)? (the)? y:YEARU", _of_year),
    ("of-year", "x:YEARLESS ','? (of)? y:@Y", _of_year),
    ("of-year", "y:YEARU (','? in | 's) x:YEARLESS", _of_year),
    ("of-year", "x:@QUARTER of the year", _of_the_year),
    ("part", "(the)? (very)? p:PART (DASHES|in)? (the)? x:LONG", _part),
    ("part", "r:(earlier|later) (in)? (the)? x:LONG", _part),
    ("part", "(the)? (very)? e:EDGE of (the)? x:LONG", _part),
    ("part", "(on)? (the)? e:eve of (the)? x:DATED", _part),
    ("part", "(the)? (h:(first|second)) half of x:LONG", _part),
    ("part", "(the)? o:(first|last) n:COUNT months of x:LONG", _part),
    ("part", "(the)? (very)? e:EDGE of (the|this) u:UNIT", _part_of_unit),
    ("part", "(p:(earlier|later)|p2:(early|late)) in the u:UNIT", lambda m: _part_of_unit(m)),
    ("part", "(the)? (h:(first|second)) half of the u:UNIT", _part_of_unit),
    ("part", "(the)? first n:COUNT months of the year", _part_of_unit),
    ("part", "(year DASH? end | year 's end | z:(the year (is|was) (out|over)) | the year ends)", _part_of_unit),
    ("ago", "x:DUR ago", _ago),
    ("from-now", "x:DUR (from now|hence)", _from_now),
    ("offset", "(x:DUR|the u:UNIT) s:(after|before) (the)? y:(@Y|@MY|@DATE|@MD|@PERIOD|@DAYS)", _after_date),
    ("offset", "(x:DUR|the u:UNIT) s:(later|earlier|previously|beforehand)", _later),
    ("unit", "the u:UNIT before last", _before_last),
    ("offset", "(x:DUR|the u:UNIT) s:(before|after) (?=STOP|$)", _later),
    ("offset", "(x:DUR|the u:UNIT) s:(after|before)", _after_clause),
    ("eve", "on the eve of", _eve),
    ("within", "(within|in) x:DUR", _in_duration),
    ("nth", "x:@NTH of (the)? y:@SPAN", _nth_of),
]  # fmt: skip


# --- third phase: from one time to another, and a date that repeats what is before it ---------------------------

_RANGED = (Weekday, Months, Fixed, OfYear, PartOf, Span, Days)


def _range(m: Matched) -> Made | None:
    a, b = m.node("a"), m.node("b")
    if m.has("t") and a.key != b.key and not {a.key, b.key} <= {"@M", "@MY", "@MD", "@DATE", "@WD"}:
        return None
    if m.text_of(m.at("a") + 1) == "and" and not m.has("w") and not _consecutive(a.value, b.value):
        return None
    start: Value = a.value
    if isinstance(start, Months) and not start.pointer and not isinstance(b.value, Months):
        start = _year_from(start, b.value) or start
    made = Between(start, b.value)
    if not made.needs:
        try:
            return Made("@RANGE", Fixed(time.interval(made.start.at(_NO_CONTEXT), made.end.at(_NO_CONTEXT))))
        except DataError:
            return None
    return Made("@RANGE", made, b.kind)


def _consecutive(a: Value, b: Value) -> bool:
    return isinstance(a, Weekday) and isinstance(b, Weekday) and not (a.pointer or b.pointer) and (b.number - a.number) % 7 == 1


def _year_from(part: Months, dated: Value) -> Value | None:
    """'June 3 and July 5, 2024': the year at the end holds for both; a later month is of the year before."""
    if isinstance(dated, OfYear):
        return OfYear(part, dated.year)
    if isinstance(dated, Fixed) and "/" not in dated.edtf and len(dated.edtf) >= 7:
        year = int(dated.edtf[:4]) - (1 if part.first > int(dated.edtf[5:7]) else 0)
        try:
            return Fixed(part.of(year))
        except Exception:
            return None
    return None


def _onwards(m: Matched) -> Made | None:
    from kg.annotate.times_values import Open

    return Made("@RANGE", Open(m.value("a"), "from"), m.node("a").kind)


def _restated(m: Matched) -> Made | None:
    """'A month ago, on August 12': the second tells more exactly what the first says."""
    node = m.node("x")
    return Made(node.key, node.value, node.kind, rule=node.rule)


RANGES: list[Rule] = [
    ("range", "w:from a:ENDS TO (the)? b:ENDS", _range),
    ("range", "from a:ENDS (to (the)? present day? | to date | to now | onwards | onward | on (?=STOP|$))", _onwards),
    ("range", "w:between a:ENDS and (the)? b:ENDS", _range),
    ("range", "a:ENDS t:DASH b:ENDS", _range),
    ("range", "a:(@Y|@MY|@M|@DATE|@WD) t:(DASHES|TO) b:(@Y|@MY|@M|@DATE|@WD)", _range),
    ("range", "a:@MD t:(DASHES|TO) b:(@MD|@DATE)", _range),
    ("range", "a:@WD and b:@WD", _range),
    ("restated", "@AGO ',' (on|in) x:(@MD|@DATE|@MY|@M|@WD)", _restated),
]  # fmt: skip

from kg.annotate.times_values import Context  # noqa: E402

_NO_CONTEXT = Context()


def carry_years(nodes: list[Node]) -> list[Node]:
    """Give a day or month without a year the year of the date that it is listed with: 'June 3 and July 5, 2024'."""
    out = list(nodes)
    for i in range(len(out) - 1, -1, -1):
        part = out[i].value
        if out[i].key not in ("@MD", "@M") or not isinstance(part, Months) or part.pointer:
            continue
        j = i + 1
        while j < len(out) and j < i + 4 and out[j].key in (",", "and", "or", "in", "on", "again"):
            j += 1
        if j == i + 1 or j >= len(out) or out[j].key not in ("@DATE", "@MY") or out[j].key == "@DATE" and not part.dom:
            continue
        joined = {out[k].key for k in range(i + 1, j)}
        if joined & {"and", "or", ","} and (value := _year_from(part, out[j].value)):
            out[i] = replace(out[i], value=value, key=out[j].key, rule="year-carried")
    return out
