"""When and where a treaty was signed, as a later sentence of the report tells it that leads with the signing."""

from __future__ import annotations

from kg.core.annotated import Sentence, Token
from kg.core.model import Entity, Stance, When
from kg.core.time import precision
from kg.extract.treaty_records import Status, TreatyBook

_NEAR = 6
"""Sentences behind the lead in which 'the signing' is the one that it tells."""


def complete(book: TreatyBook, statuses: list[Status]) -> None:
    """'Kenya and Haiti have signed a pact. Its president watched the signing in Nairobi on Friday': then and there."""
    for status in statuses:
        wants = status.when is None or status.place is None
        if status.status != "Signed" or status.verdict.stance is not Stance.STATED or not wants:
            continue
        when, place = _told_later(book, status)
        if status.when is None and when is not None:
            status.when = When(when.edtf, when.words, when.anchor, f"ceremony ({when.rule})")
        same = when is None or status.when is None or status.when.edtf == when.edtf
        status.place = status.place or (place if same else None)


def _told_later(book: TreatyBook, status: Status) -> tuple[When | None, Entity | None]:
    sentences = [s for s in book.matcher.annotated.sentences if s.segment.kind == "paragraph" and s.tokens]
    leads = next((n for n, s in enumerate(sentences[:2]) if s.start <= status.evidence.start < s.end), None)
    if leads is None:
        return None, None
    for sentence in sentences[leads + 1 : leads + 1 + _NEAR]:
        for token in _signings(sentence):
            when = book.matcher.when.date(token)
            when = when if when is not None and precision(when.edtf) == "day" else None
            place = next(iter(book.matcher.when.places(token, act="status")), None)
            if when is not None or place is not None:
                return when, place
    return None, None


def _signings(sentence: Sentence) -> list[Token]:
    """'The signing', 'a signing ceremony', where it is not said of what."""
    out = []
    for token in sentence.tokens:
        if token.lemma.lower() != "signing" or not token.tag.startswith("NN"):
            continue
        ceremony = token.head if token.dep == "compound" and token.head is not None else None
        whole = ceremony if ceremony is not None and ceremony.lemma == "ceremony" else token
        the = whole is ceremony or any(c.low == "the" for c in token.children)
        if the and not any(p.lemma == "of" for p in whole.by("prep")):
            out.append(whole)
    return out
