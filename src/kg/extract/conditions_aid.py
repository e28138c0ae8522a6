"""Conditions on help that is given: flown in, paid for, lent to those who owe, brought by people who work abroad."""

from __future__ import annotations

from kg.extract import grammar
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


def helping_hand(a: Args) -> bool:
    """Help by another state or body; 'a hand' that helps is called so."""
    hands = [t for t in a.objects if t.lemma == "hand"]
    helping = all(any(c.lemma in ("helping", "help") for c in t.children) for t in hands)
    moral = {"moral", "political", "diplomatic", "verbal", "public", "vocal"}
    mods = {c.lemma for t in a.objects for c in t.children}
    told = a.trigger.lemma == "render" or hands or not any(t.lemma == "support" for t in a.objects)
    kept = all(t.lemma not in ("service",) for t in a.objects)
    return bool(told) and kept and helping and not mods & moral and given(a) and other_side(a)


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
    noun = a.trigger.head if a.trigger.dep == "relcl" else None
    goods = noun is not None and (
        noun.lemma in a.words["given"] | a.words["units"] or DESIGNATION.fullmatch(noun.text) is not None
    )
    return goods and other_side(a) and all(r.entity.kind in _KNOWN for r in (*a.s, *a.o))


def relief_abroad(a: Args) -> bool:
    """People or craft of one state who help in another: they clear roads, fight fires, feed and nurse there."""
    wanted = _RELIEVED.get(a.trigger.lemma)
    things = {t.lemma for t in a.objects} | {t.lemma for t in grammar.logical_objects(a.trigger)}
    foes = things & (a.words["armed"] | a.words["outlaws"] | a.words["hostilities"])
    helped = things & wanted if wanted is not None else things or a.trigger.lemma == "dig"
    known = all(r.entity.kind in _KNOWN for r in a.s) and all(r.entity.kind in STATE_KINDS for r in a.o)
    return known and bool(helped) and not foes and other_side(a)
