"""What somebody calls 'it': a deed, where the name that he gives it is that of a deed ('called it a massacre')."""

from __future__ import annotations

from collections.abc import Mapping

from kg.core.annotated import Token
from kg.extract import grammar, valency
from kg.extract.frames import Frame

_IT = {"it", "this", "that"}


def of_a_deed(frame: Frame, trigger: Token, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether 'it' is what somebody did, and no state or body told of before."""
    if frame.value != "ACCUSE" or "label" not in frame.conditions or not grammar.is_verb(trigger):
        return False
    below = [t for c in trigger.children if c.i > trigger.i for t in c.subtree()]
    things = [*valency.logical_objects(trigger), *(t for c in trigger.by("ccomp") for t in c.by("nsubj"))]
    it = any(t.low in _IT and t.i > trigger.i for t in things)
    return it and any(t.lemma in words["deed_labels"] for t in below)
