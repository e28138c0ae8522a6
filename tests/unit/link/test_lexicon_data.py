"""The committed lexicon itself: well formed, no name left ambiguous by oversight, kinds that the ontology has."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.core.ontology import Ontology
from kg.link.gazetteer import Gazetteer

ROOT = Path(__file__).parents[3]
LEXICON = ROOT / "graph" / "lexicon"
TABLES = ["states", "organizations", "features", "places"]


def rows(table: str) -> list[dict[str, str]]:
    with (LEXICON / f"{table}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def data(name: str) -> Any:
    return yaml.safe_load((LEXICON / f"{name}.yaml").read_text("utf-8"))


@pytest.mark.parametrize("table", TABLES)
def test_keys_are_unique_and_well_formed(table: str) -> None:
    """A row's code or slug names one row."""
    keys = [next(iter(row.values())) for row in rows(table)]
    assert [k for k, n in Counter(keys).items() if n > 1] == []
    pattern = r"[A-Z]{2}" if table == "states" else r"[a-z0-9]+(-[a-z0-9]+)*"
    assert [k for k in keys if not re.fullmatch(pattern, k)] == []


def test_all_members_of_the_united_nations_are_there() -> None:
    """193 members, the two observers, and the two others that the guidelines code."""
    types = Counter(row["type"] for row in rows("states"))
    assert (types["member"], types["observer"], types["partial"]) == (193, 2, 2)


def test_every_state_has_the_names_that_a_text_needs() -> None:
    """A member state has an adjective and a capital or, for the Vatican, itself."""
    lacking = [r["code"] for r in rows("states") if r["type"] == "member" and not (r["adjectives"] and r["capitals"])]
    assert lacking == []


def test_cells_are_clean() -> None:
    """No cell has an empty alternative, a blank at its ends or the same form twice."""
    for table in TABLES:
        for row in rows(table):
            for column, cell in row.items():
                if column == "note" or not cell:
                    continue
                forms = cell.split("|")
                assert all(f == f.strip() and f for f in forms), (table, row)
                assert len(forms) == len(set(forms)), (table, row)


def test_a_shared_form_is_marked() -> None:
    """Of the entries that share a form all but one, the likeliest, are marked as less likely."""
    gazetteer = Gazetteer.load(LEXICON)
    unmarked = []
    for form, readings in sorted(gazetteer._readings.items()):
        plain = {r.entry.iri: r.rank for r in reversed(readings) if not r.combining}
        if len(plain) > 1 and sorted(plain.values())[1] < 2 and sorted(plain.values())[1] == sorted(plain.values())[0]:
            unmarked.append((form, plain))
    assert unmarked == []


def test_kinds_are_classes_of_the_ontology() -> None:
    """Every kind that an entry has is a class."""
    classes = Ontology.load(ROOT / "ontology.ttl").classes
    kinds = {e.kind for e in Gazetteer.load(LEXICON).entries.values()}
    assert sorted(kinds - set(classes)) == []


def test_states_named_in_tables_exist() -> None:
    """The state of a body, a town, a territory or a name's user is a row of the states."""
    codes = {row["code"] for row in rows("states")}
    named = {row[c] for t, c in (("organizations", "state"), ("places", "state"), ("states", "of")) for row in rows(t)}
    users = {u for t in ("features", "states") for r in rows(t) for u in re.findall(r"@([A-Z]{2})", r["aliases"])}
    assert sorted((named | users) - codes - {""}) == []


def test_coordinates_are_on_the_globe() -> None:
    """Longitude and latitude are given together, within their bounds."""
    for row in rows("features"):
        assert bool(row["lon"]) == bool(row["lat"]), row
        if row["lon"]:
            assert abs(float(row["lon"])) <= 180 and abs(float(row["lat"])) <= 90, row


def test_titles_are_composed_of_known_parts() -> None:
    """The parts of titles are in lower case, none of them twice, each head of a known kind."""
    titles = data("titles")
    kinds = {"head_of_state", "head_of_government", "head_of_organisation", "minister", "ambassador", "spokesperson",
             "military", "legislator", "local", "rank", "other"}  # fmt: skip
    assert set(titles["heads"].values()) <= kinds
    for part in ("prefixes", "fields", "ranks"):
        words = titles[part]
        assert [w for w in words if w != w.lower()] == []
    heads = sorted(titles["heads"], key=len, reverse=True)
    parts = {*titles["fields"], *titles["prefixes"], ""}
    for whole in titles["same"].values():  # 'finmin' is a 'finance minister', a field with its head
        assert whole in heads or any(whole.removesuffix(h).strip() in parts for h in heads if whole.endswith(f" {h}"))


def test_words_that_point_back_at_territory_name_classes() -> None:
    """The kinds of place that a noun may point back at are classes of the ontology or of the gazetteer."""
    classes = set(Ontology.load(ROOT / "ontology.ttl").classes) | {"Territory"}
    territory = data("reference")["territory"]
    assert sorted({k for kinds in territory["kinds"].values() for k in kinds} - classes) == []
    assert sorted(set(territory["last_word"].values()) - classes) == []


def test_no_block_hides_a_name() -> None:
    """What is blocked is not also a form of an entry."""
    with_entries = {form for form, readings in Gazetteer.load(LEXICON)._readings.items() if readings}
    forms = {f for t in TABLES for r in rows(t) for c in ("name", "aliases") for f in r[c].split("|") if f}
    assert sorted({row["form"] for row in rows("blocks")} & (forms | with_entries)) == []


def _truths(value: object, where: str) -> Iterator[str]:
    """Where a list of words holds what YAML took for true or false ('no', 'on', 'true' without quotation marks)."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _truths(below, f"{where}/{key}")
    elif isinstance(value, list):
        for below in value:
            yield from [where] if isinstance(below, bool) else _truths(below, where)


@pytest.mark.parametrize("path", sorted(LEXICON.glob("*.yaml")), ids=lambda path: path.stem)
def test_lists_hold_words(path: Path) -> None:
    """No word of a list is one that YAML takes for a truth value."""
    assert not list(_truths(yaml.safe_load(path.read_text("utf-8")), path.stem))
