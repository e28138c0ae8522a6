"""Members told in a relative clause of a body's name, read from the words since small parsers often break such clauses.

* 'the African Union, to which Kenya and Ghana belong', 'of which both states are founding members'
* 'the forum, whose eighteen members include both states', 'in which the two neighbours sit'

Likewise, without a verb, those who lead a body or are known by its name: 'the Russia-led union', 'Britain, France and
Germany, known as the E3', those singled out of it and those outside it: 'non-EU Norway'.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract.bloc_paths import STATE_NOUNS
from kg.extract.predication import is_bloc, is_state, series_at, series_before
from kg.link.references import STATE_KINDS

_ADVERBS = word_set("extract.member_relatives.adverbs")
_BE = word_set("extract.member_relatives.be")
_MEMBERS = word_set("extract.member_relatives.members")
_SIT = word_set("extract.member_relatives.sit")
_DETERMINERS = frozenset({"all", "both", "the", "these"})
_NUMBERS = word_set("extract.member_relatives.numbers")
_ABOUT_NUMBER = word_set("extract.member_relatives.about_number") | _NUMBERS
_INCLUDE = word_set("extract.member_relatives.include")
_CALLED = (["known", "as"], ["so", "-", "called"], ["collectively", "called"], ["dubbed"], ["called"])
_NOT_QUITE = word_set("extract.member_relatives.not_quite")
_GONE = word_set("extract.member_relatives.gone")
_PRONOUNS = frozenset({"it", "we"})
_FAR = 4
"""Within how many words behind 'are' the word 'members' stands."""


@dataclass(frozen=True, slots=True)
class InBody:
    """Those told to be in a body, ``last`` the word that says so."""

    members: tuple[Token, ...]
    body: Token
    last: Token
    negated: bool = False


def relatives(row: Sequence[Token]) -> list[InBody]:
    """'The body, to which A and B belong', 'of which both states are members', 'whose members include A and B'."""
    out = []
    for at in range(2, len(row) - 2):
        low = row[at].low
        if low == "which" and (body := _body_before(row, at - 1)) is not None:
            found = _belonging(row, at, body)
        elif low == "whose" and (body := _body_before(row, at)) is not None:
            found = _included(row, at, body)
        else:
            continue
        out += [found] if found is not None else []
    return out


def _body_before(row: Sequence[Token], at: int) -> Token | None:
    """The body's name right before index ``at`` and a comma, also with its letters in brackets."""
    if at < 2 or row[at - 1].text != ",":
        return None
    name = row[at - 2]
    if name.text == ")" and at >= len(("the", "Body", "(", "EAC", ")", ",")) - 1 and row[at - 4].text == "(":
        name = row[at - 5]
    return name if is_bloc(name) else None


def _belonging(row: Sequence[Token], which: int, body: Token) -> InBody | None:
    """'To which A and B belong', 'of which both states are members', 'in which the two sit'."""
    prep = row[which - 1].low
    members, end = _members_at(row, which + 1)
    if not members and prep == "of" and row[which + 1].low in _PRONOUNS:
        members, end = (row[which + 1],), which + 2  # 'of which it has been a member since 2005'
    if not members:
        return None
    low = [t.low for t in row[end : end + 3 + _FAR]] + [""]
    n = next((n for n, word in enumerate(low) if word not in _ADVERBS), 0)
    if prep == "to":
        denied = low[n] in ("do", "does") and low[n + 1 : n + 2] in (["not"], ["n't"])
        n += 2 * denied
        return InBody(members, body, row[end + n], denied) if low[n] in ("belong", "belongs") else None
    if prep == "in" and low[n] in _SIT:
        return InBody(members, body, row[end + n])
    been = low[n : n + 2] in (["has", "been"], ["have", "been"], ["was", "never"], ["were", "never"])
    if prep != "of" or not (low[n] in _BE or been):
        return None
    told = next((k for k in range(n + 1, min(n + 1 + _FAR, len(low))) if low[k] in _MEMBERS), None)
    between = set(low[n:told]) if told is not None else set()
    gone = between >= _GONE
    if told is None or (_NOT_QUITE - (_GONE if gone else frozenset())) & between:
        return None
    return InBody(members, body, row[end + told], gone or bool({"not", "n't", "never"} & between))


def _included(row: Sequence[Token], whose: int, body: Token) -> InBody | None:
    """'Whose eighteen members include both states', 'whose members are A and B'."""
    at = whose + 1
    while at < len(row) and (row[at].low in _ABOUT_NUMBER or row[at].tag == "CD"):
        at += 1
    told = [t.low for t in row[at : at + 3]]
    if not told or told[0] not in ("members", "states", "countries"):
        return None
    n = 1 + (told[1:2] == ["now"] or told[1:2] == ["also"])
    if told[n : n + 1] == [] or told[n] not in _INCLUDE:
        return None
    members, _ = _members_at(row, at + n + 1)
    return InBody(members, body, members[-1]) if members else None


