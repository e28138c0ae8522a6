"""Conditions on taking another's side: by a vote, a word or a vow, on his behalf, or by what is called his right."""

from __future__ import annotations

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar
from kg.extract.conditions_deeds import other_side
from kg.extract.event_args import ORGANISATIONS, Args
from kg.link.resolve import STATE_KINDS

_BODIES = STATE_KINDS | ORGANISATIONS | {"Group"}
_STAND = word_set("extract.conditions_sides.stand")
_BACK = word_set("extract.conditions_sides.back")
_OWN_RIGHT = word_set("extract.conditions_sides.own_right")
_RIGHTS = word_set("extract.conditions_sides.rights")


def _both_known(a: Args) -> bool:
    """Whether states, bodies or office holders act, and states or bodies are backed."""
    return other_side(a) and bool(a.o) and all(r.entity.kind in _BODIES for r in a.o)


def _themselves(a: Args) -> bool:
    """'Said that it had the right to defend itself': of oneself."""
    return any(t.tag == "PRP" for t in a.o_tokens)


def lobbied(a: Args) -> bool:
    """'Lobbied for Togo', 'made the case for Togo's entry': for another, not for a seat of one's own."""
    if a.trigger.lemma in ("make", "argue", "press", "push"):
        case = any(t.lemma in ("case", "plea", "argument", "pitch") for t in a.objects)
        return case and _both_known(a)
    return _both_known(a)


def only_one(a: Args) -> bool:
    """'Reaffirmed that there is only one China'."""
    clauses = a.trigger.by("ccomp")
    below = [t for c in clauses for t in c.subtree()]
    one = any(t.lemma == "one" and t.head in a.o_tokens for t in below)
    there = any(t.low == "there" for c in clauses for t in c.by("expl"))
    return one and there and _both_known(a) and not any(c.by("neg") for c in clauses)


def sides_with(a: Args) -> bool:
    """'We are with Togo': a state or 'we' is with another state or people, and nothing else is said to be there."""
    plain = not a.trigger.by("attr", "acomp", "expl", "neg", "ccomp", "xcomp")
    plain = plain and not any(t.lemma == "alliance" for t in grammar.after(a.trigger, "in"))
    acting = all(t.low in ("we", "it") or (t.mention is not None and t.mention.kind in STATE_KINDS) for t in a.s_tokens)
    first = [t for p in a.trigger.by("prep") if p.lemma == "with" for t in p.by("pobj")]
    whom = all(
        (t.mention is not None and t.mention.kind in STATE_KINDS)
        or t.lemma in ("people", "brother", "friend", "ally", "nation")
        for t in first
    )
    return plain and acting and whom and bool(a.s_tokens) and _both_known(a)


_SPEAKS = word_set("extract.conditions_sides.speaks")


def on_behalf(a: Args) -> bool:
    """'Interceded on Togo's behalf'; who 'speaks on behalf of' a bloc only represents it, but 'speaks out' backs it."""
    out = any(p.low in ("out", "up") for p in a.trigger.by("prt", "advmod"))
    speaks = a.trigger.lemma not in _SPEAKS or out
    return speaks and _both_known(a)


def said_right(a: Args) -> bool:
    """'Said that Togo had a right to defend itself', 'was entitled to exist'."""
    for clause in a.trigger.by("ccomp"):
        if clause.by("neg") or any(x.tag == "MD" for x in clause.by("aux")):
            continue
        rights = [t for t in clause.by("dobj") if t.lemma in _RIGHTS and clause.lemma in ("have", "enjoy", "possess")]
        below = [t for r in rights for t in r.subtree()]
        entitled = clause.lemma == "entitle" or any(t.lemma == "entitled" for t in clause.by("acomp"))
        below += list(clause.subtree()) if entitled else []
        own = any(t.lemma in _OWN_RIGHT or t.low == "self" or t.lemma.startswith("self-") for t in below)
        if own and not any(t.lemma == "no" for r in rights for t in r.children):
            return _both_known(a) and not _themselves(a)
    return False


