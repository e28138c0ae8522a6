"""The land of which a relative clause tells whose it is said to be, by the words before it.

The tree of a small parser hangs such clauses on the noun of an apposition, on the verb, or on a man who was shot there:
'shot a man on Migingo, *a rock that Kenya calls its own*', 'on Migingo, *which both consider part of their territory*'.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.predication import series_before, words_of
from kg.link.references import PLACE_KINDS, STATE_KINDS

_FEATURES = PLACE_KINDS - {"Settlement"}
_RELATIVE = frozenset({"which", "that"})
_BEFORE_VERB = word_set("extract.claim_relatives.before_verb")
_LONGEST = 9
"""Words of an apposition between a name and the clause, at most."""
_LANDS = word_set("extract.claim_relatives.lands")
_OWN_LAND = word_set("extract.claim_relatives.own_land")
_OWNED = _OWN_LAND | word_set("extract.claim_relatives.owned")
"""What a land is said to be in 'that A calls its own', '... its province'."""


def named_feature(token: Token) -> bool:
    """Whether a token is the name of an island, a river or the like."""
    mention = token.mention
    return mention is not None and mention.kind in _FEATURES and mention.role not in ("adjective", "people", "capital")


def land_before(verb: Token) -> list[Token]:
    """'P, a rock that A calls its own', 'P, which A, ...': the land named right before the clause, or before its
    apposition.
    """
    row = words_of(verb)
    begin = _clause_begin(row, verb)
    if begin is None or begin < 1:
        return []
    end = begin - (row[begin - 1].text == ",")
    if end and named_feature(row[end - 1]):
        return _series(row, end)
    # 'P, a town of 500 souls which': back to the article behind a comma
    for at in range(begin - 1, max(0, begin - 1 - _LONGEST), -1):
        if row[at].text in (",", ";", "–", "—") or row[at].tag in ("VBD", "VBZ", "VBP"):
            return []
        article = row[at].low in ("a", "an", "the", "two", "three", "some")
        if article and at > 1 and row[at - 1].text in (",", "–", "—", "("):
            return _series(row, at - 1) if named_feature(row[at - 2]) and row[at + 1 : begin] else []
    return []


def apposed_lands(verb: Token) -> list[Token]:
    """'*P, Q and R*, islands that A also claims', 'P and Q, land claimed by A': all those before the noun."""
    clause = next((a for a in (verb, *verb.ancestors()) if a.dep == "relcl"), None)
    noun = clause.head if clause is not None else None
    if noun is None or noun.mention is not None or noun.lemma not in _LANDS:
        return []
    row = words_of(noun)
    begin = min((c.i for c in noun.children if c.dep in ("amod", "compound", "det", "nummod")), default=noun.i)
    at = next(n for n, t in enumerate(row) if t.i >= min(begin, noun.i))
    names = series_before(row, at - 1) if at > 1 and row[at - 1].text == "," else []
    return names if len(names) > 1 and all(map(named_feature, names)) else []


def returned_land(verb: Token) -> list[Token]:
    """'Peru took *P*, and Bolivia demands its return': the only land that the sentence names before."""
    back = [t for t in verb.by("dobj") if any(c.low in ("its", "their") for c in t.by("poss"))]
    if not back or any(p.lemma in ("from", "of", "to") for p in back[0].by("prep")):
        return []
    named = [t for t in words_of(verb) if t.i < verb.i and named_feature(t)]
    return named[:1] if len({t.mention.entity.iri for t in named if t.mention and t.mention.entity}) == 1 else []


def _series(row: Sequence[Token], end: int) -> list[Token]:
    found = series_before(row, end)
    return found if found and all(named_feature(t) for t in found) else [row[end - 1]]


def _clause_begin(row: Sequence[Token], verb: Token) -> int | None:
    """Where a relative clause begins that has no other object, with its pronoun or without one."""
    places = {id(t): n for n, t in enumerate(row)}
    heads = [t for t in verb.by("nsubj") if t.low not in _RELATIVE]
    subjects = [t for s in heads for t in s.subtree()]
    if not subjects or any(t.tag in ("WDT", "WP", "PRP") and t.lemma not in ("it", "they") for t in heads):
        return None
    first = min(places[id(t)] for t in subjects)
    if first > places[id(verb)]:
        return None
    own = [t for t in verb.by("dobj") if t.low not in _RELATIVE and t.lemma not in _OWNED]
    if own:
        return None
    while first and row[first - 1].low in _BEFORE_VERB:
        first -= 1
    if first and row[first - 1].low in _RELATIVE:
        return first - 1
    return first if verb.dep == "relcl" else None


def own_relative(verb: Token) -> list[Token]:
    """'P, a rock that A calls its own', '... considers part of its territory', '... has never ceased to call Kenyan':
    P, where what stands behind the verb says that it is A's.
    """
    clause = verb.head if verb.dep == "xcomp" and verb.head is not None else verb
    if not _own_behind(verb, clause):
        return []
    noun = clause.head if clause.dep == "relcl" else None
    state = noun is not None and noun.mention is not None and noun.mention.kind in STATE_KINDS
    # 'a state, which A considers its province'
    return land_before(clause) or ([noun] if noun is not None and state and _pronoun_alone(clause) else [])


def _pronoun_alone(clause: Token) -> bool:
    """Whether a relative pronoun stands right before the subject of a clause, so that it is what is spoken of."""
    row = words_of(clause)
    first = min((t.i for s in clause.by("nsubj") for t in s.subtree()), default=0)
    return any(t.low in _RELATIVE and t.i == first - 1 for t in row)


def _own_behind(verb: Token, clause: Token) -> bool:
    row = words_of(verb)
    at = next(n for n, t in enumerate(row) if t is verb) + 1
    after = row[at : at + 8]
    low = [t.low for t in after]
    if low[:2] == ["to", "be"]:
        after, low = after[2:], low[2:]
    if (
        low[:1] in (["its"], ["their"])
        and after[0].dep == "poss"
        and after[0].head is not None
        and "own" not in low[:2]
    ):
        return after[0].head.lemma in _OWN_LAND  # no 'its closest ally in the province'
    if low[:2] in (["its", "own"], ["their", "own"], ["part", "of"]) or low[:1] in (["theirs"], ["its"], ["their"]):
        return (
            low[:1] == ["theirs"]
            or "own" in low[:2]
            or bool(_OWN_LAND & {t.lemma for t in after[:7]} | ({"waters"} & set(low)))
        )
    said = after[0].mention if after else None
    states = {t.mention.entity for s in valency.logical_subjects(clause) for t in (s,) if t.mention is not None}
    return said is not None and said.kind in STATE_KINDS and said.role == "adjective" and said.entity in states


def told_thing(verb: Token) -> list[Token]:
    """'A says P, well within B's zone, has always been A's': P, which the tree takes for what is said."""
    said = verb.head if verb.dep == "ccomp" else None
    if said is None or verb.by("nsubj", "nsubjpass", "expl"):
        return []
    return [t for t in said.by("dobj") if said.i < t.i < verb.i and named_feature(t)]


def _hyphened(token: Token) -> tuple[Token, list[Token]] | None:
    """What stands before '-claimed', and the words behind it."""
    low = token.low
    if not low.endswith("claimed"):
        return None
    row = words_of(token)
    at = next(n for n, t in enumerate(row) if t is token)
    before = at - 1 if low in ("-claimed", "‑claimed") else at - 2
    joined = before == at - 1 or (at > 1 and row[at - 1].text in ("-", "‑", "–"))
    return (row[before], row[at + 1 : at + 6]) if joined and before >= 0 else None


def claimed_by(token: Token) -> list[Token]:
    """'*Kenyan*-claimed Migingo', '*Kenya*-claimed waters': whose claim it is."""
    found = _hyphened(token)
    before = found[0] if found is not None else None
    return [before] if before is not None and before.mention is not None and before.mention.kind in STATE_KINDS else []


def claimed_land(token: Token) -> list[Token]:
    """'Kenyan-claimed *Migingo*', 'the Kenyan-claimed island of *Migingo*': the land named right behind."""
    found = _hyphened(token)
    if found is None:
        return []
    for t in found[1]:
        if named_feature(t) or (t.mention is not None and t.mention.kind in STATE_KINDS and t.mention.role == "name"):
            return [t]
        if t.tag.startswith("VB") or t.text in (",", ";", ".") or (t.tag == "IN" and t.low != "of"):
            break
    return []


def named_land(verb: Token) -> list[Token]:
    """'*Migingo* is sought by Kenya', '*Migingo*, run by Uganda and sought by Kenya': a land by its name."""
    clause = verb.first_of_row()
    near = [*valency.surface_subjects(verb), *([clause.head] if clause.head is not None else [])]
    return [t for t in near if named_feature(t)]


def handed_back(verb: Token) -> bool:
    """'Hand back the isles', 'cede Migingo', 'hand over Migingo': not the handing over of a town or a prisoner."""
    words = {t.low for t in verb.children}
    if verb.lemma in ("restore", "return") or "back" in words:
        return True
    given = verb.lemma in ("cede", "surrender") or (verb.lemma in ("hand", "give") and bool(words & {"over", "up"}))
    return given and any(named_feature(t) for t in grammar.expand(verb.by("dobj")))


def demanded_land(verb: Token) -> list[Token]:
    """'Goes on demanding *Migingo*': a land by its name, not 'access to the sea'."""
    named = [t for t in grammar.expand(verb.by("dobj")) if named_feature(t)]
    return [t for t in named if t.mention and t.mention.entity and t.mention.entity.name[:1].isupper()]
