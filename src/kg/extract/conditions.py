"""Conditions on the arguments of an event that lists of words cannot say (``about:`` of a frame).

Each is a small question about grammar and kinds: is the visitor a person, do forces move, was a ship stopped.
The words that they need are in ``graph/lexicon/events.yaml``.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.extract import conditions_deeds as done
from kg.extract import conditions_measures as more
from kg.extract import conditions_words as said
from kg.extract.event_args import ORGANISATIONS, Args, forces, pair
from kg.link.resolve import STATE_KINDS

__all__ = ["CONDITIONS", "Args"]

CONDITIONS: dict[str, Callable[[Args], bool]] = {
    "pair": pair,
    "talks": pair,
    "forces": forces,
    "forces_noun": lambda a: all(r.entity.kind != "Person" for r in a.s),
    "forces_of": forces,
    "by_body": lambda a: all(r.entity.kind in ORGANISATIONS for r in a.s),
    "forces_arrive": lambda a: forces(a) and (not a.objects) and all(r.entity.kind != "Group" for r in a.s),
    "forces_move": lambda a: (
        forces(a) and (not any(t.lemma in ("missile", "rocket", "shell", "bomb") for t in a.s_tokens))
    ),
    "person": lambda a: any(r.entity.kind == "Person" for r in a.o),
    "body": said.body,
    "visitor": said.person_abroad,
    "visitor_capital": said.visitor_capital,
    "own_word": said.own_word,
    "met_before": said.met_before,
    "praise": lambda a: not said.whatever(a) and (not a.trigger.by("neg")),
    "by_name": lambda a: all(t.mention is not None and t.mention.kind in STATE_KINDS for t in a.o_tokens),
    "infinitive": said.infinitive,
    "not_host": lambda a: not said.host(a),
    "recognised": said.recognised,
    "granted": said.granted,
    "pair_not_agreed": said.not_agreed,
    "given": done.given,
    "withdrawal": done.withdrawal,
    "forces_leave": done.forces_leave,
    "withdrawal_noun": done.withdrawal_noun,
    "foreign_order": said.foreign_order,
    "general": said.general,
    "asked": said.asked,
    "called": said.called,
    "demanded": said.demanded,
    "join": said.join,
    "words": said.words,
    "judged": said.judged,
    "violence": said.violence,
    "told_to_leave": said.told_to_leave,
    "thing": said.thing,
    "breach": said.breach,
    "not_comment": said.not_comment,
    "denied": said.denied,
    "verdict_on": said.verdict_on,
    "hostile_will": said.hostile_will,
    "uttered": said.uttered,
    "marched": said.marched,
    "crowd": said.crowd,
    "protested": said.protested,
    "expelled": done.expelled,
    "suspending": done.suspending,
    "not_home": done.not_home,
    "forces_through": done.through,
    "forces_track": done.track,
    "strengthened": done.strengthened,
    "alone": done.alone,
    "imposed": done.imposed,
    "militarily": done.militarily,
    "scrambled": done.scrambled,
    "taken": done.taken,
    "vessels": done.vessels,
    "force_verbs": done.force_verbs,
    "assailant": done.assailant,
    "violent": done.violent,
    "war_noun": done.war_noun,
    "material": done.material,
    "received": done.received,
    "stopped_supply": done.stopped_supply,
    "people": done.people,
    "by_arms": done.by_arms,
    "land_taken": done.land_taken,
    "tested": done.tested,
    "called_to": said.called_to,
    "shot": done.shot,
    "other_side": done.other_side,
    "told_to": said.told_to,
    "deadline": said.deadline,
    "spoken_of": said.spoken_of,
    "good_list": more.good_list,
    "called_off": more.called_off,
    "debt": more.debt,
    "goods": more.goods,
    "punished": more.punished,
    "spied": more.spied,
    "land_given": more.land_given,
    "given_up": more.given_up,
    "deadly": lambda a: (
        not {c.lemma for c in a.trigger.children} & a.words["figurative"]
        and all(r.entity.kind != "Person" for r in a.s)
    ),
    "not_force": lambda a: not forces(a) and done.other_side(a),
}
