"""Documents into a store as they come: what was read by the same rules is passed over, the rest read and stored.

Nothing is held but the documents that are being read and the batch that is being stored, so that a stream of any
length takes the same memory; and since each batch is noted with where it was read, a run that was cut off goes on.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.app.rules import reading_rules
from kg.app.verbs import App
from kg.app.workers import batched
from kg.core.errors import KgError
from kg.core.model import Extraction
from kg.read.streams import Piece
from kg.store import IngestResult, Source, Store

_LOOKED_UP = 100
"""How many pieces are looked up in the store at once."""


@dataclass(slots=True)
class Told:
    """What became of one piece: it was passed over, stored (``result``), or failed (``error``)."""

    where: str
    document: str = ""
    """The id of its document, where it was passed over."""
    result: IngestResult | None = None
    error: KgError | None = None
    undated: bool = False
    """Whether its document was read and has no date of publication."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """What the extraction noted."""
    waiting: bool = field(default=False, repr=False)


def ingest(
    app: App,
    store: Store,
    pieces: Iterable[Piece | KgError],
    *,
    again: bool = False,
    workers: int = 1,
    scheduler: str | None = None,
) -> Iterator[Told]:
    """Read and store each piece, in their order; ``again`` reads also what was read before. Raises StoreError."""
    run = _Run(app, store, again)
    results = app.extractions(run.to_read(pieces), workers=workers, scheduler=scheduler)
    for result in store.ingest_all(run.to_store(results)):
        yield from run.finished(result)
    yield from run.told


def source_of(piece: Piece, rules: str, built: bool = False) -> Source:
    """The note of a piece that was read by these rules."""
    return Source(piece.origin, piece.content, rules, built, piece.reading.told)


class _Run:
    """One run: ``told`` are the pieces that have been taken and not yet told of, in their order."""

    def __init__(self, app: App, store: Store, again: bool) -> None:
        self._store, self._again = store, again
        self._rules = reading_rules(app.project, app.model)
        self.told: deque[Told] = deque()
        self._reading: deque[tuple[Told, Source]] = deque()

    def to_read(self, pieces: Iterable[Piece | KgError]) -> Iterator[Piece]:
        for some in batched(pieces, _LOOKED_UP):
            sources = [None if isinstance(p, KgError) else source_of(p, self._rules) for p in some]
            asked = [source for source in sources if source is not None and not self._again]
            known = dict(zip(asked, self._store.are_read(asked), strict=True))
            for piece, source in zip(some, sources, strict=True):
                if isinstance(piece, KgError):
                    self.told.append(Told("", error=piece))
                    continue
                assert source is not None
                if document := known.get(source):
                    self.told.append(Told(piece.where, document))
                else:
                    self.told.append(Told(piece.where, waiting=True))
                    self._reading.append((self.told[-1], source))
                    yield piece

    def to_store(self, results: Iterable[Extraction | KgError]) -> Iterator[tuple[Extraction, Source]]:
        for result in results:
            told, source = self._reading.popleft()
            if isinstance(result, KgError):
                told.error, told.waiting = result, False
            else:
                told.undated, told.notes = result.document.published is None, result.notes
                yield result, source

    def finished(self, result: IngestResult | KgError) -> Iterator[Told]:
        """Those that can be told of, since the first that waits has been stored."""
        while not self.told[0].waiting:
            yield self.told.popleft()
        told = self.told.popleft()
        told.waiting = False
        if isinstance(result, KgError):
            told.error = result
        else:
            told.result = result
        yield told
