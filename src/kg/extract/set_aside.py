"""Whom a sentence names only to set him apart, or because it befell him, so that an act in it is not upon him.

'Unlike Chad, Togo rejected it', 'at the request of Togo, not of Chad', 'condemned the storming of the Chadian embassy'.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import grammar
from kg.extract.targets_on_paths import MEASURES

_APART = word_set("extract.set_aside.apart")
_UPON = frozenset({"against", "on", "upon"})
_AT = word_set("extract.set_aside.at")
_WISHES = word_set("extract.set_aside.wishes")
"""At what of another one does something."""
_BY_OUTLAWS = word_set("extract.set_aside.by_outlaws")
"""What is mostly done to the state in which it is done."""
_INSTEAD = word_set("extract.set_aside.instead")


def set_apart(token: Token) -> bool:
    """'Unlike Chad', 'instead of Chad', 'rather than Chad', 'not of Chad'."""
    for above in (token, *token.ancestors()):
        if grammar.is_verb(above):
            return False
        if above.dep in ("prep", "agent", "mark", "cc") and _sets_apart(above):
            return True
    return False


def opposed(token: Token, trigger: Token) -> bool:
    """'Backed the measures against *Chad*': who supports what is aimed at one does not support him."""
    above = [token, *token.ancestors()]
    below = above[: next((n for n, t in enumerate(above) if t is trigger), 0)]
    return any(t.dep == "prep" and t.lemma == "against" for t in below)


def _sets_apart(prep: Token) -> bool:
    near = (*prep.children, *((prep.head,) if prep.head is not None else ()))
    beside = {t.low for t in near if prep.i - 2 <= t.i < prep.i}
    return prep.low in _APART or bool(beside & _INSTEAD) or ("not" in beside and not _verb_denied(prep))


def _verb_denied(prep: Token) -> bool:
    """'Is not in Chad': the verb is denied."""
    return prep.head is not None and prep.head.lemma == "be" and len(prep.head.by("prep")) == 1


def befell(token: Token, trigger: Token, words: Mapping[str, frozenset[str]]) -> bool:
    """'Condemned the looting of *Chad*'s depots': whose things were hit by the deed that is judged."""
    inner = token
    for above in token.ancestors():
        if above is trigger or grammar.is_verb(above):
            return False
        if inner.dep == "prep" and above.mention is None and _is_hit(inner, above, words):
            return trigger.lemma != "blame" and _judged(above, trigger)
        inner = above
    return False


def _is_hit(prep: Token, deed: Token, words: Mapping[str, frozenset[str]]) -> bool:
    """Whether a deed is done to whoever stands behind the preposition: 'of', 'on', or 'in' where outlaws do it."""
    names, how = {deed.lemma, deed.low}, prep.low
    if how == "in":
        return deed.lemma in _BY_OUTLAWS and not deed.by("poss")
    done_to = names & words["suffered"]
    return bool(done_to if how == "of" else how in _UPON and (done_to or _strikes(names, words)))


def _strikes(names: set[str], words: Mapping[str, frozenset[str]]) -> bool:
    return bool(names & (words["force_acts"] | words["blasts"] | MEASURES))


def _judged(deed: Token, trigger: Token) -> bool:
    """'Condemned the *raid*', 'protested against the *raid*', 'the *raid*, condemned by Chad'."""
    first = deed.first_of_row()
    above = first.head.head if first.dep == "pobj" and first.head is not None else first.head
    return above is trigger or trigger.head is deed


def bidders(verb: Token) -> list[Token]:
    """'Shut its border at the request of *Chad*', 'at *Chad*'s urging', 'under pressure from *Chad*': at whose wish."""
    be = verb.head if verb.dep == "ccomp" and verb.head is not None and verb.head.lemma == "be" else None
    hung = [p for v in (verb, be) if v is not None for p in v.by("prep") if p.lemma in _AT]
    nouns = [t for p in hung for t in p.by("pobj") if t.mention is None and t.lemma in _WISHES]
    return [t for noun in nouns for t in (*grammar.possessors(noun), *grammar.after(noun, "of", "by", "from"))]
