"""Who does what where clauses are joined: the second past form goes with the first, an echo with the verb of its tense."""

from __future__ import annotations

import pytest

from reading import claims

TOLD = [
    ("Chad accused Sudan of waging a campaign of sabotage in the region and called on the African Union to meet.",
     ["TD ACCUSE SD", "TD REQUEST African Union"]),
    ("China accused Canada of intruding into the airspace of Chiwei Yu, an islet that it claims, as does Japan.",
     ["CN ACCUSE CA"]),
    ("China accused Canada of espionage, as did Japan.", ["CN ACCUSE CA", "JP ACCUSE CA"]),
    ("China released the journalist Ann Roe and agreed to review duties on wine.", ["CN AGREE -"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_joined_clauses_keep_their_doers(text: str, expected: list[str]) -> None:
    """Nobody who is accused is made to call on others, nor whoever claims an islet, too, to accuse."""
    found = {f"{c.subject.key} {c.relation} {c.object.key if c.object else '-'}" for c in claims(text)}
    told = ("ACCUSE", "AGREE", "REQUEST")
    assert sorted(f for f in found if f.split(" ")[-2] in told or any(f" {t} " in f for t in told)) == expected


def test_its_members_are_of_the_body_told_of_as_a_noun() -> None:
    """'The Council was set up. Its members are': of the council named before, not of the union named since."""
    text = (
        "The ministers of the Council of the Baltic Sea States met in Oslo. They called on the European Union to act.\n\n"
        "The Council was set up in 1992. Its members are Norway and Iceland."
    )
    found = {(c.subject.key, c.object.name) for c in claims(text, "memberOf") if c.object}
    assert found == {("NO", "Council of the Baltic Sea States"), ("IS", "Council of the Baltic Sea States")}
