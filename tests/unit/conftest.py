"""What tests of linking and extraction share: the pipeline, and its claims in short."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.core.model import Claim, Document
from reading import pipeline

Read = Callable[..., list[str]]


def _row(claim: Claim) -> str:
    """Subject, relation, object, and what else there is: 'KE memberOf African Union 2024 [negated]'; no date that is but
    the likeliest, which other weights would change.
    """
    symmetric = claim.relation in ("alliedWith", "disputes")
    sides = [claim.subject.key, claim.object.key if claim.object else ""]
    a, b = sorted(sides) if symmetric else sides
    out = f"{a} {claim.relation} {b}"
    out += f" of {claim.of.key}" if claim.of else ""
    out += " former" if claim.former else ""
    out += f" @{claim.place.name}" if claim.place else ""
    out += f" {claim.date.edtf}" if claim.date and not (claim.date.rule or "").startswith("likeliest") else ""
    stance = f"{claim.stance}:{claim.holder.key}" if claim.holder else str(claim.stance)
    return out + (f" [{stance}]" if stance != "stated" else "")


@pytest.fixture(scope="session")
def read() -> Read:
    """Reads a short text, published on 2025-06-15: its claims of the given relations in short, sorted."""

    def claims(text: str, *relations: str, publisher: str = "wire", title: str = "") -> list[str]:
        number = Document.hash(text)
        document = Document(
            id=number, uri="text", name="text", text=text, published="2025-06-15", title=title, publisher=publisher
        )
        return sorted({_row(c) for c in pipeline().extract(document).claims if c.relation in relations})

    return claims
