"""Conditions on forces that are readied, put somewhere, shown or sent about."""

from __future__ import annotations

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.conditions_deeds import named_place, other_side
from kg.extract.event_args import ORGANISATIONS, Args, forces, homes, is_force, traders
from kg.link.resolve import STATE_KINDS

_ACTING = STATE_KINDS | ORGANISATIONS | {"ArmedForce"}


def states_act(a: Args) -> bool:
    """A state, a body or its army does it, not a person or a crowd."""
    return all(r.entity.kind in _ACTING for r in a.s) and other_side(a)


def rulers_act(a: Args) -> bool:
    """A state, a body, or somebody who speaks for one."""
    return all(r.entity.kind in _ACTING or r.state is not None for r in a.s)


def forces_states(a: Args) -> bool:
    """Forces of a state or a body, by a noun for them."""
    return forces(a) and all(r.entity.kind in _ACTING for r in a.s) and not grammar.passive(a.trigger)


def forces_ready(a: Args) -> bool:
    """'The army went on alert', 'keeps its jets on standby': forces, not hospitals."""
    told = [*a.s_tokens, *a.objects]
    armed = any(is_force(a, t) or t.lemma in a.words["units"] for t in told)
    return armed and all(r.entity.kind in _ACTING for r in a.s)


def forces_stand(a: Args) -> bool:
    """'Batteries stood ready along the border': somewhere, not to help."""
    return forces_states(a) and not a.trigger.by("xcomp")


def own_ordered(a: Args) -> bool:
    """'Ordered its force to assemble': a state or body orders its own forces."""
    up = a.trigger.head
    told = [*(up.by("dobj", "nsubjpass") if up is not None else ()), *a.trigger.by("nsubj")]
    own = [t for t in told if is_force(a, t) or t.lemma in a.words["units"]]
    return bool(own) and any(t.by("poss") or t.mention is not None for t in own) and rulers_act(a)


def put_somewhere(a: Args) -> bool:
    """'Put soldiers on the ground in Mali', 'placed weapons on the island': where is told, and by whom."""
    things = [t for t in a.objects if t.lemma in a.words["units"] or is_force(a, t)]
    preps = [p for t in (a.trigger, *a.objects) for p in t.by("prep") if p.i > a.trigger.i]
    at = [t for p in preps for t in p.by("pobj")]
    there = any(named_place(t) or t.lemma in a.words["shores"] for t in at)
    ashore = any(c.low == "ashore" for c in a.trigger.children)
    sent = not {c.lemma for t in a.objects for c in t.children} & a.words["peaceful"]
    return bool(things) and (there or ashore) and sent and states_act(a)


_AIR_DEFENCE = word_set("extract.conditions_posture.air_defence")


def air_defence_moved(a: Args) -> bool:
    """'Moved a Patriot system to Arica': one against aircraft, that stays its own."""
    said = {c.lemma for t in a.objects for c in (t, *t.children)} | {c.low for t in a.objects for c in t.children}
    to = [t for p in a.trigger.by("prep") for t in p.by("pobj")]
    return (
        bool(said & _AIR_DEFENCE) and any(named_place(t) or t.lemma in a.words["shores"] for t in to) and states_act(a)
    )


def forces_taken(a: Args) -> bool:
    """'Commandos were helicoptered into the valley'."""
    men = [t for t in valency.surface_subjects(a.trigger) if t.lemma in a.words["units"] or is_force(a, t)]
    to = [t for p in a.trigger.by("prep") if p.lemma in ("into", "to", "on", "onto", "in", "at") for t in p.by("pobj")]
    away = {c.low for c in a.trigger.children} & {"home", "out", "back", "hospital"}
    there = any(named_place(t) or t.lemma in (a.words["shores"] | {"valley"}) for t in to)
    return bool(men) and there and not away and all(r.entity.kind in STATE_KINDS for r in a.s)


def aircraft_over(a: Args) -> bool:
    """Military aircraft pass over a place, not a firm's helicopters over a fire."""
    flying = [t for t in a.s_tokens if t.lemma in a.words["airborne"] or is_force(a, t)]
    peaceful = any(c.lemma in a.words["peaceful"] for t in a.s_tokens for c in t.children)
    over = [t for p in a.trigger.by("prep") if p.lemma != "across" for t in p.by("pobj")]
    there = any(named_place(t) or t.lemma in a.words["shores"] | {"town", "village", "ship", "post"} for t in over)
    return bool(flying) and there and not peaceful and forces_states(a) and not a.trigger.by("dobj")


_SEAS = word_set("extract.conditions_posture.seas")


def ships_glide(a: Args) -> bool:
    """'Two frigates slid into the bay', 'gunboats closed on the islet'."""
    afloat = a.words["vessels"] - a.words["unarmed"]
    ships = [t for t in a.s_tokens if t.lemma in afloat or is_force(a, t)]
    to = [t for p in a.trigger.by("prep") for t in p.by("pobj")]
    sea = _SEAS | a.words["shores"]
    there = any(named_place(t) or t.lemma in sea for t in to)
    return bool(ships) and there and forces_states(a) and not a.trigger.by("dobj")


