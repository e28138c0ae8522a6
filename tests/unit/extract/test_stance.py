"""How the text stands to what is told in it, and who says it, by rules with names."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.core.model import Claim
from reading import claims, table

pytestmark = pytest.mark.model
MINISTER = "Foreign Minister Amina Otieno of Kenya"


def told(text: str, relation: str = "ASSAULT") -> Claim:
    """The only claim of that relation in a text."""
    (one,) = claims(text, relation)
    return one


def stance(claim: Claim) -> tuple[str, str | None]:
    return str(claim.stance), claim.holder.key if claim.holder else None


@pytest.mark.parametrize(
    ("text", "holder", "rule"),
    [
        # direct, indirect and mixed speech
        (f'"Ethiopia attacked Somalia on Sunday," {MINISTER} said.', "Amina Otieno", "clause of 'say'"),
        (f"{MINISTER} said that Ethiopia had attacked Somalia.", "Amina Otieno", "clause of 'say'"),
        (f'{MINISTER} said that "Ethiopia attacked Somalia" on Sunday.', "Amina Otieno", "clause of 'say'"),
        (f"“Ethiopia attacked Somalia on Sunday, said {MINISTER}.", "Amina Otieno", "clause of 'say'"),
        # trailing and inserted
        ("Ethiopia attacked Somalia, Kenyan officials said on Monday.", "KE", "clause of 'say'"),
        (f"Ethiopia, {MINISTER} said, has attacked Somalia.", "Amina Otieno", "'say' in the middle of the sentence"),
        # according to, accounts and lead-ins
        ("Ethiopia attacked Somalia, according to the Kenyan foreign ministry.", "KE", "'according to'"),
        ("Ethiopia attacked Somalia, according to two officials.", "two officials", "'according to'"),
        ("According to the foreign minister of Kenya, Ethiopia attacked Somalia.", "KE", "a lead-in names the speaker"),
        ("According to analysts, Ethiopia attacked Somalia.", "analysts", "a lead-in names the speaker"),
        ("In the words of President Daniel Kimani, Ethiopia attacked Somalia.", "Daniel Kimani", "a lead-in names the speaker"),
        ("As President Daniel Kimani said on Monday, Ethiopia attacked Somalia.", "Daniel Kimani", "a lead-in names the speaker"),
        ("Kenya was angry on Monday. In its view, Ethiopia attacked Somalia.", "KE", "a lead-in names the speaker"),
        ("By Kenya's account, Ethiopia attacked Somalia.", "KE", "a lead-in names the speaker"),
        ("Kenya's claim that Ethiopia attacked Somalia is old.", "KE", "'claim' of somebody"),
        # agencies that cite, hearsay
        ("AFP, citing Kenyan officials, said that Ethiopia had attacked Somalia.", "KE", "clause of 'say'"),
        (f"Reuters quoted {MINISTER} as saying that Ethiopia had attacked Somalia.", "Amina Otieno", "clause of 'say'"),
        ("Ethiopia reportedly attacked Somalia.", "unnamed sources", "'reportedly'"),
        ("It is believed that Ethiopia attacked Somalia.", "unnamed sources", "clause of 'believe'"),
        ("State media said Ethiopia had attacked Somalia.", "State media", "clause of 'say'"),
    ],
)  # fmt: skip
def test_attributed(text: str, holder: str, rule: str) -> None:
    """What somebody says is his claim, however he is brought in, and the rule that found him has a name."""
    claim = told(text)
    assert stance(claim) == ("attributed", holder)
    assert rule in claim.trace[-1]


@pytest.mark.parametrize(
    "text",
    [
        "Ethiopia attacked Somalia.",
        "Reuters reported that Ethiopia had attacked Somalia.",
        "Ethiopia attacked Somalia, AFP said.",
        "According to Reuters, Ethiopia attacked Somalia.",
        "Kenya recalled that Ethiopia had attacked Somalia.",
        "Kenya knows that Ethiopia attacked Somalia.",
        "Ethiopia attacked Somalia without warning.",
        "As Kenya looked on, Ethiopia attacked Somalia.",
        "Kenya said that Ethiopia, which attacked Somalia in 1977, was calm.",
    ],
)
def test_stated(text: str) -> None:
    """The document itself says what a news agency relays, what a factive verb takes for granted, and what its own relative clauses tell."""
    assert stance(told(text)) == ("stated", None)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Ethiopia did not attack Somalia.", "negated by a word"),
        ("Ethiopia has never attacked Somalia.", "negated by a word"),
        ("Ethiopia no longer attacks Somalia.", "'no longer'"),
        ("Ethiopia has yet to attack Somalia.", "'has yet to'"),
        ("Ethiopia failed to attack Somalia.", "'fail to'"),
        ("No Ethiopian troops attacked Somalia.", "a negated subject"),
        ("Kenya doubts that Ethiopia attacked Somalia.", "denied"),
    ],
)
def test_negated(text: str, rule: str) -> None:
    """What is denied is negated, by a rule with a name."""
    claim = told(text)
    assert str(claim.stance) == "negated"
    assert rule in claim.trace[-1]


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        ("Ethiopia has not ratified the Lamu Treaty.", {("Ratified", "negated")}),
        ("Neither Kenya nor Ethiopia has ratified the Lamu Treaty.", {("Ratified", "negated")}),
        ("Ethiopia has yet to ratify the Lamu Treaty.", {("Ratified", "negated"), ("PendingApproval", "stated")}),
        ("Ethiopia did not ratify the Lamu Treaty until 2012.", {("Ratified", "stated")}),
        ("Ethiopia refused to ratify the Lamu Treaty.", {("Ratified", "negated")}),
        ("Ethiopia denied that it had signed the Lamu Treaty.", {("Signed", "negated")}),
        ("Ethiopia will ratify the Lamu Treaty next year.", {("Ratified", "predicted")}),
        ("Ethiopia plans to ratify the Lamu Treaty.", {("Ratified", "predicted")}),
        ("Ethiopia is expected to ratify the Lamu Treaty.", {("Ratified", "predicted")}),
        ("If Ethiopia ratifies the Lamu Treaty, Kenya will follow.", {("Ratified", "conditional")}),
        ("Should Ethiopia ratify the Lamu Treaty, Kenya will follow.", {("Ratified", "conditional")}),
        ("Had Ethiopia ratified the Lamu Treaty, Kenya would have followed.", {("Ratified", "conditional")}),
        ("Unless Ethiopia ratifies the Lamu Treaty, Kenya will leave the Lamu Treaty.", {("Ratified", "conditional"), ("Withdrawn", "conditional")}),
        ("The Lamu Treaty, which Ethiopia ratified in 2012, is dead, Foreign Minister Amina Otieno said.", {("Ratified", "stated"), ("Terminated", "attributed")}),
    ],
)  # fmt: skip
def test_steps_of_a_treaty(text: str, stances: set[tuple[str, str]]) -> None:
    """Ratification that is refused, pending, planned or conditional is never told as done; one that came late is."""
    assert {(c.object.name, str(c.stance)) for c in claims(text, "status") if c.object} == stances


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ethiopia could attack Somalia.", "predicted"),
        ("Ethiopia will attack Somalia.", "predicted"),
        ("Ethiopia is ready to attack Somalia.", "predicted"),
        ("Ethiopia would attack Somalia only if Kenya agreed.", "conditional"),
    ],
)
def test_not_yet(text: str, found: str) -> None:
    """What may or will come is predicted; what hangs on something else is conditional."""
    assert stance(told(text)) == (found, None)


def test_negation_of_one_of_two() -> None:
    """'Not' before a name rules out that one, and no other."""
    for text in (
        "Ethiopia attacked Somalia, not Kenya.",
        "Ethiopia attacked Somalia but not Kenya.",
        "Ethiopia attacked not Kenya but Somalia.",
    ):
        claim = told(text)
        assert (claim.object and claim.object.key, str(claim.stance)) == ("SO", "stated"), text


def test_holder_goes_on_over_a_series_of_clauses() -> None:
    """All clauses that one verb of saying governs are the speaker's."""
    found = claims(
        "Kenya's president, Daniel Kimani, told parliament that Ethiopia had attacked Somalia, and that Djibouti had condemned Ethiopia.",
        "ASSAULT",
        "ACCUSE",
    )
    assert {stance(c) for c in found} == {("attributed", "Daniel Kimani")}
    assert len(found) == 2


