"""Who did it, and whether it was done, in sentences that a hasty reader takes the wrong way round."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.conftest import Read

from reading import table

RELATIONS = ("ACCUSE", "AGREE", "AID", "ASSAULT", "COERCE", "CONCEDE", "CONSULT", "MOBILIZE", "PROTEST", "REJECT")
RELATIONS += ("REQUEST", "SANCTION", "SUPPORT", "THREATEN", "hasParty", "status")


@pytest.mark.parametrize(("text", "told"), table(Path(__file__).with_name("turned_round.tsv")))
def test_nobody_is_told_to_have_done_what_was_done_to_him(read: Read, text: str, told: str) -> None:
    """Who is 'promised forty buses by Chile' gives none, who 'condemned the storming of an embassy' does not blame its
    state, and the sanctions that somebody demands are not imposed."""
    assert "; ".join(read(text, *RELATIONS)) == told
