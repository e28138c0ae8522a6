"""The date that the narrative has reached, from which 'the same day' or 'three years later' is counted."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kg.core.model import When
from kg.core.time import begins_after, bounds, precision
from kg.extract.timeline import Times

_OF_YEAR = "year-of-story"
_YEARLESS = ("day-month", "month", "days", "season", "quarter")
_DAYS = re.compile(
    r"\b(?:(?:following|next|same|previous) day|(?:a|one|two|three|four|five) days? (?:later|earlier))\b", re.I
)
_WITHIN_DAYS = re.compile(r"within (?:(?:a few|a couple of|mere) )?(?:days|hours)\b", re.I)
_PARTS = ("part", "before-end")
_ITS_END = re.compile(
    r"\b(?:end|close|last|later|second half)\b.*\bthe (?:month|year)$|^the year\b|\byear\W?end$", re.I
)
_NEAR = 3  # sentences back that tell the month or year of which the end is meant
_SAME = 20  # sentences back that tell the day which 'the same day' is
_CLOSE = 2  # sentences back that tell the year of which a day is
_FAR = 40  # dates back that may be pointed at
_NEWS = 62  # days before the publication within which a day without its year is one of the news
_OPENING = 2
"""Words before a time that opens its sentence."""
_BYGONE = 5  # years; so old a narrative goes on also in a time that does not open its sentence
_LONG_AGO = 2  # years; a month without a year after a date so old is of that year or the next


@dataclass(frozen=True, slots=True)
class _Point:
    """A date of the text: where it stands, what it says, in which sentence; ``back``: told in the pluperfect."""

    start: int
    edtf: str
    sentence: int
    back: bool
    told: bool
    """Whether the words alone give the year."""
    aside: bool = False
    """Whether a clause tells it of something else ('the valley, in which two died in 1999')."""
    named: bool = False
    """Whether it only tells which thing is meant ('the accord of 12 August 2008')."""
    relative: int | None = None
    """Where the verb of the relative clause stands that it is in ('which led it *from June 2023*'), if it is in one."""


class Reached:
    """The dates of one document in the order of the text, and what is counted from them."""

    def __init__(self, times: Times, published: str | None) -> None:
        self._times, self._published = times, published
        self._points: list[_Point] = []

    def note(
        self,
        start: int,
        when: When,
        sentence: int,
        *,
        back: bool,
        aside: bool = False,
        named: bool = False,
        relative: int | None = None,
    ) -> None:
        """Add a date, after those before it in the text."""
        told = when.anchor == "text" or when.rule in ("day-of-month", "of-year", _OF_YEAR)
        self._points.append(_Point(start, when.edtf, sentence, back, told, aside, named, relative))

    def resolve(
        self,
        time: Any,
        start: int,
        sentence: int,
        how: str | None,
        year: str | None,
        *,
        goes_on: int | None = None,
        relative: int | None = None,
    ) -> When | None:
        """The date of an expression at a position; ``year`` is that of the row that its sentence stands in, and
        ``goes_on``, where the sentence goes on with the paragraph of the one before, the number of words before it;
        ``relative`` as that of a point.
        """
        if getattr(time, "words", "").lower() == "then":
            return None  # 'since then' points at an act, not at the date named last
        rule = getattr(time, "rule", "")
        if year is not None and rule in _YEARLESS:
            # '1999 – ... On June 9 the accord is signed'
            return self._times.resolve(time, published=f"{year}-12-31", tense="past", story=year)
        end = bisect_left(self._points, start, key=lambda p: p.start)
        before = self._points[max(0, end - _FAR) : end]
        if rule in _YEARLESS and how != "future" and (anchor := self._old(before, sentence, relative)) is not None:
            return self._times.resolve(time, published=anchor, tense="past", story=None)
        if rule in _YEARLESS and how != "future" and (anchor := self._ahead(start, sentence)) is not None:
            return self._times.resolve(time, published=anchor, tense="past", story=None)
        if rule in _YEARLESS and how == "past" and goes_on is not None:
            gap = _LONG_AGO if goes_on <= _OPENING else _BYGONE
            if (then := self._of_year(time, before, sentence, gap)) is not None:
                return then
        if (
            rule == "day-month"
            and how != "future"
            and (anchor := self._long_ago(before, sentence, time, how)) is not None
        ):
            return self._times.resolve(time, published=anchor, tense="past", story=None)
        story = before[-1].edtf if before else None
        since = getattr(time, "bound", None) == "since"
        if rule == "soon" and story and precision(story) == "month" and _WITHIN_DAYS.match(getattr(time, "words", "")):
            return When(
                story, time.words, "story", "days-within-month"
            )  # 'barred it in March, and let it in within days'
        if rule == "then" and not since:  # 'In 2019 Peru left a 1998 pact. Chile at the time condemned it'
            story = next((p.edtf for p in reversed(before) if not p.aside), story)
        if rule == "same-day":
            story = self._day(before, sentence)
        told = self._resolved(time, how, story)
        month = self._month(before, sentence, told) if rule == "day-month" and how == "past" else None
        if told is not None and month is not None:
            return When(month + told.edtf[7:], time.words, "story", "day-of-month")
        if told is not None and how == "past" and rule in _PARTS and _ITS_END.search(time.words):
            told = self._ended(time, told, before, sentence)
        if told is not None and told.anchor == "story" and how == "past" and begins_after(told.edtf, self._published):
            told = None  # 'the next day', told of the past below a 'today'
        apart = bool(before) and before[-1].sentence != sentence and rule != "eve"
        if told is not None or getattr(time, "anchor", None) != "story" or not before:
            return told
        main = [p for p in before if not p.aside and not p.back] or before
        last, long = main[-1], precision(main[-1].edtf) in ("month", "year")
        if long and sentence - last.sentence <= 1 and _DAYS.search(getattr(time, "words", "")):
            # 'raided in April, and left two days later': of the same month, as a rule
            return When(last.edtf, time.words, "story", f"days-within-{precision(last.edtf)}")
        days = [p for p in main if precision(p.edtf) == "day" and (apart or p.sentence == sentence)]
        if not days or (long and not _within(days[-1].edtf, last.edtf)):
            return None  # no day of another time than the one that the narrative has reached
        return self._resolved(time, how, days[-1].edtf)

    def _month(self, before: list[_Point], sentence: int, day: When | None) -> str | None:
        """'In August 2017 it sent troops. On 12 August they met': the month told right before, of another year."""
        main = [p for p in before if not p.aside and not p.back]
        last = main[-1] if main and sentence - main[-1].sentence <= 1 else None
        if last is None or day is None or precision(last.edtf) != "month" or precision(day.edtf) != "day":
            return None
        told, now = bounds(day.edtf)[0], bounds(self._published)[0] if self._published else None
        if told is None or now is None or (now - told).days < _NEWS:
            return None  # 'The two signed it in May 2017. On 3 May Peru left it', told on 10 May: the news
        return last.edtf if last.edtf[5:7] == day.edtf[5:7] and last.edtf != day.edtf[:7] else None

    def _ended(self, time: Any, told: When, before: list[_Point], sentence: int) -> When | None:
        """'On 21 October they agreed. By the end of the month both had left': of that month, where the end of the
        publication's is still to come."""
        last, now = bounds(told.edtf)[1], bounds(self._published)[1] if self._published else None
        if last is None or now is None or last <= now:
            return told
        near = [p for p in before if not p.aside and sentence - p.sentence <= _NEAR]
        day = bounds(near[-1].edtf)[1] if near else None
        return self._times.resolve(time, published=day.isoformat(), tense="past", story=None) if day else None

    def day_of(self, start: int, told: Callable[[int], bool]) -> str | None:
        """The last full day before a position that a sentence of this kind tells."""
        end = bisect_left(self._points, start, key=lambda p: p.start)
        days = (p for p in reversed(self._points[max(0, end - _FAR) : end]) if precision(p.edtf) == "day")
        return next((p.edtf for p in days if not p.aside and told(p.sentence)), None)

    def _resolved(self, time: Any, how: str | None, story: str | None) -> When | None:
        tense = how if how in ("past", "future") else None
        return self._times.resolve(time, published=self._published, tense=tense, story=story)

    def _day(self, before: list[_Point], sentence: int) -> str | None:
        """What 'the same day' is: a date of its sentence, else the last day told, asides in the pluperfect left out."""
        if before and before[-1].sentence == sentence:
            return before[-1].edtf
        main = [p for p in before if not p.back and not p.aside] or [p for p in before if not p.back] or before
        days = [p for p in main if precision(p.edtf) == "day"]
        near = [p for p in main[-1:] if p.sentence == sentence - 1]
        just = {p.edtf for p in before if p.sentence == sentence - 1 and not p.back}
        if not near and len(just) == 1 and precision(day := just.pop()) == "day":
            return day  # 'It is recalled that on 3 May they signed it. On the same day'
        last = (near or days or main)[-1:]
        return next((p.edtf for p in last if sentence - p.sentence <= _SAME), None)

    def _ahead(self, start: int, sentence: int) -> str | None:
        """'In November Peru went to the court, which in March 2011 ruled': before the old date told behind it."""
        first = bisect_left(self._points, start + 1, key=lambda p: p.start)
        behind = [p for p in self._points[first : first + _FAR] if p.sentence == sentence and p.told]
        behind = [p for p in behind if not p.aside and not p.back]
        old = next((p for p in behind if precision(p.edtf) in ("month", "day")), None)
        last = bounds(old.edtf)[0] if old is not None else None
        return last.isoformat() if last is not None and self._ago(last, _LONG_AGO) else None

    def _of_year(self, time: Any, before: list[_Point], sentence: int, gap: int) -> When | None:
        """'In February 2018 Peru closed the border. In *April* it expelled the envoy': later in the year of a narrative
        that is ``gap`` years old or older.
        """
        main = [p for p in before if not p.aside and not p.back and not p.named]
        last = main[-1] if main and main[-1] is before[-1] and sentence - main[-1].sentence == 1 else None
        if last is None or not last.told or precision(last.edtf) not in ("month", "day"):
            return None
        ended = bounds(last.edtf)[1]
        if ended is None or not self._ago(ended, gap) or self._in_news(time, "past"):
            return None
        found = self._times.resolve(time, published=f"{ended.year}-12-31", tense="past", story=None)
        first = bounds(found.edtf)[0] if found is not None else None
        if found is None or first is None or first.year != ended.year or first <= ended:
            return None
        return When(found.edtf, found.words, "story", _OF_YEAR)

    def _long_ago(self, before: list[_Point], sentence: int, time: Any, how: str | None) -> str | None:
        """'On March 6, 1975, Peru raided it. A treaty was signed on June 13': within a year of the old day told in the
        sentence before, or the one before that; 'on June 13', told in July, is of the news.
        """
        main = [p for p in before if not p.aside and not p.named][-1:]
        main = [p for p in main if not p.back and 0 < sentence - p.sentence <= _CLOSE]
        last = bounds(main[0].edtf)[1] if main and precision(main[0].edtf) == "day" else None
        if last is None or not self._ago(last, _LONG_AGO) or self._in_news(time, how) is not False:
            return None
        return _a_year_on(last)

    def _old(self, before: list[_Point], sentence: int, relative: int | None) -> str | None:
        """'Signed in October 1956 and ratified in December': a year on from the date that the sentence told first; not
        from one of a few years ago in another clause ('Peru, which led it from June 2023, left in January').
        """
        old = [p for p in before if p.sentence == sentence and not p.named][-1:]
        old = [p for p in old if p.told and precision(p.edtf) in ("month", "day")]
        last = bounds(old[-1].edtf)[1] if old else None
        gap = _LONG_AGO if not old or old[-1].relative in (None, relative) else _BYGONE
        return _a_year_on(last) if last is not None and self._ago(last, gap) else None

    def _ago(self, day: date, years: int) -> bool:
        """Whether a day is of so many calendar years before the publication, or of more."""
        now = bounds(self._published)[1] if self._published else None
        return now is not None and now.year - day.year >= years

    def _in_news(self, time: Any, how: str | None) -> bool | None:
        """Whether a time without a year would be of the weeks before the publication; None where it cannot be told."""
        lately = self._resolved(time, how, None)
        day = bounds(lately.edtf)[1] if lately is not None else None
        now = bounds(self._published)[1] if self._published else None
        return (now - day).days < _NEWS if now is not None and day is not None else None


def _a_year_on(day: date) -> str:
    """By when a day or month without its year comes round again."""
    return day.replace(year=day.year + 1, day=min(day.day, 28)).isoformat()


def _within(day: str, time: str) -> bool:
    """Whether a day lies in a time that is as long or longer."""
    (first, last), (begins, ends) = bounds(day), bounds(time)
    return None not in (first, last, begins, ends) and begins <= first and last <= ends  # type: ignore[operator]
