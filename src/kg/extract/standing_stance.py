"""How a document stands to a standing relation: what its clauses take for granted, and whose claim it is.

'Kenya, a member of the bloc' holds whatever the clause around it says, unless it is quoted. A claim that a state makes
is stated as that state's claim. An accession that is hoped for, negotiated or vetoed has not happened.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kg.core.annotated import Sentence, Token
from kg.core.model import Stance, When
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.bloc_paths import of_both
from kg.extract.frames import Frame, carrier
from kg.extract.modality import THOUGHT_OF
from kg.extract.stance import Verdict
from kg.extract.standing_signs import Refs, StandingSigns, flags, has_claim
from kg.extract.supposition import supposed

_OWN_CLAIM = "a state's own claim"
_PROSPECTIVE = word_set("extract.standing_stance.prospective")
_RECOVERED = frozenset(
    {"claim.get_back", "claim.hand_back", "claim.regain", "claim.to_be_recovered", "claim.wants_returned"}
)
"""Frames of land that a state wants back."""
_TO_LEAVE = "who is to leave is a member"
_BYGONE = word_set("extract.standing_stance.bygone")
_US = word_set("extract.standing_stance.us")
_AGAINST = word_set("extract.standing_stance.against")
"""Words of who would not have an entry."""


@dataclass(slots=True)
class Told:
    """A relation that a frame tells at a token, and the stance in which it is told, as far as that is known."""

    frame: Frame
    token: Token
    sentence: Sentence
    s: Refs
    o_tokens: Sequence[Token]
    dates: Sequence[tuple[Token, When]]
    verdict: Verdict

    @property
    def flags(self) -> frozenset[str]:
        """What the frame says of itself."""
        return flags(self.frame)

    @property
    def about(self) -> object:
        """The frame's condition on its arguments."""
        return self.frame.extra.get("about")

    def is_(self, *stances: Stance) -> bool:
        """Whether it is told in one of these stances."""
        return self.verdict.stance in stances


@dataclass(frozen=True, slots=True)
class Last:
    """The answer of a step after which no other is asked."""

    verdict: Verdict | None


NOT_TOLD = Last(None)
"""The words do not tell it."""
Answer = Verdict | Last | None
"""What a step makes of it: another stance, the last word, or nothing."""


