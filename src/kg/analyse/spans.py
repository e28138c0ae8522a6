"""When a tie held: spans of days, computed from the dates of claims and of the reference data.

Dates are EDTF and may be unsharp: what began in 2024 may hold since its first day and surely holds on its last. A span
has both days. Whoever draws a network as of a day compares ISO days and nothing else.

A claim without a date says that something holds when its document is published. Before that day it is not known
whether it held: that stretch has the status ``undated``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypedDict

from kg.analyse.known import Fact
from kg.analyse.rows import NetworkRow
from kg.core.errors import DataError
from kg.core.time import add_months, bounds

UNDATED = "undated"
HOLDS = "holds"
AFTER_EVENT = 12
"""Months for which an event is shown after it happened: at the end of a year, all events of that year are."""


class Span(TypedDict, total=False):
    """Days (ISO, included) of one status: ``start`` and ``end`` are None where open, ``sure`` is absent where sharp.

    ``sure`` is the first day on which it surely holds, where ``start`` only may be its first day. ``claims`` and
    ``facts`` are the ids of what tells it. ``state`` is what the status means (see networks), of treaties alone.
    """

    status: str
    start: str | None
    sure: str
    end: str | None
    state: str
    claims: tuple[str, ...]
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a treaty: the status that it led to, the first and the last day that its date may mean."""

    status: str
    first: date
    last: date
    told: bool
    """False where the document tells no date, and its day of publication stands in."""
    claim: str = ""
    fact: str = ""


def days(edtf: str | None) -> tuple[date | None, date | None]:
    """First and last day of a date; (None, None) where there is none or it is no date."""
    if not edtf:
        return None, None
    try:
        return bounds(edtf)
    except DataError:
        return None, None


def steps(rows: Iterable[NetworkRow], facts: Iterable[Fact]) -> list[Step]:
    """The dated steps of a treaty in order, of accepted claims and of reference facts about the treaty as a whole."""
    found = []
    for row in rows:
        assert row.object
        first, last = days(row.date)
        told = first is not None or last is not None
        if not told:
            first, last = days(row.published)
        if first or last:
            found.append(Step(row.object.local, first or last, last or first, told, claim=row.claim))  # type: ignore[arg-type]
    for fact in facts:
        first, last = days(fact.date)
        if not fact.by and (first or last):
            found.append(Step(fact.value, first or last, last or first, True, fact=fact.iri))  # type: ignore[arg-type]
    return sorted(found, key=lambda s: (s.first, s.last, s.status, s.claim, s.fact))


def treaty_spans(
    path: Sequence[Step],
    status_after: Callable[[Iterable[tuple[str, str | None]]], str | None],
    state_of: Callable[[str | None], str],
) -> list[Span]:
    """Where a treaty stood when: a span for each status in turn.

    ``status_after`` says where a treaty stands after steps (see networks.latest_status), ``state_of`` what that means.
    """
    spans: list[Span] = []
    for day in sorted({step.first for step in path}):
        status = status_after((step.status, step.last.isoformat()) for step in path if step.first <= day)
        if status is None or (spans and spans[-1]["status"] == status):
            continue
        telling = [step for step in path if step.status == status and step.first <= day]
        if spans:
            spans[-1]["end"] = _before(day)
            if not any(step.told for step in telling) and spans[-1].get("state") != state_of(status):
                spans += _either(spans[-1], path, day)
        sure = min((step.last for step in telling), default=day)
        spans.append(_span(status, day, sure, None, [s for s in path if s.status == status], state=state_of(status)))
    if spans and path and not path[0].told:
        # the first that is known is how things stood when somebody wrote of them: before that, nothing is known
        spans.insert(0, {"status": UNDATED, "start": None, "end": _before(path[0].first), "claims": (), "facts": ()})
    return spans


def _either(before: Span, path: Sequence[Step], day: date) -> list[Span]:
    """The stretch in which the status before may have ended, which one tells later without a date; it is cut from it.

    "Signed in 1951 ... it was replaced": on a day between the two nobody says whether it was still in force.
    """
    told = max((step.last for step in path if step.told and step.first < day), default=None)
    if told is None or told >= day - timedelta(days=1):
        return []
    before["end"] = told.isoformat()
    start = (told + timedelta(days=1)).isoformat()
    return [{"status": UNDATED, "start": start, "end": _before(day), "claims": (), "facts": ()}]


