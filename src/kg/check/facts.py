"""All checks of one document's claims against the reference."""

from __future__ import annotations

from collections.abc import Sequence

from kg.check.flags import Flag, Kind
from kg.check.memberships import check_memberships
from kg.check.offices import check_offices
from kg.check.treaties import check_treaties
from kg.core.model import Claim, Document
from kg.reference import Reference


def check_facts(document: Document, claims: Sequence[Claim], reference: Reference) -> list[Flag]:
    """What a document says that cannot be right by the reference, sorted by position."""
    flags = {
        *check_offices(document, claims, reference),
        *check_treaties(document, claims, reference),
        *check_memberships(document, claims, reference),
    }
    return sorted(_once(flags), key=lambda f: f.sort_key)


def _once(flags: set[Flag]) -> list[Flag]:
    """Without what follows from another flag: who was out of office is not told again to have signed then, and a date
    that differs from the reference's is not told again to be out of order."""
    names = [f.what.split(" was not ")[0] for f in flags if f.kind is Kind.OFFICE_HOLDER]
    dated = {f.claim for f in flags if f.kind is Kind.DATE_CONFLICT}
    return [
        f
        for f in flags
        if f.kind is not Kind.IMPOSSIBLE_ORDER
        or not (f.claim in dated or any(f.what.startswith(name + " ") for name in names))
    ]
