"""How right likely targets are, on texts that had no part in fitting them."""

from __future__ import annotations

import pytest

import reading
from kg.evaluate.score import pair
from kg.extract.likely_targets import RULE

pytestmark = pytest.mark.model


def test_likely_targets_are_mostly_right() -> None:
    """On blind articles, two in three claims are right whose target is the likeliest of those named, twenty at least."""
    right, wrong = 0, 0
    for gold, claims, text in reading.blind_articles():
        facts = pair(gold, [claim.row() for claim in claims], text)[1]
        likely = [n for n, claim in enumerate(claims) if any(line.endswith(RULE) for line in claim.trace)]
        right, wrong = right + sum(n in facts for n in likely), wrong + sum(n not in facts for n in likely)
    assert right >= 20, (right, wrong)
    assert right >= 2 * wrong, (right, wrong)
