"""Dates that an act takes over from the sentences before it, where a word or its kind says that it is of their time.

'Then', 'at once', 'in response' point at what was told just before; the signing that a text tells of twice is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Protocol

from kg.annotate.signing_words import INK, inked
from kg.core.annotated import Sentence, Token
from kg.core.model import When
from kg.core.time import precision
from kg.core.words import word_set
from kg.extract.acts import Act, main_clause, simple_past
from kg.extract.grammar import is_verb

_AT_ONCE = word_set("extract.sequels.at_once")
_UPON = frozenset(
    {("at", "once"), ("at", "first"), ("in", "answer"), ("in", "reply"), ("in", "response"), ("in", "retaliation")}
)
"""Phrases by which an act is the answer to what was told just before."""
_INKS = word_set("shared.initials_or_signs")
_GATHERS = word_set("extract.sequels.gathers")
_NEAR = 3
"""Sentences back that the signing may be told."""


class Clauses(Protocol):
    """The dates that clauses tell themselves."""

    def dates(self, trigger: Token) -> list[tuple[Token, When]]: ...

    def is_time(self, token: Token) -> bool: ...

    def resolve_token(self, token: Token, how: str | None = None) -> When | None: ...


def signs(verb: Token) -> bool:
    """'Signed', 'put their names to', 'bears the signatures of'."""
    bears = verb.lemma == "bear" and any(t.lemma in INK for t in verb.by("dobj"))
    return verb.lemma in _INKS or inked(verb) or bears


class Sequels:
    """What acts take over from the sentences before them; ``before`` gives these, the nearest first, of the paragraph
    or of the whole text.
    """

    def __init__(self, clauses: Clauses, before: Callable[[Sentence, bool], Iterator[Sentence]]) -> None:
        self.clauses, self._before = clauses, before

    def pointed(self, act: Act) -> When | None:
        """The date of an act whose words point at what was told just before."""
        return self._then(act) or self._at_once(act)

    def _root(self, sentence: Sentence) -> Token | None:
        return next((t for t in sentence.tokens if t.head is None and is_verb(t)), None)

    def _told(self, sentence: Sentence) -> When | None:
        """The date of what a sentence mainly tells, in the past; else the only time that it names."""
        root = self._root(sentence)
        if root is None or root.tag not in ("VBD", "VBN"):
            return None
        if found := self.clauses.dates(root):
            return found[0][1]
        times = [t for t in sentence.tokens if self.clauses.is_time(t)]
        return self.clauses.resolve_token(times[0], "past") if len(times) == 1 else None

    def _then(self, act: Act) -> When | None:
        """'Peru then sent ships', of the month or year before; 'they signed one then', of the very time before."""
        verb = act.verb
        words = [c for c in verb.by("advmod") if c.low == "then" and not c.children]
        if not words or not simple_past(act.trigger) or not main_clause(act.trigger):
            return None
        before = next(self._before(act.sentence, False), None)
        when = self._told(before) if before is not None else None
        if when is None or (words[0].i < verb.i and precision(when.edtf) not in ("month", "year")):
            return None
        return replace(when, rule=f"then ({when.rule})")

    def _at_once(self, act: Act) -> When | None:
        """'Peru at once closed the border', 'in response, Peru recalled its ambassador': when it was given cause to."""
        verb = act.verb
        words = {c.low for c in verb.by("advmod")} & _AT_ONCE
        phrases = {
            (p.low, t.low)
            for p in verb.by("prep")
            for t in (*p.by("pobj"), *p.by("pcomp"), *p.by("advmod"))
            if not t.by("prep")
        }
        if not (words or phrases & _UPON) or not simple_past(act.trigger) or not main_clause(act.trigger):
            return None
        before = next(self._before(act.sentence, False), None)
        when = self._told(before) if before is not None else None
        return replace(when, rule=f"at-once ({when.rule})") if when is not None else None

    def retold(self, act: Act) -> When | None:
        """'Peru and Chile signed a pact on Monday. Roe and Poe put their names to it': a signing told twice is one."""
        verb = act.verb
        told = simple_past(act.trigger) or (verb.lemma == "bear" and verb.tag == "VBZ")
        if act.kind != "status" or not signs(verb) or not told or not main_clause(act.trigger):
            return None
        for before in islice(self._before(act.sentence, True), _NEAR):
            when = self._told(before)
            if when is None and not any(self.clauses.is_time(t) for t in before.tokens):
                continue
            signing = any(is_verb(t) and (signs(t) or t.lemma in _GATHERS) for t in before.tokens)
            day = when is not None and precision(when.edtf.split("/")[0]) == "day"
            return replace(when, rule=f"retold ({when.rule})") if when is not None and day and signing else None
        return None
