"""Conditions on forces that move, hit, hold or leave: what flies, sails or is held by whom."""

from __future__ import annotations

from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.conditions_deeds import named_place, other_side, people
from kg.extract.conditions_steps import people_or_ships
from kg.extract.event_args import ORGANISATIONS, POSTS, Args, forces, homes, is_force, traders
from kg.link.resolve import PLACE_KINDS, STATE_KINDS

_ACTING = STATE_KINDS | ORGANISATIONS
_HARBOURS = word_set("extract.conditions_forces.harbours")
_RUINED = word_set("extract.conditions_forces.ruined")
"""What a state by its bare name does to buildings with arms."""


def wrecked(a: Args) -> bool:
    """Forces wreck what is another's, or a state by its bare name destroys a building or a vehicle of another."""
    if not other_side(a):
        return False
    if forces(a):
        return True
    things = a.words["strongholds"] | a.words["vessels"] | a.words["structures"] | a.words["units"]
    hit = [c for t in a.objects for c in grammar.content(t)]
    return (
        a.trigger.lemma in _RUINED
        and all(r.entity.kind in STATE_KINDS for r in a.s)
        and any(t.lemma in things for t in hit)
        and not any(t.tag.startswith("PRP") for t in a.o_tokens)
    )


def people_hurt(a: Args) -> bool:
    """Human beings of another side are shot or tortured by forces or a state, not by a person, and not as a picture."""
    armed = forces(a) or all(r.entity.kind in STATE_KINDS for r in a.s)
    return armed and people(a) and other_side(a) and all(r.entity.kind != "Person" for r in a.s)


_FOUGHT = word_set("extract.conditions_forces.fought")
"""What is begun with raids, not a campaign of words."""


def war_begun(a: Args) -> bool:
    """'Opened the war with raids on B', 'began its offensive with strikes': not a campaign with attacks on a rival."""
    verb = next((v for v in a.trigger.ancestors() if grammar.is_verb(v)), None)
    begun = valency.logical_objects(verb) if verb is not None else []
    figurative = {c.lemma for t in (a.trigger, *begun) for c in t.children} & a.words["figurative"]
    known = all(r.entity.kind in STATE_KINDS | {"Organization", "Group"} for r in a.s)
    return any(t.lemma in _FOUGHT for t in begun) and not figurative and known and other_side(a)


_MILITARY = word_set("extract.conditions_forces.military")


def presence_over(a: Args) -> bool:
    """A military presence, or an occupation, ends of itself: not a presence on a market."""
    if a.trigger.by("dobj", "neg", "xcomp") or grammar.passive(a.trigger) or not other_side(a):
        return False
    told = valency.logical_subjects(a.trigger)
    mods = {c.lemma for t in told for c in t.children}
    military = bool(mods & _MILITARY)
    held = any(t.lemma in ("occupation", "garrison") for t in told)
    return (military or held) and all(r.entity.kind in _ACTING for r in a.s)


_ON_PATROL = word_set("extract.conditions_forces.on_patrol")


def patrols_more(a: Args) -> bool:
    """Patrols by ships or aircraft are made more, not flights of an airline."""
    mods = {c.lemma for t in a.objects for c in t.children}
    flown = any(t.lemma == "patrol" for t in a.objects) or mods & _ON_PATROL
    return bool(flown) and len(a.s) == 1 and a.s[0].entity.kind in _ACTING and not _joint(a)


_SHARED = word_set("extract.conditions_forces.shared")


def _joint(a: Args) -> bool:
    mods = {c.lemma for t in a.objects for c in t.children}
    return bool(mods & _SHARED)


_FIRED = word_set("extract.conditions_forces.fired")


def forces_past(a: Args) -> bool:
    """Ships pass a strait, soldiers reach a town."""
    if not forces(a) or traders(a) or grammar.passive(a.trigger) or any(r.entity.kind not in STATE_KINDS for r in a.s):
        return False
    there = [t for t in a.trigger.by("dobj") if t.mention is not None and t.mention.kind in PLACE_KINDS]
    arms = any(t.lemma in _FIRED for t in a.s_tokens)
    return bool(there) and not arms


