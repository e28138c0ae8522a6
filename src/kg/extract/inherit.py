"""Dates that an act takes over from another clause, where its own tells none. Each rule has a name.

A wrong date is worse than none: each rule needs a sign in the grammar or in the kind of text, not nearness alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from kg.core.annotated import Annotated, Sentence, Token
from kg.core.model import When
from kg.core.time import precision
from kg.extract.grammar import PASSIVE_SUBJECT, SUBJECT, clause_head, is_verb
from kg.link.resolve import Ref, Resolver

_MEANS = {"by", "in", "through", "with", "while"}
_RELEASE = re.compile(
    r"\b(?:press|news|media) (?:release|statement)|\bgovernment (?:press )?release|\bcommuniqu[eé]\b|\bministry of\b|"
    r"\b(?:department|office|embassy|government|presidency|secretariat) of\b|\bministry\b|\breadout\b",
    re.IGNORECASE,
)
_FRAMES = {"during", "course", "margin", "sideline", "occasion", "conclusion", "start", "end"}
_TODAY = re.compile(r"\b(?:today|yesterday|this (?:morning|afternoon|evening))\b", re.IGNORECASE)


class Clauses(Protocol):
    """The dates that clauses tell themselves."""

    def dates(self, trigger: Token) -> list[tuple[Token, When]]: ...

    def is_time(self, token: Token) -> bool: ...

    def resolve_token(self, token: Token, how: str | None = None) -> When | None: ...


Found = list[tuple[Token, When]]


class ClauseDates:
    """What a clause takes over from the sentence that it stands in."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.rules: tuple[tuple[str, Callable[[Token], Found]], ...] = (
            ("by-means", self._means),
            ("whereupon", self._whereupon),
            ("time-when", self._time_when),
            ("opening-clause", self._opening),
        )

    def dates(self, verb: Token) -> Found:
        """The dates that a verb takes over, by the first rule that gives one; the rule's name is part of the date's."""
        for name, rule in self.rules:
            found = rule(verb)
            if found:
                return [(t, replace(w, rule=f"{name} ({w.rule})")) for t, w in found]
        return []

    def _means(self, verb: Token) -> Found:
        """'Answered the next day by shutting its airspace': what it is done by happens when it is done."""
        prep = verb.head
        if verb.dep != "pcomp" or verb.tag != "VBG" or prep is None or prep.lemma not in _MEANS:
            return []
        above = prep.head
        return self.clauses.dates(above) if above is not None and is_verb(above) else []

    def _whereupon(self, verb: Token) -> Found:
        """'In October the bloc called on X to yield, whereupon X summoned its envoy.'"""
        if not any(c.lemma.lower() == "whereupon" for c in verb.children):
            return []
        above = next((a for a in verb.ancestors() if is_verb(a) and a.tag in ("VBD", "VBZ", "VBP")), None)
        return self.clauses.dates(above) if above is not None else []

    def _time_when(self, verb: Token) -> Found:
        """'Since February, when Ghana sent rescuers': the clause tells what happened at the time before it."""
        mark = next((c for c in verb.children if c.lemma.lower() == "when" and c.i < verb.i), None)
        if mark is None:
            return []
        top = verb
        while top.head is not None:
            top = top.head
        before = [t for t in top.subtree() if t.i in (mark.i - 1, mark.i - 2)]
        near = [t for t in before if t.text != ","][-1:]
        if not near or not self.clauses.is_time(near[0]) or (mark.i - near[0].i == 2 and before[-1].text != ","):
            return []
        when = self.clauses.resolve_token(near[0], "past")
        return [(near[0], when)] if when is not None else []

    def _opening(self, verb: Token) -> Found:
        """'Voters having backed it in a vote in May 2023, Peru sent troops': the month of what opens the sentence."""
        main = verb
        while main.dep == "conj" and main.head is not None and is_verb(main.head):
            main = main.head
        subjects = main.by(*SUBJECT, *PASSIVE_SUBJECT)
        if main.dep != "ROOT" or not subjects or main.tag not in ("VBD", "VBN"):
            return []
        openers = [c for c in main.by("advcl", "npadvmod", "ccomp") if c.i < subjects[0].i]
        for opener in openers:
            inner = list(opener.subtree())
            having = any(t.text.lower() == "having" for t in inner)
            times = [t for t in inner if self.clauses.is_time(t)]
            when = self.clauses.resolve_token(times[0], "past") if having and len(times) == 1 else None
            if when is not None and precision(when.edtf) in ("month", "year"):
                return [(times[0], when)]
        return []


