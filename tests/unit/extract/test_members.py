"""Who is in a body, and who is out of it, in the idioms of news: a table of passages, and passages that tell of none."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.core.model import Document
from reading import pipeline

TABLE = Path(__file__).with_name("members.tsv")
TRAPS = Path(__file__).with_name("members_none.txt")


def _members(text: str) -> set[str]:
    document = Document(id=Document.hash(text), uri="text", name="text", text=text, published="2026-03-05", title="")
    claims = [c for c in pipeline().extract(document).claims if c.relation == "memberOf"]
    return {f"{c.subject.key} {c.stance.value} {c.object.key if c.object else None}" for c in claims}


def _rows() -> list[object]:
    rows = (line.split("\t") for line in TABLE.read_text("utf-8").splitlines())
    return [pytest.param(text, set(told.split("; ")), id=text[:60]) for text, told in rows]


@pytest.mark.parametrize(("text", "told"), _rows())
def test_passage_gives_its_members(text: str, told: set[str]) -> None:
    """Each passage of the table gives the memberships beside it, and no others."""
    assert _members(text) == told


@pytest.mark.parametrize("text", TRAPS.read_text("utf-8").splitlines())
def test_passage_gives_no_members(text: str) -> None:
    """Troops that enter, talks that are left and cases that are brought give no membership."""
    assert not _members(text)
