"""Who acts upon whom where the clause alone does not say it, and what is no event of its own."""

from __future__ import annotations

import pytest

from kg.core.model import Document
from reading import claims, pipeline

Event = tuple[str, str, str | None, str]


def _events(text: str) -> set[Event]:
    document = Document(id=Document.hash(text), uri="text", name="text", text=text, published="2025-01-15", title="")
    claims = pipeline().extract(document).claims
    return {
        (c.relation, c.subject.key, c.object.key if c.object else None, c.stance.value)
        for c in claims
        if c.relation.isupper()
    }


def test_a_denial_is_directed_at_the_accuser() -> None:
    """Whoever rejects 'the accusation' rejects him who has just accused him, also in a paragraph of its own."""
    events = _events("Rwanda accused Burundi of arming rebels.\n\nBurundi rejected the accusation.")
    assert {("ACCUSE", "RW", "BI", "stated"), ("REJECT", "BI", "RW", "stated")} == {e for e in events if e[0] != "AID"}


def test_each_other_goes_both_ways() -> None:
    """Two who accuse each other are two events."""
    events = _events("Chad and Sudan accused each other of border raids.")
    assert {("ACCUSE", "TD", "SD", "stated"), ("ACCUSE", "SD", "TD", "stated")} <= events


def test_what_is_promised_or_threatened_is_no_event_of_its_own() -> None:
    """'threatened to expel' is a threat and not yet an expulsion, 'refused to withdraw' no withdrawal."""
    assert {e[0] for e in _events("Peru threatened to expel the Chilean ambassador.")} == {"THREATEN"}
    assert {e[0] for e in _events("Uganda refused to withdraw its troops.")} == {"REJECT"}


def test_what_somebody_is_accused_of_is_said_by_the_accuser() -> None:
    """The act in 'accused B of seizing' is attributed to the accuser."""
    events = _events("Ecuador accused Peru of seizing two Ecuadorian boats.")
    assert ("COERCE", "PE", "EC", "attributed") in events


def test_what_a_treaty_allows_is_no_event() -> None:
    """Parties that a pact allows to exercise together have not done so."""
    assert not _events("The pact allows Fiji and Tonga to train together.")


def test_the_place_hit_stands_for_its_state() -> None:
    """A town that is bombed is an attack on the state in which it lies."""
    assert ("ASSAULT", "RU", "UA", "stated") in _events("Russian jets bombed Kharkiv. Ukraine has asked for help.")


@pytest.mark.parametrize(
    "text",
    [
        "The economy of Spain hit a record low.",
        "Norway and Sweden are neighbours.",
        "The minister of Ghana said that the weather was fine.",
        "Chinese companies met demand in Kenya.",
        "Critics attacked the budget of Japan.",
    ],
)
def test_everyday_senses_are_no_events(text: str) -> None:
    """Verbs of conflict and of meeting in their everyday senses say nothing of actors."""
    assert not _events(text)


def test_the_main_verb_after_a_relative_clause_is_found() -> None:
    """A main verb that the parser takes for part of the relative clause before it is read with the subject."""
    text = "The U.S. State Department, which procured the aid, called on Venezuelan forces to let the trucks pass."
    assert ("REQUEST", "US", "VE", "stated") in _events(text)


def test_a_verb_joined_to_the_verb_of_saying_has_its_subject() -> None:
    """'X maintains that they are ... and refuses ...': X refuses, and the text itself says so."""
    text = "Iran maintains that they are part of its soil and refuses the Emirati proposal."
    assert ("REJECT", "IR", "AE", "stated") in _events(text)


def test_words_taken_up_are_those_of_whoever_spoke_last() -> None:
    """'That account' and a bare 'that' are what the other side has just said, in whatever words it said so."""
    text = "Chad and Sudan share a border. N'Djamena says that the convoy was looted by Sudanese soldiers. Khartoum"
    assert ("REJECT", "SD", "TD", "stated") in _events(f"{text} rejects that account.")
    assert ("REJECT", "SD", "TD", "stated") in _events(f"{text} denies this.")


def test_a_refusal_is_directed_at_the_other_side_of_the_affair() -> None:
    """Who refuses, or recalls an ambassador, without a word on whom, answers whoever he has just quarrelled with."""
    text = "Peru accused Bolivia of smuggling. The two have quarrelled for years."
    assert ("REJECT", "BO", "PE", "stated") in _events(f"{text} Bolivia refused to open its books.")
    assert ("SANCTION", "BO", "PE", "stated") in _events(f"{text} Bolivia recalled its ambassador.")


