"""Whom a word does not mean, where the sentence rules it out: no fact rather than a wrong one."""

from __future__ import annotations

import pytest

import reading
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
    ("Chad vetoed the plan, Togo having lifted its sanctions on Mali.", "CONCEDE", "TD"),
    ("Togo wants a deal with Ghana, which Chad warned would end the alliance.", "THREATEN", "GH"),
    ("The Hague court ordered Mali to free the men.", "REQUEST", "NL"),
    ("Chad and Togo traded missile strikes in January.", "COOPERATE", "TD"),
    ("Chad dismissed a report by Kenyan experts that its soldiers had fired on Togo.", "ASSAULT", "KE"),
    ("Chad made a request to join the bloc, Juan Roe having handed the letter to it.", "REQUEST", "TD"),
]


@pytest.mark.parametrize(("text", "relation", "subject"), WRONG)
def test_nobody_does_what_the_sentence_rules_out(text: str, relation: str, subject: str) -> None:
    """Who recognises a junta has overthrown nobody, and who criticises a claim does not make it."""
    assert {s for s, _, _ in facts(text, relation)}.isdisjoint({subject})


@pytest.mark.parametrize(
    "text",
    [
        "Togo threatened to sign a trade deal with Ghana.",
        "Togo threatened to buy arms from Ghana.",
        "Togo threatened to side with Ghana.",
    ],
)
def test_no_partner_is_threatened(text: str) -> None:
    """Whom one threatens to deal with is not the one who is threatened."""
    assert not facts(text, "THREATEN")


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Togo's pact with Ghana was denounced by Chad as an act of aggression.", {"Withdrawn", "Terminated"}),
        ("Chad's parliament approved a motion not to ratify the pact with Ghana.", {"Approved", "Ratified"}),
    ],
)
def test_a_treaty_that_is_blamed_or_turned_down_takes_no_step(text: str, missing: set[str]) -> None:
    """What is denounced 'as' something is blamed, and a motion against a treaty does not approve it."""
    assert {o for _, _, o in facts(text, "status")}.isdisjoint(missing)


def test_what_is_left_out_behind_an_auxiliary_is_the_verb_right_before() -> None:
    """'They have not' is said of the withdrawal, not of the signing that a participle tells."""
    text = "Under the accord, signed in May by Chad and Togo, Malian forces were to withdraw; they have not."
    assert ("ML", "hasParty", "accord") not in [(o, r, s) for s, r, o in facts(text, "hasParty")]
    assert {o for _, _, o in facts(text, "status")} <= {"Signed"}


@pytest.mark.parametrize("noun", ["a charge", "an accusation"])
def test_a_bare_relative_behind_a_noun_tells_who_rejects_it(noun: str) -> None:
    """'A charge Lome called absurd' makes nobody's statement of what was said before."""
    text = f"Chad cut diplomatic ties with Togo, accusing it of hostile acts, {noun} Lome called absurd."
    assert ("TG", "REJECT", "TD") in facts(text, "REJECT")
    assert ("TD", "SANCTION", "TG") in facts(text, "SANCTION")


def test_what_few_believe_is_nobodys_claim() -> None:
    """'Few believe that' holds nothing for true."""
    claims = reading.claims("Few in Chad believe that Togo attacked Ghana.")
    assert all(c.holder is None and c.stance != "stated" for c in claims)


@pytest.mark.parametrize(
    "text",
    [
        "Ghana broke off relations with Togo. It says that the Emirates arm the rebels.",
        "Ghana says that the Netherlands arm the rebels.",
    ],
)
def test_the_plural_name_of_a_state_makes_no_subjunctive(text: str) -> None:
    """What is said of the Emirates is said by somebody, and asked for by nobody."""
    assert {str(c.stance) for c in reading.claims(text, "AID")} == {"attributed"}


def test_what_a_clause_of_time_tells_is_no_part_of_the_charge() -> None:
    """Who is accused of something 'after' another has done something is not accused of that."""
    text = "Ghana accused Togo of trying to wreck the talks after Benin had sent weapons to Niger."
    assert [str(c.stance) for c in reading.claims(text, "AID")] == ["stated"]


def test_a_time_before_the_second_verb_does_not_date_the_first() -> None:
    """'Has trained them and in February signed a pact': nothing was trained in February."""
    text = "Kenya, which has trained Malian soldiers and in February signed a pact with Ghana, is a neighbour."
    assert [c.date for c in reading.claims(text, "AID")] == [None]


def test_what_one_has_promised_to_a_force_to_come_is_promised() -> None:
    """The date of the clause above is not that of the promise."""
    text = "The troops are to be replaced by December 2024 by an ECOWAS mission, to which Ghana has promised men."
    assert {(str(c.stance), c.date) for c in reading.claims(text, "AGREE")} <= {("stated", None)}


def test_who_drives_out_anothers_troops_does_not_withdraw() -> None:
    """'Drove the French troops out of the country' is no retreat of its own."""
    assert not facts("The rulers of Mali had driven the French troops out of the country.", "RETREAT")
