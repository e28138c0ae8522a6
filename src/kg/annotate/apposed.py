"""The name before a title: 'A B, (the | a | then | who was) TITLE of C', 'A B was elected TITLE', 'named A B TITLE'."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import takewhile

from kg.annotate import title_context
from kg.annotate.offices import Offices, TitleMatch
from kg.annotate.people_words import (
    AFTER_FORMER,
    APPOINTED,
    BETWEEN,
    COPULA,
    ENTERED,
    LEFT,
    NAMED,
    TERM_OVER,
    UNREAL,
    OfficeHeld,
    PersonFound,
)
from kg.annotate.person_names import WHERE, NameReader
from kg.annotate.rows import Item
from kg.annotate.title_context import new_phrase
from kg.annotate.title_phrase import NameBefore, Phrase, Row
from kg.core.words import word_set

_PLACE = 3
"""How many words such a phrase may have ('In Port Sudan'); more of them end in a name ('In Pristina Ana Roe')."""
_UNDER = re.compile(r",? under (?=[A-Z])")
_NEXT = word_set("annotate.apposed.next")
"""What opens the next office of somebody who had another before it."""
_AT_LAST = word_set("annotate.apposed.at_last")
_LINKS = {"and", "before", "but", "from", "he", "in", "is", "she", "since", "till", "to", "until", "was", "who"}
_LINKS |= {",", "-", "–", "—"}
"""What else stands between the two."""
_PHRASAL = word_set("annotate.apposed.phrasal")


@dataclass(slots=True)
class _Between:
    """What stands between a name and a title: the last item before it, and its words."""

    row: Row
    last: int
    words: set[str] = field(default_factory=set)

    @property
    def apart(self) -> bool:
        """Whether a comma parts them."""
        return self.row.items[self.last].text == ","

    @property
    def opened(self) -> bool:
        """Whether a bracket or a dash does."""
        return bool(self.words & {"(", "–", "—"})

    @property
    def moved(self) -> bool:
        """Whether the office was taken or left ('took office as', 'stepped down as')."""
        return bool(self.words & (ENTERED | LEFT))

    @property
    def verb(self) -> bool:
        """Whether a verb joins them ('A B was elected')."""
        return bool(self.words & (COPULA | APPOINTED) - {"has", "had"}) or self.moved

    @property
    def clause(self) -> bool:
        """Whether both are in one clause ('A B was the premier')."""
        return self.verb and not self.apart and not self.opened

    @property
    def was(self) -> bool:
        """Whether the office was held in the past."""
        return bool(self.words & {"was", "were", "served", "had", "used to be"}) and not self.words & APPOINTED


class AppositionReader:
    """Finds who is named before the titles of a row."""

    def __init__(self, offices: Offices, names: NameReader) -> None:
        self.offices, self.names = offices, names

    def read(self, phrase: Phrase) -> bool:
        """Whether the bearer of a title is named before it; then what that tells is kept."""
        row, title = phrase.row, phrase.row.items[phrase.i].title
        assert title is not None
        if not title.is_office or phrase.opening.low == "whose":
            return False  # 'the Senate, whose president': nobody's name stands before it
        if self._after_another(phrase, title):
            return True
        between = _between(row, _first(row.items, phrase.first))
        if between is None:
            return False
        if not (between.apart or between.opened or between.verb):
            return self._named(phrase, between.last)
        names = self._names(title, between)
        if len(names) == 1 and between.apart and _another_behind(row.items, phrase.i):
            both = self.names.names_before(row.text, row.items, between.last - 1, row.persons)
            if len(both) == _PAIR:
                return self._give_first(phrase, title, between, both)
        if not names:
            return False
        self._give(phrase, title, between, names)
        return True

    def _give_first(self, phrase: Phrase, title: TitleMatch, between: _Between, both: list[NameBefore]) -> bool:
        """'A B and C D, *the president* and his deputy': the first title to the first of the two."""
        row, (a, b, _), (c, d, _) = phrase.row, *both
        self._give(phrase, title, between, both[:1])
        people = row.found.people
        people[:] = [replace(p, covered=(a, b)) if p.start == a else p for p in people if p.start != c]
        end = next((i.start for i in row.items[phrase.i :] if i.text in (",", ";", ".")), phrase.end)
        people.append(PersonFound(c, d, (c, _closed(row, end)), row.text[c:d]))
        return True

    @staticmethod
    def _after_another(phrase: Phrase, title: TitleMatch) -> bool:
        """'A B, once foreign minister of C and *now its ambassador* in D', 'was minister, *later prime minister*'."""
        row, items, j, words = phrase.row, phrase.row.items, phrase.first - 1, set[str]()
        while j > 0 and (items[j].low in _LINKS or items[j].low in _NEXT or items[j].kind == "Time"):
            words.add(items[j].low)
            j -= 1
        words |= {item.low for item in items[phrase.first : phrase.i]}
        one = next((o for o in reversed(row.found.offices) if o.start < items[j].end), None)
        joined = one is not None and one.person and items[j].end <= one.end <= items[phrase.first].start
        if one is None or not joined or title.plural or one.kind == "epithet":
            return False
        beside = words.isdisjoint(_NEXT)
        if beside and not (_this_year(phrase, one) or _of_another_body(phrase, one, words)):
            return False
        body = phrase.body if phrase.pronoun or phrase.body_name else phrase.body or one.body
        over = not words & _AT_LAST and bool(TERM_OVER.match(row.text, phrase.end))
        whose = (body, phrase.pronoun, phrase.body_name, over, False, title.kind)
        begin = one.start if beside else items[phrase.first].start
        row.found.offices.append(OfficeHeld(one.person, title.title, begin, phrase.end, *whose, another=True))
        _cover(row, one, phrase)
        return True

    def _names(self, title: TitleMatch, between: _Between) -> list[NameBefore]:
        """Those named before a title whose office it is."""
        row, items = between.row, between.row.items
        apart, many, last = between.apart, title.plural, between.last - between.apart
        if many:
            names = self.names.names_before(row.text, items, last, row.persons)
        else:
            one = self.names.name_before(row.text, items, last, row.persons)
            names = [one] if one else []
        if not names and apart and not many:
            names = self._before_rank(row, last)
        opening = row.text[names[0][0] : names[0][1]].split() if names and apart else []
        if 0 < len(opening) <= _PLACE and opening[0].lower() in WHERE:
            return []  # 'In Lima, the spokesman, A B, said': the name stands behind
        if not names or (many and len(names) < 2):
            return []
        under = apart and not many and names[0][2] > 0 and items[names[0][2] - 1].low == "under"
        if under and between.words & APPOINTED and not (names := _served_under(row, names[0][2])):
            return []
        has_been = "is" in between.words and not apart and not between.opened and "been" in between.words
        return [] if has_been else names

    def _before_rank(self, row: Row, j: int) -> list[NameBefore]:
        """'A B, a general, is the new premier': the name before what else is said of the person."""
        items = row.items
        k = next((n for n in range(j - 1, max(j - 7, 0), -1) if items[n].text == ","), 0)
        held = any(x.is_office for x in items[k + 1 : j + 1])  # 'A B, until now chief of staff, was sworn in as'
        plain = items[k + 1].low in ("a", "an") and all(x.name is None for x in items[k + 1 : j + 1])
        if not k or not (held or plain):
            return []
        one = self.names.name_before(row.text, items, k - 1, row.persons)
        return [one] if one is not None else []

    def _named(self, phrase: Phrase, j: int) -> bool:
        """'Peru named A B (as) foreign minister'; whether it is so. ``j`` is where the name would end."""
        row, items, title = phrase.row, phrase.row.items, phrase.row.items[phrase.i].title
        one = self.names.name_before(row.text, items, j, row.persons)
        if title is None or title.plural or one is None:
            return False
        a, b, run = one
        while run > 1 and _rank(items[run - 1]):
            run -= 1  # 'named General A B chief of staff'
        verb = items[run - 1].low if run else ""
        unreal = run > 1 and items[run - 2].low in UNREAL
        if verb not in NAMED or unreal or any(p.start == a for p in row.found.people):
            return False
        name, whose = row.text[a:b], (phrase.body, phrase.pronoun, phrase.body_name)
        office = OfficeHeld(name, title.title, a, phrase.end, *whose, False, False, "appointed")
        row.found.offices.append(office)
        row.found.people.append(PersonFound(a, b, (a, b), name, office, "apposed"))
        return True

    def _give(self, phrase: Phrase, title: TitleMatch, between: _Between, names: list[NameBefore]) -> None:
        """The office to each of those who are named before it."""
        row, items, words = phrase.row, phrase.row.items, between.words
        former, then, was = phrase.former, phrase.then, between.was
        former |= bool(words & (LEFT | {"until"}))
        before = items[names[0][2] - 1].low if names[0][2] > 0 else ""
        if "time" in words or ("then" in words and not between.verb):
            then = former = True
        then |= was and before in ("while", "when")
        end = phrase.end
        if tail := AFTER_FORMER.match(row.text, end):
            end, former, then = tail.end(), True, True
        former |= bool(TERM_OVER.match(row.text, end)) and not between.moved
        kind = "appointed" if words & (APPOINTED | ENTERED) else title.kind
        if kind == "appointed" and between.apart:
            end = _time_behind(row, end)
        # 'who was foreign minister under C D', 'from 2010 to 2015': in those days, not when this was done
        last = _time_behind(row, end) if was and between.apart else end
        own_time = last != end or (was and _UNDER.match(row.text, end) is not None)
        then |= was and (before in ("while", "when") or not (between.clause or own_time))
        for n, (a, b, run) in enumerate(names):
            bodies, name = phrase.bodies, row.text[a:b]
            whose = bodies[n] if len(bodies) == len(names) else phrase.body if not (title.plural and bodies) else None
            told = (whose, phrase.pronoun, phrase.body_name, former or was, then, kind)
            office = OfficeHeld(name, title.title, a, end, *told)
            row.found.offices.append(office)
            covered = (self._with_ranks(items, run, a), b if title.plural or between.clause else _closed(row, last))
            row.found.people = [p for p in row.found.people if p.start != a]
            row.found.people.append(PersonFound(a, b, covered, name, office, "apposed"))

    def _with_ranks(self, row: list[Item], run: int, begin: int) -> int:
        """Where a name begins with the ranks before it ('General A B')."""
        while run > 0 and (self.offices.rank(row[run - 1].text) or (row[run - 1].title and not row[run - 1].is_office)):
            run -= 1
            begin = row[run].start
        return begin


def _this_year(phrase: Phrase, one: OfficeHeld) -> bool:
    """'A B, the premier of C *and this year's* chair of D'."""
    words = phrase.row.text[one.end : phrase.row.items[phrase.i].start].replace("’", "'").split()
    return words == ["and", "this", "year's"]


