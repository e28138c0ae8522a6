"""What a text says of treaties becomes parties, signatories, a history of statuses and a type, one record a treaty."""

from __future__ import annotations

import pytest

from reading import claims

pytestmark = pytest.mark.model


def parties(text: str, stance: str = "stated") -> dict[str, set[str]]:
    """The parties of each treaty by its name, of that stance."""
    out: dict[str, set[str]] = {}
    for c in claims(text, "hasParty"):
        if c.object and c.stance == stance:
            out.setdefault(c.subject.name, set()).add(c.object.key)
    return out


def history(text: str) -> set[tuple[str, str, str | None, str]]:
    """Treaty, status, date and stance of each step."""
    return {
        (c.subject.name, c.object.name, c.date.edtf if c.date else None, str(c.stance))
        for c in claims(text, "status")
        if c.object
    }


@pytest.mark.parametrize(
    ("text", "name", "members"),
    [
        ("Kenya and Ghana signed the Accra Pact in 2019.", "Accra Pact", {"KE", "GH"}),
        ("Kenya signed the Accra Pact with Ghana in 2019.", "Accra Pact", {"KE", "GH"}),
        ("The Accra Pact was signed by Kenya and Ghana in 2019.", "Accra Pact", {"KE", "GH"}),
        ("The Accra Pact between Kenya and Ghana is in force.", "Accra Pact", {"KE", "GH"}),
        ("The pact, signed in May 2012 by Kenya and Ghana, expired in 2022.", "pact", {"KE", "GH"}),
        ("Kenya, Ghana and Togo concluded the Accra Pact in 2019.", "Accra Pact", {"KE", "GH", "TG"}),
        ("The foreign ministers of Kenya and Ghana signed the Accra Pact.", "Accra Pact", {"KE", "GH"}),
        ("Kenya and Ghana met in Lagos. The two countries signed the Accra Pact there.", "Accra Pact", {"KE", "GH"}),
    ],
)
def test_parties(text: str, name: str, members: set[str]) -> None:
    """Whoever signs, concludes or is named in the treaty's own phrase is a party."""
    assert parties(text) == {name: members}


def test_noun_alone_is_another_name() -> None:
    """A treaty without a name may be looked up by its noun; one with a name by that alone."""
    unnamed = claims("Kenya signed a fishing treaty with Ghana.", "hasParty")
    named = claims("Kenya signed the Accra Pact with Ghana.", "hasParty")
    assert [("treaty" in c.subject.aliases) for c in unnamed] == [True, True]
    assert [("pact" in c.subject.aliases) for c in named] == [False, False]


def test_signatories() -> None:
    """Persons sign for their states: both are told, with the date and the place of the signing."""
    text = "Ghana's foreign minister, Kofi Mensah, and his Kenyan counterpart, Amina Otieno, signed the Accra Pact in Lagos on Tuesday."
    signed = {
        (c.object.name, c.date and c.date.edtf, c.place and c.place.name) for c in claims(text, "signedBy") if c.object
    }
    assert signed == {("Kofi Mensah", "2024-05-14", "Lagos"), ("Amina Otieno", "2024-05-14", "Lagos")}
    assert parties(text) == {"Accra Pact": {"KE", "GH"}}


def test_history_over_several_sentences() -> None:
    """Steps told in different sentences, by name, by 'the pact' and by 'it', are steps of one treaty."""
    text = (
        "Kenya and Ghana signed the Accra Defence Pact (ADP) on 3 May 2015. Kenya's parliament approved the pact in June 2016. "
        "It entered into force on 1 January 2017. In 2021 Kenya suspended the ADP."
    )
    assert history(text) == {
        ("Accra Defence Pact", "Signed", "2015-05-03", "stated"),
        ("Accra Defence Pact", "Approved", "2016-06", "stated"),
        ("Accra Defence Pact", "InForce", "2017-01-01", "stated"),
        ("Accra Defence Pact", "Suspended", "2021", "stated"),
    }


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("Parliament has not approved the Accra Pact.", {("Accra Pact", "Approved", None, "negated")}),
        ("The Accra Pact has not entered into force.", {("Accra Pact", "InForce", None, "negated")}),
        ("The Accra Pact is not yet in force.", {("Accra Pact", "InForce", None, "negated")}),
        ("The Accra Pact awaits ratification.", {("Accra Pact", "PendingApproval", None, "stated")}),
        ("The Accra Pact will enter into force in 2026.", {("Accra Pact", "InForce", "2026", "predicted")}),
        ("Kenya and Ghana are negotiating a trade agreement.", {("trade agreement", "Negotiating", None, "stated")}),
        ("Kenya withdrew from the Accra Pact in 2015.", {("Accra Pact", "Withdrawn", "2015", "stated")}),
        ("The Accra Pact expired in 2022.", {("Accra Pact", "Expired", "2022", "stated")}),
        ("Kenya terminated the Accra Pact in 2022.", {("Accra Pact", "Terminated", "2022", "stated")}),
    ],
)
def test_step(text: str, steps: set[tuple[str, str, str | None, str]]) -> None:
    """Each step has its status; what has not come about is negated, pending or predicted."""
    assert history(text) == steps


