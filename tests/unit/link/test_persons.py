"""The committed table of office holders: every name leads to one state or one body, and the dates make sense."""

from __future__ import annotations

import csv
import re
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest

LEXICON = Path(__file__).parents[3] / "graph" / "lexicon"
COLUMNS = ["name", "aliases", "state", "body", "office", "from", "to"]
BASE = str.maketrans("łŁøØđĐıəƏʻ‘’", "lLoOdDiaA'''")  # letters that have no accent to take off


def rows(table: str) -> list[dict[str, str]]:
    with (LEXICON / f"{table}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def plain(name: str) -> str:
    """The name as the gazetteer compares it: without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


@pytest.fixture(scope="module")
def persons() -> list[dict[str, str]]:
    return rows("persons")


def forms(row: dict[str, str]) -> list[str]:
    return [row["name"], *row["aliases"].split("|")] if row["aliases"] else [row["name"]]


def test_columns_and_cells(persons: list[dict[str, str]]) -> None:
    """Every row has all the columns, no blank at the ends of a cell, an office, and no form twice."""
    for row in persons:
        assert list(row) == COLUMNS, row
        assert all(cell is not None and cell == cell.strip() for cell in row.values()), row
        assert row["office"], row
        assert all(f and f == f.strip() for f in forms(row)), row
        assert len(set(forms(row))) == len(forms(row)), row
        assert unicodedata.is_normalized("NFC", row["name"] + row["aliases"]), row


def test_a_name_has_two_words(persons: list[dict[str, str]]) -> None:
    """A single word is an alias only."""
    assert [row["name"] for row in persons if len(row["name"].split()) < 2] == []


def test_acts_for_a_state_or_a_body(persons: list[dict[str, str]]) -> None:
    """One of the two, and the other tables have it."""
    states = {row["code"] for row in rows("states")}
    bodies = {row["slug"] for row in rows("organizations")}
    for row in persons:
        assert bool(row["state"]) != bool(row["body"]), row
        assert not row["state"] or row["state"] in states, row
        assert not row["body"] or row["body"] in bodies, row


def test_a_form_leads_to_one_state(persons: list[dict[str, str]]) -> None:
    """No name or alias, with or without accents, stands for two states or bodies."""
    owners: dict[str, set[str]] = {}
    for row in persons:
        for form in forms(row):
            owners.setdefault(plain(form), set()).add(row["state"] or row["body"])
    assert {form: found for form, found in owners.items() if len(found) > 1} == {}


def test_names_are_unique_and_sorted(persons: list[dict[str, str]]) -> None:
    """One row a person, in the order of the names without accents and capitals."""
    names = [row["name"] for row in persons]
    assert len(set(names)) == len(names)
    keys = [plain(name.translate(BASE)).casefold() for name in names]
    assert [(a, b) for a, b in pairwise(keys) if a > b] == []


def test_dates(persons: list[dict[str, str]]) -> None:
    """A year or a month, and no end before the beginning."""
    for row in persons:
        begin, end = row["from"], row["to"]
        assert all(not d or re.fullmatch(r"(1[89]|20)\d\d(-(0[1-9]|1[0-2]))?", d) for d in (begin, end)), row
        if begin and end:
            length = min(len(begin), len(end))
            assert begin[:length] <= end[:length], row


@pytest.mark.parametrize(
    ("form", "owner"),
    [
        ("William Ruto", "KE"),
        ("Motegi Toshimitsu", "JP"),
        ("Toshimitsu Motegi", "JP"),
        ("Recep Tayyip Erdoğan", "TR"),
        ("Recep Tayyip Erdogan", "TR"),
        ("Lula", "BR"),
        ("Lin Jian", "CN"),
        ("Maria Zakharova", "RU"),
        ("Zulfikar Ali Bhutto", "PK"),
        ("Dante Caputo", "AR"),
        ("Mark Rutte", "nato"),
        ("António Guterres", "united-nations"),
        ("Kaja Kallas", "eu"),
        ("Kao Kim Hourn", "asean"),
    ],
)
def test_known_persons(persons: list[dict[str, str]], form: str, owner: str) -> None:
    assert {row["state"] or row["body"] for row in persons if form in forms(row)} == {owner}
