"""Who did the same as a member told just before, or did not: 'Haiti *followed* in 2002', 'Cuba *has not*',
'*So are* Poland and Hungary', 'Two years later *came* Laos', 'Zimbabwe, *out since* 2003'.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.core.annotated import Sentence, Token
from kg.core.words import word_set
from kg.extract import grammar
from kg.extract.bloc_context import bare
from kg.extract.predication import series_at
from kg.link.references import STATE_KINDS

_AUXILIARIES = frozenset({"are", "did", "do", "does", "had", "has", "have", "is", "was", "were"})
_NOT = word_set("extract.member_echoes.not")
_AS_WELL = frozenset({"also", "so", "too"})
_ENDS = frozenset(
    {
        ",",
        ".",
        ":",
        ";",
        "–",
        "—",
        "-",
        ")",
        "and",
        "but",
        "though",
        "although",
        "while",
        "until",
        "in",
        "as",
        "because",
        "yet",
        "either",
        "anymore",
    }
)
_OPENING = frozenset({"and", "but", "while", "whereas", "yet", "though", "or", "not"})
_BREAKS = frozenset({",", ";", ":", "–", "—", "."})

_LONGEST_ASIDE = 6


@dataclass(frozen=True, slots=True)
class Echo:
    """States of which what was told before is said again, or denied; ``word`` is the one that says so."""

    states: tuple[Token, ...]
    word: Token
    denied: bool
    nor: bool = False
    """'Nor is Peru': denied whether or not what was told before is."""


def echoes(sentence: Sentence) -> list[Echo]:
    """The echoes of one sentence, in its order."""
    row = sentence.tokens
    out: list[Echo] = []
    at = 0
    while at < len(row):
        if not _opens(row, at):
            at += 1
            continue
        low = row[at].low
        turned = _past_aside(row, at + 1) if low in ("so", "neither", "nor") else len(row)
        if turned < len(row) and row[turned].low in _AUXILIARIES:
            names, end = series_at(row, turned + 1)
            if _states(names) and _ended(row, end):
                out.append(Echo(tuple(names), row[turned], low != "so", low != "so"))
                at = end
                continue
        names, end = series_at(row, at)
        if _states(names) and (found := _said(row, names, end)) is not None:
            out.append(found)
        at = max(end, at + 1)
    return out + [e for t in row if t.lemma == "come" and (e := _came(t)) is not None]


def out_since(row: Sequence[Token]) -> list[tuple[Token, Token]]:
    """'Zimbabwe, out since 2003, ...': the state, and the word 'out'."""
    found = []
    for at in range(1, len(row) - 3):
        if row[at].text not in (",", "(") or row[at + 1].low not in ("out", "outside"):
            continue
        since = row[at + 2].lemma in ("since", "for") and row[at + 3].mention is not None
        if since and _states([row[at - 1]]):
            found.append((row[at - 1], row[at + 1]))
    return found


def _opens(row: Sequence[Token], at: int) -> bool:
    """Whether a clause may begin at an index."""
    before = row[at - 1] if at else None
    return before is None or before.text in _BREAKS or before.low in _OPENING


def _states(names: Sequence[Token]) -> bool:
    return bool(names) and all(
        t.mention is not None and t.mention.kind in STATE_KINDS and t.mention.role != "adjective" for t in names
    )


def _ended(row: Sequence[Token], at: int) -> bool:
    return at >= len(row) or row[at].low in _ENDS or row[at].mention is not None


def _past_aside(row: Sequence[Token], at: int) -> int:
    """The index behind words put in between commas that name nobody: 'Peru, *for all its efforts*, is not', 'nor, *as
    it happens*, is Peru'.
    """
    if at >= len(row) or row[at].text != ",":
        return at
    close = next((n for n in range(at + 1, min(at + 2 + _LONGEST_ASIDE, len(row))) if row[n].text == ","), None)
    plain = close is not None and row[at + 1].tag not in ("WDT", "WP") and all(t.mention is None for t in row[at:close])
    return close + 1 if plain and close is not None else at


def _said(row: Sequence[Token], names: Sequence[Token], end: int) -> Echo | None:
    """'Cuba has not', 'Chad did so in 2003', 'Haiti followed in 2002', 'Peru, too, is'."""
    end = _past_aside(row, end)
    while end < len(row) and row[end].low in (",", "too", "also", "still", "likewise", "however"):
        end += 1
    if end >= len(row):
        return None
    word = row[end]
    if word.lemma == "follow":
        things = word.by("dobj")
        suit = bool(things) and all(t.lemma in ("suit", "example", "lead") for t in things)
        return Echo(tuple(names), word, False) if suit or bare(word) else None
    if word.low not in _AUXILIARIES:
        return None
    after = [t.low for t in row[end + 1 : end + 3]] + [""]
    if after[0] in _NOT and _ended(row, end + 2):
        return Echo(tuple(names), word, True)
    if after[0] in _AS_WELL and _ended(row, end + 2) and word.low in ("did", "do", "does", "has", "have", "had"):
        return Echo(tuple(names), word, False)
    return None


def _came(verb: Token) -> Echo | None:
    """'Two years later came Laos and Myanmar': those who stand behind the verb."""
    behind = [t for t in grammar.expand(verb.by("nsubj", "attr", "dobj")) if t.i > verb.i]
    fronted = any(t.i < verb.i for t in verb.by("npadvmod", "advmod", "prep"))
    return Echo(tuple(behind), verb, False) if fronted and _states(behind) and not verb.by("prt") else None
