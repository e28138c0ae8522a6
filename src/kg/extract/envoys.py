"""Envoys who are named: 'recalled its ambassador to Chile, Ana Ruiz, for consultations'."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.core.annotated import Token
from kg.extract import valency
from kg.extract.event_args import Args
from kg.extract.sides import same_side
from kg.link.resolve import STATE_KINDS, Ref, Resolver

_POSTED = re.compile(
    r"\b(?:ambassador|chargé d['’]affaires|consul|envoy|high commissioner)\s+(?:to|in|at)\s+", re.IGNORECASE
)
_POST = "where the envoy is posted"


def sent_there(a: Args) -> bool:
    """Whether it was found by the title of the envoy who is called home."""
    return all(r.rule == _POST for r in a.o)


def posted(resolver: Resolver, s: Sequence[Ref], trigger: Token) -> list[Ref]:
    """The state that the title of the envoy who is the object says that he is sent to."""
    for token in valency.logical_objects(trigger):
        mention = token.mention
        if mention is None or mention.kind != "Person":
            continue
        start = mention.span[0]
        to = _POSTED.search(resolver.text, start, mention.start)
        for entity in resolver.entities.inside(to.end(), mention.start) if to is not None else ():
            ref = Ref(entity, token, _POST, entity.name, entity)
            if entity.kind in STATE_KINDS and not same_side(ref, s):
                return [ref]
    return []
