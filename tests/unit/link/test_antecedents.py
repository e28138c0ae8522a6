"""Whom 'it', 'he', 'they', 'both' and 'the country' take up, seen by the facts that they carry."""

from __future__ import annotations

import pytest

from reading import facts

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "event", "expected"),
    [
        # who answers is whoever was addressed
        ("Spain asked Morocco to reopen the crossing. It has declined to do so.", "REJECT", {("MA", "ES")}),
        ("Denmark and Norway accused Iceland of spying. It denied the charge.", "REJECT", {("IS", "DK"), ("IS", "NO")}),
        ("Iran asked Oman and Kuwait to mediate. They declined.", "REJECT", {("OM", "IR"), ("KW", "IR")}),
        ("Mali told France to leave. It withdrew its soldiers in August.", "RETREAT", {("FR", None)}),
        # nobody acts upon himself
        ("What does Laos want? Vietnam accuses it of diverting the river.", "ACCUSE", {("VN", "LA")}),
        ("Chad left the talks. Togo welcomed the step, and Ghana hailed it.", "ACCUSE", set()),
        # one beside several, and beside a person
        (
            "Denmark and Norway accused Iceland. They then imposed sanctions on it.",
            "SANCTION",
            {("DK", "IS"), ("NO", "IS")},
        ),
        # several by the number of the verb
        ("The Philippines protested on Monday. They accused China of spying.", "ACCUSE", {("PH", "CN")}),
        # things are nobody
        ("Togo, Mali and Benin sent Ghana a list of demands. Ghana rejected all of them.", "REJECT", {("GH", None)}),
    ],
)
def test_pronoun(text: str, event: str, expected: set[tuple[str, str | None]]) -> None:
    """A pronoun is whoever the grammar, the number and what has been asked of whom leave."""
    assert {(s, o) for s, _, o in facts(text, event)} == expected


def test_he_who_answers_was_asked() -> None:
    """'He refused' after 'Paz urged Haddad to sign' is Haddad."""
    text = "President Ana Paz of Panama urged President Omar Haddad of Oman to sign the pact. He refused."
    assert ("Omar Haddad", "REJECT", "Ana Paz") in facts(text, "REJECT")


def test_he_is_not_whom_he_thanks() -> None:
    """'He thanked Holm' is done by another one than Holm, though Holm was named last."""
    text = "Premier Ivan Orlov of Estonia was received by Chancellor Dag Holm of Norway. He thanked Holm for the ships."
    assert ("Ivan Orlov", "SUPPORT", "Dag Holm") in facts(text, "SUPPORT")


def test_neighbour_is_not_who_has_it() -> None:
    """'Estonia quarrelled with the only neighbour that has left the bloc' does not tell that Estonia has left."""
    text = "Estonia quarrelled with the only neighbour that had accused Norway."
    assert facts(text, "ACCUSE") == set()


def test_he_is_of_the_main_clause() -> None:
    """'He' after a sentence that names another one in a clause below is its main subject."""
    text = "Premier Ivan Orlov of Estonia called on the Assembly to leave the seat held by Dag Holm. He accused Togo of lying."
    assert {s for s, _, _ in facts(text, "ACCUSE")} == {"Ivan Orlov"}


def test_him_is_an_envoy_without_a_name() -> None:
    """'Thanked him' after 'received the ambassador of India' thanks India."""
    text = "The foreign minister of Nepal received the ambassador of India and thanked him for the vaccines."
    assert facts(text, "SUPPORT") == {("NP", "SUPPORT", "IN")}


def test_country_that_is_thanked() -> None:
    """'Thanked her Finnish counterpart for the aid that her country had given' is about Finland's aid."""
    text = (
        "Foreign Minister Sara Lind thanked her Finnish counterpart for the aid that her country had given to Lebanon."
    )
    assert ("FI", "AID", "LB") in facts(text, "AID")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Estonia was alarmed. Latvia called the flight grave. Both accused Russia of spying.", {"EE", "LV"}),
        ("Vietnam and Laos called for restraint. Norway, Sweden and Finland agreed. All the countries concerned accused Mali.",
         {"NO", "SE", "FI"}),
        ("Georgia and Moldova applied in 2022. Both applicants accused Russia.", {"GE", "MD"}),
        ("Minister Lena Berg of Sweden met the Danish side. She said that both countries had accused Chad.", {"SE", "DK"}),
        ("Chad and Togo met.\n\nGhana asked Mali for help. Mali refused. The two neighbours accused Benin.", {"GH", "ML"}),
    ],
)  # fmt: skip
def test_set(text: str, expected: set[str]) -> None:
    """'Both' and 'the countries concerned' are those who act together, in turn, or upon one another just before."""
    assert {s for s, _, _ in facts(text, "ACCUSE")} == expected


def test_who_helps_the_two_is_none_of_them() -> None:
    """'Hanoi is ready to help the two' leaves Vietnam out, though it was named together with another one last."""
    text = (
        "Thailand and Cambodia fought again. Vietnam and Laos met in Rome. Vietnam accused the two countries of lying."
    )
    assert facts(text, "ACCUSE") == {("VN", "ACCUSE", "TH"), ("VN", "ACCUSE", "KH")}


@pytest.mark.parametrize(
    ("text", "event", "expected"),
    [
        ("Peru froze relations with Bolivia and seized the country's assets.", "SANCTION", {("PE", "BO")}),
        (
            "Togo called its envoy home after soldiers from the neighbouring country, Benin, arrested him.",
            "COERCE",
            set(),
        ),
        ("Ecowas gave the junta in Niamey a week to leave.", "REQUEST", {("Ecowas", "NE")}),
        ("The Commonwealth heads of government met in Apia. Chad attacked Togo.", "CONSULT", set()),
        ("Ghana spoke last. Chad asked the countries of the region for help.", "SUPPORT", set()),
    ],
)
def test_state_spoken_of(text: str, event: str, expected: set[tuple[str, str]]) -> None:
    """'The country' is another than who acts, a junta that of its town, and heads of government are of no one state."""
    assert {(s, o) for s, _, o in facts(text, event)} == expected


def test_ministry_that_opens_a_release() -> None:
    """'The Ministry', before any state is named, is that of the state that then acts."""
    text = "The Ministry of Foreign Affairs sent a team of doctors to Izmir. Greece stands by the Turkish people."
    assert not {s for s, _, _ in facts(text, "AID", "MOBILIZE")} - {"GR"}


def test_both_of_the_clause_above() -> None:
    """'Both' in a clause about a treaty are the two of the clause above it, not two named together before."""
    text = "Peru and Chile praised it. Chad took Mali to arbitration under the Lagos Convention, to which both are parties."
    assert {o for _, _, o in facts(text, "hasParty")} == {"TD", "ML"}


def test_whose_visa_is_cancelled_is_on_the_list() -> None:
    """'Put Roe on a list and cancelled his visa': Roe's, whoever spoke before; it is he who denies it, too."""
    text = "Brian Nichols spoke on Monday. Peru put Joe Roe on a list in May and cancelled his visa. He rejected the charge."
    assert {(s, o) for s, _, o in facts(text, "SANCTION")} == {("PE", "Joe Roe")}
    assert {s for s, _, _ in facts(text, "REJECT")} == {"Joe Roe"}
