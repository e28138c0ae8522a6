"""Several processes give what one gives."""

from __future__ import annotations

import multiprocessing
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import kg
from kg.app.workers import beside
from kg.core.errors import KgError, ReadError
from kg.core.model import Extraction

ROOT = Path(__file__).resolve().parents[3]
SOURCES = sorted((ROOT / "graph" / "sources").glob("*.txt"))[:4]


@pytest.mark.parametrize(("workers", "fork"), [(2, True), (3, True), (2, False)])
def test_any_number_of_processes_gives_the_same(
    workers: int, fork: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The extractions of several files, one of them unreadable, come in the order given and equal those of one process,
    whether the workers are forked or spawned.
    """
    monkeypatch.setattr("kg.app.workers._may_fork", lambda: fork and sys.platform == "linux")
    empty = tmp_path / "empty.txt"
    empty.write_text("", "utf-8")
    app = kg.open(ROOT)
    items = [*SOURCES[::-1], empty, SOURCES[0]]
    alone = list(app.extractions(items))
    several = list(app.extractions(items, workers=workers))
    assert isinstance(alone[4], ReadError) and isinstance(several[4], ReadError)
    assert str(alone[4]) == str(several[4])
    assert alone[:4] + alone[5:] == several[:4] + several[5:]


def test_a_model_that_cannot_be_loaded_is_told_for_each_document(tmp_path: Path) -> None:
    """Several processes give the same errors as one where the project's model is not there."""
    (tmp_path / "kg.toml").write_text('model = "no_such_model"\n', "utf-8")
    app = kg.open(tmp_path)
    found = [str(result) for result in app.extractions(SOURCES[:2], workers=2)]
    assert found == [str(result) for result in app.extractions(SOURCES[:2])]
    assert "no_such_model" in found[0]


def test_documents_and_paths_may_be_mixed() -> None:
    """A document that was read before gives what its file gives."""
    app = kg.open(ROOT)
    assert list(app.extractions([app.read(SOURCES[0]), SOURCES[1]], workers=2)) == list(app.extractions(SOURCES[:2]))


def on_linux(monkeypatch: pytest.MonkeyPatch, cores: int = 2) -> None:
    """Let a fork count as sound, and the machine as one with so many cores."""
    if sys.platform != "linux":
        pytest.skip("forks")
    monkeypatch.setattr("kg.app.workers._may_fork", lambda: True)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(cores)))


def test_a_process_beside_reads_what_one_would(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extractions, errors among them, are those of one process, and this process has loaded no model for them."""
    on_linux(monkeypatch)
    empty = tmp_path / "empty.txt"
    empty.write_text("", "utf-8")
    items = [*SOURCES[:2], empty, SOURCES[2]]
    alone = [result if isinstance(result, Extraction) else str(result) for result in kg.open(ROOT).extractions(items)]
    app = kg.open(ROOT)
    with beside(app):
        for given in (items, iter(items)):
            found = [result if isinstance(result, Extraction) else str(result) for result in app.extractions(given)]
            assert found == alone
    assert app.reader is None
    assert "_stages" not in vars(app.pipeline)
    assert not multiprocessing.active_children()


def test_what_is_not_needed_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A block that reads nothing ends at once, and the process with it, whatever that was doing."""
    on_linux(monkeypatch)
    app = kg.open(ROOT)
    monkeypatch.setattr(type(app.pipeline), "load", lambda _: time.sleep(60))
    begin = time.monotonic()
    with beside(app):
        assert len(multiprocessing.active_children()) == 1
    assert time.monotonic() - begin < 30
    assert not multiprocessing.active_children()


def test_no_model_is_told_by_the_process_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each document tells that the model cannot be loaded, as in one process."""
    on_linux(monkeypatch)
    (tmp_path / "kg.toml").write_text('model = "no_such_model"\n', "utf-8")
    app = kg.open(tmp_path)
    with beside(app):
        found = [str(result) for result in app.extractions(SOURCES[:2])]
    assert found == [str(result) for result in app.extractions(SOURCES[:2])]


def test_a_process_beside_that_is_killed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of one line is raised, and nothing waits."""
    on_linux(monkeypatch)
    app = kg.open(ROOT)
    with pytest.raises(KgError, match="worker process ended"), beside(app):
        for process in multiprocessing.active_children():
            process.kill()
        list(app.extractions(SOURCES[:1]))
    assert app.reader is None


@pytest.mark.parametrize(("wanted", "cores"), [(False, 2), (True, 1)])
def test_nothing_runs_beside_where_it_is_of_no_use(wanted: bool, cores: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is not wanted, or there is no second core, this process reads."""
    on_linux(monkeypatch, cores)
    app = kg.open(ROOT)
    with beside(app, wanted):
        assert app.reader is None
        assert not multiprocessing.active_children()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads processes from /proc")
def test_an_interrupt_ends_the_workers(tmp_path: Path) -> None:
    """After an interrupt of the program alone no process of it is left, and it prints no traceback."""
    articles = [tmp_path / f"{n}-{source.name}" for n in range(40) for source in SOURCES]  # enough to be interrupted at
    for n, article in enumerate(articles):
        article.write_bytes(SOURCES[n % len(SOURCES)].read_bytes())
    code = (
        "import sys\nfrom kg.cli import main\n"
        f"if __name__ == '__main__': sys.exit(main(['extract', *{[str(a) for a in articles]!r}, '--workers', '2', '--out', {str(tmp_path)!r}]))"
    )
    script = tmp_path / "program.py"
    script.write_text(code, "utf-8")
    process = subprocess.Popen(
        [sys.executable, script], stderr=subprocess.PIPE, cwd=ROOT, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background jobs ignore it
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while len(_group(process.pid)) < 3 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode != 0
    assert b"Traceback" not in errors
    while _group(process.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert _group(process.pid) == []


def _group(leader: int) -> list[str]:
    """The processes of a group that still run, by what the kernel tells of each."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, group = path.read_text("utf-8", "replace").rpartition(")")[2].split()[:3]
        except (OSError, ValueError):
            continue  # it has ended since
        if group == str(leader) and state != "Z":
            found.append(path.parent.name)
    return found
