"""Conditions on who leaves, goes home or holds fire: forces and others whom a state has abroad."""

from __future__ import annotations

from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.conditions_deeds import named_place, other_side
from kg.extract.conditions_posture import forces_near, last_ones, rulers_act
from kg.extract.conditions_ties import lapsed
from kg.extract.event_args import ENVOYS, ORGANISATIONS, Args, forces, homes, is_force, is_treaty
from kg.link.resolve import PLACE_KINDS, STATE_KINDS

_ACTING = STATE_KINDS | ORGANISATIONS | {"ArmedForce"}


def _units(a: Args) -> bool:
    return any(t.lemma in a.words["units"] or is_force(a, t) for t in a.s_tokens)


def last_leave(a: Args) -> bool:
    """'The last unit crossed into Niger', 'the final convoy rolled out'."""
    known = all(r.entity.kind in _ACTING for r in a.s) and other_side(a)
    told = not a.trigger.by("neg", "oprd") and not grammar.passive(a.trigger)
    return known and told and last_ones(a) and (forces(a) or _units(a)) and not _fallen(a)


def _fallen(a: Args) -> bool:
    """'Left two dead'."""
    return any(t.lemma in ("dead", "wounded") for o in valency.logical_objects(a.trigger) for t in (o, *o.children))


def forces_go_away(a: Args) -> bool:
    """'The peacekeepers packed up and left'."""
    return _units(a) and all(r.entity.kind in STATE_KINDS for r in a.s) and not a.trigger.by("dobj", "neg")


def forces_home(a: Args) -> bool:
    """'The battalion will be home by May', 'the soldiers must be gone'."""
    back = [c for c in a.trigger.children if c.low == "back"]
    again = bool(back) and (forces_near(a) or any(grammar.after(c, "on", "at") for c in back))  # 'are back on the hill'
    known = all(r.entity.kind in _ACTING for r in a.s) and other_side(a)
    return _units(a) and known and not again and not a.trigger.by("dobj")


def own_forces_out(a: Args) -> bool:
    """'Will have its soldiers out of the town': its own, out of a place or home."""
    own = any(c.tag == "PRP$" for t in a.objects for c in t.children)
    return own and other_side(a) and all(r.entity.kind in _ACTING for r in a.s)


def own_people_out(a: Args) -> bool:
    """'Pulled its commanders out of Syria', 'withdrew a thousand men from the force'."""
    own = any(c.tag == "PRP$" for t in a.objects for c in t.children)
    counted = any(t.lemma in ("man", "men", "fighter") and t.by("nummod", "det") for t in a.objects)
    body = any(r.entity.kind not in STATE_KINDS for r in a.o)
    return (own or counted) and not body and other_side(a) and rulers_act(a)


def return_of_own(a: Args) -> bool:
    """'Ordered the return of its 800 doctors': its own people, whom it had abroad."""
    of = [t for o in a.objects for t in grammar.after(o, "of")]
    if any(t.lemma in ENVOYS for t in of):
        return False
    return any(c.tag == "PRP$" for t in of for c in t.children) and other_side(a) and rulers_act(a)


_MILITARY_SITES = word_set("extract.conditions_leaving.military_sites")


def visitors_left(a: Args) -> bool:
    """'The observers have left Haiti', 'the last transport left the base': whom a state had there."""
    left = [*a.trigger.by("dobj"), *grammar.after(a.trigger, "from")]
    placed = any(named_place(t) or (t.tag == "NNP" and t.text[:1].isupper()) for t in left)
    held = any(t.lemma in _MILITARY_SITES for t in left)
    known = all(r.entity.kind in STATE_KINDS for r in a.s) and other_side(a)
    gone = placed or held or (not left and last_ones(a))
    onward = grammar.after(a.trigger, "for", "on", "to", "with")
    return gone and known and not a.trigger.by("oprd", "neg") and not onward


def none_left(a: Args) -> bool:
    """'There will be no more French soldiers in Senegal'."""
    up = a.trigger.head
    ahead = up is not None and any(x.lemma in ("will", "would") for x in up.by("aux"))
    no = any(c.low == "no" for c in a.trigger.subtree())
    return ahead and no and other_side(a) and all(r.entity.kind in STATE_KINDS for r in a.s)


def none_there(a: Args) -> bool:
    """'There are no more Kenyan soldiers in Somalia'."""
    up = a.trigger.head
    past = up is not None and not up.by("aux", "neg") and up.tag in ("VBP", "VBZ")
    no = any(c.low == "no" for c in a.trigger.subtree())
    return past and no and other_side(a) and all(r.entity.kind in STATE_KINDS for r in a.s)


def forces_back_across(a: Args) -> bool:
    """'Tanks rolled back across the border'."""
    back = [a.trigger, *(c for c in a.trigger.by("advmod", "prt") if c.low == "back")]
    line = {"border", "bridge", "frontier", "line", "river"}
    over = any(t.lemma in line for c in back for t in grammar.after(c, "across", "over"))
    return over and forces(a) and not a.trigger.by("dobj", "neg") and all(r.entity.kind in _ACTING for r in a.s)