def test_treaties_are_kept_apart() -> None:
    """Two treaties in one sentence have their own parties, dates and types."""
    text = "Peru ratified a fisheries pact with Chile in 2001 and a boundary treaty with Bolivia in 2004."
    assert sorted(map(sorted, parties(text).values())) == [["BO", "PE"], ["CL", "PE"]]
    assert {(date, stance) for _, _, date, stance in history(text)} == {("2001", "stated"), ("2004", "stated")}
    assert {c.object.name for c in claims(text, "treatyType") if c.object} == {"Maritime", "Boundary"}


def test_the_pact_is_the_one_that_fits() -> None:
    """'The fisheries pact' is the one on fisheries, also where another treaty was named last."""
    text = "Peru signed a fisheries pact with Chile in 2001. It signed a boundary treaty with Bolivia in 2004. The fisheries pact entered into force in 2006."
    (name,) = {name for name, status, _, _ in history(text) if status == "InForce"}
    assert parties(text)[name] == {"PE", "CL"}


def test_similar_one() -> None:
    """'A similar one with X' is a treaty of its own, of the kind spoken of."""
    text = "Norway has signed a defence pact with Iceland and is negotiating a similar one with Denmark."
    assert parties(text) == {"defence pact with Iceland": {"NO", "IS"}, "defence pact with Denmark": {"NO", "DK"}}
    assert {(name, status) for name, status, _, _ in history(text)} == {
        ("defence pact with Iceland", "Signed"),
        ("defence pact with Denmark", "Negotiating"),
    }


def test_list_keyed_by_states() -> None:
    """Rows of a list that begin with a state tell of the treaty with that state."""
    text = "Kenya has concluded defence agreements with Ghana, Togo and Benin.\n\n- Ghana: signed 2011, in force since 2013\n- Togo: signed 2014\n- Benin: negotiations since 2020"
    found = {
        (frozenset(parties(text)[name]), status, date)
        for name, status, date, _ in history(text)
        if status != "Concluded"
    }
    assert found == {
        (frozenset({"KE", "GH"}), "Signed", "2011"),
        (frozenset({"KE", "GH"}), "InForce", "2013"),
        (frozenset({"KE", "TG"}), "Signed", "2014"),
        (frozenset({"KE", "BJ"}), "Negotiating", "2020"),
    }


def test_party_that_leaves() -> None:
    """A state that withdraws is a party no more, from the date on which it left."""
    (gone,) = claims("Norway withdrew from the Reykjavik Fisheries Convention in 2015.", "hasParty")
    assert (gone.object and gone.object.key, str(gone.stance), gone.date and gone.date.edtf) == (
        "NO",
        "negated",
        "2015",
    )


