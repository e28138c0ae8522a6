"""The likeliest date of an act that neither its own words nor a rule of the story dates.

A conditional logit (McFadden 1974): all dates that the text offers (of its expressions of time, of what else it tells,
of its publication) and "none" compete, each by what is known of it and of the act. Its weights are data
(``graph/frames/dates.json``), which ``tools/fit_dates.py`` fits to annotated articles. A date that is found so is
uncertain, and says so (``2026-01-15?``).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from kg.core.annotated import Annotated, Token
from kg.core.lazy import cached_property
from kg.core.model import Claim, Stance, When
from kg.core.time import begins_after, bounds, uncertain
from kg.extract.grammar import clause_head, is_verb, tense
from kg.extract.times_beside import of_something_else, stands
from kg.extract.weights import likelihoods, read_weights

WEIGHTS = "graph/frames/dates.json"
"""Where a project has its weights."""
_LEAST = 0.6
"""How likely a date must be to be taken."""
_TRIGGER = re.compile(r"trigger .* at (\d+)$")
_REACH = 40
"""Sentences from the act within which a date is offered."""
_NEAR = 2
"""Sentences from the act within which it matters how a time is told."""
_DONE = frozenset({Stance.STATED, Stance.ATTRIBUTED, Stance.NEGATED})
_LASTS = frozenset({"hasParty", "memberOf"})
"""What is told long after it began: a time beside it is that of something else."""
_DAYS_AGO = (0, 1, 2, 4, 7, 14, 31, 100, 366)
_DAY = 10
"""Characters of a day in EDTF."""


@dataclass(frozen=True, slots=True)
class Told:
    """An expression of time with its date: the number of its sentence, and where it begins."""

    sentence: int
    start: int
    when: When


@dataclass(frozen=True, slots=True)
class Offer:
    """A date that an act may have, or None for no date, with what speaks for and against it."""

    when: When | None
    features: frozenset[str]


class _Dated:
    """A claim with a date: the number of its sentence, the date in EDTF, what it tells, and its two sides."""

    __slots__ = ("claim", "edtf", "object", "sentence", "subject", "what")

    def __init__(self, sentence: int, claim: Claim, edtf: str) -> None:
        self.sentence, self.claim, self.edtf, self.what = sentence, claim, edtf, _what(claim)
        self.subject, self.object = claim.subject.iri, claim.object.iri if claim.object else None

    def shared(self, sides: Set[str | None]) -> int:
        """How many of some things it is about."""
        return (self.subject in sides) + (self.object in sides and self.object != self.subject)


@dataclass
class _Source:
    """Where the text tells a date: in expressions of time, and of claims."""

    times: list[Told] = field(default_factory=list)
    claims: list[_Dated] = field(default_factory=list)
    said: When | None = None
    """The date as it is said nearest to the sentence around which it is told, as soon as that is asked."""


class Offers:
    """The dates that one document offers to its undated claims."""

    def __init__(self, annotated: Annotated, told: Sequence[Told], claims: Iterable[Claim], *, release: bool) -> None:
        self._annotated, self._release = annotated, release
        self._published = annotated.document.published
        self._sentence_starts = [s.start for s in annotated.sentences]
        self._told = sorted(told, key=lambda t: (t.sentence, t.start))
        claims = list(claims)
        self._statuses: dict[str, set[str]] = defaultdict(set)
        for claim in claims:
            if claim.relation == "status" and claim.object is not None:
                self._statuses[claim.subject.iri].add(claim.object.name)
        dated = (_Dated(self._number(c), c, c.date.edtf) for c in claims if c.date is not None)
        self._dated = sorted(
            dated, key=lambda d: (d.sentence, d.claim.evidence.start, d.claim.evidence.end, d.claim.id)
        )
        self._sources_of: dict[int, dict[str, _Source]] = {}
        self._steps_of: dict[str, str] = {}
        self._ahead: dict[str, bool] = {}
        """Whether dates are to come, of those that were asked for."""
        self._in_order = sorted((d.claim.evidence.start, d.claim.evidence.end, d.claim.id, d.edtf) for d in self._dated)

    @cached_property
    def _tokens(self) -> dict[int, Token]:
        return {t.start: t for s in self._annotated.sentences for t in s.tokens}

    @cached_property
    def _most(self) -> str | None:
        """The date that most claims have."""
        counts = Counter(d.edtf for d in self._dated)
        return min(counts, key=lambda edtf: (-counts[edtf], edtf)) if counts else None

    @cached_property
    def _first_of_most(self) -> _Dated | None:
        """The first claim that has it."""
        return next((d for d in self._dated if d.edtf == self._most), None)

    @property
    def _first(self) -> str | None:
        """The date that the text tells first."""
        return self._told[0].when.edtf if self._told else None

    def _sources(self, number: int) -> dict[str, _Source]:
        """By date: where it is told, within some sentences of one; with the first of the text, the one most told, and
        that of the publication.
        """
        if number not in self._sources_of:
            self._sources_of[number] = self._told_around(number)
        return self._sources_of[number]

    def _told_around(self, number: int) -> dict[str, _Source]:
        found: dict[str, _Source] = defaultdict(_Source)
        for told in (*self._told[:1], *_within(self._told, number)):
            if told not in found[told.when.edtf].times:
                found[told.when.edtf].times.append(told)
        most = self._first_of_most
        for dated in (*([most] if most is not None else []), *_within(self._dated, number)):
            if dated is not most or not found[dated.edtf].claims:
                found[dated.edtf].claims.append(dated)
        if self._published:
            found[self._published]  # also where nothing else tells it
        return dict(sorted(found.items()))

    def _number(self, claim: Claim) -> int:
        """The number of the sentence that tells it."""
        token = self._trigger(claim)
        return max(0, bisect_right(self._sentence_starts, token.start if token else claim.evidence.start) - 1)

    def _trigger(self, claim: Claim) -> Token | None:
        """The word that the claim was read from, where its trace names one."""
        named = (m for line in claim.trace if (m := _TRIGGER.match(line)))
        first = next(named, None)
        return self._tokens.get(int(first[1])) if first is not None else None

    def of(self, claim: Claim) -> Iterator[Offer]:
        """No date first, then each date that the text tells around it, in order."""
        number = self._number(claim)
        act, sources = _Act(claim, number, self._trigger(claim)), self._sources(number)
        yield Offer(None, self._against(act, len(sources)))
        if claim.relation == "hasParty" and self._statuses.get(claim.subject.iri) == {"Negotiating"}:
            return  # a party is dated by its signing or accession
        around, done = self._around(act), claim.stance in _DONE
        for edtf, source in sources.items():
            here = [told for told in source.times if told.sentence == act.sentence]
            if (done and self._to_come(edtf)) or self._of_something_else(act, here):
                continue
            if source.said is None:
                source.said = _said(edtf, source, number)
            yield Offer(source.said, self._for(act, edtf, source, around) | self._beside(act, source, here))

    def _to_come(self, edtf: str) -> bool:
        """Whether a time begins after the publication."""
        if edtf not in self._ahead:
            self._ahead[edtf] = begins_after(edtf, self._published)
        return self._ahead[edtf]

    def _against(self, act: _Act, offered: int) -> frozenset[str]:
        """What speaks for no date."""
        claim, relation = act.claim, act.claim.relation
        beside = any(t.sentence == act.sentence for t in _within(self._told, act.sentence))
        found = {
            "always", f"relation={relation}", f"rule={claim.rule}", f"tag={act.tags}", f"stance={claim.stance}",
            f"aux={act.auxiliaries}", f"{relation}~tense={act.tense}", f"{relation}~stance={claim.stance}",
            f"{act.kind}~tense={act.tense}~stance={claim.stance}", f"holder={claim.holder is not None}",
            f"lead={act.sentence < 4}", f"beside={beside}", f"dates={_few(offered)}",
            f"published={self._published is not None}", f"release={self._release}",
        }  # fmt: skip
        return frozenset(f"none: {name}" for name in found)

    def _around(self, act: _Act) -> _Around:
        before = bisect_left(self._told, act.sentence, key=lambda t: t.sentence)
        after = bisect_right(self._told, act.sentence, key=lambda t: t.sentence)
        start = act.claim.evidence.start
        first = bisect_left(self._in_order, start, key=lambda row: row[0])
        behind = bisect_right(self._in_order, start, key=lambda row: row[0])
        return _Around(
            self._told[before - 1].when.edtf if before else None,
            self._told[after].when.edtf if after < len(self._told) else None,
            self._in_order[first - 1][-1] if first else None,
            self._in_order[behind][-1] if behind < len(self._in_order) else None,
        )

    def _for(self, act: _Act, edtf: str, source: _Source, around: _Around) -> frozenset[str]:
        """What speaks for a date."""
        next_to = tuple(edtf == other for other in around)
        outstanding = (edtf == self._first, edtf == self._most, edtf == self._published)
        found = {
            f"date: {act.claim.relation}~ago={self._ago(edtf)}",
            *_by_place(act.kind, act.tense, self._release, next_to, outstanding),
        }
        sides: Set[str | None] = {act.claim.subject.iri, act.claim.object.iri if act.claim.object else None} - {None}
        told_of = {(dated.what, dated.shared(sides)) for dated in source.claims}
        found.update([f"date: {act.what}~of {what}~shared={shared}" for what, shared in told_of])
        for told in source.times:
            away = told.sentence - act.sentence
            if abs(away) <= _NEAR:
                found.add(f"date: {'before' if away < 0 else 'behind'}={told.when.rule}")
        return frozenset(found)

    def _of_something_else(self, act: _Act, here: Sequence[Told]) -> bool:
        """Whether the act's own sentence tells a date (``here``), but plainly that of something else."""
        if not here or act.claim.relation in _LASTS:
            return bool(here)
        return all(of_something_else(self._tokens.get(told.start), act.token) for told in here)

    def _beside(self, act: _Act, source: _Source, here: Sequence[Told]) -> frozenset[str]:
        """What speaks for or against a date by where the act's own sentence tells it (``here``)."""
        if not here:
            return frozenset()
        if act.token is None:
            return frozenset({f"own: {act.kind}~unknown"})
        taken = any(dated.sentence == act.sentence for dated in source.claims)
        found = {f"own: {act.kind}", f"own: {act.what}", f"own: taken={taken}~{act.kind}"}
        row = self._told[_first(self._told, act.sentence) : _first(self._told, act.sentence + 1)]
        times = [time for told in row if (time := self._tokens.get(told.start)) is not None]
        for told in here:
            stand = stands(self._tokens.get(told.start), act.token, times)
            found |= {f"own: rule={told.when.rule}", *(f"own: {name}" for name in stand)}
            found |= {f"own: {act.kind}~{name}" for name in stand}
        return frozenset(found)

    def _ago(self, edtf: str) -> str:
        """How long before the publication a date is, in steps; a coarse one, by its length."""
        if edtf not in self._steps_of:
            self._steps_of[edtf] = self._steps(edtf)
        return self._steps_of[edtf]

    def _steps(self, edtf: str) -> str:
        if self._published is None:
            return "?"
        if len(edtf) < _DAY or "/" in edtf:
            of = "same" if self._published.startswith(edtf) else "year" if edtf[:4] == self._published[:4] else None
            return f"{len(edtf)} {of or ('past' if edtf < self._published else 'future')}"
        then, now = bounds(edtf)[0], bounds(self._published)[0]
        assert isinstance(then, date) and isinstance(now, date)
        days = (now - then).days
        return "future" if days < 0 else next((f"{n}" for n in _DAYS_AGO if days <= n), "long")


