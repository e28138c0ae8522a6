"""All checks of one document's claims against the reference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

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


_CONTRADICTED = {Kind.OFFICE_HOLDER, Kind.DATE_CONFLICT, Kind.CONTRADICTION}


def mark_contradicted(document: Document, claims: Sequence[Claim], reference: Reference) -> tuple[Claim, ...]:
    """The claims, each that a fact of the reference contradicts marked with it, wherever the text repeats it."""
    flags = {f.claim: f.reference for f in check_facts(document, claims, reference) if f.kind in _CONTRADICTED}
    if not flags:
        return tuple(claims)
    told = {_content(claim): flags[claim.id] for claim in claims if claim.id in flags}
    return tuple(replace(c, contradicted=told[_content(c)]) if _content(c) in told else c for c in claims)


def _content(claim: Claim) -> tuple[object, ...]:
    parts = (claim.subject, claim.object, claim.of)
    return claim.relation, claim.former, claim.date and claim.date.edtf, *(part and part.iri for part in parts)


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
