"""Offices: who holds which, of whom, since when."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.conftest import Read

from reading import claims, table

OFFICES = [
    (
        "The foreign ministers of Kenya and Uganda, Musalia Mudavadi and John Mulimba, signed it.",
        ["John Mulimba holdsOffice Foreign Minister of UG", "Musalia Mudavadi holdsOffice Foreign Minister of KE"],
    ),
    (
        "Luis Arce and Gustavo Petro, presidents of Bolivia and Colombia respectively, met.",
        ["Gustavo Petro holdsOffice President of CO", "Luis Arce holdsOffice President of BO"],
    ),
    (
        "Mahmoud Jibril, at the time prime minister of Libya, signed it.",
        ["Mahmoud Jibril holdsOffice Prime Minister of LY former"],
    ),
    (
        "Ehud Olmert, at that time Israel's prime minister, refused.",
        ["Ehud Olmert holdsOffice Prime Minister of IL former"],
    ),
    (
        "The pact was signed while Tony Abbott was prime minister of Australia.",
        ["Tony Abbott holdsOffice Prime Minister of AU former"],
    ),
    ("PM Pedro Passos Coelho met the envoys in Lisbon.", ["Pedro Passos Coelho holdsOffice Prime Minister"]),
    (
        "The Prime Minister and Minister of Finance, Edi Rama, spoke in Tirana.",
        ["Edi Rama holdsOffice Minister of Finance of AL", "Edi Rama holdsOffice Prime Minister of AL"],
    ),
    (
        "The President of the Council of Ministers of Italy, Giorgia Meloni, arrived.",
        ["Giorgia Meloni holdsOffice President of the Council of Ministers of IT"],
    ),
    (
        "Don Farrell, Australia's minister for trade and tourism, arrived.",
        ["Don Farrell holdsOffice Minister for Trade and Tourism of AU"],
    ),
    (
        "Anna Burke (minister for the Pacific) arrived in Suva.",
        ["Anna Burke holdsOffice Minister for the Pacific"],
    ),
    (
        "Steve Witkoff, the White House's Middle East envoy, arrived in Doha.",
        ["Steve Witkoff holdsOffice Middle East Envoy of US"],
    ),
    (
        "Brett McGurk, the White House's Middle East coordinator, arrived.",
        ["Brett McGurk holdsOffice Middle East Coordinator of US"],
    ),
    ("General Mohamed Hamdan, the Sudanese army chief, arrived.", ["Mohamed Hamdan holdsOffice Army Chief of SD"]),
    ("The Ruler of Dubai, Sheikh Mohammed bin Rashid, spoke.", ["Mohammed bin Rashid holdsOffice Ruler of AE"]),
    (
        "Karol Nawrocki was sworn in as president of Poland on Wednesday.",
        ["Karol Nawrocki holdsOffice President of PL 2025-06-11"],
    ),
    ("Gabriel Boric was elected president of Chile in 2021.", ["Gabriel Boric holdsOffice President of CL 2021"]),
    (
        "Bart De Wever became prime minister of Belgium in February.",
        ["Bart De Wever holdsOffice Prime Minister of BE 2025-02"],
    ),
    (
        "Mette Frederiksen, Denmark's prime minister since 2019, agreed.",
        ["Mette Frederiksen holdsOffice Prime Minister of DK 2019"],
    ),
    ("Péter Magyar hopes to become prime minister of Hungary.", []),
    (
        "Peru's foreign minister, Elmer Schialer, met his Chilean counterpart, Alberto van Klaveren.",
        [
            "Alberto van Klaveren holdsOffice Foreign Minister of CL",
            "Elmer Schialer holdsOffice Foreign Minister of PE",
        ],
    ),
    (
        "Poland's president, Andrzej Duda, arrived. Bronislaw Komorowski, Duda's predecessor, agreed.",
        ["Andrzej Duda holdsOffice President of PL", "Bronislaw Komorowski holdsOffice President of PL former"],
    ),
    (
        "Emmanuel Macron met the pope in Rome. The French president said little.",
        ["Emmanuel Macron holdsOffice President of FR"],
    ),
    ("NATO leaders, Viktor Orban included, met in Vilnius.", []),
    (
        "EU foreign policy chief Kaja Kallas visited Chisinau.",
        ["Kaja Kallas holdsOffice Foreign Policy Chief of European Union"],
    ),
    (
        "Bolivian President Luis Arce met Kaja Kallas, the EU foreign policy chief.",
        ["Kaja Kallas holdsOffice Foreign Policy Chief of European Union", "Luis Arce holdsOffice President of BO"],
    ),
    (
        "Ukraine's parliament speaker, Ruslan Stefanchuk, spoke.",
        ["Ruslan Stefanchuk holdsOffice Parliament Speaker of UA"],
    ),
    ("Alice Springs is a town.", []),
    (
        "Chile's President Gabriel Boric and Defence Minister Maya Fernandez flew to Lima.",
        ["Gabriel Boric holdsOffice President of CL", "Maya Fernandez holdsOffice Defence Minister of CL"],
    ),
    (
        "The chairman of the Joint Chiefs of Staff, General Dan Caine, spoke in Washington.",
        ["Dan Caine holdsOffice Chairman of the Joint Chiefs of Staff"],
    ),
    (
        "King Felipe VI received the ambassador of Peru, Luis Ibérico, in Madrid.",
        ["Felipe VI holdsOffice King", "Luis Ibérico holdsOffice Ambassador of PE"],
    ),
    (  # a state that is merely named nearby does not tell whose they are
        "France thanked Chad for its help. Interior Minister Ana Paz did not comment.",
        ["Ana Paz holdsOffice Interior Minister"],
    ),
    (
        "Chad thanked Sudan. The ambassador in Khartoum, Idris Moussa, was present.",
        ["Idris Moussa holdsOffice Ambassador"],
    ),
    (
        "European allies wanted to show President Orwell that Denmark was ready. Some Bundeswehr soldiers landed.",
        ["Orwell holdsOffice President"],
    ),
    (
        "Former Georgian president Mikheil Saakashvili is in jail.",
        ["Mikheil Saakashvili holdsOffice President of GE former"],
    ),
    (
        "The deputy foreign minister of Laos, Phongsamouth Anlavan, agreed.",
        ["Phongsamouth Anlavan holdsOffice Deputy Foreign Minister of LA"],
    ),
    (
        "Antonio Guterres, secretary-general of the United Nations, agreed.",
        ["Antonio Guterres holdsOffice Secretary-General of United Nations"],
    ),
    (
        "UN Secretary-General Antonio Guterres agreed.",
        ["Antonio Guterres holdsOffice Secretary-General of United Nations"],
    ),
    (
        "Dinesh Patnaik, at present India's ambassador in Madrid, is expected in Ottawa.",
        ["Dinesh Patnaik holdsOffice Ambassador of IN"],
    ),
    (
        "President Xiomara Castro of Honduras spoke. Its best-known case is that of Juan Orlando Hernandez, Castro's predecessor.",
        ["Juan Orlando Hernandez holdsOffice President of HN former", "Xiomara Castro holdsOffice President of HN"],
    ),
    (
        "President Claudia Sheinbaum of Mexico spoke. Andres Manuel Lopez Obrador, Sheinbaum's mentor and predecessor, would not.",
        [
            "Andres Manuel Lopez Obrador holdsOffice President of MX former",
            "Claudia Sheinbaum holdsOffice President of MX",
        ],
    ),
    (
        "Prime Minister Kristen Michal of Estonia spoke. Kaja Kallas, the EU's foreign policy chief and herself Michal's predecessor in Tallinn, agreed.",
        [
            "Kaja Kallas holdsOffice Foreign Policy Chief of European Union",
            "Kaja Kallas holdsOffice Prime Minister of EE former",
            "Kristen Michal holdsOffice Prime Minister of EE",
        ],
    ),
    (
        "The agreement was signed by the then presidents Eduardo Frei, of Chile, and Carlos Menem, of Argentina.",
        ["Carlos Menem holdsOffice President of AR former", "Eduardo Frei holdsOffice President of CL former"],
    ),
    (
        "General Roosevelt Hernandez of Honduras, head of the joint chiefs of staff, met a trafficker.",
        ["Roosevelt Hernandez holdsOffice Head of the Joint Chiefs of Staff"],
    ),
    (
        "Abdel Fattah al-Burhan, army chief and head of the Sovereignty Council of Sudan, says his troops have withdrawn.",
        [
            "Abdel Fattah al-Burhan holdsOffice Army Chief of SD",
            "Abdel Fattah al-Burhan holdsOffice Head of the Sovereignty Council of SD",
        ],
    ),
    (
        "The head of Iran's atomic energy agency, Mohammad Eslami, spoke.",
        ["Mohammad Eslami holdsOffice Head of the Atomic Energy Agency of IR"],
    ),
    ("Ihor Zhovkva, head of office supplies at a shop in Lviv, met the Polish premier.", []),
    (
        "Prime Minister Narendra Modi of India met Sheikh Hasina, who holds the same office in Bangladesh.",
        ["Narendra Modi holdsOffice Prime Minister of IN", "Sheikh Hasina holdsOffice Prime Minister of BD"],
    ),
    (
        "Ilidio Vieira Te, finance minister under Umaro Sissoco Embalo, was named prime minister of Guinea-Bissau by Horta N'Tam on Friday.",
        ["Ilidio Vieira Te holdsOffice Finance Minister of GW", "Ilidio Vieira Te holdsOffice Prime Minister of GW"],
    ),
    (
        'General Horta N\'Tam, until this week chief of staff of the army of Guinea-Bissau, was sworn in on Thursday as "transitional president".',
        [
            "Horta N'Tam holdsOffice Chief of Staff of the Army of GW former 2025-06-09/2025-06-15",
            "Horta N'Tam holdsOffice Transitional President of GW 2025-06-09/2025-06-15",
        ],
    ),
    (
        "Bangladeshi law minister Asif Nazrul spoke. His colleague at the foreign ministry, Touhid Hossain, did not.",
        ["Asif Nazrul holdsOffice Law Minister of BD", "Touhid Hossain holdsOffice Foreign Minister of BD"],
    ),
    (
        "Deputy Prime Minister Richard Marles of Australia, who is also Minister for Defence, thanked his counterpart, Billy Joseph of Papua New Guinea.",
        [
            "Billy Joseph holdsOffice Minister for Defence of PG",
            "Richard Marles holdsOffice Deputy Prime Minister of AU",
            "Richard Marles holdsOffice Minister for Defence of AU",
        ],
    ),
    (
        "Ruphin Zafisambo, a general, is the new prime minister of Madagascar.",
        ["Ruphin Zafisambo holdsOffice Prime Minister of MG"],
    ),
    (
        "Foreign Minister Hossein Amir-Abdollahian of Iran spoke to his Afghan counterpart, Amir Khan Muttaqi, on Friday.",
        [
            "Amir Khan Muttaqi holdsOffice Foreign Minister of AF",
            "Hossein Amir-Abdollahian holdsOffice Foreign Minister of IR",
        ],
    ),
    (
        "The pact was signed by three presidents: Kassym-Jomart Tokayev (host), Shavkat Mirziyoyev of Uzbekistan and Tajikistan's Emomali Rahmon.",
        [
            "Emomali Rahmon holdsOffice President of TJ",
            "Kassym-Jomart Tokayev holdsOffice President of KZ",
            "Shavkat Mirziyoyev holdsOffice President of UZ",
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), OFFICES)
def test_offices_are_read(read: Read, text: str, expected: list[str]) -> None:
    """A title before or after a name, with its state or body, the start of the term, and whether it is over."""
    assert read(text, "holdsOffice") == expected


@pytest.mark.parametrize(("expected", "text"), table(Path(__file__).with_name("offices.tsv")))
def test_table(expected: str, text: str) -> None:
    """Each way to name an office gives it to its holder, of its state or body, as held or as past; others give none."""
    found = {
        (c.subject.name, c.object.name.replace("-", " "), c.of.key if c.of else "-", "former" if c.former else "")
        for c in claims(text, "holdsOffice")
        if c.object is not None
    }
    wanted = [tuple(row.split("|")) for row in expected.split(";") if row]
    assert len(found) == len(wanted)
    for person, office, of, former in wanted:
        words = set(office.replace("-", " ").split())
        (same,) = [f for f in found if f[0] == person and words <= set(f[1].split())]
        assert (of == "-" or same[2] == of) and same[3] == former


def test_a_term_is_that_of_the_office_told_beside_it() -> None:
    """'The first visit for Premier Pardo since he took office' dates the office of premier, not his other one."""
    text = (
        "Prime Minister and Minister for Finance Luis Pardo visited Santiago. "
        "It was the first visit for Prime Minister Pardo since he assumed office on 3 April 2024."
    )
    dates = {c.object.name: c.date and c.date.edtf for c in claims(text, "holdsOffice") if c.object is not None}
    assert dates == {"Prime Minister": "2024-04-03", "Minister for Finance": None}
