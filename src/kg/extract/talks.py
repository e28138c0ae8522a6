"""Rounds of talks that name nobody: 'The next round is due in May', 'the delegations met again on Monday'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar
from kg.extract.addressees import Addressees
from kg.extract.event_args import ORGANISATIONS, Args
from kg.link.resolve import PLACE_KINDS, STATE_KINDS, Ref

_AT_TABLE = STATE_KINDS | ORGANISATIONS | {"Group"}
_MET = {"AGREE", "CONSULT"}
_FAR = 12
"""How many sentences back it may be told who is at the table."""
_TALKS = word_set("extract.talks.talks")
_HELD = word_set("extract.talks.held")
"""What a round is, or takes, that is held."""
_TWO = {"two", "both"}
_LEADERS = word_set("extract.talks.leaders")
_BOTH = {"the", "both", "two", "these"}


def table(addressees: Addressees, trigger: Token) -> list[Ref]:
    """The two who talked or agreed last; of persons, their states."""
    number = addressees.resolver.sentence_of.get(trigger.start, 0)
    for past in reversed(addressees.past):
        if past.sentence < number - _FAR:
            break
        if past.at >= trigger.start or past.value not in _MET:
            continue
        sides = {r.state or r.entity for r in (*past.s, *past.o)}
        if len(sides) == 2 and all(e.kind in _AT_TABLE for e in sides):
            both = sorted(sides, key=lambda e: e.iri)
            return [Ref(e, trigger, "who talked last", e.name, e if e.kind in STATE_KINDS else None) for e in both]
    return []


def met_before(addressees: Addressees, s: Sequence[Ref], s_tokens: Sequence[Token], trigger: Token) -> list[Ref]:
    """'A was received by B. The two talked for an hour': the two persons, not their states."""
    if len(s) != 2 or any(t.low not in _TWO for t in s_tokens):
        return []
    number = addressees.resolver.sentence_of.get(trigger.start, 0)
    for past in reversed(addressees.past):
        if past.sentence < number - 1:
            break
        people = [r for r in (*past.s, *past.o) if r.entity.kind == "Person"]
        states = {r.entity for r in s}
        alone = len(people) == len((*past.s, *past.o)) == 2 and people[0].entity != people[1].entity
        same = len(people) == 2 and {r.state for r in people} == states and len(states) == 2
        if past.value in _MET and (same or (alone and past.sentence == number - 1)):
            return [replace(r, token=trigger, rule="the two who met before") for r in people]
    return []


def the_others(addressees: Addressees, s: Sequence[Ref], o: Sequence[Ref], tokens: Sequence[Token]) -> list[Ref]:
    """'A spoke with B and C and urged both to stop': B and C, where 'both' would have been A and another, or the
    states of B and C.
    """
    plural = [t for t in tokens if t.low in _TWO or (t.lemma in _LEADERS and _two(t))]
    words = [t for t in plural if t.dep in ("dobj", "pobj", "dative") and not t.by("prep", "amod", "appos", "poss")]
    number = addressees.resolver.sentence_of.get(words[0].start, 0) if words else 0
    if not words or any(r.entity.kind == "Person" for r in o):
        return list(o)
    own = {e for r in s for e in (r.entity, r.state)}
    for past in reversed(addressees.past):
        if past.sentence < number - 2:
            break
        people = [r for r in (*past.s, *past.o) if r.entity not in own and r.state not in own]
        if len({r.entity for r in people}) == 2 and all(r.entity.kind == "Person" for r in people):
            return [replace(r, token=words[0], rule="the two told of before") for r in people]
    return [] if any(r.entity in own for r in o) else list(o)


def _two(token: Token) -> bool:
    """'Both leaders', 'the two presidents'."""
    return token.tag == "NNS" and any(c.low in _TWO for c in token.children if c.i < token.i)


def round_told(a: Args) -> bool:
    """A round of talks of which a clause tells something; no round of voting."""
    noun, verb = a.trigger, a.trigger.head
    of = [t for p in noun.by("prep") if p.lemma == "of" for t in p.by("pobj")]
    if any(t.lemma not in _TALKS or t.by("prep") for t in of) or noun.by("acl", "relcl", "poss") or len(a.s) != 2:
        return False
    top = next((t for t in noun.ancestors() if t.head is None), noun)
    below = list(top.subtree())
    if any(t.lemma in a.words["ballots"] for t in below):
        return False
    held = verb is not None and all(t.lemma in _HELD for t in verb.by("dobj", "acomp"))
    return noun.dep in ("nsubj", "nsubjpass") and held and verb is not None and verb.dep not in ("relcl", "acl")


def round_noted(a: Args) -> bool:
    """'Next round: end of January'."""
    below = list(a.trigger.subtree())
    timed = any(t.mention is not None and t.mention.kind == "Time" for t in below)
    return a.trigger.head is None and timed and len(a.s) == 2 and not any(t.lemma in a.words["ballots"] for t in below)


def talking(a: Args) -> bool:
    """'Have been talking in Geneva', 'talked with B for an hour': a meeting told by where, when or how long it was."""
    if a.trigger.by("dobj", "ccomp", "xcomp") or grammar.after(a.trigger, "about", "of", "on", "over"):
        return False
    together = len(a.s) > 1 or bool(a.o and grammar.after(a.trigger, "with"))
    if not together or not a.trigger.by("nsubj") or a.trigger.dep == "xcomp":
        return False
    around = [t for p in a.trigger.by("prep") for t in p.by("pobj")] + a.trigger.by("npadvmod", "advmod")
    return any(t.mention is not None and t.mention.kind in ("Time", *PLACE_KINDS) for t in around)


def delegations(a: Args) -> bool:
    """'The delegations', 'both teams', with no word on whose they are."""
    subjects = a.trigger.by("nsubj")
    bare = all(t.mention is None and t.tag == "NNS" and {c.low for c in t.children} <= _BOTH for t in subjects)
    return bool(subjects) and bare and len(a.s) == 2 and not a.trigger.by("dobj")
