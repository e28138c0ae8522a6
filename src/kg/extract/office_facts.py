"""Who holds which office of whom, and since when, from the titles found beside names."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence

from kg.core.annotated import Annotated
from kg.core.model import ID_BASE, Claim, Entity, Evidence, Stance, When
from kg.core.words import word_set
from kg.extract.office_bases import base_of, first_titles
from kg.extract.office_held import Held, of_body_told, speaks_for
from kg.extract.office_owners import OF_ORGANISATIONS_ONLY, body_named_before, owner_meant
from kg.link.bodies_meant import body_called
from kg.link.resolve import Resolver, slug

_OF_BODIES = ("Head", "Boss")
"""Titles that alone are an office of organisations: 'the head of NATO', not 'the head of the Swiss department'."""
_BODIES = ("IntergovernmentalOrganization", "Grouping")
"""Whoever holds an office of theirs acts for no state."""
_BESIDE = 200
"""Characters within which an office is told of the one whose counterpart is named."""

_CHIEFS = ("Boss", "Chief", "Head", "Leader")
_BANDS = word_set("extract.office_facts.bands")
"""What is led without any office."""
_LAST_WORD = re.compile(r"([a-z]+)[ -]$")
_ELECT = re.compile(r"[- ](?:Elect|Designate)$", re.IGNORECASE)


_ABROAD = {"Secretary of State": "Foreign Minister"}
"""What the counterpart of one with such a title is elsewhere."""


class OfficeFacts:
    """Makes the claims on offices of one document."""

    def __init__(
        self,
        annotated: Annotated,
        resolver: Resolver,
        people: Mapping[str, Entity],
        terms: Mapping[str, When],
        thens: Mapping[int, When],
        offices: Sequence[Held],
    ) -> None:
        self.annotated, self.resolver, self.people, self.terms, self.thens = annotated, resolver, people, terms, thens
        self.text, self.offices = annotated.document.text, offices

    def claims(self) -> list[Claim]:
        """One claim a person and office; the first words that say so are the evidence."""
        out: dict[tuple[str, str, bool], Claim] = {}
        titles = first_titles(self.offices)
        for held in sorted(self.offices, key=lambda h: h.start):
            title = held.title or self._title_of_base(held, titles, self.offices)
            person = self.people.get(held.person)
            if person is None or not title:
                continue
            if title in _OF_BODIES and held.body_name is None and (held.body is None or held.body.kind not in _BODIES):
                continue
            if title in _CHIEFS and self._of_band(held):
                continue
            if title == "Minister" and self._says_little(held, person):
                continue
            titles.setdefault(held.person, title)
            claim = self._claim(held, person, title)
            if held.kind == "counterpart" and claim.date is None:
                claim = dataclasses.replace(claim, date=self._date_of_base(held, self.offices, titles))
            key = (person.iri, title.lower().replace("-", " "), claim.former)
            if key not in out or (out[key].of is None and claim.of is not None):
                out[key] = claim
        return self._merge(list(out.values()))

    def _of_band(self, held: Held) -> bool:
        """'The gang leader', 'the strike leader': who leads a band or a deed holds no office by it."""
        word = _LAST_WORD.search(self.text, max(0, held.start - _BESIDE), held.start)
        return word is not None and word[1] in _BANDS

    def _says_little(self, held: Held, person: Entity) -> bool:
        """'Minister Paz', of Ana Paz, and the counterpart of such a one: of which ministry is told elsewhere."""
        return held.kind == "counterpart" or self.text[held.end - len(held.person) : held.end] != person.name

    def _title_of_base(self, held: Held, titles: Mapping[str, str], offices: Sequence[Held]) -> str | None:
        """The office of the one whose counterpart, predecessor or successor a person is (by name, else the last)."""
        base = base_of(held, self.annotated, titles)
        near = [h for h in offices if h.person == base and h.title and 0 < held.start - h.start < _BESIDE]
        if held.kind == "counterpart" and near:  # 'Deputy Premier A, also defence minister, and his counterpart B'
            then = [h for h in near if h.then] if any(h.another for h in near) else []
            last = max(then or near, key=lambda h: h.start).title  # 'A B, then minister and now premier, and his'
            if last in _ABROAD:
                return _ABROAD[last]
            whole = (h.title for h in offices if h.person == base and last in h.title)  # 'the Minister' of something
            return max(whole, key=len)
        past = [h for h in offices if h.person == base and h.title and h.former and not h.then]
        told = [h for h in offices if h.person == base and h.title]
        if held.kind == "predecessor" and past and len(past) == len(told):
            return None  # the predecessor of 'A B, a former minister' was no minister before her
        title = titles.get(base) if base else None
        if title is not None and held.kind == "predecessor":
            title = _ELECT.sub("", title)  # whom a president-elect follows is the president
        if title is not None and held.kind == "counterpart":
            # 'Deputy Premier A, also foreign minister ... his counterpart B': deputies of several fields have none
            fields = [h.title for h in told if h.kind == "minister"] if title.startswith(("Deputy ", "Vice ")) else []
            return fields[0] if fields else _ABROAD.get(title, title)
        return title

    def _date_of_base(self, held: Held, offices: Sequence[Held], titles: Mapping[str, str]) -> When | None:
        """'A B, then prime minister, and C D, her counterpart': the time at which both held it."""
        base = base_of(held, self.annotated, titles)
        near = [h for h in offices if h.person == base and h.then and abs(h.start - held.start) < 200]
        return next((self.thens[h.start] for h in near if h.start in self.thens), None)

    def _merge(self, claims: list[Claim]) -> list[Claim]:
        """Drop 'President' of somebody who is given as 'Vice President' too, and a short title beside a longer one."""
        out = []
        for c in claims:
            assert c.object is not None
            longer = [
                d
                for d in claims
                if d is not c
                and d.subject.iri == c.subject.iri
                and d.object is not None
                and c.object.name != d.object.name
                and set(c.object.name.lower().split()) < set(d.object.name.lower().split())
            ]
            bare = c.object.name in ("Minister", "Secretary", "Chief") and any(
                d is not c and d.subject.iri == c.subject.iri for d in claims
            )
            if not longer and not bare:
                out.append(c)
        return out

    def _claim(self, held: Held, person: Entity, title: str) -> Claim:
        of, words = self._of(held, title)
        office = Entity(f"{ID_BASE}office/{slug(title)}", "Office", title, None, self._other_titles(title))
        date = self.thens.get(held.start) or (None if held.then or held.another else self.terms.get(held.person))
        state = self.resolver.entities.told_state_of(person)
        trace = (f"title '{title}' in '{words}'", f"of {of.key if of else 'nobody named'}")
        ev = Evidence(held.start, held.end, self.text[held.start : held.end])
        return Claim(
            self.annotated.document.id,
            person,
            "holdsOffice",
            office,
            Stance.STATED,
            ev,
            f"office.{held.kind or 'title'}",
            date,
            None,
            None,
            of,
            held.former or held.kind == "predecessor",
            trace=trace,
            subject_state=state,
        )

    def _other_titles(self, title: str) -> tuple[str, ...]:
        """Other ways to say a title: as the text may have it, and without the body or state that it names."""
        if title.endswith("Spokesperson"):
            of_whom = title.removesuffix("Spokesperson")
            others = [of_whom + word for word in ("Spokesman", "Spokeswoman")]
            return (*(["Spokesperson"] if of_whom else []), *others)
        return ("President",) if title == "President of the Republic" else ()

    def _owner(self, held: Held) -> Entity | None:
        """'Its secretary-general', 'his envoy': the body for which the pronoun stands, or whose chief it stands for."""
        if held.pronoun is None:
            return None
        owner = owner_meant(self.annotated, held.start, held.end, held.pronoun, held.kind)
        if owner is not None and owner.kind == "Person":
            whose = next((h for h in self.offices if owner.entity is not None and h.person == owner.entity.name), None)
            owner = whose.body if whose is not None and whose.start < held.start else None
        return owner.entity if owner is not None and not owner.state else None

    def _of_base(self, held: Held, title: str) -> Entity | None:
        """'The bloc's secretary-general, A B, who took over from C D': the bloc's, whatever state C D is of."""
        if held.kind not in ("predecessor", "successor") or held.body is not None:
            return None
        base = base_of(held, self.annotated, first_titles(self.offices))
        told = next((h for h in self.offices if h.person == base and h.title == title and h is not held), None)
        of = self._of(told, title)[0] if told is not None and told.kind not in ("predecessor", "successor") else None
        return of if of is not None and of.kind in _BODIES else None

    def _of(self, held: Held, title: str) -> tuple[Entity | None, str]:
        words = self.text[held.start : held.end]
        body = held.body
        if (same := self._of_base(held, title)) is not None:
            return same, words
        if (speaking := speaks_for(self.annotated, held)) is not None:
            return speaking.entity, words
        if (noun := of_body_told(self.text, held)) is not None:
            return body_called(self.resolver, noun, held.start), words
        if body is not None and body.kind == "Legislature" and body.state and self.resolver.hardly_named(body.state):
            name = self.text[body.start : body.end]
            return Entity(f"{ID_BASE}org/{slug(name)}", "Organization", name), words
        if (
            body is not None
            and body.kind == "Area"
            and (body.role != "name" or self.text[body.start : body.end] in title)
        ):
            body = None  # 'his representative for West Africa': for an area, and not of it
        if body is not None and body.entity is not None:
            if held.body_name and body.kind == "Organization" and title in _OF_BODIES:
                return Entity(f"{ID_BASE}org/{slug(held.body_name)}", "Organization", held.body_name), words
            if body.kind == "Settlement" and held.kind == "local":
                return body.entity, words  # of the town, 'the mayor of Lima', and not of the state
            if body.role in ("capital", "metonym", "adjective", "people") or body.kind == "Settlement":
                return (self.resolver.entities.state(body.state) if body.state else body.entity), words
            return body.entity, words
        if (owner := self._owner(held)) is not None:
            return owner, words
        state = self.resolver.entities.told_state_of(self.people[held.person])
        if state is not None:
            return state, words
        if held.body_name:
            return Entity(f"{ID_BASE}org/{slug(held.body_name)}", "Organization", held.body_name), words
        return body_named_before(self.annotated, held.start) if held.kind == OF_ORGANISATIONS_ONLY else None, words
