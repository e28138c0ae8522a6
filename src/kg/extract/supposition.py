"""Acts that a text only supposes, to judge what they would bring: no claim that they happen, or will.

'To revoke it would be an act of war', 'leaving the pact could harm Kenya', 'it would be folly for Peru to attack'.
"""

from __future__ import annotations

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract.grammar import is_verb

_SUPPOSE = frozenset({"could", "might", "would", "'d"})
_SUBJECTS = ("csubj", "csubjpass", "nsubj", "nsubjpass")
_VOTES = word_set("extract.supposition.votes")
"""Where it is only asked whether something is to be done."""
_CONSENT = word_set("extract.supposition.consent")
"""What a vote is about to do by itself."""
_BELOW = ("advcl", "acl", "ccomp", "relcl", "xcomp")


def supposed(trigger: Token, disposed: frozenset[str]) -> bool:
    """Whether the clause of a word is judged by what it would bring; ``disposed`` are adjectives of who will do it."""
    clause: Token | None = trigger if is_verb(trigger) else next((a for a in trigger.ancestors() if is_verb(a)), None)
    while clause is not None:
        if _unreal(clause) or _voted_on(clause):
            return True
        if _without_tense(clause):
            if clause.dep in _SUBJECTS and clause.head is not None and _would(clause.head):
                return True  # 'leaving it would harm Kenya'
            if _judged(clause, disposed):
                return True
        if clause.dep not in ("conj", "xcomp", "pcomp", "prep"):
            return False
        clause = clause.head
    return False


def _unreal(clause: Token) -> bool:
    """'As though it had attacked them', 'wishes that it had': what is not so."""
    if clause.dep == "advcl":
        marks = {c.low for c in clause.children if c.dep in ("mark", "advmod")}
        return "as" in marks and not marks.isdisjoint({"if", "though"})
    wished = clause.dep == "ccomp" and clause.head is not None and clause.head.lemma == "wish"
    return wished and bool(clause.by("nsubj", "nsubjpass")) and not any(a.tag == "TO" for a in clause.by("aux"))


def _voted_on(clause: Token) -> bool:
    """'A referendum on annexing it', 'voted on leaving': what is put to the vote."""
    asked_of = clause.dep == "pcomp" and clause.tag == "VBG" and clause.lemma not in _CONSENT
    prep = clause.head if asked_of else None
    asked = prep.head if prep is not None and prep.lemma in ("about", "on", "over") else None
    return asked is not None and asked.lemma in _VOTES


def _without_tense(verb: Token) -> bool:
    """'Leaving', 'to leave', 'having left': a form that tells no time."""
    helpers = verb.by("aux", "auxpass")
    if any(a.tag == "TO" for a in helpers):
        return True
    return verb.tag == "VBG" and not any(a.lemma == "be" for a in helpers)


def _would(verb: Token) -> bool:
    return any(a.low in _SUPPOSE for a in verb.by("aux"))


def _judged(clause: Token, disposed: frozenset[str]) -> bool:
    """'It would be a mistake (for Peru) to leave': an infinitive of which 'it' only announces that it follows."""
    above = clause.head if clause.dep in _BELOW else None
    verb = above.head if above is not None and above.dep in ("attr", "acomp", "oprd") else above
    if verb is None or verb.lemma != "be" or not _would(verb) or clause.i < verb.i:
        return False
    it = any(s.low == "it" for s in verb.by("nsubj", "expl"))
    said = [*verb.by("attr"), *verb.by("acomp"), *verb.by("oprd")]
    return it and bool(said) and not any(s.lemma in disposed or s.tag == "VBN" for s in said)
