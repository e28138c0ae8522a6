"""Find the date of publication that a plain text gives: a dateline, or a line such as ``Published: 15 January 2026``.

Only full dates count. ``MANILA, Jan 15 -`` has no year, and ``03/04/2026`` is two dates: neither is guessed.
"""

from __future__ import annotations

import calendar
import datetime
import re

_MONTHS = {name.lower(): n for names in (calendar.month_name, calendar.month_abbr) for n, name in enumerate(names) if n}
_MONTHS["sept"] = 9
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)\b"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"\b(?P<year>\d{4})(?P<mark>[-/])(?P<m>\d\d)(?P=mark)(?P<day>\d\d)(?!\d)",
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"\b(?P<day>\d{{1,2}})\.(?P<m>\d{{1,2}})\.{_YEAR}",  # with dots, the day comes first
    )
)
_HEAD_LINES = 12
"""How many lines of the text may hold the date line or the dateline."""
_LABEL = re.compile(
    r"(?:first\s+|last\s+)?(published|posted|issued|released|dated?|updated)(?:\s+on|\s+at)?\s*[:\u2013\u2014 -]",
    re.IGNORECASE,
)
_NO_PLACE = frozenset(
    (
        "after",
        "as",
        "at",
        "before",
        "between",
        "by",
        "dated",
        "during",
        "from",
        "in",
        "of",
        "on",
        "since",
        "the",
        "until",
    )
)
"""What begins a sentence that goes on with a date, and not a dateline."""
_AFTER_DATELINE = re.compile(r"\s*(?:\([^)]{1,40}\)\s*)?(?:\)|[-\u2013\u2014:]|$)")
_WEEKDAY_OR_TIME = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b\d{1,2}(?:[:.]\d\d){1,2}\b|[+-]\d\d:?\d\d\b|[ap]\.?m\b\.?"
    r"|\b(?-i:[A-Z]{2,4})\b|\W",
    re.IGNORECASE,
)
_PARTIAL = re.compile(r"\d{4}(?:-\d\d)?")
_PACKED = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<m>\d\d)(?P<day>\d\d)")
_LATER = re.compile(r"\s*[(,;|/-]?\s*\b(?:last\s+)?(?:updated|modified|corrected|edited)\b.*", re.IGNORECASE)
"""What a date line says after the date of publication."""
_MONTH_OF_YEAR = re.compile(rf"{_MONTH},?\s+{_YEAR}", re.IGNORECASE)


def parse_date(words: str) -> str | None:
    """The EDTF day, month or year that these words are, all of them: ``2026-01-15``, ``15 January 2026``, ``2026-01``.

    A time of day and a day of the week are dropped. None where the words are something else, or more than one date.
    """
    words = _LATER.sub("", words.strip()) or words.strip()
    if packed := _PACKED.fullmatch(words):
        return _iso(packed)
    if _PARTIAL.fullmatch(words):
        return words if len(words) == 4 or 1 <= int(words[5:]) <= 12 else None
    for form in _FORMS:
        found = form.match(words)
        if found and re.fullmatch(r"(?:[T ]\d\d:\d\d[\d:.]*\s*(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?)?", words[found.end() :]):
            return _iso(found)
    if found := _MONTH_OF_YEAR.fullmatch(words):
        return f"{found['year']}-{_MONTHS[found['month'].lower()]:02}"
    return _alone(words) if sum(len(form.findall(words)) for form in _FORMS) == 1 else None


def date_of_publication(body: str) -> str | None:
    """The EDTF day that the first lines of a text give as its own date, or None."""
    lines = [line.strip() for line in body.split("\n", 200) if line.strip()][:_HEAD_LINES]
    labelled = [(label[1].lower(), date) for line in lines if (label := _LABEL.match(line))
                and (date := _first(line[label.end() - 1 : 120]))]  # fmt: skip
    # where a text gives both, it was published before it was updated
    for _, date in sorted(labelled, key=lambda found: "updated" in found[0]):
        return date
    return next((date for line in lines if (date := _alone(line) or _in_dateline(line))), None)


def _first(words: str) -> str | None:
    found = min((f for form in _FORMS if (f := form.search(words))), key=lambda f: f.start(), default=None)
    return _iso(found) if found else None


def _alone(line: str) -> str | None:
    """A line that is a date and nothing else but a weekday or a time of day."""
    if len(line) > 60:
        return None
    rest = line
    for form in _FORMS:
        rest = form.sub("", rest)
    rest = _WEEKDAY_OR_TIME.sub("", rest)
    return _first(line) if not rest else None


def _in_dateline(line: str) -> str | None:
    """``MANILA, Philippines, 15 January 2026 (AP) – Text``: a place, a full date, and a dash, colon or bracket."""
    for form in _FORMS:
        found = form.search(line[:120])
        if not found or not _AFTER_DATELINE.match(line[found.end() :]):
            continue
        place = line[: found.start()].strip(" ,(\u2013\u2014-")
        words = place.split()
        named = all(word[0].isupper() or not word[0].isalpha() for word in words)
        if words and len(words) <= 6 and named and words[0].lower() not in _NO_PLACE:
            return _iso(found)
    return None


def _iso(found: re.Match[str]) -> str | None:
    parts = found.groupdict()
    month = int(parts["m"]) if parts.get("m") else _MONTHS[parts["month"].lower()]
    try:
        return datetime.date(int(parts["year"]), month, int(parts["day"])).isoformat()
    except ValueError:
        return None
