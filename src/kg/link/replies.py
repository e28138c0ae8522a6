"""Whom a pronoun means that answers: 'The court ordered Peru to wait. *It* refused': whoever was addressed just before.

Who refuses, denies, ignores or obeys is who was asked, ordered or accused in the sentence before, not who did so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.link.references import Ref

if TYPE_CHECKING:
    from kg.link.resolve import Resolver

_ANSWERS = word_set("link.replies.answers")
"""What one does about what another has asked, ordered or charged."""
_DOES_SO = word_set("link.replies.does_so")
"""What one is told to do, and then does: 'Mali told it to leave. It withdrew its soldiers'."""
_ADDRESS = word_set("link.replies.address")
"""What is done to whoever then answers."""
_TO_WHOM = frozenset({"from", "of", "on", "to", "upon", "with"})
_ADDRESSEES = ("dobj", "dative", "nsubjpass")


def answering(resolver: Resolver, token: Token) -> list[Ref]:
    """Whoever was addressed in the sentence before, where a pronoun is the subject of an answer to it."""
    does_so = token.head is not None and token.head.lemma in _DOES_SO
    if token.dep != "nsubj" or token.head is None or not (does_so or _answers(token.head)):
        return []
    number = resolver.sentence_of.get(token.start, 0)
    sentences = resolver.annotated.sentences
    if not number or sentences[number - 1].segment.paragraph != sentences[number].segment.paragraph:
        return []
    verbs = [t for t in sentences[number - 1].tokens if t.lemma in _ADDRESS and t.tag.startswith("VB")]
    for verb in reversed(verbs):
        told = [t for c in verb.by("xcomp", "ccomp") for t in (c, *c.by("conj"))]
        if does_so and not any(t.lemma in _DOES_SO for t in told):
            continue
        if whom := [r for t in _addressed(verb) for m in (t, *resolver.conjuncts(t)) for r in resolver.actors(m)]:
            return whom
    return []


def _answers(verb: Token) -> bool:
    """'Refused', 'has yet to respond', 'did not comply'."""
    below = [c for c in verb.by("xcomp") if verb.lemma in ("fail", "have", "promise", "vow")]
    return any(v.lemma in _ANSWERS for v in (verb, *below))


def _addressed(verb: Token) -> list[Token]:
    """'Asked *Peru*', 'called on *Peru*', 'asked *Peru* to leave', 'demanded that *Peru* leave'."""
    direct = verb.by(*_ADDRESSEES)
    behind = [o for p in verb.by("prep") if p.lemma in _TO_WHOM and p.i > verb.i for o in p.by("pobj")]
    told = [s for c in verb.by("ccomp", "xcomp") if c.tag == "VB" for s in c.by("nsubj") if s.tag != "WP"]
    return [t for t in (*direct, *behind, *told) if t.tag not in ("WDT", "WP")]
