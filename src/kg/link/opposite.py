"""Those on the other side of a table: 'her Peruvian counterpart', 'his colleagues from Lima and Quito', 'his host'."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from kg.core.annotated import Token
from kg.core.model import Entity
from kg.core.words import word_set
from kg.link import descriptions
from kg.link.genders import Genders
from kg.link.references import PLACE_KINDS, STATE_KINDS, Ref

if TYPE_CHECKING:
    from kg.link.resolve import Resolver

NOUNS = word_set("link.opposite.nouns")
_COME = word_set("link.opposite.come")
_RECEIVE = word_set("link.opposite.receive")
_MET = word_set("link.opposite.met")
"""What is done, or held, where somebody is the host."""
_INTO = frozenset({"at", "in", "into", "to"})
_WHERE = ("capital", "name")
_FAR_VISIT = 8
"""How many sentences back a visit may have been told."""
_BACK = 2
"""How many sentences back somebody must have been named whom 'the Russian president' stands for."""
_FAR = 3
"""How many sentences back the other one may have been named."""


def opposite(resolver: Resolver, token: Token, states: Sequence[Entity], words: str) -> list[Ref]:
    """Who a counterpart or host is: of the states before the noun or after 'from', else the last person named who
    is of another state than the one whose counterpart he is. None where the noun is no such one.
    """
    if states:
        return [
            r for e in states for r in resolver.refer(e, token, "counterparts of the states before the noun", words)
        ]
    after = [p for prep in token.by("prep") if prep.lemma in ("from", "of", "in") for p in prep.by("pobj")]
    found = [r for p in after for c in (p, *resolver.conjuncts(p)) for r in resolver.actors(c)]
    if found:
        return [Ref(r.entity, token, "counterparts from there", words, r.state) for r in found]
    clause = next((a for a in token.ancestors() if a.by("nsubj")), None)
    around = {t.i for t in (token, *token.ancestors())}
    subjects = [s for s in clause.by("nsubj") if s.i not in around] if clause is not None else []
    # 'the president held talks with his host': the president's
    owners = [r for s in subjects if s.tag != "PRP" for r in resolver.actors(s)]
    owners = owners or [r for p in token.by("poss") for r in resolver.actors(p)]
    if token.tag != "NN" or len(owners) != 1 or after:
        return []
    own = owners[0].state or owners[0].entity
    number = resolver.sentence_of.get(token.start, 0)
    near = takewhile(lambda s: s.sentence >= number - _FAR, resolver.before(token, {"Person"}))
    for seen in near:
        state = resolver.entities.state_of(seen.entity)
        if state is not None and state.kind in STATE_KINDS and state != own:
            return resolver.refer(seen.entity, token, "the last person of the other side", words)
    return []


def is_visitor(token: Token) -> bool:
    """'The guest', 'the host', without more that says which one."""
    article = any(c.low == "the" for c in token.by("det"))
    plain = article and not token.by("prep", "relcl", "acl", "poss")
    return token.lemma in ("guest", "host", "visitor") and token.tag == "NN" and plain


def visitor(resolver: Resolver, token: Token, states: Sequence[Entity] = ()) -> Entity | None:
    """'The guest praised his hosts': the person of whom it was told last that he came, or was received; 'the host':
    who received one.
    """
    number = resolver.sentence_of.get(token.start, 0)
    for sentence in reversed(resolver.annotated.sentences[max(0, number - _FAR_VISIT) : number + 1]):
        for person in reversed(sentence.tokens):
            if person.start < token.start and person.mention is not None and person.mention.kind == "Person":
                verb = person.head
                came = [c for c in person.by("relcl") if any(s.tag == "WP" for s in c.by("nsubj"))]
                came += [verb] if verb is not None and person.dep == "nsubj" else []
                received = verb is not None and person.dep in ("dobj", "nsubjpass") and verb.lemma in _RECEIVE
                hosts = verb is not None and person.dep == "nsubj" and verb.lemma in _RECEIVE
                if token.lemma == "host":
                    if not hosts:
                        continue
                elif not received and not any(v.lemma in _COME for v in came):
                    continue
                guest = resolver.actor_entity(person.mention)
                if guest is not None and (not states or resolver.entities.state_of(guest) in states):
                    return guest
    return None


def side_of_visit(resolver: Resolver, token: Token) -> list[Entity]:
    """'Togo's president flew to Lima. His host ...', 'Togo and Chad met in Lima. The host ...': Peru, in whose town it
    was told just before that they were; 'the guests': those who went there, but for Peru.
    """
    if token.lemma not in ("guest", "host", "visitor"):
        return []
    number = resolver.sentence_of.get(token.start, 0)
    for sentence in reversed(resolver.annotated.sentences[max(0, number - _BACK) : number + 1]):
        row = [t for t in sentence.tokens if t.start < token.start]
        places = [t for t in row if _went_to(t) and t not in token.subtree()]
        hosts = {r.entity for t in places for r in _state_there(resolver, t)}
        if len(hosts) > 1:
            return []
        if hosts:
            if token.lemma == "host":
                return list(hosts)
            verbs = [a for t in places for a in t.ancestors() if a.by("nsubj", "nsubjpass")]
            came = [r for v in verbs for s in v.by("nsubj", "nsubjpass") for r in resolver.all_actors(s)]
            guests = dict.fromkeys(r.entity for r in came if r.state not in hosts)
            return [e for e in guests if e.kind in STATE_KINDS | {"Person"} and e not in hosts]
    return []


def _went_to(place: Token) -> bool:
    """'Flew to *Lima*', 'visited *Lima*', 'talks in *Lima*': where one is told to be, to come or to meet."""
    if place.mention is None or (place.mention.role not in _WHERE and place.mention.kind not in PLACE_KINDS):
        return False
    prep = place.head if place.dep == "pobj" and place.head is not None and place.head.lemma in _INTO else None
    above = prep.head if prep is not None else place.head if place.dep == "dobj" else None
    if above is None:
        return False
    verbs = (above, *above.by("nsubj", "nsubjpass", "dobj"), *([above.head] if above.head is not None else []))
    return any(t.lemma in _COME | _MET for t in verbs) if prep is not None else above.lemma == "visit"


def _state_there(resolver: Resolver, place: Token) -> list[Ref]:
    """The state in which a place lies."""
    state = place.mention.state if place.mention is not None else None
    if place.mention is not None and place.mention.kind in PLACE_KINDS and state:
        return resolver.refer(resolver.entities.state(state), place, "the state where the place lies")
    return [r for r in resolver.actors(place) if r.entity.kind in STATE_KINDS]


def told_of(resolver: Resolver, token: Token) -> Entity | None:
    """'Roe, who went to Lima, where he promised aid': the person of whom the clause around 'he' tells."""
    below = token.dep in ("nsubj", "nsubjpass")  # 'A, who received him': somebody else
    clause = next((a for a in token.ancestors() if a.dep == "relcl"), None) if below else None
    while clause is not None and clause.head is not None:
        who = [s for s in clause.by("nsubj", "nsubjpass") if s.tag == "WP" and s.start < token.start]
        named = clause.head.mention
        if who and named is not None and named.kind == "Person" and named.entity is not None:
            person = resolver.actor_entity(named)
            return person if person is not None and resolver.may_be(person, token.text) else None
        clause = next((a for a in clause.ancestors() if a.dep == "relcl"), None)
    return None


def titled_subject(resolver: Resolver, token: Token) -> Entity | None:
    """'The minister shrugs. She ...': whom a title or 'she' means that is subject of the sentence before, where nobody
    has been named since whom the pronoun may mean.
    """
    number = resolver.sentence_of.get(token.start, 0)
    sentences = resolver.annotated.sentences
    if not number or sentences[number - 1].segment is not sentences[number].segment:
        return None
    root = sentences[number - 1].root()
    for subject in root.by("nsubj") if root is not None else []:
        article = any(c.low == "the" for c in subject.by("det"))
        titled = subject.mention is None and article and subject.lemma in resolver.lexicon.person
        if titled or Genders.of_pronoun(subject.text) == Genders.of_pronoun(token.text):
            near = resolver.before(token, {"Person"})
            last = next((s for s in near if resolver.may_be(s.entity, token.text)), None)
            found = resolver.actors(subject)
            if last is not None and last.at < subject.start and len(found) == 1 and found[0].entity.kind == "Person":
                return found[0].entity
            if titled and last is not None and last.at < subject.start and len(found) == 1:
                near = takewhile(lambda s: s.sentence >= number - _BACK, resolver.before(token, {"Person"}))
                own = {s.entity for s in near if resolver.entities.state_of(s.entity) == found[0].entity}
                return next(iter(own)) if len(own) == 1 else None  # 'the Russian president', named just before
    return None


def titled_above(resolver: Resolver, token: Token) -> list[Ref]:
    """'The Peruvian leader denied it, saying that he ...': whom the title means that is the subject of the clause
    above, where nobody is named in between.
    """
    if token.dep not in ("nsubj", "nsubjpass"):
        return []
    number = resolver.sentence_of.get(token.start, 0)
    for verb in (a for a in token.ancestors() if a is not token.head):
        for subject in (s for s in verb.by("nsubj") if s.start < token.start):
            article = any(c.low == "the" for c in subject.by("det"))
            if subject.mention is not None or not article or subject.lemma not in resolver.lexicon.person:
                return []
            people = (s for s in resolver.before(token, {"Person"}) if s.sentence == number)
            found = resolver.actors(subject)
            past = any(descriptions.bygone(resolver, r.entity) for r in found)
            return found if len(found) == 1 and not past and not any(s.at > subject.start for s in people) else []
    return []
