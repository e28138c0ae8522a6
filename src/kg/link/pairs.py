"""'The two countries', 'both sides', 'the two men', 'a treaty between them': two (or three) that were named before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from kg.core.annotated import Token
from kg.core.model import Entity
from kg.link import anaphora, descriptions
from kg.link.discourse import NUMBERS
from kg.link.references import BLOC_KINDS, STATE_KINDS, Ref

if TYPE_CHECKING:
    from kg.link.resolve import Resolver

_OPPOSED = {"adversary", "belligerent", "camp", "foe", "party", "rival", "side"}
_TALKS = frozenset({"meet", "negotiate", "talk"})
"""What is done with another side."""
_MEETINGS = frozenset({"host", "meet", "receive", "visit", "welcome"})
_BROKERS = frozenset({"arrange", "broker", "chair", "convene", "facilitate", "host", "mediate", "moderate", "sponsor"})
"""What a third one does for two who talk."""
_LANDS = frozenset({"country", "nation", "neighbor", "neighbour", "state"})
_INSIDE = re.compile(r"\bin (?:the )?$")
"""What stands before the name of a state that is only where something is done ('signed it in Kenya')."""
_BESIDE = re.compile(r"\b(?:and|with) (?:the )?$")
"""What stands before the name of the one with whom another deals."""


def between(resolver: Resolver, token: Token) -> tuple[Entity, ...]:
    """'A treaty between them': the only two states that the sentence names before, or else the one before it."""
    if token.dep != "pobj" or token.head is None or token.head.lemma.lower() != "between":
        return ()
    number = resolver.sentence_of.get(token.start, 0)
    sentences = resolver.annotated.sentences
    here = two_named(resolver, token, number)
    if here or number == 0 or any(s.sentence == number for s in resolver._before(token, STATE_KINDS)):
        return here
    near = sentences[number - 1].segment.paragraph == sentences[number].segment.paragraph
    return two_named(resolver, token, number - 1) if near else ()


def pair(resolver: Resolver, token: Token) -> list[Ref]:
    """'the two countries', 'both sides', 'all three': the states named together last or most."""
    size = resolver.count_of(token) or 2
    number = resolver.sentence_of.get(token.start, 0)
    if (own := anaphora.both(resolver, token)) is not None:
        return resolver._again(own, token, "both of those coordinated in the clause before")
    named = resolver.groups[: bisect_left(resolver.group_starts, token.start)]
    before = sorted([*named, *(g for g in resolver.sides if g[0] < token.start)], key=lambda g: -g[0])
    groups = [(at, g) for at, g in before if len(g) == size and all(e.kind in STATE_KINDS for e in g)]
    if size > 2:  # 'the trio' are those who act together, not three named in passing
        subjects = {s.at for s in resolver._before(token, STATE_KINDS) if s.subject}
        groups = [g for g in groups if g[0] in subjects] or groups
        for named_in in (number, number - 1):
            if all_named := _all_named(resolver, token, named_in, size):
                return [r for e in all_named for r in resolver.refer(e, token, "those that the sentence names")]
    if size == 2 and token.lemma in _OPPOSED and (foes := _at_war(resolver, token, number)) is not None:
        return resolver._again(foes, token, "the two who are at war")
    if size == 2 and token.lemma == "side" and (met := _met(resolver, token, number)) is not None:
        return resolver._again(met, token, "who has met whom in the clause before")
    at, last = next(iter(groups), (-1, ()))
    top = (resolver.main_pair() or resolver._pairs_by_count) if size == 2 else ()
    if size == 2 and (host := _host(resolver, token)):
        near_groups = [g for start, g in groups if resolver.sentence_of.get(start, -9) >= number - 1]
        others = _guests(resolver, token, (*near_groups, two_named(resolver, token, number - 1), top), host)
        return [r for e in others for r in resolver.refer(e, token, "the two for whom a third one acts")]
    if len(last) == 2 and not set(top) <= {s.entity for s in resolver._before(token, STATE_KINDS)}:
        top = last  # two were named together before, and one of these is only named below
    lone = _one_named(resolver, token, number) if size == 2 else set()
    if size == 2 and token.lemma in _OPPOSED and resolver.sentence_of.get(at, -9) < number - 1 and not lone & set(top):
        both = anaphora.opposed(resolver, token)
        if any(r.entity.kind not in STATE_KINDS for r in both):
            return resolver._again(both, token, "the two coordinated before")
    near = resolver.sentence_of.get(at, -9)
    if size == 2 and near == number and token.text.lower() == "both" and token.dep == "dobj":
        nearer = anaphora.opposed(resolver, token)
        if any(r.entity.kind not in STATE_KINDS for r in nearer) and all(r.token.start > at for r in nearer):
            return resolver._again(nearer, token, "the two coordinated just before")
    if size == 2 and near < number and (talking := _talking(resolver, token)):
        return resolver._again(talking, token, "who talks, and with whom, in the clause above")
    if size == 2 and near < number and (beside := _acting(resolver, token, number)):
        return [r for e in beside for r in resolver.refer(e, token, "the two of the clause before")]
    sentences, here = resolver.annotated.sentences, near >= number - 2 and not (top and at in resolver.loose)
    if near >= 0 and not resolver.main_pair() and not (top and at in resolver.loose):
        here |= sentences[near].segment.paragraph == sentences[number].segment.paragraph
    if top and token.lemma in _OPPOSED and _opposed(resolver, top):
        last = top  # 'both sides' are those whom the text is about
    chosen = last if here else top or last
    if near < number and lone & set(top) and not lone & set(last):
        chosen = top  # 'Peru took it to the court, which ordered both states to wait': Peru is one of them
    if size == 2 and here and near < number and resolver.main_pair():
        acting = any(s.subject for s in resolver._before(token, STATE_KINDS) if s.sentence == near and s.entity in last)
        if resolver.in_passing(last, top) or (not acting and resolver.outnumbered(last, top)):
            chosen = top  # 'will meet at the request of Peru and Chile. ... the two countries'
    if size == 2 and not here and not resolver.main_pair() and at not in resolver.loose:
        chosen = two_named(resolver, token, number - 1) or chosen
    two = _two_of_paragraph(resolver, token, number) if size == 2 and token.lemma in _LANDS else ()
    if two and set(two) != set(chosen):
        chosen = two
    if token.text.lower() == "each" and token.dep == "dobj" and near < number and lone and not lone & set(chosen):
        return []  # 'Togo says that the treaty commits each': Togo is one of them
    if size > len(("A", "B", "C")) and not chosen and token.lemma.lower() in _LANDS:
        chosen = _all_of_paragraph(resolver, token, number, size)
    if size == 3 and not chosen and (token.lemma not in NUMBERS or any(c.lemma == "all" for c in token.children)):
        chosen = resolver.main_group(size)
    return [r for e in chosen for r in resolver.refer(e, token, "named together before")]


def _at_war(resolver: Resolver, token: Token, number: int) -> list[Ref] | None:
    """'The war between the army and the Front has cost lives ... Both sides': the two of whom the text tells first that
    they fight, if one is no state; None where no two are named together since.
    """
    for war in resolver.wars:
        if resolver.sentence_of[war.start] >= max(1, number):
            break
        if war.start > token.start:
            continue
        first = next((o for p in war.by("prep") if p.lemma == "between" for o in p.by("pobj")), None)
        members = [first, *resolver.conjuncts(first)] if first is not None else []
        refs = [r for m in members for r in resolver.actors(m)[:1]]
        if len(members) != 2 or any(r.entity.kind in BLOC_KINDS for r in refs):
            continue
        return refs if any(r.entity.kind not in STATE_KINDS for r in refs) and len(refs) == 2 else None
    return None


def _met(resolver: Resolver, token: Token, number: int) -> list[Ref] | None:
    """'They received a Chadian delegation; both sides signed it': they and Chad; nobody where one of them is unknown,
    None where no meeting of two is told right before.
    """
    sentences = resolver.annotated.sentences
    root = next((t for t in sentences[number - 1].tokens if t.head is None), None) if number else None
    if root is None or root.lemma not in _MEETINGS or sentences[number - 1].segment is not sentences[number].segment:
        return None
    guests = [*root.by("dobj"), *(o for p in root.by("prep") if p.lemma == "with" for o in p.by("pobj"))]
    hosts = root.by("nsubj")
    if len(hosts) != 1 or resolver.conjuncts(hosts[0]) or not guests:
        return None
    rows = [[(r.state or r.entity, r) for t in ts for r in resolver.actors(t)] for ts in (hosts, guests[:1])]
    sides = [{e: Ref(e, r.token, r.rule, r.words, e) for e, r in row} for row in rows]
    known = all(len(s) == 1 and next(iter(s)).kind in STATE_KINDS | BLOC_KINDS for s in sides)
    return [r for s in sides for r in s.values()] if known and len({*sides[0], *sides[1]}) == len(sides) else []


def _host(resolver: Resolver, token: Token) -> set[Entity]:
    """'Kenya hosted talks between the two': Kenya, who is none of them."""
    if token.dep != "pobj" or token.head is None or token.head.lemma not in ("between", "among"):
        return set()
    verb = next((a for a in token.ancestors() if a.tag.startswith("V")), None)
    if verb is None or verb.lemma not in _BROKERS:
        return set()
    while verb.dep == "conj" and not verb.by("nsubj") and verb.head is not None:
        verb = verb.head
    return {r.state or r.entity for s in verb.by("nsubj") for r in resolver.actors(s)}


def _guests(
    resolver: Resolver, token: Token, told: Iterable[tuple[Entity, ...]], host: set[Entity]
) -> tuple[Entity, ...]:
    """The first of several pairs without the host; whoever else the sentence names is one of them."""
    number = resolver.sentence_of.get(token.start, 0)
    here = {s.entity for s in takewhile(lambda s: s.sentence == number, resolver._before(token, STATE_KINDS))} - host
    return next((g for g in told if g and not host & set(g) and here <= set(g)), ())


def _talking(resolver: Resolver, token: Token) -> list[Ref]:
    """'It negotiates with Chad in Doha, where the two sides signed a truce': it and Chad."""
    for verb in (a for a in token.ancestors() if a.lemma in _TALKS and token.head is not a):
        one = [r for s in verb.by("nsubj") for r in resolver.actors(s)]
        other = [r for p in verb.by("prep") if p.lemma == "with" for o in p.by("pobj") for r in resolver.actors(o)]
        if len(one) == len(other) == 1 and one[0].key != other[0].key:
            return [*one, *other]
    return []


def _acting(resolver: Resolver, token: Token, number: int) -> tuple[Entity, ...]:
    """The two states of a sentence, one its subject, that speaks of 'the two' in a clause below ('Lima accuses
    Quito of breaking the pact that the two signed'); empty where it names more, or fewer.
    """
    two = two_named(resolver, token, number)
    here = list(takewhile(lambda s: s.sentence == number, resolver._before(token)))
    below = token.lemma in _OPPOSED and token.dep in ("nsubj", "nsubjpass", "poss")
    if not two and below:  # 'The Union suspended its talks with Peru, as the two sides had agreed'
        sides = [s for s in here if s.entity.kind in STATE_KINDS | BLOC_KINDS and s.role not in ("people", "adjective")]
        named = tuple(reversed(dict.fromkeys(s.entity for s in sides)))
        joined = any(_BESIDE.search(resolver.text, max(0, s.at - 12), s.at) for s in sides)
        two = named if len(named) == 2 and joined else ()
    subjects = {s.at for s in here if s.subject}
    acts = {s.entity for s in here if s.at in subjects}
    return two if acts & set(two) else ()


def _one_named(resolver: Resolver, token: Token, number: int) -> set[Entity]:
    """The state that a sentence names before a token, where it is one and does not act upon what is meant."""
    verb = next((a for a in token.ancestors() if a.tag.startswith("V")), None)
    acting = {t.start for t in verb.by("nsubj") if t.mention is not None} if verb is not None else set()
    here = list(takewhile(lambda s: s.sentence == number, resolver._before(token, STATE_KINDS)))
    found = {s.entity for s in here if s.role != "people"}
    return found if len(found) == 1 and all(s.at not in acting for s in here) else set()


def of_the_actor(resolver: Resolver, token: Token, group: Sequence[Entity]) -> bool:
    """'Duties on Chad and Togo. A Togolese minister called *them* absurd': the actor's own state is none of them."""
    verb = token.head
    if token.dep not in ("dobj", "dative") or verb is None:
        return False
    actors = [r for s in verb.by("nsubj") for r in resolver.actors(s)]
    return any(r.entity in group or (r.state or resolver.entities.state_of(r.entity)) in group for r in actors)


def two_named(resolver: Resolver, token: Token, number: int) -> tuple[Entity, ...]:
    """The states that a sentence names before a token, where they are two."""
    states = dict.fromkeys(
        s.entity
        for s in resolver._before(token, STATE_KINDS)
        if s.sentence == number and s.role != "people" and not _INSIDE.search(resolver.text, max(0, s.at - 8), s.at)
    )
    return tuple(reversed(states)) if len(states) == 2 else ()


def _all_named(resolver: Resolver, token: Token, number: int, size: int) -> tuple[Entity, ...]:
    """'A settled with B in 1998 and with C in 2002, and later the trio ...': all that the sentence names before."""
    states = [s.entity for s in resolver._before(token, STATE_KINDS) if s.sentence == number and s.role != "people"]
    named = tuple(reversed(dict.fromkeys(states)))
    beside_bodies = {e for _, g in resolver.groups if any(m.kind not in STATE_KINDS for m in g) for e in g}
    return named if len(named) == size and not any(e in beside_bodies for e in named) else ()


def _two_of_paragraph(resolver: Resolver, token: Token, number: int) -> tuple[Entity, ...]:
    """'Greece says so. Turkey denies it. *The two neighbours*': the only states that the paragraph has named,
    each of which acts in one of the two sentences before.
    """
    sentences = resolver.annotated.sentences
    here = sentences[number].segment.paragraph
    near = [s for s in resolver._before(token, STATE_KINDS) if sentences[s.sentence].segment.paragraph == here]
    two = tuple(reversed(dict.fromkeys(s.entity for s in near)))
    acting = {s.entity for s in near if s.subject and number - 2 <= s.sentence < number}
    return two if len(two) == len(acting) == len(("A", "B")) else ()


def _all_of_paragraph(resolver: Resolver, token: Token, number: int, size: int) -> tuple[Entity, ...]:
    """'Tunis received Algiers and Tripoli. Morocco and Mauritania were not asked ... *the five states*': as many as the
    paragraph has named so far.
    """
    sentences = resolver.annotated.sentences
    here = sentences[number].segment.paragraph
    near = [s for s in resolver._before(token, STATE_KINDS) if sentences[s.sentence].segment.paragraph == here]
    named = tuple(reversed(dict.fromkeys(s.entity for s in near)))
    return named if len(named) == size else ()


def _opposed(resolver: Resolver, pair: tuple[Entity, ...]) -> bool:
    counts = resolver._states_named
    return all(counts[e] >= 2 for e in pair)


def people(resolver: Resolver, token: Token) -> list[Ref]:
    number = resolver.sentence_of.get(token.start, 0)
    here = resolver.annotated.sentences[number].segment.paragraph
    near = takewhile(
        lambda s: s.sentence >= number - 3 or resolver.annotated.sentences[s.sentence].segment.paragraph == here,
        resolver._before(token, {"Person"}),
    )
    clause = next((a for a in token.ancestors() if a.by("nsubj")), None)
    acting = {t.mention.entity for t in (clause.by("nsubj") if clause else ()) if t.mention is not None}
    named = [e for e in dict.fromkeys(s.entity for s in near) if token.dep == "nsubj" or e not in acting]
    named = [e for e in named if not descriptions.bygone(resolver, e)] or named
    titled = [e for e in named if any(token.lemma in x.lower().split() for x in resolver.entities.titles(e))]
    if token.lemma in ("minister", "president"):  # 'the two presidents' are no two of whom other offices are told
        named = [e for e in named if e in titled or not resolver.entities.titles(e)]
        if token.lemma == "president" and len(titled) == 1:  # the other one leads another state
            own = resolver.entities.state_of(titled[0])
            named = [e for e in named if e in titled or resolver.entities.state_of(e) != own]
            named = named if len(named) == 2 else []
    if token.lemma == "leader":  # a spokesman leads nobody
        named = [e for e in named if descriptions.may_lead(resolver, e)]
    last = (titled if len(titled) >= 2 else named)[:2]
    if len(named) > 2:  # 'A and B met beside a summit hosted by C. Both leaders': A and B
        pairs = [g for at, g in resolver.groups if at < token.start and len(g) == 2 and set(g) <= set(named)]
        last = list(reversed(pairs[-1])) if pairs else last
    return (
        [r for e in reversed(last) for r in resolver.refer(e, token, "the last two persons")] if len(last) == 2 else []
    )


def persons(resolver: Resolver, token: Token) -> list[Ref]:
    """The two persons named last in the sentence of a token and the one before."""
    number = resolver.sentence_of.get(token.start, 0)
    near = takewhile(lambda s: s.sentence >= number - 1, resolver._before(token, {"Person"}))
    named = list(dict.fromkeys(s.entity for s in near))
    return [r for e in reversed(named) for r in resolver.refer(e, token, "the two persons named last")][
        : 2 * (len(named) == 2)
    ]
