"""Whether an attack is one that an article speaks of: what is attacked, where, and what was declared about it.

A condition is ``met`` where a row of the reference says so, ``unmet`` where one excludes it, and ``open`` where neither
is so. Nothing is settled by resemblance: an area that no row places stays open, and so does a feature that others
claim, unless the parties declared it covered.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kg.analyse.treaties import Treaties, first, listed, pages, the
from kg.reference.rows import Administration, AreaPart, Declaration, Feature, Obligation, Position, Reach

State = Literal["met", "open", "unmet"]
On = Literal["territory", "forces"] | None
_ORDER: tuple[State, ...] = ("met", "open", "unmet")


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must be so for an obligation to be called upon.

    ``by`` and ``date`` tell who declared it when, where it rests on a declaration.
    """

    what: str
    state: State
    why: str
    sources: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    date: str = ""


@dataclass(frozen=True, slots=True)
class Attack:
    """An attack as it is asked about. ``place`` is a feature or sea (slug) or a state's territory (code), or None."""

    attacker: str
    target: str
    place: str | None = None
    on: On = None


class Scope:
    """Judges conditions by the reference as of the day of ``treaties``."""

    def __init__(self, treaties: Treaties) -> None:
        self.treaties = treaties
        reference = treaties.reference
        self._features = {row.slug: row for row in reference.rows(Feature)}
        self._reach: dict[tuple[str, str], list[Reach]] = {}
        for row in reference.rows(Reach):
            self._reach.setdefault((row.treaty, row.article), []).append(row)
        self._areas = reference.rows(AreaPart)
        self._declared = [d for d in reference.rows(Declaration) if first(d.date) <= treaties.day]
        self._administered = [a for a in reference.rows(Administration) if treaties.holds(a.from_, a.to)]
        self._positions = [p for p in reference.rows(Position) if treaties.holds(p.from_, p.to)]

    def cases(self, duty: Obligation) -> list[Reach]:
        """What calls upon an article; nothing for one that an attack does not call upon."""
        return self._reach.get((duty.treaty, duty.article), [])

    def defines_only(self, duty: Obligation) -> bool:
        """Whether an article only says what another article's case is."""
        rows = (row for (treaty, _), rows in self._reach.items() if treaty == duty.treaty for row in rows)
        return any(row.defined_in == duty.article and row.article != duty.article for row in rows)

    def conditions(self, duty: Obligation, attack: Attack, obliged: str) -> list[Condition]:
        """What must be so for the attack to call upon the duty: of several cases the best, or all that are open."""
        judged = [(row, self._case(row, attack)) for row in self.cases(duty)]
        ranked = [(max((_ORDER.index(c.state) for c in found), default=0), row, found) for row, found in judged]
        best = min(rank for rank, _, _ in ranked)
        chosen = [(row, found) for rank, row, found in ranked if rank == best]
        if best == 0 or len(chosen) == 1:
            kept = _unique(chosen[0][1])
        elif best == 1:
            kept = _unique(self._either(row, one, len(chosen)) for row, found in chosen for one in found)
        else:
            kept = _unique(c for _, found in chosen for c in found if c.state == "unmet")
        return kept + self._limits(duty, obliged)

    def _either(self, row: Reach, condition: Condition, cases: int) -> Condition:
        """A condition of one of several cases, any of which suffices."""
        if condition.state == "met" or not condition.what.startswith("what is attacked"):
            return condition
        where = f"Article {row.defined_in}" if row.defined_in else f"Article {row.article}"
        return replace(condition, why=f"{condition.why} One of {cases} cases of {where}, any of which suffices.")

    def _case(self, row: Reach, attack: Attack) -> list[Condition]:
        found = []
        if row.case == "forces":
            found.append(_forces(row, attack))
        elif row.case == "territory":
            found.append(self._territory(row, attack))
        elif row.case == "administered":
            found += self._administration(row, attack)
        elif row.case == "any" and row.of and attack.target not in row.of:
            names = listed(self.treaties.the(code) for code in row.of)
            found.append(Condition("what is attacked", "unmet", f"The article is about {names}.", row.sources))
        if row.area:
            found.append(self._area(row, attack))
        if row.case == "threat":
            found.append(Condition("one of the two asks for it", "open", row.words, row.sources))
        return found or [Condition("what is attacked", "met", row.words, row.sources)]

    def _territory(self, row: Reach, attack: Attack) -> Condition:
        what = "what is attacked: the metropolitan territory"
        if attack.on == "forces":
            return Condition(what, "unmet", "The attack is on forces, vessels or aircraft.", row.sources)
        if attack.place in self._features:
            return Condition(what, "unmet", "The place is a feature or a sea, no metropolitan territory.", row.sources)
        if attack.place == attack.target or (attack.on == "territory" and attack.place is None):
            return Condition(what, "met", row.words, row.sources)
        return Condition(what, "open", f"It was not said what is attacked. {row.words}", row.sources)

    def _administration(self, row: Reach, attack: Attack) -> list[Condition]:
        holders = row.of or (attack.target,)
        names = listed(self.treaties.the(code) for code in holders)
        what = f"what is attacked: a place under the administration of {names}"
        place = attack.place
        if place in holders:
            return [Condition(what, "met", row.words, row.sources)]
        feature = self._features.get(place or "")
        if place is None or feature is None:
            state: State = "open" if place is None else "unmet"
            why = "It was not said where." if place is None else f"The place is not of {names}."
            return [Condition(what, state, f"{why} {row.words}", row.sources)]
        if feature.kind == "Sea":
            return [self._in_sea(row, what, feature, holders)]
        return self._of_feature(row, what, feature, holders, attack)

    def _in_sea(self, row: Reach, what: str, sea: Feature, holders: Sequence[str]) -> Condition:
        held = [a for a in self._administered if a.administrator in holders and sea.slug in self.around(a.feature)]
        if not held:
            who = listed(self.treaties.the(code) for code in holders)
            why = f"The reference knows no place in {the(sea.name)} that {who} administers."
            return Condition(what, "unmet", why, row.sources)
        names = listed(sorted(self._features[a.feature].name for a in held if a.feature in self._features))
        why = f"Only where the place is one of these, or the waters that go with them: {names}."
        return Condition(what, "open", why, pages(row, *held))

    def _of_feature(
        self, row: Reach, what: str, feature: Feature, holders: Sequence[str], attack: Attack
    ) -> list[Condition]:
        rows = [a for a in self._administered if a.feature in self.around(feature.slug)[:2]]
        mine = [a for a in rows if a.administrator in holders]
        others = [a for a in rows if a.feature == feature.slug and a.administrator not in holders]
        if not mine:
            who = listed(sorted({self.treaties.the(a.administrator) for a in others}))
            state: State = "unmet" if others else "open"
            why = f"Administered by {who}." if others else "The reference knows no administrator."
            return [Condition(what, state, why, pages(row, *others))]
        held = mine[0]
        since = f" since {held.from_}" if held.from_ else ""
        why = f"Administered by {self.treaties.the(held.administrator)}{since}: {held.words}"
        found = [Condition(what, "met", why, pages(row, *mine[:1]))]
        rivals = [
            p for p in self._positions if p.feature in self.around(feature.slug)[:1] and p.claimant not in holders
        ]
        if attack.on == "forces" or not rivals:
            return found
        who = listed(sorted({self.treaties.the(p.claimant) for p in rivals}))
        covered = self._declarations(row, attack, "covered")
        doubted = self._declarations(row, attack, "doubted")
        what = "the feature is covered, though others claim it"
        if covered:
            found += [_declared(what, "met", d, f" Also claimed by {who}.") for d in covered]
        elif row.of or doubted:
            found += [_declared(what, "open", d, f" Also claimed by {who}.") for d in doubted] or [
                Condition(what, "open", f"Also claimed by {who}; no declaration is known.", pages(*rivals))
            ]
        else:
            found.append(Condition(what, "open", f"Also claimed by {who}; no declaration is known.", pages(*rivals)))
        return found

    def _area(self, row: Reach, attack: Attack) -> Condition:
        named = next((a.name for a in self._areas if a.area == row.area), f"the {row.area.replace('-', ' ')}")
        what = f"where: in {named}"
        if attack.place is None:
            home = self._placed(row.area, attack.target)
            if home and attack.on != "forces":
                return Condition(what, _relation(home), home.words, home.sources)
            return Condition(what, "open", "It was not said where.", row.sources)
        covered = self._declarations(row, attack, "covered")
        if covered:
            by_all = max(covered, key=lambda d: (len(d.by), d.date))
            return _declared(what, "met", by_all, "")
        for place in self.around(attack.place):
            if (part := self._placed(row.area, place)) is not None:
                return Condition(what, _relation(part), part.words, part.sources)
        return Condition(what, "open", "Neither the text nor a declaration that is known places it.", row.sources)

    def _placed(self, area: str, place: str) -> AreaPart | None:
        return next((a for a in self._areas if a.area == area and a.place == place), None)

    def around(self, place: str) -> list[str]:
        """The place itself, the group of features that it is of, and the sea that it lies in."""
        feature = self._features.get(place)
        if feature is None:
            return [place]
        group = self._features.get(feature.group)
        seas = [feature.sea, group.sea if group else ""]
        outer = [self._features[s].sea for s in seas if s in self._features]
        return [p for p in dict.fromkeys([place, feature.group, *seas, *outer]) if p]

    def _declarations(self, row: Reach, attack: Attack, says: str) -> list[Declaration]:
        places = self.around(attack.place) if attack.place else []
        return [
            d for d in self._declared
            if (d.treaty, d.article, d.says) == (row.treaty, row.article, says)
            and d.case in (row.case, "any") and d.place in places
        ]  # fmt: skip

    def _limits(self, duty: Obligation, obliged: str) -> list[Condition]:
        """What the obliged party said of an article in general, whatever the place."""
        return [
            _declared(f"as {listed(self.treaties.the(code) for code in d.by)} understood it", "open", d, "")
            for d in self._declared
            if (d.treaty, d.article, d.says) == (duty.treaty, duty.article, "limited") and obliged in d.by
        ]

    def no_duty(self, treaty: str) -> list[Declaration]:
        """What was declared about having no duty where a treaty is no more."""
        return [d for d in self._declared if (d.treaty, d.says) == (treaty, "no duty")]


def _forces(row: Reach, attack: Attack) -> Condition:
    what = "what is attacked: armed forces, public vessels or aircraft"
    if attack.on == "forces":
        return Condition(what, "met", row.words, row.sources)
    if attack.on == "territory":
        return Condition(what, "unmet", "The attack is on territory.", row.sources)
    return Condition(what, "open", f"Only if these are attacked. {row.words}", row.sources)


def _relation(part: AreaPart) -> State:
    return {"inside": "met", "outside": "unmet"}.get(part.relation, "open")  # type: ignore[return-value]


def _declared(what: str, state: State, row: Declaration, more: str) -> Condition:
    return Condition(what, state, f"{row.words}{more}", row.sources, row.by, row.date)


def _unique(conditions: Iterable[Condition]) -> list[Condition]:
    return list(dict.fromkeys(conditions))
