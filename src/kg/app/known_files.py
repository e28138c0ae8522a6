"""What the files of a project held when a build last read them, so that the next need not read all to find one change.

A table beside the store (``.kg/files.json``) holds for each source its size, its times of change, its inode and the
SHA-256 of its bytes. A file of which all of these are as they were is taken to hold what it held. As git does with its
index ("racily clean" entries), of a file that was changed so lately that a further change might leave its times as they
are these are not noted, and it is read the next time too; both times count, since a program may set the one of
modification.

The table decides nothing but what is read: without it, or where it is damaged or another program's, all is.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from kg.core.errors import KgError
from kg.files import write_atomic
from kg.read.streams import Piece, Reading, origin_of

FORMAT = 1
SETTLED = 3_000_000_000
"""Nanoseconds since the last change after which a file is noted: more than the coarsest clock of a file system."""
_FEW = 20
_UNSETTLED = (-1, 0, 0, 0)
"""In the place of what the system told of a file, where a further change might leave that as it is: fits no file."""
_Found = tuple[int, int, int, int, str]
"""Size, times of modification and of change (ns), inode of a file, and what was told besides."""
_Entry = tuple[int, int, int, int, str, str]
"""The same, and the SHA-256 of its bytes."""
Read = Callable[[Iterable[Path | str]], Iterator[Piece | KgError]]


class KnownFiles:
    """The table of one project. ``rules`` is the digest of the program that reads: the table of another is ignored."""

    def __init__(self, path: Path, rules: str, *, ignored: bool = False) -> None:
        self._path, self._rules = path, rules
        self._old = {} if ignored else self._read()
        self._new: dict[str, _Entry] = {}
        self._seen: dict[Path, _Found | None] = {}
        """What the system told of files before any was read."""
        self._now = 0

    def are_likely_known(self, files: Iterable[Path], reading: Reading, read: Read) -> bool:
        """Whether all hold what they held before, so that it is likely that none has to be read as a document.

        Of those that are not known without opening them only a few are opened, in case they were young the last time.
        """
        self._seen = {path: self._found(path, reading) for path in files}
        open_ = [path for path, found in self._seen.items() if not self._known(path, found, reading)]
        return len(open_) <= _FEW and all(self._holds_the_same(path, read) for path in open_)

    def pieces(self, files: Iterable[Path], reading: Reading, read: Read) -> Iterator[Piece | KgError]:
        """The pieces of files, in their order: of those that are known without opening them, of others by ``read``."""
        self._now = self._clock()
        for path in files:
            where = str(path)
            found = self._seen[path] if path in self._seen else self._found(path, reading)
            if entry := self._known(path, found, reading):
                self._new[where] = entry
                yield Piece(origin_of(path, reading.root), entry[5], where, reading, path)
                continue
            pieces = list(read([path]))
            yield from pieces
            one = pieces[0] if len(pieces) == 1 else None
            if isinstance(one, Piece) and one.path is not None:
                settled = found is not None and self._is_settled(found)
                self._new[where] = (*(found if found and settled else (*_UNSETTLED, reading.told)), one.content)

    def save(self) -> None:
        """Write the table, if anything in it is new. That it cannot be written is no failure: it only saves time."""
        if self._new == self._old:
            return
        rows = json.dumps(self._new, separators=(",", ":"), sort_keys=True)
        with suppress(KgError):
            write_atomic(self._path, f"{self._head(rows)}\n{rows}\n")

    def _read(self) -> dict[str, _Entry]:
        try:
            head, _, rows = self._path.read_text("utf-8").partition("\n")
            if head == self._head(rows.removesuffix("\n")):
                return {path: tuple(entry) for path, entry in json.loads(rows).items()}
        except (OSError, ValueError):
            pass
        return {}

    def _head(self, rows: str) -> str:
        digest = hashlib.sha256(rows.encode("utf-8", "surrogatepass")).hexdigest()
        return f"{FORMAT} {self._rules} {digest}"

    def _holds_the_same(self, path: Path, read: Read) -> bool:
        """Whether a file that has to be opened holds what is noted of it."""
        entry, pieces = self._old.get(str(path)), list(read([path]))
        return entry is not None and all(isinstance(p, Piece) and p.content == entry[5] for p in pieces)

    def _known(self, path: Path, found: _Found | None, reading: Reading) -> _Entry | None:
        """What was noted of a file, where it still is what it was."""
        entry = self._old.get(str(path))
        return entry if found and entry and entry[:5] == found and found[0] <= reading.limit else None

    @staticmethod
    def _found(path: Path, reading: Reading) -> _Found | None:
        """What the system tells of a file before it is read, so that a change meanwhile is seen the next time."""
        try:
            stat = path.stat()
        except OSError:
            return None
        return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino, reading.told

    def _is_settled(self, found: _Found) -> bool:
        return max(found[1], found[2]) + SETTLED < self._now

    def _clock(self) -> int:
        """The time (ns) by the clock of the file system, or of the machine if that is behind; 0 where it is unknown."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._path.parent, prefix=".clock.") as file:
                return min(Path(file.name).stat().st_mtime_ns, time.time_ns())
        except OSError:
            return 0
