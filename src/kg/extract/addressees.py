"""Whom an act is directed at where its clause does not say so, by what the text has said before.

The rules, each with its name in the trace of a claim, are in modules by what leads to somebody:

``answers``       whom an act answers: who has just acted upon the actor, whose words, charge or offer it takes up
``counterparts``  the other side of an affair between two, the other one of the two that the text is about
``done_alike``    upon whom an act is like which one has just been told
``partners``      to whom a promise is made, whom the actor has just met
``nearby``        the only other state named around
``third_party``   the parties, sides, organisation or state of which a third speaks
``afloat``        whose the boats, fishermen and posts are that no word names
``whose_deed``    whose deed or decision it is that is judged
``pronouns``      whom a pronoun means that cannot mean the one who acts
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from kg.core.annotated import Sentence, Token
from kg.extract import (
    afloat,
    answers,
    counterparts,
    done_alike,
    nearby,
    partners,
    pronouns,
    third_party,
    whose_deed,
)
from kg.extract.acts_told import ActsTold, Past
from kg.extract.grammar import last_before
from kg.link.resolve import Ref

Way = Callable[[ActsTold, str, Sequence[Ref], Sentence, Token], list[Ref]]
"""Finds whom an act of a kind, of these actors, in a sentence, by a trigger, is directed at."""

WAYS: Mapping[str, Way] = {
    "again": done_alike.again,
    "asked": answers.asked,
    "at_verb": done_alike.at_verb,
    "both": third_party.both,
    "club": third_party.club,
    "deal": third_party.deal,
    "entered": done_alike.entered,
    "followed": done_alike.followed,
    "guest": partners.guest,
    "imposed": done_alike.imposed,
    "met": partners.met,
    "offered": answers.offered,
    "same": done_alike.same,
    "theirs": afloat.theirs,
    "topic": third_party.topic,
}
"""The ways that a frame may name in its ``targets``."""


class Addressees(ActsTold):
    """Finds whom acts of one document are directed at; it remembers the events read so far."""

    def third(self, way: str, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
        """Those of whom a third party speaks, and those of an act that goes on: by the way that a frame names."""
        find = WAYS.get(way)
        return find(self, value, s, sentence, trigger) if find is not None else []

    # -- answers

    def reply(self, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
        """'A accused B. B *rejected* the charge': whom the act answers."""
        return answers.reply(self, value, s, sentence, trigger)

    def answering(self, o: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
        """Who acts upon one who has just acted upon him."""
        return answers.answering(self, o, sentence, trigger)

    def accused(self, s: Sequence[Ref], s_tokens: Sequence[Token], sentence: Sentence, trigger: Token) -> list[Ref]:
        """'A accuses B. *He* denies it': B, who is accused."""
        return answers.accused(self, s, s_tokens, sentence, trigger)

    def poster(self, sentence: Sentence) -> Ref | None:
        """Who posts what a sentence quotes, by the words before its colon."""
        if last_before(self.annotated.document.text, sentence.start) != ":":
            return None
        return self.speakers.poster(sentence.spoken)

    # -- the two of an affair

    def counterpart(self, one: Sequence[Ref], trigger: Token) -> list[Ref]:
        """The other one of the two states that the document is about, or that are named together most."""
        return counterparts.counterpart(self, one, trigger)

    def succeeded(self, one: Sequence[Ref], trigger: Token) -> list[Ref]:
        """'*Soviet troops* seized the islands', in a text about Japan and Russia: Japan."""
        return counterparts.succeeded(self, one, trigger)

    def opponent(
        self, value: str, one: Sequence[Ref], sentence: Sentence, trigger: Token, *, sure: bool = False
    ) -> list[Ref]:
        """The other side of the affair; ``sure``: of two that the document names more than once."""
        return counterparts.opponent(self, value, one, sentence, trigger, sure=sure)

    def partner(self, one: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
        """'Met B and *promised* to leave': to whom a promise is made."""
        return partners.partner(self, one, sentence, trigger)

    def sides(self, token: Token, sentence: Sentence) -> list[Ref]:
        """'*Both sides*' of an affair in which one is no state."""
        return third_party.two_sides(self, token, sentence)

    # -- the like of what has been done

    def done_too(self, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token, back: int = 3) -> list[Ref]:
        """'Chile *also* called its envoy home': upon whom another has just done so."""
        return done_alike.done_too(self, value, s, sentence, trigger, back)

    def beside(self, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
        """'Spain condemned Israel; Ireland *summoned* the ambassador': upon whom the act before is."""
        return done_alike.beside(self, value, s, sentence, trigger)

    def parallel(self, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
        """'Oslo sanctioned Minsk, Riga *suspended* its aid': to whom another does the like in the same sentence."""
        return done_alike.parallel(self, value, s, sentence, trigger)

    def like(self, value: str, sentence: Sentence, trigger: Token) -> Past | None:
        """The last act of a kind in this paragraph, of those not far back, upon somebody."""
        return done_alike.like(self, value, sentence, trigger)

    def moved(self, s: Sequence[Ref], s_tokens: Sequence[Token], sentence: Sentence, trigger: Token) -> bool:
        """'Chad sent ships, *they* went home': whether a pronoun stands for forces that have just moved or fought."""
        return done_alike.moved(self, s, s_tokens, sentence, trigger)

    # -- who is named around

    def near_state(self, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
        """The only other state that this sentence, up to here, and the one before name."""
        return nearby.near_state(self, s, sentence, trigger)

    def near_paragraph(self, s: Sequence[Ref], trigger: Token) -> list[Ref]:
        """The only other state that the paragraph names up to a trigger."""
        return nearby.near_paragraph(self, s, trigger)

    def another(self, pronoun: Token, s: Sequence[Ref], *, anybody: bool = False) -> list[Ref]:
        """'Mali, which Chad praised, trains *its* police': whom a pronoun means that cannot mean the one who acts."""
        return pronouns.another(self, pronoun, s, anybody=anybody)

    def same_object(self, pronoun: Token, s: Sequence[Ref]) -> list[Ref]:
        """'Reminded B of its duties and urged *it* to leave': B."""
        return pronouns.same_object(self, pronoun, s)

    # -- whose deed is judged

    def blame(self, trigger: Token, o: Sequence[Ref]) -> None:
        """Keep who is blamed for what ('condemned the raid'), for whoever else judges it."""
        whose_deed.blame(self, trigger, o)

    def blamed_before(self, noun: Token, s: Sequence[Ref]) -> list[Ref]:
        """Who has been blamed for it before, by somebody else."""
        return whose_deed.blamed_before(self, noun, s)

    def judged(self, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
        """'A left. B *called* it a betrayal': whose act a verdict is on."""
        return whose_deed.judged(self, s, sentence, trigger)

    def decided(self, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
        """'Chad dropped its veto. Togo *welcomed* the move': whose decision it is."""
        return whose_deed.decided(self, s, sentence, trigger)

    def deed(self, kinds: Collection[str], s: Sequence[Ref], trigger: Token) -> tuple[list[Ref], int]:
        """Whose deed '*the raid*' is, and where it is told: of the last one of such kinds."""
        return whose_deed.deed(self, kinds, s, trigger)

    def done(self, verb: Token, noun: Token, s: Sequence[Ref]) -> list[Ref]:
        """Who has done by a verb of this sentence what was done to the one whom a noun names."""
        return whose_deed.done(self, verb, noun, s)

    def did(self, verb: Token, s: Sequence[Ref]) -> list[Ref]:
        """Who has acted by a verb of this sentence."""
        return whose_deed.did(self, verb, s)
