"""What happened in a dispute, with a treaty, between a pair or to a person, in order of time, and on whose word.

Entries come from claims with a date (in whatever stance, told as such) and from dated rows of the reference. Claims
that say the same of the same day are one entry with all their sources. An entry is on the timeline of a topic if it
names one of the topic's things; of a pair, if it names both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date as day

from kg.analyse.result import Finding, Result, Section, merged
from kg.analyse.sentences import pages_of, sentence
from kg.analyse.treaties import Treaties, capital, listed, row_name, the
from kg.core.model import ID_BASE, Claim, Document
from kg.core.ontology import Ontology
from kg.core.rdf_terms import slug
from kg.core.time import bounds
from kg.reference.rows import (
    Administration,
    Award,
    Declaration,
    Feature,
    Membership,
    Position,
    Row,
    StatusEvent,
    TermOfOffice,
)


@dataclass(frozen=True, slots=True)
class Topic:
    """What a timeline or report is about: a name for people, and the things (IRIs). ``all_of`` asks for every one."""

    name: str
    things: tuple[str, ...]
    all_of: bool = False

    def takes(self, named: Collection[str]) -> bool:
        """Whether something that names these things is about the topic."""
        return all(t in named for t in self.things) if self.all_of else any(t in named for t in self.things)


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated thing. ``lane`` groups entries in a plot: reference, stated, said (on somebody's word), not so."""

    date: str
    text: str
    lane: str
    claims: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    about: tuple[str, ...] = ()

    @property
    def first(self) -> day:
        begin, end = bounds(self.date)
        return begin or end or day.min


LANES = ("reference", "stated", "said", "not so")
_LANE = {"stated": "stated", "attributed": "said", "opinion": "said", "negated": "not so"}


def named(claim: Claim) -> frozenset[str]:
    """The things that a claim names: its parts, and the states that they act for."""
    parts = (claim.subject, claim.object, claim.place, claim.of, claim.subject_state, claim.object_state)
    return frozenset(part.iri for part in parts if part is not None)


def timeline(
    topic: Topic, claims: Iterable[Claim], documents: Mapping[str, Document], treaties: Treaties, ontology: Ontology, *,
    since: day | None = None,
) -> list[Entry]:  # fmt: skip
    """The entries of a topic by the day of ``treaties``, sorted by date. Undated claims have no place on it."""
    found = [*_claims(topic, claims, documents, ontology), *_rows(topic, treaties)]
    kept = [e for e in found if e.first <= treaties.day and (since is None or _last(e.date) >= since)]
    same: dict[tuple[str, str, str], Entry] = {}
    for entry in kept:
        key = (entry.date, entry.text, entry.lane)
        known = same.get(key)
        same[key] = entry if known is None else replace(
            known, claims=merged(known.claims, entry.claims), basis=merged(known.basis, entry.basis),
            pages=merged(known.pages, entry.pages))  # fmt: skip
    return sorted(same.values(), key=lambda e: (e.first, _last(e.date), LANES.index(e.lane), e.text))


def timeline_told(topic: Topic, entries: Iterable[Entry], day: str, since: str = "") -> Result:
    """The timeline as a result, an entry a finding."""
    findings = tuple(
        Finding(
            f"{e.date}: {e.text}.",
            {"when": e.date, "text": e.text, "lane": e.lane},
            (),
            e.claims,
            e.basis,
            e.pages,
            e.date,
            e.about,
        )
        for e in entries
    )
    at = f", as of {day}" if day else ""
    return Result("timeline", f"Timeline of {topic.name}{at}", {"topic": topic.name, "since": since},
                  (Section("entries", "In order of time", findings, empty="Nothing dated is known."),), day,
                  ("Dates are EDTF, as precise as the source has them.",))  # fmt: skip


def _last(edtf: str) -> day:
    return bounds(edtf)[1] or day.max


def _claims(
    topic: Topic, claims: Iterable[Claim], documents: Mapping[str, Document], ontology: Ontology
) -> Iterator[Entry]:
    for claim in claims:
        things = named(claim)
        lane = _LANE.get(str(claim.stance))
        if claim.date is None or lane is None or not topic.takes(things) or claim.contradicted:
            continue
        yield Entry(claim.date.edtf, sentence(claim, ontology), lane, (claim.id,), (),
                    pages_of(documents.get(claim.document)), tuple(sorted(things)))  # fmt: skip


