"""Decisions on what is one: groups by chains that can be shown, contradictions told, files read and written alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.core.errors import DataError
from kg.core.judgements import Judgement, Judgements, Verdict, judgement_lines, parse_judgements


def say(left: str, right: str, verdict: str = "same") -> Judgement:
    return Judgement(f"person/{left}", f"person/{right}", Verdict(verdict), "me", "2026-01-15", "why")


def test_a_group_rests_on_a_chain() -> None:
    """Two things that were never compared are one by the decisions between them, which are shown in order."""
    judgements = Judgements([say("a", "b"), say("b", "c")])
    assert judgements.group("person/c") == ["person/a", "person/b", "person/c"]
    assert judgements.canonical("person/c") == "person/a"
    assert judgements.chain("person/c", "person/a") == [say("b", "c"), say("a", "b")]


def test_the_reference_names_its_group() -> None:
    """A thing of the reference gives its group its id, whatever the alphabet."""
    assert Judgements([say("a", "b"), say("b", "c")], ["person/c"]).canonical("person/a") == "person/c"


@pytest.mark.parametrize("verdict", ["different", "unsure"])
def test_only_same_joins(verdict: str) -> None:
    """Neither 'different' nor 'unsure' joins anything; both settle that the pair is not proposed again."""
    judgements = Judgements([say("a", "b", verdict)])
    assert judgements.canonical("person/b") == "person/b"
    assert ("person/b", "person/a") in judgements


def test_a_contradiction_is_told_with_its_chain() -> None:
    """Two that are the same by a chain and different by a decision are an error that names each decision."""
    with pytest.raises(DataError) as error:
        Judgements([say("a", "b"), say("b", "c"), say("a", "c", "different")])
    assert "person/a and person/b: same" in str(error.value) and "person/b and person/c: same" in str(error.value)


def test_a_later_decision_replaces_an_earlier() -> None:
    """Of two decisions on one pair the last counts, in either order of the two."""
    assert Judgements([say("a", "b"), say("b", "a", "different")]).canonical("person/b") == "person/b"


@pytest.mark.parametrize(
    ("line", "told"),
    [("person/a\tperson/b\tmaybe\tme\t2026\t", ":2: 'maybe'"), ("person/a\ttreaty/b\tsame\tme\t2026\t", ":2: left and right are not"),
     ("person/a\tperson/a\tsame\tme\t2026\t", ":2: left and right are one")],
)  # fmt: skip
def test_wrong_lines_are_told(line: str, told: str) -> None:
    """An unknown verdict, ids of two kinds and a thing with itself are errors with their line."""
    with pytest.raises(DataError, match=told):
        parse_judgements(f"left\tright\tverdict\tby\tat\treason\n{line}\n", "file.tsv")


_WORD = st.text(st.characters(whitelist_categories=("Ll", "Lu", "Nd")), min_size=1, max_size=8)


@given(
    st.lists(st.tuples(_WORD, _WORD, st.sampled_from(list(Verdict)), _WORD).filter(lambda t: t[0] != t[1]), max_size=8)
)
def test_what_is_written_is_read(rows: list[tuple[str, str, Verdict, str]]) -> None:
    """Decisions written to a table are the same when read."""
    judgements = [Judgement(f"treaty/{a}", f"treaty/{b}", v, w, "2026-01-15", f"{w} {w}") for a, b, v, w in rows]
    assert parse_judgements(judgement_lines(judgements), "file.tsv") == judgements
