"""In what stance an event is told: what its clause says, and what the kind of act makes of it.

A demand is made by making it, whatever it hangs on; whoever is quoted does by speaking what he is told to do; a
denial is no act that was not done. ``EventStance.of`` gives no verdict where what is told is no event at all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.core.annotated import Quotation, Sentence, Token
from kg.core.model import Stance
from kg.core.words import word_set
from kg.extract import blamed, grammar
from kg.extract.denials import SAYS_NONE
from kg.extract.first_person import RULE as FIRST_PERSON
from kg.extract.frames import Frame
from kg.extract.matched import Match
from kg.extract.modality import ASKED_FOR
from kg.extract.negation import TRIED, had_been, missed
from kg.extract.not_done import NotDone
from kg.extract.role_search import Roles
from kg.extract.stance import StanceReader, Verdict
from kg.link.resolve import Ref

MADE = {"THREATEN", "REQUEST"}
"""What is made where it is said: a condition is one of what is threatened or asked for."""
_SPOKEN = {"ACCUSE", "AGREE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"}
"""What is done by saying it."""
_DENYING = frozenset(
    {
        "gave_none",
        "no_intention",
        "no_more",
        "none_done",
        "none_given",
        "none_of",
        "not_ready",
        "resolved_not",
        "sees_none",
    }
)
"""Conditions of frames which say a negation that is not the trigger's own."""
_VIOLENT = {"ASSAULT", "COERCE", "MOBILIZE", "THREATEN"}
"""What is promised not to be done is no act that did not take place."""
_DEEDS = {"ASSAULT", "COERCE", "MOBILIZE"}
_WEIGHED = frozenset({"ASSAULT", "COERCE", "RETREAT", "SANCTION"})
"""Whose nouns name what may only be thought of."""
_WEIGHED_NOUNS = word_set("extract.event_stance.weighed_nouns")
"""The like among the nouns of other types: 'support' that is promised is support."""
_OF_WORDS = frozenset({"ACCUSE", "AGREE", "CONSULT", "PROTEST", "REJECT", "REQUEST", "THREATEN"})
"""Whose nouns name what is said, wherever it leads."""
_BEGUN = _VIOLENT | {"RETREAT"}
"""What fails or stalls has begun."""
_SUCCEED = frozenset({"SANCTION", "SUPPORT"})
"""What was not done where it failed."""
_UNDER_WAY = word_set("extract.event_stance.under_way")
"""Verbs whose object is under way."""
_THOUGHT = word_set("extract.event_stance.thought")
"""And whose object is not yet, however sure it is which one is meant."""
_CALLED = word_set("extract.event_stance.called")
_ANY = word_set("extract.event_stance.any")
_ANNOUNCED = word_set("extract.event_stance.announced")
_WILL_NOT = "reject.will_not"
_WILL = frozenset({"ca", "can", "could", "will", "wo", "would", "'ll", "'d"})
_THIRD = frozenset({"he", "it", "she", "they"})
_COMING = word_set("extract.event_stance.coming")
"""What somebody has done in order to protest, so that he has protested."""
_ARRIVING = word_set("extract.event_stance.arriving")
"""How somebody has come to whom he meant to see."""
_AWAITED = word_set("extract.event_stance.awaited")
_MOVED = word_set("extract.event_stance.moved")
"""What is done to talks that are yet to be held."""
_RESOLVING = word_set("extract.event_stance.resolving")
_DAYS = word_set("extract.event_stance.days")
_THERE = Verdict(Stance.STATED, "a measure that is lifted was there", None, False, True)


@dataclass(slots=True)
class EventTold:
    """An event at a trigger with its roles, the matches before it in its sentence, and how it has been read so far."""

    frame: Frame
    trigger: Token
    clause: Token
    """The word whose clause tells it: the trigger, or the verb of its clause."""
    roles: Roles
    before: Sequence[Match]
    sentence: Sentence
    verdict: Verdict

    @property
    def value(self) -> str:
        """The type of the event: 'ACCUSE'."""
        return self.frame.value

    @property
    def denial(self) -> bool:
        """Whether the frame says the negation itself, as one triggered by 'not accept' does."""
        words = self.frame.conditions.get("mod", frozenset()) & {"not", "never", "n't", "longer", "ever", "no"}
        return bool(words) or self.frame.extra.get("about") in _DENYING


