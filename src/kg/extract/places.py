"""Where an act took place: after a preposition of place in its clause, in what it was done to, or 'there'."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import takewhile
from typing import Protocol

from kg.annotate.landforms import COMPASS
from kg.core.annotated import Annotated, Mention, Sentence, Token
from kg.core.model import Entity
from kg.core.words import word_set
from kg.extract.grammar import clause_head, clause_tokens, conjuncts_of, is_verb
from kg.extract.inherit import FOLLOWS
from kg.extract.venues import Venues
from kg.link.resolve import PLACE_KINDS, STATE_KINDS, Resolver

_PREPOSITIONS = word_set("extract.places.prepositions")
_INNER = word_set("extract.places.inner")
_TOWNS = word_set("extract.places.towns")
_GROUNDS = word_set("extract.places.grounds")
"""What one stands on."""
_PAPERS = word_set("extract.places.papers")
_SIDES = COMPASS | word_set("extract.places.sides")
_VENUE = word_set("extract.places.venue")
_VERBAL = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN", "PROTEST"})
"""Acts of speech: where they are made, not where that took place which they are about."""
_MADE = frozenset({"CONSULT", "AGREE", "status", *_VERBAL})
_DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "COOPERATE"})
_TO = _DEEDS | {"CONCEDE"}
_SAYING = word_set("extract.places.saying")
_VISITS = word_set("extract.places.visits")
_COMES = word_set("extract.places.comes")
_ARRIVES = word_set("extract.places.arrives")
_MEETS = word_set("extract.places.meets")
_MEETINGS = word_set("extract.places.meetings")
_ENDS = word_set("extract.places.ends")
"""Parts of a visit or meeting ('at the end of the visit')."""
_CROWD = word_set("extract.places.crowd")
_HOSTS = word_set("extract.places.hosts")
_TOWARDS = word_set("extract.places.towards")
_TERRAIN = PLACE_KINDS | {"State"}
_SEATED = frozenset({"Court", "Legislature"})
_STANDING = PLACE_KINDS - {"Settlement"}


_THERE = 3
"""Sentences back that a town may be named which 'there' means."""


class Clauses(Protocol):
    """How clauses hang together."""

    def sentence(self, token: Token) -> Sentence | None: ...

    def setting(self, verb: Token) -> Token | None: ...

    def main_clause(self, trigger: Token) -> bool: ...

    def argument(self, noun: Token, verb: Token) -> bool: ...


_TOPICAL = word_set("extract.places.topical")
"""What is said of a subject, which has a place of its own."""


def _of_person(noun: Token | None) -> bool:
    return noun is not None and noun.mention is not None and noun.mention.kind == "Person"


_RELIES = word_set("extract.places.relies")


class Places:
    """Reads the places of acts in one document."""

    def __init__(self, annotated: Annotated, resolver: Resolver, venues: Venues, clauses: Clauses) -> None:
        self.annotated, self.resolver, self.venues, self.clauses = annotated, resolver, venues, clauses
        self.text = annotated.document.text
        self._towns = sorted(
            (m for m in annotated.mentions if m.kind == "Settlement" and m.entity is not None), key=lambda m: m.start
        )

    def of(
        self, trigger: Token, kinds: frozenset[str] | None = None, *, alone: bool = False, act: str = ""
    ) -> list[Entity]:
        """The places of an act, the likeliest first.

        ``alone``: nothing is taken from the clauses around it. ``act``: the type of the event, or ``status`` of a
        treaty; without one, what a standing relation is about.
        """
        out = self._visited(trigger) if act == "CONSULT" else []
        out = out or (self._done_to(trigger) if act == "ASSAULT" else [])
        if act in _MADE and not self._direct(trigger):
            out = out or self._opening_visit(trigger)
        out = out or self._said(trigger, kinds, act) or (self._done_to(trigger) if act in _TO else [])
        out = out or (self._shut(trigger) if act == "SANCTION" else [])
        if not out and not is_verb(trigger):
            governor = clause_head(trigger)
            if is_verb(governor) and governor is not trigger and self.clauses.argument(trigger, governor):
                return self.of(governor, kinds, act=act)
        where = self._where_clause(trigger)
        if where is None and act in _VERBAL and trigger.dep == "ccomp" and trigger.head is not None:
            where = self._where_clause(trigger.head)  # 'went to Lima, where she said that Peru would not accept it'
        if not out and (clause := where) is not None and clause.head is not None:
            out = self._antecedent(clause.head)
        if not out and act == "MOBILIZE" and trigger.lemma in FOLLOWS:
            out = self._followed(trigger, kinds)
        if not out and not alone:
            out = self._around(trigger, kinds, act)
        return self._finest(list(dict.fromkeys(out)))

    def _where_clause(self, verb: Token) -> Token | None:
        """The relative clause with 'where' that a verb is the predicate of ('Lima, where a pact is to be signed')."""
        up = verb
        while up.dep == "xcomp" and up.head is not None:
            up = up.head
        words = [c for v in (verb, up) for c in v.children]
        return up if up.dep == "relcl" and any(c.lemma == "where" for c in words) else None

    def _followed(self, verb: Token, kinds: frozenset[str] | None) -> list[Entity]:
        """'Tracked a frigate which sailed through the strait': what is watched is watched where it moves."""
        moves = [c for o in verb.by("dobj") for t in (o, *o.by("conj")) for c in t.by("relcl", "acl") if is_verb(c)]
        return self._said(moves[0], kinds, "MOBILIZE") if len(moves) == 1 else []

    def _finest(self, places: list[Entity]) -> list[Entity]:
        """A building before the town that it is said to be in."""
        return sorted(places, key=lambda p: not any(p.name.endswith(f" in {q.name}") for q in places))

    def _antecedent(self, noun: Token) -> list[Entity]:
        """The place that 'where' points at ('to Lima on 3 May, where ...')."""
        verb = clause_head(noun) if noun.mention is not None and noun.mention.kind == "Time" else None
        if verb is not None:
            return [e for p in verb.by("prep") if p.i < noun.i for e in self._after(p)][-1:]
        prep = noun.head
        venue = self.venues.after(prep) if prep is not None and prep.dep == "prep" else None
        return [venue] if venue is not None else self._named(noun)

    def _around(self, trigger: Token, kinds: frozenset[str] | None, act: str) -> list[Entity]:
        """Places of the clauses that frame an act: that open its sentence, or share its subject."""
        if is_verb(trigger) and (setting := self.clauses.setting(trigger)) is not None:
            found = self.of(setting, kinds, alone=True, act=act)
            if found:
                return found
        sentence = self.clauses.sentence(trigger)
        if sentence is not None and self.clauses.main_clause(trigger):
            found = [
                m.entity
                for m in (*sentence.front, *sentence.row)
                if m.kind != "Time"
                and m.entity is not None
                and (kinds is None or m.kind in kinds)
                and not (act in _MADE and self._from(m))
            ]
            if found:
                return found
        found = self._while(trigger, kinds, act) if act in _MADE else []
        if found:
            return found
        if act in _DEEDS and is_verb(trigger) and (found := self._when_there(trigger, kinds, act)):
            return found
        late = (
            [c for c in trigger.by("conj") if is_verb(c) and not c.by("nsubj", "nsubjpass")] if is_verb(trigger) else []
        )
        for other in late if act in _DEEDS else []:
            if found := self._said(other, kinds, act):
                return found  # 'ambushed and killed soldiers at X'
        head = trigger.head
        if not is_verb(trigger) or head is None or not is_verb(head) or trigger.dep not in ("xcomp", "conj", "advcl"):
            return []
        own = bool(trigger.by("nsubj", "nsubjpass"))
        if (trigger.dep == "conj" and own) or (act in _VERBAL and trigger.dep == "advcl"):
            return []
        return self.of(head, kinds, act=act)

    def _when_there(self, verb: Token, kinds: frozenset[str] | None, act: str) -> list[Entity]:
        """'If ships turn up at the shoal, Peru will stop them': where that is which the act answers."""
        clauses = list(verb.by("advcl"))
        for up in takewhile(lambda t: t.dep not in ("relcl", "ccomp", "advcl"), (verb, *verb.ancestors())):
            clauses += [c for c in up.by("advcl") if c not in clauses]
        for clause in clauses:
            words = {c.low for c in clause.children}
            there = words & _COMES and clause.lemma in _ARRIVES
            if there and (found := self._said(clause, kinds, act) or self._done_to(clause)):
                return found
        return []

    def _direct(self, trigger: Token) -> bool:
        """Whether a phrase of place behind it hangs on the verb itself."""
        return any(p.i > trigger.i and p.lemma.lower() in _VENUE and self._after(p) for p in trigger.by("prep"))

    def _opening_visit(self, trigger: Token) -> list[Entity]:
        """'During the president's visit to Accra, they signed ...': where the visit or meeting was."""
        subjects = trigger.by("nsubj", "nsubjpass") if is_verb(trigger) else []
        out: list[Entity] = []
        for prep in trigger.by("prep") if subjects else []:
            if prep.i > subjects[0].i or prep.lemma.lower() not in ("during", "at", "on", "after", "following"):
                continue
            for noun in prep.by("pobj"):
                ends = [o for p in noun.by("prep") if noun.lemma in _ENDS and p.lemma == "of" for o in p.by("pobj")]
                for met in (*ends, noun):
                    if met.lemma in (*_MEETINGS, "visit", "trip", "talk", "ceremony"):
                        hung = [p for p in met.by("prep") if p.lemma.lower() in ("to", "in", "at")]
                        out += [e for p in hung for e in self._after(p)]
        return out

    def _while(self, trigger: Token, kinds: frozenset[str] | None, act: str) -> list[Entity]:
        """'Agreed while the president was in Accra', 'ministers, gathered in Lima, promised': where they were then."""
        if not is_verb(trigger):
            return []
        frames = [
            c
            for c in trigger.by("advcl")
            if any(m.low in ("while", "when", "as") for m in c.children) and c.lemma in (*_VISITS, *_MEETS)
        ]
        spoken = [c for c in trigger.by("advcl") if c.tag == "VBG" and c.lemma in _SAYING] if act in _VERBAL else []
        said = [p for c in spoken for p in c.by("prep")]
        said += [p for q in said if q.lemma.lower() in ("to", "with") for o in q.by("pobj") for p in o.by("prep")]
        said += [p for c in spoken for o in c.by("dobj") for p in o.by("prep")]  # 'telling reporters in Lima that'
        for prep in said:
            if prep.lemma.lower() in (*_VENUE, "from") and (found := self._after(prep)):
                return found  # 'denied that, insisting from Muscat that ...', 'speaking to reporters in Lima'
        for subject in trigger.by("nsubj", "nsubjpass"):
            if subject.mention is not None and subject.mention.kind == "Person" and act in _VERBAL:
                aside = [p for p in subject.by("prep") if p.lemma.lower() in ("in", "at")]
                if found := [e for p in aside for e in self._after(p)]:
                    return found  # 'Roe, now in Hanoi, warns ...'
            if subject.mention is not None and subject.mention.kind in _SEATED:
                seat = [p for p in subject.by("prep") if p.lemma.lower() in ("in", "at")]
                if found := [e for p in seat for e in self._after(p)]:
                    return found  # 'the Supreme Court in Lima struck it down'
            if act == "PROTEST" and subject.lemma in _CROWD:
                where = [p for p in subject.by("prep") if p.lemma.lower() in _VENUE]
                if found := [e for p in where for e in self._after(p)]:
                    return found  # 'protesters in Lima burned the flag'
            frames += [c for c in subject.by("acl") if c.lemma in _MEETS and c.tag in ("VBN", "VBG")]
            inner = [p for p in subject.subtree() if p.dep == "prep" and p.lemma.lower() in _VENUE]
            found = [e for p in inner for e in self._after(p)] if subject.lemma in _MEETINGS else []
            if found:
                return found  # 'a summit of the bloc in Doha condemned ...'
        return next((found for c in frames if (found := self._said(c, kinds, ""))), [])

    def _from(self, mention: Mention) -> bool:
        """'From Harare the minister warned': where word comes from, not where an act was done."""
        return self.text[max(0, mention.start - 5) : mention.start].strip().lower().endswith("from")

    def _said(self, trigger: Token, kinds: frozenset[str] | None, act: str) -> list[Entity]:
        """Places after the prepositions of a clause."""
        verb = is_verb(trigger)
        out: list[Entity] = []
        tokens = clause_tokens(trigger) if verb else list(trigger.subtree())
        for token in sorted(tokens, key=lambda t: t.head is not trigger) if act in _MADE else tokens:
            if token.low == "there" and token.dep == "advmod":
                named = [] if act in _MADE else self._state_there(token, trigger)
                feature = [] if self._town_here(token) else [r.entity for r in self.resolver.feature_before(token)]
                out += named or feature or self._last_town(token)
            elif token.dep in ("prep", "dative") and self._places_act(token, trigger, act):
                found = self._after(token)
                if not found and token.lemma.lower() in _TOWARDS and (town := self.venues.at(token.end)) is not None:
                    found = [town]
                out += [e for e in found if kinds is None or e.kind in kinds]
            elif token.low in _SIDES and act in _TO:
                near = [e for p in token.by("prep") if p.lemma in ("of", "from") for e in self._after(p)]
                out += [e for e in near if kinds is None or e.kind in kinds]
        return out

    def _places_act(self, prep: Token, trigger: Token, act: str) -> bool:
        """Whether a preposition tells where the act took place."""
        lemma = prep.lemma.lower()
        if lemma == "from" and act in (*_VERBAL, "CONSULT"):
            return prep.head is trigger and self._speaks(trigger)
        if lemma == "from" and act in _DEEDS and any(self._of_which(p) for p in prep.by("pobj")):
            return True
        if lemma in _TOWARDS and act in ("MOBILIZE", "RETREAT"):
            return self._destination(prep, trigger)
        if act == "CONSULT" and lemma == "to" and trigger.lemma in _HOSTS:
            return prep.head is trigger  # 'welcomed him to Sydney'
        out = lemma == "of" and prep.head is not None and prep.head.low == "out"
        if (lemma == "from" or out) and act == "RETREAT":
            return any(t.mention is not None and t.mention.kind in PLACE_KINDS for t in prep.by("pobj"))
        if lemma not in _PREPOSITIONS or (not is_verb(trigger) and prep.head is not trigger):
            return False
        if act == "CONSULT" and trigger.lemma in _TOPICAL and prep.head is not trigger and not _of_person(prep.head):
            return False  # 'discussed the crisis in Haiti'
        if act in _MADE and lemma not in _VENUE and not (lemma == "on" and self._island(prep, trigger)):
            return False
        named = any(t.mention is not None for t in prep.by("pobj"))
        if act == "status" and lemma == "on" and named and prep.head is not None and prep.head.lemma in _PAPERS:
            return False  # 'a memorandum on the island was concluded'
        if act not in _VERBAL or prep.head is trigger:
            return True
        noun = prep.head  # 'urged soldiers, at a rally in Lima, to stay': through the noun of another such phrase
        outer = noun.head if noun is not None and noun.dep == "pobj" else None
        return (
            outer is not None and outer.dep == "prep" and outer.head is trigger and outer.lemma.lower() in ("at", "in")
        )

    def _destination(self, prep: Token, trigger: Token) -> bool:
        """'Sent troops to Goma', 'the deployment of police to Haiti': where forces are sent."""
        near = prep.head is trigger or (prep.head is not None and prep.head.head is trigger and prep.head.dep == "dobj")
        listed = any(
            self._of_which(p) or (p.mention is not None and p.mention.kind in _TERRAIN) for p in prep.by("pobj")
        )
        unlisted = any(p.mention is None and p.tag == "NNP" for p in prep.by("pobj"))
        return near and (listed or (unlisted and self.venues.at(prep.end) is not None))

    def _speaks(self, trigger: Token) -> bool:
        """Whether a person does it: 'insisted from Muscat', not 'called from Harare'."""
        subjects = trigger.by("nsubj") if is_verb(trigger) else []
        return any(t.mention is not None and t.mention.kind == "Person" for t in subjects)

    def _island(self, prep: Token, trigger: Token) -> bool:
        if trigger.lemma in _RELIES:
            return False
        return any(
            (p.mention is not None and p.mention.kind in ("Island", "IslandGroup", "State"))
            or (p.mention is None and p.lemma in _GROUNDS)
            for p in prep.by("pobj")
        )

    def _after(self, prep: Token) -> list[Entity]:
        """What stands after a preposition: a place of the lists, or one by its words."""
        venue = self.venues.after(prep)
        if venue is not None:
            return [venue]
        out: list[Entity] = []
        members = conjuncts_of(prep.by("pobj"))
        for member in members:
            out += self._capital(member) or self._this_town(member) or self._called(member) or self._named(member)
            out += self._of_which(member) if not out else []
        if not out:  # 'aboard a frigate off Arica', 'at a hotel near the lake'
            out = [e for m in members for p in m.by("prep") if p.lemma.lower() in _INNER for e in self._after(p)]
        return out

    def _this_town(self, token: Token) -> list[Entity]:
        """'Signed in this city': the town of the dateline; 'in the same town': the last one named before."""
        words = {c.low for c in token.children}
        if token.mention is not None or token.lemma not in ("capital", "city", "town"):
            return []
        if "same" in words:
            return self._last_town(token)
        home, state = self.annotated.dateline_place, self.resolver.home
        if "our" in words and state is not None and token.lemma == "capital":
            return [m.entity for m in self._towns if m.role == "capital" and m.state == state.code and m.entity][:1]
        return [home.entity] if "this" in words and home is not None and home.entity is not None else []

    def _of_which(self, token: Token) -> list[Entity]:
        """'Goma, to which it sent troops', 'Diego Garcia, the atoll from which they fly': the place before 'which'."""
        if token.low not in ("which", "whom"):
            return []
        noun = next((a.head for a in token.ancestors() if a.dep == "relcl"), None)
        beside = [noun, noun.head if noun.dep == "appos" else None] if noun is not None else []
        return next((found for n in beside if n is not None and (found := self._named(n))), [])

    def _called(self, token: Token) -> list[Entity]:
        """'The border town of Batken': the place that is called so, also where no list has it."""
        if token.mention is not None or token.lemma not in _TOWNS:
            return []
        out: list[Entity] = []
        for name in (t for p in token.by("prep") if p.lemma == "of" for t in conjuncts_of(p.by("pobj"))):
            if name.mention is not None:
                out += self._named(name)
            elif name.tag in ("NNP", "NNPS"):
                first = min([name.start, *(c.start for c in name.by("compound"))])
                out += [found] if (found := self.venues.at(first, "in")) is not None else []
        return out

    def _capital(self, token: Token) -> list[Entity]:
        """'In the Canadian capital, Ottawa', 'in the U.S. capital': the town that the text names so."""
        if token.mention is not None or token.lemma != "capital":
            return []
        named = [t.mention for t in token.by("appos") if t.mention is not None and t.mention.kind == "Settlement"]
        states = {
            c.mention.state or (c.mention.entity.code if c.mention.entity else None)
            for c in token.children
            if c.mention is not None and c.mention.kind in STATE_KINDS
        }
        named += [m for m in self._towns if m.role == "capital" and m.state and m.state in states]
        return [m.entity for m in named[:1] if m.entity is not None]

    def _named(self, token: Token) -> list[Entity]:
        """The place that a token names or describes; the seat of a government is none where it stands for that."""
        if token.mention is not None and token.mention.role == "metonym":
            return []
        found = [r.entity for r in self.resolver.places(token) if r.entity.kind in PLACE_KINDS | {"State"}]
        owned = self.venues.owned(token) if not found else None
        return found or ([owned] if owned is not None else [])

    def _done_to(self, trigger: Token) -> list[Entity]:
        """The place that an act is done to: 'stormed Goma', 'a strike on Kyiv', 'patrolled the inlet'."""
        tokens = [*trigger.by("dobj", "nsubjpass")] if is_verb(trigger) else []
        preps = [p for p in trigger.by("prep") if p.lemma.lower() in ("on", "against", "into", "of", "at")]
        for t in list(tokens):
            preps += [p for p in t.by("prep") if t.lemma in ("control", "city", "town", "village", "capital", "port")]
        if is_verb(trigger):
            preps = [p for p in preps if p.lemma.lower() != "of" or p.head is not trigger]
        out: list[Entity] = []
        for token in conjuncts_of([*tokens, *(o for p in preps for o in p.by("pobj"))]):
            out += self._target(token)
            out += [
                e
                for p in token.by("prep")
                if token.lemma in ("city", "town", "village")
                for o in p.by("pobj")
                for e in self._target(o)
            ]
        return out

    def _shut(self, trigger: Token) -> list[Entity]:
        """'Shut the Attari crossing'."""
        objects = trigger.by("dobj", "nsubjpass") if is_verb(trigger) else []
        return [e for t in objects if t.lemma in ("crossing", "checkpoint", "port") for e in self._target(t)]

    def _target(self, token: Token) -> list[Entity]:
        mention = token.mention
        if mention is not None:
            named = mention.kind in PLACE_KINDS and mention.role in ("name", "capital")
            return [mention.entity] if named and mention.entity is not None and mention.role != "metonym" else []
        if (owned := self.venues.owned(token)) is not None:
            return [owned]
        if token.tag in ("NNP", "NNPS") or (
            token.lemma in _TOWNS and any(c.tag == "NNP" for c in token.by("compound"))
        ):
            first = min([token.start, *(c.start for c in token.by("compound"))])
            found = self.venues.at(first, "in")
            return [found] if found is not None else []
        if token.lemma in self.resolver.lexicon.feature:
            return [r.entity for r in self.resolver.places(token) if r.entity.kind in _STANDING]
        return []

    def _visited(self, trigger: Token) -> list[Entity]:
        """Where a visit goes: 'visited Accra', 'a visit to Peru', 'arrived in Lima'."""
        if trigger.lemma not in _VISITS:
            return []
        bases = [trigger, *trigger.by("advmod")]  # 'travelled north to'
        preps = [p for b in bases for p in b.by("prep") if p.lemma.lower() in ("to", "in", "at", "into")]
        foot = [o for o in trigger.by("dobj") if o.lemma in ("visit", "foot", "trip")]
        preps += [p for o in foot for p in o.by("prep") if p.lemma.lower() in ("to", "in", "on")]
        out: list[Entity] = []
        for prep in preps:
            venue = self.venues.at(prep.end)
            out += [venue] if venue is not None else self._after(prep)
        for token in conjuncts_of(trigger.by("dobj")) if trigger.lemma in ("visit", "tour") else []:
            out += self._named(token) or self._target(token) or self._of_which(token)
        return out

    def _state_there(self, token: Token, trigger: Token) -> list[Entity]:
        """'Invaded Peru and killed villagers there': the country that the verb joined before had for its object."""
        before = trigger.head if trigger.dep == "conj" else None
        held = [*before.by("dobj"), *(o for p in before.by("prep") for o in p.by("pobj"))] if before is not None else []
        named = [t for t in held if t.mention is not None and t.mention.kind == "State" and t.mention.role == "name"]
        return [m.entity for t in named[:1] if (m := t.mention) is not None and m.entity is not None]

    def _number(self, at: int) -> int:
        """The number of the sentence that a position lies in."""
        return bisect_right(self.annotated.sentences, at, key=lambda s: s.start) - 1

    def _sent_to(self, number: int) -> Entity | None:
        """The town that no list has, to which forces were sent in a sentence ('to Chiengi, a town on a lake')."""
        for prep in reversed(self.annotated.sentences[number].tokens if number >= 0 else []):
            if prep.dep in ("prep", "dative"):
                towards = prep.lemma.lower() in _TOWARDS
                near = self.venues.after(prep) if prep.lemma.lower() in _VENUE else None
                if (venue := self.venues.at(prep.end) if towards else near) is not None:
                    return venue
        return None

    def _town_here(self, token: Token) -> bool:
        """Whether the sentence itself has named a town before 'there', and not just as the seat of whoever says it."""
        sentence = self.clauses.sentence(token)
        if sentence is None:
            return False
        sayers = [s for verb in token.ancestors() if verb.by("ccomp") for s in verb.by("nsubj", "nsubjpass")]
        seats = {id(t.mention) for s in sayers for t in s.subtree()}
        return any(sentence.start <= m.start < token.start and id(m) not in seats for m in self._towns)

    def _last_town(self, token: Token) -> list[Entity]:
        """The town that 'there' means: the one named last, outside of its own clause and of an aside on another; none
        where the sentence before tells of a place of its own.
        """
        number = self.resolver.sentence_of.get(token.start, 0)
        told = [m for m in self._towns if m.start < token.start][-1:]
        back = number - self._number(told[0].start) if told else 0
        if back > 1 and (venue := self._sent_to(number - 1)) is not None:
            return [venue]
        if back > _THERE:
            return []
        clause = {t.start for t in clause_tokens(clause_head(token))}
        end = bisect_left(self._towns, token.start, key=lambda m: m.start)
        before = self._towns[max(0, end - 20) : end][::-1]
        outside = [m for m in before if m.start not in clause] or before
        return [m.entity for m in outside[:1] if m.entity is not None]
