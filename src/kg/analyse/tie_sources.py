"""Where ties come from: claims of documents (rows of the network queries), and the tables of the reference.

Of claims only accepted ones tie anybody (see :mod:`kg.analyse.networks`). Of the reference: alliances and other
treaties by what they were on each day, memberships, and features that two states claim at one time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations

from kg.analyse.networks import NetworkRow, Thing, node_kind, standing
from kg.analyse.terms import statuses, table
from kg.analyse.ties import Node, Tie, TieTable
from kg.analyse.treaties import first, row_name
from kg.core.model import ID_BASE
from kg.core.time import bounds
from kg.reference import Reference
from kg.reference.rows import (
    Feature,
    HistoricalState,
    Membership,
    Obligation,
    Organization,
    Position,
    State,
    StatusEvent,
    TreatyParty,
)


def tie_table(rows: Iterable[NetworkRow], reference: Reference | None = None) -> TieTable:
    """All ties of accepted claims, and with ``reference`` those of its tables, as one table."""
    rows = list(rows)
    ties = list(claim_ties(rows, reference))
    nodes = list(claim_nodes(rows))
    if reference is not None:
        ties += reference_ties(reference)
        nodes += reference_nodes(reference)
    return TieTable.of(ties, nodes)


# --- claims -----------------------------------------------------------------------------------------------------------


def claim_nodes(rows: Iterable[NetworkRow]) -> Iterator[Node]:
    """The things that claims name, with their kinds and names."""
    for row in rows:
        for thing in (row.subject, row.object, row.place, row.subject_state, row.object_state):
            if thing is not None:
                yield Node(thing.iri, thing.name, node_kind(thing), thing.code)


def claim_ties(rows: Iterable[NetworkRow], reference: Reference | None = None) -> Iterator[Tie]:
    """A tie a claim that may draw one; of treaties, which take several claims, a tie for each that bears on it."""
    relations = table("networks")["relations"]
    group_of = {relation: group for group, names in relations.items() for relation in names}
    parties: dict[str, list[NetworkRow]] = defaultdict(list)
    about: dict[str, list[NetworkRow]] = defaultdict(list)
    for row in rows:
        group = group_of.get(row.relation, "event")
        if standing(row) != "accepted":
            continue
        if group == "party" and row.object is not None:
            one, other = (row.subject, row.object) if row.relation == "hasParty" else (row.object, row.subject)
            parties[one.iri].append(_turned(row, one, other))
        elif group == "about_treaty":
            about[row.subject.iri].append(row)
        else:
            yield from _plain(row, group)
    for treaty, members in sorted(parties.items()):
        yield from _told_treaty(treaty, members, about.get(treaty, []), reference)


def _plain(row: NetworkRow, group: str) -> Iterator[Tie]:
    if row.object is None:
        return
    begin, _end = _days(row)
    source, target = row.subject, row.object
    detail, label, kind, directed = "", "", "event", True
    if group in ("alliance", "dispute"):
        kind, directed = group, False
        if group == "dispute" and row.place:
            detail, label = row.place.iri, row.place.name
    elif group == "member":
        if row.relation == "hasMember":
            source, target = target, source
        kind, detail, label = "membership", target.iri, target.name
    elif group == "position":
        kind, detail, label = "position", target.iri, target.name
    else:
        source, target = row.subject_state or source, row.object_state or target
        detail = label = row.relation
    if source.iri == target.iri:
        return
    if not directed and source.iri > target.iri:
        source, target = target, source
    yield Tie(kind, source.iri, target.iri, begin, None, directed, detail, label,  # type: ignore[arg-type]
              origin=row.source, claim=row.claim.removeprefix(f"{ID_BASE}claim/"), pages=_pages(row),
              dated=bool(row.date_from))  # fmt: skip


def _told_treaty(
    treaty: str, members: list[NetworkRow], about: list[NetworkRow], reference: Reference | None
) -> Iterator[Tie]:
    """Each two parties of a treaty, for each span in which it had one status; the reference's spans where it has
    some.
    """
    slug = treaty.removeprefix(f"{ID_BASE}treaty/")
    types = tuple(sorted({r.object.local for r in about if r.relation == "treatyType" and r.object}))
    if reference is not None and slug in reference.treaties:
        spans = treaty_spans(reference.status.get(slug, ()))
        types = (reference.treaties[slug].type,) if reference.treaties[slug].type else types
    else:
        steps = [(r.object.local, _days(r)[0]) for r in about if r.relation == "status" and r.object]
        spans = _spans([(status, day) for status, day in steps if day])
    name = members[0].subject.name
    sides: dict[str, list[NetworkRow]] = defaultdict(list)
    for row in members:
        assert row.object
        sides[row.object.iri].append(row)
    if len(sides) < 2 or len(sides) > table("signed")["pairs"]["most"]:
        return
    support = [r for r in about if r.relation == "status"]
    for one, other in combinations(sorted(sides), 2):
        for status, begin, end in spans or [("", min((d for r in members if (d := _days(r)[0])), default=None), None)]:
            for row in [*sides[one], *sides[other], *support]:
                yield Tie(
                    "treaty", one, other, begin, end, False, treaty, name, types, _obliges(reference, slug), status,
                    row.source, row.claim.removeprefix(f"{ID_BASE}claim/"), "", _pages(row),
                )  # fmt: skip


def _turned(row: NetworkRow, treaty: Thing, party: Thing) -> NetworkRow:
    return replace(row, relation="hasParty", subject=treaty, object=party)


def _days(row: NetworkRow) -> tuple[date | None, date | None]:
    """From when a claim's statement holds: its date, else the day of publication."""
    begin = row.date_from or (row.published or "")
    day = first(begin) if begin else None
    return (day if day != date.min else None), (bounds(row.date_to)[1] if row.date_to else None)


