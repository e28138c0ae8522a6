"""Parties named by a 'between' that stands with what is said of a treaty, not beside its noun.

'The pact was signed in May between Peru and Chile', 'is in force between them since 2012', 'is under negotiation
between Lima and Quito', 'talks between Peru and Chile ended with a truce'.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar
from kg.extract.treaty_records import TreatyBook
from kg.link.resolve import Ref
from kg.link.treaty_record import Treaty

_STATES_OF_IT = word_set("extract.treaty_between.states_of_it")
"""What a treaty is in or under."""
_MEETINGS = word_set("extract.treaty_between.meetings")
"""What a treaty comes of."""
_COMES_OF = word_set("extract.treaty_between.comes_of")


class TreatyBetween:
    """Finds the two sides that the clause of a treaty names after 'between'."""

    def __init__(self, book: TreatyBook) -> None:
        self.book, self.resolver = book, book.resolver

    def of(self, treaty: Treaty) -> list[tuple[list[Ref], Token, Token]]:
        """Both sides, with the mention of the treaty and the word 'between'; nothing where one has no name."""
        found: list[tuple[list[Ref], Token, Token]] = []
        for token in treaty.mentions:
            sentence = self.book.sentence(token)
            for word in sentence.tokens if sentence is not None else ():
                if word.low != "between" or not self._tells_of(token, word):
                    continue
                members = [m for o in word.by("pobj") for m in grammar.conjuncts(o)]
                sides = [refs for m in members if (refs := self.resolver.actors(m))]
                refs = [r for side in sides for r in side]
                if len({r.state or r.entity for r in refs}) > 1:
                    found.append((refs, token, word))
        return found

    def _tells_of(self, token: Token, word: Token) -> bool:
        """Whether a 'between' belongs to what is said of the treaty at a token."""
        above = word.head
        if above is None or above is token:
            return False
        verbs = list(_verbs_of(token))
        after = token.mention.end if token.mention is not None else token.end
        beside = above.dep == "acl" and not self.book.text[after : above.start].strip(" ,")
        if above in verbs or (beside and above.start > after):
            return True  # 'the Lima Pact, concluded between A and B', whatever the tree hangs it on
        prep = above.head if above.dep == "pobj" else None
        if above.lemma in _STATES_OF_IT and prep is not None and prep.lemma in ("in", "under"):
            return prep.head in verbs or prep.head is token
        if above.lemma in _MEETINGS and above.dep in ("nsubj", "nsubjpass") and above.head is not None:
            return above.head.lemma in _COMES_OF and above.head in verbs
        return False


def _verbs_of(token: Token) -> Iterator[Token]:
    """The verbs that say something of what stands at a token: it is their subject, object or goal."""
    head = token.head
    if token.dep == "pobj" and head is not None and head.lemma in ("in", "with", "to") and head.head is not None:
        if head.head.lemma in _COMES_OF:
            yield head.head
    elif token.dep in ("nsubj", "nsubjpass", "dobj") and head is not None:
        yield head
        yield from (v for v in head.by("conj") if not v.by("nsubj", "nsubjpass"))
    for verb in token.by("acl", "relcl"):
        if any(t.tag in ("WDT", "WP") for t in verb.by("nsubj", "nsubjpass")) or verb.dep == "acl":
            yield verb
            yield from (v for v in verb.by("conj") if not v.by("nsubj", "nsubjpass"))
