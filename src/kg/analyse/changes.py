"""What changed between two days: new, upgraded, downgraded, ended, retracted, and told for the first time.

Treaties and office holders are compared by the reference as of each day, and treaties that it lacks by dated accepted
statuses of claims. Memberships, positions, disputes and alliances are compared as dated ties. What sources state
without a date cannot have begun on a known day: where its first source came out between the two days it is *told for
the first time*. *Retracted* is what was stated by the first day and denied by a source of a later one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg.analyse.obligations import short
from kg.analyse.result import Finding, Result, Section, merged
from kg.analyse.sentences import pages_of, sentence
from kg.analyse.terms import statuses
from kg.analyse.ties import Tie
from kg.analyse.treaties import Treaties, capital, first, listed, row_name, the
from kg.core.model import ID_BASE, Claim, Document, Stance
from kg.core.ontology import Ontology
from kg.core.rdf_terms import slug
from kg.core.time import bounds
from kg.reference import Reference
from kg.reference.rows import TermOfOffice

SECTIONS = {
    "new": "New", "upgraded": "Upgraded", "downgraded": "Downgraded", "ended": "Ended", "retracted": "Retracted",
    "told": "Told for the first time, without a date",
}  # fmt: skip
_LASTING = {"alliance": "alliance", "membership": "membership", "dispute": "dispute", "position": "position"}


@dataclass(frozen=True, slots=True)
class Change:
    """One change. ``how`` is a key of :data:`SECTIONS`, ``what``: treaty, party, membership, position, dispute..."""

    how: str
    what: str
    text: str
    date: str = ""
    claims: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


def changes(
    reference: Reference, ties: Iterable[Tie], names: Mapping[str, str], claims: Iterable[Claim],
    documents: Mapping[str, Document], ontology: Ontology, before: date, after: date,
) -> list[Change]:  # fmt: skip
    """Every change after ``before`` up to ``after``, sorted. ``names`` are those of the ids that ties name."""
    claims = list(claims)
    found = [
        *_treaties(reference, before, after), *_parties(reference, before, after),
        *_ties(ties, names, before, after), *_offices(reference, before, after),
        *_told_treaties(reference, claims, documents, ontology, before, after),
        *_retracted(claims, documents, ontology, before, after),
        *_told(reference, claims, documents, ontology, before, after),
    ]  # fmt: skip
    order = list(SECTIONS)
    return sorted(found, key=lambda c: (order.index(c.how), c.what, first(c.date), c.text, c.basis, c.claims))


def changes_told(found: Sequence[Change], before: date, after: date) -> Result:
    """The changes as a result, a section for each way to change."""
    sections = []
    for how, title in SECTIONS.items():
        mine = [c for c in found if c.how == how]
        findings = tuple(
            Finding(
                f"{c.what.capitalize()}: {capital(c.text)}{f' ({c.date})' if c.date and c.date not in c.text else ''}.",
                {"how": how, "what": c.what, "when": c.date or None},
                (),
                c.claims,
                c.basis,
                c.pages,
                c.date,
                c.about,
            )
            for c in mine
        )
        sections.append(Section(how, title, findings))
    return Result(
        "diff",
        f"What changed from {before} to {after}",
        {"before": str(before), "after": str(after)},
        tuple(sections),
        after.isoformat(),
        ("From dated rows of the reference and dated claims; a change whose day nobody tells is not listed.",),
    )


# --- treaties ---------------------------------------------------------------------------------------------------------


def _treaties(reference: Reference, before: date, after: date) -> Iterator[Change]:
    then, now = Treaties(reference, before), Treaties(reference, after)
    for key, treaty in sorted(reference.treaties.items()):
        old, new = then.standing(key), now.standing(key)
        if old.status == new.status:
            continue
        event = next((e for e in reversed(reference.status.get(key, [])) if not e.party and e.status == new.status
                      and e.date == new.since), None)  # fmt: skip
        how = _how(old.status, new.status)
        was = f", was {old}" if old.status else ""
        yield Change(how, "treaty", f"{_named(now, key)}: {new}{was}", new.since, (),
                     (row_name(event),) if event else (),
                     merged(new.sources, treaty.sources), (f"{ID_BASE}treaty/{key}",))  # fmt: skip


def _named(treaties: Treaties, key: str) -> str:
    """The short name of a treaty, with its parties where they are few: many treaties are called alike."""
    parties = sorted({treaties.the(p.party) for p in treaties.reference.parties.get(key, ())})
    who = f" of {listed(parties)}" if 0 < len(parties) <= 4 else ""
    return f"{short(treaties.treaty(key))}{who}"


def _how(old: str, new: str) -> str:
    """How a treaty changed that had one status and has another."""
    way, end = statuses().way, statuses().end
    if new in end:
        return "downgraded" if new == "Suspended" else "ended"
    if not old:
        return "new"
    if old in end:
        return "upgraded"
    return "upgraded" if way.index(new) > way.index(old) else "downgraded"


def _parties(reference: Reference, before: date, after: date) -> Iterator[Change]:
    """Who joined or left a treaty that was there already."""
    then, now = Treaties(reference, before), Treaties(reference, after)
    for key in sorted(reference.treaties):
        if not then.standing(key).in_force or not now.standing(key).in_force:
            continue
        old, new = then.parties(key), now.parties(key)
        for code in sorted(new.keys() ^ old.keys()):
            row = new.get(code) or old[code]
            joined = code in new
            yield Change(
                "new" if joined else "ended",
                "party",
                f"{capital(now.the(code))} {'joined' if joined else 'left'} {_named(now, key)}",
                row.from_ if joined else row.to,
                (),
                (row_name(row),),
                row.sources,
                (f"{ID_BASE}treaty/{key}", _actor(code)),
            )


def _told_treaties(
    reference: Reference, claims: Iterable[Claim], documents: Mapping[str, Document], ontology: Ontology,
    before: date, after: date,
) -> Iterator[Change]:  # fmt: skip
    """Statuses of treaties that the reference lacks, by accepted dated claims."""
    steps: dict[str, list[Claim]] = {}
    for claim in claims:
        told_status = claim.relation == "status" and claim.stance == Stance.STATED and not claim.contradicted
        ours = claim.subject.iri.removeprefix(f"{ID_BASE}treaty/") in reference.treaties
        if told_status and claim.date and not ours:
            steps.setdefault(claim.subject.iri, []).append(claim)
    for iri, told in sorted(steps.items()):
        told.sort(key=lambda c: (first(c.date.edtf) if c.date else date.min, c.id))
        old = [c for c in told if c.date and first(c.date.edtf) <= before and c.object]
        new = [c for c in told if c.date and before < first(c.date.edtf) <= after and c.object]
        if not new or not new[-1].object:
            continue
        last = new[-1]
        was = old[-1].object.name if old and old[-1].object else ""
        if was != new[-1].object.name:
            same = [c for c in new if c.object == last.object]
            yield Change(
                _how(was, new[-1].object.name),
                "treaty",
                sentence(last, ontology),
                last.date.edtf if last.date else "",
                tuple(c.id for c in same),
                (),
                merged(*(pages_of(documents.get(c.document)) for c in same)),
                (iri,),
            )


# --- ties, offices ----------------------------------------------------------------------------------------------------


def _ties(ties: Iterable[Tie], names: Mapping[str, str], before: date, after: date) -> Iterator[Change]:
    """Ties of one day and not of the other; those of one pair and matter together."""
    groups: dict[tuple[str, str, str, str], list[Tie]] = {}
    for tie in ties:
        if tie.kind in _LASTING and tie.dated:
            groups.setdefault((tie.kind, tie.source, tie.target, tie.detail), []).append(tie)
    for (kind, source, target, _), group in sorted(groups.items()):
        old = [t for t in group if _holds(t, before)]
        new = [t for t in group if _holds(t, after)]
        if bool(old) == bool(new):
            continue
        mine = new or old
        day = (
            min((t.first for t in new if t.first), default=None)
            if new
            else max((t.last for t in old if t.last), default=None)
        )
        who = the(names.get(source, source)), the(names.get(target, target))
        label = mine[0].label
        texts = {
            "membership": f"{who[0]} {'joined' if new else 'left'} {who[1]}",
            "position": f"{who[0]} {'claims' if new else 'no longer claims'} {who[1]}",
            "dispute": f"{who[0]} and {who[1]}" + (f" over {the(label)}" if label else ""),
            "alliance": f"{who[0]} and {who[1]} are {'' if new else 'no longer '}called allies",
        }
        yield Change("new" if new else "ended", kind, texts[kind], day.isoformat() if day else "",
                     merged(t.claim for t in mine), merged(t.basis for t in mine), merged(*(t.pages for t in mine)),
                     (source, target))  # fmt: skip


def _holds(tie: Tie, day: date) -> bool:
    return (tie.first is None or tie.first <= day) and (tie.last is None or tie.last > day)


def _offices(reference: Reference, before: date, after: date) -> Iterator[Change]:
    """Posts held by another person on the later day, where the reference knows a holder for it."""
    posts: dict[tuple[str, str, str], list[TermOfOffice]] = {}
    for term in reference.rows(TermOfOffice):
        if term.from_:
            posts.setdefault((term.of, term.post, term.title if term.post == "other" else ""), []).append(term)
    names = Treaties(reference)
    for (of, _, _), terms in sorted(posts.items()):
        old, new = _holder(terms, before), _holder(terms, after)
        if new is None or (old and old.person == new.person) or first(new.from_) <= before:
            continue
        was = f", was {old.person}" if old else ""
        yield Change("new", "office", f"{new.person} is {new.title} of {names.the(of)}{was}", new.from_, (),
                     tuple(row_name(t) for t in (new, old) if t), merged(new.sources, old.sources if old else ()),
                     (f"{ID_BASE}person/{slug(new.person)}", _actor(of)))  # fmt: skip


def _holder(terms: Iterable[TermOfOffice], day: date) -> TermOfOffice | None:
    held = [t for t in terms if first(t.from_) <= day and (not t.to or day <= (bounds(t.to)[1] or date.max))]
    return max(held, key=lambda t: (first(t.from_), t.person), default=None)


# --- claims -----------------------------------------------------------------------------------------------------------


def _key(claim: Claim) -> tuple[str, str, str]:
    return claim.relation, claim.subject.iri, claim.object.iri if claim.object else ""


def _known(claim: Claim, documents: Mapping[str, Document]) -> date:
    """The day by which a claim is told: its date, else its document's publication, else the end of time."""
    document = documents.get(claim.document)
    told = claim.date.edtf if claim.date else (document.published if document and document.published else "")
    return first(told) if told else date.max


