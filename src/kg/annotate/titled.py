"""One title and who bears it: 'Foreign Minister A B', 'the president of C, A B', 'the president of C is A B'.

``TitleReader`` asks, in this order, for a list behind the title, for names behind it, for a name before it
(``apposed.py``), for a clause that names the holder, and for a pronoun; what is left is an epithet ('the president of
C' alone).
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.annotate import title_context
from kg.annotate.apposed import AppositionReader
from kg.annotate.offices import Offices, TitleMatch
from kg.annotate.people_words import (
    AFTER_FORMER,
    APPOINTED,
    BETWEEN,
    COPULA,
    DISMISSED,
    HEADS,
    POSSESSIVE,
    TERM_OVER,
    UNREAL,
    Found,
    OfficeHeld,
    PersonFound,
)
from kg.annotate.person_names import NameReader
from kg.annotate.rows import Item
from kg.annotate.title_phrase import Name, Phrase, Row
from kg.core.annotated import Mention
from kg.core.words import word_list, word_set

_SPEAKS = re.compile(r"(?: of [A-Z]\w+)? (?:add|announce|confirm|declare|say|sai|state|tell|tol|warn|wr[io]te)\w*\b")
_BESIDE = word_set("annotate.titled.beside")
"""Kinds of office that one may hold beside another ('its chief negotiator, Foreign Minister A B')."""
_TO_SOMEBODY = re.compile(r"\s+(?:to|for)\s+|\s+to(?:\s+[A-Z][\w’'-]+)+\s+")
_SOUGHT = re.compile(
    r"\b(?:candidates?|candidacy|contenders?|nominees?|bids?|campaign|race|run|running|vying|standing|vote|election)"
    r"(?: (?:for|to be|to become|as))?(?: the)?(?: (?:post|job|office|position|role|title) of)?(?: the)? $",
    re.IGNORECASE,
)
"""What stands before an office that is only sought."""
_TO_COME = word_set("annotate.titled.to_come")
"""Before an office that nobody holds yet."""
_DOERS = word_set("annotate.titled.doers")
"""Behind these a title in '-s' is a verb ('who *heads* Foo', 'she *chairs* Bar')."""
_LONG_BODY = 8
"""Words of a body between a title and 'and'."""
_NAME_AND_COMMA = 2
_TWO_HEADS = {"President", "Prime Minister"}
_OF_PARTIES = word_list("annotate.titled.of_parties")
"""Kinds of title that parties and groups have, too."""
_CLOSING = {",": ",", "(": ")"}
"""What ends a name that stands behind a comma, or in brackets."""
_UNNAMED = ("Minister", "State Minister", "Minister of State")
"""Titles that say of what only behind them ('Minister for Trade')."""


class TitleReader:
    """Finds who bears the titles of a row."""

    def __init__(self, offices: Offices, names: NameReader) -> None:
        self.names = names
        self.appositions = AppositionReader(offices, names)

    def read(self, row: Row, i: int, used: set[int]) -> None:
        """What the title at item ``i`` tells; the items that name its bearers are added to ``used``."""
        if _SOUGHT.search(row.text, row.items[0].start, row.items[i].start):
            return  # 'the candidate for the post of secretary general, A B'
        if i and row.items[i - 1].low in _TO_COME:
            return  # "Peru's next president, A B"
        if _does(row, i):
            return
        phrase = _phrase(row, i)
        if self._list_behind(phrase, used) or self._in_turn(phrase, used):
            return
        names = self._names_behind(phrase)
        if names is None:
            return
        if names:
            self._give(phrase, names, used)
        else:
            self._without_name(phrase)

    # -- a list behind the title

    def _list_behind(self, phrase: Phrase, used: set[int]) -> bool:
        """'Five presidents: A B (host), C D of Peru': each of those listed holds the office."""
        row, title, behind = phrase.row, phrase.title, phrase.behind
        if not (title.plural and title.is_office and behind is not None and behind.text == ":"):
            return False
        held_by = self._listed(row, phrase.after + 1)
        if len(held_by) < 2 or any(p.start == a for p in row.found.people for _, (a, _), _, _ in held_by):
            return False
        for covered, (a, b), k, home in held_by:
            self._hold(phrase, (k, a, b), a, covered, home or phrase.body, used)
        return True

    @staticmethod
    def _hold(
        phrase: Phrase, name: Name, begin: int, covered: tuple[int, int], whose: Mention | None, used: set[int]
    ) -> None:
        """Gives one of several the office of a phrase, which stands from an offset to the end of his name."""
        (k, a, b), title, row = name, phrase.title, phrase.row
        said = row.text[a:b]
        office = OfficeHeld(said, title.title, begin, b, whose, None, None, phrase.former, phrase.then, title.kind)
        row.found.offices.append(office)
        row.found.people.append(PersonFound(a, b, covered, said, office, "titled"))
        used.add(k)

    def _listed(self, row: Row, k: int) -> list[tuple[tuple[int, int], tuple[int, int], int, Mention | None]]:
        """'Five presidents: A B (host), C D of Peru, Chile's E F': of each what is covered, the name, its last item and
        whose office.
        """
        items = row.items
        out: list[tuple[tuple[int, int], tuple[int, int], int, Mention | None]] = []
        while k < len(items):
            home: Mention | None = None
            start = items[k].start
            if items[k].kind == "State" and k + 1 < len(items) and items[k + 1].text in POSSESSIVE:
                home, k = items[k].name, k + 2
            one = self.names.name(items, k)
            if one is None or (" " not in row.text[one[1] : one[2]] and not row.is_person(one[1])):
                break
            last, a, b = one
            k = last + 1
            if (after := title_context.home_of(items, last)) is not None:
                home, k = after, title_context.home_end(items, last) + 1
                k -= items[k - 1].text == ","
            elif k < len(items) and items[k].text == "(":
                k = next((n + 1 for n in range(k, min(k + 6, len(items))) if items[n].text == ")"), k)
            out.append(((start, items[k - 1].end), (a, b), last, home))
            while k < len(items) and items[k].low in (",", ";", "and", "as", "well"):
                k += 1
        return out

    def _in_turn(self, phrase: Phrase, used: set[int]) -> bool:
        """'The foreign ministers of Chile, A B, and (of) Peru, C D', 'of Chile (A B) and Peru (C D)': each his own."""
        title = phrase.title
        told = self._turns(phrase.row, phrase.i + 1) if title.plural and title.is_office else []
        taken = any(p.start <= a < p.end for _, (_, a, _), _ in told for p in phrase.row.found.people)
        if len(told) < 2 or taken:
            return False
        for n, (whose, name, (begin, end)) in enumerate(told):
            first = phrase.opening.start if n == 0 else begin
            self._hold(phrase, name, first, (first, end), whose, used)
        return True

    def _turns(self, row: Row, k: int) -> list[tuple[Mention, Name, tuple[int, int]]]:
        """'Of Chile, A B, and of Peru, C D': whose each is, his name, and from where to where the words are his."""
        items = row.items
        out: list[tuple[Mention, Name, tuple[int, int]]] = []
        while k < len(items):
            begin = items[k].start
            k += items[k].low == "of"
            k += k < len(items) and items[k].low == "the"
            whose = items[k].name if k + 2 < len(items) else None
            if whose is None or whose.kind != "State" or items[k + 1].text not in _CLOSING:
                break
            one = self.names.name(items, k + 2)
            if one is None or (" " not in row.text[one[1] : one[2]] and not row.is_person(one[1])):
                break
            close = one[0] + 1
            closed = close < len(items) and items[close].text == _CLOSING[items[k + 1].text]
            out.append((whose, one, (begin, items[close].end if closed else one[2])))
            k = close + closed
            if not closed:
                break
            while k < len(items) and items[k].low in (",", "and"):
                k += 1
        return out

    # -- names behind the title

    def _names_behind(self, phrase: Phrase) -> list[Name] | None:
        """The names of those who bear it; None where it is nobody's, or what it tells has been found."""
        row, items = phrase.row, phrase.row.items
        names = self.names.names(row.text, items, phrase.after, row.persons, comma=True, many=phrase.title.plural)
        names = names or self._in_brackets(phrase) or self._behind_field(phrase)
        unowned = phrase.body is None and phrase.body_after is None
        if names and unowned and _TO_SOMEBODY.fullmatch(row.text, items[phrase.i].end, names[0][1]):
            return None  # 'an aide to A B'
        comma = title_context.phrase_after(items, phrase.after)
        if not names and comma > phrase.after:
            names = self._tagged(phrase, comma)
            phrase.after = comma if names else phrase.after
        if not names:
            begin, names = self.names.behind_people(row.text, items, comma, row.persons)
            phrase.after = begin if names else phrase.after
        phrase.begin = phrase.opening.start
        return None if self._of_nobody(phrase, names) or self._each_before(phrase, names) else names

    def _in_brackets(self, phrase: Phrase) -> list[Name]:
        """'Kenya (PM then: A B)': the name that stands in brackets behind the title of a state's."""
        row, first = phrase.row, phrase.first
        told = _behind_colon(row.items, phrase.i, first, phrase.after)
        names = self.names.names(row.text, row.items, told, row.persons, comma=False) if told is not None else []
        if told is not None and names:
            phrase.after, phrase.body = told, phrase.body or row.items[first - 2].name
            if row.items[told - 2].low in ("then", "time"):
                phrase.former = phrase.then = True
        return names

    def _behind_field(self, phrase: Phrase) -> list[Name]:
        """'Envoy for Border Talks A B': the person behind a field that no list has."""
        row, first, items = phrase.row, phrase.i + 1, phrase.row.items
        if phrase.after <= first or items[first].low not in ("for", "on") or not phrase.title.is_office:
            return []
        begun = {a for a, _ in row.persons}
        for k in range(first + 2, phrase.after):
            if items[k].start in begun and items[k].start - items[k - 1].end == 1:
                found = self.names.names(row.text, items, k, row.persons, comma=False)
                if len(found) == 1 and " " in row.text[found[0][1] : found[0][2]]:
                    phrase.after = k
                    return found
        return []

    def _tagged(self, phrase: Phrase, comma: int) -> list[Name]:
        """Names after the comma that ends a title's phrase ('the envoy of Peru in Lima, A B'), sure to be persons'."""
        row, many = phrase.row, phrase.title.plural
        found = self.names.names(row.text, row.items, comma, row.persons, comma=True, many=many)
        return found if found and row.is_person(found[0][1]) else []

    @staticmethod
    def _of_nobody(phrase: Phrase, names: list[Name]) -> bool:
        """Whether the names behind a title are not those of its bearers; the title of a chief's aide is taken over."""
        row, items, first, behind = phrase.row, phrase.row.items, phrase.first, phrase.behind
        comma = behind is not None and behind.text == ","
        if names and comma and 1 < first == phrase.i and phrase.before.low == "as" and items[first - 2].text.isalpha():
            return True  # 'with the bishop as mediator, A B signed it'
        if behind is not None and behind.low == "turned":
            return True  # 'the general turned prime minister'
        chief = _of_whom(items, first, row.found) if len(names) == 1 else None
        if chief is not None and (phrase.before.low == "of" or not comma):
            # 'the press secretary of the President of Peru A B'
            phrase.title, phrase.begin, whose = chief
            phrase.former = phrase.then = False
            phrase.body = whose or phrase.body or phrase.body_after
        return bool(names) and phrase.title.plural and len(names) == 1 and comma  # 'EU leaders, Orban included'

    def _each_before(self, phrase: Phrase, names: list[Name]) -> bool:
        """'A B, prime minister of C, D E, prime minister of F': each name stands before its title; or the name is a
        government's ('whose secretary-general Managua calls a lackey').
        """
        row, items, first, behind = phrase.row, phrase.row.items, phrase.first, phrase.behind
        comma = behind is not None and behind.text == ","
        if names and comma and first > 1 and phrase.before.text == "," and phrase.opening.low != "the":
            one = self.names.name_before(row.text, items, first - 2, row.persons)
            if one and self.appositions.read(phrase):
                return True
        at = items[names[0][0]].name if len(names) == 1 else None
        return at is not None and at.role == "capital" and (at.start, at.end) == names[0][1:]

    def _give(self, phrase: Phrase, names: list[Name], used: set[int]) -> None:
        """The office to each of those who are named behind it."""
        row, items, title = phrase.row, phrase.row.items, phrase.title
        begin, plural = phrase.begin, title.plural and len(names) > 1
        for n, (k, a, b) in enumerate(names):
            if any(p.start <= a < p.end for p in row.found.people):
                return
            bodies, name = phrase.bodies, row.text[a:b]
            owner = bodies[n] if len(bodies) == len(names) else phrase.body if not plural else None
            # 'President A B of Peru and President C D of Chile': each of his own state
            alone = (owner is None or phrase.alike) and phrase.pronoun is None
            home = title_context.home_of(items, k) if alone else None
            office: OfficeHeld | None = None
            if title.is_office:
                office = OfficeHeld(
                    name,
                    title.title,
                    begin if n == 0 else a,
                    home.end if home is not None else b,
                    home or owner,
                    phrase.pronoun,
                    phrase.body_name,
                    phrase.former,
                    phrase.then,
                    title.kind,
                    under=phrase.under,
                )
                row.found.offices.append(office)
                begin = _second_title(row, phrase.first, office)
            end = title_context.close(row.text, items, k, comma=items[phrase.after].text == ",")
            if phrase.opening.low == "whose" and n == 0:
                begin = items[phrase.first + 1].start  # it opens a clause
            if phrase.under is not None and n == 0 and _titled(row, phrase.under):
                begin = items[phrase.own].start  # the chief keeps his own title
            covered = (begin if n == 0 else a, max(end, items[title_context.home_end(items, k)].end))
            row.found.people.append(PersonFound(a, b, covered, name, office, "titled"))
            used.add(k)

    # -- no name behind the title

    def _without_name(self, phrase: Phrase) -> None:
        """What a title tells behind which nobody is named."""
        row, items, title = phrase.row, phrase.row.items, phrase.title
        if phrase.i + 1 < len(items) and items[phrase.i + 1].text in POSSESSIVE:
            return  # "A B, the president's adviser": no president
        told = len(row.found.offices)
        if self.appositions.read(phrase):
            row.found.offices[told:] = [replace(o, under=phrase.under) for o in row.found.offices[told:]]
            return
        if title.is_office and (self._copula(phrase) or (not title.plural and _pronoun(phrase))):
            return
        _epithet(phrase)

    def _copula(self, phrase: Phrase) -> bool:
        """'The president of C is A B'; whether it is so."""
        row, items, title = phrase.row, phrase.row.items, phrase.title
        body, pronoun, behind = phrase.body, phrase.pronoun, phrase.behind
        if body is None and (body := title_context.antecedent(items, pronoun)) is not None:
            pronoun = None
        whose = body is not None or phrase.body_name is not None
        verb = behind.low if behind is not None else ""
        if title.plural or not whose or pronoun is not None or verb not in ("is", "was", "remains"):
            return False
        names = self.names.names(row.text, items, phrase.after + 1, row.persons, comma=False)
        if len(names) != 1:
            return False
        last, a, b = names[0]
        tagged = row.is_person(a) or title_context.home_of(items, last) is not None
        if not tagged and (body is None or body.kind != "State" or " " not in row.text[a:b]):
            return False
        if any(p.start <= a < p.end for p in row.found.people):
            return False
        was, name = verb == "was", row.text[a:b]
        former, then = phrase.former or was, phrase.then or was
        office = OfficeHeld(name, title.title, phrase.begin, b, body, None, phrase.body_name, former, then, title.kind)
        row.found.offices.append(office)
        row.found.people.append(PersonFound(a, b, (a, b), name, office, "apposed"))
        return True


