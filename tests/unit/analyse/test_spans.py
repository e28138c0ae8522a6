"""When a tie held: from the dates of claims and of the reference data, sharp and unsharp, with and without an end."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analyse.known import Fact, read_known
from kg.analyse.networks import alliance_network, dispute_network, latest_status
from kg.analyse.rows import NetworkRow
from kg.analyse.spans import UNDATED, event_spans, lasting_spans, steps, treaty_spans
from kg.analyse.terms import state_of
from kg.core.model import ID_BASE

from .test_networks import row, thing, treaty


def fact(what: str, value: str = "", by: str = "", about: str = "treaty/raa", when: str | None = None) -> Fact:
    who = (thing(by),) if by else ()
    return Fact(f"fact:{what}{value}{by}{when}", what, ID_BASE + about, who, value, date=when)


def status(name: str, when: str | None = None, **more: object) -> NetworkRow:
    return row("treaty/raa", "status", name, date=when, **more)


def path(rows: list[NetworkRow], facts: list[Fact] | None = None) -> list[tuple[str, str | None, str | None]]:
    """Status, first and last day of each span."""
    spans = treaty_spans(steps(rows, facts or []), lambda some: latest_status(some, of_two=True), state_of)
    return [(span["status"], span["start"], span["end"]) for span in spans]


def test_a_treaty_stands_where_its_last_step_put_it() -> None:
    """Each step ends the span before it on the day before; the last goes on."""
    rows = [status("InForce", "2025-09-11"), status("Signed", "2024-07-08"), status("Negotiating", "2023-11")]
    assert path(rows) == [
        ("Negotiating", "2023-11-01", "2024-07-07"), ("Signed", "2024-07-08", "2025-09-10"), ("InForce", "2025-09-11", None),
    ]  # fmt: skip


def test_an_unsharp_date_has_a_first_and_a_sure_day() -> None:
    """What was signed in 2024 may be signed on 1 January and surely is on 31 December."""
    [span] = treaty_spans(
        steps([status("Signed", "2024")], []), lambda some: latest_status(some, of_two=True), state_of
    )
    assert (span["start"], span["sure"], span["state"]) == ("2024-01-01", "2024-12-31", "pending")


def test_a_step_without_a_date_counts_from_publication() -> None:
    """That a treaty is in force, said in 2026 without a date, holds from then; before that it is not known."""
    assert path([status("InForce", published="2026-01-15")]) == [
        (UNDATED, None, "2026-01-14"), ("InForce", "2026-01-15", None),
    ]  # fmt: skip


def test_an_end_without_a_date_may_have_come_at_any_time_before_it_is_told() -> None:
    """Between the entry into force and the report that a treaty has ended it is not known whether it was in force."""
    rows = [status("InForce", "1952-04-28"), status("Terminated", published="2025-12-01")]
    assert path(rows) == [
        ("InForce", "1952-04-28", "1952-04-28"), (UNDATED, "1952-04-29", "2025-11-30"), ("Terminated", "2025-12-01", None),
    ]  # fmt: skip
    pending = [status("Signed", "2026-01-15"), status("PendingApproval", published="2026-02-02")]
    assert path(pending) == [("Signed", "2026-01-15", "2026-02-01"), ("PendingApproval", "2026-02-02", None)]


def test_the_reference_dates_what_documents_leave_open() -> None:
    """Steps of the reference about the treaty as a whole count; a step of one party alone does not."""
    facts = [fact("status", "Signed", when="2024-07-08"), fact("status", "Ratified", by="state/PH", when="2024-12-16")]
    assert path([status("InForce", "2025-09-11")], facts) == [
        ("Signed", "2024-07-08", "2025-09-10"), ("InForce", "2025-09-11", None),
    ]  # fmt: skip


def test_suspended_and_again_in_force() -> None:
    """A treaty that is suspended and comes back is in force in two spans."""
    rows = [status("InForce", "1999-05-27"), status("Suspended", "2020-02-11"), status("InForce", "2021-07-30")]
    assert [one[0] for one in path(rows)] == ["InForce", "Suspended", "InForce"]


def lasting(rows: list[NetworkRow], facts: list[Fact] | None = None) -> list[tuple[str, str | None, str | None]]:
    return [(s["status"], s["start"], s["end"]) for s in lasting_spans(rows, facts or [])]


def test_what_lasts_goes_on_until_its_end_is_told() -> None:
    """From its first date on, to its last where one is told; stretches that touch are one."""
    assert lasting([row("state/JP", "alliedWith", "state/US", date="1951-09")]) == [("holds", "1951-09-01", None)]
    assert lasting([], [fact("member", when="1955/1977")]) == [("holds", "1955-01-01", "1977-12-31")]
    two = [fact("member", when="1955/1977-06-30"), fact("member", when="1977-07-01/..")]
    assert lasting([], two) == [("holds", "1955-01-01", None)]
    apart = [fact("member", when="1955/1960"), fact("member", when="1970/..")]
    assert [one[1] for one in lasting([], apart)] == ["1955-01-01", "1970-01-01"]


def test_what_is_told_without_a_date_is_not_known_before() -> None:
    """A dispute told without a date holds from publication; a dated claim beside it dates it."""
    bare = row("state/JP", "disputes", "state/RU", published="2026-01-15")
    assert lasting([bare]) == [(UNDATED, None, "2026-01-14"), ("holds", "2026-01-15", None)]
    assert lasting([bare, row("state/JP", "disputes", "state/RU", date="1956")]) == [("holds", "1956-01-01", None)]
    assert lasting([row("state/JP", "disputes", "state/RU", published=None)]) == [(UNDATED, None, None)]


def test_events_are_shown_for_a_year() -> None:
    """An act of 17 June 2024 is shown to 16 June 2025, so that the end of a year shows all acts of that year."""
    [span] = event_spans([row("state/CN", "COERCE", "state/PH", date="2024-06-17")])
    assert (span["start"], span["end"], span["status"]) == ("2024-06-17", "2025-06-16", "COERCE")


DATES = st.dates(date(1900, 1, 1), date(2030, 12, 31))
STATUSES = st.sampled_from(["Negotiating", "Signed", "Approved", "Ratified", "InForce", "Suspended", "Terminated"])


@given(st.lists(st.tuples(STATUSES, DATES, st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"])), max_size=8))
def test_spans_of_a_treaty_follow_each_other(some: list[tuple[str, date, str]]) -> None:
    """Whatever the steps: spans are in order and do not overlap, only the last is open, neighbours differ."""
    found = path([status(name, day.strftime(form), claim=str(i)) for i, (name, day, form) in enumerate(some)])
    for (one, start, end), (other, begin, _) in pairwise(found):
        assert one != other and start and end and begin and start <= end < begin
    assert not found or found[-1][2] is None


@given(st.lists(st.tuples(DATES, st.one_of(st.none(), DATES)), max_size=8), st.randoms())
def test_spans_of_what_lasts_do_not_depend_on_order(some: list[tuple[date, date | None]], chance: object) -> None:
    """The same facts in another order give the same spans, in order and apart."""
    facts = [
        fact("member", by=f"state/{i}", when=f"{a}/{b if b and b >= a else '..'}") for i, (a, b) in enumerate(some)
    ]
    mixed = list(facts)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    found = lasting([], facts)
    assert found == lasting([], mixed)
    assert all(one[2] and other[1] and one[2] < other[1] for one, other in pairwise(found))


KNOWN = [
    {"fact": "f:1", "what": "member", "thing": f"{ID_BASE}org/asean", "by": f"{ID_BASE}state/VN", "value": "member", "date": "1995-07-28/.."},
    {"fact": "f:2", "what": "party", "thing": f"{ID_BASE}treaty/anzus", "by": f"{ID_BASE}state/NZ", "value": "party", "date": "1952-04-29/1986-08"},
    {"fact": "f:3", "what": "position", "thing": f"{ID_BASE}feature/senkaku", "by": f"{ID_BASE}state/CN", "date": "1971/.."},
    {"fact": "f:4", "what": "point", "thing": f"{ID_BASE}state/VN", "value": "POINT(105.85 21.03)"},
    {"fact": "f:5", "what": "name", "thing": f"{ID_BASE}state/VN", "value": "Việt Nam", "lang": "vi", "source": "https://a.example"},
    {"fact": "f:5", "what": "name", "thing": f"{ID_BASE}state/VN", "value": "Việt Nam", "lang": "vi", "source": "https://b.example"},
]  # fmt: skip


def test_facts_are_read_once_with_all_their_sources() -> None:
    """Rows of one fact are one fact, with each source; points are where things lie."""
    known = read_known(KNOWN)
    [name] = known.of("name", f"{ID_BASE}state/VN")
    assert (name.value, name.lang, name.sources) == ("Việt Nam", "vi", ("https://a.example", "https://b.example"))
    assert known.places == {f"{ID_BASE}state/VN": (105.85, 21.03)}
    assert read_known(list(reversed(KNOWN))) == known


def test_the_reference_draws_nothing_but_dates_what_is_drawn() -> None:
    """A membership, a party and a position take the dates of the reference; a fact without a claim draws no tie."""
    rows = [row("state/VN", "memberOf", "org/asean"), *treaty("anzus", "state/AU", "state/NZ", "state/US"),
            row("treaty/anzus", "status", "InForce", date="1952-04-29")]  # fmt: skip
    graph = alliance_network(rows, read_known(KNOWN))
    spans = {(data["source"].rpartition("/")[2], data["kind"]): data["spans"] for _, _, data in graph.edges(data=True)}
    assert [s["start"] for s in spans["VN", "member"]] == ["1995-07-28"]
    assert [(s["start"], s["end"]) for s in spans["NZ", "party-in-force"]] == [("1952-04-29", "1986-08-31")]
    assert [s["end"] for s in spans["AU", "party-in-force"]] == [None]
    assert alliance_network([], read_known(KNOWN)).number_of_edges() == 0
    [(_, _, position)] = dispute_network(
        [row("state/CN", "claimsSovereignty", "feature/senkaku")], read_known(KNOWN)
    ).edges(data=True)
    assert [(s["start"], s["sure"]) for s in position["spans"]] == [("1971-01-01", "1971-12-31")]


@pytest.mark.parametrize(("kind", "pact"), [("MutualDefense", True), ("Logistics", False)])
def test_a_treaty_of_alliance_is_told_from_one_short_of_it(kind: str, pact: bool) -> None:
    """A mutual defence treaty is a pact, any other type a treaty short of alliance, and so are its spans."""
    rows = [
        *treaty("raa", "state/JP", "state/PH"),
        row("treaty/raa", "treatyType", kind),
        status("Signed", "2024-07-08"),
    ]
    [(_, _, edge)] = alliance_network(rows).edges(data=True)
    prefix = "pact" if pact else "treaty"
    assert edge["kind"] == f"{prefix}-pending" and [s["kind"] for s in edge["spans"]] == [f"{prefix}-pending"]