def _retracted(
    claims: Sequence[Claim], documents: Mapping[str, Document], ontology: Ontology, before: date, after: date
) -> Iterator[Change]:
    """Stated by the first day, and denied by a claim of a later one."""
    stated: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims:
        if claim.stance == Stance.STATED and _known(claim, documents) <= before:
            stated.setdefault(_key(claim), []).append(claim)
    for claim in claims:
        if claim.stance == Stance.NEGATED and before < _known(claim, documents) <= after and _key(claim) in stated:
            both = [claim, *stated[_key(claim)]]
            yield Change("retracted", ontology.label(claim.relation), sentence(claim, ontology),
                         claim.date.edtf if claim.date else "", tuple(c.id for c in both), (),
                         merged(*(pages_of(documents.get(c.document)) for c in both)))  # fmt: skip


def _told(
    reference: Reference,
    claims: Sequence[Claim],
    documents: Mapping[str, Document],
    ontology: Ontology,
    before: date,
    after: date,
) -> Iterator[Change]:
    """Lasting statements without a date whose first source came out between the two days."""
    lasting = {"alliedWith": "alliance", "disputes": "dispute", "claimsSovereignty": "position",
               "memberOf": "membership", "hasParty": "party"}  # fmt: skip
    groups: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims:
        known = claim.subject.iri.removeprefix(f"{ID_BASE}treaty/") in reference.treaties
        if claim.relation in lasting and claim.stance == Stance.STATED and not claim.contradicted and not known:
            relation, one, other = _key(claim)
            if ontology.symmetric(relation):
                one, other = sorted((one, other))
            groups.setdefault((relation, one, other), []).append(claim)
    for _, group in sorted(groups.items()):
        if any(c.date for c in group):
            continue
        days = [_known(c, documents) for c in group]
        if before < min(days) <= after:
            chosen = min(group, key=lambda c: (_known(c, documents), c.id))
            yield Change("told", lasting[chosen.relation], sentence(chosen, ontology), min(days).isoformat(),
                         tuple(sorted(c.id for c in group)), (),
                         merged(*(pages_of(documents.get(c.document)) for c in group)))  # fmt: skip


def _actor(name: str) -> str:
    return f"{ID_BASE}state/{name}" if name.isupper() and len(name) == 2 else f"{ID_BASE}org/{name}"
