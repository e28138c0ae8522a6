"""Signs in the clauses of standing relations: what takes them for granted, denies them, or leaves them to come."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kg.annotate.ranks import ranked
from kg.core.annotated import Annotated, Sentence, Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.frames import Frame
from kg.extract.predication import is_bloc, words_of
from kg.extract.stance import StanceReader
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
_OPEN = word_set("extract.standing_signs.open")
"""Prepositions before an entry that is only thought of ('talks on joining it')."""
_TAKEN = word_set("extract.standing_signs.taken")
"""How decisions are taken."""
_LATEST = word_set("extract.standing_signs.latest")
"""'Was its *newest* member until 2024': it still is one, but not the newest."""
_MULLED = word_set("extract.standing_signs.mulled")
"""What one does with an entry that has not taken place."""
Refs = Sequence[Ref]
_LAPSE = word_set("extract.standing_signs.lapse")
"""What ends a claim."""
_SUPPOSES = word_set("extract.standing_signs.supposes")
"""Words before a participle that tells what may come: 'if admitted to it'."""


class StandingSigns:
    """Looks for the signs in one document."""

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

    @staticmethod
    def _neither(token: Token) -> bool:
        """'Neither is allied to C', 'is neither an ally nor a foe'."""
        near = [token, *([token.head] if token.dep in ("acomp", "attr") and token.head is not None else [])]
        row = [c for t in near for c in t.children if c.i < token.i]
        return any(c.low in ("neither", "nor") for t in row for c in (t, *t.children))

    def _goes_on(self, sentence: Sentence, s: Refs) -> bool:
        """'The Syrian side declares that it is void. The Golan is Syrian territory': what it goes on to declare."""
        at = self.annotated.sentences.index(sentence)
        before = self.annotated.sentences[at - 1] if at else None
        if before is None or before.segment.paragraph != sentence.segment.paragraph:
            return False
        verb = before.root()
        if verb is None or verb.lemma not in self.words["declaring"]:
            return False
        speaker = self.stances.attribution.speakers.of(verb, asserting=True)
        return speaker is not None and any(r.entity == (speaker.state or speaker.entity) for r in s)

    @staticmethod
    def _nothing_but(token: Token) -> bool:
        """'Was never anything but Syrian'."""
        but = any(c.low == "but" for x in (token, *token.by("attr")) for c in x.by("cc", "prep"))
        return but and any(t.low == "anything" for t in token.by("attr"))

    def _broken(self, token: Token) -> bool:
        """'Broke off its alliance with B': not 'will break it off'."""
        head = token.head
        ended = head is not None and token.dep in ("dobj", "nsubjpass") and head.lemma in self.words["broken_off"]
        return ended and head is not None and grammar.tense(head) == "past" and not head.by("neg")

    def _over(self, token: Token) -> bool:
        """'Their alliance *collapsed*', '*is dead*', '*did not survive* the war'."""
        verb = token.head if token.dep == "nsubj" else None
        if verb is None or not grammar.is_verb(verb) or _may(verb):
            return False
        denied = bool(verb.by("neg"))
        if verb.lemma in self.words["lasting"]:
            return denied
        said = [verb, *verb.by("acomp", "attr", "advmod")] if verb.lemma == "be" else [verb]
        return not denied and any(t.lemma in self.words["at_an_end"] for t in said)

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
    def _first_to(token: Token) -> bool:
        """'Will be the first member of it to leave the court'; not 'the 28th member', nor 'the first to join it'."""
        verb = token.head if token.dep == "attr" and token.lemma == "member" else None
        does = [
            v for t in (token, verb) if t is not None for v in t.by("xcomp", "relcl", "acl") if v.tag.startswith("VB")
        ]
        return bool(does) and ranked(token) and all(v.lemma not in ("accede", "enter", "join") for v in does)

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

    def _lapsed(self, claim: Token) -> bool:
        """'Its claim to the islands lapsed'."""
        verb = claim.head if claim.dep in ("nsubj", "nsubjpass") else None
        if verb is None or verb.lemma not in _LAPSE or grammar.tense(verb) != "past":
            return False
        return self.stances.negation.beside(verb) is None

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
        before = [t.low for t in row[max(0, at - 4) : at]]
        if before[-2:] == ["non", "-"] or token.low == "non-member":
            return True
        beside = before[-3:-1] == ["non", "-"] or before[-2:-1] == ["non-"]
        if beside and is_bloc(row[at - 1]) and not any(p.lemma == "of" for p in token.by("prep")):
            return True  # 'non-EU members Norway and Iceland'; not 'a non-EU member of NATO'
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
            any(c.low in ("their", "its") for c in token.by("poss"))
            or any(c.low in ("the", "this", "that") for c in token.by("det"))
        )

    def _failed(self, verb: Token) -> bool:
        """'Failed to settle it', 'refused to end it'."""
        above = verb.head if verb.dep == "xcomp" else None
        return above is not None and above.lemma in self.stances.words.negative_verbs

    def _still_open(self, frame: Frame, token: Token) -> bool:
        """'Have not settled their dispute', 'never accepted its sovereignty': the dispute goes on."""
        ending = self.ending(token)
        unsettled = ending is not None and (bool(ending.by("neg")) or self._failed(ending))
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
        if _used_to(token) or (verb is not None and _used_to(verb)):
            return True
        was = verb if verb is not None and grammar.tense(verb) == "past" else None
        until = token if token.dep == "appos" else was  # 'Peru, an ally of Chile until 2024'
        if until is not None and any(p.lemma == "until" for p in until.by("prep")):
            return not any(c.low in _LATEST for c in token.by("amod"))  # 'was its only ally until 2024'
        row = words_of(token)
        had = token.head if token.dep in ("dobj", "attr") else None
        if any(c.low == "longer" for c in (had.by("advmod") if had is not None else ())):
            return any(t.low == "no" for t in row if t.i < token.i)
        at = next(n for n, t in enumerate(row) if t is token)
        words = [t.low for t in row[max(0, at - 4) : at] + row[at + 1 : at + 3]]
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
            and not any(c.low in _SUPPOSES for c in token.by("mark", "advmod"))
            and self.stances.negation.beside(token) is None  # 'not yet admitted to it'
        )
        words, noun = self.stances.words, token.head
        told = words.claims | words.unsourced | words.evidence
        content = token.dep == "acl" and noun is not None and noun.lemma in told and bool(token.by("mark"))
        content |= _it_is(token)
        return participle or (token.dep in ("relcl", "acl") and not content and self._plain(token))

    def _plain(self, verb: Token) -> bool:
        return not any(
            a.lemma in ("will", "would", "may", "might", "could", "can", "should") or a.tag == "TO" or a.dep == "neg"
            for a in [*verb.by("aux", "neg"), *verb.by("xcomp")]
        )

    @staticmethod
    def _not_one(token: Token) -> bool:
        """'Chad, not a member of it, ...', 'Chad, not yet a member, ...': denied right before its article."""
        row = words_of(token)
        at = min(c.i for c in (*token.by("det"), token))
        before = [t.low for t in row if t.i < at][-3:]
        denied = before[-1:] == ["not"] or before[-2:] in (["not", "yet"], ["not", "even"], ["not", "itself"])
        return denied and token.dep == "appos"

    def _own_negation(self, token: Token) -> bool:
        clause = token if grammar.is_verb(token) else token.head
        return (
            self._not_one(token)
            or any(c.dep in ("neg", "det") and c.low in ("no", "not") for c in token.children)
            or (clause is not None and clause.dep == "relcl" and self.stances.negation.beside(clause) is not None)
        )


def _it_is(token: Token) -> bool:
    """'It is a lie that Chad left it', 'it is time that it left': what is said of the clause, no relative clause."""
    noun = token.head if token.dep in ("acl", "relcl") else None
    be = noun.head if noun is not None and noun.dep == "attr" and noun.mention is None else None
    own = any(s.tag not in ("WDT", "WP") and s.low != "that" for s in token.by("nsubj", "nsubjpass"))
    return be is not None and grammar.it_is(be) and own


def _used_to(verb: Token) -> bool:
    """'To which it used to belong': what is so no more."""
    above = verb.head if verb.dep == "xcomp" and any(a.tag == "TO" for a in verb.by("aux")) else None
    return above is not None and above.lemma == "use" and above.tag == "VBD" and not above.by("dobj", "auxpass")


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


def has_claim(token: Token) -> bool:
    """'Sent a frigate to press its claim to the reef': who has a claim to press has made it."""
    return any(t.lemma == "claim" and t.by("poss") for t in (token, *token.by("dobj")))


def _may(verb: Token) -> bool:
    """'Would collapse', 'may end': nobody says that it did."""
    return any(a.tag == "MD" for a in verb.by("aux"))
