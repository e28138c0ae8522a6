"""To whose land or border forces are sent, where a frame tells of nobody against whom they go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from kg.core.annotated import Token
from kg.core.model import Entity
from kg.core.words import word_list, word_set
from kg.extract import grammar, valency
from kg.extract.event_args import ORGANISATIONS
from kg.extract.referents import Referents
from kg.link.resolve import STATE_KINDS, Ref

_EXPANSES = word_set("extract.stationed.expanses")
"""What lies around a state ('the waters off Kenya')."""
_LANDS = word_set("extract.stationed.lands")
_SITES = word_set("extract.stationed.sites")
"""What is of a town where forces land."""
_SIDES = word_set("extract.stationed.sides")
_ONTO = word_list("extract.stationed.onto")
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
    own = {e for r in s for e in (r.entity, r.state)}
    lands = {r.entity: r for t in at for r in _land(referents, words, t, own) if r.entity.kind in STATE_KINDS}
    return list(lands.values()) if len(lands) == 1 and not own & set(lands) else []


def _where(trigger: Token) -> list[Token]:
    """'Haiti, *where* 400 policemen are on patrol': the place before a relative clause of place."""
    named = trigger.head if trigger.dep == "relcl" else None
    there = any(c.low == "where" for c in trigger.children)
    return [named] if named is not None and there else []


def _land(
    referents: Referents, words: Mapping[str, frozenset[str]], token: Token, own: Set[Entity | None]
) -> list[Ref]:
    """Whose land it is: a state, where a place lies, on whose border ('the border with Mali'), near whom the sea is."""
    if token.mention is not None:
        if token.mention.kind in STATE_KINDS:
            return referents.resolver.actors(token)
        lying = referents.state_of_place(token) or referents.inhabitants(token)
        if token.mention.kind == "Area":
            return lying
        named = {entity for entity, _ in referents.resolver.states_named()}
        return [r for r in lying if r.entity in named]
    if token.lemma in words["borders"]:
        with_whom = [*grammar.after(token, "with", "of"), *_right_behind(token)]
        if any(t.mention is None for t in with_whom):
            return []  # 'along its borders with Togo and an exclave of Chad'
        sides = [*grammar.modifiers(token), *grammar.possessors(token), *with_whom]
        told = [t for t in sides if t.mention is not None]
        if not told:
            return _neighbour_told(referents, token, own)
        return [r for t in told for r in referents.resolver.actors(t) if r.entity not in own]
    if token.lemma in _LANDS:
        return [r for r in referents.of(token) if r.entity not in own]
    if token.lemma in _SITES:
        named = {entity for entity, _ in referents.resolver.states_named()}
        towns = [t for t in grammar.modifiers(token) if t.mention is not None and t.mention.kind == "Settlement"]
        return [r for t in towns for r in (*referents.state_of_place(t), *referents.of(t)) if r.entity in named]
    if token.lemma in _EXPANSES:
        around = [s for x in grammar.conjuncts(token) for s in grammar.after(x, "around", "off", "near", "over")]
        return [r for t in around if t.mention is not None for r in referents.resolver.actors(t)]
    return []


def _neighbour_told(referents: Referents, border: Token, own: Set[Entity | None]) -> list[Ref]:
    """'Chad rejected the plea. Mali has moved troops toward the border': Chad, the only other state that this sentence
    and the one before it name.
    """
    resolver = referents.resolver
    number = resolver.sentence_of.get(border.start, 0)
    near = [s for s in resolver.seen if number - 1 <= s.sentence <= number and s.entity.kind in STATE_KINDS]
    above = [t for a in border.ancestors() for t in a.by("nsubj") if t.i < border.i]
    telling = {e for t in above for r in referents.of(t) for e in (r.entity, r.state)}
    others = dict.fromkeys(s.entity for s in near if s.entity not in own)
    told = {s.entity for s in near if s.role == "name" or (s.role == "capital" and s.subject)}
    plain = not border.by("amod", "relcl", "acl") or all(t.lemma in _SIDES for t in border.by("amod"))
    line = border.lemma in ("border", "boundary", "frontier")
    if len(others) != 1 or not (line and plain) or not told.issuperset(others) or telling & set(others):
        return []
    return resolver.refer(next(iter(others)), border, "the only other state named nearby")


def _right_behind(border: Token) -> list[Token]:
    """'Sent troops to their borders *with Mali*': whose it is too, where the phrase hangs on the verb."""
    verb = border.head.head if border.dep == "pobj" and border.head is not None else None
    phrases = verb.by("prep") if verb is not None and grammar.is_verb(verb) else []
    return [t for p in phrases if p.lemma == "with" and p.i == border.i + 1 for t in grammar.expand(p.by("pobj"))]
