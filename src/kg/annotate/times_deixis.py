"""Rules for times that are told from where the speaker stands: weekdays, 'last month', 'that day', 'the 3rd'; and for
what is no date but must not be taken for one: durations, repetitions, hours."""

from __future__ import annotations

from itertools import takewhile

from kg.annotate.times_combined import Duration, Published, SameDay, Shift, Soon, Story, Within
from kg.annotate.times_dates import LEAP, day_of
from kg.annotate.times_grammar import Made, Matched, Rule, calendar_units
from kg.annotate.times_values import DayOfMonth, Months, NumberedWeekday, Span, Unknown, Weekday
from kg.core.time import Unit
from kg.core.words import word_list

ACROSS = word_list("annotate.times_deixis.across")
_CLAUSE = ("'s", "’s", "was", "would", "will", "is", "had")


def _weekday(m: Matched) -> Made | None:
    lex = m.lexicon
    if m.has("a"):
        number = lex.weekday_abbreviations[m.node("a").key]
        return Made("@WD", Weekday(number), "relative") if m.text_of(m.at("a")).endswith(".") else None
    key = m.node("w").key
    number = lex.weekdays[key if key in lex.weekdays else key[:-1]]
    if m.has("n"):
        back = 7 * (m.number("n") - 1)
        return Made("@WD", Shift(Weekday(number, "last"), -back, "day"), "relative", rule="ago")
    if m.has("k"):
        return Made("@WD", Shift(Weekday(number, "coming"), 7, "day"), "relative", rule="weekday-week")
    pointer = m.pointer("c" if m.has("c") else "p") if m.has("p") else ""
    if pointer == "that" and (m.word(-1) in lex.says_that or m.word(0) in _CLAUSE):
        return Made("@WD", Weekday(number), "relative", first=m.at("w"), rule="weekday")
    if (first := _behind_that(m)) is not None:
        return Made("@WD", Weekday(number, pointer), "relative", first=first)
    return Made("@WD", Weekday(number, pointer), "relative")


def _pointed_month(m: Matched) -> Made | None:
    """'Last September', 'this June', 'that November 5', 'the following May'."""
    month, dom = m.month(), m.number("d") if m.has("d") else 0
    if dom and not day_of(LEAP, month, dom):
        return None
    pointer = m.pointer("c" if m.has("c") else "p")
    key = "@MD" if dom else "@M"
    if pointer == "that" and (m.word(-1) in m.lexicon.says_that or m.word(0) in _CLAUSE):
        return Made(key, Months(month, month, dom), first=m.at("m"), rule="day-month" if dom else "month")
    return Made(key, Months(month, month, dom, pointer), "relative", first=_behind_that(m))


def _behind_that(m: Matched) -> int | None:
    """'He complains *that last* September it refused': where the pointer begins behind a clause's 'that'."""
    clause = m.has("c") and m.text_of(m.at("p")) == "that" and m.pointer("c") != "same"
    return m.at("c") if clause else None


def _pointed_unit(m: Matched) -> Made | None:
    """'Last year', 'this week', 'that day', 'the following month'; 'over the past year' is a span up to now."""
    pointer, unit = m.pointer("c" if m.has("c") else "p"), m.unit()
    article = m.text_of(m.found.start()) == "the"
    if m.word(0) == "of" and pointer == "last" and (article or m.word(-1) == "the"):
        return None  # 'the last day of May'
    if m.word(0) == "-" and m.joined(m.found.end()):
        return None  # 'last week-long talks'
    if pointer == "past":
        if unit != "weekend" and m.text_of(m.at("p")) != "this":
            return _span(m, pointer, 1, unit)
        pointer = "last"
    if unit == "fortnight" or (article and pointer in ("last", "coming", "next") and m.word(-1) in ACROSS):
        return _span(m, pointer, 1, unit)
    if pointer == "next" and (article or unit == "day"):
        pointer = "following"
    if unit == "day":
        if pointer in ("that", "same"):
            return Made("@SPAN", SameDay(), "relative", rule="same-day")
        if pointer not in ("previous", "following"):
            return None
    return Made("@SPAN", Span(unit, "next" if pointer == "coming" else pointer), "relative", first=_behind_that(m))


def _span(m: Matched, pointer: str, count: int, unit: str) -> Made | None:
    if pointer in ("this", "that", "same"):
        return None
    back = pointer in ("last", "past", "previous")
    base = Story() if pointer in ("previous", "following") else Published()
    count, exact = calendar_units(count, unit)
    value = Within(base, -count if back else count, exact)
    return Made("@WITHIN", value, "relative", rule="past-span" if back else "next-span")


