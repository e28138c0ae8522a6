"""Whom an act is likeliest upon where no rule finds that, and whether it is told at all.

A conditional logit (McFadden 1974), as for dates (``likely_dates.py``): each state and body that the text has named and
"nobody who is named" compete, each by what is known of it and of the act. Of an act that is told only where it is known
upon whom (``needs: [s, o]`` of a frame), "no act is told" competes too. The weights are data
(``graph/frames/targets.json``), which ``tools/fit_targets.py`` fits to annotated text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kg.core.annotated import Token
from kg.extract import valency
from kg.extract.addressees import Addressees
from kg.extract.role_search import Found, Sought
from kg.extract.weights import likelihoods, read_weights
from kg.link.references import PLACE_KINDS, STATE_KINDS
from kg.link.resolve import Ref, Resolver, Seen

WEIGHTS = "graph/frames/targets.json"
"""Where a project has its weights."""
RULE = "the likeliest of those named"
"""How one is linked whom only his likelihood tells."""
_TOLD = 0.7
"""How likely it must be that an act is told."""
_SURE = 0.5
"""How likely one must be among all whom such an act may be upon; else it is told of nobody."""
_AHEAD = 5.0
"""How many times as likely as nobody one must be where the act is told in any case."""
_REACH = 8
"""Sentences from the act within which whoever is named is offered; farther off, the two named most and those of the
title are.
"""
_FAR = 6
_LONGEST = 4
"""Edges between the act and a name that tell one way from another."""
_PAST = 3
"""Sentences back within which it matters what somebody has done."""
_UNOFFERED = PLACE_KINDS | {"Person", "Treaty"}


@dataclass(frozen=True, slots=True)
class Offer:
    """Whom an act may be upon, or nobody, with what speaks for and against it."""

    refs: tuple[Ref, ...]
    features: frozenset[str]


@dataclass(frozen=True, slots=True)
class Offered:
    """All that an act is offered, nobody first; ``untold``: what speaks for and against that no act is told."""

    offers: Sequence[Offer]
    untold: frozenset[str]


class TargetOffers:
    """Whom the acts of one document may be upon, by what it has named and told so far."""

    def __init__(self, resolver: Resolver, addressees: Addressees) -> None:
        self._resolver, self._addressees = resolver, addressees

    def of(self, sought: Sought) -> Offered:
        """Nobody, then each state and body that is named, by their IRIs."""
        act = _Act(sought, self._resolver)
        named = self._named(act)
        offers = [Offer((), act.against())]
        for iri, seen in sorted(named.items()):
            if self._offered(act, iri, seen):
                refs = self._resolver.refer(seen[-1].entity, sought.trigger, RULE, seen[-1].entity.name)
                offers.append(Offer(tuple(refs), frozenset(self._features(act, iri, seen))))
        return Offered(offers, act.untold())

    def _named(self, act: _Act) -> dict[str, list[Seen]]:
        """By IRI: where states and bodies are named up to the sentence of an act, but for its actors."""
        if act.named is None:
            act.named = defaultdict(list)
            for seen in self._resolver.seen:
                told = seen.sentence <= act.number and seen.entity.kind not in _UNOFFERED
                if told and seen.entity.iri not in act.own:
                    act.named[seen.entity.iri].append(seen)
        return act.named

    def _offered(self, act: _Act, iri: str, seen: Sequence[Seen]) -> bool:
        near = act.nearest(seen)
        return act.number - near.sentence <= _REACH or iri in self._most[:2] or iri in self._title

    @cached_property
    def _most(self) -> list[str]:
        """The states that the text names most, by IRI."""
        return [entity.iri for entity, _ in self._resolver._states_named.most_common(4)]

    @cached_property
    def _title(self) -> frozenset[str]:
        sentences = self._resolver.annotated.sentences
        return frozenset(s.entity.iri for s in self._resolver.seen if sentences[s.sentence].segment.kind == "title")

    def _features(self, act: _Act, iri: str, seen: Sequence[Seen]) -> set[str]:
        """What is known of somebody named, for one act."""
        value, near, back = act.value, act.nearest(seen), act.back(seen)
        before = [s for s in seen if s.at < act.trigger.start]
        rank = self._most.index(iri) if iri in self._most else len(self._most)
        few = act.states_around(self._named(act))
        found = {
            f"back={back}", f"{value}~back={back}", f"role={near.role}", f"{value}~role={near.role}",
            f"subject={near.subject}~back={back}", f"kind={near.entity.kind}", f"{value}~kind={near.entity.kind}",
            f"rank={rank}", f"back={back}~rank={rank}", f"title={iri in self._title}",
            f"{value}~title={iri in self._title}~rank={rank}", f"back={back}~around={few}",
            f"again={bool(before) and near.at < act.trigger.start < seen[-1].at}",
        }  # fmt: skip
        return found | self._in_sentence(act, seen) | set(self._by_deeds(act, iri))

    def _in_sentence(self, act: _Act, seen: Sequence[Seen]) -> set[str]:
        """How it stands in the sentence of the act."""
        found, inside = set(), False
        for one in [s for s in seen if s.sentence == act.number][:3]:
            token = act.tokens.get(one.at)
            if token is not None:
                way = _way(act.trigger, token)
                found |= {f"way={way}", f"{act.value}~way={way}", f"way={way}~{one.role}"}
                inside |= act.trigger in token.ancestors()
        return found | {f"inside={inside}", f"{act.value}~inside={inside}"}

    def _by_deeds(self, act: _Act, iri: str) -> Iterator[str]:
        """What it has done to the actor, or the other way round, and what it has done at all, just before."""
        told = untold = 0
        for past in reversed(self._addressees.past):
            if past.at >= act.trigger.start:
                continue
            doers, upon = _sides(past.s), _sides(past.o)
            back = min(act.number - past.sentence, _PAST)
            if told < 2 and ((iri in doers and upon & act.own) or (iri in upon and doers & act.own)):
                told += 1
                by = "by" if iri in doers else "upon"
                yield from (f"past={past.value} {by}~{back}", f"{act.value}~past={past.value} {by}")
                yield f"{act.value}~past {by}~{back}"
            if back < _PAST and untold < 2 and (iri in doers or iri in upon):
                untold += 1
                by = "by" if iri in doers else "upon"
                yield from (f"did={past.value} {by}~{back}", f"{act.value}~did={past.value} {by}")
                yield f"{act.value}~{act.thing}~did={past.value} {by}"
        if not told:
            yield f"{act.value}~no past"
        if not untold:
            yield f"{act.value}~did nothing"


class _Act:
    """An act of which it is asked whom it is upon."""

    def __init__(self, sought: Sought, resolver: Resolver) -> None:
        self.sought, self.trigger, self.value = sought, sought.trigger, sought.value
        self.number = resolver.sentence_of.get(sought.trigger.start, 0)
        self.tokens = {t.start: t for t in sought.sentence.tokens}
        states = (resolver.entities.state_of(r.entity) for r in sought.s)
        own = [*(e for r in sought.s for e in (r.entity, r.state)), *states]
        self.own = {e.iri for e in own if e is not None}
        things = valency.logical_objects(sought.trigger)
        self.thing = things[0].lemma if things else "nothing"
        self.named: dict[str, list[Seen]] | None = None

    def nearest(self, seen: Sequence[Seen]) -> Seen:
        """The last mention before the act, or the first behind it."""
        before = [s for s in seen if s.at < self.trigger.start]
        return before[-1] if before else seen[0]

    def back(self, seen: Sequence[Seen]) -> str:
        """How many sentences back the nearest mention is, in steps."""
        near = self.nearest(seen)
        back = self.number - near.sentence
        if near.at > self.trigger.start:
            return "behind"
        return str(back) if back <= 2 else "some" if back < _FAR else "far"

    def states_around(self, named: Mapping[str, Sequence[Seen]]) -> int:
        """How many other states this sentence and the one before name, four at most."""
        near = (s for s in named.values() if s[0].entity.kind in STATE_KINDS and s[-1].sentence >= self.number - 1)
        return min(sum(1 for _ in near), 4)

    def against(self) -> frozenset[str]:
        """What is known where it is upon nobody who is named."""
        return frozenset(f"nobody: {name}" for name in self._of_act())

    def untold(self) -> frozenset[str]:
        """What is known where no act is told."""
        actor = min((r.rule for r in self.sought.s), default="")
        needs = "o" in self.sought.frame.needs
        more = {f"actor={actor}", f"{self.value}~actor={actor}", f"needs={needs}", f"{self.value}~needs={needs}"}
        return frozenset(f"untold: {name}" for name in self._of_act() | more)

    def _of_act(self) -> set[str]:
        trigger, value = self.trigger, self.value
        below = " ".join(sorted(c.dep for c in trigger.children if c.dep in _BELOW))
        states = self.states_around(self.named or {})
        return {
            "always", value, self.sought.frame.id, f"trigger={trigger.lemma}", f"around={states}",
            f"{value}~around={states}", f"thing={self.thing}", f"{value}~thing={self.thing}", f"dep={trigger.dep}",
            f"{value}~dep={trigger.dep}", f"below={below}",
        }  # fmt: skip


_BELOW = frozenset({"acl", "ccomp", "dobj", "prep", "xcomp"})


def _way(trigger: Token, token: Token) -> str:
    """The labels on the way from an act up and down to a name: ``advcl>dobj.prep:of.pobj``; ``far``: a long one."""
    above = [trigger, *trigger.ancestors()]
    place = {id(t): n for n, t in enumerate(above)}
    down: list[str] = []
    at: Token | None = token
    while at is not None and id(at) not in place:
        down.append(f"{at.dep}:{at.lemma}" if at.dep in ("prep", "agent") else at.dep)
        at = at.head
    if at is None:
        return "none"
    up = [t.dep for t in above[: place[id(at)]]]
    return "^".join(up) + ">" + ".".join(reversed(down)) if len(up) + len(down) <= _LONGEST else f"far {len(up)}"


def _sides(refs: Iterable[Ref]) -> set[str]:
    """The IRIs of some and of those for whom they act."""
    return {e.iri for r in refs for e in (r.entity, r.state) if e is not None}


@dataclass(frozen=True, slots=True)
class LikelyTargets:
    """Chooses among offers; without weights, acts are upon nobody, or not told."""

    weights: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> LikelyTargets:
        """The weights of a file; DataError where it holds none."""
        return cls(read_weights(path, "tools/fit_targets.py").weights)

    def of(self, sought: Sought, offered: Offered, *, told: bool) -> Offer | None:
        """Whom an act is upon; None where likely none is told, unless one is ``told`` in any case."""
        if not self.weights or len(offered.offers) == 1:
            return offered.offers[0] if told else None
        *likely, untold = likelihoods(self.weights, [*(o.features for o in offered.offers), offered.untold])
        most = max(range(len(likely)), key=lambda n: (likely[n], -n))
        if told:
            return offered.offers[most if likely[most] >= _AHEAD * likely[0] else 0]
        if 1 - untold < _TOLD:
            return None
        return offered.offers[most if likely[most] >= _SURE * (1 - untold) else 0]


class TargetChooser:
    """Finds the likeliest targets in one document."""

    def __init__(self, likely: LikelyTargets, offers: TargetOffers) -> None:
        self._likely, self._offers = likely, offers

    def of(self, sought: Sought, *, told: bool) -> Found | None:
        """Whom an act is likeliest upon; None where no act is likely told, unless one is ``told`` in any case."""
        offer = self._likely.of(sought, self._offers.of(sought), told=told)
        return Found(list(offer.refs), [sought.trigger] * len(offer.refs)) if offer is not None else None
