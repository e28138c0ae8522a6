"""The other side of an affair between two, and the two that a text is about.

Rules, by their names in the trace of a claim:

``the other side of the affair``  the one other side of the last hostile act in which the actor had a part
``the other of the two``          the other one of the two states that the text is about
``one of the two that the text is about``  for a third that speaks of them
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.core.annotated import Sentence, Token
from kg.core.model import Entity
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.acts_told import AFFAIR, ANSWERED, FRIENDLY, ActsTold, Past
from kg.extract.predication import words_of
from kg.extract.sides import CHORUS, NAMELESS, SHIP, by_rule, states, themselves, unsaid
from kg.link.resolve import Ref

THE_OTHER = "the other of the two"
OF_AFFAIR = "the other side of the affair"
_ALLIED = {"ArmsTransfer", "InformationSecurity", "Logistics", "MutualDefense", "VisitingForces"}
"""Types of treaties that friends have."""
_BY = frozenset({"between", "by", "with"})
_BENCHES = frozenset({"Court", "IntergovernmentalOrganization"})
"""To whom one complains of others."""
_BREAKS = ("PROTEST", "REJECT", "SANCTION")
"""How one refuses or breaks with somebody."""
_EXCEPT = word_set("extract.counterparts.except")
_TWICE = 2
"""So often must a text name a state that it is surely about."""
_PLENTY = 3
"""So often is a state named in a text that is about it, whatever third one it names as often."""


def counterpart(told: ActsTold, one: Sequence[Ref], trigger: Token) -> list[Ref]:
    """The other one of the two states that the document is about, or that are named together most."""
    pairs = [p for p in (told.resolver.main_pair(), told.resolver.pair_of_text()) if not one_of_many(told, p)]
    return next((o for pair in pairs if (o := other(told, pair, one, trigger))), [])


def one_of_many(told: ActsTold, pair: Sequence[Entity]) -> bool:
    """Whether a third state is named as often as one of two, so that who 'the other' is would be a guess."""
    counts = told.resolver._states_named
    third = max((n for e, n in counts.items() if e not in pair), default=0)
    lesser = min((counts[e] for e in pair), default=0)
    return third >= lesser and lesser < _PLENTY


def succeeded(told: ActsTold, one: Sequence[Ref], trigger: Token) -> list[Ref]:
    """'Soviet troops seized the islands', in a text about Japan and Russia: Japan, the other one of the heir."""
    heirs = told.resolver.lexicon.heirs
    old = [r.entity.iri.rpartition("/")[2] for r in one if r.entity.kind == "HistoricalState"]
    state = told.resolver.entities.state(heirs.get(old[0], "")) if len(old) == 1 == len(one) else None
    return counterpart(told, [unsaid(state, trigger, "the heir")], trigger) if state else []


def opponent(
    told: ActsTold, value: str, one: Sequence[Ref], sentence: Sentence, trigger: Token, *, sure: bool = False
) -> list[Ref]:
    """The other side of the affair: of the last hostile act between two; who refuses or breaks with somebody may
    also do so with the other one of the two that the document is about, where they are no friends; ``sure``:
    where it names both more than once.
    """
    main = told.resolver.main_pair()
    found = _of_affair(told, main, one, sentence, trigger)
    if found is not None:
        return found
    if value not in _BREAKS or (sure and not told.resolver.named_often(main, _TWICE)):
        return []
    return [] if _friends(told, main, trigger) else other(told, main, one, trigger)


def _of_affair(
    told: ActsTold, main: Sequence[Entity], one: Sequence[Ref], sentence: Sentence, trigger: Token
) -> list[Ref] | None:
    """The other side of the last hostile act of the actor: nobody where they are many, None where none is told."""
    acting, number = states(one), told.number(sentence)
    for past in reversed(told.past):
        if not _hostile(past, trigger):
            continue
        sides = states(past.s), states(past.o)
        aside = number - past.sentence > 1 and acting <= set(main) and not sides[0] | sides[1] <= set(main)
        if aside or past.sentence < number - AFFAIR or not sides[0].isdisjoint(sides[1]):
            continue
        for own, others in zip(sides, (past.o, past.s), strict=True):
            if own is sides[0] and past.value == "ACCUSE" and trigger.lemma == "deny":
                continue  # nobody denies what he has charged another with
            nameless = any(r.rule in (NAMELESS, SHIP) for r in others)
            if own and own <= acting and len(states(others)) > CHORUS:
                return []
            if own and own <= acting and len(states(others) - acting) == 1 and not nameless:
                return by_rule(others, OF_AFFAIR)
    return None


def _hostile(past: Past, trigger: Token) -> bool:
    """Whether an act told before a trigger is one between two sides, and no complaint of others to a court."""
    complaint = past.value == "PROTEST" and any(r.entity.kind in _BENCHES for r in past.o)
    return past.value in ANSWERED and past.at < trigger.start and not complaint


def _friends(told: ActsTold, pair: Sequence[Entity], trigger: Token) -> bool:
    """Whether two have acted as friends before, or have a treaty that friends have, and no hostile act is told."""
    between = {p.value for p in told.past if p.at < trigger.start and states(p.s) | states(p.o) == set(pair)}
    keys = {e.key for e in pair}
    allied = any(
        keys <= set(r.parties) and _ALLIED.intersection(r.types) for r in told.resolver.treaties.records if keys
    )
    return (allied or not between.isdisjoint(FRIENDLY)) and between.isdisjoint(ANSWERED)


def other(
    told: ActsTold, pair: Sequence[Entity], one: Sequence[Ref], trigger: Token, rule: str = THE_OTHER
) -> list[Ref]:
    """The other one of a pair of which exactly one acts, unless it is only compared with the one who acts."""
    acting = states(one)
    if len(pair) != 2 or len(acting & set(pair)) != 1:
        return []
    found = next(e for e in pair if e not in acting)
    apart = found in likened(told, trigger) or _of_others(told, trigger, found)
    return [] if apart else [unsaid(found, trigger, rule)]


def _of_others(told: ActsTold, trigger: Token, found: Entity) -> bool:
    """'Rejected the pact that the bloc concluded with Chad': a treaty of others, as the words behind it tell."""
    things = [o for o in valency.logical_objects(trigger) if o.mention is None and o.lemma in told.words["treaties"]]
    behind = [
        c for o in things for c in o.by("acl", "relcl", "prep") if (c.i > o.i and c.dep != "prep") or c.lemma in _BY
    ]
    named = [t for c in behind for t in c.subtree() if t.mention is not None]
    sides = {e for t in named for r in told.resolver.actors(t) for e in (r.entity, r.state) if e is not None}
    return len(sides) > 1 and found not in sides


def the_two(told: ActsTold, s: Sequence[Ref], trigger: Token) -> list[Ref]:
    """The two whom the text is about, for a third that speaks of them."""
    pair = told.resolver.pair_of_text()
    if len(pair) != 2 or themselves(s) & set(pair):
        return []
    return [unsaid(e, trigger, "one of the two that the text is about") for e in pair]


def likened(told: ActsTold, trigger: Token) -> set[Entity]:
    """'Warsaw, like Vilnius, refused', 'refused it, unlike Vilnius': those to whom the one who acts is only
    compared; 'Manila, an ally of Tokyo, refused': those by whom it is only told who acts.
    """
    alike = [
        t for t in words_of(trigger) if t.dep == "prep" and (t.low == "unlike" or (t.low == "like" and t.i < trigger.i))
    ]
    named = [t for like in alike for t in words_of(like) if 0 < t.i - like.i < 3 and t.mention is not None]
    beside = [a for s in trigger.by("nsubj", "nsubjpass") for a in s.by("appos")]
    named += [t for a in beside for t in a.subtree() if t.mention is not None]
    named += [*_in_contrast(told, trigger), *_apart(trigger), *_judges(told, trigger)]
    named += [*_in_charge(told, trigger), *_spared(trigger)]
    return {r.state or r.entity for t in named for r in told.resolver.actors(t)}


def _in_charge(told: ActsTold, trigger: Token) -> list[Token]:
    """'Rejected claims that it had armed Chad': who is named in what nobody named has said."""
    said = [o for o in valency.logical_objects(trigger) if o.lemma in told.words["said"] and o.mention is None]
    return [t for o in said for c in o.by("acl", "ccomp", "relcl") for t in c.subtree() if t.mention is not None]


_TAKES_PART = word_set("extract.counterparts.takes_part")


def _spared(trigger: Token) -> list[Token]:
    """'Vowed not to join any sanctions against Chad': who is spared by it is not refused anything."""
    joining = [c for c in (*trigger.by("ccomp", "xcomp"), trigger) if c.lemma in _TAKES_PART]
    measures = [o for c in joining for o in c.by("dobj")]
    return [t for o in measures for p in o.by("prep") if p.lemma == "against" for t in p.by("pobj")]


def _judges(told: ActsTold, trigger: Token) -> list[Token]:
    """'Chad condemned the Libyan raid', 'the raid was condemned by Chad': who only speaks of the act."""
    verb = grammar.clause_head(trigger)
    if grammar.is_verb(trigger) or not grammar.is_verb(verb) or verb.lemma not in told.words["only_judged"]:
        return []
    return [t for s in valency.logical_subjects(verb) for t in (s, *s.by("amod", "poss", "compound"))]


def _apart(trigger: Token) -> list[Token]:
    """'All but Chad have signed it': those who are left out; 'Chad blocked an attempt to arrest him': who foils it."""
    subjects = [t for s in trigger.by("nsubj", "nsubjpass") for t in (s, *s.by("conj"))]
    left_out = [t for s in subjects for p in s.by("prep") if p.low in _EXCEPT for t in p.by("pobj")]
    noun = trigger.head if trigger.dep == "acl" else None
    verb = noun.head if noun is not None and noun.dep in ("dobj", "nsubjpass") else None
    foils = verb is not None and verb.lemma in valency.FOILING
    return left_out + (valency.logical_subjects(verb) if verb is not None and foils else [])


def _in_contrast(told: ActsTold, trigger: Token) -> list[Token]:
    """'Peru opposed the bill; Chile backed it': who acts behind the semicolon."""
    if not valency.logical_objects(trigger):
        return []
    beside = [*trigger.by("conj", "parataxis"), *([trigger.head] if trigger.head is not None else [])]
    after = [v for v in beside if v.i > trigger.i and grammar.is_verb(v)]
    text = told.annotated.document.text
    apart = [v for v in after if ";" in text[trigger.end : v.start]]
    return [s for v in apart for s in v.by("nsubj") if s.mention is not None]