class EventStance:
    """Reads the stance of the events of one document."""

    def __init__(self, quotations: Sequence[Quotation], stances: StanceReader, not_done: NotDone) -> None:
        self.quotations, self.stances, self.not_done = quotations, stances, not_done

    def of(
        self, frame: Frame, token: Token, sentence: Sentence, roles: Roles, before: Sequence[Match], *, there: bool
    ) -> tuple[Token, Verdict] | None:
        """The word whose clause tells the event, and its verdict; ``there``: a measure that must have been there."""
        told = grammar.clause_head(token) if frame.pos == "adj" and frame.extra.get("about") == "joint_deed" else token
        event = EventTold(frame, token, told, roles, before, sentence, _THERE)
        if not there:
            event.verdict = self._alleged(event) or self.stances.read(told, sentence, consumed=event.denial)
        if _only_asked(event):
            return None
        event.verdict = _meant(event) or event.verdict
        if self._himself(event):
            return None
        for turn in _TURNS:
            event.verdict = turn(self, event) or event.verdict
        if any(no_event(self, event) for no_event in _NO_EVENT):
            return None
        return told, _by_frame(event)

    # -- what the kind of act makes of it

    def _alleged(self, event: EventTold) -> Verdict | None:
        """What somebody is accused of is said by the accuser."""
        frame, token = event.frame, event.clause
        if frame.extra.get("about") in blamed.ABOUT:
            return blamed.verdict(grammar.clause_head(token), self.stances.attribution.speakers)
        for up in (token, *token.ancestors()):
            if up.dep == "relcl" or grammar.timed_by(up):
                return None
            if up.dep == "prep" and up.lemma in ("of", "for") and up.head is not None:
                for above in (up.head, up.head.head):
                    if accuser := _accuser(event.before, above):
                        return self._charged(token, accuser)
        return None

    def _charged(self, token: Token, accuser: Ref) -> Verdict | None:
        """What somebody is accused of: not what he is accused of not having done, or of wanting to do."""
        if self.stances.negation.read(token) is not None:
            return None
        above = token.head if token.dep == "xcomp" else None
        if above is not None and above.lemma in self.stances.words.future:
            return Verdict(Stance.PREDICTED, f"accused of no more than to '{above.lemma}' it", None, False, True)
        return Verdict(Stance.ATTRIBUTED, "what somebody is accused of", accuser, False)

    def _weighed(self, event: EventTold) -> Verdict | None:
        """'Fears an attack by Chad', 'threatened the withdrawal of its troops': an act that is only thought of."""
        token, above = event.trigger, event.trigger.head
        if grammar.is_verb(token) or above is None or event.verdict is _THERE:
            return None  # 'the sanctions were lifted': they were there
        if (verdict := self._said_of(event)) is not None:
            return verdict
        if (event.value not in _WEIGHED and token.lemma not in _WEIGHED_NOUNS) or above.lemma in _UNDER_WAY:
            return None
        if self.stances.words.factuality.nouns.worth(token) not in ("ahead", "open"):
            return None
        verb = above.head if above.tag == "IN" and above.head is not None else above
        vague = not token.by("poss") and all(c.low in _ANY for c in token.by("det"))
        thought = event.value == "RETREAT" or vague or verb.lemma in _THOUGHT
        if not thought or event.verdict.stance not in (Stance.STATED, Stance.ATTRIBUTED):
            return None
        return Verdict(Stance.PREDICTED, f"an act that somebody only '{verb.lemma}s'", None, False, True)

    def _said_of(self, event: EventTold) -> Verdict | None:
        """'The expulsion is out of the question', 'is not certain', 'has stalled'; 'ahead of its exit'."""
        token = event.trigger
        if event.verdict.stance not in (Stance.STATED, Stance.ATTRIBUTED) or event.value in _OF_WORDS:
            return None
        if grammar.any_of(token) and token.dep in ("pobj", "dobj", "nsubj", "nsubjpass"):
            return Verdict(Stance.PREDICTED, "'any' of which it is said what comes of it", None, False, True)
        if _supposed(token):
            return Verdict(Stance.PREDICTED, "an act that is only supposed", None, False, True)
        worth = self.stances.words.factuality.nouns.predicated(token)
        if worth == "excluded" or (worth == "lagging" and event.value not in _BEGUN):
            return Verdict(Stance.NEGATED, "an act that has not come about", None, True)
        if worth not in ("ahead", "open"):
            return None
        return Verdict(Stance.PREDICTED, "an act that may yet come", None, False, True)

    def _made_anyway(self, event: EventTold) -> Verdict | None:
        """'Will strike if it does not leave': a threat or demand is made already."""
        made = event.value in MADE and grammar.is_verb(event.trigger) and not self._hangs(event.trigger)
        if made and event.verdict.stance is Stance.CONDITIONAL:
            return Verdict(Stance.STATED, "made already, whatever it is made dependent on", None, False)
        return None

    def _refused(self, event: EventTold) -> Verdict | None:
        """'Will never accept it', 'cannot recognise it': a refusal, made by whoever says so or has it said of him."""
        verdict, token = event.verdict, event.trigger
        if not event.denial or event.value != "REJECT":
            return None
        will = [a.low for a in token.by("aux") if a.tag == "MD"]
        own = verdict.holder is None or any(r.key in _sides(verdict.holder) for r in event.roles.s)
        told = verdict.stance in (Stance.PREDICTED, Stance.ATTRIBUTED)
        hangs = not will or any(w not in _WILL for w in will) or self.not_done.in_condition(token)
        return Verdict(Stance.STATED, "refused where it is said", None, False) if own and told and not hangs else None

    def _performed(self, event: EventTold) -> Verdict | None:
        """Whether the speaker does by speaking what he is told to do ('she blamed the minister, she said')."""
        verdict, token, roles = event.verdict, event.trigger, event.roles
        ours = token.dep == "acomp" and all(r.rule == FIRST_PERSON for r in roles.s)
        said = grammar.is_verb(token) or ours  # '"we are grateful"'
        claimed = token.dep == "xcomp" and any(a.lemma == "have" for a in token.by("aux"))  # 'claims to have backed it'
        spoken = event.value in _SPOKEN and said and not claimed and not verdict.future
        holder = verdict.holder
        if _reported_past(token):
            return None  # 'the mission that Togo says it asked Ghana to lead'
        whose = _sides(holder)
        own = any(r.key in whose for r in roles.s)
        if event.value == "AGREE" and token.dep != "acl" and any(r.key not in whose for r in roles.s):
            return None  # 'said that he and B had agreed': nobody agrees for another by saying so
        if spoken and own and verdict.stance is Stance.ATTRIBUTED and not self._hangs(token):
            return Verdict(Stance.STATED, "what the speaker does by saying it", None, False)
        return None

    def _hangs(self, verb: Token) -> bool:
        """Whether the verb itself stands under 'would' or in an 'if' clause."""
        return any(a.tag == "MD" for a in verb.by("aux")) or self.not_done.in_condition(verb)

    # -- what is no event

    def _not_charged(self, event: EventTold) -> bool:
        """'Denies accusing Chad of arming them', 'never accused it of that': nobody says what it is accused of."""
        factuality = self.stances.words.factuality
        for token in (event.clause, *event.clause.ancestors()):
            if token.dep == "relcl" or grammar.timed_by(token):
                return False
            of = token.head if token.dep == "pcomp" else None
            verb = of.head if of is not None else None
            if of is None or verb is None or f"{verb.lemma} {of.lemma}" not in factuality.alleged:
                continue
            stances = self.stances
            unsaid = stances.asked(verb, event.sentence) or stances.modality.condition(verb) is not None
            if unsaid or stances.negation.read(verb) is not None:
                return True
            return self.stances.modality.prediction(verb) is not None and not grammar.passive(verb)
        return False

    def _himself(self, event: EventTold) -> bool:
        """Whether 'it' or 'he' inside of a quotation was taken for whoever speaks, who calls himself 'we' or 'I'."""
        holder, roles = event.verdict.holder, event.roles
        if holder is None or not roles.s:
            return False
        quoted = self.quotations
        return all(
            t.low in _THIRD
            and r.entity in (holder.entity, holder.state)
            and any(q.start <= t.start < q.end for q in quoted)
            for r, t in zip(roles.s, roles.s_tokens, strict=True)
        )

    def _ruled_out(self, event: EventTold) -> bool:
        """'Neither may cede land': a rule, no act that was not done."""
        return _denied(event) and event.value not in _SPOKEN and may_not(event.trigger)

    def _own_denial(self, event: EventTold) -> bool:
        """'Said that it had not attacked it': whoever is said not to have done it says so himself, of what is past."""
        token, roles = event.trigger, event.roles
        if not _denied(event) or event.value not in _DEEDS:
            return False
        past = token.tag in ("VBD", "VBN") or any(a.tag == "VBD" for a in token.by("aux"))
        told = token.dep == "ccomp" and grammar.is_verb(token) and all(t.tag == "PRP" for t in roles.s_tokens)
        return told and past and any(r.key in _sides(event.verdict.holder) for r in roles.s)