# -- what belongs to a title


def _phrase(row: Row, i: int) -> Phrase:
    """A title with its words, and whose office it is."""
    phrase = Phrase(row, i, row.items[i].title or _NO_TITLE, i, i + 1)
    party_name = title_context.opposition(row.text, row.items, i)
    if party_name is not None:
        phrase.title = replace(phrase.title, title="Leader")
    party = _words_before(phrase)
    _words_behind(phrase, party_name)
    row.items[i].title = phrase.title
    phrase.body_name = phrase.body_name or party
    _owners(phrase)
    _past(phrase)
    return phrase


def _does(row: Row, i: int) -> bool:
    """'Who *heads* Foo': what looks like a title of several is what somebody does."""
    item = row.items[i]
    word = row.text[item.start : item.end]
    plural = item.title is not None and item.title.plural
    return i > 0 and plural and word.isalpha() and word.islower() and row.items[i - 1].low in _DOERS


_NO_TITLE = TitleMatch(0, 0, "", "", plural=False, is_office=False)


def _words_before(phrase: Phrase) -> str | None:
    """Reads what stands before a title; the words for a body or party that no list has."""
    row, items, i = phrase.row, phrase.row.items, phrase.i
    title, party = phrase.title, None

    def look(at: int) -> None:
        found = title_context.before(items, at)
        phrase.first, phrase.body, phrase.pronoun, phrase.former, phrase.then = found

    look(i)
    unowned = phrase.body is None and phrase.pronoun is None
    if unowned and title.is_office and items[i].text[0].islower():
        phrase.first, party = title_context.body_before(row.text, items, i, phrase.first)
        if party is not None:
            look(phrase.first)
        if party is not None and party.lower().endswith(" ministry") and title.title == "Spokesperson":
            phrase.title, party = replace(title, title=f"{party} Spokesperson"), None
    unowned = phrase.body is None and phrase.pronoun is None
    if unowned and title.is_office and not title.plural:
        phrase.own = phrase.first
        phrase.first, phrase.under = _whose(row, phrase.first)
    first, nobodys = phrase.first, unowned and party is None and phrase.under is None
    possessed = first > 1 and items[first - 1].text in POSSESSIVE and items[first - 2].text[0].isupper()
    if nobodys and possessed and title.kind in _OF_PARTIES:
        party, phrase.first = items[first - 2].text, first - 2  # "Labour's foreign affairs spokeswoman"
    return party


