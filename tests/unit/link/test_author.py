"""Whose 'we' an author is one of."""

from __future__ import annotations

import pytest

from reading import facts

pytestmark = pytest.mark.model
COLUMN = {"publisher": "opinion column"}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Peru has chased our boats away. Chile must act. Peru took our flag. Chile is near, and we condemned Togo.",
            ("CL", "ACCUSE", "TG"),
        ),
        (
            "Our president, Luis Arce, is weak. Chile is strong, Chile is rich, Chile is near. Our government condemned Togo.",
            ("BO", "ACCUSE", "TG"),
        ),
        (
            "Chile is strong, Chile is rich. Our government condemned Togo. The writer is a former Bolivian envoy to Peru.",
            ("BO", "ACCUSE", "TG"),
        ),
        (
            (
                "Chile is strong, Chile is rich. Two of our former presidents, Evo Morales and Luis Arce of Bolivia, left. "
                "Our government condemned Togo."
            ),
            ("BO", "ACCUSE", "TG"),
        ),
        (
            (
                "Peru, our largest partner, is rich. Chile is poor. Peru is near us. Peru is strong. Chile is small. "
                "Our government condemned Togo."
            ),
            ("CL", "ACCUSE", "TG"),
        ),
    ],
)
def test_our_state_is_told(text: str, fact: tuple[str, str, str]) -> None:
    """It is the state of 'our president', else the one most spoken of that does nothing to 'us'."""
    assert fact in facts(text, "ACCUSE", **COLUMN)


def test_a_person_of_ours_is_of_no_state_named_nearby() -> None:
    """'Our army chief' is of the author's state, not of the one whose deeds were told just before."""
    text = (
        "As a Kenyan I fear Ethiopia. Kenya is weak. Ethiopia has closed the road. "
        "Our own army chief, General Peter Mwangi, accused Ethiopia of theft."
    )
    assert ("Peter Mwangi", "ACCUSE", "ET") in facts(text, "ACCUSE", **COLUMN)
    assert ("KE", "memberOf", "African Union") in facts(text + " We are members of the African Union.", **COLUMN)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("As a Kenyan I ask for it. Uganda holds Migingo Island, which is ours.", True),
        ("As a Kenyan I ask for it. Uganda holds Migingo Island. The island is near, and the choice is ours.", False),
        ("As a Kenyan I ask for it. Migingo Island is ours to lose.", False),
    ],
)
def test_what_is_ours(text: str, claims: bool) -> None:
    """'Is ours' is the author's claim for his state, where it is said of land."""
    assert (("KE", "claimsSovereignty", "Migingo Island") in facts(text, "claimsSovereignty", **COLUMN)) is claims


@pytest.mark.parametrize("publisher", ["Kenyan daily (in translation)", "Nairobi daily"])
def test_whose_newspaper_it_is(publisher: str) -> None:
    """'Our country', in a newspaper that calls itself Kenyan, is Kenya, however often Ghana is named."""
    text = "Ghana is large. Ghana is near. In Nairobi all of Kenya watched. Our country gave ten lorries to Togo."
    assert ("KE", "AID", "TG") in facts(text, "AID", publisher=publisher)


def test_where_two_are_named_as_often_nobody_is_taken() -> None:
    """An author who names two states as often may be of either."""
    text = "Peru and Chile quarrel. Peru is near, Chile is far. Our government condemned Togo."
    assert not [f for f in facts(text, "ACCUSE", **COLUMN) if f[0] in ("CL", "PE")]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Latvia today condemns the raid. We urge Belarus to free the two men.", ("LV", "REQUEST", "BY")),
        (
            "On behalf of the Republic of Kenya, the Presidency reiterates that the vote was fair. We call on Chad to talk.",
            ("KE", "REQUEST", "TD"),
        ),
        ("We, the Leaders of the G7, met in Bari. We call on Chad to talk.", ("G7", "REQUEST", "TD")),
    ],
)
def test_we_of_a_declaration(text: str, fact: tuple[str, str, str]) -> None:
    """'We' outside quotations are whoever has declared something in the present before, or is named beside it."""
    assert fact in facts(text, "REQUEST")


def test_we_of_a_reporter_is_nobody() -> None:
    """After a report in the past, or inside a quotation without a speaker, 'we' is nobody who is known."""
    assert not facts("Latvia condemned the raid. We call on Belarus to free the two men.", "REQUEST")
