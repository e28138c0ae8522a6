"""Envoys who are named: 'recalled its ambassador to Chile, Ana Ruiz, for consultations'."""

from __future__ import annotations

from collections.abc import Sequence

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract import valency
from kg.extract.conditions_deeds import other_side
from kg.extract.event_args import Args
from kg.extract.office_held import POSTED
from kg.extract.sides import same_side
from kg.link.resolve import STATE_KINDS, Ref, Resolver

_POST = "where the envoy is posted"


def sent_there(a: Args) -> bool:
    """Whether it was found by the title of the envoy who is called home; no ship is meant ('recalled it')."""
    thing = any(o.low == "it" or (o.tag in ("NN", "NNS") and o.lemma not in a.words["sent"]) for o in a.objects)
    return not thing and envoys_home(a) and all(r.rule == _POST for r in a.o)


def envoys_home(a: Args) -> bool:
    """'Recalled its man in Lima', not 'its men', who are soldiers, nor 'called her home to become minister'."""
    if any(_another_post(c) for c in a.trigger.by("xcomp", "advcl")):
        return False
    return not any(o.lemma in ("man", "woman") and o.tag == "NNS" for o in a.objects)


_POSTS = word_set("extract.envoys.posts")


def _another_post(purpose: Token) -> bool:
    """'To take over the department', 'to become deputy minister': why an envoy leaves who is not recalled in anger."""
    over = purpose.lemma == "take" and any(p.low in ("over", "up") for p in purpose.by("prt", "advmod"))
    return any(a.tag == "TO" for a in purpose.by("aux")) and (over or purpose.lemma in _POSTS)


def note_protests(a: Args) -> bool:
    """'A note of protest was handed to their envoy', 'representations were made to him'; no note of thanks."""
    things = [t for o in a.objects for t in o.subtree()]
    named = {w for t in things for w in (t.lemma.lower(), *t.low.split())}
    return other_side(a) and bool(named & {"protest", "protests", "demarche", "démarche", "representation"})


def posted(resolver: Resolver, s: Sequence[Ref], trigger: Token) -> list[Ref]:
    """The state that the title of the envoy who is the object says that he is sent to."""
    for token in valency.logical_objects(trigger):
        if found := [r for r in _hosts(resolver, token) if not same_side(r, s)]:
            return found[:1]
    return []


def _hosts(resolver: Resolver, envoy: Token) -> list[Ref]:
    """Where the title before a name says that an envoy is posted: 'Togo's *ambassador in Accra*, Ana Ruiz'."""
    mention = envoy.mention
    if mention is None or mention.kind != "Person":
        return []
    to = POSTED.search(resolver.text, mention.span[0], mention.start)
    inside = resolver.entities.inside(to.end(), mention.start) if to is not None else ()
    return [Ref(e, envoy, _POST, e.name, e) for e in inside if e.kind in STATE_KINDS]


def host_and_sender(resolver: Resolver, envoy: Token) -> tuple[Ref, Ref] | None:
    """Where an envoy of whom a passive is said is posted, and whose he is."""
    hosts = _hosts(resolver, envoy)
    senders = [
        Ref(r.state, envoy, "whose envoy he is", r.words, r.state)
        for r in resolver.actors(envoy)
        if r.state is not None
    ]
    if len(hosts) != 1 or len(senders) != 1 or hosts[0].entity == senders[0].entity:
        return None
    return hosts[0], senders[0]
