"""What the search for the roles of an event starts from, whom it asks, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.core.annotated import Annotated, Sentence, Token
from kg.extract.absent import Absent
from kg.extract.addressees import Addressees
from kg.extract.attribution import AttributionReader
from kg.extract.first_person import FirstPerson
from kg.extract.frames import Frame
from kg.extract.organs import Organs
from kg.extract.referents import Referents
from kg.extract.told_targets import ToldTargets
from kg.extract.unlisted import Unlisted
from kg.link.resolve import Ref, Resolver


@dataclass(slots=True)
class Roles:
    """The roles of one event: actors, those acted on, the tokens that said so; ``mutual``: each upon the other;
    ``nobody``: what was sought, where nobody is found upon whom it is; ``lacking``: and the frame needs somebody.
    """

    s: list[Ref]
    o: list[Ref]
    s_tokens: list[Token]
    o_tokens: list[Token]
    mutual: bool = False
    nobody: Sought | None = None
    lacking: bool = False

    def __post_init__(self) -> None:
        """A token for each who acts or is acted on: where some have been left out since, where each is named."""
        if len(self.s) != len(self.s_tokens):
            self.s_tokens = [r.token for r in self.s]
        if len(self.o) != len(self.o_tokens):
            self.o_tokens = [r.token for r in self.o]


@dataclass(slots=True)
class Sought:
    """A frame at a trigger whose roles are sought, and who acts, as soon as that is known."""

    frame: Frame
    trigger: Token
    sentence: Sentence
    s: Sequence[Ref] = ()
    s_tokens: Sequence[Token] = ()
    value: str = field(init=False)
    """The type of the event: 'ACCUSE'."""
    actor_ways: Sequence[str] = field(init=False)
    """The ways to find actors that the frame asks for by name."""
    target_ways: Sequence[str] = field(init=False)
    """The ways to find those acted on that the frame asks for by name."""

    def __post_init__(self) -> None:
        self.value = self.frame.value
        self.actor_ways, self.target_ways = self.frame.extra.get("actors", ()), self.frame.extra.get("targets", ())


@dataclass(slots=True)
class Found:
    """Who fills one role, and the tokens that said so; ``mutual``: each of those who act does it to the others."""

    refs: list[Ref]
    tokens: list[Token]
    mutual: bool = False


NOBODY = Found([], [])
"""The answer of a way after which no other is asked: whoever is meant, nobody can know him."""


def found_at(refs: list[Ref], token: Token) -> Found | None:
    """Those whom one token told of, where it told of anybody."""
    return Found(refs, [token] * len(refs)) if refs else None


def found_each(found: tuple[list[Ref], list[Token]]) -> Found | None:
    """Those whom a token each told of, where there are any."""
    return Found(*found) if found[0] else None


class Readers:
    """Those who tell, for one document, who its words mean and what it has told before."""

    def __init__(
        self,
        annotated: Annotated,
        resolver: Resolver,
        words: Mapping[str, frozenset[str]],
        attribution: AttributionReader,
        deeds: Callable[[Token], frozenset[str]],
    ) -> None:
        self.annotated, self.resolver, self.words = annotated, resolver, words
        self.text = annotated.document.text
        self.addressees = Addressees(annotated, resolver, words, attribution.speakers)
        self.absent = Absent(self.addressees)
        self.unlisted = Unlisted(annotated.document, resolver, words)
        self.first_person = FirstPerson(attribution)
        self.referents = Referents(annotated, resolver, words, self.addressees, self.unlisted, self.first_person)
        self.organs = Organs(annotated, resolver, words, self.referents)
        self.told = ToldTargets(annotated, words, self.addressees, self.referents, deeds)
