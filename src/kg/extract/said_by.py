"""Who acts by what is said: in a report that goes on to blame somebody, or by saying what is going to be done."""

from __future__ import annotations

from collections.abc import Mapping

from kg.core.annotated import Token
from kg.extract import grammar, valency
from kg.extract.addressees import Addressees
from kg.extract.referents import Referents
from kg.link.resolve import Ref

_PAPERS = frozenset(
    {"address", "article", "communique", "communiqué", "interview", "letter", "message", "note", "op-ed", "post"}
    | {"remark", "report", "resolution", "speech", "statement", "study", "tweet"}
)
"""In what somebody says something."""
_ISSUED = _PAPERS | {"appeal", "bill", "communique", "communiqué", "decision", "declaration", "decree", "directive"}
_ISSUED |= {"document", "draft", "edict", "law", "manifesto", "memorandum", "motion", "order", "ordinance", "paper"}
_ISSUED |= {"petition", "plan", "proclamation", "proposal", "text"}
"""What is issued, and in it what is said or decreed."""
_DECREED = frozenset({"bill", "decision", "decree", "directive", "edict", "law", "order", "ordinance", "proclamation"})
_DECREED |= {"resolution"}
_DECREEING = frozenset({"adopt", "approve", "enact", "issue", "pass", "publish", "sign"})
_ISSUING = _DECREEING | {"address", "circulate", "deliver", "endorse", "hand", "present", "release", "send", "submit"}
_ISSUING |= {"table", "unveil", "write"}
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
    """'Togo signed a proclamation acknowledging it', 'adopted a paper that calls for talks': who has issued what says
    so; ``decreed``: what is only proposed does not count.
    """
    noun = trigger.head if trigger.dep in ("acl", "relcl") and trigger.tag != "VBN" else None
    verb = noun.head if noun is not None and noun.dep == "dobj" and noun.lemma in _ISSUED else None
    if noun is None or verb is None or verb.lemma not in (_DECREEING if decreed else _ISSUING):
        return []
    if trigger.dep == "relcl" and not any(t.tag in ("WDT", "IN") for t in trigger.by("nsubj")):
        return []
    named = any(t.mention is not None for t in grammar.modifiers(noun)) or grammar.after(noun, "by", "from", "of")
    return [] if named or noun.by("poss") else valency.logical_subjects(verb)


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
    himself = all(t.text.lower() in _HIMSELF for t in subjects)
    return grammar.passive(verb) or himself or len(ours) == len(subjects)
