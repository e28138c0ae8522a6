"""The only other state that the sentences around an act name: ``the only other state named nearby`` in the trace."""

from __future__ import annotations

from collections.abc import Sequence

from kg.core.annotated import Sentence, Token
from kg.core.model import Entity
from kg.core.words import word_set
from kg.extract import grammar, valency
from kg.extract.acts_told import AFFAIR, ActsTold
from kg.extract.counterparts import likened
from kg.extract.sides import BODY_ALONE, themselves, unsaid
from kg.link.resolve import PLACE_KINDS, STATE_KINDS, Ref

_RULE = "the only other state named nearby"
_AREAS = PLACE_KINDS - {"Settlement"}
"""Kinds of places that stand for no state."""
_GIVING = word_set("extract.nearby.giving")
"""What several do in a row for one who is helped."""


def near_state(told: ActsTold, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """The only other state that this sentence, up to here, and the one before name; nobody of a body without a name,
    of which it may be a member.
    """
    if s and all(r.rule == BODY_ALONE for r in s):
        return []
    own = themselves(s) | likened(told, trigger) | _giving_alike(told, trigger)
    number = told.number(sentence)
    around = [sentence]
    if number and told.annotated.sentences[number - 1].segment is sentence.segment:
        around.append(told.annotated.sentences[number - 1])
    found: dict[Entity, Ref] = {}
    for token in (t for one in around for t in one.tokens):
        if token.mention is None or _no_party(token, trigger):
            continue
        for ref in told.resolver.actors(token):
            state = ref.state if ref.entity.kind == "Person" else ref.entity
            if state is not None and state.kind in STATE_KINDS and state not in own:
                found.setdefault(state, unsaid(state, trigger, _RULE))
    return list(found.values()) if len(found) == 1 else []


_FRIENDS = word_set("extract.nearby.friends")


def friend_of_actor(token: Token, trigger: Token) -> bool:
    """'Belarus, which is allied with *Russia*, closed the border', 'Minsk, *Moscow's* ally': not against the friend."""
    subjects, up, friend = trigger.by("nsubj"), token.head, False
    while up is not None and up not in subjects:
        friend |= up.lemma in _FRIENDS and up.mention is None
        up = up.head
    return up is not None and friend


def _no_party(token: Token, trigger: Token) -> bool:
    """Whether a name is that of a place, of who does something else, or of a friend of whoever acts."""
    if token.mention is None or token.mention.kind in _AREAS or friend_of_actor(token, trigger):
        return True
    if token.start > trigger.start and token.head is not None and _acts_apart(token, trigger):
        return True
    if token.start > trigger.start and _told_apart(token, trigger):
        return True
    # only where something happens, or where judges sit
    return token.mention.kind == "Settlement" and (_where(token) or seat_of_court(token))


def _acts_apart(token: Token, trigger: Token) -> bool:
    """Whether a later name is the subject of another main clause ('Peru closed it, Chile has not decided')."""
    clause = grammar.clause_head(token)
    return (
        token.dep in grammar.SUBJECT and clause.dep in ("ROOT", "conj", "ccomp", "parataxis") and clause is not trigger
    )


def _told_apart(token: Token, trigger: Token) -> bool:
    """Whether a later name stands in what another clause below that above the act tells ('rice, given by A in May, for
    which he thanked *B*').
    """
    if trigger.dep != "relcl" or not grammar.passive(trigger):
        return False
    clause = grammar.clause_head(token)
    above = [trigger, *trigger.ancestors()]
    return clause not in above and trigger not in clause.ancestors()


def _where(token: Token) -> bool:
    return token.dep == "pobj" and token.head is not None and token.head.lemma in ("in", "at", "near", "from")


def seat_of_court(token: Token) -> bool:
    """'Took the case to The Hague': the judges there, not the state in which they sit."""
    mention = token.mention
    return mention is not None and mention.entity is not None and "Hague" in mention.entity.name


def _giving_alike(told: ActsTold, trigger: Token) -> set[Entity]:
    """'Chad flew in oil, Togo has promised rice': who gives in another half of a row of gifts gets none of them."""
    if not grammar.is_verb(trigger) or trigger.lemma not in _GIVING:
        return set()
    row = [c for c in (trigger.head, *trigger.by("conj", "ccomp", "parataxis")) if c is not None and grammar.is_verb(c)]
    doers = [t for v in row if v.lemma in _GIVING for t in valency.surface_subjects(v)]
    return themselves(r for t in doers for r in told.resolver.actors(t))


def near_paragraph(told: ActsTold, s: Sequence[Ref], trigger: Token) -> list[Ref]:
    """The only other state that the sentences of the paragraph name up to a trigger, with the sentence before."""
    number = told.resolver.sentence_of.get(trigger.start, 0)
    here = told.annotated.sentences[number]
    own = themselves(s)
    found: dict[Entity, Ref] = {}
    for one in told.annotated.sentences[max(number - AFFAIR, 0) : number + 1]:
        if number - told.number(one) > 1 and one.segment is not here.segment:
            continue
        for token in (t for t in one.tokens if t.start < trigger.start and t.mention is not None):
            for ref in told.resolver.actors(token):
                if ref.entity.kind in STATE_KINDS and ref.entity not in own:
                    found.setdefault(ref.entity, unsaid(ref.entity, trigger, _RULE))
    return list(found.values()) if len(found) == 1 else []
