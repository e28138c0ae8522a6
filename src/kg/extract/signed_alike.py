"""All that is told of one signing has one date: 'the accord, signed by Roe and Paz ... was signed on 3 May'."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.core.model import Claim, Stance, When
from kg.core.time import is_uncertain
from kg.extract.acts import with_date

_TELLS = {"hasParty": ("signedBy", "Signed"), "signedBy": ("signedBy", "Signed", "hasParty"), "Signed": ("signedBy",)}
"""Whose date each takes over. Parties may have joined since, so that the signing is not dated by them."""
_STANCES = (Stance.STATED, Stance.PREDICTED)


def signed_alike(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, those on a signing that have no date with the one that all others on it have."""
    told: dict[tuple[str, Stance], dict[str, dict[str, When]]] = defaultdict(lambda: defaultdict(dict))
    for claim in claims:
        if claim.date is not None and (step := _step(claim)) is not None:
            told[claim.subject.iri, claim.stance][step].setdefault(claim.date.edtf, claim.date)
    return [_dated(claim, told.get((claim.subject.iri, claim.stance), {})) for claim in claims]


def _dated(claim: Claim, told: Mapping[str, Mapping[str, When]]) -> Claim:
    """A claim with the one date of what is told of the same signing, where it has none."""
    step = _step(claim) if claim.date is None else None
    if step is None or len(told.get(step, {})) > 1:
        return claim
    dates = [when for other in _TELLS[step] for when in told.get(other, {}).values()]
    if not dates or len({when.edtf for when in dates}) > 1:
        return claim
    when, known = dates[0], is_uncertain(dates[0].edtf) or (dates[0].rule or "").startswith("signed-alike")
    return with_date(claim, when if known else replace(when, rule=f"signed-alike ({when.rule})"))


def _step(claim: Claim) -> str | None:
    """What a claim tells of a signing, if it does, as a fact or a plan."""
    what = claim.object.name if claim.relation == "status" and claim.object is not None else claim.relation
    stances = _STANCES if what != "hasParty" else _STANCES[:1]  # parties of a plan are told without its day
    return what if what in _TELLS and claim.stance in stances else None
