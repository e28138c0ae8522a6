"""Conditions on attacks: who is felled, what is fired, whose deed it is that another is blamed for."""

from __future__ import annotations

from kg.core.annotated import Token
from kg.extract import grammar
from kg.extract.conditions_deeds import other_side
from kg.extract.event_args import ORGANISATIONS, Args, forces
from kg.link.resolve import STATE_KINDS

_KNOWN = STATE_KINDS | ORGANISATIONS | {"ArmedForce", "Group"}


def assailant(a: Args) -> bool:
    """Armed men who kill, forces that bomb what nobody is said to own ('its own people', 'a rebel depot')."""
    if not all(r.entity.kind in _KNOWN for r in a.s):
        return False
    if all(r.entity.kind == "Group" for r in a.s):
        return True
    if a.trigger.lemma not in a.words["savage"] and not (forces(a) and a.trigger.lemma in a.words["fierce"]):
        return False
    hit = [c for t in a.objects for c in (t, *t.subtree())]
    if a.trigger.lemma == "storm" and any(t.lemma in a.words["vessels"] for t in hit):
        return False  # to board by force
    whose = [t for t in a.objects if any(c.tag == "PRP$" for c in t.children)]
    if any(not any(c.lemma == "own" for c in t.children) for t in whose):
        return False  # 'shelled its posts': somebody's, though nobody knows whose
    plain = a.words["plain"] | (_things(a) if forces(a) or whose else frozenset())
    return any(t.lemma in plain or t.text.lower() in plain for t in hit)


def _things(a: Args) -> frozenset[str]:
    """What may be hit besides places: buildings, ships, armed men and people."""
    lists = ("strongholds", "structures", "armed", "held", "humans", "vessels", "crowd", "outlaws")
    return frozenset().union(*(a.words[x] for x in lists))


def _human(a: Args, token: Token) -> bool:
    lists = ("held", "humans", "sent", "armed", "crowd")
    mention = token.mention
    named = mention is not None and (mention.kind == "Person" or mention.role == "people")
    return named or any({token.lemma, token.text.lower()} & a.words[x] for x in lists)


def slain(a: Args) -> bool:
    """'The execution of two Ugandans', 'the downing of a drone': of people, ships or aircraft, not of a plan."""
    of = [c for t in grammar.after(a.trigger, "of") for c in grammar.content(t)]
    hit = any(_human(a, t) or t.lemma in a.words["vessels"] | a.words["missiles"] for t in of)
    hit |= a.trigger.lemma == "mining" and any(t.lemma in ("harbour", "harbor", "port", "waters") for t in of)
    return hit and other_side(a) and all(r.entity.kind != "Person" for r in a.s)


def deed_of_him(a: Args) -> bool:
    """'Cut ties with Chad over the raid on Sudan': the raid was Chad's, where no other doer is named beside it."""
    named = [*grammar.possessors(a.trigger), *grammar.modifiers(a.trigger), *grammar.after(a.trigger, "by", "from")]
    told = any(t.mention is not None and t.mention.kind != "Time" for t in named)
    done = a.trigger.by("acl")
    return not told and not done and other_side(a) and all(r.entity.kind in _KNOWN for r in a.s)


def men_felled(a: Args) -> bool:
    """'Mowed down dozens of marchers': human beings, by forces or a crowd."""
    felled = [c for t in a.objects for c in (t, *grammar.content(t))]
    many = ("dozen", "hundred", "score", "thousand", "people")
    return forces(a) and other_side(a) and any(_human(a, t) or t.lemma in many for t in felled)


def armed_operation(a: Args) -> bool:
    """'Launched an operation against the rebels': by forces, or one that is called military."""
    mods = {c.lemma for t in a.objects for c in t.by("amod", "compound", "nmod")}
    armed = forces(a) or bool(mods & (a.words["warlike"] | {"anti-terrorist", "counter-terrorist", "special"}))
    bodies = all(r.entity.kind in _KNOWN for r in (*a.s, *a.o))
    return armed and bodies and other_side(a) and not mods & a.words["figurative"]


def by_arms_or_state(a: Args) -> bool:
    """Forces or a state by its bare name do it to another side, not a person with words."""
    return other_side(a) and all(r.entity.kind in _KNOWN for r in a.s)


def salvo(a: Args) -> bool:
    """'Fired 180 missiles overnight': several, in anger, not a trial."""
    trial = {"test", "ballistic", "new", "warning", "experimental", "training", "practice", "long-range", "short-range"}
    several = [t for t in a.objects if t.tag == "NNS" and t.by("nummod", "quantmod", "det", "amod")]
    mods = {c.lemma for t in several for c in t.children} | {c.lemma for c in a.trigger.by("advmod")}
    counted = any(c.lemma in ("dozen", "hundred") or len(c.text) > 1 for t in several for c in t.by("nummod"))
    seen = [t for p in a.trigger.by("prep") for t in p.by("pobj") if p.lemma in ("during", "in")]
    drill = any(t.lemma in ("drill", "exercise", "manoeuvre", "maneuver", "test") for t in seen)
    known = all(r.entity.kind in _KNOWN for r in a.s)
    return counted and known and not mods & trial and not drill and not a.trigger.by("acl")


def by_arms_own(a: Args) -> bool:
    """Forces or armed men shoot, also at people of their own state."""
    return forces(a) and all(r.entity.kind in _KNOWN for r in a.s)


def killings(a: Args) -> bool:
    """'Summary executions by the militia': by a state, a body or armed men, of nobody who is named."""
    of = grammar.after(a.trigger, "of", "on", "against")
    return not any(t.mention is not None for t in of) and all(r.entity.kind in _KNOWN for r in a.s)


def forces_fall(a: Args) -> bool:
    """'Shells fell on the town', 'soldiers fell upon the village'; not those who fell there."""
    if not forces(a) or (a.trigger.by("dobj") and a.trigger.by("oprd")):
        return False
    arms = any(t.lemma in a.words["missiles"] for t in a.s_tokens)
    if a.trigger.lemma == "land":
        return arms
    if a.trigger.lemma in ("shoot", "blow") and any(c.text.lower() == "down" for c in a.trigger.by("prt", "advmod")):
        return False
    upon = any(p.lemma in ("on", "upon") for p in a.trigger.by("prep"))
    men = any(t.tag == "NNS" and t.lemma not in a.words["missiles"] for t in a.s_tokens)
    return a.trigger.lemma != "fall" or arms or upon or not men
