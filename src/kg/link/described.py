"""Who is meant by a noun without a name: 'the ministry', 'its neighbour', 'both leaders', 'the Andean nation'.

A noun is put to one way after another; the first that has an answer wins, also where its answer is that nobody can be
known, and where none has one, nobody is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from kg.core.annotated import Mention, Token
from kg.core.lazy import cached_property
from kg.core.model import Entity
from kg.core.words import word_set
from kg.link import (
    anaphora,
    backward,
    bodies_meant,
    de_facto,
    descriptions,
    it_meant,
    opposite,
    pairs,
    regions,
    state_meant,
)
from kg.link.discourse import NUMBERS
from kg.link.noun_phrases import NounPhrase, noun_phrase
from kg.link.references import ALLIES, ARMIES, BLOC_KINDS, JUDGES, STATE_KINDS, Ref

if TYPE_CHECKING:
    from kg.link.resolve import Resolver

_GONE = word_set("link.described.gone")
_RULING = word_set("link.described.ruling")
_PEOPLE = word_set("link.described.people")
_BELONG = word_set("link.described.belong")
"""'The two NATO allies' are two states, not NATO."""
_LED = word_set("link.described.led")
OF_WHOM = "of or from whom it is"
"""The rule of a noun that stands for whoever it is said to be of ('the decision of Roe')."""
_LISTED = word_set("link.described.listed")
"""Who is counted, besides officials, and then named in a list."""
_HOSTING = word_set("shared.host_and_guest")
_POWERS = word_set("link.described.powers")
_COLONISERS = word_set("link.described.colonisers")
_RULINGS = word_set("link.described.rulings")
"""What judges do."""
_DONE_TO = word_set("link.described.done_to")
"""Deeds of which 'of' tells to whom they are done ('the invasion of Kuwait')."""
_ONE_EACH = word_set("link.described.one_each")
"""Of which a state has one."""
_HANDED = BLOC_KINDS | {"Organization", "Group", "PoliticalParty", "Court"}
_AGAINST = word_set("link.described.against")
APART = word_set("link.described.apart")
"""Words before a leader or a group that do not act for the state."""
_NAMED_LANDS = word_set("link.described.named_lands")
"""Nouns of which 'of' tells the names ('the island states of Fiji and Tonga')."""
_NAMED = ("NN", "NNP", "NNPS", "NNS")
_SPEAKING_FOR = word_set("link.described.speaking_for")
"""Who speaks for whom the words behind 'for' name."""
_PUBLIC = word_set("link.described.public")
"""Which banks act for a state."""
_COMMON = ("NN", "NNS")
_RIVALLED = word_set("link.described.rivalled")
"""Bodies that those set up who are at odds with a state's rulers ('the Syrian National Council')."""
_POINTING = ("the", "that", "this")
_STATES = word_set("link.described.states")
_OF_AUTHOR = word_set("link.described.of_author")
_OWN_STATE = word_set("link.described.own_state")
_AT_HOME = _ONE_EACH | word_set("link.described.at_home")
_OWNING = ("her", "his", "its", "my", "our", "their", "whose")
_OF_CAPITAL = "whose capital the sentence or the words behind it name"


