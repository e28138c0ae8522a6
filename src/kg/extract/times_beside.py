"""How an expression of time stands to an act of the same sentence: what the likeliest date is chosen by there."""

from __future__ import annotations

from collections.abc import Sequence

from kg.core.annotated import Token
from kg.extract.grammar import clause_head, is_verb, tense

_STEPS = 2
"""Clauses on the way from one to the other that are told apart, on each side."""
_FAR = (4, 8, 14, 22)
"""Words between an act and a time, in steps."""


def stands(time: Token | None, act: Token, others: Sequence[Token]) -> frozenset[str]:
    """What is known of where a time stands, seen from an act; ``others`` are the times of its sentence.

    None is a time that was cut off before the sentence was parsed: it opens it.
    """
    verb = clause_head(act)
    if time is None or time.head is None:
        return frozenset({"opens", f"opens~{_tensed(verb)}~main={verb.head is None}"})
    above = clause_head(time)
    way = _way(verb, above)
    prep = time.head if time.head.dep == "prep" else None
    by, noun = (prep.low, prep.head) if prep is not None else (time.dep, time.head)
    hangs = "verb" if noun is None or is_verb(noun) else "name" if noun.mention is not None else "noun"
    side = "before" if time.i < act.i else "behind"
    near = all(abs(time.i - act.i) <= abs(t.i - act.i) for t in others)
    tenses = f"{_tensed(verb)} {_tensed(above)}"
    far = next((n for n in _FAR if abs(time.i - act.i) <= n), "far")
    inside = act in time.ancestors()
    return frozenset(
        {
            f"way={way}", f"way={way}~by={by}", f"way={way}~{side}~near={near}", f"way={way}~tenses={tenses}",
            f"by={by}~{hangs}~{side}", f"by={by}~{hangs}~way={way}", f"{side}~far={far}", f"{hangs}~inside={inside}",
            f"way={way}~mark={_mark(above)}", f"alone={len(others) == 1}~{side}~near={near}",
        }
    )  # fmt: skip


def of_something_else(time: Token | None, act: Token | None) -> bool:
    """'Condemned the invasion *of 2001*', 'a colony *until 1981*': the time of a noun, or at which something ended."""
    prep = time.head if time is not None and time.head is not None and time.head.dep == "prep" else None
    if prep is None:
        return False
    noun = prep.head
    named = noun is not None and noun is not act and not is_verb(noun)
    return prep.low in ("until", "till") or (prep.low == "of" and named)


def _tensed(verb: Token) -> str | None:
    """The tense of a verb, with its perfect and voice."""
    if not is_verb(verb):
        return None
    had = next((a.low for a in verb.by("aux") if a.lemma == "have"), "")
    return f"{tense(verb)} {had} {verb.tag}"


def _way(act: Token, time: Token) -> str:
    """The clauses through which one comes from that of an act to that of a time: up, then down."""
    if act is time:
        return "same"
    over = [act, *act.ancestors()]
    under = [time, *time.ancestors()]
    shared = next((t for t in over if any(t is u for u in under)), None)
    up = _labels(over, shared)
    down = _labels(under, shared)
    return f"{'<'.join(up)} / {'>'.join(reversed(down))}"


def _labels(row: Sequence[Token], last: Token | None) -> list[str]:
    """The relations of the clauses below one, from the inside out."""
    out = []
    for token in row:
        if token is last:
            break
        if is_verb(token) or token.dep in ("conj", "appos", "nsubj", "dobj", "pobj"):
            out.append(token.dep)
    return out[-_STEPS:]


def _mark(clause: Token) -> str:
    """'After', 'when': the word that opens a clause."""
    return next((m.low for m in clause.by("mark", "advmod") if m.i < clause.i), "")