class StandingStance(StandingSigns):
    """Reads the stance of standing relations of one document."""

    def read(
        self,
        frame: Frame,
        token: Token,
        sentence: Sentence,
        s: Refs,
        o_tokens: Sequence[Token],
        dates: Sequence[tuple[Token, When]],
    ) -> Verdict | None:
        """In what stance a relation is told at a token; None where its words do not tell it."""
        told = Told(frame, token, sentence, s, o_tokens, dates, self.stances.read(token, sentence))
        for step in _STEPS:
            answer = step(self, told)
            if isinstance(answer, Verdict):
                told.verdict = answer
            elif answer is not None:
                return answer.verdict
        return told.verdict

    # -- what the frame says

    def _asked_or_denied(self, told: Told) -> Answer:
        """What is only asked or supposed, or what one would not call so, is not told."""
        frame, token = told.frame, told.token
        if self._only_asked(token, self._verb(told), told.sentence):
            return NOT_TOLD
        if supposed(token, self.stances.words.factuality.disposed):
            return NOT_TOLD
        verb = self._verb(told)
        if verb is not token and frame.value == "alliedWith":
            over = self.stances.read(verb, told.sentence)
            if over.negated:  # 'does not call it an ally'
                return NOT_TOLD if "acting" in told.flags or frame.id == "ally.as" else Last(over)
        if frame.id == "dispute.noun" and token.lemma in ("clash", "fight") and told.is_(Stance.PREDICTED):
            return NOT_TOLD  # 'sought to play down a clash on the border'
        return None

    def _by_flags(self, told: Told) -> Answer:
        """Frames that say themselves in what stance they tell."""
        verdict, token = told.verdict, told.token
        if "given" in told.flags:
            return Last(Verdict(Stance.STATED, "taken for granted by what is done about it"))
        if "denied" in told.flags:
            return Last(Verdict(Stance.NEGATED, f"frame {told.frame.id} denies it", verdict.holder, True))
        if "state" in told.flags and verdict.future and not verdict.negated:
            return Last(Verdict(Stance.NEGATED, "who will stay out is out", verdict.holder, True))
        if "sought" not in told.flags:
            return None
        if any(a.low == "had" for a in token.by("aux")):
            return NOT_TOLD  # 'it had applied': what became of it since is told elsewhere
        if any(a.lemma in self.words["failing"] for a in token.ancestors()):
            return Last(Verdict(Stance.NEGATED, "an entry that was turned down", None, True))
        if told.is_(Stance.STATED, Stance.PREDICTED) and not verdict.negated:
            return Last(Verdict(Stance.PREDICTED, "an entry that is applied for", None, False, True))
        return None

    def _passing(self, told: Told) -> Answer:
        """'Was for a time in it', 'once a member of it', 'once claimed it', 'its bid to join it failed'."""
        verb, token = self._verb(told), told.token
        be = token.head if token.dep == "attr" and token.head is not None else verb
        if told.frame.value == "alliedWith" and be.lemma == "be" and self._for_a_time(be):
            return NOT_TOLD
        if told.frame.value == "claimsSovereignty" and verb.tag == "VBD" and _once(verb):
            return NOT_TOLD
        if told.frame.value != "memberOf":
            return None
        if verb.lemma == "be" and self._for_a_time(verb):
            return NOT_TOLD
        if token.dep in ("advcl", "appos") and _once(token):
            return NOT_TOLD
        return NOT_TOLD if self._of_failed_bid(told.token) and "bid" not in told.flags else None

    def _granted(self, told: Told) -> Answer:
        """What is taken for granted by an apposition or a relative clause, or put first."""
        token, verdict = told.token, told.verdict
        quoted = verdict.holder is not None and self.stances.attribution.quotations.at(token) is not None
        if _requested(token):
            return None  # 'the request that it be admitted'
        if _its_own_speaker(token, verdict):
            return None
        if self._presupposed(token) and not quoted and not (verdict.negated and self._own_negation(token)):
            return Verdict(Stance.STATED, "taken for granted by an apposition or a relative clause")
        if told.is_(Stance.PREDICTED) and self._first_to(token):
            return Verdict(Stance.STATED, "one of them, who will be the first to do something")
        if told.is_(Stance.PREDICTED) and self._fronted_as(token):
            return Verdict(Stance.STATED, "what somebody is, put first")
        return None

    # -- what denies it

    def _denied(self, told: Told) -> Answer:
        """'Neither ... nor', 'but no', 'broke off its alliance', 'non-member'."""
        frame, token, verdict = told.frame, told.token, told.verdict
        around = (c for t in told.o_tokens for c in t.children)
        if any(c.low in ("neither", "nor") and c.dep in ("preconj", "cc", "det") for c in around):
            verdict = Verdict(Stance.NEGATED, "'neither ... nor'", None, True)
        if frame.id == "ally.no_closer" or told.about == "never_given":
            verdict = Verdict(Stance.STATED, "what is denied is another")
        if told.about == "but_no":
            verdict = Verdict(Stance.NEGATED, "'but no'", verdict.holder, True)
        if frame.value == "alliedWith" and (self._neither(token) or _to_neither(token)):
            verdict = Verdict(Stance.NEGATED, "'neither'", None, True)
        alliance = frame.value == "alliedWith" and token.lemma == "alliance"
        if alliance and not verdict.negated and (self._broken(token) or self._over(token)):
            verdict = Verdict(Stance.NEGATED, "an alliance that is at an end", verdict.holder, True)
        if alliance and not verdict.negated:
            worth = self.stances.words.factuality.nouns.worth(token)
            if worth is not None:
                ahead = Verdict(Stance.PREDICTED, "an alliance ahead", None, False, True)
                return ahead if worth == "ahead" else NOT_TOLD
        if frame.value == "claimsSovereignty" and verdict.negated and self._anothers(told):
            verdict = Verdict(Stance.STATED, "a claim that another denies or blocks")
        if frame.value == "claimsSovereignty" and self._lapsed(token) and not verdict.negated:
            verdict = Verdict(Stance.NEGATED, "a claim that is at an end", verdict.holder, True)
        if frame.value == "memberOf" and self._non_member(token) and not verdict.negated:
            verdict = Verdict(Stance.NEGATED, "'non-member'", None, True)
        if frame.value == "memberOf" and self._not_one(token) and not verdict.negated:
            verdict = Verdict(Stance.NEGATED, "'not' before the noun", None, True)
        if frame.value == "memberOf" and of_both(token) == "neither":
            verdict = Verdict(Stance.NEGATED, "'of neither'", None, True)
        if told.is_(Stance.STATED) and not frame.negated and (stopped := self._stopped(token)) is not None:
            verdict = Verdict(Stance.NEGATED, f"'{stopped.lemma}' being so", None, True)
        return verdict

    def _anothers(self, told: Told) -> bool:
        """'Chad denied Sudan's sovereignty over it', 'blocked its claim': Sudan claims it all the same."""
        noun = told.token
        verb = noun.head if noun.dep in ("dobj", "pobj") and not grammar.is_verb(noun) else None
        verb = verb.head if verb is not None and verb.dep == "prep" else verb
        if verb is None or not grammar.is_verb(verb) or self._own_negation(noun):
            return False
        owners = [*noun.by("poss", "amod", "compound"), *grammar.after(noun, "of", "by")]
        refs = [r for r in told.s if any(r.token is t for t in owners)]
        doers = [t.mention.entity.iri for t in valency.surface_subjects(verb) if t.mention and t.mention.entity]
        return bool(refs) and bool(doers) and all(r.entity.iri not in doers for r in refs)

    def _stopped(self, token: Token) -> Token | None:
        """'Stopped being a member in 2019', 'quit claiming the isle': what was so, and is no longer."""
        own = grammar.is_verb(token)
        verb = token if own else token.head if token.head is not None and token.head.lemma == "be" else None
        above = verb.head if verb is not None and verb.tag == "VBG" and verb.dep == "xcomp" else None
        stops = above is not None and above.lemma in ("cease", "quit", "stop") and not above.by("neg")
        return above if stops else None

    # -- entries that have not come about

    def _offered(self, told: Told) -> Answer:
        """'An invitation to join it', taken or declined."""
        token = told.token
        offer = token.head if token.dep in ("acl", "relcl") and token.tag == "VB" else None
        if told.frame.value != "memberOf" or offer is None or offer.lemma not in self.words["offers"]:
            return None
        spurned = offer.dep in ("dobj", "nsubjpass") and offer.head is not None and self._spurns(offer.head)
        if spurned and not self._would(token):
            return Last(Verdict(Stance.NEGATED, "an entry that is declined", None, True))
        return (
            Last(Verdict(Stance.PREDICTED, "an entry that is offered", None, False, True)) if not spurned else NOT_TOLD
        )

    def _only_talked_of(self, told: Told) -> Answer:
        """'Considers joining it', 'talks on joining it'; 'adopted the decision on admitting it'."""
        frame, token = told.frame, told.token
        only_thought = told.is_(Stance.PREDICTED) and told.verdict.rule.endswith(THOUGHT_OF)
        as_told = told.is_(Stance.STATED) or only_thought
        if frame.value == "memberOf" and as_told and self._mulled(token) and not frame.negated:
            told.verdict = Verdict(Stance.PREDICTED, "an entry that is talked of", None, False, True)
        if "decided" in told.flags and as_told and token.dep == "pcomp":
            return Last(told.verdict) if self._decided(token) else NOT_TOLD
        if frame.value == "memberOf" and as_told and self._talked_of(token):
            if frame.negated or not self._in_prospect(token):
                return NOT_TOLD
            told.verdict = Verdict(Stance.PREDICTED, "an entry that is talked of", None, False, True)
        if frame.value == "memberOf" and self.grown(token) and told.verdict.future:
            return Verdict(Stance.STATED, f"what it {token.head.text if token.head else ''} to do")
        return told.verdict

    def _own_claim(self, told: Told) -> Answer:
        """What a state says that it owns, it claims."""
        holder = told.verdict.holder
        if told.frame.value != "claimsSovereignty" or not told.is_(Stance.ATTRIBUTED) or holder is None:
            return None
        own = any(r.entity == (holder.state or holder.entity) for r in told.s)
        if own and self._private(holder.token):
            return NOT_TOLD  # 'Chinese fishermen say that the reef belongs to China'
        return Verdict(Stance.STATED, _OWN_CLAIM) if own else None

    def _private(self, speaker: Token) -> bool:
        """Whether somebody has no voice in what his state claims: a fisherman, a professor or a single lawmaker."""
        return speaker.mention is None and speaker.lemma in self.words["no_voice"]

    def _leaving(self, told: Told) -> Answer:
        """Who is to leave is a member, and so is who will be chair."""
        frame, token, verdict = told.frame, told.token, told.verdict
        if frame.value != "memberOf":
            return None
        if verdict.future and token.lemma in self.words["chairing"]:
            return NOT_TOLD  # who will be chair is a member already
        if not frame.negated or not verdict.future or verdict.negated:
            return None
        if "act" in told.flags:
            return Last(Verdict(Stance.STATED, _TO_LEAVE))
        if {"dated"} == told.flags - {"lands"} and frame.pos == "verb" and self._will(token):
            return Last(verdict if told.is_(Stance.ATTRIBUTED) else Verdict(Stance.STATED, _TO_LEAVE))
        return None

    def _declined(self, told: Told) -> Answer:
        """'Declined to join it', 'has yet to join it', 'will not join it', 'is no longer in it'."""
        frame, token, verdict = told.frame, told.token, told.verdict
        member = frame.value == "memberOf"
        declined = token.dep == "xcomp" and token.head is not None and token.head.lemma in self.words["declining"]
        yet = verdict.negated and any(c.low == "yet" for c in (token.head or token).children)
        if member and (declined or yet) and not self._would(token) and not frame.negated:
            return Last(Verdict(Stance.NEGATED, "an entry that is declined or has yet to come", None, True))
        if member and verdict.negated and (verdict.future or self._would(token)):
            # who will not join is none, and who will not leave is one
            if not token.by("neg") and all(c.low != "never" for c in token.children):
                return NOT_TOLD
            is_one = Stance.STATED if frame.negated else Stance.NEGATED
            attributed = told.is_(Stance.ATTRIBUTED)
            return Last(verdict if attributed else Verdict(is_one, "what will not be left or joined"))
        if frame.value in ("memberOf", "disputes", "alliedWith") and self._no_longer(token):
            return Verdict(Stance.NEGATED, "'no longer'", verdict.holder, True)
        return None

    # -- who says so

    def _called_so(self, told: Told) -> Answer:
        """'Lima calls it an ally': what somebody says it is."""
        token = told.token
        verb = self._calling(token) or token.head or token
        thought = verb.lemma in self.words["thinking"]
        if "acting" not in told.flags or not told.is_(Stance.STATED) or verb is token or thought:
            return None
        speaker = self.stances.attribution.speakers.of(verb, asserting=True)
        return Verdict(Stance.ATTRIBUTED, f"what somebody '{verb.lemma}s' it", speaker) if speaker is not None else None

    def _in_dispute(self, told: Told) -> Answer:
        """A dispute that is not settled, or that they do not agree on, is one."""
        frame, token = told.frame, told.token
        if told.about == "open_line" and told.is_(Stance.ATTRIBUTED):
            told.verdict = Verdict(Stance.STATED, "what they do not agree on")
        if frame.value == "disputes" and told.is_(Stance.PREDICTED) and self._theirs(token):
            told.verdict = Verdict(Stance.STATED, "a dispute that they have")
        if frame.value == "disputes" and told.verdict.negated and self._still_open(frame, token):
            told.verdict = Verdict(Stance.STATED, "what is not settled or accepted is open")
        return told.verdict

    def _put_forward(self, told: Told) -> Answer:
        """A claim that is made by asking for the land, or for nothing but that."""
        frame, token, verdict = told.frame, told.token, told.verdict
        put = frame.id in _RECOVERED or self._demonstrates(token) or has_claim(token)
        if frame.value == "claimsSovereignty" and told.is_(Stance.PREDICTED) and put:
            verdict = Verdict(Stance.STATED, "a claim that an act puts forward")
        if told.about == "nationality" and verdict.negated and self._nothing_but(token):
            by = verdict.holder
            own = by is not None and any(r.entity == (by.state or by.entity) for r in told.s)
            stance = Stance.ATTRIBUTED if by is not None and not own else Stance.STATED
            verdict = Verdict(stance, _OWN_CLAIM if own else "'never anything but'", None if own else by)
        return verdict

    def _without_voice(self, told: Told) -> Answer:
        """What a land is called tells a claim only where a state says so, or an author in his own name."""
        frame, token, verdict = told.frame, told.token, told.verdict
        needs = self._needs_voice(frame, token)
        if verdict.negated and frame.value == "claimsSovereignty" and needs:
            return NOT_TOLD  # 'the islands have never been Chilean' denies the right, not that it is claimed
        own = verdict.rule == _OWN_CLAIM or (told.is_(Stance.STATED) and needs and self._goes_on(told.sentence, told.s))
        if needs and not own and not self.annotated.commentary:
            return NOT_TOLD
        if "undenied" in told.flags and any(grammar.none_of(t) for t in valency.logical_objects(token)):
            if token.lemma == "have" and token.dep == "ccomp":
                return NOT_TOLD  # 'Kenya says that Uganda has no right to it' denies the right, not that it is claimed
            return Last(Verdict(Stance.NEGATED, "'no' before the object", None, True))
        return None

    # -- what is still to come

    def _wished(self, told: Told) -> Answer:
        """'Wants to join it'."""
        above = told.token.head if told.token.dep == "xcomp" else None
        wishes = above is not None and above.low.startswith(self._wishes)
        if told.frame.value != "memberOf" or not told.is_(Stance.STATED) or above is None or not wishes:
            return None
        return Verdict(Stance.PREDICTED, f"'{above.text} to'", None, False, True)

    def _act(self, told: Told) -> Answer:
        """The noun of an entry or exit: of one that has come about, or may."""
        frame, token = told.frame, told.token
        if "act" not in told.flags:
            return None
        prospective = self._prospect(token) or any(c.lemma in _PROSPECTIVE for c in token.children)
        nouns = self.stances.words.factuality.nouns
        worth = nouns.predicated(token) if frame.negated or told.verdict.negated else nouns.worth(token)
        prospective |= worth in ("ahead", "open")
        if not frame.negated and worth is not None and told.is_(Stance.ATTRIBUTED):
            return NOT_TOLD  # 'said that it would not allow its entry'
        if not frame.negated and told.is_(Stance.STATED) and (worth == "excluded" or _turned_against(token)):
            return NOT_TOLD
        if prospective and frame.negated and not told.verdict.negated:
            return Last(Verdict(Stance.STATED, _TO_LEAVE))
        if prospective and told.is_(Stance.STATED, Stance.NEGATED):
            told.verdict = Verdict(Stance.PREDICTED, "not yet so", None, False, True)
        elif not frame.negated and token.lemma != "membership" and not told.dates and told.is_(Stance.STATED):
            return Last(told.verdict) if self._entered(token) else NOT_TOLD
        if prospective and (frame.negated or self._own_entry(token, told.s)):
            return NOT_TOLD
        if self._prospect(token) and frame.id == "member.return_noun" and told.is_(Stance.ATTRIBUTED):
            return NOT_TOLD  # 'said that they favour its return': it has left, and may not come back
        return told.verdict

    # -- frames that deny, and opinions

    def _exit_told_by_others(self, told: Told) -> Answer:
        """'Said that it had left it': denied in his name; 'we do not leave it'."""
        frame, token, verdict = told.frame, told.token, told.verdict
        if not frame.negated:
            return None
        kept = verdict.negated or (grammar.is_verb(token) and bool(token.by("neg")))
        if told.is_(Stance.ATTRIBUTED) and not verdict.future:
            denied = Verdict(Stance.NEGATED, f"frame {frame.id} denies it", verdict.holder, True)
            return Last(replace(verdict, negated=False) if kept else denied)
        return NOT_TOLD if told.is_(Stance.ATTRIBUTED, Stance.PREDICTED, Stance.CONDITIONAL) else None

    def _ended(self, told: Told) -> Answer:
        """'Settled their dispute'."""
        token = told.token
        ending = self.ending(token) if told.frame.value == "disputes" else None
        if ending is None or grammar.tense(ending) != "past" or ending.by("neg") or self._failed(ending):
            return None
        over = told.is_(Stance.STATED) or (told.verdict.future and ending is not token.head)
        return Last(Verdict(Stance.NEGATED, f"'{ending.lemma}'", None, True)) if over else None

    def _exit(self, told: Told) -> Answer:
        """'Left it'; 'has not left it'."""
        if not told.frame.negated:
            return None
        if told.is_(Stance.STATED):
            return Last(Verdict(Stance.NEGATED, f"frame {told.frame.id} denies it", None, True))
        return Last(Verdict(Stance.STATED, "a denied exit")) if told.is_(Stance.NEGATED) else None

    def _opinion(self, told: Told) -> Answer:
        """What an author asserts in his own voice."""
        by_author = told.frame.value == "claimsSovereignty" and any(r.token.low in _US for r in told.s)
        opinion = (told.frame.stance == "opinion" or by_author) and self.annotated.commentary
        if opinion and told.is_(Stance.STATED):
            return Verdict(Stance.OPINION, "the author asserts it in his own voice")
        return None

    def _verb(self, told: Told) -> Token:
        """The verb that tells it."""
        token = told.token
        return (self._calling(token) or token) if told.frame.id == "ally.named" else carrier(told.frame, token)


