"""Find persons and the offices that the text gives them, before parsing.

Patterns over the sentence's words, with names and titles found before: 'Japanese Foreign Minister A B',
'the Minister for Foreign Affairs of Japan, A B', 'A B, then prime minister of Japan', 'A B, who was foreign minister at
the time', 'his German counterpart, A B', 'Foreign Ministers A B and C D'. A person's later surname alone is found too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.office_posts import POSTS as POSTS_NAMED
from kg.annotate.office_posts import PostReader
from kg.annotate.office_turns import TurnReader
from kg.annotate.offices import Offices, TitleMatch
from kg.annotate.people_words import (
    BODY_NOUNS,
    DERIVED,
    HEADED,
    HELD,
    INSTALLING,
    LEADS,
    PARTING,
    POSSESSIVE,
    POSTS,
    REPLACED,
    SHIPS,
    Found,
    PersonFound,
)
from kg.annotate.person_names import (
    NameReader,
    asks_of_state,
    names_a_thing,
    past_opener,
    past_state,
    with_second_surname,
    with_surname,
    without_letters,
)
from kg.annotate.rows import Item, items
from kg.annotate.title_phrase import Row
from kg.annotate.titled import TitleReader
from kg.core.annotated import Mention
from kg.core.words import word_list, word_set

_ORGANS = frozenset(word.capitalize() for word in BODY_NOUNS)
"""What is 'General' and no person ('the General Secretariat')."""
_TAKES = word_list("annotate.people.takes")
_PARTS = word_set("annotate.people.parts")
"""Words without which nothing is merged."""
_TURNS = word_set("annotate.people.turns")
_LETTERS = re.compile(r"[^\W_]+")
_TELLING = frozenset(
    part
    for words in (_PARTS, _TURNS, DERIVED, HEADED, HELD, LEADS, POSTS_NAMED, REPLACED)
    for word in words
    for part in _LETTERS.findall(word)[:1]
)
"""Of words, or beginnings of words, without which a sentence that has no title tells of no office."""


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
        self.titles = TitleReader(offices, self.names)

    def find(
        self, text: str, start: int, end: int, names: Sequence[Mention], ner: Sequence[tuple[int, int, str]]
    ) -> Found:
        """Persons in ``text[start:end]``; ``ner`` has (start, end, label) in the same offsets."""
        titles = self._apart(text, start, end, names)
        tagged = [(a, b) for a, b, label in ner if label == "PERSON" and not asks_of_state(text, a, b, names)]
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
        told = bool(titles) or not _TELLING.isdisjoint(_LETTERS.findall(text[start:end].lower()))
        row = self._regional(text, _merged(text, items(text, start, end, names, titles))) if told else []
        found = Found()
        stretch = Row(text, row, persons, found)
        used: set[int] = set()
        for i, item in enumerate(row):
            if item.title and item.is_office and i not in used and not (i and row[i - 1].text in SHIPS):
                self.titles.read(stretch, i, used)
        for i, item in enumerate(row):
            if i + 1 < len(row) and item.text == "General" and row[i + 1].text in _ORGANS:
                continue  # 'its General Secretariat': no general
            if item.title and not item.is_office and i not in used and not self._inside_name(row, i, persons):
                self.titles.read(stretch, i, used)
            elif item.low in DERIVED:
                self.turns.counterpart(text, row, i, persons, found)
            elif item.low in PARTING | INSTALLING and i + 2 < len(row):
                self.turns.left_as(text, row, i, persons, found)
            elif item.low in HELD and i >= 2 and i + 2 < len(row) and row[i + 1].low == "by":
                self.turns.post_held_by(text, row, i, persons, found)
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
            elif item.low in ("succeed", "replace") and i > 1 and row[i - 1].low == "to":
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
            if any(t.start <= a and b <= t.end for t in titles if t.is_office):
                continue  # 'Special Presidential Envoy'
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