def lasting_spans(rows: Sequence[NetworkRow], facts: Sequence[Fact] = ()) -> list[Span]:
    """When something that lasts held (an alliance, a membership, a dispute, a claim to sovereignty).

    What is told with a date is taken to go on until a date tells its end.
    """
    told: list[tuple[date | None, date | None, date | None, str, str]] = []
    open_: list[tuple[date | None, str, str]] = []
    for edtf, claim, fact, published in [
        *((row.date, row.claim, "", row.published) for row in rows),
        *((fact.date, "", fact.iri, None) for fact in facts),
    ]:
        first, last = days(edtf)
        if first or last:
            sure, end = _lasting(edtf or "", first, last)
            told.append((first, sure, end, claim, fact))
        else:
            open_.append((days(published)[1], claim, fact))
    if told:
        return _merged(told, open_)
    known = min((day for day, _, _ in open_ if day), default=None)
    ids = _ids((claim, fact) for _, claim, fact in open_)
    if known is None:
        return [{"status": UNDATED, "start": None, "end": None, **ids}] if open_ else []  # type: ignore[typeddict-item]
    return [
        {"status": UNDATED, "start": None, "end": _before(known), **ids},  # type: ignore[typeddict-item]
        {"status": HOLDS, "start": known.isoformat(), "end": None, **ids},  # type: ignore[typeddict-item]
    ]


def event_spans(rows: Iterable[NetworkRow]) -> list[Span]:
    """For each event the days on which it is shown: from the day it happened for ``AFTER_EVENT`` months."""
    spans: list[Span] = []
    for row in rows:
        first, last = days(row.date)
        ids = _ids([(row.claim, "")])
        if first or last:
            start, sure = first or last, last or first
            assert start and sure
            end = add_months(sure, AFTER_EVENT) - timedelta(days=1)
            span: Span = {"status": row.relation, "start": start.isoformat(), "end": end.isoformat(), **ids}  # type: ignore[typeddict-item]
            spans.append(span if sure == start else {**span, "sure": sure.isoformat()})
        else:
            printed = days(row.published)[1]
            end_ = (add_months(printed, AFTER_EVENT) - timedelta(days=1)).isoformat() if printed else None
            spans.append({"status": UNDATED, "start": None, "end": end_, **ids})  # type: ignore[typeddict-item]
    return sorted(spans, key=lambda s: (s["start"] or "", s["status"], s["claims"]))


def _lasting(edtf: str, first: date | None, last: date | None) -> tuple[date | None, date | None]:
    """The first day on which what lasts surely held, and its last day (None: it goes on)."""
    start, slash, _ = edtf.partition("/")
    if not slash:
        return last or first, None
    sure = days(start)[1] if first else None
    return sure or first, last


def _merged(
    told: Sequence[tuple[date | None, date | None, date | None, str, str]],
    open_: Sequence[tuple[date | None, str, str]],
) -> list[Span]:
    """Stretches that touch are one, and claims without a date belong to all of them."""
    always = [(claim, fact) for _, claim, fact in open_]
    groups: list[tuple[date | None, date | None, date | None, list[tuple[str, str]]]] = []
    for first, sure, end, claim, fact in sorted(told, key=lambda t: (t[0] or date.min, t[3], t[4])):
        if groups and (groups[-1][2] is None or (first or date.min) <= groups[-1][2] + timedelta(days=1)):
            start, surely, until, ids = groups[-1]
            later = None if until is None or end is None else max(until, end)
            firmly = min((s for s in (surely, sure) if s), default=None)
            groups[-1] = (start, firmly, later, [*ids, (claim, fact)])
        else:
            groups.append((first, sure, end, [(claim, fact)]))
    spans: list[Span] = []
    for start, surely, until, ids in groups:
        span: Span = {
            "status": HOLDS, "start": start.isoformat() if start else None,
            "end": until.isoformat() if until else None, **_ids([*ids, *always]),  # type: ignore[typeddict-item]
        }  # fmt: skip
        spans.append({**span, "sure": surely.isoformat()} if surely and surely != start else span)
    return spans


def _span(status: str, start: date, sure: date, end: date | None, told_by: Iterable[Step], *, state: str) -> Span:
    ids = _ids((step.claim, step.fact) for step in told_by)
    span: Span = {"status": status, "start": start.isoformat(), "end": end.isoformat() if end else None,
                  "state": state, **ids}  # type: ignore[typeddict-item]  # fmt: skip
    return {**span, "sure": sure.isoformat()} if sure > start else span


def _ids(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    pairs = list(pairs)
    return {"claims": tuple(sorted({c for c, _ in pairs if c})), "facts": tuple(sorted({f for _, f in pairs if f}))}


def _before(day: date) -> str:
    return (day - timedelta(days=1)).isoformat() if day > date.min else day.isoformat()
