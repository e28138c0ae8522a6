"""Shapes over the quads of a document."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad

from kg.check import ShapeChecker, shape_checker
from kg.config import Project
from kg.core.errors import DataError, ValidationError
from kg.core.model import Stance
from kg.core.rdf import document_quads
from kg.core.rdf_terms import kg, term
from kg.store import Store
from samples import (
    ANA,
    CN,
    ISLETS,
    JP,
    LEAGUE,
    MANILA,
    MINISTER,
    MUTUAL_DEFENSE,
    PACT,
    PENDING,
    PH,
    SEA,
    SIGNED,
    Article,
)  # fmt: skip


@pytest.fixture(scope="module")
def checker() -> ShapeChecker:
    return shape_checker(Project.find(Path(__file__).parent))


def good() -> Article:
    return (
        Article("one", title="T", publisher="Wire", sources=("https://a.example",))
        .says("A.", PACT, "hasParty", JP, "2026-01-15").says("B.", PACT, "signedBy", ANA).says("C.", PACT, "status", SIGNED)
        .says("D.", PACT, "status", PENDING, "2026~").says("E.", PACT, "treatyType", MUTUAL_DEFENSE)
        .says("F.", ANA, "holdsOffice", MINISTER, "2024", of=PH, former=True)
        .says("G.", JP, "disputes", CN, place=ISLETS).says("H.", CN, "claimsSovereignty", SEA)
        .says("I.", JP, "alliedWith", PH).says("J.", JP, "memberOf", LEAGUE)
        .says("K.", CN, "COERCE", PH, "2025/..", Stance.ATTRIBUTED, holder=PH, place=MANILA, object_state=PH)
        .says("L.", ANA, "AGREE", None, None, Stance.PREDICTED, subject_state=PH)
    )  # fmt: skip


def test_a_document_as_it_should_be_has_no_violation(checker: ShapeChecker) -> None:
    """A claim of each relation, with every property that a claim may have, keeps all shapes."""
    assert checker(document_quads(good().extraction())) == []


def test_a_violation_says_what_where_and_which(checker: ShapeChecker) -> None:
    """A claim without stance, with a wrong object, or evidence that ends before it starts, is named with its fault."""
    quads = document_quads(good().extraction())
    broken = [q for q in quads if q.predicate != kg("stance")]
    found = checker(broken)
    assert len(found) >= 12
    assert all(v.focus.startswith("claim/") for v in found if v.path == "kg:stance")
    assert "a claim has one stance of the ontology (kg:stance)" in str(found[0])
    turned = [
        Quad(q.subject, q.predicate, Literal(0), q.graph_name) if q.predicate == term("oa:end") else q for q in quads
    ]
    assert any("before its end" in v.message for v in checker(turned))
    wrong = Article("two").says("A.", PACT, "hasParty", ISLETS)
    assert any("the object of kg:hasParty must be" in v.message for v in checker(document_quads(wrong.extraction())))


def test_nothing_of_a_wrong_document_is_stored(checker: ShapeChecker, tmp_path: Path) -> None:
    """Where one claim of a document breaks a shape, the store takes none of it and says which."""
    claim = dataclasses.replace(good().claims()[0], rule="")
    extraction = dataclasses.replace(good().extraction(), claims=(claim, *good().claims()[1:]))
    with Store.open(tmp_path / "s", check=checker) as store:
        with pytest.raises(ValidationError, match=r"one: claim/[0-9a-f]{32}: a claim names the rule that found it"):
            store.ingest(extraction)
        assert store.quads() == []
        assert store.ingest(good().extraction()).claims == 12


def test_shapes_that_are_not_turtle_are_named(tmp_path: Path) -> None:
    """A file of shapes with a mistake in it is a DataError that names the file."""
    (tmp_path / "mine.ttl").write_text("this is not turtle")
    with pytest.raises(DataError, match="mine.ttl: is not well-formed Turtle"):
        ShapeChecker([tmp_path / "mine.ttl"])([])
