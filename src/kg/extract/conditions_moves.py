"""Conditions on how forces move and strike, on what ends, and on who is set free or taken in."""

from __future__ import annotations

from collections.abc import Sequence

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.conditions_deeds import named_place, other_side, people
from kg.extract.event_args import ORGANISATIONS, Args, forces, homes, is_force, traders
from kg.extract.sides import SHIP
from kg.link.references import BLOC_KINDS
from kg.link.resolve import PLACE_KINDS, STATE_KINDS

_STATES_OR_BODIES = STATE_KINDS | ORGANISATIONS


def _phrases(token: Token, *preps: str) -> list[Token]:
    found = [p for p in token.by("prep") if p.lemma in preps]
    found += [q for p in found for q in p.by("prep") if q.lemma in preps]  # 'out of Kuwait'
    return [t for p in found for t in p.by("pobj")]


_LANDS = word_set("extract.conditions_moves.lands")


def forces_go(a: Args) -> bool:
    """Soldiers or ships go somewhere, not to a vote or a school."""
    to = _phrases(a.trigger, "to", "into", "toward", "towards")
    there = any(named_place(t) or t.lemma in _LANDS for t in to) or any(c.low == "ashore" for c in a.trigger.children)
    back = any(c.low in ("back", "home") for c in a.trigger.children)
    return forces(a) and there and not back and all(r.entity.kind != "Group" for r in a.s)


_LADEN = word_set("extract.conditions_moves.laden")


def laden(a: Args, things: Sequence[Token]) -> bool:
    """'A plane with 40 tonnes of food landed in Lima', 'a ship carrying rice docked': what comes with aid aboard."""
    men = a.words["units"] - a.words["vessels"]
    cargo = [t for x in (a.trigger, *things) for t in _phrases(x, "with", *(() if x.lemma in men else ("of",)))]
    cargo += [t for x in things for v in x.by("acl", "amod") if v.lemma in _LADEN for t in v.by("dobj")]
    cargo += [t for x in things for v in x.by("acl", "amod") if v.lemma in _LADEN for t in _phrases(v, "with")]
    cargo += [t for v in a.trigger.by("advcl", "acl") if v.lemma in _LADEN and v.tag == "VBG" for t in v.by("dobj")]
    return any(t.lemma in a.words["given"] for c in cargo for t in c.subtree())


_RELIEF = word_set("extract.conditions_moves.relief")


def relief_aboard(a: Args) -> bool:
    """'Sent two aircraft with food': what is sent is the aid aboard."""
    cargo = [t for x in (a.trigger, *a.objects) for t in _phrases(x, "with")]
    return any(t.lemma in _RELIEF for c in cargo for t in (c, *c.by("conj")))


def forces_abroad_at(a: Args) -> bool:
    """Soldiers are posted somewhere that is not their own state."""
    at = _phrases(a.trigger, "in", "on", "at", "along", "near", "off", "inside")
    at += [x for t in at if t.lemma in ("edge", "gate", "outskirts", "road") for x in grammar.after(t, "to", "of")]
    named = [t for t in at if named_place(t)]
    said_of = a.trigger.by("acomp", "xcomp") or (a.trigger.by("attr") and not a.trigger.by("expl"))
    if said_of or not forces(a):
        return False
    home = homes(a)
    abroad = any(t.mention is not None and t.mention.state not in home for t in named)
    away = any(t.lemma in ("border", "frontier") for t in at)
    away |= bool(a.trigger.by("expl") and a.trigger.by("neg"))  # 'there is no soldier of ours in Abyei'
    own = any(
        t.mention is not None and t.mention.entity is not None and any(t.mention.entity == r.entity for r in a.s)
        for t in at
    )
    known = all(r.entity.kind in STATE_KINDS for r in a.s)
    return known and (abroad or away) and not own


_CAMPS = word_set("extract.conditions_moves.camps")


def forces_camp(a: Args) -> bool:
    """Soldiers pitch camp, or take up positions."""
    mods = any(c.low in ("up", "in") for c in a.trigger.children)
    camp = any(t.lemma in _CAMPS for t in a.objects)
    crew = any(t.lemma == "crew" for t in a.s_tokens)
    return forces(a) and not crew and (camp or mods) and all(r.entity.kind in STATE_KINDS for r in a.s)


_FORCES = word_set("extract.conditions_moves.forces")