def _of_another_body(phrase: Phrase, one: OfficeHeld, words: set[str]) -> bool:
    """'A B, the premier of C *and chair of D*, said': a second office without an article, in the same aside."""
    text, begin = phrase.row.text, phrase.row.items[phrase.first].start
    alone = words & _LINKS == {"and"} and text[one.end : begin].split() == ["and"]
    bare = phrase.opening.low not in ("the", "a", "an", "his", "her", "its", "their")
    apart = text[one.start + len(one.person) : one.end].startswith(",") and text[phrase.end : phrase.end + 1] == ","
    other = phrase.body is not None and one.body is not None and phrase.body is not one.body
    return alone and bare and apart and other


def _cover(row: Row, one: OfficeHeld, phrase: Phrase) -> None:
    """'A B, then foreign minister *and today our premier*, signed it': the second title is part of the aside, too."""
    between = row.text[one.end : row.items[phrase.first].start].replace(",", " ").split()
    if row.text[phrase.end : phrase.end + 1] not in (",", ")") or not set(between) <= {"and", *_NEXT}:
        return
    people = row.found.people
    for n, person in enumerate(people):
        begin, end = person.covered
        aside = row.text[person.end : one.end].startswith(",") and one.end <= end <= phrase.end
        if person.name == one.person and aside:
            people[n] = replace(person, covered=(begin, _closed(row, phrase.end)))


