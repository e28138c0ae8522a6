"""Conditions on steps short of a deed: what is taken back, vowed, threatened 'or else', and where forces show up."""

from __future__ import annotations

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.conditions_claims import under_negotiation
from kg.extract.conditions_curbs import own_envoy_from
from kg.extract.conditions_deeds import BOUGHT, named_place, other_side, people
from kg.extract.conditions_moves import laden
from kg.extract.event_args import ENVOYS, ORGANISATIONS, Args, forces, is_force, trades
from kg.link.resolve import STATE_KINDS

_ACTING = STATE_KINDS | ORGANISATIONS


def _own(a: Args, *nouns: Token) -> bool:
    """Whether the thing is the actor's own ('its presence')."""
    return any(c.tag == "PRP$" for t in nouns for c in t.children)


def _states(a: Args) -> bool:
    return bool(a.s) and all(r.entity.kind in _ACTING for r in a.s)


def pulled_away(a: Args) -> bool:
    """Arms or posts are moved back, by a state or an armed body."""
    back_to = any(c.low in ("into", "onto", "to") and c.by("pobj") for c in a.trigger.children)
    return _states(a) and other_side(a) and not back_to


def own_presence(a: Args) -> bool:
    """A state's own forces or mission abroad are made smaller, or ended: it is said to be military, or where it is."""
    inside = [t for o in a.objects for p in o.by("prep") for t in p.by("pobj")]
    inside += [t for p in a.trigger.by("prep") if p.lemma in ("in", "on", "at") for t in p.by("pobj")]
    arms = any(c.lemma in a.words["units"] | {"military", "naval"} for t in a.objects for c in t.children)
    armed = any(t.lemma in a.words["units"] for t in a.objects)
    abroad = bool(a.o) or any(named_place(t) for t in inside)
    return _states(a) and other_side(a) and abroad and (arms or armed or _own(a, *a.objects) or forces(a))


def held_ground(a: Args) -> bool:
    """A state or its forces give up ground that they hold, not a post of office."""
    named = any(t.mention is not None or p.by("pobj") for o in a.objects for t in [o] for p in o.by("prep", "appos"))
    firm = a.trigger.lemma in ("vacate", "evacuate", "relinquish")
    kinds = all(r.entity.kind in (_ACTING | {"Group"}) - {"PoliticalParty"} for r in a.s)
    return (
        kinds and (named or firm) and (forces(a) or (firm and named and all(r.entity.kind in STATE_KINDS for r in a.s)))
    )


def undone(a: Args) -> bool:
    """A measure against another is taken back: it was a burden, or is told to have been one."""
    told = [c for t in a.objects for c in t.by("acl", "relcl")]
    hard = any(c.lemma in a.words["harsh"] for c in told) or any(
        t.lemma in a.words["burdens"] | {"expulsion", "deportation", "threat"} for t in a.objects
    )
    hard |= any(
        t.lemma in a.words["burdens"] | a.words["harsh"] for o in a.objects for p in o.by("prep") for t in p.subtree()
    )
    return hard and _states(a) and other_side(a) and all(r.entity.kind != "Person" for r in a.s)


def one_gives(a: Args) -> bool:
    """One gives back to another what it had taken; two restore what they have together by agreement."""
    on = a.trigger.lemma not in ("turn", "switch") or any(
        c.low in ("on", "back") and not c.by("pobj") for c in a.trigger.children
    )
    return on and len({r.entity for r in a.s}) == 1 and other_side(a) and _states(a)


def gave_word(a: Args) -> bool:
    """'gave its word that': a promise told in a clause, or of what to do."""
    clauses = [c for t in (a.trigger, *a.objects) for c in t.by("acl", "ccomp", "relcl")]
    return bool(clauses) and all(r.entity.kind in _ACTING | {"Person"} for r in a.s)


_OWED = word_set("extract.conditions_steps.owed")


def keeps_word(a: Args) -> bool:
    """A state vows to do what it owes: to implement, to respect, to keep."""
    below = a.trigger.by("xcomp") + [c for p in a.trigger.by("prep") for c in p.by("pcomp")]
    kept = any(
        c.lemma in a.words["kept"]
        and not c.by("neg")
        and (c.lemma != "keep" or any(t.lemma in _OWED for t in c.by("dobj")))
        for c in below
    )
    return kept and len(a.s) == 1 and not a.trigger.by("neg")