def _pointed_units(m: Matched) -> Made | None:
    """'The past two weeks', 'the next five years'; 'recent months' and 'the last few days' tell no date."""
    if not m.has("n"):
        if m.pointer() in ("coming", "next") and m.unit("u") in ("day", "week", "month"):
            base = Published() if m.pointer() == "coming" else None
            return Made("@WITHIN", Soon(base, m.unit("u"), "coming"), "relative", rule="soon")
        return Made("@WITHIN", Unknown(), "relative", rule="vague")
    near = m.word(-1) if m.found.start() == m.at("p") else m.text_of(m.at("p") - 1)
    if m.pointer() == "last" and near not in (*ACROSS, "the", "these"):
        return None  # 'is to last 50 years'
    if m.pointer() == "following" and near not in (*ACROSS, "the", "these") and m.word(0) == "of":
        return None  # 'following four days of talks'
    return _span(m, m.pointer(), m.number("n"), m.unit())


def _part_of_day(m: Matched) -> Made | None:
    """'That night', 'the same evening', 'the following morning', 'the night before': a day counted from the story's."""
    pointer = m.pointer() if m.has("p") else "previous"
    steps = {"that": 0, "same": 0, "previous": -1, "following": 1, "next": 1}
    if pointer not in steps:
        return None
    value = Shift(Story("day"), steps[pointer], "day") if steps[pointer] else SameDay()
    return Made("@SPAN", value, "relative", rule="unit" if steps[pointer] else "same-day")


def _weekend(m: Matched) -> Made | None:
    return Made("@SPAN", Span("weekend", ""), "relative", rule="unit") if m.word(0) != "of" else None


def _duration(m: Matched) -> Made | None:
    """So many units. A half more is told in the next finer unit; what is vague or of hours has no value."""
    lex = m.lexicon
    if m.has("s") or m.has("v"):
        return Made("@DUR" if m.has("v") else "@SMALL", Unknown(), "duration")
    unit = m.unit("u" if m.has("u") else "u2")
    if unit in ("weekend", "quarter") and m.node("n").key in ("a", "an"):
        return None
    count = 2 if m.has("k") else m.number("n") * (100 if m.has("x") else 1)
    if m.has("h"):
        finer: dict[str, tuple[int, Unit]] = {
            "year": (12 * count + 6, "month"),
            "decade": (10 * count + 5, "year"),
            "century": (100 * count + 50, "year"),
        }
        return Made("@DUR", Duration(*finer[unit]) if unit in finer else Unknown(), "duration")
    how = ""
    if m.has("b") and m.node("b").key in lex.approximate | {"some"}:
        how = "about"
    if m.has("l"):
        how = "less" if m.node("l").key in {*lex.less, "less"} else "more"
    return Made("@DUR", Duration(*calendar_units(count, unit), how=how), "duration")


def _vague(m: Matched) -> Made | None:
    return Made("@WITHIN", Unknown(), "relative", rule="vague")


def _soon(m: Matched) -> Made:
    """'Days later', 'a few weeks later', 'within days': near the story's date; 'months later' tells none."""
    how = "within" if m.text_of(m.found.start()) == "within" else "later"
    base = Story() if how == "later" else None
    unit = m.unit()
    if unit not in ("day", "week"):
        return Made("@AGO", Unknown(), "relative", rule="vague")
    return Made("@AGO", Soon(base, unit, how), "relative")


def _same_day(m: Matched) -> Made:
    """'Immediately thereafter', 'two hours later': mostly the day of the story."""
    return Made("@SPAN", SameDay(whole=True), "relative")


def _set(m: Matched) -> Made | None:
    return Made("@SET", Unknown(), "set")


def _clock(m: Matched) -> Made | None:
    return Made("@CLOCK", Unknown(), "clock")


def _nth(m: Matched) -> Made | None:
    """'The night of the 3rd', 'on the 15th,': the number of a day, not of a floor or a fleet."""
    at, follows = m.at("o"), m.word(0)
    verb = follows in m.lexicon.clause_verbs or follows.endswith("ed")
    if not m.has("q") and (follows == "-" or (follows[:1].isalnum() and follows not in _AFTER_NTH and not verb)):
        return None
    return Made("@NTH", DayOfMonth(m.number("o")), "relative", first=at - 1)


def _nth_of_month(m: Matched) -> Made:
    """'On the fourth of the month'."""
    return Made("@NTH", DayOfMonth(m.number("o")), "relative", rule="nth")


def _weekday_nth(m: Matched) -> Made:
    """'On Thursday 7,', 'Sun 2 –': the number of a day behind its name, where nothing is counted by it."""
    key = m.node("w").key
    number = {**m.lexicon.weekdays, **m.lexicon.weekday_abbreviations}[key]
    return Made("@NTH", NumberedWeekday(number, m.number("d")), "relative", rule="nth")


_AFTER_NTH = word_list("annotate.times_deixis.after_nth")


def _then(m: Matched) -> Made | None:
    if m.word(0) in ("of", "when", "-") or (m.word(0) in _TITLES and m.word(-1) not in _TITLES):
        return None  # 'signed by then prime minister X'
    before = list(takewhile(lambda word: word not in ("", ".", ";"), (m.word(-k) for k in range(1, _BACK))))
    if any(before[k : k + 3] == ["day", "the", "on"] for k in range(len(before))):
        return None  # 'On the day of the award China refused it, and has done so since then': of a day without a date
    return Made("@THEN", Story(), "relative")