def to_force(a: Args) -> bool:
    """Soldiers are given to a force or a mission, or offered for one."""
    into = [t for x in (a.trigger, *a.objects) for t in _phrases(x, "for", "to")]
    led = any(t.lemma in _FORCES or named_place(t) or t.mention is not None for t in into)
    return all(r.entity.kind in _STATES_OR_BODIES for r in a.s) and led


_GUARDED = word_set("extract.conditions_moves.guarded")


def forces_guard(a: Args) -> bool:
    """Forces guard ships or a frontier, not a guest."""
    return forces(a) and any(
        t.lemma in a.words["vessels"] | _GUARDED or (t.mention is not None and t.mention.kind in PLACE_KINDS)
        for t in a.objects
    )


_OF_MISSIONS = word_set("extract.conditions_moves.of_missions")


def naval_mission(a: Args) -> bool:
    mods = {c.lemma for t in a.objects for c in t.children}
    return bool(mods & _OF_MISSIONS) and all(r.entity.kind in _STATES_OR_BODIES for r in a.s) and len(a.s) == 1


def forces_back(a: Args) -> bool:
    """Forces, or the two that faced one another, pull back."""
    far = all(t.lemma in a.words["distances"] for t in a.trigger.by("dobj"))  # 'drew back one kilometre'
    if not far and not any(is_force(a, t) for t in a.objects):
        return False
    own = all(r.entity.kind in STATE_KINDS | {"Group", "Organization"} for r in a.s)
    if any(t.mention is None and not is_force(a, t) and not t.tag.startswith("PRP") for t in a.s_tokens):
        return False  # an economy may pull back, too
    if not a.moved and len(a.s) > 1 and any(t.low in ("both", "they") for t in a.s_tokens):
        return False  # of whom it is said is not sure
    state_only = not forces(a) and not a.mutual and len(a.s) < 2
    return (own and (a.trigger.lemma in ("pull", "fall", "draw") if not state_only else a.trigger.lemma == "pull")) or (
        own and forces(a)
    )


_SENDING = word_set("extract.conditions_moves.sending")
"""How forces come to where they are withdrawn from."""


def sent_before(a: Args) -> bool:
    """'Sent two boats and withdrew them a week later': forces, by the verb that the withdrawal is joined to."""
    sent = a.trigger.head if a.trigger.dep == "conj" else None
    things = sent.by("dobj") if sent is not None and sent.lemma in _SENDING else ()
    units = [t for o in things for t in (o, *grammar.after(o, "of"))]
    away = a.trigger.lemma in ("withdraw", "recall") or any(
        c.low in ("back", "home", "out") for c in a.trigger.by("prt", "advmod")
    )
    return away and any(is_force(a, t) or t.lemma in a.words["units"] for t in units)


def state_leaves(a: Args) -> bool:
    """A state withdraws from a land, not from a treaty or a cup."""
    lands = all(
        t.mention is not None and t.mention.kind in PLACE_KINDS | STATE_KINDS and t.mention.role != "adjective"
        for t in a.o_tokens
    )
    return lands and all(r.entity.kind in STATE_KINDS for r in (*a.s, *a.o)) and other_side(a) and not a.objects


def _own(a: Args) -> bool:
    return any(c.tag == "PRP$" for t in a.objects for c in t.children)


def own_base(a: Args) -> bool:
    """Whoever vacates a base, vacates his own, abroad; an embassy only where it is evacuated."""
    embassy = any(t.lemma == "embassy" for t in a.objects)
    if embassy and a.trigger.lemma != "evacuate":
        return False
    if any(t.mention is not None or not t.children for t in a.objects):
        return False
    abroad = a.trigger.lemma in ("vacate", "evacuate") and any(
        named_place(x) for t in a.objects for x in _phrases(t, "in")
    )
    placed = _own(a) or forces(a) or (abroad and other_side(a))
    plain = a.trigger.lemma in ("leave", "quit", "abandon", "relinquish") and not forces(a) and not _own(a)
    return placed and not plain and all(r.entity.kind in STATE_KINDS | {"Organization"} for r in a.s)


def hands_own_base(a: Args) -> bool:
    """A state hands over a base that it has abroad, not land that it held of another."""
    abroad = any(named_place(x) for t in a.objects for x in (*_phrases(t, "in"), *t.by("appos")))
    bodies = any(t.mention is None and is_force(a, t) for t in a.s_tokens)  # 'UN peacekeepers handed over their camps'
    theirs = all(r.entity.kind in STATE_KINDS or (bodies and r.entity.kind in ORGANISATIONS) for r in a.s)
    return (_own(a) or abroad) and theirs and other_side(a)


