"""Events that only tell again what a word before them has told: a noun beside its verb, a toll, what a note says."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.core.annotated import Token
from kg.extract import grammar, valency
from kg.extract.frames import Frame
from kg.extract.matched import Match, same
from kg.extract.one_deed import told_of_both
from kg.extract.role_search import Roles
from kg.extract.sides import NAMELESS

_LIGHT = ("dobj", "obj", "nsubjpass", "pobj", "attr", "nsubj")


def told_again(frame: Frame, token: Token, roles: Roles, before: Sequence[Match]) -> bool:
    """Whether an event of a sentence is one of those before it."""
    return any(way(frame, token, roles, before) for way in _WAYS)


def of_its_verb(frame: Frame, token: Token, roles: Roles, before: Sequence[Match]) -> bool:
    """Whether a noun only completes its verb ('launched its invasion')."""
    for m in before if not grammar.is_verb(token) else ():
        if m.frame.value == frame.value and m.trigger is token.head and token.dep in _LIGHT:
            pronoun = all(t.tag.startswith("PRP") for t in roles.s_tokens)
            if pronoun or all(any(r.entity == x.entity for x in m.s) for r in roles.s):
                return True
        # 'was in Lima on a state visit' is one visit
        above = token.head.head if token.head is not None and token.head.dep == "prep" else None
        below = m.frame.value == frame.value and m.trigger is above and same(m.s, roles.s)
        under = roles.lacking and token.head is not None and token.head.lemma == "under"  # 'is under its sanctions'
        if below and (under or same(m.o, roles.o)):
            return True
    return False


def _with_its_verb(frame: Frame, token: Token, roles: Roles, before: Sequence[Match]) -> bool:
    """'Ambushed a convoy, killing ten': the first tells it all."""
    return (
        not roles.o
        and token.dep == "advcl"
        and any(
            m.frame.value == frame.value
            and m.o
            and m.trigger is token.head
            and any(a.entity == b.entity for a in m.s for b in roles.s)
            for m in before
        )
    )


def _toll(frame: Frame, token: Token, roles: Roles, before: Sequence[Match]) -> bool:
    """'Fired on a Ghanaian canoe, killing one man': what the act brought about, not another act."""
    nameless = bool(roles.o) and all(r.rule == NAMELESS for r in roles.o)
    above = {id(t) for t in valency.logical_subjects(token)} if grammar.is_verb(token) else set[int]()
    above |= {id(token.head)} if token.dep == "advcl" else set[int]()
    return nameless and any(
        m.frame.value == frame.value and m.o and id(m.trigger) in above and same(m.s, roles.s) for m in before
    )


def _once(frame: Frame, token: Token, roles: Roles, before: Sequence[Match]) -> bool:
    """'Wrote to the court, asking it to rule': one request."""
    below = token.dep == "advcl"
    told = [m for m in before if below and m.trigger is token.head and m.frame.value == frame.value]
    told = [m for m in told if m.o or (frame.value == "CONSULT" and len(m.s) > 1)]  # 'met to discuss it'
    return any(same(m.s, roles.s) and same(m.o, roles.o) for m in told)


def _of_note(frame: Frame, token: Token, roles: Roles, before: Sequence[Match]) -> bool:
    """'Handed the envoy a note objecting to the road': what a note of protest says is told with it."""
    if frame.value not in ("ACCUSE", "REJECT"):
        return False
    verb = token
    made = verb.head if verb.dep in ("advcl", "acl") and verb.tag == "VBG" else None
    above = {id(t) for t in (made, made.head if made is not None else None) if t is not None}
    notes = [m for m in before if m.frame.value == "PROTEST" and id(m.trigger) in above]
    return any(same(m.s, roles.s) and (not roles.o or same(m.o, roles.o)) for m in notes)


def _by_saying_it(frame: Frame, token: Token, roles: Roles, before: Sequence[Match]) -> bool:
    """'Warned that it would bomb it', '"We will bomb it," it warned': one threat, or charge, made by saying it."""
    if frame.value not in ("ACCUSE", "THREATEN"):
        return False
    below = [m for m in before if m.frame.value == frame.value and same(m.s, roles.s)]
    if frame.value == "ACCUSE":  # what a clause says of another is told once, by it or by the verb of saying
        said = "holder" in frame.extra.get("actors", ())
        below = [m for m in below if said or "holder" in m.frame.extra.get("actors", ())]
    above = {id(a) for a in token.ancestors()}
    for m in below:
        if id(m.trigger) in above or any(a is token for a in m.trigger.ancestors()):
            m.o, m.o_tokens = m.o or roles.o, m.o_tokens or roles.o_tokens
            return True
    return False


def _of_noun(frame: Frame, token: Token, roles: Roles, before: Sequence[Match]) -> bool:
    """'Talks, scheduled for Monday, were put off': one round, of which the noun tells what came of it."""
    if token.dep != "acl" or token.lemma != "schedule":
        return False
    return any(m.frame.value == frame.value and m.trigger is token.head and same(m.s, roles.s) for m in before)


def _of_both(frame: Frame, token: Token, roles: Roles, before: Sequence[Match]) -> bool:
    """Whether two work together in what was told of one after the other."""
    return frame.value == "COOPERATE" and told_of_both(token, roles, before)


def _marched(frame: Frame, token: Token, roles: Roles, before: Sequence[Match]) -> bool:
    """'Thousands marched to protest against the law': one act."""
    purpose = (
        frame.value == "PROTEST" and token.dep in ("advcl", "xcomp") and any(a.tag == "TO" for a in token.by("aux"))
    )
    alike = [m for m in before if m.frame.value == "PROTEST" and m.trigger is token.head and same(m.s, roles.s)]
    for m in alike if purpose else ():
        m.o, m.o_tokens = m.o or roles.o, m.o_tokens or roles.o_tokens
    return purpose and bool(alike)


def _handed_on(frame: Frame, token: Token, roles: Roles, before: Sequence[Match]) -> bool:
    """'Summoned the envoy and handed him a note': one act, whose second half means the envoy by a pronoun."""
    if not roles.o or token.dep != "conj":
        return False
    alike = [m for m in before if m.frame.value == frame.value and m.trigger is token.head and same(m.s, roles.s)]
    return bool(alike) and all(t.tag == "PRP" and t.low != "it" for t in roles.o_tokens)


_WAYS: tuple[Callable[[Frame, Token, Roles, Sequence[Match]], bool], ...] = (
    _with_its_verb,
    _toll,
    _once,
    _of_note,
    _by_saying_it,
    _of_noun,
    _of_both,
    _marched,
    _handed_on,
)
"""How an event may be told twice; what a noun repeats of its verb (``of_its_verb``) is asked before its condition."""
