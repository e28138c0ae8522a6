"""Conditions on deeds: what moves, what is hit, who is expelled, whether aid is given."""

from __future__ import annotations

from kg.annotate.tree import of_kind
from kg.core.annotated import Token
from kg.core.words import word_list, word_set
from kg.extract import grammar, valency
from kg.extract.event_args import ORGANISATIONS, TURNS, Args, forces, is_force, when_or_where
from kg.extract.sides import OF_NAVY, SHIP
from kg.extract.trigger_conditions import DESIGNATION
from kg.extract.unlisted import HELD
from kg.link.references import BLOC_KINDS
from kg.link.resolve import PLACE_KINDS, STATE_KINDS

FRONT = word_set("extract.conditions_deeds.front")
"""Where arms are sent to be used, not as a gift."""


_MARKS = ('"', "“", "”", "‘", "'")


def named_place(token: Token) -> bool:
    """Whether it names a place or a state."""
    return token.mention is not None and token.mention.kind in PLACE_KINDS | STATE_KINDS


def given(a: Args) -> bool:
    """Aid that is given, not stopped, asked for, or the matter of a veto ('lifted its veto on aid to Chad')."""
    above = list(a.trigger.ancestors())[:4]
    barred = [o for up in above for o in up.by("dobj") if o.lemma in a.words["stopped"] | a.words["burdens"]]
    held = any(t.lemma in ("hold", "ice", "pause", "review") for up in above for t in grammar.after(up, "on", "under"))
    ordered = a.trigger.head if a.trigger.dep in ("dobj", "nsubj") else None
    beside = ordered.by("xcomp", "ccomp", "oprd", "acomp") if ordered is not None else []
    frozen = any(c.lemma in a.words["stopped"] or c.low == "frozen" for c in beside)  # 'ordered it frozen'
    return not (barred or held or frozen) and not any(up.lemma in a.words["stopped"] for up in above)


_OUT = word_set("extract.conditions_deeds.out")
_SHIPPED = _OUT | word_set("extract.conditions_deeds.shipped")
"""Verbs of moving, which tell a withdrawal where they say that it goes home, back or out of a land."""


def _out_of(out: Token) -> bool:
    return any(p.lemma == "of" for p in out.by("prep")) or bool(out.by("pobj"))


_CALLED_BACK = word_set("extract.conditions_deeds.called_back")


def withdrawal(a: Args) -> bool:
    words = {c.low for c in a.trigger.children}
    out = a.trigger.lemma in _OUT and any(c.low == "out" and _out_of(c) for c in a.trigger.children)
    back = "back" in words and a.trigger.lemma in _CALLED_BACK
    if a.trigger.lemma in _SHIPPED and not (words & {"home", "homeward"} or back or out):
        return False
    inside = a.inside()
    whose = {t.mention.state for o in a.objects for t in grammar.modifiers(o) if t.mention is not None}
    if a.trigger.lemma in ("drive", "order") and whose - {None, ""} - {
        e.code for r in a.s for e in (r.entity, r.state) if e
    }:
        return False  # 'drove the French troops out'
    from_object = any(t is x for t in a.s_tokens for x in inside)
    return not from_object or grammar.passive(a.trigger)


def forces_leave(a: Args) -> bool:
    away = any(c.low in ("back", "out", "away", "from", "off", "home") for c in a.trigger.children)
    up = a.trigger.head
    if (
        a.trigger.dep in ("ccomp", "xcomp")
        and up is not None
        and up.lemma in ("allow", "help", "let", "permit", "watch")
    ):
        return False  # 'let the soldiers return': somebody else's act
    if a.trigger.lemma in ("leave", "depart") and any(
        c.low == "home" and c.dep in ("advmod", "dobj", "npadvmod") for c in a.trigger.children
    ):
        return False  # 'left home on a deployment'
    if a.trigger.lemma == "leave" and a.trigger.by("dobj") and any(c.low == "to" for c in a.trigger.by("prep")):
        return False  # 'left the gulf to a commission'
    if len(a.s) == 2 and not a.o and any(c.low == "back" for c in a.trigger.children):
        return False  # each from the other: read by 'back'
    if (a.trigger.lemma in ("pull", "move") and a.trigger.by("dobj")) or any(t.lemma == "dead" for t in a.objects):
        return False  # 'pulled bodies from the harbour', 'leaving one dead'
    if a.trigger.lemma == "leave" and (_left_behind(a) or _on_a_voyage(a)):
        return False
    return (
        forces(a)
        and (a.trigger.lemma in ("leave", "vacate", "quit", "withdraw") or away or _abandons(a))
        and not a.trigger.by("oprd")  # 'the raid left two dead'
        and not (
            a.trigger.lemma in ("leave", "quit")
            and any(o.lemma in ("port", "base") and not o.by("poss") for o in a.objects)
        )
    )


