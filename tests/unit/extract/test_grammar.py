"""Voice, tense, phrases and clauses are read from the tree."""

from __future__ import annotations

import pytest

from kg.core.annotated import Token
from kg.extract import grammar
from reading import sentence, word

pytestmark = pytest.mark.model


def said(tokens: list[Token]) -> list[str]:
    return [t.text for t in tokens]


@pytest.mark.parametrize(
    ("text", "form", "passive"),
    [
        ("Ghana was attacked.", "attacked", True),
        ("the ship seized by Kenya sank", "seized", True),
        ("Kenya attacked.", "attacked", False),
        ("Kenya has attacked Ghana.", "attacked", False),
    ],
)
def test_passive(text: str, form: str, passive: bool) -> None:
    """Passive forms are told from active ones, with and without an auxiliary."""
    assert grammar.passive(word(text, form)) is passive


def test_relative_pronoun_stands_for_its_noun() -> None:
    """'Which' is the noun that its clause hangs on; another word is itself."""
    tokens = sentence("Kenya, which attacked Ghana, is alone.").tokens
    assert grammar.antecedent(tokens[2]).text == "Kenya"
    assert grammar.antecedent(tokens[0]) is tokens[0]


def test_of_whom_a_noun_of_quantity_counts() -> None:
    """'Thousands of troops' are troops."""
    token = word("Kenya sent thousands of troops to Ghana.", "thousands")
    assert said(grammar.content(token)) == ["troops"]


def test_what_stands_after_a_preposition() -> None:
    """All that is coordinated behind a preposition is found, of the first preposition asked for."""
    token = word("Kenya signed a treaty with Ghana and Peru in Lima.", "treaty")
    assert said(grammar.after(token, "with")) == ["Ghana", "Peru"]
    assert grammar.after(token, "against") == []


def test_owners_and_modifiers_of_a_noun() -> None:
    """Whose a noun is, and the names and adjectives before it."""
    assert said(grammar.possessors(word("Kenya's claim failed.", "claim"))) == ["Kenya"]
    assert "Chinese" in said(grammar.modifiers(word("Chinese fishing vessels left.", "vessels")))


@pytest.mark.parametrize(
    ("text", "form", "tense"),
    [
        ("Kenya signed it.", "signed", "past"), ("Kenya has signed it.", "signed", "past"), ("Kenya signs it.", "signs", "present"), ("Kenya will sign it.", "sign", "future"),
        ("Kenya plans to sign it.", "sign", "future"), ("It is to be signed.", "signed", "future"), ("Kenya was signing it.", "signing", "past"),
    ],
)  # fmt: skip
def test_tense(text: str, form: str, tense: str) -> None:
    """Past, present and future by the verb's form and its auxiliaries."""
    assert grammar.tense(word(text, form)) == tense


def test_words_of_a_clause_end_where_another_begins() -> None:
    """A clause has its own words, not those of a relative clause or of a coordinated clause with a subject of its own."""
    token = word("Kenya, which Peru had warned, attacked Ghana, and Chile fled.", "attacked")
    words = said(grammar.clause_tokens(token))
    assert {"Kenya", "attacked", "Ghana"} <= set(words)
    assert not {"warned", "Peru", "fled", "Chile"} & set(words)
