"""Who suffers by force where no word beside it says so: the enemy whose post it is, those whom a pronoun means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kg.core.annotated import Annotated, Sentence, Token
from kg.extract import grammar, valency
from kg.link.resolve import STATE_KINDS, Ref

if TYPE_CHECKING:
    from kg.extract.addressees import Addressees

_SEVERAL, _ONE, _THING = ("them",), ("him", "her"), ("it",)


def foe(
    addressees: Addressees, words: Mapping[str, frozenset[str]], s: Sequence[Ref], sentence: Sentence, trigger: Token
) -> list[Ref]:
    """'Peru and Chile are at war ... Peru shelled Quillagua', 'took the village': the other side of the affair."""
    if len(s) != 1 or s[0].entity.kind not in STATE_KINDS or not any(_target(t, words) for t in _hit(trigger)):
        return []
    return addressees.opponent("ASSAULT", s, sentence, trigger)


def unlisted_town(token: Token, words: Mapping[str, frozenset[str]]) -> bool:
    """'The village of Nerkin Hand': a name behind such a noun is a place, whatever a list takes it for."""
    noun = token.head.head if token.dep == "pobj" and token.head is not None and token.head.lemma == "of" else None
    person = token.mention is not None and token.mention.kind == "Person"
    return person and noun is not None and noun.mention is None and noun.lemma in words["strongholds"]


def whom(annotated: Annotated, number: int, words: Mapping[str, frozenset[str]], pronoun: Token) -> list[Token]:
    """'Two Dutch journalists were filming when Togo detained *them*': the words that say whose people they are.
    They are the subject of the clause above, or of the sentence before.
    """
    form, verb = pronoun.low, pronoun.head
    if pronoun.dep != "dobj" or verb is None or form not in (*_SEVERAL, *_ONE, *_THING):
        return []
    above = verb.head if verb.dep in ("advcl", "ccomp", "conj") else None
    subjects = valency.surface_subjects(above) if above is not None and grammar.is_verb(above) else []
    if not subjects and number and verb.dep == "ROOT":
        before = annotated.sentences[number - 1]
        same = before.segment.paragraph == annotated.sentences[number].segment.paragraph
        roots = [t for t in before.tokens if t.dep == "ROOT" and grammar.is_verb(t)] if same else []
        subjects = [t for root in roots for t in valency.surface_subjects(root)]
    if len(subjects) != 1 or not _fits(form, subjects[0], words):
        return []
    noun = subjects[0]
    said = [noun, *(a for a in noun.by("appos"))]
    below = [x for t in said for x in (t, *grammar.after(t, "of", "from"))]
    return [m for t in below for m in grammar.modifiers(t) if m.mention is not None and m.mention.kind in STATE_KINDS]


def _fits(form: str, noun: Token, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether a pronoun may mean a noun: people, one of them, or a ship."""
    human = any({noun.lemma, noun.low} & words[x] for x in ("held", "sent", "humans"))
    if noun.mention is not None or form in _THING:
        return noun.mention is None and noun.tag == "NN" and noun.lemma in words["vessels"]
    return human and noun.tag == ("NNS" if form in _SEVERAL else "NN")


def _hit(trigger: Token) -> list[Token]:
    """What is attacked or taken, as the object or behind a preposition of aim."""
    return [*valency.logical_objects(trigger), *grammar.after(trigger, "on", "at", "upon", "into", "to")]


def _target(token: Token, words: Mapping[str, frozenset[str]]) -> bool:
    """A place by an unknown name ('Quillagua', 'the village of Padua'), a thing of war without an owner ('a depot')."""
    plain = all(
        t.mention is None or t.mention.kind == "Time" or unlisted_town(t, words) for t in token.subtree()
    )  # what a list knows is somebody's
    name = token.tag == "NNP" and token.text[:1].isupper() and not token.text.isupper()
    things = words["strongholds"] | words["structures"]
    return plain and not token.by("poss") and (name or token.lemma in things)
