"""Mistakes of the statistical parser in the ways to say who signed for whom.

* 'was signed by A for Peru and B for Chile': B signed too, and is not coordinated with Peru;
* 'was signed on behalf of Peru by A and on behalf of Chile by B': so did B;
* 'Signing for Peru was A': A is who signed.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.tree import SUBJECTS, attach, of_kind
from kg.core.annotated import Token


def mend_signers(tokens: Sequence[Token]) -> None:
    """Mend one sentence's tree in place."""
    _for_each(tokens)
    _second_agent(tokens)
    _inverted(tokens)


def _for_each(tokens: Sequence[Token]) -> None:
    for name in tokens:
        state = name.head
        prep = state.head if state is not None and state.dep == "pobj" else None
        if name.dep != "conj" or not of_kind(name, "Person") or state is None:
            continue
        if prep is None or prep.head is None or not (of_kind(state, "State") or of_kind(state, "Settlement")):
            continue
        if prep.lemma == "of" and prep.head.lemma == "behalf" and prep.head.head is not None:
            prep = prep.head.head  # 'on behalf of Peru'
        elif prep.lemma != "for":
            continue
        if prep.head is None:
            continue
        above = prep.head
        others = [t for t in (above, *(p for a in above.by("agent", "prep") for p in a.by("pobj"))) if t.i < prep.i]
        first = [t for t in others if of_kind(t, "Person")]
        if first:
            attach(name, first[-1], "conj")


def _second_agent(tokens: Sequence[Token]) -> None:
    for by in tokens:
        if by.lemma != "by" or by.dep != "prep" or by.head is None or by.head.tag.startswith("VB"):
            continue
        if not any(of_kind(p, "Person") for p in by.by("pobj")):
            continue
        verb = next((a for a in by.ancestors() if a.tag.startswith("VB")), None)
        if verb is not None and verb.tag == "VBN" and any(a.i < by.i for a in verb.by("agent")):
            attach(by, verb, "agent")


def _inverted(tokens: Sequence[Token]) -> None:
    verb = next((t for t in tokens if t.text.isalpha()), None)
    if verb is None or verb.tag != "VBG" or verb.head is not None or verb.by(*SUBJECTS):
        return
    for be in verb.by("aux"):
        for name in be.by("attr") if be.lemma == "be" and be.i > verb.i else ():
            if of_kind(name, "Person"):
                attach(name, verb, "nsubj")
