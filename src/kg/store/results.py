"""What the store reports of a change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.core.model import Document


class Outcome(StrEnum):
    """What became of a document that was given to the store."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What one ``ingest`` did.

    ``claims`` counts the document's claims. ``replaced`` holds the ids of earlier texts of the same address that gave
    way to this one (an article that was corrected); it is empty where the same text was read anew.
    """

    outcome: Outcome
    document: str
    claims: int
    replaced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class AcceptedRow:
    """One accepted statement in words: names of things, the local name of the relation, dates in EDTF."""

    subject: str
    relation: str
    object: str
    date: str
    iri: str
    """Of the ``kg:AcceptedStatement``."""
    sources: int
    """How many independent sources are left for it."""

    def __str__(self) -> str:
        words = [self.subject, self.relation, self.object, f"({self.date})" if self.date else ""]
        return " ".join(word for word in words if word)


@dataclass(frozen=True, slots=True)
class RemovalReport:
    """What removing a document does, or would do, to the accepted view.

    ``falls``: statements that it alone supported. ``survives``: statements that other documents support as well, with
    the sources left. ``returns``: statements that its negations had held down. All sorted.
    """

    document: Document
    claims: int
    falls: tuple[AcceptedRow, ...]
    survives: tuple[AcceptedRow, ...]
    returns: tuple[AcceptedRow, ...]
    preview: bool
