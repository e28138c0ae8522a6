"""Who acts by what is said: in a report that goes on to blame somebody, or by saying what is going to be done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.link.resolve import Ref

if TYPE_CHECKING:
    from kg.extract.addressees import Addressees
    from kg.extract.referents import Referents

_PAPERS = word_set("extract.said_by.papers")
"""In what somebody says something."""
_ISSUED = _PAPERS | word_set("extract.said_by.issued")
"""What is issued, and in it what is said or decreed."""
_DECREED = word_set("extract.said_by.decreed")
_DECREEING = word_set("extract.said_by.decreeing")
_ISSUING = _DECREEING | word_set("extract.said_by.issuing")
_IN_WRITING = word_set("extract.said_by.in_writing")
"""Before the paper by which somebody does what the verb tells ('replied *with* a note accusing Togo')."""
_ANSWERING = word_set("extract.said_by.answering")
_HIMSELF = frozenset({"he", "i", "she", "we"})


def in_paper(addressees: Addressees, referents: Referents, trigger: Token) -> list[Ref]:
    """'Togo said so in a report that also faults Chad': whoever says something in it."""
    noun = trigger.head if trigger.dep == "relcl" and grammar.is_verb(trigger) else None
    prep = noun.head if noun is not None and noun.dep == "pobj" and noun.lemma in _PAPERS else None
    verb = prep.head if prep is not None and prep.lemma == "in" else None
    which = any(t.tag == "WDT" for t in trigger.by("nsubj"))
    if noun is None or verb is None or not which or verb.lemma not in addressees.speakers.words.say:
        return []
    named = any(t.mention is not None for t in grammar.modifiers(noun)) or noun.by("poss")
    return [] if named else [r for t in valency.logical_subjects(verb) for r in referents.of(t)]


def penned(trigger: Token, *, decreed: bool = False) -> list[Token]:
    """'Togo signed a proclamation acknowledging it', 'replied with a note accusing Chad', 'a Chadian draft calling for
    talks': who has issued what says so; ``decreed``: what is only proposed does not count.
    """
    noun = trigger.head if trigger.dep in ("acl", "relcl") and trigger.tag != "VBN" else None
    if noun is None or noun.lemma not in _ISSUED:
        return []
    if trigger.dep == "relcl" and not any(t.tag in ("WDT", "IN") for t in trigger.by("nsubj")):
        return []
    if any(t.mention is not None for t in grammar.modifiers(noun)) or grammar.after(noun, "by", "from", "of"):
        return []
    verb = None if noun.by("poss") else _issuing(noun, _DECREEING if decreed else _ISSUING)
    return valency.logical_subjects(verb) if verb is not None else []


def _issuing(paper: Token, verbs: frozenset[str]) -> Token | None:
    """The verb that tells who makes a paper known: 'issued a note', 'put out a note', 'replied in a note'."""
    above = paper.head
    if above is None or paper.dep not in ("dobj", "pobj"):
        return None
    if paper.dep == "pobj":
        verb = above.head if above.dep == "prep" and above.lemma in _IN_WRITING else None
        if verb is None or not grammar.is_verb(verb) or grammar.passive(verb):
            return None
        return verb if above.lemma != "with" or verb.lemma in _ANSWERING else None
    out = above.lemma == "put" and any(t.lemma in ("forward", "out") for t in above.by("prt"))
    return above if above.lemma in verbs or out else None


def authors(noun: Token, *, decreed: bool = False) -> list[Token]:
    """'Togo's statement', 'a decree by the president': whose a paper is that says or ``decreed`` something."""
    if noun.lemma not in (_DECREED if decreed else _ISSUED):
        return []
    return grammar.possessors(noun) or grammar.after(noun, "by", "from")


def own_or_nobody(verb: Token, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether what a clause says will be done is done by nobody who is named, the speaker or forces of his own."""
    subjects = valency.surface_subjects(verb)
    forces = words["forces"] | words["units"]
    ours = [
        t
        for t in subjects
        if t.mention is None
        and t.lemma in forces
        and not any(m.mention is not None for m in grammar.modifiers(t))
        and not grammar.after(t, "of")
    ]
    himself = all(t.low in _HIMSELF for t in subjects)
    return grammar.passive(verb) or himself or len(ours) == len(subjects)
