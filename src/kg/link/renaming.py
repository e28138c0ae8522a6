"""Gives things in a claim another identity; the words stay, and the trace says why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from kg.core.model import ID_BASE, Claim, Entity

New = Callable[[str, str], tuple[str, Iterable[str]]]
"""A role and an id (what follows the base) in; the id that it is kept under and the steps that lead there, out."""


def renamed(claim: Claim, roles: Iterable[str], new: New) -> Claim:
    """The claim with the new ids of what fills these roles; the very same claim where none is new."""
    changed: dict[str, Entity] = {}
    steps: list[str] = []
    for role in roles:
        entity: Entity | None = getattr(claim, role)
        if entity is None:
            continue
        own = entity.iri.removeprefix(ID_BASE)
        kept, why = new(role, own)
        if kept != own:
            changed[role] = replace(entity, iri=ID_BASE + kept)
            steps += why
    if not changed:
        return claim
    return replace(claim, **changed, trace=(*claim.trace, *dict.fromkeys(steps)))  # type: ignore[arg-type]
