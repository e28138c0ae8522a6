"""Applies a person's decisions to claims: things that were judged the same get one identity, the words stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.core.judgements import Judgements
from kg.core.model import ID_BASE, Claim, Entity

_ROLES = ("subject", "object", "place", "holder", "of", "subject_state", "object_state")


def apply_judgements(claims: Sequence[Claim], judgements: Judgements) -> tuple[Claim, ...]:
    """The claims with the IRIs of merged things; each such claim's trace shows the chain of decisions."""
    return tuple(_judged(claim, judgements) for claim in claims) if judgements.rows else tuple(claims)


def _judged(claim: Claim, judgements: Judgements) -> Claim:
    changed: dict[str, Entity] = {}
    steps: list[str] = []
    for role in _ROLES:
        entity: Entity | None = getattr(claim, role)
        if entity is None:
            continue
        own = entity.iri.removeprefix(ID_BASE)
        kept = judgements.canonical(own)
        if kept != own:
            changed[role] = replace(entity, iri=ID_BASE + kept)
            steps += [f"judged: {row}" for row in judgements.chain(own, kept)]
    if not changed:
        return claim
    return replace(claim, **changed, trace=(*claim.trace, *dict.fromkeys(steps)))  # type: ignore[arg-type]