def ships_track(a: Args) -> bool:
    """A warship or an aircraft follows a ship, whosever it is."""
    followed = [c for t in a.objects for c in (t, *t.by("appos", "compound"))]
    ship = any(t.lemma in a.words["vessels"] | {"bulk carrier", "carrier", "flotilla", "bulker"} for t in followed)
    armed = any(t.lemma in a.words["vessels"] - a.words["unarmed"] or is_force(a, t) for t in a.s_tokens)
    return ship and armed and other_side(a) and all(r.entity.kind in _ACTING for r in a.s)


def armed_passage(a: Args) -> bool:
    """'The passage of a gunboat through the strait': of warships or military aircraft."""
    of = [c for t in grammar.after(a.trigger, "of", "by") for c in grammar.content(t)]
    arms = {"aircraft", "helicopter", "jet", "drone"} | (a.words["units"] & a.words["vessels"]) | {"u-2"}
    where = [
        t for x in (a.trigger, *of) for t in grammar.after(x, "through", "over", "into", "in", "off", "near", "at")
    ]
    armed = any(t.lemma in arms or is_force(a, t) for t in of) and not any(
        c.lemma in a.words["peaceful"] for t in of for c in t.children
    )
    return armed and bool(where) and other_side(a) and all(r.entity.kind in STATE_KINDS for r in a.s)


_OF_POSTS = word_set("extract.conditions_posture.of_posts")


def posted_men(a: Args) -> bool:
    """'Keeps 10,000 men in Congo', 'keeps a naval post on the islet'."""
    told = a.objects
    mods = {c.lemma for t in told for c in t.children}
    men = any(t.lemma in ("man", "men") and t.by("nummod") for t in told)
    post = bool(mods & _OF_POSTS) and not men
    return (men or post) and states_act(a) and all(r.entity.kind in STATE_KINDS for r in a.s)


def _peaceful(a: Args, thing: Token) -> bool:
    inner = [x for k in thing.by("nmod", "compound") for x in k.children]
    near = [thing, *thing.children, *inner, *grammar.after(thing, "of")]
    return any(t.lemma in a.words["peaceful"] for t in near)


_UNWARLIKE = word_set("extract.conditions_posture.unwarlike")


def unwarlike(a: Args) -> bool:
    """'Sent a rescue battalion', 'sent observers to the talks', 'will send 600 missiles': no move of one's forces."""
    things = a.objects
    if things and all(_peaceful(a, t) for t in things):
        return True
    sent = a.trigger.lemma in ("send", "dispatch", "despatch")
    to = [
        t for p in (*a.trigger.by("prep", "dative"), *(p for t in things for p in t.by("prep"))) for t in p.by("pobj")
    ]
    if sent and all(t.lemma == "observer" for t in things):
        into = any(c.low in ("in", "up") for c in a.trigger.by("prt", "advmod", "prep") if not c.by("pobj"))
        bodies = any(
            (t.mention is not None and t.mention.kind in ORGANISATIONS) or t.lemma in a.words["gatherings"] | _UNWARLIKE
            for t in to
        )
        return bodies or not (into or any(named_place(t) or t.lemma in a.words["shores"] for t in to))
    groups = [t for t in a.trigger.by("dobj") if t.lemma == "contingent" and _most(a, t)] if sent else []
    if groups:
        there = any(named_place(t) or t.lemma in ("force", "mission") for t in to)
        return not there or all(grammar.after(t, "of") for t in groups)
    arms = {"missile", "howitzer", "gun", "launcher", "artillery"}
    if sent and things and all(t.lemma in arms for t in things) and not to:
        return True
    above = a.trigger.head.head if a.trigger.dep == "acl" and a.trigger.head is not None else None
    aboard = above is not None and above.lemma in ("aboard", "on", "in")
    return aboard and any(t.lemma in ("aircraft", "helicopter", "jet", "plane") for t in things)


def _most(a: Args, contingent: Token) -> bool:
    """'Sent the largest contingent (of fans)': of those who came, where no arms are spoken of."""
    most = any(c.tag == "JJS" or c.low.startswith(("largest", "biggest")) for c in contingent.by("amod"))
    of = {t.lemma for t in (*grammar.after(contingent, "of"), *contingent.by("amod", "compound"))}
    return most and not of & (a.words["armed"] | a.words["units"] | {"military", "police", "troop", "troops"})


_OFFICES = word_set("extract.conditions_posture.offices")


def bears_a_guest(a: Args) -> bool:
    """'The minister's plane landed in Lima': it brings a visitor."""
    owners = [x for t in a.s_tokens for x in (*t.by("poss"), *grammar.modifiers(t), *grammar.after(t, "of"))]
    whose = any((t.mention is not None and t.mention.kind == "Person") or t.lemma in _OFFICES for t in owners)
    whose |= bool({c.lemma for t in a.s_tokens for c in t.children} & (_OFFICES | a.words["peaceful"]))
    return whose and any(t.lemma in a.words["airborne"] for t in a.s_tokens)


