"""Whom a word does not mean, where the sentence rules it out: no fact rather than a wrong one."""

from __future__ import annotations

import pytest

import reading
from reading import claims, facts

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
    ("Togo regards Aouzou as its province, as do Mali and Chad.", "claimsSovereignty", "TD"),
    ("Togo regards Aouzou as Togolese, and so does Chad.", "claimsSovereignty", "TD"),
    ("The Chadian soldiers had left a flag on the island.", "RETREAT", "TD"),
    ("The Chadian soldiers left the villagers a note.", "RETREAT", "TD"),
    ("Juan Roe, a Peruvian who heads the World Bank, left for Lima.", "memberOf", "PE"),
    ("Chad attacked Togo, which had itself invaded Ghana.", "ASSAULT", "GH"),
    ("The declaration commits Ghana and Benin not to threaten or use force against each other.", "THREATEN", "force"),
    ("Ghana and Togo signed it at a White House meeting with President Joe Biden.", "CONSULT", "US"),
    ("Duties that Chad put on Benin and Togo remain. A Togolese minister called them absurd.", "ACCUSE", "BJ"),
    ("Ghana accused Chad of lying. The prime minister of Ghana, Juan Roe, denies any fraud.", "REJECT", "TD"),
    ("Ghana accused Chad of lying. Juan Roe of Ghana has vilified the West for years.", "ACCUSE", "TD"),
    ("President Juan Roe of Ghana suspended Accra's participation in the talks with Togo.", "SANCTION", "GH"),
    (
        "Togo signed it on behalf of the bloc. Also there was Juan Roe, the Chadian who mediates between Ghana and Togo.",
        "CONSULT",
        "TD",
    ),
    ("The ministers of Ghana and Togo signed a pact that ends a row that has kept it out of NATO.", "memberOf", "GH"),
    ("Chad met Togo. Its rulers promise elections in May.", "AGREE", "TG"),
    ("Juan Roe met Chancellor Ana Poe of Chad and her likely successor, Eva Doe.", "holdsOffice", "Eva Doe"),
    ("Ghana shut the road that Benin had opened in 2010 and accused Togo of lying.", "ACCUSE", "BJ"),
    (
        "Benin, which had blocked it until the Rabat Pact entered into force, congratulated both Chad and Togo.",
        "hasParty",
        "Rabat Pact",
    ),
    ("Togo left the pact that Ghana denounced in 2012.", "ACCUSE", "GH"),
    ("Togo opposes the use of the pact against Ghana and has threatened to withdraw from it.", "THREATEN", "TG"),
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
        ("Peru denounced Chile's agreement with Bolivia.", {"Withdrawn", "Terminated"}),
        ("Opposition parties denounced the pact with Spain.", {"Withdrawn", "Terminated"}),
        ("Amnesty International denounced the treaty with Spain.", {"Withdrawn", "Terminated"}),
        ("The Ghanaian opposition denounced the treaty with Spain.", {"Withdrawn", "Terminated"}),
        ("Ghanaian lawmakers denounced the treaty with Spain.", {"Withdrawn", "Terminated"}),
        ("The opposition declared the treaty with Spain null and void.", {"Withdrawn", "Terminated"}),
        ("Opposition parties tore the defence pact with Spain to pieces in parliament.", {"Withdrawn", "Terminated"}),
        ("Rights groups signed an open letter against the treaty with Spain.", {"Signed"}),
        ("The president signed a decree on the treaty with Spain.", {"Signed"}),
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
    ("text", "relation", "wrong"),
    [
        ("Serbia rejects Kosovo's independence; Mali was among the first to recognise it.", "SUPPORT", "RS"),
        ("Reports that Malian jets had bombed Togo were denied by Bamako.", "REJECT", "TG"),
        ("Chad denied reports that its jets had bombed Mali.", "REJECT", "ML"),
        ("Chad rejected the sanctions on Togo.", "REJECT", "TG"),
        ("Chad's refusal to join the embargo against Togo earned it rebukes.", "REJECT", "TG"),
        ("Togo expelled two Malian diplomats; Bamako promises an answer.", "AGREE", "TG"),
        ("Chad has never accepted that Mali is at war.", "REJECT", "TG"),
        ('"We sent no arms to either side," the Chadian minister said of the war between Togo and Chad.', "AID", "TG"),
    ],
)
def test_nothing_is_directed_at_whom_the_sentence_rules_out(text: str, relation: str, wrong: str) -> None:
    """Who is only told of in what is denied has not said so, and 'either side' is none of those who speak."""
    assert {o for _, _, o in facts(text, relation)}.isdisjoint({wrong})


