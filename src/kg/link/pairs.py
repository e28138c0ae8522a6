"""'The two countries', 'both sides', 'the two men', 'a treaty between them': two (or three) that were named before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from kg.core.annotated import Token
from kg.core.lazy import cached_property
from kg.core.model import Entity
from kg.core.words import word_set
from kg.link import anaphora, descriptions
from kg.link.discourse import NUMBERS, WHERE
from kg.link.references import BLOC_KINDS, STATE_KINDS, Ref, Seen

if TYPE_CHECKING:
    from kg.link.resolve import Resolver

TOGETHER = "named together before"
"""How it was found whom 'the two' means: by the last names that stand together."""
_OPPOSED = word_set("link.pairs.opposed")
_TALKS = word_set("link.pairs.talks")
"""What is done with another side."""
_MEETINGS = word_set("link.pairs.meetings")
_BROKERS = word_set("link.pairs.brokers")
"""What a third one does for two who talk."""
_THREE = 3
_LANDS = word_set("link.pairs.lands")
_INSIDE = re.compile(r"\bin (?:the )?$")
"""What stands before the name of a state that is only where something is done ('signed it in Kenya')."""
_BESIDE = re.compile(r"\b(?:and|with) (?:the )?$")
"""What stands before the name of the one with whom another deals."""


def _of_two_states(resolver: Resolver, named: list[Entity]) -> list[Entity]:
    """'The two leaders': of several that might be meant, the last two of two states, first those in office."""
    states = {e: resolver.entities.state_of(e) for e in named}
    if len(named) < _THREE or len({*map(id, map(states.get, named[:2]))}) != 1 or states[named[0]] is None:
        return named
    held = [e for e in named if resolver.entities.titles(e)]
    first = next((e for e in held if states[e] is not None), named[0])
    other = next((e for e in (*held, *named) if states[e] is not None and states[e] is not states[first]), None)
    return named if other is None else [e for e in named if e in (first, other)]


def between(resolver: Resolver, token: Token) -> tuple[Entity, ...]:
    """'A treaty between them': the only two states that the sentence names before, or else the one before it."""
    if token.dep != "pobj" or token.head is None or token.head.lemma.lower() != "between":
        return ()
    number = resolver.sentence_of.get(token.start, 0)
    sentences = resolver.annotated.sentences
    here = two_named(resolver, token, number)
    if here or number == 0 or any(s.sentence == number for s in resolver.before(token, STATE_KINDS)):
        return here
    near = sentences[number - 1].segment.paragraph == sentences[number].segment.paragraph
    return two_named(resolver, token, number - 1) if near else ()


class Several:
    """'The two countries', 'all three': with what the ways to find whom it means ask of it."""

    def __init__(self, resolver: Resolver, token: Token) -> None:
        self.resolver, self.token = resolver, token
        self.counted = resolver.count_of(token)
        self.size = self.counted or 2
        self.number = resolver.sentence_of.get(token.start, 0)
        self.sides = token.lemma in _OPPOSED

    @cached_property
    def actors(self) -> set[Entity]:
        """'Hanoi is ready to help the two': who acts upon them, and so is none of them."""
        return _acting_on(self.resolver, self.token)

    @cached_property
    def before(self) -> set[Entity]:
        """The states named before."""
        return {s.entity for s in self.resolver.before(self.token, STATE_KINDS)}

    @cached_property
    def groups(self) -> list[tuple[int, tuple[Entity, ...]]]:
        """As many states named together before, the last first; of three, rather those who act."""
        resolver, start = self.resolver, self.token.start
        named = [*resolver.groups_before(start)][::-1]
        told = sorted([*named, *(g for g in resolver.sides if g[0] < start)], key=lambda g: -g[0])
        states = [(at, g) for at, g in told if len(g) == self.size and all(e.kind in STATE_KINDS for e in g)]
        groups = [(at, g) for at, g in states if not self.actors & set(g)]
        if self.size > 2:  # 'the trio' are those who act together, not three named in passing
            subjects = {s.at for s in resolver.before(self.token, STATE_KINDS) if s.subject}
            groups = [g for g in groups if g[0] in subjects] or groups
        return groups

    @cached_property
    def at(self) -> int:
        """Where the last of them stand."""
        return self.groups[0][0] if self.groups else -1

    @cached_property
    def last(self) -> tuple[Entity, ...]:
        """The last of them; both sides of an affair are those whom the text is about."""
        last = self.groups[0][1] if self.groups else ()
        top = self.top
        return top if top and self.sides and _opposed(self.resolver, top) else last

    @cached_property
    def top(self) -> tuple[Entity, ...]:
        """The two that the text is about."""
        top = (self.resolver.main_pair() or self.resolver._pairs_by_count) if self.size == 2 else ()
        top = () if self.actors & set(top) else top
        last = self.groups[0][1] if self.groups else ()
        if set(top) <= self.before:
            return top
        if len(last) == 2:
            return last  # two were named together before, and one of these is only named below
        return () if len(self.before) > 1 or self.resolver.may_be_others() else top

    @cached_property
    def near(self) -> int:
        """In which sentence the last of them stand."""
        return self.resolver.sentence_of.get(self.at, -9)

    @cached_property
    def lone(self) -> set[Entity]:
        """The one that the sentence names before, if it is one."""
        return _one_named(self.resolver, self.token, self.number) if self.size == 2 else set()

    @cached_property
    def loosely(self) -> bool:
        """Whether only what is theirs is named together, in a text about two others."""
        return bool(self.top) and self.at in self.resolver.loose

    @cached_property
    def here(self) -> bool:
        """Whether the last named together are near enough to be meant."""
        sentences = self.resolver.annotated.sentences
        here = self.near >= self.number - 2 and not self.loosely
        if self.near >= 0 and not self.resolver.main_pair() and not self.loosely:
            here |= sentences[self.near].segment.paragraph == sentences[self.number].segment.paragraph
        return here

    def are(self, entities: Iterable[Entity], rule: str) -> list[Ref]:
        """References to those whom it means."""
        return [r for e in entities for r in self.resolver.refer(e, self.token, rule)]

    def again(self, refs: list[Ref], rule: str) -> list[Ref]:
        """What other words stand for."""
        return self.resolver.again(refs, self.token, rule)


Way = Callable[[Several], "list[Ref] | None"]
"""Those whom a set means; None where a way does not tell."""


def pair(resolver: Resolver, token: Token) -> list[Ref]:
    """'the two countries', 'both sides', 'all three': the states named together last or most."""
    several = Several(resolver, token)
    for way in _WAYS:
        if (found := way(several)) is not None:
            return found
    return []


# -- the clause around, and the one before


def _coordinated(several: Several) -> list[Ref] | None:
    """'A and B cease fire, both pull back': A and B, known or not."""
    own = anaphora.both(several.resolver, several.token)
    return several.again(own, "both of those coordinated in the clause before") if own is not None else None


def _likened(several: Several) -> list[Ref] | None:
    """'Unlike Chad, Togo has put no curbs on the militia, which both countries condemn': Chad and Togo."""
    if several.size != 2:
        return None
    for verb in several.token.ancestors():
        beside = [t for p in verb.by("prep") if p.low in ("like", "unlike") for t in p.by("pobj")]
        told = [t for t in (*beside, *verb.by("nsubj")) if t.start < several.token.start]
        refs = [r for t in told for r in several.resolver.actors(t)] if beside else []
        states = {r.entity for r in refs if r.entity.kind in STATE_KINDS}
        if len(told) == len(refs) == len(states) == 2:
            return several.again(refs, "who is likened to whom")
    return None


def _latter(several: Several) -> list[Ref] | None:
    """'Peru, Chile and Ecuador met. The latter two ...': Chile and Ecuador; 'A and B met, C and D did not. The former
    pair ...': A and B.
    """
    said = [t.low for t in (several.token, *several.token.by("amod", "nmod"))]
    if not {"former", "latter"} & set(said) or several.size != 2:
        return None
    if pairs := _two_pairs(several):
        return several.are(pairs["former" not in said], "the one of two pairs told together")
    if "latter" not in said:
        return []
    named = (g for _, g in several.resolver.groups_before(several.token.start))
    last = next((g for g in named if all(e.kind in STATE_KINDS for e in g)), ())
    return several.are(last[-2:], "the last two of those named together before") if len(last) > 2 else []


def _two_pairs(several: Several) -> list[tuple[Entity, ...]]:
    """The two pairs of states that this sentence, or the one before, tells of one after the other."""
    resolver = several.resolver
    for number in (several.number, several.number - 1):
        told = [g for at, g in resolver.groups_before(several.token.start) if resolver.sentence_of.get(at) == number]
        pairs: list[tuple[Entity, ...]] = [
            g for g in dict.fromkeys(told[::-1]) if len(g) == 2 and all(e.kind in STATE_KINDS for e in g)
        ]
        if pairs:
            return pairs if len(pairs) == 2 and not set(pairs[0]) & set(pairs[1]) else []
    return []


def _all_of_sentence(several: Several) -> list[Ref] | None:
    """'A settled with B in 1998 and with C in 2002, and later the trio': all that the sentence, or the last, names."""
    for named_in in (several.number, several.number - 1) if several.size > 2 else ():
        if all_named := _all_named(several.resolver, several.token, named_in, several.size):
            main = several.resolver.main_group(several.size) if named_in < several.number else ()
            return several.are(main or all_named, "those that the sentence names")
    return None


def _warring(several: Several) -> list[Ref] | None:
    """'The war between the army and the Front ... Both sides': the army and the Front."""
    at_war = several.size == 2 and several.sides
    foes = _at_war(several.resolver, several.token, several.number) if at_war else None
    return several.again(foes, "the two who are at war") if foes is not None else None


def _meeting(several: Several) -> list[Ref] | None:
    """'They received a Chadian delegation; both sides signed it': they and Chad."""
    two = several.size == 2 and several.token.lemma == "side"
    met = _met(several.resolver, several.token, several.number) if two else None
    return several.again(met, "who has met whom in the clause before") if met is not None else None


def _hosted(several: Several) -> list[Ref] | None:
    """'Kenya hosted talks between the two': two others."""
    resolver, token, number = several.resolver, several.token, several.number
    host = _host(resolver, token) if several.size == 2 else set()
    if not host:
        return None
    near_groups = [g for start, g in several.groups if resolver.sentence_of.get(start, -9) >= number - 1]
    others = _guests(resolver, token, (*near_groups, two_named(resolver, token, number - 1), several.top), host)
    return several.are(others, "the two for whom a third one acts")


def _no_states(several: Several) -> list[Ref] | None:
    """'The army and the rebels agreed to it. Both sides': the army and the rebels."""
    far = several.near < several.number - 1 and not several.lone & set(several.top)
    if several.size != 2 or not several.sides or not far:
        return None
    both = anaphora.opposed(several.resolver, several.token)
    named = any(r.entity.kind not in STATE_KINDS for r in both)
    return several.again(both, "the two coordinated before") if named else None


def _just_coordinated(several: Several) -> list[Ref] | None:
    """'Met the Council and the League, and thanked both': the Council and the League."""
    token = several.token
    object_both = several.size == 2 and token.low == "both" and token.dep == "dobj"
    if not object_both or several.near != several.number:
        return None
    nearer = anaphora.opposed(several.resolver, token)
    named = any(r.entity.kind not in STATE_KINDS for r in nearer)
    nearest = named and all(r.token.start > several.at for r in nearer)
    return several.again(nearer, "the two coordinated just before") if nearest else None


def _talkers(several: Several) -> list[Ref] | None:
    """'It negotiates with Chad in Doha, where the two sides signed a truce': it and Chad."""
    far = several.size == 2 and several.near < several.number
    talking = _talking(several.resolver, several.token) if far else []
    return several.again(talking, "who talks, and with whom, in the clause above") if talking else None


def _of_clause(several: Several) -> list[Ref] | None:
    """'Lima accuses Quito of breaking the pact that the two signed': Lima and Quito."""
    far = several.size == 2 and several.near < several.number
    beside = _acting(several.resolver, several.token, several.number) if far else ()
    gone = any(e.kind == "HistoricalState" for e in beside) and not any(
        e.kind == "HistoricalState" for e in several.resolver.main_pair()
    )  # 'holds it under a protocol signed with what was Yugoslavia, and both sides claim it'
    return several.are(beside, "the two of the clause before") if beside and not gone else None


def _above_both(several: Several) -> list[Ref] | None:
    """'It took the Union to court under the convention to which both are parties': it and the Union."""
    bare = several.size == 2 and several.token.low == "both" and several.near < several.number
    clause = next((a for a in several.token.ancestors() if a.dep == "relcl"), None) if bare else None
    above = next((a for a in clause.ancestors() if a.by("nsubj")), None) if clause is not None else None
    if above is None or above.start > several.token.start:
        return None
    one, other = ([r for t in above.by(dep) for r in several.resolver.actors(t)] for dep in ("nsubj", "dobj"))
    sides = [r.state or r.entity for r in (*one, *other)]
    met = len(one) == len(other) == 1 and sides[0] != sides[1] and {e.kind for e in sides} <= STATE_KINDS | BLOC_KINDS
    return several.are(sides, "who does something to whom in the clause above") if met else None


def _dealing(several: Several) -> list[Ref] | None:
    """'It should ask Chad for help. The two countries': it and Chad, who have just dealt with one another."""
    if several.near >= several.number - 1:
        return None
    dealing = _dealers(several.resolver, several.token, several.number, several.size)
    above = [s for a in several.token.ancestors() for s in a.by("nsubj") if s.i < several.token.i]
    saying = {r.state or r.entity for s in above if s is not several.token for r in several.resolver.actors(s)}
    if not {e for e in saying if e.kind in STATE_KINDS} <= set(dealing):
        return None  # 'Peru urges him to respect what both states have signed': Peru is one of them
    if several.size == 2 and set(dealing) == set(several.top):
        return None
    return several.are(dealing, "who has just dealt with whom") if dealing else None


# -- who was named before


def _together(several: Several) -> list[Ref] | None:
    """'Chad and Togo met in May. ... The two countries': those named together last, else whom the text is about."""
    resolver, token, number = several.resolver, several.token, several.number
    size, top, last, near, here = several.size, several.top, several.last, several.near, several.here
    chosen = last if here else top or last
    if near < number and several.lone & set(top) and not several.lone & set(last):
        chosen = top  # 'Peru took it to the court, which ordered both states to wait': Peru is one of them
    if size == 2 and here and near < number and top and resolver.main_pair():
        acting = any(s.subject for s in resolver.before(token, STATE_KINDS) if s.sentence == near and s.entity in last)
        if resolver.in_passing(last, top) or (not acting and resolver.outnumbered(last, top)):
            chosen = top  # 'will meet at the request of Peru and Chile. ... the two countries'
    if size == 2 and chosen == last and near < number - 2 and top and _told_in_passing(resolver, last, top):
        chosen = top  # 'a body that has Mali and Niger in it', told in passing some sentences before
    if size == 2 and not here and not resolver.main_pair() and several.at not in resolver.loose:
        two = two_named(resolver, token, number - 1)
        chosen = two if two and not resolver.in_passing(two, top) else chosen  # not 'the men whom it sent to A and B'
    if (
        (token.lemma in _LANDS or token.low == "two")
        and (two := _two_of_paragraph(several))
        and set(two) != set(chosen)
    ):
        chosen = two
    if token.low == "each" and token.dep == "dobj" and near < number and several.lone - set(chosen):
        return []  # 'Togo says that the treaty commits each': Togo is one of them
    if size > _THREE and not chosen and token.lemma.lower() in _LANDS:
        named = tuple(reversed(dict.fromkeys(s.entity for s in _of_paragraph(several))))
        chosen = named if len(named) == size else ()  # 'A received B and C. D and E were not asked. The five states'
    if size == _THREE and not here and any(c.lemma == "all" for c in token.children):
        named = _all_of_paragraph(several)
        chosen = named if len(named) == size else chosen  # 'A fought B. C went to court. All three'
    if size == 3 and not chosen and (token.lemma not in NUMBERS or any(c.lemma == "all" for c in token.children)):
        chosen = resolver.main_group(size)
    return several.are(chosen, TOGETHER) if chosen else None


def _all_of_paragraph(several: Several) -> tuple[Entity, ...]:
    """The states that the paragraph names before, also in what opens a sentence ('From Chad, as is known, ...')."""
    sentences = several.resolver.annotated.sentences[: several.number + 1]
    here = [s for s in sentences if s.segment.paragraph == sentences[-1].segment.paragraph]
    fronts = [m.entity for s in here for m in s.front if m.entity is not None and m.kind in STATE_KINDS]
    named = [s.entity for s in _of_paragraph(several) if s.role != WHERE]
    return tuple(dict.fromkeys([*fronts, *reversed(named)]))


_FAR_GROUP = 3
"""How many sentences back those of whom no number is told may have been named together."""


def _across_semicolon(several: Several) -> list[Ref] | None:
    """'Its border with Chad was drawn in 1955; patrols of *the two* meet there': those of what stands before ';'."""
    resolver, number = several.resolver, several.number
    sentences = resolver.annotated.sentences
    if several.size != 2 or several.near >= number or not number or several.token.lemma not in _LANDS:
        return None
    before = sentences[number - 1]
    if resolver.text[: sentences[number].start].rstrip()[-1:] != ";":
        return None
    own = [r for t in before.tokens if t.low == "its" for r in resolver.actors(t)]
    named = [s for s in resolver.before(several.token, STATE_KINDS) if s.sentence == number - 1]
    told = {r.entity for r in own} | {s.entity for s in named if s.role not in ("people", "person", WHERE)}
    beside = len(named) == len({r.entity for r in own}) == 1
    two = sorted(told, key=lambda e: e.key)
    return several.are(two, "the two of what stands before the semicolon") if beside and len(two) == 2 else None


def _named_below(several: Several) -> list[Ref] | None:
    """'The neighbours have quarrelled over the rock, run by Peru and claimed by Chile': the only two that the sentence
    names, behind them, where none were named together before.
    """
    resolver, token = several.resolver, several.token
    if several.size != 2 or several.groups or resolver.main_pair() or token.lemma not in _LANDS:
        return None
    if token.dep not in ("nsubj", "nsubjpass") or any(s.sentence == several.number for s in resolver.before(token)):
        return None
    tokens = resolver.annotated.sentences[several.number].tokens
    named = [t.mention for t in tokens if t.start > token.start and t.mention is not None]
    states = {m.entity for m in named if m.kind == "State" and m.role == "name" and m.entity is not None}
    two = sorted(states, key=lambda e: e.key)
    return several.are(two, "the two that the sentence names") if len(two) == 2 else None


def _uncounted(several: Several) -> list[Ref] | None:
    """'Chad, Mali and Togo closed their borders. All the countries concerned': Chad, Mali and Togo."""
    resolver, token = several.resolver, several.token
    if several.counted or not any(c.lemma in CONCERNED for c in token.by("acl", "amod")):
        return None
    for at, group in resolver.groups_before(token.start):
        if resolver.sentence_of.get(at, -9) < several.number - _FAR_GROUP:
            break
        if all(e.kind in STATE_KINDS for e in group) and not several.actors & set(group):
            return several.are(group, TOGETHER)
    return []


_KIN = word_set("link.pairs.kin")
"""What one state is to another."""


def _kin(several: Several) -> list[Ref] | None:
    """'Peru's only ally is Chile. The pact that the two signed': Peru and Chile."""
    sentences, number = several.resolver.annotated.sentences, several.number
    if several.size != 2 or several.near >= number or not number:
        return None
    before = sentences[number - 1]
    root = before.root()
    if root is None or root.lemma != "be" or before.segment.paragraph != sentences[number].segment.paragraph:
        return None
    owners = [p for s in root.by("nsubj") if s.lemma in _KIN for p in s.by("poss")]
    named = [r.entity for t in (*owners, *root.by("attr")) for r in several.resolver.actors(t)]
    two = owners and len(set(named)) == len(named) == 2 and all(e.kind in STATE_KINDS for e in named)
    return several.are(tuple(named), "whom the sentence before calls so to one another") if two else None


