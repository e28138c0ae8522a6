"""A description of a treaty as its noun phrase gives it: 'the 2015 defence pact with Chile'."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.core.annotated import Sentence, Token
from kg.core.model import Entity
from kg.link.noun_phrases import NounPhrase
from kg.link.treaty_wording import NEW


@dataclass(slots=True)
class Description:
    """What the words of a description tell: the noun, what kind it is, of whom, of which year, and what it is about."""

    token: Token
    head: str
    """The noun, or the phrase that stands for one ('status of forces agreement')."""
    number: int
    """Of the sentence."""
    sentence: Sentence
    phrase: NounPhrase
    words: str
    kind: str | None
    parties: Mapping[str, Entity]
    year: str | None
    about: str
    signed: bool
    """Whether something is done to it that is done to treaties alone."""
    duty: bool
    """Whether it is told to lay something down."""
    strong: bool
    """Whether it is a treaty for sure."""
    past: bool = False
    """Whether it is told to be of old."""

    @property
    def modifiers(self) -> set[str]:
        """The words before the noun, as they stand and as lemmas."""
        before = self.phrase.premodifiers
        return {t.lemma for t in before} | {t.low for t in before}

    @property
    def fresh(self) -> bool:
        """Whether it is told to be new ('a new pact', 'another treaty')."""
        determiner = self.phrase.determiner
        return (bool(self.modifiers & NEW) and determiner != "this") or determiner == "another"

    @property
    def plural(self) -> bool:
        """Whether it is of several."""
        return self.token.tag in ("NNS", "NNPS")