_STEPS: tuple[Callable[[StandingStance, Told], Answer], ...] = (
    StandingStance._asked_or_denied,
    StandingStance._by_flags,
    StandingStance._passing,
    StandingStance._granted,
    StandingStance._denied,
    StandingStance._offered,
    StandingStance._only_talked_of,
    StandingStance._own_claim,
    StandingStance._leaving,
    StandingStance._declined,
    StandingStance._called_so,
    StandingStance._in_dispute,
    StandingStance._put_forward,
    StandingStance._without_voice,
    StandingStance._wished,
    StandingStance._act,
    StandingStance._exit_told_by_others,
    StandingStance._ended,
    StandingStance._exit,
    StandingStance._opinion,
)
"""What is looked at, in this order."""


def _to_neither(ally: Token) -> bool:
    """'An ally of neither Chad nor Togo', 'allied to neither'."""
    others = grammar.after(ally, "of", "to", "with")
    return any(c.low == "neither" for o in others for c in (o, *o.by("preconj", "det")))


def _turned_against(act: Token) -> bool:
    """'Is against its entry', 'has no objection to its entry', 'fears its entry': who says so does not foresee it."""
    prep = act.head if act.dep == "pobj" else act
    above = prep.head if prep is not None else None
    if above is not None and act.dep == "nsubj":
        return any(w.lemma in ("intolerable", "unacceptable") for w in above.by("acomp"))
    return prep is not None and (prep.lemma == "against" or (above is not None and above.lemma in _AGAINST))


def _once(word: Token) -> bool:
    """'Once a member of it', 'once claimed it'."""
    return any(c.low in _BYGONE for c in word.by("advmod"))


def _its_own_speaker(token: Token, verdict: Verdict) -> bool:
    """'Which *according to the army* is an ally of Peru': the relative clause itself says whose word it is."""
    clause = next((t for t in (token, *token.ancestors()) if t.dep == "relcl"), None)
    if clause is None or verdict.holder is None:
        return False
    return any(verdict.holder.token in list(phrase.subtree()) for phrase in clause.by("prep"))


def _requested(verb: Token) -> bool:
    """'The request that it be *admitted*': what is asked for, and not so yet."""
    return grammar.be_done(verb) and not verb.by("aux") and any(m.low == "that" for m in verb.by("mark"))
