"""Find persons and the offices that the text gives them, before parsing.

Patterns over the sentence's words, with names and titles found before: 'Japanese Foreign Minister A B',
'the Minister for Foreign Affairs of Japan, A B', 'A B, then prime minister of Japan', 'A B, who was foreign minister at
the time', 'his German counterpart, A B', 'Foreign Ministers A B and C D'. A person's later surname alone is found too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from kg.annotate.offices import Offices
from kg.annotate.rows import Item, items
from kg.core.annotated import Mention


def _set(words: str) -> frozenset[str]:
    """The words of a string, parted by blanks (or by bars where one has a blank in it)."""
    return frozenset(w.strip() for w in words.split("|")) if "|" in words else frozenset(words.split())


_PARTICLES = _set(
    """
    de da do dos das del della di bin ben ibn bint van von der den la le du al el ul ur abu y ter ten af av e
    """
)
_SUFFIX = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}
_LINK = _set(
    """
    former then now current outgoing incoming acting interim late caretaker ex long-time longtime embattled newly
    appointed elected re-elected new veteran hardline then- ex- ousted deposed transitional visiting sitting
    senior chief top military long-serving federal so-called ruling first own
    """
)
_FORMER = {"former", "then", "late", "ex", "ousted", "deposed", "then-", "ex-"}
_COPULA = _set(
    """
    is was were are been has had became becomes served serves serving who remains remained
    """
)
_APPOINTED = _set(
    """
    elected re-elected reelected appointed reappointed named chosen sworn inaugurated installed confirmed crowned
    proclaimed became
    """
)
_BETWEEN = _set(
    """
    as in on the a an now still also newly formally unanimously recently then since himself herself first at
    """
)
_UNREAL = {"will", "would", "to", "not", "never", "may", "might", "could", "should", "if", "nor", "n't", "hopes"}
_NATURE = _set(
    """
    reef reefs island islands shoal shoals bank atoll sea strait straits bay gulf river valley heights peninsula
    triangle canal lake mountains plateau archipelago rocks islets springs farms pass corridor desert
    """
)
_CHOSEN = {"elected", "re-elected", "appointed"}
_OPENERS = {"while", "when", "after", "since", "although", "but", "and", "as", "before", "because"}
_HEADS = {"head_of_state", "head_of_government", "minister"}
_DERIVED = {"counterpart", "counterparts", "predecessor", "successor"}
_FORCES = {"army", "navy", "military", "air force", "armed forces", "coast guard", "police", "marines", "junta"}
_AFTER_FORMER = re.compile(r"\s*(?:at (?:the|that) time|back then|until (?:recently|then)|in those days)\b")
_POSSESSIVE = ("'s", "’s", "'", "’")


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """An office that the text gives to a person: offsets of the words that say so; ``body`` is whose office it is."""

    person: str
    title: str
    start: int
    end: int
    body: Mention | None
    pronoun: int | None = None
    body_name: str | None = None
    former: bool = False
    then: bool = False
    kind: str = ""
    base: str | None = None
    """Whose counterpart, predecessor or successor the person is, in the words of the text."""


@dataclass(frozen=True, slots=True)
class PersonFound:
    """A person's name with the stretch that stands for the person ('then Japanese Prime Minister A B')."""

    start: int
    end: int
    covered: tuple[int, int]
    name: str
    office: OfficeHeld | None = None
    role: str = "name"


@dataclass(slots=True)
class Found:
    people: list[PersonFound] = field(default_factory=list)
    offices: list[OfficeHeld] = field(default_factory=list)


