"""Whom a word in the clause of a treaty tells of: 'the two ministers, A and B', 'the latest, Tonga', 'all but Mali'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar
from kg.extract.predication import instances
from kg.link import pairs
from kg.link.resolve import STATE_KINDS, Ref, Resolver

_BUT = word_set("extract.treaty_actors.but")
"""Words before whoever alone did it."""
_PAIR = word_set("extract.treaty_actors.pair")


class TreatyActors:
    """Finds whom the words of one document's treaties tell of."""

    def __init__(self, resolver: Resolver, text: str) -> None:
        self.resolver, self.text = resolver, text

    def who(self, token: Token) -> list[Ref]:
        """Who a token is; 'the member states, namely A and B' are A and B."""
        if grammar.none_of(token) and (but := _all_but(token)):  # 'no Gulf state except Oman has signed it'
            return self._actors(grammar.conjuncts_of(but))
        if token.low in _PAIR and (men := self._two_persons(token)):
            return men
        given = instances(token) if token.mention is None else []
        if men := self._of_the_two(token, given):
            return men
        if not given and token.tag in ("JJ", "JJS") and len(token.by("appos")) == 1:
            given = token.by("appos")  # 'the latest of them Tonga, which signed in 1996'
        if not given and token.mention is None and (people := self._named_beside(token)):
            return people
        return self._actors(given) or self.resolver.actors(token)

    def _actors(self, tokens: Sequence[Token]) -> list[Ref]:
        return [r for t in tokens for r in self.resolver.actors(t)]

    def _named_beside(self, title: Token) -> list[Ref]:
        """'The President of the Republic of Peru, A B, ...': the person, who acts for the state of the title."""
        beside = grammar.conjuncts_of(title.by("appos"))
        named = [c for c in beside if c.mention is not None and c.mention.kind == "Person"]
        own = next((r.entity for r in self.resolver.actors(title) if r.entity.kind in STATE_KINDS), None)
        return [r if r.state is not None else replace(r, state=own) for r in self._actors(named)]

    def _two_persons(self, token: Token) -> list[Ref]:
        """'The two signed' behind 'the premier met his guest': the persons, where they act for the two states meant."""
        states = {r.entity.key for r in self.resolver.actors(token) if r.entity.kind in STATE_KINDS}
        men = pairs.persons(self.resolver, token) if len(states) == 2 else []
        return men if {r.state.key for r in men if r.state is not None} == states else []

    def _of_the_two(self, token: Token, given: Sequence[Token]) -> list[Ref]:
        """'The two defence chiefs, A and B', 'A and B, the ministers of the two states': the two states meant, where
        the text does not tell both.
        """
        titled = token.mention is not None and token.mention.kind == "Person"
        beside = [t for m in grammar.conjuncts(token) for t in m.by("appos") if t.tag == "NNS"] if titled else []
        two = (titled or token.tag == "NNS") and self._two(token)
        if not (beside or two or (titled and self._share_title(token))):
            return []
        names = grammar.conjuncts(token) if titled else given or grammar.conjuncts_of(token.by("appos"))
        men = [r for r in self._actors(names) if r.entity.kind == "Person"]
        if len(men) != 2:
            return []
        whose = self._actors(beside) if beside else pairs.pair(self.resolver, token)
        states = [r for r in whose if r.entity.kind in STATE_KINDS]
        known, told = {r.entity for r in states}, {r.state for r in men if r.state is not None}
        sure = len(told) == 1 or (not told and bool(beside or two))
        return [*men, *states] if sure and len(known) == 2 and told <= known else []

    def _two(self, token: Token) -> bool:
        """'The two ministers', 'both presidents', 'the ministers of the two states'."""
        if token.mention is None and token.lemma not in self.resolver.lexicon.person:
            return False
        near = [*token.children, *(c for o in grammar.after(token, "of") for c in o.children)]
        before = {c.low: self.text[max(0, c.start - 4) : c.start].lower() for c in near}
        return "both" in before or before.get("two") == "the "

    def _share_title(self, token: Token) -> bool:
        """'Defence ministers Roe' (and Doe): a name behind a title in the plural."""
        start = token.mention.start if token.mention is not None else token.start
        titles = [w.rstrip(",") for w in self.text[token.start : start].lower().split()]
        return any(w.endswith("s") and w[:-1] in self.resolver.lexicon.person for w in titles)


def _all_but(token: Token) -> list[Token]:
    """Those whom 'none but', 'no state except' leaves."""
    return [o for p in token.by("prep") if p.lemma in _BUT for o in p.by("pobj")]
