"""The README's commands print what the README says, and it names files that exist."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from program import CHECKOUT, PROGRAM, script

README = (CHECKOUT / "README.md").read_text("utf-8")
CALLS = script("write_readme").calls(README)


@pytest.fixture(scope="module")
def now(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """The commands with what they print now."""
    writer = script("write_readme")
    return list(writer.calls(writer.renewed(README, tmp_path_factory.mktemp("readme"))))


def test_there_are_commands() -> None:
    """The README shows the way of a sentence: extract, explain, ingest, export, query."""
    shown = " ".join(command for command, _ in CALLS)
    assert all(f"kg {verb} " in shown for verb in ("extract", "explain", "ingest", "export", "query"))


@pytest.mark.parametrize("number", range(len(CALLS)))
def test_command_prints_what_is_shown(number: int, now: list[tuple[str, str]]) -> None:
    """A command of the README, run after those before it, prints what stands under it (make docs renews it)."""
    assert now[number] == CALLS[number]
    assert "kg: " not in CALLS[number][1]


def test_files_named_exist() -> None:
    """Every link of the README to a file, and every path of its guide, is there."""
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    guide = re.findall(r"^\| `([^`|]+)`", README, re.MULTILINE)
    assert links and guide
    for name in (*links, *guide):
        assert (CHECKOUT / name).exists(), name


def test_two_commands() -> None:
    """The two commands that a newcomer needs are make targets."""
    makefile = (CHECKOUT / "Makefile").read_text("utf-8")
    for target in ("demo", "test", "check", "bench"):
        assert f"\n{target}: " in makefile
    assert "make demo" in README and "make test" in README


def test_python_blocks_run(tmp_path: Path) -> None:
    """The Python of the README runs, in a folder with the article that its commands make."""
    blocks = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert blocks
    (tmp_path / "pact.txt").write_text(
        "MANILA, 15 January 2026 – Japan and the Philippines signed the Manila Pact.", "utf-8"
    )
    for block in blocks:
        done = subprocess.run(
            [PROGRAM.with_name("python"), "-c", block], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert "state/JP" in done.stdout
