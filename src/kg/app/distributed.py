"""Extraction by the workers of a Dask scheduler, on as many machines as it has: the results and order of one process.

Each worker needs the same kg, model and data files as this machine; which these are is compared before the first
document is sent. Documents go out in batches that take a second or more, as Dask wants it; a batch whose worker was
lost is given to another one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from kg.app.rules import reading_rules
from kg.app.verbs import App
from kg.app.workers import Item, Result, batched, result_of
from kg.config import Project
from kg.core.errors import KgError, UsageError
from kg.core.model import Document
from kg.extract.llm.client import Options
from kg.read.streams import Piece

_BATCH = 16
"""Documents that are sent at once: a second or two of work."""
_AHEAD = 3
"""Batches that are out for each worker, beside the one that is waited for."""
_CONNECT = 20
"""Seconds until the scheduler must have answered."""


def extractions(app: App, items: Iterable[Item], published: str | None, address: str) -> Iterator[Result]:
    """The extraction of each document or file, or the error that it failed with, in the order given.

    Raises UsageError where Dask is not installed, KgError where the scheduler or all of its workers are gone, or where
    a worker has other data than this machine.
    """
    distributed = _dask()
    try:
        client = distributed.Client(address, timeout=_CONNECT, set_as_default=False, direct_to_workers=False)
    except (OSError, ValueError, TimeoutError) as error:
        what = f"no Dask scheduler answers ({type(error).__name__})"
        raise KgError(what, where=address, remedy="start one with `dask scheduler`, and check the address") from error
    try:
        yield from _run(distributed, client, app, items, published, address)
    finally:
        client.close(timeout=5)


def _run(
    distributed: Any, client: Any, app: App, items: Iterable[Item], published: str | None, address: str
) -> Iterator[Result]:
    rules = reading_rules(app.project, app.model)
    pending: deque[Any] = deque()
    workers = max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
    for batch in batched(items, _BATCH):
        sent = [_whole(app, item, published) for item in batch]
        pending.append(client.submit(_batch, app.project, app.model, rules, sent, published, pure=False, retries=2))
        if len(pending) > _AHEAD * workers:
            yield from _result(distributed, pending.popleft(), address)
    while pending:
        yield from _result(distributed, pending.popleft(), address)


def _result(distributed: Any, future: Any, address: str) -> list[Result]:
    try:
        results: list[Result] = future.result()
        return results
    except KgError:
        raise
    except (distributed.scheduler.KilledWorker, distributed.CancelledError, OSError) as error:
        what = f"the workers were lost ({type(error).__name__})"
        raise KgError(what, where=address, remedy="look into their logs; give them more memory") from error


def _whole(app: App, item: Item, published: str | None) -> Item:
    """What any machine can read: a file is read here, since it may not be there."""
    try:
        if isinstance(item, Piece):
            return item.document() if item.path is not None else item
        return item if isinstance(item, Document | KgError) else app.read(item, published)
    except KgError as error:
        return error


@lru_cache(maxsize=1)
def _app(project: Project, model: Options | None) -> tuple[App, str]:
    """The application of a worker, which loads the model once, and by which rules it reads."""
    return App(project, model=model), reading_rules(project, model)


def _batch(
    project: Project, model: Options | None, rules: str, items: list[Item], published: str | None
) -> list[Result]:
    app, own = _app(project, model)
    if own != rules:
        remedy = "install the same kg, model and data files on each"
        raise KgError("a worker has another kg, model or data than this machine", remedy=remedy)
    return [result_of(app, item, published) for item in items]


def _dask() -> Any:
    try:
        import distributed
    except ImportError as error:
        raise UsageError("Dask is not installed", remedy="pip install 'kg[dask]'") from error
    return distributed
