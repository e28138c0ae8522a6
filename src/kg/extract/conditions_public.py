"""Conditions on strikes that are called, bodies that are outlawed, people who are hit and deeds that are condemned."""

from __future__ import annotations

from kg.core.annotated import Token
from kg.core.words import word_list, word_set
from kg.extract import grammar, valency
from kg.extract.conditions_deeds import FRONT, other_side, people
from kg.extract.conditions_moves import laden
from kg.extract.conditions_words import CROWD
from kg.extract.event_args import ORGANISATIONS, Args, forces, is_force, is_treaty
from kg.extract.trigger_conditions import DESIGNATION
from kg.link.resolve import PLACE_KINDS, STATE_KINDS

_WORK = {"general", "nationwide", "hunger", "national", "country-wide", "countrywide", "indefinite", "-day", "wide"}
_BODIES = {"Group", "NonGovernmentalOrganization", "Organization", "PoliticalParty"}
_CHORUS = 3
"""More than these condemn an evil together that nobody of them has in mind."""
_SLAMMED = word_set("extract.conditions_public.slammed")
"""What is slammed or blasted with no word."""
_VAGUE = word_set("extract.conditions_public.vague")
"""Evils that everybody condemns, and what is somebody's whose name has been told."""
_MASSING = word_set("extract.conditions_public.massing")
_FLYING = word_set("extract.conditions_public.flying")
_ANYONE = word_set("extract.conditions_public.anyone")
_RECOGNISE = word_set("shared.recognise")


def called_strike(a: Args) -> bool:
    """A strike of those who stop work ('a general strike'), or a walkout of envoys; no air strike."""
    walked = any(t.lemma in ("walkout", "walk-out") for t in a.objects)
    stopped = any(t.lemma != "strike" or {c.lemma for c in t.subtree()} & _WORK for t in a.objects)
    kinds = _BODIES | (STATE_KINDS | {"Person"} if walked else set())
    return stopped and other_side(a) and all(r.entity.kind in kinds for r in a.s)


_LIVING = word_set("extract.conditions_public.living")
"""What people protest about at home, and no state is protested to."""


def protesting(a: Args) -> bool:
    """A crowd that marches, or a party or a body that pickets somebody's door; rebels march to fight, and nurses may
    protest over their pay.
    """
    if any(t.lemma in _LIVING for t in grammar.after(a.trigger, "over", "for", "about", "against")):
        return False
    if a.trigger.lemma == "march" and any(t.lemma in a.words["armed"] and t.lemma not in CROWD for t in a.s_tokens):
        return False
    if a.trigger.lemma == "protest" or all(r.entity.kind == "Group" for r in a.s):
        return True
    before = any(p.lemma in ("outside", "before", "against") for p in a.trigger.by("prep"))
    return all(r.entity.kind in _BODIES for r in a.s) and (a.trigger.lemma == "picket" or before)


def demonstrated(a: Args) -> bool:
    """A crowd takes to the streets, or a party or a body stages a protest; what parties hold are often rallies."""
    if a.trigger.lemma == "hold" and any(t.lemma in ("flag", "picture", "portrait", "poster") for t in a.objects):
        return False  # 'shot at people holding flags'
    protests = any(t.lemma in ("demonstration", "protest", "sit-in", "vigil") for t in a.objects)
    kinds = _BODIES if protests or a.trigger.lemma == "burn" else {"Group"}
    return all(r.entity.kind in kinds for r in a.s)


_BANNED_STEMS = word_list("extract.conditions_public.banned_stems")


def listed(a: Args) -> bool:
    """A state or a body puts somebody on its list of terrorists or the like."""
    below = [t.lemma.lower() for p in (a.trigger, *a.trigger.by("prep")) for t in p.subtree() if t.i > a.trigger.i]
    named = any(w.startswith(_BANNED_STEMS) for w in below)
    return named and other_side(a) and all(r.entity.kind in STATE_KINDS | ORGANISATIONS | {"Court"} for r in a.s)


def unrecognised(a: Args) -> bool:
    """'has stopped recognising Taiwan': of a state by its name."""
    below = [c for c in a.complements() if c.lemma in _RECOGNISE]
    return bool(below) and all(t.mention is not None and t.mention.kind in STATE_KINDS for t in a.o_tokens)