def lies_there(a: Args) -> bool:
    """'The vessel moored alongside it serves as a dormitory': where a ship lies, and not that it comes."""
    return a.trigger.lemma in ("anchor", "berth", "dock", "moor") and a.trigger.dep == "acl"


_FRONTS = word_set("extract.conditions_forces.fronts")


def forces_head(a: Args) -> bool:
    """Ships or soldiers are on their way to a sea, a coast or a front, not home."""
    if not forces(a) or any(r.entity.kind not in STATE_KINDS for r in a.s) or a.trigger.by("dobj", "xcomp"):
        return False
    words = {c.low for c in a.trigger.children}
    if words & {"home", "homeward", "away"} or grammar.after(a.trigger, "from"):
        return False
    to = grammar.after(a.trigger, "to", "for", "toward", "towards")
    to += [t for c in a.trigger.by("advmod") for t in grammar.after(c, "to", "toward", "towards")]
    home = homes(a)
    own = any(t.mention is not None and t.mention.state in home for t in to)
    there = any((named_place(t) or t.lemma in _FRONTS) and t.lemma not in _HARBOURS for t in to)
    moving = any(t.lemma in a.words["vessels"] | a.words["units"] or is_force(a, t) for t in a.s_tokens)
    return there and not own and moving


def shut_off(a: Args) -> bool:
    """Forces, a blockade or a checkpoint keep a road shut, not a state its own border."""
    posts = any(t.lemma in POSTS for t in a.s_tokens)
    return (forces(a) or posts) and other_side(a) and all(r.entity.kind in _ACTING | {"Group"} for r in a.s)


def traffic_stopped(a: Args) -> bool:
    """Forces or the authorities of a state stop traffic or a supply to others."""
    authority = any(t.lemma in ("authority", "commander", "administration") for t in a.s_tokens)
    return (forces(a) or authority) and other_side(a) and all(r.entity.kind in _ACTING for r in a.s)


def men_posted(a: Args) -> bool:
    """'Malian soldiers took up positions', 'some 200 Qataris did'."""
    return forces(a) or any(
        t.mention is not None and t.mention.role == "people" and bool(t.by("nummod")) for t in a.s_tokens
    )


def crowd_met(a: Args) -> bool:
    """A crowd is met with tear gas, by police or soldiers: not a proposal with a volley."""
    return forces(a) and other_side(a) and all(r.entity.kind != "Person" for r in (*a.s, *a.o))


_AIRBORNE = word_set("extract.conditions_forces.airborne")


def ships_collide(a: Args) -> bool:
    """A ship runs into another one."""
    afloat = a.words["vessels"] - _AIRBORNE
    afloat -= {"plane", "warplane", "fighter", "gunship", "seaplane"}
    hit = [t for x in a.objects or grammar.after(a.trigger, "with", "into") for t in grammar.content(x)]
    return other_side(a) and any(t.lemma in afloat for t in a.s_tokens) and any(t.lemma in afloat for t in hit)


def taken_off(a: Args) -> bool:
    """Human beings are taken from their homes, their office or their ship."""
    return people(a) and other_side(a)


def held_fast(a: Args) -> bool:
    """Human beings or ships are held or beaten, not held responsible or in esteem."""
    judged = a.trigger.lemma == "hold" and a.trigger.by("oprd", "acomp", "xcomp", "ccomp")
    teams = a.trigger.lemma == "beat" and not forces(a) and all(t.mention is not None for t in a.objects)
    agents = [t for t in a.s_tokens if t.i > a.trigger.i]
    inside = any(x is t for s in agents for x in s.subtree() for t in a.o_tokens)  # 'by the Roe government'
    return not judged and not teams and not inside and people_or_ships(a)
