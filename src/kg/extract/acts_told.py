"""The acts that a text has told so far, for what answers them: what was done, by whom, upon whom, in which sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from kg.core.annotated import Annotated, Sentence, Token
from kg.extract.speakers import Speakers
from kg.link.resolve import Ref, Resolver

ANSWERED = {"ACCUSE", "REQUEST", "REJECT", "THREATEN", "PROTEST", "SANCTION", "COERCE", "ASSAULT", "MOBILIZE"}
"""Acts that may be answered."""
SAID = {"ACCUSE", "REQUEST", "THREATEN", "PROTEST", "REJECT"}
"""Acts that are done by words."""
FRIENDLY = {"AID", "COOPERATE", "SUPPORT"}
BY_FORCES = {"ASSAULT", "COERCE", "MOBILIZE"}
AFFAIR = 3
"""How many sentences back an act may lie whose other side is still meant."""


@dataclass(frozen=True, slots=True)
class Past:
    """An event already read: what, by whom, upon whom, where."""

    value: str
    s: tuple[Ref, ...]
    o: tuple[Ref, ...]
    sentence: int
    paragraph: int
    at: int
    aside: bool = False
    """Whether a relative clause tells it."""
    done: bool = True
    """Whether it has been done, as far as the text tells: it is neither planned nor only possible."""


class ActsTold:
    """Remembers the events read so far in one document."""

    def __init__(
        self,
        annotated: Annotated,
        resolver: Resolver,
        words: Mapping[str, frozenset[str]],
        speakers: Speakers,
    ) -> None:
        self.annotated, self.resolver, self.words, self.speakers = annotated, resolver, words, speakers
        self._number = {id(s): n for n, s in enumerate(annotated.sentences)}
        self.past: list[Past] = []
        self.blamed: dict[str, tuple[Ref, ...]] = {}
        """Who is blamed for what, by the word for it ('condemned the *raid*')."""

    def number(self, sentence: Sentence) -> int:
        """Which sentence of the document it is."""
        return self._number[id(sentence)]

    def remember(
        self, value: str, s: Sequence[Ref], o: Sequence[Ref], sentence: Sentence, trigger: Token, *, done: bool = True
    ) -> None:
        """Keep an event, for what answers it; ``done``: it is no plan."""
        self.past.append(
            Past(
                value,
                tuple(s),
                tuple(o),
                self._number[id(sentence)],
                sentence.segment.paragraph,
                trigger.start,
                trigger.dep == "relcl",
                done,
            )
        )

    def near(self, sentence: Sentence, trigger: Token, back: int) -> list[Past]:
        """What was told before the trigger, so many sentences back, the last first."""
        number = self._number[id(sentence)]
        near = takewhile(lambda p: number - back <= p.sentence, reversed(self.past))
        return [p for p in near if p.at < trigger.start]

    def of_verb(self, verb: Token) -> Past | None:
        """The last act that a verb has told."""
        return next((p for p in reversed(self.past) if p.at == verb.start), None)

    def of_verb_upon_somebody(self, verb: Token) -> Past | None:
        """The last act upon somebody that a verb has told."""
        return next((p for p in reversed(self.past) if p.at == verb.start and p.o), None)

    def just_before(self, sentence: Sentence) -> tuple[Ref, ...]:
        """Who acted last in the sentence before, of the same paragraph."""
        number = self._number[id(sentence)]
        same = [p for p in self.past if p.sentence == number - 1 and p.paragraph == sentence.segment.paragraph and p.s]
        return same[-1].s if same and len(same[-1].s) == 1 else ()

    def here_and_before(self, sentence: Sentence) -> tuple[Sentence, ...]:
        """A sentence, and the one before it."""
        number = self._number[id(sentence)]
        return (sentence, self.annotated.sentences[number - 1]) if number else (sentence,)