_ENTERED_LANDS = word_set("extract.conditions_steps.entered_lands")


def forces_stream(a: Args) -> bool:
    """Soldiers or tanks go into a land or across a border, not refugees into a camp."""
    to = [t for p in a.trigger.by("prep") for t in p.by("pobj")]
    lands = _ENTERED_LANDS | a.words["land"]
    there = any(named_place(t) or t.lemma in lands for t in to)
    return (
        forces(a)
        and there
        and not a.trigger.by("dobj")
        and all(r.entity.kind != "Group" for r in a.s)
        and other_side(a)
    )


_COASTS = word_set("extract.conditions_steps.coasts")


def ships_near(a: Args) -> bool:
    """Ships or aircraft show up near a coast or an island."""
    preps = [
        p
        for p in a.trigger.by("prep", "prt", "advmod")
        if p.low in ("off", "near", "around", "over", "in")
        and (p.low != "in" or any(t.lemma in ("waters", "airspace", "zone", "strait") for t in p.by("pobj")))
    ]
    near = [t for p in preps for t in p.by("pobj")]
    seen = any(named_place(t) or t.lemma in _COASTS for t in near)
    moving = any(t.lemma in a.words["vessels"] | a.words["units"] for t in a.s_tokens)
    return seen and moving and forces(a) and all(r.entity.kind in STATE_KINDS for r in a.s)


def shut_in(a: Args) -> bool:
    """Forces or a state cut the road to a place or a people, not their own border with a neighbour."""
    return _states(a) and other_side(a) and (forces(a) or any(t.mention is None for t in a.o_tokens) or _to_people(a))


def _to_people(a: Args) -> bool:
    return any(t.mention is not None and t.mention.role in ("people", "adjective") for t in a.o_tokens)


def charged_that(a: Args) -> bool:
    """To charge that another does something is to accuse it."""
    return bool(a.trigger.by("ccomp")) and other_side(a) and not a.trigger.by("dobj")


def or_else(a: Args) -> bool:
    """'told B to open the port or face sanctions': what B is told that it will suffer."""
    ask = a.trigger.head
    told = ask.head if ask is not None else None
    if ask is None or told is None or a.trigger.dep != "conj" or not any(c.low == "or" for c in ask.by("cc")):
        return False
    return grammar.is_verb(told) and ask.dep in ("xcomp", "advcl", "ccomp", "acl") and other_side(a)


def to_bench(a: Args) -> bool:
    """A question is put to judges, or to a body, not to a vote."""
    at = [t for p in a.trigger.by("prep") if p.lemma in ("to", "before") for t in p.by("pobj")]
    bench = any(t.mention is not None and t.mention.kind in {"Court", *ORGANISATIONS} for t in at)
    return bench and _states(a) and not any(is_force(a, t) for t in a.s_tokens)


_ASSURED = word_set("extract.conditions_steps.assured")


def assured_of(a: Args) -> bool:
    """'assured B of free passage': a promise, not a compliment."""
    of = [t for x in (a.trigger, *a.o_tokens) for p in x.by("prep") if p.lemma == "of" for t in p.by("pobj")]
    plain = bool(of) and not any(t.lemma in _ASSURED for t in of)
    return (plain or promises(a)) and other_side(a)


_STANDING_BY = word_set("extract.conditions_steps.standing_by")


def promises(a: Args) -> bool:
    """'Assured B that it would pay', not that it would stand by B."""
    below = [c for c in a.complements() if any(x.lemma in ("will", "would") for x in c.by("aux"))]
    return bool(below) and all(c.lemma not in _STANDING_BY for c in below)


def people_or_ships(a: Args) -> bool:
    """Whoever or whatever is held: a human being, or a ship and its crew."""
    return people(a) or any(t.lemma in a.words["vessels"] for t in a.objects)


def freed(a: Args) -> bool:
    """Whoever is held, also by a pronoun: 'detained ten guards; *they* were released'."""
    return people_or_ships(a) or any(t.tag == "PRP" and t.low in ("he", "she", "they") for t in a.objects)


