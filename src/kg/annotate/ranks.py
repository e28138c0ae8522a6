"""'The first country to ratify it': what a ranked noun is said to have done, or to have been the first to do.

'Sweden became the 32nd country to join' and 'Chad was among the last to sign' tell an act, not a purpose or a plan; and
wherever the parser hangs the infinitive (on the noun, on the number behind 'of the', on the verb), it is an act of the
subject of 'was' or 'became'. Here it is hung on that verb, so that subject, date and stance are those of the clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.annotate.mending import only_with
from kg.annotate.tree import SUBJECTS, attach
from kg.core.annotated import Token
from kg.core.words import word_set

RANKING = word_set("annotate.ranks.ranking")
"""Words that pick out of a row; ordinals in digits are told by their form, superlatives by their tag."""
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)|[a-z-]*(?:[xvnr]th|enth|ieth|eighth)", re.IGNORECASE)
_COPULA = word_set("annotate.ranks.copula")


def ranks(word: Token) -> bool:
    """Whether a word picks out of a row: 'first', '32nd', 'twelfth', 'earliest'."""
    return word.lemma.lower() in RANKING or word.tag == "JJS" or bool(_ORDINAL.fullmatch(word.text))


def ranked(noun: Token) -> bool:
    """Whether a noun is one picked out of a row: 'the first', 'the last country', 'the 32nd member'."""
    return ranks(noun) or any(ranks(c) for c in noun.by("amod", "nummod", "compound", "advmod"))


def copula_over(verb: Token) -> Token | None:
    """The 'was' or 'became' over the infinitive of a ranked noun: 'was the first to sign', 'is among the last'."""
    if verb.head is None or verb.by(*SUBJECTS) or not any(a.tag == "TO" for a in verb.by("aux")):
        return None
    place: Token | None = verb.head
    while place is not None and place.lemma not in _COPULA:
        if place.dep not in ("attr", "pobj", "prep", "oprd"):
            return None
        place = place.head
    if place is None:
        return None
    groups = [t for p in place.by("prep") if p.lemma in ("among", "amongst") for t in p.by("pobj")]
    for noun in (*place.by("attr", "oprd"), *groups):
        inner = [t for p in noun.by("prep") if p.lemma in ("of", "among") for t in p.by("pobj")]
        if noun.i < verb.i and (ranked(noun) or (noun.lemma == "one" and any(ranked(t) for t in inner))):
            return place
    return None


@only_with({"to"}, _COPULA)
def hang_on_copula(tokens: Sequence[Token]) -> None:
    """Hang the infinitive of a ranked noun on the verb that says who it is."""
    for verb in tokens:
        if verb.dep in ("relcl", "acl", "advcl") and (place := copula_over(verb)) is not None:
            attach(verb, place, "xcomp")
