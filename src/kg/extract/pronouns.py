"""Whom a pronoun means that cannot mean the one who acts: 'Mali, which Chad praised, trains *its* police'."""

from __future__ import annotations

from collections.abc import Sequence

from kg.core.annotated import Token
from kg.extract import grammar, valency
from kg.extract.acts_told import ActsTold
from kg.extract.sides import by_rule, of_others, same_side, states
from kg.link.anaphora import judges
from kg.link.resolve import STATE_KINDS, Ref

_PERSONAL = ("he", "him", "his", "she", "her")
_NEUTER = ("it", "its")


def another(told: ActsTold, pronoun: Token, s: Sequence[Ref], *, anybody: bool = False) -> list[Ref]:
    """Whom a pronoun means that cannot mean the one who acts ('Mali, which Chad praised, trains its police'): of
    persons the last one named before, of states another subject of the sentence, if the text is more about it or
    it may be ``anybody``.
    """
    person = pronoun.low in _PERSONAL
    if not person and pronoun.low not in _NEUTER:
        return []
    number = told.resolver.sentence_of.get(pronoun.start, 0)
    for one in (number, number - 1) if person and number else (number,):
        before = [t for t in told.annotated.sentences[one].tokens if t.start < pronoun.start]
        for token in reversed(before) if person else (t for t in before if t.dep in grammar.SUBJECT):
            if token.mention is None or _dated(token):
                continue
            for ref in told.resolver.actors(token):
                fits = ref.entity.kind == "Person" if person else ref.entity.kind in STATE_KINDS
                fits = fits and (person or anybody or _more_about(told, ref, s))
                if fits and not same_side(ref, s) and not any(same_side(x, [ref]) for x in s):
                    return by_rule([ref], "a pronoun for another than the one who acts")
    return []


def _dated(token: Token) -> bool:
    """'In Friday's Rodong Sinmun': a paper."""
    return any(p.mention is not None and p.mention.kind == "Time" for p in token.by("poss"))


def _more_about(told: ActsTold, ref: Ref, s: Sequence[Ref]) -> bool:
    """Whether the text names a state more than twice as often as the one who acts."""
    named = [x.entity for x in told.resolver.seen]
    return named.count(ref.entity) > 2 * sum(named.count(e) for e in states(s))


def same_object(told: ActsTold, pronoun: Token, s: Sequence[Ref]) -> list[Ref]:
    """'Reminded B of its duties and urged *it* to leave': B, since nobody urges himself."""
    if pronoun.low != "it" or pronoun.dep not in ("dobj", "pobj") or judges(pronoun) is not None:
        return []
    return by_rule(_done_to_above(told, pronoun, s), "a pronoun for whom the first half is done to")


def _done_to_above(told: ActsTold, pronoun: Token, s: Sequence[Ref]) -> list[Ref]:
    """To whom the clause above that of a pronoun is done, where it is one."""
    verb = pronoun.head
    first = verb.head if verb is not None and verb.dep in ("conj", "advcl") else None
    if verb is None or first is None or verb.by(*grammar.SUBJECT) or not grammar.is_verb(first):
        return []
    whom = valency.logical_objects(first)
    tokens = [t for t in whom or grammar.after(first, "to", "with", "on") if t.mention]
    if named := of_others((r for t in tokens for r in told.resolver.actors(t)), s):
        return named if len(named) == 1 else []
    before = told.of_verb_upon_somebody(first)
    if before is None or not any(t.mention is None and t.lemma in told.words["organs"] for t in whom):
        return []
    return list(before.o) if len(states(before.o)) == 1 else []  # 'blamed the government, accusing it'