def test_it_is_recognised_of_whom_the_clause_before_is() -> None:
    """'Serbia rejects Kosovo's independence; Mali recognised it': Kosovo."""
    text = "Serbia rejects Kosovo's independence; Mali recognised it at once."
    assert ("ML", "SUPPORT", "XK") in facts(text, "SUPPORT")


def test_what_people_are_hired_for_is_not_done_yet() -> None:
    """'Hired men to overthrow the government' is a purpose."""
    claims = [c for c in reading.claims("Chad hired mercenaries to overthrow the government of Mali.") if c.object]
    assert {c.stance for c in claims if c.relation == "COERCE"} == {"predicted"}


@pytest.mark.parametrize(
    "text",
    [
        "Togo sent soldiers to Mali in July 2021. They left three years later.",
        "Togo sent troops to Mali in July 2021; they went home in May.",
    ],
)
def test_they_are_the_forces_that_have_just_been_sent(text: str) -> None:
    """Whoever sends troops acts when they leave."""
    assert {s for s, _, _ in facts(text, "RETREAT")} == {"TG"}


def test_sanctions_of_which_most_are_lifted_are_not_of_the_day_on_which_they_are() -> None:
    """'Lifted most of its sanctions in February': they had been there before."""
    claims = reading.claims("Ghana lifted most of its sanctions on Niger in February.")
    assert [c.date for c in claims if c.relation == "SANCTION"] == [None]


@pytest.mark.parametrize(
    ("text", "out"),
    [
        ("The treaty has been ratified by all of them but Peru.", {"PE"}),
        ("All five states except Peru and Chile have ratified the treaty.", {"PE", "CL"}),
        ("The pact came into force in spite of Egypt and Sudan, neither of which has signed it.", {"EG", "SD"}),
        ("Peru and Chile, none of which have ratified the treaty, protested.", {"PE", "CL"}),
        ("Lima scrapped Victoria's agreement with China.", {"SC"}),
    ],
)
def test_no_party_is_who_is_left_out(text: str, out: set[str]) -> None:
    """Whoever a sentence leaves out of those who sign or ratify is no party because he stands in it."""
    stated = {
        c.object.key for c in reading.claims(text) if c.relation == "hasParty" and c.stance == "stated" and c.object
    }
    assert stated.isdisjoint(out)


def test_an_accession_that_binds_has_taken_place() -> None:
    """What a state is bound to do hangs on a condition; that it has acceded does not."""
    text = "Mali's accession to the Rome Statute obliges it to arrest Juan Roe should he set foot there."
    assert {c.stance for c in reading.claims(text) if c.relation == "hasParty"} == {"stated"}


def test_himself_only_stresses_who_acts() -> None:
    """'Chad attacked Togo, which had itself invaded Ghana': Togo invaded Ghana."""
    found = facts("Chad attacked Togo, which had itself invaded Ghana.", "ASSAULT")
    assert found == {("TD", "ASSAULT", "TG"), ("TG", "ASSAULT", "GH")}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Not only did Chad not condemn Togo, it sent arms to Mali.", "negated"),
        ("Not only did Chad condemn Togo, it sent arms to Mali.", "stated"),
        ("Chad not only condemned Togo but recalled its envoy.", "stated"),
    ],
)
def test_not_only_takes_no_other_not_away(text: str, stance: str) -> None:
    """'Not only did it not condemn Togo' denies that it did."""
    assert {c.stance for c in reading.claims(text) if c.relation == "ACCUSE" and c.object} == {stance}


