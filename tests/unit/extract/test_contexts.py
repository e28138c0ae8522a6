"""What becomes of an act by the words around it: done, not done, only thought of, or said by somebody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from acts import EXPEL, FORMS, RATIFY
from reading import claims, table

ACTS = {
    "ASSAULT": ("attack Togo", "attacking Togo", "attacked Togo", "attack on Togo", "Togo", "attacked by Ghana"),
    "SANCTION": EXPEL,
    "SUPPORT": (
        "recognise Kosovo",
        "recognising Kosovo",
        "recognised Kosovo",
        "recognition of Kosovo",
        "Kosovo",
        "recognised by Ghana",
    ),
    "status": RATIFY,
    "memberOf": (
        "join the African Union",
        "joining the African Union",
        "joined the African Union",
        "accession to the African Union",
        "Ghana",
        "admitted to the African Union",
    ),
}
"""An act of each kind, in its forms."""
OF_THE_ACT = {"GH", "ML", "Treaty of Arica"}


def _contexts() -> list[Any]:
    """Rows of ``contexts.tsv``: the stances that acts may have, or '-', the words around them, why they are misread."""
    return [
        pytest.param(stances, context, marks=[pytest.mark.xfail(reason=why, strict=True) for why in misread])
        for stances, context, *misread in table(Path(__file__).with_name("contexts.tsv"))
    ]


@pytest.mark.parametrize(("stances", "context"), _contexts())
def test_no_act_is_told_otherwise_than_its_context_says(stances: str, context: str) -> None:
    """Whatever is refused, feared, wanted, foreseen, asked or said of an act, it is never told as a fact for that."""
    told = set()
    for relation, forms in ACTS.items():
        words = dict(zip(FORMS, forms, strict=True))
        words["an"] = f"{'an' if words['n'][0] in 'aeio' else 'a'} {words['n']}"
        text = context.format(**words)
        text = text[:1].upper() + text[1:]
        rows = [c.row() for c in claims(text, relation)]
        told |= {r["stance"] for r in rows if r["s"] in OF_THE_ACT and (relation != "status" or r["o"] == "Ratified")}
    assert told <= set(stances.split())
