"""Names, metonyms, acronyms and features of the two seas: each links to the right thing, or to nothing where unsettled."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.core.model import ID_BASE
from kg.link.gazetteer import Gazetteer

ROOT = Path(__file__).resolve().parents[3]
SETTLED = {
    "state/JP": "Tokyo|Japanese|Nagatacho|Kasumigaseki", "state/PH": "Filipino|Philippine|Manila|Malacañang|Malacanang",
    "state/TW": "Republic of China|Taipei|Taiwanese", "state/CN": "PRC|Beijing|Zhongnanhai|People's Republic of China",
    "state/KP": "DPRK|Pyongyang|North Korean", "state/KR": "ROK|Seoul|the Blue House|South Korea", "state/RU": "the Kremlin|Moscow",
    "state/US": "the White House|Washington|Foggy Bottom|U.S.", "state/GB": "Whitehall|Downing Street|Britain|UK",
    "state/VN": "Viet Nam|Hanoi|Vietnamese", "state/TR": "Türkiye|Turkey|Ankara", "state/FR": "the Élysée|Quai d'Orsay",
    "org/asean": "ASEAN|Association of Southeast Asian Nations", "org/nato": "NATO", "org/quad": "the Quad", "org/aukus": "AUKUS",
    "feature/senkaku-islands": "Senkaku|Senkaku Islands|Diaoyu|Diaoyu Islands|Diaoyutai", "feature/spratly-islands": "Spratly|Spratlys|Nansha|Truong Sa",
    "feature/paracel-islands": "Paracels|Xisha|Hoang Sa", "feature/scarborough-shoal": "Scarborough Shoal|Huangyan Dao|Bajo de Masinloc|Panatag",
    "feature/second-thomas-shoal": "Second Thomas Shoal|Ayungin|Ren'ai Jiao", "feature/liancourt-rocks": "Takeshima|Dokdo",
    "feature/kuril-islands": "Southern Kurils", "sea/south-china-sea": "South China Sea", "sea/east-china-sea": "East China Sea",
    "sea/west-philippine-sea": "West Philippine Sea", "place/indo-pacific": "Indo-Pacific",
}  # fmt: skip
OPEN = ["Scarborough", "Congo", "East Sea", "Korea", "ROC", "Brussels", "Northern Territories"]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(ROOT / "graph" / "lexicon")


@pytest.mark.parametrize(("iri", "name"), [(iri, name) for iri, names in SETTLED.items() for name in names.split("|")])
def test_a_settled_name_links_to_one_thing(gazetteer: Gazetteer, iri: str, name: str) -> None:
    """The whole name is found, as the name of that thing, and is not said to be unsettled."""
    (match,) = gazetteer.find(name)
    assert match.entry.iri == ID_BASE + iri
    assert match.end == len(name) and not match.weak


@pytest.mark.parametrize("name", OPEN)
def test_an_unsettled_name_links_to_nothing_for_sure(gazetteer: Gazetteer, name: str) -> None:
    """A form that several things share, or that is a place elsewhere, is not found, or found with a warning."""
    assert all(match.weak for match in gazetteer.find(name))


@pytest.mark.parametrize("name", ["Japn", "Phillipines", "Chinas", "Vietnames", "Rusia"])
def test_a_state_is_never_matched_by_resemblance(gazetteer: Gazetteer, name: str) -> None:
    """A misspelt state is no state."""
    assert not list(gazetteer.find(name))