def _of_paragraph_alone(several: Several) -> list[Ref] | None:
    """'Kenya accused Mali. Mali denied it. The two': the only two of a paragraph, where those named together before
    are others.
    """
    if several.near >= several.number - 1 or several.size > 2 or several.resolver.main_pair():
        return None
    told = [s.entity for s in _of_paragraph(several) if s.role not in ("people", "person")]
    states = list(dict.fromkeys(told))[::-1]
    apart = not set(states) & {*several.top, *several.last} and not set(states) & several.actors
    return several.are(states, "the only ones of the paragraph") if len(states) == several.size and apart else None


def _in_turn(several: Several) -> list[Ref] | None:
    """'Chad was alarmed. Togo called it grave. Both sent police': the two that have acted in the paragraph, in turn."""
    two = two_named(several.resolver, several.token, several.number - 1) if several.size == 2 else ()
    if two and not several.actors & set(two):
        return several.are(two, TOGETHER)
    subjects = (s for s in _of_paragraph(several) if s.subject and s.role in ("name", "capital"))
    acting = list(dict.fromkeys(s.entity for s in subjects))
    return several.are(acting[::-1], "who has acted in turn") if len(acting) == several.size else None


def _of_paragraph(several: Several) -> Iterable[Seen]:
    sentences = several.resolver.annotated.sentences
    paragraph = sentences[several.number].segment.paragraph
    return takewhile(lambda s: s.paragraph == paragraph, several.resolver.before(several.token, STATE_KINDS))


