"""Offices told by the noun of taking or leaving them: whether the step was taken at all.

'Confirmed the appointment of A B as envoy' gives it to A B; 'blocked' or 'proposed' it does not. 'Demanded the
resignation of A B as premier' tells that A B is premier still.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.people_words import INSTALLING, PARTING, OfficeHeld
from kg.core.annotated import Annotated, Sentence, Token
from kg.core.model import Stance
from kg.extract.office_held import Held
from kg.extract.stance import StanceReader

_STEPS = {w.replace("-", "") for w in PARTING | INSTALLING}
_NOT_YET = (Stance.NEGATED, Stance.PREDICTED, Stance.CONDITIONAL)


def as_taken(offices: Sequence[Held], annotated: Annotated, stances: StanceReader) -> list[Held]:
    """The offices that were taken up; who was only to leave one holds it."""
    untaken = [
        (name, noun)
        for sentence in annotated.sentences
        for noun in sentence.tokens
        if noun.lemma.lower().replace("-", "") in _STEPS
        for name in _whose(noun)
        if not _took_place(noun, sentence, stances)
    ]
    out: list[Held] = []
    for held in offices:
        noun = next((noun for name, noun in untaken if name.start <= held.start < name.end), None)
        if noun is None:
            out.append(held)
        elif isinstance(held, OfficeHeld) and noun.lemma.lower() in PARTING:
            out.append(replace(held, former=False))
    return out


def _whose(noun: Token) -> list[Token]:
    """'The appointment of *A B* as envoy', "*A B's* dismissal as premier"."""
    return [*noun.by("poss"), *(t for p in noun.by("prep") if p.lemma == "of" for t in p.by("pobj"))]


def _took_place(noun: Token, sentence: Sentence, stances: StanceReader) -> bool:
    return stances.words.factuality.nouns.worth(noun) is None and stances.read(noun, sentence).stance not in _NOT_YET
