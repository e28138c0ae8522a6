"""Who acts where the clause names nobody: passives without an agent, talks of which only one side is told, notes.

Each rule has a name, which stands in the trace of a claim:

``who seized, arrested or banned the same before``  'A arrested B ... B was sentenced', 'the ship was let go'
``who was asked``        'A invited B ... the invitation was accepted', 'A offered to buy it and was turned down'
``who tells of talks with another``                 'X said that talks with B go on'
``who acted last``       'A did this. Talks with B are to resume'
``the text's own side``  'Negotiations with B entered a new round', in a release of A
``who stands before the colon of the note``         'Peru: no comment, but has asked for talks'
``who acted in the note before``                    'Boarded a dhow, took four men.'
``the key of the note``                             'Lima: two Chileans expelled', 'Peruvian aid: frozen in May'
``who posts it``                                    'Embassy of Peru, on X: "All are asked to leave"'
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.core.annotated import Sentence, Token
from kg.core.model import Entity
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.acts_told import Past
from kg.extract.addressees import Addressees
from kg.extract.frames import Frame
from kg.extract.sides import NAMELESS, SHIP, same_side
from kg.link.references import BLOC_KINDS
from kg.link.resolve import PLACE_KINDS, STATE_KINDS, Ref

_HELD = {"COERCE", "SANCTION"}
"""What is done to somebody who is then sentenced, deported, released."""
_BACK = 4
_LEAD = 5
"""How many words may stand before the colon of a note."""
_ANSWERS = {"AGREE", "CONCEDE", "REJECT"}
_BY_KEY = {"AID", "COERCE", "CONCEDE", "PROTEST", "REJECT", "SANCTION"}
"""What is done by whoever stands before the colon of a note, where nobody else is named."""
_KEYS = {"adjective", "capital"}
_BY_STATE = {"PROTEST", "SANCTION"}
"""What is done by the state that is the key of a note, too; of the rest it is only told where it was."""
NOTED = word_set("extract.absent.noted")
"""Rules by which a passive in a note has its actor."""
POSTED = "who posts it"
_GIVING = re.compile(r"\b(?:aid|donat\w+|help|offer\w*|pledg\w+|promised|relief)\b", re.IGNORECASE)
_LISTED = 500
"""How far above a row, in characters, a text may say that its list is of what is given."""


class Absent:
    """Finds the actors of acts of one document that have none in their own clause."""

    def __init__(self, addressees: Addressees) -> None:
        self.addressees = addressees
        self.annotated, self.resolver, self.words = addressees.annotated, addressees.resolver, addressees.words

    # -- passives

    def of_passive(self, frame: Frame, trigger: Token, sentence: Sentence, o: Sequence[Ref]) -> Past | None:
        """Who acts, and upon whom, in a passive without an agent; None where nothing tells."""
        if frame.value in ("COERCE", "CONCEDE") and (held := self.of_captive(trigger, sentence, o)) is not None:
            return held
        if frame.value in _ANSWERS and (found := self._asked(trigger, sentence, o)) is not None:
            return found
        poster = self.addressees.poster(sentence) if frame.value == "REQUEST" else None
        if poster is not None:
            s = (Ref(poster.entity, trigger, "who posts it", poster.words, poster.state),)
            return Past(
                frame.value, s, tuple(o), self.addressees.number(sentence), sentence.segment.paragraph, trigger.start
            )
        return self._of_key(frame, trigger, sentence, o)

    def _of_key(self, frame: Frame, trigger: Token, sentence: Sentence, o: Sequence[Ref]) -> Past | None:
        """'Lima: two Chileans expelled', 'Peruvian aid: frozen in May': by whose capital or adjective is the key."""
        if frame.value not in _BY_KEY or not any(a.lemma == "be" or a.start == a.end for a in trigger.by("auxpass")):
            return None
        text, start = self.resolver.text, sentence.segment.start
        colon = text.find(": ", start, trigger.start)
        if colon < 0 or len(text[start:colon].split()) > _LEAD or "." in text[start:colon]:
            return None
        named = [m for m in self.annotated.mentions if start <= m.start and m.end <= colon and m.kind != "Time"]
        roles = _KEYS | ({"name"} if frame.value in _BY_STATE else set())
        known = {e for m in named if m.role in roles and (e := self.resolver.actor_entity(m))}
        if len(named) != 1 or len(known) != 1:
            return None
        s = tuple(self.resolver.refer(next(iter(known)), trigger, "the key of the note", next(iter(known)).name))
        o = [r for r in o if not same_side(r, s)]
        return Past(
            frame.value, s, tuple(o), self.addressees.number(sentence), sentence.segment.paragraph, trigger.start
        )

    def of_captive(self, trigger: Token, sentence: Sentence, o: Sequence[Ref]) -> Past | None:
        """'A's police arrested B; he was sentenced to ten years': by A."""
        things = valency.logical_objects(trigger)
        upon = {r.entity for r in (*o, *(r for t in things for r in self.resolver.actors(t)))}
        upon = {e for e in upon if e.kind not in STATE_KINDS}
        number = self.addressees.number(sentence)
        for past in reversed(self.addressees.past):
            if past.value not in _HELD or past.at >= trigger.start or past.sentence < number - 12:
                continue
            same = bool(upon & {r.entity for r in past.o})
            again = past.sentence >= number - _BACK and self._again(things, past)
            again |= past.sentence >= number - 1 and self._afloat(things, past)
            if (same or again) and all(r.rule != NAMELESS for r in past.s):
                return past
        return None

    def _again(self, things: Sequence[Token], past: Past) -> bool:
        """Whether 'the fisherman' is one of 'two fishermen' to whom it was done, or 'the ship' is that one."""
        lemmas = {t.lemma for r in past.o for t in (r.token,)}
        heads = [t for t in things if any(c.low in ("the", "all", "these", "those") for c in t.by("det"))]
        return any(t.lemma in lemmas and t.mention is None and not t.by("relcl", "acl") for t in heads)

    def _afloat(self, things: Sequence[Token], past: Past) -> bool:
        """'Seized the tanker Eagle S; it was let go': 'it' is the ship."""
        it = any(t.tag == "PRP" and t.low == "it" for t in things)
        return it and any(r.rule == SHIP for r in past.o)

    def _asked(self, trigger: Token, sentence: Sentence, o: Sequence[Ref]) -> Past | None:
        """'A invited B; the invitation was accepted': by B."""
        things = valency.logical_objects(trigger)
        pleas = any(t.lemma in self.words["offered"] | self.words["pleas"] and self._the(t) for t in things)
        number = self.addressees.number(sentence)
        for past in reversed(self.addressees.past):
            if past.at >= trigger.start or past.sentence < number - 1 or past.value != "REQUEST" or not past.o:
                continue
            if pleas or any(same_side(r, o) for r in past.s):
                rule = "who was asked"
                s = tuple(Ref(r.entity, trigger, rule, r.words, r.state) for r in past.o)
                return Past(past.value, s, past.s, past.sentence, past.paragraph, past.at)
        return None

    def _the(self, noun: Token) -> bool:
        return any(c.low in ("the", "this", "that") for c in noun.by("det"))

    # -- talks of which one side is told

    def ours(self, frame: Frame, trigger: Token, sentence: Sentence, o: Sequence[Ref]) -> list[Ref]:
        """Who talks with, drills with or breaks with another: of the speaker, of who acted last, of the text itself."""
        kinds = STATE_KINDS if frame.value == "SANCTION" else STATE_KINDS | BLOC_KINDS
        if not o:
            return []
        if told := self._teller(trigger, o):
            return told
        for entity in self.resolver.subjects_before(trigger, sentence):
            side = self.resolver.entities.state_of(entity) or entity
            if side.kind in kinds and not self._same(side, o):
                return [Ref(side, trigger, "who acted last", side.name, side)]
        body = self.resolver.main_body()
        own = body if body is not None else self.resolver.home
        if own is None or self._same(own, o):
            return []
        return [Ref(own, trigger, "the text's own side", own.name, own if own.kind in STATE_KINDS else None)]

    def _teller(self, trigger: Token, o: Sequence[Ref]) -> list[Ref]:
        """'The minister said that talks with B go on': those of his state."""
        for verb in trigger.ancestors():
            if not grammar.is_verb(verb) or verb.lemma not in self.words["speak"] or grammar.passive(verb):
                continue
            refs = [r for t in valency.logical_subjects(verb) for r in self.resolver.actors(t)]
            sides = {r.state or r.entity for r in refs if r.entity.kind != "NewsAgency"}
            side = next(iter(sides)) if len(sides) == 1 else None
            if side is not None and not self._same(side, o) and side.kind in STATE_KINDS | BLOC_KINDS:
                return [Ref(side, trigger, "who tells of talks with another", side.name, side)]
        return []

    def _same(self, entity: Entity, o: Sequence[Ref]) -> bool:
        return any(entity in (r.entity, r.state) for r in o)

    # -- notes

    def noted(self, trigger: Token, sentence: Sentence) -> list[Ref]:
        """'Boarded a dhow, took four men.': a note without a subject goes on about who acted in the one before."""
        if led := self._led(trigger, sentence):
            return led
        first = next((t for t in sentence.tokens if t.text.isalpha()), None)
        if first is None or first.tag not in ("VBD", "VBN", "VBZ") or not grammar.is_verb(trigger):
            return []
        if grammar.passive(trigger) and (trigger is not first or trigger.by("agent")):
            return []
        above = trigger
        while above is not first and above.dep == "conj" and above.head is not None:
            above = above.head
        if first.by(*grammar.SUBJECT, "nsubjpass") or above is not first:
            return []
        last = self.addressees.just_before(sentence)
        return [Ref(r.entity, trigger, "who acted in the note before", r.words, r.state) for r in last]

    def _led(self, trigger: Token, sentence: Sentence) -> list[Ref]:
        """'Peru: no comment, but has asked for talks': who stands before the colon that opens the note."""
        finite = trigger.tag in ("VBD", "VBZ", "VBP") or (trigger.tag == "VBN" and bool(trigger.by("aux")))
        if not finite or grammar.passive(trigger) or valency.surface_subjects(trigger):
            return []
        return self._before_colon(trigger, sentence)

    def giver(self, trigger: Token, sentence: Sentence) -> list[Ref]:
        """'Peru: $200,000', in a list of what each gives: who stands before the colon that opens the row."""
        head = trigger.head
        above = self.resolver.text[max(0, sentence.segment.start - _LISTED) : sentence.segment.start]
        listed = head is None or (trigger.dep == "appos" and head.head is None and head.mention is not None)
        return self._before_colon(trigger, sentence) if listed and _GIVING.search(above) else []

    def _before_colon(self, trigger: Token, sentence: Sentence) -> list[Ref]:
        text, start = self.resolver.text, sentence.segment.start
        colon = text.find(": ", start, trigger.start)
        if colon < 0 or len(text[start:colon].split()) > _LEAD or "." in text[start:colon]:
            return []
        named = [m for m in self.annotated.mentions if start <= m.start and m.end <= colon and m.entity is not None]
        known = (self.resolver.actor_entity(m) for m in named if m.kind != "Time")
        acts = list(dict.fromkeys(e for e in known if e is not None))
        if len(acts) != 1 or acts[0].kind in PLACE_KINDS:
            return []
        return self.resolver.refer(acts[0], trigger, "who stands before the colon of the note", acts[0].name)
