"""How treaties and offices stand from day to day, ready-made in ``graph/counts``: questions "as of" a day look it up.

A *step* is an accepted status of a treaty or term of office. It counts from its own date; without one from each
publication that tells it, or, if it is a step on the way into force, from before all others (``standing.toml``).
Between two days on which something counts for the first time, the treaty or office *stands* by what counts from the
former.

================= ========================= ========================================================================
subject           property                  value
================= ========================= ========================================================================
``standing/<x>``  ``counts#from``           the first day,
``standing/<x>``  ``counts#before``         and the one that ends it (``end``, if none does)
``standing/<x>``  ``counts#by``             the status event or term of office that counts
treaty, body      ``counts#treaty-in-``,    with a year: how it stands in it, or how its offices are held. What lasts
                  ``counts#held-in-``       through more than ten years stands under the key without a year
treaty            ``counts#stood-``         likewise with a year, but in words: the two days and a status
treaty            ``counts#<status>-``      with ``since-`` and binary digits: the first day on which it stands so, on
                                            days whose numbers begin with these. A span is cut into as few such
                                            stretches as there are; one without end has no digits
treaty            ``counts#<status>-``      with ``called-`` and digits: likewise, its name
body              ``counts#left``           a term of an office of it that a source calls over
treaty            ``counts#awaits``         from when it is signed
treaty            ``counts#comes``          and when it came into force or ended, if later (``end``, if it did not)
treaty            ``counts#ended``          the last publication that tells an end without a date
``steps/<hash>``  ``counts#step``           a step, as JSON: of what the others follow
================= ========================= ========================================================================

Words in one value are read faster than the values of a node, and faster still is what stands under one key: the
treaties in a status as of a day are read off, with their names, and none of them is looked up.
"""

from __future__ import annotations

import functools
import json
import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, Quad

from kg.core.model import ONTOLOGY, Document
from kg.core.rdf_terms import digest, thing
from kg.core.rdf_view import Statement
from kg.core.time import DAY_DIGITS, bounds, day_digits, day_number
from kg.store.counts import COUNTS

STEP = thing("graph/counts#step")
_FROM, _BEFORE, _BY, _LEFT, _AWAITS, _COMES, _ENDED = (
    thing(f"graph/counts#{name}") for name in ("from", "before", "by", "left", "awaits", "comes", "ended")
)
OVER = f"{ONTOLOGY}formerHolder"
"""As the status of a term of office that a source calls over."""
BEFORE_ALL, END = "0000", "end"
"""As days: before any date, and after any."""
NEVER = day_number(date.max) + 1
"""The number of a day after all others."""
LONG = 10
"""What lasts through more years than these is not noted for each."""
Owner = tuple[str, ...]
"""What stands: the IRI of a treaty, or those of an office and the body whose office it is."""
_Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """A status that a treaty reached, or a term of an office."""

    what: str
    """The IRI of the event or term."""
    status: str | None
    """The IRI of the status; of a term of office None, or ``OVER``."""
    day: str | None
    """Its own date: the first day of it."""
    told: tuple[str, ...]
    """When it was published, sorted."""

    def days(self) -> tuple[str, ...]:
        """From when it counts."""
        if self.day is None and self.status in _meaning()["way"]:
            return (BEFORE_ALL,)
        return self.own_days()

    def own_days(self) -> tuple[str, ...]:
        """From when it counts where a step on the way is nothing special."""
        return (self.day,) if self.day is not None else self.told or (BEFORE_ALL,)

    def written(self) -> Literal:
        fields = [self.what, self.status, self.day, self.told]
        return Literal(json.dumps(fields, ensure_ascii=False, separators=(",", ":")))

    @classmethod
    def read(cls, quad: Quad) -> Step:
        assert isinstance(quad.object, Literal)
        what, status, day, told = json.loads(quad.object.value)
        return cls(what, status, day, tuple(told))


Steps = dict[Owner, set[Step]]


def steps_of(statements: Iterable[Statement], documents: Mapping[str, Document]) -> Steps:
    """The steps that accepted statements tell, by what takes them."""
    steps: Steps = defaultdict(set)
    for statement in statements:
        first = statement.claims[0]
        if statement.relation == "status" and first.object:
            owner: Owner = (statement.subject.value,)
            status: str | None = first.object.iri
        elif statement.relation == "holdsOffice" and first.object and first.of:
            owner, status = (first.object.iri, first.of.iri), OVER if _former(statement) else None
        else:
            continue
        assert isinstance(statement.object, NamedNode)
        day = bounds(first.date.edtf)[0] if first.date else None
        known = (documents.get(claim.document) for claim in statement.claims)
        told = tuple(sorted({document.published for document in known if document and document.published}))
        steps[owner].add(Step(statement.object.value, status, day.isoformat() if day else None, told))
    return steps


def _former(statement: Statement) -> bool:
    return any(claim.former for claim in statement.claims)


