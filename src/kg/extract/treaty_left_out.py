"""Whom a sentence about a treaty leaves out of those who have taken a step."""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.repair_contrast import ALL, EXCEPT
from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar
from kg.extract.predication import series_at

_OF_WHOM = (["of", "which"], ["of", "whom"])
_PARTIES = word_set("extract.treaty_left_out.parties")
_STEPS = word_set("extract.treaty_left_out.steps")
"""What somebody who stays outside a treaty has not done."""
_CLOSE = 8
"""Words between 'all' and who is left out."""


def left_out(row: Sequence[Token]) -> list[Token]:
    """'All of them but Peru', 'Peru and Chile, neither of which has signed it': Peru, Chile."""
    found: list[Token] = []
    for n, word in enumerate(row):
        low = word.low
        if low in EXCEPT and any(t.low in ALL for t in row[max(0, n - _CLOSE) : n]):
            at = next((k for k in range(n + 1, min(n + 4, len(row))) if row[k].mention is not None), None)
            found += series_at(row, at)[0] or [row[at]] if at is not None else []
        elif low in ("neither", "none") and [t.low for t in row[n + 1 : n + 3]] in _OF_WHOM:
            named = next((t for t in reversed(row[:n]) if t.mention is not None), None)
            found += grammar.conjuncts(named.first_of_row()) if named is not None else []
        elif word.mention is not None and (_set_apart(word) or _holds_off(word) or _no_party(word)):
            found += grammar.conjuncts(word) or [word]
    return found


def _set_apart(token: Token) -> bool:
    """'Signed by Kenya but not by Uganda', 'binds Kenya, not Uganda': Uganda."""
    seat = token.head if token.dep == "pobj" else None
    noun = (
        seat.head if seat is not None and seat.lemma in ("in", "of") else None
    )  # 'not with the government in Nairobi'
    prep = noun.head if noun is not None and noun.dep == "pobj" else seat
    made = prep is not None and prep.lemma in ("by", "for", "with") and grammar.ruled_out(prep)
    return made or (token.dep != "pobj" and grammar.ruled_out(token))


def _no_party(token: Token) -> bool:
    """'Kenya, which hosted the talks but is not a party to it', 'Kenya is no signatory': Kenya."""
    told = [v for c in token.by("relcl") for v in (c, *c.by("conj"))]
    told += [token.head] if token.dep in grammar.SUBJECT and token.head is not None else []
    said = [(v, a) for v in told if v.lemma == "be" for a in v.by("attr") if a.lemma in _PARTIES]
    return any(v.by("neg") or grammar.none_of(a) for v, a in said)


def _holds_off(token: Token) -> bool:
    """'Which Kenya has not ratified', 'that Kenya never signed': Kenya."""
    verb = token.head if token.dep in grammar.SUBJECT else None
    return verb is not None and verb.lemma in _STEPS and bool(verb.by("neg")) and not grammar.only_then(verb)
