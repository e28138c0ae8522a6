"""Times of what is only to come: 'agreed to meet in June' tells when they will meet, not when they agreed."""

from __future__ import annotations

from collections.abc import Callable

from kg.core.annotated import Token
from kg.core.errors import DataError
from kg.core.model import When
from kg.core.time import bounds
from kg.core.words import word_set
from kg.extract.grammar import HAPPENING, clause_head, is_verb

Resolve = Callable[[Token, str], When | None]
"""The date of an expression of time with a verb in the past, or in the future."""
_BLAMES = word_set("extract.ahead.blames")
_TALKS = word_set("extract.ahead.talks")
"""Occasions and papers of speech."""
_DEADLINES = frozenset({"by", "until", "till", "before", "from"})
_FORESEES = word_set("extract.ahead.foresees")
"""In the present, these have no other time than what they foresee ('is to visit in October')."""


def of_what_is_to_come(time: Token, trigger: Token, resolve: Resolve, published: str | None) -> bool:
    """Whether a time below a verb dates the infinitive that hangs on it, and not the verb: 'promised to leave by May',
    'agreed to sign it next month', 'agreed to meet in June' told in March.

    Where both may be meant ('threatened to close it on Friday'), it is the verb's, as in news; a month or a day without
    its year is that which lies nearer to the publication.
    """
    inner = clause_head(time)
    invited = inner is trigger and trigger.lemma == "invite" and time.i > trigger.i and bool(trigger.by("prep"))
    if inner is trigger:
        inner = next((v for v in trigger.by("xcomp") if v.i < time.i), inner)  # hung on the verb above
    if not invited and (inner is trigger or not _to_come(inner, trigger)):
        return False
    if time.dep == "pobj" and time.head is not None and time.head.lemma in _DEADLINES:
        return True
    past, future = resolve(time, "past"), resolve(time, "future")
    if past is None or future is None or published is None:
        return False
    try:
        day, end, begin = bounds(published)[0], bounds(past.edtf)[1], bounds(future.edtf)[0]
    except DataError:
        return False
    if day is not None and begin is not None and past.edtf == future.edtf:
        return begin > day  # 'promised to send it from 2027 on'
    if day is None or end is None or begin is None:
        return False
    yearless = time.mention is not None and getattr(time.mention.time, "rule", "") in ("day-month", "month")
    return yearless and begin - day < day - end


def of_verb_above(time: Token, trigger: Token, resolve: Resolve, published: str | None) -> bool:
    """Whether a time beside an infinitive dates the verb above: 'asked Chad to join it in January', told in March."""
    above = trigger.head
    if above is None or not _to_come(trigger, above) or (clause_head(time) is not trigger and time.i < trigger.i):
        return False
    if time.dep == "pobj" and time.head is not None and time.head.lemma in _DEADLINES:
        return False
    if above.lemma in _FORESEES and {"VBZ", "VBP"} & {t.tag for t in (above, *above.by("aux", "auxpass"))}:
        return False  # 'is to visit it in October', 'is expected to sign it in May'
    yearless = time.mention is not None and getattr(time.mention.time, "rule", "") in ("day-month", "month")
    past = resolve(time, "past") if yearless else None
    return past is not None and not of_what_is_to_come(time, above, resolve, published)


def _to_come(verb: Token, trigger: Token) -> bool:
    """Whether a verb is an infinitive below the trigger that tells of no fact: not 'began to leave'."""
    bare = verb.tag == "VB" and any(a.tag == "TO" for a in verb.by("aux"))
    under = verb.head is not None and (verb.head is trigger or (verb.dep == "conj" and verb.head.head is trigger))
    return bare and is_verb(trigger) and under and verb.dep in ("xcomp", "conj") and trigger.lemma not in HAPPENING


def of_what_is_said(time: Token, deed: Token) -> bool:
    """Whether a time below the deed that somebody is accused of is that of the words: 'accused Chad of arming rebels at
    Tuesday's summit', 'in a statement on Monday'.
    """
    prep = deed.head
    above = prep.head if deed.dep == "pcomp" and deed.tag == "VBG" and prep is not None else None
    if above is None or above.lemma not in _BLAMES or time.i < deed.i or time.head is None:
        return False
    hung = time.dep == "pobj" and time.head.dep == "prep"
    noun = time.head.head if hung else time.head
    if hung and noun is not None and noun.lemma not in _TALKS:
        noun = next((t for t in above.subtree() if t.i == time.head.i - 1), None)
    return noun is not None and noun.lemma in _TALKS and noun.dep == "pobj"