def own_camp(a: Args) -> bool:
    """'Took down its tents': a state or its soldiers, their own."""
    own = any(c.tag == "PRP$" for t in a.objects for c in t.children)
    struck = a.trigger.lemma == "strike" and forces(a) and any(t.lemma == "camp" for t in a.objects)
    down = any(c.low in ("down", "up") for c in a.trigger.by("prt", "advmod", "prep"))
    cleared = own and (down or a.trigger.lemma in ("dismantle", "remove"))
    return (cleared or struck) and other_side(a) and all(r.entity.kind in STATE_KINDS for r in a.s)


def forces_yield(a: Args) -> bool:
    """'Troops gave up the oilfield': forces give ground."""
    up = any(c.low == "up" for c in a.trigger.by("prt", "advmod"))
    return forces(a) and (a.trigger.lemma != "give" or up) and all(r.entity.kind in _ACTING | {"Group"} for r in a.s)


def embassy_left(a: Args) -> bool:
    """'The Azeri embassy in Tehran is being evacuated': by its own state."""
    shut = a.trigger.lemma in ("close", "shut")
    return other_side(a) and not shut and not a.trigger.by("agent") and all(r.entity.kind in STATE_KINDS for r in a.s)


_WORK_STRIKES = word_set("extract.conditions_leaving.work_strikes")


def states_or_armed(a: Args) -> bool:
    """A state, a body or armed men call off what they do."""
    figurative = any(c.lemma in a.words["figurative"] for t in a.objects for c in t.children)
    hunger = any(c.lemma in _WORK_STRIKES for t in a.objects for c in t.children)
    return other_side(a) and not figurative and not hunger and all(r.entity.kind in _ACTING | {"Group"} for r in a.s)


def one_sided(a: Args) -> bool:
    """'Declared a ceasefire in Tibesti', by one side, for itself; 'a halt' to fire or attacks."""
    things = a.objects
    if lapsed(a):
        return False
    if any(t.lemma in ("halt", "cessation") for t in things):
        to = {x.lemma for t in things for x in grammar.after(t, "to", "of", "in")}
        if not to & a.words["hostilities"]:
            return False
    others = any(p.lemma in ("between", "among", "with") for t in things for p in t.by("prep"))
    own = homes(a)
    placed = [x for t in (a.trigger, *things) for x in grammar.after(t, "in") if x.mention is not None]
    alone = {c.lemma for t in things for c in t.children} & {"own", "unilateral"}
    others |= not alone and any(m.kind != "Time" and m.state not in own for t in placed if (m := t.mention) is not None)
    return (
        len(a.s) == 1
        and not others
        and not a.trigger.by("neg")
        and all(r.entity.kind in _ACTING | {"Group"} for r in a.s)
    )


def state_pulls_out(a: Args) -> bool:
    """A state or a body leaves talks, a project or a mission, not a person a race."""
    return all(r.entity.kind in _ACTING for r in a.s) and not a.trigger.by("dobj") and not grammar.passive(a.trigger)


def own_war_ended(a: Args) -> bool:
    """'Halted its bombing': not the war that two ended, or that a third one is to end, nor 'joint operations', nor the
    operation of a treaty.
    """
    if any(
        t.lemma == "operation" and any(o.lemma == "law" or is_treaty(a, o) for o in grammar.after(t, "of"))
        for t in a.objects
    ):
        return False
    war = any(t.lemma in ("war", "blockade") for t in a.objects)
    if any(grammar.after(t, "by") for t in a.objects if not t.by("acl")):
        return False  # 'halted an incursion by Chadian soldiers'
    own = {r.state or r.entity for r in a.s}
    named = [
        m.mention for t in a.objects for m in t.by("amod") if m.mention is not None and m.mention.role == "adjective"
    ]
    if any(m.kind in STATE_KINDS and m.entity not in own for m in named):
        return False  # 'halted a Chadian incursion'
    if any(m.lemma == "joint" for t in a.objects for m in t.by("amod")):
        return False
    return not war or (len(a.s) == 1 and all(r.entity.kind in STATE_KINDS for r in a.s))


def others_evacuated(a: Args) -> bool:
    """'Evacuated British nationals': people of another state, so no retreat of one's own."""
    own = {r.state or r.entity for r in a.s}
    whose = [m for t in a.objects for m in grammar.modifiers(t) if m.mention is not None]
    other = any(m.mention.kind in STATE_KINDS and m.mention.entity not in own for m in whose if m.mention is not None)
    return a.trigger.lemma in ("airlift", "evacuate", "fly", "get", "rescue") and other


def arms_laid_down(a: Args) -> bool:
    """'Laid down its arms', 'put down their guns': armed men."""
    armed = all(r.entity.kind in {"Group", "Organization", "ArmedForce"} for r in a.s)
    return armed and not a.trigger.by("neg") and not grammar.passive(a.trigger)


def from_a_place(a: Args) -> bool:
    """'Ukraine withdrew from Avdiivka': a state by its forces, from a town or land by its name."""
    left = grammar.after(a.trigger, "from", "out")
    placed = bool(left) and all(t.mention is not None and t.mention.kind in PLACE_KINDS for t in left)
    return placed and not a.trigger.by("dobj") and all(r.entity.kind in STATE_KINDS for r in a.s)
