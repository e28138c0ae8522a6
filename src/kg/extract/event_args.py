"""An event's trigger with what was found for its roles, as the conditions on events see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.trigger_conditions import DESIGNATION
from kg.link.resolve import PLACE_KINDS, Ref

ORGANISATIONS = {
    "IntergovernmentalOrganization",
    "Grouping",
    "Organization",
    "NonGovernmentalOrganization",
    "PoliticalParty",
}


TRAINERS = word_set("extract.event_args.trainers")
"""Who is a soldier where he is said to be of a force."""
POSTS = word_set("extract.event_args.posts")
"""What stands on a road or a line for those who man it."""


@dataclass(frozen=True, slots=True)
class Args:
    """A trigger with the roles found for it."""

    trigger: Token
    s: list[Ref]
    o: list[Ref]
    s_tokens: list[Token]
    o_tokens: list[Token]
    mutual: bool = False
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The lists of ``graph/lexicon/events.yaml``."""
    moved: bool = False
    """Whether a pronoun stands for forces told of just before ('they went back')."""

    @property
    def objects(self) -> list[Token]:
        if not grammar.is_verb(self.trigger):
            return []
        found = grammar.expand(self.trigger.by("dobj", "obj", "attr", "oprd")) or valency.logical_objects(self.trigger)
        found = found or [t for c in self.trigger.by("ccomp") for t in c.by("nsubj")]
        found = [grammar.antecedent(t) for t in found]
        return [t for f in found for t in grammar.content(f)]

    def inside(self) -> list[Token]:
        """What stands in the phrases of the objects, without a relative clause that the trigger itself is in."""
        own = {t.i for t in self.trigger.subtree()}
        return [t for o in self.objects for t in o.subtree() if t.i not in own or t is o or o.i in own]

    def complements(self) -> list[Token]:
        return self.trigger.by("xcomp", "ccomp")


class RolesWantedError(Exception):
    """A condition asks for the roles of an event for which nobody has looked yet."""


class TriggerAlone(Args):
    """A trigger whose roles are not known yet: what a condition can tell of it needs none (``refused``)."""

    __slots__ = ()

    def __init__(self, trigger: Token, words: Mapping[str, frozenset[str]]) -> None:
        object.__setattr__(self, "trigger", trigger)
        object.__setattr__(self, "words", words)

    def _wanted(self) -> Any:
        raise RolesWantedError

    s = o = s_tokens = o_tokens = mutual = moved = property(_wanted)


class ActorsAlone(Args):
    """A trigger of which only who acts is known yet (``refused_of``)."""

    __slots__ = ()

    def __init__(
        self, trigger: Token, s: Sequence[Ref], s_tokens: Sequence[Token], words: Mapping[str, frozenset[str]]
    ) -> None:
        object.__setattr__(self, "trigger", trigger)
        object.__setattr__(self, "s", s)
        object.__setattr__(self, "s_tokens", s_tokens if len(s) == len(s_tokens) else [r.token for r in s])
        object.__setattr__(self, "words", words)

    def _wanted(self) -> Any:
        raise RolesWantedError

    o = o_tokens = mutual = moved = property(_wanted)


Condition = Callable[[Args], bool]


def refused(about: Condition, trigger: Token, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether a condition refuses a trigger whatever its roles may be, so that nobody need look for them."""
    return _no_by(about, TriggerAlone(trigger, words))


def refused_of(
    about: Condition, trigger: Token, s: Sequence[Ref], s_tokens: Sequence[Token], words: Mapping[str, frozenset[str]]
) -> bool:
    """Whether a condition refuses those who act whoever it may be upon, so that nobody need look for these."""
    return _no_by(about, ActorsAlone(trigger, s, s_tokens, words))


def _no_by(about: Condition, args: Args) -> bool:
    try:
        return not about(args)
    except RolesWantedError:
        return False


def is_treaty(a: Args, token: Token) -> bool:
    """Whether a treaty is meant, by its name or by a noun ('the pact')."""
    return token.lemma in a.words["treaties"] or (token.mention is not None and token.mention.kind == "Treaty")


TURNS = word_set("extract.event_args.turns")


def when_or_where(prep: Token) -> bool:
    """'Struck Lima for the first time', 'over the weekend', 'for its part': no blow with words."""
    return all(
        t.lemma in TURNS
        or (t.lemma == "part" and bool(t.by("poss")))
        or (t.mention is not None and t.mention.kind in PLACE_KINDS | {"Time"})
        for t in prep.by("pobj")
    )


def pair_finished(a: Args) -> bool:
    """What two have done, and are not only about to finish ('are finalising a deal')."""
    return pair(a) and not grammar.going_on(a.trigger)


def homes(a: Args) -> set[str]:
    """By what names whoever acts is told apart, each by that of his state."""
    return {(r.state or r.entity).key for r in a.s}


def pair(a: Args) -> bool:
    """Two who act together, or one with another."""
    return len(a.s) >= 2 or bool(a.o) or a.mutual


ENVOYS = word_set("extract.event_args.envoys")
"""Whom states post to each other, who are no forces."""
_TRADE = word_set("extract.event_args.trade")
"""What bears goods and travellers, whatever flag it has."""
_OF_TRADE = word_set("extract.event_args.of_trade")
"""What ships of trade are called by ('a bulk carrier'), as those of which a flag is told."""


def traders(a: Args) -> bool:
    """'Two Kuwaiti tankers entered the Gulf': ships and lorries of trade, which are no forces on the move."""
    return bool(a.s_tokens) and all(trades(t) for t in a.s_tokens)


def trades(token: Token) -> bool:
    """'A tanker', 'a bulk carrier', 'a Maltese-flagged ship'."""
    before = {c.low for c in token.children if c.i < token.i}
    return token.lemma in _TRADE or bool(before & _OF_TRADE) or any(w.endswith("-flagged") for w in before)


def forces(a: Args) -> bool:
    """What moves are forces, ships, arms: not a state by its bare name, a person, a government or a pronoun."""
    if a.moved or any(is_force(a, t) for t in a.s_tokens):
        return True
    told = zip(a.s, a.s_tokens, strict=False)
    body = any(
        t.tag == "PRP" and r.entity.kind in ("ArmedForce", "Organization") for r, t in told
    )  # 'it', of a militia
    return body or any(r.entity.kind == "Group" for r in a.s)


def is_force(a: Args, token: Token) -> bool:
    if token.mention is not None:
        return token.mention.kind in ("ArmedForce", "Organization", "Group")
    if token.lemma in ("one", "two") and any(c.low in ("the", "these", "those") for c in token.by("det")):
        return False  # 'the two nearly went to war'
    if token.lemma == "man" and token.tag == "NNS" and token.by("nummod") and token.by("poss"):
        return True  # 'its 2,000 men'
    if token.lemma in a.words["units"] | TRAINERS and any(
        t.low in a.words["forces"] or t.lemma in a.words["forces"] for t in grammar.after(token, "of", "from")
    ):
        return True  # 'a company from the 7th battalion'
    typed = DESIGNATION.fullmatch(token.text) is not None or any(
        c.i < token.i and f"{c.text}=" in {p[: len(c.text) + 1] for p in a.words["prefixes"]} for c in token.children
    )
    return typed or token.lemma in a.words["forces"] or token.low in a.words["forces"]