def _another_behind(row: list[Item], i: int) -> bool:
    """Whether 'and his (her, the) ...' with another title stands behind a title, in the same apposition."""
    behind = row[i + 1 : i + 3]
    if len(behind) < 2 or behind[0].low != "and" or behind[1].low not in ("his", "her", "its", "the", "their"):
        return False
    inside = takewhile(lambda item: item.text not in (",", ";", "(", ")"), row[i + 3 : i + 9])
    return any(item.title is not None or item.low in _SECONDS for item in inside)


_PAIR = 2
_SECONDS = word_set("annotate.apposed.seconds")


def _first(row: list[Item], first: int) -> int:
    """Where the titles begin of which one is the last ('A B, prime minister and defence minister')."""
    if row[first - 1].low == "turned":  # 'A B, the general turned prime minister'
        first = next((k + 1 for k in range(first - 2, max(first - 7, 0), -1) if row[k].text == ","), first)
    if row[first - 1].low == "and" and first > 1 and row[first - 2].title is not None:
        first = title_context.before(row, first - 2)[0]
    return first


def _between(row: Row, first: int) -> _Between | None:
    """What stands between a title and the name before it; None where the office is not held, or nothing is before."""
    items, j, words = row.items, first - 1, set[str]()
    while j >= 0 and _joins(items, j):
        words |= {items[j].low} | ({"then"} if "time" in items[j].low.split() else set())
        j -= 1
    if words & UNREAL or j < 0:
        return None
    if "who" in words and items[j].text.replace(" ", "").isalpha() and items[j].text.islower():
        j = title_context.past_noun(items, j)  # 'A B, a businessman who became premier', 'the ex-premier who is now'
    found = _Between(row, j, words)
    return None if found.moved and "as" not in words else found


