"""What the packaged reference data answer, through the program's own queries and checks."""

from __future__ import annotations

import csv
import io

import pytest

import kg
from kg.app import App
from kg.check.facts import check_facts
from kg.reference import Administration, FeatureName, Position
from program import CHECKOUT

SEED = CHECKOUT.parent / "shared" / "gold" / "dev" / "seed.txt"
FEATURES = [
    "senkaku-islands", "scarborough-shoal", "second-thomas-shoal", "spratly-islands", "paracel-islands",
    "liancourt-rocks", "kuril-islands",
]  # fmt: skip


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> App:
    """A project whose store has the reference data and no document."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "kg.toml").touch()
    app = kg.open(folder)
    with app.writing():
        pass
    return app


def rows(app: App, query: str, as_of: str | None = None, **params: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(app.query(query, params, as_of=as_of).to("csv"))))


@pytest.mark.parametrize(
    ("day", "raa", "acsa"),
    [("2024-12-31", "Signed", {None, "Negotiating"}), ("2025-10-01", "InForce", {"Negotiating"}), ("2026-01-20", "InForce", {"Signed"})],
)  # fmt: skip
def test_two_treaties_as_of_three_days(app: App, day: str, raa: str, acsa: set[str | None]) -> None:
    """Of Japan and the Philippines: signed and nothing; in force and negotiating; in force and signed."""
    found = {
        r["treaty"].rpartition("/")[2]: r["status"] for r in rows(app, "treaty-status", day, party="JP", other="PH")
    }
    assert found["jp-ph-reciprocal-access-agreement"] == raa
    assert found.get("jp-ph-acquisition-and-cross-servicing-agreement") in acsa


def test_an_imprecise_date_is_told_to_be_unsure(app: App) -> None:
    """Within the month in which a treaty reached a status, by a date to the month, the status is not sure."""
    (row,) = rows(
        app, "treaty-status", "2023-11-15", party="JP", other="PH", treaty="jp-ph-reciprocal-access-agreement"
    )
    assert (row["status"], row["since"], row["sure"]) == ("Negotiating", "2023-11", "no")


def test_duties_end_with_their_treaty_and_for_who_has_left(app: App) -> None:
    """Nobody owes anything under a treaty not yet signed, or one that was suspended for the two."""
    before = rows(app, "obligations-if-attacked", "1950-01-01", attacker="CN", attacked="PH")
    now = rows(app, "obligations-if-attacked", "2025-01-01", attacker="CN", attacked="PH")
    assert not before
    assert any(r["obliged"] == "US" and r["obligation"] == "Defense" and r["article"] == "IV" for r in now)
    anzus = {
        (r["obliged"], r["owedTo"])
        for r in rows(app, "obligations-if-attacked", attacker="CN", attacked="NZ")
        if r["name"].startswith("Security Treaty")
    }
    assert ("US", "NZ") not in anzus


@pytest.mark.parametrize("feature", FEATURES)
def test_features_are_told_by_side(app: App, feature: str) -> None:
    """Each claimant, administrator and name of the tables is in the answers, with its source and as of a date."""
    told = rows(app, "who-claims", feature=feature)
    names = {(r["name"], r["usedBy"]) for r in rows(app, "names-of", feature=feature)}
    wanted = {("claims", p.claimant) for p in app.reference.rows(Position) if p.feature == feature}
    administered = [a for a in app.reference.rows(Administration) if a.feature == feature]
    wanted |= {("administers", a.administrator) for a in administered if not a.to}
    assert wanted <= {(r["role"], r["code"]) for r in told}
    for a in (a for a in administered if a.to):
        then = rows(app, "who-claims", a.from_, feature=feature)
        assert ("administers", a.administrator) in {(r["role"], r["code"]) for r in then}
        assert ("administers", a.administrator, a.to) not in {(r["role"], r["code"], r["until"][:4]) for r in told}
    assert all(r["source"].startswith("http") for r in told)
    assert {r["role"] for r in told} <= {"claims", "administers"}
    for name in (n for n in app.reference.rows(FeatureName) if n.feature == feature):
        assert all((name.name, user) in names for user in name.used_by or ("",))


@pytest.mark.skipif(not SEED.is_file(), reason="the article is not beside this checkout")
def test_the_four_slips_of_the_article(app: App) -> None:
    """Of the article, four things are flagged, each on its own words, with a public source, and nothing else is."""
    extraction = app.extract(SEED)
    flags = check_facts(extraction.document, extraction.claims, app.reference)
    assert [(f.kind, f.quote) for f in flags] == [
        ("office-holder", "Japanese Foreign Minister Taro Kono"),
        ("near-name", "Philippine Foreign Secretary Theresa Lagaza"),
        ("title-variant", "Agreement on Acquisition of Supplies and Cross-Service Support"),
        ("date-conflict", "came into effect in September of that year"),
    ]
    assert all(f.source.startswith("https://") and f.reference for f in flags)