def _accuser(before: Sequence[Match], verb: Token | None) -> Ref | None:
    """Who accuses by that verb, be it that another says so ('complains that Chad had accused it of')."""
    made = (m for m in before if m.trigger is verb and m.frame.value == "ACCUSE" and m.s)
    told = (Stance.STATED, Stance.ATTRIBUTED)
    return next((m.s[0] for m in made if m.verdict.stance in told), None)


def _in_the_making(_: EventStance, event: EventTold) -> bool:
    """'Is being settled between A and B': not agreed on yet."""
    auxiliaries = event.trigger.by("aux", "auxpass")
    return event.value == "AGREE" and any(a.low == "being" for a in auxiliaries)


def _supposed(noun: Token) -> bool:
    """'Called an attack a red line', 'made an exit a condition', 'offered aid in return for an exit'."""
    above = noun.head
    if above is None or noun.by("poss") or not any(c.low in _ANY for c in noun.by("det")):
        return False
    if noun.dep == "dobj":
        return above.lemma in _CALLED and bool(above.by("oprd", "attr", "npadvmod") or noun.by("appos"))
    return noun.dep == "pobj" and above.head is not None and above.head.lemma in ("exchange", "return")


def _only_asked(event: EventTold) -> bool:
    """'Was asked to leave'."""
    return event.verdict.stance is Stance.PREDICTED and event.verdict.rule.endswith(ASKED_FOR)


