"""The curated tables under ``graph/reference`` as rows, for the tests of their data."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "graph" / "reference"
LEXICON = ROOT / "graph" / "lexicon"

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
URL = re.compile(r"https?://[^\s/]+\.[^\s]+")
DAY = re.compile(r"\d{4}-\d\d-\d\d")

Row = dict[str, str]


@cache
def table(name: str, folder: Path = REFERENCE) -> tuple[Row, ...]:
    """The rows of a table, comment lines left out; a row with too many or too few cells is an AssertionError."""
    lines = (folder / f"{name}.tsv").read_text("utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("#")]
    header = kept[0].split("\t")
    for line in kept[1:]:
        assert len(line.split("\t")) == len(header), (name, line)
    return tuple(csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE))


def codes() -> frozenset[str]:
    """The codes of all states, territories and historical states that the lexicon names."""
    return frozenset(row["code"] for row in table("states", LEXICON))


def slugs(name: str) -> frozenset[str]:
    """The slugs of a table of the lexicon."""
    return frozenset(row["slug"] for row in table(name, LEXICON))


def listed(cell: str) -> list[str]:
    """The parts of a cell that holds a list."""
    return cell.split("|") if cell else []


def documented(name: str) -> list[str]:
    """The columns that the folder's README promises for a table, before ``source`` and ``retrieved``."""
    text = (REFERENCE / "README.md").read_text("utf-8")
    match = re.search(rf"^\| `{re.escape(name)}\.tsv`[^|]*\|[^|]*\| `([^`]*)`", text, re.MULTILINE)
    assert match, name
    return match[1].split()
