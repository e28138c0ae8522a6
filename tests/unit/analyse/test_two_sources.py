"""Two documents on one event: paired once, and told apart by stance, verb and actor."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analyse.two_sources import Comparison, compare, comparison_told, halves
from kg.core.model import Stance
from kg.core.ontology import Ontology
from samples import CN, ISLETS, JP, MANILA, PH, US, Article, extractions

ONTOLOGY = Ontology.load(Path(__file__).parents[3] / "ontology.ttl")
DAY = "2025-09-16"


def compared(left: Article, right: Article) -> Comparison:
    one, other = left.extraction(), right.extraction()
    return compare(one.document, one.claims, other.document, other.claims, ONTOLOGY)


def test_told_by_both() -> None:
    """The same act of the same day between the same two, in other words, is told by both."""
    found = compared(
        Article("a").says("China blocked a ship.", CN, "COERCE", PH, DAY),
        Article("b").says("A ship was blocked by China.", CN, "COERCE", PH, DAY),
    )
    assert len(found.both) == 1 and not (found.otherwise or found.only_left or found.only_right)


@pytest.mark.parametrize(
    ("left", "right", "differs"),
    [
        ({}, {"stance": Stance.ATTRIBUTED, "holder": PH}, "stance"),
        ({}, {"stance": Stance.NEGATED}, "stance"),
        ({}, {"relation": "ASSAULT"}, "verb"),
        ({}, {"subject": JP}, "actor"),
        ({}, {"subject": PH, "object_": CN}, "actor"),
    ],
)
def test_told_otherwise(left: dict[str, object], right: dict[str, object], differs: str) -> None:
    """A pair that differs in the stance, the verb or the actor alone is told otherwise, and in that."""

    def article(name: str, more: dict[str, object]) -> Article:
        given = {"subject": CN, "relation": "COERCE", "object_": PH, "date": DAY, **more}
        return Article(name).says(f"Words of {name}.", **given)  # type: ignore[arg-type]

    found = compared(article("a", left), article("b", right))
    assert [p.differs for p in found.otherwise] == [differs] and not found.both
    assert not (found.only_left or found.only_right)


@pytest.mark.parametrize(
    "more",
    [{"date": "2024-01-01"}, {"object_": US}, {"place": MANILA}, {"relation": "disputes"}],
)
def test_told_by_one_alone(more: dict[str, object]) -> None:
    """Another day, target or place, or a statement that is no act, is another fact: each is left out by the other."""
    given = {"subject": CN, "relation": "COERCE", "object_": PH, "date": DAY, "place": ISLETS}
    found = compared(
        Article("a").says("One.", **given),  # type: ignore[arg-type]
        Article("b").says("Other.", **{**given, **more}),  # type: ignore[arg-type]
    )
    assert not found.both and not [p for p in found.otherwise if p.differs == "stance"]
    if "object_" in more or "date" in more or "place" in more:
        assert len(found.only_left) == len(found.only_right) == 1


def test_symmetric_relation_either_way_round() -> None:
    """A dispute told from the other side is the same dispute."""
    found = compared(
        Article("a").says("They dispute.", CN, "disputes", PH), Article("b").says("They do.", PH, "disputes", CN)
    )
    assert len(found.both) == 1


def test_same_date_is_paired_first() -> None:
    """Of two acts that fit, the one of the same date is paired, whatever the order of the texts."""
    found = compared(
        Article("a").says("Undated.", PH, "PROTEST", CN).says("Dated.", PH, "PROTEST", CN, DAY),
        Article("b").says("On that day.", PH, "PROTEST", CN, DAY),
    )
    assert [p.left.evidence.quote for p in found.both] == ["Dated."]
    assert [c.evidence.quote for c in found.only_left] == ["Undated."]


def test_said_twice_counts_once() -> None:
    """What a text says twice in the same way is one fact."""
    left = Article("a").says("They dispute.", CN, "disputes", PH).says("Again.", CN, "disputes", PH)
    found = compared(left, Article("b").says("They do.", CN, "disputes", PH))
    assert len(found.both) == 1 and not found.only_left


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_nothing_is_lost_or_told_twice(data: st.DataObject) -> None:
    """Every claim of either side is in one place; a document beside itself has nothing left out."""
    one, other = data.draw(extractions(1)), data.draw(extractions(2))
    found = compare(one.document, one.claims, other.document, other.claims, ONTOLOGY)
    pairs = [*found.both, *found.otherwise]
    left = [p.left.id for p in pairs] + [c.id for c in found.only_left]
    right = [p.right.id for p in pairs] + [c.id for c in found.only_right]
    assert len(left) == len(set(left)) and {*left} <= {c.id for c in one.claims}
    assert len(right) == len(set(right)) and {*right} <= {c.id for c in other.claims}
    itself = compare(one.document, one.claims, one.document, one.claims, ONTOLOGY)
    assert not (itself.otherwise or itself.only_left or itself.only_right)
    assert len(halves(found)) == len(pairs) + len(found.only_left) + len(found.only_right)


def test_result_has_the_words_of_both() -> None:
    """The result gives each claim's words with their position, and the claims' ids."""
    found = compared(
        Article("a").says("China blocked it.", CN, "COERCE", PH, DAY),
        Article("b").says("China, it said, blocked it.", CN, "COERCE", PH, DAY, Stance.ATTRIBUTED, holder=PH),
    )
    [finding] = comparison_told(found, ONTOLOGY).section("otherwise").findings
    assert finding.sentence.startswith("In another stance: 2025-09-16: China toward the Philippines: coerce; ")
    assert finding.lines[0].startswith("First: “China blocked it.” (") and len(finding.claims) == 2
