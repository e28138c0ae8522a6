"""Findings of courts, open questions and common claims are not told as the text's own, or as disputes."""

from __future__ import annotations

from reading import claims, facts

COURT = "The arbitral tribunal in The Hague ruled on Monday. It held that the atoll lies in the zone of Fiji, and that Tonga had unlawfully seized Fijian boats."


def test_a_second_that_clause_is_held_too() -> None:
    """What 'it held ..., and that ...' says is the court's word, under the court's name, and not a party's."""
    (seized,) = claims(COURT, "COERCE")
    assert (str(seized.stance), seized.subject.key, seized.object and seized.object.key) == ("attributed", "TO", "FJ")
    assert seized.holder is not None and "tribunal" in seized.holder.name.lower()


def test_an_open_question_states_nothing() -> None:
    """'Whether it is legally binding' does not say that a text under negotiation is in force."""
    text = "Kenya and Uganda are negotiating the Lake Code. Open are the area to which the Lake Code applies, and whether it is legally binding."
    assert ("Lake Code", "status", "InForce") not in facts(text)
    assert ("Lake Treaty", "status", "InForce") in facts(
        "Kenya and Uganda signed the Lake Treaty in 1999. The Lake Treaty remains valid."
    )


def test_a_claim_in_common_is_no_dispute_of_the_two() -> None:
    """Beijing's and Taipei's claims to what a third side claims make each a side against the third, not against each other."""
    found = facts("China, Vietnam and Taiwan claim sovereignty over the Paracel Islands.", "disputes")
    assert {frozenset((s, o)) for s, _, o in found} == {frozenset(("CN", "VN")), frozenset(("TW", "VN"))}


def test_a_national_law_is_no_treaty() -> None:
    """An act that a president signs at home is not a treaty."""
    assert not facts("Kenyan President William Ruto signed the Maritime Zones Act on Monday.", "status")


def test_each_dispute_is_in_its_own_sea() -> None:
    """'With A in one sea and with B and C in another' puts each dispute where it is, and nowhere else."""
    text = "China has disputes with Japan in the East China Sea and with the Philippines and Vietnam in the South China Sea."
    places = {c.object.key: c.place.name for c in claims(text, "disputes") if c.object and c.place}
    assert places == {"JP": "East China Sea", "PH": "South China Sea", "VN": "South China Sea"}
