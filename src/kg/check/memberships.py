"""Who belongs to which body: claims of membership against the reference.

Only bodies whose members the reference lists are looked at. That a state never was a member is said only of those of
which it has all members.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.check.flags import Flag, Kind, flag
from kg.core.model import Claim, Document
from kg.core.time import bounds
from kg.reference import Membership, Reference
from kg.reference.knowledge import overlap, within
from kg.reference.told import key_of


def check_memberships(document: Document, claims: Sequence[Claim], reference: Reference) -> Iterator[Flag]:
    """Flags of the kinds ``stale`` (it has left), ``contradiction`` (it never was in) and ``date-conflict``."""
    for claim in claims:
        if claim.relation != "memberOf" or not claim.stance.told or not claim.object:
            continue
        known = reference.members(key_of(claim.object))
        if not known or not claim.subject.code:
            continue
        own = [m for m in known if m.member == claim.subject.code and m.role == "member"]
        body = reference.organization(key_of(claim.object))
        whole = body is not None and body.members == str(_count(known))
        if not own and not whole and all(m.member != claim.subject.code for m in known):
            continue
        name = body.name if body else claim.object.name
        joins = reference.names.joins(claim.evidence.quote)
        if found := _check(document, claim, own, known, name, joins):
            yield found


def _check(
    document: Document, claim: Claim, own: Sequence[Membership], known: Sequence[Membership], name: str, joins: bool
) -> Flag | None:
    who = claim.subject.name
    if not own:
        others = [m for m in known if m.member == claim.subject.code]
        told = (
            f"{others[0].role} since {others[0].from_ or '..'}" if others else f"not among its {_count(known)} members"
        )
        return flag(
            Kind.CONTRADICTION, document.name, claim, f"{who} is no member of {name}", f"{name}: {told}",
            others[0] if others else known[0], "read whether a bid, an observer or another body is meant",
        )  # fmt: skip
    terms = "; ".join(f"{m.from_ or '..'}/{m.to or '..'}" for m in own)
    if when := claim.sure_date:
        joined = any(m.from_ and overlap(when, m.from_) for m in own)
        belonged = any(within(when, m.from_, m.to) for m in own)
        if joined or (belonged and not joins) or not all(m.from_ for m in own):
            return None
        what = "did not join" if belonged else "was no member of"
        return flag(
            Kind.DATE_CONFLICT, document.name, claim, f"{who} {what} {name} at {when}",
            f"{name}: {who} {terms}", own[0], "compare with the body's own list",
        )  # fmt: skip
    published = bounds(document.published)[0] if document.published else None
    ends = [bounds(m.to)[1] if m.to else None for m in own]
    if published and all(end and end < published for end in ends):
        return flag(
            Kind.STALE, document.name, claim, f"{who} had left {name} by {document.published}",
            f"{name}: {who} {terms}", own[-1], "read whether the text tells of the past",
        )  # fmt: skip
    return None


def _count(known: Sequence[Membership]) -> int:
    return len({m.member for m in known if m.role == "member" and not m.to})
