"""Whose a plan is that a text has told before: 'Chad's peace plan ... Togo endorsed *the peace plan*'.

The first to be told of a noun bears its owner; later ones, with 'the', take it up (a definite description whose
antecedent has the same head; R. Vieira and M. Poesio, 'An Empirically Based System for Processing Definite
Descriptions', Computational Linguistics 26, 2000).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.core.annotated import Token
from kg.extract import grammar, valency
from kg.extract.referents import Referents
from kg.extract.sides import same_side
from kg.link.noun_phrases import noun_phrase
from kg.link.resolve import PLACE_KINDS, Ref

RULE = "whose plan was told before"
_FAR = 40
"""How many sentences back a plan may have been told with its owner."""


class PlanOwners:
    """Finds whose a plan of one document is that somebody backs or rejects."""

    def __init__(self, words: Mapping[str, frozenset[str]], referents: Referents) -> None:
        self.plans, self.referents = words["own_plans"], referents

    def of(self, trigger: Token, s: Sequence[Ref]) -> list[Ref]:
        """Whose 'the plan' is, upon which somebody acts who is of another side."""
        for noun in valency.logical_objects(trigger) if grammar.is_verb(trigger) else ():
            if noun.mention is None and noun.lemma in self.plans and _taken_up(noun):
                found = [replace(r, token=trigger, rule=RULE) for r in self._before(noun)]
                return [] if any(same_side(r, s) for r in found) else found
        return []

    def _before(self, noun: Token) -> list[Ref]:
        """Whose the plan is of those told last by the same noun, and by a word before it that both have."""
        number = self.referents.resolver.sentence_of.get(noun.start, 0)
        kind = _kinds(noun)
        for sentence in reversed(self.referents.annotated.sentences[max(0, number - _FAR) : number + 1]):
            for token in reversed(sentence.tokens):
                if token.start >= noun.start or token.mention is not None or token.lemma != noun.lemma:
                    continue
                told = _kinds(token)
                if kind and told and not kind & told:
                    continue
                if owners := _owners(token):
                    refs = [r for t in owners for r in self.referents.of(t)]
                    return [r for r in refs if r.entity.kind not in PLACE_KINDS]
                if noun_phrase(token).determiner in ("a", "an", "another"):
                    return []  # 'a plan': of nobody who is told
        return []


def _taken_up(noun: Token) -> bool:
    """'The plan', 'the autonomy plan'; not 'the plan of Chad', nor 'the plan to leave'."""
    phrase = noun_phrase(noun)
    plain = not noun.by("poss", "acl", "relcl", "appos") and all(t.mention is None for t in noun.subtree())
    return plain and phrase.determiner in ("the", "this", "that") and noun.tag == "NN"


def _kinds(noun: Token) -> set[str]:
    """The words before a noun that tell which one it is ('*peace* plan')."""
    return {t.lemma.lower() for t in noun_phrase(noun).premodifiers if t.mention is None and t.tag[:1] in ("N", "J")}


def _owners(noun: Token) -> list[Token]:
    """'Chad's plan', 'the Chadian plan', 'a plan by Chad'."""
    named = [t for t in grammar.modifiers(noun) if t.mention is not None and t.tag[:1] in ("N", "J")]
    return grammar.possessors(noun) or named or [t for t in grammar.after(noun, "by", "from") if t.mention is not None]
