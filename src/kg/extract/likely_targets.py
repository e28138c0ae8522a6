"""Whom an act is likeliest upon where no rule finds that, and whether it is told at all.

A conditional logit (McFadden 1974), as for dates (``likely_dates.py``): each state and body that the text has named and
"nobody who is named" compete, each by what is known of it and of the act. Of an act that is told only where it is known
upon whom (``needs: [s, o]`` of a frame), "no act is told" competes too. The weights are data
(``graph/frames/targets.json``), which ``tools/fit_targets.py`` fits to annotated text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.core.annotated import Token
from kg.core.lazy import cached_property
from kg.extract import valency
from kg.extract.acts_told import Past
from kg.extract.addressees import Addressees
from kg.extract.nearby import friend_of_actor
from kg.extract.role_search import Found, Sought
from kg.extract.set_aside import befell, bidders, opposed, set_apart
from kg.extract.sides import themselves
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
_LAST = 2
"""How many deeds of somebody are looked at, the last first."""
_JUDGED = frozenset({"ACCUSE", "PROTEST", "REJECT"})
"""How a deed is judged that befell somebody."""
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

    def __init__(self, resolver: Resolver, addressees: Addressees, words: Mapping[str, frozenset[str]]) -> None:
        self._resolver, self._addressees, self._words = resolver, addressees, words

    def of(self, sought: Sought) -> Offered:
        """Nobody, then each state and body that is named, by their IRIs."""
        act = _Act(sought, self._resolver, self._addressees.past)
        offers = [Offer((), act.against())]
        for iri, named in sorted(act.named.items()):
            if act.comes_from(named) or self._not_meant(act, named):
                continue
            if named.back <= _REACH or iri in self._most[:2] or iri in self._title:
                entity = named.seen[-1].entity
                refs = self._resolver.refer(entity, sought.trigger, RULE, entity.name)
                offers.append(Offer(tuple(refs), frozenset(self._features(act, iri, named))))
        return Offered(offers, act.untold())

    def _not_meant(self, act: _Act, named: _Named) -> bool:
        """'Unlike Chad, Togo rejected it', 'condemned the storming of the Chadian embassy', 'backed the steps against
        Chad': nothing is done to Chad.
        """
        here = [act.tokens.get(s.at) for s in named.seen if s.sentence == act.number]
        judged = act.value in _JUDGED
        if any(t is b for t in here for b in bidders(act.trigger)):
            return True
        if any(t is not None and friend_of_actor(t, act.trigger) for t in here):
            return True
        if act.value == "SUPPORT" and any(t is not None and opposed(t, act.trigger) for t in here):
            return True
        return any(t is not None and (set_apart(t) or (judged and befell(t, act.trigger, self._words))) for t in here)

    @cached_property
    def _most(self) -> list[str]:
        """The states that the text names most, by IRI."""
        return [entity.iri for entity, _ in self._resolver._states_named.most_common(4)]

    @cached_property
    def _title(self) -> frozenset[str]:
        sentences = self._resolver.annotated.sentences
        return frozenset(s.entity.iri for s in self._resolver.seen if sentences[s.sentence].segment.kind == "title")

    def _features(self, act: _Act, iri: str, named: _Named) -> set[str]:
        """What is known of somebody named, for one act."""
        value, near, back, title = act.value, named.near, named.steps, iri in self._title
        rank = self._most.index(iri) if iri in self._most else len(self._most)
        found = {
            f"back={back}", f"{value}~back={back}", f"role={near.role}", f"{value}~role={near.role}",
            f"subject={near.subject}~back={back}", f"kind={near.entity.kind}", f"{value}~kind={near.entity.kind}",
            f"rank={rank}", f"back={back}~rank={rank}", f"title={title}", f"{value}~title={title}~rank={rank}",
            f"back={back}~around={act.around}", f"again={named.again}",
        }  # fmt: skip
        return found | _in_sentence(act, named) | set(_by_deeds(act, iri))


@dataclass(frozen=True, slots=True)
class _Named:
    """Somebody named up to the sentence of an act: where, and the last time before the act, or the first behind it."""

    seen: Sequence[Seen]
    near: Seen
    back: int
    """How many sentences back that is."""
    behind: bool

    @classmethod
    def of(cls, seen: Sequence[Seen], at: int, number: int) -> _Named:
        """Of an act at an offset, in the sentence of a number."""
        before = bisect_left(seen, at, key=lambda s: s.at)
        near = seen[before - 1] if before else seen[0]
        return cls(seen, near, number - near.sentence, near.at > at)

    @property
    def steps(self) -> str:
        """How many sentences back, in steps."""
        if self.behind:
            return "behind"
        return str(self.back) if self.back <= 2 else "some" if self.back < _FAR else "far"

    @property
    def again(self) -> bool:
        """Whether it is named before the act and behind it."""
        return not self.behind and self.seen[-1] is not self.near


@dataclass(frozen=True, slots=True)
class _Deed:
    """What was told before an act: by whom, upon whom (by IRIs), how many sentences back."""

    value: str
    by: frozenset[str]
    upon: frozenset[str]
    back: int


class _Act:
    """An act of which it is asked whom it is upon; ``past`` is what was told before it."""

    def __init__(self, sought: Sought, resolver: Resolver, past: Sequence[Past]) -> None:
        self.sought, self.trigger, self.value = sought, sought.trigger, sought.value
        at, number = sought.trigger.start, resolver.sentence_of.get(sought.trigger.start, 0)
        self.tokens = {t.start: t for t in sought.sentence.tokens}
        states = (resolver.entities.state_of(r.entity) for r in sought.s)
        self.own = _sides(sought.s) | {e.iri for e in states if e is not None}
        things = valency.logical_objects(sought.trigger)
        self.thing = things[0].lemma if things else "nothing"
        told: dict[str, list[Seen]] = defaultdict(list)
        for seen in resolver.seen:
            offered = seen.sentence <= number and seen.entity.kind not in _UNOFFERED
            if offered and seen.entity.iri not in self.own:
                told[seen.entity.iri].append(seen)
        self.named = {iri: _Named.of(seen, at, number) for iri, seen in told.items()}
        states_near = (n for n in self.named.values() if n.near.entity.kind in STATE_KINDS)
        self.around = min(sum(n.seen[-1].sentence >= number - 1 for n in states_near), 4)
        """How many other states this sentence and the one before name, four at most."""
        before = (p for p in reversed(past) if p.at < at)
        self.deeds = [_Deed(p.value, _sides(p.s), _sides(p.o), min(number - p.sentence, _PAST)) for p in before]
        self.number = number

    def against(self) -> frozenset[str]:
        """What is known where it is upon nobody who is named."""
        return frozenset(f"nobody: {name}" for name in self._told)

    def untold(self) -> frozenset[str]:
        """What is known where no act is told."""
        actor = min((r.rule for r in self.sought.s), default="")
        needs = "o" in self.sought.frame.needs
        more = {f"actor={actor}", f"{self.value}~actor={actor}", f"needs={needs}", f"{self.value}~needs={needs}"}
        return frozenset(f"untold: {name}" for name in self._told | more)

    def comes_from(self, named: _Named) -> bool:
        """'Rockets fired from Chad by rebels': Chad is where they were fired."""
        here = [self.tokens.get(s.at) for s in named.seen if s.sentence == self.number]
        at = [t for t in here if t is not None]
        whence = [p for p in self.trigger.by("prep") if p.lemma == "from"] if self.value == "ASSAULT" else []
        return bool(at) and bool(whence) and all(any(p in t.ancestors() for p in whence) for t in at)

    @cached_property
    def _told(self) -> set[str]:
        trigger, value, around = self.trigger, self.value, self.around
        below = " ".join(sorted(c.dep for c in trigger.children if c.dep in _BELOW))
        return {
            "always", value, self.sought.frame.id, f"trigger={trigger.lemma}", f"around={around}",
            f"{value}~around={around}", f"thing={self.thing}", f"{value}~thing={self.thing}", f"dep={trigger.dep}",
            f"{value}~dep={trigger.dep}", f"below={below}",
        }  # fmt: skip


def _in_sentence(act: _Act, named: _Named) -> set[str]:
    """How somebody stands in the sentence of an act."""
    found, inside = set(), False
    for one in [s for s in named.seen if s.sentence == act.number][:3]:
        token = act.tokens.get(one.at)
        if token is not None:
            way = _way(act.trigger, token)
            found |= {f"way={way}", f"{act.value}~way={way}", f"way={way}~{one.role}"}
            inside |= act.trigger in token.ancestors()
    return found | {f"inside={inside}", f"{act.value}~inside={inside}"}


def _by_deeds(act: _Act, iri: str) -> Iterator[str]:
    """What somebody has done to the actor, or the other way round, and what he has done at all, just before."""
    to_actor = done = 0
    for deed in act.deeds:
        by = "by" if iri in deed.by else "upon" if iri in deed.upon else ""
        if not by:
            continue
        if to_actor < _LAST and ((by == "by" and deed.upon & act.own) or (iri in deed.upon and deed.by & act.own)):
            to_actor += 1
            yield from (f"past={deed.value} {by}~{deed.back}", f"{act.value}~past={deed.value} {by}")
            yield f"{act.value}~past {by}~{deed.back}"
        if deed.back < _PAST and done < _LAST:
            done += 1
            yield from (f"did={deed.value} {by}~{deed.back}", f"{act.value}~did={deed.value} {by}")
            yield f"{act.value}~{act.thing}~did={deed.value} {by}"
    if not to_actor:
        yield f"{act.value}~no past"
    if not done:
        yield f"{act.value}~did nothing"


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


def _sides(refs: Iterable[Ref]) -> frozenset[str]:
    """The IRIs of some and of those for whom they act."""
    return frozenset(e.iri for e in themselves(refs))


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