def envoy_leaves(a: Args) -> bool:
    """Those who walk out of a room are envoys or states, not workers or a party at home."""
    bodies = any(
        t.mention is not None and t.mention.kind in ORGANISATIONS for t in _phrases(a.trigger, "out", "of", "from")
    )  # whoever walks out of an organisation leaves it for good
    told = bool(a.o) and not all(r.entity.kind in ORGANISATIONS for r in a.o)
    return not bodies and told and all(r.entity.kind in STATE_KINDS | {"Person"} for r in a.s) and other_side(a)


_VOTES = word_set("extract.conditions_moves.votes")


def by_coup(a: Args) -> bool:
    """Whoever is brought down is a person or a government; a team topples no president, nor does who wins a vote."""
    voted = any(t.lemma in _VOTES for p in a.trigger.by("prep") for t in p.subtree())
    alone = a.trigger.lemma == "unseat" and all(r.entity.kind == "Person" for r in a.s)
    if voted or alone:
        return False
    ruled = STATE_KINDS | {"Person", "Government"}
    return all(r.entity.kind in ruled for r in a.o) and all(r.entity != x.entity for r in a.o for x in a.s)


def helped_people(a: Args) -> bool:
    """A state or a body helps people of another, not its own home, nor from a prison of that other."""
    own = {(r.state or r.entity) for r in a.s}
    home = any(t.tag == "PRP$" for o in a.objects for t in o.children)
    return (
        other_side(a)
        and not home
        and all(r.entity.kind in _STATES_OR_BODIES for r in a.s)
        and not own & {r.entity for r in a.o}
    )


def bodies_only(a: Args) -> bool:
    """Armed groups claim attacks as theirs; a state claims other things."""
    return all(r.entity.kind in {"Organization", "Group"} for r in a.s) and other_side(a)


_OF_OWN_MISSIONS = word_set("extract.conditions_moves.of_own_missions")


def own_mission(a: Args) -> bool:
    mods = {c.lemma for t in a.objects for c in t.children}
    abroad = any(named_place(x) for t in a.objects for x in _phrases(t, "in", "of"))
    military = bool(mods & _OF_OWN_MISSIONS)
    mission = any(t.lemma == "mission" for t in a.objects)
    sent = (_own(a) or military) and (abroad or military or mission)
    return sent and all(r.entity.kind in _STATES_OR_BODIES for r in a.s)


def stopped_firing(a: Args) -> bool:
    """'has stopped bombing B', 'agreed to stop attacking each other'."""
    return any(c.lemma in a.words["fighting"] and c.tag == "VBG" for c in a.trigger.by("xcomp", "ccomp", "dobj")) and (
        bool(a.o) or a.mutual or len(a.s) > 0
    )


def no_object(a: Args) -> bool:
    return not a.trigger.by("dobj", "neg", "xcomp") and not grammar.passive(a.trigger) and bool(a.s)


_FIGHTING = word_set("extract.conditions_moves.fighting")


def own_halt(a: Args) -> bool:
    """A halt to one's own attacks, a truce that one declares oneself."""
    if any(t.lemma in ("ceasefire", "cease-fire", "truce") for t in a.objects):
        return a.trigger.lemma in ("declare", "announce", "order", "proclaim") and other_side(a)
    inner = [x for t in (a.trigger, *a.objects) for x in _phrases(t, "to", "of", "in")]
    return any(t.lemma in _FIGHTING for t in inner) and other_side(a)


_ENVOYS = word_set("extract.conditions_moves.envoys")
_CROWDS = word_set("extract.conditions_moves.crowds")


