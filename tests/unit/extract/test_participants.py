"""Who did it and whom it was done to, where others are set against them, left out, or named as one of two."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.conftest import Read

from reading import table

RELATIONS = ("ASSAULT", "CONSULT", "REJECT", "SANCTION", "SUPPORT")
RELATIONS += ("memberOf", "alliedWith", "claimsSovereignty", "disputes", "hasParty")


@pytest.mark.parametrize(("text", "told"), table(Path(__file__).with_name("participants.tsv")))
def test_only_those_are_told_of_whom_it_is_said(read: Read, text: str, told: str) -> None:
    """Neither 'Ghana rather than Chad', nor 'all but Chad', nor 'Ghana or Chad' tells that Chad did it."""
    assert "; ".join(read(text, *RELATIONS)) == told


EVENTS = ("ACCUSE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "MOBILIZE", "PROTEST", "REJECT", "REQUEST")
EVENTS += ("SANCTION", "SUPPORT")


@pytest.mark.parametrize(("text", "told"), table(Path(__file__).with_name("whom.tsv")))
def test_those_without_a_name_are_known_by_what_was_told(read: Read, text: str, told: str) -> None:
    """'His host' is whoever receives him, 'she' the minister of the sentence before, and who bans goods 'from Hungary'
    is Hungary."""
    assert "; ".join(read(text, *EVENTS)) == told


EVERY = (*EVENTS, "AGREE", "COOPERATE", "RETREAT", "THREATEN", "memberOf", "hasParty", "status")


@pytest.mark.parametrize(("text", "told"), table(Path(__file__).with_name("who_did_it.tsv")))
def test_who_only_speaks_of_an_act_or_is_named_beside_it_has_no_part_in_it(read: Read, text: str, told: str) -> None:
    """'An attack condemned by Ethiopia' is not Ethiopia's, 'did not, as Ghana claims, attack' is a denial, and 'rockets
    fired from Iraq by a militia' are not Iraq's.
    """
    assert "; ".join(read(text, *EVERY)) == told
