"""Rules for what calendars name: days, months, years, decades, seasons, quarters, and figures that stand for them."""

from __future__ import annotations

from kg.annotate.times_combined import Between, OfYear
from kg.annotate.times_grammar import Made, Matched, Rule, year_ends, year_fits
from kg.annotate.times_values import Fixed, Months, Value
from kg.core import time
from kg.core.errors import DataError
from kg.core.words import word_list

LEAP = 2024  # a year in which every day of a month is possible


def day_of(year: int, month: int, dom: int) -> str | None:
    """The day in EDTF, or None where there is none."""
    text = f"{year:04d}-{month:02d}-{dom:02d}"
    return text if time.valid(text) else None


def _iso(m: Matched) -> Made | None:
    text = str(m.node("i").value) if m.has("i") else day_of(m.number("y"), m.number("a"), m.number("b"))
    return Made("@DATE", Fixed(text)) if text and time.valid(text) else None


def _numeric(m: Matched) -> Made | None:
    """15/01/2026 and 01/15/2026: where both can be, the locale tells, else the span of the two."""
    if m.word(-1) in ("/", "-", ".") or m.word(0) in ("/", "-"):
        return None
    year, a, b = m.number("y"), m.number("a"), m.number("b")
    if m.node("y").key != "#YEAR":
        if m.nodes[m.at("y") - 1].key != "#SLASH":
            return None
        year += 2000 if year < 70 else 1900
    day_first, month_first = day_of(year, b, a), day_of(year, a, b)
    dotted = m.nodes[m.at("a") + 1].key == "#TDOT"  # 03.04.2026 is written where the day comes first
    if day_first and month_first and day_first != month_first:
        if dotted or m.habits.day_first is not None:
            return Made("@DATE", Fixed(day_first if dotted or m.habits.day_first else month_first))
        return Made("@DAYS", Fixed(time.interval(*sorted([day_first, month_first]))), rule="numeric-ambiguous")
    text = day_first or month_first
    return Made("@DATE", Fixed(text)) if text else None


def _years(m: Matched) -> Made | None:
    """2016-2019, 2016-19 and 2024/25 are spans of years; 2026-01 is a month."""
    before, after = m.word(-1), m.word(0)
    if before in ("-", "/", "–", "+", "#") or after in ("-", "/") or before in m.lexicon.no_year_after:
        return None
    if before == "." and m.word(-2) in ("no", "nos"):
        return None
    year, tail = m.number("y"), m.node("e")
    digits = m.text[tail.start : tail.end]
    number = int(digits)
    slash = m.nodes[m.at("y") + 1].key == "#SLASH"
    if len(digits) == 4:
        return Made("@YEARS", Fixed(f"{year}/{number}")) if year < number else None
    if len(digits) != 2:
        return None
    if number > year % 100 and (digits[0] != "0" or slash or year % 100 < 12):
        return Made("@YEARS", Fixed(f"{year}/{year // 100 * 100 + number}"))
    if 1 <= number <= 12 and not slash:
        return Made("@MY", Fixed(time.month(number, year)), rule="iso-month")
    return None


def _day(m: Matched) -> Made | None:
    """A day of a month, with its year or without."""
    month, dom = m.month(), m.number("d")
    if not day_of(LEAP, month, dom):
        return None
    without = max(m.at("d"), m.at("m"))
    month_only = Made("@M", Months(month, month), last=m.at("m"), rule="month")
    if not m.has("y") and m.at("d") > m.at("m") and m.found.end() < len(m.nodes):
        counted = m.word(-1) == "in" and m.word(0) in m.lexicon.no_year_before  # 'in May 12 people died'
        if counted or m.nodes[m.found.end()].key == "#TDOT":
            return month_only
    if m.has("y") and year_ends(m, m.at("y")):
        text = day_of(m.number("y"), month, dom)
        return Made("@DATE", Fixed(text)) if text else None
    return Made("@MD", Months(month, month, dom), last=without, rule="day-month")


def _days(m: Matched) -> list[Made] | Made | None:
    """Days of one month: '5 to 7 May 2024' and '5 and 6 May' are a span, 'December 18 and 21' two dates."""
    month = m.month()
    year = m.number("y") if m.has("y") and year_ends(m, m.at("y")) else None
    places = [i for i in range(m.at("d"), m.at("e") + 1) if isinstance(m.nodes[i].value, int)]
    doms = [m.nodes[i].value for i in places]
    texts = [day_of(year or LEAP, month, dom) for dom in doms]
    if doms != sorted(set(doms)) or None in texts:
        return None
    values: list[Value] = [
        Fixed(t or "") if year else Months(month, month, d) for d, t in zip(doms, texts, strict=True)
    ]
    end = m.found.end() - 1 if year or not m.has("y") else max(m.at("e"), m.at("m"))
    respectively = any(m.word(k) == "respectively" for k in range(4))
    if m.has("r") or (doms[-1] - doms[0] == 1 and not respectively):
        if year:
            return Made("@DAYS", Fixed(time.interval(texts[0], texts[-1])), last=end)
        return Made("@DAYS", Between(values[0], values[-1]), last=end)
    if m.word(0) in m.lexicon.no_year_before and not m.has("y") and m.at("m") < m.at("d"):
        return None  # 'on May 5 and 6 people died'
    rule = "full-date" if year else "day-month"
    edges = [(m.found.start() if i == places[0] else i, end if i == places[-1] else i) for i in places]
    return [
        Made("@DATE" if year else "@MD", v, first=a, last=b, rule=rule) for v, (a, b) in zip(values, edges, strict=True)
    ]


