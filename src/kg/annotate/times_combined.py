"""What expressions of time mean that are made of others: parts, shifts, spans from one time to another.

The conventions are those of ``docs/times.md``; single times are in ``times_values``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kg.annotate.times_values import (
    FROM_PUBLISHED,
    FROM_STORY,
    FROM_TENSE,
    NOTHING,
    PUBLISHED,
    STORY,
    Context,
    Months,
    Span,
    UnresolvedError,
    Value,
    Weekday,
    first_day,
    next_year,
)
from kg.core import time
from kg.core.errors import DataError
from kg.core.time import Unit


@dataclass(frozen=True, slots=True)
class Duration:
    """So many units of time: no date, but others are counted by it. ``how`` is about, less, more, whole ('the week
    before') or nothing.
    """

    count: int
    unit: Unit
    how: str = ""
    needs: frozenset[str] = NOTHING

    def at(self, context: Context) -> str:
        raise UnresolvedError

    def from_(self, base: Value, sign: int) -> Value | None:
        """The time so long after (1) or before (-1) another; None where 'more than' leaves it open.

        Tens of years are round numbers: the year is approximate.
        """
        if self.how == "more":
            return None
        if self.how == "less":
            return Within(base, sign * self.count, self.unit)
        rounded = self.unit == "year" and self.count >= 10 and self.count % 10 == 0
        about, whole = self.how == "about" or rounded, self.how == "whole"
        return Shift(base, sign * self.count, self.unit, approximate=about, whole=whole)


@dataclass(frozen=True, slots=True)
class OfYear:
    """Months or a day of a year that is told by another expression: 'April last year', 'September of that year'."""

    part: Months
    year: Value

    @property
    def needs(self) -> frozenset[str]:
        return self.year.needs

    def at(self, context: Context) -> str:
        return self.part.of(first_day(self.year.at(context)).year)


@dataclass(frozen=True, slots=True)
class OfWeek:
    """A day of the week of a week that is told by another expression: 'Thursday of last week'."""

    day: Weekday
    week: Value

    @property
    def needs(self) -> frozenset[str]:
        return self.week.needs

    def at(self, context: Context) -> str:
        monday = first_day(time.week(first_day(self.week.at(context))).split("/")[0])
        return time.day(monday + timedelta(days=self.day.number - 1))


@dataclass(frozen=True, slots=True)
class WeekOf:
    """'The week of November 24': from Monday to Sunday."""

    day: Value

    @property
    def needs(self) -> frozenset[str]:
        return self.day.needs

    def at(self, context: Context) -> str:
        return time.week(first_day(self.day.at(context)))


@dataclass(frozen=True, slots=True)
class PartOf:
    """Early, mid or late in a span, its start or end, a half (h1), a quarter (q3), its first months (m6),
    of a month its second (w2) or last week (w-1), the first (d1) or last day (d-1)."""

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
        if self.part in ("d1", "d-1"):
            return time.day(first if self.part == "d1" else last)
        if "/" not in plain and len(plain) == 4 and self.part[0] != "w":
            return time.months(*_year_part(self.part), first.year)
        if "/" not in plain and len(plain) == 7:
            ends = {"early": (1, 10), "mid": (11, 20), "late": (21, last.day), "h1": (1, 15), "h2": (16, last.day)}
            ends |= {"w-1": (last.day - 6, last.day)} | {f"w{k}": (7 * k - 6, 7 * k) for k in range(1, 5)}
            low, high = ends.get(self.part, (1, last.day))
            return whole if (low, high) == (1, last.day) else f"{plain}-{low:02d}/{plain}-{high:02d}"
        years = last.year - first.year + 1
        if years in (10, 100) and plain == f"{first.year:04d}/{last.year:04d}":
            thirds = {
                10: {"early": (0, 3), "mid": (4, 6), "late": (7, 9)},
                100: {"early": (0, 32), "mid": (33, 65), "late": (66, 99)},
            }
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
    whole: bool = False
    """Whether the calendar's weeks and years are meant ('the year before')."""

    @property
    def needs(self) -> frozenset[str]:
        return self.base.needs

    def at(self, context: Context) -> str:
        told = self.base.at(context)
        near = _about(told, self.count, self.unit, isinstance(self.base, Story)) if not self.whole else None
        if near is not None:
            return near
        moved = time.shift(told, self.count, self.unit)
        return moved + "~" if self.approximate and len(moved) == 4 else moved


def _about(told: str, count: int, unit: Unit, of_story: bool) -> str | None:
    """'Two weeks ago' is about the day fourteen days before; 'a year later' about the same month of the next year."""
    if "/" in told or told[-1] in "~?%":
        return None
    precision = time.precision(told)
    if unit == "week" and precision == "day":
        return time.shift(told, 7 * count, "day") + "~"
    if unit == "year" and of_story and abs(count) == 1 and precision in ("day", "month"):
        return time.shift(told, 12 * count, "month") + "~"
    return None


_OFF = {"day": 3, "week": 14, "month": 45, "year": 200}
"""By how many days a restated date may lie off what is counted in a unit ('three weeks later' is a round number)."""


@dataclass(frozen=True, slots=True)
class Restated:
    """A day or month that says more exactly what was counted from the story: 'three weeks later, on July 17'.

    It is of the year that brings it nearest; where none brings it near, or no story is told, as if it stood alone.
    """

    part: Months | Weekday
    counted: Shift

    @property
    def needs(self) -> frozenset[str]:
        return self.part.needs | self.counted.needs

    def at(self, context: Context) -> str:
        first, last = self._counted(context)
        if first is None or last is None:
            return self.part.at(context)
        middle = first + (last - first) / 2
        if isinstance(self.part, Weekday):
            off = (self.part.number - 1 - middle.weekday() + 3) % 7 - 3
            return time.day(middle + timedelta(days=off)) if last == first else self.part.at(context)
        near = [self.part.of(year) for year in range(first.year - 1, last.year + 2)]
        gap, told = min((abs((first_day(day) - middle).days), day) for day in near)
        return told if gap <= _OFF.get(self.counted.unit, 0) + (last - first).days else self.part.at(context)

    def _counted(self, context: Context) -> tuple[date | None, date | None]:
        """The first and last day of what is counted; of the story's month or year where that tells no days to count."""
        try:
            return time.bounds(self.counted.at(context))
        except (UnresolvedError, DataError):
            return time.bounds(context.story) if context.story else (None, None)


@dataclass(frozen=True, slots=True)
class Anniversary:
    """'Forty years ago today', 'ten years ago this month': so many units before a time, as precise as that time is."""

    base: Value
    count: int
    unit: Unit

    @property
    def needs(self) -> frozenset[str]:
        return self.base.needs

    def at(self, context: Context) -> str:
        told = self.base.at(context)
        first, last = time.bounds(told)
        if first is None or last is None or self.unit not in ("day", "week", "month", "year"):
            raise UnresolvedError
        if self.unit in ("day", "week"):
            gap = timedelta(days=self.count * (7 if self.unit == "week" else 1))
            return time.interval(time.day(first - gap), time.day(last - gap))
        back = -self.count * (12 if self.unit == "year" else 1)
        if time.precision(told) == "month" and "/" not in told:
            start = time.add_months(first, back)
            return time.month(start.month, start.year)
        return time.interval(time.day(time.add_months(first, back)), time.day(time.add_months(last, back)))


@dataclass(frozen=True, slots=True)
class Soon:
    """'Days later', 'within days', 'in the coming months': the span in which that can be; of a month, it or the next.

    Without a base: of the publication where the verb is in the future, else of the story.
    """

    base: Value | None
    unit: str
    how: str

    @property
    def needs(self) -> frozenset[str]:
        return FROM_TENSE | FROM_STORY if self.base is None else self.base.needs

    def at(self, context: Context) -> str:
        base = self.base or (Published() if context.tense == "future" else Story())
        told = base.at(context)
        first, last = time.bounds(told)
        units = {"day": (1, 13), "week": (7, 42)} | ({"month": (0, 183)} if self.how == "coming" else {})
        if first is None or last is None or self.unit not in units:
            raise UnresolvedError
        low, high = units[self.unit]
        if first == last:
            low = 0 if self.how in ("within", "coming") else low
            return time.interval(time.day(first + timedelta(days=low)), time.day(first + timedelta(days=high)))
        if time.precision(told) == "month" and "/" not in told:
            return time.interval(told, time.shift(told, 1, "month"))
        raise UnresolvedError


@dataclass(frozen=True, slots=True)
class Published:
    """The publication itself, as a value."""

    needs: frozenset[str] = FROM_PUBLISHED

    def at(self, context: Context) -> str:
        if context.published is None:
            raise UnresolvedError
        return context.published


@dataclass(frozen=True, slots=True)
class Story:
    """The last date of the story, as a value: 'at that time', 'the same day'."""

    unit: str = ""
    needs: frozenset[str] = FROM_STORY

    def at(self, context: Context) -> str:
        if context.story is None or (self.unit == "day" and time.precision(context.story) != "day"):
            raise UnresolvedError
        return context.story


_DAY = len("2024-05-01")


@dataclass(frozen=True, slots=True)
class SameDay:
    """'The same day': the story's, or the month or year in which its day is."""

    needs: frozenset[str] = FROM_STORY
    whole: bool = False
    """Whether the story's day has to be known ('within hours' of a year says nothing)."""

    def at(self, context: Context) -> str:
        if context.story is None or "/" in context.story or (self.whole and len(context.story) != _DAY):
            raise UnresolvedError
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
            after = first_day(start)
            if isinstance(self.end, Weekday):
                end = time.day(after + timedelta(days=(self.end.number - 1 - after.weekday()) % 7))
            else:
                months = self.end
                end = months.of(next_year(after.year, lambda y: first_day(months.of(y)) >= after))
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
                raise UnresolvedError
            days = self.count * (7 if self.unit == "week" else 1)
            return time.interval(*sorted([time.day(first), time.day(first + timedelta(days=days))]))
        fine = {"month": 7, "year": 7 if abs(self.count) == 1 else 4}.get(self.unit, 4)
        first, _ = time.bounds(anchor)
        if first is None or len(anchor.split("/")[0]) < fine:
            raise UnresolvedError
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
            raise UnresolvedError
        now = Published().at(context)
        return _about(now, self.count, self.unit, of_story=False) or time.shift(now, self.count, self.unit)


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
        return (
            time.interval(None, told.split("/")[0])
            if self.side == "before"
            else time.interval(told.split("/")[-1], None)
        )


def evaluate(value: Value, context: Context) -> tuple[str, str] | None:
    """The EDTF of a value and the anchor it was counted from; None where the context does not tell it.

    'The previous weekend' is counted from the publication where no story is told; a deadline ('within a year') of a
    verb in the future always.
    """
    anchor = STORY if STORY in value.needs else PUBLISHED if value.needs else "text"
    ahead = (isinstance(value, Within) and value.needs_tense) or (isinstance(value, Soon) and value.base is None)
    if ahead and context.tense == "future":
        anchor = PUBLISHED
    if isinstance(value, Span) and value.pointer == "previous" and context.story is None:
        anchor, context = PUBLISHED, context.from_publication()
    try:
        return value.at(context), anchor
    except (UnresolvedError, DataError, OverflowError):
        return None


def _year_part(part: str) -> tuple[int, int]:
    spans = {
        "early": (1, 4),
        "mid": (5, 8),
        "late": (9, 12),
        "start": (1, 1),
        "end": (12, 12),
        "h1": (1, 6),
        "h2": (7, 12),
    }
    if part in spans:
        return spans[part]
    number = int(part[1:])
    if part[0] == "q":
        return 3 * number - 2, 3 * number
    return (1, number) if number > 0 else (13 + number, 12)
