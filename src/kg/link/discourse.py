"""What a document has mentioned where: states, bodies and persons, alone and together, and whom it is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import takewhile

from kg.annotate.commentary import is_release
from kg.core.annotated import Annotated, Mention, Sentence, Token
from kg.core.lazy import cached_property
from kg.core.model import Entity
from kg.core.words import word_set
from kg.link.author import author_state, declarers, our_people
from kg.link.entities import Entities, Lexicon
from kg.link.genders import Genders
from kg.link.noun_phrases import NounPhrase, noun_of_adjective, noun_phrase
from kg.link.references import ALLIES, ARMIES, BODY_KINDS, JUDGES, PLACE_KINDS, STATE_KINDS, SUBJECTS, WARS, Seen
from kg.link.territory import FEATURES

_SITS = word_set("shared.where_towns_lie")
_BACKED = (
    *(
        "-backed",
        "-allied",
        "-aligned",
        "-support",
        "-fund",
        "-armed",
        "-sponsor",
        "-trained",
        "-brokered",
        "-mediated",
    ),
    *("-made", "-built", "-supplied", "-designed"),
)
_DASHES = ("-", "–", "/")
_ADDRESS = 20
"""How many characters before a name are looked at for a form of address."""
_FAR_GROUP = 5
"""How many sentences back 'they' may have been named together."""
_BY_FAR = 2
"""How many times as often as another one the state is named that a text is about."""
_PASSING = 4
"""How many times as often another state is named as one that is named in passing."""
_IN_PUBLISHERS = ("name", "acronym", "capital", "adjective")
_OF_STATE = "(?:n|i|an|ese|vian)?"
"""How the adjectives of most states end ('Romania-n', 'Iraq-i')."""
_OFTEN_NAMED = 3
"""How often a text names each of the several states that it is about."""
_THOUSANDS = word_set("link.discourse.thousands")
"""What a number before it counts ('two thousand')."""
_MANY = 1000
"""More than any text names together."""
NUMBERS = {
    "two": 2,
    "both": 2,
    "pair": 2,
    "duo": 2,
    "twosome": 2,
    "either": 2,
    "neither": 2,
    "three": 3,
    "trio": 3,
    "threesome": 3,
    "four": 4,
    "quartet": 4,
    "foursome": 4,
    "five": 5,
    "quintet": 5,
    "six": 6,
    "seven": 7,
}


def recent(back: Iterable[Seen], number: int) -> list[Seen]:
    """From a look back: the last mention and all others since a sentence, in the order of the text."""
    out: list[Seen] = []
    for s in back:
        if out and s.sentence < number:
            break
        out.append(s)
    return out[::-1]


PREMODIFIER = "premodifier"
"""The role of a person whose name is only the label of something ('the Biden presidency')."""
WHERE = "where"
"""The role of a state that only tells where a town is ('at a meeting in Arusha, Tanzania')."""


def _behind_town(tokens: Sequence[Token], land: Token) -> bool:
    """'At a meeting in Arusha, Tanzania': whether a state only tells where the town before it is."""
    if land.i < _TOWN or tokens[land.i - 1].text != ",":
        return False
    town, prep = tokens[land.i - 2], tokens[land.i - 3]
    if town.mention is None:
        return town.tag == "NNP" and prep.tag == "IN" and land.head is town
    return town.mention.kind == "Settlement" and land.mention is not None and town.mention.state == land.mention.state


_TOWN = 3
"""How many words stand before such a state at least."""


def _labels(token: Token) -> bool:
    person, noun = token.mention is not None and token.mention.kind == "Person", token.head
    plain = noun is not None and noun.mention is None and noun.tag in ("NN", "NNS") and noun.i > token.i
    return person and plain and token.dep in ("compound", "nmod", "amod")


class Discourse:
    """What one document mentions, in the order of the text."""

    def __init__(self, annotated: Annotated, lexicon: Lexicon, entities: Entities) -> None:
        self.annotated, self.lexicon, self.entities = annotated, lexicon, entities
        self.text = annotated.document.text
        self._beside = lexicon.territory.beside
        self.sentence_of: dict[int, int] = {}
        self.seen: list[Seen] = []
        self.groups: list[tuple[int, tuple[Entity, ...]]] = []
        self.loose: set[int] = set()
        """Where not the states are named together, but what is theirs ('British ships and American planes')."""
        self.of_firms: set[int] = set()
        """Where only a firm is called by the adjective of its state ('a Belgian supplier'), whom 'it' means then."""
        self.sides: list[tuple[int, tuple[Entity, ...]]] = []
        """The states of persons named together."""
        self.areas: list[tuple[int, tuple[Entity, ...]]] = []
        """Territories named together, each with the position of the last."""
        for number, sentence in enumerate(annotated.sentences):
            self._read(number, sentence)
        self._read_employers()
        self.seen.sort(key=lambda s: s.at)
        self.starts = [s.at for s in self.seen]
        self.groups.sort(key=lambda g: g[0])
        self.group_starts = [at for at, _ in self.groups]
        self._states_named = Counter(s.entity for s in self.seen if s.entity.kind in STATE_KINDS and s.role != WHERE)
        self.home = self._home()
        self._pairs_by_count = self._top_pair()

    def _read(self, number: int, sentence: Sentence) -> None:
        for token in sentence.spoken:
            self.sentence_of[token.start] = number
        for token in sentence.tokens:
            self.sentence_of[token.start] = number
            mention = token.mention
            if mention is None or mention.entity is None:
                continue
            entity = self.actor_entity(mention)
            words = self.text[mention.start : mention.end]
            if mention.kind == "Legislature" and mention.entity.iri.endswith(f"-{words.lower()}"):
                entity = None  # 'Congress', of whichever state the text is about
            subject = self._is_subject(token)
            above = token.head if token.dep == "pobj" else None
            if entity != mention.entity and above is not None and above.lemma in _SITS:
                entity = None  # 'the court in The Hague', 'the talks in Doha' name no state
            court = token.dep == "compound" and token.head is not None and token.head.lemma in JUDGES
            court |= above is not None and mention.kind == "Settlement"
            if court and words.lower() in self.lexicon.court_seats:
                entity = None  # 'the Hague court', 'took it to The Hague'
            role = PREMODIFIER if _labels(token) else mention.role
            role = WHERE if mention.kind in STATE_KINDS and _behind_town(sentence.tokens, token) else role
            noun = noun_of_adjective(token)
            if noun is not None and noun.lemma in self.lexicon.firms:
                self.of_firms.add(token.start)
            for known in dict.fromkeys(x for x in (mention.entity, entity) if x):
                self.seen.append(Seen(token.start, number, sentence.segment.paragraph, known, subject, role))
            at_home = mention.kind in ("Person", "Organization", "PoliticalParty")
            if at_home and mention.state and (state := self.entities.state(mention.state)):
                self.seen.append(Seen(token.start, number, sentence.segment.paragraph, state, False, "person"))
        for token in sentence.tokens:
            if not token.children and token.text not in _DASHES:
                continue
            joined = self.conjuncts(token) if token.dep != "conj" else []
            if joined:
                members = [token, *joined]
                found = [e for m in members if (e := self._plain_actor(m))]
                distinct = tuple(dict.fromkeys(found))
                if (len(distinct) == len(members) or len(distinct) >= 2) and not _only_there(members):
                    self.groups.append((members[-1].start, distinct))
                    if all(m.mention is None for m in members) or self._of_things(members):
                        self.loose.add(members[-1].start)
                sides = dict.fromkeys(x for e in distinct if e.kind == "Person" and (x := self.entities.state_of(e)))
                if len(sides) == len(members):
                    self.sides.append((members[-1].start, tuple(sides)))
                areas = [
                    m.mention.entity
                    for m in members
                    if m.mention is not None and m.mention.entity is not None and m.mention.kind in FEATURES
                ]
                apart = token.dep == "pobj" and token.head is not None and token.head.lemma in self._beside
                if len(areas) >= 2 and not apart:  # 'islands that lie between Hokkaido and Kamchatka'
                    self.areas.append((members[-1].start, tuple(dict.fromkeys(areas))))
            if token.by("appos") and (allied := self._with_ally(token)):
                self.groups.append(allied)
            if token.text in _DASHES and 0 < token.i < len(sentence.tokens) - 1:
                left, right = sentence.tokens[token.i - 1], sentence.tokens[token.i + 1]
                pair = [
                    e
                    for m in (left, right)
                    if m.mention and (e := self.actor_entity(m.mention)) and e.kind in STATE_KINDS
                ]
                if len(pair) == 2 and pair[0] != pair[1] and left.end == token.start and token.end == right.start:
                    self.groups.append((right.start, (pair[0], pair[1])))

    def _read_employers(self) -> None:
        """'The League's secretary general, Ana Roe': bodies that only a title names."""
        named = {(s.at, s.entity) for s in self.seen}
        for at, body in self.entities.employers:
            number = self.annotated.number_at(at)
            if number is not None and (at, body) not in named:
                paragraph = self.annotated.sentences[number].segment.paragraph
                self.seen.append(Seen(at, number, paragraph, body, False, "person"))

    def _with_ally(self, token: Token) -> tuple[int, tuple[Entity, ...]] | None:
        """'*Russia, Minsk's closest ally*, spoke. The two ...': a state and another whose ally or neighbour it is."""
        kin = [c for c in token.by("appos") if c.mention is None and c.lemma in ALLIES]
        whose = [p for c in kin for p in c.by("poss")]
        states = [self.actor_entity(t.mention) if t.mention is not None else None for t in (token, *whose)]
        pair = tuple(dict.fromkeys(e for e in states if e is not None and e.kind in STATE_KINDS))
        return (whose[0].start, pair) if len(whose) == 1 and len(pair) == 2 else None

    def _of_things(self, members: list[Token]) -> bool:
        """'Russian and Chinese warships': adjectives of a noun that is no government, people or persons."""
        noun = members[0].head
        if noun is None or noun.mention is not None or members[0].dep not in ("amod", "compound", "nmod"):
            return False
        words = self.lexicon
        who = noun.lemma in words.organs | words.person | words.state | words.pair
        return not who and all(m.mention is not None and m.mention.role == "adjective" for m in members)

    def conjuncts(self, token: Token) -> list[Token]:
        out = []
        for child in token.by("conj"):
            out += [child, *self.conjuncts(child)]
        return out

    def _is_subject(self, token: Token) -> bool:
        while token.dep in ("conj", "poss", "compound", "amod", "nmod") and token.head is not None:
            token = token.head
        return token.dep in SUBJECTS or (token.dep == "pobj" and token.head is not None and token.head.dep == "agent")

    def _plain_actor(self, token: Token) -> Entity | None:
        """The state or organisation that a token names or has as its modifier ('Chinese and Philippine vessels')."""
        if token.mention is not None:
            e = self.actor_entity(token.mention)
            return e if e and e.kind not in PLACE_KINDS and e.kind != "Treaty" else None
        if token.lemma in self.lexicon.acting or token.lemma in self.lexicon.pair:
            for m in self.modifier_mentions(noun_phrase(token)):
                e = self.actor_entity(m)
                if e is not None and e.kind in STATE_KINDS:
                    return e
        return None

    def actor_entity(self, mention: Mention) -> Entity | None:
        """The entity that acts where this name is said: the state for its capital, ministry or coast guard."""
        if mention.entity is None or mention.kind in ("Time", "Treaty"):
            return None
        if mention.kind in BODY_KINDS or mention.kind == "Settlement" or mention.role in ("capital", "metonym"):
            if mention.state and (mention.kind in BODY_KINDS or mention.role in ("capital", "metonym")):
                return self.entities.state(mention.state)
            return mention.body if mention.kind == "Settlement" else mention.entity
        return mention.entity

    @cached_property
    def issuer(self) -> Entity | None:
        """The state whose ministry or office publishes a release ('Ministry of Foreign Affairs of Peru')."""
        return self._publishes_in if is_release(self.annotated.document) else None

    @cached_property
    def _publishes_in(self) -> Entity | None:
        """The only state that the text names of those whose names, adjectives or capitals the publisher's has ('Lima
        daily', 'Romanian daily').
        """
        publisher = self.annotated.document.publisher or ""
        named = (m for m in self.annotated.mentions if m.state and m.role in _IN_PUBLISHERS)
        told = ((m.state, self.text[m.start : m.end]) for m in named)
        words = {(state, word) for state, word in told if word in publisher}
        states = {state for state, word in words if re.search(rf"\b{re.escape(word)}{_OF_STATE}\b", publisher)}
        code = states.pop() if len(states) == 1 else None
        return self.entities.state(code) if code is not None else None

    def _home(self) -> Entity | None:
        """The state that the document speaks from: whose release it is, of its dateline, else the one it names most."""
        if (issuer := self.issuer) is not None:
            return issuer
        place = self.annotated.dateline_place
        if place is not None and place.state:
            return self.entities.state(place.state)
        if (own := self._publishes_in or author_state(self)) is not None or self.annotated.commentary:
            if own is not None:
                self.entities.adopt(our_people(self), own)
            return own
        counts = self._states_named
        return min(counts, key=lambda e: (-counts[e], e.iri)) if counts else None

    @cached_property
    def declarers(self) -> list[Entity]:
        """Whose 'we' the text speaks in outside quotations, where it is a declaration."""
        return declarers(self)

    def _top_pair(self) -> tuple[Entity, ...]:
        """The two states that the text names together most, of equals those that it names most; else the top two."""
        pairs = Counter(
            tuple(sorted(g, key=lambda e: e.iri))
            for at, g in self.groups
            if len(g) == 2 and all(e.kind in STATE_KINDS for e in g) and at not in self.loose
        )
        counts = Counter(
            s.entity for s in self.seen if s.entity.kind in STATE_KINDS and s.role not in ("adjective", "person", WHERE)
        )
        top = sorted(counts, key=lambda e: (-counts[e], e.iri))[:2]
        if not pairs:
            return tuple(top) if len(top) == 2 else ()
        named = self._states_named
        if len(top) == 2:
            pairs[tuple(sorted(top, key=lambda e: e.iri))] += 0
        best = max(sorted(pairs, key=str), key=lambda p: (2 * pairs[p] + min(named[e] for e in p), pairs[p]))
        passing = pairs[best] == 1 and max(named[e] for e in best) == 1 and max(named.values()) > 2
        return () if passing else best  # two named once, in passing, are not what the text is about

    def may_be(self, person: Entity, pronoun: str) -> bool:
        """Whether 'he' or 'she' may be said of a person, as far as title, form of address and given name tell."""
        gender = Genders.of_pronoun(pronoun)
        return gender is None or self._genders.get(person, gender) == gender

    @cached_property
    def _genders(self) -> dict[Entity, str]:
        """Who is called 'he' and who 'she', where the text or the name tells."""
        genders, out = self.lexicon.genders, {}
        addressed: dict[Entity, list[str]] = {}
        for s in self.seen:
            if s.entity.kind == "Person":
                addressed.setdefault(s.entity, []).extend(self.text[max(0, s.at - _ADDRESS) : s.at].split()[-1:])
        for person, words in addressed.items():
            titled = (word for title in self.entities.titles(person) for word in title.split())
            found = genders.of_words(words) or genders.of_name(person.name) or genders.of_words(titled)
            if found is not None:
                out[person] = found
        return out

    def hardly_named(self, code: str) -> bool:
        """Whether the document names a state not at all, or in passing, and another one often."""
        chambers = {s.at for s in self.seen if s.entity.kind == "Legislature"}
        times = len(self._named_at.get(code, set()) - chambers)
        return _PASSING * times <= max(self._states_named.values(), default=0)

    def states_named(self) -> list[tuple[Entity, int]]:
        """How often the document names each state, the one named most first."""
        return sorted(self._states_named.items(), key=lambda pair: (-pair[1], pair[0].iri))

    def pair_of_text(self) -> tuple[Entity, ...]:
        """The two states that the text names together most; empty where it names no two."""
        return self._pairs_by_count

    def most_named(self, besides: Entity) -> Entity | None:
        """The state that the document names most, another one left out."""
        counts = self._states_named
        return min(
            (e for e in counts if e != besides), key=lambda e: -counts[e], default=None
        )  # the first named of equals

    def main_state(self, besides: Entity, times: float) -> Entity | None:
        """The state that the document names so many times as often as any other, another one left out."""
        counts = sorted((n, e.iri, e) for e, n in self._states_named.items() if e != besides)
        if not counts or (len(counts) > 1 and counts[-1][0] < times * counts[-2][0]):
            return None
        return counts[-1][2]

    def by_far(self, besides: Collection[Entity] = ()) -> Entity | None:
        """The state that the document names more than once, and twice as often as any other, some left out."""
        named = [(e, n) for e, n in self.states_named() if e not in besides]
        others = max((n for _, n in named[1:2]), default=1)
        return named[0][0] if named and named[0][1] >= _BY_FAR * others else None

    def named_most(self, besides: Entity) -> list[Entity]:
        """The two states that the document names most, another one left out."""
        counts = self._states_named
        return sorted((e for e in counts if e != besides), key=lambda e: (-counts[e], e.iri))[:2]

    def protagonist(self, besides: Entity) -> Entity | None:
        """Of the two states that the document is about, the one named first, another state left out."""
        pair = [e for e in self.main_pair() if e != besides]
        return next((s.entity for s in self.seen if s.entity in pair), None) or self.most_named(besides)

    def in_passing(self, states: Collection[Entity], pair: Collection[Entity]) -> bool:
        """'Berlin and Vienna praised it. Both states ...': whether a text about a pair names states nowhere else."""
        counts = self._states_named
        return all(counts[e] == 1 for e in states) and all(counts[e] > 2 for e in pair)

    @cached_property
    def armies(self) -> list[Token]:
        """The words for armies in the text, by name or not, in their order."""
        return self._tokens_where(
            lambda t: t.mention.kind == "ArmedForce" if t.mention is not None else t.lemma in ARMIES
        )

    @cached_property
    def wars(self) -> list[Token]:
        """The words for wars in the text, in their order."""
        return self._tokens_where(lambda t: t.lemma in WARS)

    def _tokens_where(self, fits: Callable[[Token], bool]) -> list[Token]:
        return [t for sentence in self.annotated.sentences for t in sentence.tokens if fits(t)]

    def outnumbered(self, states: Collection[Entity], pair: Collection[Entity]) -> bool:
        """Whether a text about a pair names each of two other states a quarter as often at most."""
        counts = self._states_named
        rare = max((counts[e] for e in states), default=0)
        return not set(states) & set(pair) and _PASSING * rare <= min((counts[e] for e in pair), default=0)

    def main_pair(self) -> tuple[Entity, ...]:
        """The two states that the document is about: named most, together in title or lead."""
        return self._main_pair

    def may_be_others(self) -> bool:
        """Whether a third state is named as often as one of the two that are named most."""
        most = sorted(self._states_named.values(), reverse=True)
        return len(most) > 2 and most[1] == most[2]

    def one_of_more(self, pair: Collection[Entity]) -> bool:
        """Whether the text names a third state nearly as often as one of two: it is about more than the two."""
        counts = self._states_named
        third = max((n for e, n in counts.items() if e not in pair), default=0)
        return 3 * third >= 2 * min((counts[e] for e in pair), default=0)

    def body_of_more(self, pair: Collection[Entity]) -> bool:
        """Whether the text names an organisation of states as often as one of two states: it may be a party, too."""
        bodies = Counter(s.entity for s in self.seen if s.entity.kind in ("IntergovernmentalOrganization", "Grouping"))
        counts = self._states_named
        return max(bodies.values(), default=0) >= min((counts[e] for e in pair), default=0)

    def named_often(self, pair: Collection[Entity], times: int = _OFTEN_NAMED) -> bool:
        """Whether the text names each of two states so often that it is about them."""
        return all(self._states_named[e] >= times for e in pair)

    def main_body(self) -> Entity | None:
        """The organisation of states that the document is about: named in title or lead, and more than any other body
        or state.
        """
        return self._main_body

    @cached_property
    def _main_body(self) -> Entity | None:
        counts = Counter(s.entity for s in self.seen if s.entity.kind == "IntergovernmentalOrganization")
        for body in counts:  # 'the Union', by the last word of its name
            counts[body] += len(re.findall(rf"\b[Tt]he {re.escape(body.name.split()[-1])}\b", self.text))
        top = counts.most_common(2)
        lead = {s.entity for s in self.seen if s.sentence <= 2}
        if not top or top[0][0] not in lead or (len(top) > 1 and top[1][1] == top[0][1]):
            return None
        return top[0][0] if top[0][1] >= max(self._states_named.values(), default=0) else None

    @cached_property
    def of_home_press(self) -> bool:
        """Whether the text speaks of its own state as a newspaper does: 'our capital' below a dateline, unquoted."""
        if self.annotated.dateline_place is None:
            return False
        quoted = self.annotated.quotations
        ours = (t for s in self.annotated.sentences for t in s.tokens if t.low == "our")
        return any(not any(q.start <= t.start < q.end for q in quoted) for t in ours)

    @cached_property
    def _named_at(self) -> dict[str, set[int]]:
        """Where each state is named, by its code."""
        out: dict[str, set[int]] = {}
        for s in self.seen:
            if s.entity.code and s.entity.kind != "Legislature":
                out.setdefault(s.entity.code, set()).add(s.at)
        return out

    @cached_property
    def _main_pair(self) -> tuple[Entity, ...]:
        counts = self._states_named
        top = sorted(counts, key=lambda e: (-counts[e], e.iri))[:2]
        lead = {s.entity for s in self.seen if s.sentence <= 2}
        total = sum(counts.values())
        return tuple(top) if len(top) == 2 and set(top) <= lead and sum(counts[e] for e in top) * 2 > total else ()

    def before(self, token: Token, kinds: Collection[str] = ()) -> Iterator[Seen]:
        """What was mentioned before a token, the last first; of these kinds where some are given."""
        for n in range(bisect_left(self.starts, token.start) - 1, -1, -1):
            if not kinds or self.seen[n].entity.kind in kinds:
                yield self.seen[n]

    def subjects_before(self, token: Token, sentence: Sentence) -> list[Entity]:
        """What acts, as a subject, in the paragraph of a sentence before a token, each once, the last first."""
        near = takewhile(lambda s: s.paragraph == sentence.segment.paragraph, self.before(token))
        return list(dict.fromkeys(s.entity for s in near if s.subject))

    def groups_before(self, at: int) -> Iterator[tuple[int, tuple[Entity, ...]]]:
        """Those named together before an offset, each with where the last of them stands, the last group first."""
        return (self.groups[n] for n in range(bisect_left(self.group_starts, at) - 1, -1, -1))

    def _group(self, token: Token) -> tuple[Entity, ...]:
        named = (g for g in self.groups_before(token.start) if all(e.kind != "NewsAgency" for e in g[1]))
        at, group = next(named, (-1, ()))
        here = self.sentence_of.get(token.start, 0)
        return group if self.sentence_of.get(at, 0) >= here - _FAR_GROUP else ()

    def main_group(self, size: int) -> tuple[Entity, ...]:
        """The three, or so, states that a text is about: each named often, and every other one far less."""
        most = self._states_named.most_common(size + 1)
        if len(most) < size or most[size - 1][1] < _OFTEN_NAMED:
            return ()
        rest = most[size][1] if len(most) > size else 0
        top = tuple(e for e, _ in most[:size])
        return top if rest * 2 <= most[size - 1][1] or set(top) == self._of_title else ()

    @cached_property
    def _of_title(self) -> set[Entity]:
        """The states that the title names."""
        ends = self.annotated.sentences[0].segment.end if self.annotated.sentences else 0
        titled = self.annotated.sentences[:1] and self.annotated.sentences[0].segment.kind == "title"
        return {s.entity for s in self.seen if s.at < ends and s.entity.kind in STATE_KINDS} if titled else set()

    def count_of(self, token: Token) -> int | None:
        """How many a noun phrase speaks of ('the three countries', 'both', 'the trio'), None where it does not say."""
        words = [token, *(c for c in token.children if c.i < token.i)]
        words += [c for w in words[1:] for c in w.children]
        if any(w.lemma.lower() in _THOUSANDS for w in words[1:]):
            return _MANY  # 'two thousand people' are no two
        return next((NUMBERS[w.low] for w in words if w.low in NUMBERS), None)

    def modifier_mentions(self, phrase: NounPhrase) -> list[Mention]:
        return [
            t.mention
            for t in phrase.premodifiers
            if t.mention is not None and t.mention.kind not in ("Time", "Person", "Treaty") and not self._backs(t)
        ]

    def _backs(self, token: Token) -> bool:
        """Whether it only backs those who act ('Rwandan-backed fighters')."""
        mention = token.mention
        rest = self.text[token.end : token.end + 10].lower()
        if mention is not None and mention.end < token.end:
            rest = self.text[mention.end : token.end].lower()
        return rest.startswith(_BACKED)


def _only_there(members: list[Token]) -> bool:
    """'Crowds in Lima and Quito': towns in which something happens are nobody who acts together."""
    prep = members[0].head if members[0].dep == "pobj" else None
    towns = all(t.mention is not None and t.mention.kind == "Settlement" for t in members)
    return towns and prep is not None and prep.lemma.lower() in ("in", "at", "near", "across")
