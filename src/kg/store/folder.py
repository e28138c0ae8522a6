"""The folder that a store lives in, and the one line that a user reads when it cannot be used.

A store is a folder with ``store.json`` (the version of its format) and ``db`` (the database, in RocksDB's files).
"""

from __future__ import annotations

import errno
import gc
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pyoxigraph as ox

from kg.core.errors import KgError, StoreError

FORMAT = 1
_MARK, _DATABASE, _UNFINISHED = "store.json", "db", "db.new"
_OLD = ".old"
_FULL = ("no space left", "file too large", "disk quota", "enospc")
_READ_ONLY = ("permission denied", "read-only file system", "operation not permitted")


def open_database(path: Path, read_only: bool) -> ox.Store:
    """The database in a store's folder, made if there is none and ``read_only`` is false.

    Raises StoreError where it is missing, somebody else's, newer, locked, damaged, or may not be written.
    """
    if path.exists() and not path.is_dir():
        raise StoreError("is a file, not a store", where=str(path), remedy="name the folder of the store")
    with translated(path):
        put_back(path)
        if not path.exists() or not any(path.iterdir()):
            if read_only:
                remedy = "run `kg build` or `kg ingest` first"
                raise StoreError("there is no store here", where=str(path), remedy=remedy)
            path.mkdir(parents=True, exist_ok=True)
            _write_mark(path)
        _check_mark(path)
        if read_only:
            # a store that was killed before its first document has no database yet, and nothing in it
            return ox.Store.read_only(str(path / _DATABASE)) if (path / _DATABASE).is_dir() else ox.Store()
        if not (path / _DATABASE).is_dir():
            _make_database(path)
        return _open_for_writing(str(path / _DATABASE))


def exchange(path: Path, new: Path) -> None:
    """Put a new store in the place of an old one, which is deleted; see :func:`put_back`."""
    old = path.with_name(f"{path.name}{_OLD}")
    with translated(path):
        if old.exists():
            shutil.rmtree(old)
        if path.exists():
            path.rename(old)
        new.rename(path)
        shutil.rmtree(old, ignore_errors=True)


def put_back(path: Path) -> None:
    """Undo an exchange that was cut off between its two steps."""
    old = path.with_name(f"{path.name}{_OLD}")
    if old.is_dir() and not path.exists():
        old.rename(path)


def in_use(path: Path) -> bool:
    """Whether a writer has a store's folder open now; false where the system does not tell."""
    lock = path / _DATABASE / "LOCK"
    try:
        import fcntl

        with lock.open("rb+") as handle:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            fcntl.lockf(handle, fcntl.LOCK_UN)
    except ImportError:
        return False
    except OSError as error:
        return error.errno in (errno.EAGAIN, errno.EACCES)
    return False


def size(path: Path) -> int:
    """Bytes that a store's folder takes."""
    found = 0
    for each in path.rglob("*"):
        with suppress(OSError):  # the database may just have merged it into another
            found += each.stat().st_size if each.is_file() else 0
    return found


def _open_for_writing(path: str) -> ox.Store:
    """The database is unlocked when the last result read from it is gone; one in a cycle of references goes when the
    collector runs, so a lock of this very process is tried again after that.
    """
    try:
        return ox.Store(path)
    except OSError as error:
        if "lock hold by current process" not in str(error).lower():
            raise
    gc.collect()
    return ox.Store(path)


def _make_database(path: Path) -> None:
    """Make the database under another name, so that one which bears its name is whole."""
    unfinished = path / _UNFINISHED
    if unfinished.exists():
        shutil.rmtree(unfinished)
    ox.Store(str(unfinished)).flush()
    unfinished.rename(path / _DATABASE)


def _write_mark(path: Path) -> None:
    temporary = path / f"{_MARK}.new"
    temporary.write_text(json.dumps({"format": FORMAT}) + "\n", "utf-8")
    temporary.replace(path / _MARK)


def _check_mark(path: Path) -> None:
    mark = path / _MARK
    if not mark.exists():
        if [entry.name for entry in path.iterdir()] == [f"{_MARK}.new"]:  # killed while it was made
            _write_mark(path)
            return
        raise StoreError(
            "is a folder with other things in it, not a store", where=str(path), remedy="name a new or empty folder"
        )
    try:
        version = int(json.loads(mark.read_text("utf-8"))["format"])
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(path, f"{_MARK} is unreadable") from error
    if version > FORMAT:
        raise StoreError(
            f"was made by a newer kg (format {version}, this one reads up to {FORMAT})",
            where=str(path), remedy="upgrade kg, or build the store again from the documents",
        )  # fmt: skip


@contextmanager
def translated(path: Path | str) -> Iterator[None]:
    """Turn what the file system and the database complain of into one StoreError line."""
    try:
        yield
    except KgError:
        raise
    except OSError as error:
        raise _store_error(path, error) from error
    except RuntimeError as error:
        # the engine wraps some failures of its files in a RuntimeError
        raise _store_error(path, OSError(str(error))) from error


def _store_error(path: Path | str, error: OSError) -> StoreError:
    text = (error.strerror or str(error)).lower() + " " + str(error).lower()
    where = str(path)
    if "lock file" in text or "lock hold" in text:
        return StoreError("the store is in use by another kg process", where=where, remedy="wait until it has ended")
    if any(words in text for words in _FULL):
        return StoreError(
            "the disk is full; the store is as it was before this document",
            where=where, remedy="free some space and run the command again",
        )  # fmt: skip
    if any(words in text for words in _READ_ONLY):
        return StoreError(
            "the store may not be written or read here", where=where, remedy="check the rights of the folder and disk"
        )
    return _damaged(path, os.strerror(error.errno) if error.errno else str(error))


def _damaged(path: Path | str, detail: str) -> StoreError:
    return StoreError(
        f"the store is damaged ({detail})",
        where=str(path), remedy="make it anew with `kg rebuild`, or remove the folder and build it again (`kg build`)",
    )  # fmt: skip