def test_friends_deny_nothing_to_one_another() -> None:
    """In a text on two friends a denial is not directed at the other one of them."""
    text = "Ghana and Togo signed a mutual defence treaty. Ghana and Togo are neighbours."
    assert ("REJECT", "GH", None, "stated") in _events(f"{text} Ghana denied that the treaty threatened anyone.")


def test_whoever_is_accused_denies() -> None:
    """A pronoun that would have the accuser deny his own words means the accused."""
    events = _events("Ruth Dreyfus accuses Maria Lopez of lying. She denies that she has lied.")
    assert ("REJECT", "Maria Lopez", "Ruth Dreyfus", "stated") in events


def test_each_of_several_sides_answers() -> None:
    """Three who dismiss what one has done are three refusals of that one."""
    text = "The African Union accused Gabon, Togo and Benin of fraud. The three dismissed it."
    for code in ("GA", "TG", "BJ"):
        assert ("REJECT", code, "African Union", "stated") in _events(text)


def test_counterparts_are_those_of_the_states_named_beside_them() -> None:
    """'His Latvian and Estonian colleagues' and 'his counterparts from Baku and Tbilisi' stand for each state."""
    events = _events("President Gitanas Nauseda hosted his Latvian and Estonian colleagues in Vilnius.")
    assert {("CONSULT", "Gitanas Nauseda", c, "stated") for c in ("LV", "EE")} <= events
    events = _events("Foreign Minister Hakan Fidan and his counterparts from Baku and Tbilisi met Antony Blinken.")
    assert {("CONSULT", c, "Antony Blinken", "stated") for c in ("AZ", "GE")} <= events


def test_a_promise_is_made_to_whom_it_concerns() -> None:
    """To guard somebody's waters is promised to him; whoever has just met somebody promises it to him."""
    assert ("AGREE", "TR", "LY", "stated") in _events("Turkey agreed in May to guard Libyan waters.")
    text = "President Maia Sandu met President Klaus Iohannis on Monday. She promised that the dam would be repaired."
    assert ("AGREE", "Maia Sandu", "Klaus Iohannis", "stated") in _events(text)


def test_an_outcome_that_is_welcomed_is_that_of_the_parties() -> None:
    """Praise for a deal is praise for each party to it."""
    text = "Peru and Ecuador signed a border treaty in Lima. Peru and Ecuador were at odds. Brazil welcomed the treaty."
    assert {("SUPPORT", "BR", c, "stated") for c in ("PE", "EC")} <= _events(text)


def test_whoever_has_an_envoy_summoned_protests() -> None:
    """'Had the envoy summoned' is done by whoever had it done."""
    text = "Premier Robert Abela has had the Libyan ambassador summoned."
    assert ("PROTEST", "Robert Abela", "LY", "stated") in _events(text)


def test_they_after_a_name_in_the_plural() -> None:
    """'They' is the body last spoken of where its name is a plural."""
    text = "Norway and Sweden are far away. The Houthis began shooting at Greek ships. They seized a Danish carrier."
    assert ("COERCE", "Houthis", "DK", "stated") in _events(text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Kenyan police arrested dozens of students.", ("COERCE", "KE", "dozens of students", "stated")),
        ("General Sani Abacha jailed his opponents.", ("COERCE", "Sani Abacha", "opponents", "stated")),
        ("Gunmen killed 30 people at the market in Jos.", ("ASSAULT", "Gunmen", "30 people", "stated")),
    ],
)
def test_whoever_has_no_name_goes_by_the_words_of_the_text(text: str, event: Event) -> None:
    """Human beings whose state the text does not tell are a group by the words of the text."""
    assert event in _events(text)


def test_one_craft_spoken_of_again_is_that_of_its_state() -> None:
    """'The drone' after 'a Malian drone' is Mali's."""
    assert ("ASSAULT", "NE", "ML", "stated") in _events("A Malian drone crossed the river. Niger shot the drone down.")


def test_bodies_of_a_summit_condemn_together() -> None:
    """'A summit of A and B condemned': each of the two condemns."""
    text = "A summit of the Arab League and the African Union in Cairo condemned Israel."
    assert {("ACCUSE", b, "IL", "stated") for b in ("Arab League", "African Union")} <= _events(text)


