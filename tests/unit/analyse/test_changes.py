"""What changed between two days, by hand-made claims and the reference."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kg.analyse.changes import SECTIONS, Change, changes, changes_told
from kg.analyse.ties import Tie
from kg.config import Project
from kg.core.model import ID_BASE, Claim, Document, Stance
from kg.core.ontology import Ontology
from kg.reference import Reference
from samples import CN, IN_FORCE, ISLETS, JP, LEAGUE, PACT, PH, US, Article, concept

ROOT = Path(__file__).parents[3]
BEFORE, AFTER = date(2024, 1, 1), date(2026, 2, 1)


@pytest.fixture(scope="module")
def reference() -> Reference:
    return Reference(Project.find(ROOT))


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load(ROOT / "ontology.ttl")


def found(
    reference: Reference, ontology: Ontology, *articles: Article, ties: tuple[Tie, ...] = (), before: date = BEFORE,
    after: date = AFTER,
) -> list[Change]:  # fmt: skip
    claims: list[Claim] = []
    documents: dict[str, Document] = {}
    for article in articles:
        extraction = article.extraction()
        claims += extraction.claims
        documents[extraction.document.id] = extraction.document
    names = {f"{ID_BASE}state/{c}": c for c in ("JP", "PH", "CN", "US")} | {
        ISLETS.iri: ISLETS.name,
        LEAGUE.iri: LEAGUE.name,
    }
    return changes(reference, ties, names, claims, documents, ontology, before, after)


def of(changes: list[Change], how: str, what: str | None = None) -> list[str]:
    return [c.text for c in changes if c.how == how and what in (None, c.what)]


def test_treaties_of_the_reference(reference: Reference, ontology: Ontology) -> None:
    """Between the two days a treaty was signed, one was upgraded from talks to force, and one was ended."""
    made = found(reference, ontology)
    assert any(
        "Cross-Servicing Agreement of Japan and the Philippines: signed 2026-01-15" in t
        for t in of(made, "new", "treaty")
    )
    assert any("in force since 2025-09-11, was negotiating 2023-11" in t for t in of(made, "upgraded", "treaty"))
    assert any("terminated 2024-12-04" in t for t in of(made, "ended", "treaty"))


def test_suspension_is_a_downgrade_and_return_an_upgrade(reference: Reference, ontology: Ontology) -> None:
    """A treaty that is suspended is downgraded, and upgraded when it is in force again."""
    article = Article("a").says("It was in force.", PACT, "status", IN_FORCE, "2019-01-01")
    article.says("It was suspended.", PACT, "status", concept("TreatyStatus", "Suspended"), "2020-01-01")
    article.says("It is in force again.", PACT, "status", IN_FORCE, "2021-01-01")
    down = found(reference, ontology, article, before=date(2019, 6, 1), after=date(2020, 6, 1))
    assert "Harbour Pact is told to be suspended" in of(down, "downgraded", "treaty")
    up = found(reference, ontology, article, before=date(2020, 6, 1), after=date(2021, 6, 1))
    assert "Harbour Pact is told to be in force" in of(up, "upgraded", "treaty")


def test_office_holders_and_memberships(reference: Reference, ontology: Ontology) -> None:
    """A new holder of a post is told with the one before; the same holder on both days is not."""
    made = found(reference, ontology)
    offices = of(made, "new", "office")
    assert "Donald Trump is President of the United States, was Joe Biden" in offices
    assert not any("Xi Jinping" in text for text in offices)


def test_ties_that_began_and_ended(reference: Reference, ontology: Ontology) -> None:
    """Dated memberships, positions and disputes that one day has and the other has not are told, with their basis."""
    jp, ph = f"{ID_BASE}state/JP", f"{ID_BASE}state/PH"
    ties = (
        Tie("membership", jp, LEAGUE.iri, date(2025, 1, 1), None, True, LEAGUE.iri, "League", basis="memberships x"),
        Tie("position", ph, ISLETS.iri, None, date(2025, 1, 1), True, ISLETS.iri, "Islets", basis="positions x"),
        Tie("dispute", jp, ph, date(2020, 1, 1), None, detail="s", label="Sea", claim="c"),
    )  # fmt: skip
    made = found(reference, ontology, ties=ties)
    assert of(made, "new", "membership") == ["JP joined Harbour League"]
    assert of(made, "ended", "position") == ["PH no longer claims Grey Islets"]
    assert of(made, "new", "dispute") == []
    assert next(c for c in made if c.what == "membership").basis == ("memberships x",)


def test_undated_statement_is_told_for_the_first_time(reference: Reference, ontology: Ontology) -> None:
    """A tie without a date is not called new; it is told from the publication of its first source on."""
    first = Article("a", "2025-03-01").says("They are allies.", PH, "alliedWith", US)
    second = Article("b", "2025-06-01").says("The two are allies.", US, "alliedWith", PH)
    made = found(reference, ontology, second, first)
    assert of(made, "told") == ["The Philippines and the United States are allies"]
    [change] = [c for c in made if c.how == "told"]
    assert change.date == "2025-03-01" and len(change.claims) == 2
    assert not of(made, "new", "alliance")
    early = Article("c", "2023-03-01").says("Allies they are.", PH, "alliedWith", US)
    assert not of(found(reference, ontology, first, early), "told")


def test_retracted(reference: Reference, ontology: Ontology) -> None:
    """What was stated by the first day and denied by a later source is retracted, with both claims."""
    said = Article("a", "2023-05-01").says("China is a member.", CN, "memberOf", LEAGUE)
    denied = Article("b", "2025-05-01").says("China is no member.", CN, "memberOf", LEAGUE, stance=Stance.NEGATED)
    made = found(reference, ontology, said, denied)
    [change] = [c for c in made if c.how == "retracted"]
    assert change.text == "China is a member of Harbour League (denied)" and len(change.claims) == 2
    assert not [c for c in found(reference, ontology, denied) if c.how == "retracted"]


def test_nothing_changed(reference: Reference, ontology: Ontology) -> None:
    """Two days between which nothing is dated have no changes, and every section says so."""
    made = found(reference, ontology, before=date(1700, 1, 1), after=date(1700, 1, 2))
    assert made == []
    result = changes_told(made, date(1700, 1, 1), date(1700, 1, 2))
    assert [s.name for s in result.sections] == list(SECTIONS) and result.to_text().count("None.") == len(SECTIONS)


def test_every_change_names_what_it_rests_on(reference: Reference, ontology: Ontology) -> None:
    """No change is told without a claim or a row of the reference, and a page where the row has one."""
    article = Article("a").says("They are allies.", JP, "alliedWith", US)
    for change in found(reference, ontology, article):
        assert change.claims or change.basis
        assert change.pages or change.claims