@lru_cache(maxsize=4096)
def _by_place(
    kind: str, tense: str | None, release: bool, next_to: tuple[bool, ...], outstanding: tuple[bool, ...]
) -> tuple[str, ...]:
    """What speaks for a date by where it is told: whether next to the act (``_Around``); and whether it is the first of
    the text, the one of most claims, that of the publication.
    """
    time_before, time_after, claim_before, claim_after = next_to
    first, most, published = outstanding
    return (
        f"date: claim before={claim_before}~claim after={claim_after}",
        f"date: claim before={claim_before}~time before={time_before}~{kind}~{tense}",
        f"date: time before={time_before}~time after={time_after}",
        f"date: first={first}~most={most}~published={published}~{kind}",
        f"date: release={release}~published={published}~{kind}",
    )


class _Around(NamedTuple):
    """The dates next to an act, of expressions of time in other sentences and of claims."""

    time_before: str | None
    time_after: str | None
    claim_before: str | None
    claim_after: str | None


@dataclass(frozen=True)
class _Act:
    """An undated claim, its sentence, and the word that it was read from."""

    claim: Claim
    sentence: int
    token: Token | None

    @cached_property
    def kind(self) -> str:
        """The relation; of all types of events the same."""
        return "event" if self.claim.relation.isupper() else self.claim.relation

    @cached_property
    def what(self) -> str:
        """The relation, and of a status, which."""
        return _what(self.claim)

    @cached_property
    def _verb(self) -> Token | None:
        return clause_head(self.token) if self.token is not None else None

    @cached_property
    def tense(self) -> str | None:
        """Of the clause."""
        verb = self._verb
        return tense(verb) if verb is not None and is_verb(verb) else None

    @property
    def tags(self) -> str:
        """Of the word and of the verb of its clause."""
        verb = self._verb
        return f"{self.token.tag} {verb.tag}" if self.token is not None and verb is not None else ""

    @property
    def auxiliaries(self) -> str:
        """Of the clause."""
        verb = self._verb
        return " ".join(a.low for a in verb.by("aux", "auxpass")) if verb is not None else ""


