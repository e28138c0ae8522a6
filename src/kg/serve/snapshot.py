"""What workers read: a copy of the store as it was at one moment, made while others may be writing.

The engine's files of data never change once they are written, so they are linked, not copied; the manifest, which names
them, and the log of what is in none of them yet are copied. A writer may put files away meanwhile: the copy counts only
if the manifest and the names of all files are the same before and after, else it is made again. (The log may have
grown: its beginning is a state of the store too. The engine's own ``backup`` leaves the log out.) SPARQL and pages read
the same copy. Where the project withholds words (``evidence`` of kg.toml) or has a base of its own, SPARQL reads a
second one that holds what ``kg export`` would let out.

Run as a program, in a process of its own: ``python -m kg.serve.snapshot STORE TARGET EVIDENCE BASE``.
"""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

import pyoxigraph as ox

from kg.core.errors import KgError, StoreError
from kg.core.model import ID_BASE
from kg.store.entries import INDEX
from kg.store.folder import open_database, translated

_TRIES = 40
_PAUSE = 0.05
"""Seconds until the next try."""


def signature(store: Path) -> tuple[tuple[str, int], ...]:
    """What changes when a store does: the names of its files, and the sizes of those that grow."""
    found = []
    try:
        for entry in (store / "db").iterdir() if (store / "db").is_dir() else ():
            if entry.suffix in (".sst", ".log") or entry.name.startswith("MANIFEST"):
                found.append((entry.name, entry.stat().st_size))
        found.append(("store.json", (store / "store.json").stat().st_mtime_ns))
    except OSError:  # it is being changed
        found.append(("", time.monotonic_ns()))
    return tuple(sorted(found))


def _files(store: Path) -> tuple[tuple[str, int], ...]:
    """As :func:`signature`, but for how much a writer has added to its log."""
    return tuple((name, 0 if name.endswith(".log") else size) for name, size in signature(store))


def make(store: Path, target: Path, evidence: str = "quote", base: str = ID_BASE) -> None:
    """Copy a store to ``target/store``, and what SPARQL may read, where that is less, to ``target/served``.

    Raises StoreError where there is no store, or it changes too fast to be copied.
    """
    if not (store / "store.json").is_file():
        open_database(store, read_only=True)  # says what is wrong
    copy = target / "store"
    for _ in range(_TRIES):
        shutil.rmtree(copy, ignore_errors=True)
        (copy / "db").mkdir(parents=True)
        before = _files(store)
        try:
            _copy_files(store, copy)
        except FileNotFoundError:
            time.sleep(_PAUSE)
            continue
        if _files(store) == before:
            break
        time.sleep(_PAUSE)
    else:
        raise StoreError("the store changes all the time", where=str(store), remedy="wait until the writer has ended")
    database = open_database(copy, read_only=False)
    with translated(store):
        database.flush()  # what the log holds becomes files, once, so that each worker opens it at once
    if evidence != "quote" or base != ID_BASE:
        _reduce(database, target / "served", evidence, base)


def _copy_files(store: Path, copy: Path) -> None:
    shutil.copy(store / "store.json", copy / "store.json")
    if not (store / "db").is_dir():  # a store that nothing was put into yet
        (copy / "db").rmdir()
        return
    names = sorted(entry.name for entry in (store / "db").iterdir())
    for name in names:
        if name == "CURRENT" or name.startswith(("MANIFEST", "OPTIONS")):
            shutil.copy(store / "db" / name, copy / "db" / name)
    for name in names:
        if name.endswith(".sst"):
            _link(store / "db" / name, copy / "db" / name)
    for name in names:
        if name.endswith(".log"):
            shutil.copy(store / "db" / name, copy / "db" / name)


def _link(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except FileNotFoundError:
        raise
    except OSError:  # another file system, or one without links
        shutil.copy(source, target)


def _reduce(database: ox.Store, target: Path, evidence: str, base: str) -> None:
    from kg.export.evidence import withheld
    from kg.export.rdf import rebased

    target.mkdir(parents=True)
    reduced = ox.Store(str(target / "db"))
    shown = (quad for quad in database if quad.graph_name != INDEX)
    reduced.bulk_extend(rebased(withheld(shown, evidence), base))
    reduced.flush()


def main(arguments: list[str]) -> int:
    """Make one copy; an error is one line on standard error."""
    store, target, evidence, base = arguments
    try:
        make(Path(store), Path(target), evidence, base)
    except KgError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