def _words_behind(phrase: Phrase, party_name: tuple[int, str] | None) -> None:
    """Reads what stands behind a title: 'of C', 'for Trade'; ``party_name``: of whose opposition it is the leader."""
    items, i, title = phrase.row.items, phrase.i, phrase.title
    phrase.after, phrase.body_after, phrase.body_name, pronoun = title_context.after(phrase.row.text, items, i)
    if party_name is not None:
        phrase.after, phrase.body_name = party_name
    if phrase.body_name and title.title in _UNNAMED and phrase.body_after is None:
        whole = f"{title.title} {items[i + 1].low} {phrase.body_name}"
        phrase.title, phrase.body_name = replace(title, title=whole), None
    if phrase.title.plural:
        phrase.bodies, phrase.after = title_context.bodies(items, i, phrase.after)
        if not phrase.bodies and (before := title_context.bodies_before(items, i)):
            phrase.bodies = before
            phrase.first = next(
                k for k, x in enumerate(items) if x.name is before[0]
            )  # 'Peruvian and Chilean premiers'
    phrase.body = phrase.body or phrase.body_after
    phrase.pronoun = phrase.pronoun if phrase.pronoun is not None else pronoun


def _owners(phrase: Phrase) -> None:
    """Whose office it is where the words next to the title do not say it."""
    items, found = phrase.row.items, phrase.row.found
    owner = title_context.antecedent(items, phrase.pronoun) if phrase.opening.low == "whose" else None
    if phrase.body is None and owner:
        phrase.body, phrase.pronoun = owner, None  # 'the European Union, whose policy chief, A B'
    unowned = phrase.body is None and phrase.pronoun is None
    phrase.alike = unowned and phrase.first > 0 and phrase.before.low == "and"
    if phrase.alike:
        # "Chile's President A B and Defence Minister C D": both of Chile
        last = next((p for p in found.people if p.office is not None and _joined(phrase, p)), None)
        phrase.body = last.office.body if last is not None and last.office and last.role != "apposed" else None
    behind = phrase.body is phrase.body_after is not None
    if phrase.title.kind == "ambassador" and behind and title_context.posted(items, phrase.i):
        phrase.body = None