def _abandons(a: Args) -> bool:
    """'Abandoned Badme', 'exited the town of Tine'."""
    return a.trigger.lemma in ("abandon", "evacuate", "exit") and any(named_place(t) for t in a.objects)


def _left_behind(a: Args) -> bool:
    """'Left a flag on the island', 'left Togo their tanks': things that stay."""
    things = [t for t in a.trigger.by("dobj") if t.mention is None]
    some = any(c.low in ("a", "an") for t in things for c in t.by("det"))
    return (
        bool(a.trigger.by("dative"))
        or len(a.trigger.by("dobj")) > 1
        or (some and not any(t.lemma in a.words["strongholds"] for t in things))
    )


def _on_a_voyage(a: Args) -> bool:
    """'A frigate left Lima', 'a dozen fishermen left': ships leave ports, and fishermen are no forces."""
    port = any(t.mention is not None and t.mention.kind == "Settlement" for t in a.objects)
    afloat = any(t.lemma in a.words["vessels"] for t in a.s_tokens) or any(r.rule == OF_NAVY for r in a.s)
    return (port and afloat) or any(t.lemma in a.words["unarmed"] for t in a.s_tokens)


_LEFT_TREATIES = word_set("extract.conditions_deeds.left_treaties")


def withdrawal_noun(a: Args) -> bool:
    if a.trigger.lemma in ("departure", "exit", "evacuation", "exodus") and not any(is_force(a, t) for t in a.s_tokens):
        return False  # ministers depart, and states leave blocs
    if not a.s_tokens or (
        a.trigger.lemma in ("withdrawal", "retreat", "pullout") and not any(is_force(a, t) for t in a.s_tokens)
    ):
        mods = {c.lemma for c in a.trigger.children}
        lands = any(p.lemma == "from" and named_place(t) for p in a.trigger.by("prep") for t in p.by("pobj"))
        if not mods & {"troop", "military", "force", "army", "soldier"} and not lands:
            return False
    for prep in a.trigger.by("prep"):
        for t in prep.by("pobj"):
            if prep.lemma == "from" and (
                (t.mention is not None and t.mention.kind in {"Treaty", *ORGANISATIONS}) or t.lemma in _LEFT_TREATIES
            ):
                return False
    return True


def expelled(a: Args) -> bool:
    found = a.objects
    driven = a.trigger.lemma in ("drive", "push") and any(is_force(a, t) for t in found)
    if driven or any(t.lemma in a.words["vessels"] for t in found):
        return False  # troops are driven out by arms
    if a.trigger.lemma == "send" and _out_of_a_room(a.trigger):
        return False
    if grammar.passive(a.trigger) and _out_of_a_body(a.trigger):
        return False  # that is the body's own deed
    return any(
        t.lemma in a.words["sent"] | a.words["held"]
        or t.lemma in ("chief", "head")  # 'ordered out the head of Indian intelligence'
        or (t.mention is not None and t.mention.kind in ("Person", "State"))
        or (t.mention is not None and t.mention.kind in ORGANISATIONS and not forces(a))
        for t in found
    )


def _out_of_a_body(verb: Token) -> bool:
    """'Was thrown out of the Council of Europe', 'expelled from the bloc': out of a body whose members are states."""
    outs = [p for p in verb.by("prep", "prt", "advmod") if p.low in ("out", "from")]
    left = [t for p in outs for q in (p, *p.by("prep")) for t in q.by("pobj")] + grammar.after(verb, "of", "from")
    return any(t.mention is not None and t.mention.kind in BLOC_KINDS for t in left)


def _out_of_a_room(verb: Token) -> bool:
    """'Sent the reporters out of the room', 'sent the guest away empty-handed': out of no country."""
    below = [t for c in verb.children if c.i > verb.i for t in c.subtree()]
    left = [t for t in grammar.after(verb, "of") + grammar.after(verb, "out") if t.mention is None]
    left += [t for c in verb.children if c.low == "out" for t in grammar.after(c, "of") if t.mention is None]
    return any(t.lemma in ("room", "chamber", "hall") for t in left) or any(t.lemma == "empty" for t in below)


