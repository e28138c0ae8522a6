"""How firm a tie a claim makes by itself; see networks."""

from __future__ import annotations

from kg.analyse.rows import NetworkRow
from kg.core.model import Stance

STANDINGS = ("accepted", "attributed", "unconfirmed", "predicted")
"""From the firmest to the least firm."""

_STANDING_OF = {
    Stance.STATED: "unconfirmed",
    Stance.ATTRIBUTED: "attributed",
    Stance.PREDICTED: "predicted",
}


def standing(row: NetworkRow) -> str | None:
    """How firm a tie the claim makes by itself; None where it makes none."""
    if row.stance not in _STANDING_OF:
        return None
    return "accepted" if row.accepted and row.stance != Stance.PREDICTED else _STANDING_OF[row.stance]


def firm(row: NetworkRow) -> bool:
    """Whether the accepted view holds the claim."""
    return standing(row) == "accepted"
