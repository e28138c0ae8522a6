"""Denials that no word of denial tells: 'Togo says Chad moved the stones. Chad says nobody moved anything.'"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.core.annotated import Sentence, Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.addressees import Addressees
from kg.extract.event_args import Args
from kg.extract.sides import same_side, themselves
from kg.link.resolve import Ref

SAYS_NONE = "reject.says_none"
"""The frame of such denials."""
_NONE = word_set("extract.denials.none")
_GUILTY = word_set("extract.denials.guilty")
"""What one says that one was not."""
_LATER = {"will", "would", "shall", "should", "can", "could", "may", "might", "must"}


def says_none(a: Args) -> bool:
    """'Says it never sent a rifle', 'says there are no rebels on its soil', 'said it had had no aircraft there'."""
    return any(_none(c, a) for c in a.trigger.by("ccomp"))


def _none(clause: Token, a: Args) -> bool:
    if any(t.lemma in _LATER or t.tag == "MD" for t in clause.by("aux")):
        return False
    subjects, objects = clause.by("nsubj", "nsubjpass"), clause.by("dobj", "attr")
    none = [t for t in (*subjects, *objects) if t.low in _NONE or any(d.low == "no" for d in t.by("det"))]
    never = any(t.low == "never" for t in clause.by("neg", "advmod"))
    guilty = [t for t in clause.by("acomp", "attr") if t.lemma in _GUILTY] or (clause.lemma == "involve")
    never |= bool(guilty and clause.by("neg"))  # 'says it was not responsible'
    if not none and not never:
        return False
    own = themselves(a.s)
    own_act = bool(clause.by("expl")) or any(
        t.tag == "PRP"
        or (t.mention is not None and t.mention.entity in own)
        or any(c.tag == "PRP$" for c in t.by("poss"))
        for t in subjects
    )
    none = [t for t in none if own_act or t in subjects]
    more = any(c.lemma in _MORE for t in none for c in t.by("acl", "relcl", "xcomp"))
    return (never and own_act) or (not more and any(t.lemma not in a.words["undecided"] for t in none))


_MORE = word_set("extract.denials.more")
"""What is denied by no 'nothing to add', 'nothing to take back'."""


def said_no(a: Args) -> bool:
    """'His colleague said no.'"""
    no = next((c for c in a.trigger.children if c.low == "no" and c.i == a.trigger.i + 1), None)
    return no is not None and not list(no.children) and not a.trigger.by("dobj", "ccomp", "prep")


def nobody_ever(a: Args) -> bool:
    """'No government of Chad has ever recognised it.'"""
    return any(d.low == "no" for t in a.trigger.by("nsubj") for d in t.by("det"))


def alleged(addressees: Addressees, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """Who has just said of the actor, or of his state, what the actor denies: in this sentence or the one before."""
    number = addressees.number(sentence)
    for past in reversed(addressees.past):
        near = past.value == "ACCUSE" and number - 1 <= past.sentence and past.at < trigger.start
        if near and _charged(past.o, s) and not _charged(past.s, s):
            return [replace(r, rule="who has just said so") for r in past.s]
    for one in reversed(addressees.annotated.sentences[max(number - 1, 0) : number + 1]):
        for verb in reversed([t for t in one.tokens if t.start < trigger.start]):
            if not grammar.is_verb(verb) or verb.lemma not in addressees.speakers.words.report:
                continue
            told = [r for t in valency.logical_subjects(verb) for r in addressees.resolver.actors(t)]
            others = [r for r in told if not same_side(r, s) and all(not same_side(x, [r]) for x in s)]
            if others and _named(addressees, (t for c in verb.by("ccomp") for t in c.subtree()), s):
                return [replace(r, rule="who has just said so") for r in others]
    return []


def _named(addressees: Addressees, tokens: Iterable[Token], s: Sequence[Ref]) -> bool:
    refs = [r for t in tokens if t.mention is not None for r in addressees.resolver.actors(t)]
    return _charged(refs, s)


def _charged(refs: Sequence[Ref], s: Sequence[Ref]) -> bool:
    """Whether one of them is the actor, or the state of the one who speaks for it."""
    return any(same_side(r, s) or any(same_side(x, [r]) or x.state == r.entity for x in s) for r in refs)