def people_hit(a: Args) -> bool:
    """Blows fall upon human beings of another side, and no person deals them in a ring."""
    return people(a) and other_side(a) and all(r.entity.kind != "Person" for r in a.s)


_ALONE = word_set("extract.conditions_public.alone")
"""Verbs of blame that may do without an object."""


def condemned(a: Args) -> bool:
    """A thing is condemned of which no word says whose it is ('condemned the deal', 'denounced protectionism')."""
    agent = grammar.passive(a.trigger) and bool(a.trigger.by("agent"))
    things = a.trigger.by("nsubjpass") if agent else a.trigger.by("dobj")
    if a.o or len(a.s) > _CHORUS or a.trigger.by("ccomp", "oprd", "xcomp"):
        return False
    if not things:
        return _for_itself(a) and all(_speaks(a, r.entity.kind) for r in a.s)
    spoken = a.trigger.tag in ("VBD", "VBZ", "VBP", "VBN", "VBG") and (agent or not grammar.passive(a.trigger))
    own_word = a.trigger.lemma == "denounce" and any(
        is_treaty(a, grammar.antecedent(t)) for t in things
    )  # an exit, not a reproach
    return spoken and not own_word and all(_a_thing(t) for t in things) and all(_speaks(a, r.entity.kind) for r in a.s)


def _for_itself(a: Args) -> bool:
    """'Moscow condemned, Beijing took note': what was told just before."""
    alone = a.trigger.lemma in _ALONE and a.trigger.dep != "relcl" and not a.objects
    return alone and grammar.finite_active(a.trigger)


def _a_thing(token: Token) -> bool:
    """A thing, of which neither a word nor a phrase says who has done it."""
    if token.tag == "WDT":
        token = grammar.antecedent(token)
    noun = token.tag in ("NN", "NNS") or token.low in ("it", "this", "that")
    noun |= token.mention is not None and token.mention.kind == "Treaty"
    told = any(t.mention is not None and t.mention.kind not in ("Time", "Treaty") for t in token.subtree())
    told |= any(p.lemma == "by" for p in token.by("prep")) or any(c.tag in ("PRP$", "PRP") for c in token.children)
    vague = {token.lemma, *(c.lemma for c in token.by("compound"))} & (_VAGUE | _SLAMMED) or any(
        c.lemma == "a" for c in token.children
    )
    return noun and not told and not vague and token.low not in _ANYONE


def _speaks(a: Args, kind: str) -> bool:
    armed = any(is_force(a, t) and t.mention is None for t in a.s_tokens)
    return not armed and kind in STATE_KINDS | ORGANISATIONS | {"Person"}


def place_taken(a: Args) -> bool:
    """Armed men take a town that is named; a state by its bare name may take many things."""
    named = any(t.mention is not None and t.mention.kind in PLACE_KINDS for t in a.objects)
    if not named or a.trigger.by("prt") or _phrases(a.trigger, "to", "on"):
        return False
    fighters = all(r.entity.kind in {"Group", "Organization"} for r in a.s) or forces(a)
    abroad = all(r.entity != (x.state or x.entity) for r in a.o for x in a.s)
    return fighters and abroad


def dropped_for(a: Args) -> bool:
    """A state is dropped by its name, or by 'it' where it gives way to one that is named ('dropped it for China')."""
    instead = any(t.mention is not None for t in _phrases(a.trigger, "for"))
    return all(
        (t.mention is not None and (t.mention.kind in STATE_KINDS or t.mention.role == "capital"))
        or (instead and t.tag == "PRP")
        for t in a.o_tokens
    )


def _phrases(token: Token, *preps: str) -> list[Token]:
    return [t for p in token.by("prep", "dative") if p.lemma in preps for t in p.by("pobj")]


def blamed_on(a: Args) -> bool:
    """'Kuwait blames Iran for the attack on a refinery': what somebody is blamed for, done to another."""
    prep = a.trigger.head
    above = prep.head if prep is not None and prep.lemma in ("for", "of") else None
    guilty = above is not None and (above.lemma in a.words["culpable"] or above.lemma in a.words["blaming"])
    return guilty and not grammar.clause_head(a.trigger).by("neg") and other_side(a)


def blamed_upon(a: Args) -> bool:
    """'The raid, which Kuwait blames on Iran', 'a raid blamed on Iran'; not where nobody is to blame."""
    return not a.trigger.by("neg") and bool(a.o) and other_side(a)


