"""Notes of live pages and timelines: what they leave out, who posts what they quote, members told without a clause."""

from __future__ import annotations

import pytest
from tests.unit.conftest import Read

PAGE = "Updated 20:00 Accra time\n\n19:50 – Quiet so far\n\n"
RELATIONS = (
    "memberOf",
    "status",
    "ACCUSE",
    "AID",
    "ASSAULT",
    "COERCE",
    "CONSULT",
    "MOBILIZE",
    "PROTEST",
    "REJECT",
    "REQUEST",
    "SANCTION",
    "SUPPORT",
)
RELATIONS += ("THREATEN",)
NOTES = [
    ("Fiji was hit by a storm, and help was promised.\n\n- Denmark: 3 million dollars for Fiji", {"AID DK FJ"}),
    ("What Tonga and Fiji trade:\n\n- Japan: 200 tents\n- Fiji: 20 ships", set()),
    ("3 June: two French diplomats expelled by Algeria", {"SANCTION DZ FR 2025-06-03"}),
    ("- June 3: two smugglers arrested by Chadian police in Tripoli", {"COERCE TD two smugglers 2025-06-03"}),
    ("- Brasília: backs Chile", {"SUPPORT BR CL"}),
    ("- Santiago: warned Peru in February", {"THREATEN CL PE 2025-02"}),
    ("6 June: Guyana puts its army on alert and appeals to the UN Security Council", {"MOBILIZE GY 2025-06-06"}),
    ("2 June: Lima calls it null and void, recalls its ambassador from Quito", {"SANCTION PE EC 2025-06-02"}),
    ("18:05 – ECOWAS appeals to Togo for restraint", {"REQUEST ECOWAS TG 2025-06-15"}),
    ('19:10 – President Kwame Boateng spoke.\n\n18:05 – The text\n"Chad attacked Togo."', {"ASSAULT TD TG 2025-06-15"}),
    ('18:05 – Seen on X, from Spain\'s foreign ministry: "We urge Peru to talk"', {"REQUEST ES PE 2025-06-15"}),
    ('18:05 – Chinese embassy, on Telegram: "All citizens are asked to leave"', {"REQUEST CN 2025-06-15"}),
    ("William Ruto phoned Salva Kiir and urged him to yield.", {"REQUEST William Ruto Salva Kiir"}),
    (
        "18:05 – William Ruto at the lectern. Accuses Togo of arming thugs. Thanks Chad for its help.",
        {"ACCUSE William Ruto TG 2025-06-15"},
    ),
    (
        "18:05 – William Ruto at the lectern. Accuses Togo of arming thugs. Thanks Chad for its help.",
        {"SUPPORT William Ruto TD 2025-06-15"},
    ),
    ("18:05 – William Ruto phones Salva Kiir, offers full support", {"SUPPORT William Ruto Salva Kiir 2025-06-15"}),
    ("- Handshake between William Ruto and Salva Kiir", {"CONSULT William Ruto Salva Kiir"}),
    ("- Kenya: Togolese envoy summoned, handed a note", {"PROTEST KE TG"}),
    ("- Kenya: Togolese envoy to be called in tomorrow", {"PROTEST KE TG 2025-06-16 [predicted]"}),
    ("- Crowd of a few dozen outside the Chadian embassy in Accra", {"PROTEST Crowd TD"}),
    ("- Hundreds outside parliament in Accra, whistles, flares", {"PROTEST Hundreds"}),
    ("- May 2020: William Ruto in Accra", {"CONSULT William Ruto GH 2020-05"}),
    ("- Chad, Togo reject plan", {"REJECT TD", "REJECT TG"}),
    ("- Chad and Togo voted no", {"REJECT TD", "REJECT TG"}),
    ("William Ruto telephoned Salva Kiir on Friday.", {"CONSULT William Ruto Salva Kiir 2025-06-13"}),
    ("William Ruto called Salva Kiir on Friday.", {"CONSULT William Ruto Salva Kiir 2025-06-13"}),
    ("- CSTO, a bloc: Armenia, Belarus in; Georgia never in", {"memberOf AM", "memberOf BY", "memberOf GE [negated]"}),
    ("- NATO, the alliance; Greece and Turkey belong, Cyprus does not", {"memberOf TR", "memberOf CY [negated]"}),
    ("Peru is a member of APEC. Bolivia, of course, isn't in it.", {"memberOf PE", "memberOf BO [negated]"}),
    ("- Defence pact between Chad and Togo: signed August 2017, in force since May 2020", {"status InForce 2020-05"}),
    ("- The treaty between Chad and Togo, Dec. 1991: suspended in May 2003", {"status Suspended 2003-05"}),
]


@pytest.mark.parametrize(("note", "wanted"), NOTES)
def test_note(note: str, wanted: set[str], read: Read) -> None:
    """Each of the facts wanted is read, given by its relation, what it is about, its date and its stance."""
    found = read(PAGE + note, *RELATIONS)
    for fact in wanted:
        assert any(set(fact.split()) <= set(line.split()) for line in found), (fact, found)


NONE = [
    "- Tripoli: twenty killed in the fighting",
    "18:05 – Could Lima send a mediator? Nobody says so",
    "- NATO: talks with Ukraine, Russia out of the room",
    "- The IFAS, a fund to which Chad and Togo belong, met in Accra",
]


@pytest.mark.parametrize("note", NONE)
def test_no_fact(note: str, read: Read) -> None:
    """A key is not the doer of what befell a place, and a question tells nothing; nor is the room a bloc."""
    assert not [f for f in read(PAGE + note, *RELATIONS) if "CONSULT" not in f]
