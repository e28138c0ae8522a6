"""Parties told by what a treaty lets them do or binds them to: 'the pact that lets French troops stay', 'a declaration
in which A, B and C committed themselves', 'A shares the river with B under the accord'.

Read by regions, whatever the tree makes of a long row: between 'which' and its verb, between 'lets' and the next verb.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.core.annotated import Sentence, Token
from kg.core.model import Entity
from kg.core.words import word_set
from kg.extract import grammar
from kg.extract.treaty_records import TreatyBook
from kg.link.resolve import STATE_KINDS, Ref
from kg.link.treaty_record import Treaty

_LETS = word_set("extract.treaty_bound.lets")
"""What a treaty does to its parties."""
_COMMITS = word_set("extract.treaty_bound.commits")
"""What its parties do in a treaty."""
_GIVES = word_set("extract.treaty_bound.gives")
"""What a treaty does for one of its parties ('gives Peru access to the port')."""
COMMITTED = "who commits himself in the treaty"
"""The rule of those who are party to it, though nobody else should be told."""
_OPENS = frozenset({"in", "by", "under", "through"})
_MAYBE = frozenset({"would", "could", "might"})
_UNSURE = frozenset({"could", "might"})


class TreatyBound:
    """Finds those whom the treaties of one document bind or entitle."""

    def __init__(self, book: TreatyBook) -> None:
        self.book, self.resolver = book, book.resolver
        self.guests = frozenset(book.matcher.frames.words["guests"])

    def of(self, treaty: Treaty) -> list[tuple[Ref, Token]]:
        """The parties, each with the mention of the treaty that tells of it."""
        found: dict[str, tuple[Ref, Token]] = {}
        for token in treaty.mentions:
            sentence = self.book.sentence(token)
            if sentence is None:
                continue
            for ref in (*self._committed(token, sentence), *self._entitled(token, sentence)):
                found.setdefault(ref.entity.key, (ref, token))
        return list(found.values())

    def _committed(self, token: Token, sentence: Sentence) -> Iterator[Ref]:
        """'A declaration in which the coastal states, that is, A, B and C, committed themselves'."""
        for n, which in enumerate(sentence.tokens):
            before = sentence.tokens[n - 1] if n else None
            if which.low not in ("which", "it") or before is None or before.lemma.lower() not in _OPENS:
                continue
            if before.i <= token.i or self._other_between(token, before, sentence):
                continue
            verb = next(
                (t for t in sentence.tokens[n + 1 :] if t.lemma in _COMMITS | _LETS and grammar.is_verb(t)), None
            )
            if verb is None or verb.by("neg") or any(a.low in _MAYBE for a in verb.by("aux")):
                continue
            inside = sentence.tokens[n + 1 : verb.i]
            if any(grammar.is_verb(t) and t.dep not in ("aux", "auxpass", "appos", "relcl", "acl") for t in inside[1:]):
                continue
            states = list(self._states(t for t in inside if not self._of_a_thing(t)))
            yield from (Ref(r.entity, r.token, COMMITTED) for r in states or self._both(inside))

    def _both(self, tokens: list[Token]) -> list[Ref]:
        """'By which the parties undertook': the two states that the document is about."""
        nouns = [t for t in tokens if t.lemma in self.resolver.lexicon.pair and t.tag == "NNS"]
        pair = self.resolver.main_pair() if nouns and not any(t.mention is not None for t in tokens) else ()
        return [Ref(e, nouns[0], "the two states that the document is about") for e in pair]

    def _entitled(self, token: Token, sentence: Sentence) -> Iterator[Ref]:
        """'The accord that let French troops be stationed', 'the memorandum commits A and B to build a railway'."""
        for verb in self._letting(token):
            if verb.by("neg") or any(a.low in _UNSURE for a in verb.by("aux")):
                continue  # 'would let': of one that has yet to come into force
            if verb.lemma in _GIVES:
                refs = [r for t in verb.by("dative") for m in grammar.conjuncts(t) for r in self.resolver.actors(m)]
                yield from (r for r in refs if r.entity.kind in STATE_KINDS)
                continue
            after = [t for t in sentence.tokens if t.i > verb.i]
            end = next((t.i for t in after if grammar.is_verb(t) or t.low in ("to", ";", ":", ".")), None)
            inside = [t for t in after if end is None or t.i < end]
            yield from self._states(t for t in inside if not self._of_a_thing(t))

    def _letting(self, token: Token) -> list[Token]:
        """The verbs of letting and binding that a treaty is the subject of."""
        own = [v for v in token.by("acl", "relcl") if v.i > token.i]
        own = [v for v in own if v.tag == "VBG" or any(t.tag in ("WDT", "WP") for t in v.by("nsubj"))]
        if token.dep == "nsubj" and token.head is not None:
            own.append(token.head)
        return [v for v in own if v.lemma in _LETS | _GIVES]

    def _other_between(self, token: Token, before: Token, sentence: Sentence) -> bool:
        """Whether another treaty, or the end of the clause, stands between a treaty and 'in which'."""
        start = token.mention.end if token.mention is not None else token.end
        inside = [t for t in sentence.tokens if t.i < before.i and t.start >= start]
        treaty = self.resolver.treaties.of(token)
        return any(
            t.text in (";", ":") or ((x := self.resolver.treaties.of(t)) is not None and x is not treaty)
            for t in inside
        ) or any(grammar.is_verb(t) and t.dep not in ("acl", "relcl", "aux", "auxpass") for t in inside)

    def _of_a_thing(self, token: Token) -> bool:
        """'Ukrainian grain', 'Iran's neighbours': a state that only tells whose a thing is, no troops or firms."""
        head = token.head
        if token.mention is None or head is None or token.dep not in ("amod", "compound", "nmod", "poss"):
            return False
        return head.lemma.lower() not in self.guests

    def _states(self, tokens: Iterator[Token]) -> Iterator[Ref]:
        for token in tokens:
            if token.mention is None or token.mention.kind == "Treaty":
                continue
            for ref in self.resolver.actors(token) or self._of_adjective(token):
                state = ref.state if ref.entity.kind == "Person" else ref.entity
                if state is not None and state.kind in STATE_KINDS:
                    yield Ref(state, token, "whom the treaty binds or entitles")

    def _of_adjective(self, token: Token) -> list[Ref]:
        """The state of 'French' in 'French troops'."""
        entity: Entity | None = self.resolver.actor_entity(token.mention) if token.mention is not None else None
        return [Ref(entity, token, "adjective")] if entity is not None else []
