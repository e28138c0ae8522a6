"""Parties that a text leaves to be understood: the two states that the sentence names, or whose treaty it is that only
names the other one.

'Canberra and Suva will open talks on an upgraded treaty', 'the agreement with Chad was signed on Tuesday' in an article
on Haiti. Asked last, where nothing tells the parties themselves.
"""

from __future__ import annotations

from kg.core.annotated import Sentence, Token
from kg.core.model import Entity, Stance
from kg.core.words import word_set
from kg.extract import grammar
from kg.extract.treaty_records import Record, TreatyBook, only_asked
from kg.link.resolve import STATE_KINDS, Ref
from kg.link.treaty_record import Treaty

_SITS = word_set("shared.where_towns_lie")
"""After these a town is where something is, no government."""
_SOLO = frozenset({"party.bound", "party.relative", "party.bound-under", "party.binds", "party.entitled"})
"""Rules that tell whom a treaty binds: the other party is the only other state that the sentence names."""
_MEETS = word_set("extract.treaty_understood.meets")
_GOES = word_set("extract.treaty_understood.goes")
_VISITS = word_set("extract.treaty_understood.visits")
"""What two sides hold, or one pays to the other."""
_BACK = 2
"""How many sentences before a signing, in its paragraph, the meeting may be told."""
_ACTED = frozenset({"party.signs", "party.concluded", "party.ratified", "party.have", "party.negotiating"})
"""Rules that tell who made a treaty with a partner."""
_MOVEMENTS = frozenset({"ArmedForce", "Group", "Organization", "PoliticalParty"})
"""Kinds of those who make peace with a state."""
_WAR = word_set("extract.treaty_understood.war")
"""Words of a clause that tells of the two who make peace."""
_OFTEN = 1.5
"""How many times as often as any other state a text names the one that it is about."""

_BLOCS = ("IntergovernmentalOrganization", "Grouping")


_FACING = word_set("extract.treaty_understood.facing")


def _landmark(token: Token) -> bool:
    """Whether a state only tells where something lies: 'a base facing Chad', 'an islet near Chad'."""
    verb = token.head
    faced = verb is not None and token.dep == "dobj" and verb.lemma in _FACING
    near = verb is not None and token.dep == "pobj" and verb.lemma in ("near", "off", "opposite")
    return faced or near


