"""World figures are known by the family name alone where nobody else can be meant."""

from __future__ import annotations

from kg.annotate.figures import Figures
from kg.core.annotated import Mention
from kg.core.model import Entity

ROWS = [
    {
        "name": "Rosa Quintal",
        "aliases": "",
        "state": "PE",
        "body": "",
        "office": "president",
        "from": "2024-01",
        "to": "",
    },
    {
        "name": "Jan Oldman",
        "aliases": "",
        "state": "CL",
        "body": "",
        "office": "president",
        "from": "1990-01",
        "to": "1994-01",
    },
    {
        "name": "Ada Twinly",
        "aliases": "",
        "state": "PE",
        "body": "",
        "office": "president",
        "from": "2024-01",
        "to": "",
    },
    {"name": "Bo Twinly", "aliases": "", "state": "PE", "body": "", "office": "premier", "from": "2024-01", "to": ""},
    {
        "name": "Eva Famosa",
        "aliases": "Eva Famosah",
        "state": "BO",
        "body": "",
        "office": "president",
        "from": "2024-01",
        "to": "",
    },
]
OFFICES = [("PE", "defence minister"), ("CL", "president")]
FIGURES = Figures(ROWS, ["Young"], ["Famosa", "Famosah"], ["Only"])
PERU = Mention(0, 4, "State", Entity("s/PE", "State", "Peru", "PE"), "name", state="PE")


def _find(text: str, people: tuple[str, ...] = ()) -> dict[str, str]:
    return FIGURES.find(text, "2025-05-01", people, [PERU])


def test_family_name_of_an_office_holder() -> None:
    """The one who holds office at the time is meant, where the text names the state."""
    assert _find("Peru voted. Only Quintal objected.") == {"Quintal": "Rosa Quintal"}
    assert _find("Peru voted. Quintal objected.") == {"Quintal": "Rosa Quintal"}


def test_family_name_is_left_alone() -> None:
    """Not by who left office long ago, two of one name, a person of the text, a part of a longer name."""
    assert _find("Peru voted. Oldman and Twinly objected.") == {}
    assert _find("Peru voted. Quintal objected.", ("Juan Quintal",)) == {}
    assert _find("Peru voted. Juan Quintal objected.") == {}
    assert FIGURES.find("Peru voted. Quintal objected.", None, (), [PERU]) == {}


def test_state_tells_apart() -> None:
    """A name that only one in office has had needs no state; of two, and of a lesser office, the state tells."""
    assert FIGURES.find("Chad voted. Quintal objected.", "2025-05-01", (), []) == {"Quintal": "Rosa Quintal"}
    rows = [ROWS[0] | {"name": f"{state} Pardal", "state": state, "office": office} for state, office in OFFICES]
    assert Figures(rows, []).find("Peru voted. Pardal objected.", "2025-05-01", (), [PERU]) == {"Pardal": "PE Pardal"}
    assert Figures(rows, []).find("Chad voted. Pardal objected.", "2025-05-01", (), []) == {}


def test_family_name_of_two_words() -> None:
    """The last two words of a longer name are a family name as well."""
    figures = Figures([ROWS[0] | {"name": "Ana Rosa Lima Pardal"}], ["Pardal"])
    assert figures.find("Peru voted. Lima Pardal objected.", "2025-05-01", (), [PERU]) == {
        "Lima Pardal": "Ana Rosa Lima Pardal"
    }


def test_famous_need_no_state() -> None:
    """Of those whom everybody knows, the state need not be named; other spellings mean the same person."""
    assert FIGURES.find("Famosah objected.", "2025-05-01", (), []) == {"Famosah": "Eva Famosa"}


def test_somebody_else_of_that_name() -> None:
    """Words beside the name that tell of another person of that name keep it from the office holder."""
    assert _find("Peru voted. The singer Quintal objected.") == {}
    assert _find("Peru voted. Quintal, a fisherman, objected.") == {}
    assert _find("Peru voted. Quintal, 12, objected.") == {}
