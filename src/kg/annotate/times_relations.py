"""Rules for what is said of a time: its part, its year, so long before or after it, from one to another.

The first table reads the row that the single times leave, each other the row that the one before it leaves.
"""

from __future__ import annotations

from dataclasses import replace

from kg.annotate.times_combined import (
    Ahead,
    Anniversary,
    Between,
    Duration,
    OfWeek,
    OfYear,
    Open,
    PartOf,
    Published,
    Restated,
    Shift,
    Story,
    WeekOf,
    Within,
    evaluate,
)
from kg.annotate.times_dates import carried
from kg.annotate.times_grammar import Made, Matched, Rule, calendar_units
from kg.annotate.times_tokens import Node
from kg.annotate.times_values import Context, DayOfMonth, Fixed, Months, Rest, Span, Unknown, Value, Weekday
from kg.core.words import word_list, word_set

NOWHERE = Context()
_BACKWARD = word_list("annotate.times_relations.backward")
_VAGUE = Made("@AGO", Unknown(), "relative", rule="vague")


def _same(m: Matched) -> Made | None:
    """'Thursday, January 15', 'today (15 January 2026)', 'a month ago, on August 12': the second tells more exactly."""
    node = m.node("x")
    return Made(node.key, node.value, node.kind, rule=node.rule)


def _of_year(m: Matched) -> Made | None:
    """'April last year', 'September of that year', 'the third quarter of 2024'."""
    part, year = m.value("x"), m.value("y") if m.has("y") else Span("year", "this")
    if not isinstance(part, Months) or part.pointer:
        return None
    key = "@DATE" if part.dom else "@MY"
    if isinstance(year, Fixed):
        fixed = evaluate(OfYear(part, Fixed(year.edtf[:4])), NOWHERE)
        return Made(key, Fixed(fixed[0])) if fixed else None
    if not isinstance(year, Span) or year.unit != "year":
        return None
    return Made(key, OfYear(part, year), "relative")


def _part(m: Matched) -> Made | None:
    """'Early 2023', 'mid-May', 'late last year', 'the end of last month', 'the first half of 2025'."""
    node, part = m.node("x"), _part_named(m)
    value: Value = node.value
    if part in ("earlier", "later"):
        if isinstance(value, Span) and value.unit == "week":
            return Made(node.key, replace(value, part=part), "relative")
        if part == "later" and isinstance(value, Span):
            return Made(node.key, Rest(value), "relative")
        part = "whole"
    if part == "eve":
        return _eve_of_span(m)
    if isinstance(value, Months) and not value.dom and value.first != value.last:
        return Made(node.key, value, node.kind)  # a part of a season or quarter is told as the whole
    return Made(node.key, PartOf(value, part), node.kind)


def _eve_of_span(m: Matched) -> Made:
    """'The eve of 2019' is the last day of 2018, 'the eve of the 2019 summit' is in 2019."""
    node = m.node("x")
    named = m.text_of(m.at("x") - 1) == "the" and len(m.text[node.start : node.end].split()) == 1
    if named and not m.text[node.start : node.end].endswith("s"):
        return Made(node.key, PartOf(node.value, "whole"), node.kind, rule="eve")
    return Made("@DEI", Shift(PartOf(node.value, "d1"), -1, "day"), node.kind, rule="eve")


def _part_of_year(m: Matched) -> Made | None:
    """'Late November last year', 'mid-June of this year'."""
    dated = _of_year(m)
    return Made(dated.key, PartOf(dated.value, _part_named(m)), dated.kind) if dated else None


def _part_named(m: Matched) -> str:
    lex = m.lexicon
    if m.has("p"):
        return lex.parts[m.node("p").key]
    if m.has("e"):
        return lex.edges[m.node("e").key]
    if m.has("h"):
        return "h1" if m.node("h").key == "first" else "h2"
    if m.has("n"):
        return m.node("n").rule
    return m.node("r").key if m.has("r") else "end"


def _part_of_unit(m: Matched) -> Made | None:
    """'The end of the year', 'earlier in the month', 'the first three months of the year': of the publication's."""
    unit = m.unit() if m.has("u") else "year"
    part = _part_named(m)
    if unit in ("day", "quarter", "weekend", "fortnight") or part == "eve":
        return None
    if unit == "week":
        return Made("@SPAN", Span("week", "this", part if part in ("earlier", "later") else ""), "relative")
    return Made("@SPAN", PartOf(Span(unit, "this"), "whole" if part in ("earlier", "later") else part), "relative")


