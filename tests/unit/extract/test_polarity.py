"""Standing relations and treaties that a text denies, foresees, ends or takes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.conftest import Read

RELATIONS = ("memberOf", "alliedWith", "claimsSovereignty", "disputes", "hasParty", "status")


def _rows() -> list[tuple[str, str]]:
    """Rows of ``polarity.tsv``: a text, and what it tells."""
    rows = Path(__file__).with_name("polarity.tsv").read_text("utf-8").splitlines()
    return [tuple(row.split("\t")) for row in rows if row and not row.startswith("#")]  # type: ignore[misc]


@pytest.mark.parametrize(("text", "told"), _rows())
def test_a_text_tells_no_more_than_it_says(read: Read, text: str, told: str) -> None:
    """Who is no member, no ally, no party and no claimant is never told to be one."""
    assert "; ".join(read(text, *RELATIONS)) == told
