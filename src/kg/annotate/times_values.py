"""What an expression of time means before it is resolved: small frozen values that know how to become EDTF.

Every value has ``needs`` (of ``published``, ``tense`` and ``story``, those that it is counted from) and
``at(context)``, which returns EDTF or raises ``UnresolvedError`` where the context does not suffice.
The conventions are those of ``docs/times.md``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from kg.core import time
from kg.core.errors import DataError
from kg.core.words import word_set

PUBLISHED, TENSE, STORY = "published", "tense", "story"
NOTHING: frozenset[str] = frozenset()
FROM_PUBLISHED = frozenset({PUBLISHED})
FROM_TENSE = frozenset({PUBLISHED, TENSE})
FROM_STORY = frozenset({STORY})
SOON = 60  # days ahead within which a date without year and verb is still to come
LONG_AGO = 180  # days since its last return, beyond which that may be so
STORY_POINTERS = word_set("annotate.times_values.story_pointers")


class UnresolvedError(Exception):
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
            raise UnresolvedError
        return first

    def month(self) -> date:
        """The first day of the month of publication."""
        first, last = self._published()
        if (first.year, first.month) != (last.year, last.month):
            raise UnresolvedError
        return first.replace(day=1)

    def year(self) -> int:
        first, last = self._published()
        if first.year != last.year:
            raise UnresolvedError
        return first.year

    def from_publication(self) -> Context:
        """The same, with the publication as the date that the story has reached."""
        return replace(self, story=self.published)

    def story_bounds(self) -> tuple[date, date]:
        if self.story is None:
            raise UnresolvedError
        first, last = time.bounds(self.story)
        if first is None or last is None:
            raise UnresolvedError
        return first, last

    def story_day(self) -> str:
        """The story's date as it is told; unresolved where none is: 'the next day' is then no day after today."""
        if self.story is None:
            raise UnresolvedError
        return self.story

    def story_year(self) -> int:
        first, last = self.story_bounds()
        if first.year != last.year:
            raise UnresolvedError
        return first.year

    def _published(self) -> tuple[date, date]:
        if self.published is None:
            raise UnresolvedError
        first, last = time.bounds(self.published)
        if first is None or last is None:
            raise UnresolvedError
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
        raise UnresolvedError


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
                if self.pointer != "same":
                    raise UnresolvedError
                return time.day(self._back(context.day()))  # of which the text has told before
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
            return time.day(day_in(year, self.first, self.dom))
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
            return self.of(last_year(today.year, lambda y: self._end(y) < today))
        return self.of(next_year(today.year, lambda y: self._start(y) > today))

    def _nearest(self, context: Context) -> str:
        today = context.day() if self.dom else context.month()
        past = last_year(today.year, lambda y: self._start(y) <= _month_end(today, self.dom))
        if context.tense == "past":
            return self.of(past)
        ahead = next_year(today.year, lambda y: self._end(y) >= today)
        if context.tense == "future":
            return self.of(ahead)
        soon = (self._start(ahead) - today).days <= SOON and (today - self._end(past)).days > LONG_AGO
        return self.of(ahead if soon else past)

    def _in_story(self, context: Context) -> str:
        first, last = context.story_bounds()
        if self.pointer in ("that", "same"):
            return self.of(context.story_year())
        if self.pointer == "previous":
            return self.of(last_year(first.year, lambda y: self._end(y) < first))
        return self.of(next_year(last.year, lambda y: self._start(y) > last))

    def _start(self, year: int) -> date:
        return first_day(self.of(year))

    def _end(self, year: int) -> date:
        return last_day(self.of(year))


@dataclass(frozen=True, slots=True)
class NumberedWeekday:
    """'Thursday 7': the day of that number near the publication that is such a day of the week (1 for Monday)."""

    number: int
    dom: int
    needs: frozenset[str] = FROM_TENSE

    def at(self, context: Context) -> str:
        today = context.day()
        for ahead in (0, 1, -1, 2, -2) if context.tense == "future" else (0, -1, 1, -2, 2):
            month = time.add_months(today.replace(day=1), ahead)
            when = month + timedelta(days=self.dom - 1)
            if when.month == month.month and when.isoweekday() == self.number:
                return time.day(when)
        raise UnresolvedError


@dataclass(frozen=True, slots=True)
class DayOfMonth:
    """'The 3rd': of the month that the story has reached, or of the next where the story is past it; where there is no
    story, of the month of publication, or of the one before where that is still to come.
    """

    dom: int
    pointer: str = ""
    needs: frozenset[str] = FROM_TENSE

    def at(self, context: Context) -> str:
        today = context.day()
        told = self._in_story(context, today) if not self.pointer and context.tense != "future" else None
        if told is not None:
            return told
        back = 1 if self.pointer == "last" else 0
        ahead = 1 if self.pointer == "next" else 0
        if not self.pointer and context.tense == "future":
            ahead = 1 if self.dom < today.day else 0
        elif not self.pointer:
            back = 1 if self.dom > today.day else 0
        month = time.add_months(today.replace(day=1), ahead - back)
        return time.day(day_in(month.year, month.month, self.dom))

    def _in_story(self, context: Context, today: date) -> str | None:
        if context.story is None or time.precision(context.story) not in ("day", "month"):
            return None
        reached = last_day(context.story) if time.precision(context.story) == "day" else first_day(context.story)
        month = time.add_months(reached.replace(day=1), 1 if self.dom < reached.day else 0)
        try:
            told = date(month.year, month.month, self.dom)
        except ValueError:
            return None
        return time.day(told) if told <= today else None


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of a running year or month, for a verb of the future: 'by its end', 'later this year'."""

    whole: Value

    @property
    def needs(self) -> frozenset[str]:
        return self.whole.needs | FROM_TENSE

    def at(self, context: Context) -> str:
        told = self.whole.at(context)
        (begins, now), (first, last) = time.bounds(context.published or ""), time.bounds(told)
        if context.tense != "future" or begins != now or now is None or first is None or last is None:
            return told
        return time.interval(time.day(now), time.day(last)) if first <= now < last else told


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
            return time.shift(context.story_day() if story else time.day(context.day()), step, "day")
        if self.unit in ("week", "weekend"):
            return self._week(context, step, story)
        if self.unit == "month":
            first, last = context.story_bounds() if story else (context.month(), context.month())
            if (first.year, first.month) != (last.year, last.month):
                raise UnresolvedError
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
            raise UnresolvedError
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


def day_in(year: int, month: int, dom: int) -> date:
    try:
        return date(year, month, dom)
    except ValueError:
        raise UnresolvedError from None


def first_day(edtf: str) -> date:
    first, _ = time.bounds(edtf)
    if first is None:
        raise UnresolvedError
    return first


def last_day(edtf: str) -> date:
    _, last = time.bounds(edtf)
    if last is None:
        raise UnresolvedError
    return last


def _month_end(today: date, exact: int) -> date:
    """The day itself for dates with a day; the month's last day for months, so that this month counts as begun."""
    return today if exact else time.add_months(today.replace(day=1), 1) - timedelta(days=1)


def last_year(start: int, holds: Callable[[int], bool]) -> int:
    return _search(range(start + 1, start - 9, -1), holds)


def next_year(start: int, holds: Callable[[int], bool]) -> int:
    return _search(range(start - 1, start + 9), holds)


def _search(years: range, holds: Callable[[int], bool]) -> int:
    """The first year that holds; those in which there is no such day (29 February) are passed over."""
    for number in years:
        try:
            if holds(number):
                return number
        except (UnresolvedError, DataError):
            continue
    raise UnresolvedError
