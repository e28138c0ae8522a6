"""What the reference says of treaties on a day: in force or not, for whom, and on which pages' word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from kg.analyse.terms import statuses, table
from kg.core.time import bounds
from kg.reference import Reference, StatusEvent, Treaty, TreatyParty
from kg.reference import rows as r
from kg.reference.rows import Row, State

LAST = date.max


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a treaty on a day. ``status`` is a status of the ontology, empty where none is known by then."""

    status: str
    since: str
    in_force: bool
    sources: tuple[str, ...]

    def __str__(self) -> str:
        if not self.status:
            return "no status known"
        name = "in force" if self.in_force else _words(self.status)
        return f"{name} since {self.since}" if self.in_force and self.since else f"{name} {self.since}".strip()


class Treaties:
    """The treaties of the reference, looked at from a day (``date.max`` for the end of time)."""

    def __init__(self, reference: Reference, day: date = LAST) -> None:
        self.reference = reference
        self.day = day
        self._states = {row.code: row.name for row in reference.rows(State)}
        self._codes = {row.name: row.code for row in reference.rows(State)}
        self._standing: dict[str, Standing] = {}
        self._bound: dict[str, dict[str, TreatyParty]] = {}

    def name(self, actor: str) -> str:
        """The English name of a state by its code, of a body by its slug; the code where none is known."""
        if (state := self._states.get(actor)) is not None:
            return state
        body = self.reference.organization(actor)
        return body.name if body else actor.replace("-", " ")

    def the(self, actor: str) -> str:
        """The name within a sentence: *the Philippines*, *Japan*."""
        return the(self.name(actor))

    def treaty(self, slug: str) -> Treaty:
        return self.reference.treaties[slug]

    def standing(self, slug: str) -> Standing:
        """The last status of the treaty as a whole by the day; undated steps count before all others.

        Of imprecise dates the last day counts in that order: in force in 1976 is later than signed in February of it.
        """
        if slug not in self._standing:
            told = [e for e in self.reference.status.get(slug, ()) if not e.party and first(e.date) <= self.day]
            last = max(told, key=lambda e: (_last(e.date), _rank(e.status)), default=None)
            self._standing[slug] = Standing(
                last.status if last else "", last.date if last else "",
                bool(last and last.status in statuses().in_force), last.sources if last else (),
            )  # fmt: skip
        return self._standing[slug]

    def parties(self, slug: str) -> dict[str, TreatyParty]:
        """Who is bound by the treaty on the day, by code or slug: what has not begun or has ended is left out."""
        if slug not in self._bound:
            gone = {e.party for e in self._of_parties(slug) if e.status in statuses().end and e.status != "Suspended"}
            self._bound[slug] = {
                row.party: row
                for row in self.reference.parties.get(slug, ())
                if row.role == "party" and self.holds(row.from_, row.to) and row.party not in gone
            }
        return self._bound[slug]

    def signatories(self, slug: str) -> set[str]:
        """Parties and signatories by the day, whether or not anything is in force."""
        return {row.party for row in self.reference.parties.get(slug, ()) if self.holds(row.from_, row.to)}

    def suspended(self, slug: str, one: str, other: str) -> StatusEvent | None:
        """The suspension between two parties that holds on the day, where one is told."""
        for event in reversed(self._of_parties(slug)):
            by = self._codes.get(event.body, "")
            if event.status == "Suspended" and {one, other} >= {event.party, *([by] if by else [])}:
                return event
        return None

    def holds(self, from_: str, to: str) -> bool:
        """Whether what lasts from one date to another (blank: not known) lasts on the day."""
        ends = bounds(to)[1] if to else None
        return first(from_) <= self.day and (ends is None or self.day < ends)

    def _of_parties(self, slug: str) -> list[StatusEvent]:
        return [e for e in self.reference.status.get(slug, ()) if e.party and first(e.date) <= self.day]


def first(edtf: str) -> date:
    """The first day of a date; the beginning of time for a blank or an open beginning."""
    return (bounds(edtf)[0] or date.min) if edtf else date.min


def _last(edtf: str) -> date:
    return (bounds(edtf)[1] or date.max) if edtf else date.min


def _rank(status: str) -> int:
    """How far a status is on the way; what ends a treaty comes last."""
    way = statuses().way
    return way.index(status) if status in way else len(way)


def pages(*rows: object) -> tuple[str, ...]:
    """The addresses of the pages that rows of the reference rest on, each once, in their order."""
    found: list[str] = []
    for row in rows:
        found += getattr(row, "sources", ())
    return tuple(dict.fromkeys(found))


_KEYS: Mapping[type[Row], tuple[str, ...]] = {
    r.Treaty: ("slug",), r.TreatyParty: ("treaty", "party"), r.StatusEvent: ("treaty", "status", "party", "date"),
    r.Obligation: ("treaty", "article", "obligation"), r.Membership: ("organization", "member"),
    r.TermOfOffice: ("of", "post", "person", "from_"), r.Position: ("feature", "claimant"),
    r.Administration: ("feature", "administrator", "from_"), r.Award: ("slug", "feature"), r.Feature: ("slug",),
    r.Declaration: ("treaty", "place", "date"), r.Reach: ("treaty", "article", "case"), r.AreaPart: ("area", "place"),
}  # fmt: skip


def row_name(row: Row) -> str:
    """What names a row of the reference, wherever it stands: ``obligations ph-us-mutual-defense-treaty IV Defense``."""
    values = (getattr(row, name) for name in _KEYS.get(type(row), ()))
    keys = ["+".join(v) if isinstance(v, tuple) else str(v) for v in values if v]
    return " ".join([row.file.removesuffix(".tsv"), *(keys or [str(row.line)])])


def the(name: str) -> str:
    """A name with its article, where English gives it one (``sentences.toml``)."""
    return f"the {name}" if name in _with_article() else name


def capital(text: str) -> str:
    """A sentence with a capital at its beginning."""
    return text[:1].upper() + text[1:]


@cache
def _with_article() -> frozenset[str]:
    return frozenset(table("sentences")["names"]["the"])


def listed(names: Iterable[str]) -> str:
    """Names in a sentence: ``A, B and C``."""
    *head, last = [*names] or [""]
    return f"{', '.join(head)} and {last}" if head else last


@cache
def _words(status: str) -> str:
    """``PendingApproval`` as words."""
    return "".join(f" {c.lower()}" if c.isupper() and i else c.lower() for i, c in enumerate(status))
