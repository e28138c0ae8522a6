"""Those without a name whom a pronoun takes up: 'The rebels have not been beaten. Last month *they* burned a village,
and Togo accused *them* of theft.'
"""

from __future__ import annotations

from kg.core.annotated import Annotated, Token
from kg.extract import grammar

_BACK = 3
"""How many sentences 'they' hands on what it stands for."""


def subject_before(annotated: Annotated, number: int) -> Token | None:
    """The subject of the sentence before one, in its paragraph; of 'they' there, the subject before that."""
    for back in range(1, _BACK + 1):
        before = annotated.sentences[number - back] if number >= back else None
        if before is None or before.segment is not annotated.sentences[number].segment:
            return None
        roots = (t for t in before.tokens if t.head is None and grammar.is_verb(t))
        subject = next((s for t in roots for s in t.by("nsubj", "nsubjpass")), None)
        if subject is None or subject.low != "they":
            return subject
    return None


def people_before(annotated: Annotated, number: int, pronoun: Token) -> Token | None:
    """Whom 'them' means: the subject of the sentence before, where that is several people without a name."""
    if pronoun.low != "them" or pronoun.dep not in ("dobj", "pobj", "dative"):
        return None
    noun = subject_before(annotated, number)
    return noun if noun is not None and noun.mention is None and noun.tag == "NNS" else None
