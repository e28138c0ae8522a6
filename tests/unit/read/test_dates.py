"""Finding the date of publication of a plain text."""

import pytest

from kg.read.dates import date_of_publication, parse_date

FOUND = {
    "MANILA, 15 January 2026 – The Secretary of Foreign Affairs": "2026-01-15",
    "MANILA, Philippines (Jan. 15, 2026) — Two ministers": "2026-01-15",
    "WASHINGTON, Sept. 3, 2025 (Reuters) - The United States": "2025-09-03",
    "(Tokyo, 15 January 2026) Japan": "2026-01-15",
    "TOKYO, 2026-01-15: Japan": "2026-01-15",
    "Published: January 15, 2026 at 3 p.m.": "2026-01-15",
    "Title of it\nUpdated: 2026-01-16\nPublished on 15th of January, 2026\n\nText": "2026-01-15",
    "Updated 2026-01-16 09:00\n\nText": "2026-01-16",
    "A title\n\nThursday, 15 January 2026, 10:30 GMT\n\nText": "2026-01-15",
}
NOT_FOUND = [
    "HANOI, Oct 3 – Vietnam has protested",
    "On 15 January 2026: the ministers met",
    "By January 15, 2026 – when the pact was due – nothing happened",
    "The pact was signed on 15 January 2026.",
    "MANILA, 31 June 2026 – no such day",
    "MANILA, 03/04/2026 – one of two days",
    "The ministers, who met on Thursday 15 January 2026, said",
    "\n".join(["x"] * 12 + ["MANILA, 15 January 2026 – too far down"]),
]
PARSED = {
    "2026-01-15": "2026-01-15",
    " 15 January 2026 ": "2026-01-15",
    "January 15, 2026": "2026-01-15",
    "2026-01-15T10:00:00+02:00": "2026-01-15",
    "2026-01-15 10:00": "2026-01-15",
    "2026/01/15": "2026-01-15",
    "Thursday, 15 January 2026": "2026-01-15",
    "Jan 15 2026 6:05 p.m.": "2026-01-15",
    "15 January 2026, 18:05 GMT": "2026-01-15",
    "2026-01": "2026-01",
    "Jan. 2026": "2026-01",
    "15/01/2026": None,
    "2026-01-15, updated 2026-01-16": "2026-01-15",
    "2026-01-15 (last updated 16 January 2026, 10:00 GMT)": "2026-01-15",
    "Thu, 15 Jan 2026 10:00:00 +0000": "2026-01-15",
    "Thu, 15 Jan 2026 10:00:00 GMT": "2026-01-15",
    "15.01.2026": "2026-01-15",
    "3.4.2026": "2026-04-03",
    "20260115": "2026-01-15",
    "20261315": None,
    "31.06.2026": None,
    "2026-01-15 2026-01-16": None,
    "2026": "2026",
    "2026-13": None,
    "2026-02-30": None,
    "yesterday": None,
    "15 January 2026 or later": None,
    "": None,
}


@pytest.mark.parametrize("text", FOUND)
def test_found(text: str) -> None:
    """Datelines, labelled dates and dates on a line of their own are the date of publication."""
    assert date_of_publication(text) == FOUND[text]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_not_guessed(text: str) -> None:
    """Dates of what is told, dates without a year, and dates that may be two are not taken."""
    assert date_of_publication(text) is None


@pytest.mark.parametrize("words", PARSED)
def test_parse_date(words: str) -> None:
    """A given date is a whole day, month or year, or refused."""
    assert parse_date(words) == PARSED[words]
