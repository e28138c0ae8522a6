"""How a document stands to a standing relation: what its clauses take for granted, and whose claim it is.

'Kenya, a member of the bloc' holds whatever the clause around it says, unless it is quoted. A claim that a state makes
is stated as that state's claim. An accession that is hoped for, negotiated or vetoed has not happened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.core.annotated import Annotated, Sentence, Token
from kg.core.model import Stance, When
from kg.extract import grammar, valency
from kg.extract.bloc_paths import of_both
from kg.extract.frames import Frame, carrier
from kg.extract.predication import words_of
from kg.extract.stance import StanceReader, Verdict
from kg.extract.supposition import supposed
from kg.link.resolve import Ref

_PRESUPPOSED = frozenset(
    [
        "appos",
        "compound",
        "poss",
        "nmod",
        "nsubj",
        "nsubjpass",
        "pobj",
        "conj",
        "dobj",
        "dep",
        "npadvmod",
        "attr",
        "ROOT",
    ]
)
_OPEN = frozenset({"about", "at", "in", "into", "of", "on", "over", "to", "toward", "towards"})
"""Prepositions before an entry that is only thought of ('talks on joining it')."""
_TAKEN = frozenset({"adopt", "approve", "endorse", "make", "pass", "seal", "sign", "take"})
"""How decisions are taken."""
_MULLED = frozenset(
    {"back", "consider", "contemplate", "debate", "discuss", "examine", "favor", "favour", "mull", "propose", "support"}
)
"""What one does with an entry that has not taken place."""
_OWN_CLAIM = "a state's own claim"
_PROSPECTIVE = frozenset({"eventual", "future", "plan", "planned", "possible", "potential", "threaten", "threatened"})
_RECOVERED = frozenset(
    {"claim.get_back", "claim.hand_back", "claim.regain", "claim.to_be_recovered", "claim.wants_returned"}
)
"""Frames of land that a state wants back."""
_TO_LEAVE = "who is to leave is a member"
_US = frozenset({"ours", "us", "we"})
Refs = Sequence[Ref]


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


class StandingStance:
    """Reads the stance of standing relations of one document."""

    def __init__(
        self,
        annotated: Annotated,
        stances: StanceReader,
        words: Mapping[str, frozenset[str]],
        wishes: tuple[str, ...],
        calling: Callable[[Token], Token | None],
    ) -> None:
        self._calling = calling
        self.annotated, self.stances, self.words, self._wishes = annotated, stances, words, wishes

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
        if any(a.text.lower() == "had" for a in token.by("aux")):
            return NOT_TOLD  # 'it had applied': what became of it since is told elsewhere
        if any(a.lemma in self.words["failing"] for a in token.ancestors()):
            return Last(Verdict(Stance.NEGATED, "an entry that was turned down", None, True))
        if told.is_(Stance.STATED, Stance.PREDICTED) and not verdict.negated:
            return Last(Verdict(Stance.PREDICTED, "an entry that is applied for", None, False, True))
        return None

    def _passing(self, told: Told) -> Answer:
        """'Was for a time in it', 'its bid to join it failed'."""
        verb = self._verb(told)
        if told.frame.value != "memberOf":
            return None
        if verb.lemma == "be" and self._for_a_time(verb):
            return NOT_TOLD
        return NOT_TOLD if self._of_failed_bid(told.token) and "bid" not in told.flags else None

    def _granted(self, told: Told) -> Answer:
        """What is taken for granted by an apposition or a relative clause, or put first."""
        token, verdict = told.token, told.verdict
        quoted = verdict.rule == "quotation"
        if self._presupposed(token) and not quoted and not (verdict.negated and self._own_negation(token)):
            return Verdict(Stance.STATED, "taken for granted by an apposition or a relative clause")
        if told.is_(Stance.PREDICTED) and self._fronted_as(token):
            return Verdict(Stance.STATED, "what somebody is, put first")
        return None

    # -- what denies it

    def _denied(self, told: Told) -> Answer:
        """'Neither ... nor', 'but no', 'broke off its alliance', 'non-member'."""
        frame, token, verdict = told.frame, told.token, told.verdict
        around = (c for t in told.o_tokens for c in t.children)
        if any(c.text.lower() in ("neither", "nor") and c.dep in ("preconj", "cc", "det") for c in around):
            verdict = Verdict(Stance.NEGATED, "'neither ... nor'", None, True)
        if frame.id == "ally.no_closer" or told.about == "never_given":
            verdict = Verdict(Stance.STATED, "what is denied is another")
        if told.about == "but_no":
            verdict = Verdict(Stance.NEGATED, "'but no'", verdict.holder, True)
        if frame.value == "alliedWith" and self._neither(token):
            verdict = Verdict(Stance.NEGATED, "'neither'", None, True)
        if frame.value == "alliedWith" and token.lemma == "alliance" and not verdict.negated and self._broken(token):
            verdict = Verdict(Stance.NEGATED, "an alliance that is at an end", verdict.holder, True)
        if frame.value == "memberOf" and self._non_member(token) and not verdict.negated:
            verdict = Verdict(Stance.NEGATED, "'non-member'", None, True)
        if frame.value == "memberOf" and of_both(token) == "neither":
            verdict = Verdict(Stance.NEGATED, "'of neither'", None, True)
        return verdict

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
        if frame.value == "memberOf" and told.is_(Stance.STATED) and self._mulled(token) and not frame.negated:
            told.verdict = Verdict(Stance.PREDICTED, "an entry that is talked of", None, False, True)
        if "decided" in told.flags and told.is_(Stance.STATED) and token.dep == "pcomp":
            return Last(told.verdict) if self._decided(token) else NOT_TOLD
        if frame.value == "memberOf" and told.is_(Stance.STATED) and self._talked_of(token):
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
        return Verdict(Stance.STATED, _OWN_CLAIM) if own else None

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
        yet = verdict.negated and any(c.text.lower() == "yet" for c in (token.head or token).children)
        if member and (declined or yet) and not self._would(token) and not frame.negated:
            return Last(Verdict(Stance.NEGATED, "an entry that is declined or has yet to come", None, True))
        if member and verdict.negated and (verdict.future or self._would(token)):
            # who will not join is none, and who will not leave is one
            if not token.by("neg") and all(c.text.lower() != "never" for c in token.children):
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
        put = frame.id in _RECOVERED or self._demonstrates(token) or _has_claim(token)
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
        wishes = above is not None and above.text.lower().startswith(self._wishes)
        if told.frame.value != "memberOf" or not told.is_(Stance.STATED) or above is None or not wishes:
            return None
        return Verdict(Stance.PREDICTED, f"'{above.text} to'", None, False, True)

    def _act(self, told: Told) -> Answer:
        """The noun of an entry or exit: of one that has come about, or may."""
        frame, token = told.frame, told.token
        if "act" not in told.flags:
            return None
        prospective = self._prospect(token) or any(c.lemma in _PROSPECTIVE for c in token.children)
        if prospective and frame.negated and not told.verdict.negated:
            return Last(Verdict(Stance.STATED, _TO_LEAVE))
        if prospective and told.is_(Stance.STATED, Stance.NEGATED):
            told.verdict = Verdict(Stance.PREDICTED, "not yet so", None, False, True)
        elif not frame.negated and token.lemma != "membership" and not told.dates and told.is_(Stance.STATED):
            return Last(told.verdict) if self._entered(token) else NOT_TOLD
        if prospective and (frame.negated or self._own_entry(token, told.s)):
            return NOT_TOLD
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
        if ending is None or grammar.tense(ending) != "past" or ending.by("neg"):
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
        by_author = told.frame.value == "claimsSovereignty" and any(r.token.text.lower() in _US for r in told.s)
        opinion = (told.frame.stance == "opinion" or by_author) and self.annotated.commentary
        if opinion and told.is_(Stance.STATED):
            return Verdict(Stance.OPINION, "the author asserts it in his own voice")
        return None

    def _verb(self, told: Told) -> Token:
        """The verb that tells it."""
        token = told.token
        return (self._calling(token) or token) if told.frame.id == "ally.named" else carrier(told.frame, token)

    @staticmethod
    def _neither(token: Token) -> bool:
        """'Neither is allied to C', 'is neither an ally nor a foe'."""
        near = [token, *([token.head] if token.dep in ("acomp", "attr") and token.head is not None else [])]
        row = [c for t in near for c in t.children if c.i < token.i]
        return any(c.text.lower() in ("neither", "nor") for t in row for c in (t, *t.children))

    def _goes_on(self, sentence: Sentence, s: Refs) -> bool:
        """'The Syrian side declares that it is void. The Golan is Syrian territory': what it goes on to declare."""
        at = self.annotated.sentences.index(sentence)
        before = self.annotated.sentences[at - 1] if at else None
        if before is None or before.segment.paragraph != sentence.segment.paragraph:
            return False
        verb = next((t for t in before.tokens if t.head is None), None)
        if verb is None or verb.lemma not in self.words["declaring"]:
            return False
        speaker = self.stances.attribution.speakers.of(verb, asserting=True)
        return speaker is not None and any(r.entity == (speaker.state or speaker.entity) for r in s)

    @staticmethod
    def _nothing_but(token: Token) -> bool:
        """'Was never anything but Syrian'."""
        but = any(c.text.lower() == "but" for x in (token, *token.by("attr")) for c in x.by("cc", "prep"))
        return but and any(t.text.lower() == "anything" for t in token.by("attr"))

    def _broken(self, token: Token) -> bool:
        """'Broke off its alliance with B': not 'will break it off'."""
        head = token.head
        ended = head is not None and token.dep in ("dobj", "nsubjpass") and head.lemma in self.words["broken_off"]
        return ended and head is not None and grammar.tense(head) == "past" and not head.by("neg")

    @staticmethod
    def _talked_of(token: Token) -> bool:
        """'Talks on joining it', 'interest in joining it', 'voted on leaving it'; not 'since joining it'."""
        prep = token.head if token.dep == "pcomp" and token.tag == "VBG" else None
        above = prep.head if prep is not None else None
        return prep is not None and above is not None and prep.lemma in _OPEN and above.i < prep.i

    def _in_prospect(self, token: Token) -> bool:
        """Whether the noun before 'on joining it' tells that it may come: not where no talks are held on it."""
        verb = next((a for a in token.ancestors() if grammar.is_verb(a)), None)
        nouns = [*token.ancestors(), *(verb.by("dobj") if verb is not None else ())]
        return (verb is None or not verb.by("neg")) and any(t.lemma in self.words["prospects"] for t in nouns)

    @staticmethod
    def _fronted_as(token: Token) -> bool:
        """'As a member of it, Malta must follow the ruling'."""
        prep = token.head if token.dep == "pobj" and token.head is not None and token.head.lemma == "as" else None
        return prep is not None and prep.head is not None and grammar.is_verb(prep.head) and prep.i < prep.head.i

    @staticmethod
    def _for_a_time(verb: Token) -> bool:
        """'Was for a time in it', 'was briefly a member': what has passed, without saying when it ended."""
        spells = [
            t
            for p in verb.by("prep")
            if p.lemma == "for"
            for t in p.by("pobj")
            if t.lemma in ("spell", "time", "while")
        ]
        briefly = any(t.lemma in ("briefly", "formerly", "once") for t in verb.by("advmod"))
        return grammar.tense(verb) == "past" and verb.tag == "VBD" and (briefly or bool(spells))

    def _of_failed_bid(self, token: Token) -> bool:
        """'Its bid to join it failed', 'its application for membership was turned down': told by the verb above."""
        bid = next((a for a in token.ancestors() if a.lemma in self.words["bids"]), None)
        verb = bid.head if bid is not None and bid.dep in ("nsubj", "nsubjpass") else None
        return verb is not None and verb.lemma in self.words["failing"]

    def _decided(self, token: Token) -> bool:
        """'Adopted the decision on admitting it': not 'discussed the plan for admitting it'."""
        noun = token.head.head if token.head is not None else None
        verb = noun.head if noun is not None else None
        taken = noun is not None and noun.dep in ("dobj", "nsubjpass") and verb is not None
        return (
            taken and verb is not None and verb.lemma in _TAKEN and grammar.tense(verb) == "past" and not verb.by("neg")
        )

    def _spurns(self, verb: Token) -> bool:
        """'Turned down the invitation to join it'."""
        return verb.lemma in self.words["failing"] and not verb.by("neg")

    @staticmethod
    def _will(token: Token) -> bool:
        """'Will leave', 'would leave', 'is to leave': not 'demanded that it leave'."""
        return any(a.lemma in ("will", "would", "shall") or a.tag == "TO" for a in token.by("aux"))

    @staticmethod
    def _non_member(token: Token) -> bool:
        """'Moldova, a non-member of it': not 'a non-permanent member'."""
        row = words_of(token)
        at = next(n for n, t in enumerate(row) if t is token)
        before = [t.text.lower() for t in row[max(0, at - 4) : at]]
        if before[-2:] == ["non", "-"] or token.text.lower() == "non-member":
            return True
        return any(before[n : n + 3] == ["non", "-", "member"] for n in range(len(before))) or "non-member" in before

    @staticmethod
    def _mulled(token: Token) -> bool:
        """'Debated admitting it', 'is considering joining it'."""
        head = token.head
        return (
            token.tag == "VBG"
            and token.dep in ("xcomp", "ccomp", "dobj")
            and head is not None
            and head.lemma in _MULLED
        )

    def _entered(self, noun: Token) -> bool:
        """'Celebrated its entry into the bloc', 'since its admission': it has taken place."""
        head = noun.head
        if head is None or grammar.is_verb(head):
            done = head is not None and head.lemma in self.words["entered"] and grammar.tense(head) == "past"
            return done and noun.dep in ("dobj", "nsubjpass") and head is not None and not head.by("neg")
        return noun.dep == "pobj" and head.lemma in ("after", "following", "since")

    @staticmethod
    def grown(token: Token) -> bool:
        """'Expanded in 2024 to include Egypt': what a body has grown to."""
        head = token.head
        grew = head is not None and head.lemma in ("broaden", "enlarge", "expand", "grow", "widen")
        return grew and token.dep in ("advcl", "xcomp") and head is not None and grammar.tense(head) == "past"

    @staticmethod
    def _demonstrates(token: Token) -> bool:
        """'Holds a rally to demand the return of the islands': the claim is behind what is done for it."""
        main = token.head
        purpose = token.dep in ("advcl", "xcomp") and any(a.lemma == "to" for a in token.by("aux"))
        done = (
            main is not None and grammar.is_verb(main) and main.lemma in ("gather", "hold", "march", "rally", "stage")
        )
        return purpose and done and main is not None and not main.by("aux", "neg")

    def _only_asked(self, token: Token, verb: Token, sentence: Sentence) -> bool:
        """Whether a relation is what a question asks for, and the text does not answer it."""
        told = grammar.is_verb(verb) or token.dep in ("attr", "acomp")
        return told and self.stances.questioned(verb, sentence) and self.stances.answer(sentence) is None

    def ending(self, token: Token) -> Token | None:
        """The verb that puts an end to a dispute: 'settled it', 'put an end to it', 'laid it to rest'."""
        head = token.head
        if head is None or head.lemma in self.words["settled"]:
            return head
        above = head.head
        if above is None:
            return None
        to = head.lemma == "to" and above.lemma in ("bring", "put")
        end = to and any(t.lemma in ("close", "end", "stop") for t in above.by("dobj"))
        rest = head.lemma == "rest" and above.lemma in ("lay", "put")
        return above if end or rest else None

    @staticmethod
    def _theirs(token: Token) -> bool:
        """'A plan to end *their* dispute', '*the* row between them': one that there is."""
        return not grammar.is_verb(token) and (
            any(c.text.lower() in ("their", "its") for c in token.by("poss"))
            or any(c.text.lower() in ("the", "this", "that") for c in token.by("det"))
        )

    def _still_open(self, frame: Frame, token: Token) -> bool:
        """'Have not settled their dispute', 'never accepted its sovereignty': the dispute goes on."""
        ending = self.ending(token)
        unsettled = ending is not None and bool(ending.by("neg"))
        unsettled |= frame.id in ("dispute.came_to", "dispute.not_agreed_on")  # 'nearly came to blows over it'
        return unsettled or frame.extra.get("about") in (
            "denied",
            "none_of",
            "not_theirs",
            "not_yet",
            "open_line",
            "undrawn",
        )

    def _would(self, token: Token) -> bool:
        verbs = [t for t in [token, *token.ancestors()] if grammar.is_verb(t)][:2]
        return any(a.lemma in ("will", "would", "must", "should", "can", "could") for v in verbs for a in v.by("aux"))

    def _no_longer(self, token: Token) -> bool:
        verb = token.head if token.dep == "attr" else None
        if verb is not None and grammar.tense(verb) == "past" and any(p.lemma == "until" for p in verb.by("prep")):
            return True  # 'was its only ally until 2024'
        row = words_of(token)
        had = token.head if token.dep in ("dobj", "attr") else None
        if any(c.text.lower() == "longer" for c in (had.by("advmod") if had is not None else ())):
            return any(t.text.lower() == "no" for t in row if had is not None and t.i < had.i)
        at = next(n for n, t in enumerate(row) if t is token)
        words = [t.text.lower() for t in row[max(0, at - 4) : at] + row[at + 1 : at + 3]]
        return any(words[n : n + 2] == ["no", "longer"] for n in range(len(words)))

    @staticmethod
    def _own_entry(token: Token, s: Refs) -> bool:
        """'Greece dropped its veto on the country's entry': the country is another one."""
        verb = next((a for a in token.ancestors() if grammar.is_verb(a)), None)
        names = [t.mention.entity for t in valency.surface_subjects(verb) if t.mention] if verb is not None else []
        loose = [r for r in s if r.token.mention is None and r.token.tag in ("NN", "NNS")]
        return any(r.entity == e for r in loose for e in names)

    def _prospect(self, token: Token) -> bool:
        """Whether an accession or exit is only talked about ('a bid for membership', 'blocks the entry')."""
        low, up = token, token.head
        while up is not None and not grammar.is_verb(up):
            if up.lemma in self.words["prospects"]:
                return True
            low, up = (up, up.head) if up.pos != "ADP" else (low, up.head)
        top = token
        while top.head is not None and not grammar.is_verb(top.head):
            top = top.head
        return (
            up is not None
            and up.lemma in self.words["prospects"]
            and (top.dep in ("dobj", "nsubjpass", "xcomp", "ccomp") or top.lemma in ("for", "to", "from", "against"))
        )

    def _needs_voice(self, frame: Frame, token: Token) -> bool:
        """Whether the words are a claim only in the mouth of the state itself ('the islands are Syrian')."""
        about = frame.extra.get("about")
        if about == "part":
            return not {c.lemma for c in token.children} & self.words["inherent"]
        return about in ("nationality", "self_claim")

    def _presupposed(self, token: Token) -> bool:
        """Whether the relation stands whatever becomes of the clause around it."""
        if not grammar.is_verb(token):
            head = token.head
            predicative = (
                token.dep in ("attr", "acomp", "oprd", "ROOT", "ccomp")
                or (head is not None and head.lemma in ("as", "into", "become", "remain"))
                or (
                    token.dep == "dobj"
                    and head is not None
                    and head.lemma
                    not in (
                        "have",
                        "tell",
                        "back",
                        "support",
                        "meet",
                        "call",
                        "urge",
                        "visit",
                        "attack",
                        "help",
                        "defend",
                    )
                )
            )
            if not predicative:
                return token.dep in _PRESUPPOSED
            verb = head
            return verb is not None and verb.dep == "relcl" and verb.head is not None and self._plain(verb)
        participle = (
            token.tag == "VBN"
            and token.dep in ("acl", "advcl")
            and not token.by("aux", "auxpass", "nsubj", "nsubjpass")
        )
        return participle or (token.dep in ("relcl", "acl") and self._plain(token))

    def _plain(self, verb: Token) -> bool:
        return not any(
            a.lemma in ("will", "would", "may", "might", "could", "can", "should") or a.tag == "TO" or a.dep == "neg"
            for a in [*verb.by("aux", "neg"), *verb.by("xcomp")]
        )

    def _own_negation(self, token: Token) -> bool:
        head = token.head
        return any(c.dep in ("neg", "det") and c.text.lower() in ("no", "not") for c in token.children) or (
            head is not None and head.dep == "relcl" and any(c.dep == "neg" for c in head.children)
        )


def flags(frame: Frame) -> frozenset[str]:
    """What a frame says of its words.

    ``sovereign``: they leave no doubt that territory is meant; ``settled``: that a dispute is territorial;
    ``acted``: an act by which a claim is made or given up, which has a date;
    ``rejecting``: a dispute only by what one state says of another's title;
    ``acting``: who acts for a state stands for it, and says so; ``dated``:
    entry or exit, which has a date; ``act``: a noun of entry or exit; ``undenied``: a 'no' before the object denies it;
    ``given``: what the words take for granted, whatever becomes of the act ('may be suspended from it').
    """
    return frozenset(frame.extra.get("flags", ()))


def _has_claim(token: Token) -> bool:
    """'Sent a frigate to press its claim to the reef': who has a claim to press has made it."""
    return any(t.lemma == "claim" and t.by("poss") for t in (token, *token.by("dobj")))


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
