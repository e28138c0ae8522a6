"""The curated features: no owner, every name with who uses it, every position with whose it is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date

import pytest

from curated import DAY, LEXICON, ROOT, SLUG, URL, codes, documented, listed, slugs, table
from kg.core import time
from kg.core.ontology import Ontology

TABLES = ["features", "feature-names", "positions", "administration", "awards"]
OF_FEATURE = TABLES[1:4]
TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?")
OWNER = re.compile(
    r"\b(owner|owns|belongs?|part of (China|Japan|Korea|Malaysia|Russia|Taiwan|Vietnam|the Philippines))\b"
)

DISPUTES = {
    "senkaku-islands": {"JP", "CN", "TW"},
    "scarborough-shoal": {"PH", "CN", "TW"},
    "second-thomas-shoal": {"PH", "CN", "TW", "VN"},
    "spratly-islands": {"CN", "TW", "VN", "PH", "MY"},
    "paracel-islands": {"CN", "TW", "VN"},
    "liancourt-rocks": {"JP", "KR", "KP"},
    "kuril-islands": {"JP", "RU"},
}


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load(ROOT / "ontology.ttl")


def features() -> set[str]:
    return {row["slug"] for row in table("features")}


def claimants() -> dict[str, set[str]]:
    """Who claims which feature."""
    found = defaultdict(set)
    for row in table("positions"):
        found[row["feature"]].add(row["claimant"])
    return found


def first(edtf: str) -> date:
    """The first day of a date, the earliest of all for an open one."""
    return time.bounds(edtf)[0] or date.min


def last(edtf: str) -> date:
    """The last day of a date, the latest of all for an open one."""
    return time.bounds(edtf)[1] or date.max


@pytest.mark.parametrize("name", TABLES)
def test_columns_are_those_of_the_readme(name: str) -> None:
    """The README lists the columns of each table, and the table has them; none is for an owner."""
    assert list(table(name)[0]) == [*documented(name), "source", "retrieved"]


def test_a_feature_has_no_owner() -> None:
    """No column of a feature can hold a state, and no cell does."""
    assert set(documented("features")) & {"state", "country", "owner", "administrator", "claimant"} == set()
    assert [row for row in table("features") if set(row.values()) & codes()] == []


@pytest.mark.parametrize("name", TABLES)
def test_every_row_says_where_and_when_it_was_looked_up(name: str) -> None:
    """A row has the address of a page, and the day."""
    assert [row for row in table(name) if not (URL.fullmatch(row["source"]) and DAY.fullmatch(row["retrieved"]))] == []


@pytest.mark.parametrize("name", TABLES)
def test_cells_are_clean(name: str) -> None:
    """No cell has blanks at its ends; no list has an empty part or one twice."""
    for row in table(name):
        assert all(cell == cell.strip() for cell in row.values()), row
        for column in {"usedBy", "parties", "feature"} & set(row):
            parts = listed(row[column])
            assert all(parts) and len(parts) == len(set(parts)), row


@pytest.mark.parametrize("name", TABLES)
def test_no_row_is_there_twice(name: str) -> None:
    """Two rows differ in more than their source."""
    seen = Counter(tuple(cell for column, cell in row.items() if column != "source") for row in table(name))
    assert [row for row, count in seen.items() if count > 1] == []


def test_slugs_are_those_of_the_lexicon() -> None:
    """A feature is one that articles are read for, and is there once."""
    found = Counter(row["slug"] for row in table("features"))
    assert [slug for slug, count in found.items() if count > 1] == []
    assert features() - slugs("features") == set()


def test_kinds_are_places(ontology: Ontology) -> None:
    """A kind is a class of places in the ontology."""
    kinds = {row["kind"] for row in table("features")}
    assert [kind for kind in kinds if not ontology.is_a(kind, "Place")] == []


def test_seas_and_groups_are_in_the_table() -> None:
    """A feature lies in a sea of the table, and belongs to a group of the table."""
    kind = {row["slug"]: row["kind"] for row in table("features")}
    assert {kind[row["sea"]] for row in table("features") if row["sea"]} <= {"Sea"}
    assert {kind[row["group"]] for row in table("features") if row["group"]} <= {"IslandGroup", "Shoal"}
    assert [row for row in table("features") if row["group"] == row["slug"]] == []


def test_coordinates_are_in_range_and_near_the_lexicons() -> None:
    """Degrees come in pairs, and are where the lexicon has the feature."""
    known = {row["slug"]: row for row in table("features", LEXICON)}
    for row in table("features"):
        assert bool(row["latitude"]) == bool(row["longitude"]), row
        if not row["latitude"]:
            continue
        lat, lon = float(row["latitude"]), float(row["longitude"])
        assert -90 <= lat <= 90 and -180 <= lon <= 180, row
        other = known[row["slug"]]
        if other["lat"] and other["kind"] != "IslandGroup":
            assert abs(lat - float(other["lat"])) < 1 and abs(lon - float(other["lon"])) < 1, (row, other)


def test_wikidata_items_are_items() -> None:
    """An item of Wikidata is a Q and a number, of one feature."""
    found = [row["wikidata"] for row in table("features") if row["wikidata"]]
    assert [item for item in found if not re.fullmatch(r"Q[1-9]\d*", item)] == []
    assert len(found) == len(set(found))


@pytest.mark.parametrize("name", OF_FEATURE)
def test_tables_speak_of_features_that_there_are(name: str) -> None:
    """Names, positions and administrations are of a feature of the table."""
    assert {row["feature"] for row in table(name)} - features() == set()


def test_names_have_a_language_and_known_users() -> None:
    """A name says which language it is in, and its users are codes of the lexicon."""
    for row in table("feature-names"):
        assert row["name"] and TAG.fullmatch(row["lang"]), row
        assert set(listed(row["usedBy"])) <= codes(), row


def test_names_are_written_in_their_language() -> None:
    """Han characters, kana and hangul stand under their languages and nowhere else."""
    script = {"zh": "一-鿿", "zh-Hans": "一-鿿", "zh-Hant": "一-鿿", "ja": "一-鿿぀-ヿ", "ko": "가-힣", "ru": "Ѐ-ӿ"}
    for row in table("feature-names"):
        if row["lang"] in script:
            assert re.search(f"[{script[row['lang']]}]", row["name"]), row
        else:
            assert not re.search("[一-鿿぀-ヿ가-힣Ѐ-ӿ]", row["name"]), row


def test_the_name_of_a_feature_is_among_its_names() -> None:
    """The name that the table of features gives is told with its users as well, where names are known at all."""
    names = defaultdict(list)
    for row in table("feature-names"):
        names[row["feature"]].append(row["name"])
    lacking = [row["slug"] for row in table("features") if not any(row["name"] in name for name in names[row["slug"]])]
    assert [slug for slug in lacking if names.get(slug)] == []


def test_users_of_a_name_never_stand_alone() -> None:
    """Who claims a feature calls it something: a feature with the names of one claimant has those of another."""
    users = defaultdict(set)
    for row in table("feature-names"):
        users[row["feature"]] |= set(listed(row["usedBy"]))
    assert [f for f, who in claimants().items() if len(users[f] & who) == 1] == []


def test_claimants_and_administrators_are_known() -> None:
    """A position is that of a state or territory of the lexicon, and so is an administration."""
    assert {row["claimant"] for row in table("positions")} - codes() == set()
    assert {row["administrator"] for row in table("administration")} - codes() == set()


def test_what_is_claimed_is_claimed_by_two() -> None:
    """A feature with one claimant would look like one with an owner."""
    assert {feature: who for feature, who in claimants().items() if len(who) < 2} == {}


def test_no_words_tell_an_owner() -> None:
    """What a state claims or runs is told as that, not as whose the feature is."""
    for name in ("positions", "administration"):
        assert [row for row in table(name) if not row["words"] or OWNER.search(row["words"])] == []


@pytest.mark.parametrize("name", ["positions", "administration"])
def test_periods_are_possible(name: str) -> None:
    """Dates are EDTF of the subset that the program reads, and nothing ends before it begins."""
    for row in table(name):
        assert all(time.valid(row[c]) for c in ("from", "to") if row[c]), row
        assert not (row["from"] and row["to"]) or first(row["from"]) <= last(row["to"]), row


def test_awards_are_of_known_parties_and_features() -> None:
    """A ruling has a day, parties with codes, and features of the table."""
    for row in table("awards"):
        assert SLUG.fullmatch(row["slug"]) and row["title"] and row["tribunal"] and row["finding"], row
        assert time.valid(row["date"]) and len(row["date"]) == 10, row
        assert len(listed(row["parties"])) > 1 and set(listed(row["parties"])) <= codes(), row
        assert row["feature"] and set(listed(row["feature"])) <= features(), row


def test_a_ruling_is_told_once() -> None:
    """The rows of a ruling agree on its title, tribunal, date and parties."""
    heads = {(row["slug"], row["title"], row["tribunal"], row["date"], row["parties"]) for row in table("awards")}
    assert len(heads) == len({row["slug"] for row in table("awards")})


@pytest.mark.parametrize("feature", sorted(DISPUTES))
def test_a_dispute_shows_all_sides(feature: str) -> None:
    """All who claim the feature are there, with a name of their own each and who runs it where anyone does."""
    assert claimants()[feature] == DISPUTES[feature]
    users = {user for row in table("feature-names") if row["feature"] == feature for user in listed(row["usedBy"])}
    assert DISPUTES[feature] <= users | {"KP"}
    if feature != "spratly-islands":
        assert [row for row in table("administration") if row["feature"] == feature]


def test_who_runs_a_feature_on_a_day() -> None:
    """Administrations tell who ran a feature then, claim or not."""

    def run(feature: str, day: str) -> set[str]:
        on = date.fromisoformat(day)
        return {
            row["administrator"]
            for row in table("administration")
            if row["feature"] == feature
            and (not row["from"] or first(row["from"]) <= on)
            and (not row["to"] or on <= last(row["to"]))
        }

    assert run("senkaku-islands", "1960-01-01") == {"US"}
    assert run("senkaku-islands", "2025-01-01") == {"JP"}
    assert run("scarborough-shoal", "2005-01-01") == {"PH"}
    assert run("scarborough-shoal", "2025-01-01") == {"CN"}
    assert run("second-thomas-shoal", "2025-01-01") == {"PH"}
    assert run("southwest-cay", "2025-01-01") == {"VN"}


def test_the_award_of_2016_settles_no_sovereignty() -> None:
    """The award is dated, between its two parties, and says that it gives no feature to anyone."""
    rows = [row for row in table("awards") if row["slug"] == "south-china-sea-arbitration"]
    assert {(row["date"], row["parties"]) for row in rows} == {("2016-07-12", "PH|CN")}
    assert any("sovereignty" in row["finding"] and "south-china-sea" in row["feature"] for row in rows)
    assert {"scarborough-shoal", "second-thomas-shoal", "itu-aba"} <= {
        f for row in rows for f in listed(row["feature"])
    }
