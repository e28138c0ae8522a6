"""Words that a clause takes up ('rejected *the charges*', 'denied *that*'), and who has said them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kg.core.annotated import Sentence, Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.acts_told import SAID, ActsTold
from kg.extract.sides import of_others, same_side, states
from kg.link.resolve import Ref

_BACK = 2
"""How many sentences back words may be taken up."""
_HEARSAY = word_set("extract.taken_up.hearsay")
"""What is said by nobody in particular."""
_PRONOUNS = ("it", "this", "that")


def taken_up(told: ActsTold, trigger: Token) -> list[Token]:
    """The nouns and pronouns of a clause that stand for what somebody has said ('the charges', 'denied that')."""
    if not grammar.is_verb(trigger):
        return []
    below = (*valency.logical_objects(trigger), *(p for a in trigger.by("prep") for p in a.by("pobj")))
    direct = {id(t) for t in valency.logical_objects(trigger)}
    return [
        t
        for t in below
        if (t.lemma in told.words["said"] and not _of_somebody_unknown(t))
        or (id(t) in direct and t.mention is None and t.low in _PRONOUNS)
    ]


def _of_somebody_unknown(noun: Token) -> bool:
    """'A charge', 'rejected suggestions that it would leave': what has not been told before."""
    if any(c.low in ("a", "an") for c in noun.by("det")):
        return True
    return noun.lemma in _HEARSAY and noun.tag == "NNS" and not noun.by("det", "poss", "amod", "compound")


def clause_above(noun: Token, trigger: Token) -> Token | None:
    """'..., a charge that B denies': the clause whose subject makes the charge."""
    main = next((a for a in noun.ancestors() if grammar.is_verb(a)), None)
    stands = noun.dep in ("dobj", "npadvmod", "appos", "dep", "attr") and trigger.dep in ("relcl", "acl")
    return main if stands and main is not trigger else None


def other_subjects(told: ActsTold, verb: Token, s: Sequence[Ref]) -> list[Ref]:
    """The subjects of a verb that are of another side than the actor."""
    return of_others((r for t in valency.logical_subjects(verb) for r in told.resolver.actors(t)), s)


def last_words(told: ActsTold, sentence: Sentence, trigger: Token, s: Sequence[Ref]) -> list[Ref]:
    """Whoever spoke last before the trigger, of another side than the actor."""
    number = told.number(sentence)
    said = [(p.at, list(p.s)) for p in told.near(sentence, trigger, _BACK) if p.value in SAID]
    above = {id(a) for a in trigger.ancestors()}
    for back in range(max(number - _BACK, 0), number + 1):
        said += [x for x in _speeches(told, told.annotated.sentences[back], above) if x[0] < trigger.start]
    for _, refs in sorted(said, key=lambda x: -x[0]):
        if others := [r for r in refs if not same_side(r, s) and not (states([r]) & {x.entity for x in s})]:
            return others
    return []


def _speeches(told: ActsTold, sentence: Sentence, above: Collection[int]) -> Iterator[tuple[int, list[Ref]]]:
    """Who says something in a sentence, with the position."""
    speakers = told.speakers
    for token in sentence.spoken:  # 'According to Dhaka, ...'
        if token.dep == "pobj" and (refs := speakers.named(token)):
            yield token.start, refs
    for token in sentence.tokens:
        if id(token) in above or token.mention is not None:
            continue
        if grammar.is_verb(token) and token.lemma in speakers.words.report:
            refs = [r for t in valency.logical_subjects(token) for r in speakers.named(t)]
            yield token.start, [r for r in refs if r.entity.kind != "NewsAgency"]
        elif token.low == "according":
            tokens = [p for a in token.by("prep") for p in a.by("pobj")]
            yield token.start, [r for t in tokens for r in speakers.named(t)]
        elif token.lemma in told.words["said"] and not grammar.is_verb(token):
            yield token.start, [r for t in grammar.possessors(token) for r in told.resolver.actors(t)]
