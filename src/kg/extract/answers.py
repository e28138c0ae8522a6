"""Whom an act answers: whoever has just acted upon the actor, or whose words, charge, demand or offer it takes up.

Rules, by their names in the trace of a claim:

``who has just acted upon the actor``  "A accused B. B rejected the charge": B's act is directed at A
``who has accused the actor``          'the charge': whoever made it, whoever spoke since
``whose words are taken up``           'that account', 'denied this': whoever said it last, of another side
``the one accused denies``             'A accuses B. He denies it': it is B who does
``who has asked for it``, ``whose offer is taken up``
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.core.annotated import Sentence, Token
from kg.core.model import Entity
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.acts_told import AFFAIR, ANSWERED, ActsTold, Past
from kg.extract.done_alike import TOO
from kg.extract.sides import CHORUS, by_rule, of_others, same_side, states
from kg.extract.taken_up import clause_above, last_words, other_subjects, taken_up
from kg.link.resolve import Ref

_CHARGED = 8
"""How many sentences back the charge may have been made that one rejects."""
_REPLIES = word_set("extract.answers.replies")
"""What one has not done about an offer."""
_SAID_TO = frozenset({"ACCUSE", "PROTEST", "REQUEST", "THREATEN"})
"""What is replied to in words."""


def reply(told: ActsTold, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """Whom an act answers: who acted upon the actor last, or whose words it takes up."""
    words = taken_up(told, trigger)
    charged = any(noun.lemma in told.words["charges"] for noun in words)
    if charged and (accusers := _accusers(told, value, s, sentence, trigger)):
        return by_rule(accusers, "who has accused the actor")
    if value == "REJECT" and any(grammar.after(thing, "by") for thing in trigger.by("dobj")):
        return []  # 'rejected a report by a panel': whose words are meant is said
    if trigger.lemma in _REPLIES and (offering := _offering(told, s, sentence, trigger)):
        return by_rule(offering, "whose offer is taken up")
    if acting := _acted_upon(told, value, s, sentence, trigger):
        return by_rule(acting, "who has just acted upon the actor")
    return by_rule(_of_words(told, words, value, s, sentence, trigger), "whose words are taken up")


def _accusers(told: ActsTold, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """'Rejected the charge': who has accused the actor, whoever spoke since."""
    near = (p for p in told.near(sentence, trigger, _CHARGED if value == "REJECT" else AFFAIR) if p.value == "ACCUSE")
    found = next((list(p.s) for p in near if any(same_side(o, s) for o in p.o)), [])
    return found if len(states(found)) <= CHORUS else []


def _offering(told: ActsTold, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """'Chad has offered to mediate, but Togo has not replied': who has offered it there, or in the sentence before."""
    before = (t for one in told.here_and_before(sentence) for t in one.tokens if t.start < trigger.start)
    made = (t for t in before if grammar.is_verb(t) and t.lemma in told.words["offering"])
    return next((found for verb in made if (found := other_subjects(told, verb, s))), [])


def _acted_upon(told: ActsTold, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """Who has just acted upon the actor, so that what the actor does may answer it."""
    for past in told.near(sentence, trigger, 1):
        if past.value not in ANSWERED or not _upon(past, s):
            continue
        if value == "REJECT" and trigger.lemma in _REPLIES and past.value not in _SAID_TO:
            continue  # 'Rebels killed ten soldiers of Chad, which has not replied' to words of another
        if _told_of_it(told, trigger, past):
            continue  # 'voted against a text that criticises the digging': no answer to the vote
        others = [r for r in past.s if all(r.entity != x.entity for x in s)]
        if value == "ACCUSE" and past.value == "REQUEST":
            continue  # who is asked and calls something a mistake does not blame who asks
        if value in ("REQUEST", "SANCTION") and any(r.entity.kind == "Group" for r in others):
            continue  # nothing is asked of nameless gunmen, nor is trade with them cut off
        if others and len(states(others)) <= CHORUS:
            return others
    return []


def _told_of_it(told: ActsTold, trigger: Token, past: Past) -> bool:
    """Whether a clause only tells which one was acted upon, without a comma."""
    clause = next((t for t in (trigger, *trigger.ancestors()) if t.dep == "relcl"), None)
    if clause is None or all(a.start != past.at for a in clause.ancestors()):
        return False
    return grammar.restrictive(clause, told.annotated.document.text)


def _upon(past: Past, s: Sequence[Ref]) -> bool:
    """Whether an act was done to the one who acts, or to somebody of his state."""
    return any(same_side(o, s) or (o.state is not None and any(o.state == x.entity for x in s)) for o in past.o)


def _of_words(
    told: ActsTold, words: Sequence[Token], value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token
) -> list[Ref]:
    """Who has said what is taken up: the subject of the clause above, else whoever spoke last."""
    for noun in words:
        if value in ("ACCUSE", "REQUEST") and noun.tag == "PRP":
            continue  # 'called it a mistake', 'demanded it': what that is, only the sentence before tells
        if value == "REJECT" and noun.tag == "PRP" and (len(states(s)) > 1 or _too(trigger)):
            return []  # 'Peru and Chile also rejected it': what another has turned down before
        owners = [r for p in noun.by("poss") for r in told.resolver.actors(p)]
        if owners and all(same_side(r, s) for r in owners):
            continue  # 'has never dropped its claim': its own
        if not owners and any(p.tag == "NNP" for p in noun.by("poss")):
            continue  # 'denied Roe's claim': of somebody unknown
        main = clause_above(noun, trigger)
        if main is not None and (said := other_subjects(told, main, s)):
            return said
        if said := last_words(told, sentence, trigger, s):
            return said
    return []


def by_nobody(told: ActsTold, sentence: Sentence, trigger: Token) -> bool:
    """'Peru was invited; Chile turned the invitation down': whether nobody knows who has invited them."""
    if not any(t.lemma == "invitation" for t in taken_up(told, trigger)):
        return False
    near = (t for one in told.here_and_before(sentence) for t in one.tokens if t.start < trigger.start)
    return any(t.lemma == "invite" and grammar.passive(t) and not t.by("agent") for t in near)


def _too(verb: Token) -> bool:
    return any(c.lemma.lower() in TOO for c in verb.by("advmod"))


def answering(told: ActsTold, o: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """Who acts upon one who has just acted upon him."""
    for past in told.near(sentence, trigger, 1):
        others = of_others(past.o, o)
        if others and past.value in ANSWERED and any(same_side(r, o) for r in past.s):
            return others
    return []


def accused(
    told: ActsTold, s: Sequence[Ref], s_tokens: Sequence[Token], sentence: Sentence, trigger: Token
) -> list[Ref]:
    """Who denies where a pronoun would have the accuser deny: 'A accuses B. He denies it'."""
    if not s_tokens or any(t.tag != "PRP" for t in s_tokens):
        return []
    denied = trigger.lemma == "deny" and any(t.tag == "WDT" for t in trigger.by("dobj"))  # 'which it denies'
    things = [] if denied else valency.logical_objects(trigger)
    if any(t.tag != "PRP" and t.lemma not in told.words["said"] for t in things):
        return []  # 'They rejected any claim': something else than the charge
    past = next((p for p in told.near(sentence, trigger, 1) if p.value == "ACCUSE" and p.o), None)
    if past is None:
        return []
    person = any(t.low in ("he", "she") for t in s_tokens)
    if person and any(r.entity.kind != "Person" for r in past.o):
        return []  # 'A accused B. She would not yield': no state
    # 'its president accused Peru, a charge that it denied'
    same = {r.entity for r in s} in ({r.entity for r in past.s}, {r.state or r.entity for r in past.s})
    if not same and all(r.entity.kind == "Person" for r in (*past.o, *s)):
        here = _named_around(told, sentence)
        same = all(r.entity not in here for r in s)  # a person named long before is not the one
    return by_rule(past.o, "the one accused denies") if same else []


def _named_around(told: ActsTold, sentence: Sentence) -> set[Entity | None]:
    """Whom a sentence and the one before it name."""
    around = told.here_and_before(sentence)
    return {t.mention.entity for one in around for t in one.tokens if t.mention is not None}


def asked(told: ActsTold, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """'Chad was asked for the men. It has not done so': whoever asked."""
    near = (p for p in told.near(sentence, trigger, 1) if p.value == "REQUEST")
    asker = next((list(p.s) for p in near if any(same_side(o, s) for o in p.o)), [])
    return by_rule(asker, "who has asked for it")


def offered(told: ActsTold, value: str, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """'Welcomed the offer': whoever made it, in this sentence or the one before."""
    if not any(t.lemma in told.words["offered"] for t in taken_up(told, trigger)):
        return []
    for one in told.here_and_before(sentence):
        for token in reversed(one.tokens):
            made = grammar.is_verb(token) and token.lemma in told.words["offering"] and token.start < trigger.start
            if made and (found := other_subjects(told, token, s)):
                return by_rule(found, "whose offer is taken up")
    return []