def driven(a: Args) -> bool:
    """Armed men or a state's army are driven out by arms."""
    out = any(c.low in ("out", "back", "from", "off", "of") for c in a.trigger.children)
    if not out or a.trigger.by("xcomp") or shown_out(a):
        return False
    if any(t.lemma in _ENVOYS | a.words["vessels"] | {"people", "resident", "villager", "civilian"} for t in a.objects):
        return False
    if a.trigger.lemma in ("expel", "oust", "throw") and not any(is_force(a, t) for t in a.objects):
        return False
    armed_men = a.words["armed"] - _CROWDS
    soldiers = any(is_force(a, t) or t.lemma in armed_men for t in a.objects)
    plain = {id(t) for t in valency.logical_objects(a.trigger)}
    rebels = a.trigger.lemma == "drive" and all(r.state is None and r.entity.kind not in STATE_KINDS for r in a.s)
    soldiers |= rebels and any(t.lemma == "government" for t in a.objects)
    states = all(t.mention is not None and t.mention.kind in STATE_KINDS and id(t) in plain for t in a.o_tokens) and (
        forces(a) or any(named_place(t) for t in _phrases(a.trigger, "from", "of", "out"))
    )
    armed = forces(a) or all(r.entity.kind in _STATES_OR_BODIES for r in a.s)
    return armed and (soldiers or states) and other_side(a) and all(r.entity.kind != "Person" for r in (*a.s, *a.o))


def not_driven(a: Args) -> bool:
    return not driven(a) and not shown_out(a)


_GUESTS = word_set("extract.conditions_moves.guests")
_HOSTS = word_set("extract.conditions_moves.hosts")


def shown_out(a: Args) -> bool:
    """Guests of a state are made to leave it ('drove out the UN mission'), or the forces of another by its rulers
    ('the junta drove out the French troops'); no army is driven out of a town.
    """
    if not any(c.low == "out" and not c.by("prep", "pobj") for c in a.trigger.children):
        return False
    guests = any(t.lemma in _GUESTS for t in a.objects)
    hosts = any(t.lemma in _HOSTS for t in a.s_tokens) and any(is_force(a, t) for t in a.objects)
    return (guests or hosts) and other_side(a)


def left_dead(a: Args) -> bool:
    """'left five dead', 'claimed five lives'."""
    toll = {"dead", "wounded", "injured"}
    said = [t for t in a.trigger.subtree() if t.i > a.trigger.i]
    lives = any(t.lemma in ("life", "casualty", "toll") for t in a.objects)
    return (any(t.low in toll for t in said) or lives) and other_side(a)


def repelled(a: Args) -> bool:
    return not a.trigger.by("neg") and other_side(a) and all(r.entity.kind != "Person" for r in (*a.s, *a.o))


def donors(a: Args) -> bool:
    """States or bodies that give, not a bank of a club."""
    givers = STATE_KINDS | {"IntergovernmentalOrganization"}
    return (
        all(r.entity.kind in givers for r in a.s) and all(r.entity.kind in STATE_KINDS for r in a.o) and other_side(a)
    )


def out_of_action(a: Args) -> bool:
    """'put the airport out of action'."""
    near = [t for p in a.trigger.by("prep") for t in p.subtree()]
    named = any(t.lemma in ("action", "service", "commission") for t in near)
    return named and forces(a) and other_side(a)


def two_or_more(a: Args) -> bool:
    """'Exchanged fire', 'traded blows', not 'traded water cannon fire'."""
    wet = any(c.lemma == "cannon" for t in a.objects for c in t.by("compound"))
    return not wet and (a.mutual or (bool(a.o) and other_side(a)))


def list_words(a: Args) -> set[str]:
    """The words that tell what a list is of, off which somebody is struck ('its list of banned groups')."""
    listed = [t for p in a.trigger.by("prep", "prt") if p.lemma in ("from", "off") for t in p.by("pobj")]
    inside = [x for t in listed for p in t.by("prep") for x in p.by("pobj")]
    return {w for t in (*listed, *inside) for w in (t.lemma, *(c.lemma for c in t.children))}


def bad_list(a: Args) -> bool:
    """Whoever is struck off a list of the banned is better off."""
    return bool(list_words(a) & a.words["banned"]) and other_side(a)


def let_go(a: Args) -> bool:
    """'was let go by B': a human being or a ship."""
    head = a.trigger.head
    objects = [*a.o_tokens]
    return head is not None and (
        any(r.rule == SHIP for r in a.o)
        or (
            any(
                t.lemma in a.words["sent"] | a.words["held"] | a.words["vessels"] | a.words["armed"]
                or (t.mention is not None and (t.mention.kind == "Person" or t.mention.role == "people"))
                for o in objects
                for t in (o, *([o.head] if o.head is not None else []))
            )
            and other_side(a)
        )
    )


_ASKED_FOR = word_set("extract.conditions_moves.asked_for")


