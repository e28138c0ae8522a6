"""Check a store, or articles without one: shapes, what cannot be right by the reference, and the ontology's rules."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kg.app.verbs import App
from kg.check.flags import Flag, Kind, Severity
from kg.core.errors import DataError, KgError
from kg.core.model import ID_BASE, ONTOLOGY, Claim, Document

if TYPE_CHECKING:
    from kg.store import Store

_LONE = "SELECT (MIN(?c) AS ?claim) { ?s a kg:AcceptedStatement ; kg:sourceCount 1 ; kg:supportedBy ?c } GROUP BY ?s"
"""The (first) claim of each accepted statement that has one source."""


@dataclass(slots=True)
class CheckReport:
    """What was checked, and what was found, sorted."""

    checked: int = 0
    """Documents."""
    flags: list[Flag] = field(default_factory=list)
    failures: list[KgError] = field(default_factory=list)
    """One for each file that could not be read."""

    @property
    def errors(self) -> int:
        return sum(1 for flag in self.flags if flag.severity is Severity.ERROR)


def check(app: App) -> CheckReport:
    """Check the project's store and ontology."""
    with app.store() as store:
        return CheckReport(len(store.documents()), check_store(app, store))


def check_files(
    app: App, files: Sequence[Path | str], published: str | None = None, *, workers: int = 1
) -> CheckReport:
    """Check articles by themselves, against the shapes and the reference; no store is read or made."""
    from kg.check import shape_checker
    from kg.check.facts import check_facts
    from kg.core.rdf import document_quads

    report = CheckReport()
    shapes = shape_checker(app.project)
    for result in app.extractions(files, published, workers=workers):
        if isinstance(result, KgError):
            report.failures.append(result)
            continue
        report.checked += 1
        name = result.document.name
        report.flags += [Flag(name, str(v), Kind.SHAPE) for v in shapes(document_quads(result))]
        report.flags += check_facts(result.document, result.claims, app.reference)
    report.flags.sort(key=lambda f: f.sort_key)
    return report


def check_store(app: App, store: Store, checked: Set[str] = frozenset()) -> list[Flag]:
    """What there is to say of each document of a store, of them together, and of the ontology; sorted.

    ``checked`` are the ids of documents whose shapes need no check, because they have just passed it to be stored.
    """
    documents = {d.id: d for d in store.documents()}
    claims = store.claims()
    flags = [
        *_shapes(app, store, [d for id_, d in documents.items() if id_ not in checked]),
        *_facts(app, documents, claims),
        *_single(store, documents, claims),
        *_ontology(app),
    ]
    return sorted(flags, key=lambda f: f.sort_key)


Facts = Mapping[str, Sequence[Flag]]
"""By id of a document: what there is to say of it by itself, against the reference."""


def check_build(
    app: App, store: Store, checked: Set[str] = frozenset(), known: Facts | None = None, changed: Set[str] = frozenset()
) -> tuple[list[Flag], Facts]:
    """The flags of a store that are more than information, sorted, and those of them that documents have by themselves.

    Where these are ``known`` from before, only the documents that have ``changed`` (ids) since are looked at again.
    """
    from kg.check.facts import check_facts
    from kg.check.sources import contradictions

    documents = {d.id: d for d in store.documents()}
    facts: dict[str, Sequence[Flag]] = {}
    for id_, document in documents.items():
        if known is not None and id_ not in changed:
            found: Sequence[Flag] = known.get(id_, ())
        else:
            found = list(check_facts(document, store.claims(id_), app.reference))
        if found:
            facts[id_] = found
    flags = [
        *_shapes(app, store, [d for id_, d in documents.items() if id_ not in checked]),
        *(flag for found in facts.values() for flag in found),
        *contradictions(store.bare_claims(), documents, app.reference.names, store.claims),
        *_ontology(app),
    ]
    return sorted((f for f in flags if f.severity is not Severity.INFO), key=lambda f: f.sort_key), facts


def claim_flags(app: App, store: Store) -> list[Flag]:
    """What there is to say of single claims of a store: against the reference, and of one source against another."""
    flags = _facts(app, {d.id: d for d in store.documents()}, store.claims())
    return sorted((f for f in flags if f.claim), key=lambda f: f.sort_key)


def _shapes(app: App, store: Store, documents: Sequence[Document]) -> Iterator[Flag]:
    from kg.check import shape_checker
    from kg.core.rdf_terms import document_graph, order

    if not documents:
        return
    checker = shape_checker(app.project)
    for document in documents:
        for violation in checker(sorted(store.graph(document_graph(document.id)), key=order)):
            yield Flag(document.name, str(violation), Kind.SHAPE)


def _facts(app: App, documents: Mapping[str, Document], claims: Sequence[Claim]) -> Iterator[Flag]:
    from kg.check.facts import check_facts
    from kg.check.sources import check_sources

    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document].append(claim)
    for id_, document in documents.items():
        yield from check_facts(document, by_document[id_], app.reference)
    yield from check_sources(claims, documents, app.reference.names)


def _single(store: Store, documents: Mapping[str, Document], claims: Sequence[Claim]) -> Iterator[Flag]:
    """Statements of the accepted view that one independent source supports."""
    from kg.core.rdf_terms import PREFIXES

    rows = store.query(_LONE, {"kg": PREFIXES["kg"]})
    lone = sorted({str(row["claim"].value).removeprefix(f"{ID_BASE}claim/") for row in rows})  # type: ignore[union-attr]
    by_id = {claim.id: claim for claim in claims}
    for claim in (by_id[id_] for id_ in lone):
        evidence = claim.evidence
        what = f"{claim.subject.key} {claim.relation} {claim.object.key if claim.object else ''}".rstrip()
        yield Flag(
            documents[claim.document].name, f"{what}: only one source says so", Kind.SINGLE_SOURCE, claim.id,
            evidence.quote, evidence.start, evidence.end, remedy="add an independent source that says so",
        )  # fmt: skip


def _ontology(app: App) -> Iterator[Flag]:
    """The rows of the rules in ``graph/quality``: SPARQL queries that give a term and a detail."""
    import pyoxigraph as ox

    store = ox.Store()
    for name in ("ontology.ttl", "graph/alignments.ttl"):
        path = app.project.data(name)
        try:
            store.load(path=str(path), format=ox.RdfFormat.TURTLE)
        except (SyntaxError, OSError) as error:
            raise DataError(f"cannot be read ({error})", where=name, remedy="correct the file") from error
    for path in app.project.files("graph/quality", "*.rq"):
        rule = path.read_text("utf-8")
        title = re.search(r"^# title: (.+)$", rule, re.MULTILINE)
        try:
            rows = [[str(getattr(value, "value", value)) for value in row] for row in store.query(rule)]  # type: ignore[union-attr]
        except SyntaxError as error:
            raise DataError(f"is malformed ({error})", where=path.name, remedy="correct the query") from error
        for row in rows:
            term, detail = (*row, "")[:2]
            what = f"{term.replace(ONTOLOGY, 'kg:')}: {title[1] if title else path.stem} ({detail})"
            yield Flag("ontology.ttl", what, Kind.QUALITY)
