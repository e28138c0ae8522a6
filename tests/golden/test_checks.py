"""``kg check`` on short texts with one planted error each, and on as many without."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kg
from kg.check.facts import check_facts
from kg.core.model import Document

pytestmark = pytest.mark.model
TEXTS = [
    json.loads(line) for line in (Path(__file__).parent / "checks" / "planted.jsonl").read_text("utf-8").splitlines()
]
CHECKOUT = Path(__file__).parents[2]


def test_planted_errors_are_found_and_nothing_else() -> None:
    """Nine in ten planted errors are flagged, of the right kind on the right words; of 20 flags 19 are on an error."""
    app = kg.open(CHECKOUT)
    found, false = 0, []
    for row in TEXTS:
        text = row["text"]
        document = Document(Document.hash(text), "urn:text", "text", text, published=row["published"])
        flags = check_facts(document, app.extract(document).claims, app.reference)
        right = [f for f in flags if f.kind == row["kind"] and row["quote"] in f.quote]
        found += bool(right)
        false += [(f.kind, f.quote, text) for f in flags if f not in right]
    planted = sum(1 for row in TEXTS if row["kind"])
    assert planted >= 30 and len(TEXTS) - planted >= 30
    assert found >= 0.9 * planted
    assert found >= 0.95 * (found + len(false)), false
