"""What linking passes on: references to entities, and what was mentioned where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.core.annotated import Token
from kg.core.model import Entity
from kg.core.rdf_terms import slug as slug
from kg.core.words import word_set

if TYPE_CHECKING:
    from kg.link.treaty_record import Treaty

ARMIES = word_set("link.references.armies")
WARS = word_set("link.references.wars")
ALLIES = word_set("link.references.allies")
"""What one state is to another."""
JUDGES = word_set("link.references.judges")
"""Whoever judges, at the seat of a court of states also for another state than the one in which it sits."""
LANDS = word_set("link.references.lands")
"""What a state is called."""
SUBJECTS = ("nsubj", "nsubjpass", "agent")
STATE_KINDS = {"State", "HistoricalState"}
BLOC_KINDS = frozenset({"IntergovernmentalOrganization", "Grouping"})
"""Bodies whose members are states."""
BODY_KINDS = {"Ministry", "ArmedForce", "Legislature", "Government", "Court", "CoastGuard"}
BODIES_OF_STATES = BODY_KINDS - {"Court"}
"""Such as each state has: the courts that have a name of their own are those of many states."""
PLACE_KINDS = {
    "Sea",
    "Feature",
    "Island",
    "IslandGroup",
    "Reef",
    "Shoal",
    "Area",
    "Settlement",
    "Place",
    "Strait",
    "Territory",
}


@dataclass(frozen=True, slots=True)
class Ref:
    """An entity that a token stands for; ``words`` is how the text says it, ``state`` the state it acts for."""

    entity: Entity
    token: Token
    rule: str
    words: str = ""
    state: Entity | None = None
    treaty: Treaty | None = None

    @property
    def key(self) -> str:
        return self.entity.key


@dataclass(frozen=True, slots=True)
class Seen:
    """Something mentioned: where, and whether as a subject."""

    at: int
    sentence: int
    paragraph: int
    entity: Entity
    subject: bool
    role: str