_NO_ACCOUNT = word_set("extract.conditions_steps.no_account")


def in_friendship(verb: Token) -> bool:
    """'Called in the envoy to thank him', 'summoned not to be scolded but to be briefed'."""
    purposes = [
        x for c in verb.by("xcomp", "advcl") for x in (c, *c.by("conj")) if any(a.tag == "TO" for a in x.by("aux"))
    ]
    return any(c.lemma in _NO_ACCOUNT for c in purposes)


def called_to_account(a: Args) -> bool:
    """'Called in the envoy', but not to thank him."""
    return other_side(a) and not in_friendship(a.trigger)


def envoy_meant(a: Args) -> bool:
    """An envoy whose state the words name, or 'the ambassador' of the one that is meant; not one's own, called home."""
    if in_friendship(a.trigger) or own_envoy_from(a):
        return False
    named = any(t is not a.trigger for t in a.o_tokens)
    empty = {"the", "its", "their", "'s", "high", "then", "acting"}
    plain = all(c.low in empty for t in a.objects for c in t.children)
    return (named or (plain and not grammar.passive(a.trigger))) and (named or other_side(a))


_FORCES_LANDS = word_set("extract.conditions_steps.forces_lands")


def forces_present(a: Args) -> bool:
    """'the presence of a Chinese ship in Vietnam's waters': of ships or soldiers."""
    of = [c for p in a.trigger.by("prep") if p.lemma == "of" for t in p.by("pobj") for c in grammar.content(t)]
    places = ("in", "inside", "into", "within", "near", "off", "around", "on", "at", "along")
    where = [t for x in (a.trigger, *of) for p in x.by("prep") if p.lemma in places for t in p.by("pobj")]
    armed = any(t.lemma in a.words["units"] | a.words["vessels"] for t in of)
    return armed and any(named_place(t) or t.lemma in _FORCES_LANDS for t in where) and other_side(a) and _states(a)


def sighted(a: Args) -> bool:
    """A note without a verb: 'Turkish frigate in Greek waters'."""
    top = a.trigger
    while top.head is not None and top.dep in ("ccomp", "dep", "appos", "parataxis"):
        top = top.head
    told = top.head is None and (
        top is a.trigger or top.lemma in a.words["speak"] | {"claim"} or not grammar.is_verb(top)
    )
    seen = [t for p in a.trigger.by("prep") for t in p.by("pobj")]
    known = any(named_place(t) or t.lemma in ("waters", "water", "airspace", "zone", "coast") for t in seen)
    return told and known and all(r.entity.kind in STATE_KINDS for r in a.s) and other_side(a)


def accepted(a: Args) -> bool:
    return not a.trigger.by("neg") and other_side(a)


_CROSSED = word_set("extract.conditions_steps.crossed")


def goes_home(a: Args) -> bool:
    """Soldiers or ships leave for home, not for a patrol."""
    away = {c.low for c in a.trigger.children if c.i > a.trigger.i}
    away |= {c.low for t in a.trigger.children if t.low in ("back", "out") for c in t.children}
    out = any(p.low == "out" and _phrase(p, "of") for p in a.trigger.children)
    out |= (
        "back" in away and len(a.s) < 2 and bool(grammar.after(a.trigger, "from") or _behind(a.trigger, "back", "from"))
    )
    up = a.trigger.head
    let = a.trigger.dep in ("ccomp", "xcomp") and up is not None and up.lemma in ("allow", "help", "let", "permit")
    known = all(r.entity.kind in _ACTING for r in a.s) and not let
    things = [t for t in a.trigger.by("dobj") if t.lemma not in _CROSSED]
    return forces(a) and known and (bool(away & {"home", "away", "homeward"}) or out) and not things


def _behind(verb: Token, word: str, prep: str) -> list[Token]:
    return [t for c in verb.children if c.low == word for t in grammar.after(c, prep)]


def _phrase(prep: Token, word: str) -> bool:
    return any(p.lemma == word for p in prep.by("prep")) or any(t.lemma == word for t in prep.by("pobj"))


def crossing(a: Args) -> bool:
    """Forces cross into a land; they do not push others there."""
    moved = any(t.mention is None and not t.lemma.endswith(("border", "frontier", "line", "river")) for t in a.objects)
    return forces(a) and not moved and not grammar.passive(a.trigger)