class PeopleFinder:
    """Persons and their offices in one sentence after the other."""

    def __init__(self, offices: Offices) -> None:
        self.offices = offices

    def find(
        self, text: str, start: int, end: int, names: Sequence[Mention], ner: Sequence[tuple[int, int, str]]
    ) -> Found:
        """Persons in ``text[start:end]``; ``ner`` has (start, end, label) in the same offsets."""
        titles = self.offices.find(text, start, end)
        persons = [(a, b) for a, b, label in ner if label == "PERSON"]
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
                and self._name_like(text[a:b])
                and m.end - m.start < b - a - 2
                for a, b in persons
            )
        ]
        row = self._regional(text, items(text, start, end, names, titles))
        found = Found()
        used: set[int] = set()
        for i, item in enumerate(row):
            if item.title and item.is_office and i not in used:
                self._titled(text, row, i, persons, found, used)
        for i, item in enumerate(row):
            if item.title and not item.is_office and i not in used:
                self._titled(text, row, i, persons, found, used)
            elif item.low in _DERIVED:
                self._counterpart(text, row, i, persons, found)
            elif (
                item.low in ("heads", "leads", "commands", "headed", "led", "commanded")
                and i >= 3
                and row[i - 1].low == "who"
            ):
                self._heads(text, row, i, persons, found)
        for a, b in persons:
            if self._name_like(text[a:b]) and len(text[a:b].split()) >= 2:
                a, b = self._trim(text, a, b)
                named = any(m.start < b and a < m.end and m.kind != "Time" for m in names)
                ship = i_before(text, a)
                if not named and not ship and all(b <= p.covered[0] or p.covered[1] <= a for p in found.people):
                    found.people.append(PersonFound(a, b, (a, b), text[a:b]))
        return found

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
                    out[-2].text in _POSSESSIVE or (out[-2].name is not None and out[-2].kind == "State")
                )
                region = last.kind in ("Area", "Sea", "Place", "Territory")
                if region or (owned and last.kind == "State" and last.role == "name"):
                    out.pop()
                    whole = replace(title, start=last.start, title=f"{last.text} {title.title}")
                    item = Item(last.start, item.end, text[last.start : item.end], None, whole)
            out.append(item)
        return out

    def _trim(self, text: str, a: int, b: int) -> tuple[int, int]:
        for mark in ("'s", "’s"):
            if text[a:b].endswith(mark):
                b -= 2
        while self.offices.rank(text[a:b].split()[0]) and len(text[a:b].split()) > 2:
            a += len(text[a:b].split()[0]) + 1
        return a, b

    def _name_like(self, name: str) -> bool:
        words = name.split()
        if words[-1].lower().strip(".") in _NATURE:
            return False
        return (
            all(
                w[0].isupper() or w.lower() in _PARTICLES or w[:3] in ("al-", "el-", "ad-", "as-", "ar-") for w in words
            )
            and not any(c.isdigit() for c in name)
            and not name.isupper()
            and "\n" not in name
        )

    # -- one title and what stands around it

    def _titled(
        self, text: str, row: list[Item], i: int, persons: list[tuple[int, int]], found: Found, used: set[int]
    ) -> None:
        title = row[i].title
        assert title is not None
        first, body, pronoun, former, then = self._before(row, i)
        party = None
        if (
            body is None
            and pronoun is None
            and title.kind in ("spokesperson", "legislator", "other")
            and first > 1
            and row[first - 1].text in _POSSESSIVE
            and row[first - 2].text[0].isupper()
        ):
            party, first = row[first - 2].text, first - 2  # "Labour's foreign affairs spokeswoman"
        after, body_after, body_name, pronoun_after = self._after(text, row, i)
        body_name = body_name or party
        bodies: list[Mention] = []
        if title.plural:
            bodies, after = self._bodies(row, i, after)
        body, pronoun = body or body_after, pronoun if pronoun is not None else pronoun_after
        if body is None and pronoun is None and first and row[first - 1].low == "and":
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
        if title.kind == "ambassador" and body_after is not None and body is body_after and self._to(row, i):
            body = None
        name = self._names(text, row, after, persons, comma=True, many=title.plural)
        begin = row[first].start
        if name and title.plural and len(name) == 1 and row[after].text == ",":
            return  # 'EU leaders, Orban included': he is one of them, no more
        between = row[after].text == "," if after < len(row) else False
        if name and between and first > 1 and row[first - 1].text == "," and row[first].low != "the":
            # 'A B, prime minister of C, D E, prime minister of F': each name stands before its title
            held = (body, pronoun, body_name, former, then)
            one = self._name_before(text, row, first - 2, persons)
            if one and self._apposed(text, row, i, first, after, persons, found, held, bodies):
                return
        if name:
            plural = title.plural and len(name) > 1
            for n, (k, a, b) in enumerate(name):
                if any(p.start <= a < p.end for p in found.people):
                    return
                owner = bodies[n] if len(bodies) == len(name) else body if not plural else None
                home = self._home_of(row, k) if owner is None and pronoun is None else None
                office: OfficeHeld | None = OfficeHeld(
                    text[a:b],
                    title.title,
                    begin if n == 0 else a,
                    home.end if home is not None else b,
                    owner or home,
                    pronoun,
                    body_name,
                    former,
                    then,
                    title.kind,
                )
                if title.is_office and office:
                    found.offices.append(office)
                    begin = self._second_title(text, row, first, office, found)
                else:
                    office = None
                end = self._close(text, row, k, comma=row[after].text == ",")
                covered = (begin if n == 0 else a, max(end, home.end) if home is not None else end)
                found.people.append(PersonFound(a, b, covered, text[a:b], office, "titled"))
                used.add(k)
            return
        if self._apposed(text, row, i, first, after, persons, found, (body, pronoun, body_name, former, then), bodies):
            return
        if (
            body is not None
            and pronoun is None
            and row[first].low == "the"
            and not title.plural
            and title.kind in _HEADS
            and not (after < len(row) and (row[after].text[0].isupper() or row[after].low in ("of", "-")))
        ):
            found.offices.append(
                OfficeHeld("", title.title, begin, row[after - 1].end, body, None, None, former, then, "epithet")
            )

    def _bodies(self, row: list[Item], i: int, after: int) -> tuple[list[Mention], int]:
        """'of Armenia and Azerbaijan' after a plural title: whose offices, and the index after them."""
        out: list[Mention] = []
        k = i + 1
        if k < len(row) and row[k].low in ("of", "from", "for"):
            k += 1
            while k < len(row) and (
                row[k].low in ("the", ",", "and") or (row[k].name is not None and self._owner(row[k].name))
            ):
                if (name := row[k].name) is not None:
                    out.append(name)
                    end = k + 1
                elif row[k].low == "," and not (
                    k + 1 < len(row)
                    and ((row[k + 1].name is not None and self._owner(row[k + 1].name)) or row[k + 1].low == "and")
                ):
                    break
                k += 1
        return (out, end) if len(out) >= 2 else ([], after)

    def _second_title(self, text: str, row: list[Item], first: int, office: OfficeHeld, found: Found) -> int:
        """'The Prime Minister and Minister of Finance, A B': the title before 'and' too; where the stretch begins."""
        if first < 2 or row[first - 1].low != "and" or row[first - 2].title is None or not row[first - 2].is_office:
            return office.start
        other = row[first - 2].title
        assert other is not None
        begin, body, pronoun, former, then = self._before(row, first - 2)
        found.offices.append(
            replace(
                office,
                title=other.title,
                start=row[begin].start,
                body=body or office.body,
                pronoun=pronoun,
                former=former,
                then=then,
                kind=other.kind,
            )
        )
        return row[begin].start

    def _heads(self, text: str, row: list[Item], i: int, persons: list[tuple[int, int]], found: Found) -> None:
        """'A B, who heads the Sudanese army': chief of it."""
        k, body = i + 1, None
        while k < len(row) and (
            row[k].low in ("the", "its", "his")
            or row[k].text in _POSSESSIVE
            or (row[k].name is not None and self._owner(row[k].name) and row[k].kind == "State")
        ):
            body = row[k].name or body
            k += 1
        force = next((f for n in (2, 1) if (f := " ".join(x.low for x in row[k : k + n])) in _FORCES), None)
        j = i - 2
        if row[j].text == ",":
            j -= 1
        one = self._name_before(text, row, j, persons)
        if force is None or one is None:
            return
        a, b, _ = one
        end = row[k + len(force.split()) - 1].end
        found.offices.append(
            OfficeHeld(
                text[a:b],
                f"{force.title()} Chief",
                a,
                end,
                body,
                None,
                None,
                row[i].low.endswith("ed"),
                False,
                "military",
            )
        )

    def _home_of(self, row: list[Item], last: int) -> Mention | None:
        """The state after a name: 'President A B of (the) C'."""
        at = last + 1
        if at >= len(row) or row[at].low != "of":
            return None
        at += 2 if at + 1 < len(row) and row[at + 1].low == "the" else 1
        name = row[at].name if at < len(row) else None
        owns = at + 1 < len(row) and row[at + 1].text in _POSSESSIVE
        return name if name is not None and name.kind == "State" and name.role == "name" and not owns else None

    def _to(self, row: list[Item], i: int) -> bool:
        return i + 1 < len(row) and row[i + 1].low == "to"

    def _close(self, text: str, row: list[Item], last: int, *, comma: bool) -> int:
        """End of the stretch that stands for the person; a closing comma of the apposition is taken in."""
        end = row[last].end
        if comma and last + 1 < len(row) and row[last + 1].text == "," and not _new_phrase(row, last + 2):
            return row[last + 1].end
        return end

    def _before(self, row: list[Item], i: int) -> tuple[int, Mention | None, int | None, bool, bool]:
        """From a title leftwards: 'the then Japanese ...', "Germany's ...", 'its ...'."""
        j, first = i - 1, i
        body: Mention | None = None
        pronoun: int | None = None
        former = then = False
        while j >= 0:
            item = row[j]
            if item.low in _CHOSEN and not (
                j
                and (
                    row[j - 1].low in _LINK | {"the", "a", "democratically", "directly", "recently"}
                    or row[j - 1].name is not None
                )
            ):
                break
            if item.low in _LINK or item.low.rstrip("-") in _FORMER:
                former |= item.low.rstrip("-") in _FORMER
                then |= item.low.startswith("then")
                first, j = j, j - 1
            elif item.text == "-" and j and row[j - 1].low in ("then", "ex"):
                j -= 1
            elif (
                item.text in _POSSESSIVE
                and j
                and row[j - 1].name is not None
                and body is None
                and self._owner(row[j - 1].name)
            ):
                body = row[j - 1].name
                first, j = j - 1, j - 2
            elif item.text in _POSSESSIVE and j and body is None and row[j - 1].text.islower():
                first, j = j - 1, j - 2  # "the coast guard's spokesman"
                if j > 0 and row[j].text.islower() and row[j].low not in ("the", "a"):
                    first, j = j, j - 1
            elif item.name is not None and body is None and self._owner(item.name):
                body = item.name
                first, j = j, j - 1
            elif item.low in ("the", "a", "an"):
                first = j
                break
            elif item.low in ("its", "his", "her", "their", "whose", "our", "my") and body is None:
                pronoun, first = item.start, j
                break
            else:
                break
        while first < i and row[first].low in (
            "first",
            "own",
            "new",
            "top",
            "senior",
            "chief",
            "visiting",
            "so-called",
        ):
            first += 1
        return first, body, pronoun, former, then

    def _owner(self, mention: Mention | None) -> bool:
        return mention is not None and mention.kind not in ("Time", "Person", "Treaty")

    def _after(self, text: str, row: list[Item], i: int) -> tuple[int, Mention | None, str | None, int | None]:
        """From a title rightwards: 'of Japan', 'for the Philippines' National Maritime Council', 'to Manila'."""
        j = i + 1
        if j >= len(row) or row[j].low not in ("of", "for", "to", "in", "at", "with"):
            return j, None, None, None
        k = j + 1
        pronoun = None
        body: Mention | None = None
        while k < len(row) and (
            row[k].low in ("the", "its", "their", "his", "her", "a")
            or row[k].text in _POSSESSIVE
            or row[k].name
            or row[k].low in ("ruling", "main", "governing", "opposition")
        ):
            if row[k].low in ("its", "their", "his", "her"):
                pronoun = row[k].start
            item = row[k].name
            if item is not None:
                if not self._owner(item) or (item.role == "adjective" and body is not None):
                    break
                more = k + 1 < len(row) and row[k + 1].text in _POSSESSIVE
                if body is None or item.kind not in ("State",):
                    body = item
                k += 1
                if row[i + 1].low in ("to", "in", "at") or (
                    row[i + 1].low == "of" and item.kind == "State" and item.role == "name" and not more
                ):
                    return k, body, None, pronoun
                if (
                    item.role == "adjective"
                    and k + 1 < len(row)
                    and row[k].text.islower()
                    and row[k + 1].text in _POSSESSIVE
                ):
                    k += 2  # "the Chinese military's Eastern Theater Command"
                    continue
                if not more and item.role not in ("adjective",):
                    nxt = row[k] if k < len(row) else None
                    if nxt is None or (
                        not (nxt.name and self._owner(nxt.name))
                        and not (nxt.text[0].isupper() and nxt.text.isalpha() and not nxt.title)
                    ):
                        return k, body, None, pronoun
                continue
            k += 1
        name_start = k
        while (
            k < len(row)
            and row[k].title is None
            and (
                row[k].text[0].isupper()
                or (
                    row[k].low in ("of", "and", "for", "on")
                    and k > name_start
                    and k + 1 < len(row)
                    and row[k + 1].text[0].isupper()
                )
            )
            and row[k].text.isalpha()
            and row[k].name is None
        ):
            k += 1
        if k > name_start:
            return k, body, text[row[name_start].start : row[k - 1].end], pronoun
        if body is None and pronoun is None:
            # 'minister for foreign trade': lower-case field of the office, up to a comma or a name
            return j, None, None, None
        return k, body, None, pronoun

    def _names(
        self, text: str, row: list[Item], k: int, persons: list[tuple[int, int]], *, comma: bool, many: bool = False
    ) -> list[tuple[int, int, int]]:
        """Person names from item ``k`` on: (index of the last item, start, end); several after a plural title."""
        apart = False
        if comma and k < len(row) and row[k].text == ",":
            k, apart = k + 1, True
        if k + 1 < len(row) and row[k].low == "the" and self.offices.rank(row[k + 1].text):
            k += 1
        if k < len(row) and row[k].low in ("the", "a"):
            return []
        while k < len(row) and (
            self.offices.rank(row[k].text) or row[k].text == "." or (row[k].title and not row[k].is_office)
        ):
            k += 1
        one = self._name(row, k)
        if one is None:
            return []
        last, a, b = one
        words = len(text[a:b].split())
        tagged = any(p <= a < q or a <= p < b for p, q in persons)
        if (apart and not (tagged or words >= 2)) or (
            not apart
            and words == 1
            and not tagged
            and row[k - 1].low not in _DERIVED
            and row[k - 1].title is None
            and row[k - 1].name is None
            and not self.offices.rank(row[k - 1].text)
        ):
            return []
        if (
            apart
            and words >= 2
            and not tagged
            and last + 1 < len(row)
            and row[last + 1].text not in (",", ".", ")", "-", "–", ";", "and")
        ):
            return []
        out = [(last, a, b)]
        title = row[max(0, k - 1)].title
        if many or (title is not None and title.plural):
            while last + 2 < len(row) and row[last + 1].low in ("and", ","):
                step = 3 if row[last + 1].text == "," and row[last + 2].low == "and" else 2
                more = self._name(row, last + step)
                if more is None:
                    break
                last = more[0]
                out.append(more)
        return out

    def _name(self, row: list[Item], k: int) -> tuple[int, int, int] | None:
        """A run of capitalised words that are no other name: the index of its last item, start and end."""
        j, last = k, None
        while j < len(row) and j - k < 7:
            item = row[j]
            word = item.text
            adjoins = j == k or row[j].start - row[j - 1].end <= 1
            if not adjoins or (item.title is not None and item.is_office):
                break
            if item.name is not None and (
                item.kind in ("Time", "Treaty")
                or item.role in ("adjective", "metonym")
                or (j == k and item.kind == "State" and item.role == "name")
            ):
                break
            if (
                word[0].isupper()
                and (word.replace(".", "").replace("'", "").replace("’", "").replace("-", "").isalpha())
                and (not word.isupper() or len(word) <= 2 or word.endswith("."))
            ) or word.lower() in _SUFFIX:
                last = j
                if word.lower() in _SUFFIX and j > k:
                    break  # nothing of a name comes after 'Jr.'
            elif (last is not None and word.lower() in _PARTICLES | {"-"}) or re.fullmatch(
                r"(?:al|el|an|as|ad|ar|ash)-[A-Z][\w’'-]*", word
            ):
                if "-" in word and len(word) > 2:
                    last = j
            else:
                break
            j += 1
        if last is None:
            return None
        end = row[last].end
        if row[last].text.endswith(".") and row[last].low not in _SUFFIX and len(row[last].text) > 2:
            end -= 1
        return last, row[k].start, end

    def _counterpart(self, text: str, row: list[Item], i: int, persons: list[tuple[int, int]], found: Found) -> None:
        """'his German counterpart, A B', 'A B, his predecessor': another's office, elsewhere or before."""
        first, body, pronoun, _, _ = self._before(row, i)
        kind = row[i].low.rstrip("s")
        base = None
        if first == i and i >= 2 and row[i - 1].text in _POSSESSIVE and row[i - 2].text[0].isupper():
            base, first = row[i - 2].text, i - 2
        after = i + 1 + (i + 2 < len(row) and row[i + 1].low in ("in", "as") and 0)
        name = self._names(text, row, after, persons, comma=True)
        if name:
            last, a, b = name[0]
            start, covered = (
                row[first].start,
                (row[first].start, self._close(text, row, last, comma=row[after].text == ",")),
            )
            end = b
        else:
            before = (
                self._name_before(text, row, first - 2, persons) if first >= 2 and row[first - 1].text == "," else None
            )
            if before is None:
                return
            a, b, _ = before
            start, end = a, row[i].end
            covered = (a, end + (text[end : end + 1] == ","))
        if any(p.start <= a < p.end for p in found.people):
            return
        office = OfficeHeld(text[a:b], "", start, end, body, pronoun, None, kind == "predecessor", False, kind, base)
        found.offices.append(office)
        found.people.append(PersonFound(a, b, covered, text[a:b], office, kind))

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
        if not title.is_office:
            return False
        body, pronoun, body_name, former, then = held
        if row[first - 1].low == "and" and first > 1 and row[first - 2].title is not None:
            first = self._before(row, first - 2)[0]  # 'A B, prime minister and defence minister'
        j, words = first - 1, set[str]()
        while j >= 0 and (
            row[j].low in _BETWEEN | _COPULA | _APPOINTED
            or row[j].low in _UNREAL
            or row[j].text in ("(", "–", "—", "two", "both", "three")
            or row[j].low in ("two", "both", "three", "respectively")
            or (row[j].name is not None and row[j].kind == "Time")
            or (row[j].low in ("that", "time") and row[j].low != row[max(0, j - 1)].low)
        ):
            words |= {row[j].low} | ({"then"} if "time" in row[j].low.split() else set())
            j -= 1
        if words & _UNREAL or j < 0:
            return False
        verb = bool(words & (_COPULA | _APPOINTED) - {"has", "had"})
        apart = row[j].text == ","
        opened = bool(words & {"(", "–", "—"})
        if not (apart or opened or verb):
            return False
        j -= apart
        many = title.plural
        names = (
            self._names_before(text, row, j, persons)
            if many
            else [one]
            if (one := self._name_before(text, row, j, persons))
            else []
        )
        if not names or (many and len(names) < 2):
            return False
        was = bool(words & {"was", "were", "served", "had"}) and not words & _APPOINTED
        before = row[names[0][2] - 1].low if names[0][2] > 0 else ""
        if words & {"time"} or ("then" in words and not verb):
            then = former = True
        if was and before in ("while", "when"):
            then = True
        if "is" in words and not apart and not opened and words & {"been"}:
            return False
        end = row[after - 1].end
        tail = _AFTER_FORMER.match(text, end)
        if tail:
            end, former, then = tail.end(), True, True
        clause = verb and not apart and not opened
        kind = "appointed" if words & _APPOINTED else title.kind
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
                then or (was and not clause) or (was and before in ("while", "when")),
                kind,
            )
            found.offices.append(office)
            begin = a
            while run > 0 and (
                self.offices.rank(row[run - 1].text) or (row[run - 1].title and not row[run - 1].is_office)
            ):
                run -= 1
                begin = row[run].start
            closing = text[end : end + 1]
            next_item = next((k for k, x in enumerate(row) if x.start >= end + 1), len(row))
            covered = (
                begin,
                end + 1 if closing == ")" or (closing == "," and not _new_phrase(row, next_item)) else end,
            )
            if many or clause:
                covered = (begin, b)
            found.people = [p for p in found.people if p.start != a]
            found.people.append(PersonFound(a, b, covered, text[a:b], office, "apposed"))
        return True

    def _names_before(
        self, text: str, row: list[Item], j: int, persons: list[tuple[int, int]]
    ) -> list[tuple[int, int, int]]:
        """'A B and C D', 'A B, C D and E F' that end at item ``j``."""
        out: list[tuple[int, int, int]] = []
        while (one := self._name_before(text, row, j, persons)) is not None:
            out.append(one)
            j = one[2] - 1
            if (j >= 0 and row[j].low == "and") or (j >= 0 and row[j].text == "," and out):
                j -= 1
                j -= j >= 0 and row[j].text == ","
            else:
                break
        return out[::-1]

    def _name_before(
        self, text: str, row: list[Item], j: int, persons: list[tuple[int, int]]
    ) -> tuple[int, int, int] | None:
        """The person's name that ends at item ``j``: (start, end, index of its first item)."""
        run = j
        while (
            run >= 0
            and run > j - 6
            and row[run].title is None
            and (row[run].name is None or row[run].kind == "Settlement" or row[run].role in ("capital", "people"))
            and (
                row[run].text[0].isupper()
                or row[run].low in _PARTICLES
                or row[run].low in _SUFFIX
                or re.match(r"(?:al|el)-[A-Z]", row[run].text)
            )
        ):
            run -= 1
        run += 1
        while run <= j and (
            (row[run].low in _PARTICLES and row[run].text.islower())
            or self.offices.rank(row[run].text)
            or (row[run].low in _OPENERS and run < j)
        ):
            run += 1
        if run > j:
            return None
        one = self._name(row, run)
        if one is None or one[0] != j:
            return None
        _, a, b = one
        if len(text[a:b].split()) < 2 and not any(p <= a < q for p, q in persons):
            return None
        return a, b, run