def _joined(phrase: Phrase, person: PersonFound) -> bool:
    """Whether nothing but 'and' stands between a person and the phrase."""
    text, begin, end = phrase.row.text, phrase.opening.start, person.covered[1]
    return end <= begin and text[end:begin].strip() == "and" and text[end - 1] != ","


def _past(phrase: Phrase) -> None:
    """Whether the office is past: 'the foreign ministers of the day, A B and C D'."""
    row = phrase.row
    tail = AFTER_FORMER.match(row.text, phrase.end)
    if tail and (phrase.title.plural or row.text.startswith(", ", tail.end())):
        phrase.former = phrase.then = True
        phrase.after = row.from_offset(tail.end(), phrase.after)
    phrase.former |= phrase.first > 0 and phrase.before.low in DISMISSED


# -- pronouns, epithets, further titles


def _pronoun(phrase: Phrase) -> bool:
    """'She had been foreign minister', 'he became president in 2019'; whether it is so.

    Whom the pronoun means is known only later, so the office has no person yet.
    """
    row, items = phrase.row, phrase.row.items
    j, words = phrase.first - 1, set[str]()
    while j >= 0 and items[j].low in BETWEEN | COPULA | APPOINTED:
        words.add(items[j].low)
        j -= 1
    verb = words & (COPULA | APPOINTED) - {"has", "had", "who"}
    if j < 0 or not verb or items[j].low not in ("he", "she"):
        return False
    if title_context.to(items, phrase.after - 1):
        return False  # 'she was the first president to visit Lima'
    begun = bool(words & APPOINTED)
    over = bool(words & {"was", "had", "served"}) and not begun
    if j and items[j - 1].low in UNREAL | {"when", "while", "as", "after", "before"}:
        return False
    row.found.offices.append(
        OfficeHeld(
            "",
            phrase.title.title,
            items[j].start,
            phrase.end,
            phrase.body,
            phrase.pronoun,
            phrase.body_name,
            phrase.former or over or bool(TERM_OVER.match(row.text, phrase.end)),
            True,
            "pronoun",
        )
    )
    return True


