"""Who or what a token of a sentence stands for: names, pronouns, definite descriptions, bodies that act for a state.

Resolution looks back only, over what was mentioned before the token; it returns nothing rather than a guess that no
rule supports. Each answer says by which rule it was reached.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from kg.core.annotated import Annotated, Asking, Mention, Token
from kg.core.model import Entity
from kg.core.words import word_set
from kg.link import (
    anaphora,
    backward,
    bodies_meant,
    de_facto,
    described,
    he_meant,
    it_meant,
    pairs,
    regions,
    replies,
    state_meant,
)
from kg.link.discourse import NUMBERS, Discourse
from kg.link.entities import Entities, Lexicon
from kg.link.named_parties import NamedParties
from kg.link.noun_phrases import noun_phrase
from kg.link.references import (
    ALLIES,
    BLOC_KINDS,
    BODIES_OF_STATES,
    BODY_KINDS,
    JUDGES,
    LANDS,
    PLACE_KINDS,
    STATE_KINDS,
    Ref,
    Seen,
    slug,
)
from kg.link.territory import FEATURES, Territories
from kg.link.treaties import TreatyTracker
from kg.link.treaty_record import Treaty, Words

__all__ = ["BODY_KINDS", "PLACE_KINDS", "STATE_KINDS", "Ref", "Resolver", "Seen", "slug"]
_SINGULAR = word_set("link.resolve.singular")
_ARTICLES = ("a", "an", "the")
_PLURAL = word_set("link.resolve.plural")
_PASSING = word_set("link.resolve.passing")
_FIRST = word_set("shared.first_person_plural")
_COUNTED = word_set("link.resolve.counted")
_LONGEST_TITLE = 60
_CURRENCIES = word_set("link.resolve.currencies")
_RANKS = word_set("link.resolve.ranks")
_BROKER = re.compile(
    r"(?:\s+\w+)? as (?:an? |the |its |their )?(?:\w+ )?"
    r"(?:broker|facilitator|go-between|guarantor|host|mediator|observer|witness)"
    r"|(?: and [^,.;]{3,60})? "
    r"(?:among those who|looking on|looked on|watching|witnessing|present\b(?! and)|in attendance)"
    r"|(?:['’]s?)?(?:(?:,| and|, and) [A-Z][\w-]+)* "
    r"(?:aegis|auspices|brokerage|facilitation|good offices|mediation|patronage|sponsorship)\b"
)


_DRIVEN = word_set("link.resolve.driven")
"""What is done to an army or a government that leaves a town of its own."""


_ADDING = word_set("link.resolve.adding")
"""How one goes on who has been named in the sentence before."""


_WATERS = word_set("link.resolve.waters")


class Resolver(Discourse):
    """Resolves the tokens of one document."""

    _answers: dict[tuple[Token, bool], list[Ref]] | None = None
    """Who the tokens are that were asked for; None until all is read that the answers rest on."""

    def __init__(self, annotated: Annotated, lexicon: Lexicon, treaty_words: Words, entities: Entities) -> None:
        super().__init__(annotated, lexicon, entities)
        self.territories = Territories(self)
        self._asking: Asking[Ref] = Asking()
        self.parties_of = NamedParties(self)
        self.treaties = TreatyTracker(annotated, treaty_words, self.parties_of)
        self._answers = {}

    # -- resolution

    def actors(self, token: Token, *, target: bool = False) -> list[Ref]:
        """The actors that a token stands for (one member; coordination is the grammar's); none where it stands for
        what stands for it ('their friends', of which the friends are all that 'their' could mean).
        """
        if self._answers is None or not self._asking.idle:
            return self._actors(token, target)
        known = self._answers.get((token, target))
        if known is None:
            known = self._answers[token, target] = self._actors(token, target)
        return known.copy()

    def all_actors(self, token: Token) -> list[Ref]:
        """The actors that a token and those coordinated with it stand for."""
        return [r for t in (token, *self.conjuncts(token)) for r in self.actors(t)]

    def _actors(self, token: Token, target: bool) -> list[Ref]:
        mention = token.mention
        if mention is not None:
            return self._named_actor(token, mention, target)
        return self._asking.of(token, lambda: self._meant(token, target))

    def _meant(self, token: Token, target: bool) -> list[Ref]:
        """The actors that a word without a name stands for."""
        word = token.low
        if token.tag in ("PRP", "PRP$") or word in _PLURAL:
            return self._pronoun(token, word)
        if word in NUMBERS or word == "each":
            alone = token.pos in ("DET", "PRON", "CCONJ") or (
                token.tag in ("CD", "NN")
                and any(c.low in ("the", "all", "both", "these", "those") for c in token.children)
            )
            counted = [p for c in token.by("prep") for p in c.by("pobj")]
            if (
                alone
                and all(p.tag in ("PRP", "WDT", "WP", "DT") for p in counted)
                and token.dep not in ("nummod", "det", "predet", "preconj")
            ):
                return pairs.pair(self, token)
        if word == "none" and (those := [p for c in token.by("prep") if c.lemma == "of" for p in c.by("pobj")]):
            return [r for t in those for r in self.actors(t)]
        if token.pos in ("NOUN", "PROPN", "ADJ", "NUM", "PRON", "DET"):
            return described.meant(self, token, target=target)
        return []

    def refer(self, entity: Entity | None, token: Token, rule: str, words: str = "") -> list[Ref]:
        """A reference to an entity, with the state for which it acts."""
        if entity is None:
            return []
        state = self.entities.state_of(entity)
        return [Ref(entity, token, rule, words or self.text[token.start : token.end], state)]

    def _named_actor(self, token: Token, mention: Mention, target: bool) -> list[Ref]:
        if mention.kind == "Area" and (states := regions.states_of(self, token)):
            return [r for e in states for r in self.refer(e, token, "a state of the region")]
        if (somebody := self._one_of_a_people(token, mention)) is not None:
            return somebody
        if mention.role == "adjective" and token.head is not None and token.head.lemma in _CURRENCIES:
            return []  # 'two billion Kenyan shillings'
        entity = self.actor_entity(mention)
        if entity is None or entity.kind in PLACE_KINDS or entity.kind == "Treaty":
            words = self.text[mention.start : mention.end]
            ruling = de_facto.authority(self.lexicon, token, mention, words) if mention.kind in PLACE_KINDS else None
            return self.refer(ruling, token, "the authorities of a land", words)
        if mention.kind == "Settlement" and self._court_meant(token, mention):
            return []
        of_many = mention.kind in BODIES_OF_STATES or (mention.role == "metonym" and token.low in self.lexicon.acting)
        if of_many and (owner := self._body_owner(token, mention)) is not None:
            return self.refer(owner, token, "a body of the state before it", self.text[mention.start : mention.end])
        return self.refer(entity, token, f"named ({mention.role})", self.text[mention.start : mention.end])

    def _one_of_a_people(self, token: Token, mention: Mention) -> list[Ref] | None:
        """'A B, *the American* who has mediated', '*the Argentine* who heads the agency': the person of that people, if
        it is told who; None where it is the people or their state.
        """
        first = self.text[mention.start : mention.end].partition(" ")[0].lower()
        with_article = first in _ARTICLES
        if mention.role not in ("adjective", "people") and not with_article:
            return None
        if token.tag not in ("NN", "NNP", "JJ"):
            return None
        if not with_article and not any(d.low in _ARTICLES for d in token.by("det")):
            return None
        head = token.head if token.dep == "appos" else None
        before = (t for t in head.subtree() if t.i < token.i) if head is not None else ()
        people = (t for t in before if t.mention is not None and t.mention.kind == "Person")
        person = max(people, key=lambda t: t.i, default=None)
        of_person = head is not None and (head.mention is None or head.mention.kind == "Person")
        named = of_person and head is not None and (head.tag == "NNP" or person is not None)
        who = (c for c in token.by("relcl") if c.tag == "VBZ" and any(s.low == "who" for s in c.by("nsubj")))
        if not named and not any(who):
            return None
        return self.actors(person) if person is not None else []

    def _court_meant(self, token: Token, mention: Mention) -> bool:
        """'Took the quarrel to The Hague': to its judges, and to no government."""
        words = self.text[mention.start : mention.end].lower()
        prep = token.head.lemma if token.dep == "pobj" and token.head is not None else ""
        return prep in ("at", "before", "from", "to") and words in self.lexicon.court_seats

    def _body_owner(self, token: Token, mention: Mention) -> Entity | None:
        """Whose a body is that many states have ("Peru's Congress"); without an owner, of a state of the text."""
        of = [p for prep in token.by("prep") if prep.lemma in ("of", "in") for p in prep.by("pobj")]
        if mention.kind == "Legislature" and (seat := self._seat(token)) is not None:
            return seat  # 'ratified by Congress in Lima'
        for t in (*token.by("poss"), *noun_phrase(token).premodifiers, *of):
            owner = (
                self.actor_entity(t.mention)
                if t.mention is not None and t.mention.kind in STATE_KINDS | {"Settlement"}
                else None
            )
            if owner is not None and owner.kind in STATE_KINDS:
                return owner
        for land in (t for t in of if t.lemma in LANDS and t.mention is None):
            if (own := next(iter(self.owning_states(land)), None)) is not None:
                return own  # 'the Senate of our country'
        if mention.role == "metonym" and mention.state and not self._named_at.get(mention.state):
            return self.home if self.annotated.dateline_place is not None else None  # 'the Chancellery' below '(Lima)'
        if (
            mention.kind == "Legislature"
            and mention.state
            and not any(e.kind in STATE_KINDS for e in self.entities.inside(mention.start, mention.end))
            and self.hardly_named(mention.state)
        ):
            return self._chamber_before(token) or next((r.entity for r in state_meant.meant(self, token, "")), None)
        return None

    def _chamber_before(self, token: Token) -> Entity | None:
        """Whose 'Congress' it was the last time that the text said so."""
        number = self.sentence_of.get(token.start, 0)
        for sentence in reversed(self.annotated.sentences[: number + 1]):
            for other in sentence.tokens:
                if other.start < token.start and other.mention is not None and other.mention.kind == "Legislature":
                    owners = (t.mention for t in other.by("poss") if t.mention is not None)
                    states = [e for m in owners if (e := self.actor_entity(m)) is not None and e.kind in STATE_KINDS]
                    if states:
                        return states[0]
        return None

    def _pronoun(self, token: Token, word: str) -> list[Ref]:
        if word in he_meant.PERSONAL:
            return he_meant.meant(self, token)
        if word in _FIRST:
            if word in ("our", "we") and self.declarers and not self._quoted(token):
                return [r for e in self.declarers for r in self.refer(e, token, "first person: whoever declares")]
            ours = word in ("our", "ours") or (self.annotated.commentary and not self._quoted(token))
            return self.refer(self.home, token, "first person: the speaker's state") if ours else []
        if word in _SINGULAR:
            return it_meant.meant(self, token)
        if word in _PLURAL:
            if anaphora.of_things(token):
                return []
            if whose := anaphora.owners(self, token):
                return self.again(whose, token, "pronoun: whose the noun above is")
            if several := anaphora.objects_of_conjunct(self, token):
                return self.again(several, token, "pronoun: those at whom the verb before is directed")
            whom = replies.answering(self, token)
            if len({r.key for r in whom}) > 1:
                return self.again(whom, token, "pronoun: who was addressed just before")
            if (body := backward.plural_body(self, token)) is not None:
                return self.refer(body, token, "pronoun: the last subject, a body of many")
            if two := pairs.between(self, token):
                return [r for e in two for r in self.refer(e, token, "the two states named just before")]
            acting = anaphora.plural(self, token)
            if acting is not None:
                return self.again(acting, token, "pronoun: the last subject of several")
            group = self._group(token)
            if group and not pairs.of_the_actor(self, token, group):
                return [r for e in group for r in self.refer(e, token, "pronoun: the last named together")]
        return []

    def again(self, refs: list[Ref], token: Token, rule: str) -> list[Ref]:
        """What other words stand for, taken up by a token."""
        return [Ref(r.entity, token, rule, r.words, r.state) for r in refs]

    def _led_by(self, token: Token) -> Entity | None:
        """The state of the leader by whom a government is called ('the Trump administration')."""
        mention = token.mention
        if mention is None and token.tag == "NNP":
            return self.entities.of_leader(token.text)
        named = mention is not None and mention.kind == "Person"
        return self.entities.state(mention.state) if named and mention is not None and mention.state else None

    def _same_state(self, token: Token) -> list[Token]:
        """'Its neighbour Chile', 'its northern neighbours, Chile and Peru': the states that stand beside the noun."""
        beside = [a for a in token.by("appos") if a.i > token.i]
        if not beside:
            return []
        plain = token.lemma in self.lexicon.pair or token.lemma in LANDS or token.lemma in ALLIES
        counted = token.lemma in _COUNTED and bool(token.by("nummod"))
        beside = [a for a in beside if plain or counted or a.i == token.i + 1]
        named = [m for a in beside[:1] for m in (a, *self.conjuncts(a))]
        if counted and not plain and self.count_of(token) not in (None, len(named)):
            return []  # 'the three members of it, A, B and C'; but 'the six members, A among them'
        mentions = [t.mention for t in named if t.mention is not None]
        states = [m for m in mentions if m.kind in STATE_KINDS and m.role == "name"]
        return named if states and len(states) == len(named) else []

    def _seat(self, organ: Token) -> Entity | None:
        """The state of an organ that has no owner: of the capital that it is in ('In Quito, the ministry ...')."""
        inside = [t.mention for p in organ.by("prep") if p.lemma == "in" for t in p.by("pobj") if t.mention is not None]
        if not inside and self.text[organ.end : organ.end + 4] == " in ":  # 'gave the junta in Niamey a week'
            inside = [m for m in self.annotated.mentions if m.start == organ.end + 4]
        verb = organ.head if organ.dep in ("dobj", "nsubjpass") and not inside else None
        if verb is not None:  # 'drove the government out of Lima', 'was chased from Cusco'
            away = [p for q in verb.by("prep") for p in (q, *q.by("prep")) if p.lemma in ("of", "from")]
            left = [t.mention for p in away for t in p.by("pobj") if t.mention is not None]
            codes = [m.state for m in left if m.kind == "Settlement" and m.state]
            if codes and verb.lemma in _DRIVEN:
                return self.entities.state(codes[0])
        sentence = self.annotated.sentences[self.sentence_of.get(organ.start, 0)]
        towns = [m for m in (*inside, *sentence.front) if m.kind == "Settlement" and m.role == "capital" and m.state]
        return self.entities.state(towns[0].state) if towns and towns[0].state else None

    def _international(self, court: Token, prep: Token) -> bool:
        """Whether a court sits in a place without being of its state ('the arbitral tribunal in The Hague')."""
        if court.lemma not in JUDGES:
            return False
        named = {self.text[p.start : p.end].lower() for p in prep.by("pobj")}
        if any(t.lemma in ("arbitration", "arbitral") for t in court.children):
            return True
        return court.lemma == "tribunal" or not named.isdisjoint(self.lexicon.court_seats)

    def _speaking_for(self, speaker: Token) -> list[Ref]:
        """Who somebody is, or for whom a speaker without a name speaks ('a spokesman for the army')."""
        behind = [t for p in speaker.by("prep") if p.lemma in ("for", "of") for t in p.by("pobj")]
        return self.actors(speaker) or [r for t in behind if speaker.mention is None for r in self.actors(t)]

    def _quoted(self, token: Token) -> bool:
        return any(q.start <= token.start < q.end for q in self.annotated.quotations)

    def owning_states(self, token: Token) -> list[Entity]:
        """States (or organisations) of a possessive pronoun or name before the noun."""
        return [e for e in self._owners(token) if e.kind != "Person"]

    def _owners(self, token: Token) -> list[Entity]:
        """Those of a possessive pronoun or name before the noun: of a person in office, the state."""
        out: list[Entity] = []
        for poss in (t for t in token.by("poss") if not self._backs(t)):
            again = poss.low in ("latter", "former")
            club = poss.lemma in bodies_meant.CLUBS and any(c.low == "the" for c in poss.children)
            pair = poss.lemma in self.lexicon.pair and self.count_of(poss) is not None  # "the two countries' navies"
            named = poss.tag == "PRP$" or poss.mention is not None
            refs = self.actors(poss) if named or again or club or pair else []
            if poss.tag in ("WP$",):
                from_clause = next((a.head for a in poss.ancestors() if a.dep == "relcl" and a.head is not None), None)
                while from_clause is not None and self._only_where(from_clause):
                    from_clause = from_clause.head.head if from_clause.head is not None else None
                refs = self.actors(from_clause) if from_clause is not None else []
            for r in refs:
                out.append(r.state if r.entity.kind == "Person" and r.state else r.entity)
        return out

    def _whose_country(self, token: Token) -> list[Entity]:
        """'Togo's premier said that his country ...', where nobody is named: of whom a clause above tells, without a
        name.
        """
        if token.lemma not in ("country", "nation") or token.by("poss")[:1] == []:
            return []
        verbs = (a for a in token.ancestors() if a.tag.startswith("VB"))
        subjects = (s for v in verbs for s in v.by("nsubj", "nsubjpass") if s.i < token.i)
        people = next((s for s in subjects if s is not token), None)
        if people is None or people.mention is not None or people.tag.startswith("PRP"):
            return []
        own = {m.entity for m in self.modifier_mentions(noun_phrase(people)) if m.entity is not None}
        own |= {p.mention.entity for p in people.by("poss") if p.mention is not None and p.mention.entity is not None}
        states = [e for e in own if e.kind in STATE_KINDS]
        return states if len(states) == 1 else []

    def _only_where(self, place: Token) -> bool:
        """Whether it only tells where somebody is ('the envoy of Peru in Quito, whose country ...')."""
        above = place.head.head if place.dep == "pobj" and place.head is not None and place.head.lemma == "in" else None
        city = place.mention is not None and place.mention.kind == "Settlement"
        return city and above is not None and above.lemma in self.lexicon.person

    def _untitled(self, token: Token, words: str) -> list[Ref]:
        """'Roe was quoted as saying so. "We will leave," *the minister* added': the only person of the sentence before,
        where he is its subject and no title of his is told.
        """
        number = self.sentence_of.get(token.start, 0)
        said = token.dep == "nsubj" and token.head is not None and token.head.lemma in _ADDING
        if not said or not number or any(t.mention is not None for t in token.children):
            return []
        before = self.annotated.sentences[number - 1]
        if before.segment is not self.annotated.sentences[number].segment:
            return []
        people = [t for t in before.tokens if t.mention is not None and t.mention.kind == "Person"]
        subjects = [t for t in people if t.dep in ("nsubj", "nsubjpass")]
        entities = {r.entity for t in people for r in self.actors(t)}
        if len(entities) != 1 or not subjects or self.entities.titles(next(iter(entities))):
            return []
        return self.refer(next(iter(entities)), token, "the person of the sentence before, by his title", words)

    def _in_full(self, token: Token, found: Iterable[Entity]) -> list[Entity]:
        """'The Minister of External Affairs': of several ministers the one with the whole title."""
        said = self.text[token.start : token.start + _LONGEST_TITLE].lower()
        fits = [(e, t.lower()) for e in found for t in self.entities.titles(e)]
        whole = f"{token.lemma} of "
        return [e for e, title in fits if title.startswith(whole) and re.match(rf"{re.escape(title)}\b", said)]

    def person_titled(self, token: Token, words: str) -> list[Ref]:
        """'the minister': the last person with that title, of the state that the sentence names where one fits."""
        found: dict[Entity, None] = {}
        for s in self.before(token, {"Person"}):
            titles = " ".join(self.entities.titles(s.entity)).lower()
            if token.lemma == "minister" and "prime" not in words.lower():
                titles = titles.replace("prime minister", "premier")  # 'the minister' is another
            spokes = token.lemma.startswith("spokes") and "spokes" in titles
            if token.lemma in titles or spokes:
                found.setdefault(s.entity)
        words = words.removeprefix("the ").removeprefix("this ").removeprefix("that ")
        if len(words.split()) == 2:  # 'the Prime Minister' is no minister of defence
            told = {e: " ".join(self.entities.titles(e)).lower() for e in found}
            others = _RANKS - {words.split()[0]} if words.split()[0] in _RANKS else set()
            whole = [e for e in found if words.lower() in (t.lower() for t in self.entities.titles(e))]
            whole = whole or [e for e in found if words in told[e]]
            found = dict.fromkeys(whole or (e for e in found if others.isdisjoint(told[e].split())))
        if not found:
            return self._untitled(token, words)
        if len(found) > 1 and (whole := self._in_full(token, found)):
            return self.refer(whole[0], token, "the last person with just that title", words)
        if len(found) > 1 and any(c.low in _PASSING for c in token.by("amod")):
            return []  # 'the outgoing president' need not be the one named last
        number = self.sentence_of.get(token.start, 0)
        here = {s.entity for s in takewhile(lambda s: s.sentence == number, self.before(token, STATE_KINDS))}
        own = [e for e in found if self.entities.state_of(e) in here] if len(found) > 1 else []
        ours = []
        spoken_from = self.annotated.dateline_place is not None or self.issuer is not None
        if not own and self.home is not None and spoken_from:
            # 'The Prime Minister', in a release of his government
            shown = token.text[:1].isupper() and token.tag in ("NN", "NNP")
            ours = [e for e in found if shown and self.entities.state_of(e) == self.home]
        return self.refer((own or ours or list(found))[0], token, "the last person with that title", words)

    def _acts_upon(self, state: Entity, token: Token) -> bool:
        """'France recognises the junta': whether the state itself does it to whom the word means."""
        prep = token.head if token.dep == "pobj" else None
        verb = token.head if token.dep in ("dobj", "dative") else prep.head if prep is not None else None
        doers = [t for s in (verb.by("nsubj") if verb is not None else ()) for t in (s, *self.conjuncts(s))]
        return any(t.mention is not None and t.mention.entity == state and t.mention.role == "name" for t in doers)

    def _junta(self, token: Token, words: str) -> list[Ref]:
        """'The officers', 'the generals': of the only state whose military rulers or junta the text names before."""
        found: dict[Entity, None] = {}
        for sentence in self.annotated.sentences[: self.sentence_of.get(token.start, 0) + 1]:
            for noun in sentence.tokens:
                rules = noun.lemma == "junta" or (
                    noun.lemma in ("ruler", "government") and any(c.lemma == "military" for c in noun.by("amod"))
                )
                if not rules or noun.start >= token.start:
                    continue
                behind = [t.mention for p in noun.by("prep") if p.lemma == "of" for t in p.by("pobj")]
                for m in (*self.modifier_mentions(noun_phrase(noun)), *(b for b in behind if b is not None)):
                    state = self.actor_entity(m)
                    if state is not None and state.kind in STATE_KINDS:
                        found.setdefault(state)
        return self.refer(next(iter(found)), token, "whose junta is spoken of", words) if len(found) == 1 else []

    def _organisation(self, token: Token, words: str) -> list[Ref]:
        if any(p.lemma in ("of", "for") and p.by("pobj") for p in token.by("prep")):
            return []  # 'the association of fishermen' is another one
        own = [c for c in token.by("compound", "amod", "nmod", "poss") if c.i < token.i]
        named = [c.mention for c in own if c.mention is not None]
        if named and all(m.kind in STATE_KINDS and m.role != "adjective" for m in named):
            return []  # 'the U.S. agency', but not 'the Lebanese group' or 'Russia's Wagner group'
        if any(c.lemma in ("command", "head", "lead") and c.by("agent") for c in token.by("acl")):
            return []  # 'the armed group led by Roe' says itself which
        before = list(self.before(token, bodies_meant.KINDS))[::-1]
        found = bodies_meant.fitting(token.lemma, before, self.seen, self.lexicon)
        if any(c.lemma in ("armed", "militant", "rebel") for c in own):
            found = [s for s in found if s.entity.kind not in BLOC_KINDS]
        if token.tag == "NNP" and any(c.tag == "NNP" and c.mention is None for c in own):
            found = bodies_meant.called(token.lemma.lower(), found)  # 'the Military Council' is no party
        return self.refer(found[-1].entity if found else None, token, "the last organisation", words)

    # -- places and treaties

    def places(self, token: Token) -> list[Ref]:
        """The place that a token stands for: a sea, a feature, a city, or a state as a place."""
        mention = token.mention
        if (
            mention is not None
            and mention.entity is not None
            and mention.kind not in ("Time", "Person", "Treaty")
            and mention.role not in ("adjective", "people")
        ):
            return [Ref(mention.entity, token, f"named ({mention.role})", self.text[mention.start : mention.end])]
        if mention is None and token.pos in ("NOUN", "PROPN", "PRON", "ADV"):
            phrase = noun_phrase(token)
            inside = [
                t
                for t in phrase.premodifiers
                if t.mention is not None and t.mention.kind in PLACE_KINDS and t.mention.role == "name"
            ]
            if token.lemma in _WATERS and inside:
                return self.places(inside[-1])
            back = (
                phrase.determiner in ("the", "this", "that", "these", "those", "its")
                and token.lemma in self.lexicon.feature
            )
            if back or token.low in ("there", "them", "it", "they"):
                return self.feature_before(token)
        return []

    def territory(self, token: Token, *, generic: bool = False, sovereign: bool = False) -> list[Ref]:
        """The territory that a token stands for (``link.territory``)."""
        above = (
            token.head.head
            if token.dep == "pobj" and token.head is not None and token.head.lemma in ("in", "off", "near")
            else None
        )
        feature = above is not None and above.lemma in self.lexicon.feature
        if above is not None and (feature if above.mention is None else above.mention.kind in FEATURES):
            token = above  # 'a tiny island in Lake Victoria that both claim': the island
        return self.territories.of(token, generic=generic, sovereign=sovereign)

    def only_named_before(self, token: Token) -> list[Ref]:
        """The state that alone is named, as who acts, in the sentence before one, in its paragraph."""
        number = self.sentence_of.get(token.start, 0)
        sentences = self.annotated.sentences
        if not number or sentences[number - 1].segment is not sentences[number].segment:
            return []
        seen = [s for s in self.before(token, STATE_KINDS) if s.sentence == number - 1]
        if not any(s.subject for s in seen) or len({s.entity for s in seen}) != 1:
            return []
        return self.refer(seen[0].entity, token, "the only state of the sentence before", seen[0].entity.name)

    def feature_before(self, token: Token) -> list[Ref]:
        """'the islands', 'them', 'there': the territory mentioned before that fits."""
        return self.territories.before(token)

    def _in_main_clause(self, token: Token) -> Treaty | None:
        """'Five years after it was signed, the pact entered into force': the treaty that the main clause is about."""
        verb = token.head
        main = verb.head if verb is not None and verb.dep == "advcl" else None
        if main is None or verb is None or main.i < verb.i:
            return None
        return next((t for s in main.by("nsubj", "nsubjpass") if (t := self.treaties.of(s)) is not None), None)

    def treaty(self, token: Token) -> Treaty | None:
        """The treaty that a token stands for, pronouns included."""
        beside = [*token.by("appos"), *([token.head] if token.dep == "appos" and token.head is not None else [])]
        beside = [t for t in beside if all(c.low != "not" for c in t.children)]  # 'the talks, not the pact'
        for candidate in (token, *beside):
            found = self.treaties.of(candidate)
            if found is not None:
                return found
        if token.low == "one" and any(c.low in ("earlier", "later") for c in token.children):
            return None  # 'under a later one': not the one spoken of
        apart = any(p.lemma in ("on", "concerning", "regarding") for p in token.by("prep"))
        if token.low == "one" and (apart or token.by("acl")):
            return None  # 'replaced one signed in 1976', 'one on fishing was blocked'
        if token.low == "it" and token.head is not None and token.head.lemma == "join" and token.dep == "nsubj":
            return None  # 'it joined in 2012 and was suspended': a member
        if token.low == "that" and token.by("prep"):
            return None  # 'that of 2023', 'that with Chad': another one
        if (
            token.mention is None
            and token.tag != "IN"
            and token.low
            in (
                "it",
                "this",
                "that",
                "one",
                "its",
                "they",
                "both",
            )
        ):
            if token.low in ("it", "they") and (below := self._in_main_clause(token)) is not None:
                return below
            return self.treaties.subject_before(token, self.sentence_of.get(token.start, 0))
        return None

    def brokers(self, token: Token) -> bool:
        """Whether it only helps others to a treaty ('with Algeria as mediator')."""
        with_whom = token.head if token.dep == "pobj" else None
        row = self.conjuncts(token) if with_whom is not None and with_whom.lemma == "with" else [token]
        return any(_BROKER.match(self.text, t.end) for t in (token, *row))