_SUSPENDS = word_set("extract.conditions_deeds.suspends")


def suspending(a: Args) -> bool:
    return any(c.lemma in _SUSPENDS for t in (a.trigger, *a.objects) for c in t.by("acl", "advcl", "relcl", "ccomp"))


_ALONG = word_list("extract.conditions_deeds.along")


_ADVISERS = word_list("extract.conditions_deeds.advisers")


def one_sent(a: Args) -> bool:
    """'Sent his adviser to Lima': one who speaks for whoever sends him, no help."""
    return a.trigger.lemma in ("send", "dispatch") and any(t.lemma in _ADVISERS and t.tag == "NN" for t in a.objects)


def sends_one(a: Args) -> bool:
    """Envoys are sent, not military advisers."""
    return one_sent(a) or not any(t.lemma in _ADVISERS for t in a.objects)


def person_acts(a: Args) -> bool:
    """Whoever does it is a person."""
    return bool(a.s) and all(r.entity.kind == "Person" for r in a.s)


def band_acts(a: Args) -> bool:
    """Whoever does it is an armed group or movement, and no state's army."""
    return bool(a.s) and all(r.entity.kind in ("ArmedForce", "Group", "Organization") for r in a.s)


_MOVES_FORCES = word_set("extract.conditions_deeds.moves_forces")
_MISSILES = word_set("extract.conditions_deeds.missiles")
_POSTED_ARMS = word_set("extract.conditions_deeds.posted_arms")


def not_home(a: Args) -> bool:
    if one_sent(a):
        return False
    if a.trigger.lemma == "lead" and any(t.lemma == "mission" for t in a.objects) and person_acts(a):
        return False  # 'the president is to lead a mission to Togo': he goes there to talk
    if a.trigger.lemma == "add" and any(
        p.lemma == "to" for t in (a.trigger, *a.objects) for p in t.by("prep", "dative")
    ):
        return False  # 'added a warship to its fleet'
    given = [t for t in grammar.after(a.trigger, "to") if t.lemma == "government" or of_kind(t, "Person")]
    if given and a.trigger.lemma in ("fly", "send", "ship", "transfer"):
        return False  # 'transferred two boats to the government of Chad': a gift
    low = {c.low for c in a.trigger.children}
    if low & {"home", "packing", "back"} or (a.trigger.lemma == "throw" and "out" in low):
        return False
    if a.trigger.lemma == "launch" and any(t.lemma in _MISSILES for t in a.objects):
        return False
    if (
        a.trigger.lemma in _MOVES_FORCES
        and not any(
            p.lemma in ("into", "to", "in", "near", "along", "toward", "towards", "off", "at", "up", "on", *_ALONG)
            or p.low in ("closer", "nearer", "forward")
            for p in a.trigger.by("prep", "prt", "dative", "advmod")
        )
        and not any(
            p.lemma in ("into", "to", "toward", "towards", "up", *_ALONG)
            or (a.trigger.lemma in ("add", "base", "fly") and p.lemma in ("along", "at", "in", "near", "off", "on"))
            for t in a.objects
            for p in t.by("prep", "prt")
        )
    ):
        return False
    if (
        a.trigger.lemma in ("send", "dispatch", "ship", "move", "call")
        and any(t.lemma in _POSTED_ARMS for t in a.objects)
        and any(r.lemma not in FRONT for p in a.trigger.by("dative") for r in p.children)
    ):
        return a.trigger.lemma != "send" or any(t.lemma == "guard" for t in a.objects)
    inside = a.inside()
    from_object = any(t is x for t in a.s_tokens for x in inside)
    return not from_object or grammar.passive(a.trigger)


def track(a: Args) -> bool:
    return any(
        t.lemma in a.words["vessels"] or (t.mention is not None and t.mention.kind == "ArmedForce") for t in a.objects
    ) and all(r.entity.kind != "Person" for r in a.s)


def strengthened(a: Args) -> bool:
    if _for_another(a):
        return False
    rulers = any(t.lemma in ("deployment", "force", "garrison", "presence", "troop") for t in a.objects)
    known = all(r.entity.kind in STATE_KINDS | ORGANISATIONS or (rulers and r.state is not None) for r in a.s)
    armed = [t for o in a.objects for p in o.by("prep") if p.lemma == "with" for t in p.by("pobj")]
    others = [p for o in a.objects for p in o.by("prep") if p.lemma in ("with", "between")]
    return known and (not others or (bool(armed) and all(is_force(a, t) for t in armed)))