def _epithet(phrase: Phrase) -> None:
    """'The president of C', who is not named: an office of nobody known."""
    title, behind = phrase.title, phrase.behind
    if phrase.pronoun is not None or phrase.opening.low != "the" or title.plural:
        return
    if phrase.body is None and not _behind_surname(phrase):
        return
    goes_on = behind is not None and (behind.text[0].isupper() or behind.low in ("of", "-"))
    if title.kind in HEADS and not goes_on:
        phrase.row.found.offices.append(
            OfficeHeld(
                "",
                title.title,
                phrase.begin,
                phrase.end,
                phrase.body,
                None,
                None,
                phrase.former,
                phrase.then,
                "epithet",
            )
        )


def _behind_surname(phrase: Phrase) -> bool:
    """'Moyo, *the foreign minister*, accuses': whether one word of a name and a comma stand before, a comma after."""
    items, first = phrase.row.items, phrase.first
    if first < _NAME_AND_COMMA or phrase.before.text != "," or phrase.behind is None or phrase.behind.text != ",":
        return False
    name = items[first - 2]
    return name.text[:1].isupper() and name.text.isalpha() and name.title is None and name.name is None


_ALL_OF_THEM = frozenset({"all", "both", "the", "two"})
"""Before a title in the plural: several who are no further described by the title behind the comma."""


