"""Visits and meetings told before, from which what is done 'during the visit', or between host and guest, has its
date and place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.core.annotated import Token
from kg.core.model import Entity, When
from kg.core.time import precision
from kg.extract.grammar import is_verb
from kg.extract.sides import themselves
from kg.link.resolve import Ref

_NOUN = r"(?:visit|trip|tour|stay|talks|meeting|summit|consultations|encounter|session|gathering|conference)"
_DURING = re.compile(
    r"\b(?:during|throughout|in the course of|at|on|in the (?:margins?|framework) of|"
    r"on the (?:margins|sidelines|occasion) of|at the (?:end|close|conclusion|outset|start) of)"
    rf" (?:the|this|that|his|her|their|these|those|same)(?: (?:same|official|state|working|[a-z]+-day))* {_NOUN}\b"
    r"(?! (?:of|to|with|between) [A-Z])",
    re.IGNORECASE,
)
_FAR = 10
"""Sentences back that 'the visit' may be told."""
_NEAR = 5
"""Sentences after a visit in which host and guest act upon one another while it lasts."""
_ACTS = frozenset({"AGREE", "CONSULT", "REQUEST", "SUPPORT", "THREATEN", "status"})
_DAYS = re.compile(r"\d{4}-\d\d-\d\d(?:/\d{4}-\d\d-\d\d)?")


@dataclass(frozen=True, slots=True)
class Meeting:
    """A visit or meeting: the number of its sentence, who met whom (IRIs), when and where."""

    sentence: int
    sides: tuple[frozenset[str], frozenset[str]]
    when: When | None
    place: Entity | None


def _sides(refs: Sequence[Ref]) -> frozenset[str]:
    return frozenset(e.iri for e in themselves(refs))


class Meetings:
    """The visits and meetings of one document, in the order of the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._told: list[Meeting] = []

    def note(self, sentence: int, s: Sequence[Ref], o: Sequence[Ref], when: When | None, place: Entity | None) -> None:
        """Keep a meeting that is told as a fact, with a day or days, or with a place."""
        days = when if when is not None and _DAYS.fullmatch(when.edtf) else None
        sides = (_sides(s), _sides(o)) if o else (_sides(s[:1]), _sides(s[1:]))
        if days is not None or place is not None:
            self._told.append(Meeting(sentence, sides, days, place))

    def meant(
        self, number: int, start: int, end: int, trigger: Token, kind: str, refs: Sequence[Ref]
    ) -> Meeting | None:
        """The meeting at which an act of the sentence from ``start`` to ``end`` was done, or None."""
        before = [m for m in self._told if m.sentence < number]
        if before and _DURING.search(self.text, start, end) and before[-1].sentence >= number - _FAR:
            return before[-1]
        if kind not in _ACTS or not (is_verb(trigger) or kind == "CONSULT"):
            return None
        near = [m for m in before if m.sentence >= number - _NEAR]
        return near[-1] if near and self._of_both(near[-1], refs) else None

    def _of_both(self, meeting: Meeting, refs: Sequence[Ref]) -> bool:
        """Whether those who act are the two who met, at least one of them the very person."""
        named = [_sides([r]) for r in refs]
        sides = [{n for n, one in enumerate(named) if one & side} for side in meeting.sides]
        apart = bool(sides[0] - sides[1]) and bool(sides[1] - sides[0])
        known = set().union(*meeting.sides)
        met = any(r.entity.kind == "Person" and r.entity.iri in known for r in refs)
        return apart and met and all(one & known for one in named)


def dated(meeting: Meeting, trigger: Token) -> When | None:
    """The date of an act done at a meeting; of no act that goes on."""
    if meeting.when is None or precision(meeting.when.edtf.split("/")[0]) != "day":
        return None
    return replace(meeting.when, rule=f"meeting ({meeting.when.rule})") if trigger.lemma not in ("be", "have") else None