def freed_noun(a: Args) -> bool:
    """A release that takes place, not one that is asked for."""
    return other_side(a) and not any(up.lemma in _ASKED_FOR for up in list(a.trigger.ancestors())[:3])


def eased(a: Args) -> bool:
    mods = a.trigger.lemma not in ("end", "suspension") or any(p.lemma in ("to", "of") for p in a.trigger.by("prep"))
    return mods and freed_noun(a)


def fighters(a: Args) -> bool:
    return forces(a) or all(r.entity.kind in ("Group", "Organization") for r in a.s)


_HOMELESS = word_set("extract.conditions_moves.homeless")
_SHELTERS = word_set("extract.conditions_moves.shelters")


def sheltered(a: Args) -> bool:
    """Refugees and the like are taken in, not hostages."""
    plain = any(t.lemma in _HOMELESS for t in a.objects)
    if a.trigger.lemma in _SHELTERS:
        return plain and other_side(a) and all(r.entity.kind in _STATES_OR_BODIES for r in a.s)
    bad = any(t.lemma in a.words["outlaws"] | a.words["armed"] for t in a.objects)
    return not bad and other_side(a) and all(r.entity.kind in _STATES_OR_BODIES for r in a.s)


def people_of(a: Args) -> bool:
    named = [t for t in a.o_tokens if t.mention is not None and t.mention.kind in STATE_KINDS]
    people_named = all(t.mention.role in ("people", "adjective") for t in named if t.mention is not None)
    return other_side(a) and bool(named) and people_named


def taken_in(a: Args) -> bool:
    return sheltered(a) or people_of(a)


_FIGHTERS = word_set("extract.conditions_moves.fighters")


def unarmed_crowd(a: Args) -> bool:
    """A crowd before a building, not an army."""
    named = [t for t in a.s_tokens if t.lemma in _FIGHTERS]
    return all(r.entity.kind == "Group" for r in a.s) and not named


def abroad_held(a: Args) -> bool:
    """'two Colombians were detained in Peru': by whoever rules there."""
    if valency.logical_subjects(a.trigger):
        return False
    ruled = all(t.mention is not None and t.mention.kind in STATE_KINDS | {"Settlement"} for t in a.s_tokens)
    return ruled and people(a) and other_side(a)


def by_police(a: Args) -> bool:
    apart = a.trigger.lemma in ("disperse", "scatter") or any(c.low in ("up", "out") for c in a.trigger.children)
    return apart and (forces(a) or all(r.entity.kind in STATE_KINDS for r in a.s))


def followed(a: Args) -> bool:
    """'Bolivia followed the next day': did what has just been told of another."""
    suit = all(t.lemma == "suit" for t in a.trigger.by("dobj"))
    phrases = [t for p in a.trigger.by("prep") for t in p.by("pobj")]
    timed = all(t.tag == "CD" or (t.mention is not None and t.mention.kind == "Time") for t in phrases)  # 'with four'
    plain = timed and not a.trigger.by("xcomp", "ccomp", "advcl", "agent") and not grammar.passive(a.trigger)
    return suit and plain and all(r.entity.kind in STATE_KINDS for r in a.s) and other_side(a)


def returned(a: Args) -> bool:
    """A state or a body returns a thing or a captive to another, not its own people to their home."""
    things = [t for t in a.objects if t.mention is None and not t.tag.startswith("PRP")]
    own = any(c.tag == "PRP$" for t in things for c in t.children)
    lands = all(t.mention is not None and t.mention.kind in STATE_KINDS for t in a.o_tokens)
    return bool(things) and not own and lands and all(r.entity.kind != "Person" for r in a.s) and other_side(a)


_TURNS = word_set("extract.conditions_moves.turns")


def made_to_turn(a: Args) -> bool:
    """A ship is made to go back, stop or leave."""
    return any(c.lemma in _TURNS for c in a.complements()) and other_side(a)


def held_there(a: Args) -> bool:
    """Human beings or ships are in another's hands, not a decision or a town."""
    return other_side(a) and any(
        t.lemma in a.words["sent"] | a.words["held"] | a.words["vessels"] | a.words["units"]
        or (t.mention is not None and (t.mention.kind == "Person" or t.mention.role == "people"))
        for t in valency.surface_subjects(a.trigger)
    )