def _for_another(a: Args) -> bool:
    """'Will donate a million to strengthen its defences', 'offered to build the base': for whoever gets it."""
    verb = a.trigger
    above = verb.head if verb.dep in ("advcl", "xcomp") and any(x.tag == "TO" for x in verb.by("aux")) else None
    if above is None or not grammar.is_verb(above):
        return False
    given = above.lemma in _GIVES and bool(valency.logical_objects(above))
    return given or (above.lemma in ("offer", "volunteer") and verb.dep == "xcomp")


_GIVES = word_set("extract.conditions_deeds.gives")


_ONLY_ASKED = word_set("extract.conditions_deeds.only_asked")


def imposed(a: Args) -> bool:
    """A sanction that is there, be it lifted, not one that is called for."""
    return not any(up.lemma in _ONLY_ASKED for up in list(a.trigger.ancestors())[:3])


_UNDO = word_set("extract.conditions_deeds.undo")


_SHARES = word_set("extract.conditions_deeds.shares")


def undone(noun: Token) -> bool:
    """'Lifted its ban', 'an end to the embargo': whoever lifts it, it was there."""
    above = noun.head
    if above is not None and above.lemma == "of" and above.head is not None and above.head.lemma in _SHARES:
        noun, above = above.head, above.head.head  # 'lifted most of its sanctions'
    if above is not None and above.dep == "prep" and above.lemma in ("of", "from", "to", "on"):
        above = above.head
    objects = ("dobj", "nsubjpass", "pobj") if above is not None and above.lemma in _UNDO else ()
    return noun.dep in objects


_FRONTS = word_set("extract.conditions_deeds.fronts")


_WARLIKE = word_set("extract.conditions_deeds.warlike")
_DRILLS = word_set("extract.conditions_deeds.drills")


def alone(a: Args) -> bool:
    if len(a.s) != 1 or any(
        p.lemma in ("with", "between", "alongside") for t in (a.trigger, *a.objects) for p in t.by("prep")
    ):
        return False
    mods = {c.lemma for t in a.objects for c in t.children}
    joint = mods & {"joint", "bilateral", "combined", "trilateral", "multinational"}
    warlike = mods & _WARLIKE or any(t.lemma in _DRILLS for t in a.objects)
    near = [p for t in (a.trigger, *a.objects) for p in t.by("prep") if p.lemma in ("along", "near", "off", "on")]
    there = (t for p in near for t in p.by("pobj"))
    at_front = any(t.lemma in _FRONTS or (t.mention is not None and t.mention.kind != "Time") for t in there)
    return not joint and (bool(warlike) or at_front or forces(a)) and a.s[0].entity.kind in STATE_KINDS | ORGANISATIONS


def scrambled(a: Args) -> bool:
    return any(c.lemma in ("scramble", "patrol", "sail", "deploy") for c in a.complements())


_LAND_TAKEN = word_set("extract.conditions_deeds.land_taken")


def taken(a: Args) -> bool:
    """A place, or what belongs to another, is taken; that somebody has it ('which it occupies') is no act."""
    timed = any(t.mention is not None and t.mention.kind == "Time" for t in a.trigger.subtree())
    been = not a.trigger.by("auxpass") or any(c.tag in ("VBD", "VBN") for c in a.trigger.by("auxpass"))
    told = grammar.tense(a.trigger) == "past" and a.trigger.dep != "acl" and been
    if a.trigger.lemma == "occupy" and any(r.rule == HELD for r in a.o) and not (timed or told):
        return False
    if a.o_tokens and any(t.mention is None and t.tag.startswith("PRP") for t in a.o_tokens):
        return False
    return (
        all(x.entity != (r.state or r.entity) for r in a.o for x in a.s)
        if a.o_tokens
        else any(
            (t.mention is not None and t.mention.kind in PLACE_KINDS) or t.lemma in _LAND_TAKEN
            for o in a.objects
            for t in (o, *(x for p in o.by("prep") for x in p.by("pobj")))
        )
    )


def typed(token: Token) -> bool:
    """Whether it is a type of aircraft, ship or weapon ('F-16s')."""
    return token.mention is None and DESIGNATION.fullmatch(token.text) is not None


