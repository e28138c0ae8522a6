"""Oxigraph in this process: in memory, or on disk in a store's folder. Every change is one transaction."""

from __future__ import annotations

import ctypes
import mmap
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from kg.core.errors import QueryError, StoreError
from kg.store.engine import Answers, Delta, Graph, Pattern, taken
from kg.store.folder import open_database, size, translated
from kg.store.sparql import update_text

FLUSHED = 50_000
"""Quads that are changed before what the engine holds of them in memory goes into its files, and these are opened anew:
some 50 MB. With 20,000 a stream takes a tenth longer.
"""
GROWN = 80 * 2**20
"""Bytes by which the process may grow before the same is done earlier: the larger a store is, the more blocks of its
files the engine meets in the same changes and keeps in its caches, which nothing in its Python package makes smaller.
"""
WORTH = 32 * 2**20
"""Bytes by which it must have grown since the files were last opened: what the program itself holds (texts of a build)
would not be given back.
"""
TRIMMED = 20_000
"""Quads that are changed before memory that is free again is given back to the system."""


COMPACTED = 500_000
"""Quads that are changed before the files are compacted when the store is closed: some 2,000 articles. The engine would
do so little by little under whoever opens the store next, who would wait for it.
"""
SWOLLEN = 1.25
"""How many times as large the files must be as when they were opened: a large store is not written anew for little."""


_STATM = Path("/proc/self/statm")
"""Of Linux: pages that are resident, and those of them that are of files (proc(5))."""
_PAGE = mmap.PAGESIZE


class Oxigraph:
    """An open database. On disk it is locked while it is open for writing."""

    atomic = True

    def __init__(self, database: ox.Store, where: str, path: Path | None = None) -> None:
        """``path`` is the folder of a database that is open for writing."""
        self._database: ox.Store | None = database
        self.where, self._path = where, path
        self._held = self._untrimmed = self._changed = 0
        self._least = self._closed = _own_memory()
        self._size = size(path) if path is not None else 0

    @classmethod
    def memory(cls) -> Oxigraph:
        """An empty database in memory."""
        return cls(ox.Store(), "memory")

    @classmethod
    def open(cls, path: Path, read_only: bool = False) -> Oxigraph:
        """The database in a store's folder, made if it is not there, unless ``read_only``. Raises StoreError."""
        return cls(open_database(path, read_only), str(path), None if read_only else path)

    @property
    def database(self) -> ox.Store:
        """The engine itself. Raises StoreError once it is closed."""
        if self._database is None:
            raise StoreError("the store has been closed", where=self.where, remedy="open it again")
        return self._database

    def match(self, pattern: Pattern) -> Iterator[Quad]:
        with translated(self.where):
            yield from taken(
                self.database.quads_for_pattern(pattern.subject, pattern.predicate, pattern.object, pattern.graph),
                pattern,
            )

    def match_all(self, patterns: Sequence[Pattern]) -> list[list[Quad]]:
        return list(self.match_each(patterns))

    def match_each(self, patterns: Sequence[Pattern]) -> Iterator[list[Quad]]:
        for pattern in patterns:
            yield list(self.match(pattern))

    def graph(self, graph: Graph) -> Iterator[Quad]:
        with translated(self.where):
            yield from self.database.quads_for_pattern(None, None, None, graph)

    def graphs(self, start: str) -> list[str]:
        with translated(self.where):
            names = (g.value for g in self.database.named_graphs() if isinstance(g, NamedNode))
            return sorted(name for name in names if name.startswith(start))

    def query(self, sparql: str, prefixes: Mapping[str, str] | None = None) -> Answers:
        with translated(self.where):
            try:
                return self.database.query(sparql, prefixes=dict(prefixes) if prefixes else None)
            except SyntaxError as error:
                raise QueryError(f"the query is malformed: {error}", remedy="correct it") from error
            except RuntimeError as error:
                raise QueryError(f"the query cannot be answered: {error}", remedy="correct it") from error

    def apply(self, delta: Delta) -> None:
        with translated(self.where):
            if delta.drop or delta.delete:
                self.database.update(update_text(delta))
            elif delta.insert:
                self.database.extend(delta.insert)  # one transaction too, and there is no text to parse
            changed = len(delta.insert) + len(delta.delete)
            self._held += changed
            self._untrimmed += changed
            self._changed += changed
            if self._path is not None and self._untrimmed > TRIMMED:
                self._untrimmed = 0
                _trim()

    def settle(self) -> None:
        """Open the files anew after each ``FLUSHED`` quads, or earlier where the process has ``GROWN``: the engine
        keeps what it has read of them (blocks, filters, tables of contents). Should another program take the store at
        this very moment, StoreError is raised; nothing that was applied is lost.
        """
        due = self._held > FLUSHED or (self._held and self._has_grown())
        if self._path is None or not due:
            return
        self._release()
        _trim()
        self._closed = _own_memory()
        self._least = min(self._least, self._closed)
        self._database = open_database(self._path, read_only=False)
        self._held = 0

    def _has_grown(self) -> bool:
        """Whether the process holds much more than it did without the files, and than when these were last closed; free
        memory is given back first.
        """
        most = max(self._least + GROWN, self._closed + WORTH)
        if _own_memory() > most:
            _trim()
        return _own_memory() > most

    def load(self, path: Path) -> None:
        with translated(self.where):
            try:
                self.database.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
            except SyntaxError as error:
                raise StoreError(f"is no N-Quads file ({error})", where=path.name, remedy="give another") from error

    def dump(self, path: Path) -> None:
        with translated(self.where):
            self.database.dump(str(path), ox.RdfFormat.N_QUADS)

    def close(self) -> None:
        """Release the database, its files compacted where much has been written."""
        path = self._path if self._database is not None and self._changed > COMPACTED else None
        if path is not None and size(path) > SWOLLEN * self._size:
            self._compact()
        self._release()

    def _compact(self) -> None:
        with translated(self.where):
            self.database.optimize()

    def _release(self) -> None:
        """What a writer leaves in the log goes into the files: each reader would replay it."""
        database, self._database = self._database, None
        if database is not None and self._path is not None:
            with translated(self.where):
                database.flush()


def _trim() -> None:
    """Give back what the allocator keeps of memory that is free: in glibc, with the engine's threads, more each hour.

    Measured over 30,000 documents: half of what the writer held was free.
    """
    if trim := _malloc_trim():
        trim(0)


def _own_memory() -> int:
    """Bytes that this process holds for itself, without the pages of files; 0 where the system does not tell."""
    try:
        resident, shared = map(int, _STATM.read_text().split()[1:3])
    except OSError:
        return 0
    return (resident - shared) * _PAGE


@cache
def _malloc_trim() -> Callable[[int], int] | None:
    """The function of glibc (malloc_trim(3)), where the C library has it."""
    try:
        found: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
    except (OSError, TypeError):
        return None
    return found
