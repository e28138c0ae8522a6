"""Obligations: four cases as golden tables, and that nothing is owed that no treaty says.

The golden tables under ``tests/golden/analyses`` were reviewed row by row against the texts of the treaties. To write them
anew after a change of the reference: ``python tools/write_analysis_goldens.py``, and review them again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kg.analyse.obligations import Answer, CalledAlly, ToldPact, obligations
from kg.analyse.obligations_told import told
from kg.analyse.reach import Attack
from kg.analyse.treaties import LAST, Treaties
from kg.config import Project
from kg.reference import Obligation, Reach, Reference, StatusEvent, TreatyParty
from program import script

ROOT = Path(__file__).parents[3]
GOLDEN = ROOT / "tests" / "golden" / "analyses"
DAY = date(2026, 2, 1)
CASES: dict[str, Attack] = script("write_analysis_goldens").CASES


@pytest.fixture(scope="module")
def reference() -> Reference:
    return Reference(Project.find(ROOT))


def ask(reference: Reference, attack: Attack, day: date = DAY, **more: object) -> Answer:
    return obligations(Treaties(reference, day), attack, **more)  # type: ignore[arg-type]


def owed(answer: Answer, step: int = 1) -> set[tuple[str, str, str, str, str]]:
    return {(d.obliged, d.act, d.treaty, d.article, d.verdict) for d in answer.duties if d.step == step}


@pytest.mark.parametrize("name", sorted(CASES))
def test_golden_table(name: str, reference: Reference) -> None:
    """The whole answer, with articles, conditions, chains and sources, is the one that was reviewed."""
    treaties = Treaties(reference, DAY)
    text = told(obligations(treaties, CASES[name]), treaties).to_text()
    assert text == (GOLDEN / f"obligations-{name}.txt").read_text("utf-8")


def test_vessel_in_the_south_china_sea(reference: Reference) -> None:
    """The United States must defend by Article IV, declared to cover the sea; Japan and Canada, tied by treaty, must not."""
    answer = ask(reference, CASES["vessel"])
    assert ("US", "defend", "ph-us-mutual-defense-treaty", "IV", "owed") in owed(answer)
    duty = next(d for d in answer.duties if d.article == "IV")
    assert [c.by for c in duty.conditions if c.by] == [("US", "PH")]
    assert {n.state for n in answer.not_obliged} == {"CA", "JP"}
    assert "JP" not in {d.obliged for d in answer.duties if d.act == "defend"}


def test_senkaku(reference: Reference) -> None:
    """Only the United States must defend, by Article V: Japan administers the islands, and it was declared to cover them."""
    answer = ask(reference, CASES["senkaku"])
    defend = [d for d in answer.duties if d.act == "defend" and d.step == 1]
    assert [(d.obliged, d.article, d.verdict) for d in defend] == [("US", "V", "owed")]
    assert [c.date for c in defend[0].conditions if c.by] == ["2014-04-24", "2025-02-07"]


def test_taiwan(reference: Reference) -> None:
    """No treaty obliges anybody to defend; the ended one and the statute that is no treaty are told as the reason."""
    answer = ask(reference, CASES["taiwan"])
    assert not [d for d in answer.duties if d.act == "defend"]
    [row] = answer.not_obliged
    assert row.state == "US" and "terminated 1980-01-01" in row.why and "no treaty" in row.why


def test_feature_held_by_the_philippines(reference: Reference) -> None:
    """Whether the feature itself is covered stays open, with who doubted it when; its garrison would be."""
    answer = ask(reference, CASES["feature"])
    [duty] = [
        d for d in answer.duties if (d.obliged, d.treaty, d.article) == ("US", "ph-us-mutual-defense-treaty", "IV")
    ]
    assert duty.verdict == "open"
    assert [(c.by, c.date) for c in duty.open if c.by] == [(("PH",), "2018-12-20")]
    assert any("forces" in c.what for c in duty.open)
    forces = ask(reference, replace(CASES["feature"], on="forces"))
    assert ("US", "defend", "ph-us-mutual-defense-treaty", "IV", "owed") in owed(forces)


def test_nothing_that_no_treaty_contains(reference: Reference) -> None:
    """Every duty is a row of the reference, by a treaty in force on the day, between states it then bound."""
    rows = {(r.treaty, r.article, r.obligation) for r in reference.rows(Obligation)}
    for attack in CASES.values():
        answer = ask(reference, attack)
        treaties = Treaties(reference, DAY)
        for duty in (*answer.duties, *answer.excluded):
            assert (duty.treaty, duty.article, duty.kind) in rows
            assert treaties.standing(duty.treaty).in_force
            assert {duty.obliged, duty.owed_to} <= treaties.parties(duty.treaty).keys()
            assert duty.sources


def test_as_of_another_day(reference: Reference) -> None:
    """In 1960 the United States had to defend Taiwan; before the treaty of 1951 nobody had to defend the Philippines."""
    taiwan = ask(reference, CASES["taiwan"], date(1960, 7, 1))
    assert ("US", "defend", "tw-us-mutual-defense-treaty", "V") in {o[:4] for o in owed(taiwan)}
    assert not ask(reference, CASES["vessel"], date(1951, 1, 1)).duties


def test_declaration_counts_from_its_day(reference: Reference) -> None:
    """Before anything was declared about the South China Sea, no declaration makes the condition met."""
    answer = ask(reference, CASES["vessel"], date(2018, 1, 1))
    [duty] = [
        d for d in answer.duties if (d.obliged, d.treaty, d.article) == ("US", "ph-us-mutual-defense-treaty", "IV")
    ]
    assert not [c for c in duty.conditions if c.by]


def test_chain_of_two_steps(reference: Reference) -> None:
    """Australia comes in only if the United States is attacked as well, by way of both articles."""
    answer = ask(reference, CASES["senkaku"])
    [duty] = [d for d in answer.duties if (d.obliged, d.act, d.step) == ("AU", "defend", 2)]
    assert [(k.obliged, k.owed_to, k.article) for k in duty.chain] == [("US", "JP", "V"), ("AU", "US", "IV")]
    assert duty.verdict == "open" and "attacks the United States too" in duty.conditions[0].what


def test_cycles_end(reference: Reference) -> None:
    """However many steps are allowed, each state is drawn in once and the search ends."""
    few, many = (ask(reference, CASES["vessel"], steps=n) for n in (3, 5))
    for answer in (few, many):
        seen = [(d.obliged, d.owed_to, d.treaty, d.article) for d in answer.duties]
        assert len(seen) == len(set(seen))
        assert all(len({k.owed_to for k in d.chain}) == len(d.chain) for d in answer.duties)
    assert len(many.duties) >= len(few.duties)


def test_suspended_obligation_is_not_owed(reference: Reference) -> None:
    """Since 1986 the United States has held its obligation to New Zealand suspended; Australia's stands."""
    answer = ask(reference, Attack("CN", "NZ", None, "forces"), steps=1)
    excluded = {(d.obliged, d.treaty, d.article) for d in answer.excluded}
    assert ("US", "anzus-treaty", "IV") in excluded
    assert ("AU", "anzus-treaty", "IV") not in excluded


