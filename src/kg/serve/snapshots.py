"""Which snapshot workers read, kept up to date: the server's side of :mod:`kg.serve.snapshot`."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from kg.core.errors import StoreError
from kg.serve.settings import Settings
from kg.serve.snapshot import signature

_PREFIX, _LOCK = "serve-", "lock"
_PAUSE = 1.0
"""Seconds between two looks at the store, and the least between two snapshots."""
_YOUNG = 60.0
_SHARE = 10
"""A snapshot that took long is followed by a pause so many times as long."""


class Snapshots:
    """The newest snapshot of a store. Use :meth:`start`, :meth:`watch` in a task, and :meth:`close`."""

    def __init__(self, settings: Settings, store: Path, reading: Callable[[], set[str]]) -> None:
        self.settings, self.store, self._reading = settings, store, reading
        self._folder = Path()
        self._number = 0
        self._signature: tuple[tuple[str, int], ...] = ()
        self._lock: IO[str] | None = None
        self.current = ""
        self.told: Callable[[str], None] = lambda _: None

    async def start(self) -> None:
        """Make the first snapshot. Raises StoreError."""
        self._folder = _make_folder(self.store.parent)
        self._lock = (self._folder / _LOCK).open("w")  # held as long as the folder is in use
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        await self._renew()

    async def watch(self) -> None:
        """Make a new one whenever the store has changed, and put those away that nobody reads any more."""
        while True:
            await asyncio.sleep(_PAUSE)
            if signature(self.store) != self._signature:
                begun = time.monotonic()
                try:
                    await self._renew()
                except StoreError as error:  # the old one is served on
                    self.told(f"kg: the store has changed and cannot be copied: {error}")
                await asyncio.sleep((time.monotonic() - begun) * _SHARE)
            self._put_away()

    def close(self) -> None:
        """Remove all of it."""
        shutil.rmtree(self._folder, ignore_errors=True)

    async def _renew(self) -> None:
        seen = signature(self.store)
        target = self._folder / str(self._number)
        self._number += 1
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "kg.serve.snapshot", str(self.store), str(target), self.settings.evidence,
            self.settings.base, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
        )  # fmt: skip
        try:
            _, said = await process.communicate()
        except BaseException:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            raise
        if process.returncode:
            shutil.rmtree(target, ignore_errors=True)
            lines = said.decode("utf-8", "replace").strip().splitlines()
            raise StoreError(lines[-1] if lines else "no snapshot could be made of the store")
        self.current, self._signature = str(target), seen

    def _put_away(self) -> None:
        used = {self.current, *self._reading()}
        for folder in self._folder.iterdir():
            if folder.is_dir() and str(folder) not in used:
                shutil.rmtree(folder, ignore_errors=True)


def _make_folder(beside: Path) -> Path:
    """A folder on the disk of the store, where links can be made; else one for temporary files.

    What a server that was killed has left beside the store is removed.
    """
    for folder in beside.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            if time.time() - folder.stat().st_mtime < _YOUNG:  # its server may not have locked it yet
                continue
        with contextlib.suppress(OSError), (folder / _LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
    try:
        return Path(tempfile.mkdtemp(prefix=_PREFIX, dir=beside))
    except OSError:
        return Path(tempfile.mkdtemp(prefix=f"kg-{_PREFIX}"))
