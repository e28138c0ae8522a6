"""In what stance a step of a treaty is told: what is pending is pending now, what a state declares of its own treaty is
done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kg.core.annotated import Token
from kg.core.model import Stance
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.act_nouns import put_off
from kg.extract.match import Matcher
from kg.extract.matched import Match
from kg.extract.negation import missed
from kg.extract.stance import Verdict
from kg.extract.treaty_conditions import BROKEN_OFF, broken_off
from kg.extract.treaty_no_step import NOT_YET, worth_of
from kg.extract.treaty_outlook import ANNOUNCED, deemed, outlook
from kg.extract.treaty_records import EXITS, KEEPS, STATED
from kg.extract.treaty_step_dates import AHEAD, DECLARED, MISSED, PUT_OFF
from kg.link.resolve import Ref

_DECLARES = word_set("extract.treaty_step_stance.declares")
_DECLARED_SO = EXITS | {"Rejected"}
"""What a state does to its own treaty by declaring it so."""
_AFTER_VOTE = EXITS | {"Signed"}
"""What is still to be done when it has been voted for."""
_HOURS = word_set("extract.treaty_step_stance.hours")
_OF_WORTH: Mapping[str, Verdict] = {
    "ahead": AHEAD,
    "excluded": Verdict(Stance.NEGATED, "the noun of an act that is ruled out", None, True),
    "lagging": Verdict(Stance.NEGATED, "the noun of an act that has not come about", None, True),
}
"""What the worth of a noun makes of its act."""
_BY_VOTE = Verdict(Stance.STATED, "done by a vote")
_BESIDE_NOUN = Verdict(Stance.STATED, "taken for granted beside a noun")
_BEARERS = word_set("extract.treaty_step_stance.bearers")
"""What those are who have joined a treaty."""
_BY_ALL = word_set("extract.treaty_step_stance.by_all")
_MEANS = word_set("extract.treaty_step_stance.means")
"""What one does who has not done it yet."""
_GOES_ON = {"'decide to'", "'agree to'", "'decision to'", "'announce'"}
"""Rules of stance by which there are talks as soon as they are agreed on."""
_PROVIDED = {"party.assures", "party.handover", "party.lease", "party.relative"}
"""Frames that tell what a treaty provides for."""
_OPEN = (Stance.PREDICTED, Stance.CONDITIONAL)

_Settles = Callable[[Match, Verdict], Verdict | None]
_Weighs = Callable[[Match, Verdict], Verdict]


class StepStances:
    """Reads the stances of the steps that the frames of status of one document tell."""

    def __init__(self, matcher: Matcher, who: Callable[[Token], list[Ref]]) -> None:
        self.matcher, self._who = matcher, who
        self._rounds: Sequence[tuple[Sequence[_Settles], Sequence[_Weighs]]] = (
            ((_put_off, self._worth, _to_come), (_talks_agreed, _extended)),
            ((_broken_off,), self._weighing()),
            ((_not_lost, _missed, _at_midnight, _begun), (_denied_by_frame,)),
        )
        """In each round the first way that settles the stance ends all; else one way after the other weighs it."""

    def of(self, match: Match) -> Verdict:
        """The stance of the step of a match: 'parliament voted to approve it' is stated, not predicted."""
        verdict = match.verdict
        for settling, weighing in self._rounds:
            for settles in settling:
                if (settled := settles(match, verdict)) is not None:
                    return settled
            for weighs in weighing:
                verdict = weighs(match, verdict)
        return verdict

    def _weighing(self) -> Sequence[_Weighs]:
        """The ways that make more, or less, of a step than its clause, in the order in which they are asked."""
        return (
            _voted_null,
            _authorised,
            _granted,
            _pending,
            _declared,
            self._deemed,
            self._not_stopped,
            outlook,
            _in_noun_phrase,
            _since,
            _kept,
            _provided_for,
            _stated_by_frame,
            _not_a_party,
            _of_no_object,
            self._other_date_denied,
            _voted_to,
            _done_by_vote,
            _by_one,
            _to_be_done,
        )

    def _worth(self, match: Match, verdict: Verdict) -> Verdict | None:
        """'Reversed its withdrawal', 'the ratification has stalled': what the words above a noun make of its act."""
        worth = worth_of(match, self.matcher) if verdict.stance in (Stance.STATED, Stance.OPINION) else None
        return _OF_WORTH.get(worth, verdict) if worth is not None else None

    def _not_stopped(self, match: Match, verdict: Verdict) -> Verdict:
        """'Will not stop honouring it': the step is that of the verb above, which is denied."""
        above = match.trigger.head if match.trigger.dep == "xcomp" else None
        if above is None or verdict.negated or above.lemma not in match.frame.conditions.get("governor", ()):
            return verdict
        denied = self.matcher.stances.negation.beside(above)
        return Verdict(Stance.NEGATED, denied, verdict.holder, True) if denied is not None else verdict

    def _deemed(self, match: Match, verdict: Verdict) -> Verdict:
        """'Regards the pact as void': so says whoever regards it so."""
        if match.frame.extra.get("about") != "deemed" or verdict.stance is not Stance.STATED:
            return verdict
        holder = next((r for t in deemed(match) for r in self._who(t)), None)
        return Verdict(Stance.ATTRIBUTED, "in the eyes of whoever deems it so", holder)

    def _other_date_denied(self, match: Match, verdict: Verdict) -> Verdict:
        """'Was signed on May 2, not in June': what is denied is the other date."""
        if verdict.stance is not Stance.NEGATED:
            return verdict
        trigger, is_time = match.trigger, self.matcher.when.is_time
        after = [t for t in match.sentence.tokens if t.i > trigger.i]
        at = next((n for n, t in enumerate(after) if t.low == "not"), None)
        if at is None or any(c.dep == "neg" and c.i < trigger.i for c in trigger.children):
            return verdict
        both = any(is_time(t) for t in after[:at]) and any(is_time(t) for t in after[at + 1 : at + 4])
        return Verdict(Stance.STATED, "only another date is denied") if both else verdict


def _put_off(match: Match, verdict: Verdict) -> Verdict | None:
    """'The signing was postponed to June'."""
    noun = verdict.stance is Stance.NEGATED and not grammar.is_verb(match.trigger)
    return PUT_OFF if noun and put_off(match.trigger) else None


def _to_come(match: Match, verdict: Verdict) -> Verdict | None:
    """'Signature expected in June': told by a frame of what is to come."""
    if match.frame.stance != "predicted" or verdict.stance is not Stance.STATED:
        return None
    return Verdict(Stance.PREDICTED, f"frame {match.frame.id} tells what is to come", None, False, True)


def _to_be_done(match: Match, verdict: Verdict) -> Verdict:
    """'The treaty, to be signed today', 'intends to go ahead with signing it': what is still to be done."""
    verb = match.trigger
    if verdict.stance is not Stance.STATED or not grammar.is_verb(verb):
        return verdict
    due = verb.dep in ("acl", "relcl") and grammar.passive(verb) and any(a.tag == "TO" for a in verb.by("aux"))
    above = [a for a in verb.ancestors() if grammar.is_verb(a)][:2] if verb.dep == "pcomp" else []
    meant = any(a.lemma in _MEANS and not a.by("neg") for a in above)
    return Verdict(Stance.PREDICTED, "still to be done", None, False, True) if due or meant else verdict


def _talks_agreed(match: Match, verdict: Verdict) -> Verdict:
    """'Agreed to negotiate a pact': there are talks."""
    ahead = match.frame.value == "Negotiating" and verdict.stance is Stance.PREDICTED
    return STATED if ahead and verdict.rule in _GOES_ON else verdict


def _extended(match: Match, verdict: Verdict) -> Verdict:
    """'Agreed to extend the truce'."""
    extended = match.frame.extra.get("about") == "extended" and verdict.stance is Stance.PREDICTED
    return STATED if extended else verdict


def _broken_off(match: Match, verdict: Verdict) -> Verdict | None:
    """'Broke off the talks on a pact'."""
    talks = match.frame.id == "negotiate.noun" and verdict.stance is Stance.STATED
    return BROKEN_OFF if talks and broken_off(match.trigger) else None


def _voted_null(match: Match, verdict: Verdict) -> Verdict:
    """'Parliament declared the pact null': done by whoever says so."""
    return _BY_VOTE if match.frame.id == "reject.voted_null" and verdict.stance is Stance.ATTRIBUTED else verdict


def _authorised(match: Match, verdict: Verdict) -> Verdict:
    """'Authorised the president to ratify it', 'are on the verge of signing': what is told goes on already."""
    ahead = match.frame.id in ("approve.authorised", "negotiate.verge") and verdict.stance is Stance.PREDICTED
    return STATED if ahead else verdict


def _granted(match: Match, verdict: Verdict) -> Verdict:
    """'The parties to it, A among them, will meet': that they are parties is no prediction."""
    frame = match.frame
    granted = frame.id in ("negotiate.under", "party.duty") or (frame.value == "Party" and _in_passing(match.trigger))
    return _BESIDE_NOUN if granted and verdict.stance in _OPEN else verdict


def _pending(match: Match, verdict: Verdict) -> Verdict:
    """'Has yet to be put before parliament': what is still to come is pending now."""
    if match.frame.value != "PendingApproval":
        return verdict
    ahead = verdict.stance in _OPEN or verdict.rule == "'has yet to'"
    return Verdict(Stance.STATED, "what is still to come is pending now") if ahead else verdict


def _declared(match: Match, verdict: Verdict) -> Verdict:
    """'Declared the pact terminated': done by who may do it; 'announced that it would leave' tells what is to come."""
    if match.frame.value not in _DECLARED_SO or verdict.stance is not Stance.ATTRIBUTED:
        return verdict
    said = match.trigger.head if match.trigger.dep == "acomp" and match.trigger.head is not None else match.trigger
    above = said.head if said.dep in ("ccomp", "xcomp") else None
    if above is None or above.lemma not in _DECLARES:
        return verdict
    later = match.frame.value == "Withdrawn" and any(a.tag == "MD" for a in match.trigger.by("aux"))
    return ANNOUNCED if later else DECLARED


def _in_noun_phrase(match: Match, verdict: Verdict) -> Verdict:
    """'Praised the pact signed in May': that it was signed is nobody's claim."""
    beside = verdict.stance is Stance.ATTRIBUTED and match.trigger.dep == "acl" and grammar.passive(match.trigger)
    return Verdict(Stance.STATED, "taken for granted by a noun phrase") if beside else verdict


