"""Whom an act is directed at where its clause does not say so, by what the text has said before.

Each rule has a name, which stands in the trace of a claim:

``who has just acted upon the actor``  "A accused B. B rejected the charge": B's act is directed at A
``whose words are taken up``           'that account', 'the charges', 'denied this': whoever said it last,
                                       of another side
``the other side of the affair``       the one other side of the last hostile act in which the actor had a part
``the other of the two``               the other one of the two states that the text is about
``the one accused denies``             'A accuses B. He denies it': it is B who does
``whom the promise concerns``          'agreed to guard Libyan waters': the promise is made to Libya
``whom the actor has just met``        a promise made at a meeting is made to whom one meets
``a party of what is spoken of``, ``those who have agreed``
                                       whose deal, outcome or truce is welcomed
``the two sides of the act before``    'both sides' of a fight in which one side is no state
``to whom another does the like in the same sentence``
``whose deed it was``                  'condemned the raid': who made the last one told
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from kg.core.annotated import Annotated, Sentence, Token
from kg.core.model import Entity
from kg.extract import grammar
from kg.extract.predication import words_of
from kg.extract.speakers import Speakers
from kg.link.anaphora import judges
from kg.link.references import BLOC_KINDS
from kg.link.resolve import PLACE_KINDS, STATE_KINDS, Ref, Resolver

ANSWERED = {"ACCUSE", "REQUEST", "REJECT", "THREATEN", "PROTEST", "SANCTION", "COERCE", "ASSAULT", "MOBILIZE"}
"""Acts that may be answered."""
SAID = {"ACCUSE", "REQUEST", "THREATEN", "PROTEST", "REJECT"}
"""Acts that are done by words."""
FRIENDLY = {"AID", "COOPERATE", "SUPPORT"}
_ALLIED = {"ArmsTransfer", "InformationSecurity", "Logistics", "MutualDefense", "VisitingForces"}
MEETING = {"AGREE", "CONCEDE", "CONSULT", "COOPERATE"}
_BACK = 2
"""How many sentences back words may be taken up."""
_BENCHES = frozenset({"Court", "IntergovernmentalOrganization"})
"""To whom one complains of others."""
_TWICE = 2
"""So often must a text name a state that it is surely about."""
_CHORUS = 2
"""How many may be answered by name; more are answered as a whole."""
NAMELESS, SHIP = "a group without a name", "a ship by its name"
SECEDED = "a land that is recognised as a state"
"""The rule by which a land stands for those who rule it as a state."""
_WHOSE_DEED = "whose deed it was"
_WHOSE_DECISION = "whose decision it was"
_VIOLENT = {"ASSAULT", "COERCE"}
_BY_FORCES = {"ASSAULT", "COERCE", "MOBILIZE"}
_STANDING_IN = {"all", "both", "it", "most", "some", "they"}
"""Words for forces told of before."""
_PARTIES = {"parties", "sides", "signatories"}
_JUDGING = {
    *("applaud", "cheer", "commend", "hail", "laud", "praise", "salute", "welcome"),
    *("assail", "blast", "condemn", "criticise", "criticize", "decry", "denounce", "deplore", "slam"),
}
"""How one judges what another has decided."""
_FAR_MORE = 2
"""How many times as often as any other a state must be named for aid without an address to go to it."""
_PLENTY = 3
"""So often is a state named in a text that is about it, whatever third one it names as often."""
_AFFAIR = 3
"""How many sentences back an act may lie whose other side is still meant."""
TOO = frozenset({"also", "likewise", "too"})


@dataclass(frozen=True, slots=True)
class Past:
    """An event already read: what, by whom, upon whom, where."""

    value: str
    s: tuple[Ref, ...]
    o: tuple[Ref, ...]
    sentence: int
    paragraph: int
    at: int
    aside: bool = False
    """Whether a relative clause tells it."""


_POSTS = {"checkpoint", "outpost", "position", "post"}
"""What the other side of two that fight holds ('attacked posts along the border')."""


_GIVING = frozenset(
    {
        "airlift",
        "dispatch",
        "donate",
        "fly",
        "give",
        "grant",
        "lend",
        "offer",
        "pay",
        "pledge",
        "promise",
        "provide",
        "send",
    }
    | {"ship", "supply"}
)
"""What several do in a row for one who is helped."""


class Addressees:
    """Finds whom acts of one document are directed at; it remembers the events read so far."""

    def __init__(
        self,
        annotated: Annotated,
        resolver: Resolver,
        words: Mapping[str, frozenset[str]],
        speakers: Speakers,
    ) -> None:
        self.annotated, self.resolver, self.words, self.speakers = annotated, resolver, words, speakers
        self._number = {id(s): n for n, s in enumerate(annotated.sentences)}
        self.past: list[Past] = []
        self._blamed: dict[str, tuple[Ref, ...]] = {}

    def number(self, sentence: Sentence) -> int:
        """Which sentence of the document it is."""
        return self._number[id(sentence)]

    def remember(self, value: str, s: Sequence[Ref], o: Sequence[Ref], sentence: Sentence, trigger: Token) -> None:
        """Keep an event, for what answers it."""
        self.past.append(
            Past(
                value,
                tuple(s),
                tuple(o),
                self._number[id(sentence)],
                sentence.segment.paragraph,
                trigger.start,
                trigger.dep == "relcl",
            )
        )

    def reply(self, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
        """Whom an act answers: who acted upon the actor last, or whose words it takes up."""
        taken_up = self._taken_up(trigger)
        charged = any(noun.lemma in self.words["charges"] for noun in taken_up)
        if charged and (accusers := self._charged(sentence, trigger, s)):
            return _named(accusers, "who has accused the actor")
        near = self._near(sentence, trigger, 1)
        for past in near:
            if past.value in ANSWERED and any(
                same_side(o, s) or (o.state is not None and any(o.state == x.entity for x in s)) for o in past.o
            ):
                others = [r for r in past.s if all(r.entity != x.entity for x in s)]
                if value == "ACCUSE" and past.value == "REQUEST":
                    continue  # who is asked and calls something a mistake does not blame who asks
                if value in ("REQUEST", "SANCTION") and any(r.entity.kind == "Group" for r in others):
                    continue  # nothing is asked of nameless gunmen, nor is trade with them cut off
                if others and len(_states(others)) <= _CHORUS:
                    return _named(others, "who has just acted upon the actor")
        for noun in taken_up:
            if value == "ACCUSE" and noun.tag == "PRP":
                continue  # 'called it a mistake': what that is, only the sentence before tells
            owners = [r for p in noun.by("poss") for r in self.resolver.actors(p)]
            if owners and all(same_side(r, s) for r in owners):
                continue  # 'has never dropped its claim': its own
            main = self._main_clause(noun, trigger)
            if main is not None and (said := self._others(grammar.logical_subjects(main), s)):
                return _named(said, "whose words are taken up")
            if said := self._last_words(sentence, trigger, s):
                return _named(said, "whose words are taken up")
        return []

    def _charged(self, sentence: Sentence, trigger: Token, s: Sequence[Ref]) -> list[Ref]:
        """'Rejected the charge': who has accused the actor, whoever spoke since."""
        near = (p for p in self._near(sentence, trigger, _AFFAIR) if p.value == "ACCUSE")
        charged = next((list(p.s) for p in near if any(same_side(o, s) for o in p.o)), [])
        return charged if len(_states(charged)) <= _CHORUS else []

    def done_too(self, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token, back: int = 3) -> list[Ref]:
        """'Peru recalled its envoy from Quito. Chile *also* called its envoy home': upon whom another has done so."""
        past = next((p for p in self._near(sentence, trigger, back) if p.value == value and p.o), None)
        if value not in ANSWERED or past is None or any(same_side(r, s) for r in (*past.s, *past.o)):
            return []
        return _named(past.o, "to whom another has just done the like")

    def answering(self, o: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
        """Who acts upon one who has just acted upon him."""
        for past in self._near(sentence, trigger, 1):
            others = [r for r in past.o if not same_side(r, o)]
            if others and past.value in ANSWERED and any(same_side(r, o) for r in past.s):
                return others
        return []

    def counterpart(self, one: Sequence[Ref], trigger: Token) -> list[Ref]:
        """The other one of the two states that the document is about, or that are named together most."""
        pairs = [p for p in (self.resolver.main_pair(), self.resolver.pair_of_text()) if not self._one_of_many(p)]
        return next((o for pair in pairs if (o := self._other(pair, one, trigger, "the other of the two"))), [])

    def _one_of_many(self, pair: Sequence[Entity]) -> bool:
        """Whether a third state is named as often as one of two, so that who 'the other' is would be a guess."""
        counts = self.resolver._states_named
        third = max((n for e, n in counts.items() if e not in pair), default=0)
        lesser = min((counts[e] for e in pair), default=0)
        return third >= lesser and lesser < _PLENTY

    def succeeded(self, one: Sequence[Ref], trigger: Token) -> list[Ref]:
        """'Soviet troops seized the islands', in a text about Japan and Russia: Japan, the other one of the heir."""
        heirs = self.resolver.lexicon.heirs
        old = [r.entity.iri.rpartition("/")[2] for r in one if r.entity.kind == "HistoricalState"]
        state = self.resolver.entities.state(heirs.get(old[0], "")) if len(old) == 1 == len(one) else None
        return self.counterpart([Ref(state, trigger, "the heir", state.name, state)], trigger) if state else []

    def opponent(
        self, value: str, one: Sequence[Ref], sentence: Sentence, trigger: Token, *, sure: bool = False
    ) -> list[Ref]:
        """The other side of the affair: of the last hostile act between two; who refuses or breaks with somebody may
        also do so with the other one of the two that the document is about, where they are no friends; ``sure``:
        where it names both more than once.
        """
        states = _states(one)
        hostile = [p for p in self.past if p.value in ANSWERED and p.at < trigger.start]
        hostile = [p for p in hostile if p.value != "PROTEST" or not any(r.entity.kind in _BENCHES for r in p.o)]
        number = self._number[id(sentence)]
        main = self.resolver.main_pair()
        for past in reversed(hostile):
            sides = _states(past.s), _states(past.o)
            aside = number - past.sentence > 1 and states <= set(main) and not sides[0] | sides[1] <= set(main)
            if not aside and past.sentence >= number - _AFFAIR and sides[0].isdisjoint(sides[1]):
                for own, others in zip(sides, (past.o, past.s), strict=True):
                    nameless = any(r.rule in (NAMELESS, SHIP) for r in others)
                    if own and own <= states and len(_states(others)) > _CHORUS:
                        return []
                    if own and own <= states and len(_states(others) - states) == 1 and not nameless:
                        return _named(others, "the other side of the affair")
        pair = main if value in ("PROTEST", "REJECT", "SANCTION") else ()
        if sure and not self.resolver.named_often(pair, _TWICE):
            return []
        return [] if self._friends(pair, trigger) else self._other(pair, one, trigger, "the other of the two")

    def _friends(self, pair: Sequence[Entity], trigger: Token) -> bool:
        """Whether two have acted as friends before, or have a treaty that friends have, and no hostile act is told."""
        between = {p.value for p in self.past if p.at < trigger.start and _states(p.s) | _states(p.o) == set(pair)}
        keys = {e.key for e in pair}
        allied = any(
            keys <= set(r.parties) and _ALLIED.intersection(r.types) for r in self.resolver.treaties.records if keys
        )
        return (allied or not between.isdisjoint(FRIENDLY)) and between.isdisjoint(ANSWERED)

    def accused(self, s: Sequence[Ref], s_tokens: Sequence[Token], sentence: Sentence, trigger: Token) -> list[Ref]:
        """Who denies where a pronoun would have the accuser deny: 'A accuses B. He denies it'."""
        if not s_tokens or any(t.tag != "PRP" for t in s_tokens):
            return []
        denied = trigger.lemma == "deny" and any(t.tag == "WDT" for t in trigger.by("dobj"))  # 'which it denies'
        things = [] if denied else grammar.logical_objects(trigger)
        if any(t.tag != "PRP" and t.lemma not in self.words["said"] for t in things):
            return []  # 'They rejected any claim': something else than the charge
        near = self._near(sentence, trigger, 1)
        past = next((p for p in near if p.value == "ACCUSE" and p.o), None)
        person = any(t.text.lower() in ("he", "she") for t in s_tokens)
        if past is not None and person and any(r.entity.kind != "Person" for r in past.o):
            return []  # 'A accused B. She would not yield': no state
        accusers = [{r.entity for r in past.s}, {r.state or r.entity for r in past.s}] if past is not None else []
        same = {r.entity for r in s} in accusers  # 'its president accused Peru, a charge that it denied'
        if past is not None and not same and all(r.entity.kind == "Person" for r in (*past.o, *s)):
            number = self._number[id(sentence)]
            here = {t.mention.entity for t in self.annotated.sentences[number].tokens if t.mention is not None}
            before = self.annotated.sentences[max(number - 1, 0)].tokens
            here |= {t.mention.entity for t in before if t.mention is not None}
            same = all(r.entity not in here for r in s)  # a person named long before is not the one
        return _named(past.o, "the one accused denies") if past is not None and same else []

    def partner(self, one: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
        """To whom a promise is made: whom the promised concerns, whom the actor has just met, else the other one of
        the two that the document is about.
        """
        below = [c for c in trigger.by("xcomp", "ccomp", "prep", "dobj") if c.i > trigger.i]
        inside = sorted((t for c in below for t in c.subtree()), key=lambda t: t.i)
        inside = [t for t in inside if t.mention is not None and not _at(t) and not _whose_group(t)]
        concerned = [r for t in inside for r in self.resolver.actors(t)]
        states = _states(one)
        for ref in concerned:
            state = ref.state or ref.entity
            if state.kind in STATE_KINDS and state not in states and ref.entity.kind in STATE_KINDS:
                return _named([ref], "whom the promise concerns")
        if self._for_others(trigger):
            return []
        for past in self._near(sentence, trigger, 1):
            own = [r for r in (*past.s, *past.o) if any(r.entity == x.entity for x in one)]
            others = [r for r in (*past.s, *past.o) if r not in own]
            if past.value == "CONCEDE":  # to a state: 'released A B and agreed to it' promises A B nothing
                others = [r for r in others if r.state is not None or r.entity.kind != "Person"]
            if past.value in MEETING and own and others:
                one_of = self._other(self.resolver.main_pair(), one, trigger, "the other of the two")
                among = one_of and len(_states(others)) > _CHORUS and _states(one_of) <= _states([*others, *own])
                return one_of if among else _named(others, "whom the actor has just met")
        two = self.resolver.main_pair()
        return self._other(two, one, trigger, "the other of the two") if not self._one_of_many(two) else []

    def parallel(self, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
        """Whom another does the like to in the same sentence ('Oslo sanctioned Minsk, Riga suspended its aid')."""
        for past in self._near(sentence, trigger, 0):
            if past.value == value and past.o and not any(same_side(r, s) for r in (*past.s, *past.o)):
                return _named(past.o, "to whom another does the like in the same sentence")
            half = trigger.dep == "conj" and trigger.head is not None and past.at == trigger.head.start
            if half and past.o and any(same_side(r, past.s) for r in s) and self._of_theirs(trigger):
                return _named(past.o, "against whom the first half of the sentence is")
        return []

    def _of_theirs(self, trigger: Token) -> bool:
        """Whether it is done to people who stand for a state, which is not named again ('and expelled the attaché')."""
        things = grammar.logical_objects(trigger)
        known = self.words["sent"]
        return any(t.lemma in known and t.mention is None and not t.by("amod", "poss", "prep") for t in things)

    def like(self, value: str, sentence: Sentence, trigger: Token) -> Past | None:
        """The last act of a kind in this paragraph, of those not far back, upon somebody."""
        near = (p for p in self._near(sentence, trigger, 3) if p.paragraph == sentence.segment.paragraph)
        return next((p for p in near if p.value == value and p.o), None)

    def near_state(self, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
        """The only other state that this sentence, up to here, and the one before name."""
        own = {e for r in s for e in (r.entity, r.state) if e is not None} | self._likened(trigger)
        own |= self._doing_alike(trigger)
        number = self._number[id(sentence)]
        around = [sentence]
        if number and self.annotated.sentences[number - 1].segment is sentence.segment:
            around.append(self.annotated.sentences[number - 1])
        found: dict[Entity, Ref] = {}
        for token in (t for one in around for t in one.tokens):
            if token.mention is None or token.mention.kind in PLACE_KINDS - {"Settlement"}:
                continue
            if token.start > trigger.start and token.head is not None and _apart(token, trigger):
                continue
            if token.mention.kind == "Settlement" and (_where(token) or seat_of_court(token)):
                continue  # only where something happens, or where judges sit
            for ref in self.resolver.actors(token):
                state = ref.state if ref.entity.kind == "Person" else ref.entity
                if state is not None and state.kind in STATE_KINDS and state not in own:
                    found.setdefault(state, Ref(state, trigger, "the only other state named nearby", state.name, state))
        return list(found.values()) if len(found) == 1 else []

    def _doing_alike(self, trigger: Token) -> set[Entity]:
        """'Chad flew in oil, Togo has promised rice': who gives in another half of a row of gifts gets none of them."""
        if not grammar.is_verb(trigger) or trigger.lemma not in _GIVING:
            return set()
        row = [
            c for c in (trigger.head, *trigger.by("conj", "ccomp", "parataxis")) if c is not None and grammar.is_verb(c)
        ]
        doers = [t for v in row if v.lemma in _GIVING for t in grammar.surface_subjects(v)]
        refs = [r for t in doers for r in self.resolver.actors(t)]
        return {e for r in refs for e in (r.entity, r.state) if e is not None}

    def _guest(self, s: Sequence[Ref], trigger: Token) -> list[Ref]:
        """'Received the high guest': the last person told of who is of another state."""
        things = grammar.logical_objects(trigger)
        guest = next((t for t in things if t.lemma in ("guest", "visitor") and t.mention is None), None)
        if guest is None or not any(c.text.lower() == "the" for c in guest.by("det")) or guest.tag != "NN":
            return []
        own = {e for r in s for e in (r.entity, r.state) if e is not None}
        for seen in self.resolver._before(guest, {"Person"}):
            state = self.resolver.entities.state_of(seen.entity)
            if seen.entity not in own and state is not None and state not in own:
                return self.resolver.refer(seen.entity, trigger, "the guest told of before", seen.entity.name)
        return []

    def near_paragraph(self, s: Sequence[Ref], trigger: Token) -> list[Ref]:
        """The only other state that the sentences of the paragraph name up to a trigger, with the sentence before."""
        number = self.resolver.sentence_of.get(trigger.start, 0)
        here = self.annotated.sentences[number]
        own = {e for r in s for e in (r.entity, r.state) if e is not None}
        found: dict[Entity, Ref] = {}
        for one in self.annotated.sentences[max(number - _AFFAIR, 0) : number + 1]:
            if number - self._number[id(one)] > 1 and one.segment is not here.segment:
                continue
            for token in (t for t in one.tokens if t.start < trigger.start and t.mention is not None):
                for ref in self.resolver.actors(token):
                    if ref.entity.kind in STATE_KINDS and ref.entity not in own:
                        found.setdefault(
                            ref.entity,
                            Ref(ref.entity, trigger, "the only other state named nearby", ref.entity.name, ref.entity),
                        )
        return list(found.values()) if len(found) == 1 else []

    def third(self, way: str, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
        """Those of whom a third party speaks, and those of an act that goes on: by further ways of a frame."""
        if way == "deal":
            return self._parties(s, trigger)
        if way == "both":
            return self._other(self.resolver.main_pair(), s, trigger, "the other of the two") or self._pair(s, trigger)
        if way == "club":
            last = next(self.resolver._before(trigger, BLOC_KINDS), None)
            return [Ref(last.entity, trigger, "the organisation spoken of last", last.entity.name)] if last else []
        if way == "topic":
            own = {e for r in s for e in (r.entity, r.state)}
            pair, times = self.resolver.main_pair(), dict(self.resolver.states_named())
            first = next((x.entity for x in self.resolver.seen if x.entity in pair), None)
            rivals = [times.get(e, 0) for e in pair if e != first and e not in own]
            if value == "AID" and first is not None and any(2 * n > times.get(first, 0) for n in rivals):
                return []  # it may go to either of the two
            if value == "AID" and (first is None or first in own):
                return self._helped(s, trigger)
            return (
                [Ref(first, trigger, "whom the text is about", first.name, first)] if first and first not in own else []
            )
        if way == "asked":
            near = (p for p in self._near(sentence, trigger, 1) if p.value == "REQUEST")
            asker = next((list(p.s) for p in near if any(same_side(o, s) for o in p.o)), [])
            return _named(asker, "who has asked for it")
        if way == "at_verb":
            verb = grammar.clause_head(trigger)
            act = next((p for p in reversed(self.past) if p.at == verb.start and p.o), None)
            mine = act is not None and any(same_side(r, act.s) for r in s)
            return _named(act.o, "upon whom the act is that is done in protest") if act is not None and mine else []
        if way == "guest":
            return self._guest(s, trigger)
        if way == "met":
            return self._met(s, sentence, trigger)
        if way == "offered":
            taken = any(t.lemma in self.words["offered"] for t in self._taken_up(trigger))
            found = self._offering(sentence, trigger, s) if taken else []
            return _named(found, "whose offer is taken up")
        if way == "theirs":
            return self._theirs(value, s, sentence, trigger)
        if way == "followed":
            aside = next((p.aside for p in self._near(sentence, trigger, 1) if p.value == value and p.o), False)
            return [] if aside else self.done_too(value, s, sentence, trigger, 1)
        if way == "again":
            told = (p for p in reversed(self.past) if p.value == value and p.at < trigger.start)
            past = next((p for p in told if p.o and not any(same_side(r, s) for r in p.o)), None)
            return _named(past.o, "who was charged with it before") if past is not None else []
        if way == "entered":
            there = (p for p in self._near(sentence, trigger, 2) if p.value in _BY_FORCES and p.value != "RETREAT")
            past = next((p for p in there if p.o and any(same_side(r, p.s) for r in s)), None)
            subjects = {id(x) for t in grammar.logical_subjects(trigger) for x in t.subtree()}
            lands = [t.mention.kind for t in trigger.subtree() if t.mention is not None and id(t) not in subjects]
            if past is None or any(kind in PLACE_KINDS | STATE_KINDS for kind in lands):
                return []  # 'left Gaza'
            return [r for r in past.o if r.entity.kind in STATE_KINDS and not same_side(r, s)]
        if way == "same":
            past = next((p for p in self._near(sentence, trigger, 1) if p.value == value and p.o), None)
            return [r for r in past.o if not same_side(r, s)] if past is not None else []
        return []

    def _helped(self, s: Sequence[Ref], trigger: Token) -> list[Ref]:
        """To whom all aid told so far has gone, else the state that the text names far more often than any other."""
        given = {r.entity for p in self.past if p.value == "AID" and p.at < trigger.start for r in p.o}
        main = self.resolver.main_state(s[0].state or s[0].entity, _FAR_MORE) if s and not given else None
        one = next(iter(given)) if len(given) == 1 else main
        if one is None or one.kind not in STATE_KINDS or any(one in (r.entity, r.state) for r in s):
            return []
        return [Ref(one, trigger, "whom the aid told of in the text goes to", one.name, one)]

    def _afloat_before(self, sentence: Sentence, pronoun: Token) -> bool:
        """Whether boats or fishermen without a state were the last thing told that a pronoun may mean."""
        number = self._number[id(sentence)]
        for one in (sentence, self.annotated.sentences[number - 1]) if number else (sentence,):
            for token in reversed([t for t in one.tokens if t.start < pronoun.start and t.pos in ("NOUN", "PROPN")]):
                if token.dep in ("dobj", "nsubj", "nsubjpass", "pobj", "ROOT") and token.mention is None:
                    plain = not any(t.mention is not None for t in token.subtree())
                    if token.lemma in self.words["afloat"]:
                        return plain
        return False

    def _offering(self, sentence: Sentence, trigger: Token, s: Sequence[Ref]) -> list[Ref]:
        """Who made the offer: in this sentence or the one before."""
        number = self._number[id(sentence)]
        for one in (sentence, self.annotated.sentences[number - 1]) if number else (sentence,):
            for token in reversed(one.tokens):
                made = grammar.is_verb(token) and token.lemma in self.words["offering"] and token.start < trigger.start
                if made and (found := self._others(grammar.logical_subjects(token), s)):
                    return found
        return []

    def just_before(self, sentence: Sentence) -> tuple[Ref, ...]:
        """Who acted last in the sentence before, of the same paragraph."""
        number = self._number[id(sentence)]
        same = [p for p in self.past if p.sentence == number - 1 and p.paragraph == sentence.segment.paragraph and p.s]
        return same[-1].s if same and len(same[-1].s) == 1 else ()

    def _theirs(self, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
        """Whose the boats and fishermen are that no word names: 'stopped a boat and chased off another', or those of
        the other one of the two that the text is about.
        """
        things = [c for t in grammar.logical_objects(trigger) for c in grammar.content(t) if t.mention is None]
        if any(t.text.lower() in ("another", "others") for t in things):
            near = self._near(sentence, trigger, 1)
            past = next((p for p in near if p.value in ("ASSAULT", "COERCE") and p.o), None)
            same = past is not None and any(same_side(r, s) for r in past.s)
            return _named(past.o, "of those to whom it was done before") if past is not None and same else []
        if any(c.tag == "PRP$" and c.text.lower() in ("their", "its") for t in things for c in t.children):
            first = trigger.head.start if trigger.head is not None and trigger.dep == "conj" else -1
            before = self._near(sentence, trigger, 0)
            half = next((p for p in before if p.value == value and p.o and p.at == first), None)
            mine = half is not None and any(same_side(r, s) for r in half.s)
            return _named(half.o, "of those to whom it was done before") if half is not None and mine else []
        main = self.resolver.main_pair()
        at = grammar.after(trigger, "on", "at", "upon") if value == "ASSAULT" and not things else ()
        for thing in [*things, *at]:
            if thing.tag == "PRP" and thing.text.lower() in ("them", "it") and self._afloat_before(sentence, thing):
                return self._other(main, s, trigger, "of the other of the two")
            known = any(t.mention is not None for t in thing.subtree() if t.i < thing.i or t.dep == "pobj")
            post = value == "ASSAULT" and thing.lemma in _POSTS and thing.tag == "NNS"
            if post and not known and not thing.by("poss", "relcl"):
                return self._other(main, s, trigger, "of the other of the two")
            if thing.lemma in self.words["afloat"] and not known and not thing.by("poss") and not thing.by("relcl"):
                return self._other(main, s, trigger, "of the other of the two")
        return []

    def _for_others(self, trigger: Token) -> bool:
        """Whether it is told for whom something is, without a name ('promised aid for refugees')."""
        given = (p for o in grammar.logical_objects(trigger) for p in o.by("prep") if p.lemma in ("for", "to"))
        return any(t.lemma in self.words["humans"] for p in given for t in grammar.expand(p.by("pobj")))

    def _met(self, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
        """The one whom the actor has just met, or agreed with."""
        if self._for_others(trigger):
            return []
        for past in self._near(sentence, trigger, 1):
            sides = [*past.s, *past.o]
            acting = [r for r in sides if any(same_side(r, [x]) or same_side(x, [r]) for x in s)]
            others = [r for r in sides if all(r is not x for x in acting) and not same_side(r, s)]
            if past.value in MEETING and acting and others and len(_states(others)) == 1:
                return _named(others, "whom the actor has just met")
        return []

    def _parties(self, s: Sequence[Ref], trigger: Token) -> list[Ref]:
        """The parties of the deal that is the object, or the two whom the text is about."""
        things = [c for t in grammar.logical_objects(trigger) for c in grammar.content(t)]
        deals = [t for t in things if t.lemma in self.words["deals"] or t.text in _PARTIES or _treaty(t)]
        deals += [t for t in things if t.text.lower() == "it" and self.resolver.treaty(t) is not None]
        for token in deals:
            if (treaty := self.resolver.treaty(token)) is not None:
                parties = [e for e in treaty.root().parties.values() if e.kind in STATE_KINDS]
                others = [e for e in parties if all(e not in (r.entity, r.state) for r in s)]
                if 1 < len(parties) <= 3 and len(others) > 1:
                    return [Ref(e, trigger, "a party of what is spoken of", e.name, e) for e in others]
        if not deals or any(_treaty(t) for t in deals):
            return []
        return self._agreed(s, trigger) or self._pair(s, trigger)

    def _agreed(self, s: Sequence[Ref], trigger: Token) -> list[Ref]:
        """Those who have agreed, by the last act that says so."""
        own = {e for r in s for e in (r.entity, r.state)}
        for past in reversed(self.past):
            sides = [*past.s, *past.o]
            if past.value == "AGREE" and past.at < trigger.start and len(_states(sides)) == 2:
                if any(same_side(r, s) or r.entity in own for r in sides):
                    return []
                states = [r if r.state is None else Ref(r.state, r.token, r.rule, r.words, r.state) for r in sides]
                return _named(states, "those who have agreed")
        return []

    def sides(self, token: Token, sentence: Sentence) -> list[Ref]:
        """'Both sides', 'neither side' of an affair in which one is no state ('the army and the rebels clashed')."""
        counted = {c.text.lower() for c in token.children if c.i < token.i}
        if token.lemma not in ("party", "side") or not counted & {"both", "either", "neither", "two", "each"}:
            return []
        for past in self._near(sentence, token, 2):
            sides = [*past.s, *past.o]
            if len(_states(sides)) == 2 and len(sides) == 2:
                mixed = any(r.entity.kind in ("Group", "Organization", "PoliticalParty") for r in sides)
                return _named(sides, "the two sides of the act before") if mixed else []
        return []

    def _pair(self, s: Sequence[Ref], trigger: Token) -> list[Ref]:
        """The two whom the text is about, for a third that speaks of them."""
        pair = self.resolver.pair_of_text()
        own = {e for r in s for e in (r.entity, r.state)}
        if len(pair) != 2 or own & set(pair):
            return []
        return [Ref(e, trigger, "one of the two that the text is about", e.name, e) for e in pair]

    def _other(self, pair: Sequence[Entity], one: Sequence[Ref], trigger: Token, rule: str) -> list[Ref]:
        states = _states(one)
        if len(pair) == 2 and len(states & set(pair)) == 1:
            other = next(e for e in pair if e not in states)
            if other in self._likened(trigger):
                return []
            return [Ref(other, trigger, rule, other.name, other)]
        return []

    def _in_contrast(self, trigger: Token) -> list[Token]:
        """'Peru opposed the bill; Chile backed it': who acts behind the semicolon."""
        if not grammar.logical_objects(trigger):
            return []
        beside = [*trigger.by("conj", "parataxis"), *([trigger.head] if trigger.head is not None else [])]
        after = [v for v in beside if v.i > trigger.i and grammar.is_verb(v)]
        text = self.annotated.document.text
        apart = [v for v in after if ";" in text[trigger.end : v.start]]
        return [s for v in apart for s in v.by("nsubj") if s.mention is not None]

    def _likened(self, trigger: Token) -> set[Entity]:
        """'Warsaw, like Vilnius, refused': those to whom the one who acts is only compared; 'Manila, an ally of Tokyo,
        refused': those by whom it is only told who acts.
        """
        alike = [
            t for t in words_of(trigger) if t.text.lower() in ("like", "unlike") and t.dep == "prep" and t.i < trigger.i
        ]
        named = [t for like in alike for t in words_of(like) if 0 < t.i - like.i < 3 and t.mention is not None]
        beside = [a for s in trigger.by("nsubj", "nsubjpass") for a in s.by("appos")]
        named += [t for a in beside for t in a.subtree() if t.mention is not None]
        named += self._in_contrast(trigger)
        return {r.state or r.entity for t in named for r in self.resolver.actors(t)}

    def done(self, verb: Token, noun: Token, s: Sequence[Ref]) -> list[Ref]:
        """Who has done by a verb of this sentence what was done to the one whom a noun names."""
        told = next((p for p in reversed(self.past) if p.at == verb.start), None)
        upon = {r.entity for r in self.resolver.actors(noun)}
        hit = told is not None and any(r.entity in upon for r in told.o)
        return _named([r for r in told.s if not same_side(r, s)], _WHOSE_DEED) if told and hit else []

    def did(self, verb: Token, s: Sequence[Ref]) -> list[Ref]:
        """Who has acted by a verb of this sentence."""
        told = next((p for p in reversed(self.past) if p.at == verb.start), None)
        others = [r for r in told.s if not same_side(r, s)] if told is not None else []
        return _named(others, _WHOSE_DEED) if len(_states(others)) == 1 else []

    def deed(self, kinds: Collection[str], s: Sequence[Ref], trigger: Token) -> tuple[list[Ref], int]:
        """Whose deed 'the raid' or 'this blockade' is, and where that is told: of the last one of that kind."""
        kinds = {*kinds, *(_VIOLENT if _VIOLENT & set(kinds) else ())}
        told = [p for p in reversed(self.past) if p.at < trigger.start and p.value in kinds]
        told = [p for p in told if p.o or p.value != "MOBILIZE"]  # 'the intrusion' is into somebody's land
        past = next((p for p in told if any(same_side(r, s) for r in p.o)), next(iter(told), None))
        others = [r for r in past.s if not same_side(r, s) and r.rule != NAMELESS] if past is not None else []
        if past is None or len(_states(past.s)) != 1:
            return [], 0
        return _named(others, _WHOSE_DEED), past.at

    def moved(self, s: Sequence[Ref], s_tokens: Sequence[Token], sentence: Sentence, trigger: Token) -> bool:
        """Whether a pronoun stands for forces that have just moved or fought ('Chad sent ships, they went home')."""
        if not s_tokens or any(t.text.lower() not in _STANDING_IN for t in s_tokens):
            return False
        near = [p for p in self._near(sentence, trigger, 1) if p.value in _BY_FORCES]
        return all(any(same_side(r, p.s) for p in near) for r in s)

    def another(self, pronoun: Token, s: Sequence[Ref], *, anybody: bool = False) -> list[Ref]:
        """Whom a pronoun means that cannot mean the one who acts ('Mali, which Chad praised, trains its police'): of
        persons the last one named before, of states another subject of the sentence, if the text is more about it or
        it may be ``anybody``.
        """
        person = pronoun.text.lower() in ("he", "him", "his", "she", "her")
        if not person and pronoun.text.lower() not in ("it", "its"):
            return []
        number = self.resolver.sentence_of.get(pronoun.start, 0)
        for one in (number, number - 1) if person and number else (number,):
            before = [t for t in self.annotated.sentences[one].tokens if t.start < pronoun.start]
            for token in reversed(before) if person else (t for t in before if t.dep in grammar.SUBJECT):
                if token.mention is None or any(
                    p.mention is not None and p.mention.kind == "Time" for p in token.by("poss")
                ):
                    continue  # 'in Friday's Rodong Sinmun': a paper
                for ref in self.resolver.actors(token):
                    fits = ref.entity.kind == "Person" if person else ref.entity.kind in STATE_KINDS
                    topic = person or anybody or self._topic(ref, s)
                    if fits and topic and not same_side(ref, s) and not any(same_side(x, [ref]) for x in s):
                        return _named([ref], "a pronoun for another than the one who acts")
        return []

    def same_object(self, pronoun: Token, s: Sequence[Ref]) -> list[Ref]:
        """'Reminded B of its duties and urged *it* to leave': B, since nobody urges himself."""
        if pronoun.text.lower() != "it" or pronoun.dep not in ("dobj", "pobj") or judges(pronoun) is not None:
            return []
        return _named(self._done_to_above(pronoun, s), "a pronoun for whom the first half is done to")

    def _done_to_above(self, pronoun: Token, s: Sequence[Ref]) -> list[Ref]:
        verb = pronoun.head
        first = verb.head if verb is not None and verb.dep in ("conj", "advcl") else None
        if verb is None or first is None or verb.by(*grammar.SUBJECT) or not grammar.is_verb(first):
            return []
        whom = grammar.logical_objects(first)
        told = [t for t in whom or grammar.after(first, "to", "with", "on") if t.mention]
        named = [r for t in told for r in self.resolver.actors(t) if not same_side(r, s)]
        if named:
            return named if len(_states(named)) == 1 and len(named) == 1 else []
        before = next((p for p in reversed(self.past) if p.at == first.start and p.o), None)
        if before is None or not any(t.mention is None and t.lemma in self.words["organs"] for t in whom):
            return []
        return list(before.o) if len(_states(before.o)) == 1 else []  # 'blamed the government, accusing it'

    def _topic(self, ref: Ref, s: Sequence[Ref]) -> bool:
        """Whether the text names a state more than twice as often as the one who acts."""
        named = [x.entity for x in self.resolver.seen]
        return named.count(ref.entity) > 2 * sum(named.count(e) for e in _states(s))

    def blame(self, trigger: Token, o: Sequence[Ref]) -> None:
        """Keep who is blamed for what ('condemned the raid'), for whoever else judges it."""
        if len(_states(o)) == 1:
            self._blamed.update((t.lemma, tuple(o)) for t in grammar.logical_objects(trigger) if t.mention is None)

    def blamed_before(self, noun: Token, s: Sequence[Ref]) -> list[Ref]:
        """Who has been blamed for it before, by somebody else."""
        return _named([r for r in self._blamed.get(noun.lemma, ()) if not same_side(r, s)], _WHOSE_DEED)

    def judged(self, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
        """Whose act a verdict is on: 'A fired lasers at the crew, conduct which B called reckless', 'A left. B called
        it a betrayal'.
        """
        things = [*grammar.logical_objects(trigger), *(t for c in trigger.by("ccomp") for t in c.by("nsubj"))]
        things = [t for t in things if t.i > trigger.i or t.lemma not in self.words["negative"]]
        noun = trigger.head
        if trigger.dep == "relcl" and noun is not None and noun.mention is None:
            main = self._main_clause(noun, trigger) or (noun.head if noun.dep == "conj" else None)
            return _named(self._others(grammar.logical_subjects(main), s), _WHOSE_DEED) if main else []
        meant = [t for t in things if t.mention is None and t.text.lower() in ("it", "this", "that")]
        meant += [] if things else [trigger]  # '"Shameful," he said'
        acts = [t for t in things if t.lemma in self.words["acts"] and _definite(t)]
        own = {m.entity for r in s for t in r.token.subtree() if (m := t.mention) is not None}
        for past in self._near(sentence, trigger, 1) if meant or acts else ():
            others = [r for r in past.s if not same_side(r, s) and r.entity not in own]
            if not meant and past.value in SAID | FRIENDLY:
                continue  # 'Peru protested. Its envoy called the law a threat': the law is no protest
            if past.value == "ACCUSE" and past.o and all(r.rule == _WHOSE_DEED for r in past.o):
                others = [r for r in past.o if not same_side(r, s)]  # '"Shameful," said Togo. Peru called it a crime'
            if others and len(_states(others)) == 1 and past.value not in FRIENDLY:
                return _named(others, _WHOSE_DEED)
        return []

    def decided(self, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
        """Whose decision it is that is welcomed or condemned: 'Chad dropped its veto. Togo welcomed the move'."""
        things = grammar.logical_objects(trigger)
        if len(things) != 1 or trigger.lemma not in _JUDGING:
            return []
        meant = things[0].text.lower() in ("it", "this", "that") and trigger.lemma in ("applaud", "hail", "welcome")
        if not meant and (things[0].lemma not in self.words["steps"] or not _definite(things[0])):
            return []
        if things[0].by("prep", "relcl", "acl") or not grammar.is_verb(trigger) or grammar.passive(trigger):
            return []
        if any(c.lemma.lower() in TOO for c in trigger.by("advmod")):
            liked = next((p for p in self._near(sentence, trigger, _AFFAIR) if p.value in ("SUPPORT", "ACCUSE")), None)
            if liked is not None and not any(same_side(r, s) for r in liked.s):  # 'Togo, too, praised the decision'
                return _named([r for r in liked.o if not same_side(r, s)], _WHOSE_DECISION)
        number = self._number[id(sentence)]
        before = [p for p in self._near(sentence, trigger, 1) if p.sentence == number - 1]
        told = [r for p in before[:1] for r in p.s] or self._of_lead(number)
        if not before and number and not told:
            main = next((t for t in self.annotated.sentences[number - 1].tokens if t.dep == "ROOT"), None)
            told = [r for t in grammar.logical_subjects(main) for r in self.speakers.named(t)] if main else []
        others = [r for r in told if not same_side(r, s) and all(not same_side(x, [r]) for x in s)]
        own = {
            r.entity for t in grammar.logical_subjects(trigger) for p in t.by("poss") for r in self.resolver.actors(p)
        }
        others = [r for r in others if r.entity not in own]  # 'its commissioner called the decision unwise'
        return _named(others, _WHOSE_DECISION) if others and len(_states(told)) == 1 else []

    def _of_lead(self, number: int) -> list[Ref]:
        """Whose act the lead of a report tells, where nobody else has acted since."""
        acts = [p for p in self.past if p.value not in (*SAID, "SUPPORT", "CONSULT")]
        lead = acts[0] if acts and acts[0].sentence <= 1 and number > 1 else None
        if lead is None or any(_states(p.s) != _states(lead.s) for p in acts):
            return []
        return list(lead.s)

    def _near(self, sentence: Sentence, trigger: Token, back: int) -> list[Past]:
        number = self._number[id(sentence)]
        near = takewhile(lambda p: number - back <= p.sentence, reversed(self.past))
        return [p for p in near if p.at < trigger.start]

    # -- words that are taken up

    def _taken_up(self, trigger: Token) -> list[Token]:
        """The nouns and pronouns of a clause that stand for what somebody has said ('the charges', 'denied that')."""
        if not grammar.is_verb(trigger):
            return []
        below = (*grammar.logical_objects(trigger), *(p for a in trigger.by("prep") for p in a.by("pobj")))
        pronouns = ("it", "this", "that")
        direct = {id(t) for t in grammar.logical_objects(trigger)}
        return [
            t
            for t in below
            if (t.lemma in self.words["said"] and not any(c.text.lower() in ("a", "an") for c in t.by("det")))
            or (id(t) in direct and t.mention is None and t.text.lower() in pronouns)
        ]

    def _main_clause(self, noun: Token, trigger: Token) -> Token | None:
        """'..., a charge that B denies': the clause whose subject makes the charge."""
        main = next((a for a in noun.ancestors() if grammar.is_verb(a)), None)
        stands = noun.dep in ("dobj", "npadvmod", "appos", "dep", "attr") and trigger.dep in ("relcl", "acl")
        return main if stands and main is not trigger else None

    def _others(self, tokens: Collection[Token], s: Sequence[Ref]) -> list[Ref]:
        return [r for t in tokens for r in self.resolver.actors(t) if not same_side(r, s)]

    def _last_words(self, sentence: Sentence, trigger: Token, s: Sequence[Ref]) -> list[Ref]:
        """Whoever spoke last before the trigger, of another side than the actor."""
        number = self._number[id(sentence)]
        said = [(p.at, list(p.s)) for p in self._near(sentence, trigger, _BACK) if p.value in SAID]
        above = {id(a) for a in trigger.ancestors()}
        for back in range(max(number - _BACK, 0), number + 1):
            said += [x for x in self._speeches(self.annotated.sentences[back], above) if x[0] < trigger.start]
        for _, refs in sorted(said, key=lambda x: -x[0]):
            if others := [r for r in refs if not same_side(r, s) and not (_states([r]) & {x.entity for x in s})]:
                return others
        return []

    def poster(self, sentence: Sentence) -> Ref | None:
        """Who posts what a sentence quotes, by the words before its colon."""
        if not self.annotated.document.text[: sentence.start].rstrip().endswith(":"):
            return None
        return self.speakers.poster(sentence.spoken)

    def _speeches(self, sentence: Sentence, above: Collection[int]) -> Iterator[tuple[int, list[Ref]]]:
        """Who says something in a sentence, with the position."""
        for token in sentence.spoken:  # 'According to Dhaka, ...'
            if token.dep == "pobj" and (refs := self.speakers.named(token)):
                yield token.start, refs
        for token in sentence.tokens:
            if id(token) in above or token.mention is not None:
                continue
            if grammar.is_verb(token) and token.lemma in self.speakers.words.report:
                refs = [r for t in grammar.logical_subjects(token) for r in self.speakers.named(t)]
                yield token.start, [r for r in refs if r.entity.kind != "NewsAgency"]
            elif token.text.lower() == "according":
                tokens = [p for a in token.by("prep") for p in a.by("pobj")]
                yield token.start, [r for t in tokens for r in self.speakers.named(t)]
            elif token.lemma in self.words["said"] and not grammar.is_verb(token):
                yield token.start, [r for t in grammar.possessors(token) for r in self.resolver.actors(t)]


def seat_of_court(token: Token) -> bool:
    """'Took the case to The Hague': the judges there, not the state in which they sit."""
    mention = token.mention
    return mention is not None and mention.entity is not None and "Hague" in mention.entity.name


def _apart(token: Token, trigger: Token) -> bool:
    """Whether a later name is the subject of another main clause ('Peru closed it, Chile has not decided')."""
    clause = grammar.clause_head(token)
    return (
        token.dep in grammar.SUBJECT and clause.dep in ("ROOT", "conj", "ccomp", "parataxis") and clause is not trigger
    )


def _definite(token: Token) -> bool:
    """'The move', 'this step', and nobody is named whose it is."""
    bare = not any(t.mention is not None or t.tag == "PRP$" for t in token.children)
    return bare and any(c.text.lower() in ("the", "this", "that", "these", "those") for c in token.by("det"))


def _where(token: Token) -> bool:
    return token.dep == "pobj" and token.head is not None and token.head.lemma in ("in", "at", "near", "from")


def _treaty(token: Token) -> bool:
    return token.mention is not None and token.mention.kind == "Treaty"


def _named(refs: Sequence[Ref], rule: str) -> list[Ref]:
    return [replace(r, rule=rule) for r in refs]


def _whose_group(token: Token) -> bool:
    """'Yemen's Houthis': where a group is at home, which is not its state."""
    group = token.head
    named = group is not None and group.mention is not None and group.mention.kind in ("Organization", "Group")
    return named and token.dep in ("poss", "amod", "compound", "nmod")


def _at(token: Token) -> bool:
    """Whether it is only where something takes place ('at a summit in Vienna')."""
    town = token.mention is not None and token.mention.role in ("capital", "metonym")
    return town and token.dep == "pobj" and token.head is not None and token.head.lemma in ("at", "in", "near")


def _states(refs: Sequence[Ref]) -> set[Entity]:
    """The sides that references stand for: the state of each, else the body itself."""
    return {r.entity if r.entity.kind in STATE_KINDS or r.state is None else r.state for r in refs}


def same_side(ref: Ref, others: Sequence[Ref]) -> bool:
    """Whether it is one of the others, or a body or person of theirs that is not named itself."""
    for other in others:
        if ref.entity == other.entity:
            return True
        if ref.entity == other.state and (
            not ref.rule.startswith("named") or ref.rule in ("named (adjective)", "named (people)")
        ):
            return True
        if ref.state is not None and ref.state == other.entity and ref.entity.kind != "Person":
            return True
    return False
