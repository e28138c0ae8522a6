"""Upon whom an act is like which one has just been told: of another who does so too, of the same who goes on.

Rules, by their names in the trace of a claim:

``to whom another has just done the like``                'Chile *also* called its envoy home'
``to whom another does the like in the same sentence``    'Oslo sanctioned Minsk, Riga suspended its aid'
``against whom the first half of the sentence is``        'closed its embassy and expelled the attaché'
``upon whom the act is that is done in protest``          'recalled its envoy from B in protest'
``who was charged with it before``                        'repeated the charge'
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.core.annotated import Sentence, Token
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.acts_told import ANSWERED, BY_FORCES, ActsTold, Past
from kg.extract.sides import by_rule, of_others, same_side
from kg.link.resolve import PLACE_KINDS, STATE_KINDS, Ref

TOO = word_set("shared.likewise")
_LIKE_MEASURES = {
    "PROTEST": frozenset({"ACCUSE", "PROTEST"}),
    "SANCTION": frozenset({"ACCUSE", "PROTEST", "SANCTION"}),
}
"""Beside which acts upon another a measure is one upon him as well; a protest beside a sanction may be against that."""
_BACK = 3
"""How many sentences back the like may have been done."""
_STANDING_IN = word_set("extract.done_alike.standing_in")
"""Words for forces told of before."""


def done_too(
    told: ActsTold, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token, back: int = _BACK
) -> list[Ref]:
    """'Peru recalled its envoy from Quito. Chile *also* called its envoy home': upon whom another has done so."""
    past = _last(told, value, sentence, trigger, back)
    if value not in ANSWERED or past is None or any(same_side(r, s) for r in (*past.s, *past.o)):
        return []
    return by_rule(past.o, "to whom another has just done the like")


def beside(told: ActsTold, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """'Spain condemned Israel; Ireland summoned the ambassador': upon whom the act is beside which this one is set."""
    near = (p for p in told.near(sentence, trigger, 1) if p.o)
    past, like = next(near, None), _LIKE_MEASURES.get(value, frozenset())
    if past is None or past.value not in like or any(r.entity.kind == "Person" for r in past.o):
        return []
    apart = not any(same_side(r, s) for r in (*past.s, *past.o))
    return by_rule(past.o, "upon whom another has just acted alike") if apart else []


def followed(told: ActsTold, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """'B followed the next day': upon whom another has just done so, unless a relative clause told it."""
    past = _last(told, value, sentence, trigger, 1)
    return [] if past is not None and past.aside else done_too(told, value, s, sentence, trigger, 1)


def parallel(told: ActsTold, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """Whom another does the like to in the same sentence ('Oslo sanctioned Minsk, Riga suspended its aid')."""
    for past in told.near(sentence, trigger, 0):
        if past.value == value and past.o and not any(same_side(r, s) for r in (*past.s, *past.o)):
            return by_rule(past.o, "to whom another does the like in the same sentence")
        half = trigger.dep == "conj" and trigger.head is not None and past.at == trigger.head.start
        if half and past.o and any(same_side(r, past.s) for r in s) and _upon_people(told, trigger):
            return by_rule(past.o, "against whom the first half of the sentence is")
    return []


def _upon_people(told: ActsTold, trigger: Token) -> bool:
    """Whether it is done to people who stand for a state, which is not named again ('and expelled the attaché')."""
    things = valency.logical_objects(trigger)
    known = told.words["sent"]
    return any(t.lemma in known and t.mention is None and not t.by("amod", "poss", "prep") for t in things)


def like(told: ActsTold, value: str, sentence: Sentence, trigger: Token) -> Past | None:
    """The last act of a kind in this paragraph, of those not far back, upon somebody."""
    near = (p for p in told.near(sentence, trigger, _BACK) if p.paragraph == sentence.segment.paragraph)
    return next((p for p in near if p.value == value and p.o), None)


def _last(told: ActsTold, value: str, sentence: Sentence, trigger: Token, back: int) -> Past | None:
    """The last act of a kind upon somebody, so many sentences back."""
    return next((p for p in told.near(sentence, trigger, back) if p.value == value and p.o), None)


def same(told: ActsTold, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """Upon whom the last act of the kind was, in this sentence or the one before."""
    past = _last(told, value, sentence, trigger, 1)
    return of_others(past.o, s) if past is not None else []


def again(told: ActsTold, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """'Repeated the charge': upon whom the last act of the kind was, whoever did it, however far back."""
    before = (p for p in reversed(told.past) if p.value == value and p.at < trigger.start)
    past = next((p for p in before if p.o and not any(same_side(r, s) for r in p.o)), None)
    return by_rule(past.o, "who was charged with it before") if past is not None else []


def imposed(told: ActsTold, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """'Put sanctions on Togo; it lifted most of them': on whom the actor has just imposed what it lifts."""
    mine = (p for p in told.near(sentence, trigger, 1) if p.value == "SANCTION" and p.o)
    past = next((p for p in mine if all(same_side(r, p.s) for r in s)), None)
    return by_rule(of_others(past.o, s), "on whom it was imposed") if past is not None else []


def at_verb(told: ActsTold, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """'Recalled its envoy from B in protest': upon whom the act of the verb is."""
    act = told.of_verb_upon_somebody(grammar.clause_head(trigger))
    mine = act is not None and any(same_side(r, act.s) for r in s)
    return by_rule(act.o, "upon whom the act is that is done in protest") if act is not None and mine else []


def entered(told: ActsTold, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """'Invaded Togo ... pulled back': whose land one's forces have just gone into or attacked."""
    there = (p for p in told.near(sentence, trigger, 2) if p.value in BY_FORCES)
    past = next((p for p in there if p.o and any(same_side(r, p.s) for r in s)), None)
    subjects = {id(x) for t in valency.logical_subjects(trigger) for x in t.subtree()}
    lands = [t.mention.kind for t in trigger.subtree() if t.mention is not None and id(t) not in subjects]
    if past is None or any(kind in PLACE_KINDS | STATE_KINDS for kind in lands):
        return []  # 'left Gaza'
    return [r for r in of_others(past.o, s) if r.entity.kind in STATE_KINDS]


def _a_people(token: Token) -> bool:
    """'The Eritreans', of whose soldiers something has just been told."""
    mention = token.mention
    the = any(c.low in ("the", "these", "those") for c in token.by("det"))
    return mention is not None and mention.role == "people" and the and not token.by("amod", "nummod")


def moved(told: ActsTold, s: Sequence[Ref], s_tokens: Sequence[Token], sentence: Sentence, trigger: Token) -> bool:
    """Whether a pronoun stands for forces that have just moved or fought ('Chad sent ships, they went home')."""
    if not s_tokens or any(t.low not in _STANDING_IN and not _a_people(t) for t in s_tokens):
        return False
    near = [p for p in told.near(sentence, trigger, 1) if p.value in BY_FORCES]
    return all(any(same_side(r, p.s) for p in near) for r in s)