def _since(match: Match, verdict: Verdict) -> Verdict:
    """'The pact, in force since 2009, will be reviewed'."""
    beside = match.frame.id in ("force.since", "force.fragment") and verdict.stance is not Stance.NEGATED
    return _BESIDE_NOUN if beside else verdict


def _kept(match: Match, verdict: Verdict) -> Verdict:
    """'Said that it remained committed to the pact', 'will honour it': who is to keep it is bound by it."""
    told = match.frame.id != "party.honour" and verdict.stance is Stance.ATTRIBUTED
    kept = match.frame.id in KEEPS and (told or verdict.stance is Stance.PREDICTED)
    return Verdict(Stance.STATED, "who is to keep a treaty is bound by it") if kept else verdict


def _provided_for(match: Match, verdict: Verdict) -> Verdict:
    """'The memorandum by which Chad would lease a port'."""
    verb = match.trigger
    if match.frame.id not in _PROVIDED or verdict.stance not in _OPEN or verb.dep != "relcl":
        return verdict
    opens = [p for p in verb.by("prep") if p.lemma.lower() in ("by", "in", "under") and p.i < verb.i]
    by_which = any(o.tag == "WDT" for p in opens for o in p.by("pobj"))
    return Verdict(Stance.STATED, "what a treaty provides for binds its parties") if by_which else verdict


