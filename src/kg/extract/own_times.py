"""Since when each of several is in a body or a treaty: 'both are members, Chad since 1982 and Togo since 1995'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.core.annotated import Sentence, Token
from kg.core.model import When
from kg.extract.when import WhenWhere
from kg.link.resolve import Ref

_SINCE = frozenset({"from", "in", "since"})
_PLACES = {"former": 0, "latter": -1}


def each_with_time(sentence: Sentence, refs: Sequence[Ref], when: WhenWhere) -> list[tuple[Ref, tuple[Token, When]]]:
    """'Chad since 1982 and Togo since 1995', 'the former since 1982, the latter since 1995': each with its own time;
    empty where this is not told of all of them.
    """
    if len(refs) < 2:
        return []
    held = sorted(refs, key=lambda r: r.token.start)
    out: dict[int, tuple[Ref, tuple[Token, When]]] = {}
    for name, time in _with_time(sentence, when):
        place = _PLACES.get(name.low)
        ref = held[place] if place is not None and len(held) == 2 else _named(name, held)
        date = when.resolve_token(time, "past")
        if ref is not None and date is not None:
            out.setdefault(id(ref), (ref, (time, date)))
    return list(out.values()) if len(out) == len(held) else []


def _with_time(sentence: Sentence, when: WhenWhere) -> Iterator[tuple[Token, Token]]:
    """The names right before 'since' and a time, with that time."""
    row = sentence.tokens
    for since in row[1:-1]:
        name, time = row[since.i - 1], row[since.i + 1]
        if since.low in _SINCE and (name.mention is not None or name.low in _PLACES) and when.is_time(time):
            yield name, time


def _named(name: Token, held: Sequence[Ref]) -> Ref | None:
    """Which of them a name means."""
    entity = name.mention.entity if name.mention is not None else None
    return next((r for r in held if entity is not None and r.entity == entity), None)