_WAYS: tuple[Way, ...] = (
    _latter,
    _coordinated,
    _likened,
    _all_of_sentence,
    _warring,
    _meeting,
    _hosted,
    _no_states,
    _just_coordinated,
    _talkers,
    _of_clause,
    _above_both,
    _dealing,
    _uncounted,
    _kin,
    _of_paragraph_alone,
    _across_semicolon,
    _named_below,
    _together,
    _in_turn,
)
"""In this order."""


CONCERNED = word_set("link.pairs.concerned")
"""'The countries *concerned*', of however many."""
_UPON = frozenset({"against", "at", "from", "on", "to", "upon"})


def _acting_on(resolver: Resolver, token: Token) -> set[Entity]:
    """The states that act in the clause of which a token is the object."""
    prep = token.head if token.dep == "pobj" and token.head is not None and token.head.lemma in _UPON else None
    verb = token.head if token.dep in ("dobj", "dative") else prep.head if prep is not None else None
    while verb is not None and verb.tag.startswith("VB") and not verb.by("nsubj", "nsubjpass"):
        verb = verb.head if verb.dep in ("conj", "xcomp") else verb.head.head if _to_do(verb) and verb.head else None
    if verb is None or not verb.tag.startswith("VB"):
        return set()
    subjects = [m for s in verb.by("nsubj") if s.i < token.i for m in (s, *resolver.conjuncts(s))]
    refs = [r for t in subjects if resolver.treaty(t) is None for r in resolver.actors(t)]
    return {e for r in refs if (e := r.state or r.entity).kind in STATE_KINDS}


