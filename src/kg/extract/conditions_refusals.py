"""Conditions on verdicts, regrets and refusals: who finds an act wrong, what is regretted, what one will not do."""

from __future__ import annotations

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar
from kg.extract.conditions_deeds import other_side
from kg.extract.conditions_words import whatever
from kg.extract.event_args import Args, forces
from kg.extract.trigger_conditions import labelled

_NEVER = frozenset({"never", "not", "n't"})
_ACCEPTING = word_set("extract.conditions_refusals.accepting")
"""What one is asked to do, so that whoever resolves not to do it refuses."""
_HAPLESS = word_set("extract.conditions_refusals.hapless")
"""What is no deed of the one who is regretted."""


def in_his_eyes(a: Args) -> bool:
    """'For Peru the raid was piracy', 'to the minister this is blackmail': the words open the clause."""
    first = [p for p in a.trigger.by("prep") if p.lemma in ("for", "to") and p.i < a.trigger.i]
    subjects = a.trigger.by("nsubj")
    opens = bool(first) and bool(subjects) and all(p.i < t.i for p in first for t in subjects)
    people = all(r.entity.kind != "Group" for r in a.s)
    return opens and people and not a.trigger.by("neg") and other_side(a)


def regrets_deed(a: Args) -> bool:
    """'Regrets that Chile has closed the border': what another has done, not what befell him."""
    clauses = a.trigger.by("ccomp")
    deeds = [c for c in clauses if grammar.is_verb(c) and c.lemma not in _HAPLESS]
    other = all(r.entity.kind != "Person" or r.state is not None for r in a.o)
    sorry = a.trigger.by("neg") or any(x.tag == "MD" and x.lemma != "should" for c in clauses for x in c.by("aux"))
    return bool(deeds) and other and not sorry and other_side(a)


_SOMEBODY = word_set("extract.conditions_refusals.somebody")
"""Words for a person who is dismissed."""


def not_sacked(a: Args) -> bool:
    """'Dismissed its minister Ana Paz' is no refusal; 'dismissed the minister as a clown' is."""
    if a.trigger.lemma == "discard" and a.trigger.by("neg"):
        return False  # 'does not discard going to court'
    called = (p for t in (a.trigger, *a.objects) for p in t.by("prep") if p.i > a.trigger.i)
    if a.trigger.lemma != "dismiss" or any(p.lemma == "as" for p in called):
        return True
    named = [t for o in a.objects for t in (o, *o.by("appos"))]
    if any(t.mention is not None and t.mention.kind == "Person" for t in named):
        return False
    return not any(t.low in _SOMEBODY for t in named)  # 'dismissed him', 'the former was dismissed'


def told_no(a: Args) -> bool:
    """'Told Chad no', 'told him no by letter': nothing more is told."""
    return not a.trigger.by("ccomp", "xcomp") and other_side(a)


def resolved_not(a: Args) -> bool:
    """'Vowed never to recognise Kosovo', 'decided not to sign': what one was to grant or take part in."""
    return not a.trigger.by("neg") and any(_refused(c) for c in a.trigger.by("xcomp", "ccomp")) and other_side(a)


def _refused(clause: Token) -> bool:
    """'Never to recognise it', 'that it would never recognise it'."""
    denied = any(t.low in _NEVER for t in clause.by("neg", "advmod"))
    return denied and clause.lemma in _ACCEPTING


def not_ready(a: Args) -> bool:
    """'Is not prepared to receive the envoy', 'was never willing to talk'."""
    verb = a.trigger.head
    if verb is None or verb.lemma not in ("be", "seem", "feel", "appear"):
        return False
    denied = any(t.low in _NEVER for x in (verb, a.trigger) for t in x.by("neg", "advmod") if t.i < a.trigger.i)
    deed = any(c.lemma in _ACCEPTING for c in a.trigger.by("xcomp", "ccomp"))
    return denied and deed and other_side(a)


def no_intention(a: Args) -> bool:
    """'Has no intention of accepting it', 'sees no reason to withdraw': what another wants of one."""
    none = [t for t in a.objects if t.low == "nothing" or any(c.low == "no" for c in t.by("det"))]
    below = [c for t in none for c in t.by("acl", "relcl") if c.tag == "VB" and not c.by("neg", "nsubj")]
    below += [c for t in none for p in t.by("prep") for c in p.by("pcomp")]
    return any(c.lemma in _ACCEPTING | _YIELDING for c in below) and not a.trigger.by("neg") and other_side(a)


_YIELDING = word_set("extract.conditions_refusals.yielding")
"""What one yields by, besides."""


