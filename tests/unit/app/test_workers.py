"""Several processes give what one gives."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import kg
from kg.core.errors import ReadError

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