class Noun:
    """A noun without a name, with what most ways to find who is meant ask of it."""

    def __init__(self, resolver: Resolver, token: Token, *, target: bool) -> None:
        self.resolver, self.token, self.target = resolver, token, target
        self.lexicon, self.lemma = resolver.lexicon, token.lemma
        self.phrase: NounPhrase = noun_phrase(token)
        self.words = resolver.text[self.phrase.start : self.phrase.end]
        self.lower = self.words.lower()

    @cached_property
    def pointed_at(self) -> bool:
        """'The', 'this', 'that'."""
        return self.phrase.determiner in _POINTING

    @cached_property
    def mentions(self) -> list[Mention]:
        """The names before it."""
        return self.resolver.modifier_mentions(self.phrase)

    @cached_property
    def states(self) -> list[Entity]:
        """Those that the names before it stand for."""
        actor = self.resolver.actor_entity
        found = [de_facto.ruling(self.lexicon, e) for m in self.mentions if (e := actor(m)) is not None]
        if not found and self.lemma in _LED:
            found = [e for t in self.phrase.premodifiers if (e := self.resolver._led_by(t)) is not None][-1:]
        return found

    @cached_property
    def possessed(self) -> list[Entity]:
        """Whose it is."""
        return self.resolver.owning_states(self.token)

    @cached_property
    def acting(self) -> bool:
        """Whether it acts for a state."""
        own_men = self.lemma == "man" and self.token.tag == "NNS" and bool(self.token.by("poss"))  # 'Peru's men'
        acting = self.lexicon.acting
        heir = any(f"{c.lemma.lower()} {self.lemma}" in acting for c in self.token.by("compound"))  # 'crown prince'
        return own_men or heir or self.lemma in acting or self.token.low in acting

    @cached_property
    def counted(self) -> bool:
        """'Both', 'each', 'the two', 'the neighbours'."""
        phrase, token = self.phrase, self.token
        return (
            phrase.determiner in ("both", "each", "either", "neither")
            or any(t.low in NUMBERS for t in phrase.premodifiers)
            or any(c.low in NUMBERS or c.low == "each" for c in token.children if c.i < token.i)
            or (
                phrase.determiner in ("the", "both")
                and token.tag == "NNS"
                and self.lemma in _AGAINST
                and not token.by("prep")
            )
            or (
                phrase.determiner == "the"
                and token.text in ("Parties", "Sides")
                and not token.by("prep", "relcl", "acl")
            )
            or self.concerned
        )

    @property
    def concerned(self) -> bool:
        """'All the countries concerned', 'the states involved'."""
        told = any(c.lemma in pairs.CONCERNED for c in self.token.by("acl", "amod"))
        return (
            told and self.token.tag == "NNS" and self.lemma in _BELONG and self.phrase.determiner in ("all", "the", "")
        )

    def are(self, entities: Iterable[Entity], rule: str) -> list[Ref]:
        """References to those whom it means."""
        return [r for e in entities for r in self.is_one(e, rule)]

    def is_one(self, entity: Entity | None, rule: str) -> list[Ref]:
        """A reference to the one whom it means."""
        return self.resolver.refer(entity, self.token, rule, self.words)


Way = Callable[[Noun], "list[Ref] | None"]
"""Those whom a noun means; None where a way does not tell."""


def meant(resolver: Resolver, token: Token, *, target: bool) -> list[Ref]:
    """Whom a noun without a name means; ``target``: what is done to it, so that no body is guessed."""
    noun = Noun(resolver, token, target=target)
    for way in _WAYS:
        if (found := way(noun)) is not None:
            return found
    return []


# -- named beside it


def _two_persons(noun: Noun) -> list[Ref] | None:
    """'The two ministers, A of Peru and B of Chile', 'both leaders'."""
    token, resolver = noun.token, noun.resolver
    named = [m for a in token.by("appos") for m in (a, *resolver.conjuncts(a)) if m.mention is not None]
    if token.tag == "NNS" and named and all(m.mention and m.mention.kind == "Person" for m in named):
        return [r for m in named for r in resolver.actors(m)]
    of_people = token.tag == "NNS" and (noun.lemma in _PEOPLE or noun.lemma == "head")
    persons = descriptions.several_people(resolver, token) if of_people else []
    return noun.are(persons, "the persons named together before") if persons else None


def _beside(noun: Noun) -> list[Ref] | None:
    """'Its neighbour Chile'."""
    same = noun.resolver._same_state(noun.token)
    return [r for t in same for r in noun.resolver.actors(t)] if same else None


def _by_their_names(noun: Noun) -> list[Ref] | None:
    """'The West African nations of Mali and Niger': Mali and Niger."""
    token = noun.token
    if token.tag != "NNS" or noun.lemma not in _NAMED_LANDS:
        return None
    of = [t for p in token.by("prep") if p.lemma == "of" for t in p.by("pobj")]
    named = [x for t in of for x in (t, *noun.resolver.conjuncts(t))]
    states = all(
        t.mention is not None and t.mention.kind in STATE_KINDS and t.mention.role != "adjective" for t in named
    )
    return [r for t in named for r in noun.resolver.actors(t)] if states and len(named) > 1 else None


