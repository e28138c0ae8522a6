"""Conditions on attacks: who is felled, what is fired, whose deed it is that another is blamed for."""

from __future__ import annotations

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar
from kg.extract.conditions_deeds import force_verbs as _force_verbs
from kg.extract.conditions_deeds import other_side
from kg.extract.conditions_public import people_hit
from kg.extract.event_args import ORGANISATIONS, Args, forces
from kg.link.resolve import STATE_KINDS

_KNOWN = STATE_KINDS | ORGANISATIONS | {"ArmedForce", "Group"}


def assailant(a: Args) -> bool:
    """Armed men who kill, forces that bomb what nobody is said to own ('its own people', 'a rebel depot')."""
    if not all(r.entity.kind in _KNOWN for r in a.s):
        return False
    if all(r.entity.kind == "Group" for r in a.s):
        return True
    struck = a.trigger.lemma in a.words["blows"] and not _with_words(a)
    built = _sites(a) if struck else frozenset()
    fierce = a.trigger.lemma in a.words["fierce"] and (forces(a) or bool(built))
    if a.trigger.lemma not in a.words["savage"] and not fierce:
        return False
    hit = [c for t in a.objects for c in (t, *t.subtree())]
    if a.trigger.lemma == "storm" and any(t.lemma in a.words["vessels"] for t in hit):
        return False  # to board by force
    if a.trigger.lemma == "raid" and any(t.lemma in a.words["constables"] for t in a.s_tokens):
        return False  # a search, at home
    own = {r.state or r.entity for r in a.s}
    near = [m for t in a.objects for m in (t, *t.by("poss"), *grammar.modifiers(t))]
    if any(m.mention is not None and m.mention.kind in STATE_KINDS and m.mention.entity not in own for m in near):
        return False  # somebody else's, who is named
    whose = [t for t in a.objects if any(c.tag == "PRP$" for c in t.children)]
    if any(not any(c.lemma == "own" for c in t.children) for t in whose):
        return False  # 'shelled its posts': somebody's, though nobody knows whose
    plain = a.words["plain"] | built | (_things(a) if forces(a) or whose else frozenset())
    return any(t.lemma in plain or t.low in plain for t in hit)


def _sites(a: Args) -> frozenset[str]:
    """The buildings and strongholds among what is hit."""
    sites = (a.words["strongholds"] | a.words["structures"]) - a.words["figurative_sites"]
    return sites.intersection(t.lemma for t in a.objects)


def _with_words(a: Args) -> bool:
    """'Hit the refinery with tariffs', 'in its new sanctions'."""
    how = [t for prep in ("with", "by", "in") for at in (a.trigger, *a.objects) for t in grammar.after(at, prep)]
    return any(t.lemma in a.words["burdens"] for t in how)


def _things(a: Args) -> frozenset[str]:
    """What may be hit besides places: buildings, ships, armed men and people."""
    lists = ("strongholds", "structures", "armed", "held", "humans", "vessels", "crowd", "outlaws")
    return frozenset().union(*(a.words[x] for x in lists))


def _human(a: Args, token: Token) -> bool:
    lists = ("held", "humans", "sent", "armed", "crowd")
    mention = token.mention
    named = mention is not None and (mention.kind == "Person" or mention.role == "people")
    return named or any({token.lemma, token.low} & a.words[x] for x in lists)


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
    verb = next((v for v in a.trigger.ancestors() if grammar.is_verb(v)), a.trigger)
    by = any(x.lemma == "by" for x in (*a.trigger.subtree(), *verb.children) if x.i > a.trigger.i)
    done = a.trigger.by("acl") or by
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


_TRIALS = word_set("extract.conditions_arms.trials")


def salvo(a: Args) -> bool:
    """'Fired 180 missiles overnight': several, in anger, not a trial."""
    several = [t for t in a.objects if t.tag == "NNS" and t.by("nummod", "quantmod", "det", "amod")]
    mods = {c.lemma for t in several for c in t.children} | {c.lemma for c in a.trigger.by("advmod")}
    many = ("dozen", "hundred", "score")
    counted = any(c.lemma in many or (c.text.isdigit() and len(c.text) > 1) for t in several for c in t.by("nummod"))
    seen = [t for p in a.trigger.by("prep") for t in p.by("pobj") if p.lemma in ("during", "in")]
    drill = any(t.lemma in ("drill", "exercise", "manoeuvre", "maneuver", "test") for t in seen)
    known = all(r.entity.kind in _KNOWN for r in a.s)
    return counted and known and not mods & _TRIALS and not drill and not a.trigger.by("acl")


