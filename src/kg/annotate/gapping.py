"""Clauses that share the verb of the clause before, with the verb put back before the sentence is parsed once more.

'Chile has ratified the protocol, and Peru the treaty' -> 'and Peru *has ratified* the treaty'; 'Mali recalled its envoy
and Togo two of its consuls' -> 'and Togo *recalled* two of its consuls'. Only names who act are read so, before a noun
that opens with an article or the like, and only behind a verb whose clause has such a name and such a noun itself:
'gave Chile the island and Peru the port' names whom it was given to.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.elided import Word
from kg.annotate.tree import FINITE, SUBJECTS, may_act, of_kind
from kg.core.annotated import Token
from kg.core.words import word_set

_JOINS = frozenset({",", ";", "and", "but", "while"})
_OPENS = word_set("annotate.gapping.opens")
"""What a noun opens with that the verb left out is done to."""
_TWICE = word_set("annotate.gapping.twice")
"""Verbs with two objects, or whose noun says what somebody is."""
_TIMES = word_set("annotate.gapping.times")
_FINITE = (*FINITE, "MD")
_LONG = 12
"""How many words the noun of a clause without a verb may have, with what hangs on it."""


def filled(row: Sequence[Word], tree: Sequence[Token]) -> list[Word] | None:
    """The words of a sentence with the verbs that its later clauses leave out; None where they leave out none."""
    if len(row) != len(tree):
        return None
    verb = next((t for t in tree if t.tag in FINITE and t.mention is None), None)
    found = _verb(tree, verb) if verb is not None else None
    if found is None:
        return None
    main, helpers = found
    out, before = list(row), len(row)
    for name in reversed([t for t in tree if _stands_alone(t, tree, main)]):
        if not _noun_only(tree, name.i + 1, before):
            continue
        words = [(t.text, name.end, name.end, None) for t in (*helpers, main)]
        out[name.i + 1 : name.i + 1] = words
        before = name.i
    return out if len(out) > len(row) else None


def _verb(tree: Sequence[Token], finite: Token) -> tuple[Token, list[Token]] | None:
    """The verb of the first clause and its auxiliaries, where a name does it to a noun: 'Chile ratified the pact'."""
    helped = finite.dep == "aux" and finite.head is not None and finite.head.tag in ("VBN", "VB")
    main = finite.head if helped and finite.head is not None else finite
    helpers = [t for t in main.by("aux") if t.i < main.i]
    doers = [s for s in main.by(*SUBJECTS) if s.i < main.i]
    behind = tree[main.i + 1 : main.i + 2]
    if not doers or not all(may_act(s) and s.mention is not None for s in doers) or main.lemma in _TWICE or not behind:
        return None
    if main.by("neg", "auxpass", "dative", "ccomp", "xcomp") or may_act(behind[0]):
        return None
    noun = behind[0].low in _OPENS or of_kind(behind[0], "Treaty")
    return (main, helpers) if noun else None


def _stands_alone(token: Token, tree: Sequence[Token], verb: Token) -> bool:
    """Whether a name of who acts stands between a word that joins clauses and a noun: ', and Peru the treaty'."""
    if token.i <= verb.i + 2 or token.i + 1 >= len(tree) or not may_act(token) or token.mention is None:
        return False
    before, after = tree[token.i - 1], tree[token.i + 1]
    opens = after.low in _OPENS or of_kind(after, "Treaty")
    return before.low in _JOINS and opens and not of_kind(after, "Time")


def _noun_only(tree: Sequence[Token], start: int, end: int) -> bool:
    """Whether only a noun, and what hangs on it, stands from here to where the clause ends."""
    part = list(tree[start:end])
    while part and (part[-1].low in _JOINS or part[-1].tag in (".", ":")):
        part.pop()
    nouns = [t for t in part if t.tag in ("NN", "NNS", "NNP", "NNPS")]
    if (
        not nouns
        or len(part) > _LONG
        or any(t.tag in _FINITE or t.text in (",", ":", ";", "(", "“", '"') for t in part)
    ):
        return False
    first = next((t for t in nouns if not of_kind(t, "Time")), nouns[0])
    timed = of_kind(first, "Time") or first.lemma in _TIMES
    return not timed and not may_act(first)


def understood(tree: Sequence[Token]) -> bool:
    """Whether each verb put back has a subject and an object of its own."""
    verbs = [
        t for t in tree if t.start == t.end and t.tag in (*FINITE, "VBN", "VB") and t.dep not in ("aux", "auxpass")
    ]
    return bool(verbs) and all(
        any(s.i < v.i for s in v.by(*SUBJECTS)) and any(o.i > v.i for o in v.by("dobj")) for v in verbs
    )