def _meant(event: EventTold) -> Verdict | None:
    """'Was to have left in May': it has not."""
    if event.verdict.stance is Stance.PREDICTED and missed(grammar.clause_head(event.clause)):
        return Verdict(Stance.NEGATED, "it was to have been", None, True)
    return None


def _tried(_: EventStance, event: EventTold) -> Verdict | None:
    """'Its failed attack', 'the failed talks': they took place; 'its failed expulsion' did not."""
    verdict = event.verdict
    if not verdict.rule.startswith(TRIED) or event.value in _SUCCEED:
        return None
    stance = Stance.STATED if verdict.holder is None else Stance.ATTRIBUTED
    return Verdict(stance, verdict.rule, verdict.holder, False)


def _came(_: EventStance, event: EventTold) -> Verdict | None:
    """'Went out to protest', 'flew to Rabat to see the king': whoever came for it has done it."""
    came = {"PROTEST": _came_to, "CONSULT": _came_for}.get(event.value)
    done = came is not None and event.verdict.stance is Stance.PREDICTED and came(event.trigger)
    return Verdict(Stance.STATED, "what they came for", None, False) if done else None


def _already_made(_: EventStance, event: EventTold) -> Verdict | None:
    """'Has yet to answer an appeal from Chad', 'will consider its plea': the appeal has been made."""
    made = event.frame.extra.get("about") in ("plea_answered", "tried_to_persuade") and event.verdict.holder is None
    vague = any(c.low in _ANY and c.low not in ("a", "an") for c in event.trigger.by("det"))
    if not made or vague or event.verdict.stance not in (Stance.PREDICTED, Stance.NEGATED, Stance.CONDITIONAL):
        return None
    return Verdict(Stance.STATED, "made already, whatever is answered", None, False)


def _still_due(_: EventStance, event: EventTold) -> Verdict | None:
    """'Have scheduled talks for Monday', 'talks due to be held in Lima were moved to Quito': yet to come."""
    if event.value != "CONSULT" or event.verdict.stance is not Stance.STATED:
        return None
    verb = event.trigger.head if event.trigger.dep in ("nsubj", "nsubjpass") else None
    moved = verb is not None and verb.lemma in _MOVED
    awaited = any(c.lemma in _AWAITED or c.low in _AWAITED for c in event.trigger.by("acl", "amod", "relcl"))
    if event.trigger.lemma != "schedule" and not (moved and awaited):
        return None
    return Verdict(Stance.PREDICTED, "fixed for a time to come", None, False, True)


