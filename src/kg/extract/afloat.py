"""Whose the boats, crews, fishermen and posts are that no word names: 'chased off *another*', 'shelled *posts*'.

Rules, by their names in the trace of a claim:

``of those to whom it was done before``  'stopped a boat and chased off another'
``one of those just told of``            'Chadian boats do get caught: Niger seized *one* in May'
``of the other of the two``              'the fishermen', in a text about two states
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.core.annotated import Sentence, Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.acts_told import ActsTold, Past
from kg.extract.counterparts import other
from kg.extract.sides import by_rule, same_side
from kg.link.resolve import Ref

_POSTS = word_set("extract.afloat.posts")
"""What the other side of two that fight holds ('attacked posts along the border')."""
_NOUNS = ("NOUN", "PROPN")
_TOLD_OF = ("dobj", "nsubj", "nsubjpass", "pobj", "ROOT")
"""Where a noun stands that a pronoun may mean."""


def theirs(told: ActsTold, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """Whose the boats and fishermen are that no word names: 'stopped a boat and chased off another', or those of
    the other one of the two that the text is about.
    """
    things = [c for t in valency.logical_objects(trigger) for c in grammar.content(t) if t.mention is None]
    if any(t.low in ("another", "others") for t in things):
        near = told.near(sentence, trigger, 1)
        return _as_before(next((p for p in near if p.value in ("ASSAULT", "COERCE") and p.o), None), s)
    if any(t.low in _SOME and t.tag in ("CD", "DT") and not grammar.after(t, "of") for t in things):
        return _of_many(told, s, sentence, trigger)
    if any(c.tag == "PRP$" and c.low in ("their", "its") for t in things for c in t.children):
        first = trigger.head.start if trigger.head is not None and trigger.dep == "conj" else -1
        near = told.near(sentence, trigger, 0)
        return _as_before(next((p for p in near if p.value == value and p.o and p.at == first), None), s)
    at = grammar.after(trigger, "on", "at", "upon") if value == "ASSAULT" and not things else ()
    if any(_of_enemy(told, thing, value, sentence) for thing in (*things, *at)):
        return other(told, told.resolver.main_pair(), s, trigger, "of the other of the two")
    return []


_SOME = word_set("extract.afloat.some")
"""How many of those boats are told of that were spoken of before."""


def _of_many(told: ActsTold, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """Whose the boats are that were spoken of last, in the plural and by the adjective of a state."""
    boats = told.words["afloat"] | told.words["vessels"]
    for one in told.here_and_before(sentence):
        for token in reversed([t for t in one.tokens if t.start < trigger.start and t.tag == "NNS"]):
            if token.mention is None and token.lemma in boats:
                refs = [r for m in grammar.modifiers(token) if m.mention for r in told.resolver.actors(m)]
                apart = len(refs) == 1 and not same_side(refs[0], s)
                return by_rule(refs, "one of those just told of") if apart else []
    return []


def _as_before(past: Past | None, s: Sequence[Ref]) -> list[Ref]:
    """To whom the one who acts has done it just before."""
    mine = past is not None and any(same_side(r, s) for r in past.s)
    return by_rule(past.o, "of those to whom it was done before") if past is not None and mine else []


def _of_enemy(told: ActsTold, thing: Token, value: str, sentence: Sentence) -> bool:
    """Whether a thing that nobody owns by a word is held by the other one of two that fight, or is at sea."""
    if thing.tag == "PRP" and thing.low in ("them", "it") and _afloat_before(told, sentence, thing):
        return True
    post = value == "ASSAULT" and thing.lemma in _POSTS and thing.tag == "NNS"
    if not post and thing.lemma not in told.words["afloat"]:
        return False
    known = any(t.mention is not None for t in thing.subtree() if t.i < thing.i or t.dep == "pobj")
    beside = [*thing.by("prep"), *(thing.head.by("prep") if thing.head is not None else ())]
    known |= any(p.lemma in ("of", "with") and p.i == thing.i + 1 for p in beside)  # 'boats with refugees'
    return not known and not thing.by("poss", "relcl")


def _afloat_before(told: ActsTold, sentence: Sentence, pronoun: Token) -> bool:
    """Whether boats or fishermen without a state were the last thing told that a pronoun may mean."""
    for one in told.here_and_before(sentence):
        for token in reversed([t for t in one.tokens if t.start < pronoun.start and t.pos in _NOUNS]):
            if token.dep in _TOLD_OF and token.mention is None and token.lemma in told.words["afloat"]:
                return not any(t.mention is not None for t in token.subtree())
    return False
