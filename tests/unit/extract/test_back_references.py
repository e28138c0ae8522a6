"""Who acts, and upon whom, where the words only point back: 'the raid', 'which', 'did the same', 'both'."""

from __future__ import annotations

from pathlib import Path

import pytest

from reading import claims, table

pytestmark = pytest.mark.model
_ROWS = table(Path(__file__).with_name("back_references.tsv"))


@pytest.mark.parametrize(("text", "relation", "told"), _ROWS)
def test_who_is_meant(text: str, relation: str, told: str) -> None:
    """Each text of the table tells the acts beside it, by whom and upon whom, and no other of that type."""
    found = {
        f"{'!' if str(c.stance) == 'negated' else ''}{c.subject.key}>{c.object.key if c.object else '-'}"
        for c in claims(text, relation)
    }
    expected = (
        set() if told == "none" else set(told.replace("Jose Roe", "Jose_Roe").replace("Juan Doe", "Juan_Doe").split())
    )
    assert {f.replace(" ", "_") for f in found} == expected
