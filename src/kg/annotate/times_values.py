"""What an expression of time means before it is resolved: small frozen values that know how to become EDTF.

Every value has ``needs`` (of ``published``, ``tense`` and ``story``, those that it is counted from) and
``at(context)``, which returns EDTF or raises ``Unresolved`` where the context does not suffice.
The conventions are those of ``docs/times.md``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from kg.core import time
from kg.core.errors import DataError
from kg.core.time import Unit

PUBLISHED, TENSE, STORY = "published", "tense", "story"
NOTHING: frozenset[str] = frozenset()
FROM_PUBLISHED = frozenset({PUBLISHED})
FROM_TENSE = frozenset({PUBLISHED, TENSE})
FROM_STORY = frozenset({STORY})
SOON = 60  # days ahead within which a date without year and verb is still to come
LONG_AGO = 180  # days since its last return, beyond which that may be so
STORY_POINTERS = frozenset({"that", "same", "previous", "following"})


class Unresolved(Exception):
    """The context does not tell the time. Never leaves this package."""


@dataclass(frozen=True, slots=True)
class Context:
    """What times are counted from: EDTF of the publication and of the story's last date, tense of the verb."""

    published: str | None = None
    tense: str | None = None
    story: str | None = None

    def day(self) -> date:
        """The day of publication."""
        first, last = self._published()
        if first != last:
            raise Unresolved
        return first

    def month(self) -> date:
        """A day of the month of publication."""
        first, last = self._published()
        if (first.year, first.month) != (last.year, last.month):
            raise Unresolved
        return first

    def year(self) -> int:
        first, last = self._published()
        if first.year != last.year:
            raise Unresolved
        return first.year

    def story_bounds(self) -> tuple[date, date]:
        if self.story is None:
            raise Unresolved
        first, last = time.bounds(self.story)
        if first is None or last is None:
            raise Unresolved
        return first, last

    def story_year(self) -> int:
        first, last = self.story_bounds()
        if first.year != last.year:
            raise Unresolved
        return first.year

    def _published(self) -> tuple[date, date]:
        if self.published is None:
            raise Unresolved
        first, last = time.bounds(self.published)
        if first is None or last is None:
            raise Unresolved
        return first, last


class Value(Protocol):
    """The meaning of an expression of time."""

    @property
    def needs(self) -> frozenset[str]: ...

    def at(self, context: Context) -> str: ...


@dataclass(frozen=True, slots=True)
class Fixed:
    """A date that the words give in full."""

    edtf: str
    needs: frozenset[str] = NOTHING

    def at(self, context: Context) -> str:
        return self.edtf


@dataclass(frozen=True, slots=True)
class Unknown:
    """An expression of time that tells no date: a duration, a repetition, 'months ago'."""

    needs: frozenset[str] = NOTHING

    def at(self, context: Context) -> str:
        raise Unresolved


