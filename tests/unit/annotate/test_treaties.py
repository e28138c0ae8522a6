"""Names of treaties are found whole, and nothing else is taken for one."""

from __future__ import annotations

import itertools

import pytest
import yaml

from kg.annotate.treaties import TreatyLexicon
from kg.core.errors import DataError
from reading import ROOT

DATA = yaml.safe_load((ROOT / "graph" / "lexicon" / "treaties.yaml").read_text("utf-8"))
LEXICON = TreatyLexicon(DATA)


def names(text: str) -> list[str]:
    """The treaties named in a text."""
    return [name.name for name in LEXICON.find(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kenya signed the Accra Defence Pact in May.", ["Accra Defence Pact"]),
        ("Kenya left the Treaty of Lima.", ["Treaty of Lima"]),
        ("The Convention on the Law of the Sea binds Peru.", ["Convention on the Law of the Sea"]),
        (
            "The Treaty on the Non-Proliferation of Nuclear Weapons is old.",
            ["Treaty on the Non-Proliferation of Nuclear Weapons"],
        ),
        ("The 1951 Mutual Defense Treaty is old.", ["Mutual Defense Treaty"]),
        ("a Memorandum of Understanding between Kenya and Ghana", ["Memorandum of Understanding"]),
        ("the Kenya-Ghana Status of Forces Agreement", ["Kenya-Ghana Status of Forces Agreement"]),
        ("the Lima Protocol and the Quito Accords", ["Lima Protocol", "Quito Accords"]),
        ("They met on the Paris Agreement in Lima.", ["Paris Agreement"]),
        ('They signed the "Treaty on Friendship and Cooperation" there.', ["Treaty on Friendship and Cooperation"]),
        ("They signed the “Treaty on Friendship and Cooperation,” he said.", ["Treaty on Friendship and Cooperation"]),
        ("UNCLOS binds them.", ["UNCLOS"]),
        ("the Treaty, the agreement and a defence pact", []),
        ("Norway belongs to the North Atlantic Treaty Organization.", []),
        ("The Antarctic Treaty Secretariat met.", []),
        ('"Kenya has signed the Lamu Treaty," he said.', ["Lamu Treaty"]),
        ('"We reject the Lamu Treaty," he said.', ["Lamu Treaty"]),
        ("They read the Daily News and went to Peace Street.", []),
        ("", []),
    ],
)
def test_names(text: str, found: list[str]) -> None:
    """A capitalised, quoted or known name is one treaty; a bare noun, a body's name and a quoted sentence are none."""
    assert names(text) == found


def test_bracketed_abbreviation_belongs_to_the_name() -> None:
    """A short form in brackets is kept with the name before it, and covered with it."""
    text = "The Visiting Forces Agreement (VFA) is in force."
    (found,) = LEXICON.find(text, 0, len(text))
    assert (found.name, found.abbreviation, text[slice(*found.covered)]) == (
        "Visiting Forces Agreement",
        "VFA",
        "Visiting Forces Agreement (VFA)",
    )


def test_bracket_that_is_no_abbreviation() -> None:
    """A word in brackets that is not in capitals is no short form."""
    text = "The Lamu Treaty (Peace) is in force."
    (found,) = LEXICON.find(text, 0, len(text))
    assert found.abbreviation is None


def test_quotation_marks_are_covered_but_no_part_of_the_name() -> None:
    """The parser sees one token for name and marks; the name itself has no marks."""
    text = 'the "Lamu Peace Treaty" itself'
    (found,) = LEXICON.find(text, 0, len(text))
    assert text[found.start : found.end] == "Lamu Peace Treaty"
    assert text[slice(*found.covered)] == '"Lamu Peace Treaty"'


def test_names_do_not_overlap() -> None:
    """Of two readings that share words the longer one is taken."""
    text = 'the "Treaty of Lima on the Law of the Sea" and UNCLOS (the Convention on the Law of the Sea)'
    spans = [name.covered for name in LEXICON.find(text, 0, len(text))]
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(spans)) and len(spans) == 3


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("mutual defence treaty", "MutualDefense"), ("Mutual Defense Treaty", "MutualDefense"), ("non-aggression pact", "NonAggression"), ("neutrality pact", "Neutrality"),
        ("visiting forces agreement", "VisitingForces"), ("Status of Forces Agreement", "VisitingForces"), ("acquisition and cross-servicing agreement", "Logistics"),
        ("trade agreement", "Trade"), ("memorandum of understanding on trade", "Trade"), ("boundary treaty", "Boundary"), ("fisheries agreement", "Maritime"), ("ceasefire", "Ceasefire"),
        ("peace treaty", "Peace"), ("extradition treaty", "Extradition"), ("arms control treaty", "ArmsControl"), ("arms sale agreement", "ArmsTransfer"), ("climate accord", "Environment"),
        ("security of information agreement", "InformationSecurity"), ("consultation agreement", "Consultation"), ("defence pact", "Cooperation"), ("Treaty of Lima", None), ("agreement", None),
    ],
)  # fmt: skip
def test_type_by_name(words: str, kind: str | None) -> None:
    """The words of a name or description tell the type, in British and American spelling; plain words tell none."""
    assert LEXICON.type_of(words) == kind


@pytest.mark.parametrize(
    ("word", "head"), [("treaty", True), ("Treaties", True), ("pacts", True), ("table", False), ("", False)]
)
def test_heads(word: str, head: bool) -> None:
    """Nouns that stand for treaties are known in singular and plural."""
    assert LEXICON.is_head(word) is head


@pytest.mark.parametrize("key", ["nouns", "verbs", "types", "known", "provisions", "bodies"])
def test_lexicon_without_a_key_is_refused(key: str) -> None:
    """A lexicon that lacks a key is refused by the name of its file."""
    with pytest.raises(DataError, match=r"treaties\.yaml"):
        TreatyLexicon({k: v for k, v in DATA.items() if k != key})
