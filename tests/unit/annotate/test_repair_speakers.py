"""Trees of sentences that name a speaker in an unusual place are mended."""

from __future__ import annotations

import pytest

from reading import claims, hangs

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "text", ["Chad, so the Malian minister, had left the bloc.", "Chad has, so the Malian minister, left the bloc."]
)
def test_whoever_says_so_between_commas_does_not_act(text: str) -> None:
    """'Chad, so the minister, had left': Chad has."""
    assert hangs(text, "Chad") == ("nsubj", "left")


def test_what_one_is_told_is_no_relative_clause() -> None:
    """'Informed the meeting that Chad had left it'."""
    assert hangs("Mali informed the meeting that Chad had left the bloc.", "left") == ("ccomp", "informed")


def test_a_decision_is_to_do_what_it_decides() -> None:
    """'The decision taken by Chad to leave'."""
    assert hangs("The decision taken by Chad to leave the bloc was welcomed.", "leave") == ("acl", "decision")


@pytest.mark.parametrize(
    "act", ["attacked Togo", "expelled the Togolese ambassador", "had ratified the Treaty of Arica"]
)
@pytest.mark.parametrize(
    "who", ["a senior diplomat", "Chad's foreign ministry", "two officials", "President Joe Roe of Chad"]
)
@pytest.mark.parametrize(
    "how",
    [
        "said in a statement",
        "said on condition of anonymity",
        "said by telephone",
        "told reporters on Monday",
        "confirmed on Monday",
    ],
)
def test_whoever_comes_behind_the_comma_says_so(act: str, who: str, how: str) -> None:
    """'Mali attacked Togo, a diplomat said in a statement': no document says so, a diplomat does."""
    rows = [c.row() for c in claims(f"Mali {act}, {who} {how}.") if c.relation in ("ASSAULT", "SANCTION", "status")]
    assert {r["stance"] for r in rows} == {"attributed"}


@pytest.mark.parametrize("when", ["earlier", "ahead of the summit", "in a statement on Monday", "at a news conference"])
def test_what_is_said_behind_a_time_is_said(when: str) -> None:
    """'Said ahead of the summit that Mali attacked Togo': no summit that it attacked."""
    assert hangs(f"Officials said {when} that Mali attacked Togo.", "attacked") == ("ccomp", "said")


def test_an_aside_says_no_more_than_its_part() -> None:
    """'By withdrawing its envoy and, officials complained at the time, by waving them through': it withdrew him."""
    text = "Mali retaliated by withdrawing its envoy and, officials complained at the time, by waving people through."
    assert hangs(text, "complained")[0] != "ROOT"


def test_what_is_told_behind_a_comma_of_a_thing_is_no_speech() -> None:
    """'Imia, two rocks that both claim'."""
    text = "Mali visited Imia, two rocks in the sea that both countries claim."
    assert hangs(text, "visited") == ("ROOT", None)


def test_the_time_behind_a_verb_of_saying_is_when_it_was_said() -> None:
    """'Said on Monday it would expel the envoy'."""
    assert hangs("Mali said on Monday it would expel the Togolese ambassador.", "on") == ("prep", "said")
