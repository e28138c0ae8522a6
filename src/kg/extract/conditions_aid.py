"""Conditions on help that is given: flown in, paid for, lent to those who owe, brought by people who work abroad."""

from __future__ import annotations

from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.conditions_deeds import given, other_side
from kg.extract.event_args import ORGANISATIONS, Args
from kg.extract.trigger_conditions import DESIGNATION
from kg.link.resolve import STATE_KINDS

_KNOWN = STATE_KINDS | ORGANISATIONS | {"ArmedForce", "Ministry"}
_RELIEVED = {
    "fight": {"fire", "blaze", "flame", "wildfire", "outbreak", "epidemic", "flood"},
    "free": {"people", "survivor", "villager", "child", "family"},
    "lift": {"people", "survivor", "villager", "child", "family", "roof"},
    "hand": {"food", "water", "blanket", "parcel", "tent", "ration"},
    "clear": {
        "runway",
        "road",
        "rubble",
        "debris",
        "mine",
        "wreck",
        "wreckage",
        "port",
        "channel",
        "snow",
        "ash",
        "mud",
    },
    "reopen": {"runway", "road", "port", "airport", "bridge"},
    "plug": {"well", "leak", "dyke", "dike", "breach"},
}
"""Verbs that are no help but where these are their objects."""


def thing_given(a: Args) -> bool:
    """Something was given for which one thanks, not 'support' or 'help' in what the giver did on his own account."""
    return a.trigger.lemma not in ("assistance", "contribution", "help", "support") and other_side(a)


def airlifted(a: Args) -> bool:
    """'The Norwegian airlift to Malawi', 'an air bridge': no bridge that only spans a river."""
    bridge = a.trigger.lemma != "bridge" or any(c.lemma == "air" for c in a.trigger.children)
    return bridge and given(a) and other_side(a) and all(r.entity.kind in _KNOWN for r in a.s)


_ONLY_WORDS = word_set("extract.conditions_aid.only_words")


def helping_hand(a: Args) -> bool:
    """Help by another state or body; 'a hand' that helps is called so."""
    hands = [t for t in a.objects if t.lemma == "hand"]
    helping = all(any(c.lemma in ("helping", "help") for c in t.children) for t in hands)
    mods = {c.lemma for t in a.objects for c in t.children}
    told = a.trigger.lemma == "render" or hands or not any(t.lemma == "support" for t in a.objects)
    kept = all(t.lemma not in ("service",) for t in a.objects)
    return bool(told) and kept and helping and not mods & _ONLY_WORDS and given(a) and other_side(a)


def paid_for_other(a: Args) -> bool:
    """'Paid for its maize seed': it has paid, and is not made to pay."""
    made = a.trigger.head is not None and a.trigger.head.lemma in ("make", "force", "have", "oblige", "refuse")
    told = a.trigger.tag in ("VBD", "VBZ", "VBP", "VBN", "VBG") and not any(x.tag == "MD" for x in a.trigger.by("aux"))
    known = all(r.entity.kind in _KNOWN for r in a.s) and all(r.entity.kind in STATE_KINDS for r in a.o)
    return told and not made and known and other_side(a)


def clinic_abroad(a: Args) -> bool:
    """'Set up a field hospital in Malawi': a state or a known body does so, no order or charity named after one."""
    own_name = any(t.mention is None and t.tag in ("NNP", "NNPS") for t in a.s_tokens)
    return not own_name and other_side(a) and all(r.entity.kind in _KNOWN for r in a.s)


def supplied_thing(a: Args) -> bool:
    """'Flies helicopters that Norway supplied': goods, and whoever uses them has them from there."""
    noun = a.trigger.head if a.trigger.dep in ("relcl", "acl") else None
    goods = noun is not None and (
        noun.lemma in a.words["given"] | a.words["units"] or DESIGNATION.fullmatch(noun.text) is not None
    )
    return goods and other_side(a) and all(r.entity.kind in _KNOWN for r in (*a.s, *a.o))


