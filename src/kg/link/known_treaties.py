"""Gives the treaties of a document that the reference knows the reference's own identity.

Only a name that the reference has, of a treaty between parties that fit, is enough: another rendering of a title, or a
description, stays a treaty of its own, until a person judges the two the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.core.model import ID_BASE, Claim, Entity
from kg.reference import Reference
from kg.reference.told import told_treaties


def link_treaties(claims: Sequence[Claim], reference: Reference) -> tuple[Claim, ...]:
    """The claims, with the IRIs of known treaties in place of those made from the document's words."""
    known: dict[str, str] = {}
    for told in told_treaties(claims):
        match = told.match(reference)
        if match and match.variant is None:
            known[told.subject.iri] = match.treaty.slug
    if not known:
        return tuple(claims)
    return tuple(_linked(claim, known) for claim in claims)


def _linked(claim: Claim, known: Mapping[str, str]) -> Claim:
    subject, object_ = _renamed(claim.subject, known), _renamed(claim.object, known)
    if subject is claim.subject and object_ is claim.object:
        return claim
    assert subject is not None
    step = f"treaty: {subject.iri.removeprefix(ID_BASE)} of the reference, by its name and parties"
    return replace(claim, subject=subject, object=object_, trace=(*claim.trace, step))


def _renamed(entity: Entity | None, known: Mapping[str, str]) -> Entity | None:
    if entity is None or entity.iri not in known:
        return entity
    return replace(entity, iri=f"{ID_BASE}treaty/{known[entity.iri]}")