def _before_end(m: Matched) -> Made | None:
    """'Before the year is out' is in this year."""
    return Made("@SPAN", Rest(Span("year", "this")), "relative") if m.word(-1) in ("before", "by") else None


def _length(m: Matched) -> Duration | None:
    if m.has("u"):
        return Duration(*calendar_units(1, m.unit()), how="whole")
    value = m.value("x")
    return value if isinstance(value, Duration) else None


def _counted(m: Matched, base: Value, sign: int, rule: str | None = None) -> Made:
    length = _length(m)
    value = length.from_(base, sign) if length else None
    return Made("@AGO", value, "relative", rule=rule) if value else _VAGUE


def _ago(m: Matched) -> Made | None:
    """'Four years ago' is that year, 'three months ago' that month, 'two weeks ago' that week."""
    return _counted(m, Published(), -1)


def _ago_then(m: Matched) -> Made | None:
    """'Forty years ago today', 'ten years ago this month': as precise as the second time is."""
    length, value = _length(m), m.value("y")
    if length is None or length.how or (isinstance(value, Span) and value.pointer not in ("this", "last")):
        return None
    return Made("@AGO", Anniversary(value, length.count, length.unit), "relative", rule="anniversary")


def _from_now(m: Matched) -> Made | None:
    return _counted(m, Published(), 1)


def _later(m: Matched) -> Made | None:
    """'Two days later', 'three years earlier', 'the day before': counted from the story."""
    return _counted(m, Story(), -1 if m.node("s").key in _BACKWARD else 1)


def _after_date(m: Matched) -> Made | None:
    """'Two years after the 2019 summit': counted from the date that is said."""
    return _counted(m, m.value("y"), 1 if m.node("s").key == "after" else -1)


def _after(m: Matched) -> Made | None:
    """'Two days after the signing' dates the main verb from the story; 'fourteen months after it was signed' dates the
    clause, back from the main verb, whose date the story then is; 'on May 3, a day after the raid' dates the raid."""
    sign = 1 if m.node("s").key == "after" else -1
    first = m.found.start()
    if first > 1 and m.text_of(first - 1) == "," and m.nodes[first - 2].key in _DATES:
        return _counted(m, m.nodes[first - 2].value, -sign, "offset-clause")
    for k in range(9):
        word = m.word(k)
        if word in _CLAUSE_ENDS:
            break
        if k and (word in m.lexicon.clause_verbs or (word.endswith("ed") and len(word) > 4)):
            return _counted(m, Story(), -sign, "offset-clause")
    return _counted(m, Story(), sign)


_DATES = ("@DATE", "@MD", "@MY", "@M", "@Y", "@WD", "@DEI")
_CLAUSE_ENDS = ("", ".", ",", ";", "¶", "which", "that", "who", "to", "(", '"', "”")


_COUNTED_ON = word_set("annotate.times_relations.counted_on")


def _in(m: Matched) -> Made | None:
    """'Within a year' is a span from its anchor; 'in two weeks' so far ahead of a future verb."""
    length = _length(m)
    if length is None:
        return None
    if m.text_of(m.found.start()) == "within":
        if m.word(0) in ("of", "after", "from"):  # counted from an act whose date is not told here
            return Made("@WITHIN", Unknown(), "relative", rule="within")
        return Made("@WITHIN", Within(Story(), length.count, length.unit, needs_tense=True), "relative", rule="within")
    if m.word(0) == "of" or length.how or m.word(0) in _COUNTED_ON:
        return None  # 'came in two years later'
    return Made("@WITHIN", Ahead(length.count, length.unit), "relative", rule="ahead")


def _before_last(m: Matched) -> Made | None:
    return Made("@SPAN", Span(m.unit(), "before last"), "relative")


def _eve(m: Matched) -> Made | None:
    return Made("@DEI", Shift(Story("day"), -1, "day"), "relative")


def _eve_of(m: Matched) -> Made | None:
    return Made("@DEI", Shift(m.value("x"), -1, "day"), m.node("x").kind, first=m.at("e") - 1, rule="eve")