def _rows(topic: Topic, treaties: Treaties) -> Iterator[Entry]:
    """Dated rows of the reference that name the topic's things."""
    reference = treaties.reference
    members = {slug: {_actor(p.party) for p in rows} for slug, rows in reference.parties.items()}
    for event in reference.rows(StatusEvent):
        if event.treaty not in reference.treaties:
            continue
        parties = members.get(event.treaty, set())
        node = f"{ID_BASE}treaty/{event.treaty}"
        small = parties if len(parties) <= (60 if topic.all_of else 12) else set()
        others = event.party and node not in topic.things and _actor(event.party) not in topic.things
        if event.date and not others and topic.takes({node, *small}):
            who = f" for {treaties.the(event.party)}" if event.party else ""
            body = f" by {event.body}" if event.body else ""
            title = treaties.treaty(event.treaty).title
            words = "".join(f" {c.lower()}" if c.isupper() and i else c.lower() for i, c in enumerate(event.status))
            yield _entry(event, event.date, f"{title}: {words}{who}{body}", {node, *small})
    names = {row.slug: row for row in reference.rows(Feature)}
    for row in reference.rows(Position):
        yield from _held(topic, names, row, row.claimant, "claims sovereignty over", treaties)
    for held in reference.rows(Administration):
        yield from _held(topic, names, held, held.administrator, "administers", treaties)
    for award in reference.rows(Award):
        things = {*(_feature(names, s) for s in award.feature), *map(_actor, award.parties)}
        if award.date and topic.takes(things):
            yield _entry(award, award.date, f"{award.tribunal}: {award.finding}".rstrip("."), things)
    yield from _people(topic, treaties, names)


def _held(
    topic: Topic, names: Mapping[str, Feature], row: Position | Administration, who: str, verb: str, treaties: Treaties
) -> Iterator[Entry]:
    """The beginning of a position or an administration, where its date is known."""
    things = {_feature(names, row.feature), _actor(who)}
    if row.from_ and topic.takes(things):
        name = names[row.feature].name if row.feature in names else row.feature
        text = f"{capital(treaties.the(who))} {verb} {the(name)} from then: {row.words}".rstrip(". ")
        yield _entry(row, row.from_, text, things)


def _people(topic: Topic, treaties: Treaties, names: Mapping[str, Feature]) -> Iterator[Entry]:
    reference = treaties.reference
    for term in reference.rows(TermOfOffice):
        person = f"{ID_BASE}person/{slug(term.person)}"
        things = {person, _actor(term.of)}
        if topic.takes(things) and (person in topic.things or topic.all_of):
            for when, word in ((term.from_, "becomes"), (term.to, "is no longer")):
                if when:
                    text = f"{term.person} {word} {term.title} of {treaties.the(term.of)}"
                    yield _entry(term, when, text, things)
    for member in reference.rows(Membership):
        things = {_actor(member.member), f"{ID_BASE}org/{member.organization}"}
        if topic.all_of or not topic.takes(things) or member.role != "member":
            continue
        for when, word in ((member.from_, "joins"), (member.to, "leaves")):
            if when:
                text = f"{capital(treaties.the(member.member))} {word} {treaties.the(member.organization)}"
                yield _entry(member, when, text, things)
    for said in reference.rows(Declaration):
        things = {f"{ID_BASE}treaty/{said.treaty}", *map(_actor, said.by)}
        things |= {_feature(names, said.place)} if said.place in names else set()
        if said.date and topic.takes(things):
            by = listed(treaties.the(code) for code in said.by)
            yield _entry(said, said.date, f"Declared by {by}: {said.words}".rstrip("."), things)


def _entry(row: Row, when: str, text: str, things: Collection[str]) -> Entry:
    return Entry(when, text, "reference", (), (row_name(row),), row.sources, tuple(sorted(things)))


def _actor(name: str) -> str:
    return f"{ID_BASE}state/{name}" if name.isupper() and len(name) == 2 else f"{ID_BASE}org/{name}"


def _feature(names: Mapping[str, Feature], of: str) -> str:
    sea = of in names and names[of].kind == "Sea"
    return f"{ID_BASE}{'sea' if sea else 'feature'}/{of}"
