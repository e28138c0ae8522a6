"""Expressions of time: a table of them, and properties that hold for any text."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.annotate.times import TimeFinder, TimeLexicon, find_times, load_times, resolve
from kg.core import time
from kg.core.errors import DataError

TABLE = Path(__file__).with_name("times.tsv")
LEXICON = Path(__file__).parents[3] / "graph" / "lexicon" / "times.yaml"
MONTHS = [date(2024, m, 1).strftime("%B") for m in range(1, 13)]


def rows() -> list[tuple[str, ...]]:
    lines = TABLE.read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def ids(row: tuple[str, ...]) -> str:
    return f"{row[1].split('[[')[1].split(']]')[0]} {row[2]}".strip()


def test_table_is_large() -> None:
    """The table holds at least 330 expressions, none of them twice."""
    assert len(set(rows())) == len(rows()) >= 330


@pytest.mark.parametrize("row", rows(), ids=ids)
def test_expression(row: tuple[str, ...]) -> None:
    """An expression is found with its exact span, by its rule, and resolves to its date; what is no time is not found."""
    published, marked, tense, story, edtf, rule = row
    start, end = marked.index("[["), marked.index("]]") - 2
    text = marked.replace("[[", "").replace("]]", "")
    found = find_times(text, published=published)
    if rule == "none":
        assert [m.words for m in found if m.start < end and start < m.end] == []
        return
    at = [m for m in found if (m.start, m.end) == (start, end)]
    assert len(at) == 1, [m.words for m in found]
    when = resolve(at[0], published=published, tense=tense or None, story=story or None)
    anchor = (when.anchor if when else at[0].anchor) or ""
    assert (when.edtf if when else "-", f"{at[0].rule}/{anchor}".rstrip("/")) == (edtf, rule)
    if at[0].edtf and when:
        assert at[0].edtf == when.edtf


@pytest.mark.parametrize(
    ("before", "bound"),
    [("since", "since"), ("until", "until"), ("by", "by"), ("before", "before"), ("after", "after"), ("in", None),
     ("since at least", "since"), ("by around", "by")],
)  # fmt: skip
def test_bound(before: str, bound: str | None) -> None:
    """The preposition that makes a time a limit is told apart from its span."""
    (mention,) = find_times(f"They had left {before} March 2019.", published=None)
    assert (mention.words, mention.bound) == ("March 2019", bound)


def test_year_of_a_noun_has_no_bound() -> None:
    """'By the 2016 award' names an award, not a deadline."""
    (mention,) = find_times("Both stand by the 2016 award.", published=None)
    assert (mention.edtf, mention.bound) == ("2016", None)


def test_without_publication() -> None:
    """Without a publication date full dates resolve, and relative ones do not."""
    full, relative = find_times("On 3 May 2021 and again yesterday they met.", published=None)
    assert (full.edtf, relative.edtf) == ("2021-05-03", None)
    assert resolve(relative, published=None, tense="past") is None


@pytest.mark.parametrize(
    ("published", "edtf"), [("2025", "2024"), ("2025-06", "2024"), ("2025-06-30T10:00:00Z", "2024")]
)
def test_coarse_publication(published: str, edtf: str) -> None:
    """'Last year' needs no more of the publication date than its year."""
    (mention,) = find_times("Last year they met.", published=published)
    assert mention.edtf == edtf


def test_coarse_publication_gives_no_day() -> None:
    """'On Thursday' cannot be told from a publication known by its month."""
    (mention,) = find_times("They met on Thursday.", published="2025-06")
    assert resolve(mention, published="2025-06", tense="past") is None


def test_wrong_publication_is_unknown() -> None:
    """A publication date that is none counts as not given."""
    (mention,) = find_times("They met yesterday.", published="some day")
    assert resolve(mention, published="some day") is None


def test_part_of_a_text() -> None:
    """Only times between start and end are found, with offsets of the whole text."""
    text = "published: 2026-01-15\n\nThey met on 3 May 2021. They parted in 2022."
    found = find_times(text, published=None, start=22, end=text.index(" They parted"))
    assert [(text[m.start : m.end], m.words) for m in found] == [("3 May 2021", "3 May 2021")]


@pytest.mark.parametrize("space", ["\u00a0", "\u2009", "\u202f", "  ", "\n", "\r\n"])
def test_spaces_and_line_ends(space: str) -> None:
    """Any white space inside a date is as good as a blank, and a wrapped line does not break it."""
    text = f"Signed on 15{space}January{space}2026 in Suva."
    (mention,) = find_times(text, published=None)
    assert (mention.edtf, mention.words) == ("2026-01-15", f"15{space}January{space}2026")


def test_blank_line_separates() -> None:
    """A day at the end of one paragraph and a month at the start of the next are no date."""
    found = find_times("He counted to 15\n\nJanuary was cold.", published="2026-02-01")
    assert [m.words for m in found] == ["January"]


@pytest.mark.parametrize("dash", ["-", "–", "—", "‑", "‒", "−"])
def test_dashes(dash: str) -> None:
    """All dashes make a range."""
    (mention,) = find_times(f"The war of 1969{dash}1974 and after.", published=None)
    assert mention.edtf == "1969/1974"


def test_hidden_characters_inside_words() -> None:
    """Soft hyphens and zero-width characters inside a word are part of its span and do not hide it."""
    text = "In Sep\u00adtem\u200bber 2024 \u2067(سبتمبر)\u2069 🕊 it took effect."
    (mention,) = find_times(text, published=None)
    assert (mention.edtf, text[mention.start : mention.end]) == ("2024-09", "Sep\u00adtem\u200bber 2024")


def test_locale() -> None:
    """The finder may be told which figure of a numeric date is the day."""
    lexicon = load_times(LEXICON)
    text = "Dated 02/03/2025."
    assert [TimeFinder(lexicon, day_first=d).find(text, published=None)[0].edtf for d in (True, False)] == [
        "2025-03-02",
        "2025-02-03",
    ]


def test_people_called_may() -> None:
    """Where the text has a person of that name, a bare 'May' needs more to be a month."""
    text = "Prime Minister Theresa May flew to Kyiv. Critics of May say that by May nothing had changed since May 5."
    assert [m.words for m in find_times(text, published="2018-10-01")] == ["May 5"]


TEMPLATES = [
    ("{d.day} {month} {d.year}", "day"), ("{month} {d.day}, {d.year}", "day"), ("{short}. {d.day}, {d.year}", "day"),
    ("{d.year}-{d.month:02}-{d.day:02}", "day"), ("{weekday}, {d.day} {month} {d.year}", "day"), ("{month} {d.year}", "month"),
    ("{d.day}-{short}-{d.year}", "day"), ("{d.day:02}.{d.month:02}.{d.year}", "day"), ("the {d.day}th of {month}, {d.year}", "day"),
]  # fmt: skip
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(DAYS, st.sampled_from(TEMPLATES))
def test_written_dates_are_read_back(when: date, template: tuple[str, str]) -> None:
    """A date written in any of the common styles is found whole and read as that date."""
    month = MONTHS[when.month - 1]
    short = month if month == "May" else month[:3]
    words = template[0].format(d=when, month=month, short=short, weekday=f"{when:%A}")
    if words.startswith("May."):
        words = words.replace("May.", "May")
    (mention,) = find_times(f"It was agreed on {words} in Suva.", published=None)
    assert (mention.words, mention.edtf) == (words, when.isoformat()[: 10 if template[1] == "day" else 7])


@given(DAYS, st.integers(0, 6), st.sampled_from(["past", "future"]))
def test_weekday_is_within_a_week(published: date, weekday: int, tense: str) -> None:
    """A bare weekday is that weekday, at most six days off, before or on the publication for the past, else on or after."""
    name = (date(2024, 1, 1) + timedelta(days=weekday)).strftime("%A")
    (mention,) = find_times(f"They met on {name}.", published=published.isoformat())
    when = resolve(mention, published=published.isoformat(), tense=tense)
    assert when
    day = date.fromisoformat(when.edtf)
    assert day.weekday() == weekday
    assert 0 <= (day - published).days * (1 if tense == "future" else -1) <= 6


@given(DAYS, st.integers(1, 12), st.sampled_from(["past", "future"]))
def test_month_is_the_nearest(published: date, month: int, tense: str) -> None:
    """A month without a year is the last that has begun, or the first that is not over."""
    (mention,) = find_times(f"They met in {MONTHS[month - 1]}.", published=published.isoformat())
    when = resolve(mention, published=published.isoformat(), tense=tense)
    assert when
    year, number = map(int, when.edtf.split("-"))
    off = (year - published.year) * 12 + number - published.month
    assert number == month
    assert 0 <= off * (1 if tense == "future" else -1) <= 11


PIECES = st.sampled_from(
    ["May", "march", "15", "the 3rd", "2024", "last", "week", "two", "years", "ago", "Thursday", "of", "that", "year", "from", "to",
     "and", "early", "-", "–", ",", ".", "/", "(", ")", "'s", "after", "before", "signed", "Sept.", "31", "99", "0", "1990s", "’90s",
     "quarter", "spring", "\n\n", "\n", "\u00ad", "\u200f", "🛰️", "مايو", "٣", "²", "Ⅻ", "1,000", "00", "2024-13-45", "29 February",
     "hundred", "centuries", "999", "a", "the", "end", "Q3", "half", "in", "within", "9999", "eve", "on", "today", "decade", "first"]
)  # fmt: skip
STORIES = st.sampled_from(
    [None, "2024-02-29", "2024", "0001-01-01", "9999-12-31", "2024-05/2024-08", "../2020", "nonsense", "199X"]
)
TEXTS = st.one_of(
    st.text(max_size=80), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES, max_size=25).map("".join)
)


@settings(max_examples=400)
@given(TEXTS, STORIES, STORIES, st.sampled_from([None, "past", "future"]))
def test_any_text(text: str, published: str | None, story: str | None, tense: str | None) -> None:
    """No text raises; spans are exact, in order and apart; dates are valid; the same text gives the same times."""
    found = find_times(text, published=published)
    assert found == find_times(text, published=published)
    end = 0
    for mention in found:
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.words
        end = mention.end
        when = resolve(mention, published=published, tense=tense, story=story)
        assert when is None or time.valid(when.edtf)
        assert mention.edtf is None or time.valid(mention.edtf)
        assert mention.edtf is None or (when and when.edtf == mention.edtf)


@given(st.sampled_from(rows()), st.text(alphabet="🕊️\u202e\u00ad\u200dא ۷é", max_size=12))
def test_offsets_after_other_scripts(row: tuple[str, ...], before: str) -> None:
    """Emoji, marks of direction and soft hyphens before a sentence move its times by their length and no more."""
    text = row[1].replace("[[", "").replace("]]", "")
    lead = f"{before}\n\n"
    plain = find_times(text, published=row[0])
    moved = find_times(lead + text, published=row[0])
    assert [(m.start + len(lead), m.words, m.edtf) for m in plain] == [(m.start, m.words, m.edtf) for m in moved][
        -len(plain) or None :
    ]


@pytest.mark.parametrize(
    "piece",
    ["1, ", "May ", "May 1, ", "2024-", "12/", "12.", "twenty-", "from 2012 to ", "a week after ", "the eve of the end of ", "\n -", "\u00ad",
     "a\u00ad", "two and a half ", "("],
)  # fmt: skip
def test_long_repetition(piece: str) -> None:
    """A long text of one piece is read in steps that grow with its length: the matcher never starts over from far back."""
    text = piece * (40_000 // len(piece))
    assert all(text[m.start : m.end] == m.words for m in find_times(text, published="2026-01-15"))


def test_order_of_texts_does_not_matter() -> None:
    """A finder keeps nothing of the texts that it has read."""
    texts = [row[1].replace("[[", "").replace("]]", "") for row in rows()]
    shuffled = texts[:]
    random.Random(1).shuffle(shuffled)
    finder = TimeFinder(load_times(LEXICON))
    first = {text: finder.find(text, published="2026-01-15") for text in texts}
    assert {text: finder.find(text, published="2026-01-15") for text in shuffled} == first


@pytest.mark.parametrize(
    ("text", "told"),
    [("- a\n", "not a mapping"), ("a: [", "not YAML"), ("months: {}\n", "missing or unknown table")],
)
def test_wrong_lexicon(text: str, told: str) -> None:
    """A lexicon that is not whole is refused in one line that names the file."""
    with pytest.raises(DataError, match=told) as error:
        TimeLexicon.from_yaml(text, "times.yaml")
    assert str(error.value).startswith("times.yaml: ")
    assert "\n" not in str(error.value)


def test_wrong_period_in_lexicon() -> None:
    """A period whose date is no EDTF is refused, and named."""
    text = LEXICON.read_text("utf-8").replace("cold war: 1947/1991", "cold war: 1947-1991")
    with pytest.raises(DataError, match="'cold war' has no valid date"):
        TimeLexicon.from_yaml(text)


def test_missing_lexicon(tmp_path: Path) -> None:
    """A lexicon that is not there is told with its path."""
    with pytest.raises(DataError, match=r"none\.yaml: cannot be read"):
        load_times(tmp_path / "none.yaml")


def test_habits_of_the_whole_text_count_for_a_part() -> None:
    """A sentence read by itself still knows the people and the style of dates of its document."""
    text = "Theresa May wrote on 25/12/2018. Critics of May wrote on 02/03/2019."
    at = text.index("Critics")
    assert [(m.words, m.edtf) for m in find_times(text, published=None, start=at)] == [("02/03/2019", "2019-03-02")]


PARTS = ("the", "a", "this", "last", "next", "")
EDGES = (
    "end",
    "eve",
    "start",
    "middle",
    "mid-",
    "early",
    "late",
    "later",
    "first half",
    "third week",
    "rest",
    "dawn",
    "",
)
LINKS = ("of", "of the", "in", "before the", "after", "since", "until", "ago", "from", "")
SPANS = ("week", "month", "year", "decade", "2019", "May 2019", "May", "the 1990s", "20th century", "summer of 2019")
SPANS += (
    "first quarter of 2019",
    "4 May",
    "4 May 2019",
    "Monday",
    "yesterday",
    "2019-20",
    "mid-May",
    "Q3 2019",
    "4-6 May",
)
TAILS = (
    "",
    "earlier",
    "later",
    "ago",
    "before",
    "summit",
    "to 2021",
    "and 2021",
    "or so",
    ", 2020",
    "–2021",
    "to date",
)
ROWS = st.tuples(*(st.sampled_from(words) for words in (PARTS, EDGES, LINKS, SPANS, TAILS)))


@settings(max_examples=1500)
@given(st.lists(ROWS, min_size=1, max_size=2), STORIES, STORIES, st.sampled_from([None, "past", "future"]))
def test_any_row_of_time_words(
    found: list[tuple[str, ...]], published: str | None, story: str | None, tense: str | None
) -> None:
    """No row of parts, edges and spans ('the eve of the 2019 summit') stops the reading; its dates are valid."""
    text = " ".join(word for row in found for word in row if word)
    for mention in find_times(text, published=published):
        when = resolve(mention, published=published, tense=tense, story=story)
        assert when is None or time.valid(when.edtf)
