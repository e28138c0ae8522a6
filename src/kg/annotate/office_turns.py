"""Offices told by way of another's, or by what somebody does: counterparts, successors, heads of bodies."""

from __future__ import annotations

from dataclasses import dataclass

from kg.annotate import title_context
from kg.annotate.offices import TitleMatch
from kg.annotate.people_words import (
    ADVERBS,
    APPOINTED,
    BETWEEN,
    BODY_NOUNS,
    COPULA,
    FORCES,
    NAMED,
    PARTING,
    POSSESSIVE,
    POSTS,
    Found,
    OfficeHeld,
)
from kg.annotate.person_names import NameReader
from kg.annotate.rows import Item
from kg.core.annotated import Mention
from kg.core.words import word_list, word_set

_KINDS = {"opposite number": "counterpart", "colleague": "counterpart", "homologue": "counterpart"}
_NOT_YET = word_set("annotate.office_turns.not_yet")
"""Before a successor who is none yet, or may never be."""
_STAFFS = word_set("annotate.office_turns.staffs")
"""Last words of what has a head, besides bodies."""
_AFTER_BODY = word_set("annotate.office_turns.after_body")
"""What may follow the name of a body in small letters."""
_BEFORE_BODY = word_set("annotate.office_turns.before_body")
"""What may stand before the noun of a body in small letters."""
_GOVERNMENTS = word_set("annotate.office_turns.governments")
_WHOSE = {"his", "her", "their"}
_UNDERGONE = word_list("annotate.office_turns.undergone")
_NEAR = 12
"""Words between 'was succeeded' and 'by', the office among them."""
_STATES = ("State", "Government", "Territory")
"""Kinds of what somebody leads as its president."""
_SIDES = word_set("annotate.office_turns.sides")
"""Words before a party's name that are no part of it."""
_LED = word_set("annotate.office_turns.led")


_PARTS_OF_BODY = word_set("annotate.office_turns.parts_of_body")
"""What of a body somebody heads without its being named."""
_TITLES_OF_VERBS = (("head", "Head"), ("run", "Head"), ("chair", "Chair"), ("command", "Commander"))
"""What somebody is who heads, runs, chairs or commands a body; who leads one is its leader."""
_NOW_LED = word_set("annotate.office_turns.now_led")
_AT_END = word_set("annotate.office_turns.at_end")


@dataclass(frozen=True, slots=True)
class _AsOffice:
    """'As president of Kenya': the title, whose it is, the index behind it, and where its words end."""

    title: TitleMatch
    body: Mention | None
    after: int
    end: int


def _is_body(mention: Mention | None) -> bool:
    """Whether it names a body, not a state, place or person."""
    kinds = ("IntergovernmentalOrganization", "Grouping", "Organization", "PoliticalParty")
    return mention is not None and mention.kind in kinds


def _ends(item: Item) -> bool:
    """Whether a body's name ends before this item ('NATO,' but not 'NATO troops')."""
    return item.low in _AT_END or (not item.text[0].isalnum() and item.text not in POSSESSIVE)


def _past_side(row: list[Item], k: int) -> int:
    """The index of a party's name after 'opposition' or 'ruling' ('who leads the opposition Unity Party')."""
    at = k
    while at < len(row) and row[at].low in _SIDES:
        at += 1
    named = at < len(row) and row[at].text[0].isupper()
    return at if named and (row[at].name is None or _is_body(row[at].name)) else k