def by_arms_own(a: Args) -> bool:
    """Forces or armed men shoot, also at people of their own state."""
    hit = grammar.after(a.trigger, "on", "at", "upon", "into")
    theirs = any(c.tag == "PRP$" for t in hit for c in t.children) and not any(
        c.lemma == "own" for t in hit for c in t.children
    )
    return forces(a) and not theirs and all(r.entity.kind in _KNOWN for r in a.s)


def killings(a: Args) -> bool:
    """'Summary executions by the militia': by a state, a body or armed men, of nobody who is named."""
    if any(t.i < a.trigger.i for t in a.s_tokens):
        return False  # 'died in an attack by the militia, not in a bombing'
    of = grammar.after(a.trigger, "of", "on", "against")
    return not any(t.mention is not None for t in of) and all(r.entity.kind in _KNOWN for r in a.s)


def forces_fall(a: Args) -> bool:
    """'Shells fell on the town', 'soldiers fell upon the village'; not those who fell there."""
    if not forces(a) or (a.trigger.by("dobj") and a.trigger.by("oprd")):
        return False
    arms = any(t.lemma in a.words["missiles"] for t in a.s_tokens)
    if a.trigger.lemma == "land":
        return arms
    if a.trigger.lemma in ("shoot", "blow") and any(c.low == "down" for c in a.trigger.by("prt", "advmod")):
        return False
    upon = any(p.lemma in ("on", "upon") for p in a.trigger.by("prep"))
    men = any(t.tag == "NNS" and t.lemma not in a.words["missiles"] for t in a.s_tokens)
    return a.trigger.lemma != "fall" or arms or upon or not men


_DEEDS = word_set("extract.conditions_arms.deeds")


def subjected(a: Args) -> bool:
    """'Subjected the town to a night of bombing': to fire, not to a day of speeches."""
    to = [x for t in grammar.after(a.trigger, "to") for x in (t, *grammar.after(t, "of"))]
    return other_side(a) and any(t.lemma in _DEEDS for t in to) and all(r.entity.kind in _KNOWN for r in a.s)


def fallen_fighting(a: Args) -> bool:
    """'Two soldiers were killed in clashes with the rebels': men of one side, by the other."""
    return other_side(a) and all(r.entity.kind in _KNOWN for r in a.s)


def deed_done(a: Args) -> bool:
    """'Carried out air strikes', 'committed massacres', by states, bodies or armed men, not by one person."""
    named = [x for t in a.objects for x in grammar.after(t, "on", "against", "of")]
    figurative = any(c.lemma in a.words["figurative"] for t in a.objects for c in t.children)
    known = all(r.entity.kind in _KNOWN for r in a.s)
    return known and not figurative and not any(t.mention is not None for t in named)


def struck_inside(a: Args) -> bool:
    """'Struck deep inside Russia': forces or a state, and no object."""
    return not a.objects and by_arms_or_state(a) and not grammar.passive(a.trigger)


def bomb_set(a: Args) -> bool:
    """'Detonated a bomb in Nairobi': no trial of a weapon by a state, no disposal."""
    trial = {"atomic", "hydrogen", "nuclear", "test", "underground"}
    tried = any(c.lemma in trial for t in a.objects for c in t.children)
    safely = bool(a.trigger.by("advmod")) and any(c.lemma in ("safely", "safe") for c in a.trigger.by("advmod"))
    return not tried and not safely and by_arms_or_state(a)


def no_gas(a: Args) -> bool:
    """'Hurled grenades at the embassy': not tear gas."""
    gas = any(c.lemma in ("gas", "smoke", "stun", "tear") for t in a.objects for c in t.children)
    return not gas and other_side(a)


def blow(a: Args) -> bool:
    """Blows fall upon people of another side; a team that beats another one deals none."""
    return people_hit(a) and (a.trigger.lemma != "beat" or forces(a))


def foreign_house(a: Args) -> bool:
    """'Stormed the embassy in Lima': of another state than that of the town, whoever it is."""
    houses = {"chancery", "consulate", "embassy", "legation"}
    house = [t for t in a.objects if t.lemma in houses]
    owned = [x for t in house for x in (*t.by("poss"), *grammar.modifiers(t), *grammar.after(t, "of"))]
    return bool(house) and bool(a.o_tokens) and not any(t in owned or t in house for t in a.o_tokens)


def force_verbs(a: Args) -> bool:
    """Blows with arms, upon whoever owns what is hit."""
    words = a.trigger.lemma == "assail" and not forces(a)
    return _force_verbs(a) and not foreign_house(a) and not words