def test_withdrawn_party_is_not_bound(reference: Reference) -> None:
    """Pakistan left the Manila Pact in 1973: it owed help before and owes none since."""
    for day, bound in ((date(1970, 1, 1), True), (DAY, False)):
        answer = ask(reference, Attack("VN", "TH", "TH", "territory"), day, steps=1)
        assert ("PK" in {d.obliged for d in answer.duties}) is bound


def test_conflict_of_obligation(reference: Reference) -> None:
    """Of an attack within one alliance, those bound to help the target are bound to the attacker too."""
    answer = ask(reference, Attack("TR", "GR", "GR", "territory"), steps=1)
    both = {(c.state, c.helps.treaty, c.against.treaty) for c in answer.conflicts if c.against.act == "defend"}
    assert ("FR", "north-atlantic-treaty", "north-atlantic-treaty") in both
    assert "TR" not in {d.obliged for d in answer.duties}


def test_attackers_friends_are_called_only_by_an_attack_on_it(reference: Reference) -> None:
    """North Korea's duty to China is told apart, open, and never among the duties to the target."""
    answer = ask(reference, CASES["vessel"])
    [duty] = [d for d in answer.to_attacker if d.act == "defend"]
    assert (duty.obliged, duty.verdict) == ("KP", "open") and "attacked itself" in duty.conditions[0].what
    assert "KP" not in {d.obliged for d in answer.duties}


