"""Mistakes of the statistical parser in the ways to say who signed for whom.

* 'was signed by A for Peru and B for Chile': B signed too, and is not coordinated with Peru;
* 'was signed on behalf of Peru by A and on behalf of Chile by B': so did B;
* 'A signed the truce for the army and B for the rebels': so did B, and the truce is not for the army;
* 'was signed by the chief, A, and the leader, B', 'by A, representing Peru, and by B': so did B;
* 'was signed by A, and B watched': B did not sign;
* 'Signing for Peru was A': A is who signed;
* 'A signed the cessation of hostilities accord for Peru and B for the north': so did B;
* 'Peru signed a treaty together with a protocol to it': it signed both.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.annotate.mending import only_with
from kg.annotate.tree import NOUNS, SUBJECTS, attach, of_kind
from kg.core.annotated import Token
from kg.core.words import word_set

SIDES = word_set("annotate.repair_signers.sides")
"""Nouns of those for whom somebody signs, besides the names of states."""
_BACKERS = frozenset(
    {"Group", "IntergovernmentalOrganization", "Organization", "PoliticalParty", "Settlement", "State"}
)
_SIGNS = word_set("annotate.repair_signers.signs")
_TEXTS = word_set("annotate.repair_signers.texts")
_WORDS = _SIGNS | word_set("annotate.repair_signers.words")
"""Without one of these there is nothing to mend (an earlier repair makes the verb of 'signing')."""


@only_with(_WORDS)
def mend_signers(tokens: Sequence[Token]) -> None:
    """Mend one sentence's tree in place."""
    if not any(of_kind(t, "Person") for t in tokens):
        _signed_with(tokens)
        return
    _for_each(tokens)
    _signed_with(tokens)
    _second_agent(tokens)
    _last_agent(tokens)
    _who_watched(tokens)
    _inverted(tokens)
    for verb in tokens:
        if verb.lemma in _SIGNS and verb.tag.startswith("VB") and verb.mention is None:
            _behind_object(tokens, verb)


def _behind_object(tokens: Sequence[Token], verb: Token) -> None:
    signed = [s for s in verb.by("nsubj") if s.i < verb.i and s.tag in NOUNS]
    first = [t for o in verb.by("dobj") for t in o.subtree() if t.lemma == "for" and t.dep == "prep"]
    for name in tokens[verb.i + 1 : -2]:
        before = next((t for t in reversed(tokens[: name.i]) if t.text != "Mr."), None)
        behind = tokens[name.i + 1].low in ("for", "on")
        if not signed or name.dep != "conj" or not of_kind(name, "Person") or not behind or before is None:
            continue
        if before.low not in ("and", ",") or signed[-1] in (name, *name.ancestors()):
            continue
        attach(name, signed[-1], "conj")
        for prep in [p for p in first if p.i < name.i]:
            attach(prep, verb, "prep")


def _for_each(tokens: Sequence[Token]) -> None:
    for name in tokens:
        state = name.head
        prep = state.head if state is not None and state.dep == "pobj" else None
        if name.dep != "conj" or not of_kind(name, "Person") or state is None:
            continue
        side = state.lemma in SIDES or (state.mention is not None and state.mention.kind in _BACKERS)
        if prep is None or prep.head is None or not side:
            continue
        if prep.lemma == "of" and prep.head.lemma == "behalf" and prep.head.head is not None:
            prep = prep.head.head  # 'on behalf of Peru'
        elif prep.lemma != "for":
            continue
        if prep.head is None:
            continue
        above = prep.head
        verb = above.head if above.dep == "dobj" and above.head is not None and above.head.lemma in _SIGNS else None
        others = [t for t in (above, *(p for a in above.by("agent", "prep") for p in a.by("pobj"))) if t.i < prep.i]
        others += (verb or above).by("nsubj") if (verb or above).lemma in _SIGNS else []
        first = [t for t in others if of_kind(t, "Person")]
        if first:
            attach(name, first[-1], "conj")
            for link in [c for c in state.by("cc") if c.i < name.i]:
                attach(link, first[-1], "cc")
            if verb is not None:
                attach(prep, verb, "prep")


