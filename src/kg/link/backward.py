"""Descriptions that point back at who was named before: the tail of a name, forces again, several of a kind.

'The Front' after the name of a front; 'these soldiers' after 'Chadian soldiers'; 'the juntas' after the states that
they rule. Each function returns nothing where the text names no such one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.core.annotated import Token
from kg.core.model import Entity
from kg.core.words import word_set
from kg.link.noun_phrases import NounPhrase, noun_phrase
from kg.link.references import BLOC_KINDS, STATE_KINDS

if TYPE_CHECKING:
    from kg.link.discourse import Discourse

_BODIES = {
    *("IntergovernmentalOrganization", "Grouping", "Organization", "Group", "PoliticalParty"),
    *("NonGovernmentalOrganization", "Government"),
}
_SEVERAL = word_set("link.backward.several")
_CRAFT = word_set("link.backward.craft")
_FAR = 5
"""How many sentences back 'these soldiers' may have been named with their state."""


def named_in_full(discourse: Discourse, token: Token, phrase: NounPhrase) -> Entity | None:
    """'the Front': the body named before whose name ends in this word."""
    if (
        phrase.determiner != "the"
        or not token.text[:1].isupper()
        or any(t.mention is not None or t.text[:1].isupper() for t in phrase.premodifiers if t.low != "the")
    ):
        return None
    word = token.low
    before = list(discourse.before(token, _BODIES))
    if ends := next((s.entity for s in before if s.entity.name.lower().split()[-1] == word), None):
        return ends
    short = word.endswith("al") and token.tag in ("NNP", "JJ", "NN") and not token.by("prep", "amod", "compound")
    named = {s.entity for s in before if s.entity.kind not in BLOC_KINDS and word in s.entity.name.lower().split()}
    return next(iter(named)) if short and len(named) == 1 else None  # 'the Transitional'


def forces_again(discourse: Discourse, token: Token, phrase: NounPhrase) -> list[Entity]:
    """'these soldiers', 'the ships': of the states whose soldiers or ships were spoken of last."""
    single = token.tag == "NN" and token.lemma in _CRAFT and phrase.determiner in ("the", "this", "that")
    if not single and (token.tag != "NNS" or phrase.determiner not in ("the", "these", "those")):
        return []
    number = discourse.sentence_of.get(token.start, 0)
    last: list[Entity] = []
    for one in reversed(range(max(0, number - _FAR), number + 1)):
        for other in reversed(discourse.annotated.sentences[one].tokens):
            if other.start >= token.start or other.lemma != token.lemma or other.mention is not None:
                continue
            owners = (discourse.actor_entity(m) for m in discourse.modifier_mentions(noun_phrase(other)))
            last = [e for e in owners if e is not None and e.kind in STATE_KINDS]
            if last:
                return last
    return last


def several(discourse: Discourse, token: Token, phrase: NounPhrase) -> tuple[Entity, ...]:
    """'the juntas': the states named together last."""
    if token.tag != "NNS" or token.lemma not in _SEVERAL or phrase.determiner != "the" or token.by("prep"):
        return ()
    count = discourse.count_of(token)
    named = (group for _, group in discourse.groups_before(token.start))
    group = next((g for g in named if len(g) >= 2 and all(e.kind in STATE_KINDS for e in g)), ())
    return group if count is None or count == len(group) else ()


def not_meant(token: Token) -> frozenset[int]:
    """Where those are named whom a personal pronoun cannot mean: the subject of its own clause, and whoever stands in a
    participle clause before the clause of which it is the subject ('Accused by X of lying, he left').
    """
    verb = token.head
    while verb is not None and not verb.tag.startswith("VB"):
        verb = verb.head
    if verb is None:
        return frozenset()
    if token.dep in ("nsubj", "nsubjpass"):
        clauses = [
            c for c in verb.by("advcl") if c.i < token.i and c.tag in ("VBN", "VBG") and not c.by("nsubj", "mark")
        ]
        return frozenset(t.start for c in clauses for t in c.subtree() if t.mention is not None)
    if token.head is verb or (
        token.head is not None and token.head.dep in ("prep", "dative") and token.head.head is verb
    ):
        return frozenset(t.start for t in verb.by("nsubj") if t.mention is not None)
    return frozenset()


def plural_body(discourse: Discourse, token: Token) -> Entity | None:
    """'They' after 'the Houthis': a body of many that was the last subject, where nobody was named together since."""
    number = discourse.sentence_of.get(token.start, 0)
    nearest = next(discourse.before(token), None)
    if nearest is not None and nearest.sentence == number and nearest.role == "people":
        return nearest.entity  # 'urged the Americans to lift the ban that they had imposed'
    for s in discourse.before(token):
        if s.sentence < number - 1:
            return None
        if s.subject and s.entity.kind in ("Organization", "Group", "PoliticalParty") and s.sentence < number:
            at, _ = next(discourse.groups_before(token.start), (-1, ()))
            return s.entity if at < s.at else None
        if s.subject and s.entity.kind in STATE_KINDS | {"Person"} and s.sentence < number:
            return None
    return None