def _second_title(row: Row, first: int, office: OfficeHeld) -> int:
    """'The Prime Minister and Minister of Finance, A B': the title before 'and' too; where the stretch begins."""
    items = row.items
    at = _with_body(items, first - 2) if first >= 2 else -1
    other = items[at].title if at >= 0 else None
    if other is None or not other.is_office:
        return office.start
    beside = items[first - 1].text == "," and other.kind in _BESIDE
    if items[first - 1].low != "and" and not beside:
        return office.start
    if {other.title, office.title} == _TWO_HEADS:
        return office.start  # 'the Prime Minister and President A B': two persons, as a rule
    begin, body, pronoun, former, then = title_context.before(items, at)
    ruler = other.kind == "head_of_state" and office.kind == "minister" and items[begin].low == "the"
    if not beside and (ruler or _of_another(items, begin, at, first)):
        return office.start  # 'the president and foreign minister A B'
    several = other.plural and bool({item.low for item in items[max(0, begin - 1) : begin + 1]} & _ALL_OF_THEM)
    if beside and several and items[first].low == "the":
        return office.start  # 'before both heads of government, the ministers of defence, A B and C D, signed it'
    if beside and begin > 0 and _SPEAKS.match(row.text, office.end):
        return office.start  # 'expelled the Togolese ambassador, President A B said': two persons
    of_body = row.text[items[at].end : items[first - 2].end] if at < first - 2 else ""
    row.found.offices.append(
        replace(
            office,
            title=other.title + of_body,
            start=items[begin].start,
            body=body or office.body,
            pronoun=pronoun,
            former=former,
            then=then,
            kind=other.kind,
        )
    )
    return items[begin].start


