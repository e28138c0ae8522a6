"""When an act was done, by the words around it: none of them gives it the time of something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from acts import CONDEMN, EXPEL, FORMS, RATIFY, REJECT
from reading import claims, table

ACTS = {
    "all": {"SANCTION": EXPEL, "status": RATIFY},
    "speech": {"ACCUSE": CONDEMN, "REJECT": REJECT},
}
SAID = {"ACCUSE": "we condemn Togo for this attack", "REJECT": "we will never accept the Togolese demand"}
OF_THE_ACT = {"GH", "Joe Roe", "Treaty of Arica"}


def _texts(kind: str, context: str) -> list[tuple[str, str]]:
    """The relation of each act, with the words that tell it."""
    if kind == "said":
        return [(relation, context.format(w=w, W=w[:1].upper() + w[1:])) for relation, w in SAID.items()]
    return [(relation, context.format(**dict(zip(FORMS, acts, strict=True)))) for relation, acts in ACTS[kind].items()]


@pytest.mark.model
@pytest.mark.parametrize(("kind", "dates", "context"), table(Path(__file__).with_name("dated_contexts.tsv")))
def test_act_has_the_date_that_its_context_tells(kind: str, dates: str, context: str) -> None:
    """In a text of Wednesday 15 May 2024."""
    may = [None if date == "-" else date for date in dates.split()]
    for relation, text in _texts(kind, context):
        rows = [c.row() for c in claims(text[:1].upper() + text[1:], relation)]
        rows = [r for r in rows if r["s"] in OF_THE_ACT and (relation != "status" or r["o"] == "Ratified")]
        assert rows, text
        assert {r["date"] and r["date"].rstrip("?~") for r in rows} <= set(may), text
