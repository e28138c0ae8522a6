"""Whose deed or decision it is that somebody judges: 'condemned *the raid*', 'welcomed *the move*', 'called *it* a
betrayal'.

The rules stand as ``whose deed it was`` and ``whose decision it was`` in the trace of a claim.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.core.annotated import Sentence, Token
from kg.core.model import Entity
from kg.core.words import word_list, word_set
from kg.extract import grammar, valency
from kg.extract.acts_told import AFFAIR, FRIENDLY, SAID, ActsTold, Past
from kg.extract.done_alike import TOO
from kg.extract.sides import NAMELESS, by_rule, of_others, same_side, states
from kg.extract.taken_up import clause_above, other_subjects
from kg.link.resolve import Ref

_DEED = "whose deed it was"
_DECISION = "whose decision it was"
_VIOLENT = {"ASSAULT", "COERCE"}
_MEANT = ("it", "this", "that")
"""Words for what has just been told."""
_LIKING = word_list("extract.whose_deed.liking")
"""How one judges what 'it' stands for."""
_JUDGING = word_set("extract.whose_deed.judging")
"""How one judges what another has decided."""


def blame(told: ActsTold, trigger: Token, o: Sequence[Ref]) -> None:
    """Keep who is blamed for what ('condemned the raid'), for whoever else judges it."""
    if len(states(o)) == 1:
        told.blamed.update((t.lemma, tuple(o)) for t in valency.logical_objects(trigger) if t.mention is None)


def blamed_before(told: ActsTold, noun: Token, s: Sequence[Ref]) -> list[Ref]:
    """Who has been blamed for it before, by somebody else."""
    return by_rule(of_others(told.blamed.get(noun.lemma, ()), s), _DEED)


def judged(told: ActsTold, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """Whose act a verdict is on: 'A fired lasers at the crew, conduct which B called reckless', 'A left. B called
    it a betrayal'.
    """
    noun = trigger.head
    if trigger.dep == "relcl" and noun is not None and noun.mention is None:
        main = clause_above(noun, trigger) or (noun.head if noun.dep == "conj" else None)
        did = [r for r in other_subjects(told, main, s) if r.entity.kind != "Group"] if main else []
        return by_rule(did, _DEED)
    things = [*valency.logical_objects(trigger), *(t for c in trigger.by("ccomp") for t in c.by("nsubj"))]
    things = [t for t in things if t.i > trigger.i or t.lemma not in told.words["negative"]]
    meant = not things or any(t.mention is None and t.low in _MEANT for t in things)  # '"Shameful," he said'
    acts = [t for t in things if t.lemma in told.words["acts"] and _definite(t) and not _of_somebody(told, t)]
    if not meant and not acts:
        return []
    own = {m.entity for r in s for t in r.token.subtree() if (m := t.mention) is not None}
    near = told.near(sentence, trigger, 1)
    if any(t.low == "it" for t in things):
        # 'Peru called the Chilean raid reckless and asked for calm. Togo condemned it': the raid
        near.sort(key=lambda p: not (p.value == "ACCUSE" and p.o and all(_of_deed(told, r) for r in p.o)))
    joins = trigger.lemma in _JUDGING and bool(things)
    for past in near:
        if not meant and past.value in SAID | FRIENDLY:
            continue  # 'Peru protested. Its envoy called the law a threat': the law is no protest
        others = _to_blame(told, past, s, own, joins=joins)
        if len(states(others)) == 1 and past.value not in FRIENDLY:
            return by_rule(others, _DEED)
    return []


def _of_somebody(told: ActsTold, noun: Token) -> bool:
    """'The step of the outgoing president': whose it is is said, though nobody knows who that is."""
    return any(t.lemma in told.resolver.lexicon.person for t in grammar.after(noun, "of"))


def _to_blame(
    told: ActsTold, past: Past, s: Sequence[Ref], own: Collection[Entity | None], *, joins: bool
) -> list[Ref]:
    """Whose deed an act told before is: his who did it, or his whom it blames for a deed; ``joins``: of what another
    has condemned, 'it' is condemned, too ('Chad condemned the Togolese law. Mali also condemned it').
    """
    if joins and past.value == "ACCUSE" and past.o and not any(same_side(r, past.o) for r in s):
        return of_others(past.o, s)
    if past.value == "ACCUSE" and past.o and all(r.rule == _DEED or _of_deed(told, r) for r in past.o):
        return of_others(past.o, s)  # '"Shameful," said Togo. Peru called it a crime'
    alike = {x.entity for x in s}  # 'the president lamented it. The Senate spoke of an attack': not his
    return [r for r in of_others(past.s, s) if r.entity not in own and r.state not in alike]


def _of_deed(told: ActsTold, blamed: Ref) -> bool:
    """'Called the Chilean raid reckless': whether one is blamed as the one whose deed it is."""
    lists = (told.words[name] for name in ("acts", "resumed", "force_acts", "taken_up"))
    return blamed.token.mention is None and any(blamed.token.lemma in words for words in lists)


def _definite(token: Token) -> bool:
    """'The move', 'this step', and nobody is named whose it is."""
    bare = not any(t.mention is not None or t.tag == "PRP$" for t in token.children)
    return bare and any(c.low in ("the", "this", "that", "these", "those") for c in token.by("det"))


def decided(told: ActsTold, s: Sequence[Ref], sentence: Sentence, trigger: Token) -> list[Ref]:
    """Whose decision it is that is welcomed or condemned: 'Chad dropped its veto. Togo welcomed the move'."""
    if not _judges_decision(told, trigger):
        return []
    if any(c.lemma.lower() in TOO for c in trigger.by("advmod")):
        judging = (p for p in told.near(sentence, trigger, AFFAIR) if p.value in ("SUPPORT", "ACCUSE"))
        last = next(judging, None)
        if last is not None and not any(same_side(r, s) for r in last.s):  # 'Togo, too, praised the decision'
            return by_rule(of_others(last.o, s), _DECISION)
    deciding = _deciding(told, sentence, trigger)
    others = [r for r in of_others(deciding, s) if all(not same_side(x, [r]) for x in s)]
    own = {r.entity for t in valency.logical_subjects(trigger) for p in t.by("poss") for r in told.resolver.actors(p)}
    others = [r for r in others if r.entity not in own]  # 'its commissioner called the decision unwise'
    return by_rule(others, _DECISION) if others and len(states(deciding)) == 1 else []


def _judges_decision(told: ActsTold, trigger: Token) -> bool:
    """Whether a verb judges a step told before ('welcomed the move', 'hailed it'), which nothing says more of."""
    things = valency.logical_objects(trigger)
    if len(things) != 1 or trigger.lemma not in _JUDGING:
        return False
    meant = things[0].low in _MEANT and trigger.lemma in _LIKING
    if not meant and (things[0].lemma not in told.words["steps"] or not _definite(things[0])):
        return False
    return not things[0].by("prep", "relcl", "acl") and grammar.is_verb(trigger) and not grammar.passive(trigger)


def _deciding(told: ActsTold, sentence: Sentence, trigger: Token) -> list[Ref]:
    """Who acted last in the sentence before, else whose act the lead tells, else the subject of the sentence before."""
    number = told.number(sentence)
    before = [p for p in told.near(sentence, trigger, 1) if p.sentence == number - 1]
    if _judged_there(told, number) and not any(p.o for p in before[:1]):
        return []
    found = [r for p in before[:1] for r in p.s] or _of_lead(told, number)
    if before or not number or found:
        return found
    main = next((t for t in told.annotated.sentences[number - 1].tokens if t.dep == "ROOT"), None)
    return [r for t in valency.logical_subjects(main) for r in told.speakers.named(t)] if main else []


def judged_alike(told: ActsTold, sentence: Sentence, trigger: Token) -> bool:
    """'Togo called it a sin. Chad welcomed it': whether both judge a thing of which nobody knows whose it is."""
    things = valency.logical_objects(trigger) if trigger.lemma in _JUDGING else []
    number = told.number(sentence)
    return any(t.low in _MEANT for t in things) and _judged_there(told, number)


def _judged_there(told: ActsTold, number: int) -> bool:
    """Whether the sentence before one tells how somebody judges 'it'."""
    before = told.annotated.sentences[number - 1].tokens if number else ()
    main = next((t for t in before if t.dep == "ROOT"), None)
    calls = main is not None and main.lemma in (*_JUDGING, "call", "describe", "label", "oppose", "reject", "term")
    things = [*main.by("dobj"), *(s for c in main.by("ccomp") for s in c.by("nsubj"))] if main is not None else []
    return calls and any(t.low in _MEANT for t in things)


def _of_lead(told: ActsTold, number: int) -> list[Ref]:
    """Whose act the lead of a report tells, where nobody else has acted since."""
    acts = [p for p in told.past if p.value not in (*SAID, "SUPPORT", "CONSULT")]
    lead = acts[0] if acts and acts[0].sentence <= 1 and number > 1 else None
    if lead is None or any(states(p.s) != states(lead.s) for p in acts):
        return []
    return list(lead.s)


def deed(told: ActsTold, kinds: Collection[str], s: Sequence[Ref], trigger: Token) -> tuple[list[Ref], int]:
    """Whose deed 'the raid' or 'this blockade' is, and where that is told: of the last one of that kind."""
    kinds = {*kinds, *(_VIOLENT if _VIOLENT & set(kinds) else ())}
    deeds = [p for p in reversed(told.past) if p.at < trigger.start and p.value in kinds and p.done]
    last = next(iter(deeds), None)
    deeds = [p for p in deeds if p.o or p.value != "MOBILIZE"]  # 'the intrusion' is into somebody's land
    if last is not None and last not in deeds and not any(states(p.s) == states(last.s) for p in deeds[:1]):
        return [], 0  # 'Chad's army moved into the zone. Mali condemned the deployment': not that of another before
    past = next((p for p in deeds if any(same_side(r, s) for r in p.o)), next(iter(deeds), None))
    if past is None or len(states(past.s)) != 1 or ("SANCTION" in kinds and _joined_by_others(past, deeds)):
        return [], 0
    return by_rule((r for r in of_others(past.s, s) if r.rule != NAMELESS), _DEED), past.at


def _joined_by_others(past: Past, deeds: Sequence[Past]) -> bool:
    """'Chad, Mali and Togo cut their ties with Peru': 'the boycott' is that of several, not of the one told last."""
    upon = {r.entity for r in past.o}
    alike = (p for p in deeds if p.value == past.value and upon & {r.entity for r in p.o})
    return any(states(p.s) != states(past.s) for p in alike)


def done(told: ActsTold, verb: Token, noun: Token, s: Sequence[Ref]) -> list[Ref]:
    """Who has done by a verb of this sentence what was done to the one whom a noun names."""
    past = told.of_verb(verb)
    upon = {r.entity for r in told.resolver.actors(noun)}
    hit = past is not None and any(r.entity in upon for r in past.o)
    return by_rule(of_others(past.s, s), _DEED) if past is not None and hit else []


def did(told: ActsTold, verb: Token, s: Sequence[Ref]) -> list[Ref]:
    """Who has acted by a verb of this sentence."""
    past = told.of_verb(verb)
    others = of_others(past.s, s) if past is not None else []
    return by_rule(others, _DEED) if len(states(others)) == 1 else []