@dataclass(frozen=True, slots=True)
class Days:
    """Days counted from the publication: 'yesterday' is -1 to -1."""

    first: int
    last: int
    needs: frozenset[str] = FROM_PUBLISHED

    def at(self, context: Context) -> str:
        today = context.day()
        return time.interval(*(time.day(today + timedelta(days=n)) for n in (self.first, self.last)))


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, 1 for Monday, and where it is looked for."""

    number: int
    pointer: str = ""

    @property
    def needs(self) -> frozenset[str]:
        if self.pointer in STORY_POINTERS:
            return FROM_STORY
        return FROM_TENSE if self.pointer in ("", "this") else FROM_PUBLISHED

    def at(self, context: Context) -> str:
        if self.pointer in STORY_POINTERS:
            first, last = context.story_bounds()
            if (last - first).days > 6:
                raise Unresolved
            if self.pointer == "previous":
                return time.day(self._back(first - timedelta(days=1)))
            if self.pointer == "following":
                return time.day(self._ahead(last + timedelta(days=1)))
            return time.day(first + timedelta(days=self.number - 1 - first.weekday()))
        today = context.day()
        if self.pointer in ("last", "past"):
            return time.day(self._back(today - timedelta(days=1)))
        if self.pointer == "coming":
            return time.day(self._ahead(today + timedelta(days=1)))
        if self.pointer == "next":
            return time.day(self._ahead(today + timedelta(days=7 - today.weekday())))
        if self.pointer == "this" and context.tense is None:
            return time.day(today + timedelta(days=self.number - 1 - today.weekday()))
        return time.day(self._ahead(today) if context.tense == "future" else self._back(today))

    def _back(self, when: date) -> date:
        return when - timedelta(days=(when.weekday() - self.number + 1) % 7)

    def _ahead(self, when: date) -> date:
        return when + timedelta(days=(self.number - 1 - when.weekday()) % 7)


@dataclass(frozen=True, slots=True)
class Months:
    """The months ``first`` to ``last`` of a year that is not said (13 is the next January), or one ``dom`` of them."""

    first: int
    last: int
    dom: int = 0
    pointer: str = ""

    @property
    def needs(self) -> frozenset[str]:
        if self.pointer in STORY_POINTERS:
            return FROM_STORY
        return FROM_PUBLISHED if self.pointer in ("last", "next", "past", "coming") else FROM_TENSE

    def of(self, year: int) -> str:
        """In a given year. A month counted as the next year's (winter) is said from the year it starts in."""
        if self.dom:
            return time.day(_date(year, self.first, self.dom))
        return time.months(self.first, self.last, year)

    def at(self, context: Context) -> str:
        if self.pointer in STORY_POINTERS:
            return self._in_story(context)
        if self.pointer == "" or (self.pointer == "this" and context.tense):
            return self._nearest(context)
        today = context.day() if self.dom else context.month()
        if self.pointer == "this":
            running = [self.of(y) for y in (today.year - 1, today.year) if self._end(y) >= today >= self._start(y)]
            return running[0] if running else self.of(today.year)
        if self.pointer in ("last", "past"):
            return self.of(_last_year(today.year, lambda y: self._end(y) < today.replace(day=1 if not self.dom else today.day)))
        return self.of(_next_year(today.year, lambda y: self._start(y) > today))

    def _nearest(self, context: Context) -> str:
        today = context.day() if self.dom else context.month()
        past = _last_year(today.year, lambda y: self._start(y) <= _month_end(today, self.dom))
        if context.tense == "past":
            return self.of(past)
        ahead = _next_year(today.year, lambda y: self._end(y) >= today)
        if context.tense == "future":
            return self.of(ahead)
        soon = (self._start(ahead) - today).days <= SOON and (today - self._end(past)).days > LONG_AGO
        return self.of(ahead if soon else past)

    def _in_story(self, context: Context) -> str:
        first, last = context.story_bounds()
        if self.pointer in ("that", "same"):
            return self.of(context.story_year())
        if self.pointer == "previous":
            return self.of(_last_year(first.year, lambda y: self._end(y) < first))
        return self.of(_next_year(last.year, lambda y: self._start(y) > last))

    def _start(self, year: int) -> date:
        return _first(self.of(year))

    def _end(self, year: int) -> date:
        return _last(self.of(year))


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """'The 3rd': of the month of publication, or of the one before where that is still to come."""

    dom: int
    pointer: str = ""
    needs: frozenset[str] = FROM_TENSE

    def at(self, context: Context) -> str:
        today = context.day()
        back = 1 if self.pointer == "last" else 0
        ahead = 1 if self.pointer == "next" else 0
        if not self.pointer and context.tense == "future":
            ahead = 1 if self.dom < today.day else 0
        elif not self.pointer:
            back = 1 if self.dom > today.day else 0
        month = time.add_months(today.replace(day=1), ahead - back)
        return time.day(_date(month.year, month.month, self.dom))


