"""'The American president': the person whom an office without a name stands for."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence

from kg.core.annotated import Annotated, Mention
from kg.extract.holder_names import plain
from kg.extract.office_held import Held

_BESIDE = re.compile(r"\b(?:counterpart|guest|host|visitor),? $")
"""Before the name of one who is told as what he is to another, of another state."""


def name_epithets(annotated: Annotated, offices: Sequence[Held], known: Mapping[str, str] = {}) -> list[Held]:
    """Give 'the American president' the person it stands for: the one named shortly before of whom no office is told.

    Of two, the one who is known to act for that state (``known``: names of office holders to their states). An epithet
    with no such person, or with two, is left out.
    """
    told = {h.person for h in offices if h.person}
    people = [m for m in annotated.mentions if m.kind == "Person" and m.entity is not None]
    text = annotated.document.text
    people = [m for m in people if not _BESIDE.search(text, max(0, m.start - 20), m.start)]
    number = {
        id(m): next((n for n, s in enumerate(annotated.sentences) if s.start <= m.start < s.end), -1) for m in people
    }
    out: list[Held] = []
    for held in offices:
        if held.person:
            out.append(held)
            continue
        if named := _named_before(held.start, people, text):
            out.append(dataclasses.replace(held, person=named))  # type: ignore[type-var]
            continue
        if held.body is None:
            continue
        here = next((n for n, s in enumerate(annotated.sentences) if s.start <= held.start < s.end), -1)
        near = {m.entity.name for m in people if m.entity is not None and here - 2 <= number[id(m)] < here} - told
        if len(near) > 1 and held.body is not None and held.body.state:
            near = {name for name in near if known.get(plain(name)) == held.body.state}
        if len(near) == 1:
            out.append(dataclasses.replace(held, person=near.pop()))  # type: ignore[type-var]
    return out


def _named_before(start: int, people: Sequence[Mention], text: str) -> str | None:
    """'Moyo, *the foreign minister*, accuses': the person right before the comma, told in full elsewhere."""
    one = next((m for m in people if m.end < start and text[m.end : start] == ", "), None)
    return one.entity.name if one is not None and one.entity is not None and " " in one.entity.name else None