def would_not(a: Args) -> bool:
    """'B said it would not': refuses what it was asked."""
    return any(
        (c.tag == "MD" or c.lemma in ("will", "would", "do"))
        and bool(c.by("neg"))
        and not c.by("dobj", "xcomp", "ccomp", "attr", "acomp", "prep")
        and all(t.tag == "PRP" for t in c.by("nsubj"))
        for c in a.trigger.by("ccomp")
    )


_OWN_SIDE = word_set("extract.conditions_steps.own_side")
"""What belongs to whoever speaks."""
_TAKEN_AMISS = word_set("extract.conditions_steps.taken_amiss")
"""What threatens where it is said that one will not do so, or tells of no refusal."""
_REFUSING = word_set("extract.conditions_steps.refusing")
"""What is a refusal by itself where it is denied."""


def will_not_do(a: Args) -> bool:
    """'Said that it would not hand over the general', 'vowed never to': refuses it, also where nobody had asked."""
    return any(_refuses(c) and not _of_others(c, a.trigger) for c in a.trigger.by("ccomp")) and other_side(a)


def _of_others(clause: Token, says: Token) -> bool:
    """'The tanks will stay. *He says they* will not cross': others than the one who speaks, who is told of alone."""
    many = any(t.low == "they" for t in clause.by("nsubj"))
    return many and any(t.low in ("he", "she", "i") and not t.by("conj") for t in says.by("nsubj"))


def _refuses(clause: Token) -> bool:
    """'It would not hand him over': what the speaker's own side will not do, an act that it could do."""
    ahead = any(x.lemma in ("will", "would", "wo", "'ll") or x.low == "wo" for x in clause.by("aux"))
    denied = bool(clause.by("neg"))
    barred = clause.lemma in _TAKEN_AMISS | _REFUSING or grammar.passive(clause)
    bare = not clause.by("dobj", "xcomp", "ccomp", "prep", "advcl")
    return ahead and denied and not barred and not bare and any(map(_speakers_own, clause.by("nsubj")))


def _speakers_own(subject: Token) -> bool:
    """Whether a subject is the one who speaks, by a pronoun, or his side: 'it', 'his country'."""
    if subject.tag == "PRP":
        return subject.low not in ("you", "there")
    return subject.lemma in _OWN_SIDE and any(p.tag == "PRP$" for p in subject.by("poss"))


def turned_back(a: Args) -> bool:
    """People of another state are turned back or marched off."""
    own = any(c.tag == "PRP$" for t in a.objects for c in t.children)
    return people(a) and other_side(a) and not own and not a.trigger.by("xcomp")


def pushed_over(a: Args) -> bool:
    """People are driven over a border."""
    return people(a) and other_side(a) and _states(a)


_SUPPORT = word_set("extract.conditions_steps.support")


def support_of(a: Args) -> bool:
    """'assured B of its support'."""
    of = [
        t for x in (a.trigger, *a.o_tokens, *a.objects) for p in x.by("prep") if p.lemma == "of" for t in p.by("pobj")
    ]
    return other_side(a) and any(t.lemma in _SUPPORT for t in of)


def unanswered(a: Args) -> bool:
    """A request or offer that goes unanswered."""
    verb = a.trigger.head
    return verb is not None and other_side(a) and any(t.lemma in a.words["said"] for t in verb.by("nsubj"))


_LEFT_PLACES = word_set("extract.conditions_steps.left_places")


def out_of_place(a: Args) -> bool:
    """'are out of Goma': soldiers, and a place."""
    out = [t for p in a.trigger.by("prep") if p.lemma == "out" for q in p.by("prep") for t in q.by("pobj")]
    return forces(a) and _states(a) and any(named_place(t) or t.lemma in _LEFT_PLACES for t in out)


_WORK_TALKS = word_set("extract.conditions_steps.work_talks")