def last_ones(a: Args) -> bool:
    """'The last Kenyan unit crossed into Uganda': they leave."""
    return any(c.lemma in ("last", "final") for t in a.s_tokens for c in t.by("amod"))


_CIVIL = word_set("extract.conditions_posture.civil")


def militarily(a: Args) -> bool:
    """A state or body intervenes, not in a court case, in a market or on somebody's side in words."""
    about = [t for p in a.trigger.by("prep") for t in p.by("pobj")]
    return all(r.entity.kind in _ACTING for r in a.s) and not any(t.lemma in _CIVIL for t in about)


def body_or_forces(a: Args) -> bool:
    """'Authorised the mission to deploy': forces, a mission or a state."""
    return all(r.entity.kind in _ACTING for r in a.s)


def through(a: Args) -> bool:
    """Forces pass through, near or into a place, or go into action against somebody."""
    ways = {
        "through",
        "past",
        "near",
        "into",
        "around",
        "off",
        "across",
        "over",
        "toward",
        "towards",
        "north",
        "south",
        "close",
        "by",
        "within",
    }
    if a.trigger.lemma == "make" or grammar.passive(a.trigger):
        return False
    way = any(c.low in ways for c in a.trigger.by("prep", "prt", "advmod", "acomp"))
    if not way:
        return False
    if any(t.lemma == "action" for t in grammar.after(a.trigger, "into")) and not a.o:
        return False
    return forces(a) and not traders(a)


def called_to_arms(a: Args) -> bool:
    """'Called out the army', not to help in a flood."""
    return rulers_act(a) and not any(t.lemma in a.words["peaceful"] | {"help"} for t in a.trigger.subtree())


def _stands_at(a: Args, verb: Token) -> bool:
    """Whether a phrase of the verb names a place, not the home of who acts, or a shore or hill without a name."""
    held = [p for x in (verb, *verb.by("advmod", "prt", "attr")) for p in x.by("prep")]
    held += [p for x in held if not x.by("pobj") for p in x.by("prep")]
    at = [t for p in held if p.lemma in ("on", "in", "at", "near", "along", "around", "upon") for t in p.by("pobj")]
    home = homes(a)
    named = any(named_place(t) and (t.mention is None or t.mention.state not in home) for t in at)
    return named or any(t.mention is None and t.lemma in a.words["shores"] - {"ground"} for t in at)


def forces_near(a: Args) -> bool:
    """'Soldiers are camped on the ridge', 'are back on Hans Island', 'are closing in on Goma'."""
    known = all(r.entity.kind in STATE_KINDS for r in a.s) and other_side(a)
    return forces(a) and known and not a.trigger.by("dobj", "neg") and _stands_at(a, a.trigger)


_WATCHMEN = word_set("extract.conditions_posture.watchmen")


_SCENES = word_set("extract.conditions_posture.scenes")


def forces_under_way(a: Args) -> bool:
    """'Two frigates are on their way to the gulf': warships or soldiers, not home nor to help."""
    ways = [x for t in grammar.after(a.trigger, "on", "en") for x in (t, *t.by("appos"))]
    to = [x for t in (a.trigger, *ways) for x in grammar.after(t, "to", "into", "toward", "towards")]
    home = homes(a)
    seas = a.words["shores"] | _SCENES
    abroad = [t for t in to if named_place(t) and t.mention is not None and t.mention.state not in home]
    there = bool(abroad) or any(t.lemma in seas for t in to)
    armed = not all(t.lemma in _WATCHMEN | a.words["unarmed"] for t in a.s_tokens)
    peaceful = any(c.lemma in a.words["peaceful"] for t in a.s_tokens for c in t.children)
    return there and armed and not peaceful and not bears_a_guest(a) and forces_states(a)


def there_are_men(a: Args) -> bool:
    """'There are still fifteen Indian soldiers on the island'."""
    if not a.trigger.by("expl") or a.trigger.by("neg"):
        return False
    units = a.words["units"] - a.words["vessels"] | {"frigate", "gunboat", "submarine", "warplane", "warship"}
    men = [t for t in a.trigger.by("attr") if is_force(a, t) and t.lemma in units]
    if not men:
        return False
    near = {c.lemma for t in men for x in t.children for c in (x, *x.children)}
    none = "no" in near or bool(near & a.words["peaceful"])
    return not none and all(r.entity.kind in STATE_KINDS for r in a.s) and _stands_at(a, a.trigger)


_HEALTH = word_set("extract.conditions_posture.health")


def armed_post(a: Args) -> bool:
    """'Set up a checkpoint on the road', not one for the health of travellers."""
    return states_act(a) and not any(c.lemma in _HEALTH for t in a.objects for c in t.children)


_OF_FORCES = word_set("extract.conditions_posture.of_forces")


def leave_of_forces(a: Args) -> bool:
    """'Cancelled all military leave'."""
    whose = {c.lemma for t in a.objects for c in t.subtree()}
    return bool(whose & _OF_FORCES) and states_act(a)