def _members_at(row: Sequence[Token], at: int) -> tuple[tuple[Token, ...], int]:
    """Names from an index on, or a noun for those named before ('both states', 'the two', 'all three'), and the index
    behind them.
    """
    names, end = series_at(row, at)
    if names:
        known = all(map(is_state, names))
        return (tuple(names), end) if known else ((), at)
    first = at
    while at < len(row) and row[at].mention is None and row[at].low in _DETERMINERS | _NUMBERS:
        at += 1
    counted = {t.low for t in row[first:at]} & ({"both"} | _NUMBERS)
    if not counted:
        return (), first
    if at < len(row) and row[at].mention is None and row[at].tag in ("NNS", "NNPS"):
        return ((row[at],), at + 1) if row[at].lemma.lower() in STATE_NOUNS else ((), first)
    return ((row[at - 1],), at) if counted else ((), first)


def led(row: Sequence[Token]) -> list[InBody]:
    """'The Russia-led Eurasian Economic Union': who leads a body is in it."""
    out = []
    for at in range(1, len(row) - 1):
        if row[at].low not in ("led", "-led"):
            continue
        leader = row[at - 2] if row[at - 1].text == "-" and at > 1 else row[at - 1]
        body = row[at + 1]
        state = leader.mention is not None and leader.mention.kind in STATE_KINDS | {"Settlement"}
        if state and is_bloc(body):
            out.append(InBody((leader,), body, body))
    return out


def alone(row: Sequence[Token]) -> list[InBody]:
    """'Hungary, alone in the European Union, ...', 'Hungary alone of the 27 in it'."""
    out = []
    for at in range(1, len(row) - 2):
        if row[at].low != "alone" or row[at + 1].low not in ("in", "within"):
            continue
        body = row[at + 2 + (row[at + 2].low == "the" and at + 3 < len(row))]
        name = row[at - 2] if row[at - 1].text == "," and at > 1 else row[at - 1]
        state = name.mention is not None and name.mention.kind in STATE_KINDS and name.mention.role != "adjective"
        if state and is_bloc(body):
            out.append(InBody((name,), body, body))
    return out


def outsiders(row: Sequence[Token]) -> list[InBody]:
    """'Non-EU Norway', 'non-NATO members Austria and Malta': who is told to be in no such body."""
    out = []
    for at in range(len(row) - 2):
        joined = row[at].low == "non" and row[at + 1].text in ("-", "‑", "–")
        k = at + 2 if joined else at + 1 if row[at].low in ("non-", "non‑") else 0
        if not k or k + 1 >= len(row) or not is_bloc(row[k]):
            continue
        begin = k + 1 + (row[k + 1].low in ("member", "members", "state", "states"))
        names, _ = series_at(row, begin)
        several = begin > k + 1 and row[begin - 1].low.endswith("s")
        names = names if several else names[:1]
        if names and all(map(is_state, names)):
            out.append(InBody(tuple(names), row[k], row[k], True))
    return out


def among_all(row: Sequence[Token]) -> list[InBody]:
    """'Within NATO, only Turkey and Hungary objected': those singled out of a body's members."""
    low = [t.low for t in row[:3]]
    if low[:1] not in (["inside"], ["within"]):
        return []
    at = 1 + (low[1:2] == ["the"])
    opened = at + 3 < len(row) and is_bloc(row[at]) and row[at + 1].text == ","
    if not opened or row[at + 2].low not in ("alone", "just", "only"):
        return []
    names, _ = series_at(row, at + 3)
    return [InBody(tuple(names), row[at], row[at])] if names and all(map(is_state, names)) else []


def called(row: Sequence[Token]) -> list[InBody]:
    """'Britain, France and Germany, known as the E3', '..., the so-called E3, ...', '... (the E3)'."""
    out = []
    for at, body in enumerate(row):
        if not is_bloc(body) or at < len(("A", "and", "B", "(")):
            continue
        k = at - 1
        article = row[k].low == "the"
        k -= article
        said = next((c for c in _CALLED if [t.low for t in row[k - len(c) + 1 : k + 1]] == c), None)
        k -= len(said) if said is not None else 0
        k -= said is not None and row[k].low in ("the", "also", "together", "collectively")
        if row[k].text not in (",", "(", "–", "—") or (said is None and (row[k].text != "(" or not article)):
            continue
        closed = at + 1 >= len(row) or row[at + 1].text in (")", ",", "–", "—", ".", ";")
        names = series_before(row, k)
        known = len(names) > 1 and all(map(is_state, names))
        if known and closed:
            out.append(InBody(tuple(names), body, body))
    return out
