"""EDTF: what is valid, which days it covers, and arithmetic on it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.core import time
from kg.core.errors import DataError

DAYS = st.dates()
POINTS = st.one_of(
    DAYS.map(date.isoformat),
    DAYS.map(lambda d: d.isoformat()[:7]),
    DAYS.map(lambda d: d.isoformat()[:4]),
    DAYS.map(lambda d: d.isoformat()[:4] + "~"),
)


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-07-08", "2024-07-08", "2024-07-08"),
        ("2016~", "2016-01-01", "2016-12-31"),
        ("2016-03?", "2016-03-01", "2016-03-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2022-21", "2022-03-01", "2022-05-31"),
        ("2022-24", "2022-12-01", "2023-02-28"),
        ("2024-05/2024-08", "2024-05-01", "2024-08-31"),
        ("1939/1945", "1939-01-01", "1945-12-31"),
        ("2012/..", "2012-01-01", None),
        ("../2012-06", None, "2012-06-30"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
    ],
)
def test_bounds(edtf: str, first: str | None, last: str | None) -> None:
    """A date or interval has a first and a last day, None for an open end."""
    assert time.valid(edtf)
    assert time.bounds(edtf) == tuple(date.fromisoformat(d) if d else None for d in (first, last))


@pytest.mark.parametrize(
    "edtf",
    ["", "24", "2024-13", "2024-00", "2024-02-30", "2023-02-29", "2024-7-8", "2024/", "/2024", "../..", "..", "2025/2024", "a",
     "2024-01-01/2023", "2024/2025/2026", "0000", "10000", "2024-07-08T10:00", " 2024", "2024\n", "２０２４", "2024-25", "2024-21-01", "-500"],
)  # fmt: skip
def test_not_valid(edtf: str) -> None:
    """What is not of the subset is not valid, and asking for its days is an error that quotes it."""
    assert not time.valid(edtf)
    with pytest.raises(DataError, match="is not a date in EDTF"):
        time.bounds(edtf)


@pytest.mark.parametrize(
    ("edtf", "precision"),
    [("2024", "year"), ("2024~", "year"), ("2024-07", "month"), ("2024-07-08", "day"), ("2024-22", "season"),
     ("199X", "decade"), ("19XX", "century"), ("2016/2019", "interval"), ("2016/..", "interval")],
)  # fmt: skip
def test_precision(edtf: str, precision: str) -> None:
    """A date tells how fine it is."""
    assert time.precision(edtf) == precision


@pytest.mark.parametrize(
    ("edtf", "told"),
    [("2024", "2024?"), ("2024-07-08", "2024-07-08?"), ("2024~", "2024%"), ("2024?", "2024?"), ("2024%", "2024%"),
     ("199X", "199X?"), ("2024-05/2024-08", "2024-05?/2024-08?"), ("2016/..", "2016?/.."), ("../2016-03", "../2016-03?")],
)  # fmt: skip
def test_told_as_uncertain(edtf: str, told: str) -> None:
    """A date that is told as uncertain has a mark at each end that it tells, and the same days."""
    assert time.uncertain(edtf) == told
    assert time.is_uncertain(told)
    assert time.bounds(told) == time.bounds(edtf)
    assert time.precision(told) == time.precision(edtf)


@given(POINTS)
def test_uncertain_once(edtf: str) -> None:
    """What is uncertain is not made more so; what is not marked is not uncertain."""
    assert time.uncertain(time.uncertain(edtf)) == time.uncertain(edtf)
    assert time.is_uncertain(edtf) == edtf.endswith(("?", "%"))


@given(POINTS, POINTS)
def test_interval_covers_its_ends(a: str, b: str) -> None:
    """An interval of two dates in order is valid and contains both; out of order it is refused."""
    (a1, a2), (b1, b2) = time.bounds(a), time.bounds(b)
    assert a1 and a2 and b1 and b2
    if a1 > b1 or a1 > b2:
        with pytest.raises(DataError):
            time.interval(a, b)
        return
    made = time.interval(a, b)
    assert time.bounds(made) == (a1, b2)
    assert time.contains(made, b)
    assert a2 > b2 or time.contains(made, a)


@given(POINTS)
def test_contains_itself(edtf: str) -> None:
    """A date contains itself and its days, lies in both intervals that are open from it, and not in the day before."""
    first, last = time.bounds(edtf)
    assert first and last
    assert time.contains(edtf, edtf)
    assert time.contains(edtf, first.isoformat())
    assert time.contains(edtf, last.isoformat())
    assert time.contains(time.interval(edtf, None), edtf)
    assert time.contains(time.interval(None, edtf), edtf)
    assert not time.contains(edtf, time.interval(edtf, None))
    if first > date.min:
        assert not time.contains(edtf, (first - timedelta(days=1)).isoformat())


@given(DAYS)
def test_written_and_read(when: date) -> None:
    """A day, its month and its year are read back as what they were written from."""
    assert time.bounds(time.day(when)) == (when, when)
    assert time.bounds(time.month(when.month, when.year)) == (
        when.replace(day=1),
        when.replace(day=monthrange(when.year, when.month)[1]),
    )
    assert time.bounds(time.year(when.year)) == (date(when.year, 1, 1), date(when.year, 12, 31))


@given(st.dates(date(1, 1, 8), date(9999, 12, 24)))
def test_week(when: date) -> None:
    """A week runs from Monday to Sunday and holds its day."""
    first, last = time.bounds(time.week(when))
    assert first and last
    assert (first.weekday(), last.weekday(), (last - first).days) == (0, 6, 6)
    assert first <= when <= last


@given(DAYS, st.integers(-30_000, 30_000))
def test_months_are_counted(when: date, count: int) -> None:
    """So many months later is that many months later in the calendar, on the same day or the month's last."""
    number = when.year * 12 + when.month - 1 + count
    if not 12 <= number < 120_000:
        with pytest.raises(DataError):
            time.add_months(when, count)
        return
    moved = time.add_months(when, count)
    assert moved.year * 12 + moved.month - 1 == number
    assert moved.day == min(when.day, monthrange(moved.year, moved.month)[1])