class StoryDates:
    """What an act takes over from other sentences, or from the kind of text that it stands in."""

    def __init__(self, annotated: Annotated, resolver: Resolver, clauses: Clauses) -> None:
        self.annotated, self.resolver, self.clauses = annotated, resolver, clauses
        self.release = bool(_RELEASE.search(annotated.document.publisher or ""))

    def date(
        self, trigger: Token, sentence: Sentence, refs: Sequence[Ref], tokens: Sequence[Token], future: bool
    ) -> When | None:
        """The date of an act without one of its own; ``refs`` and ``tokens`` are who does it and where that is said."""
        if future:
            return None
        return (
            self._spoken(trigger, tokens)
            or self._same_subject(trigger, sentence, refs, tokens)
            or self._released(trigger)
        )

    def _spoken(self, trigger: Token, tokens: Sequence[Token]) -> When | None:
        """'On Friday Roe said that Peru stood with Chile': what a speaker does by speaking is of the day he speaks."""
        for token in tokens:
            above = token.head
            while token.dep == "conj" and above is not None:
                token, above = above, above.head
            if (
                token.dep in SUBJECT
                and above is not None
                and is_verb(above)
                and above is not trigger
                and above.tag == "VBD"
                and _told_by(trigger, above)
            ):
                found = self.clauses.dates(above)
                if found:
                    return replace(found[0][1], rule=f"speech ({found[0][1].rule})")
        return None

    def _same_subject(
        self, trigger: Token, sentence: Sentence, refs: Sequence[Ref], tokens: Sequence[Token]
    ) -> When | None:
        """What 'he' or 'it' also did, in the simple past: when the subject of the sentence before acted."""
        if not any(t.tag == "PRP" for t in tokens) or not _simple_past(trigger):
            return None
        number = self.resolver.sentence_of.get(trigger.start, 0)
        before = self.annotated.sentences[number - 1] if number else None
        if before is None or before.segment is not sentence.segment:
            return None
        root = next((t for t in before.tokens if t.head is None), None)
        if root is None or not is_verb(root):
            return None
        named = {
            e.iri
            for t in root.by(*SUBJECT, *PASSIVE_SUBJECT)
            for r in self.resolver.actors(t)
            for e in (r.entity, r.state)
            if e is not None
        }
        if not any(r.entity.iri in named for r in refs):
            return None
        found = self.clauses.dates(root)
        return replace(found[0][1], rule=f"same-subject ({found[0][1].rule})") if found else None

    def _released(self, trigger: Token) -> When | None:
        """What a release tells in the simple past without a date took place on the day that it reports."""
        day = self._reported if self.release else None
        if day is None or not _simple_past(trigger) or not _main_clause(trigger) or not _direct(trigger):
            return None
        if self.clauses.dates(clause_head(trigger)):
            return None
        return replace(day, rule=f"release-day ({day.rule})")

    @property
    def _reported(self) -> When | None:
        """The day of the act that a release leads with: 'today', 'yesterday'."""
        body = [s for s in self.annotated.sentences if s.segment.kind == "paragraph" and s.tokens][:2]
        for sentence in body:
            for token in sentence.tokens:
                if self.clauses.is_time(token) and _TODAY.fullmatch(
                    self.annotated.document.text[token.start : token.end]
                ):
                    return self.clauses.resolve_token(token, "past")
        return None


def _simple_past(trigger: Token) -> bool:
    """Whether the clause of a trigger is told in the simple past ('met', 'was received'), not in the perfect."""
    verb = trigger if is_verb(trigger) else clause_head(trigger)
    if not is_verb(verb):
        return False
    aux = verb.by("aux", "auxpass")
    if any(
        a.lemma in ("have", "will", "would", "can", "could", "may", "might", "shall", "should", "must") for a in aux
    ):
        return False
    return verb.tag == "VBD" or any(a.tag == "VBD" for a in aux)


def _told_by(trigger: Token, verb: Token) -> bool:
    """Whether a trigger stands in the clause that a verb of saying introduces."""
    token, told = trigger, False
    while token.head is not None and token is not verb:
        told = told or token.dep == "ccomp"
        token = token.head
    return told and token is verb


def _direct(trigger: Token) -> bool:
    """Whether a noun is told of by its verb itself ('held talks'), or frames it ('in the course of a visit')."""
    if is_verb(trigger) or trigger.head is None:
        return True
    head = trigger.head
    if head.dep == "prep" and head.head is not None:
        frame = head.head if not is_verb(head.head) else head
        return frame.lemma in _FRAMES
    return is_verb(head) and trigger.dep in ("dobj", "nsubj", "nsubjpass", "attr")


def _main_clause(trigger: Token) -> bool:
    """Whether the clause of a trigger is the sentence's main one, or coordinated with it."""
    verb = trigger if is_verb(trigger) else clause_head(trigger)
    while verb.dep == "conj" and verb.head is not None and is_verb(verb.head):
        verb = verb.head
    return verb.head is None
