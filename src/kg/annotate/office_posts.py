"""Offices told by the name of the post: 'who returned to the presidency of Ghana', 'took over the chair of a bloc'."""

from __future__ import annotations

from kg.annotate import title_context
from kg.annotate.people_words import ADVERBS, POSSESSIVE, Found, OfficeHeld
from kg.annotate.person_names import NameReader
from kg.annotate.rows import Item
from kg.core.annotated import Mention
from kg.core.words import word_set

_POSTS = {
    "presidency": ("President", "head_of_state"),
    "premiership": ("Prime Minister", "head_of_government"),
    "chancellorship": ("Chancellor", "head_of_government"),
    "governorship": ("Governor", "other"),
}
"""The office that each post is."""
_SEATS = {"chair": "Chair", "chairmanship": "Chair", "presidency": "President", "helm": "Leader"}
"""What somebody is of a body whose seat he takes."""
POSTS = frozenset({*_POSTS, *_SEATS})
_HOLDING = word_set("annotate.office_posts.holding")
_TAKING = word_set("annotate.office_posts.taking")
_BACK = word_set("annotate.office_posts.back")
_PAST = word_set("annotate.office_posts.past")
_BEFORE = word_set("annotate.office_posts.before")
_LINKS = frozenset({"who", "has", "had", "have", ",", "and", "is", "was", "now"})


class PostReader:
    """Reads posts that persons take, hold or leave, beside the names that ``names`` finds."""

    def __init__(self, names: NameReader) -> None:
        self.names = names

    def post(self, text: str, row: list[Item], i: int, persons: list[tuple[int, int]], found: Found) -> None:
        """'A B, who took over the chair of ECOWAS in June', 'A B assumed the Ghanaian presidency'."""
        body, k = self._owner(row, i)
        j, past = self._verb(row, k)
        if j < 0:
            return
        seat = row[i].low in _SEATS and body is not None and body.kind in ("IntergovernmentalOrganization", "Grouping")
        told = (_SEATS[row[i].low], "other") if seat else _POSTS.get(row[i].low)
        if told is None or (body is not None and not seat and body.kind not in ("State", "Settlement")):
            return
        while j >= 0 and (row[j].low in _LINKS | ADVERBS or row[j].kind == "Time"):
            j -= 1
        one = self.names.name_before(text, row, j, persons)
        if one is None:
            return
        a, b, _ = one
        end = self._end(row, i)
        if any(o.person == text[a:b] and o.title == told[0] for o in found.offices):
            return
        office = OfficeHeld(text[a:b], told[0], a, end, body, None, None, past, False, "appointed")
        found.give(office, (a, b))

    @staticmethod
    def _owner(row: list[Item], i: int) -> tuple[Mention | None, int]:
        """Whose post it is ('the Ghanaian presidency', 'the presidency of Ghana'), and the index before the phrase."""
        k, body = i - 1, None
        while k >= 0 and (
            row[k].low in _BEFORE
            or row[k].text in POSSESSIVE
            or (row[k].name is not None and title_context.owner(row[k].name))
        ):
            body = row[k].name or body
            k -= 1
        at = i + 1
        if body is None and at < len(row) and row[at].low in ("of", "in"):
            at += 1 + (at + 1 < len(row) and row[at + 1].low == "the")
            body = row[at].name if at < len(row) and title_context.owner(row[at].name) else None
        return body, k

    @staticmethod
    def _verb(row: list[Item], k: int) -> tuple[int, bool]:
        """The index before the verb of taking or holding that ends at an item, and whether the post is lost; -1 where
        there is none.
        """
        low = row[k].low if k >= 0 else ""
        above = row[k - 1].low if k >= 1 else ""
        if low in _HOLDING or low in _PAST:
            return k - 1, low in _PAST
        if low in _TAKING:
            return k - 1, False
        if (low in ("over", "up") and above in _TAKING) or (low == "to" and above in _BACK):
            return k - 2, False
        return -1, False

    @staticmethod
    def _end(row: list[Item], i: int) -> int:
        """Where the words end: with the time behind the post, or behind whom it is taken over from."""
        for k in range(i, min(i + 8, len(row))):
            if row[k].text in (",", ".", ";"):
                break
            if row[k].kind == "Time":
                return row[k].end
        return row[i].end