@dataclass(frozen=True, slots=True)
class Span:
    """'Last year', 'this week', 'that month', 'the previous weekend'; ``part`` is 'earlier' or 'later' in it."""

    unit: str
    pointer: str
    part: str = ""

    @property
    def needs(self) -> frozenset[str]:
        if self.pointer in STORY_POINTERS:
            return FROM_STORY
        return FROM_TENSE if self.unit in ("week", "weekend") and self.pointer in ("this", "") else FROM_PUBLISHED

    def at(self, context: Context) -> str:
        steps = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1, "before last": -2}
        step = steps.get(self.pointer, 0)
        story = self.pointer in STORY_POINTERS
        if self.unit == "day":
            return time.shift(context.story if story and context.story else time.day(context.day()), step, "day")
        if self.unit in ("week", "weekend"):
            return self._week(context, step, story)
        if self.unit == "month":
            first, last = context.story_bounds() if story else (context.month(), context.month())
            if (first.year, first.month) != (last.year, last.month):
                raise Unresolved
            return time.month(first.month + step, first.year)
        if self.unit == "quarter":
            when = context.story_bounds()[0] if story else context.month()
            start = 3 * ((when.month - 1) // 3 + step) + 1
            carried, index = divmod(start - 1, 12)
            return time.months(index + 1, index + 3, when.year + carried)
        number = context.story_year() if story else context.year()
        if self.unit == "year":
            return time.year(number + step)
        if self.unit == "decade":
            return time.decade(number // 10 * 10 + 10 * step)
        return time.century((number + 99) // 100 + step)

    def _week(self, context: Context, step: int, story: bool) -> str:
        first, last = context.story_bounds() if story else (context.day(), context.day())
        if (last - first).days > 6:
            raise Unresolved
        monday = first - timedelta(days=first.weekday())
        if self.unit == "weekend":
            if not story and step == 0:  # the weekend: the one that is on, just past, or for a future verb to come
                ahead = context.tense == "future" or (self.pointer == "this" and context.tense is None)
                monday -= timedelta(days=0 if first.weekday() >= 5 or ahead else 7)
            monday += timedelta(days=7 * step)
            return time.interval(time.day(monday + timedelta(days=5)), time.day(monday + timedelta(days=6)))
        if story or step:
            return time.week(monday + timedelta(days=7 * step))
        if self.part == "later" or (context.tense == "future" and not self.part):
            return time.interval(time.day(first), time.day(monday + timedelta(days=6)))
        return time.interval(time.day(monday), time.day(first))


@dataclass(frozen=True, slots=True)
class OfYear:
    """Months or a day of a year that is told by another expression: 'April last year', 'September of that year'."""

    part: Months
    year: Value

    @property
    def needs(self) -> frozenset[str]:
        return self.year.needs

    def at(self, context: Context) -> str:
        return self.part.of(_first(self.year.at(context)).year)


@dataclass(frozen=True, slots=True)
class PartOf:
    """Early, mid or late in a span, its start or end, a half (h1), a quarter (q3), its first months (m6)."""

    whole: Value
    part: str

    @property
    def needs(self) -> frozenset[str]:
        return self.whole.needs

    def at(self, context: Context) -> str:
        whole = self.whole.at(context)
        plain = whole.rstrip("~?%")
        first, last = time.bounds(plain)
        if first is None or last is None or self.part == "whole":
            return whole
        if "/" not in plain and len(plain) == 4:
            return time.months(*_year_part(self.part), first.year)
        if "/" not in plain and len(plain) == 7:
            ends = {"early": (1, 10), "mid": (11, 20), "late": (21, last.day), "h1": (1, 15), "h2": (16, last.day)}
            low, high = ends.get(self.part, (1, last.day))
            return whole if (low, high) == (1, last.day) else f"{plain}-{low:02d}/{plain}-{high:02d}"
        years = last.year - first.year + 1
        if years in (10, 100) and plain == f"{first.year:04d}/{last.year:04d}":
            thirds = {10: {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}, 100: {"early": (0, 32), "mid": (33, 65), "late": (66, 99)}}
            halves = {"h1": (0, years // 2 - 1), "h2": (years // 2, years - 1)}
            low, high = (thirds[years] | halves).get(self.part, (0, years - 1))
            return time.interval(time.year(first.year + low), time.year(first.year + high))
        return whole


@dataclass(frozen=True, slots=True)
class Shift:
    """A date so many units from another: from the publication ('ago'), from the story, or from a date that is said."""

    base: Value
    count: int
    unit: Unit
    approximate: bool = False

    @property
    def needs(self) -> frozenset[str]:
        return self.base.needs

    def at(self, context: Context) -> str:
        moved = time.shift(self.base.at(context), self.count, self.unit)
        return moved + "~" if self.approximate and len(moved) == 4 else moved


@dataclass(frozen=True, slots=True)
class Published:
    """The publication itself, as a value."""

    needs: frozenset[str] = FROM_PUBLISHED

    def at(self, context: Context) -> str:
        if context.published is None:
            raise Unresolved
        return context.published


@dataclass(frozen=True, slots=True)
class Story:
    """The last date of the story, as a value: 'at that time', 'the same day'."""

    unit: str = ""
    needs: frozenset[str] = FROM_STORY

    def at(self, context: Context) -> str:
        if context.story is None or (self.unit == "day" and time.precision(context.story) != "day"):
            raise Unresolved
        return context.story


@dataclass(frozen=True, slots=True)
class Between:
    """From one time to another. A second one without a year is the first after the start."""

    start: Value
    end: Value

    @property
    def needs(self) -> frozenset[str]:
        return self.start.needs | self.end.needs

    def at(self, context: Context) -> str:
        start, end = self.start.at(context), self.end.at(context)
        if isinstance(self.end, Weekday | Months) and not self.end.pointer:
            after = _first(start)
            if isinstance(self.end, Weekday):
                end = time.day(after + timedelta(days=(self.end.number - 1 - after.weekday()) % 7))
            else:
                months = self.end
                end = months.of(_next_year(after.year, lambda y: _first(months.of(y)) >= after))
        return time.interval(start, end)


@dataclass(frozen=True, slots=True)
class Within:
    """'Within a year', 'in the past two weeks': from the anchor so far ahead or back; ``unit`` tells the precision."""

    base: Value
    count: int
    unit: Unit
    needs_tense: bool = False

    @property
    def needs(self) -> frozenset[str]:
        return FROM_TENSE | FROM_STORY if self.needs_tense else self.base.needs

    def at(self, context: Context) -> str:
        base = self.base
        if self.needs_tense:
            base = Published() if context.tense == "future" else Story()
        anchor = base.at(context)
        if self.unit in ("day", "week"):
            first, last = time.bounds(anchor)
            if first is None or first != last:
                raise Unresolved
            days = self.count * (7 if self.unit == "week" else 1)
            return time.interval(*sorted([time.day(first), time.day(first + timedelta(days=days))]))
        fine = {"month": 7, "year": 7 if abs(self.count) == 1 else 4}.get(self.unit, 4)
        first, _ = time.bounds(anchor)
        if first is None or len(anchor.split("/")[0]) < fine:
            raise Unresolved
        size = {"month": 1, "year": 12, "decade": 120, "century": 1200}[self.unit]
        moved = time.add_months(first, self.count * size)
        return time.interval(*sorted([time.day(first)[:fine], time.day(moved)[:fine]]))


@dataclass(frozen=True, slots=True)
class Ahead:
    """'In two weeks': so far after the publication with a future verb; else a duration, no date."""

    count: int
    unit: Unit
    needs: frozenset[str] = FROM_TENSE

    def at(self, context: Context) -> str:
        if context.tense != "future":
            raise Unresolved
        return time.shift(Published().at(context), self.count, self.unit)


@dataclass(frozen=True, slots=True)
class Open:
    """Before or after a time, with no other end."""

    value: Value
    side: str

    @property
    def needs(self) -> frozenset[str]:
        return self.value.needs

    def at(self, context: Context) -> str:
        told = self.value.at(context)
        return time.interval(None, told.split("/")[0]) if self.side == "before" else time.interval(told.split("/")[-1], None)


def evaluate(value: Value, context: Context) -> str | None:
    """The EDTF of a value, or None where the context does not tell it."""
    try:
        return value.at(context)
    except (Unresolved, DataError, OverflowError):
        return None


def _date(year: int, month: int, dom: int) -> date:
    try:
        return date(year, month, dom)
    except ValueError:
        raise Unresolved from None


def _first(edtf: str) -> date:
    first, _ = time.bounds(edtf)
    if first is None:
        raise Unresolved
    return first


def _last(edtf: str) -> date:
    _, last = time.bounds(edtf)
    if last is None:
        raise Unresolved
    return last


def _month_end(today: date, exact: int) -> date:
    """The day itself for dates with a day; the month's last day for months, so that this month counts as begun."""
    return today if exact else time.add_months(today.replace(day=1), 1) - timedelta(days=1)


def _last_year(start: int, holds: Callable[[int], bool]) -> int:
    return _search(range(start + 1, start - 9, -1), holds)


def _next_year(start: int, holds: Callable[[int], bool]) -> int:
    return _search(range(start - 1, start + 9), holds)


def _search(years: range, holds: Callable[[int], bool]) -> int:
    """The first year that holds; those in which there is no such day (29 February) are passed over."""
    for number in years:
        try:
            if holds(number):
                return number
        except (Unresolved, DataError):
            continue
    raise Unresolved


def _year_part(part: str) -> tuple[int, int]:
    spans = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "start": (1, 1), "end": (12, 12), "h1": (1, 6), "h2": (7, 12)}
    if part in spans:
        return spans[part]
    number = int(part[1:])
    if part[0] == "q":
        return 3 * number - 2, 3 * number
    return (1, number) if number > 0 else (13 + number, 12)