def talks_of_two(a: Args) -> bool:
    """Talks that open between two who are named, or that the text is about; not those of one with its unions."""
    told = [p.lemma for t in valency.logical_subjects(a.trigger) for p in t.by("prep")]
    named = any(t is not a.trigger for t in a.s_tokens)
    if any(c.lemma in _WORK_TALKS for t in valency.logical_subjects(a.trigger) for c in t.children):
        return False
    elsewhere = a.trigger.dep == "relcl" and not any(t.tag in ("WDT", "WP") for t in a.trigger.by("nsubj"))
    noun = next(iter(valency.logical_subjects(a.trigger)), None)
    if noun is not None and under_negotiation(noun, a.words["treaties"]):
        return False
    if not named and ("between" in told or elsewhere):
        return False  # 'between the bank and its staff'; 'the camp where peace talks began in 1997'
    return len({r.key for r in (*a.s, *a.o)}) == 2 and (named or "with" not in told) and not a.trigger.by("dobj")


def given_over(a: Args) -> bool:
    """Land and remains are given to another; boats and weapons only where they are given back."""
    if any(r.entity.kind == "Court" for r in a.s):
        return False  # it awards what is not its own
    if a.trigger.lemma not in ("give", "hand"):
        return True
    back = any(c.low in ("back", "over", "up") for c in a.trigger.children)
    lent = a.words["vessels"] | a.words["units"] | {"weapon", "gold", "passport", "document"}
    return back or not any(t.lemma in lent for t in a.objects)


def what_is_left(a: Args) -> bool:
    """'Surrendered what remained of the peninsula': land, by a clause."""
    clauses = [c for c in a.complements() if any(t.low == "what" for t in c.children)]
    return bool(clauses) and all(r.entity.kind in STATE_KINDS for r in (*a.s, *a.o)) and other_side(a)


_EXPERTS = word_set("extract.conditions_steps.experts")


def sent_experts(a: Args) -> bool:
    """Experts whom a state sends: nurses or teachers who work or come abroad may have gone there of their own."""
    homeward = any(c.low in ("back", "home") for c in a.trigger.by("advmod", "prt", "npadvmod", "dobj"))
    if homeward and any(grammar.fronted(c) for c in a.trigger.by("advcl")):
        return False  # 'freed by Chad, the two flew home'
    own = a.trigger.lemma in ("work", "be", "come", "travel") and not any(t.lemma in _EXPERTS for t in a.s_tokens)
    where = grammar.after(a.trigger, "among", "at", "in", "to")
    if all(t is a.trigger for t in a.o_tokens) and any(t.i > a.trigger.i for t in where):
        return False  # 'were among the first in the ruins', 'came to Hatay': where that is, nobody has said
    return other_side(a) and not own and not any(p.lemma == "for" and p.by("pobj") for p in a.trigger.by("prep"))


_TRADED = word_set("extract.conditions_steps.traded")
_GIFT = word_set("extract.conditions_steps.gift")


_HANDS_OVER = word_set("extract.conditions_steps.hands_over")


def things_given(a: Args) -> bool:
    """'Two shipments were handed over', not 'rebels were handed over', who are no gift."""
    men = a.words["armed"] | a.words["held"] | a.words["forces"]
    handed = a.trigger.lemma in _HANDS_OVER
    if handed and any(p.low == "out" for p in a.trigger.by("prep", "prt", "advmod")):
        return False  # 'instructors were flown out of Chad'
    return not (handed and all(t.lemma in men for t in valency.logical_objects(a.trigger)))


def goods_go_there(a: Args) -> bool:
    """'Relief left for Chad', not 'left Chad', which is where it had been."""
    return free_goods(a) and not (a.trigger.lemma == "leave" and a.trigger.by("dobj"))


def free_goods(a: Args) -> bool:
    """Goods that are given, not sold ('wheat arrived under a contract'), and no people or lorries that only travel."""
    things = valency.logical_subjects(a.trigger)
    people_go = a.words["held"] | {"doctor", "expert", "surgeon", "teacher"}
    if any(t.lemma in people_go or (t.lemma in a.words["armed"] and t.mention is None) for t in things):
        return False
    flown = a.words["missiles"] if a.trigger.lemma != "land" else a.words["missiles"] | a.words["vessels"]
    if any(t.lemma in flown and not t.by("acl", "relcl") for t in things) and not laden(a, things):
        return False  # 'a rocket landed in Lima', 'jets landed there': no gift
    if any(trades(t) for t in things) and not laden(a, things):
        return False
    traded = any(t.lemma in _TRADED for t in things) and not any(
        c.lemma in _GIFT or c.low in _GIFT or c.dep in ("prep", "acl") for t in things for c in t.children
    )
    return (
        other_side(a) and not traded and not any(t.lemma in BOUGHT for p in a.trigger.by("prep") for t in p.subtree())
    )