_HOLDS = word_set("extract.conditions_refusals.holds")
"""How one holds an act for something, also one that has not been done."""


def no_plan_refused(a: Args) -> bool:
    """Not 'called the plan unacceptable', which turns it down and blames nobody."""
    would = a.trigger.lemma in _HOLDS and any(x.tag == "MD" for x in a.trigger.by("aux"))  # 'would regard it as theft'
    plan = any(t.lemma in a.words["plans"] for t in a.objects) and labelled(a.trigger, a.words["turned_down"])
    return not (plan or would)


def disowned(a: Args) -> bool:
    """'Denounced the accusations': not those of which it is told where they were made, nor what it is called."""
    told = any(t.by("relcl", "acl") for t in a.objects)
    return not (told or whatever(a)) and other_side(a)


def under_words(a: Args) -> bool:
    """'Malta, under fire from Amnesty for a deal': of words, by whoever bears no arms there."""
    above = a.trigger.head
    what = [
        p
        for x in (a.trigger, *([above.head] if above is not None and above.head is not None else []))
        for p in x.by("prep")
    ]
    spoken = a.trigger.lemma == "criticism" or any(p.lemma in ("for", "over", "about") for p in what)
    return spoken and other_side(a)


_TEXTS = word_set("extract.conditions_refusals.texts")
"""What several put their names to."""


def condemning_text(a: Args) -> bool:
    """'Voted for a resolution condemning the raid', 'signed the statement deploring it'."""
    near = [*a.objects, *(t for p in a.trigger.by("prep") if p.lemma in ("for", "in") for t in p.by("pobj"))]
    denied = a.trigger.by("neg") or any(p.lemma == "against" for p in a.trigger.by("prep"))
    return any(t.lemma in _TEXTS for t in near) and not denied and other_side(a)


def note_adjective(a: Args) -> bool:
    """'Berlin: "unjustified".': a note that gives a verdict after its speaker and a colon."""
    head = a.trigger.head
    speaker = head if head is not None else next((t for t in a.s_tokens if t.i < a.trigger.i), None)
    if speaker is None or speaker.i > a.trigger.i or speaker not in a.s_tokens or a.trigger.by("cop", "aux", "neg"):
        return False
    alone = head is None or (head.head is None and not grammar.is_verb(head))
    marks = (c for x in (a.trigger, speaker) for c in x.by("punct"))
    return alone and any(c.text == ":" and speaker.i < c.i < a.trigger.i for c in marks) and other_side(a)


def none_done(a: Args) -> bool:
    """'Replied that its men would not be moved', 'said building would not stop': what another has asked for."""
    verb = a.trigger
    thing = verb.by("nsubjpass") or verb.by("nsubj")
    impersonal = grammar.passive(verb) or all(t.mention is None and not t.tag.startswith("PRP") for t in thing)
    people = any(t.mention is not None and t.mention.kind == "Person" for t in thing)
    said = verb.dep == "ccomp" and verb.head is not None and not verb.head.by("neg", "aux")
    return said and bool(verb.by("neg") and thing) and impersonal and not people and other_side(a)


def pinned_on(a: Args) -> bool:
    """'Pinned the sabotage on Belarus', not 'pinned it down': nothing else is told of the deed."""
    return not a.trigger.by("prt") and other_side(a)


def sees_none(a: Args) -> bool:
    """'Sees no need for the plan', 'found no merit in it'."""
    return any(c.low == "no" for t in a.objects for c in t.by("det")) and other_side(a)


def no_party(a: Args) -> bool:
    """'Could not agree to the plan'; where two could not agree with each other, nobody refuses."""
    return len(a.s) == 1 and not a.mutual and other_side(a)


def pushes_back(a: Args) -> bool:
    """'Pushed back against the plan', 'held out against it': what is said or asked, and no forces."""
    things = [t for p in a.trigger.by("prep", "prt") for x in (p, *p.by("prep")) for t in x.by("pobj")]
    said = a.words["said"] | a.words["plans"] | a.words["steps"] | {"idea", "notion", "pressure", "criticism", "draft"}
    return not forces(a) and any(t.lemma in said for t in things) and other_side(a)


def wants_none(a: Args) -> bool:
    """'Would have none of it', 'wanted nothing to do with it', not 'has none', 'wants nothing for it'."""
    below = [x for t in a.trigger.by("dobj") for x in (*grammar.after(t, "of", "in"), *t.by("acl", "relcl"))]
    below += [t for t in a.trigger.by("xcomp") if t.lemma == "do"]
    return bool(below) and other_side(a)