def _second_agent(tokens: Sequence[Token]) -> None:
    for by in tokens:
        speaks_for = by.dep == "conj" and by.head is not None and by.head.tag in ("VBG", "VBN")
        if by.lemma != "by" or by.head is None or not (by.dep == "prep" or speaks_for):
            continue
        if by.head.tag.startswith("VB") and not speaks_for:
            continue
        if not any(of_kind(p, "Person") for p in by.by("pobj")):
            continue
        verb = next((a for a in by.ancestors() if a.tag.startswith("VB") and a.tag != "VBG"), None)
        if verb is not None and verb.tag == "VBN" and any(a.i < by.i for a in verb.by("agent")):
            attach(by, verb, "agent")


def _signs(verb: Token) -> bool:
    """'Signed', 'did so': a verb behind whose subject another who did it for somebody may stand."""
    return verb.lemma in _SIGNS or (verb.lemma == "do" and any(c.low == "so" for c in verb.by("advmod")))


def _last_agent(tokens: Sequence[Token]) -> None:
    """'Was signed by the chief, A, and the leader, B': a person is no second verb."""
    for name in tokens:
        verb = name.head
        if name.dep != "conj" or not of_kind(name, "Person") or verb is None or not _signs(verb):
            continue
        first = [p for a in verb.by("agent") if a.i < name.i for p in a.by("pobj")]
        if verb.tag == "VBN" and len(first) == 1 and not name.by("prep"):
            attach(name, first[0], "conj")
        after = tokens[name.i + 1 : name.i + 2]
        signed = [s for s in verb.by("nsubj") if of_kind(s, "Person")]
        inside = name.mention is not None and name.mention.end < name.end  # 'B for Chile' may be one word of the tree
        if signed and (inside or (after and after[0].lemma in ("for", "on") and after[0].head in (verb, name))):
            attach(name, signed[0], "conj")  # 'A signed on behalf of Peru and B on behalf of Chile'


def _who_watched(tokens: Sequence[Token]) -> None:
    """'Was signed by A, and B watched': B did not sign, but did what the verb behind says."""
    for name, verb in pairwise(tokens):
        if not of_kind(name, "Person") or name.dep != "conj" or verb.tag != "VBD" or verb.by(*SUBJECTS):
            continue
        signing = verb.head
        if verb.dep in ("advcl", "conj") and signing is not None and signing.lemma in _SIGNS and signing.by("agent"):
            attach(name, verb, "nsubj")
            verb.dep = "conj"


def _signed_with(tokens: Sequence[Token]) -> None:
    for beside, prep in pairwise(tokens):
        if prep.text != "with" or beside.low not in ("together", "along", "alongside"):
            continue
        verb = next((a for a in prep.ancestors() if a.tag.startswith("VB")), None)
        if verb is None or verb.lemma not in _SIGNS | {"conclude", "ratify"} or prep.i < verb.i:
            continue
        things = [o for o in verb.by("dobj") if o.i < beside.i and _is_text(o)]
        for other in prep.by("pobj") if len(things) == 1 and not things[0].by("conj") else ():
            if _is_text(other):
                attach(other, things[0], "conj")


def _is_text(token: Token) -> bool:
    """A treaty, by its name or the noun for one."""
    return of_kind(token, "Treaty") or (token.mention is None and token.lemma.lower() in _TEXTS)


def _inverted(tokens: Sequence[Token]) -> None:
    verb = next((t for t in tokens if t.text.isalpha()), None)
    if verb is None or verb.tag != "VBG" or verb.head is not None or verb.by(*SUBJECTS):
        return
    for be in verb.by("aux"):
        for name in be.by("attr") if be.lemma == "be" and be.i > verb.i else ():
            if of_kind(name, "Person"):
                attach(name, verb, "nsubj")
