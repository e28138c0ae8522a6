"""Read the committed tables of graph/reference and graph/lexicon, and check what every row must have."""

from __future__ import annotations

import csv
import re
from datetime import date
from functools import cache
from pathlib import Path

from kg.core.time import bounds, valid

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "graph" / "reference"
LEXICON = ROOT / "graph" / "lexicon"


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table by column; comment lines left out."""
    with path.open(encoding="utf-8", newline="") as lines:
        kept = (line for line in lines if not line.startswith("#"))
        return list(csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE))


def reference(table: str) -> list[dict[str, str]]:
    """The rows of a table of reference."""
    return rows(REFERENCE / f"{table}.tsv")


@cache
def codes() -> frozenset[str]:
    """The codes of states and territories in the lexicon."""
    return frozenset(row["code"] for row in rows(LEXICON / "states.tsv"))


@cache
def slugs() -> frozenset[str]:
    """The slugs of organisations in the lexicon."""
    return frozenset(row["slug"] for row in rows(LEXICON / "organizations.tsv"))


def faults(table: str, columns: str, dates: tuple[str, ...] = (), lists: tuple[str, ...] = ()) -> list[str]:
    """What is wrong with the form of a table: a line a fault, none where all is well.

    ``columns`` are those before ``source`` and ``retrieved``; ``dates`` hold EDTF or nothing; ``lists`` hold values
    divided by ``|``, none of them empty or said twice.
    """
    found = []
    for number, line in enumerate((REFERENCE / f"{table}.tsv").read_text("utf-8").split("\n")[:-1], 1):
        cells = line.split("\t")
        if number == 1 and cells != [*columns.split(), "source", "retrieved"]:
            found.append(f"the columns of {table} are {cells}")
        if not line.startswith("#") and len(cells) != len(columns.split()) + 2:
            found.append(f"line {number} has {len(cells)} cells")
        if any(cell != cell.strip() for cell in cells):
            found.append(f"line {number} has a space at the edge of a cell")
    for row in reference(table):
        name = " ".join(list(row.values())[:2])
        for address in row["source"].split("|"):
            if not re.fullmatch(r"https?://[^\s|]+\.[^\s|]+", address):
                found.append(f"{name}: {address!r} is no address")
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", row["retrieved"]) or not valid(row["retrieved"]):
            found.append(f"{name}: {row['retrieved']!r} is no day")
        found += [f"{name}: {d} is {row[d]!r}" for d in dates if row[d] and not valid(row[d])]
        for column in lists:
            values = row[column].split("|") if row[column] else []
            if "" in values or len(values) != len(set(values)):
                found.append(f"{name}: {column} is {row[column]!r}")
    return found


def first(edtf: str) -> date:
    """The first day that a date may mean; the beginning of time for a blank."""
    return (bounds(edtf)[0] or date.min) if edtf else date.min


def last(edtf: str) -> date:
    """The last day that a date may mean; the end of time for a blank."""
    return (bounds(edtf)[1] or date.max) if edtf else date.max


def known(edtf: str) -> date:
    """The last day on which a beginning may be; the beginning of time for a blank."""
    return last(edtf) if edtf else date.min
