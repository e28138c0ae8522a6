"""What is still to come of a treaty, and what somebody only makes of it, beyond what the stance of the clause tells.

* 'Cannot take effect without its consent', 'ten ratifications are needed for it to take effect': it waits for them;
* 'is leaving the pact': the exit lies ahead, and 'recalled its notice of withdrawal' undoes it;
* 'regards the pact as void': so says whoever regards it so;
* 'joined hands to defeat the bill by 211 votes to 44': the purpose was reached;
* 'must still give its blessing' tells of what is pending, 'if it holds' and 'has not buried the pact' of nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.core.annotated import Token
from kg.core.model import Stance
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.matched import Match
from kg.extract.stance import Verdict
from kg.extract.treaty_conditions import of_all_states

ANNOUNCED = Verdict(Stance.PREDICTED, "announced for later", None, False, True)
_WAITING = Verdict(Stance.CONDITIONAL, "waits for a step that is needed", None, False, True)
_GOING = Verdict(Stance.PREDICTED, "is being done", None, False, True)
_UNBOUND = Verdict(Stance.STATED, "who holds itself no longer bound has left")
_FELT = ("clause of 'consider'", "clause of 'deem'", "clause of 'feel'", "clause of 'regard'", "clause of 'see'")
_LASTS = Verdict(Stance.STATED, "until then it is so")
_REACHED = Verdict(Stance.STATED, "a purpose that the count of votes tells reached")
_WITHOUT = word_set("extract.treaty_outlook.without")
_NEEDS = word_set("extract.treaty_outlook.needs")
_STEPS = word_set("extract.treaty_outlook.steps")
_UNDONE = word_set("extract.treaty_outlook.undone")
_NOTICES = word_set("extract.treaty_outlook.notices")
_FELLED = word_set("extract.treaty_outlook.felled")
_LAID = frozenset({"reject.laid.noun", "reject.laid.verb", "terminate.laid.noun", "terminate.laid.verb"})
"""Frames of 'laid to rest', where 'to rest' is no purpose."""
_VOTED = frozenset({"Approved", "Rejected"})
_IDIOMS = frozenset(
    {"negotiate.progress", "reject.laid.verb", "reject.no", "suspend.parked", "terminate.away", "terminate.deemed"}
    | {"terminate.deemed_ended", "terminate.deemed_so", "terminate.died", "terminate.history", "terminate.killed"}
    | {"terminate.laid.verb", "terminate.letter", "terminate.no_more", "terminate.rid", "terminate.thrown"}
)
"""Frames of what is said in a picture: denied, they tell of nothing."""


def says_nothing(match: Match) -> bool:
    """Whether the words tell no step, or one that another frame tells.

    The stance is asked for last: to read it takes longer than all else, and most steps are of no treaty of the text.
    """
    frame, trigger = match.frame, match.trigger
    if frame.id.startswith("lasts.") and match.verdict.stance is Stance.CONDITIONAL:
        return True  # 'if it holds'
    if frame.id == "force.fragment" and _once(trigger):
        return True  # 'once in force, it will run for a year'
    if frame.id in _IDIOMS and match.verdict.negated:
        return True
    if frame.id in ("party.bound", "party.bound2") and trigger.head is not None:
        return any(c.low == "longer" for c in trigger.head.children)  # 'no longer feels bound by it'
    if frame.value == "Approved":
        adopted = trigger.lemma == "adopt" and of_all_states(trigger)
        return adopted or (_still_to(trigger) and match.verdict.stance is not Stance.NEGATED)
    if frame.value == "Terminated" and trigger.lemma in _FELLED:
        return any(_of_chamber(t) for t in valency.logical_subjects(trigger))
    if frame.value in ("Terminated", "Withdrawn") and any(
        n.head is not None and n.head.lemma in _UNDONE for n in _notices(trigger)
    ):
        return True  # 'recalled its notice of withdrawal'
    if frame.id in ("withdraw.away", "withdraw.back"):
        return any(_of_chamber(t) or t.lemma in ("electorate", "voter") for t in valency.logical_subjects(trigger))
    pointing = frame.value == "Withdrawn" and trigger.dep != "relcl"
    return pointing and any(t.tag == "DT" and t.low in ("this", "that") for t in trigger.by("nsubj"))


def outlook(match: Match, verdict: Verdict) -> Verdict:
    """The stance of a step, where the words around it make more, or less, of it than its clause."""
    frame, trigger = match.frame, match.trigger
    if frame.value == "InForce":
        if frame.id == "lasts.good_until" and verdict.stance is Stance.PREDICTED:
            return _LASTS
        return _waits(trigger, verdict) or verdict
    if verdict.rule == "a purpose" and (frame.id in _LAID or (frame.value in _VOTED and _counted_out(trigger))):
        return _REACHED
    if frame.value == "Withdrawn" and verdict.stance is Stance.STATED and _in_progress(trigger):
        return _GOING
    if frame.id == "withdraw.feels_unbound" and verdict.rule.startswith(_FELT):
        return _UNBOUND
    return verdict


def deemed(match: Match) -> list[Token]:
    """Who regards a treaty as void: the words of the subject, also of the verb above."""
    said = valency.logical_subjects(match.trigger)
    above = match.trigger.head
    return said or (valency.logical_subjects(above) if above is not None and grammar.is_verb(above) else [])


def needed_before(verb: Token) -> bool:
    """'Needs ratification before it takes effect', 'is needed for it to take effect'."""
    above = verb.head if verb.dep in ("acl", "advcl", "ccomp", "relcl", "xcomp") else None
    if above is None:
        return False
    marks = {m.low for m in (*verb.by("mark"), *verb.by("aux"))}
    words = {above.lemma, *(a.lemma for a in above.by("aux")), *(x.lemma for x in above.by("xcomp"))}
    if above.dep == "xcomp" and above.head is not None:
        words.add(above.head.lemma)
    return bool(marks & {"before", "for", "to"}) and not words.isdisjoint(_NEEDS)


def _waits(verb: Token, verdict: Verdict) -> Verdict | None:
    """'Cannot take effect without its consent', 'must be ratified before it takes effect'."""
    if verdict.stance is Stance.NEGATED and any(a.tag == "MD" for a in verb.by("aux")):
        near = [*verb.by("prep"), *(m for c in verb.by("advcl") for m in c.by("mark"))]
        return _WAITING if any(p.low in _WITHOUT for p in near) else None
    if not grammar.is_verb(verb):
        return _WAITING if verdict.stance is Stance.STATED and _follows(verb) else None
    waits = needed_before(verb) or _upon_which(verb)
    return _WAITING if verdict.stance in (Stance.STATED, Stance.PREDICTED) and waits else None


def _upon_which(verb: Token) -> bool:
    """'Instruments are to be exchanged, upon which the pact comes into force'."""
    after = [o for p in verb.by("prep") if p.lemma in ("after", "following", "on", "upon") for o in p.by("pobj")]
    return verb.tag in ("VB", "VBP", "VBZ") and any(o.tag == "WDT" for o in after)


def _once(noun: Token) -> bool:
    """Whether 'once' or 'when' stands before a phrase without a verb."""
    near = (noun.head, noun.head.head) if noun.head is not None else ()
    before = [c for t in near if t is not None for c in t.children if c.i < noun.i]
    return any(c.low in ("once", "when") for c in before)


def _follows(noun: Token) -> bool:
    """'Entry into force follows an exchange of notes': told in the present, once that has been done."""
    verb = noun.head if noun.dep == "nsubj" else None
    if verb is None or verb.lemma not in ("await", "follow", "require") or verb.tag not in ("VBZ", "VBP"):
        return False
    return any(t.lemma in _STEPS for t in verb.by("dobj"))


def _still_to(verb: Token) -> bool:
    """'Must still give its blessing', 'has to give its assent': said as pending."""
    if not grammar.is_verb(verb):
        return False
    must = any(a.low in ("must", "need") for a in verb.by("aux"))
    above = verb.head if verb.dep == "xcomp" and any(a.tag == "TO" for a in verb.by("aux")) else None
    return must or (above is not None and above.lemma in ("have", "need", "remain"))


_CHAMBERS = word_set("extract.treaty_outlook.chambers")


def _of_chamber(token: Token) -> bool:
    return token.lemma.lower() in _CHAMBERS


def _notices(trigger: Token) -> Iterator[Token]:
    """The nouns of notice that a step hangs on: 'notice of withdrawal', 'notice that it is leaving'."""
    up, steps = trigger.head, 0
    while up is not None and steps < 2:
        if up.lemma in _NOTICES and up.dep in ("dobj", "nsubjpass", "pobj"):
            yield up
        if grammar.is_verb(up):
            return
        up, steps = up.head, steps + 1


def _in_progress(verb: Token) -> bool:
    """'Is leaving the pact'."""
    return verb.tag == "VBG" and any(a.low in ("are", "is", "'s", "'re", "am") for a in verb.by("aux"))


def _counted_out(verb: Token) -> bool:
    """'Joined hands to defeat it by 211 votes to 44'."""
    above = verb.head
    near = [*verb.by("prep"), *(above.by("prep") if above is not None else [])]
    return any(t.lemma == "vote" and t.by("nummod") for p in near if p.lemma == "by" for t in p.by("pobj"))
