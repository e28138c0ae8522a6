"""Names are compared by their words; only persons may be near."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.core.errors import DataError
from kg.reference.names import NameComparer

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def names() -> NameComparer:
    return NameComparer(ROOT / "graph" / "lexicon" / "names.yaml")


@pytest.mark.parametrize(
    ("name", "known", "same"),
    [
        ("Marcos", "Ferdinand R. Marcos Jr.", True), ("Ferdinand Marcos", "Ferdinand R. Marcos Jr.", True),
        ("Theresa Lazaro", "Ma. Theresa P. Lazaro", True), ("Lula da Silva", "Luiz Inácio Lula da Silva", True),
        ("J. Otieno", "James Otieno", True), ("Otieno James", "James Otieno", True), ("YOON SUK YEOL", "Yoon Suk-yeol", True),
        ("Mary Otieno", "James Otieno", False), ("James Kamau", "James Otieno", False), ("Bongbong Marcos", "Ferdinand R. Marcos Jr.", False),
    ],
)  # fmt: skip
def test_same_person(names: NameComparer, name: str, known: str, same: bool) -> None:
    """A shorter or longer form of a name is the same person's; another given or family name is not."""
    assert names.same_person(name, [known]) is same


@pytest.mark.parametrize(
    ("name", "known", "near"),
    [
        ("Theresa Lagaza", "Theresa Lazaro", True), ("Toshimitsu Motegui", "Toshimitsu Motegi", True),
        ("Yoko Kamikava", "Yoko Kamikawa", True), ("Gilberto Teodro", "Gilberto Teodoro", True), ("Lazarro", "Lazaro", True),
        ("Taro Kono", "Toshimitsu Motegi", False), ("Taro Kono", "Taro Aso", False), ("Wang Yi", "Li Yi", False),
        ("Theresa Lazaro", "Theresa Lazaro", False), ("Theresa Santos", "Theresa Lazaro", False),
    ],
)  # fmt: skip
def test_near_person(names: NameComparer, name: str, known: str, near: bool) -> None:
    """A few letters off in one word is near; the right name, and another short name, are not."""
    assert (names.near_person(name, [known]) == known) is near


@pytest.mark.parametrize(
    ("name", "known", "same", "variant"),
    [
        ("Mutual Defence Treaty", "Mutual Defense Treaty", True, True),
        ("Mutual Cooperation and Security Treaty", "Treaty of Mutual Cooperation and Security between Japan and the United States", True, True),
        ("Agreement on Acquisition of Supplies and Cross-Service Support", "Acquisition and Cross-Servicing Agreement", False, True),
        ("Visiting Forces Agreement", "Mutual Defense Treaty", False, False), ("Defense Treaty", "Mutual Defense Treaty", False, False),
    ],
)  # fmt: skip
def test_titles(names: NameComparer, name: str, known: str, same: bool, variant: bool) -> None:
    """The same words in another order name the same treaty; other words with the same stems are another rendering."""
    assert names.same_title(name, [known]) is same
    assert (names.variant_title(name, [known]) is not None) is variant


def test_missing_lists_are_told(tmp_path: Path) -> None:
    """A file of words without one of its lists is an error that names the file."""
    path = tmp_path / "names.yaml"
    path.write_text("small: [the]\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"names\.yaml"):
        NameComparer(path)
