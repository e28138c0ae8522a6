"""Persons are found with the words that stand for them, and later mentions go to the full name."""

from __future__ import annotations

import pytest

from kg.annotate.rows import items
from kg.annotate.surnames import name_parts, surname_search, surnames
from reading import annotated

pytestmark = pytest.mark.model


def people(text: str) -> list[tuple[str, str, str]]:
    """Words, full name and the stretch that stands for each person."""
    return [
        (text[m.start : m.end], m.entity.name, text[slice(*m.span)])
        for m in annotated(text).mentions
        if m.kind == "Person" and m.entity
    ]


@pytest.mark.parametrize(
    ("text", "name", "covered"),
    [
        ("Kenyan Foreign Minister Amina Otieno met reporters.", "Amina Otieno", "Kenyan Foreign Minister Amina Otieno"),
        (
            "The Minister for Foreign Affairs of Japan, Hana Sato, spoke.",
            "Hana Sato",
            "The Minister for Foreign Affairs of Japan, Hana Sato,",
        ),
        ("Hana Sato, then prime minister of Japan, left.", "Hana Sato", "Hana Sato, then prime minister of Japan,"),
        (
            "Hana Sato, who was foreign minister at the time, left.",
            "Hana Sato",
            "Hana Sato, who was foreign minister at the time,",
        ),
        ("Former president Ana Lund (70) left.", "Ana Lund", "Former president Ana Lund"),
        ("Prime Minister Ana Lund's visit ended.", "Ana Lund", "Prime Minister Ana Lund"),
        ("President Jean-Luc de la Tour spoke in Bern.", "Jean-Luc de la Tour", "President Jean-Luc de la Tour"),
        ("Gen. Omar al-Bashir Hassan led the army.", "Omar al-Bashir Hassan", "Gen. Omar al-Bashir Hassan"),
    ],
)
def test_person_with_title(text: str, name: str, covered: str) -> None:
    """A title before or after a name belongs to the stretch that stands for the person, a possessive mark does not."""
    assert people(text) == [(name, name, covered)]


def test_two_persons_under_one_title() -> None:
    """A plural title goes with all names that follow it."""
    assert [name for _, name, _ in people("Foreign Ministers Amina Otieno and Kofi Mensah met.")] == [
        "Amina Otieno",
        "Kofi Mensah",
    ]


def test_later_surname_is_the_same_person() -> None:
    """A family name alone stands for the one whose full name the text gives."""
    assert [name for _, name, _ in people("President Kofi Mensah spoke in Accra. Mensah left.")] == [
        "Kofi Mensah",
        "Kofi Mensah",
    ]


def test_longer_name_wins() -> None:
    """Forms of one name, short and long, are one person under the fullest form."""
    found = people("President Mensah spoke. Kofi Ato Mensah then left. President Kofi Mensah had won.")
    assert {name for _, name, _ in found} == {"Kofi Ato Mensah"}


def test_ship_is_no_person() -> None:
    """A ship named after a person is not that person."""
    assert people("The frigate Juan Carlos sailed for Lima.") == []


def test_name_parts_point_to_one_person_only() -> None:
    """A family name that two persons share stands for neither."""
    parts = name_parts(["Ana Lund", "Bo Lund", "Kofi Mensah Jr."])
    assert parts["Mensah"] == "Kofi Mensah Jr."
    assert parts["Ana Lund"] == "Ana Lund"
    assert "Lund" not in parts


def test_family_name_of_several_is_that_of_the_leader() -> None:
    """'Kim' is the one who leads the state, where a minister has the name, too; of two leaders, nobody."""
    names = ["Kim Jong Un", "Kim Jong Gyu"]
    assert name_parts(names, {"Kim Jong Un"})["Kim"] == "Kim Jong Un"
    assert "Kim" not in name_parts(names)
    assert "Kim" not in name_parts(names, set(names))


def test_surnames_keep_off_what_is_taken() -> None:
    """A part of a name within another mention, or within a word, is no mention of the person."""
    known = name_parts(["Kofi Mensah"])
    text = "Mensah met the Mensah-Appiahs in Mensahville; Mensah left."
    found = surnames(text, 0, len(text), known, [(0, 6)], surname_search(known))
    assert [text[a:b] for a, b, _ in found] == ["Mensah"]
    assert found[0][0] == text.rindex("Mensah")
    assert surnames(text, 0, len(text), {}, [], surname_search({})) == []


@pytest.mark.parametrize("text", ["", "  ", "A's b’s; c-d. E.F.", "«x» — 'y' _z_ 3.5% \U0001f600"])
def test_items_are_exact(text: str) -> None:
    """Words of a sentence lie at their offsets, in order, and cover all that is not white space."""
    row = items(text, 0, len(text), [], [])
    assert all(text[i.start : i.end] == i.text for i in row)
    assert "".join(i.text for i in row) == "".join(c for c in text if not c.isspace())


def test_storms_and_campaigns_are_no_persons() -> None:
    """What follows 'Cyclone' or 'Operation' is the name of a storm or a campaign, not a person's."""
    text = "Peru thanked Chile for its help after Cyclone Freddy. Minister Ana Paz of Peru spoke."
    assert [name for _, name, _ in people(text)] == ["Ana Paz"]