def _month_year(m: Matched) -> Made | None:
    if not year_ends(m, m.at("y")):
        return _month(m)
    return Made("@MY", Fixed(time.month(m.month(), m.number("y"))))


def _month(m: Matched) -> Made | None:
    """A month by itself. May, March and August must stand where a month stands."""
    lex, at = m.lexicon, m.at("m")
    key, near = m.nodes[at].key, m.text_of(at - 1)
    made = Made("@M", Months(m.month(), m.month()), last=at, rule="month")
    if near.rstrip(".") in lex.people_before_month or (near == "." and m.text_of(at - 2) in lex.people_before_month):
        return None
    back = at - 2 if near in ("-", "–", "(", "the") or near in lex.parts else at - 1
    cue = m.text_of(back)
    if key not in lex.months:  # an abbreviation
        dotted = m.text_of(at).endswith(".")
        return made if near in lex.strong_month_cues or (dotted and cue in lex.month_cues) else None
    named = key in lex.given_names and at + 1 < len(m.nodes) and m.nodes[at + 1].key == "#CAP"
    if named and not {cue, near} & {*lex.month_cues, *_ARTICLES} - {"and", "to"}:
        return None  # 'met April Glaspie'
    if key not in lex.doubtful_months:
        return made
    if m.text_of(at + 1) == "-" and m.text_of(at + 2) in lex.months:
        return made
    person = key in m.habits.people
    cues = lex.strong_month_cues if person else lex.month_cues
    shouted = m.text[m.nodes[at].start : m.nodes[at].end].isupper() and cue in ("that", "and", "to", "next", "past")
    follows = m.text_of(at + 1)
    if follows == ":" and not person and near in _BEFORE_KEY:
        return made  # 'May: a drone crossed the border', a row of a list
    adjective = near in _ARTICLES and not person and follows.islower() and follows not in _NO_NOUN
    return made if (cue in cues or near in cues or adjective) and not shouted else None


_BEFORE_KEY = ("", "¶", ".", "-", "–", "—", "*", "•", ">", "·")
_NO_NOUN = word_list("annotate.times_dates.no_noun")
_ARTICLES = ("the", "a", "its", "their", "his", "her", "'s", "’s")


def _year(m: Matched) -> Made | None:
    at, number = m.at("y"), m.number("y")
    follows = m.text_of(at + 1)
    if not year_fits(m, at, at + 1):
        return None
    opens = m.text_of(at - 1) in ("", "¶") and follows in (":", "–", "—")  # the key of a row: '1816: Treaty of X'
    if number < 1900 and not opens and m.text_of(at - 1) not in (*m.lexicon.month_cues, *_OLD_CUES):
        return None
    if number < 1500 and follows[:1].islower() and follows.endswith("s"):
        return None
    return Made("@Y", Fixed(time.year(number)))


_OLD_CUES = ("(", "circa", "year", "as", "the", "a", "an")


def _circa(m: Matched) -> Made | None:
    return Made("@Y", Fixed(time.year(m.number("y")) + "~")) if year_ends(m, m.at("y")) else None


def _decade(m: Matched) -> Made | None:
    if m.has("w"):
        first = 1900 + m.lexicon.decade_words[m.node("w").key]
    else:
        first = m.number("d")
        first += 1900 if first < 100 else 0
    return Made("@DECADE", Fixed(time.decade(first)))


def _century(m: Matched) -> Made | None:
    """'The 19th century', not the name of a treaty 'for Cooperation in the 21st Century'."""
    number, last = m.number("o"), m.nodes[m.found.end() - 1]
    if m.text[last.start : last.start + 1].isupper() and m.text[last.start : last.end].istitle():
        return None
    return Made("@DECADE", Fixed(time.century(number))) if 1 <= number <= 21 else None


def _quarter(m: Matched) -> Made | None:
    if m.has("h"):
        return Made("@QUARTER", Months(1, 6) if m.node("h").key == "h1" else Months(7, 12), rule="half")
    number = int(m.node("t").key[1]) if m.has("t") else m.number("o")
    return Made("@QUARTER", Months(3 * number - 2, 3 * number)) if 1 <= number <= 4 else None


