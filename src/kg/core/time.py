"""Dates in EDTF (ISO 8601-2), the subset that claims use, and calendar arithmetic on it.

A *date* is a year ``2024``, a month ``2024-07`` or a day ``2024-07-08``, each with an optional qualifier
(``~`` approximate, ``?`` uncertain, ``%`` both); a season ``2024-21`` (spring) to ``2024-24`` (winter, from
December of that year); a decade ``199X`` or a century ``19XX``. An *interval* is ``a/b`` of two dates,
the first not later than the second, or open at one end: ``a/..``, ``../b``.

Years run from 0001 to 9999, the range of ``datetime.date``. Whatever is not in this subset raises ``DataError``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from kg.core.errors import DataError

Unit = Literal["day", "week", "month", "year", "decade", "century"]
Precision = Literal["day", "month", "season", "year", "decade", "century", "interval"]

OPEN = ".."
DAY_DIGITS = 22
"""Binary digits of the number of the last day."""
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[~?%]?", re.ASCII)
_COARSE = re.compile(r"(\d\d)(\d|X)X[~?%]?", re.ASCII)
_MONTHS_OF = {"decade": 120, "century": 1200, "year": 12, "month": 1}


def valid(edtf: str) -> bool:
    """Whether ``edtf`` is a date or interval of the subset."""
    try:
        bounds(edtf)
    except DataError:
        return False
    return True


def bounds(edtf: str) -> tuple[date | None, date | None]:
    """The first and the last day of a date or interval; None for an open end."""
    ends = edtf.split("/")
    if len(ends) == 1:
        return _date_bounds(edtf)
    if len(ends) != 2 or ends == [OPEN, OPEN]:
        raise _wrong(edtf)
    first = None if ends[0] == OPEN else _date_bounds(ends[0])[0]
    last = None if ends[1] == OPEN else _date_bounds(ends[1])[1]
    if first and last and (first > last or _date_bounds(ends[0])[0] > _date_bounds(ends[1])[0]):
        raise _wrong(edtf)
    return first, last


def precision(edtf: str) -> Precision:
    """How fine a date is; ``interval`` for an interval."""
    bounds(edtf)
    if "/" in edtf:
        return "interval"
    plain = edtf.rstrip("~?%")
    if "X" in plain:
        return "century" if plain.endswith("XX") else "decade"
    if len(plain) == 7 and int(plain[5:]) > 12:
        return "season"
    return {4: "year", 7: "month", 10: "day"}[len(plain)]  # type: ignore[return-value]


def uncertain(edtf: str) -> str:
    """The same date, told as uncertain: ``2024-07?``, ``2024%`` of ``2024~``; of an interval, each end that is told."""
    bounds(edtf)
    return "/".join(_uncertain(end) for end in edtf.split("/"))


def is_uncertain(edtf: str) -> bool:
    """Whether a date, or an end of an interval, is told as uncertain."""
    return any(end[-1:] in ("?", "%") for end in edtf.split("/"))


def is_rough(edtf: str) -> bool:
    """Whether a day or month is told as approximate (``2024-07-08~``)."""
    return any(end[-1:] == "~" and len(end) > len("2024~") for end in edtf.split("/"))


def _uncertain(end: str) -> str:
    if end == OPEN or end[-1] in "?%":
        return end
    return f"{end[:-1]}%" if end[-1] == "~" else f"{end}?"


def contains(outer: str, inner: str) -> bool:
    """Whether every day of ``inner`` is a day of ``outer``."""
    (a, b), (c, d) = bounds(outer), bounds(inner)
    return (a is None or (c is not None and a <= c)) and (b is None or (d is not None and d <= b))


def begins_after(edtf: str, day: str | None) -> bool:
    """Whether a date or interval begins after another has ended; False where either is open there, or unknown."""
    first, last = bounds(edtf)[0], bounds(day)[1] if day else None
    return first is not None and last is not None and first > last


def interval(first: str | None, last: str | None) -> str:
    """The interval from one date or interval to another (None: open), as short as it can be said: ``a`` for ``a/a``."""
    start = OPEN if first is None else first.split("/")[0]
    end = OPEN if last is None else last.split("/")[-1]
    joined = start if start == end != OPEN else f"{start}/{end}"
    bounds(joined)
    return joined


def year(number: int) -> str:
    """``2024`` of a year."""
    return _checked(f"{number:04d}")


def month(number: int, of: int) -> str:
    """``2024-07`` of a month counted from January of the year ``of`` = 1; 13 is January of the next year."""
    carried, index = divmod(number - 1, 12)
    return _checked(f"{of + carried:04d}-{index + 1:02d}")


def months(first: int, last: int, of: int) -> str:
    """The months ``first`` to ``last`` of a year; ``last`` may run into the next one: ``months(12, 14, 2023)``."""
    return interval(month(first, of), month(last, of))


def day(when: date) -> str:
    """``2024-07-08`` of a day."""
    return when.isoformat()


def week(when: date) -> str:
    """The interval from Monday to Sunday that holds a day."""
    monday = _moved(when, -when.weekday())
    return interval(day(monday), day(_moved(monday, 6)))


def mid_year(number: int) -> str:
    """What 'mid-2024' means: ``2024-05/2024-08``."""
    return months(5, 8, number)


def day_number(when: date) -> int:
    """How many days lie between a day and the first that there is."""
    return when.toordinal() - 1


def day_digits(number: int) -> str:
    """The number of a day in binary digits, as many for each day."""
    return f"{number:0{DAY_DIGITS}b}"


def decade(first: int) -> str:
    """The ten years of 'the 1990s': ``1990/1999``."""
    return interval(year(first), year(first + 9))


def century(number: int) -> str:
    """The hundred years of 'the 19th century': ``1801/1900``."""
    return interval(year(number * 100 - 99), year(number * 100))


def add_months(when: date, count: int) -> date:
    """The day so many months later (earlier if negative), or the last of that month where it has no such day."""
    carried, index = divmod(when.month - 1 + count, 12)
    number = when.year + carried
    if not 1 <= number <= 9999:
        raise _wrong(f"{when} {count:+d} months")
    return date(number, index + 1, min(when.day, monthrange(number, index + 1)[1]))


def shift(edtf: str, count: int, unit: Unit) -> str:
    """A date moved by so many units and told to that unit's precision: three years from ``2016-07`` is ``2019``.

    A week gives the interval from Monday to Sunday; a decade or a century gives an approximate year.
    Raises ``DataError`` where the date is coarser than the unit (two days from ``2016``).
    """
    first, last = bounds(edtf)
    if first is None or last is None:
        raise _wrong(edtf)
    if unit in ("day", "week"):
        moved = [_moved(d, count * (7 if unit == "week" else 1)) for d in (first, last)]
        if (last - first).days > 6:
            raise _wrong(f"{edtf} {count:+d} {unit}")
        return interval(day(moved[0]), day(moved[1])) if unit == "day" else interval(week(moved[0]), week(moved[1]))
    a, b = (add_months(d, count * _MONTHS_OF[unit]) for d in (first, last))
    if unit == "month":
        if (first.year, first.month) != (last.year, last.month) and (last - first).days > 6:
            raise _wrong(f"{edtf} {count:+d} month")
        return interval(month(a.month, a.year), month(b.month, b.year))
    told = interval(year(a.year), year(b.year))
    return told if unit == "year" or "/" in told else told + "~"


@lru_cache(maxsize=10_000)
def _date_bounds(text: str) -> tuple[date, date]:
    if coarse := _COARSE.fullmatch(text):
        digits = coarse[1] + coarse[2]
        low, high = int(digits.replace("X", "0") + "0"), int(digits.replace("X", "9") + "9")
        return date(max(low, 1), 1, 1), date(high, 12, 31)
    if not (found := _DATE.fullmatch(text)) or found[1] == "0000":
        raise _wrong(text)
    number, part, dom = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    try:
        if 21 <= part <= 24 and not found[3]:
            start = date(number, 3 * (part - 20), 1)
            return start, _moved(add_months(start, 3), -1)
        low_month, high_month = (part, part) if found[2] else (1, 12)
        if found[3]:
            return date(number, part, dom), date(number, part, dom)
        return date(number, low_month, 1), date(number, high_month, monthrange(number, high_month)[1])
    except (ValueError, IndexError):
        raise _wrong(text) from None


def _moved(when: date, days: int) -> date:
    try:
        return when + timedelta(days=days)
    except OverflowError:
        raise _wrong(f"{when} {days:+d} days") from None


def _checked(text: str) -> str:
    _date_bounds(text)
    return text


def _wrong(text: str) -> DataError:
    return DataError(
        f"'{text}' is not a date in EDTF", remedy="write it like 2024-07-08, 2024-07, 2024 or 2024-05/2024-08"
    )