def test_no_party_by_condition() -> None:
    """Who would sign, or might have signed, is no party by that."""
    for text in (
        "If Ethiopia ratifies the Lamu Treaty, Kenya will rejoice.",
        "Had Ethiopia ratified the Lamu Treaty, Kenya would have rejoiced.",
    ):
        assert "ET" not in parties(text).get("Lamu Treaty", set()), text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kenya and Ghana signed a mutual defence treaty.", "MutualDefense"),
        ("Kenya and Ghana signed the Accra Extradition Treaty.", "Extradition"),
        ("Kenya and Ghana signed a status of forces agreement.", "VisitingForces"),
        ("Kenya and Ghana signed a framework agreement on police cooperation.", "Cooperation"),
        ("Kenya and Ghana signed the Accra Accord, which scrapped customs duties.", "Trade"),
        ("Kenya and Ghana signed the Accra Accord, which outlaws landmines.", "ArmsControl"),
        ("Kenya and Ghana signed a treaty on the return of fugitives.", "Extradition"),
        ("Kenya and Ghana signed the Accra Accord. It obliges the two states to consult regularly.", "Consultation"),
        ("Kenya's border with Ghana was settled by the Accra Accord.", "Boundary"),
        (
            "Kenya and Ghana signed a defence pact. Article 3 obliges each side to come to the other's aid.",
            "MutualDefense",
        ),
        ("Kenya and Ghana signed the Accra Accord. Under it an attack on one is an attack on all.", "MutualDefense"),
        ("Kenya and Ghana signed a security accord that obliges them to consult.", "Consultation"),
        ("Kenya and Ghana signed a visiting-forces pact.", "VisitingForces"),
        ("Kenya and Ghana signed a security-of-information agreement.", "InformationSecurity"),
        ("Kenya and Ghana signed an agreement on deliveries of arms.", "ArmsTransfer"),
        ("Kenya and Ghana signed a treaty of commerce and navigation.", "Trade"),
        ("Kenya and Ghana signed a Treaty of Friendship, Peace and Cooperation.", "Cooperation"),
        ("Kenya and Ghana signed a convention on desertification.", "Environment"),
    ],
)
def test_type(text: str, kind: str) -> None:
    """The words of a name or description tell the type."""
    assert [c.object.name for c in claims(text, "treatyType") if c.object] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Ghana signed the Accra Accord in May, a day after Kenya banned landmines.",
        "Kenya and Ghana signed the Accra Accord in May. Ghana has cut tariffs on maize.",
        "The Accra Accord of Kenya and Ghana does not oblige them to consult each other.",
        "The Accra Accord of Kenya and Ghana does not fix the border between them.",
        "Kenya and Ghana signed the Accra Accord in May. Each kept its troops at home.",
        "Kenya and Ghana signed the Accra Accord in May. The draft had been lost in a bag of arms.",
    ],
)
def test_no_type(text: str) -> None:
    """What a state does on its own, and what a treaty does not provide for, is no type of it."""
    assert claims(text, "treatyType") == []


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Ghana will deal with the matter.",
        "They met under the roof of the ministry.",
        "No treaty was signed.",
        "The organisation wants agreements of this kind.",
    ],
)
def test_no_treaty(text: str) -> None:
    """Where no treaty is spoken of there is none."""
    assert claims(text, "status", "hasParty", "signedBy", "treatyType") == []


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Ghana failed to reach an agreement on fishing.",
        "Kenya turned down a defence pact with Ghana.",
        "Kenya denies having signed a secret pact with Ghana.",
        "Reports of a secret pact between Kenya and Ghana are untrue.",
        "Kenya never signed a pact with Ghana.",
        "A defence pact between Kenya and Ghana would anger Togo.",
    ],
)
def test_a_treaty_that_is_only_spoken_of_binds_nobody(text: str) -> None:
    """What was turned down, denied or only thought of has no party, and at most a denied step."""
    assert parties(text) == {}
    assert {stance for *_, stance in history(text)} <= {"negated"}


def test_a_treaty_in_a_condition_stays_a_treaty() -> None:
    """What would be done under a pact does not make the pact itself conditional."""
    text = "If attacked, Kenya would be helped by Ghana under a pact of 1990."
    assert parties(text) == {"pact of 1990": {"KE", "GH"}}


def test_same_name_in_two_documents_is_one_treaty() -> None:
    """A treaty that is named gets the same identifier in every document with the same two parties."""
    one, two = (
        claims(text, "status")[0].subject.iri
        for text in ("Kenya and Ghana signed the Accra Pact.", "The Accra Pact between Ghana and Kenya is in force.")
    )
    assert one == two


def test_a_named_treaty_without_parties_is_of_the_two_states_of_the_text_unless_it_is_about_three() -> None:
    two = "Chile and Peru are neighbours. Chile and Peru trade fish. The Iquique Fisheries Treaty was signed in 2019."
    three = (
        "Chile, Peru and Ecuador are neighbours. Chile trades with Peru. Ecuador buys fish. "
        "The Iquique Fisheries Treaty was signed in 2019."
    )
    assert parties(two) == {"Iquique Fisheries Treaty": {"CL", "PE"}}
    assert parties(three) == {}