_BACK = 40
"""How many words before 'then' the day may stand that it means."""
_TITLES = word_list("annotate.times_deixis.titles")


def _part_mark(m: Matched) -> Made | None:
    """'The first three months of': a part of the span that follows."""
    number = m.number("n")
    part = f"m{number}" if m.node("o").key == "first" else f"m-{number}"
    return Made("@FIRSTS", Months(1, number), "part", rule=part) if 1 <= number <= 12 else None


_UNITS = "(u:UNIT|u2:UNITS)"

POINTED: list[Rule] = [
    ("pointed-month", "(the)? p:PTR (c:PTR)? m:MON d:DAYO", _pointed_month),
    ("pointed-month", "(the)? p:PTR (c:PTR)? m:MONTH", _pointed_month),
]

DEIXIS: list[Rule] = [
    ("part", "(the)? o:(first|last|final) n:COUNT months (?=of)", _part_mark),
    ("set", "(EVERY|per) (other|single|second)? (COUNT)? (UNIT|UNITS|WD|SEASON|MONTH)", _set),
    ("set", "(FREQ | (COUNT|VAGUE) times) (a|an|per|each|every) UNIT", _set),
    ("ago", "n:COUNT w:WDS ago", _weekday),
    ("set", "(on)? WDS", _set),
    ("vague", "(the)? (fiscal|financial) year", _vague),
    ("past-span", "(the|these)? p:PTR (v:VAGUE|n:COUNT)? u:UNITS (?!OWN)", _pointed_units),
    ("vague", "(the)? recent UNITS", _vague),
    ("weekday", "(the)? (very)? p:PTR (very)? (c:PTR)? w:WD DAYPART?", _weekday),
    ("weekday", "w:WD k:week (?!OWN|DASH)", _weekday),
    ("nth", "w:(WD|WABBR) d:DAY (?=STOP|'*'|$) (?!':' TWO)", _weekday_nth),
    ("weekday", "(PART)? w:WD DAYPART?", _weekday),
    ("weekday", "a:WABBR", _weekday),
    ("unit", "(the)? p:PTR DAYPART", _part_of_day),
    ("unit", "the DAYPART before (?=STOP|$)", _part_of_day),
    ("unit", "(the)? weekend", _weekend),
    ("unit", "(the)? (very)? p:PTR (c:PTR)? u:UNIT", _pointed_unit),
    ("soon", "(a few | VAGUE | just | only | mere)? u:UNITS (later|afterwards|afterward|thereafter)", _soon),
    ("soon", "within (a few | VAGUE | mere)? u:UNITS (?!(of|after|from|COUNT))", _soon),
    ("same-day", "within (a few|mere)? (SMALL|moments) (?!(of|after|from))", _same_day),
    ("same-day", "(immediately|directly|instantly) (thereafter|afterwards|afterward)", _same_day),
    (
        "same-day",
        "(a few|VAGUE|COUNT|just|only)? (SMALL|moments) (earlier|later|afterwards|afterward|thereafter)",
        _same_day,
    ),
    ("duration", "b:ABOUT? (l:(MORE|LESS|less|fewer) than?)? b2:ABOUT? n:COUNT x:hundred DASH? u:UNITS", _duration),
    ("duration", "(a v:VAGUE | v2:VAGUE of? | half) (a|an)? UNITS", lambda m: Made("@DUR", Unknown(), "duration")),
    ("duration", "half (a|an) UNIT", lambda m: Made("@DUR", Unknown(), "duration")),
    ("duration", "n:a k:couple of u:UNITS", _duration),
    ("duration", "CARD (DASHES|to|or) COUNT v:DASH? (UNIT|UNITS|SMALL)", lambda m: Made("@DUR", Unknown(), "duration")),
    ("duration", "n:CARD and a h:half DASH? u:UNITS", _duration),
    ("duration", "n:CARD u:UNIT h:(and a half)", _duration),
    ("duration", f"(b:ABOUT|l:(MORE|LESS|less|more) than?)? n:CARD DASH? {_UNITS}", _duration),
    ("duration", "n:CARD DASH? s:SMALL", _duration),
    ("vague", "UNITS (ago|later|earlier)", _vague),
    ("nth", "(on)? the o:ORDX of the month (?!of)", _nth_of_month),
    ("nth", "q:(NIGHTOF of) the o:ORD (?!of? MON)", _nth),
    ("nth", "on the o:ORD (?!of? MON)", _nth),
    ("clock", "TWO (':' TWO)? (am | pm | a '.'? m '.'? | p '.'? m '.'?)", _clock),
    ("clock", "TWO ':' TWO (':' TWO)? (gmt|utc|local)?", _clock),
    ("clock", "N4 (gmt|utc|hours|hrs|local time)", _clock),
    ("then", "(back then | at the time | at that time | (by|since|until|till) then)", _then),
]