def test_called_ally_without_treaty(reference: Reference) -> None:
    """A state that a source calls an ally, bound by no treaty, is told as not obliged, with the claim."""
    ally = CalledAlly("IN", ("c1",), ("https://example.org/",))
    answer = ask(reference, CASES["vessel"], called=[ally])
    [row] = [n for n in answer.not_obliged if n.state == "IN"]
    assert row.claims == ("c1",) and row.why == "No treaty of the reference obliges it."


def test_pact_that_only_sources_tell_of(reference: Reference) -> None:
    """A treaty of mutual defence that the reference lacks is told with its claims, and what it obliges to stays open."""
    pact = ToldPact("harbour-pact", "Harbour Pact", "VN", ("c1",), ("https://example.org/",))
    answer = ask(reference, CASES["vessel"], pacts=[pact])
    [duty] = [d for d in answer.duties if d.obliged == "VN"]
    assert (duty.verdict, duty.claims, duty.article) == ("open", ("c1",), "")
    text = told(answer, Treaties(reference, DAY)).to_text()
    assert "Vietnam would be obliged to defend the Philippines: Harbour Pact." in text and "Claims: c1" in text


def test_article_that_only_defines_is_no_duty(reference: Reference) -> None:
    """Article V of the Philippine treaty says what Article IV covers, and is no duty of its own."""
    answer = ask(reference, CASES["vessel"])
    assert "V" not in {d.article for d in answer.duties if d.treaty == "ph-us-mutual-defense-treaty"}


def test_end_of_time_is_the_default(reference: Reference) -> None:
    """Without a day the answer looks from the end of time and names no day."""
    assert ask(reference, CASES["vessel"], LAST).day == ""


class Made(Reference):
    """A reference with a few rows made up for one test."""

    def __init__(self, base: Reference, **rows: list[object]) -> None:
        super().__init__(base.project)
        self._tables = {**{kind: [] for kind in (Obligation, Reach, StatusEvent, TreatyParty)}}
        for name, made in rows.items():
            self._tables[
                {"duties": Obligation, "reach": Reach, "events": StatusEvent, "parties": TreatyParty}[name]
            ] = made


def test_ring_of_alliances(reference: Reference) -> None:
    """Where A must defend B, B C and C A, an attack on A draws in C, then B, and ends there."""
    page = {"source": "https://example.org/", "retrieved": "2026-01-01", "file": "made.tsv"}
    names = {
        "AU": "au-jp-reciprocal-access-agreement",
        "JP": "gb-jp-reciprocal-access-agreement",
        "GB": "au-gb-geelong-treaty",
    }
    ring = [("AU", "JP"), ("JP", "GB"), ("GB", "AU")]
    made = Made(
        reference,
        duties=[Obligation(treaty=names[a], article="1", obligation="Defense", obliged=(a,), owed_to=(o,), **page) for a, o in ring],
        reach=[Reach(treaty=names[a], article="1", case="any", words="Always.", **page) for a, _ in ring],
        events=[StatusEvent(treaty=names[a], status="InForce", date="2000", **page) for a, _ in ring],
        parties=[TreatyParty(treaty=names[a], party=p, **page) for a, o in ring for p in (a, o)],
    )  # fmt: skip
    answer = ask(made, Attack("CN", "AU"), steps=5)
    assert [(d.step, d.obliged, d.owed_to) for d in answer.duties] == [(1, "GB", "AU"), (2, "JP", "GB")]