def _by_list(noun: Noun) -> list[Ref] | None:
    """'Expelled three Serbian diplomats: Ana Roe, Jan Poe and Marko Doe': those whom the list names."""
    token, resolver = noun.token, noun.resolver
    counts = [NUMBERS.get(c.low, 0) for c in token.by("nummod")]
    if token.tag != "NNS" or noun.lemma not in noun.lexicon.person | _LISTED or not counts or counts[0] < 2:
        return None
    row = resolver.annotated.sentences[resolver.sentence_of.get(token.start, 0)].tokens
    colon = next((t.i for t in row if t.text == ":" and t.i > token.i), None)
    if colon is None:
        return None
    listed = [t for t in row if t.i > colon and t.mention is not None and t.mention.kind == "Person"]
    listed = [t for t in listed if t.dep not in ("pobj", "poss", "nsubj")]
    named = {r.entity: r for t in listed for r in resolver.actors(t) if r.entity.kind == "Person"}
    if not 1 < len(named) <= counts[0]:
        return None
    return [Ref(r.entity, token, "named in the list behind it", r.words, r.state) for r in named.values()]


def _by_description(noun: Noun) -> list[Ref] | None:
    """'The Baltic states', 'the Federative Republic', 'the Andean nation'."""
    resolver, token = noun.resolver, noun.token
    if region := regions.states_of(resolver, token):
        return noun.are(region, "a state of the region")
    if (full := descriptions.in_full(resolver, token, noun.phrase)) is not None:
        return noun.is_one(full, "the state spoken of that is so called in full")
    fitting = descriptions.epithet(resolver, token) if noun.pointed_at else None
    if fitting is None:
        return None
    if token.tag in ("NNS", "NNPS"):
        size = resolver.count_of(token)
        return noun.are(
            descriptions.several_of_codes(resolver, token, fitting, size), "the states of that region spoken of"
        )
    return noun.is_one(descriptions.of_codes(resolver, token, fitting), "the state of that region spoken of")


def _of_court_seat(noun: Noun) -> list[Ref] | None:
    """'The Hague court', 'the Luxembourg court' is no court of the Netherlands, or of Luxembourg."""
    seats = {noun.resolver.text[m.start : m.end].lower() for m in noun.mentions if m.kind in ("Settlement", "State")}
    return [] if noun.lemma in JUDGES and not seats.isdisjoint(noun.lexicon.court_seats) else None


_TAKES_UP = word_set("link.described.takes_up")
"""Nouns that take up the clause before them ('attacked Peru, a step that Chile condemned')."""


def _apposed(noun: Noun) -> list[Ref] | None:
    """'Peru, a country of the south': Peru."""
    head = noun.token.head if noun.token.dep == "appos" and noun.phrase.indefinite else None
    return _of_apposition(noun, head)


def _of_apposition(noun: Noun, head: Token | None) -> list[Ref] | None:
    if head is None or head.mention is None or noun.lemma in _TAKES_UP:
        return None  # 'rejected the deal with Peru, a vote that': what was done, not Peru
    return noun.resolver.actors(head)


# -- several of them


def _two(noun: Noun) -> list[Ref] | None:
    """'The two countries', 'both sides', 'the two NATO allies'."""
    resolver, token, lemma, phrase = noun.resolver, noun.token, noun.lemma, noun.phrase
    some = lemma in _PEOPLE and phrase.determiner == ""  # 'three ministers' are others
    owned = any(c.dep == "poss" for c in token.children)
    ours = lemma in _BELONG and all(e.kind in ("IntergovernmentalOrganization", "Grouping") for e in noun.states)
    pair = noun.counted and lemma in noun.lexicon.pair and (not noun.states or ours)
    if not pair or owned or some:
        return None
    people = noun.are(descriptions.top_two(resolver, token, phrase), "the two leaders named before")
    two = resolver.count_of(token) in (None, 2)
    if not people and two and (lemma in _PEOPLE or lemma in ("duo", "pair")):
        people = pairs.people(resolver, token)
    if people or lemma != "man" or resolver.main_pair():
        return people or pairs.pair(resolver, token)
    return []  # 'the two men' are no two states


def _of_body(noun: Noun) -> list[Ref] | None:
    """'Whose experts', 'its media', 'the rebels': of the body or movement that was told of."""
    resolver, token = noun.resolver, noun.token
    if noun.lemma in noun.lexicon.hands and token.by("poss"):
        bodies = [e for e in noun.possessed if e.kind in _HANDED]
        if not bodies and noun.lemma in noun.lexicon.followers:
            bodies = [e for e in resolver._owners(token) if e.kind == "Person"]
        if bodies:
            return noun.are(bodies, "of the body whose they are")
    movement = bodies_meant.of_rebels(resolver, token) if noun.lemma in noun.lexicon.rebels else []
    return noun.are(movement, "the movement whose rebels they are") if movement else None


