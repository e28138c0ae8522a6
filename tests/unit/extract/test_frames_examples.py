"""Every frame with an example is read from it: the example, as a document of its own, gives a claim by that frame."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.core.model import Document
from reading import pipeline

ROOT = Path(__file__).parents[3]


def _examples() -> list[Any]:
    rows = []
    for file in sorted((ROOT / "graph" / "frames").glob("*.yaml")):
        for row in yaml.safe_load(file.read_text("utf-8")):
            kind, value = next(iter(row["emit"].items()))
            value = {"status": "status", "type": "treatyType"}.get(kind, value)
            rows += [pytest.param(row["id"], value, row["example"], id=row["id"])] if "example" in row else []
    return rows


@pytest.mark.parametrize(("frame", "value", "text"), _examples())
def test_example_is_read_by_its_frame(frame: str, value: str, text: str) -> None:
    """The example of a frame gives at least one claim with that frame as its rule and its type as its relation."""
    document = Document(
        id=Document.hash(text), uri="example", name="example", text=text, published="2025-01-15", title=""
    )
    claims = pipeline().extract(document).claims
    found = [(c.rule, c.relation) for c in claims]
    rules = {frame, f"{frame}.verb", f"{frame}.noun", f"{frame}.adj"}
    assert any(rule in rules and value == relation for rule, relation in found), found
