"""The questions that the program was made for, on an article built like those that it was made for."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.config import Project
from kg.core.model import Claim, Document
from kg.pipeline import Pipeline

ROOT = Path(__file__).parents[2]
SEED = ROOT.parent / "shared" / "gold" / "dev" / "seed.txt"
ARTICLE = """---
title: Japan and the Philippines sign supply deal
published: 2026-01-15
publisher: views of the author alone
---

Manila - According to Reuters, Japan and the Philippines signed a defense treaty on Thursday.
Japan and the Philippines have territorial disputes with China in the East China Sea and the South China Sea respectively.
The ceremony was held in Manila, where Japanese Foreign Minister Aiko Tanaka and Philippine Foreign Secretary Jose Cruz \
signed the "Agreement on Mutual Logistics Support."
However, this logistics agreement will not take effect at once; it still needs to be approved by Japan's parliament.
Earlier, in mid-2024, the two countries had already signed the "Reciprocal Access Agreement," which came into effect in \
September of that year.
Both sides are also advancing negotiations on another agreement on the protection of classified military information.
China has sufficient historical and legal basis for its sovereignty over the Diaoyu Islands.
"""


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(Project.find(ROOT))


def rows(claims: tuple[Claim, ...], relation: str) -> set[tuple[str | None, ...]]:
    """Subject, object, date, place and stance of the claims of one relation."""
    return {
        (c.subject.key, c.object.key if c.object else None, c.date.edtf if c.date else None,
         c.place.name if c.place else None, str(c.stance))
        for c in claims if c.relation == relation
    }  # fmt: skip


@pytest.mark.model
def test_own_article(pipeline: Pipeline, tmp_path: Path) -> None:
    """Signature, parties, signatories, pending step, earlier and coming treaty, disputes and opinion are read right."""
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, "utf-8")
    document = pipeline.read(path)
    claims = pipeline.extract(document).claims
    pact, access = "Agreement on Mutual Logistics Support", "Reciprocal Access Agreement"
    assert rows(claims, "signedBy") == {
        (pact, "Aiko Tanaka", "2026-01-15", "Manila", "stated"),
        (pact, "Jose Cruz", "2026-01-15", "Manila", "stated"),
    }
    statuses = rows(claims, "status")
    assert statuses >= {
        (pact, "Signed", "2026-01-15", "Manila", "stated"),
        (pact, "InForce", None, None, "negated"),
        (pact, "PendingApproval", None, None, "stated"),
        (access, "Signed", "2024-05/2024-08", None, "stated"),
        (access, "InForce", "2024-09", None, "stated"),
    }
    assert [s[4] for s in statuses if s[1] == "Negotiating"] == ["stated"]
    assert {(s[0], s[1]) for s in rows(claims, "hasParty")} >= {
        (pact, "JP"),
        (pact, "PH"),
        (access, "JP"),
        (access, "PH"),
    }
    assert rows(claims, "disputes") == {
        ("JP", "CN", None, "East China Sea", "stated"),
        ("PH", "CN", None, "South China Sea", "stated"),
    }
    assert rows(claims, "claimsSovereignty") == {("CN", "Diaoyu Islands", None, None, "opinion")}
    assert all(document.text[c.evidence.start : c.evidence.end] == c.evidence.quote for c in claims)


@pytest.mark.model
@pytest.mark.skipif(not SEED.exists(), reason="the user's article is not beside this checkout")
def test_users_article(pipeline: Pipeline) -> None:
    """From the user's article: who signed what, when and where, what is pending, and which dispute lies in which sea."""
    document: Document = pipeline.read(SEED)
    claims = pipeline.extract(document).claims
    signed = set(rows(claims, "signedBy"))
    assert len(signed) == 2
    assert {s[2:] for s in signed} == {("2026-01-15", "Manila", "stated")}
    pact = next(iter(signed))[0]
    statuses = rows(claims, "status")
    assert (pact, "Signed", "2026-01-15", "Manila", "stated") in statuses
    assert (pact, "PendingApproval", None, None, "stated") in statuses
    assert (pact, "InForce", None, None, "negated") in statuses
    access = next(s[0] for s in statuses if s[1] == "InForce" and s[4] == "stated")
    assert access != pact
    assert {(s[1], s[2]) for s in statuses if s[0] == access} == {("Signed", "2024-05/2024-08"), ("InForce", "2024-09")}
    coming = {s[0] for s in statuses if s[1] == "Negotiating"} - {pact}
    assert len(coming) == 1
    parties = {(s[0], s[1]) for s in rows(claims, "hasParty")}
    assert parties == {(t, p) for t in (pact, access, *coming) for p in ("JP", "PH")}
    places = {(frozenset(s[:2]), s[3]) for s in rows(claims, "disputes")}
    assert places == {(frozenset({"JP", "CN"}), "East China Sea"), (frozenset({"PH", "CN"}), "South China Sea")}
    assert {s[4] for s in rows(claims, "claimsSovereignty")} == {"opinion"}
