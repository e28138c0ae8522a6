"""Propose which things of the store may be one, and keep what a person decides: files under ``graph/judgements``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from kg.app.verbs import App
from kg.core.errors import UsageError
from kg.core.judgements import Judgement, Judgements, Verdict, judgement_lines
from kg.core.model import ID_BASE, Claim, Document
from kg.core.rdf_terms import slug
from kg.files import write_atomic
from kg.reference import Reference
from kg.reference.told import ToldTreaty, key_of, told_treaties

FILE = "graph/judgements/judgements.tsv"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two things that may be one: their ids and names, why, and where the text names the first one."""

    left: str
    right: str
    names: tuple[str, str]
    reasons: tuple[str, ...]
    document: str
    quote: str
    source: str = ""

    @property
    def pair(self) -> frozenset[str]:
        return frozenset((self.left, self.right))


def proposals(app: App) -> list[Proposal]:
    """What the store's claims suggest and nobody has decided yet, sorted by the names."""
    with app.store() as store:
        documents = {d.id: d for d in store.documents()}
        claims = store.claims()
    judgements = app.judgements
    found: dict[frozenset[str], Proposal] = {}
    for proposal in _all(claims, documents, app.reference):
        decided = (proposal.left, proposal.right) in judgements
        if not decided and judgements.canonical(proposal.left) != judgements.canonical(proposal.right):
            found.setdefault(proposal.pair, proposal)
    return sorted(found.values(), key=lambda p: (p.names, p.left, p.right))


def _all(claims: Sequence[Claim], documents: dict[str, Document], reference: Reference) -> Iterator[Proposal]:
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document].append(claim)
    told = [(documents[d], t) for d, own in by_document.items() for t in told_treaties(own) if d in documents]
    yield from _known_treaties(told, reference)
    yield from _treaties(told, reference)
    yield from _holders(claims, documents, reference)
    yield from _persons(claims, documents, reference)


def _known_treaties(told: Iterable[tuple[Document, ToldTreaty]], reference: Reference) -> Iterator[Proposal]:
    """A treaty of a document that has another rendering of the name of one of the reference."""
    for document, treaty in told:
        match = treaty.match(reference)
        if match and match.variant:
            known = match.treaty
            reasons = (
                f"'{match.variant}' in other words",
                f"parties {', '.join(sorted(treaty.parties))}",
                f"reference: {known.title}",
            )
            yield _proposal(
                treaty.claims[0], f"treaty/{known.slug}", known.title, reasons, document, known.sources[0]
            )  # fmt: skip


def _treaties(told: Sequence[tuple[Document, ToldTreaty]], reference: Reference) -> Iterator[Proposal]:
    """Treaties of two documents between the same parties, signed in one time, or of like names."""
    groups: dict[frozenset[str], list[tuple[Document, ToldTreaty]]] = defaultdict(list)
    for document, treaty in told:
        if len(treaty.parties) > 1:
            groups[frozenset(treaty.parties)].append((document, treaty))
    for parties, group in groups.items():
        for (document, one), (other_document, other) in combinations(group, 2):
            known = [t.subject.iri.rpartition("/")[2] in reference.treaties for t in (one, other)]
            if one.subject.iri == other.subject.iri or document.id == other_document.id or all(known):
                continue
            reasons = _alike(one, other, reference)
            if reasons:
                shared = f"parties {', '.join(sorted(parties))}"
                yield _proposal(
                    one.claims[0], other.subject.iri.removeprefix(ID_BASE), other.subject.name,
                    (*reasons, shared, f"the other is in {other_document.name}"), document,
                )  # fmt: skip


def _alike(one: ToldTreaty, other: ToldTreaty, reference: Reference) -> tuple[str, ...]:
    states = reference.state_names(one.parties)
    names = [n for n in other.names if n[:1].isupper()]
    compare = reference.names
    like = any(
        n[:1].isupper() and (compare.same_title(n, names, states) or compare.variant_title(n, names, states))
        for n in one.names
    )
    reasons = ["like names"] if like else []
    days = [{c.date.edtf for c in t.status("Signed") if c.date and len(c.date.edtf) == 10} for t in (one, other)]
    if days[0] & days[1]:
        reasons.append(f"both signed on {min(days[0] & days[1])}")
    return tuple(reasons)