class TreatyUnderstood:
    """Finds the parties that nobody names as such."""

    def __init__(self, book: TreatyBook) -> None:
        self.book, self.resolver, self.text = book, book.resolver, book.text

    def pair_of_sentence(self, record: Record) -> tuple[list[Ref], Token] | None:
        """The two states, and no third one, of the sentence that first speaks of a treaty of unknown parties."""
        token = self._first(record.treaty)
        sentence = self.book.sentence(token)
        if token is None or sentence is None or record.parties:
            return None
        here = [s for s in record.statuses if sentence.start <= s.evidence.start < sentence.end]
        if any(s.rule == "reject.turned_down" for s in here):
            return None  # 'ten states turned down a text that Togo had taken to Niamey'
        if any(s.verdict.stance is Stance.CONDITIONAL or only_asked(s.verdict) for s in here):
            return None  # 'if Togo ratifies the pact, Benin will rejoice', 'Benin urged Togo to sign it'
        failures = tuple(f"'{noun} to'" for noun in self.book.matcher.stances.words.factuality.failures)
        if here and all(s.verdict.rule.startswith(failures) for s in here):
            return None  # 'its failure to ratify the pact angered Togo'
        found = self._named(sentence)
        if any(_landmark(r.token) for r in found.values()):
            return None  # 'bases, three of them facing Chad, under a 2014 agreement'
        if any(self._unknown(t) for t in sentence.tokens):
            return None  # 'Biden, with Roe and Poe at his side, watched the signing'
        return (list(found.values()), token) if len(found) == 2 else None

    def _unknown(self, token: Token) -> bool:
        """Whether a token names a person, joined to another one, of whom nobody knows for which state he acts."""
        mention = token.mention
        if mention is None or mention.kind != "Person" or not (token.by("conj") or token.dep == "conj"):
            return False
        first = token.first_of_row()
        beside = first.dep == "pobj" and first.head is not None and first.head.lemma in ("alongside", "with")
        if not (beside or first.dep in ("nsubj", "nsubjpass")):
            return False
        entity = self.resolver.actor_entity(mention)
        return entity is None or (entity.kind == "Person" and self.resolver.entities.state_of(entity) is None)

    def host_and_guest(self, record: Record) -> tuple[list[Ref], Token] | None:
        """'Peru's minister received his Chilean counterpart; a memorandum was signed', 'signed during the Peruvian
        president's stay in Santiago': the two states of the meeting, told where the signing is or just before.
        """
        made = [s for s in record.statuses if s.status in ("Signed", "Concluded") and s.verdict.stance is Stance.STATED]
        token = self._first(record.treaty)
        sentence = self.book.sentence(token)
        if token is None or sentence is None or not made:
            return None
        sentences = self.book.matcher.annotated.sentences
        number = self.book.number(sentence)
        for one in reversed(sentences[max(0, number - _BACK) : number + 1]):
            if one.segment.paragraph != sentence.segment.paragraph or not (told := _of_meeting(one)):
                continue
            found = self._named(one, told)
            if len(found) == 2 and set(record.parties) <= set(found):
                return list(found.values()), token
            if found:
                return None
        return None

    def other_bound(self, record: Record) -> tuple[list[Ref], Token] | None:
        """'Bound by the pact of 2006 to respect its neighbour': the only other state of the sentence."""
        lone = next(iter(record.parties.values()), None)
        token = self._first(record.treaty)
        sentence = self.book.sentence(token)
        if lone is None or token is None or sentence is None or len(record.parties) != 1 or lone.rule not in _SOLO:
            return None
        found = self._named(sentence)
        others = [r for k, r in found.items() if k != lone.entity.key]
        return (others, token) if len(others) == 1 else None

    def movement_beside(self, record: Record) -> tuple[list[Ref], Token] | None:
        """'The peace accord that Chad's president signed ... Chad and the Front thereby end the war': the movement that
        is told together with the only party of a truce or peace, right there or in the sentence beside it.
        """
        lone = next(iter(record.parties.values()), None)
        token = self._first(record.treaty)
        peace = {"Ceasefire", "Peace"} & set(record.treaty.types)
        if lone is None or token is None or len(record.parties) != 1 or not peace:
            return None
        number = self.resolver.sentence_of.get(token.start, 0)
        sentences = self.book.matcher.annotated.sentences
        for one in (sentences[number], *sentences[number + 1 : number + 2], *sentences[max(0, number - 1) : number]):
            pairs = [grammar.conjuncts(t) for t in one.tokens if t.by("conj")]
            for row in pairs if one.segment.paragraph == sentences[number].segment.paragraph else ():
                refs = [r for t in row for r in self.resolver.actors(t)]
                bodies = [r for r in refs if r.entity.kind in _MOVEMENTS]
                two = len(row) == len(refs) == 2 and len(bodies) == 1 and any(r.entity == lone.entity for r in refs)
                if two and any(t.lemma in _WAR for t in grammar.clause_tokens(grammar.clause_head(row[0]))):
                    return bodies, token
        return None

    def home(self, record: Record) -> tuple[list[Ref], Token] | None:
        """'The pact with Chad': of the state that the text is about, where only the partner is named."""
        lone = next(iter(record.parties.values()), None)
        if lone is None or len(record.parties) != 1 or not self._partner(record.treaty, lone.entity):
            return None
        token = self._first(record.treaty)
        whose = self._about(lone.entity)
        others = [t for r in self.book.records.values() if r is not record for t in r.treaty.mentions]
        if whose is not None and any(
            whose.key in self.resolver.parties_of.complements(t, of_pair=False) for t in others
        ):
            return None  # with whom another treaty is, it is not the one that has them all
        return ([Ref(whose, token, "the state that the text is about")], token) if whose and token else None

    def _about(self, besides: Entity) -> Entity | None:
        """The state, or the organisation, that a text is about, another one left out."""
        made = {e for r in self.book.records.values() for e in self._maker(r)}
        if made:  # who made the other pacts 'with X'
            one = next(iter(made)) if len(made) == 1 and besides not in made else None
            return one if one in self.resolver.named_most(besides) else None
        if (body := self.resolver.main_body()) is not None and body != besides:
            return body
        pair = self.resolver.main_pair()
        if besides in pair:
            return next(e for e in pair if e != besides)
        home = self.resolver.home if self.resolver.home in self.resolver.named_most(besides) else None
        if home is not None and (self._beside_bloc(home, besides) or self._one_of_equals(home, besides)):
            return None
        return self.resolver.main_state(besides, _OFTEN) or home

    def _one_of_equals(self, state: Entity, besides: Entity) -> bool:
        """Whether a text without a dateline names another state as often, so that it is about neither."""
        if self.resolver.annotated.dateline_place is not None:
            return False
        named = dict(self.resolver.states_named())
        return any(n >= named.get(state, 0) for e, n in named.items() if e not in (state, besides))

    def _beside_bloc(self, state: Entity, besides: Entity) -> bool:
        """Whether the text tells of another treaty that a state has with a bloc, which may have this one as well."""
        parties = [{p.entity for p in r.parties.values()} - {besides} for r in self.book.records.values()]
        return any(state in made and any(e.kind in _BLOCS for e in made) for made in parties)

    def _maker(self, record: Record) -> list[Entity]:
        """Who made a treaty with the partner by whom it is called."""
        partners = {k for t in record.treaty.mentions for k in self.resolver.parties_of.complements(t, of_pair=False)}
        makers = [p for k, p in record.parties.items() if k not in partners]
        made = [p.entity for p in makers if p.rule in _ACTED]
        return made if partners and len(record.parties) == 2 and len(makers) == 1 else []

    def _partner(self, treaty: Treaty, entity: Entity) -> bool:
        """Whether a treaty is called by a party as the partner ('the pact with Chad', 'the Chadian memorandum')."""
        if treaty.partner == entity.key:
            return True
        sentences = {id(s): s for t in treaty.mentions if (s := self.book.sentence(t)) is not None}
        tokens = (t for s in sentences.values() for t in s.tokens if t.mention is not None)
        said = [t for t in tokens if any(entity in (r.entity, r.state) for r in self.resolver.actors(t))]
        first = said[0] if said else None
        return first is not None and first.head is not None and first.head.lemma.lower() in ("with", "w/")

    def _first(self, treaty: Treaty) -> Token | None:
        inside = [t for t in treaty.mentions if t.start >= self.book.document.body]
        return min(inside or treaty.mentions, key=lambda t: t.start, default=None)

    def _named(self, sentence: Sentence, at: list[Token] | None = None) -> dict[str, Ref]:
        """The states that a sentence names, or whose persons and bodies it names; not towns where something is, but
        those to which a visit goes.
        """
        found: dict[str, Ref] = {}
        for token in sentence.tokens:
            mention = token.mention
            if mention is None or mention.kind in ("Time", "Treaty"):
                continue
            entity = self.resolver.actor_entity(mention)
            above = token.head if token.dep == "pobj" else None
            seat = entity is not None and entity != mention.entity and mention.kind != "Person"
            if seat and above is not None and above.lemma in _SITS and above.head not in (at or []):
                continue
            if seat and above is not None and not self.resolver.actors(token):
                continue  # 'goes to The Hague': to its judges
            if (
                seat
                and token.dep in ("compound", "nmod")
                and token.head is not None
                and self.resolver.treaty(token.head)
            ):
                continue  # 'the Oslo protocol'
            if entity is not None and entity.kind == "Person":
                entity = self.resolver.entities.state_of(entity)
            if entity is not None and entity.kind in STATE_KINDS and not self.resolver.brokers(token):
                found.setdefault(entity.key, Ref(entity, token, "one of the two states that the sentence names"))
        return found


def _of_meeting(sentence: Sentence) -> list[Token]:
    """The words of a sentence that tell of a meeting or a visit; none where it is denied."""
    found = [t for t in sentence.tokens if t.mention is None and (_meets(t) or t.lemma in _VISITS)]
    met = [t for t in found if all(o.low not in ("it", "this", "that") for o in t.by("dobj"))]  # no paper is met
    return [t for t in met if not t.by("neg") and not any(c.low == "no" for c in t.children)]


def _meets(token: Token) -> bool:
    """'Received', 'flew to': a verb of meeting or going."""
    return token.tag.startswith("VB") and token.lemma in _MEETS | _GOES
