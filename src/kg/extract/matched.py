"""What a frame found at a trigger: who, whom, when and where, in what stance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kg.core.annotated import Sentence, Token
from kg.core.model import Entity, Evidence, When
from kg.extract.frames import Frame
from kg.extract.stance import Verdict
from kg.link.resolve import Ref


@dataclass(slots=True)
class Match:
    """One frame found at one trigger, its roles filled."""

    frame: Frame
    trigger: Token
    sentence: Sentence
    s: list[Ref]
    o: list[Ref]
    s_tokens: list[Token]
    o_tokens: list[Token]
    places: list[Entity]
    dates: list[tuple[Token, When]]
    told: Verdict | Callable[[], Verdict]
    """The verdict, or how to come to it: few steps of treaties are of a treaty that the text speaks of."""
    extra: dict[str, object] = field(default_factory=dict)

    @property
    def verdict(self) -> Verdict:
        """In what stance it is told."""
        if not isinstance(self.told, Verdict):
            self.told = self.told()
        return self.told


def same(some: Sequence[Ref], others: Sequence[Ref]) -> bool:
    """Whether two rows name the same persons and things, in whatever order."""
    return {r.entity for r in some} == {r.entity for r in others}


def evidence(text: str, sentence: Sentence, trigger: Token, *tokens: Token) -> Evidence:
    """The shortest stretch of the sentence that holds the trigger and the given tokens, trimmed to whole words."""
    inside = [t for t in tokens if sentence.start <= t.start < sentence.end]
    start = min([trigger.start, *(t.start for t in inside)])
    end = max([trigger.end, *(t.end for t in inside)])
    while end > start and text[end - 1] in " \n":
        end -= 1
    return Evidence(start, end, text[start:end])