def _new_phrase(row: list[Item], k: int) -> bool:
    """Whether a noun phrase begins here, so that the comma before it closes no apposition."""
    return k < len(row) and (
        row[k].low
        in ("the", "a", "an", "this", "that", "its", "their", "his", "her", "it", "he", "she", "they", "both")
        or row[k].text[0].isupper()
    )


_SHIP = re.compile(
    r"(?:carrier|frigate|destroyer|cruiser|ship|vessel|submarine|HMS|USS|BRP|HMAS|INS|RSS|warship|corvette|tanker|airport|base|avenue|street|prize|university|square|museum|stadium|hotel)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def i_before(text: str, at: int) -> bool:
    """Whether the word before a name says that it is a ship's or a place's, not a person's."""
    return bool(_SHIP.search(text, max(0, at - 24), at)) or text[at : at + 4] in (
        "USS ",
        "HMS ",
        "BRP ",
        "INS ",
        "HMAS",
    )


def surname_pattern(known: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern for parts of names, the longest first; None where there are none."""
    parts = sorted(sorted(known), key=len, reverse=True)
    return re.compile(r"(?<![\w’'-])(?:" + "|".join(re.escape(k) for k in parts) + r")(?![\w-])") if parts else None


def surnames(
    text: str,
    start: int,
    end: int,
    known: dict[str, str],
    taken: Sequence[tuple[int, int]],
    pattern: re.Pattern[str] | None,
) -> list[tuple[int, int, str]]:
    """Later mentions of known persons by a part of the name, as ``pattern`` finds them: (start, end, full name)."""
    if pattern is None:
        return []
    return [
        (m.start(), m.end(), known[m.group()])
        for m in pattern.finditer(text, start, end)
        if all(m.end() <= a or b <= m.start() for a, b in taken)
    ]


def name_parts(names: Iterable[str]) -> dict[str, str]:
    """Parts of full names that point to one person alone: 'Marcos' and 'Ferdinand Marcos' to 'Ferdinand Marcos Jr.'."""
    seen: dict[str, set[str]] = {}
    for name in names:
        words = [w for w in name.split() if w.lower().strip(".") not in {s.strip(".") for s in _SUFFIX}]
        parts = (
            {" ".join(words[i:]) for i in range(len(words))}
            | {" ".join(words[:i]) for i in range(1, len(words) + 1)}
            | {name}
        )
        if len(words) >= 3:
            parts.add(f"{words[0]} {words[-1]}")
        for part in parts:
            if len(part) >= 3 or (part[:1].isupper() and len(part) == 2 and len(words) == 2):
                seen.setdefault(part, set()).add(name)
    return {part: next(iter(full)) for part, full in seen.items() if len(full) == 1}