def _what(claim: Claim) -> str:
    return f"{claim.relation} {claim.object.name}" if claim.relation == "status" and claim.object else claim.relation


_Placed = TypeVar("_Placed", Told, _Dated)


def _within(told: Sequence[_Placed], number: int) -> Sequence[_Placed]:
    """What is told within so many sentences of one."""
    first = bisect_left(told, number - _REACH, key=lambda t: t.sentence)
    return told[first : bisect_right(told, number + _REACH, key=lambda t: t.sentence)]


def _first(told: Sequence[Told], number: int) -> int:
    """Where those of a sentence, or of one behind it, begin."""
    return bisect_left(told, number, key=lambda t: t.sentence)


def _said(edtf: str, source: _Source, number: int) -> When:
    """The date as the expression, or else the claim, says it that stands nearest to a sentence."""
    if source.times:
        return min(source.times, key=lambda t: (abs(t.sentence - number), t.start)).when
    if source.claims:
        nearest = min(source.claims, key=lambda d: (abs(d.sentence - number), d.claim.evidence.start, d.claim.id))
        assert nearest.claim.date is not None
        return nearest.claim.date
    return When(edtf, None, "published", "published")


def _few(count: int) -> str:
    return str(next((n for n in (0, 1, 2, 3, 6, 12) if count <= n), "many"))


@dataclass(frozen=True, slots=True)
class LikelyDates:
    """Chooses among offers; without weights, none."""

    weights: Mapping[str, float] = field(default_factory=dict)
    relations: frozenset[str] = frozenset()
    """What may be dated so."""

    @classmethod
    def load(cls, path: Path) -> LikelyDates:
        """The weights of a file; DataError where it holds none."""
        data = read_weights(path, "tools/fit_dates.py")
        return cls(data.weights, frozenset(data.relations))

    def of(self, claim: Claim, offers: Offers) -> When | None:
        """The likeliest date of an undated claim, as uncertain; None where none is likely enough, or where its
        relation has no dates that can be found so.
        """
        if claim.date is not None or claim.relation not in self.relations:
            return None
        told = list(offers.of(claim))
        likely = self.likelihoods(told)
        share, n = max((share, -n) for n, share in enumerate(likely))
        when = told[-n].when
        if when is None or share < _LEAST:
            return None
        return replace(when, edtf=uncertain(when.edtf), rule=f"likeliest ({when.rule})")

    def likelihoods(self, offers: Sequence[Offer]) -> list[float]:
        """How likely each is, from 0 to 1; together 1."""
        return likelihoods(self.weights, [offer.features for offer in offers])
