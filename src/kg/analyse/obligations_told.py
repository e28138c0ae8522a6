"""The answer about obligations in sentences, each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.analyse.obligations import Answer, Duty, NotObliged, short
from kg.analyse.reach import Condition
from kg.analyse.result import Finding, Result, Section, merged
from kg.analyse.treaties import Treaties, capital, listed, the
from kg.core.rdf_terms import digest, thing
from kg.reference.rows import Feature

_VERBS = {
    "defend": "is obliged to defend",
    "attack with": "is obliged to attack with",
    "consult": "is obliged to consult",
    "grant access": "grants access to",
    "supply": "supplies, as agreed,",
    "not assist": "promised not to assist against",
    "not use force": "promised to use no force against",
    "not act against": "promised restraint to",
    "settle peacefully": "promised peaceful settlement to",
}
_PLURAL = {
    "is obliged": "are obliged", "grants": "grant", "supplies": "supply",
}  # fmt: skip


def told(answer: Answer, treaties: Treaties) -> Result:
    """The answer as a :class:`Result`. Parties of one treaty with the same duty and conditions are one finding."""
    teller = _Teller(treaties)
    first = [d for d in answer.duties if d.step == 1]
    later = [d for d in answer.duties if d.step > 1]
    sections = (
        Section("duties", "Obliged by the attack", teller.duties(first), empty="No treaty known here obliges anybody."),
        Section(
            "spread",
            "Obliged if those who must defend are attacked too",
            teller.duties(later),
            note="Each of these asks for a further attack, and for nothing that a treaty does not say.",
        ),
        Section(
            "not-obliged",
            "Not obliged to defend, though tied by treaty or called an ally",
            tuple(teller.not_obliged(n) for n in answer.not_obliged),
        ),
        Section("excluded", "Articles that do not reach the case", teller.duties(answer.excluded)),
        Section(
            "conflicts",
            "Bound both ways",
            tuple(teller.conflict(c.state, c.helps, c.against) for c in answer.conflicts),
            note="Whether help to the one breaks the promise to the other is left open; lawful self-defence may not.",
        ),
        Section(
            "standing",
            "Access and supply, whoever is attacked",
            teller.duties(answer.standing),
            note="Agreed anyway, on request and on the terms of each agreement; an attack does not call upon them.",
        ),
        Section("pledges", "What the attacker promised the target", teller.duties(answer.pledges)),
        Section("to-attacker", "What others owe the attacker", teller.duties(answer.to_attacker)),
    )
    attack = answer.attack
    given = {"attacker": attack.attacker, "target": attack.target, "area": attack.place, "on": attack.on}
    return Result(
        "obligations",
        teller.title(answer),
        given,
        sections,
        answer.day,
        (
            (
                "Told are articles of treaties that the reference knows, as of the day asked about. An obligation to "
                "defend is by "
                "each one's own constitutional processes where the treaty says so. Open means: neither text, nor "
                "declaration, nor "
                "what was asked settles it."
            ),
        ),
    )


class _Teller:
    def __init__(self, treaties: Treaties) -> None:
        self.treaties = treaties
        self.features = {row.slug: row.name for row in treaties.reference.rows(Feature)}

    def title(self, answer: Answer) -> str:
        attack = answer.attack
        where = ""
        if attack.place:
            place = self.features.get(attack.place)
            where = f" at {the(place)}" if place else f" on the territory of {self._name(attack.place)}"
        at = f", as of {answer.day}" if answer.day else ""
        target = self._name(attack.target)
        whom = f"forces, public vessels or aircraft of {target}" if attack.on == "forces" else target
        kind = " on its territory" if attack.on == "territory" and not where.startswith(" on") else ""
        return f"If {self._name(attack.attacker)} attacked {whom}{kind}{where}{at}"

    def duties(self, duties: Iterable[Duty]) -> tuple[Finding, ...]:
        """Findings, those alike but for the obliged party put together."""
        groups: dict[object, list[Duty]] = {}
        for duty in duties:
            key = (duty.step, duty.act, duty.treaty, duty.article, duty.owed_to, duty.conditions, duty.kind)
            groups.setdefault(key, []).append(duty)
        return tuple(self._duty(group) for group in groups.values())

    def not_obliged(self, row: NotObliged) -> Finding:
        name = self._name(row.state)
        called = " It is called an ally in the claims named here." if row.claims else ""
        return Finding(
            f"{capital(name)} is not obliged to defend. {row.why}{called}",
            {"state": row.state, "ties": list(row.ties), "why": row.why},
            tuple(f"Tie: {tie}" for tie in row.ties), row.claims, (), row.sources, "", (_state(row.state),),
        )  # fmt: skip

    def conflict(self, state: str, helps: Duty, against: Duty) -> Finding:
        one, other = self._reference(helps), self._reference(against)
        owed = self._name(against.owed_to)
        who = capital(self._name(state))
        return Finding(
            f"{who} is bound to help by {one}, and bound to {owed} by {other}: {against.summary}",
            {"state": state, "helps": _key(helps), "against": _key(against)}, (), (), (helps.basis, against.basis),
            merged(helps.sources, against.sources), "", (_state(state),), (_iri(helps), _iri(against)),
        )  # fmt: skip

    def _duty(self, group: Sequence[Duty]) -> Finding:
        duty = group[0]
        names = [self._name(d.obliged) for d in group]
        verb = _VERBS[duty.act]
        if len(names) > 1:
            verb = next((verb.replace(k, v, 1) for k, v in _PLURAL.items() if verb.startswith(k)), verb)
        if duty.verdict == "not owed":
            verb = verb.replace("is obliged", "is not obliged").replace("are obliged", "are not obliged")
        elif duty.verdict == "open" and duty.act in ("defend", "consult"):
            verb = verb.replace("is obliged", "would be obliged").replace("are obliged", "would be obliged")
        sentence = f"{capital(_told_names(names))} {verb} {self._name(duty.owed_to)}: {self._reference(duty)}."
        lines = [duty.summary]
        lines += [f"Called upon by: {duty.trigger}."] if duty.trigger else []
        lines += [f"Limited to: {duty.area}."] if duty.area else []
        lines.append(f"The treaty: {duty.status}.")
        lines += [self._condition(c) for c in duty.conditions]
        if len(duty.chain) > 1:
            lines.append("By way of: " + "; then ".join(self._link(group, i) for i in range(len(duty.chain))) + ".")
        return Finding(
            sentence, self._values(group), tuple(lines),
            merged(*(d.claims for d in group)), merged(d.basis for d in group),
            merged(*(d.sources for d in group)), "", tuple(_state(d.obliged) for d in group), (_iri(duty),),
        )  # fmt: skip

    def _values(self, group: Sequence[Duty]) -> dict[str, object]:
        duty = group[0]
        return {
            "step": duty.step, "obliged": [d.obliged for d in group], "act": duty.act, "owedTo": duty.owed_to,
            "obligation": duty.kind, "treaty": duty.treaty, "article": duty.article or None, "verdict": duty.verdict,
            "trigger": duty.trigger or None, "area": duty.area or None, "status": duty.status,
            "conditions": [
                {"what": c.what, "state": c.state, "why": c.why, "by": list(c.by), "date": c.date or None,
                 "sources": list(c.sources)} for c in duty.conditions
            ],
            "chain": [
                {"obliged": k.obliged, "owedTo": k.owed_to, "treaty": k.treaty, "article": k.article or None}
                for k in duty.chain
            ],
        }  # fmt: skip

    def _condition(self, condition: Condition) -> str:
        mark = {"met": "Met", "open": "OPEN", "unmet": "Not met"}[condition.state]
        by = listed(self._name(code) for code in condition.by)
        said = f" (declared by {by}, {condition.date})" if by else ""
        return f"{mark}: {condition.what}. {condition.why}{said}"

    def _link(self, group: Sequence[Duty], at: int) -> str:
        link = group[0].chain[at]
        last = at == len(group[0].chain) - 1
        who = _told_names([self._name(d.obliged) for d in group]) if last else self._name(link.obliged)
        article = f", Article {link.article}" if link.article else ""
        return f"{who} to {self._name(link.owed_to)} ({self._title(link.treaty)}{article})"

    def _reference(self, duty: Duty) -> str:
        title = self._title(duty.treaty, duty.title)
        return f"{title}, Article {duty.article}" if duty.article else title

    def _title(self, slug: str, otherwise: str = "") -> str:
        known = self.treaties.reference.treaties.get(slug)
        return short(known) if known else otherwise or slug

    def _name(self, code: str) -> str:
        return self.treaties.the(code)


def _told_names(names: Sequence[str]) -> str:
    return listed(names)


def _key(duty: Duty) -> dict[str, str]:
    return {"treaty": duty.treaty, "article": duty.article, "act": duty.act, "owedTo": duty.owed_to}


def _state(code: str) -> str:
    return thing(f"state/{code}").value


def _iri(duty: Duty) -> str:
    """The node of the obligation in ``graph/reference``."""
    return thing(f"obligation/{digest(duty.treaty, duty.article, duty.kind)}").value


__all__ = ["told"]