def _resolved(_: EventStance, event: EventTold) -> Verdict | None:
    asked = event.value == "REQUEST" and event.verdict.stance is Stance.PREDICTED and _resolved_to(event.trigger)
    return Verdict(Stance.STATED, "asked by resolving to ask", None, False) if asked else None


def _fixed(_: EventStance, event: EventTold) -> Verdict | None:
    fixed = event.value == "CONSULT" and event.verdict.stance is Stance.STATED and _scheduled(event.trigger)
    return Verdict(Stance.PREDICTED, "the present of what is fixed for a day", None, False, True) if fixed else None


def _on_the_way(self: EventStance, event: EventTold) -> Verdict | None:
    """'Will return after visiting Lima': what is done on the way of a journey that lies ahead."""
    prep = event.trigger.head if event.trigger.dep == "pcomp" else None
    if event.value != "CONSULT" or event.verdict.stance is not Stance.STATED or prep is None or prep.head is None:
        return None
    if prep.lemma not in ("after", "before") or event.trigger.tag != "VBG" or not grammar.is_verb(prep.head):
        return None
    ahead = self.stances.modality.prediction(prep.head)
    ahead = ahead or ("it is due" if grammar.tense(prep.head) == "future" else None)
    return Verdict(Stance.PREDICTED, ahead, None, False, True) if ahead is not None else None


def _announced(_: EventStance, event: EventTold) -> Verdict | None:
    told = event.value == "AID" and event.trigger.lemma in _ANNOUNCED and event.verdict.stance is Stance.STATED
    return Verdict(Stance.PREDICTED, "announced, not yet given", None, False) if told else None


_TURNS: tuple[Callable[[EventStance, EventTold], Verdict | None], ...] = (
    _tried,
    EventStance._made_anyway,
    EventStance._refused,
    _came,
    _already_made,
    _still_due,
    _resolved,
    _fixed,
    _on_the_way,
    EventStance._performed,
    _announced,
    EventStance._weighed,
)
"""What the kind of act makes of a verdict, one after the other."""


def _denied(event: EventTold) -> bool:
    return event.verdict.stance is Stance.NEGATED


def _promise(_: EventStance, event: EventTold) -> bool:
    """'Neither side will attack the other': a promise."""
    return event.verdict.rule == "a negated subject" and event.verdict.future and event.value in _VIOLENT


def _denied_noun(_: EventStance, event: EventTold) -> bool:
    """'An attack on it was denied'."""
    return event.verdict.rule == "denied itself" and event.value in _DEEDS and not grammar.is_verb(event.trigger)


def _not_denied(_: EventStance, event: EventTold) -> bool:
    """'Neither confirmed nor denied it'."""
    return _denied(event) and event.value == "REJECT" and event.trigger.lemma == "deny"


def _says_none(_: EventStance, event: EventTold) -> bool:
    """'Says it never armed them': a denial, no act that was not done."""
    above = event.trigger.ancestors
    return _denied(event) and any(m.frame.id == SAYS_NONE and m.trigger in above() for m in event.before)


def _one_of_two(_: EventStance, event: EventTold) -> bool:
    """'Ghana or Chad attacked it': of neither it is said that it did."""
    told = event.verdict.stance in (Stance.STATED, Stance.ATTRIBUTED) and not event.verdict.future
    sides = (event.roles.s_tokens, event.roles.o_tokens)
    return told and any(len({t.i for t in side}) > 1 and any(_either(t) for t in side) for side in sides)


def _either(token: Token) -> bool:
    """Whether the names of a row are joined by 'or'."""
    return any(c.low == "or" for t in token.first_of_row().row() for c in t.by("cc"))


def _threat(_: EventStance, event: EventTold) -> bool:
    """'"We will strike it"': a threat; 'dropped its threat to invade it': nobody has said that it would not."""
    verdict = event.verdict
    own = any(r.key in _sides(verdict.holder) for r in event.roles.s)
    return (event.value == "ASSAULT" and verdict.future and own) or verdict.rule.endswith("a threat")


