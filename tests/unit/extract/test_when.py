"""Acts get the date and the place that the text gives them, and no other."""

from __future__ import annotations

import pytest

from kg.core.model import Claim
from reading import claims

pytestmark = pytest.mark.model


def dated(text: str, *relations: str) -> set[tuple[str, str | None, str | None]]:
    """What is told, with its date and place; the text appears on Wednesday 15 May 2024."""
    return {
        (_what(c), c.date.edtf if c.date else None, c.place.name if c.place else None)
        for c in claims(text, *(relations or ("status", "ASSAULT", "CONSULT", "SANCTION")))
    }


def _what(claim: Claim) -> str:
    return claim.object.name if claim.relation == "status" and claim.object else claim.relation


@pytest.mark.parametrize(
    ("text", "what", "date", "place"),
    [
        ("Kenya and Ghana signed the Accra Pact on 3 May 2019 in Lagos.", "Signed", "2019-05-03", "Lagos"),
        ("On 3 May 2019 in Lagos, Kenya and Ghana signed the Accra Pact.", "Signed", "2019-05-03", "Lagos"),
        ("In Lagos, on Monday, Kenya and Ghana signed the Accra Pact.", "Signed", "2024-05-13", "Lagos"),
        ("At a meeting in Lagos on Tuesday, Kenya and Ghana signed the Accra Pact.", "Signed", "2024-05-14", "Lagos"),
        ("Kenya and Ghana signed the Accra Pact of 1998.", "Signed", "1998", None),
        ("- Aug 14, 2017 – Kenya signs the Accra Pact with Ghana", "Signed", "2017-08-14", None),
        ("Ethiopia attacked Somalia on 5 May 2024.", "ASSAULT", "2024-05-05", None),
        ("Ethiopia attacked Somalia in 1977, when Kenya was neutral.", "ASSAULT", "1977", None),
        ("Ethiopia, which left the bloc in 1984, attacked Somalia on Sunday.", "ASSAULT", "2024-05-12", None),
        ("Ethiopia said on Monday that it had attacked Somalia on Sunday.", "ASSAULT", "2024-05-12", None),
        ("Kenya imposed sanctions on Ghana over the 2016 award.", "SANCTION", None, None),
        ("Kenya attacked Ghana between 3 and 5 May 2024.", "ASSAULT", "2024-05-03/2024-05-05", None),
        ("Kenya held talks with Ghana from 3 to 5 May 2024 in Accra.", "CONSULT", "2024-05-03/2024-05-05", "Accra"),
        ("Kenya met Ghana for talks in Accra last month.", "CONSULT", "2024-04", "Accra"),
        ("Since 2015 Kenya has imposed sanctions on Ghana.", "SANCTION", "2015", None),
    ],
)  # fmt: skip
def test_date_and_place(text: str, what: str, date: str | None, place: str | None) -> None:
    """Time and place are those of the act's own clause or of what opens its sentence."""
    assert dated(text) == {(what, date, place)}


def test_meeting_that_opens_a_sentence_sets_time_and_place() -> None:
    """'Meeting in X on Tuesday, A and B signed': both the meeting and the signing were there and then."""
    text = "Meeting in Lagos on Tuesday, the foreign ministers of Kenya and Ghana signed the Accra Pact."
    assert dated(text) == {("CONSULT", "2024-05-14", "Lagos"), ("Signed", "2024-05-14", "Lagos")}


def test_so_long_after_it_was_signed() -> None:
    """'Nine months after it was signed' gives the date of signing, no more exact than the months counted."""
    assert dated("The Accra Pact entered into force in December 2018, nine months after it was signed.") == {
        ("InForce", "2018-12", None),
        ("Signed", "2018-03", None),
    }


def test_so_long_later() -> None:
    """'Nine months later' counts on from the date told before."""
    assert ("InForce", "2018-12", None) in dated(
        "Kenya and Ghana signed a trade agreement on 4 March 2018. It entered into force nine months later."
    )


@pytest.mark.parametrize(
    "text",
    [
        "The Accra Pact was signed in 2012 and ratified in 2014.",
        "The Accra Pact, signed in 2012, was ratified in 2014.",
        "Kenya signed the Accra Pact in 2012, and ratified it in 2014.",
    ],
)
def test_each_verb_has_its_own_time(text: str) -> None:
    """Of two acts in one sentence each has the time that stands with it."""
    assert dated(text) == {("Signed", "2012", None), ("Ratified", "2014", None)}


def test_respectively() -> None:
    """Two things and two dates are matched in their order."""
    text = "The Lima Treaty and the Quito Protocol were signed in 1998 and 2004, respectively."
    assert {(c.subject.name, c.date and c.date.edtf) for c in claims(text, "status")} == {
        ("Lima Treaty", "1998"),
        ("Quito Protocol", "2004"),
    }


def test_in_force_upon_signature() -> None:
    """What takes effect upon signature is in force since the day of signing."""
    text = (
        "Kenya and Ghana signed the Accra Pact on Monday. The Accra Pact, which took effect upon signature, is short."
    )
    assert {("Signed", "2024-05-13", None), ("InForce", "2024-05-13", None)} <= dated(text)


def test_parties_since_the_signing_not_the_entry_into_force() -> None:
    """Where one phrase tells both, who is said to be bound has been a party since the signing."""
    text = "Under the Lome Pact, signed in May 1990 and in force since March 1992, Kenya and Ghana undertook to share water."
    assert {date for _, date, _ in dated(text, "hasParty")} == {"1990-05"}


def test_respectively_of_parties() -> None:
    """Two parties and two dates are matched in their order."""
    text = "Kenya and Ghana ratified the Accra Pact in 2018 and 2019 respectively."
    assert {(c.object and c.object.key, c.date and c.date.edtf) for c in claims(text, "hasParty")} == {
        ("KE", "2018"),
        ("GH", "2019"),
    }


def test_time_told_with_its_reason() -> None:
    """A date comes with its words, what it was counted from, and the rule that counted."""
    (claim,) = claims("Ethiopia attacked Somalia on Sunday.", "ASSAULT")
    assert claim.date is not None
    assert (claim.date.words, claim.date.edtf) == ("Sunday", "2024-05-12")
    assert claim.date.anchor and claim.date.rule


def test_relative_date_without_publication() -> None:
    """A day of the week cannot be dated where nothing tells when the text appeared."""
    assert dated("Ethiopia attacked Somalia on Sunday.", "ASSAULT") == {("ASSAULT", "2024-05-12", None)}
    (claim,) = claims("Ethiopia attacked Somalia on Sunday.", "ASSAULT", published=None)  # type: ignore[arg-type]
    assert claim.date is None