def _holders(claims: Iterable[Claim], documents: dict[str, Document], reference: Reference) -> Iterator[Proposal]:
    """A person who holds an office under a name that is near that of its known holder."""
    for claim in claims:
        if claim.relation != "holdsOffice" or not claim.object or not claim.of:
            continue
        for term in reference.terms(claim.object.name, key_of(claim.of)):
            near = reference.names.near_person(claim.subject.name, term.names)
            if near and not reference.names.same_person(claim.subject.name, term.names):
                reasons = (f"a few letters off {near}", f"{term.title} of {term.of} {term.from_}/{term.to or '..'}")
                yield _proposal(
                    claim, f"person/{slug(term.person)}", term.person, reasons, documents[claim.document],
                    term.sources[0],
                )  # fmt: skip


def _persons(claims: Iterable[Claim], documents: dict[str, Document], reference: Reference) -> Iterator[Proposal]:
    """Persons of two documents in one office whose names are near, or one of which is part of the other."""
    offices: dict[tuple[str, str], dict[str, Claim]] = defaultdict(dict)
    for claim in claims:
        if claim.relation == "holdsOffice" and claim.object and claim.of:
            offices[claim.object.iri, claim.of.iri].setdefault(claim.subject.iri, claim)
    compare = reference.names
    for people in offices.values():
        for one, other in combinations(people.values(), 2):
            names = one.subject.name, other.subject.name
            near = compare.near_person(names[0], [names[1]])
            if near or compare.same_person(names[0], [names[1]]):
                assert one.object and one.of
                how = "a few letters apart" if near else "one name is part of the other"
                reasons = (
                    how,
                    f"both {one.object.name} of {one.of.key}",
                    f"the other is in {documents[other.document].name}",
                )
                yield _proposal(
                    one, other.subject.iri.removeprefix(ID_BASE), names[1], reasons, documents[one.document]
                )  # fmt: skip


def _proposal(
    claim: Claim, right: str, name: str, reasons: tuple[str, ...], document: Document, source: str = ""
) -> Proposal:
    left = claim.subject.iri.removeprefix(ID_BASE)
    return Proposal(left, right, (claim.subject.name, name), reasons, document.name, claim.evidence.quote, source)


# deciding


def decide(app: App, judgement: Judgement) -> list[Judgement]:
    """Write a decision to the project's file; the chain of earlier ones that it extends, for showing.

    An earlier decision on the same two is replaced. Raises DataError where it contradicts others, and writes nothing.
    """
    path = app.project.root / FILE
    rows = [row for row in _own(path) if row.pair != judgement.pair] + [judgement]
    others = [row for row in app.judgements.rows if row.pair != judgement.pair]
    joined = Judgements([*others, judgement])
    write_atomic(path, judgement_lines(rows))
    app.forget_judgements()
    return _extended(joined, judgement)


def _extended(joined: Judgements, judgement: Judgement) -> list[Judgement]:
    """The other decisions by which more than the two of this one are now the same."""
    if judgement.verdict is not Verdict.SAME:
        return []
    group = joined.group(judgement.left)
    return [row for row in joined.rows if row.verdict is Verdict.SAME and row.left in group and row != judgement]


def undo(app: App, left: str, right: str) -> Judgement:
    """Take a decision back. Raises UsageError where there is none in the project's file."""
    path = app.project.root / FILE
    rows = _own(path)
    found = next((row for row in rows if row.pair == frozenset((left, right))), None)
    if found is None:
        raise UsageError(f"nothing was decided of {left} and {right}", remedy="kg review --decided lists decisions")
    write_atomic(path, judgement_lines(row for row in rows if row != found))
    app.forget_judgements()
    return found


def _own(path: Path) -> list[Judgement]:
    from kg.core.judgements import parse_judgements

    return parse_judgements(path.read_text("utf-8"), path.name) if path.is_file() else []
