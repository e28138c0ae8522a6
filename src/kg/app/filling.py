"""Bring a store to what a project's sources say now, and read no more of them than that takes.

A document's claims depend on its text and on the rules that read it alone, and its address is the first of those of its
sources. So a source may be passed over if it was read by the same rules, has not changed, and no other source of the
same document has gone.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal

from kg.app.ingest import source_of
from kg.app.verbs import App
from kg.check.flags import Flag
from kg.core.errors import KgError, UsageError
from kg.core.model import Document, Extraction
from kg.core.rdf_terms import LABEL, PREFIXES, document_graph
from kg.read.streams import Piece
from kg.store import Outcome, Source, Store
from kg.store.engine import Pattern

Told = Callable[[str], None]


_UNDATED = """SELECT ?document WHERE {
  GRAPH ?document { ?document dc:identifier ?address }
  FILTER NOT EXISTS { GRAPH ?document { ?document dcterms:issued ?day } } }"""
"""The documents without a date of publication: found by the engine, since to read the dates of all takes a second."""


@dataclass(slots=True)
class BuildReport:
    """What a build did."""

    out: Path
    skipped: int = 0
    """Sources that were read before and have not changed."""
    built: set[str] = field(default_factory=set)
    """The ids of the documents that the sources are."""
    changed: int = 0
    """Documents that were stored anew."""
    written: list[str] = field(default_factory=list)
    """Names of the files written, in order."""
    kept: list[str] = field(default_factory=list)
    """Names of the files that nothing has changed in, so that none was written."""
    failures: list[KgError] = field(default_factory=list)
    """One for each source that could not be read or stored."""
    given: int = 0
    documents: int = 0
    """In the store; of these ``elsewhere`` came from no source of this build."""
    elsewhere: int = 0
    claims: int = 0
    """Claims and what follows are counted where exports are written; `kg status` counts them, too."""
    by_relation: dict[str, Counter[str]] = field(default_factory=dict)
    """Relation -> stance -> number of claims."""
    accepted: int = 0
    """Statements of the accepted view."""
    undated: list[str] = field(default_factory=list)
    """Names of documents without a date of publication: of all where exports are written, else of those just read."""
    flags: list[Flag] = field(default_factory=list)


class Filling:
    """One run over the sources of a build."""

    def __init__(self, app: App, store: Store, report: BuildReport, rules: str, told: Told) -> None:
        """``rules`` are those of :func:`kg.app.rules.reading_rules`."""
        self._app, self._store, self._report, self._rules, self._told = app, store, report, rules, told
        self._noted = store.source_notes()
        self._given: dict[Source, str] = {}
        """The sources of this build, and the notes of them."""
        self._addresses: dict[str, str] = {}
        """Address -> id of the document that has it, of those that were read."""
        self._kept_ids: set[str] = set()
        """Of the documents that need not be read."""
        self._changed: set[str] = set()
        self.texts: dict[str, str] = {}
        """The texts of the documents that were read, by id."""

    def fill(
        self,
        pieces: Iterable[Piece | KgError],
        *,
        fresh: bool,
        again: bool,
        workers: int,
        scheduler: str | None,
    ) -> set[str]:
        """Do it; the ids of what was stored anew, or by the same rules and shapes before.

        Where a source failed, nothing is taken out: what is in the store of it may be all there is.
        """
        sources = self._sources(pieces)
        kept = {} if again else self._kept(sources)
        self._pass_over(kept)
        documents, of = self._read([piece for source, piece in sources.items() if source not in kept])
        self._report.built |= documents.keys()
        self.texts = {id_: document.text for id_, document in documents.items()}
        self._store_all(documents, of, workers, scheduler)
        if not self._report.failures:
            self._take_out(fresh)
        return self._changed | set(kept.values())

    def _sources(self, pieces: Iterable[Piece | KgError]) -> dict[Source, Piece]:
        found: dict[Source, Piece] = {}
        for piece in pieces:
            if isinstance(piece, KgError):
                self._report.failures.append(piece)
            else:
                found[source_of(piece, self._rules, built=True)] = piece
        self._given = {source: source.note for source in found}
        return found

    def _kept(self, sources: Iterable[Source]) -> dict[Source, str]:
        """The sources that need not be read, and the documents that they are.

        A document that has lost one of its sources is taken out, to be read from the others: its address may change.
        """
        noted = ((source, self._noted.get(self._given[source])) for source in sources)
        current = {source: id_ for source, id_ in noted if id_ is not None}
        built, elsewhere = self._others()
        torn = (built & set(current.values())) - elsewhere
        self._store.remove_all(torn)
        return {source: id_ for source, id_ in current.items() if id_ not in torn}

    def _others(self) -> tuple[set[str], set[str]]:
        """The documents of noted sources but this build's: of earlier builds, and those that came from elsewhere."""
        given = set(self._given.values())
        others = [(Source.noted(note), id_) for note, id_ in self._noted.items() if note not in given]
        return {id_ for source, id_ in others if source.built}, {id_ for source, id_ in others if not source.built}

    def _pass_over(self, kept: dict[Source, str]) -> None:
        self._kept_ids = set(kept.values())
        self._report.skipped = len(kept)
        self._report.built |= self._kept_ids

    def note_undated(self) -> None:
        """Report which of the documents that were passed over have no date of publication."""
        rows = self._store.query(_UNDATED, PREFIXES) if self._kept_ids else ()
        found = {row["document"] for row in rows}  # type: ignore[union-attr]
        undated = [graph for graph in map(document_graph, sorted(self._kept_ids)) if graph in found] if found else []
        names = self._store.engine.match_all([Pattern(graph, LABEL, None, graph) for graph in undated])
        self._report.undated += [
            quad.object.value for quads in names for quad in quads if isinstance(quad.object, Literal)
        ]

    def _read(self, pieces: Iterable[Piece]) -> tuple[dict[str, Document], dict[str, set[Source]]]:
        """The documents of the pieces by id, and their sources."""
        documents: dict[str, Document] = {}
        of: dict[str, set[Source]] = defaultdict(set)
        for piece in pieces:
            try:
                document = piece.document()
                if self._at(document.uri, document.id) != document.id:
                    what = f"another text of this call has the address {document.uri} too"
                    raise UsageError(what, where=piece.where, remedy="give each its own url in its front matter")
            except KgError as error:
                self._report.failures.append(error)
                continue
            known = documents.get(document.id, document)
            documents[document.id] = min((document, known), key=lambda d: (d.uri, d.name))
            of[document.id].add(source_of(piece, self._rules, built=True))
            if document.published is None:
                self._report.undated.append(document.name)
        return documents, of

    def _at(self, uri: str, document_id: str) -> str:
        """The document of this build that has an address: the one that asks where none had it before."""
        if uri not in self._addresses:
            kept = (self._store.documents_at(uri) - {document_id}) & self._kept_ids
            self._addresses[uri] = min(kept, default=document_id)
        return self._addresses[uri]

    def _store_all(
        self, documents: dict[str, Document], of: dict[str, set[Source]], workers: int, scheduler: str | None
    ) -> None:
        ordered = sorted(documents.values(), key=lambda d: (d.uri, d.id))
        results = self._app.extractions(ordered, workers=workers, scheduler=scheduler)

        def items() -> Iterator[tuple[Extraction, Iterable[Source]]]:
            for number, (document, result) in enumerate(zip(ordered, results, strict=True), 1):
                self._told(f"{number}/{len(ordered)} {document.name}")
                if isinstance(result, KgError):
                    self._report.failures.append(result)
                else:
                    yield result, of[document.id]

        for result in self._store.ingest_all(items()):
            if isinstance(result, KgError):
                self._report.failures.append(result)
            elif result.outcome is not Outcome.UNCHANGED:
                self._changed.add(result.document)
        self._report.changed = len(self._changed)

    def _take_out(self, fresh: bool) -> None:
        """Remove what earlier builds put in and this has not; with ``fresh``, also what came from elsewhere."""
        built, elsewhere = self._others()
        gone = set(self._store.document_ids()) if fresh else built - elsewhere | self._recorded()
        self._store.remove_all(gone - self._report.built)
        with suppress(OSError):
            self._record.unlink()

    @property
    def _record(self) -> Path:
        """Where builds up to version 0.1 noted what they had put in."""
        return self._app.project.root / ".kg" / "sources.json"

    def _recorded(self) -> set[str]:
        try:
            return set(json.loads(self._record.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return set()
