"""Conditions on what two carry out together: a deed, not words, a meeting, a vote or a sum."""

from __future__ import annotations

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar
from kg.extract.conditions_deeds import other_side
from kg.extract.event_args import ORGANISATIONS, Args, pair
from kg.link.resolve import STATE_KINDS

_BODIES = STATE_KINDS | ORGANISATIONS | {"Group", "ArmedForce", "Ministry", "Person", "Agency"}


_SPOKESMEN = word_set("extract.conditions_joint.spokesmen")
"""Whoever meets and speaks where others work."""


def joint_deed(a: Args) -> bool:
    """'Nurses of A and B vaccinated them together', 'surveys it in tandem with B': what two carry out as one."""
    verb = grammar.clause_head(a.trigger)
    if not grammar.is_verb(verb) or verb.lemma in a.words["no_joint_deeds"] or not pair(a):
        return False
    fronted = a.trigger.i < verb.i and a.trigger.head is not None and a.trigger.head.dep == "prep"
    if fronted or (a.trigger.i < verb.i and verb.lemma in a.words["summed"]):
        return False  # 'Together with B, A left', 'together they produce a third of it'
    return _two_sides(a)


_SHARED_THINGS = word_set("extract.conditions_joint.shared_things")


def sharing_of(a: Args) -> bool:
    """'The sharing in real time of warning data among A, B and C': what is shared is told below it."""
    return pair(a) and any(t.lemma in _SHARED_THINGS for t in a.trigger.subtree()) and _two_sides(a)


def pair_not_summed(a: Args) -> bool:
    """'A and B build it together', not 'together they produce a third of it'."""
    early = [p for p in a.trigger.by("advmod", "prt") if p.lemma == "together" and p.i < a.trigger.i]
    return pair(a) and not (early and a.trigger.lemma in a.words["summed"])


def works_with(a: Args) -> bool:
    """'Will work with Togo to stop it', 'Chinese officers working with Togolese police'; not 'ready to work with'."""
    verb = a.trigger
    told = verb.dep not in ("xcomp", "pcomp", "advcl") and not verb.by("neg") and not grammar.passive(verb)
    return told and pair(a) and _two_sides(a)


def with_colleagues(a: Args) -> bool:
    """'Rangers of A and their B colleagues freed them': whose, and none whom they only met or spoke to."""
    verb = grammar.clause_head(a.trigger)
    joined = a.trigger.dep == "conj" or (a.trigger.head is not None and a.trigger.head.dep == "prep")
    owned = any(t.tag == "PRP$" for t in a.trigger.by("poss")) or a.trigger.tag == "NNS"
    deed = grammar.is_verb(verb) and verb.lemma not in a.words["no_joint_deeds"] and verb.dep != "amod"
    acting = a.trigger.dep != "conj" or (a.trigger.head is not None and a.trigger.head.dep in grammar.SUBJECT)
    return joined and owned and deed and acting and _two_sides(a) and _crew(a, a.s_tokens)


def of_two_states(a: Args) -> bool:
    """'A Franco-Spanish battalion': the two adjectives are one word, so that the thing is of both."""
    first = [t for t in a.s_tokens if t.mention is not None and t.mention.role == "adjective"]
    hyphened = len(a.s_tokens) == 2 and any(x.text == "-" for t in a.s_tokens for x in t.children)
    return len(first) >= 1 and hyphened and len(a.s) == 2 and all(r.entity.kind in STATE_KINDS for r in a.s)


def decided_together(a: Args) -> bool:
    """'The decision taken by A and B to build a pipeline', not 'the decision by A and B to sever ties with C'."""
    plans = [t for c in a.trigger.by("acl") if any(x.tag == "TO" for x in c.by("aux")) for t in c.subtree()]
    named = [t.mention for t in plans if t.mention is not None and t.mention.kind != "Time"]
    return pair(a) and all(any(m.entity == r.entity for r in a.s) for m in named)


def crews(a: Args) -> bool:
    """People or forces of one state with those of another ('paratroopers worked with marines of B')."""
    return other_side(a) and _two_sides(a) and _crew(a, a.s_tokens) and _crew(a, a.o_tokens)


def _crew(a: Args, tokens: list[Token]) -> bool:
    """Whether each is a body of people or forces, not a state by its bare name."""
    nouns = [t.head if t.dep in ("amod", "poss", "compound", "nmod") and t.head is not None else t for t in tokens]
    people = a.words["forces"] | a.words["units"] | a.words["humans"] | a.words["servants"] | a.words["sent"]
    people = people - a.words["travellers"] - a.words["of_government"] - _SPOKESMEN
    return bool(nouns) and all(
        t.lemma in people
        or t.low in people
        or (t.mention is not None and t.mention.role == "people")
        or (t.mention is not None and t.mention.kind in ("ArmedForce", "Organization", "Group", "Ministry"))
        for t in nouns
    )


def _two_sides(a: Args) -> bool:
    """Whether those who act together are of different states or bodies."""
    refs = [*a.s, *a.o]
    return len({r.state or r.entity for r in refs}) > 1 and all(r.entity.kind in _BODIES for r in refs)
