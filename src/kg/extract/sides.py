"""For which side a reference stands: the state of a body or person, else itself; whether two stand for the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.core.annotated import Token
from kg.core.model import Entity
from kg.link.resolve import STATE_KINDS, Ref

NAMELESS, SHIP = "a group without a name", "a ship by its name"
BODY_ALONE = "a body by its noun alone"
"""The rule of a body of which the text does not tell whose it is."""
OF_NAVY = "a ship of that state's navy"
SECEDED = "a land that is recognised as a state"
"""The rule by which a land stands for those who rule it as a state."""
CHORUS = 2
"""How many may be answered by name; more are answered as a whole."""


def states(refs: Iterable[Ref]) -> set[Entity]:
    """The sides that references stand for: the state of each, else the body itself."""
    return {r.entity if r.entity.kind in STATE_KINDS or r.state is None else r.state for r in refs}


def themselves(refs: Iterable[Ref]) -> set[Entity]:
    """Those to whom references lead, and the states for which they act."""
    return {e for r in refs for e in (r.entity, r.state) if e is not None}


def same_side(ref: Ref, others: Sequence[Ref]) -> bool:
    """Whether it is one of the others, or a body or person of theirs that is not named itself."""
    for other in others:
        if ref.entity == other.entity or ref.entity.name == other.words:  # 'the Lima Guard rammed it': no guard itself
            return True
        if ref.entity == other.state and (
            not ref.rule.startswith("named") or ref.rule in ("named (adjective)", "named (people)")
        ):
            return True
        if ref.state is not None and ref.state == other.entity and ref.entity.kind != "Person":
            return True
    return False


def of_others(refs: Iterable[Ref], s: Sequence[Ref]) -> list[Ref]:
    """Those of them who are not of the side that acts."""
    return [r for r in refs if not same_side(r, s)]


def by_rule(refs: Iterable[Ref], rule: str) -> list[Ref]:
    """The same references, with the rule by which they are meant here."""
    return [replace(r, rule=rule) for r in refs]


def unsaid(entity: Entity, trigger: Token, rule: str) -> Ref:
    """A reference to a state that no word of the clause names: the trigger stands for it."""
    return Ref(entity, trigger, rule, entity.name, entity)
