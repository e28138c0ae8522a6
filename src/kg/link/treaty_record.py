"""The record of one treaty, and what the tracker needs of the lexicon and of whoever finds the parties.

Two records can be of one treaty where their parties do not clash; one then absorbs what is known of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol

from kg.core.annotated import Token
from kg.core.model import Entity
from kg.core.words import word_set
from kg.link.noun_phrases import NounPhrase

_PAPERS = word_set("shared.any_text")
"""Nouns that tell least what a treaty is."""
GENERIC = word_set("link.treaty_record.generic")
"""What any treaty may be called, whatever its kind."""


class Words(Protocol):
    """What the tracker needs of the treaty lexicon."""

    strong: frozenset[str]
    weak: frozenset[str]
    fates: frozenset[str]
    anaphoric: frozenset[str]
    signable: frozenset[str]
    shared: frozenset[str]
    verbs: frozenset[str]
    kinds: frozenset[str]
    private: dict[str, frozenset[str]]
    phrases: tuple[str, ...]
    known: dict[str, dict[str, object]]

    def type_of(self, words: str) -> str | None: ...
    def provides(self, text: str, start: int, end: int) -> tuple[str, int, int] | None: ...
    def is_head(self, word: str) -> bool: ...


class PartyFinder(Protocol):
    """Finds the states and organisations that a treaty's noun phrase names as parties, by the key of the entity."""

    def modifiers(self, phrase: NounPhrase) -> dict[str, Entity]: ...
    def complements(self, token: Token, *, of_pair: bool) -> dict[str, Entity]: ...
    def makers(self, token: Token, verbs: frozenset[str]) -> dict[str, Entity]: ...
    def signers(self, token: Token, verbs: frozenset[str]) -> dict[str, Entity]: ...
    def named(self, token: Token) -> dict[str, Entity]: ...
    def owners(self, token: Token) -> dict[str, Entity]: ...
    def owned(self, token: Token) -> set[str]: ...
    def named_before(self, token: Token) -> dict[str, Entity]: ...
    def brokers(self, token: Token) -> bool: ...
    def named_together_since(self, token: Token, treaties: Iterable[Treaty]) -> bool: ...


@dataclass(slots=True)
class Treaty:
    """One treaty of the document, as it is known so far."""

    number: int
    first: int
    names: list[str] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)
    abbreviations: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    parties: dict[str, Entity] = field(default_factory=dict)
    year: str | None = None
    lead: bool = False
    generic: bool = False
    mentions: list[Token] = field(default_factory=list)
    merged: Treaty | None = None
    says_type: list[tuple[str, Token, bool]] = field(default_factory=list)
    """Types that the text gives it ('it is a mutual defence pact'), each with its token and whether it is denied."""
    plural: bool = False
    one_of: Treaty | None = None
    """The treaty after which 'a second one' is called."""
    clauses: list[str] = field(default_factory=list)
    """Its noun with the clause that tells which one it is ('agreement that regulates fishing')."""
    partner: str | None = None
    """Key of the state with which one of several is, where they are named together ('its pacts with A and B')."""

    def root(self) -> Treaty:
        """The record that this one was taken for, else itself."""
        return self.merged.root() if self.merged else self

    @property
    def name(self) -> str:
        """The longest name, else the longest description that is not too long."""
        if self.names:
            return max(self.names, key=len)
        if not self.descriptions:
            plain = sorted(self.heads, key=lambda head: (head in _PAPERS, head))
            return next(iter(self.clauses), None) or next(iter(plain), "treaty")
        return max(self.descriptions, key=lambda d: (len(d.split()) <= 16, len(d)))

    @property
    def aliases(self) -> tuple[str, ...]:
        """What else it is called; one without a name also by its noun alone ('agreement')."""
        said = {t.low for t in self.mentions if t.mention is None and t.tag in ("NN", "NNS")}
        heads = self.heads if self.clauses and not self.descriptions else set()
        bare = sorted(heads | {w for w in said if w.removesuffix("s") in self.heads}) if not self.names else []
        called = [*self.names, *self.abbreviations, *self.descriptions, *self.clauses, *bare]
        return tuple(n for n in dict.fromkeys(called) if n != self.name)


def clash(known: Mapping[str, Entity], new: Mapping[str, Entity]) -> bool:
    """Whether two sets of parties cannot be of one treaty: both stated, and each has one the other lacks."""
    if not known or not new:
        return False
    return not (
        set(new) <= set(known)
        or set(known) <= set(new)
        or (len(set(known) & set(new)) >= 1 and (len(known) == 1 or len(new) == 1))
    )


def absorb(root: Treaty, other: Treaty) -> None:
    """Give a record what is known of another."""
    for names, more in (
        (root.names, other.names),
        (root.descriptions, other.descriptions),
        (root.abbreviations, other.abbreviations),
        (root.types, other.types),
        (root.clauses, other.clauses),
    ):
        names += [n for n in more if n not in names]
    root.parties |= other.parties
    root.heads |= other.heads


def words_of(record: Treaty) -> set[str]:
    """The words of a treaty's names and descriptions."""
    said = " ".join((*record.names, *record.descriptions, *record.clauses, *record.heads)).lower()
    return {form for w in re.findall(r"[a-z]+", said) for form in (w, w.removesuffix("s"))}


def has_topic(record: Treaty) -> bool:
    """Whether a name or a description says what a treaty is on."""
    return any(" on " in said or " for " in said for said in (*record.names, *record.descriptions))


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """A name without its small words and capitals, for comparison."""
    return " ".join(
        w
        for w in re.findall(r"[a-z0-9]+", name.lower().replace("defense", "defence"))
        if w not in ("the", "of", "on", "a", "and")
    )