_PRIVATE = word_set("extract.conditions_steps.private")
_ART = word_set("extract.conditions_steps.art")


def voices(a: Args) -> bool:
    """Who speaks for a state: not nurses or exporters; and of what a state does, not of a film."""
    private = any(t.lemma in _PRIVATE | a.words["held"] for t in a.s_tokens if t.mention is None)
    owned = [t.head for t in (*a.s_tokens, *a.o_tokens) if t.dep in ("poss", "amod", "compound", "nmod")]
    shown = any(t is not None and t.lemma in _ART | _PRIVATE for t in owned)
    return other_side(a) and not private and not shown


_WEATHER = word_set("extract.conditions_steps.weather")
_RECALLED_GOODS = word_set("extract.conditions_steps.recalled_goods")
_CALLED_UP = word_set("extract.conditions_steps.called_up")
_SPORT = word_set("extract.conditions_steps.sport")


def war_alert(a: Args) -> bool:
    """Forces are put on alert, not people warned of heat or a storm."""
    mods = {c.lemma for t in a.objects for c in t.children if c.dep in ("compound", "amod", "nmod")}
    of = {t.lemma for o in a.objects for p in o.by("prep") if p.lemma in ("of", "for", "on") for t in p.by("pobj")}
    called = any(t.lemma not in ("alert", "readiness") for t in a.objects)
    others = called and bool(of) and not of & (_CALLED_UP | a.words["units"])
    play = any(t.lemma in _SPORT for t in (*a.s_tokens, *(t for o in a.objects for t in o.subtree())))
    rulers = bool(of & a.words["units"])  # 'the minister approved the call-up of reservists'
    known = all(r.entity.kind in _ACTING or (rulers and r.state is not None) for r in a.s) and not others and not play
    over = any(c.lemma == "end" for o in (a.trigger, *a.objects) for p in o.by("prep") for c in p.by("pobj"))
    return known and not over and not (mods & _WEATHER or of & (_WEATHER | _RECALLED_GOODS))


def on_alert(a: Args) -> bool:
    """'Put its army on alert', 'on a war footing', not 'on the same footing as its neighbour'."""
    on = grammar.after(a.trigger, "on", "to", "at")
    footing = [t for t in on if t.lemma == "footing"]
    return all({c.lemma for c in t.by("amod", "compound")} & {"combat", "military", "war", "wartime"} for t in footing)


_READINESS = word_set("extract.conditions_steps.readiness")


def readied(a: Args) -> bool:
    """'at the highest level of readiness', not 'of boxing'."""
    return any(t.lemma in _READINESS for p in a.trigger.by("prep") for t in p.subtree())


_HOUSES = word_set("extract.conditions_steps.houses")


def bodily(a: Args) -> bool:
    """What is swarmed or held is people, a ship or an aircraft; what is searched, also a house."""
    searched = a.trigger.lemma in ("ransack", "search", "requisition")
    things = [t for t in a.objects if t.mention is None]
    ships = any(t.lemma in a.words["vessels"] | (_HOUSES if searched else set()) for t in things)
    return other_side(a) and (ships or people(a))


_WITHDRAWN = word_set("extract.conditions_steps.withdrawn")


def withdrawn(a: Args) -> bool:
    """Forces are withdrawn; a town that is emptied because of a fire is not."""
    if a.trigger.tag == "VBG":
        return False
    if any(x.lemma in ENVOYS for t in a.objects for x in grammar.after(t, "of")):
        return False  # 'ordered the withdrawal of its ambassador'
    emptied = [t for t in a.objects if t.lemma == "evacuation"]
    of = [t for o in emptied for p in o.by("prep") if p.lemma == "of" for t in p.subtree()]
    ours = _WITHDRAWN | a.words["units"]
    return not emptied or any(t.lemma in ours for t in of)
