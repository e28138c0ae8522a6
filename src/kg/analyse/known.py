"""What the reference data know of the things of a network: names in use, statuses of treaties, members, positions.

Nothing of it is a claim of a document, and nothing of it draws a tie: it dates the ties that documents draw, and stands
beside them with its own sources.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.analyse.rows import Thing, describe, index_facts

_POINT = re.compile(r"POINT\((-?[\d.]+) (-?[\d.]+)\)")
KINDS = ("name", "status", "party", "member", "position", "administration")


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the reference data.

    ``what`` is one of ``KINDS``. ``thing`` is the IRI of what is named, of the treaty, organisation or feature; ``by``
    who uses the name, took the step, is party or member, claims, or administers. ``value`` is the name, the status
    (local name), the role, or what is said of a position. ``date`` is EDTF. ``sources`` are addresses.
    """

    iri: str
    what: str
    thing: str
    by: tuple[Thing, ...] = ()
    value: str = ""
    lang: str = ""
    date: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """The facts of a graph, by thing; and where things lie: IRI -> (longitude, latitude) in degrees."""

    facts: Mapping[tuple[str, str], tuple[Fact, ...]] = field(default_factory=dict)
    places: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def of(self, what: str, thing: str, by: str | None = None) -> tuple[Fact, ...]:
        """The facts of a kind about a thing, all or those of one actor; sorted by date, then by IRI."""
        found = self.facts.get((what, thing), ())
        return found if by is None else tuple(fact for fact in found if by in {one.iri for one in fact.by})


def read_known(
    facts: Iterable[Mapping[str, Any]],
    things: Iterable[Mapping[str, Any]] = (),
) -> Known:
    """The solutions of ``network-reference``, with the names of ``network-things``."""
    named = index_facts(things)
    rows: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for solution in facts:
        rows[str(solution["fact"])].append(solution)
    found: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    places: dict[str, tuple[float, float]] = {}
    for fact in _read(rows, named):
        if fact.what != "point":
            found[fact.what, fact.thing].append(fact)
        elif point := _POINT.fullmatch(fact.value):
            places.setdefault(fact.thing, (float(point[1]), float(point[2])))
    ordered = {key: tuple(sorted(some, key=lambda f: (f.date or "9999", f.iri))) for key, some in found.items()}
    return Known(ordered, places)


def _read(
    rows: Mapping[str, list[Mapping[str, Any]]], named: Mapping[str, Mapping[str, Iterable[str]]]
) -> Iterator[Fact]:
    for iri, same in sorted(rows.items()):
        # a fact may be about several things, and may have several users and sources
        for thing in sorted({str(row["thing"]) for row in same}):
            own = [row for row in same if str(row["thing"]) == thing]

            def one(column: str, own: list[Mapping[str, Any]] = own) -> str | None:
                return min((str(row[column]) for row in own if row.get(column)), default=None)

            def every(column: str, own: list[Mapping[str, Any]] = own) -> list[str]:
                return sorted({str(row[column]) for row in own if row.get(column)})

            yield Fact(
                iri=iri, what=one("what") or "", thing=thing,
                by=tuple(describe(who, named.get(who, {})) for who in every("by")),
                value=one("value") or "", lang=one("lang") or "", date=one("date"), sources=tuple(every("source")),
            )  # fmt: skip