def steps_node(owner: Owner) -> NamedNode:
    """The node that keeps the steps."""
    return thing(f"steps/{digest(*owner)}")


def standing_quads(owner: Owner, steps: Collection[Step], names: Collection[Literal] = ()) -> set[Quad]:
    """All that is kept of one treaty or office; nothing where it takes no steps. ``names`` are the treaty's."""
    found: list[_Triple] = [(steps_node(owner), STEP, step.written()) for step in steps]
    by_day: dict[str, set[Step]] = defaultdict(set)
    for step in steps:
        if step.status == OVER:
            found.append((NamedNode(owner[-1]), _LEFT, NamedNode(step.what)))
            continue
        for day in step.days():
            by_day[day].add(step)
    days = sorted(by_day)
    for day, until in zip(days, [*days[1:], END], strict=False):
        found += _stands(owner, day, until, by_day[day])
        if len(owner) == 1:
            found += _in_status(NamedNode(owner[0]), day, until, by_day[day], names)
    if len(owner) == 1:
        found += _waits(NamedNode(owner[0]), steps)
    return {Quad(subject, prop, value, COUNTS) for subject, prop, value in found}


def all_standing(
    statements: Iterable[Statement], documents: Mapping[str, Document], names: Mapping[NamedNode, Collection[Literal]]
) -> set[Quad]:
    """What is kept where these are all accepted statements; ``names`` are those of things in the view."""
    steps = steps_of(statements, documents)
    return {
        quad for owner, own in steps.items()
        for quad in standing_quads(owner, own, names.get(NamedNode(owner[0]), ()))
    }  # fmt: skip


def _stands(owner: Owner, day: str, until: str, steps: Collection[Step]) -> Iterator[_Triple]:
    node = thing(f"standing/{digest(*owner, day)}")
    yield node, _FROM, Literal(day)
    yield node, _BEFORE, Literal(until)
    yield from ((node, _BY, NamedNode(step.what)) for step in steps)
    subject, name = NamedNode(owner[-1]), "treaty" if len(owner) == 1 else "held"
    for year in years(day, until):
        yield subject, thing(f"graph/counts#{name}-in-{year}"), node


def _in_status(
    treaty: NamedNode, day: str, until: str, steps: Collection[Step], names: Collection[Literal]
) -> Iterator[_Triple]:
    for status in {step.status.removeprefix(ONTOLOGY) for step in steps if step.status is not None}:
        for year in years(day, until):
            yield treaty, thing(f"graph/counts#stood-{year}"), Literal(f"{day} {until} {status}")
        for digits in stretches(day, until):
            yield treaty, thing(f"graph/counts#{status}-since-{digits}"), Literal(day)
            yield from ((treaty, thing(f"graph/counts#{status}-called-{digits}"), name) for name in names)


def _waits(treaty: NamedNode, steps: Collection[Step]) -> Iterator[_Triple]:
    """From when a signed treaty waits for its entry into force, and what end it is told to have had at no date."""
    signed, over = (
        min((day for step in steps if step.status in _meaning()[name] for day in step.own_days()), default=END)
        for name in ("signed", "over")
    )
    if signed < over:
        yield treaty, _AWAITS, Literal(signed)
        yield treaty, _COMES, Literal(over)
    ends = [day for step in steps if step.status in _meaning()["ended"] and step.day is None for day in step.told]
    if ends:
        yield treaty, _ENDED, Literal(max(ends))


def stretches(day: str, until: str) -> list[str]:
    """The fewest beginnings of numbers of days that all days of a span have, and no other; ``""`` where it has no end.

    The numbers have :data:`~kg.core.time.DAY_DIGITS` binary digits. A day is in one stretch of each span that it is in.
    """
    first, end = _number(day), _number(until)
    if end == NEVER:
        return [""]
    found = []
    while first < end:
        digits = 0
        while first % (2 << digits) == 0 and first + (2 << digits) <= end:
            digits += 1
        found.append(day_digits(first)[: DAY_DIGITS - digits])
        first += 1 << digits
    return found


def years(day: str, until: str) -> list[str]:
    """The years with days of a span, in four digits; ``""`` where these are more than ``LONG``."""
    first, end = _number(day), _number(until)
    if first >= end:
        return []
    from_, to = (_day(number).year for number in (first, end - 1))
    return [f"{year:04}" for year in range(from_, to + 1)] if to - from_ < LONG else [""]


@functools.lru_cache(maxsize=10_000)
def _number(text: str) -> int:
    """The number of the first day that is not before a text, which may be part of a date, or none: as texts compare."""
    return bisect_left(range(NEVER), text, key=lambda number: _day(number).isoformat())


def _day(number: int) -> date:
    return date.fromordinal(number + 1)


@functools.cache
def _meaning() -> dict[str, frozenset[str]]:
    text = files(__package__).joinpath("standing.toml").read_text("utf-8")
    return {name: frozenset(ONTOLOGY + status for status in statuses) for name, statuses in tomllib.loads(text).items()}
