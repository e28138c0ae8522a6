"""What 'not' sets against something else is not said of it."""

from __future__ import annotations

import pytest

from reading import facts


@pytest.mark.parametrize(
    ("text", "relation", "there", "absent"),
    [
        ("Kenya signed the Nairobi Accord but not the Juba Treaty.", "status", "Nairobi Accord", "Juba Treaty"),
        ("Ghana belongs to ECOWAS, not to the Alliance of Sahel States.", "memberOf", "ECOWAS", "Alliance of Sahel States"),
        ("Japan is an ally of the United States but not of South Korea.", "alliedWith", "US", "KR"),
        ("Peru criticised Chile, not Bolivia.", "ACCUSE", "CL", "BO"),
    ],
)  # fmt: skip
def test_what_not_rules_out_is_not_claimed(text: str, relation: str, there: str, absent: str) -> None:
    """Of two things set against each other by 'not', only the one that stays is in a claim."""
    named = {name for s, _, o in facts(text, relation) for name in (s, o)}
    assert there in named
    assert absent not in named


def test_not_only_rules_nothing_out() -> None:
    """'Not only' adds."""
    found = {
        o for _, _, o in facts("Norway is a member not only of NATO but also of the Council of Europe.", "memberOf")
    }
    assert {"NATO", "Council of Europe"} <= found
