"""Extraction in several processes: results in the order of the input, the same bytes whatever their number.

On Linux the model and the project's data are loaded once, and the workers are forks that share them: they start in
hundredths of a second. Where threads run beside, or on other systems, they are spawned and each loads them for itself;
a script that calls this with more than one worker then needs the usual ``if __name__ == "__main__":``. A document that
cannot be read or extracted gives its error in its place. Nothing outlives the call: workers end when it is interrupted
or killed.

A command that opens a store and reads few documents is quicker with one process that loads the model meanwhile: see
:func:`beside`.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, nullcontext
from itertools import islice
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType
from typing import Self, TypeVar

from kg.app.verbs import App
from kg.core.errors import KgError
from kg.core.model import Document, Extraction
from kg.read.streams import Piece

Item = Document | Piece | Path | str | KgError
"""A document, the piece or file that it is in, or the error for which there is none, which comes out as it went in."""
Result = Extraction | KgError
T = TypeVar("T")
_BATCH = 8
"""Most documents that are handed over at once: short ones cost little more than the handing over."""
_SHARES = 16
"""Into how many parts, at least, the work of each process is cut, so that none is left with much when others end."""
_AHEAD = 4
"""How many batches a process may be ahead of the one that is waited for, so that a long document stops no other."""
_GARBAGE = 50_000
"""After how many new objects garbage is looked for: some documents' trees, which refer to one another."""
_app: App | None = None
"""The application of a worker process."""


def extractions(app: App, items: Iterable[Item], published: str | None = None, workers: int = 1) -> Iterator[Result]:
    """The extraction of each document or file, or the error that it failed with, in the order given.

    ``items`` may be a stream: no more of it is taken than the workers are ahead.
    """
    size = _BATCH
    if isinstance(items, Sequence):
        workers = min(workers, len(items))
        size = max(1, min(_BATCH, len(items) // (_SHARES * max(1, workers))))
    batches = batched(items, size)
    if workers <= 1 and app.reader is not None:
        yield from app.reader.results(batches, published)
        return
    forked = _may_fork()
    if workers <= 1 or (forked and not _is_loaded(app)):  # without a model each document tells it
        with _kept():
            for number, item in enumerate(items):
                yield result_of(app, item, published)
                if number == 0:
                    gc.freeze()  # what was loaded for the first document stays for all
        return
    with Workers(app, workers, forked) as pool:
        yield from pool.results(batches, published)


@contextmanager
def beside(app: App, wanted: bool = True) -> Iterator[None]:
    """Have one other process extract in this block, which loads the model and the data at once, while this one goes on.

    Only where that is ``wanted``, a fork is sound, and there is a second core; the results are the same.
    """
    if not wanted or app.reader is not None or not _may_fork() or len(os.sched_getaffinity(0)) < 2:
        yield
        return
    with Workers(app, 1, forked=True, first=_is_loaded) as app.reader:
        try:
            yield
        finally:
            app.reader = None


class Workers:
    """Processes that extract until the block ends. What one is still doing at its end is not waited for."""

    def __init__(self, app: App, number: int, forked: bool, first: Callable[[App], object] | None = None) -> None:
        """Start them; ``first`` is what they do before there is something to read."""
        self._app, self._ahead, self._others = app, _AHEAD * number, set(multiprocessing.active_children())
        context = multiprocessing.get_context("fork" if forked else "spawn")
        own = app if forked else App(app.project, model=app.model)
        self._pool = ProcessPoolExecutor(number, context, _start, (own,))
        try:
            with _interrupt_waits(), _shared() if forked else nullcontext():
                self._begun = self._pool.submit(_do, first)  # starts the processes, forks all at once
        except BaseException:
            self._end()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None or not self._begun.done():
            self._end()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _end(self) -> None:
        for process in set(multiprocessing.active_children()) - self._others:
            process.terminate()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def results(self, batches: Iterable[list[Item]], published: str | None) -> Iterator[Result]:
        """The results of what is in the batches, in its order. Raises KgError where a process was killed."""
        pending: deque[Future[list[Result]]] = deque()
        try:
            for batch in batches:
                sent = [sendable(self._app, item, published) for item in batch]
                with _interrupt_waits():  # this may start processes, which must get all that they are to read
                    pending.append(self._pool.submit(_batch, sent, published))
                if len(pending) > self._ahead:
                    yield from pending.popleft().result()
            while pending:
                yield from pending.popleft().result()
        except BrokenProcessPool as error:
            remedy = "use fewer --workers if memory is short"
            raise KgError("a worker process ended before its work was done", remedy=remedy) from error


def batched(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of that size, the last maybe shorter."""
    stream = iter(items)
    while batch := list(islice(stream, size)):
        yield batch


def _may_fork() -> bool:
    """Whether a fork is sound: a thread of Python that runs beside might hold a lock that no one would free in it."""
    return sys.platform == "linux" and threading.active_count() == 1


def _is_loaded(app: App) -> bool:
    """Load the model and the data; whether that could be done."""
    try:
        app.pipeline.load()
    except KgError:
        return False
    return True


@contextmanager
def _kept() -> Iterator[None]:
    """A block in which garbage is looked for about once a document, and never in what is frozen."""
    before = gc.get_threshold()
    gc.set_threshold(_GARBAGE, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


@contextmanager
def _shared() -> Iterator[None]:
    """Keep what was loaded out of the collection of garbage, which would write to, and so copy, each shared page."""
    with _kept():
        gc.freeze()
        with warnings.catch_warnings():  # threads of number libraries, which see to forks themselves
            warnings.filterwarnings("ignore", "This process .* is multi-threaded", DeprecationWarning)
            yield


@contextmanager
def _interrupt_waits() -> Iterator[None]:
    """Put an interrupt of the program off until the end of the block."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    caught: list[tuple[int, FrameType | None]] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: caught.append((number, frame)))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if caught and callable(before):
        before(*caught[0])


def sendable(app: App, item: Item, published: str | None) -> Item:
    """What a worker can read for itself: standard input is read here."""
    try:
        return app.read("-", published) if item == "-" else item
    except KgError as error:
        return error


def result_of(app: App, item: Item, published: str | None) -> Result:
    try:
        return item if isinstance(item, KgError) else app.extract(item, published)
    except KgError as error:
        return error


def _start(app: App) -> None:
    """Prepare a worker process: an interrupt ends it without a word, and so does the end of its parent."""
    global _app
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _app = app
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _do(first: Callable[[App], object] | None) -> None:
    assert _app is not None
    if first is not None:
        first(_app)


def _batch(items: Sequence[Item], published: str | None) -> list[Result]:
    assert _app is not None
    return [result_of(_app, item, published) for item in items]
