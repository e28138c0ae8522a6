"""The curated treaties: known codes and terms, dates in a possible order, and the states that a query must find."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise

import pytest

from curated import DAY, ROOT, SLUG, URL, Row, codes, documented, listed, slugs, table
from kg.core import time
from kg.core.ontology import Ontology

TABLES = ["treaties", "treaty-parties", "treaty-status", "obligations"]
COLLECTIVE = {"each party", "the other party", "the other parties"}

JP_PH_RAA = "jp-ph-reciprocal-access-agreement"
JP_PH_ACSA = "jp-ph-acquisition-and-cross-servicing-agreement"


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load(ROOT / "ontology.ttl")


def treaties() -> set[str]:
    return {row["slug"] for row in table("treaties")}


def first(edtf: str) -> date:
    """The first day of a date, the earliest of all for an open one."""
    return time.bounds(edtf)[0] or date.min


def last(edtf: str) -> date:
    """The last day of a date, the latest of all for an open one."""
    return time.bounds(edtf)[1] or date.max


def status(treaty: str, day: str) -> str | None:
    """What a treaty as a whole was on a day: its last event not after it."""
    past = [row for row in table("treaty-status") if row["treaty"] == treaty and not row["party"]]
    past = [row for row in past if last(row["date"]) <= date.fromisoformat(day)]
    return max(past, key=lambda row: first(row["date"]))["status"] if past else None


@pytest.mark.parametrize("name", TABLES)
def test_columns_are_those_of_the_readme(name: str) -> None:
    """The README lists the columns of each table, and the table has them."""
    assert list(table(name)[0]) == [*documented(name), "source", "retrieved"]


@pytest.mark.parametrize("name", TABLES)
def test_every_row_says_where_and_when_it_was_looked_up(name: str) -> None:
    """A row has the address of a page, and the day."""
    assert [row for row in table(name) if not (URL.fullmatch(row["source"]) and DAY.fullmatch(row["retrieved"]))] == []


@pytest.mark.parametrize("name", TABLES)
def test_cells_are_clean(name: str) -> None:
    """No cell has blanks at its ends, an empty alternative or the same one twice."""
    for row in table(name):
        for column, cell in row.items():
            assert cell == cell.strip(), (name, row)
            if column in {"names", "depositary", "obliged"}:
                parts = listed(cell)
                assert all(parts) and len(parts) == len(set(parts)), (name, row)


@pytest.mark.parametrize("name", TABLES)
def test_no_row_is_there_twice(name: str) -> None:
    """Two rows differ in more than their source."""
    seen = Counter(tuple(cell for column, cell in row.items() if column not in {"source"}) for row in table(name))
    assert [row for row, count in seen.items() if count > 1] == []


def test_slugs_are_unique_and_well_formed() -> None:
    """A slug names one treaty."""
    found = [row["slug"] for row in table("treaties")]
    assert [slug for slug, count in Counter(found).items() if count > 1 or not SLUG.fullmatch(slug)] == []


def test_tables_speak_of_treaties_that_there_are() -> None:
    """Parties, events, obligations and references to other treaties name a treaty of the table."""
    named = {row["treaty"] for name in TABLES[1:] for row in table(name)}
    named |= {row[c] for row in table("treaties") for c in ("replaces", "amends", "complements") if row[c]}
    assert named - treaties() == set()


def test_every_treaty_has_parties_and_a_status() -> None:
    """A treaty nobody is bound by, or of which nothing is known, is of no use; talks have no parties yet."""
    talks = {t for t in treaties() if status(t, "2026-11-24") == "Negotiating"}
    assert (
        treaties() - talks - {row["treaty"] for row in table("treaty-parties")} - {"id-vn-eez-delimitation-agreement"}
        == set()
    )
    assert treaties() - {row["treaty"] for row in table("treaty-status")} == set()


def test_types_and_statuses_are_of_the_ontology(ontology: Ontology) -> None:
    """A type, a status or a kind of obligation is a term of the ontology."""
    assert {row["type"] for row in table("treaties")} <= set(ontology.treaty_types)
    assert {row["status"] for row in table("treaty-status")} <= set(ontology.statuses)
    assert {row["obligation"] for row in table("obligations")} <= set(ontology.obligation_types)


def test_parties_are_known() -> None:
    """A party is a state that the lexicon has, by its code."""
    named = {row["party"] for name in ("treaty-parties", "treaty-status") for row in table(name) if row["party"]}
    assert named - codes() == set()
    assert {row["role"] for row in table("treaty-parties")} <= {"party", "signatory"}
    known = codes() | slugs("organizations")
    assert {part for row in table("treaties") for part in listed(row["depositary"])} - known == set()


def test_obliged_are_parties_of_the_treaty() -> None:
    """Who owes, and to whom, are codes of its parties, or all of them."""
    parties = defaultdict(set)
    for row in table("treaty-parties"):
        parties[row["treaty"]].add(row["party"])
    for row in table("obligations"):
        for cell in (row["obliged"], row["owedTo"]):
            assert cell in COLLECTIVE or set(listed(cell)) <= parties[row["treaty"]], row


def test_dates_are_dates() -> None:
    """A date is EDTF of the subset that the program reads; what ends does not end before it begins."""
    assert [row for row in table("treaty-status") if not time.valid(row["date"])] == []
    for row in table("treaty-parties"):
        assert all(time.valid(row[c]) for c in ("from", "to") if row[c]), row
        assert not (row["from"] and row["to"]) or first(row["from"]) <= last(row["to"]), row


def test_a_party_has_one_row_a_treaty() -> None:
    """Nobody is party and signatory of a treaty at once."""
    seen = Counter((row["treaty"], row["party"]) for row in table("treaty-parties"))
    assert [pair for pair, count in seen.items() if count > 1] == []


def test_steps_are_in_a_possible_order(ontology: Ontology) -> None:
    """Nothing is in force before it is signed, suspended before it is in force, or anything once it has ended."""
    order = {name: term.order for name, term in ontology.statuses.items()}
    by_treaty: dict[str, list[Row]] = defaultdict(list)
    for row in table("treaty-status"):
        if not row["party"]:
            by_treaty[row["treaty"]].append(row)
    for rows in by_treaty.values():
        ordered = sorted(rows, key=lambda row: order[row["status"]])
        for before, after in pairwise(ordered):
            assert first(before["date"]) <= last(after["date"]), (before, after)


def test_a_party_steps_after_the_signing() -> None:
    """A party approves, ratifies or leaves a treaty that was signed, or whose text was agreed."""
    begun = {
        row["treaty"]: first(row["date"])
        for row in table("treaty-status")
        if not row["party"] and row["status"] in {"Signed", "Concluded"}
    }
    for row in table("treaty-status"):
        if row["party"] and row["treaty"] in begun:
            assert begun[row["treaty"]] <= last(row["date"]), row


def test_who_is_bound_agrees_with_the_status() -> None:
    """A treaty that is in force has parties from that day at the earliest; one never in force has signatories only."""
    force = {row["treaty"]: first(row["date"]) for row in table("treaty-status") if row["status"] == "InForce"}
    for row in table("treaty-parties"):
        if row["role"] == "party" and row["from"] and row["treaty"] in force:
            assert force[row["treaty"]] <= last(row["from"]), row


@pytest.mark.parametrize(
    ("day", "raa", "acsa"),
    [
        ("2023-06-30", None, None),
        ("2024-12-31", "Signed", None),
        ("2025-10-01", "InForce", "Negotiating"),
        ("2025-12-31", "InForce", "Concluded"),
        ("2026-01-20", "InForce", "Signed"),
    ],
)
def test_japan_and_the_philippines_as_of(day: str, raa: str | None, acsa: str | None) -> None:
    """The two agreements of Japan and the Philippines, as the rows tell them on a day."""
    assert (status(JP_PH_RAA, day), status(JP_PH_ACSA, day)) == (raa, acsa)


def test_ended_treaties_have_ended() -> None:
    """What ran out or was ended is so from its day on, and was in force before."""
    ends = {
        "new-start": ("2026-02-04", "2026-02-05", "Expired"),
        "intermediate-range-nuclear-forces-treaty": ("2019-08-01", "2019-08-02", "Terminated"),
        "tw-us-mutual-defense-treaty": ("1979-12-31", "1980-01-01", "Terminated"),
        "cn-su-treaty-of-friendship-alliance-and-mutual-assistance": ("1980-04-10", "1980-04-11", "Expired"),
    }
    assert {t: (status(t, a), status(t, b)) for t, (a, b, _) in ends.items()} == {
        t: ("InForce", end) for t, (_, _, end) in ends.items()
    }


def test_defence_is_owed_under_an_article() -> None:
    """Every duty to defend names its article and what sets it off."""
    lacking = [
        row
        for row in table("obligations")
        if row["obligation"] == "Defense" and not (row["article"] and row["trigger"])
    ]
    assert lacking == []
