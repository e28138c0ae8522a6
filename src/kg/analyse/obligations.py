"""Who would be obliged to do what if one state attacked another: by articles of treaties in force, and by nothing else.

The rows of ``graph/reference/obligations.tsv`` say what an article obliges to, ``reach.tsv`` what calls upon it,
``areas.tsv`` and ``declarations.tsv`` where, and what governments said of that. From the target on, step by step:
whoever must defend it may be attacked in turn, and then its own allies are asked. A state is a target once, so cycles
end. Every row has the chain of articles that leads to it, its conditions (met or open), and the pages it rests on.

Also told: what binds the attacker toward the target; what others owe the attacker; who is party to conflicting
obligations; and who is not obliged though tied to the target by treaty or called its ally.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from kg.analyse.reach import Attack, Condition, Scope
from kg.analyse.terms import table
from kg.analyse.treaties import Treaties, pages, row_name, the
from kg.reference.rows import Obligation, Treaty

Verdict = Literal["owed", "open", "not owed"]


@dataclass(frozen=True, slots=True)
class Link:
    """One article on the way: who owes whom."""

    obliged: str
    owed_to: str
    treaty: str
    article: str


@dataclass(frozen=True, slots=True)
class Duty:
    """What one state owes another by one article, and what must be so for it.

    ``step`` 1 is owed to the target; ``step`` 2 to a state that defends it, should that be attacked too, and so on.
    ``act`` is a word (defend, consult, grant access, supply...), ``kind`` the obligation type of the ontology.
    """

    step: int
    obliged: str
    act: str
    kind: str
    owed_to: str
    treaty: str
    title: str
    article: str
    trigger: str
    area: str
    summary: str
    status: str
    conditions: tuple[Condition, ...]
    chain: tuple[Link, ...]
    sources: tuple[str, ...]
    basis: str
    claims: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        states = {condition.state for condition in self.conditions}
        return "not owed" if "unmet" in states else "open" if "open" in states else "owed"

    @property
    def open(self) -> tuple[Condition, ...]:
        """The conditions left open."""
        return tuple(c for c in self.conditions if c.state == "open")


@dataclass(frozen=True, slots=True)
class NotObliged:
    """A state that owes the target no defence though it is tied to it: the ties, and why they do not oblige."""

    state: str
    ties: tuple[str, ...]
    why: str
    sources: tuple[str, ...]
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """One state, bound to help and bound to refrain: both duties."""

    state: str
    helps: Duty
    against: Duty


@dataclass(frozen=True, slots=True)
class CalledAlly:
    """A state that a source calls an ally of the target: the claims that say so (ids), and the pages they are on."""

    state: str
    claims: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToldPact:
    """A treaty of mutual defence in force that only sources tell of, with one other party."""

    treaty: str
    title: str
    party: str
    claims: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer. ``excluded`` are articles that do not reach the case, ``standing`` what an attack does
    not call.
    """

    attack: Attack
    day: str
    duties: tuple[Duty, ...]
    standing: tuple[Duty, ...]
    pledges: tuple[Duty, ...]
    to_attacker: tuple[Duty, ...]
    excluded: tuple[Duty, ...]
    not_obliged: tuple[NotObliged, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(slots=True)
class _Search:
    duties: list[Duty] = field(default_factory=list)
    excluded: list[Duty] = field(default_factory=list)


def obligations(
    treaties: Treaties,
    attack: Attack,
    *,
    steps: int = 2,
    called: Iterable[CalledAlly] = (),
    pacts: Iterable[ToldPact] = (),
) -> Answer:
    """The answer for one attack, as of the day of ``treaties``. ``steps`` bounds how far a war may spread.

    ``called`` are states that sources call allies of the target; they are looked at, and oblige nobody. ``pacts`` are
    treaties of mutual defence that only sources tell of: what they oblige to stays open.
    """
    engine = _Engine(treaties, attack)
    search = engine.spread(steps)
    search.duties += engine.told_of(pacts)
    search.duties.sort(key=_order)
    help_ = [*search.duties]
    standing = engine.standing({d.obliged for d in help_ if d.act == "defend" and d.step == 1})
    to_attacker = engine.owed_to_attacker()
    return Answer(
        attack=attack, day="" if treaties.day.year == 9999 else treaties.day.isoformat(),
        duties=tuple(help_), standing=tuple(standing), pledges=tuple(engine.pledges(attack.attacker, attack.target)),
        to_attacker=tuple(to_attacker), excluded=tuple(search.excluded),
        not_obliged=tuple(engine.not_obliged(search, called)), conflicts=tuple(engine.conflicts(help_, to_attacker)),
    )  # fmt: skip


class _Engine:
    def __init__(self, treaties: Treaties, attack: Attack) -> None:
        self.treaties = treaties
        self.attack = attack
        self.scope = Scope(treaties)
        self.acts: dict[str, tuple[str, str]] = {k: (v[0], v[1]) for k, v in table("obligations")["acts"].items()}
        rows = treaties.reference.rows(Obligation)
        self.rows = [row for row in rows if row.obligation in self.acts and not self.scope.defines_only(row)]

    # --- what an attack calls upon ---

    def spread(self, steps: int) -> _Search:
        """Duties to the target, then to those who must defend it, breadth first; each state is a target once."""
        search = _Search()
        seen = {self.attack.target, self.attack.attacker}
        told: set[tuple[frozenset[str], str, str]] = set()
        wave: list[tuple[Attack, tuple[Link, ...]]] = [(self.attack, ())]
        owed: set[str] = set()
        bound: set[tuple[str, str]] = set()  # who has a duty by a treaty already, from an earlier step
        for step in range(1, steps + 1):
            following: list[tuple[Attack, tuple[Link, ...]]] = []
            for attack, chain in wave:
                found = [
                    d for d in self._called(step, attack, chain)
                    if _pair(d) not in told and (d.obliged, d.treaty) not in bound
                ]  # fmt: skip
                if step > 1:  # the same duty is not told the other way round
                    told |= {_pair(d) for d in found}
                for duty in found:
                    (search.excluded if duty.verdict == "not owed" else search.duties).append(duty)
                helpers = [d for d in found if d.act == "defend" and d.verdict != "not owed" and d.obliged not in seen]
                owed |= {d.obliged for d in helpers if d.verdict == "owed"}
                for duty in helpers:
                    if duty.obliged not in seen:
                        seen.add(duty.obliged)
                        on = replace(attack, target=duty.obliged, on="forces")
                        following.append((on, duty.chain))
            told |= {_pair(d) for d in search.duties}
            bound |= {(d.obliged, d.treaty) for d in search.duties}
            wave = sorted(following, key=lambda item: item[0].target not in owed)
        search.duties.sort(key=_order)
        search.excluded.sort(key=_order)
        return search

    def _called(self, step: int, attack: Attack, chain: tuple[Link, ...]) -> Iterator[Duty]:
        for row, obliged, owed_to in self._pairs():
            if self.acts[row.obligation][1] != "called" or not self.scope.cases(row):
                continue
            general = any(case.case == "threat" for case in self.scope.cases(row))
            if not (owed_to == attack.target or (general and step == 1)) or obliged == attack.attacker:
                continue
            if general and attack.attacker in (obliged, owed_to):
                continue
            if obliged in {link.owed_to for link in chain} | {attack.target}:
                continue  # who is attacked already, or it would be owed to itself
            conditions = [*self._suspension(row, obliged, owed_to), *self.scope.conditions(row, attack, obliged)]
            if step > 1:
                who = self.treaties.the(attack.target)
                conditions.insert(0, Condition(
                    f"{self.treaties.the(attack.attacker)} attacks {who} too", "open",
                    f"Only if the forces of {who} are attacked as well where it acts.", ()))  # fmt: skip
            yield self._duty(step, row, obliged, owed_to, conditions, chain)

    def told_of(self, pacts: Iterable[ToldPact]) -> list[Duty]:
        """Duties by treaties of mutual defence whose terms are not known: all of them open."""
        why = "The reference does not have this treaty; sources call it one of mutual defence, in force."
        unknown = Condition("what its articles say", "open", why)
        summary, status = "A treaty of mutual defence, by what sources say.", "in force, by what sources say"
        target = self.attack.target
        return [
            Duty(
                1, pact.party, "defend", "Defense", target, pact.treaty, pact.title, "", "", "", summary, status,
                (unknown,), (Link(pact.party, target, pact.treaty, ""),), pact.sources, "", pact.claims,
            )
            for pact in pacts if pact.party not in (target, self.attack.attacker)
        ]  # fmt: skip

    def _suspension(self, row: Obligation, obliged: str, owed_to: str) -> list[Condition]:
        event = self.treaties.suspended(row.treaty, obliged, owed_to)
        if event is None:
            return []
        by = f" by {the(event.body)}" if event.body else ""
        why = f"Suspended{by} in {event.date} toward {self.treaties.the(event.party)}."
        return [Condition("the obligation is not suspended between the two", "unmet", why, event.sources)]

    def _pairs(self) -> Iterator[tuple[Obligation, str, str]]:
        """Every obligation with who owes it to whom on the day, by a treaty in force.

        Pledges, access and supply may also rest on a declaration or an executive agreement that has parties and was
        signed; its status is shown as it is.
        """
        for row in self.rows:
            standing = self.treaties.standing(row.treaty)
            if not standing.in_force and (self.acts[row.obligation][1] == "called" or standing.status != "Signed"):
                continue
            bound = self.treaties.parties(row.treaty)
            for obliged in _expanded(row.obliged, bound):
                for owed_to in _expanded(row.owed_to, bound):
                    if obliged != owed_to and {obliged, owed_to} <= bound.keys():
                        yield row, obliged, owed_to

    def _duty(
        self, step: int, row: Obligation, obliged: str, owed_to: str,
        conditions: Sequence[Condition] = (), chain: tuple[Link, ...] = (),
    ) -> Duty:  # fmt: skip
        standing = self.treaties.standing(row.treaty)
        link = Link(obliged, owed_to, row.treaty, row.article)
        return Duty(
            step, obliged, self.acts[row.obligation][0], row.obligation, owed_to, row.treaty,
            self.treaties.treaty(row.treaty).title, row.article, row.trigger, row.area, row.summary, str(standing),
            tuple(conditions), (*chain, link),
            tuple(dict.fromkeys([*row.sources, *standing.sources, *(s for c in conditions for s in c.sources)])),
            row_name(row),
        )  # fmt: skip

    # --- what stands whoever attacks ---

    def standing(self, defenders: set[str]) -> list[Duty]:
        """Access and supply between the target and others, and between those who must defend it."""
        inner = {self.attack.target, *defenders}
        found = [
            self._duty(1, row, obliged, owed_to)
            for row, obliged, owed_to in self._pairs()
            if self.acts[row.obligation][1] == "standing" and self.attack.attacker not in (obliged, owed_to)
            and (self.attack.target in (obliged, owed_to) or {obliged, owed_to} <= inner)
        ]  # fmt: skip
        return sorted(found, key=_order)

    def pledges(self, obliged: str, owed_to: str) -> list[Duty]:
        """What one state promised another to leave undone."""
        found = [
            self._duty(1, row, one, other)
            for row, one, other in self._pairs()
            if (one, other) == (obliged, owed_to) and self.acts[row.obligation][1] == "pledge"
        ]
        return sorted(found, key=_order)

    def owed_to_attacker(self) -> list[Duty]:
        """What others owe the attacker: help only if it is attacked itself, and pledges not to act against it."""
        name = self.treaties.the(self.attack.attacker)
        victim = Condition(
            f"{name} is attacked itself", "open",
            f"Called upon only by an attack on {name}; lawful defence of another state is none.", (),
        )  # fmt: skip
        found = []
        for row, obliged, owed_to in self._pairs():
            kind = self.acts[row.obligation][1]
            if owed_to != self.attack.attacker or obliged == self.attack.target:
                continue
            if kind == "called" and self.scope.cases(row):
                found.append(self._duty(1, row, obliged, owed_to, [victim]))
            elif kind == "pledge" and len(self.treaties.parties(row.treaty)) == 2:
                found.append(self._duty(1, row, obliged, owed_to))
        return sorted(found, key=_order)

    # --- who is bound twice, and who is not bound ---

    def conflicts(self, duties: Iterable[Duty], to_attacker: Iterable[Duty]) -> list[Conflict]:
        """States with a duty to defend, and a pledge or duty to the attacker."""
        helpers = {d.obliged: d for d in reversed([*duties]) if d.act == "defend"}
        against: dict[str, list[Duty]] = {}
        for duty in to_attacker:
            against.setdefault(duty.obliged, []).append(duty)
        for state in helpers:
            known = {(d.treaty, d.article) for d in against.get(state, ())}
            more = [d for d in self.pledges(state, self.attack.attacker) if (d.treaty, d.article) not in known]
            against.setdefault(state, []).extend(more)
        bound = {"defend", "not use force", "not act against", "not assist"}
        return [
            Conflict(state, helpers[state], duty)
            for state in sorted(helpers) for duty in against[state] if duty.act in bound
        ]  # fmt: skip

    def not_obliged(self, search: _Search, called: Iterable[CalledAlly]) -> list[NotObliged]:
        """States with treaty ties to the target, or called its allies, that owe it no defence in this case."""
        target = self.attack.target
        obliged = {d.obliged for d in search.duties if d.act == "defend" and d.owed_to == target}
        said = {ally.state: ally for ally in called if ally.state != target}
        tied = self._tied()
        found = []
        for state in sorted({*tied, *said} - obliged - {target, self.attack.attacker}):
            slugs = tied.get(state, [])
            rows = [self.treaties.treaty(slug) for slug in slugs]
            declared = [d for slug in slugs for d in self.scope.no_duty(slug) if state in d.by]
            why = [self._reason(slug, state, search) for slug in slugs]
            why += [] if slugs else ["No treaty of the reference obliges it."]
            why += [f"{d.words}" for d in declared]
            ally = said.get(state)
            found.append(NotObliged(
                state, tuple(f"{short(self.treaties.treaty(s))} ({self.treaties.standing(s)})" for s in slugs),
                " ".join(dict.fromkeys(why)),
                tuple(dict.fromkeys([*pages(*rows, *declared), *(ally.sources if ally else ())])),
                ally.claims if ally else (),
            ))  # fmt: skip
        return found

    def _tied(self) -> dict[str, list[str]]:
        """State -> treaties of a kind that makes allies, past ones too, between it and the target."""
        ties: dict[str, list[str]] = {}
        settings = table("obligations")["allies"]
        for slug, treaty in sorted(self.treaties.reference.treaties.items()):
            members = self.treaties.signatories(slug) | {
                p.party for p in self.treaties.reference.parties.get(slug, ()) if self._ended(slug)
            }
            if (
                treaty.type in settings["types"]
                and self.attack.target in members
                and len(members) <= settings["parties"]
            ):
                for state in members - {self.attack.target}:
                    ties.setdefault(state, []).append(slug)
        return ties

    def _ended(self, slug: str) -> bool:
        standing = self.treaties.standing(slug)
        return bool(standing.status) and not standing.in_force

    def _reason(self, slug: str, state: str, search: _Search) -> str:
        """Why a treaty obliges the state to no defence of the target in this case."""
        treaty, standing = self.treaties.treaty(slug), self.treaties.standing(slug)
        title = short(treaty)
        if not standing.in_force:
            return f"{title} is not in force ({standing})."
        for duty in search.excluded:
            if (duty.treaty, duty.obliged, duty.owed_to) == (slug, state, self.attack.target):
                unmet = next(c for c in duty.conditions if c.state == "unmet")
                return f"{title}, Article {duty.article}: {unmet.why}"
        consults = [d for d in search.duties if (d.treaty, d.obliged) == (slug, state) and d.act == "consult"]
        if consults:
            return f"{title}: obliges to consult, not to defend."
        return f"{title}: no article known obliges to defend."


def _pair(duty: Duty) -> tuple[frozenset[str], str, str]:
    return frozenset((duty.obliged, duty.owed_to)), duty.treaty, duty.article


def _expanded(names: Sequence[str], bound: Iterable[str]) -> list[str]:
    """Who is meant: codes as they are, ``each party`` and ``the other parties`` as all who are bound."""
    known = set(bound)
    codes = [name for name in names if name in known or (len(name) == 2 and name.isupper())]
    return codes or sorted(known)


def short(treaty: Treaty) -> str:
    """The short name of a treaty whose full title is long."""
    return next((n for n in treaty.names if " " in n), treaty.title) if len(treaty.title) > 60 else treaty.title


def _order(duty: Duty) -> tuple[object, ...]:
    acts = [act for act, _ in table("obligations")["acts"].values()]
    return (
        duty.step,
        acts.index(duty.act),
        duty.verdict != "owed",
        duty.obliged,
        duty.treaty,
        duty.article,
        duty.owed_to,
    )
