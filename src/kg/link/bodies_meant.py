"""Which body a noun means: 'the bloc', 'the alliance', "the court's president"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.core.model import Entity
from kg.core.words import word_set
from kg.link.references import Seen

if TYPE_CHECKING:
    from kg.core.annotated import Token
    from kg.link.discourse import Discourse
    from kg.link.entities import Lexicon
    from kg.link.resolve import Resolver

KINDS = frozenset(
    {"IntergovernmentalOrganization", "Grouping", "Organization", "Group", "PoliticalParty", "Court"}
    | {"NonGovernmentalOrganization"}
)
_MOVEMENTS = ("ArmedForce", "Group", "Organization", "PoliticalParty")
NOUNS = word_set("link.bodies_meant.nouns")
"""Nouns by which a body is told of again: 'the council', "the bloc's secretary-general"."""
_OF_STATES = ("IntergovernmentalOrganization", "Grouping")
CLUBS = word_set("link.bodies_meant.clubs")
_STATES_ONLY = CLUBS | word_set("link.bodies_meant.states_only")
_WORLDWIDE = ("International ", "UN ", "United Nations", "World ")
_FIGHTERS = word_set("link.bodies_meant.fighters")


def fitting(noun: str, before: Sequence[Seen], everywhere: Sequence[Seen], lexicon: Lexicon) -> list[Seen]:
    """Of the bodies named before, in the order of the text, those that a noun may mean."""
    noun = noun.lower()
    found = list(before)
    if noun in _STATES_ONLY:
        found = [s for s in found if s.entity.kind in _OF_STATES]
    if noun == "body":  # no rebels, no party
        found = [s for s in found if s.entity.kind not in ("Organization", "Group", "PoliticalParty")]
    if noun in CLUBS or noun == "group":  # the whole world is no bloc
        found = [s for s in found if not s.entity.name.startswith(_WORLDWIDE)]
        found = [s for s in found if not s.entity.name.endswith(" Commission")]
    if noun == "alliance":
        found = [s for s in (found or everywhere) if lexicon.alliances & _names(s.entity)]
    if noun in (
        "bloc",
        "union",
        "community",
        "group",
        "grouping",
    ):  # an alliance in arms only where there is nothing else
        found = [s for s in found if not lexicon.armed_alliances & _names(s.entity)] or found
    if noun in _FIGHTERS:
        found = [s for s in found if s.entity.kind not in (*_OF_STATES, "Court")]
    if noun == "group":  # rather 'the group' that has arms than a bloc
        armed = [s for s in found if s.entity.kind not in ("IntergovernmentalOrganization", "Court")]
        armed = [s for s in armed if s.entity.kind != "PoliticalParty"] or armed  # nor is a ruling party 'the group'
        found = armed or [s for s in found if s.entity.kind != "Court"]
    if noun in ("court", "tribunal"):
        found = [s for s in found if s.entity.kind == "Court"]
    return called(noun, found) or found


def called(noun: str, found: Sequence[Seen]) -> list[Seen]:
    """Those whose name has the noun in it."""
    return [s for s in found if noun in s.entity.name.lower().split()]


def _names(entity: Entity) -> set[str]:
    return {entity.name, *entity.aliases}


def body_called(discourse: Discourse, noun: str, at: int) -> Entity | None:
    """ "The bloc's secretary-general": the body last named before an offset that the noun may mean."""
    before = [s for s in discourse.seen if s.at < at and s.entity.kind in KINDS]
    found = fitting(noun, before, discourse.seen, discourse.lexicon)
    return found[-1].entity if found else None


def of_rebels(resolver: Resolver, rebels: Token) -> list[Entity]:
    """'M23 rebels', 'the guerrillas of the FARC': the movement or army of no state that the noun names."""
    of = [o for p in rebels.by("prep") if p.lemma in ("of", "from") for o in p.by("pobj")]
    named = [t.mention for t in (*rebels.by("compound", "nmod", "amod"), *of) if t.mention is not None]
    bodies = (resolver.actor_entity(m) for m in named if m.kind in _MOVEMENTS)
    return [e for e in bodies if e is not None and e.kind in _MOVEMENTS][:1]