def heard_of(a: Args) -> bool:
    """'would not hear of the plan': of a thing; of a deed, the deed itself is denied."""
    return other_side(a) and not any(p.by("pcomp") for p in a.trigger.by("prep") if p.lemma == "of")


def set_on_fire(a: Args) -> bool:
    """Forces or a crowd set something on fire that a noun names."""
    return forces(a) and other_side(a) and not any(t.tag.startswith("PRP") for t in a.o_tokens)


def men_massed(a: Args) -> bool:
    """'has massed 50,000 men', 'moved tens of thousands of men to the frontier': soldiers by their number."""
    told = grammar.expand(valency.logical_objects(a.trigger))
    counted = any(c.tag == "CD" or c.lemma in ("thousand", "hundred") for t in told for c in t.subtree())
    there = a.trigger.lemma in _MASSING or any(
        t.lemma in FRONT | {"reach"} or (p.lemma in ("into", "to") and t.mention is not None)
        for p in a.trigger.by("prep", "dative")
        for t in p.by("pobj")
    )
    return counted and there and len(a.s) == 1 and a.s[0].entity.kind in STATE_KINDS | ORGANISATIONS


def shot_at(a: Args) -> bool:
    """What is shot at is no river on which somebody else is shot dead."""
    return other_side(a) and not (a.trigger.by("dobj") and a.trigger.by("oprd"))


def brought_along(a: Args) -> bool:
    """A ship or plane of one state lands in another with help aboard ('a plane carrying 20 tonnes of medicine')."""
    known = all(r.entity.kind in STATE_KINDS | ORGANISATIONS for r in a.s) and all(
        r.entity.kind in STATE_KINDS for r in a.o
    )
    return known and other_side(a) and laden(a, a.s_tokens)


def forces_detected(a: Args) -> bool:
    """Ships or aircraft of a state are sighted, not officers or guards who were seen somewhere at home."""
    seen = [
        t for t in a.objects if t.lemma in a.words["vessels"] or t.lemma in _FLYING or DESIGNATION.fullmatch(t.text)
    ]
    return bool(seen) and all(r.entity.kind in STATE_KINDS for r in a.s) and other_side(a)


def deemed_good(a: Args) -> bool:
    """Another's plan is called good, in so many words; not one's own, nor under a 'not', 'if' or 'more'."""
    own = any(c.tag == "PRP$" for t in a.objects for c in t.subtree())
    less = {"less", "little", "more", "not", "only", "too", "yet"}
    weak = any(t.lemma in less and t.i > a.trigger.i for t in a.trigger.subtree())
    ahead = any(x.tag == "MD" for x in a.trigger.by("aux"))
    if not a.o and not any(t.lemma in a.words["deals"] for t in a.objects):
        return False
    return not (own or weak or ahead or grammar.passive(a.trigger) or a.trigger.by("neg")) and other_side(a)


def shelters_armed(a: Args) -> bool:
    """A state harbours an armed body or a movement, not ships or persons."""
    bodies = all(r.entity.kind in _BODIES - {"Group"} for r in a.o)
    return other_side(a) and bodies and all(r.entity.kind in STATE_KINDS for r in a.s)


def has_time(a: Args) -> bool:
    """'has 60 days to withdraw from it': who must leave until then."""
    verb = a.trigger.head
    term = verb.by("dobj") if verb is not None and not verb.by("neg") else []
    held = any(t.mention is not None and t.mention.kind == "Time" for t in term)
    forced = any(x.tag == "TO" for x in a.trigger.by("aux"))
    lands = all(r.entity.kind in STATE_KINDS for r in a.o) and bool(a.o)
    return held and forced and lands and other_side(a) and all(r.entity.kind in STATE_KINDS for r in a.s)


def listed_gift(a: Args) -> bool:
    """A row of a list of gifts: a sum or a number of things, given by a state or a body."""
    counted = a.trigger.lemma in ("million", "billion") or a.trigger.by("nummod", "quantmod", "det")
    known = all(r.entity.kind in STATE_KINDS | ORGANISATIONS for r in a.s) and all(
        r.entity.kind in STATE_KINDS for r in a.o
    )
    lost = any(t.lemma in ("dead", "kill", "lose", "miss", "wound") for t in a.trigger.subtree())
    return bool(counted) and known and not lost and other_side(a)
