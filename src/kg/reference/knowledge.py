"""What the reference data know, looked up by name and date."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from kg.config import Project
from kg.core.errors import DataError
from kg.core.time import bounds, precision
from kg.files import YamlError, parse_yaml
from kg.reference.names import NameComparer
from kg.reference.rows import (
    TABLES,
    Life,
    Membership,
    Organization,
    Row,
    StatusEvent,
    TermOfOffice,
    Treaty,
    TreatyParty,
)
from kg.reference.tables import read_table

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class TreatyMatch:
    """A treaty that a name means. ``variant`` is its known name, where the words are another rendering of it."""

    treaty: Treaty
    variant: str | None = None


class Reference:
    """The tables of a project, read when first asked for. Raises DataError where one is not well formed."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._tables: dict[type[Row], list[Any]] = {}

    @cached_property
    def names(self) -> NameComparer:
        """Compares names of persons, offices and treaties."""
        return NameComparer(self.project.data("graph/lexicon/names.yaml"))

    def rows(self, kind: type[R]) -> list[R]:
        """All rows of a table, in the order of the file."""
        if kind not in self._tables:
            (name,) = (n for n, k in TABLES.items() if k is kind)
            self._tables[kind] = read_table(self.project.layers(f"graph/reference/{name}"), kind)
        return self._tables[kind]

    # offices

    @cached_property
    def _posts(self) -> tuple[Mapping[str, str], Mapping[tuple[str, str], set[str]]]:
        """Post by the words of a title; posts by state and the words of a title."""
        general: dict[str, str] = {}
        own: dict[tuple[str, str], set[str]] = defaultdict(set)
        for path in self.project.files("graph/reference", "posts.yaml"):
            try:
                posts = parse_yaml(path.read_text("utf-8"))
                for post, titles in posts.items():
                    general |= {self.names.folded(title): post for title in titles["titles"]}
                    for state, more in titles.get("of", {}).items():
                        for title in more:
                            own[state, self.names.folded(title)].add(post)
            except (OSError, UnicodeDecodeError, YamlError, KeyError, TypeError, AttributeError) as error:
                raise DataError(f"cannot be read ({error})", where=path.name, remedy="correct the file") from error
        return general, own

    @cached_property
    def _terms(self) -> Mapping[str, list[TermOfOffice]]:
        found: dict[str, list[TermOfOffice]] = defaultdict(list)
        for term in self.rows(TermOfOffice):
            found[term.of].append(term)
        return found

    def terms(self, title: str, of: str) -> list[TermOfOffice]:
        """All known terms of the office that a title means in a state (its code) or body (its slug)."""
        mine = self.names.folded(title)
        known = self._terms.get(of, [])
        by_title = [_clipped(t, known) for t in known if self.names.folded(t.title) == mine]
        if by_title:
            return by_title
        posts = self._posts_of(title, of)
        return [_clipped(t, known) for t in known if t.post in posts]

    def post(self, title: str, of: str) -> str | None:
        """The kind of office that a title means in a state; None where it is none of those that are compared."""
        return min(self._posts_of(title, of), default=None)

    def _posts_of(self, title: str, of: str) -> set[str]:
        general, own = self._posts
        mine = self.names.folded(title)
        return own.get((of, mine)) or ({general[mine]} if mine in general else set())

    def body(self, name: str) -> str | None:
        """The slug of the one body with that name or abbreviation."""
        mine = self.names.folded(name)
        found = {
            row.slug
            for row in self.rows(Organization)
            if mine in {self.names.folded(n) for n in (row.slug, row.name, *row.abbreviations)}
        }
        return found.pop() if len(found) == 1 else None

    def of_person(self, same: Iterable[str]) -> list[TermOfOffice]:
        """All terms of the person with one of these names, as they are written in the table."""
        wanted = {self.names.folded(name) for name in same}
        return [t for t in self.rows(TermOfOffice) if wanted & {self.names.folded(n) for n in t.names}]

    def life(self, names: Iterable[str]) -> Life | None:
        """When a person was born and died."""
        wanted = {self.names.folded(name) for name in names}
        return next((row for row in self.rows(Life) if self.names.folded(row.person) in wanted), None)

    # treaties

    @cached_property
    def treaties(self) -> Mapping[str, Treaty]:
        return {row.slug: row for row in self.rows(Treaty)}

    @cached_property
    def parties(self) -> Mapping[str, list[TreatyParty]]:
        found: dict[str, list[TreatyParty]] = defaultdict(list)
        for row in self.rows(TreatyParty):
            found[row.treaty].append(row)
        return found

    @cached_property
    def status(self) -> Mapping[str, list[StatusEvent]]:
        found: dict[str, list[StatusEvent]] = defaultdict(list)
        for row in self.rows(StatusEvent):
            found[row.treaty].append(row)
        return found

    def treaty(
        self, names: Sequence[str], parties: Collection[str], type_: str | None = None, signed: str | None = None
    ) -> TreatyMatch | None:
        """The one treaty that names and parties (codes or slugs) mean; None where none or several fit.

        A name that is another rendering of a known one counts only where the parties are just those of the treaty,
        and its type, or the day of signing, is.
        """
        wanted = set(parties)
        named = [t for t in self._with_any_of(wanted) if self._may_bind(t, wanted)]
        same = [
            t
            for t in named
            if any(self.names.same_title(name, (t.title, *t.names), self._party_names(t)) for name in names)
        ]
        exact = [
            t
            for t in same
            if any(self.names.folded(n) in {self.names.folded(m) for m in (t.title, *t.names)} for n in names)
        ]
        for fits in (exact, same):
            if len(fits) == 1:
                return TreatyMatch(fits[0]) if self._names_one(fits[0], names, parties, named) else None
            if fits:
                closest = [t for t in fits if set(parties) == self._party_codes(t)]
                return TreatyMatch(closest[0]) if len(closest) == 1 else None
        found = []
        for treaty in named if parties else ():
            if set(parties) != self._party_codes(treaty) or not self._like(treaty, type_, signed):
                continue
            titles = [name for name in names if name[:1].isupper()]
            states = self._party_names(treaty)
            variants = [
                v for name in titles if (v := self.names.variant_title(name, (treaty.title, *treaty.names), states))
            ]
            if variants:
                found.append(TreatyMatch(treaty, variants[0]))
        return found[0] if len(found) == 1 else None

    def _names_one(
        self, treaty: Treaty, names: Sequence[str], parties: Collection[str], others: Iterable[Treaty]
    ) -> bool:
        """Whether names that are not said with both parties of a treaty of two mean that one, and are no description.

        'A status of forces agreement', or 'Friendship Treaty' where others are treaties of friendship too, mean none.
        """
        codes = self._party_codes(treaty)
        if len(codes) != 2 or codes <= set(parties):
            return True
        states = self._party_names(treaty)
        mine = [n for n in names if n[:1].isupper() and self.names.same_title(n, (treaty.title, *treaty.names), states)]
        titles = [set(self.names.words(t)) for o in others if o is not treaty for t in (o.title, *o.names)]
        return any(not any(set(self.names.words(name)) <= title for title in titles) for name in mine)

    @cached_property
    def _codes(self) -> Mapping[str, frozenset[str]]:
        return {slug: frozenset(p.party for p in rows) for slug, rows in self.parties.items()}

    def _party_codes(self, treaty: Treaty) -> frozenset[str]:
        return self._codes.get(treaty.slug, frozenset())

    def _party_names(self, treaty: Treaty) -> list[str]:
        return self._names_of_parties.get(treaty.slug, [])

    @cached_property
    def _names_of_parties(self) -> Mapping[str, list[str]]:
        return {slug: self.state_names(codes) for slug, codes in self._codes.items() if len(codes) < 4}

    def state_names(self, codes: Iterable[str]) -> list[str]:
        """The names and adjectives of some states."""
        return [name for code in sorted(codes) for name in self._state_names.get(code, ())]

    @property
    def forms_of_states(self) -> Mapping[str, list[str]]:
        """What each state is called, by code: names, other names and adjectives."""
        return self._state_names

    @cached_property
    def _state_names(self) -> Mapping[str, list[str]]:
        """What states are called by code: the gazetteer's names, other names and adjectives, without its marks."""
        found: dict[str, list[str]] = {}
        with self.project.data("graph/lexicon/states.tsv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                forms = "|".join(row[column] or "" for column in ("name", "aliases", "adjectives", "prefixes"))
                found[row["code"]] = [form.rstrip("?=*^~!") for form in forms.split("|") if form]
        return found

    def _with_any_of(self, parties: Set[str]) -> list[Treaty]:
        """The treaties that have one of some parties at least, or no parties that are known."""
        found = self._slugs_by_party[None].union(*(self._slugs_by_party.get(party, ()) for party in parties))
        return [treaty for slug, treaty in self.treaties.items() if not parties or slug in found]

    @cached_property
    def _slugs_by_party(self) -> Mapping[str | None, set[str]]:
        """The treaties of each party; at None those of which no parties are known."""
        found: dict[str | None, set[str]] = {None: {slug for slug in self.treaties if not self._codes.get(slug)}}
        for slug, parties in self._codes.items():
            for party in parties:
                found.setdefault(party, set()).add(slug)
        return found

    def _may_bind(self, treaty: Treaty, parties: Set[str]) -> bool:
        known = self._party_codes(treaty)
        return not parties or not known or len(known & parties) * 2 > len(parties)

    def _like(self, treaty: Treaty, type_: str | None, signed: str | None) -> bool:
        days = [e.date for e in self.status.get(treaty.slug, ()) if e.status == "Signed" and e.date]
        return type_ == treaty.type or (signed is not None and any(overlap(signed, day) for day in days))

    # memberships

    @cached_property
    def _organizations(self) -> Mapping[str, Organization]:
        return {row.slug: row for row in self.rows(Organization)}

    @cached_property
    def _members(self) -> Mapping[str, list[Membership]]:
        found: dict[str, list[Membership]] = defaultdict(list)
        for row in self.rows(Membership):
            found[row.organization].append(row)
        return found

    def organization(self, slug: str) -> Organization | None:
        return self._organizations.get(slug)

    def members(self, slug: str) -> list[Membership]:
        """Every known membership of a body, past and present; empty where none is known."""
        return self._members.get(slug, [])


def _clipped(term: TermOfOffice, known: Iterable[TermOfOffice]) -> TermOfOffice:
    """A term whose end is known to the month or year ends by the day on which the next holder's begins."""
    if not term.to or precision(term.to) == "day":
        return term
    first, last = bounds(term.to)
    begins = [t.from_ for t in known if t.post == term.post and t.person != term.person and not t.acting and t.from_]
    days = [day for day in begins if precision(day) == "day" and first and last and first <= bounds(day)[0] <= last]  # type: ignore[operator]
    return replace(term, to=min(days)) if days else term


def overlap(one: str, other: str) -> bool:
    """Whether two EDTF dates have a day in common; an open end has no limit."""
    (a, b), (c, d) = bounds(one), bounds(other)
    return not (b and c and b < c) and not (d and a and d < a)


def within(date: str, first: str, last: str) -> bool:
    """Whether a date has a day in common with the time from ``first`` to ``last`` (EDTF, blank where not known)."""
    a, b = bounds(date)
    start = bounds(first)[0] if first else None
    end = bounds(last)[1] if last else None
    return not (b and start and b < start) and not (a and end and a > end)