def _private(noun: Noun) -> list[Ref] | None:
    """'A Peruvian company' does not act for the state."""
    private = noun.lexicon.private
    if noun.lemma == "bank" and any(t.lemma.lower() in _PUBLIC for t in noun.phrase.premodifiers):
        return None  # 'Peru's central bank'
    return [] if noun.lemma in private or any(t.lemma in private for t in noun.phrase.premodifiers) else None


def _of_a_part(noun: Noun) -> list[Ref] | None:
    """'The regional government', 'the city council': of a part of the state that is spoken of, and not the state."""
    local = any(t.lemma.lower() in _LOCAL for t in noun.phrase.premodifiers)
    named = any(t.mention is not None for t in noun.phrase.premodifiers)
    return [] if local and not named and noun.lemma in _ORGANS_OF_PARTS else None


_LOCAL = word_set("link.described.local")
_ORGANS_OF_PARTS = word_set("link.described.organs_of_parts")


def _told_before(noun: Noun) -> list[Ref] | None:
    """'The latter', 'the Assembly' of the General Assembly, 'the three states', 'his visitor'."""
    resolver, token = noun.resolver, noun.token
    if (last := descriptions.latter(resolver, token)) is not None:
        return noun.is_one(last, "the latter or former of two named before")
    if (known := backward.named_in_full(resolver, token, noun.phrase)) is not None:
        return noun.is_one(known, "the body whose name ends so")
    if group := backward.several(resolver, token, noun.phrase):
        return noun.are(group, "those named together before")
    if opposite.is_visitor(token):
        guest = opposite.visitor(resolver, token, noun.states)
        if guest is not None:
            return noun.is_one(guest, "who came or was received before")
    if noun.lemma in _HOSTING and not noun.states and noun.phrase.determiner == "the":
        return _of_visit(noun)
    return None


def _of_visit(noun: Noun) -> list[Ref]:
    """'Togo's president flew to Lima. His host ...': Peru."""
    return noun.are(opposite.side_of_visit(noun.resolver, noun.token), "the state where one has come, or who came")


def _other_side(noun: Noun) -> list[Ref] | None:
    """'Its northern neighbour', 'their Peruvian counterparts'; but 'Peru's neighbour' is not Peru."""
    token = noun.token
    if noun.lemma in ALLIES and token.dep != "appos" and any(p.mention is not None for p in token.by("poss")):
        return []
    if noun.lemma in opposite.NOUNS and (token.by("poss", "prep") or noun.states):
        other = opposite.opposite(noun.resolver, token, noun.states, noun.words)
        own = [t for t in token.by("poss") if t.mention is not None]
        return other or (_of_visit(noun) if noun.lemma in _HOSTING and not own else other)
    return None


# -- who acts for a state


def set_apart(word: Token) -> bool:
    """'Business leaders', 'rights groups', not 'European Union leaders': a word before those who act for no state."""
    return word.mention is None and word.text.islower() and word.lemma in APART


def _not_for_state(noun: Noun) -> list[Ref] | None:
    """'A Gabonese opposition leader', 'a former Gabonese minister' do not act for the state."""
    before = noun.phrase.premodifiers
    if (noun.acting or noun.lemma == "group") and any(set_apart(t) for t in before):
        return []
    return [] if noun.lemma in noun.lexicon.person and any(t.low in _GONE for t in before) else None


def _for_state(noun: Noun) -> list[Ref] | None:
    """'Peruvian forces', 'its navy'; 'the government in Lima' of a person who is of no state."""
    if not noun.acting:
        return None
    resolver, owners = noun.resolver, noun.states or noun.possessed
    alone = bool(owners) and all(e.kind == "Person" and resolver.entities.state_of(e) is None for e in owners)
    if alone and noun.lemma in _ONE_EACH and (seat := resolver._seat(noun.token)) is not None:
        return noun.is_one(seat, _OF_CAPITAL)
    return noun.are(owners, "acts for the state before it") if owners else None


