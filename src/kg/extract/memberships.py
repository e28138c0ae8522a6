"""Members told in a note: the body first, then who is in it and who is not, without the words of a full clause.

* 'CSTO: Armenia, Belarus in, Georgia out since 1999'
* 'The Arab Maghreb Union, founded in 1989; Libya and Tunisia belong, Egypt does not'
* 'Latvia, in NATO since 2004, ...'
* 'ECOWAS: a summit on Thursday, Guinea-Bissau (member since 1975) stays away'
* 'Peru is a member of both. Bolivia, of course, is in neither'; '... Bolivia isn't in it'
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.core.annotated import Sentence, Token
from kg.core.words import word_set
from kg.extract.predication import is_bloc, is_state, series_at, series_before
from kg.link.references import BLOC_KINDS, STATE_KINDS

_END = frozenset(
    {",", ";", ".", ":", "–", "—", "-", ")", "and", "but", "while", "since", "until", "too", "also", "as", "anymore"}
)
_NOT = frozenset({"not", "n't", "never", "no"})
_BE = frozenset({"is", "are", "'s", "’s", "was", "were"})
_LONGEST_ASIDE = 4
_LONG = word_set("extract.memberships.long")
"""'Slovenia, *already* inside the bloc, ...'."""


@dataclass(frozen=True, slots=True)
class Told:
    """States told to be in bodies, or out of them; ``last`` is the word that says so."""

    states: tuple[Token, ...]
    bodies: tuple[Token, ...]
    last: Token
    negated: bool


def told(sentence: Sentence, before: Sentence | None) -> list[Told]:
    """What a sentence tells of members, by the bodies that it names before, or the sentence before it does."""
    row = sentence.tokens
    if before is not None and (answer := _answered(row, before.tokens)) is not None:
        return [answer]
    if (under := _headed(row)) is not None:
        return [under]
    out: list[Told] = []
    at = 0
    while at < len(row):
        mention = row[at].mention
        if mention is None or mention.kind not in STATE_KINDS or mention.role == "adjective":
            at += 1
            continue
        names, end = series_at(row, at)
        names = [t for t in names if t.mention is not None and t.mention.kind in STATE_KINDS]
        found = _tail(row, _past_aside(row, end), bool(out) or any(t.lemma == "member" for t in row[:at]))
        inside = names and (names[0].dep == "pobj" or any(t.tag in ("WDT", "WP") for t in row[max(at - 3, 0) : at]))
        if names and found is not None and not inside:
            last, negated, which = found
            bodies = _bodies(row[:at]) or _bodies(before.tokens if before is not None else ())
            chosen = bodies if which == "all" else bodies[-1:]
            if chosen:
                out.append(Told(tuple(names), tuple(chosen), last, negated))
        at = max(end, at + 1)
    return out


def _answered(row: Sequence[Token], asked: Sequence[Token]) -> Told | None:
    """'Who is in ECOWAS? Benin, Ghana and Togo.'"""
    if not row or not asked or asked[-1].text != "?":
        return None
    low = [t.low for t in asked]
    bodies = _bodies(asked)
    names, end = series_at(row, _past_number(row))
    states = names and all(map(is_state, names))
    inside = low[0] in ("who", "which") and bool({"in", "members", "belong", "belongs"} & set(low)) and "not" not in low
    inside |= low[:2] == ["how", "many"] and bool({"in", "members"} & set(low))
    if not inside or "n't" in low or not states or len(bodies) != 1 or not _list_ends(row, end):
        return None
    return Told(tuple(names), tuple(bodies), names[-1], False)


def _past_number(row: Sequence[Token]) -> int:
    """'*Four:* Peru, Chile, Colombia and Mexico'."""
    return 2 if len(row) > len(("Four", ":")) and row[0].tag in ("CD", "NN") and row[1].text in (":", "–", "—") else 0


def _list_ends(row: Sequence[Token], at: int) -> bool:
    """Whether a list has ended at an index: nothing follows, or 'and three others', '+ two more'."""
    close = next((n for n in range(at, len(row)) if row[n].text == ")"), at - 1)
    at = close + 1 if at < len(row) and row[at].text == "(" and close - at <= _LONGEST_ASIDE else at  # '(for now)'
    rest = [t.low for t in row[at:] if t.text.isalnum()]
    return not rest or (len(rest) <= len(("and", "three", "others")) and rest[-1] in ("others", "more"))


def _headed(row: Sequence[Token]) -> Told | None:
    """'CSTO members: Belarus, Kazakhstan and four others', 'Members of the EAC: Kenya, Uganda'."""
    colon = next((n for n, t in enumerate(row[:8]) if t.text == ":"), 0)
    head = row[:colon]
    bodies = _bodies(head)
    said = {t.low for t in head}
    plain = len(bodies) == 1 and {"members", "member"} & said and not said & (_NOT | {"new", "future", "former"})
    if not plain or any(t.tag.startswith("VB") for t in head):
        return None
    names, end = series_at(row, colon + 1)
    known = names and all(map(is_state, names))
    return Told(tuple(names), tuple(bodies), names[-1], False) if known and _list_ends(row, end) else None


def left_out(row: Sequence[Token], bodies: Sequence[Token]) -> Token | None:
    """'... in the EU, but not (in) NATO', '... in NATO but outside the EU': the body behind those told."""
    at = next((n for n, t in enumerate(row) if t is bodies[-1]), len(row)) + 1
    while at < len(row) and row[at].text in (",", ")"):
        at += 1
    low = [t.low for t in row[at : at + 6]]
    if len(low) < len(("but", "not", "NATO")) or low[0] not in ("but", "though", "yet", "and"):
        return None
    if low[1] not in ("not", "outside"):
        return None
    at += 2
    while at < len(row) and row[at].low in ("of", "in", "to", "the", "yet", "inside"):
        at += 1
    return row[at] if at < len(row) and row[at].mention is not None and _bodies(row[at : at + 1]) else None


def inside(sentence: Sentence) -> list[tuple[Token, Token, Token, bool]]:
    """'Latvia, in NATO since 2004, sent troops', 'Chad, already inside it, ...', 'Zimbabwe, out of it since 2003, ...':
    states, each with the body that it has been in, what stands before 'since', and whether it has been out of it.
    """
    row = sentence.tokens
    out = _bracketed(row)
    for at in range(1, len(row) - 4):
        if row[at].text not in (",", "("):
            continue
        already = row[at + 1].low in _LONG
        already |= row[at + 1].low in ("again", "back") and row[at + 2].low in ("in", "inside")
        low = [t.low for t in row[at + 1 + already : at + 3 + already]]
        out_of = low == ["out", "of"] or low[0] == "outside"
        if low[0] not in ("in", "inside", "within") and not out_of:
            continue
        k = at + 2 + already + (low[1] == "of")
        if k + 2 >= len(row):
            continue
        k += row[k].low == "the"
        state, body = row[at - 1].mention, row[k].mention
        named = state is not None and state.kind in STATE_KINDS and state.role != "adjective"
        bloc = body is not None and body.kind in BLOC_KINDS and k + 2 < len(row)
        if named and bloc and already and row[k + 1].text in (",", ";", ")"):
            out.append((row[at - 1], row[k], row[k], out_of))
            continue
        since = bloc and row[k + 1].lemma == "since"
        if named and since and row[k + 2].mention is not None and (k + 3 == len(row) or row[k + 3].text in _END):
            for name in _all_before(row, at):
                out.append((name, row[k], row[k], out_of))
                out += [(name, b, b, out_of) for b in _and_in(row, k + 3)]
    return out + _not_in(row)


def _all_before(row: Sequence[Token], at: int) -> list[Token]:
    """'*Romania and Bulgaria*, in it since 2007, voted': those that open the sentence; else the last name alone."""
    names = series_before(row, at)
    opening = len(names) > 1 and names[0].dep == "nsubj" and not any(t.mention for t in row if t.i < names[0].i)
    plural = opening and all(map(is_state, names))
    return names if plural else [row[at - 1]]


def _not_in(row: Sequence[Token]) -> list[tuple[Token, Token, Token, bool]]:
    """'Moldova, neutral and *not in NATO*, ...': a state told in passing to be in no such body."""
    out: list[tuple[Token, Token, Token, bool]] = []
    if all(t.text != "not" for t in row):
        return out
    for at in range(2, len(row) - 2):
        k = at + 2 + (row[at + 2].low == "the")
        said = row[at].low == "not" and row[at + 1].low in ("in", "inside") and k < len(row)
        if (
            not said
            or not _bodies(row[k : k + 1])
            or not (k + 1 == len(row) or row[k + 1].text in (",", ")", ";", "."))
        ):
            continue
        comma = next((n for n in range(at - 1, max(0, at - 4), -1) if row[n].text in (",", "(")), 0)
        state = row[comma - 1].mention if comma else None
        plain = all(t.mention is None and not t.tag.startswith("VB") for t in row[comma:at])
        if plain and state is not None and state.kind in STATE_KINDS and state.role != "adjective":
            out.append((row[comma - 1], row[k], row[k], True))
    return out


def _and_in(row: Sequence[Token], at: int) -> list[Token]:
    """'..., in A since 1982 *and in B since 1986*': further bodies."""
    found = []
    while [t.low for t in row[at : at + 2]] == ["and", "in"]:
        k = at + 2 + (at + 2 < len(row) and row[at + 2].low == "the")
        told = k + 2 < len(row) and bool(_bodies(row[k : k + 1])) and row[k + 1].lemma == "since"
        if not told or row[k + 2].mention is None:
            break
        found.append(row[k])
        at = k + 3
    return found


def _bracketed(row: Sequence[Token]) -> list[tuple[Token, Token, Token, bool]]:
    """'ECOWAS: ..., Guinea-Bissau (a member since 1975)': the state, and the body that is named before it."""
    out: list[tuple[Token, Token, Token, bool]] = []
    for at in range(2, len(row) - 4):
        k = at + 1 + (row[at + 1].low == "a")
        state = row[at - 1].mention
        told = row[at].text == "(" and row[k].lemma == "member" and row[k + 1].lemma == "since"
        if not told or state is None or state.kind not in STATE_KINDS or row[k + 2].mention is None:
            continue
        if bodies := _bodies(row[: at - 1]):
            out.append((row[at - 1], bodies[-1], row[k], False))
    return out


def _past_aside(row: Sequence[Token], at: int) -> int:
    """The index behind words put in between commas ('Bolivia, of course, is ...')."""
    if at < len(row) and row[at].text == ",":
        close = next((n for n in range(at + 1, min(at + 2 + _LONGEST_ASIDE, len(row))) if row[n].text == ","), None)
        if close is not None and all(t.mention is None and not t.tag.startswith("VB") for t in row[at:close]):
            return close + 1
    if at + 1 < len(row) and [t.low for t in row[at : at + 2]] == ["of", "course"]:
        return at + 2
    return at


def _tail(row: Sequence[Token], at: int, again: bool) -> tuple[Token, bool, str] | None:
    """The word that ends what is told of the names before it, whether it denies it, and of which bodies."""
    low = [t.low for t in row[at : at + 6]] + [""] * 6
    n = 0
    helped = low[0] in _BE or low[0] in ("do", "does", "did")
    n += helped
    negated = low[n] in _NOT
    n += negated
    end = low[n + 1] == "" or low[n + 1] in _END
    if low[n] in ("in", "out") and end and not (helped and low[n] == "out"):
        return row[at + n], negated ^ (low[n] == "out"), "last"
    if (
        low[n] == "in"
        and low[0] in _BE
        and low[n + 1] in ("neither", "both", "it")
        and (low[n + 2] == "" or low[n + 2] in _END)
    ):
        return row[at + n + 1], negated ^ (low[n + 1] == "neither"), "last" if low[n + 1] == "it" else "all"
    if low[n] in ("belong", "belongs") and (end or low[n + 1 : n + 3] == ["to", "it"]):
        return row[at + n], negated, "last"
    if again and helped and negated and (low[n] == "" or low[n] in _END):
        return row[at + n - 1], True, "last"
    return None


def _bodies(row: Sequence[Token]) -> list[Token]:
    return [t for t in row if is_bloc(t)]