def vessels(a: Args) -> bool:
    """Ships and their crews, by a noun or by a pronoun in whose sentence they are named before."""
    if any(c.lemma in a.words["vessels"] for t in a.objects for c in (t, *t.by("compound"))):
        return True
    if any(typed(t) for t in a.objects) or any(r.rule == SHIP for r in a.o):
        return True  # 'a Russian Su-24', 'the Boracay'
    root = next((x for x in (a.trigger, *a.trigger.ancestors()) if x.head is None), a.trigger)
    return any(t.low in ("them", "it") for t in a.objects) and any(
        t.lemma in a.words["vessels"] for t in root.subtree() if t.i < a.trigger.i
    )


def held_off(a: Args) -> bool:
    """'The coast guard turned back a boat': by forces; a government that turns a ship away refuses it."""
    return vessels(a) and (a.trigger.lemma != "turn" or forces(a))


def turned_away(a: Args) -> bool:
    """'The president turned back two Chilean planes': by a word, and no ship of one's own."""
    return vessels(a) and not forces(a) and other_side(a)


_CIVIL_BLOWS = word_set("extract.conditions_deeds.civil_blows")
_NOT_HIT_BY_FORCE = word_set("extract.conditions_deeds.not_hit_by_force")


def force_verbs(a: Args) -> bool:
    """Blows with arms, not with words, taxes or bad luck."""
    if any(t.lemma in _CIVIL_BLOWS for p in a.trigger.by("prep") if p.lemma in ("with", "by") for t in p.by("pobj")):
        return False
    if any(c.low == "water" for t in grammar.after(a.trigger, "by") if t.lemma == "cannon" for c in t.children):
        return False
    if a.trigger.by("prt") or (any(r.entity.kind == "Person" for r in a.s) and not forces(a)):
        return False
    if a.trigger.lemma == "beat" and any(t.lemma in TURNS | {"margin"} for t in grammar.after(a.trigger, "by")):
        return False  # 'beating the British by hours'
    afloat = any(c.lemma in a.words["vessels"] for t in a.objects for c in (t, *t.by("compound", "poss", "appos")))
    if a.trigger.lemma == "storm" and afloat:
        return False  # to board by force
    if (
        a.trigger.dep == "relcl"
        and a.trigger.head is not None
        and a.trigger.head.lemma in ("embargo", "sanction", "tariff")
    ):
        return False  # 'the embargo with which the bloc hit Niger'
    flying = any(t.lemma in a.words["vessels"] or t.lemma in a.words["missiles"] for t in a.objects)
    if a.trigger.lemma in ("beat", "defeat", "rout", "down", "hammer") and not (forces(a) or flying):
        return False  # so do teams
    verbal = [p for p in a.trigger.by("prep") if p.lemma in ("for", "over", "as")]
    if any(not when_or_where(p) for p in verbal) and not forces(a):
        return False
    aimed = [
        t
        for t in a.objects
        if t.mention is not None
        or (forces(a) and t.lemma in ("market", "company", "bank", "industry"))
        or t.lemma not in _NOT_HIT_BY_FORCE
    ]
    return bool(aimed)


def invader(a: Args) -> bool:
    """'Iraq invaded in 1980', and its ruler, of the other one of two."""
    rulers = all(r.entity.kind in STATE_KINDS or (r.entity.kind == "Person" and r.state is not None) for r in a.s)
    return not a.objects and rulers and other_side(a)


def invading(a: Args) -> bool:
    """'Iraqi tanks rolled into Kuwait', 'armoured columns crossed into Lebanon': armour and infantry of a state."""
    columns = [t for t in a.s_tokens if t.lemma == "column"]
    armed = all({c.lemma for c in t.by("amod", "compound")} & {"armored", "armoured", "tank"} for t in columns)
    states = all(r.entity.kind in STATE_KINDS for r in (*a.s, *a.o))
    return (
        states and armed and bool(a.o) and other_side(a) and not grammar.passive(a.trigger) and not a.trigger.by("neg")
    )


def violent(a: Args) -> bool:
    for t in a.objects:
        mods = {c.lemma for c in t.children}
        if mods & a.words["figurative"] or (t.lemma in ("campaign",) and not mods & a.words["warlike"]):
            return False
    return True


