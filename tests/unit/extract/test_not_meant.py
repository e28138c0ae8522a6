"""Whom a word does not mean, where the sentence rules it out: no fact rather than a wrong one."""

from __future__ import annotations

import pytest

from reading import facts

pytestmark = pytest.mark.model
WRONG = [
    ("Ghana no longer recognises the junta that overthrew President Juan Roe.", "COERCE", "GH"),
    (
        "Ghana lifted its veto after the Commission had released money that it had withheld from Accra.",
        "SANCTION",
        "GH",
    ),
    ("Chad voted with Mali against a resolution by Togo that criticises the drilling.", "ACCUSE", "TG"),
    (
        "Chad recalled its envoy after Ghana had criticised the Togolese recognition of its rule over Aouzou.",
        "SUPPORT",
        "TG",
    ),
    (
        "Chad protested after Ghana had opposed the recognition of its sovereignty over Aouzou.",
        "claimsSovereignty",
        "GH",
    ),
    ("Ghana complained to the Security Council that Togolese soldiers had fired on its patrol.", "PROTEST", "GH"),
    ("Chad accuses Togo of letting arms from Ghana through Lome.", "CONCEDE", "TG"),
    ("Ghana left the African Union, whose chairperson Nairobi calls a lackey.", "holdsOffice", "Nairobi"),
    ("Egypt and Qatar worked out a truce between Togo and Benin.", "AGREE", "EG"),
]


@pytest.mark.parametrize(("text", "relation", "subject"), WRONG)
def test_nobody_does_what_the_sentence_rules_out(text: str, relation: str, subject: str) -> None:
    """Who recognises a junta has overthrown nobody, and who criticises a claim does not make it."""
    assert {s for s, _, _ in facts(text, relation)}.isdisjoint({subject})