def _joins(row: list[Item], j: int) -> bool:
    """Whether an item may stand between a name and a title."""
    item = row[j]
    before = {row[j - 1].low} if j else set()
    two_before = before | {row[j - 2].low} if j > 1 else set()
    return (
        item.low in BETWEEN | COPULA | APPOINTED | ENTERED | LEFT
        or (item.low in ("office", "power", "over", "down", "aside") and bool(before & _PHRASAL))
        or (item.low in ("oath", "reins", "helm", "charge") and bool(two_before & _PHRASAL))
        or (item.low in ("of", "office") and bool(before & {"oath", "of"}))  # 'took the oath of office as'
        or item.low in UNREAL
        or item.text in ("(", "–", "—", '"', "“", "two", "both", "three")
        or item.low in ("two", "both", "three", "respectively")
        or (item.name is not None and item.kind == "Time")
        or (item.low == "for" and row[j + 1].kind == "Time")  # 'for two decades the premier'
        or (item.low in ("that", "time") and item.low != row[max(0, j - 1)].low)
        or (item.low == "present" and "at" in before)  # 'at present'
    )


def _served_under(row: Row, run: int) -> list[NameBefore]:
    """'A B, finance minister under C D, named premier': A B, not under whom he served."""
    offices, people = row.found.offices, row.found.people
    before = [o for o in offices if o.person and o.end <= row.items[run - 1].start and o.kind != "epithet"]
    whose = [p for p in people if before and p.name == before[-1].person]
    return [(p.start, p.end, row.from_offset(p.start, len(row.items))) for p in whose[-1:]]


def _rank(item: Item) -> bool:
    """Whether it is a rank or a form of address ('Gen.', 'Dr')."""
    if item.title is not None:
        return not item.title.plural and (item.title.kind == "military" or not item.title.is_office)
    return item.text == "."


def _closed(row: Row, last: int) -> int:
    """The end of what stands behind a name, with the bracket or comma that closes it."""
    closing = row.text[last : last + 1]
    behind = row.from_offset(last + 1, len(row.items))
    return last + 1 if closing == ")" or (closing == "," and not new_phrase(row.items, behind)) else last


def _time_behind(row: Row, end: int) -> int:
    """The end of the time right behind an office ('took over as premier in July', 'who was premier from 2010 on')."""
    items = row.items
    at = row.from_offset(end, len(items))
    at += at < len(items) and items[at].low in ("in", "on", "since", "from")
    return items[at].end if at < len(items) and items[at].name is not None and items[at].kind == "Time" else end
