"""Reference data: dated facts with a source each, apart from what articles say (``graph/reference``)."""

from __future__ import annotations

from kg.reference.knowledge import Reference
from kg.reference.rows import (
    Administration,
    Award,
    Feature,
    FeatureName,
    HistoricalState,
    Life,
    Membership,
    Metonym,
    Obligation,
    Organization,
    Position,
    Row,
    State,
    StateName,
    StatePoint,
    StatusEvent,
    TermOfOffice,
    Treaty,
    TreatyParty,
)

__all__ = [
    "Administration", "Award", "Feature", "FeatureName", "HistoricalState", "Life", "Membership", "Metonym",
    "Obligation", "Organization", "Position", "Reference", "Row", "State", "StateName", "StatePoint", "StatusEvent",
    "TermOfOffice", "Treaty", "TreatyParty",
]  # fmt: skip
