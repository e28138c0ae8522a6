"""What a check finds: a flag says what is doubtful, in which words, what the reference says, and what would settle it.

Nothing is changed or hidden by a flag: the graph goes on saying what the article says.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from kg.core.model import Claim
from kg.reference import Row


class Severity(StrEnum):
    """How sure it is that something is wrong."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Kind(StrEnum):
    """What is wrong, or may be."""

    SHAPE = "shape"
    """A document's graph breaks a SHACL shape."""
    QUALITY = "quality"
    """The ontology breaks one of its quality rules."""
    OFFICE_HOLDER = "office-holder"
    """The person did not hold that office then."""
    NEAR_NAME = "near-name"
    """A few letters off the name of the one who held that very office then."""
    DATE_CONFLICT = "date-conflict"
    """A date differs from the reference's."""
    IMPOSSIBLE_ORDER = "impossible-order"
    """In force before signed, signed after the signer's term or death."""
    TITLE_VARIANT = "title-variant"
    """Another rendering of a known treaty's name."""
    CONTRADICTION = "contradiction"
    """Two sources, or a source and the reference, exclude each other."""
    STALE = "stale"
    """True once, not at the date of publication."""
    SINGLE_SOURCE = "single-source"
    """Only one independent source says so."""
    SYNDICATED = "syndicated"
    """Near copies of one text: one source."""


_ERRORS = {Kind.SHAPE, Kind.QUALITY, Kind.OFFICE_HOLDER, Kind.DATE_CONFLICT, Kind.IMPOSSIBLE_ORDER, Kind.CONTRADICTION}
_INFO = {Kind.SINGLE_SOURCE, Kind.SYNDICATED}


@dataclass(frozen=True, slots=True)
class Flag:
    """One finding. ``where`` is the document's name (or a data file); offsets are into the document's text.

    ``reference`` says what the reference data have, ``source`` the address of the page that they rest on, ``remedy``
    what would settle it. All are empty where they do not apply.
    """

    where: str
    what: str
    kind: Kind
    claim: str = ""
    quote: str = ""
    start: int | None = None
    end: int | None = None
    reference: str = ""
    source: str = ""
    remedy: str = ""

    @property
    def severity(self) -> Severity:
        if self.kind in _ERRORS:
            return Severity.ERROR
        return Severity.INFO if self.kind in _INFO else Severity.WARNING

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        return self.where, self.start or 0, self.end or 0, self.kind, self.what

    def row(self) -> dict[str, Any]:
        """The flag as one JSON row."""
        return {
            "document": self.where, "kind": str(self.kind), "severity": str(self.severity), "what": self.what,
            "quote": self.quote, "start": self.start, "end": self.end, "claim": self.claim or None,
            "reference": self.reference, "source": self.source, "remedy": self.remedy,
        }  # fmt: skip


def flag(kind: Kind, name: str, claim: Claim, what: str, reference: str, rows: Row, remedy: str) -> Flag:
    """A flag on a claim of the document called ``name``, that rests on a row of the reference."""
    evidence = claim.evidence
    return Flag(
        name, what, kind, claim.id, evidence.quote, evidence.start, evidence.end, reference, rows.sources[0], remedy
    )  # fmt: skip


def narrowed(found: Flag, words: str) -> Flag:
    """The flag on these words of its quote alone, where they stand in it."""
    at = found.quote.find(words)
    if at < 0 or found.start is None:
        return found
    start = found.start + at
    return replace(found, quote=words, start=start, end=start + len(words))
