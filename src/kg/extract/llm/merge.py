"""What both the frames and a language model read: the frames' word counts.

The rule: a claim of the model is left out where the frames have the same statement (subject, relation, object; either
way round where the relation is symmetric) anywhere in the document, in whatever stance or date: so a model cannot make
a denial of a fact. All else is added, as the model's.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.core.model import Claim
from kg.core.ontology import Ontology


def merged(frames: Sequence[Claim], model: Sequence[Claim], ontology: Ontology) -> tuple[Claim, ...]:
    """The claims of both by the rule, sorted by position."""
    said = {key for claim in frames for key in _keys(claim, ontology)}
    kept = [c for c in model if said.isdisjoint(_keys(c, ontology))]
    everything = [*frames, *kept]
    return tuple(sorted(everything, key=lambda c: (c.evidence.start, c.evidence.end, c.relation, c.subject.iri, c.id)))


def _keys(claim: Claim, ontology: Ontology) -> set[tuple[str, str, str]]:
    other = claim.object.iri if claim.object else ""
    keys = {(claim.subject.iri, claim.relation, other)}
    return keys | {(other, claim.relation, claim.subject.iri)} if ontology.symmetric(claim.relation) else keys