def _to_do(verb: Token) -> bool:
    """'Ready to help': the infinitive of an adjective."""
    return verb.dep in ("xcomp", "acl") and verb.head is not None and verb.head.dep == "acomp"


def _dealers(resolver: Resolver, token: Token, number: int, size: int) -> tuple[Entity, ...]:
    """As many states as the sentence before, of the same paragraph, tells of, by a pronoun or a person that is its
    subject and by their names.
    """
    sentences = resolver.annotated.sentences
    if not number or sentences[number - 1].segment.paragraph != sentences[number].segment.paragraph:
        return ()
    root = sentences[number - 1].root()
    subjects = root.by("nsubj") if root is not None else []
    unnamed = [t for t in subjects if t.tag == "PRP" or (t.mention is not None and t.mention.kind == "Person")]
    acting = {r.state or r.entity for t in unnamed for r in resolver.actors(t)}
    if len(acting) != 1 or not all(e.kind in STATE_KINDS for e in acting):
        return ()
    named = [
        s.entity
        for s in resolver.before(token, STATE_KINDS)
        if s.sentence == number - 1
        and s.role not in ("people", "person", WHERE)
        and not _INSIDE.search(resolver.text, max(0, s.at - 8), s.at)
    ]
    told = tuple(dict.fromkeys([*acting, *named[::-1]]))
    return told if len(told) == size else ()


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
    root = sentences[number - 1].root() if number else None
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
    here = {s.entity for s in takewhile(lambda s: s.sentence == number, resolver.before(token, STATE_KINDS))} - host
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
    here = list(takewhile(lambda s: s.sentence == number, resolver.before(token)))
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
    here = list(takewhile(lambda s: s.sentence == number, resolver.before(token, STATE_KINDS)))
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
        for s in resolver.before(token, STATE_KINDS)
        if s.sentence == number and s.role not in ("people", WHERE)
        if not _INSIDE.search(resolver.text, max(0, s.at - 8), s.at)
    )
    return tuple(reversed(states)) if len(states) == 2 else ()


