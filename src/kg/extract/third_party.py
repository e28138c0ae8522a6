"""Of whom a third party speaks: the parties of a deal, both sides of a fight, the organisation or state told of.

Rules, by their names in the trace of a claim:

``a party of what is spoken of``, ``those who have agreed``  whose deal, outcome or truce is welcomed
``the two sides of the act before``       'both sides' of a fight in which one side is no state
``the organisation spoken of last``       'the bloc'
``whom the text is about``                of the two states that the text is about, the one named first
``whom the aid told of in the text goes to``  'Tuvalu gave $20,000'
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.core.annotated import Sentence, Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.acts_told import ANSWERED, ActsTold
from kg.extract.counterparts import other, the_two
from kg.extract.sides import by_rule, same_side, states, themselves, unsaid
from kg.link.references import BLOC_KINDS
from kg.link.resolve import STATE_KINDS, Ref

_PARTIES = word_set("extract.third_party.parties")
_FEW = 3
"""So many parties a treaty may have for each to be meant by it."""
_FAR_MORE = 2
"""How many times as often as any other a state must be named for aid without an address to go to it."""


def deal(told: ActsTold, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """The parties of the deal that is the object, or the two whom the text is about."""
    things = [c for t in valency.logical_objects(trigger) for c in grammar.content(t)]
    deals = [t for t in things if t.lemma in told.words["deals"] or t.text in _PARTIES or _treaty(t)]
    deals += [t for t in things if t.low == "it" and told.resolver.treaty(t) is not None]
    own = themselves(s)
    for token in deals:
        if (treaty := told.resolver.treaty(token)) is not None:
            parties = [e for e in treaty.root().parties.values() if e.kind in STATE_KINDS]
            others = [e for e in parties if e not in own]
            if 1 < len(parties) <= _FEW and len(others) > 1:
                return [unsaid(e, trigger, "a party of what is spoken of") for e in others]
    if not deals or any(_treaty(t) for t in deals):
        return []
    return _agreed(told, s, trigger)


def _treaty(token: Token) -> bool:
    return token.mention is not None and token.mention.kind == "Treaty"


def _agreed(told: ActsTold, s: Sequence[Ref], trigger: Token) -> list[Ref]:
    """Those who have agreed, by the last act that says so."""
    own = themselves(s)
    for past in reversed(told.past):
        sides = [*past.s, *past.o]
        if past.value == "AGREE" and past.at < trigger.start and len(states(sides)) == 2:
            if any(same_side(r, s) or r.entity in own for r in sides):
                return []
            parties = [r if r.state is None else Ref(r.state, r.token, r.rule, r.words, r.state) for r in sides]
            return by_rule(parties, "those who have agreed")
    return []


def both(told: ActsTold, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """The other one of the two states that the text is about, or for a third the two of them where they are at odds."""
    two = the_two(told, s, trigger)
    return other(told, told.resolver.main_pair(), s, trigger) or (two if _at_odds(told, two, trigger) else [])


def _at_odds(told: ActsTold, two: Sequence[Ref], trigger: Token) -> bool:
    """Whether one of two has been told to act against the other ('Peru shelled Chile. Togo called for calm')."""
    sides = {r.entity for r in two}
    hostile = (p for p in told.past if p.at < trigger.start and p.value in ANSWERED)
    return any(sides & themselves(p.s) and sides & themselves(p.o) for p in hostile)


def club(told: ActsTold, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """The organisation spoken of last."""
    last = next(told.resolver.before(trigger, BLOC_KINDS), None)
    return [Ref(last.entity, trigger, "the organisation spoken of last", last.entity.name)] if last else []


def topic(told: ActsTold, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """Of the two states that the text is about, the one named first; of aid, the one that it surely goes to."""
    own = themselves(s)
    pair, times = told.resolver.main_pair(), dict(told.resolver.states_named())
    first = next((x.entity for x in told.resolver.seen if x.entity in pair), None)
    if value == "AID":
        rivals = [times.get(e, 0) for e in pair if e != first and e not in own]
        if first is not None and any(2 * n > times.get(first, 0) for n in rivals):
            return []  # it may go to either of the two
        if first is None or first in own:
            return _helped(told, s, trigger)
    return [unsaid(first, trigger, "whom the text is about")] if first and first not in own else []


def _helped(told: ActsTold, s: Sequence[Ref], trigger: Token) -> list[Ref]:
    """To whom all aid told so far has gone, else the state that the text names far more often than any other."""
    given = {r.entity for p in told.past if p.value == "AID" and p.at < trigger.start for r in p.o}
    main = told.resolver.main_state(s[0].state or s[0].entity, _FAR_MORE) if s and not given else None
    one = next(iter(given)) if len(given) == 1 else main
    if one is None or one.kind not in STATE_KINDS or one in themselves(s):
        return []
    return [unsaid(one, trigger, "whom the aid told of in the text goes to")]


def two_sides(told: ActsTold, token: Token, sentence: Sentence) -> list[Ref]:
    """'Both sides', 'neither side' of an affair in which one is no state ('the army and the rebels clashed')."""
    counted = {c.low for c in token.children if c.i < token.i}
    if token.lemma not in ("party", "side") or not counted & {"both", "either", "neither", "two", "each"}:
        return []
    for past in told.near(sentence, token, 2):
        sides = [*past.s, *past.o]
        if len(states(sides)) == 2 and len(sides) == 2:
            mixed = any(r.entity.kind in ("Group", "Organization", "PoliticalParty") for r in sides)
            return by_rule(sides, "the two sides of the act before") if mixed else []
    return []