def _nth_of(m: Matched) -> Made | None:
    nth, span = m.value("x"), m.value("y")
    if isinstance(nth, DayOfMonth) and isinstance(span, Span) and span.unit == "month" and span.pointer in _MONTHS:
        return Made("@NTH", replace(nth, pointer=span.pointer), "relative")
    return None


_MONTHS = word_list("annotate.times_relations.months")


def _of_week(m: Matched) -> Made | None:
    """'Thursday last week', 'Friday of that week'."""
    day, week = m.value("x"), m.value("y")
    if isinstance(day, Weekday) and not day.pointer and isinstance(week, Span) and week.unit == "week":
        return Made("@WD", OfWeek(day, week), "relative")
    return None


def _week_of(m: Matched) -> Made | None:
    return Made("@WEEK", WeekOf(m.value("x")), m.node("x").kind)


def _nth_part(m: Matched) -> Made | None:
    """'The second week of May', 'the last day of 2021'."""
    key = m.node("o").key
    number = -1 if key in ("last", "final") else m.number("o")
    if m.has("d") and number in (1, -1):
        return Made("@DATE", PartOf(m.value("x"), f"d{number}"), m.node("x").kind, rule="part")
    if m.has("d") or number > 4:
        return None
    return Made("@WEEK", PartOf(m.value("x"), f"w{number}"), m.node("x").kind, rule="part")


RELATIONS: list[Rule] = [
    ("weekday-date", "(@WD|WABBR) (','|DASHES)? (the)? x:DATED", _same),
    ("weekday-date", "(@WD|@DEI) '(' x:DATED ')'", _same),
    ("weekday-date", "@CLOCK (local time)? ','? x:(@WD|@DATE|@MD|@DEI)", _same),
    ("weekday-date", "@DEI ','? x:DATED", _same),
    ("of-week", "x:@WD ','? (of)? y:@SPAN", _of_week),
    ("week-of", "(the)? week of (the)? x:DATED", _week_of),
    ("part", "(the)? (very)? o:(ORDW|last|final) (week|d:day) of (the)? x:(@M|@MY|@Y)", _nth_part),
    ("of-year", "x:YEARLESS ','? (of)? (the)? y:@SPAN", _of_year),
    ("of-year", "x:YEARLESS ','? (of)? y:@Y", _of_year),
    ("of-year", "y:@SPAN (','? in | OWN) x:YEARLESS", _of_year),
    ("of-year", "x:@QUARTER of the year", _of_year),
    ("part", "p:PART DASHES? x:@M ','? (of)? (the)? y:@SPAN", _part_of_year),
    ("part", "(the)? (very)? p:PART (DASHES|in)? (the)? x:LONG", _part),
    ("part", "r:(earlier|later) (in)? (the)? x:LONG", _part),
    ("part", "(the)? (very)? e:EDGE of (the)? x:LONG", _part),
    ("part", "(on)? (the)? e:eve of (the)? x:DATED", _eve_of),
    ("part", "(the)? h:(first|second) half of x:LONG", _part),
    ("part", "n:@FIRSTS of x:LONG", _part),
    ("part", "n:@FIRSTS of the u:UNIT", _part_of_unit),
    ("part", "(the)? (very)? e:EDGE of (the|this) u:UNIT", _part_of_unit),
    ("part", "(r:(earlier|later) | p:PART) in the u:UNIT", _part_of_unit),
    ("part", "(the)? h:(first|second) half of the u:UNIT", _part_of_unit),
    ("part", "(year DASH? end | year OWN end)", _part_of_unit),
    ("before-end", "the year (is|was|has)? (out|over|ends|ended)", _before_end),
]  # fmt: skip

OFFSETS: list[Rule] = [
    ("anniversary", "x:@DUR ago y:(@DEI|@SPAN)", _ago_then),
    ("ago", "x:@DUR ago", _ago),
    ("from-now", "x:@DUR (from now|hence)", _from_now),
    ("unit", "the u:UNIT before last", _before_last),
    ("offset", "(x:@DUR | the u:UNIT) s:(after|before) (the)? y:SAID", _after_date),
    ("offset", "(x:@DUR | the u:UNIT) s:(later|earlier|previously|beforehand|afterwards|afterward|thereafter)", _later),
    ("offset", "(x:@DUR | the u:UNIT) s:(before|after) (?=STOP|$)", _later),
    ("offset", "(x:@DUR | the u:UNIT) s:(after|before)", _after),
    ("offset", "x:@DUR s:on (?=',')", _later),
    ("eve", "on the eve of", _eve),
    ("within", "(within|in) x:@DUR", _in),
    ("nth", "x:@NTH of (the)? y:@SPAN", _nth_of),
]  # fmt: skip