def _stated_by_frame(match: Match, verdict: Verdict) -> Verdict:
    """'Has stopped applying the pact', 'is no longer bound by it': what a frame states in words of denial is so, and
    for whom it will enter into force is a party already.
    """
    ahead = match.frame.value == "Party" and verdict.stance is Stance.PREDICTED
    return STATED if match.frame.stance == "stated" and (ahead or verdict.stance is Stance.NEGATED) else verdict


def _not_a_party(match: Match, verdict: Verdict) -> Verdict:
    """'Peru, not a party, ...'."""
    beside = match.trigger.head if match.trigger.dep == "appos" else None
    if match.frame.value != "Party" or beside is None or all(c.i <= beside.i for c in beside.by("neg")):
        return verdict
    return Verdict(Stance.NEGATED, "'not' before what it is", verdict.holder, True)


def _of_no_object(match: Match, verdict: Verdict) -> Verdict:
    """'Has no treaty with Chad'."""
    said = verdict.stance in (Stance.STATED, Stance.ATTRIBUTED, Stance.OPINION)
    if match.frame.value != "Party" or not said or not any(grammar.none_of(o) for o in match.trigger.by("dobj")):
        return verdict
    return Verdict(Stance.NEGATED, "'no' before the object", verdict.holder, True)


def _voted_to(match: Match, verdict: Verdict) -> Verdict:
    """'Voted to leave it': it has not left yet."""
    above = match.trigger.head if match.trigger.dep == "xcomp" else None
    if above is None or above.lemma != "vote" or match.frame.value not in _AFTER_VOTE:
        return verdict
    ahead = verdict.stance is Stance.STATED
    return Verdict(Stance.PREDICTED, "'vote to'", None, False, True) if ahead else verdict