def _pages(row: NetworkRow) -> tuple[str, ...]:
    return tuple(link for link in (row.uri or "", *row.links) if link.startswith(("http://", "https://")))


# --- the reference ----------------------------------------------------------------------------------------------------


def reference_nodes(reference: Reference) -> Iterator[Node]:
    """States, bodies, treaties and features of the reference."""
    for state in reference.rows(State):
        yield Node(f"{ID_BASE}state/{state.code}", state.name, "state", state.code)
    for old in reference.rows(HistoricalState):
        yield Node(f"{ID_BASE}state/{old.code}", old.name, "state", old.code)
    for body in reference.rows(Organization):
        yield Node(f"{ID_BASE}org/{body.slug}", body.name, "organization")
    for slug, treaty in reference.treaties.items():
        yield Node(f"{ID_BASE}treaty/{slug}", treaty.title, "treaty")
    for feature in reference.rows(Feature):
        sea = feature.kind == "Sea"
        yield Node(f"{ID_BASE}{'sea' if sea else 'feature'}/{feature.slug}", feature.name, "area" if sea else "feature")


def reference_ties(reference: Reference) -> Iterator[Tie]:
    """Treaties (each two parties), memberships, positions, and features that two states claim.

    What a state that is no more was tied by ends with it.
    """
    ended = {_actor(row.code): bounds(row.to)[1] for row in reference.rows(HistoricalState) if row.to}
    for tie in _reference_ties(reference):
        ends = [end for side in (tie.source, tie.target) if (end := ended.get(side))]
        yield replace(tie, last=_least(tie.last, *ends)) if ends else tie


def _reference_ties(reference: Reference) -> Iterator[Tie]:
    for slug in sorted(reference.treaties):
        yield from _treaty(reference, slug)
    for member in reference.rows(Membership):
        if member.role == "member":
            yield Tie(
                "membership",
                _actor(member.member),
                f"{ID_BASE}org/{member.organization}",
                *_between(member.from_, member.to),
                True,
                f"{ID_BASE}org/{member.organization}",
                member.organization,
                status=member.role,
                basis=row_name(member),
                pages=member.sources,
            )
    yield from _positions(reference)


def treaty_spans(events: Iterable[StatusEvent]) -> list[tuple[str, date | None, date | None]]:
    """(status, first day, day after the last) of a treaty as a whole, in order of time; None is open."""
    return _spans([(e.status, first(e.date)) for e in events if not e.party])


def _spans(steps: Iterable[tuple[str, date]]) -> list[tuple[str, date | None, date | None]]:
    way = statuses().way
    ordered = sorted(set(steps), key=lambda s: (s[1], way.index(s[0]) if s[0] in way else len(way)))
    spans: list[tuple[str, date | None, date | None]] = []
    for i, (status, day) in enumerate(ordered):
        end = ordered[i + 1][1] if i + 1 < len(ordered) else None
        if end is None or end > day:
            spans.append((status, day if day != date.min else None, end))
    return spans


