"""Whom pronouns and descriptions take up, seen by the facts that they carry."""

from __future__ import annotations

import pytest

from reading import facts

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ghana and Mali held talks on Monday. They attacked Togo on Tuesday.", {("GH", "TG"), ("ML", "TG")}),
        ("Ghanaian troops crossed the border on Monday. They attacked Togo on Tuesday.", {("GH", "TG")}),
        ("Kenya does not belong to the bloc. It left in May, yet it attacked Togo on Sunday.", {("KE", "TG")}),
        ("Mali belongs to the Alliance of Sahel States. The association of fishermen attacked Togo.", set()),
        ("Ghana and Mali met in Rome. The rebels left. Ghana shelled Togo.", {("GH", "TG")}),
    ],
)
def test_attackers(text: str, expected: set[tuple[str, str]]) -> None:
    """Who attacked is the last subject that agrees with the pronoun; an association of others is nobody named before."""
    assert {(s, o) for s, _, o in facts(text, "ASSAULT")} == expected


def test_described_person_is_taken_up() -> None:
    """'She' after a sentence about 'the prime minister' is the prime minister, whoever was named last."""
    text = "Prime Minister Amina Otieno of Kenya met Ana Paz. The prime minister was angry. She accused Togo of lying."
    assert facts(text, "ACCUSE") == {("Amina Otieno", "ACCUSE", "TG")}


def test_counterpart_from_elsewhere() -> None:
    """A minister's counterpart from another state acts for that state, never for the minister's own."""
    text = "Kenya's foreign minister stayed at home. His counterpart from Uganda met Togo's president on Sunday."
    assert facts(text, "CONSULT") == {("UG", "CONSULT", "TG")}


def test_president_of_the_state_that_the_sentence_names() -> None:
    """'The president' whom a party of one state accuses is that state's, though another's was named last."""
    text = (
        "President Ana Paz of Panama met President Omar Haddad of Oman in Rome. "
        "The Panamanian government has accused the president of lying."
    )
    assert ("PA", "ACCUSE", "Ana Paz") in facts(text, "ACCUSE")


def test_ministers_told_anew_are_nobody_named_before() -> None:
    """'Three ministers whom it dismissed' are others than those named before."""
    text = "Foreign Minister Ana Paz of Panama met Omar Haddad. Ghana imprisoned three ministers whom it had dismissed."
    assert not {o for _, _, o in facts(text, "COERCE", "SANCTION")} & {"Ana Paz", "Omar Haddad"}