def test_quotation_that_goes_on_after_its_speaker() -> None:
    """A second quotation in the paragraph belongs to the speaker of the first."""
    text = '"We are calm," Kenya\'s foreign minister, Amina Otieno, said. "Ethiopia has attacked Somalia with tanks."'
    assert stance(told(text)) == ("attributed", "Amina Otieno")


def test_what_somebody_is_accused_of() -> None:
    """The deed that an accusation names is the accuser's claim, the accusation itself is told as a fact."""
    found = {c.relation: stance(c) for c in claims("Kenya accused Ethiopia of attacking Somalia.")}
    assert found == {"ACCUSE": ("stated", None), "ASSAULT": ("attributed", "KE")}


def test_no_party_by_what_others_say() -> None:
    """A state is no party to a treaty because another one says that it signed."""
    text = "Kenya's foreign minister, Amina Otieno, said that Ethiopia had ratified the Lamu Treaty."
    assert all(str(c.stance) != "stated" for c in claims(text, "hasParty", "status"))


def test_which_may_stand_for_the_clause() -> None:
    """What is condemned in a clause on the whole sentence is the deed, so its doer is accused."""
    (claim,) = claims("Ethiopia attacked Somalia, which Kenya condemned.", "ACCUSE")
    assert claim.object is not None and claim.object.key == "ET"


