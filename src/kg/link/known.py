"""Gives the treaties and office holders of a document that the reference knows the reference's own identity.

Exact names only, and what stands beside them: of a treaty a name that the reference has, between parties that fit; of a
person a full name and an office that one of that name is known to have held. Another rendering of a title, a name that
is near, or a description stays a thing of its own, until a person judges the two the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.core.model import ID_BASE, Claim
from kg.core.rdf_terms import slug
from kg.link.renaming import renamed
from kg.reference import Reference
from kg.reference.told import key_of, told_treaties

_ROLES = ("subject", "object", "holder")


def link_known(claims: Sequence[Claim], reference: Reference) -> tuple[Claim, ...]:
    """The claims, with the IRIs of known treaties and persons in place of those made from the document's words."""
    known = {**_treaties(claims, reference), **_persons(claims, reference)}

    def new(role: str, own: str) -> tuple[str, list[str]]:
        kept, why = known.get(ID_BASE + own, (own, ""))
        return kept, [f"{role}: {kept} of the reference, by {why}"]

    return tuple(renamed(claim, _ROLES, new) for claim in claims) if known else tuple(claims)


def _treaties(claims: Sequence[Claim], reference: Reference) -> dict[str, tuple[str, str]]:
    known = {}
    for told in told_treaties(claims):
        match = told.match(reference)
        if match and match.variant is None:
            known[told.subject.iri] = f"treaty/{match.treaty.slug}", "its name and parties"
    return known


def _persons(claims: Sequence[Claim], reference: Reference) -> dict[str, tuple[str, str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        person = claim.subject
        if claim.relation != "holdsOffice" or not claim.object or not claim.of:
            continue
        if len(reference.names.person(person.name)) > 1:
            terms = reference.terms(claim.object.name, key_of(claim.of))
            found[person.iri] |= {t.person for t in terms if reference.names.same_person(person.name, t.names)}
    return {iri: (f"person/{slug(min(names))}", "name and office") for iri, names in found.items() if len(names) == 1}