def test_where_somebody_speaks_is_nobody_addressed() -> None:
    """'Insisted from Vienna on Monday that B should pay' asks nothing of Austria."""
    events = _events("Premier Viktor Orban insisted from Vienna on Monday that Ukraine should pay.")
    assert not any(e[2] == "AT" for e in events)


def test_both_sides_of_a_fight_with_rebels() -> None:
    """'Both sides' are the state and the group that have just fought, not two states named somewhere before."""
    text = "Peru and Chile are far away. The Houthis attacked Yemen. Oman called on both sides to halt the fighting."
    assert {("REQUEST", "OM", "YE", "stated"), ("REQUEST", "OM", "Houthis", "stated")} <= _events(text)


def test_they_after_the_people_of_a_state() -> None:
    """'They' right after 'the Canadians' are Canada."""
    text = "Togo and Benin urged the Canadians to drop the sanctions that they had imposed on Ghana."
    assert any(e[:3] == ("SANCTION", "CA", "GH") for e in _events(text))


def test_a_lead_in_names_whose_words_are_denied() -> None:
    """'According to Dhaka, ... Delhi denies it': it is Dhaka that has said so."""
    text = "According to Dhaka, Indian guards shot two farmers at the border. Delhi denies it."
    assert ("REJECT", "IN", "BD", "stated") in _events(text)


def test_what_is_told_goes_on_in_a_participle() -> None:
    """'A has left, officials said, completing ...': A completes it; 'said, accusing ...': the speaker accuses."""
    events = _events("Senegal has left the base, the two governments said, completing a withdrawal begun in May.")
    assert not any(e[0] == "RETREAT" and e[1] != "SN" for e in events)
    events = _events("The boats were Kenya's own, spokesman Abdi Farah said, accusing Uganda of a lie.")
    assert any(e[0] == "ACCUSE" and e[2] == "UG" for e in events)


def test_members_of_a_body_are_the_body() -> None:
    """To plead with 'members of Congress' is to plead with whose Congress it is."""
    text = "Fijian Prime Minister Sitiveni Rabuka pleaded with members of the United Nations Security Council for help."
    assert ("REQUEST", "Sitiveni Rabuka", "United Nations Security Council", "stated") in _events(text)


def test_a_protest_of_a_state_is_against_the_other_side() -> None:
    """A ministry that 'protested', no more, did so to the one with whom it has its quarrel."""
    text = "Peru seized two Chilean boats. Peru and Chile are neighbours. Each time the Chilean government protested."
    assert ("PROTEST", "CL", "PE", "stated") in _events(text)


def test_ships_and_parties_go_by_their_names() -> None:
    """A ship that is seized is named; a party whose name has a state's adjective is not that state."""
    assert ("COERCE", "FI", "Eagle S", "stated") in _events("Finnish police seized the Eagle S on Monday.")
    events = _events("The main opposition Samoan Democratic Party has accused Australia of meddling.")
    assert events == {("ACCUSE", "Samoan Democratic Party", "AU", "stated")}


def test_aid_is_for_whom_it_concerns() -> None:
    """Money promised by somebody who has just met another is for that one, whoever else the text is about."""
    text = (
        "Japan and Russia are neighbours. Japan and Russia have no peace treaty. "
        "Foreign Minister Yoko Kamikawa met the ambassador of Ukraine and promised 15 billion yen."
    )
    assert any(e[:3] == ("AID", "Yoko Kamikawa", "UA") for e in _events(text))


def test_those_who_are_threatened_are_not_the_other_side() -> None:
    """'Threatens those who hesitate' says whom: nobody whose name is known."""
    text = "Spain accused Britain of delay. Spanish officials threaten those who hesitate."
    assert not any(e[0] == "THREATEN" and e[2] == "GB" for e in _events(text))


def test_who_posts_is_the_person_named_before_the_colon() -> None:
    """Whoever posts a quotation acts under the same IRI as anywhere else in the text."""
    text = (
        "Live page\n\n16:05 Kenya's envoy, Korir Roe, on X: \"We condemn the arrest of 12 Kenyan fishermen by Ugandan "
        'marines on Monday"\n\n15:50 Uganda denies it.'
    )
    found = claims(text, "ACCUSE", "REJECT")
    people = {e.iri for c in found for e in (c.subject, c.object) if e is not None and e.kind == "Person"}
    assert found
    assert all(iri.endswith("person/korir-roe") for iri in people), people
