"""When steps of treaties were taken, or are to be: the times of their clauses, read as what is said of them asks."""

from __future__ import annotations

from collections.abc import Sequence

from kg.core.annotated import Token
from kg.core.errors import DataError
from kg.core.model import Stance, When
from kg.core.time import begins_after, bounds
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.acts import Act
from kg.extract.matched import Match
from kg.extract.own_times import each_with_time
from kg.extract.stance import Verdict
from kg.extract.treaty_meant import DATED
from kg.extract.when import WhenWhere, nearest
from kg.link.resolve import Ref

DECLARED = Verdict(Stance.STATED, "declared so by who may do it")
AHEAD = Verdict(Stance.PREDICTED, "the noun of an act that lies ahead", None, False, True)
PUT_OFF = Verdict(Stance.PREDICTED, "put off to a time", None, False, True)
MISSED = Verdict(Stance.NEGATED, "it was to have been", None, True)
_OPEN = Verdict(Stance.PREDICTED, "it was to be, at a time to come", None, False, True)
_NEARER = 2
"""So many times as near must the time ahead be as the time past, where a text may mean either."""
_DONE_BY = word_set("extract.treaty_step_dates.done_by")
"""Verbs whose infinitive is done, or not done, when they are."""


class StepDates:
    """Reads the dates of steps in one document."""

    def __init__(self, when: WhenWhere, published: str | None) -> None:
        self.when, self.published = when, published

    def of(self, match: Match, verdict: Verdict, refs: list[Ref]) -> list[tuple[Token, When]]:
        """When a step was taken; of what was not, only what its own clause says."""
        trigger = match.trigger
        dates = [d for d in self.when.dates(trigger) if not _ruled_out(d[0], match.sentence.tokens)]
        if match.frame.value == "InForce" and any(t.low == "still" for t in _adverbs(trigger)):
            dates = [
                d for d in dates if d[0].head is not None and d[0].head.lemma == "since"
            ]  # 'pact of 2022: still in force'
        if match.frame.extra.get("about") == "expected" and trigger.tag in ("NN", "NNP"):
            own = {t.i for c in trigger.children if c.i > trigger.i for t in c.subtree()}
            dates = [d for d in dates if d[0].i in own] or self._behind(trigger, own) or dates
        if not dates and trigger.dep == "acomp" and trigger.head is not None and grammar.is_verb(trigger.head):
            dates = self.when.dates(trigger.head)  # 'became operational on May 1'
        ahead = match.frame.stance == "predicted" or verdict.rule in (AHEAD.rule, PUT_OFF.rule)
        if ahead:  # 'Signature expected in June': of next June
            later = [(t, self.when.resolve_token(t, "future")) for t, _ in dates]
            return [(t, w) for t, w in later if w is not None]
        if verdict is MISSED:
            dates = [(t, self._meant(t) or w) for t, w in dates]
        if trigger.dep in ("xcomp", "ccomp") and trigger.head is not None and trigger.head.lemma in _DONE_BY:
            dates = self._at_once(trigger, dates or self.when.dates(trigger.head))
        if verdict.stance in (Stance.PREDICTED, Stance.CONDITIONAL) and trigger.dep in ("xcomp", "acl"):
            dates = self._of_its_own(trigger, dates)
        if match.frame.extra.get("about") in ("extended", "until") and match.frame.value == "InForce":
            dates = [d for d in dates if not self._ahead(d[1])]  # 'extended to 2040', 'valid until 2040': in force now
        if match.frame.value == "PendingApproval":  # 'will be laid before parliament in June': it is pending now
            dates = [d for d in dates if not self._ahead(d[1])]
        if not dates and match.frame.id in ("approve.law", "ratify.law"):
            inner = [v for o in valency.logical_objects(trigger) for v in o.by("acl")]
            return [d for v in inner for d in self._at_once(v, self.when.dates(v))]
        if verdict is DECLARED and not dates and trigger.head is not None:
            said = trigger.head.head if trigger.dep == "acomp" and trigger.head.head is not None else trigger.head
            return self.when.dates(said)
        if not dates and match.frame.id == "sign.bear" and trigger.dep == "acl" and trigger.head is not None:
            above = trigger.head.head if trigger.head.dep == "nsubj" else None
            if above is not None and above.lemma in ("come", "emerge", "follow"):
                return self.when.dates(above)  # 'a treaty bearing their signatures followed in May'
        inside = {t.i for t in trigger.subtree()}
        if match.frame.value == "Party" and not grammar.is_verb(trigger):
            return [d for d in dates if d[0].i in inside or (d[0].head is not None and d[0].head.lemma == "since")]
        if verdict.stance is Stance.NEGATED and trigger.dep == "conj":
            return [d for d in dates if d[0].i in inside]
        if not dates and match.frame.value in DATED and verdict.stance is Stance.STATED and not verdict.future:
            told = self.when.story.date(Act(trigger, match.sentence, refs=refs))
            return [(trigger, told)] if told is not None else []
        return dates

    def _meant(self, time: Token) -> When | None:
        """'Was to have been signed in November': of last November, or, told in October, of the one that follows."""
        past, future = self.when.resolve_token(time, "past"), self.when.resolve_token(time, "future")
        yearless = time.mention is not None and getattr(time.mention.time, "rule", "") in ("day-month", "month")
        if past is None or future is None or not yearless or self.published is None:
            return past
        now, gone, ahead = bounds(self.published)[0], bounds(past.edtf)[1], bounds(future.edtf)[0]
        if now is None or gone is None or ahead is None:
            return past
        return future if (ahead - now) * _NEARER < now - gone else past

    def open_yet(self, verdict: Verdict, dates: Sequence[tuple[Token, When]]) -> Verdict:
        """'Was to have been signed in November', told in October: nobody knows yet that it was not."""
        ahead = bool(dates) and all(self._ahead(when) for _, when in dates)
        return _OPEN if verdict is MISSED and ahead else verdict

    def each_its_own(self, match: Match, parties: list[Ref]) -> list[tuple[Ref, tuple[Token, When]]]:
        """'In 2018 and 2019 respectively', 'A since 2018 and B since 2019': each party with its own date."""
        return self._respectively(match, parties) or each_with_time(match.sentence, parties, self.when)

    def _respectively(self, match: Match, parties: list[Ref]) -> list[tuple[Ref, tuple[Token, When]]]:
        """'A and B ratified it in 2018 and 2019 respectively': each party with the date that stands in its place."""
        row = match.sentence.tokens
        if len(parties) < 2 or not any(t.low == "respectively" for t in row):
            return []
        times = [t for t in row if self.when.is_time(t) and t.i > match.trigger.i]
        read = [(t, w) for t in times if (w := self.when.resolve_token(t, "past")) is not None]
        held = sorted(parties, key=lambda r: r.token.start)
        return list(zip(held, read, strict=True)) if len(read) == len(held) else []

    def _behind(self, noun: Token, inside: set[int]) -> list[tuple[Token, When]]:
        """'Signature due in June': the time of what a noun is said to be."""
        times = [t for t in noun.subtree() if t.i in inside and self.when.is_time(t)]
        return [(t, w) for t in times if (w := self.when.resolve_token(t, "future")) is not None]

    def _of_its_own(self, verb: Token, dates: list[tuple[Token, When]]) -> list[tuple[Token, When]]:
        """'Threatened on Monday to leave it', 'voted to leave it on Monday': not when it will; but 'was to be signed in
        2011', 'plans to leave it in June'.
        """
        inside = {t.i for t in verb.subtree()}
        own = verb.head is not None and verb.head.lemma not in _DONE_BY
        return [d for d in dates if self._ahead(d[1]) or (own and d[0].i in inside)]

    def _at_once(self, verb: Token, dates: list[tuple[Token, When]]) -> list[tuple[Token, When]]:
        """'Refused to sign it on Monday', 'voted to approve it on Monday', 'let it lapse in March': times in the past
        where the verb above, or the one beside, is.
        """
        above = verb.head if verb.head is not None and grammar.is_verb(verb.head) else None
        if above is not None and grammar.tense(above) != "past":
            return dates
        told = [(t, self.when.resolve_token(t, "past") or w) for t, w in dates]
        return [(t, w) for t, w in told if not self._ahead(w)]

    def _ahead(self, when: When) -> bool:
        """Whether a time lies behind the publication."""
        try:
            return begins_after(when.edtf, self.published)
        except DataError:
            return False


def aligned(dates: list[tuple[Token, When]], n: int, count: int, trigger: Token) -> When | None:
    """The date of the step of one of several treaties: the one in its place, where each has its own, else the nearest
    ('signed pacts with A and B in May and June').
    """
    if len(dates) == count and count > 1:
        return dates[n][1]
    return nearest(dates, trigger) if dates else None


def _ruled_out(time: Token, row: Sequence[Token]) -> bool:
    """'Will be signed, not today'."""
    before = [t for t in row if t.i < time.i][-2:]
    return any(t.low == "not" for t in before[-1:]) or [t.low for t in before] == ["not", "on"]


def _adverbs(word: Token) -> list[Token]:
    """The adverbs of a word, and of what it hangs on as 'in force' does."""
    up = [word, *[a for a in list(word.ancestors())[:2] if a.dep == "ROOT" or a.lemma in ("be", "in", "remain")]]
    return [c for t in up for c in t.by("advmod")]
