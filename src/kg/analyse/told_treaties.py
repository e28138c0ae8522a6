"""What claims and the reference data tell of one treaty: its types, status and history, and where it stood when."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from kg.analyse.known import Fact
from kg.analyse.rows import NetworkRow
from kg.analyse.spans import days, steps, treaty_spans
from kg.analyse.standing import firm
from kg.analyse.terms import state_of, terms


def treaty_facts(about: Iterable[NetworkRow], known: Iterable[Fact], *, of_two: bool) -> dict[str, Any]:
    """Types, latest status, history and spans of a treaty, and the ``state`` (see networks) that the status means.

    Only accepted claims say what the treaty is; the history has all of them, each with its stance, and what the
    reference data know. Those date the spans as well, but are not what documents say: ``status`` is without them.
    """
    about, known = list(about), list(known)
    types = {row.object.local for row in about if row.relation == "treatyType" and row.object and firm(row)}
    history = [row for row in about if row.relation == "status" and row.object]
    status = latest_status(
        ((row.object.local, row.date_to or row.date_from) for row in history if row.object and firm(row)),
        of_two=of_two,
    )
    after = partial(latest_status, of_two=of_two)
    spans = treaty_spans(steps([row for row in history if firm(row)], known), after, state_of)
    return {
        "types": tuple(sorted(types)), "status": status, "history": _history(history, known),
        "state": state_of(status), "pact": bool(types & terms().pacts), "spans": tuple(spans),
    }  # fmt: skip


def _history(rows: Iterable[NetworkRow], known: Iterable[Fact]) -> tuple[dict[str, Any], ...]:
    """The steps of claims, those of one status, date and stance together, and of the reference; in order of time."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for row in sorted(rows, key=_history_order):
        assert row.object
        said = "accepted" if firm(row) else str(row.stance)
        step = found.setdefault(
            (row.object.local, row.date or "", said),
            {"status": row.object.local, "said": said, "documents": 0, "claims": (), "day": row.date_from or "",
             "printed": row.published or ""},
        )  # fmt: skip
        step["documents"] += 1
        step["claims"] = (*step["claims"], row.claim)
        if row.date:
            step["date"] = row.date
    listed = list(found.values())
    for fact in known:
        first = days(fact.date)[0]
        step = {"status": fact.value, "said": "reference", "documents": 0, "facts": (fact.iri,),
                "day": first.isoformat() if first else ""}  # fmt: skip
        listed.append({**step, **({"date": fact.date} if fact.date else {}),
                       **({"by": ", ".join(one.name for one in fact.by)} if fact.by else {})})  # fmt: skip
    # steps of the same day keep their order on the way into force
    listed.sort(key=lambda s: (s["day"] or s.get("printed") or "9999", rank(s["status"]), s["said"] == "reference"))
    return tuple({key: value for key, value in step.items() if key not in ("day", "printed")} for step in listed)


def _history_order(row: NetworkRow) -> tuple[object, ...]:
    return (row.date_from or row.published or "9999", rank(row.object.local if row.object else ""), row.claim)


def rank(status: str) -> int:
    """How far a status is on the way into force."""
    way = terms().way
    return way.index(status) if status in way else len(way)


def latest_status(steps: Iterable[tuple[str, str | None]], *, of_two: bool) -> str | None:
    """Where a treaty stands after the steps (status, last day of its date or None); None where none is known.

    The furthest step on the way into force counts, whatever the order in which steps are told. A step that ends the
    treaty counts if it is not followed by a later entry into force. One party's leaving ends a treaty of two only.
    """
    words = terms()
    known = [(status, day) for status, day in steps if of_two or status not in words.of_a_party]
    ends = [(day or "9999", status) for status, day in known if status in words.end]
    forward = [(words.way.index(status), day or "") for status, day in known if status in words.way]
    in_force = max((day for rank, day in forward if words.way[rank] in words.in_force), default="")
    if ends and max(ends)[0] >= in_force:
        return max(ends)[1]
    return words.way[max(forward)[0]] if forward else None
