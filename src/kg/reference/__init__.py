"""Reference data: dated facts with a source each, apart from what articles say (``graph/reference``)."""

from __future__ import annotations

from kg.reference.knowledge import Reference
from kg.reference.rows import (
    Administration,
    AreaPart,
    Award,
    Declaration,
    Feature,
    FeatureName,
    HistoricalState,
    Life,
    Membership,
    Metonym,
    Obligation,
    Organization,
    Position,
    Reach,
    Row,
    State,
    StateName,
    StatusEvent,
    TermOfOffice,
    Treaty,
    TreatyParty,
)

__all__ = [
    "Administration",
    "AreaPart",
    "Award",
    "Declaration",
    "Feature",
    "FeatureName",
    "HistoricalState",
    "Life",
    "Membership",
    "Metonym",
    "Obligation",
    "Organization",
    "Position",
    "Reach",
    "Reference",
    "Row",
    "State",
    "StateName",
    "StatusEvent",
    "TermOfOffice",
    "Treaty",
    "TreatyParty",
]