def _refusal(_: EventStance, event: EventTold) -> bool:
    """'Will not talk to it': a refusal, no talk that did not take place."""
    return _denied(event) and any(m.frame.id == _WILL_NOT and m.trigger is event.trigger for m in event.before)


_NO_EVENT: tuple[Callable[[EventStance, EventTold], bool], ...] = (
    _promise,
    EventStance._ruled_out,
    _denied_noun,
    EventStance._own_denial,
    EventStance._not_charged,
    _not_denied,
    _says_none,
    _in_the_making,
    _one_of_two,
    _threat,
    _refusal,
)


def _by_frame(event: EventTold) -> Verdict:
    """The stance that a frame itself gives: what is awaited is yet to come, what is uttered has been uttered."""
    frame, verdict = event.frame, event.verdict
    if frame.negated:
        return Verdict(Stance.NEGATED, "said of what is not done", verdict.holder, True)
    if frame.stance == "predicted" and event.value == "CONSULT" and had_been(event.trigger):
        return Verdict(Stance.NEGATED, "it had been awaited", None, True)
    if frame.stance == "predicted" and verdict.stance is Stance.STATED:
        return Verdict(Stance.PREDICTED, "said of what is to come", None, False)
    own = verdict.holder is None or any(r.entity == verdict.holder.entity for r in event.roles.s)
    if frame.stance == "stated" and own and verdict.stance is not Stance.NEGATED:
        return Verdict(Stance.STATED, "done by saying it", None, False)
    return verdict


def may_not(token: Token) -> bool:
    """Whether it is only what somebody is not allowed to do."""
    verb = token if grammar.is_verb(token) else grammar.clause_head(token)
    return any(a.low in ("may", "shall") for a in verb.by("aux"))


def _sides(holder: Ref | None) -> set[str]:
    """The keys of a holder and of the state he speaks for."""
    return {e.key for e in (holder.entity, holder.state) if e is not None} if holder is not None else set()


def _came_to(token: Token) -> bool:
    """'Went out to protest', 'recalled its envoy to protest': done, where those who came have come."""
    verb = token.head
    to = token.dep in ("advcl", "xcomp") and any(a.tag == "TO" for a in token.by("aux"))
    told = verb is not None and verb.tag in ("VBD", "VBN", "VBZ", "VBP") and not verb.by("neg")
    return to and told and verb is not None and verb.lemma in _COMING and not any(a.tag == "MD" for a in verb.by("aux"))


def _came_for(token: Token) -> bool:
    """'Came to discuss it', 'had flown in to see him': not 'left to see him', nor 'will come to see him'."""
    verb = token.head
    to = token.dep in ("advcl", "xcomp") and any(a.tag == "TO" for a in token.by("aux"))
    if verb is None or not to or verb.lemma not in _ARRIVING or verb.by("neg", "auxpass"):
        return False
    had = verb.tag == "VBN" and any(a.lemma == "have" for a in verb.by("aux"))
    return (verb.tag == "VBD" or had) and not any(a.tag == "MD" or a.tag == "TO" for a in verb.by("aux"))


def _resolved_to(token: Token) -> bool:
    """'Resolved to ask the Council', 'convened to demand a truce': a body asks by resolving to do so."""
    head = token.head
    to = token.dep in ("xcomp", "advcl") and any(a.tag == "TO" for a in token.by("aux"))
    told = head is not None and head.tag in ("VBD", "VBN", "VBZ") and not head.by("neg", "auxpass")
    return (
        to and told and head is not None and head.lemma in _RESOLVING and not any(a.tag == "MD" for a in head.by("aux"))
    )


def _scheduled(token: Token) -> bool:
    """'Meets him on Monday', 'travels to Lima tomorrow': the present of what is fixed for a day, but no headline."""
    if token.tag not in ("VBZ", "VBP") or token.by("aux", "auxpass"):
        return False
    times = [*token.by("npadvmod"), *(t for p in token.by("prep") if p.lemma == "on" for t in p.by("pobj"))]
    return any(t.mention is not None and t.mention.kind == "Time" and t.low in _DAYS for t in times)


def _reported_past(verb: Token) -> bool:
    """'Which Togo says it asked Ghana to lead': what it says in passing that it did, no more than its word."""
    say = verb.head if verb.dep == "ccomp" else None
    return say is not None and say.dep == "relcl" and verb.tag in ("VBD", "VBN") and say.tag in ("VBZ", "VBP")