def relief_abroad(a: Args) -> bool:
    """People or craft of one state who help in another: they clear roads, fight fires, feed and nurse there."""
    wanted = _RELIEVED.get(a.trigger.lemma)
    things = {t.lemma for t in a.objects} | {t.lemma for t in valency.logical_objects(a.trigger)}
    foes = things & (a.words["armed"] | a.words["outlaws"] | a.words["hostilities"])
    helped = things & wanted if wanted is not None else things or a.trigger.lemma == "dig"
    known = all(r.entity.kind in _KNOWN for r in a.s) and all(r.entity.kind in STATE_KINDS for r in a.o)
    return known and bool(helped) and not foes and other_side(a)


_OTHER_OFFERS = word_set("extract.conditions_aid.other_offers")
"""What one makes available without helping anybody."""


def made_available(a: Args) -> bool:
    """'Made 40 million dollars available to Chad': money, goods, people or land, by a state or a known body."""
    verb = grammar.clause_head(a.trigger)
    things = verb.by("dobj", "nsubjpass") + [t for c in verb.by("ccomp") for t in c.by("nsubj")]
    named = {t.lemma for o in things for t in (o, *o.subtree())}
    counted = named & (a.words["given"] | a.words["units"] | {"billion", "bn", "million", "m"})
    known = all(r.entity.kind in _KNOWN | {"Person"} for r in a.s)
    return bool(counted) and not named & _OTHER_OFFERS and known and given(a) and other_side(a)


_SPENT_ON = word_set("extract.conditions_aid.spent_on")


def spent_abroad(a: Args) -> bool:
    """'Spent 40 million dollars on schools in Chad': on something there, not on a war or its own soldiers in it."""
    aims = {t.lemma for p in a.trigger.by("prep") + [q for o in a.objects for q in o.by("prep")] for t in p.subtree()}
    fought = aims & (a.words["hostilities"] | a.words["armed"] | _SPENT_ON)
    states = all(r.entity.kind in STATE_KINDS for r in a.o)
    return not fought and states and all(r.entity.kind in _KNOWN for r in a.s) and other_side(a)


def kept_in_office(a: Args) -> bool:
    """'Kept the president in power': a state keeps the ruler of another there; no voter does."""
    rulers = all(r.entity.kind == "Person" or r.entity.kind in STATE_KINDS for r in a.o)
    return rulers and all(r.entity.kind in STATE_KINDS | {"ArmedForce"} for r in a.s) and other_side(a)


def shared_out(a: Args) -> bool:
    """'Gave ten boats to Chad and six to Togo': to the second receiver, of what is named beside the first gift."""
    gifts = [t.head.head for t in a.o_tokens if t.dep == "pobj" and t.head is not None]
    return (
        bool(gifts) and all(g is not None and g.tag[:2] in ("NN", "CD") for g in gifts) and given(a) and other_side(a)
    )


def keeps_in_office(a: Args) -> bool:
    """The state itself does so, by whatever means, and not its soldiers or its money: that is aid."""
    return kept_in_office(a) and all(t.mention is not None or t.tag == "PRP" for t in a.s_tokens)


def at_others_expense(a: Args) -> bool:
    """'Study at Norway's expense': it pays for them, where no one gains 'at the expense of' another."""
    return all(r.entity.kind in _KNOWN for r in (*a.s, *a.o)) and not a.trigger.by("relcl") and other_side(a)


_SUMS = frozenset({"$", "€", "£", "billion", "dollar", "euro", "million", "pound", "yen", "yuan"})


def sum_lent(a: Args) -> bool:
    """'Announced a $900m programme for Malawi': what has its sum of money, no plan of another kind."""
    told = [t for o in a.objects for t in o.subtree()]
    return other_side(a) and any(t.lemma in _SUMS or t.text[:1] in "$€£" for t in told)
