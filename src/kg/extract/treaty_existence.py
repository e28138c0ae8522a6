"""Treaties that a text speaks of and that do not exist: one that was turned down, denied, or only thought of.

'They failed to reach an agreement', 'it turned down a defence pact', 'a pact would anger Benin', 'reports of a secret
pact are untrue': an indefinite description in a clause that is denied, predicted or conditional brings no treaty into
being. Nobody is party to it, or only as far as the clause goes.
"""

from __future__ import annotations

from kg.core.annotated import Token
from kg.core.model import Stance
from kg.core.words import word_set
from kg.extract.grammar import is_verb
from kg.extract.stance import Verdict
from kg.extract.treaty_conditions import BROKEN_OFF
from kg.extract.treaty_records import Record, TreatyBook

_INDEFINITE = word_set("extract.treaty_existence.indefinite")
_BY = word_set("extract.treaty_existence.by")
_ENDS = {"Expired", "Suspended", "Terminated", "Withdrawn"}
"""What may only become of a treaty that there is ('expires in May unless it is renewed')."""
_UNREAD = {"party.named-with-treaty", "party.subject-of-clause"}
"""Rules by which somebody is a party whose clause has not been read."""
_UNREAL = {Stance.NEGATED, Stance.PREDICTED, Stance.CONDITIONAL}


def unreal(book: TreatyBook, record: Record) -> Verdict | None:
    """The verdict on a treaty that is only spoken of; None where the text takes it to exist."""
    treaty = record.treaty
    if (
        treaty.names
        or treaty.year
        or not treaty.mentions
        or any(s.verdict.stance not in _UNREAL or s.verdict is BROKEN_OFF for s in record.statuses)
        or any(s.status in _ENDS and s.verdict.stance is not Stance.NEGATED for s in record.statuses)
    ):
        return None
    first = min(treaty.mentions, key=lambda t: t.start)
    bare = first.low in ("one", "another")  # 'has a pact with Chad and wants one with Togo'
    if not bare and not any(c.low in _INDEFINITE for c in first.by("det", "neg") if c.i < first.i):
        return None
    sentence = book.sentence(first)
    by = first.dep == "pobj" and first.head is not None and first.head.lemma in _BY
    if sentence is None or by:
        return None
    stances = book.matcher.stances
    verb = _governor(first)
    if verb is not None and stances.asked(verb, sentence):
        return Verdict(Stance.NEGATED, "a treaty that is only asked about", None, True)
    if verb is not None and _spurned(first, verb, book):
        return Verdict(Stance.NEGATED, f"'{verb.lemma}' a treaty", None, True)
    for token in (first, *([verb] if verb is not None else [])):
        verdict = stances.read(token, sentence)
        if verdict.stance is Stance.NEGATED and token is verb and first.dep in ("nsubj", "nsubjpass"):
            return None  # 'a treaty with Peru was never used': there is one
        if verdict.stance in _UNREAL:
            return verdict
    return None


def only_said(record: Record) -> Verdict | None:
    """The verdict on a treaty without a name of which the text has nothing but what somebody says ('a pact with Togo,
    according to Mr Roe, is being negotiated').
    """
    treaty = record.treaty
    told = [s.verdict for s in record.statuses] or [p.verdict for p in record.parties.values() if p.rule not in _UNREAD]
    if treaty.names or treaty.year or not told or any(v.stance is not Stance.ATTRIBUTED for v in told):
        return None
    return told[0]


def _governor(token: Token) -> Token | None:
    """The verb whose argument the treaty is, directly or by a preposition of the verb's own."""
    head = token.head
    if head is not None and token.dep == "pobj" and head.dep == "prep":
        head = head.head
    return head if head is not None and is_verb(head) and token.dep in ("dobj", "nsubj", "nsubjpass", "pobj") else None


def _spurned(token: Token, verb: Token, book: TreatyBook) -> bool:
    """'Turned down a pact', 'ruled out a treaty'."""
    if token.dep not in ("dobj", "nsubjpass"):
        return False
    return book.matcher.stances.words.factuality.spurns(verb) and not verb.by("neg")