def found_support(a: Args) -> bool:
    """'Found support in Ghana': of a state or body, for a state or body."""
    return a.trigger.lemma == "find" and _both_known(a) and all(r.entity.kind in _BODIES for r in a.s)


_SURE_OF = word_set("extract.conditions_sides.sure_of")


def sure_of(a: Args) -> bool:
    """'Can be sure of Ghana's vote'."""
    below = grammar.after(a.trigger, "of")
    return any(t.lemma in _SURE_OF for t in below) and not a.trigger.by("neg") and _both_known(a)


def held_lawful(a: Args) -> bool:
    """'Called him the legitimate president': nobody who is not held for one."""
    return other_side(a) and not a.trigger.by("neg") and not grammar.passive(a.trigger)


def wanted_in(a: Args) -> bool:
    """'Wants Togo in the alliance', 'would like to see it in the union'; who only sees it there wants nothing."""
    above = a.trigger.head
    wished = a.trigger.dep == "xcomp" and above is not None and above.lemma in ("like", "want", "wish", "hope", "love")
    wants = a.trigger.lemma == "want" or wished
    lands = all(r.entity.kind in STATE_KINDS for r in (*a.s, *a.o) if r.entity.kind != "Person")
    return wants and lands and bool(a.o) and other_side(a) and not a.trigger.by("neg")


def called_friend(a: Args) -> bool:
    """'Ghana is Togo's last friend': a state of a state, and not 'ours', as an author may say."""
    known = all(r.entity.kind in STATE_KINDS for r in (*a.s, *a.o))
    return known and other_side(a) and not any(t.tag == "PRP$" for t in a.trigger.by("poss"))


_CAUSES = word_set("extract.conditions_sides.causes")


def made_own(a: Args) -> bool:
    """'Made Togo's cause its own'."""
    owned = [
        c for c in a.trigger.by("ccomp", "xcomp") if c.lemma == "own" and any(t.tag == "PRP$" for t in c.by("poss"))
    ]
    own = any(t.lemma in _CAUSES for c in owned for t in c.by("nsubj"))
    return own and _both_known(a)


def said_welcome(a: Args) -> bool:
    """'Said that Togo was welcome in the bloc': another, and none who is welcome to leave."""
    for clause in a.trigger.by("ccomp"):
        told = [t for t in clause.by("acomp") if t.lemma == "welcome"]
        if told and not clause.by("neg") and not any(t.by("neg") or t.by("xcomp") for t in told):
            return _both_known(a) and not _themselves(a)
    return False


def vowed_support(a: Args) -> bool:
    """'Vowed to stand by Togo', 'said that it would stand by Togo': one's own stand."""
    clauses = a.trigger.by("xcomp", "ccomp")
    return any(_stands(a, c) for c in clauses) and _both_known(a)


def _own_land(token: Token) -> bool:
    """'His country', 'her government'."""
    return token.lemma in ("country", "government", "nation", "state") and any(
        p.tag == "PRP$" for p in token.by("poss")
    )


def _stands(a: Args, clause: Token) -> bool:
    stand = clause.lemma in _STAND and any(
        p.lemma in ("with", "by", "behind", "beside", "alongside") for p in clause.by("prep")
    )
    backs = (
        clause.lemma in _BACK and bool(clause.by("dobj")) and a.trigger.lemma in ("vow", "pledge", "promise", "swear")
    )
    if not (stand or backs) or clause.by("neg"):
        return False
    if clause.dep == "xcomp":
        return True
    said = {r.entity for r in a.s} | {r.state for r in a.s}
    own = [t for t in clause.by("nsubj") if t.low in ("it", "he", "she", "they", "we") or _own_land(t)]
    named = [t for t in clause.by("nsubj") if t.mention is not None and t.mention.entity is not None]
    return bool(own) or any(t.mention is not None and t.mention.entity in said for t in named)
