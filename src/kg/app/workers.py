"""Extraction in several processes: results in the order of the input, the same bytes whatever their number.

Processes are spawned, so that a script that calls this with more than one worker needs the usual
``if __name__ == "__main__":``. Each loads the model and the project's data once. A document that cannot be read or
extracted gives its error in its place. Nothing outlives the call: workers end when it is interrupted or killed.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType

from kg.app.verbs import App
from kg.config import Project
from kg.core.errors import KgError
from kg.core.model import Document, Extraction

Item = Document | Path | str
Result = Extraction | KgError
_BATCH = 8
"""Most documents that are handed over at once: short ones cost little more than the handing over."""
_app: App | None = None
"""The application of a worker process."""


def extractions(app: App, items: Sequence[Item], published: str | None = None, workers: int = 1) -> Iterator[Result]:
    """The extraction of each document or file, or the error that it failed with, in the order given."""
    workers = min(workers, len(items))
    if workers <= 1:
        yield from (_result(app, item, published) for item in items)
        return
    size = max(1, min(_BATCH, len(items) // (4 * workers)))
    batches = [items[at : at + size] for at in range(0, len(items), size)]
    others = set(multiprocessing.active_children())
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _start, (app.project,))
    pending: deque[Future[list[Result]]] = deque()
    try:
        for batch in batches:
            sent = [_sendable(app, item, published) for item in batch]
            with _interrupt_waits():  # this may start processes, which must get all that they are to read
                pending.append(pool.submit(_batch, sent, published))
            if len(pending) > 2 * workers:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()
    except BrokenProcessPool as error:
        remedy = "use fewer --workers if memory is short"
        raise KgError("a worker process ended before its work was done", remedy=remedy) from error
    except BaseException:
        for process in set(multiprocessing.active_children()) - others:
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


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


def _sendable(app: App, item: Item, published: str | None) -> Item | KgError:
    """What a worker can read for itself: standard input is read here."""
    try:
        return app.read("-", published) if item == "-" else item
    except KgError as error:
        return error


def _result(app: App, item: Item | KgError, published: str | None) -> Result:
    try:
        return item if isinstance(item, KgError) else app.extract(item, published)
    except KgError as error:
        return error


def _start(project: Project) -> None:
    """Prepare a worker process: an interrupt ends it without a word, and so does the end of its parent."""
    global _app
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _app = App(project)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _batch(items: Sequence[Item | KgError], published: str | None) -> list[Result]:
    assert _app is not None
    return [_result(_app, item, published) for item in items]