def _state_body(noun: Noun) -> list[Ref] | None:
    """'Mali's border service', 'the Malian national assembly'; not 'the Malian Council', nor 'a Malian board'."""
    if noun.token.low not in noun.lexicon.state_bodies:
        return None
    kinds = [t for t in noun.phrase.premodifiers if t.mention is None and t.tag[:1] in ("N", "J")]
    own = bool(kinds) and all(t.lemma.lower() in noun.lexicon.of_state for t in kinds)
    own &= noun.lemma.lower() not in _RIVALLED or noun.token.tag in _COMMON or bool(noun.token.by("poss"))
    states = [e for e in noun.states or noun.possessed if e.kind in STATE_KINDS]
    return noun.are(states, "a body of the state before it") if own and len(states) == 1 else None


def _members(noun: Noun) -> list[Ref] | None:
    """'NATO allies condemned it', 'its members declined': the body, where they are not counted nor named."""
    token = noun.token
    if noun.lemma not in ("ally", "member") or token.tag != "NNS" or noun.counted or noun.target:
        return None
    some = token.by("nummod", "appos", "relcl", "acl", "prep") or noun.phrase.determiner in ("some", "several", "many")
    bodies = [e for e in noun.states or noun.possessed if e.kind in BLOC_KINDS]
    subject = token.dep in ("nsubj", "nsubjpass") and not some and len(noun.phrase.premodifiers) <= 3
    return noun.are(bodies, "the body whose members they are") if subject and len(bodies) == 1 else None


def _fellow_members(noun: Noun) -> list[Ref] | None:
    """'Togo joined the bloc. Mali urged its fellow members to wait': the bloc, named last."""
    fellow = noun.lemma == "member" and any(t.low == "fellow" for t in noun.phrase.premodifiers)
    if not fellow or noun.token.tag != "NNS" or noun.token.by("prep") or noun.mentions:
        return None
    number = noun.resolver.sentence_of.get(noun.token.start, 0)
    body = next(noun.resolver.before(noun.token, BLOC_KINDS), None)
    near = body is not None and body.sentence >= number - 2
    return noun.is_one(body.entity, "the body whose members they are") if body is not None and near else []


def _by_phrase(noun: Noun) -> list[Ref] | None:
    """'The navy of Peru', 'the government in Lima', 'the raid on Chile by Peru'."""
    resolver, token, lexicon = noun.resolver, noun.token, noun.lexicon
    if not noun.acting and noun.lemma not in lexicon.seated | _SPEAKING_FOR:
        return _of_movement(noun) if noun.lemma in lexicon.followers else None
    acting = [o for p in token.by("prep") if p.lemma == "by" for o in p.by("pobj")]
    doers = [d for o in acting for d in (o, *resolver.conjuncts(o)) if d.mention is not None]
    if done := [r for o in doers for r in resolver.actors(o)]:
        return [Ref(r.entity, token, "whose deed it is", noun.words, r.state) for r in done]
    for prep in token.by("prep"):
        if prep.lemma == "for" and noun.lemma in _SPEAKING_FOR and (found := _of_phrase(noun, prep)):
            return [Ref(r.entity, token, "for whom it speaks", noun.words, r.state) for r in found]
        if prep.lemma == "on" and (side := [t for t in prep.by("pobj") if t.lemma == "side" and t.by("amod")]):
            states = [r for t in side for c in t.by("amod") if c.mention is not None for r in resolver.actors(c)]
            return [Ref(r.entity, token, "on whose side of the line", noun.words, r.state) for r in states] or None
        ruling = prep.lemma == "in" and noun.lemma in lexicon.seated and not resolver._international(token, prep)
        ruling &= not _talks_there(token)
        if not ruling and (prep.lemma not in ("of", "from") or noun.lemma in _DONE_TO):
            continue
        if found := _of_phrase(noun, prep):
            return [Ref(r.entity, token, OF_WHOM, noun.words, r.state) for r in found]
    return None


def _of_movement(noun: Noun) -> list[Ref] | None:
    """'Gunmen of the Ansar group': of a movement; those 'from Chad' do not act for the state."""
    found = (r for p in noun.token.by("prep") if p.lemma in ("of", "from") for r in _of_phrase(noun, p))
    movements = [r for r in found if r.entity.kind not in STATE_KINDS and r.entity.kind != "Person" and r.state is None]
    return [Ref(r.entity, noun.token, OF_WHOM, noun.words, r.state) for r in movements] or None


