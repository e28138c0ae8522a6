"""To whose land or border forces are sent, where a frame tells of nobody against whom they go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.core.annotated import Token
from kg.extract import grammar, valency
from kg.extract.event_args import ORGANISATIONS
from kg.extract.referents import Referents
from kg.link.resolve import STATE_KINDS, Ref

_ONTO = (
    *("across", "along", "around", "at", "for", "in", "inside", "into", "near", "off", "on", "onto", "opposite"),
    *("outside", "over", "through", "to", "toward", "towards"),
)
"""By which words it is told where forces go or stand."""


def on_whose_land(
    referents: Referents,
    words: Mapping[str, frozenset[str]],
    trigger: Token,
    s: Sequence[Ref],
) -> list[Ref]:
    """'Sent 400 men to Haiti', 'landed at Poti', 'massed tanks on the Malian border': the state, unless several fit.

    A town that no other word of the text puts in a state may be its namesake elsewhere, so only states that the text
    names count.
    """
    if any(r.entity.kind not in STATE_KINDS | ORGANISATIONS for r in s):
        return []
    things = [trigger, *(valency.logical_objects(trigger) if grammar.is_verb(trigger) else ())]
    at = [t for x in things for t in grammar.after(x, *_ONTO) if t.i > trigger.i]
    at += _where(trigger)
    lands = {r.entity: r for t in at for r in _land(referents, words, t) if r.entity.kind in STATE_KINDS}
    own = {e for r in s for e in (r.entity, r.state)}
    return list(lands.values()) if len(lands) == 1 and not own & set(lands) else []


def _where(trigger: Token) -> list[Token]:
    """'Haiti, *where* 400 policemen are on patrol': the place before a relative clause of place."""
    named = trigger.head if trigger.dep == "relcl" else None
    there = any(c.text.lower() == "where" for c in trigger.children)
    return [named] if named is not None and there else []


def _land(referents: Referents, words: Mapping[str, frozenset[str]], token: Token) -> list[Ref]:
    """Whose land it is: a state, where a place lies, on whose border ('the border with Mali')."""
    if token.mention is not None:
        if token.mention.kind in STATE_KINDS:
            return referents.resolver.actors(token)
        named = {entity for entity, _ in referents.resolver.states_named()}
        return [r for r in referents.state_of_place(token) if r.entity in named]
    if token.lemma not in words["borders"]:
        return []
    sides = [*grammar.modifiers(token), *grammar.possessors(token), *grammar.after(token, "with", "of")]
    return [r for t in sides if t.mention is not None for r in referents.resolver.actors(t)]