@pytest.mark.parametrize(("expected", "holder", "rule", "text"), table(Path(__file__).with_name("stances.tsv")))
def test_table(expected: str, holder: str, rule: str, text: str) -> None:
    """Each way to say, deny, foresee or make dependent what one state did to another is read by its own rule."""
    claim = told(text)
    assert stance(claim) == (expected, None if holder == "-" else holder)
    assert claim.trace[-1].endswith(rule)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I think that Ghana attacked Togo.", "opinion"),
        ("I think that Ghana is weak, and that it attacked Togo.", "opinion"),
        ("In May we agreed to leave, and Ghana attacked Togo.", "stated"),
        ("I call it folly to pay the men who attacked Togo for Ghana.", "stated"),
        ("I say that a land that attacked Togo, as Ghana did, should pay.", "stated"),
    ],
)
def test_what_an_author_thinks_and_what_he_takes_for_granted(text: str, expected: str) -> None:
    """In a view, what stands beside the author's words, or tells which one he means, is no judgement."""
    found = claims(text, "ASSAULT", publisher="opinion")
    assert {str(c.stance) for c in found} <= {expected}


@pytest.mark.parametrize("text", ["Did Ethiopia attack Somalia?", "Has Ethiopia ever attacked Somalia?"])
def test_a_question_says_nothing(text: str) -> None:
    """What the text only asks is no claim."""
    assert claims(text, "ASSAULT") == []


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        ("Did Ghana attack the army of Togo? It did not.", "ASSAULT", "negated"),
        ("Has Ghana sent troops to Togo? No.", "MOBILIZE", "negated"),
        ("Ghana imposed no sanctions on Togo.", "SANCTION", "negated"),
        ("Ghana is considering sending tanks to Togo.", "AID", "predicted"),
    ],
)
def test_what_is_asked_or_not_done(text: str, relation: str, expected: str) -> None:
    """A question answered with 'no' and an object with 'no' deny the act; what is considered is yet to come."""
    assert {str(c.stance) for c in claims(text, relation)} <= {expected}
    assert expected != "predicted" or claims(text, relation)


def test_he_who_adds_is_not_whom_he_speaks_of() -> None:
    """'His minister, A B, has travelled to C, he added': whoever spoke before says so, not A B."""
    text = (
        '"It is no threat," President Kwame Boateng of Benin told reporters. '
        "His defence minister, Ann Mensah, has visited Peru, he added."
    )
    claim = told(text, "CONSULT")
    assert claim.holder is not None
    assert claim.holder.name == "Kwame Boateng"


def test_nobody_agrees_for_another_by_saying_so() -> None:
    """'Said that he and A B had agreed' is attributed; 'said that he agreed' is done by saying it."""
    both = told(
        "President Ann Mensah of Ghana said that she and President Kwame Boateng of Benin had agreed to open the border.",
        "AGREE",
    )
    assert both.stance == "attributed"


def test_quotation_brought_in_by_an_unknown_name_is_nobody_elses() -> None:
    """'Kenya's Mudavadi answers: "We reject it"' in a note of its own: not whoever spoke in the note before."""
    text = (
        'The foreign ministry of Chad is angry, it said.\n\nKenya\'s Mudavadi answers: "We reject the Togolese plan."'
    )
    assert not [c for c in claims(text, "REJECT") if c.subject.key == "TD"]
