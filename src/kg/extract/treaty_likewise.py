"""Parties that join, or leave, a treaty as another has just done: 'A acceded in 1935, B had done so before, and C
followed', 'A quit it in 2002; B and C gave notice that they too were leaving'.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.core.annotated import Sentence, Token
from kg.core.model import Stance
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.matched import Match, evidence
from kg.extract.stance import Verdict
from kg.extract.treaty_records import TreatyBook
from kg.extract.when import nearest
from kg.link.resolve import STATE_KINDS, Ref
from kg.link.treaty_record import Treaty

_JOINS = word_set("extract.treaty_likewise.joins")
_LEAVES = word_set("shared.quits_body")
_TOO = word_set("shared.likewise")
_GONE = Verdict(Stance.NEGATED, "a party that leaves as another has done", None, True)


class Joined:
    """Notes who joins the book's treaties by doing what was told just before."""

    def __init__(self, book: TreatyBook, who: Callable[[Token], list[Ref]]) -> None:
        self.book, self.matcher, self._who = book, book.matcher, who
        self._last: tuple[Treaty, int, int, bool] | None = None
        """The treaty that somebody joined or left last, in which sentence, by which word, and whether he left it."""

    def note(self, match: Match, treaties: list[Treaty], parties: list[Ref], verdict: Verdict) -> None:
        """Remember the treaty that a step makes somebody join or leave."""
        left = match.frame.value == "Withdrawn"
        if left:
            self._last = None
        told = parties and verdict.stance is Stance.STATED and (left or match.trigger.lemma in _JOINS)
        if told and len(treaties) == 1:
            self._last = (treaties[0], self.book.number(match.sentence), match.trigger.start, left)

    def collect(self, sentence: Sentence) -> None:
        """Note those who 'had done so before', or 'followed suit', in this sentence or the one after."""
        if self._last is None or self.book.number(sentence) - self._last[1] > 1:
            return
        treaty, _, at, left = self._last
        for verb in sentence.tokens:
            if verb.start <= at or not (_likewise(verb) or (left and _leaves_too(verb))):
                continue
            states = [r for t in valency.logical_subjects(verb) for r in self._who(t) if r.entity.kind in STATE_KINDS]
            verdict = self.matcher.stances.read(verb, sentence)
            if not states or not (verdict.stance is Stance.STATED or (left and _given_notice(verb))):
                continue
            verdict = _GONE if left else verdict
            dates = self.matcher.when.dates(verb)
            ev = evidence(self.book.text, sentence, verb, *(r.token for r in states), *(t for t, _ in dates))
            when = nearest(dates, verb) if dates else None
            self.book.add_parties(self.book.record(treaty), states, ev, verdict, "party.likewise", when)


def _likewise(verb: Token) -> bool:
    """'Did so', 'did the same', 'followed', 'followed suit', but not 'did not'."""
    if verb.lemma not in ("do", "follow") or not grammar.is_verb(verb) or verb.by("neg"):
        return False
    things = {t.lemma for t in verb.by("dobj", "obj", "attr")}
    if verb.lemma == "follow":
        return things <= {"suit"}
    return any(t.low in ("so", "likewise") for t in verb.children) or bool(things & {"same", "so"})


def _leaves_too(verb: Token) -> bool:
    """'Gave notice that they too were leaving': what another has left just before."""
    bare = verb.lemma in _LEAVES and not verb.by("dobj", "prep", "prt", "neg", "ccomp", "xcomp")
    around = [verb, *valency.surface_subjects(verb)]
    return bare and any(c.low in _TOO for t in around for c in t.children)


def _given_notice(verb: Token) -> bool:
    """'Gave notice that they too were leaving': who says so does it."""
    above = verb.head if verb.dep in ("acl", "ccomp") else None
    return above is not None and (above.lemma == "notice" or any(o.lemma == "notice" for o in above.by("dobj")))
