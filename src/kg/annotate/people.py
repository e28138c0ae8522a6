"""Find persons and the offices that the text gives them, before parsing.

Patterns over the sentence's words, with names and titles found before: 'Japanese Foreign Minister A B',
'the Minister for Foreign Affairs of Japan, A B', 'A B, then prime minister of Japan', 'A B, who was foreign minister at
the time', 'his German counterpart, A B', 'Foreign Ministers A B and C D'. A person's later surname alone is found too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.annotate import title_context
from kg.annotate.office_posts import POSTS as POSTS_NAMED
from kg.annotate.office_posts import PostReader
from kg.annotate.office_turns import TurnReader
from kg.annotate.offices import Offices, TitleMatch
from kg.annotate.people_words import (
    AFTER_FORMER,
    APPOINTED,
    BETWEEN,
    BODY_NOUNS,
    COPULA,
    DERIVED,
    DISMISSED,
    ENTERED,
    HEADED,
    HEADS,
    HELD,
    LEADS,
    LEFT,
    NAMED,
    POSSESSIVE,
    POSTS,
    REPLACED,
    TERM_OVER,
    UNREAL,
    Found,
    OfficeHeld,
    PersonFound,
)
from kg.annotate.person_names import (
    WHERE,
    NameReader,
    names_a_thing,
    past_opener,
    past_state,
    with_second_surname,
    with_surname,
    without_letters,
)
from kg.annotate.rows import Item, items
from kg.annotate.title_context import new_phrase
from kg.core.annotated import Mention

_BESIDE = {"other", "local", "ambassador", "military", "spokesperson"}
"""Kinds of office that one may hold beside another ('its chief negotiator, Foreign Minister A B')."""
_TO_SOMEBODY = re.compile(r"\s+(?:to|for)\s+|\s+to(?:\s+[A-Z][\w’'-]+)+\s+")
_TAKES = ("took", "takes", "taken")
_SOUGHT = re.compile(
    r"\b(?:candidates?|candidacy|contenders?|nominees?|bids?|campaign|race|run|running|vying|standing|vote|election)"
    r"(?: (?:for|to be|to become|as))?(?: the)?(?: (?:post|job|office|position|role|title) of)?(?: the)? $",
    re.IGNORECASE,
)
"""What stands before an office that is only sought."""
_UNDER = re.compile(r",? under (?=[A-Z])")
_LONG_BODY = 8
"""Words of a body between a title and 'and'."""
_TWO_HEADS = {"President", "Prime Minister"}
_PHRASAL = {"took", "takes", "taken", "assumed", "assumes", "stepped", "steps", "stood", "returned", "office"}


_PARTS = frozenset({"opposite", "used", "over"})
"""Words without which nothing is merged."""


def _merged(text: str, row: list[Item]) -> list[Item]:
    """The row with 'opposite number', 'used to be' and 'took over from' as one item each."""
    if _PARTS.isdisjoint(item.low for item in row):
        return row
    out: list[Item] = []
    for item in row:
        last = [x.low for x in out[-2:]]
        if last[-1:] == ["opposite"] and item.low in ("number", "numbers"):
            item = Item(out.pop().start, item.end, "opposite number")
        elif last == ["used", "to"] and item.low == "be":
            item, out = Item(out[-2].start, item.end, "used to be"), out[:-2]
        elif len(last) == 2 and last[0] in _TAKES and last[1] == "over" and item.low == "from":
            item, out = Item(out[-2].start, item.end, "succeeded"), out[:-2]
        out.append(item)
    return out


class PeopleFinder:
    """Persons and their offices in one sentence after the other."""

    def __init__(self, offices: Offices, given: frozenset[str] = frozenset()) -> None:
        self.offices, self.names, self.given = offices, NameReader(offices), given
        self.turns = TurnReader(self.names)
        self.posts = PostReader(self.names)

    def find(
        self, text: str, start: int, end: int, names: Sequence[Mention], ner: Sequence[tuple[int, int, str]]
    ) -> Found:
        """Persons in ``text[start:end]``; ``ner`` has (start, end, label) in the same offsets."""
        titles = self._apart(text, start, end, names)
        tagged = [(a, b) for a, b, label in ner if label == "PERSON"]
        tagged += [span for a, b, label in ner if label == "ORG" and (span := self._given_name(text, a, b))]
        persons = [(past_opener(text, a, b), with_surname(text, a, b)) for a, b in tagged]
        persons = [(past_state(text, a, b, names), without_letters(text, a, b)) for a, b in persons]
        taken = [m.span for m in names] + [(t.start, t.end) for t in titles]
        begun = {a for a, _ in persons}
        taken += [(a, b) for a, b, label in ner if label != "PERSON" and a not in begun]
        persons = [(a, with_second_surname(text, b, taken) if " " in text[a:b] else b) for a, b in persons]
        names = [
            m
            for m in names
            if m.kind == "Time"
            or m.kind == "Treaty"
            or not any(
                a <= m.start
                and m.end <= b
                and (a, b) != (m.start, m.end)
                and m.role in ("name", "capital", "people")
                and self.names.looks_like_name(text[a:b])
                and m.end - m.start < b - a - 2
                for a, b in persons
            )
        ]
        row = self._regional(text, _merged(text, items(text, start, end, names, titles)))
        found = Found()
        used: set[int] = set()
        for i, item in enumerate(row):
            if item.title and item.is_office and i not in used:
                self._titled(text, row, i, persons, found, used)
        for i, item in enumerate(row):
            if item.title and not item.is_office and i not in used and not self._inside_name(row, i, persons):
                self._titled(text, row, i, persons, found, used)
            elif item.low in DERIVED:
                self.turns.counterpart(text, row, i, persons, found)
            elif item.low in HEADED and i >= 2 and i + 2 < len(row) and row[i + 1].low == "by":
                self.turns.headed_by(text, row, i, persons, found)
            elif item.low in LEADS and 2 <= i < len(row) - 1:
                self.turns.heads(text, row, i, persons, found)
            elif item.low in POSTS_NAMED and i > 2:
                self.posts.post(text, row, i, persons, found)
            elif item.low in ("speaks", "speaking") and i + 2 < len(row) and row[i + 1].low == "for":
                self.turns.speaks(text, row, i, persons, found)
            elif item.low in REPLACED:
                self.turns.succession(text, row, i, persons, found)
            elif item.low in ("succeed", "replace") and i > 3 and row[i - 1].low == "to":
                self.turns.named_to_succeed(text, row, i, persons, found)
            elif (
                item.low in HELD
                and i >= 2
                and i + 2 < len(row)
                and {row[i + 2].low, row[i + 3 - (i + 3 == len(row))].low} & POSTS
            ):
                self.turns.held_the_post(text, row, i, persons, found)
            elif item.low in ("head", "deputy head") and i + 2 < len(row) and row[i + 1].low == "of":
                self.turns.head_of(text, row, i, persons, found)
        for a, b in persons:
            if self.names.looks_like_name(text[a:b]) and len(text[a:b].split()) >= 2:
                a, b = self.names.trim(text, a, b)
                named = any(m.start < b and a < m.end and m.kind != "Time" for m in names)
                ship = names_a_thing(text, a)
                if not named and not ship and all(b <= p.covered[0] or p.covered[1] <= a for p in found.people):
                    found.people.append(PersonFound(a, b, (a, b), text[a:b]))
        return found

    def _given_name(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """'Sandra Lazo (of Uruguay)', which the model takes for a body: a given name and a family name or two."""
        name = text[start:end].split(" of ")[0]
        words = name.split()
        if not 2 <= len(words) <= 4 or words[0] not in self.given or words[-1].lower() in BODY_NOUNS | {"society"}:
            return None
        plain = all(w[0].isupper() and w.replace("-", "").isalpha() for w in words)
        return (start, start + len(name)) if plain and self.names.looks_like_name(name) else None

    def _inside_name(self, row: list[Item], i: int, persons: list[tuple[int, int]]) -> bool:
        """Whether a rank is a part of a name ('Hassan Sheikh Mohamud')."""
        before = row[i - 1] if i else None
        if before is None or before.name is not None or before.title is not None or not before.text.isalpha():
            return False
        found = any(a <= before.start and row[i].end < b for a, b in persons)
        return before.text[0].isupper() and (found or (i > 1 and row[i].low in ("sheikh", "sheik", "shaikh")))

    def _apart(self, text: str, start: int, end: int, names: Sequence[Mention]) -> list[TitleMatch]:
        """The titles of a stretch; one that takes the last word of a body's name ('Union Commission chair') is cut."""
        out: list[TitleMatch] = []
        for title in self.offices.find(text, start, end):
            cut = next(
                (m for m in names if m.start < title.start < m.end < title.end and not m.state and m.kind != "Time"),
                None,
            )
            again = self.offices.find(text, cut.end, title.end) if cut is not None else []
            out += again if again else [title]
        return out

    def _regional(self, text: str, row: list[Item]) -> list[Item]:
        """'Middle East envoy', "the White House's Ukraine envoy": the region belongs to the title."""
        out: list[Item] = []
        for item in row:
            last = out[-1] if out else None
            title = item.title
            if (
                title is not None
                and self.offices.regional(title.title)
                and last is not None
                and last.name is not None
                and last.end + 1 == item.start
            ):
                owned = len(out) > 1 and (
                    out[-2].text in POSSESSIVE or (out[-2].name is not None and out[-2].kind == "State")
                )
                region = last.kind in ("Area", "Sea", "Place", "Territory")
                if region or (owned and last.kind == "State" and last.role == "name"):
                    out.pop()
                    whole = replace(title, start=last.start, title=f"{last.text} {title.title}")
                    item = Item(last.start, item.end, text[last.start : item.end], None, whole)
            out.append(item)
        return out

    # -- one title and what stands around it

    def _titled(
        self, text: str, row: list[Item], i: int, persons: list[tuple[int, int]], found: Found, used: set[int]
    ) -> None:
        title = row[i].title
        assert title is not None
        if _SOUGHT.search(text, row[0].start, row[i].start):
            return  # 'the candidate for the post of secretary general, A B'
        party_name = title_context.opposition(text, row, i)
        if party_name is not None:
            title = replace(title, title="Leader")
        first, body, pronoun, former, then = title_context.before(row, i)
        party = None
        if body is None and pronoun is None and title.is_office and row[i].text[0].islower():
            first, party = title_context.body_before(text, row, i, first)
            if party is not None:
                first, body, pronoun, former, then = title_context.before(row, first)
            if party is not None and party.lower().endswith(" ministry") and title.title == "Spokesperson":
                title, party = replace(title, title=f"{party} Spokesperson"), None
        under = None
        if body is None and pronoun is None and title.is_office and not title.plural:
            first, under = _whose(text, row, first, persons, found)
        if (
            party is None
            and under is None
            and body is None
            and pronoun is None
            and title.kind in ("spokesperson", "legislator", "local", "other")
            and first > 1
            and row[first - 1].text in POSSESSIVE
            and row[first - 2].text[0].isupper()
        ):
            party, first = row[first - 2].text, first - 2  # "Labour's foreign affairs spokeswoman"
        after, body_after, body_name, pronoun_after = title_context.after(text, row, i)
        if party_name is not None:
            after, body_name = party_name
        if body_name and title.title in ("Minister", "State Minister", "Minister of State") and body_after is None:
            joint = row[i + 1].low
            title, body_name = replace(title, title=f"{title.title} {joint} {body_name}"), None
        row[i].title = title
        body_name = body_name or party
        bodies: list[Mention] = []
        if title.plural:
            bodies, after = title_context.bodies(row, i, after)
            if not bodies and (bodies := title_context.bodies_before(row, i)):
                first = next(k for k, x in enumerate(row) if x.name is bodies[0])  # 'Peruvian and Chilean premiers'
        body, pronoun = body or body_after, pronoun if pronoun is not None else pronoun_after
        if body is None and row[first].low == "whose" and (owner := title_context.antecedent(row, pronoun)):
            body, pronoun = owner, None  # 'the European Union, whose policy chief, A B'
        alike = body is None and pronoun is None and first > 0 and row[first - 1].low == "and"
        if alike:
            # "Chile's President A B and Defence Minister C D": both of Chile
            last = next(
                (
                    p
                    for p in found.people
                    if p.office is not None
                    and p.covered[1] <= row[first].start
                    and text[p.covered[1] : row[first].start].strip() == "and"
                    and text[p.covered[1] - 1] != ","
                ),
                None,
            )
            body = last.office.body if last is not None and last.office is not None and last.role != "apposed" else None
        if title.kind == "ambassador" and body is body_after is not None and title_context.posted(row, i):
            body = None
        tail = AFTER_FORMER.match(text, row[after - 1].end)
        if tail and (title.plural or text.startswith(", ", tail.end())):
            former = then = True  # 'the foreign ministers of the day, A B and C D'
            after = next((k for k, x in enumerate(row) if x.start >= tail.end()), after)
        former |= first > 0 and row[first - 1].low in DISMISSED
        if title.plural and title.is_office and after < len(row) and row[after].text == ":":
            held_by = self._listed(text, row, after + 1, persons)
            if len(held_by) > 1 and all(p.start != a for p in found.people for _, (a, _), _, _ in held_by):
                for covered, (a, b), k, home in held_by:
                    each = OfficeHeld(text[a:b], title.title, a, b, home or body, None, None, former, then, title.kind)
                    found.offices.append(each)
                    found.people.append(PersonFound(a, b, covered, text[a:b], each, "titled"))
                    used.add(k)
                return
        name = self.names.names(text, row, after, persons, comma=True, many=title.plural)
        if not name and (told := self._in_brackets(row, i, first, after)) is not None:
            name = self.names.names(text, row, told, persons, comma=False)
            after, body = (told, body or row[first - 2].name) if name else (after, body)
            former, then = (True, True) if name and row[told - 2].low in ("then", "time") else (former, then)
        if name and body is None and body_after is None and _TO_SOMEBODY.fullmatch(text, row[i].end, name[0][1]):
            return  # 'an aide to A B'
        comma = title_context.phrase_after(row, after)
        if not name and comma > after:
            name = self._tagged(text, row, comma, persons, many=title.plural)
            after = comma if name else after
        begin = row[first].start
        between = row[after].text == "," if after < len(row) else False
        if name and between and 1 < first == i and row[first - 1].low == "as" and row[first - 2].text.isalpha():
            return  # 'with the bishop as mediator, A B signed it'
        if after < len(row) and row[after].low == "turned":
            return  # 'the general turned prime minister'
        chief = self._of_whom(row, first, found) if len(name) == 1 else None
        if chief is not None and (row[first - 1].low == "of" or row[after].text != ","):
            over, start, whose = chief  # 'the press secretary of the President of Peru A B'
            title, former, then, begin = over, False, False, start
            body = whose or body or body_after
        if name and title.plural and len(name) == 1 and row[after].text == ",":
            return  # 'EU leaders, Orban included': he is one of them, no more
        if name and between and first > 1 and row[first - 1].text == "," and row[first].low != "the":
            # 'A B, prime minister of C, D E, prime minister of F': each name stands before its title
            held = (body, pronoun, body_name, former, then)
            one = self.names.name_before(text, row, first - 2, persons)
            if one and self._apposed(text, row, i, first, after, persons, found, held, bodies):
                return
        at = row[name[0][0]].name if len(name) == 1 else None
        if at is not None and at.role == "capital" and (at.start, at.end) == name[0][1:]:
            return  # 'whose secretary-general Managua calls a lackey': a government
        if name:
            plural = title.plural and len(name) > 1
            for n, (k, a, b) in enumerate(name):
                if any(p.start <= a < p.end for p in found.people):
                    return
                owner = bodies[n] if len(bodies) == len(name) else body if not plural else None
                # 'President A B of Peru and President C D of Chile': each of his own state
                home = title_context.home_of(row, k) if (owner is None or alike) and pronoun is None else None
                owner = None if home is not None else owner
                office: OfficeHeld | None = OfficeHeld(
                    text[a:b],
                    title.title,
                    begin if n == 0 else a,
                    home.end if home is not None else b,
                    home or owner,
                    pronoun,
                    body_name,
                    former,
                    then,
                    title.kind,
                    under=under,
                )
                if title.is_office and office:
                    found.offices.append(office)
                    begin = self._second_title(text, row, first, office, found)
                else:
                    office = None
                end = title_context.close(text, row, k, comma=row[after].text == ",")
                begin = row[first + 1].start if row[first].low == "whose" and n == 0 else begin  # it opens a clause
                covered = (begin if n == 0 else a, max(end, row[title_context.home_end(row, k)].end))
                found.people.append(PersonFound(a, b, covered, text[a:b], office, "titled"))
                used.add(k)
            return
        if i + 1 < len(row) and row[i + 1].text in POSSESSIVE:
            return  # "A B, the president's adviser": no president
        told = len(found.offices)
        if self._apposed(text, row, i, first, after, persons, found, (body, pronoun, body_name, former, then), bodies):
            found.offices[told:] = [replace(o, under=under) for o in found.offices[told:]]
            return
        held = (body, pronoun, body_name, former, then)
        if title.is_office and self._copula(text, row, i, after, begin, persons, found, held):
            return
        if title.is_office and not title.plural and self._pronoun(text, row, i, first, after, found, held):
            return
        if (
            body is not None
            and pronoun is None
            and row[first].low == "the"
            and not title.plural
            and title.kind in HEADS
            and not (after < len(row) and (row[after].text[0].isupper() or row[after].low in ("of", "-")))
        ):
            found.offices.append(
                OfficeHeld("", title.title, begin, row[after - 1].end, body, None, None, former, then, "epithet")
            )

    def _listed(
        self, text: str, row: list[Item], k: int, persons: list[tuple[int, int]]
    ) -> list[tuple[tuple[int, int], tuple[int, int], int, Mention | None]]:
        """'Five presidents: A B (host), C D of Peru, Chile's E F': of each what is covered, the name, its last item and
        whose office.
        """
        out: list[tuple[tuple[int, int], tuple[int, int], int, Mention | None]] = []
        while k < len(row):
            home: Mention | None = None
            start = row[k].start
            if row[k].kind == "State" and k + 1 < len(row) and row[k + 1].text in POSSESSIVE:
                home, k = row[k].name, k + 2
            one = self.names.name(row, k)
            if one is None or (" " not in text[one[1] : one[2]] and not any(p <= one[1] < q for p, q in persons)):
                break
            last, a, b = one
            k = last + 1
            if (after := title_context.home_of(row, last)) is not None:
                home, k = after, title_context.home_end(row, last) + 1
                k -= row[k - 1].text == ","
            elif k < len(row) and row[k].text == "(":
                k = next((n + 1 for n in range(k, min(k + 6, len(row))) if row[n].text == ")"), k)
            out.append(((start, row[k - 1].end), (a, b), last, home))
            while k < len(row) and row[k].low in (",", ";", "and", "as", "well"):
                k += 1
        return out

    def _pronoun(
        self,
        text: str,
        row: list[Item],
        i: int,
        first: int,
        after: int,
        found: Found,
        held: tuple[Mention | None, int | None, str | None, bool, bool],
    ) -> bool:
        """'She had been foreign minister', 'he became president in 2019'; whether it is so.

        Whom the pronoun means is known only later, so the office has no person yet.
        """
        title, (body, pronoun, body_name, former, _) = row[i].title, held
        j, words = first - 1, set[str]()
        while j >= 0 and row[j].low in BETWEEN | COPULA | APPOINTED:
            words.add(row[j].low)
            j -= 1
        verb = words & (COPULA | APPOINTED) - {"has", "had", "who"}
        if title is None or j < 0 or not verb or row[j].low not in ("he", "she"):
            return False
        if title_context.to(row, after - 1):
            return False  # 'she was the first president to visit Lima'
        begun = bool(words & APPOINTED)
        over = bool(words & {"was", "had", "served"}) and not begun
        if j and row[j - 1].low in UNREAL | {"when", "while", "as", "after", "before"}:
            return False
        found.offices.append(
            OfficeHeld(
                "",
                title.title,
                row[j].start,
                row[after - 1].end,
                body,
                pronoun,
                body_name,
                former or over or bool(TERM_OVER.match(text, row[after - 1].end)),
                True,
                "pronoun",
            )
        )
        return True

    def _copula(
        self,
        text: str,
        row: list[Item],
        i: int,
        after: int,
        begin: int,
        persons: list[tuple[int, int]],
        found: Found,
        held: tuple[Mention | None, int | None, str | None, bool, bool],
    ) -> bool:
        """'The president of C is A B'; whether it is so."""
        title, (body, pronoun, body_name, former, then) = row[i].title, held
        if body is None and (body := title_context.antecedent(row, pronoun)) is not None:
            pronoun = None
        whose = body is not None or body_name is not None
        verb = row[after].low if after < len(row) else ""
        if title is None or title.plural or not whose or pronoun is not None or verb not in ("is", "was", "remains"):
            return False
        name = self.names.names(text, row, after + 1, persons, comma=False)
        if len(name) != 1:
            return False
        last, a, b = name[0]
        tagged = any(p <= a < q for p, q in persons) or title_context.home_of(row, last) is not None
        if not tagged and (body is None or body.kind != "State" or " " not in text[a:b]):
            return False
        if any(p.start <= a < p.end for p in found.people):
            return False
        was = verb == "was"
        office = OfficeHeld(
            text[a:b], title.title, begin, b, body, None, body_name, former or was, then or was, title.kind
        )
        found.offices.append(office)
        found.people.append(PersonFound(a, b, (a, b), text[a:b], office, "apposed"))
        return True

    def _tagged(
        self, text: str, row: list[Item], comma: int, persons: list[tuple[int, int]], *, many: bool
    ) -> list[tuple[int, int, int]]:
        """Names after the comma that ends a title's phrase ('the envoy of Peru in Lima, A B'), sure to be persons'."""
        found = self.names.names(text, row, comma, persons, comma=True, many=many)
        return found if found and all(any(p <= a < q for p, q in persons) for _, a, _ in found[:1]) else []

    @staticmethod
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

    @staticmethod
    def _in_brackets(row: list[Item], i: int, first: int, after: int) -> int | None:
        """'Kenya (PM then: A B)': where the name begins that stands in brackets behind the title of a state's."""
        if first < 2 or row[first - 1].text != "(" or row[first - 2].kind != "State" or after != i + 1:
            return None
        k = after
        while k < len(row) and row[k].low in ("then", "at", "the", "that", "time"):
            k += 1
        return k + 1 if k + 1 < len(row) and row[k].text == ":" else None

    def _second_title(self, text: str, row: list[Item], first: int, office: OfficeHeld, found: Found) -> int:
        """'The Prime Minister and Minister of Finance, A B': the title before 'and' too; where the stretch begins."""
        at = self._with_body(row, first - 2) if first >= 2 else -1
        other = row[at].title if at >= 0 else None
        if other is None or not other.is_office:
            return office.start
        beside = row[first - 1].text == "," and other.kind in _BESIDE
        if row[first - 1].low != "and" and not beside:
            return office.start
        if {other.title, office.title} == _TWO_HEADS:
            return office.start  # 'the Prime Minister and President A B': two persons, as a rule
        begin, body, pronoun, former, then = title_context.before(row, at)
        of_body = text[row[at].end : row[first - 2].end] if at < first - 2 else ""
        found.offices.append(
            replace(
                office,
                title=other.title + of_body,
                start=row[begin].start,
                body=body or office.body,
                pronoun=pronoun,
                former=former,
                then=then,
                kind=other.kind,
            )
        )
        return row[begin].start

    @staticmethod
    def _with_body(row: list[Item], end: int) -> int:
        """Where the title stands whose body the words up to ``end`` tell: 'Chairman of the Council of Ministers'."""
        k = end
        while k > max(0, end - _LONG_BODY) and (row[k].title is None or _of_many(row, k)) and row[k].name is None:
            if row[k].low not in ("of", "the", "for", "and") and not row[k].text[:1].isupper():
                return end
            k -= 1
        return k if row[k].title is not None and (k == end or row[k + 1].low in ("of", "for")) else end

    def _before_rank(
        self, text: str, row: list[Item], j: int, persons: list[tuple[int, int]]
    ) -> list[tuple[int, int, int]]:
        """'A B, a general, is the new premier': the name before what else is said of the person."""
        k = next((n for n in range(j - 1, max(j - 7, 0), -1) if row[n].text == ","), 0)
        held = any(x.is_office for x in row[k + 1 : j + 1])  # 'A B, until now chief of staff, was sworn in as'
        plain = row[k + 1].low in ("a", "an") and all(x.name is None for x in row[k + 1 : j + 1])
        if not k or not (held or plain):
            return []
        one = self.names.name_before(text, row, k - 1, persons)
        return [one] if one is not None else []

    @staticmethod
    def _served_under(row: list[Item], run: int, found: Found) -> list[tuple[int, int, int]]:
        """'A B, finance minister under C D, named premier': A B, not under whom he served."""
        before = [o for o in found.offices if o.person and o.end <= row[run - 1].start and o.kind != "epithet"]
        whose = [p for p in found.people if before and p.name == before[-1].person]
        return [(p.start, p.end, next(k for k, x in enumerate(row) if x.start >= p.start)) for p in whose[-1:]]

    def _named(
        self,
        text: str,
        row: list[Item],
        i: int,
        j: int,
        after: int,
        persons: list[tuple[int, int]],
        found: Found,
        held: tuple[Mention | None, int | None, str | None, bool, bool],
    ) -> bool:
        """'Peru named A B (as) foreign minister'; whether it is so. ``j`` is where the name would end."""
        title = row[i].title
        one = self.names.name_before(text, row, j, persons)
        if title is None or title.plural or one is None:
            return False
        a, b, run = one
        while run > 1 and self._rank(row[run - 1]):
            run -= 1  # 'named General A B chief of staff'
        verb = row[run - 1].low if run else ""
        if verb not in NAMED or (run > 1 and row[run - 2].low in UNREAL) or any(p.start == a for p in found.people):
            return False
        body, pronoun, body_name, _, _ = held
        end = row[after - 1].end
        office = OfficeHeld(text[a:b], title.title, a, end, body, pronoun, body_name, False, False, "appointed")
        found.offices.append(office)
        found.people.append(PersonFound(a, b, (a, b), text[a:b], office, "apposed"))
        return True

    @staticmethod
    def _rank(item: Item) -> bool:
        """Whether it is a rank or a form of address ('Gen.', 'Dr')."""
        if item.title is not None:
            return not item.title.plural and (item.title.kind == "military" or not item.title.is_office)
        return item.text == "."

    def _apposed(
        self,
        text: str,
        row: list[Item],
        i: int,
        first: int,
        after: int,
        persons: list[tuple[int, int]],
        found: Found,
        held: tuple[Mention | None, int | None, str | None, bool, bool],
        bodies: list[Mention],
    ) -> bool:
        """'A B, (the | a | then | who was) TITLE of C', 'A B was elected TITLE'; whether it is so."""
        title = row[i].title
        assert title is not None
        if not title.is_office or row[first].low == "whose":
            return False  # 'the Senate, whose president': nobody's name stands before it
        body, pronoun, body_name, former, then = held
        if row[first - 1].low == "turned":  # 'A B, the general turned prime minister'
            first = next((k + 1 for k in range(first - 2, max(first - 7, 0), -1) if row[k].text == ","), first)
        if row[first - 1].low == "and" and first > 1 and row[first - 2].title is not None:
            first = title_context.before(row, first - 2)[0]  # 'A B, prime minister and defence minister'
        j, words = first - 1, set[str]()
        while j >= 0 and (
            row[j].low in BETWEEN | COPULA | APPOINTED | ENTERED | LEFT
            or (row[j].low in ("office", "power", "over", "down", "aside") and j and row[j - 1].low in _PHRASAL)
            or (
                row[j].low in ("oath", "reins", "helm", "charge")
                and j > 1
                and {row[j - 1].low, row[j - 2].low} & _PHRASAL
            )
            or (
                row[j].low in ("of", "office") and j and row[j - 1].low in ("oath", "of")
            )  # 'took the oath of office as'
            or row[j].low in UNREAL
            or row[j].text in ("(", "–", "—", '"', "“", "two", "both", "three")
            or row[j].low in ("two", "both", "three", "respectively")
            or (row[j].name is not None and row[j].kind == "Time")
            or (row[j].low in ("that", "time") and row[j].low != row[max(0, j - 1)].low)
            or (row[j].low == "present" and j and row[j - 1].low == "at")  # 'at present'
        ):
            words |= {row[j].low} | ({"then"} if "time" in row[j].low.split() else set())
            j -= 1
        if words & UNREAL or j < 0:
            return False
        if "who" in words and row[j].text.isalpha() and row[j].text.islower():
            j = title_context.past_noun(row, j)  # 'A B, a businessman who became premier'
        moved = words & (ENTERED | LEFT)
        if moved and "as" not in words:
            return False
        former |= bool(words & (LEFT | {"until"}))
        verb = bool(words & (COPULA | APPOINTED) - {"has", "had"}) or bool(moved)
        apart = row[j].text == ","
        opened = bool(words & {"(", "–", "—"})
        if not (apart or opened or verb):
            return self._named(text, row, i, j, after, persons, found, held)
        j -= apart
        many = title.plural
        names = (
            self.names.names_before(text, row, j, persons)
            if many
            else [one]
            if (one := self.names.name_before(text, row, j, persons))
            else []
        )
        if not names and apart and not many:
            names = self._before_rank(text, row, j, persons)
        words_before = text[names[0][0] : names[0][1]].split() if names and apart else []
        if 0 < len(words_before) <= _PLACE and words_before[0].lower() in WHERE:
            return False  # 'In Lima, the spokesman, A B, said': the name stands behind
        if not names or (many and len(names) < 2):
            return False
        under = apart and not many and names[0][2] > 0 and row[names[0][2] - 1].low == "under"
        under &= bool(words & APPOINTED)
        if under and not (names := self._served_under(row, names[0][2], found)):
            return False
        was = bool(words & {"was", "were", "served", "had", "used to be"}) and not words & APPOINTED
        before = row[names[0][2] - 1].low if names[0][2] > 0 else ""
        if words & {"time"} or ("then" in words and not verb):
            then = former = True
        if was and before in ("while", "when"):
            then = True
        if "is" in words and not apart and not opened and words & {"been"}:
            return False
        end = row[after - 1].end
        tail = AFTER_FORMER.match(text, end)
        if tail:
            end, former, then = tail.end(), True, True
        former |= bool(TERM_OVER.match(text, end)) and not moved
        clause = verb and not apart and not opened
        kind = "appointed" if words & (APPOINTED | ENTERED) else title.kind
        if kind == "appointed" and not clause and apart:
            end = _time_behind(row, end)
        # 'who was foreign minister under C D', 'from 2010 to 2015': in those days, not when this was done
        last = _time_behind(row, end) if was and not clause and apart else end
        own_time = last != end or (was and _UNDER.match(text, end) is not None)
        for n, (a, b, run) in enumerate(names):
            whose = bodies[n] if len(bodies) == len(names) else body if not (many and bodies) else None
            office = OfficeHeld(
                text[a:b],
                title.title,
                a,
                end,
                whose,
                pronoun,
                body_name,
                former or was,
                then or (was and not clause and not own_time) or (was and before in ("while", "when")),
                kind,
            )
            found.offices.append(office)
            begin = a
            while run > 0 and (
                self.offices.rank(row[run - 1].text) or (row[run - 1].title and not row[run - 1].is_office)
            ):
                run -= 1
                begin = row[run].start
            closing = text[last : last + 1]
            next_item = next((k for k, x in enumerate(row) if x.start >= last + 1), len(row))
            covered = (
                begin,
                last + 1 if closing == ")" or (closing == "," and not new_phrase(row, next_item)) else last,
            )
            if many or clause:
                covered = (begin, b)
            found.people = [p for p in found.people if p.start != a]
            found.people.append(PersonFound(a, b, covered, text[a:b], office, "apposed"))
        return True


