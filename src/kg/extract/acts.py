"""An act to be dated or placed, and what its clause tells of how it stands in the story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.core.annotated import Sentence, Token
from kg.core.model import Claim, When
from kg.extract.grammar import SUBJECT, clause_head, is_verb
from kg.link.resolve import Ref


@dataclass(frozen=True, slots=True)
class Act:
    """An act to be dated: its trigger, who does it and where that is said; ``kind`` is its type, or ``status``."""

    trigger: Token
    sentence: Sentence
    kind: str = "status"
    refs: Sequence[Ref] = ()
    tokens: Sequence[Token] = ()
    upon: Sequence[Ref] = ()
    """Who is acted upon."""

    @property
    def verb(self) -> Token:
        """The verb of the clause that tells it."""
        return self.trigger if is_verb(self.trigger) else clause_head(self.trigger)


def date_step(when: When) -> str:
    """The step of a trace that tells a date."""
    return f"date {when.edtf} from '{when.words}', anchor {when.anchor}, rule {when.rule}"


def with_date(claim: Claim, when: When) -> Claim:
    """A claim that has no date, with one, and with the step of its trace that tells it, before that of the stance."""
    steps = list(claim.trace)
    at = next((n for n, line in enumerate(steps) if line.startswith("stance ")), len(steps))
    steps.insert(at, date_step(when))
    return replace(claim, date=when, trace=tuple(steps))


def simple_past(trigger: Token) -> bool:
    """Whether the clause of a trigger is told in the simple past ('met', 'was received'), not in the perfect."""
    verb = trigger if is_verb(trigger) else clause_head(trigger)
    if not is_verb(verb):
        return False
    aux = verb.by("aux", "auxpass")
    if any(a.lemma == "have" or a.tag == "MD" for a in aux):
        return False
    if verb.tag == "VBN" and not aux and verb.by(*SUBJECT) and verb.by("dobj"):
        return True  # a past tense that the tagger took for a participle
    return verb.tag == "VBD" or any(a.tag == "VBD" for a in aux)


def main_clause(trigger: Token) -> bool:
    """Whether the clause of a trigger is the sentence's main one, or coordinated with it."""
    verb = trigger if is_verb(trigger) else clause_head(trigger)
    while verb.dep == "conj" and verb.head is not None and is_verb(verb.head):
        verb = verb.head
    return verb.head is None
