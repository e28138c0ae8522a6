"""Members told by what leads into a body: an invitation by those who are in it, or the text that founds it.

'Leaders of the Pacific Alliance invited Ecuador and Panama to join', 'Kenya and Uganda signed the treaty establishing
the East African Community'.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kg.annotate.tree import of_kind
from kg.core.annotated import Token
from kg.core.model import When
from kg.core.words import word_list, word_set
from kg.extract import grammar, valency
from kg.extract.predication import is_bloc, named_state, series_at, series_before, words_of
from kg.link.discourse import NUMBERS

_JOINING = word_set("shared.joins_body")
_CLOSING = word_set("extract.member_ways.closing")
"""What may stand behind a bare 'to join': a time, not what else is joined."""
_FOUNDING = word_set("extract.member_ways.founding")
_NEAR = 4
"""Words between 'fellow' and the noun, at most."""
_PRESIDES = word_list("extract.member_ways.presides")
_SIGNING = word_set("extract.member_ways.signing")


def _invitees(verb: Token) -> list[Token]:
    """'Invited *Ecuador and Panama* to join': into the body that invites; not 'to join the talks'."""
    row = words_of(verb)
    at = next(n for n, t in enumerate(row) if t is verb) + 1
    names, end = series_at(row, at)
    low = [t.low for t in row[end : end + 3]] + [""] * 3
    joining = low[0] == "to" and end + 1 < len(row) and row[end + 1].lemma in _JOINING
    after = row[end + 2] if end + 2 < len(row) else None
    bare = after is None or not after.text[:1].isalnum() or low[2] in _CLOSING or of_kind(after, "Time")
    return names if joining and bare and names and all(map(named_state, names)) else []


def _founders(verb: Token) -> list[Token]:
    """'*Kenya and Uganda* signed the treaty establishing it', 'put their names to a declaration founding it'."""
    noun = verb.head if verb.dep == "acl" and verb.tag == "VBG" else None
    if noun is None or noun.lemma.lower() not in _FOUNDING or noun.head is None:
        return []
    above = noun.head if noun.dep == "dobj" else noun.head.head if noun.dep == "pobj" else None
    if above is not None and not grammar.is_verb(above) and above.dep == "dobj":
        above = above.head  # 'put their names to it', where the tree hangs 'to' on the names
    done = above is not None and above.lemma in _SIGNING and grammar.tense(above) == "past"
    if not done or above is None or above.by("neg") or any(a.lemma in ("will", "would") for a in above.by("aux")):
        return []
    return grammar.expand(valency.logical_subjects(above))


def _numbered_before(noun: Token) -> list[Token]:
    """'Ministers of *A, B and C*, the three countries of it': as many names as the noun counts."""
    row = words_of(noun)
    at = next(n for n, t in enumerate(row) if t is noun)
    low = [t.low for t in row[max(0, at - 4) : at]]
    number = next((NUMBERS[word] for word in low if word in NUMBERS), 0)
    begin = next((n for n in range(at - 1, max(0, at - 4), -1) if row[n].text == ","), 0)
    names = series_before(row, begin) if begin and number and row[begin + 1].low == "the" else []
    return names if len(names) == number and all(map(named_state, names)) else []


def gap_after(row: Sequence[Token], verb: Token) -> int | None:
    """'Acceded in the same year, *Kyrgyzstan in 2015*': the place before the comma and the name behind it."""
    for at in range(verb.i + 1, len(row) - 3):
        if row[at].tag in ("VBD", "VBZ", "VBP", "MD"):
            return None
        if row[at].text == "," and named_state(row[at + 1]) and row[at + 2].low == "in":
            return at - 1
    return None


def own_dates(verb: Token, dates: Sequence[tuple[Token, When]]) -> list[tuple[Token, When]]:
    """The dates of a verb without those behind the name of another one ('acceded in May, *Kyrgyzstan in 2015*')."""
    row = words_of(verb)
    places = {id(t): n for n, t in enumerate(row)}
    out = []
    for at, when in dates:
        n = places.get(id(at), 0)
        name = n - 1 - (row[n - 1].tag == "IN")
        other = name > 0 and named_state(row[name]) and row[name - 1].text == "," and row[name].i > verb.i
        out += [] if other else [(at, when)]
    return out


def presides_with(verb: Token) -> list[Token]:
    """'Which with *Chad and Togo* co-chairs the group': those with whom a member presides over a body."""
    hung = (verb, *verb.by("nsubj")) if verb.lemma.startswith(_PRESIDES) else ()
    return [t for word in hung for t in grammar.after(word, "with", "alongside")]


def fellow_beside(noun: Token) -> list[Token]:
    """'*Hungary* and fellow member Slovakia', '*Peru*, with fellow member Chile, ...': those named before;
    'Chile, *its* partner in the Alliance': whose partner it is.
    """
    if noun.lemma in ("ally", "partner"):
        return noun.by("poss")
    row = words_of(noun)
    at = next((n for n, t in enumerate(row) if t.low == "fellow" and 0 < noun.i - t.i <= _NEAR), 0)
    low = [t.low for t in row[max(0, at - 2) : at]]
    if low[-1:] == ["and"]:
        return [t for t in series_before(row, at - 1) if named_state(t)]
    beside = low[-1:] in (["with"], ["alongside"], ["like"])
    return [t for t in series_before(row, at - 2) if named_state(t)] if beside and low[:1] == [","] else []


def _main_subject(verb: Token) -> list[Token]:
    """'Founded by Kenya and Uganda, *the body* has its seat in Arusha': the subject of the clause behind."""
    fronted = verb.dep == "advcl" and verb.tag == "VBN" and not verb.by("nsubjpass", "mark", "aux", "auxpass")
    main = verb.head if fronted else None
    return valency.surface_subjects(main) if main is not None and verb.i < main.i else []


PATHS: Mapping[str, Callable[[Token], list[Token]]] = {
    "main_subject": _main_subject,
    "away_from": lambda verb: [
        t for a in verb.by("advmod", "prt") if a.text == "away" for t in grammar.after(a, "from") if is_bloc(t)
    ],
    "founders": _founders,
    "invitees": _invitees,
    "numbered_before": _numbered_before,
}
CONDITIONS: Mapping[str, Callable[[Token], bool]] = {"invites_in": lambda verb: bool(_invitees(verb))}