def forces_move(a: Args) -> bool:
    """Forces are on the move, not missiles, nor 'all aircraft flying to Mali', nor whoever flies somebody out."""
    if traders(a) or (a.s_tokens and all(t.lemma in a.words["unarmed"] for t in a.s_tokens)):
        return False
    if _one_man(a) or any(c.lemma == "flee" and c.tag == "VBG" for c in a.trigger.subtree()):
        return False  # 'soldiers crossed the river fleeing the rebels'
    head = a.trigger.head if a.trigger.dep == "acl" else None
    if head is not None and any(c.low in ("all", "any", "every", "no") for c in head.by("det")):
        return False
    flown = [*a.objects, *grammar.after(a.trigger, "in")]
    carried = a.words["goods"] | a.words["humans"]
    cargo = any(t.tag == "PRP" or t.lemma in carried for t in flown) or laden(a, a.s_tokens)
    return forces(a) and not cargo and not _on_the_way(a)


def _one_man(a: Args) -> bool:
    """'An American soldier crossed the line during a tour': no force."""
    return bool(a.s_tokens) and all(t.tag == "NN" and t.lemma in _ONE_OF_MANY for t in a.s_tokens)


_ONE_OF_MANY = word_set("extract.conditions_moves.one_of_many")


def _on_the_way(a: Args) -> bool:
    """'Warplanes flying from Chadian bases hit it': where those come from who act, told beside what they do."""
    beside = a.trigger.tag == "VBG" and a.trigger.dep in ("acl", "advcl") and not a.objects
    ways = {p.lemma for p in a.trigger.by("prep")}
    return beside and "from" in ways and not ways & {"above", "across", "in", "into", "near", "off", "over", "through"}


def no_object_other(a: Args) -> bool:
    return no_object(a) and other_side(a)


def shut_before(a: Args) -> bool:
    """'Closed its crossings to B and reopened them': a way that the same sentence says was shut."""
    root = next((x for x in (a.trigger, *a.trigger.ancestors()) if x.head is None), a.trigger)
    shut = {"close", "shut", "seal", "block"}
    pronoun = all(t.tag == "PRP" for t in a.objects)
    return pronoun and other_side(a) and any(t.lemma in shut and t.i < a.trigger.i for t in root.subtree())


def person_given(a: Args) -> bool:
    """Whoever is handed over is a person by name."""
    return all(r.entity.kind == "Person" for r in a.o) and all(r.entity.kind != "Person" for r in a.s) and other_side(a)


def trespassed(a: Args) -> bool:
    """A state by its bare name violates the airspace, waters or border of another: its forces did; not a 'red line'."""
    if not all(r.entity.kind in STATE_KINDS for r in a.s) or forces(a) or grammar.passive(a.trigger):
        return False
    told = a.objects or _phrases(a.trigger, "into", "on", "upon")
    named = any(t.mention is not None for t in told)
    line = any(t.lemma == "line" for t in told) and not named
    plain = not any(t.by("amod", "compound", "nummod") for t in told)
    return bool(a.o) or named or (plain and (not line or a.trigger.dep == "pcomp"))


_WITHDRAW = word_set("extract.conditions_moves.withdraw")


def to_be_withdrawn(a: Args) -> bool:
    """'Urged Peru to withdraw troops massed near the border': it has massed them there."""
    noun = a.trigger.head
    verb = noun.head if noun is not None and noun.dep == "dobj" else None
    if noun is None or verb is None or a.trigger.dep != "acl" or a.trigger.tag != "VBN":
        return False
    told = verb.lemma in _WITHDRAW and noun.mention is None and is_force(a, noun)
    own = not any(t.mention is not None for t in noun.children)
    return told and own and all(r.entity.kind in STATE_KINDS for r in a.s)


def travellers_let_in(a: Args) -> bool:
    """The people of a state may enter another, or a union of states, without visas; no visitors did so."""
    travels = valency.logical_subjects(a.trigger)
    people = any(t.lemma in ("citizen", "holder", "national", "passport") for t in travels)
    people |= any(t.mention is not None and t.mention.role == "people" for t in travels)
    may = any(x.low in ("can", "could", "may", "will") for x in a.trigger.by("aux")) or a.trigger.dep == "xcomp"
    hosts = STATE_KINDS | BLOC_KINDS
    lands = all(r.entity.kind in hosts for r in a.s) and all(r.entity.kind in STATE_KINDS for r in a.o)
    return people and may and lands and other_side(a)