def _of_phrase(noun: Noun, prep: Token) -> list[Ref]:
    """'Of A and of B'; else those further below ('the ministry of foreign affairs of Peru')."""
    resolver, token = noun.resolver, noun.token
    joined = [p for p in token.by("prep") if prep.by("cc") and p.i > prep.i and p.lemma == prep.lemma]
    direct = [o for p in (prep, *prep.by("conj"), *joined) for o in p.by("pobj")]
    below = [o for p in direct for q in p.by("prep") if q.lemma == "of" for o in q.by("pobj")]
    either = (
        [r for p in some for c in [p, *resolver.conjuncts(p)] for r in resolver.actors(c)] for some in (direct, below)
    )
    return next((refs for refs in either if refs), [])


def _talks_there(token: Token) -> bool:
    """'The rebels negotiate with the government in Doha': where they talk, not whose government it is."""
    verb = token.head.head if token.dep == "pobj" and token.head is not None and token.head.lemma == "with" else None
    return verb is not None and verb.lemma in ("confer", "meet", "negotiate", "talk") and verb.tag.startswith("V")


def _forces_again(noun: Noun) -> list[Ref] | None:
    """'The troops', of the state whose troops were told of."""
    if not noun.acting or noun.states or noun.possessed:
        return None
    again = backward.forces_again(noun.resolver, noun.token, noun.phrase)
    return noun.are(again, "the forces spoken of before") if again else None


# -- persons and bodies spoken of


def _leaders(noun: Noun) -> list[Ref] | None:
    """'The leaders', 'the minister'."""
    resolver, token = noun.resolver, noun.token
    if top := descriptions.top_two(resolver, token, noun.phrase):
        return noun.are(top, "the two leaders named before")
    many = token.tag in ("NNS", "NNPS")
    several = many and noun.phrase.determiner == "the" and not token.by("relcl", "acl", "prep")
    several = several and noun.lemma in ("leader", "minister", "premier", "president")
    if several and (people := descriptions.people_again(resolver, token) or pairs.people(resolver, token)):
        return people
    titled = noun.lemma in noun.lexicon.person or noun.lower in noun.lexicon.person
    return (resolver.person_titled(token, noun.lower) or None) if noun.pointed_at and titled and not many else None


def _body_again(noun: Noun) -> list[Ref] | None:
    """'The ministry'."""
    named = noun.lemma in ("ministry", "embassy", "department") or (
        noun.lemma.lower() == "government" and noun.token.text[:1].isupper() and noun.phrase.determiner == "the"
    )
    again = anaphora.body_again(noun.resolver, noun.token) if named else None
    return noun.is_one(again, "the body spoken of before") if again else None


def _organ(noun: Noun) -> list[Ref] | None:
    """'The government', 'parliament': of the capital beside it, or of the state that the text is at home in."""
    resolver, token, lemma, lexicon = noun.resolver, noun.token, noun.lemma, noun.lexicon
    several = token.tag == "NNS" and lemma in _ONE_EACH  # 'dozens of governments': of no one state
    known = lemma in lexicon.organs or noun.lower in lexicon.organs
    if several or not known or noun.phrase.determiner not in ("the", "", "its", "this"):
        return None
    if (seat := resolver._seat(token)) is not None:
        return noun.is_one(seat, _OF_CAPITAL)
    if lemma in ARMIES and (army := anaphora.army_again(resolver, token)) is not None:
        return noun.is_one(army, "whose army is spoken of")
    at_home = noun.lower in lexicon.organs or lemma in _AT_HOME
    at_home |= lemma == "authority" and token.tag == "NNS" and resolver.of_home_press
    return state_meant.meant(resolver, token, noun.words) if token.tag in _NAMED and at_home else []


def _officers(noun: Noun) -> list[Ref] | None:
    """'The generals': the junta's."""
    token = noun.token
    if noun.lemma not in noun.lexicon.officers or noun.phrase.determiner != "the" or token.tag != "NNS":
        return None
    others = [t for t in token.by("prep", "relcl", "acl", "amod", "compound") if t.lemma not in _RULING]
    return (noun.resolver._junta(token, noun.words) or None) if not others else None


