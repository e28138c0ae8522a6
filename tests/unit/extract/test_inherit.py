"""An act without a date of its own takes one over where grammar or the kind of text says so, and the rule is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from reading import claims, table

pytestmark = pytest.mark.model
_ROWS = table(Path(__file__).with_name("dates.tsv"))


@pytest.mark.parametrize(("publisher", "text", "relation", "subject", "date", "rule"), _ROWS)
def test_date(publisher: str, text: str, relation: str, subject: str, date: str, rule: str) -> None:
    """Each text of the table, published on 15 May 2024, dates the act as the table says, by the rule that it names."""
    found = {
        (c.subject.key, c.date.edtf if c.date else "-", c.date.rule if c.date else "-")
        for c in claims(text.replace("\\n", "\n"), relation, publisher=publisher)
    }
    dates = {(s, d, str(r).split(" ")[0] if rule else "") for s, d, r in found if s == subject}
    assert dates == {(subject, date, rule)}, found


def test_each_of_several_hosts_has_the_date_beside_him() -> None:
    """'Visited A on Monday and B on Tuesday' are two visits on two days."""
    found = claims("Kenya's minister visited Ghana on Monday and Togo on Tuesday.", "CONSULT", publisher="wire report")
    days = {c.object.key: c.date.edtf for c in found if c.object is not None and c.date is not None}
    assert days == {"GH": "2024-05-13", "TG": "2024-05-14"}
