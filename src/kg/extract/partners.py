"""With whom one deals: to whom a promise is made, whom one has just met, the guest.

Rules, by their names in the trace of a claim:

``whom the promise concerns``      'agreed to guard Libyan waters': the promise is made to Libya
``whom the actor has just met``    a promise made at a meeting is made to whom one meets
``the guest told of before``       'received the high guest'
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.core.annotated import Sentence, Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.acts_told import ActsTold
from kg.extract.counterparts import one_of_many, other
from kg.extract.sides import CHORUS, by_rule, of_others, same_side, states, themselves
from kg.link.resolve import STATE_KINDS, Ref

_MEETING = {"AGREE", "CONCEDE", "CONSULT", "COOPERATE"}
"""What is done with somebody whom one has met."""
_HOME_AFFAIRS = word_set("extract.partners.home_affairs")
_MET = "whom the actor has just met"


_AGAINST = word_set("extract.partners.against")
"""What one may agree to do against others."""


def partner(told: ActsTold, one: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """To whom a promise is made: whom the promised concerns, whom the actor has just met, else the other one of
    the two that the document is about.
    """
    if concerned := _concerned(told, one, trigger):
        return concerned
    if _for_others(told, trigger) or _at_home(trigger):
        return []
    if company := _just_met(told, one, sentence, trigger):
        return company
    two = told.resolver.main_pair()
    return other(told, two, one, trigger) if not one_of_many(told, two) else []


def _concerned(told: ActsTold, one: Sequence[Ref], trigger: Token) -> list[Ref]:
    """'Agreed to guard Libyan waters': the other state that is named in what is promised."""
    below = [c for c in trigger.by("xcomp", "ccomp", "prep", "dobj") if c.i > trigger.i and c.lemma not in _AGAINST]
    inside = sorted((t for c in below for t in c.subtree()), key=lambda t: t.i)
    inside = [t for t in inside if t.mention is not None and not _at(t) and not _home_of_group(t) and not _by(t)]
    inside = [t for t in inside if not _in_passing(t, trigger) and not _menace(t)]
    promising = states(one)
    for ref in [r for t in inside for r in told.resolver.actors(t)]:
        state = ref.state or ref.entity
        if state.kind in STATE_KINDS and state not in promising and ref.entity.kind in STATE_KINDS:
            return by_rule([ref], "whom the promise concerns")
    return []


def _at(token: Token) -> bool:
    """Whether it is only where something takes place ('at a summit in Vienna')."""
    town = token.mention is not None and token.mention.role in ("capital", "metonym")
    return town and token.dep == "pobj" and token.head is not None and token.head.lemma in ("at", "in", "near")


def _by(token: Token) -> bool:
    """Whether it does something itself ('in a deal brokered by Mali')."""
    return token.dep == "pobj" and token.head is not None and token.head.dep == "agent"


_CLAUSES = ("acl", "advcl", "relcl")
_MENACES = word_set("extract.partners.menaces")


def _in_passing(token: Token, trigger: Token) -> bool:
    """'Agreed to leave the reefs that Peru claims', 'vowed to defend itself after Peru signed it': Peru is promised
    nothing.
    """
    for above in (token, *token.ancestors()):
        if above is trigger:
            return False
        if above.dep in _CLAUSES and above.head is not None and above.head is not trigger and above is not token:
            return above.dep != "acl" or above.tag != "VB"
    return False


def _menace(token: Token) -> bool:
    """'Promised to protect its oil from Iranian attacks': whoever attacks is not promised it."""
    return token.dep in ("amod", "compound", "poss") and token.head is not None and token.head.lemma in _MENACES


def _home_of_group(token: Token) -> bool:
    """'Yemen's Houthis': where a group is at home, which is not its state."""
    group = token.head
    named = group is not None and group.mention is not None and group.mention.kind in ("Organization", "Group")
    return named and token.dep in ("poss", "amod", "compound", "nmod")


def _just_met(told: ActsTold, one: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """Whom the actor has just met: of many, the other one of the two that the text is about."""
    for past in told.near(sentence, trigger, 1):
        own = [r for r in (*past.s, *past.o) if any(r.entity == x.entity for x in one)]
        others = [r for r in (*past.s, *past.o) if r not in own]
        if past.value == "CONCEDE":  # to a state: 'released A B and agreed to it' promises A B nothing
            others = [r for r in others if r.state is not None or r.entity.kind != "Person"]
        if past.value in _MEETING and own and others:
            one_of = other(told, told.resolver.main_pair(), one, trigger)
            among = one_of and len(states(others)) > CHORUS and states(one_of) <= states([*others, *own])
            return one_of if among else by_rule(others, _MET)
    return []


def _for_others(told: ActsTold, trigger: Token) -> bool:
    """Whether it is told for whom something is, without a name ('promised aid for refugees')."""
    given = (p for o in valency.logical_objects(trigger) for p in o.by("prep") if p.lemma in ("for", "to"))
    return any(t.lemma in told.words["humans"] for p in given for t in grammar.expand(p.by("pobj")))


def _at_home(trigger: Token) -> bool:
    """'Promised elections in May': what rulers promise their own people."""
    return any(t.lemma in _HOME_AFFAIRS for t in valency.logical_objects(trigger))


def met(told: ActsTold, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """The one whom the actor has just met, or agreed with."""
    if _for_others(told, trigger):
        return []
    for past in told.near(sentence, trigger, 1):
        sides = [*past.s, *past.o]
        acting = [r for r in sides if any(same_side(r, [x]) or same_side(x, [r]) for x in s)]
        others = [r for r in of_others(sides, s) if all(r is not x for x in acting)]
        if past.value in _MEETING and acting and others and len(states(others)) == 1:
            return by_rule(others, _MET)
    return []


def guest(told: ActsTold, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """'Received the high guest': the last person told of who is of another state."""
    things = valency.logical_objects(trigger)
    noun = next((t for t in things if t.lemma in ("guest", "visitor") and t.mention is None), None)
    if noun is None or not any(c.low == "the" for c in noun.by("det")) or noun.tag != "NN":
        return []
    own = themselves(s)
    for seen in told.resolver.before(noun, {"Person"}):
        state = told.resolver.entities.state_of(seen.entity)
        if seen.entity not in own and state is not None and state not in own:
            return told.resolver.refer(seen.entity, trigger, "the guest told of before", seen.entity.name)
    return []
