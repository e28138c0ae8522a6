"""Worker processes: each does one task at a time, and is killed and replaced when that takes too long.

A worker is a program (``kg.serve.worker``) that reads tasks from its standard input and writes replies to its standard
output: four bytes of length, JSON; in a reply, the body follows.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

_READY_WITHIN = 60.0
"""Seconds until a new worker must have said that it is ready; importing takes most of it on a busy machine."""
_BUFFER = 1 << 20
_ENVIRONMENT = {"PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
"""Less to write, and less address space for threads that a worker has no use for."""
_QUEUE = 200
"""Tasks that may wait for a worker; more are told to come again."""


class BusyError(Exception):
    """No worker was free in time."""


class TimeUpError(Exception):
    """The task took longer than it may; its worker was killed."""


class DiedError(Exception):
    """The worker ended in the middle of the task: over its memory, or nested too deeply for its stack."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a worker answered: an HTTP status, headers, and a body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(slots=True, eq=False)
class _Worker:
    process: asyncio.subprocess.Process
    snapshot: str = ""


@dataclass(slots=True, eq=False)
class Pool:
    """Workers of one kind: one at first, and more as tasks have to wait. Use as an async context manager."""

    arguments: Sequence[str]
    """What a worker is started with, after the name of its module."""
    size: int
    """The most workers."""
    timeout: float
    """Seconds that a task may take, and that it may wait for a worker before."""
    newest: Callable[[], str]
    """The snapshot to read."""
    _idle: asyncio.Queue[_Worker] = field(default_factory=asyncio.Queue)
    _workers: set[_Worker] = field(default_factory=set)
    _starting: set[asyncio.Task[None]] = field(default_factory=set)
    _ending: set[asyncio.Task[None]] = field(default_factory=set)
    _busy: set[_Worker] = field(default_factory=set)
    _waiting: int = 0
    _count: int = 1
    """Workers that there are, or will be when they have started."""
    _closed: bool = False

    async def __aenter__(self) -> Pool:
        self._start_one()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._closed = True
        for task in self._starting:
            task.cancel()
        await asyncio.gather(*self._starting, *self._ending, return_exceptions=True)
        for worker in list(self._workers):
            await self._end(worker)

    def reading(self) -> set[str]:
        """The snapshots that tasks are being done on."""
        return {worker.snapshot for worker in self._busy}

    async def run(self, task: Mapping[str, Any]) -> Reply:
        """Have a task done on the newest snapshot; when cancelled, the worker is killed.

        Raises BusyError, TimeUpError, DiedError.
        """
        worker = await self._free()
        worker.snapshot = snapshot = self.newest()
        self._busy.add(worker)
        try:
            async with asyncio.timeout(self.timeout):
                reply = await _exchange(worker.process, {**task, "snapshot": snapshot})
        except TimeoutError:
            self._replace(worker)
            raise TimeUpError from None
        except (asyncio.IncompleteReadError, ConnectionError, ValueError):
            self._replace(worker, dying=True)
            raise DiedError from None
        except BaseException:
            self._replace(worker)
            raise
        finally:
            self._busy.discard(worker)
        if reply.headers.get("x-ends"):  # it ran short of memory and goes
            self._replace(worker, dying=True)
            raise DiedError
        self._idle.put_nowait(worker)
        return reply

    async def _free(self) -> _Worker:
        if self._waiting >= _QUEUE:
            raise BusyError
        self._waiting += 1
        if self._idle.empty() and self._waiting > len(self._starting) and self._count < self.size:
            self._count += 1
            self._start_one()
        try:
            async with asyncio.timeout(self.timeout):
                while True:
                    worker = await self._idle.get()
                    if worker.process.returncode is None:
                        return worker
                    self._replace(worker)
        except TimeoutError:
            raise BusyError from None
        finally:
            self._waiting -= 1

    def _start_one(self) -> None:
        task = asyncio.get_running_loop().create_task(self._started())
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _started(self) -> None:
        pause = 0.1
        while not self._closed:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "kg.serve.worker", *self.arguments,
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
                stderr=None if os.environ.get("KG_DEBUG") else asyncio.subprocess.DEVNULL,
                limit=_BUFFER, env=os.environ | _ENVIRONMENT,
                start_new_session=True,  # an interrupt at the terminal is for the server, which ends its workers
            )  # fmt: skip
            worker = _Worker(process)
            self._workers.add(worker)
            try:
                async with asyncio.timeout(_READY_WITHIN):
                    await _reply(process)
            except (asyncio.IncompleteReadError, ConnectionError, TimeoutError):
                await self._end(worker, dying=True)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 10)
                continue
            except BaseException:
                await self._end(worker)
                raise
            self._idle.put_nowait(worker)
            return

    def _replace(self, worker: _Worker, dying: bool = False) -> None:
        task = asyncio.get_running_loop().create_task(self._end(worker, dying))
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)
        if not self._closed:
            self._start_one()

    async def _end(self, worker: _Worker, dying: bool = False) -> None:
        """Kill a worker; one that ends by itself gets a second for it, so that its end is seen once and by one."""
        if dying:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(1):
                    await worker.process.wait()
        if worker.process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                worker.process.kill()
        await worker.process.wait()
        self._workers.discard(worker)


async def _exchange(process: asyncio.subprocess.Process, task: Mapping[str, Any]) -> Reply:
    assert process.stdin is not None
    content = json.dumps(task).encode()
    process.stdin.write(len(content).to_bytes(4, "big") + content)
    await process.stdin.drain()
    return await _reply(process)


async def _reply(process: asyncio.subprocess.Process) -> Reply:
    assert process.stdout is not None
    length = int.from_bytes(await process.stdout.readexactly(4), "big")
    head = json.loads(await process.stdout.readexactly(length))
    body = await process.stdout.readexactly(head["length"])
    return Reply(head["status"], head["headers"], body)