def _done_by_vote(match: Match, verdict: Verdict) -> Verdict:
    """'Voted to approve it': what those who decide on a treaty do by voting to do it."""
    verb = match.trigger.head if match.trigger.dep == "xcomp" else None
    if verb is None or match.frame.value not in ("Approved", "Ratified", "Rejected"):
        return verdict
    done = verb.lemma == "vote" and verb.tag in ("VBD", "VBN") and not verb.by("neg")
    modal = any(a.tag in ("MD", "TO") for a in verb.by("aux"))
    return _BY_VOTE if done and not modal and verdict.stance is Stance.PREDICTED else verdict


def _by_one(match: Match, verdict: Verdict) -> Verdict:
    """'A draft that only Peru initialled', 'initialled by Peru alone': with nobody else no text is agreed."""
    verb = match.trigger
    if match.frame.value != "Concluded" or verdict.stance is not Stance.STATED or verb.lemma not in _BY_ALL:
        return verdict
    subjects = valency.logical_subjects(verb) if grammar.is_verb(verb) else []
    if len(subjects) != 1 or subjects[0].tag in ("NNS", "NNPS", "CD"):
        return verdict
    near = (c for c in subjects[0].children if abs(c.i - subjects[0].i) == 1)
    alone = any(c.low in ("only", "alone") for c in near)
    return Verdict(Stance.NEGATED, "'only' one of them did", None, True) if alone else verdict


def _not_lost(match: Match, verdict: Verdict) -> Verdict | None:
    """'Has not lost its force'."""
    return STATED if match.frame.id == "force.loses" and verdict.stance is Stance.NEGATED else None


def _missed(match: Match, verdict: Verdict) -> Verdict | None:
    """'Was to have been signed in May'."""
    ahead = match.frame.value in NOT_YET and verdict.stance is Stance.PREDICTED
    return MISSED if ahead and missed(match.trigger) else None


_RUNS_OUT = word_set("extract.treaty_step_stance.runs_out")


def _at_midnight(match: Match, verdict: Verdict) -> Verdict | None:
    """'Takes effect at midnight': told in the present of what is to come."""
    verb = match.trigger
    if verdict.stance is not Stance.STATED or match.frame.value not in ("Expired", "InForce"):
        return None
    hours = [o.lemma for p in verb.by("prep") if p.lemma == "at" for o in p.by("pobj")]
    fixed = verb.tag in ("VBZ", "VBP") and verb.lemma in _RUNS_OUT
    return AHEAD if fixed and not _HOURS.isdisjoint(hours) else None


def _begun(match: Match, verdict: Verdict) -> Verdict | None:
    """'Has started to withdraw'."""
    above = match.trigger.head if match.trigger.dep == "xcomp" else None
    if above is None or above.lemma not in ("begin", "start") or match.frame.value not in ("Terminated", "Withdrawn"):
        return None
    return AHEAD if verdict.stance is Stance.STATED else verdict


def _denied_by_frame(match: Match, verdict: Verdict) -> Verdict:
    """'Is no party to it': what a frame denies that the clause tells."""
    told = verdict.stance is Stance.STATED or (verdict.stance.told and not verdict.future)
    if not match.frame.negated or not told:
        return verdict
    return Verdict(Stance.NEGATED, f"frame {match.frame.id} denies it", verdict.holder, True)


def _in_passing(noun: Token) -> bool:
    """'The parties to it, A among them, will meet', 'A, as a party to it, will act': what the clause is not about."""
    role = noun.head is not None and noun.head.lemma == "as" and noun.dep == "pobj"
    return noun.lemma.lower() in _BEARERS and (role or noun.dep in ("nsubj", "nsubjpass", "dobj", "appos"))