def _all_named(resolver: Resolver, token: Token, number: int, size: int) -> tuple[Entity, ...]:
    """'A settled with B in 1998 and with C in 2002, and later the trio ...': all that the sentence names before."""
    named_there = (s for s in resolver.before(token, STATE_KINDS) if s.sentence == number)
    states = [s.entity for s in named_there if s.role not in ("people", WHERE)]
    named = tuple(reversed(dict.fromkeys(states)))
    beside_bodies = {e for _, g in resolver.groups if any(m.kind not in STATE_KINDS for m in g) for e in g}
    return named if len(named) == size and not any(e in beside_bodies for e in named) else ()


def _two_of_paragraph(several: Several) -> tuple[Entity, ...]:
    """'Greece says so. Turkey denies it. *The two neighbours*': the only states that the paragraph has named,
    each of which acts in one of the two sentences before, or right before in this one.
    """
    near = list(_of_paragraph(several)) if several.size == 2 else []
    two = tuple(reversed(dict.fromkeys(s.entity for s in near)))
    acting = {s.entity for s in near if s.subject and several.number - 2 <= s.sentence}
    return two if len(two) == len(acting) == several.size else ()


def _told_in_passing(resolver: Resolver, last: tuple[Entity, ...], top: tuple[Entity, ...]) -> bool:
    """Whether a text names each of two others at least twice as often as each of two that it names together."""
    counts = resolver._states_named
    return not set(last) & set(top) and 2 * max(counts[e] for e in last) <= min(counts[e] for e in top)


def _opposed(resolver: Resolver, pair: tuple[Entity, ...]) -> bool:
    counts = resolver._states_named
    return all(counts[e] >= 2 for e in pair)


def people(resolver: Resolver, token: Token) -> list[Ref]:
    number = resolver.sentence_of.get(token.start, 0)
    here = resolver.annotated.sentences[number].segment.paragraph
    near = takewhile(
        lambda s: s.sentence >= number - 3 or resolver.annotated.sentences[s.sentence].segment.paragraph == here,
        resolver.before(token, {"Person"}),
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
        named = _of_two_states(resolver, [e for e in named if descriptions.may_lead(resolver, e)])
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
    near = takewhile(lambda s: s.sentence >= number - 1, resolver.before(token, {"Person"}))
    named = list(dict.fromkeys(s.entity for s in near))
    return [r for e in reversed(named) for r in resolver.refer(e, token, "the two persons named last")][
        : 2 * (len(named) == 2)
    ]