def _judges(noun: Noun) -> list[Ref] | None:
    """'The judges', 'the chamber ruled': of the court that was told of."""
    token = noun.token
    rules = token.head.lemma if token.dep == "nsubj" and token.head is not None else ""
    sitting = noun.lemma in ("bench", "chamber", "panel") and rules in _RULINGS
    sitting &= noun.phrase.determiner == "the" and not token.by("amod", "compound", "poss", "prep")
    judges = sitting or (
        noun.lemma == "judge" and token.tag == "NNS" and noun.phrase.determiner == "the" and not token.by("prep")
    )
    court = next(iter(noun.resolver.before(token, {"Court"})), None) if judges else None
    return noun.is_one(court.entity, "the judges of the court spoken of") if court is not None else None


def _bloc(noun: Noun) -> list[Ref] | None:
    """'The bloc', 'the organisation'."""
    own = noun.phrase.determiner == "this" and noun.lemma == "agency"  # 'seen by this agency': the one that writes
    own |= any(t.tag in ("NNS", "NN") for t in noun.token.by("poss"))  # 'a veterans' association'
    own |= noun.lemma == "party" and noun.token.tag == "NNS"  # 'called on the parties': more than one body
    told = noun.pointed_at and noun.lemma in noun.lexicon.organisation and not noun.target and not own
    return noun.resolver._organisation(noun.token, noun.words) if told else None


# -- states spoken of


def _country(noun: Noun) -> list[Ref] | None:
    """'The country', 'the kingdom'."""
    if noun.token.tag in ("NNS", "NNPS"):
        return None  # 'the countries of the region' are several
    styles = noun.lemma in descriptions.STYLES
    if not noun.pointed_at or not (noun.lemma in _STATES or noun.lemma in noun.lexicon.realms or styles):
        return None
    if (one := descriptions.styled(noun.resolver, noun.token)) is not None:
        return noun.is_one(one, "the state spoken of that calls itself so")
    formed = not styles or noun.lemma in noun.lexicon.realms
    return state_meant.meant(noun.resolver, noun.token, noun.words) if formed else []


def _colonial(noun: Noun) -> list[Ref] | None:
    """'The former colonial power': of those that had colonies the one spoken of last."""
    colonial = noun.lemma in _POWERS and any(t.lemma.lower() == "colonial" for t in noun.phrase.premodifiers)
    if not noun.pointed_at or not (colonial or noun.lemma in _COLONISERS) or noun.token.tag not in ("NN", "NNP"):
        return None
    last = descriptions.of_codes(noun.resolver, noun.token, noun.lexicon.colonial)
    return noun.is_one(last, "the state spoken of that had colonies")


def _of_author(noun: Noun) -> list[Ref] | None:
    """'A government that claims the whole sea', of an author: the one just spoken of."""
    token = noun.token
    told = noun.resolver.annotated.commentary and noun.phrase.determiner in ("a", "an") and noun.lemma in _OF_AUTHOR
    return it_meant.meant(noun.resolver, token) if told and token.by("relcl") and not token.by("amod") else None


def _own_state(noun: Noun) -> list[Ref] | None:
    """'His country', 'our government'."""
    if noun.phrase.determiner not in _OWNING or noun.lemma not in _OWN_STATE:
        return None
    return noun.are(noun.possessed or noun.resolver._whose_country(noun.token), "the possessor's state")


def _apposition(noun: Noun) -> list[Ref] | None:
    """'Peru, the southern neighbour': Peru."""
    token = noun.token
    head = token.head if token.dep == "appos" and token.tag in ("NN", "NNP") else None
    return _of_apposition(noun, head)


_WAYS: tuple[Way, ...] = (
    _two_persons,
    _beside,
    _by_their_names,
    _by_list,
    _by_description,
    _of_court_seat,
    _apposed,
    _two,
    _of_body,
    _private,
    _of_a_part,
    _told_before,
    _other_side,
    _not_for_state,
    _for_state,
    _state_body,
    _members,
    _fellow_members,
    _by_phrase,
    _forces_again,
    _leaders,
    _body_again,
    _organ,
    _officers,
    _judges,
    _bloc,
    _country,
    _colonial,
    _of_author,
    _own_state,
    _apposition,
)
"""In this order."""