class TurnReader:
    """Reads such offices beside the names that ``names`` finds."""

    def __init__(self, names: NameReader) -> None:
        self.names = names

    def counterpart(self, text: str, row: list[Item], i: int, persons: list[tuple[int, int]], found: Found) -> None:
        """'his German counterpart, A B', 'A B, his predecessor': another's office, elsewhere or before."""
        first, body, pronoun, _, _ = title_context.before(row, i)
        if row[i - 1].low in _NOT_YET:
            return  # 'his likely successor'
        kind = row[i].low if row[i].low in _KINDS else row[i].low.rstrip("s")
        colleague = kind == "colleague"
        kind = _KINDS.get(kind, kind)
        base = None
        if first == i and i >= 2 and row[i - 1].text in POSSESSIVE and row[i - 2].text[0].isupper():
            base, first = row[i - 2].text, i - 2
        elif first == i and i >= 4 and row[i - 1].low == "and" and row[i - 3].text in POSSESSIVE:
            base, first = row[i - 4].text, i - 4  # "A B, C's mentor and predecessor"
        after = i + 1
        if row[i].low == "successor" and i + 1 < len(row) and row[i + 1].low == "to":
            whose = self.names.name(row, i + 2)
            base = text[whose[1] : whose[2]].split()[-1] if whose is not None else base
        ministry = None
        if colleague and after + 2 < len(row) and row[after].low in ("at", "in") and row[after + 1].low == "the":
            ministry = self._ministry(row, after + 2)  # 'his colleague at the foreign ministry, A B'
            after = next((k for k in range(after, len(row)) if ministry and row[k].start >= ministry[2]), after)
        if body is None and (home := title_context.home_of(row, i, ("in",))) is not None:
            at = next(k for k in range(i + 1, len(row)) if row[k].name is home)
            body, after = home, at + 1  # 'his counterpart from Peru'
        if colleague and body is None and ministry is None:
            return  # of whatever office
        several = title_context.bodies_before(row, i) if row[i].low == "counterparts" else []
        as_title = self._as_office(text, row, i + 1) if kind in ("predecessor", "successor") else None
        if as_title is not None:
            after = as_title.after
        name = self.names.names(text, row, after, persons, comma=True, many=bool(several))
        if not name:
            begin, name = self.names.behind_people(text, row, after, persons)
            after = begin if name else after
        if several and len(name) == len(several):
            for (_, a, b), home in zip(name, several, strict=True):
                found.give(
                    OfficeHeld(text[a:b], "", a, b, home, pronoun, None, False, False, kind, base), (a, b), role=kind
                )
            return
        if name:
            last, a, b = name[0]
            start, covered = (
                row[first].start,
                (row[first].start, title_context.close(text, row, last, comma=row[after].text == ",")),
            )
            end = b
        else:
            before = self._named_before(text, row, first - (row[first - 1].low in _WHOSE), persons, found)
            if before is None:
                return
            a, b, _ = before
            start, end = a, row[i].end
            covered = (a, end + (text[end : end + 1] == ","))
        if name and as_title is None and any(p.start <= a < p.end for p in found.people):
            return
        title, kind = (ministry[0], ministry[1]) if ministry is not None else ("", kind)
        office = OfficeHeld(text[a:b], title, start, end, body, pronoun, None, kind == "predecessor", False, kind, base)
        if as_title is not None:
            told, past = as_title.title, kind == "predecessor"
            office = OfficeHeld(text[a:b], told.title, start, end, as_title.body, None, None, past, False, told.kind)
            self._of_other(text, row, first, as_title, persons, found, former=not past)
        found.give(office, (a, b), role=kind, covered=covered)

    def _as_office(self, text: str, row: list[Item], at: int) -> _AsOffice | None:
        """'As president of Kenya': the office that words behind 'predecessor' or 'resignation' tell."""
        if at >= len(row) or row[at].low != "as":
            return None
        t = next((k for k in range(at + 1, min(at + 5, len(row))) if row[k].is_office), None)
        title = row[t].title if t is not None else None
        if t is None or title is None or title.plural:
            return None
        first, body, _, _, _ = title_context.before(row, t)
        after, body_after, _, _ = title_context.after(text, row, t)
        return _AsOffice(title, body or body_after, after, row[after - 1].end) if first == at + 1 else None

    def _of_other(
        self,
        text: str,
        row: list[Item],
        first: int,
        told: _AsOffice,
        persons: list[tuple[int, int]],
        found: Found,
        *,
        former: bool,
    ) -> None:
        """ "A B's predecessor as president": A B holds the office, too, or has held it."""
        if row[first + 1].text not in POSSESSIVE:
            return
        one = self.names.name_before(text, row, first, persons)
        if one is None or " " not in text[one[0] : one[1]]:
            return
        self._told_as(text, (one[0], one[1]), told, found, former=former)

    def left_as(self, text: str, row: list[Item], i: int, persons: list[tuple[int, int]], found: Found) -> None:
        """'The resignation of A B as foreign minister', "A B's dismissal as premier": the office that is left, or taken
        by an appointment.
        """
        name, as_title = None, None
        if i + 2 < len(row) and row[i + 1].low == "of":
            behind = self.names.name(row, i + 2)
            as_title = self._as_office(text, row, behind[0] + 1) if behind is not None else None
            name = behind[1:] if behind is not None else None
        elif i > 2 and row[i - 1].text in POSSESSIVE:
            before = self.names.name_before(text, row, i - 2, persons)
            as_title = self._as_office(text, row, i + 1)
            name = before[:2] if before is not None else None
        tagged = name is not None and (" " in text[name[0] : name[1]] or any(p <= name[0] < q for p, q in persons))
        if name is None or as_title is None or not tagged:
            return
        (a, b), title = name, as_title.title
        if any(o.person == text[a:b] and o.title == title.title for o in found.offices):
            return
        body = as_title.body or next((o.body for o in reversed(found.offices) if o.start < a), None)
        former = row[i].low in PARTING
        office = OfficeHeld(text[a:b], title.title, a, as_title.end, body, None, None, former, False, title.kind)
        found.give(office, (a, b))

    def post_held_by(self, text: str, row: list[Item], i: int, persons: list[tuple[int, int]], found: Found) -> None:
        """'A B was foreign minister; the post (that she left) is now held by C D': of the office told before."""
        before = [o for o in found.offices if o.person and o.title and o.end <= row[i].start]
        name = self.names.names(text, row, i + 2, persons, comma=False)
        if len(name) != 1 or not any(p <= name[0][1] < q for p, q in persons):
            return
        last, (_, a, b) = before[-1] if before else None, name[0]
        post = next((k for k in range(i - 1, 0, -1) if row[k].low in POSTS), None)
        if post is None or row[post - 1].low not in ("that", "the") or row[i - 1].low not in ADVERBS | {"is"}:
            return
        if last is None:
            office = OfficeHeld(text[a:b], "", row[post].start, b, None, kind="successor")
        elif row[post].start < last.end or last.person == text[a:b]:
            return
        else:
            whose = (last.body, last.pronoun, last.body_name, False, False, last.kind)
            office = OfficeHeld(text[a:b], last.title, row[post].start, b, *whose)
        found.give(office, (a, b))

    def _named_before(
        self, text: str, row: list[Item], first: int, persons: list[tuple[int, int]], found: Found
    ) -> tuple[int, int, int] | None:
        """The name before 'his successor': in apposition, or 'sworn in on Monday as his successor'."""
        j = first - 1
        words = set()
        while j >= 0 and (row[j].low in BETWEEN | COPULA | APPOINTED or row[j].kind == "Time"):
            words.add(row[j].low)
            j -= 1
        if (
            j > 1 and row[j].low == "and" and row[j - 1].is_office and found.people
        ):  # 'A B, a minister and C's successor'
            last = [p for p in found.people if p.end <= row[j - 1].start][-1:]
            return (last[0].start, last[0].end, j) if last else None
        if j < 1 or row[j].text != "," or (words and not words & (APPOINTED | {"as"})):
            return None
        return self.names.name_before(text, row, j - 1, persons)

    def heads(self, text: str, row: list[Item], i: int, persons: list[tuple[int, int]], found: Found) -> None:
        """'A B, who heads the Sudanese army', 'A B runs the foreign ministry', 'who then led Chad as its president'."""
        if row[i - 1].low == "who" and self._of_body(text, row, i, persons, found):
            return
        k, body = self._owned(row, i + 1)
        at, k = k, _past_side(row, k)
        one = self._leader(text, row, i, persons)
        if one is None or k >= len(row):
            return
        a, b = one
        if k > at and (party := row[k].name) is not None:  # 'who leads the opposition Unity Party'
            self._leads(text, row[i], one, (a, row[k].end), party, found, past=row[i].low == "led")
            return
        past = row[i].low.endswith("ed") or row[i].low == "led" or row[i - 1].low == "then"
        force = next((f for n in (2, 1) if (f := " ".join(x.low for x in row[k : k + n])) in FORCES), None)
        led = self._ministry(row, k) or self._as_title(row, k)
        if row[i - 1].low == "who" and self._government(text, row, i, k, body, persons, found):
            return
        if force is not None and row[i - 1].low == "who":
            title, kind, end = f"{force.title()} Chief", "military", row[k + len(force.split()) - 1].end
        elif led is not None and body is not None:
            title, kind, end = led
        elif row[k].low == "opposition" and row[i - 1].low == "who":
            title, kind, end = "Opposition Leader", "legislator", row[k].end
            if k + 2 < len(row) and row[k + 1].low == "in":
                _, body = self._owned(row, k + 2)
        else:
            return
        then = row[i - 1].low == "then"
        office = OfficeHeld(text[a:b], title, a, end, body, None, None, past, then, kind)
        found.give(office, (a, b))

    def _of_body(self, text: str, row: list[Item], i: int, persons: list[tuple[int, int]], found: Found) -> bool:
        """'A B, who heads ECOWAS', 'who chairs the bloc': at the head of a body by its name; whether it is so."""
        k = i + 1 + (row[i + 1].low == "the")
        body = row[k].name if k < len(row) else None
        if k + 1 < len(row) and row[k + 1].low in _PARTS_OF_BODY and _is_body(body):
            k += 1  # 'the AU mission in Mali'
        army = body is not None and body.kind == "ArmedForce" and row[i].low.startswith("command")
        if body is None or not (army or _is_body(body)) or (k + 1 < len(row) and not _ends(row[k + 1])):
            return False
        one = self._leader(text, row, i, persons)
        if one is None:
            return False
        past = row[i].low.endswith("ed") or row[i].low == "led"
        self._leads(text, row[i], one, (one[0], row[k].end), body, found, past=past)
        return True

    def headed_by(self, text: str, row: list[Item], i: int, persons: list[tuple[int, int]], found: Found) -> None:
        """'The council, (which is) headed by A B': who is at the head of a body by its name."""
        j = i - 1
        while j > 0 and row[j].low in _NOW_LED:
            j -= 1
        body = row[j].name
        name = self.names.names(text, row, i + 2, persons, comma=False)
        if body is None or not _is_body(body) or len(name) != 1:
            return
        _, a, b = name[0]
        tagged = any(p <= a < q for p, q in persons)
        if tagged and not any(p.start <= a < p.end and p.office is not None for p in found.people):
            self._leads(text, row[i], (a, b), (row[j].start, b), body, found, past=row[i - 1].low in ("was", "then"))

    def _leads(
        self,
        text: str,
        verb: Item,
        one: tuple[int, int],
        span: tuple[int, int],
        body: Mention,
        found: Found,
        *,
        past: bool,
    ) -> None:
        """Keep that somebody leads, heads or chairs a body."""
        a, b = one
        title = next((t for stem, t in _TITLES_OF_VERBS if verb.low.startswith(stem)), "Leader")
        office = OfficeHeld(text[a:b], title, *span, body, None, None, past, past, "other")
        found.give(office, (a, b))

    def head_of(self, text: str, row: list[Item], i: int, persons: list[tuple[int, int]], found: Found) -> None:
        """'A B, head of the joint chiefs of staff', "the head of Peru's border agency, A B"."""
        k, body = self._owned(row, i + 2)
        start = k
        while k < len(row) and k - start < 9 and (row[k].text.isalpha() or row[k].text in POSSESSIVE or row[k].title):
            if row[k].title is not None:
                k += 1  # 'head of the joint chiefs of staff'
                break
            small = row[k].low in ("of", "and", "for", "the")
            noun = row[k].low in BODY_NOUNS | _STAFFS
            if noun and not (k + 1 < len(row) and row[k + 1].low in ("of", "for")):
                k += 1
                break
            if (
                not small
                and not noun
                and not row[k].text[0].isupper()
                and row[k].low not in _BEFORE_BODY
                and row[k].name is None
            ):
                return
            k += 1
        if k == start or row[k - 1].low in ("of", "and", "for", "the"):
            return
        if k < len(row) and row[k].text.islower() and row[k].text.isalpha() and row[k].low not in _AFTER_BODY:
            return  # 'head of office supplies'
        whole = [x for x in row[start:k] if not (x.name is not None and x.kind == "State")]
        while whole and whole[-1].low in ("of", "and", "for", "the"):
            whole.pop()  # 'the council of Peru'
        if not whole or (len(whole) == 1 and whole[0].name is not None):
            return  # 'head of NATO': the title and whose it is say it all
        deputy = row[i].low.startswith("deputy")
        words = " ".join(
            w if w in ("of", "and", "for", "the") else w.capitalize() for x in whole for w in x.text.split()
        )
        title = f"{'Deputy ' if deputy else ''}Head of the {words}"
        name = self.names.names(text, row, k, persons, comma=True) if k < len(row) and row[k].text == "," else []
        first = i - (i > 0 and row[i - 1].low == "the")
        one: tuple[int, int] | None = name[0][1:] if name else None
        if one is None and first > 1 and (row[first - 1].text == "," or row[first - 1].low == "and"):
            if row[first - 1].low == "and":  # 'A B, army chief and head of the council'
                last = [p for p in found.people if p.end <= row[first - 1].start][-1:]
                one = (last[0].start, last[0].end) if last and row[first - 2].is_office else None
            elif (before := self.names.name_before(text, row, first - 2, persons)) is not None:
                one = before[:2]
        if one is None or any(o.person == text[one[0] : one[1]] and o.title == title for o in found.offices):
            return
        a, b = one
        body = body or next((x.name for x in row[start:k] if x.name is not None and x.kind == "State"), None)
        office = OfficeHeld(
            text[a:b], title, min(a, row[i].start), max(b, row[k - 1].end), body, None, None, False, False, "other"
        )
        found.give(office, (a, b))

    def speaks(self, text: str, row: list[Item], i: int, persons: list[tuple[int, int]], found: Found) -> None:
        """'A B, who speaks for the Chadian army': its spokesperson."""
        k, body = self._owned(row, i + 2)
        one = self._leader(text, row, i, persons) if row[i - 1].low == "who" else None
        ministry = self._ministry(row, k) if k < len(row) else None
        if one is None or (body is None and ministry is None):
            return
        a, b = one
        end, title = k, "Spokesperson"
        if ministry is not None:
            title = ministry[0].rsplit(" ", 1)[0] + " Ministry Spokesperson"
            while row[end].low != "ministry":
                end += 1
            end += 1
        while (
            ministry is None and end < len(row) and end - k < 3 and row[end].text.islower() and row[end].text.isalpha()
        ):
            end += 1
        office = OfficeHeld(text[a:b], title, a, row[end - 1].end, body, None, None, False, False, "spokesperson")
        found.give(office, (a, b))

    def _owned(self, row: list[Item], k: int) -> tuple[int, Mention | None]:
        """The index after 'the', 'its' and the name of a state, and that state."""
        body = None
        while k < len(row) and (
            row[k].low in ("the", "its", "his")
            or row[k].text in POSSESSIVE
            or (row[k].name is not None and title_context.owner(row[k].name) and row[k].kind in _STATES)
        ):
            body = row[k].name or body
            k += 1
        return k, body

    def _leader(self, text: str, row: list[Item], i: int, persons: list[tuple[int, int]]) -> tuple[int, int] | None:
        """The name before a verb of leading: 'A B heads', 'A B, who now heads'."""
        j = i - 1
        while j > 0 and row[j].low in ADVERBS | {"had", "has", "have"}:
            j -= 1
        if row[j].low == "who":
            j -= 1 + (row[j - 1].text == ",")
            j = title_context.past_noun(row, j)
            j -= row[j].text == ","
        one = self.names.name_before(text, row, j, persons) if j >= 0 else None
        return (one[0], one[1]) if one is not None else None

    def _ministry(self, row: list[Item], k: int) -> tuple[str, str, int] | None:
        """'foreign ministry': the title of who heads it, its kind, and the end of the words."""
        at = next((n for n in range(k, min(k + 4, len(row))) if row[n].low == "ministry"), None)
        if at is None or at == k:
            return None
        words = " ".join(x.low for x in row[k:at]) + " minister"
        title = next(iter(self.names.offices.find(words, 0, len(words))), None)
        whole = title is not None and (title.start, title.end) == (0, len(words))
        return (title.title, title.kind, row[at].end) if title is not None and whole else None

    def _as_title(self, row: list[Item], k: int) -> tuple[str, str, int] | None:
        """'led Chad *as its president*'."""
        if row[k].low != "as":
            return None
        at = k + 1 + (k + 1 < len(row) and row[k + 1].low in ("its", "the"))
        title = row[at].title if at < len(row) and row[at].is_office else None
        return (title.title, title.kind, row[at].end) if title is not None and not title.plural else None

    def _government(
        self,
        text: str,
        row: list[Item],
        i: int,
        k: int,
        body: Mention | None,
        persons: list[tuple[int, int]],
        found: Found,
    ) -> bool:
        """'A B, who heads the interim government', 'who leads the Unity Party'; whether it is so."""
        one = self._leader(text, row, i, persons)
        if one is None or k >= len(row):
            return False
        a, b = one
        past, name = row[i].low.endswith("ed") or row[i].low == "led", None
        if row[k].low in _GOVERNMENTS and k + 1 < len(row) and row[k + 1].low == "government":
            title, end, k = f"Head of the {row[k].text.capitalize()} Government", row[k + 1].end, k + 2
            if k + 1 < len(row) and row[k].low == "of" and (owner := row[k + 1 + (row[k + 1].low == "the")].name):
                body = owner
        elif row[k].text[0].isupper() and row[k].name is None:
            first = k
            while k < len(row) and (
                (row[k].text[0].isupper() and row[k].text.isalpha())
                or (row[k].text in POSSESSIVE and k + 1 < len(row) and row[k + 1].text[0].isupper())
            ):
                k += 1
            if row[k - 1].low not in BODY_NOUNS | _LED:
                return False
            name, end = text[row[first].start : row[k - 1].end], row[k - 1].end
            title = "Leader" if row[k - 1].low in _LED or "lead" in row[i].low or row[i].low == "led" else "Head"
        else:
            return False
        office = OfficeHeld(text[a:b], title, a, end, body, None, name, past, False, "head_of_government")
        found.give(office, (a, b))
        return True

    def succession(self, text: str, row: list[Item], i: int, persons: list[tuple[int, int]], found: Found) -> None:
        """'A B succeeded C D as foreign minister of Peru', "Peru's new president, A B, replaced C D"."""
        if row[i].low in _UNDERGONE and i and row[i - 1].low in ("was", "been"):
            self._was_succeeded(text, row, i, persons, found)
            return
        k = i + 1
        if row[i].low == "succession":  # 'in office since May in succession to C D'
            k += 1
            if k >= len(row) or row[i + 1].low != "to" or row[i - 1].low != "in":
                return
        while k < len(row) and row[k].title is not None and not row[k].is_office:
            k += 1  # 'succeeded Mr. C D'
        other = self.names.name(row, k)
        if other is None and row[i].low in ("succeeded", "replaced"):
            self._whom_succeeded(text, row, i, persons, found)
        if other is None or not any(p <= other[1] < q for p, q in persons):
            return
        last, a, b = other
        after = last + 1
        if after < len(row) and row[after].low == "as":
            self._succeeded(text, row, i, (a, b), after, persons, found)
            return
        before = [o for o in found.offices if o.person and o.start < row[i].start and o.title]
        if not before or any(o.person == text[a:b] for o in found.offices):
            return
        between = text[before[-1].end : row[i].start]
        if len(between.split()) > (9 if row[i].low == "succession" else 6) or before[-1].kind in (
            "counterpart",
            "predecessor",
        ):
            return
        base = before[-1].person.split()[-1]
        office = OfficeHeld(text[a:b], "", a, b, None, None, None, True, False, "predecessor", base)
        found.give(office, (a, b), role="predecessor")

    def _whom_succeeded(self, text: str, row: list[Item], i: int, persons: list[tuple[int, int]], found: Found) -> None:
        """'The former president A B, whom C D (beat and) succeeded in 2014': C D is, or was, president after A B."""
        whom = next((k for k in range(i - 1, max(i - _NEAR, 0), -1) if row[k].low == "whom"), None)
        one = self.names.name(row, whom + 1) if whom is not None else None
        before = [o for o in found.offices if o.person and o.title and whom and o.end <= row[whom].start]
        if whom is None or one is None or not before or not any(p <= one[1] < q for p, q in persons):
            return
        last, (_, a, b) = before[-1], one
        if text[last.end : row[whom].start].strip(" ,") or any(o.person == text[a:b] for o in found.offices):
            return
        whose = (last.body, last.pronoun, last.body_name, False, False, last.kind)
        found.give(OfficeHeld(text[a:b], last.title, a, row[i].end, *whose), (a, b))

    def _was_succeeded(self, text: str, row: list[Item], i: int, persons: list[tuple[int, int]], found: Found) -> None:
        """'A B was succeeded (as foreign minister of Peru) by C D (as foreign minister of Peru)'."""
        near = range(i + 1, min(i + _NEAR, len(row) - 1))
        by = next((k for k in near if row[k].low == "by"), None)
        other = self.names.name(row, by + 1) if by is not None else None
        if by is None or other is None or not any(p <= other[1] < q for p, q in persons):
            return
        last, a, b = other
        office = next((k for k in (i + 1, last + 1) if k < len(row) and row[k].low == "as"), None)
        if office is not None:
            self._succeeded(text, row, i, (a, b), office, persons, found)
            return
        before = [o for o in found.offices if o.person and o.title and o.end <= row[i].start]
        told = before[-1] if before else None
        if told is None or told.former or told.kind in ("epithet", "counterpart", "predecessor"):
            return
        apart = len(text[told.end : row[i].start].split()) > len((",", "was", "impeached", "and"))
        if apart or any(o.person == text[a:b] for o in found.offices):
            return
        title = told.title.removeprefix("Interim ").removeprefix("Acting ")
        whose = (told.body, told.pronoun, told.body_name, False, False, told.kind)
        found.give(OfficeHeld(text[a:b], title, a, b, *whose), (a, b))

    def named_to_succeed(
        self, text: str, row: list[Item], i: int, persons: list[tuple[int, int]], found: Found
    ) -> None:
        """'Named A B to succeed C D (as foreign minister)': what C D was, A B is to be."""
        one, other = self.names.name_before(text, row, i - 2, persons), self.names.name(row, i + 1)
        tagged = other is not None and any(p <= other[1] < q for p, q in persons)
        if one is None or other is None or one[2] < 1 or not {row[one[2] - 1].low} & NAMED:
            if other is not None and tagged and (told := self._as_office(text, row, other[0] + 1)) is not None:
                self._told_as(text, (other[1], other[2]), told, found, former=False)  # 'a candidate to succeed C D as'
            return
        last, a, b = other
        if last + 1 < len(row) and row[last + 1].low == "as":
            self._succeeded(text, row, i, (a, b), last + 1, persons, found, named=(one[0], one[1]))
            return
        start, end, _ = one
        office = OfficeHeld(
            text[start:end], "", start, b, None, None, None, False, False, "successor", text[a:b].split()[-1]
        )
        found.give(office, (start, end), role="successor")

    @staticmethod
    def _told_as(text: str, name: tuple[int, int], told: _AsOffice, found: Found, *, former: bool) -> None:
        """Gives somebody the office that 'as' tells, unless he has it already."""
        a, b = name
        if any(o.person == text[a:b] and o.title == told.title.title for o in found.offices):
            return
        whose = (told.body, None, None, former, False, told.title.kind)
        found.give(OfficeHeld(text[a:b], told.title.title, a, told.end, *whose), (a, b))

    def held_the_post(self, text: str, row: list[Item], i: int, persons: list[tuple[int, int]], found: Found) -> None:
        """'A B, who held the post until 2020': the office told before in the sentence, of another; 'holds the same post
        in Lima': also that told before it.
        """
        before = [o for o in found.offices if o.person and o.title and o.start < row[i].start]
        one = self._leader(text, row, i, persons)
        same = row[i + 2].low == "same"
        if one is None or not (before or same) or row[i + 1].low not in ("the", "that"):
            return
        if i + 3 + same < len(row) and row[i + 3 + same].low in ("as", "of"):
            return  # 'holds the post of envoy'
        (a, b), last = one, before[-1] if before else None
        if last is not None and last.person == text[a:b]:
            return
        if same:  # 'A B, who holds the same office in C', of the office told last
            k = i + 5 + (i + 5 < len(row) and row[i + 5].low == "the")
            body = row[k].name if k < len(row) and row[i + 4].low == "in" else None
            if body is None or not (body.kind == "State" or body.role == "capital"):
                return
            title, kind = (last.title, last.kind) if last is not None else ("", "counterpart")
            office = OfficeHeld(text[a:b], title, a, row[k].end, body, None, None, False, False, kind)
            found.give(office, (a, b))
            return
        if last is None:
            return
        past = row[i].low.endswith(("held", "ed"))
        office = OfficeHeld(
            text[a:b], last.title, a, row[i + 2].end, last.body, None, last.body_name, past, False, last.kind
        )
        found.give(office, (a, b))

    def _succeeded(
        self,
        text: str,
        row: list[Item],
        i: int,
        other: tuple[int, int],
        at: int,
        persons: list[tuple[int, int]],
        found: Found,
        named: tuple[int, int] | None = None,
    ) -> None:
        t = next((k for k in range(at + 1, min(at + 6, len(row))) if row[k].is_office), None)
        title = row[t].title if t is not None else None
        if t is None or title is None or title.plural:
            return
        _, body, pronoun, _, _ = title_context.before(row, t)
        after, body_after, body_name, _ = title_context.after(text, row, t)
        if named is not None and body is None and body_after is None and found.offices:
            body = found.offices[-1].body  # "Peru's president named A to succeed B as foreign minister"
        j = i - 1
        passive = row[i].low in _UNDERGONE and row[j].low in ("be", "been", "was", "is")
        while j >= 0 and (row[j].low in ("has", "had", "who", "was", "be", "been", "is", ",") or row[j].kind == "Time"):
            if row[j].low == "be":
                return
            j -= 1
        one = named or self.names.name_before(text, row, j, persons)
        end = row[after - 1].end
        a, b = other
        for start, stop, former in ([(one[0], one[1], passive)] if one else []) + [(a, b, not passive)]:
            if any(o.person == text[start:stop] and o.title == title.title for o in found.offices):
                continue
            office = OfficeHeld(
                text[start:stop],
                title.title,
                start,
                end,
                body or body_after,
                pronoun,
                body_name,
                former,
                False,
                "appointed",
            )
            found.give(office, (start, stop))