_PLACE = 3
"""How many words such a phrase may have ('In Port Sudan'); more of them end in a name ('In Pristina Ana Roe')."""


def _time_behind(row: list[Item], end: int) -> int:
    """The end of the time right behind an office ('took over as premier in July', 'who was premier from 2010 on')."""
    at = next((k for k, x in enumerate(row) if x.start >= end), len(row))
    at += at < len(row) and row[at].low in ("in", "on", "since", "from")
    return row[at].end if at < len(row) and row[at].name is not None and row[at].kind == "Time" else end


def _whose(
    text: str, row: list[Item], first: int, persons: Iterable[tuple[int, int]], found: Found
) -> tuple[int, str | None]:
    """Where the words begin that tell whose envoy it is, and his name ("President A B's envoy")."""
    if first < 2 or row[first - 1].text not in POSSESSIVE:
        return first, None
    end = row[first - 2].end
    spans = [(*p.covered, p.name) for p in found.people if p.end == end]
    spans += [(a, end, text[a:end]) for a, b in persons if b in (end, row[first - 1].end)]
    if not spans:
        return first, None
    begin, _, name = spans[0]
    return next((k for k, x in enumerate(row) if x.start >= begin), first), name


def _of_many(row: list[Item], k: int) -> bool:
    """Whether a title is that of the members of a body: 'the Council of Ministers'."""
    title = row[k].title
    return title is not None and title.plural and row[k - 1].low == "of"