def deadly(a: Args) -> bool:
    """Arms kill or wound: 'lost their lives in Turkish air strikes', not 'lost the vote in a media campaign'."""
    lost = [up for up in a.trigger.ancestors() if up.lemma == "lose"]
    if lost and not any(t.lemma == "life" for up in lost for t in valency.logical_objects(up)):
        return False
    figurative = {c.lemma for c in a.trigger.children} & a.words["figurative"]
    return not figurative and all(r.entity.kind != "Person" for r in a.s)


_ENDING = word_set("extract.conditions_deeds.ending")


def _being_ended(noun: Token) -> bool:
    """'Halted its strikes', 'an end to the bombing': what is told is that it stops."""
    up = noun.head
    if up is not None and up.dep == "prep" and up.lemma in ("to", "of", "on"):
        up = up.head
    return up is not None and up.lemma in _ENDING


def war_noun(a: Args) -> bool:
    mods = {c.lemma for c in a.trigger.children}
    if mods & a.words["figurative"] or any(r.entity.kind == "Person" for r in a.s) or _being_ended(a.trigger):
        return False
    if a.trigger.lemma in ("fire", "strike", "campaign"):
        against = any(p.lemma in ("on", "against", "at", "in") for p in a.trigger.by("prep"))
        return against and (bool(mods & a.words["warlike"]) or a.trigger.lemma != "fire")
    return not any(c.lemma in a.words["blaming"] for c in a.trigger.by("acl"))  # 'the raid, blamed on B by A'


BOUGHT = word_set("extract.conditions_deeds.bought")
"""Goods that come at a price are sold."""


def _own_errand(a: Args) -> bool:
    """'Had sent ships to look for oil', to nobody who is named: one's own errand, not 'to help evacuate them'."""
    guessed = bool(a.o_tokens) and all(t is a.trigger for t in a.o_tokens)
    if not guessed or a.trigger.lemma not in ("send", "ship"):
        return False
    clauses = [c for t in (a.trigger, *a.objects) for c in t.by("xcomp", "advcl", "acl", "relcl") if c.tag == "VB"]
    errands = [c for c in clauses if any(x.tag == "TO" for x in c.by("aux"))]
    return bool(errands) and all(c.lemma not in _HELPING for c in errands)


_HELPING = word_set("extract.conditions_deeds.helping")


_ONLY_WORDS = word_set("extract.conditions_deeds.only_words")


def material(a: Args) -> bool:
    """Aid that can be counted, not moral support."""
    if one_sent(a) or no_gift(a) or _own_errand(a):
        return False
    if a.trigger.lemma == "present" and any(t.lemma == "package" and not t.by("prep", "compound") for t in a.objects):
        return False  # 'presented a package to his counterpart': proposals
    if a.trigger.lemma == "turn" and any(t.lemma == "cannon" for t in a.objects):
        return False  # 'turned water cannon on them'
    names = ("name", "capital", "metonym")
    inside = [t for t in a.o_tokens if t.dep in ("amod", "nmod", "compound") and t.head in a.objects]
    if any(t.mention is None or t.mention.role not in names for t in inside):
        return False  # 'sent Ukraine 18 howitzers', not 'sent German howitzers'
    if any(t.lemma == "line" and all(x.lemma != "credit" for x in t.subtree()) for t in a.objects):
        return False
    sold = ("supply", "deliver", "ship", "send", "provide")
    if a.trigger.lemma in sold and any(t.lemma in BOUGHT for p in a.trigger.by("prep") for t in p.subtree()):
        return False  # 'delivered gas under a contract', 'at a discount'
    given_support = [t for t in a.objects if t.lemma in ("support", "help")]
    if not given_support or any(t.lemma not in ("support", "help", "weight") for t in a.objects):
        return True
    for t in given_support:
        mods = {c.lemma for c in t.children}
        if t.lemma == "help" or mods & a.words["material"]:
            return not mods & _ONLY_WORDS
    return a.trigger.lemma in ("provide", "supply", "deliver", "send")


_NO_GIFT = word_set("extract.conditions_deeds.no_gift")


def no_gift(a: Args) -> bool:
    """'Shipped eleven tonnes of uranium to Chad': what one is rid of."""
    return any(t.lemma in _NO_GIFT for o in a.objects for t in (o, *o.subtree())) or any(
        t.lemma in _NO_GIFT for o in a.trigger.by("dobj", "nsubjpass") for t in o.subtree()
    )