def _of_another(items: list[Item], begin: int, at: int, first: int) -> bool:
    """'The king and the Kenyan premier, A B', 'the king and Prime Minister A B': two persons."""
    owned = items[first].low == "the" or items[first].name is not None
    apart = items[begin].low == "the" and items[at].text.islower() and items[first].text[:1].isupper()
    return owned or apart


def _with_body(row: list[Item], end: int) -> int:
    """Where the title stands whose body the words up to ``end`` tell: 'Chairman of the Council of Ministers'."""
    k = end
    while k > max(0, end - _LONG_BODY) and (row[k].title is None or _of_many(row, k)) and row[k].name is None:
        if row[k].low not in ("of", "the", "for", "and") and not row[k].text[:1].isupper():
            return end
        k -= 1
    return k if row[k].title is not None and (k == end or row[k + 1].low in ("of", "for")) else end


def _of_many(row: list[Item], k: int) -> bool:
    """Whether a title is that of the members of a body: 'the Council of Ministers'."""
    title = row[k].title
    return title is not None and title.plural and row[k - 1].low == "of"


def _of_whom(row: list[Item], first: int, found: Found) -> tuple[TitleMatch, int, Mention | None] | None:
    """'The press secretary of the President': the office before that of its chief, where it begins, whose it is.

    None where somebody else has it ('A B, the envoy of the President').
    """
    linked = first > 1 and row[first].low == "the" and row[first - 1].low in ("of", "to", "for")
    title = row[first - 2].title if linked else None
    if title is None or not title.is_office or title.plural:
        return None
    begin, whose, _, _, _ = title_context.before(row, first - 2)
    if row[begin].low != "the" and begin > 0:
        return None
    if any(o.start <= row[first - 2].start < o.end for o in found.offices):
        return None
    return title, row[begin].start, whose


def _behind_colon(row: list[Item], i: int, first: int, after: int) -> int | None:
    """'Kenya (PM then: A B)': where the name begins that stands in brackets behind the title of a state's."""
    if first < 2 or row[first - 1].text != "(" or row[first - 2].kind != "State" or after != i + 1:
        return None
    k = after
    while k < len(row) and row[k].low in ("then", "at", "the", "that", "time"):
        k += 1
    return k + 1 if k + 1 < len(row) and row[k].text == ":" else None


def _titled(row: Row, name: str) -> bool:
    """Whether somebody of that name has been found with a title before it."""
    return any(p.name == name and p.office is not None and p.role == "titled" for p in row.found.people)


def _whose(row: Row, first: int) -> tuple[int, str | None]:
    """Where the words begin that tell whose envoy it is, and his name ("President A B's envoy")."""
    items = row.items
    if first < 2 or items[first - 1].text not in POSSESSIVE:
        return first, None
    end = items[first - 2].end
    spans = [(*p.covered, p.name) for p in row.found.people if p.end == end]
    spans += [(a, end, row.text[a:end]) for a, b in row.persons if b in (end, items[first - 1].end)]
    if not spans:
        return first, None
    begin, _, name = spans[0]
    return row.from_offset(begin, first), name
