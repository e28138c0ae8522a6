"""Standing relations and treaties that a text denies, foresees, ends or takes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.conftest import Read

from reading import table

RELATIONS = ("memberOf", "alliedWith", "claimsSovereignty", "disputes", "hasParty", "status")


@pytest.mark.parametrize(("text", "told"), table(Path(__file__).with_name("polarity.tsv")))
def test_a_text_tells_no_more_than_it_says(read: Read, text: str, told: str) -> None:
    """Who is no member, no ally, no party and no claimant is never told to be one."""
    assert "; ".join(read(text, *RELATIONS)) == told