def _treaty(reference: Reference, slug: str) -> Iterator[Tie]:
    treaty, parties = reference.treaties[slug], reference.parties.get(slug, [])
    node = f"{ID_BASE}treaty/{slug}"
    gone = {e.party: first(e.date) for e in reference.status.get(slug, ()) if e.party and e.status == "Withdrawn"}
    spans = treaty_spans(reference.status.get(slug, ()))
    types = (treaty.type,) if treaty.type else ()
    if len({p.party for p in parties}) > table("signed")["pairs"]["most"]:
        for party in parties:
            begin, end = _between(party.from_, party.to)
            yield Tie("membership", _actor(party.party), node, begin, _least(end, gone.get(party.party)), True, node,
                      treaty.title, types, status=party.role, basis=row_name(party), pages=party.sources)  # fmt: skip
        return
    for one, other in combinations(sorted(parties, key=lambda p: (p.party, p.from_)), 2):
        if one.party == other.party or _suspended(reference, slug, one.party, other.party):
            continue
        for status, begin, end in spans:
            yield from _pair(reference, slug, one, other, (status, begin, end), gone, types)


def _pair(
    reference: Reference, slug: str, one: TreatyParty, other: TreatyParty,
    span: tuple[str, date | None, date | None], gone: Mapping[str, date], types: tuple[str, ...],
) -> Iterator[Tie]:  # fmt: skip
    status, begin, end = span
    for party in (one, other):
        joined, left = _between(party.from_, party.to)
        if status in statuses().in_force and joined and (begin is None or joined > begin):
            begin = joined
        end = _least(end, left, gone.get(party.party))
    if end is None or begin is None or begin < end:
        yield Tie(
            "treaty", *_ordered(one.party, other.party), begin, end, False, f"{ID_BASE}treaty/{slug}",
            reference.treaties[slug].title, types, _obliges(reference, slug), status, "reference", "",
            row_name(one), tuple(dict.fromkeys([*one.sources, *other.sources])),
        )  # fmt: skip


def _suspended(reference: Reference, slug: str, one: str, other: str) -> bool:
    """Whether a treaty stays suspended between two of its parties, without a date of return."""
    codes = {row.name: row.code for row in reference.rows(State)}
    return any(
        event.status == "Suspended" and {one, other} == {event.party, codes.get(event.body, "")}
        for event in reference.status.get(slug, ())
        if event.party
    )


def _positions(reference: Reference) -> Iterator[Tie]:
    names = {row.slug: row for row in reference.rows(Feature)}
    by_feature: dict[str, list[Position]] = defaultdict(list)
    for row in reference.rows(Position):
        by_feature[row.feature].append(row)
    for slug, rows in sorted(by_feature.items()):
        feature = names.get(slug)
        kind = "sea" if feature and feature.kind == "Sea" else "feature"
        node, label = f"{ID_BASE}{kind}/{slug}", feature.name if feature else slug
        for row in rows:
            yield Tie("position", _actor(row.claimant), node, *_between(row.from_, row.to), True, node, label,
                      basis=row_name(row), pages=row.sources)  # fmt: skip
        for one, other in combinations(rows, 2):
            begins = [d for r in (one, other) if (d := _between(r.from_, r.to)[0])]
            end = _least(*(_between(r.from_, r.to)[1] for r in (one, other)))
            if one.claimant == other.claimant or (end and begins and max(begins) >= end):
                continue
            yield Tie(
                "dispute", *_ordered(one.claimant, other.claimant), max(begins, default=None), end,
                False, node, label, status="claims", basis=row_name(one),
                pages=tuple(dict.fromkeys([*one.sources, *other.sources])),
            )  # fmt: skip


def _obliges(reference: Reference | None, slug: str) -> tuple[str, ...]:
    if reference is None:
        return ()
    return tuple(sorted({row.obligation for row in reference.rows(Obligation) if row.treaty == slug}))


def _actor(name: str) -> str:
    return f"{ID_BASE}state/{name}" if name.isupper() and len(name) == 2 else f"{ID_BASE}org/{name}"


def _ordered(one: str, other: str) -> tuple[str, str]:
    """The IRIs of two actors, the lesser first."""
    left, right = sorted((_actor(one), _actor(other)))
    return left, right


def _between(from_: str, to: str) -> tuple[date | None, date | None]:
    """The first day of what lasts from one date to another, and the day on which it has ended."""
    begin = bounds(from_)[0] if from_ else None
    return begin, (bounds(to)[1] if to else None)


def _least(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)