def _fiscal(m: Matched) -> Made | None:
    """A fiscal year is given the year that names it: governments begin theirs in January, April, July or October."""
    year = m.number("y")
    if not m.has("e"):
        return Made("@Y", Fixed(time.year(year)))
    end = m.number("e")
    try:
        return Made(
            "@YEARS", Fixed(time.interval(time.year(year), time.year(end if end > 99 else year // 100 * 100 + end)))
        )
    except DataError:
        return None


def _season(m: Matched) -> Made | None:
    """A season: with a pointer, with a year, or after a preposition."""
    lex, key = m.lexicon, m.node("s").key
    first, last = lex.seasons[key]
    if m.has("p"):
        return Made("@SEASON", Months(first, last, pointer=m.pointer()), "relative")
    if m.has("y"):
        year, end = m.number("y"), m.number("e") if m.has("e") else m.number("y") + 1
        return Made("@SEASON", Fixed(time.months(first, last, year))) if end % 100 == (year + 1) % 100 else None
    before, article = m.word(-1), m.text_of(m.at("s") - 1) == "the"
    if before in lex.no_season_after or m.text_of(m.at("s") - 1) == "to":
        return None
    if m.word(0) == "of" and (m.word(1) in lex.pointers or (m.word(1) == "the" and m.word(2) in lex.pointers)):
        return Made("@SEASON", Months(first, last))  # 'the spring of last year'
    if key in lex.doubtful_seasons and (m.word(0) == "of" or not article):
        return None
    if before not in (*lex.month_cues, *lex.parts, "over", "earlier", "later", "-") or m.word(0) in ("from", "up"):
        return None
    return Made("@SEASON", Months(first, last))


def carried(part: Months, dated: Value) -> Value | None:
    """'June 3 and July 5, 2024': the year at the end holds for both; a later month is of the year before."""
    if isinstance(dated, OfYear):
        return OfYear(part, dated.year)
    if isinstance(dated, Fixed) and "/" not in dated.edtf and len(dated.edtf) >= 7:
        year = int(dated.edtf[:4]) - (1 if part.first > int(dated.edtf[5:7]) else 0)
        text = day_of(year, part.first, part.dom) if part.dom else time.months(part.first, part.last, year)
        return Fixed(text) if text else None
    return None


_AND = "','? and (the)?"

FULL: list[Rule] = [
    ("iso-date", "i:ISO", _iso),
    ("iso-date", "y:YEAR (SLASH a:DAY SLASH b:DAY)", _iso),
    ("iso-date", "y:YEAR (TDOT a:DAY TDOT b:DAY)", _iso),
    ("numeric-date", "a:DAY (SLASH|TDOT|DASH) b:DAY (SLASH|TDOT|DASH) y:YEARN", _numeric),
    ("full-date", "d:DAYO DASH m:MON DASH y:YEAR", _day),
    ("fiscal-year", "(the)? (fiscal|financial) (year)? y:YEAR ((DASH|SLASH) e:YEARN)?", _fiscal),
    ("fiscal-year", "fy y:YEAR ((DASH|SLASH) e:YEARN)?", _fiscal),
    ("days", f"m:MON d:DAYO (',' DAYO){{0,6}} {_AND} e:DAYO (','? y:YEARX)?", _days),
    ("days", "(from)? m:MON (the)? d:DAYO r:(DASHES|SLASH|TO) (the)? e:DAYO (','? y:YEARX)?", _days),
    ("days", "between m:MON d:DAYO r:and e:DAYO (','? y:YEARX)?", _days),
    ("days", "(from|between) (the)? d:DAYO r:(TO|and|DASHES) (the)? e:DAYO (of)? m:MON (','? y:YEARX)?", _days),
    ("days", "(the)? d:DAYO r:(DASHES|SLASH|TO) (the)? e:DAYO (of)? m:MON (','? y:YEARX)?", _days),
    ("days", f"(the)? d:DAYO (',' DAYO){{0,6}} {_AND} e:DAYO (of)? m:MON (','? y:YEARX)?", _days),
    ("full-date", "m:MON (the)? d:DAYO (','? (of)? y:YEARX)?", _day),
    ("full-date", "(the)? d:DAYO (of)? m:MON ((','|of)? y:YEARX)?", _day),
    ("full-date", "the d:ORDX (day)? of m:MON (','? y:YEARX)?", _day),
    ("month-year", "m:MON (','|of the year|of|DASH)? y:YEARX", _month_year),
]  # fmt: skip

MONTHS: list[Rule] = [
    ("month", "m:MON", _month),
    ("season", "(the)? s:SEASON (of)? ','? y:YEARX ((DASH|SLASH) e:YEARN)?", _season),
    ("season", "(the)? p:PTR s:SEASON", _season),
    ("season", "(the)? s:SEASON", _season),
    ("quarter", "(the)? o:ORDX DASH? quarter", _quarter),
    ("quarter", "(t:QUARTERS | h:HALVES)", _quarter),
]

YEARS: list[Rule] = [
    ("century", "(the)? o:ORDX DASH? century", _century),
    ("decade", "(the)? d:DECADE", _decade),
    ("decade", "(the)? APOS d:DECS", _decade),
    ("decade", "the (d:DECS | w:DECW)", _decade),
    ("year", "(circa | c '.' | ca '.'?) y:YEARX", _circa),
    ("year", "(around|about) y:YEAR", _circa),
    ("years", "y:YEARX (DASH|SLASH) e:TWO", _years),
    ("years", "y:YEARX DASHES e:YEARX", _years),
    ("year", "y:YEARX", _year),
]
