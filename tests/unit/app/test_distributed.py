"""A scheduler's workers give what one process gives, also when one of them is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
import servers
from kg.core.errors import KgError, ReadError

ROOT = Path(__file__).resolve().parents[3]
SOURCES = sorted((ROOT / "graph" / "sources").glob("*.txt"))[:4]
DASK = [sys.executable, "-m", "distributed.cli"]


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A real scheduler on loopback with two worker processes, without nannies that would start another."""
    port = servers.free_port()
    address = f"tcp://127.0.0.1:{port}"
    environment = {**os.environ, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "3"}
    code = "import sys; from distributed.cli.{0} import main; main(sys.argv[1:])"

    def start(what: str, *options: str) -> subprocess.Popen[bytes]:
        with (tmp_path / f"{what}.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-c", code.format(what), *options],
                stdout=log,
                stderr=log,
                env=environment,
                cwd=tmp_path,
            )

    processes = [start("dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")]
    options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
    processes += [start("dask_worker", address, *options) for _ in range(2)]
    import distributed

    with distributed.Client(address, timeout=60, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
    yield address, processes[1:]
    for process in processes:
        process.kill()
        process.wait()


def test_a_killed_worker_changes_nothing(
    scheduler: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two workers, one of which is killed while batches are out, give the extractions of one process, in order."""
    monkeypatch.setattr("kg.app.distributed._BATCH", 1)
    address, workers = scheduler
    empty = tmp_path / "empty.txt"
    empty.write_text("", "utf-8")
    app = kg.open(ROOT)
    items = [SOURCES[3], SOURCES[1], empty, SOURCES[0], SOURCES[2], SOURCES[1], SOURCES[0], SOURCES[3]]
    results = app.extractions(items, scheduler=address)
    found = [next(results)]
    workers[0].send_signal(signal.SIGKILL)
    found += list(results)
    alone = list(app.extractions(items))
    assert isinstance(found[2], ReadError) and str(found[2]) == str(alone[2])
    assert found[:2] + found[3:] == alone[:2] + alone[3:]
    assert workers[0].wait(10) == -signal.SIGKILL and workers[1].poll() is None


def test_no_scheduler_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody listens, the address and the remedy are told in one line."""
    monkeypatch.setattr("kg.app.distributed._CONNECT", 1)
    begin = time.monotonic()
    with pytest.raises(KgError, match=r"tcp://127.0.0.1:\d+: no Dask scheduler answers .*; start one") as caught:
        list(kg.open(ROOT).extractions([SOURCES[0]], scheduler=f"tcp://127.0.0.1:{servers.free_port()}"))
    assert "\n" not in str(caught.value) and time.monotonic() - begin < 60
