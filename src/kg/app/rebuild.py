"""Make a store anew from its sources: those of the project, and those that documents were ingested from.

In a folder, the new store is made beside the old one, and takes its place when it is whole. On a server, documents are
read again one batch after the other, and the view is derived anew.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from kg.app.build import source_files
from kg.app.filling import BuildReport, Filling
from kg.app.ingest import ingest
from kg.app.rules import reading_rules
from kg.app.verbs import App
from kg.core.errors import KgError, StoreError
from kg.core.rdf_terms import document_graph
from kg.read.streams import Piece, pieces
from kg.read.text import STDIN
from kg.store import Source, Store
from kg.store.folder import exchange, in_use, put_back

Told = Callable[[str], None]


@dataclass(slots=True)
class RebuildReport:
    """What was done."""

    documents: int = 0
    """In the store now."""
    read: int = 0
    """Of these, how many were read again."""
    kept: list[str] = field(default_factory=list)
    """Names of those whose source is not there any more: they are as they were."""
    failures: list[KgError] = field(default_factory=list)
    unreadable: StoreError | None = None
    """Why nothing could be taken from the old store, where that is so."""


def rebuild(app: App, *, workers: int = 1, scheduler: str | None = None, told: Told = lambda _: None) -> RebuildReport:
    """Make the project's store anew. Raises StoreError where it is in use, or where there is none and no sources."""
    place, report = app.project.place, RebuildReport()
    if not isinstance(place, Path):
        with app.writing() as store:
            _fill(app, store, store.sources(), report, workers, scheduler, told, again=True)
            store.rebuild()
            report.documents = len(store.document_ids())
        return report
    put_back(place)
    if in_use(place):
        what = "the store is in use by another kg process"
        raise StoreError(what, where=str(place), remedy="wait until it has ended")
    new = place.with_name(f"{place.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    with ExitStack() as stack:
        old = _opened(app, stack, report)
        store = stack.enter_context(app.writing(new))
        _fill(app, store, old.sources() if old else {}, report, workers, scheduler, told)
        if old:
            _keep(old, store, report)
        report.documents = len(store.document_ids())
    exchange(place, new)
    return report


def _opened(app: App, stack: ExitStack, report: RebuildReport) -> Store | None:
    try:
        return stack.enter_context(app.store())
    except StoreError as error:
        report.unreadable = error
        return None


def _fill(
    app: App, store: Store, noted: dict[Source, str], report: RebuildReport, workers: int, scheduler: str | None,
    told: Told, again: bool = False,
) -> None:  # fmt: skip
    files = source_files(app)
    before = set(store.document_ids())
    if files:
        built = BuildReport(app.project.exports)
        filling = Filling(app, store, built, reading_rules(app.project, app.model), told)
        filling.fill(app.pieces(files), fresh=False, again=again, workers=workers, scheduler=scheduler)
        report.failures += built.failures
        report.read += len(built.built)
    others = {source: id_ for source, id_ in noted.items() if not source.built and source.origin != STDIN}
    for result in ingest(app, store, _pieces(app, others), again=again, workers=workers, scheduler=scheduler):
        told(result.where)
        if result.error:
            report.failures.append(result.error)
        report.read += result.result is not None
    if not files and not others and not before and report.unreadable:
        raise report.unreadable


def _pieces(app: App, sources: Iterable[Source]) -> Iterable[Piece | KgError]:
    """What is to be read of the sources that are still there; of a stream, only the rows that were read of it."""
    wanted: dict[tuple[str, str], set[str]] = defaultdict(set)
    for source in sources:
        wanted[source.origin, source.told].add(source.content)
    for origin, told in sorted(wanted):
        path = app.project.root / origin
        if path.is_file():
            reading = app.reading().as_told(told)
            rows = [piece for piece in pieces([path], reading) if isinstance(piece, KgError) or not piece.row or
                    piece.content in wanted[origin, told]]  # fmt: skip
            yield from rows


def _keep(old: Store, new: Store, report: RebuildReport) -> None:
    """Take over the documents whose source is gone, with their claims as they were read."""
    addresses = set(new.addresses().values())
    notes: dict[str, set[Source]] = defaultdict(set)
    for source, id_ in old.sources().items():
        notes[id_].add(source)
    there = set(new.document_ids())
    for document in old.documents():
        sources = notes[document.id]
        stale = bool(sources) and all(source.built for source in sources)
        if document.id in there or document.uri in addresses or stale:
            continue
        new.adopt(document.id, list(old.engine.graph(document_graph(document.id))), sources)
        report.kept.append(document.name)