def _range(m: Matched) -> Made | None:
    """From one time to another; 'Monday and Tuesday' too, as days in a row."""
    a, b = m.node("a"), m.node("b")
    if m.has("t") and a.key != b.key and not {a.key, b.key} <= {"@M", "@MY", "@MD", "@DATE", "@WD"}:
        return None
    if m.text_of(m.at("a") + 1) == "and" and not m.has("w") and not _in_a_row(a.value, b.value):
        return None
    start: Value = a.value
    if isinstance(start, Months) and not start.pointer and not isinstance(b.value, Months):
        start = carried(start, b.value) or start
    made = Between(start, b.value)
    if made.needs:
        return Made("@RANGE", made, b.kind)
    told = evaluate(made, NOWHERE)
    return Made("@RANGE", Fixed(told[0])) if told else None


def _night(m: Matched) -> Made | None:
    """'Overnight to Tuesday', 'the night into 3 May': from the day before it."""
    if m.has("n") and m.text_of(m.at("n")).lower() != "overnight":
        return None
    day = m.node("b")
    return Made("@RANGE", Between(Shift(day.value, -1, "day"), day.value), day.kind, rule="range")


def _in_a_row(a: Value, b: Value) -> bool:
    plain = isinstance(a, Weekday) and isinstance(b, Weekday) and not a.pointer and not b.pointer
    return plain and (b.number - a.number) % 7 == 1  # type: ignore[attr-defined]


def _restated(m: Matched) -> Made | None:
    """'Three weeks later, on July 17' is the July 17 that is nearest to three weeks on from the story."""
    counted, node = m.value("c"), m.node("x")
    value: Value = node.value
    if not (isinstance(counted, Shift) and isinstance(counted.base, Story)):
        return _same(m)
    if isinstance(value, Months | Weekday) and not value.pointer:
        return Made(node.key, Restated(value, counted), node.kind)
    return _same(m)


def _onwards(m: Matched) -> Made | None:
    return Made("@RANGE", Open(m.value("a"), "from"), m.node("a").kind)


RANGES: list[Rule] = [
    ("range", "w:from a:ENDS ','? TO (the)? b:ENDS", _range),
    ("range", "from a:ENDS (to (the)? present day? | to date | to now | onwards | onward | on (?=STOP|$))", _onwards),
    ("range", "w:between a:ENDS and (the)? b:ENDS", _range),
    ("night", "n:@DEI (to|into) b:(@WD|@MD|@DATE)", _night),
    ("night", "the night (to|into) b:(@WD|@MD|@DATE)", _night),
    ("range", "a:POINTS t:(DASHES|TO) b:POINTS", _range),
    ("range", "a:@MD t:(DASHES|TO) b:DATED", _range),
    ("range", "a:@WD and b:@WD", _range),
    ("restated", "c:@AGO ',' (on|in) x:(@MD|@DATE|@MY|@M|@WD|@Y)", _restated),
]


def carry_years(nodes: list[Node]) -> list[Node]:
    """Give a day or month without a year the year of the date that it is listed with: 'June 3 and July 5, 2024'."""
    out = list(nodes)
    for i in range(len(out) - 2, -1, -1):
        part = out[i].value
        if out[i].key not in ("@MD", "@M") or not isinstance(part, Months) or part.pointer:
            continue
        j = i + 1
        while j < min(len(out) - 1, i + 4) and out[j].key in (",", "and", "or", "in", "on"):
            j += 1
        joined = {node.key for node in out[i + 1 : j]} & {"and", "or", ","}
        if joined and out[j].key == ("@DATE" if part.dom else "@MY") and (value := carried(part, out[j].value)):
            out[i] = replace(out[i], value=value, key=out[j].key, rule="year-carried")
    return out
