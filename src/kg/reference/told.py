"""What a document tells of one treaty: gathered from its claims, to find the treaty in the reference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.core.model import ID_BASE, Claim, Entity
from kg.reference.knowledge import Reference, TreatyMatch


def key_of(entity: Entity) -> str:
    """The code of a state, the slug of anything else: what the reference calls it."""
    return entity.code or entity.iri.removeprefix(ID_BASE).rpartition("/")[2]


@dataclass(slots=True)
class ToldTreaty:
    """The claims of one document that are about one treaty."""

    claims: list[Claim] = field(default_factory=list)

    @property
    def subject(self) -> Entity:
        return self.claims[0].subject

    def of(self, relation: str) -> list[Claim]:
        """What is said by or reported in the document, without plans, conditions and denials."""
        return [c for c in self.claims if c.relation == relation and c.stance.told]

    def status(self, status: str) -> list[Claim]:
        return [c for c in self.of("status") if c.object and c.object.name == status]

    @property
    def parties(self) -> set[str]:
        return {key_of(c.object) for c in self.of("hasParty") if c.object}

    @property
    def names(self) -> list[str]:
        """What the document calls the treaty, without what linking added: 'Japan's agreement', 'agreement with'."""
        found = [n for n in (self.subject.name, *self.subject.aliases) if "'s " not in n]
        return [n for n in found if " with " not in n and not n.startswith("agreement between")]

    def match(self, reference: Reference) -> TreatyMatch | None:
        """The treaty of the reference that is meant, None where none or several fit."""
        types = [c.object.name for c in self.of("treatyType") if c.object]
        signed = [c.date.edtf for c in self.status("Signed") if c.date]
        if not self.names:
            return None
        return reference.treaty(
            self.names, self.parties, types[0] if types else None, signed[0] if signed else None
        )  # fmt: skip


def told_treaties(claims: Iterable[Claim]) -> Iterator[ToldTreaty]:
    """One for each treaty that the claims of a document are about, in the order of the first claims."""
    found: dict[str, ToldTreaty] = defaultdict(ToldTreaty)
    for claim in claims:
        if claim.subject.kind == "Treaty":
            found[claim.subject.iri].claims.append(claim)
    yield from found.values()
