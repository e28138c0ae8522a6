"""By whom something is done: participles that open a sentence and tell what its subject has undergone, phrases that a
cleft sets first, agents behind an exception or a time.

* 'Promised forty buses by Chile, Peru is waiting': Chile promised them, whatever 'by' hangs on.
* 'Offered talks by Chile, Peru stayed silent': Peru is the subject, not a second one of those who offered.
* 'Given a week by Chile to leave, the envoy packed': 'given' is no preposition;
* 'Thanked by nobody but Chile': by Chile;
* 'Condemned by Chile on Monday and by Chad on Friday': by both;
* 'It was at the demand of Chile, not of Chad, that Peru left': 'was' is the main verb;
* 'That Chile crossed the border is denied': the clause is what is denied, as in 'it is denied that'.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.annotate.mending import Repair, only_with
from kg.annotate.tree import LOOSE, NOUNS, SUBJECTS, attach, first_of, may_act
from kg.core.annotated import Token
from kg.core.words import word_set

GIVEN = word_set("annotate.repair_fronted.given")
"""Verbs of two objects: of these, the receiver is the subject of a participle that keeps the other."""
_CALLED = word_set("annotate.repair_fronted.called")
"""Verbs whose participle keeps what somebody is called."""
_FORMS = ("VBN", "VBD", "VB")
_TOLD_OF = word_set("annotate.repair_fronted.told_of")
"""What is said of that something is so."""


@only_with({"by"}, {","})
def _done_by(tokens: Sequence[Token]) -> None:
    """'Promised forty buses by Chile, Peru is waiting': Chile did, and did so to Peru."""
    verb = next((t for t in tokens[:3] if t.tag in _FORMS and t.text[-1:] in "dnt"), None)
    if verb is None or any(t.tag not in ("RB", "RBR") and not t.dep.startswith("punct") for t in tokens[: verb.i]):
        return
    end = next((t.i for t in tokens[verb.i :] if t.text == ","), None)
    by = next((t for t in tokens[verb.i : end] if t.text == "by" and t.by("pobj")), None) if end is not None else None
    if by is None or end is None:
        return
    if verb.dep == "amod":
        _own_subject(tokens, verb, by, end)
    main = verb.head
    if main is None or verb.dep not in ("advcl", "dep", "prep") or not any(s.i > end for s in main.by(*SUBJECTS)):
        return
    inner = by.head
    while inner is not None and inner is not verb and inner.tag in NOUNS:
        inner = inner.head
    if inner is not verb or not any(_named(t) for t in by.by("pobj")):
        return
    if verb.lemma in GIVEN | _CALLED or not verb.by("dobj"):
        verb.tag, verb.pos = "VBN", "VERB"
        attach(verb, main, "advcl")
        attach(by, verb, "agent")


def _own_subject(tokens: Sequence[Token], verb: Token, by: Token, end: int) -> None:
    """'Offered talks by Chile, Peru stayed silent': the name behind the comma is the subject."""
    thing, name = verb.head, tokens[end + 1] if end + 1 < len(tokens) else verb
    main = thing.head if thing is not None and thing.dep in SUBJECTS else None
    while name.dep in ("compound", "amod", "det", "poss") and name.head is not None and name.head.i > name.i:
        name = name.head
    if thing is None or main is None or verb.lemma not in GIVEN or not may_act(name) or by not in name.ancestors():
        return
    if first_of(name) == end + 1 and thing.i < by.i and main.i > name.i:
        dep = thing.dep
        attach(name, main, dep)
        attach(verb, main, "advcl")
        attach(thing, verb, "dobj")
        attach(by, verb, "agent")


def _named(noun: Token) -> bool:
    """'Chile', 'Chilean guards', 'guards of Chile', and not 'mistake' or 'Friday'."""
    below = [t for t in noun.subtree() if t.mention is not None]
    return any(t.mention is not None and t.mention.kind not in ("Time", "Treaty") for t in below)


@only_with({"it"}, {"that"}, {"is", "was"})
def _cleft(tokens: Sequence[Token]) -> None:
    """'It was at the demand of Chile, not of Chad, that Peru left': what Peru did hangs on 'was'."""
    for it, be in pairwise(tokens):
        verb = be.head if it.low == "it" and be.lemma == "be" and be.dep in ("ccomp", "advcl") else None
        that = next((m for m in verb.by("mark") if m.low == "that"), None) if verb is not None else None
        if verb is None or that is None or it.head is not be or not be.by("prep") or not be.i < that.i < verb.i:
            continue
        above, dep = verb.head, verb.dep
        be.head, verb.head = None, None
        verb.children.remove(be)
        if above is not None:
            above.children.remove(verb)
        attach(be, above, dep)
        attach(verb, be, "ccomp")


@only_with({"by"}, {"but", "except", "save"}, {"nobody", "none"})
def _by_none_but(tokens: Sequence[Token]) -> None:
    """'Thanked by nobody but Chile': by Chile."""
    for by, nobody, but in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if by.text != "by" or nobody.text not in ("nobody", "none") or nobody.head is not by:
            continue
        name = next((t for t in tokens[but.i + 1 : but.i + 4] if may_act(t)), None)
        if name is not None and but.text in ("but", "except", "save") and name.dep in ("conj", "pobj", "appos"):
            attach(name, by, "pobj")
            if by.head is not None and by.head.tag in _FORMS:
                attach(by, by.head, "agent")
            attach(but, name, "det")
            attach(nobody, name, "det")


@only_with({"by"}, {"and", "or"})
def _second_agent(tokens: Sequence[Token]) -> None:
    """'Was condemned by Chile on Monday and by Chad on Friday': 'by' goes with 'by', not with the day."""
    for by in tokens:
        other = by.head
        verb = other.head if by.text == "by" and by.dep == "conj" and other is not None else None
        if verb is None or other is None or other.text == "by" or other.dep != "prep" or not _by_somebody(by):
            continue
        agents = [p for p in verb.by("agent", "prep") if p.text == "by" and p.i < other.i]
        if len(agents) == 1 and _by_somebody(agents[0]):
            attach(by, agents[0], "conj")


def _by_somebody(prep: Token) -> bool:
    """'By Chile', 'by the Chilean army'."""
    return any(_named(t) for t in prep.by("pobj"))


@only_with({"that"}, _TOLD_OF)
def _that_is_denied(tokens: Sequence[Token]) -> None:
    """'That Chile crossed the border is denied by Lima': the clause hangs on the verb as in 'it is denied that'."""
    if tokens[0].low != "that":
        return
    verb = next((t for t in tokens if t.tag == "VBN" and t.lemma in _TOLD_OF and t.by("auxpass")), None)
    if verb is None or verb.by("nsubj", "mark") or any(t.low in ("nobody", "none") for t in tokens[verb.i :]):
        return
    clause = next((c for c in verb.by("csubj", "csubjpass") if c.i < verb.i), None)
    if clause is None and verb.dep in LOOSE and verb.head is not None and verb.head.head is None:
        clause = verb.head
    if clause is None or clause.i > verb.i or not clause.by("nsubj", "nsubjpass"):
        return
    things = verb.by("nsubjpass")  # 'that troops crossed *the border* is denied'
    if things and (tokens[0].head is None or tokens[0].head.tag not in ("NNS", "VBD", "VBZ") or things[0].i < clause.i):
        return
    for thing in things:
        attach(thing, clause, "dobj")
    if clause.head is None:
        attach(verb, None, "ROOT")
    attach(clause, verb, "ccomp")
    tokens[0].tag = "IN"
    attach(tokens[0], clause, "mark")
    for late in [c for c in clause.children if c.i > verb.i]:
        attach(late, verb, late.dep)


FRONTED: list[Repair] = [_done_by, _cleft, _by_none_but, _second_agent, _that_is_denied]
