"""Conditions on measures short of force: what is cut off, called off, given up, forgiven, punished or spied upon."""

from __future__ import annotations

from kg.extract import grammar
from kg.extract.conditions_deeds import other_side, people
from kg.extract.event_args import Args
from kg.link.resolve import PLACE_KINDS, STATE_KINDS


def good_list(a: Args) -> bool:
    """Whoever is struck off a list loses by it: it is no list of the banned."""
    listed = [t for p in a.trigger.by("prep") if p.lemma in ("from", "off") for t in p.by("pobj")]
    near = {w for t in listed for w in (t.lemma, *(c.lemma for c in t.children))}
    near |= {x.lemma for t in listed for p in t.by("prep") for x in p.by("pobj")}
    return bool(listed) and not near & a.words["banned"] and other_side(a)


def called_off(a: Args) -> bool:
    """Talks or a visit with another are called off, not a treaty, and not both sides' talks with each other."""
    return len({r.entity for r in a.s}) == 1 and other_side(a) and not any(r.entity.kind == "Person" for r in a.o)


def debt(a: Args) -> bool:
    """What another owes is forgiven or put off."""
    owed = {"debt", "loan", "deposit", "credit", "repayment", "arrears", "maturity"}
    inside = {x.lemma for t in a.objects for p in t.by("prep") for x in p.by("pobj")}
    named = {t.lemma for t in a.objects}
    if not named & owed and not inside & owed:
        return False
    if a.trigger.lemma in ("extend", "renew") and named & {"loan", "credit", "line"}:
        return False  # to extend a loan is to give it
    return other_side(a)


def goods(a: Args) -> bool:
    """What is handed over again is goods or money, not a message."""
    return bool(a.s) and any(t.lemma in a.words["goods"] for t in a.objects) and other_side(a)


def punished(a: Args) -> bool:
    """Human beings of another state are tried or maltreated."""
    if a.trigger.lemma in ("try", "condemn", "beat") and not _harshly(a):
        return False
    return people(a) and other_side(a) and not a.trigger.by("xcomp")


def _harshly(a: Args) -> bool:
    return any(
        t.lemma in ("death", "prison", "jail", "espionage", "absentia", "year", "imprisonment", "spying", "custody")
        for p in a.trigger.by("prep")
        for t in p.by("pobj")
    )


def spied(a: Args) -> bool:
    """Somebody listens in, or breaks into computers, not into a run or a song."""
    into = [t for p in a.trigger.by("prep") if p.lemma in ("into", "on", "upon") for t in p.by("pobj")]
    wired = any(t.lemma in a.words["wired"] for t in (*a.objects, *into))
    if a.trigger.lemma in ("spy", "eavesdrop", "snoop", "wiretap"):
        return bool(into or a.objects) and other_side(a)
    return wired and other_side(a)


def land_given(a: Args) -> bool:
    """Land changes hands, or control of it."""
    if any(r.entity.kind == "Person" for r in a.o):
        return False
    given = [x for t in (*a.objects, *grammar.logical_objects(a.trigger)) for x in (t, *t.by("appos"))]
    return other_side(a) and any(
        t.lemma in a.words["land"]
        or (
            t.mention is not None
            and t.mention.kind in PLACE_KINDS | STATE_KINDS
            and t.mention.role in ("name", "capital")
            and t.dep not in ("dative", "iobj")
            and all(t is not o for o in a.o_tokens)
        )
        for t in given
    )


def given_up(a: Args) -> bool:
    """'gave up its claim': by a state, for good."""
    parted = any(c.text.lower() in ("up", "away") for c in a.trigger.by("prt", "advmod"))
    return (
        (parted or a.trigger.lemma not in ("give",))
        and all(r.entity.kind in STATE_KINDS for r in a.s)
        and not a.trigger.by("neg")
        and other_side(a)
    )