def level_of_ties(a: Args) -> bool:
    """'Reduced the level of its ties with A', 'lowered the level of its representation there'."""
    below = [t.lemma for o in a.objects for t in o.subtree()]
    return other_side(a) and any(w in ("contact", "mission", "relation", "representation", "tie") for w in below)


def received(a: Args) -> bool:
    """What somebody gets from another has been given by that other one, if it was not only asked for; a line is one of
    credit, not 'its own line with Peru'.
    """
    drawn = a.trigger.lemma == "line" and not any(t.lemma == "credit" for t in a.trigger.subtree())
    others = all(r.entity != (x.state or x.entity) for r in a.o for x in a.s)
    return given(a) and not drawn and not a.trigger.by("neg") and others


def stopped_supply(a: Args) -> bool:
    """'stopped issuing visas', 'suspended the export of', said of what a state grants or sells another."""
    deeds = [*a.complements(), *a.objects, *a.trigger.by("dobj", "nsubjpass")]  # 'a shipment of copper' is one, too
    return any(t.lemma in a.words["supplies"] for t in deeds)


_HEADS = word_set("extract.conditions_deeds.heads")


def people(a: Args) -> bool:
    """Whoever is held or taken is a human being."""
    return any(
        t.lemma in a.words["sent"] | a.words["held"] | _HEADS
        or (t.mention is not None and (t.mention.kind == "Person" or t.mention.role == "people"))
        or (t.dep == "nsubjpass" and t.tag == "PRP" and t.low in ("he", "she"))
        for t in a.objects
    )


def shot(a: Args) -> bool:
    """What is shot down flies, or is a human being: not an idea."""
    flying = ("missile", "rocket", "projectile", "satellite")
    below = (*a.trigger.by("oprd", "acomp", "advmod"), *(c for t in a.objects for c in t.by("amod")))
    if any(c.low == "dead" for c in below):
        return True  # 'was shot dead', 'shot dead two members of a gang'
    return people(a) or vessels(a) or any(t.lemma in flying for t in a.objects)


def land_taken(a: Args) -> bool:
    """Land is taken, not a lead or a cue; 'took Uvira, across the lake from Bujumbura' tells where it lies."""
    lands = any(t.mention is not None and t.mention.kind in PLACE_KINDS for t in a.objects)
    lies = any(p.lemma in ("across", "opposite") for t in (a.trigger, *a.objects) for p in t.by("prep"))
    return lands and not lies and other_side(a)


def by_arms(a: Args) -> bool:
    """Forces or arms do it, and not to their own side."""
    return forces(a) and other_side(a)


def by_deed(a: Args) -> bool:
    """'A raid by Togo killed two': to another side, and by no person."""
    figurative = any(c.lemma in a.words["figurative"] for t in valency.logical_subjects(a.trigger) for c in t.children)
    return not figurative and other_side(a) and all(r.entity.kind != "Person" for r in a.s)


def tested(a: Args) -> bool:
    """A missile that is tried out, not one whose shooter is named beside what it hits."""
    seas = {"sea", "water", "waters", "ocean"}
    into = [t for p in a.trigger.by("prep") if p.lemma in ("into", "towards", "toward") for t in p.by("pobj")]
    wet = all(t.lemma in seas or (t.mention is not None and t.mention.kind in ("Sea", "Strait")) for t in into)
    rounds = [x for t in valency.logical_objects(a.trigger) if t.lemma == "round" for x in grammar.after(t, "of")]
    hit = [p for o in a.objects for p in o.by("prep") if p.lemma in ("against", "at", "on")]
    return (
        a.trigger.dep != "acl" and wet and not rounds and not hit
    )  # 'launched a round of talks', 'fired shells at it'


def other_side(a: Args) -> bool:
    """Who acts is not whom it is done to."""
    return all(r.entity != (x.state or x.entity) for r in a.o for x in a.s)


def overridden(a: Args) -> bool:
    """Over whose objections something is done by another whom the clause names."""
    return other_side(a) and (a.trigger.lemma != "veto" or all(t is not a.trigger for t in a.o_tokens))


def armed_reply(a: Args) -> bool:
    """'Answered with rockets'; in quotation marks, and with 'fury', the fire is one of words."""
    means = [o for p in a.trigger.by("prep") for o in p.by("pobj") if p.lemma in ("with", "by")]
    words = any(c.lemma == "fury" or c.text in _MARKS for o in means for c in (*o.children, *a.trigger.children))
    return other_side(a) and not words