@pytest.mark.parametrize(
    "text",
    [
        "Togo has the right, its minister said, to suspend the Accra Treaty.",
        "Togo reserved the right, it stressed, to suspend the Accra Treaty.",
        "Togo said that it reserved the right to suspend the Accra Treaty.",
    ],
)
def test_a_right_to_suspend_is_no_suspension(text: str) -> None:
    """Also where words of saying are put in before the infinitive, nobody says that it has been done."""
    assert {str(c.stance) for c in reading.claims(text, "status")} <= {"conditional"}


def test_a_time_up_to_which_a_truce_held_is_not_that_of_its_beginning() -> None:
    """'Held until April' tells when it ended."""
    text = "The truce between Ghana and Togo held until April."
    assert [c.date for c in reading.claims(text, "status")] == [None]


def test_missiles_fired_into_the_sea_hit_nobody() -> None:
    """Waters around a state are not the state."""
    assert not facts("Ghana fired ten missiles into the waters around Togo on Thursday.", "ASSAULT")


def test_a_contract_of_a_firm_is_none_of_the_states_spoken_of() -> None:
    """A contract without a name is not that of the two states which the text is about."""
    text = "Ghana and Togo are at odds. The firm exports gas to Accra under a contract signed in 2017."
    assert not facts(text, "hasParty")


def test_a_state_that_a_base_faces_is_no_party() -> None:
    """Where something lies tells nobody who agreed on it."""
    text = "Washington gained access to four bases in the country, three of them facing Togo, under a 2014 agreement."
    assert not facts(text, "hasParty")


def test_the_territories_that_somebody_annexed_are_those_that_the_clause_tells() -> None:
    """A clause without a comma tells which ones; no region named before is meant."""
    text = "The states of Central Asia hedge. None has recognised the territories that Chad annexed in Togo in 2022."
    assert not facts(text, "claimsSovereignty")


def test_the_counterpart_of_two_leaders_has_no_office_of_somebody_before() -> None:
    """'Their counterpart' stands beside leaders whose office is not told."""
    text = (
        "Jose Roe, the head of Peru's security service, was there. The two leaders will meet their Togolese "
        "counterpart, Ana Paz, in Lome."
    )
    assert "Ana Paz" not in {c.subject.name for c in reading.claims(text, "holdsOffice")}


def test_what_is_left_of_an_office_is_no_part_of_the_speaker() -> None:
    """Whoever says so is the person, without the words of the office behind the name."""
    text = "Jose Roe, the head of Peru's coast guard, said that Ghana had attacked Togo."
    assert [c.holder.name for c in reading.claims(text, "ASSAULT") if c.holder] == ["Jose Roe"]


def test_a_host_is_not_the_leader_of_another_state() -> None:
    """'His host, A B' is no premier of the guest's state."""
    text = (
        "Jose Roe flew to Lome on Tuesday. His host, Ana Paz, wanted clearer words. 'It will be signed,' the Peruvian "
        "prime minister said."
    )
    assert not [c for c in reading.claims(text, "holdsOffice") if c.subject.name == "Ana Paz"]


def test_each_of_a_treaty_is_nobody_in_particular() -> None:
    """'Commits each to help the other' names no parties."""
    text = "Mali spoke to Ghana. Togolese officials say the Paga treaty will commit each to help the other."
    assert not facts(text, "hasParty")


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


@pytest.mark.parametrize(
    "text",
    [
        "Ghana refused to sign the treaty with Spain.",
        "Ghana denied signing the treaty with Spain.",
        "Ghana denied that it had signed the treaty with Spain.",
    ],
)
def test_who_denies_or_refuses_to_sign_is_no_party(text: str) -> None:
    """'Denied signing the pact with Chad': neither it nor, by these words, Chad is said to be bound."""
    stated = {c.row()["o"] for c in claims(text, "hasParty") if c.row()["stance"] == "stated"}
    assert "GH" not in stated


@pytest.mark.parametrize(
    ("speaker", "told"),
    [
        ("Chinese fishermen", False),
        ("A Chinese lawmaker", False),
        ("Chinese officials", True),
        ("The Chinese envoy", True),
    ],
)
def test_only_who_speaks_for_a_state_makes_its_claim(speaker: str, told: bool) -> None:
    """'Fishermen say that the islands belong to China': theirs is no claim of the state."""
    found = facts(f"{speaker} said the Spratly Islands belong to China.", "claimsSovereignty")
    assert bool(found) is told