@pytest.mark.parametrize(
    ("edtf", "count", "unit", "moved"),
    [
        ("2025-09-11", -14, "month", "2024-07"),
        ("2022-05", -3, "month", "2022-02"),
        ("2026-02-20", -4, "year", "2022"),
        ("2016-07-12", -3, "year", "2013"),
        ("2016", 2, "year", "2018"),
        ("2025-12-12", -10, "day", "2025-12-02"),
        ("2025-12-12", -2, "week", "2025-11-24/2025-11-30"),
        ("2025-12-12", -1, "decade", "2015~"),
        ("2025-12-12", -1, "century", "1925~"),
        ("1939/1945", 10, "year", "1949/1955"),
        ("2024-01-31", 1, "month", "2024-02"),
        ("2025-09-13/2025-09-14", 1, "week", "2025-09-15/2025-09-21"),
        ("2025-09-13/2025-09-14", 1, "day", "2025-09-14/2025-09-15"),
    ],
)  # fmt: skip
def test_shift(edtf: str, count: int, unit: time.Unit, moved: str) -> None:
    """A date so many units from another is as fine as the unit."""
    assert time.shift(edtf, count, unit) == moved


@pytest.mark.parametrize(
    ("edtf", "count", "unit"),
    [("2016", 2, "day"), ("2016-07", 2, "week"), ("2016", 8, "month"), ("2016/..", 1, "year"), ("9999", 1, "year"), ("0001", -2, "century"),
     ("0001-01-01", -1, "day"), ("9999-12-31", 1, "week")],
)  # fmt: skip
def test_shift_of_a_coarse_date(edtf: str, count: int, unit: time.Unit) -> None:
    """A date cannot be moved by a unit finer than itself, nor out of the calendar."""
    with pytest.raises(DataError):
        time.shift(edtf, count, unit)


def test_spans_with_a_name() -> None:
    """Mid-year, decades, centuries and seasons are intervals."""
    assert time.mid_year(2024) == "2024-05/2024-08"
    assert time.decade(1990) == "1990/1999"
    assert time.century(19) == "1801/1900"
    assert time.months(12, 14, 2023) == "2023-12/2024-02"
    assert time.interval("2024", "2024") == "2024"
    assert time.interval("2024-05/2024-08", "2025-01/2025-02") == "2024-05/2025-02"


@given(POINTS, POINTS)
def test_what_begins_after_another_has_ended(edtf: str, day: str) -> None:
    """A date begins after another where its first day is behind the last of the other; after what is open none does."""
    (first, _), (_, last) = time.bounds(edtf), time.bounds(day)
    assert first is not None and last is not None
    assert time.begins_after(edtf, day) == (first > last)
    assert not time.begins_after(edtf, edtf)
    assert not time.begins_after(edtf, f"{day}/..")
    assert not time.begins_after(f"../{edtf}", day)
    assert not time.begins_after(edtf, None)
