"""How treaties and offices stand from day to day, ready-made in ``graph/counts``: questions "as of" a day look it up.

A *step* is an accepted status of a treaty or term of office. It counts from its own date; without one from each
publication that tells it, or, if it is a step on the way into force, from before all others (``standing.toml``).
Between two days on which something counts for the first time, the treaty or office *stands* by what counts from the
former: one node, with

====================== ==================== ========================================================================
subject                property             value
====================== ==================== ========================================================================
``standing/<hash>``    ``counts#from``      the first day,
``standing/<hash>``    ``counts#before``    and the one that ends it (``end``, if none does)
``standing/<hash>``    ``counts#by``        the status event or term of office that counts
``standing/<hash>``    ``counts#status``    of a treaty: the status;
``standing/<hash>``    ``counts#of``        and the treaty
treaty                 ``counts#treaty-in-`` with digits: how it stands, in a year that begins with them. A span is cut
                                            into as few such stretches as there are; one without end has no digits
status                 ``counts#status-in-`` with digits: likewise, which treaties stand in it
body                   ``counts#held-in-``  with digits: likewise, how its offices are held
treaty                 ``counts#awaits``    from when it is signed
treaty                 ``counts#comes``     and when it came into force or ended, if later (``end``, if it did not)
treaty                 ``counts#ended``     the last publication that tells an end without a date
``steps/<hash>``       ``counts#step``      a step, as JSON: of what the others follow
====================== ==================== ========================================================================
"""

from __future__ import annotations

import functools
import json
import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, Quad

from kg.core.model import ONTOLOGY, Document
from kg.core.rdf_terms import digest, thing
from kg.core.rdf_view import Statement
from kg.core.time import bounds
from kg.store.counts import COUNTS

STEP = thing("graph/counts#step")
_FROM, _BEFORE, _BY, _STATUS, _OF, _AWAITS, _COMES, _ENDED = (
    thing(f"graph/counts#{name}") for name in ("from", "before", "by", "status", "of", "awaits", "comes", "ended")
)
BEFORE_ALL, END = "0000", "end"
"""As days: before any date, and after any."""
Owner = tuple[str, ...]
"""What stands: the IRI of a treaty, or those of an office and the body whose office it is."""
_Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """A status that a treaty reached, or a term of an office."""

    what: str
    """The IRI of the event or term."""
    status: str | None
    """The IRI of the status; None of a term of office."""
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
        elif statement.relation == "holdsOffice" and first.object and first.of and not _former(statement):
            owner, status = (first.object.iri, first.of.iri), None
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


def standing_quads(owner: Owner, steps: Collection[Step]) -> set[Quad]:
    """All that is kept of one treaty or office; nothing where it takes no steps."""
    found: list[_Triple] = [(steps_node(owner), STEP, step.written()) for step in steps]
    by_day: dict[str, set[Step]] = defaultdict(set)
    for step in steps:
        for day in step.days():
            by_day[day].add(step)
    days = sorted(by_day)
    for day, until in zip(days, [*days[1:], END], strict=False):
        found += _stands(owner, day, until, by_day[day])
    if len(owner) == 1:
        found += _waits(NamedNode(owner[0]), steps)
    return {Quad(subject, prop, value, COUNTS) for subject, prop, value in found}


def all_standing(statements: Iterable[Statement], documents: Mapping[str, Document]) -> set[Quad]:
    """What is kept where these are all accepted statements."""
    steps = steps_of(statements, documents)
    return {quad for owner, own in steps.items() for quad in standing_quads(owner, own)}


def _stands(owner: Owner, day: str, until: str, steps: Collection[Step]) -> Iterator[_Triple]:
    node = thing(f"standing/{digest(*owner, day)}")
    yield node, _FROM, Literal(day)
    yield node, _BEFORE, Literal(until)
    keys = {("held", NamedNode(owner[-1]))} if len(owner) > 1 else {("treaty", NamedNode(owner[0]))}
    for step in steps:
        yield node, _BY, NamedNode(step.what)
        if step.status is not None:
            yield node, _STATUS, NamedNode(step.status)
            keys.add(("status", NamedNode(step.status)))
    if len(owner) == 1:
        yield node, _OF, NamedNode(owner[0])
    for digits in stretches(day, until):
        for name, subject in keys:
            yield subject, thing(f"graph/counts#{name}-in-{digits}"), node


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
    """The fewest beginnings of years that all years of a span have, and no other year; ``""`` where it has no end.

    ``2015-03-01`` to ``2020-01-01`` gives ``2015``, ``2016``, ``2017``, ``2018``, ``2019`` and ``2020``; up to
    ``2029-12-31``, ``2015`` to ``2019`` and ``202``. Days that do not begin with a year of four digits have none, so
    that a span with one is looked at in all years.
    """
    if not (_year(day) and _year(until)):
        return [""]
    first, last = int(day[:4]), int(until[:4])
    found = []
    while first <= last:
        width = 1
        while first % (width * 10) == 0 and first + width * 10 - 1 <= last and width < 1000:
            width *= 10
        found.append(f"{first // width:0{5 - len(str(width))}}")
        first += width
    return found


def _year(day: str) -> bool:
    return len(day) >= 4 and day[:4].isascii() and day[:4].isdigit()


@functools.cache
def _meaning() -> dict[str, frozenset[str]]:
    text = files(__package__).joinpath("standing.toml").read_text("utf-8")
    return {name: frozenset(ONTOLOGY + status for status in statuses) for name, statuses in tomllib.loads(text).items()}
