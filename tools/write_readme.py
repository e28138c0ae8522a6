"""Run the commands that the README shows, and write what they print under them. Run by ``make docs``; a test compares.

A command is a line ``$ ...`` in a block marked ``console``. All of them run one after the other in one empty folder.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).resolve().parent.parent / "README.md"
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CALL = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def calls(text: str) -> list[tuple[str, str]]:
    """Each command of a text with the output that the text shows."""
    return [(call[1], call[2]) for block in _BLOCK.finditer(text) for call in _CALL.finditer(block[1])]


def renewed(text: str, folder: Path) -> str:
    """The text with the output of each command as it is now; the commands run in ``folder``."""
    binaries = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "100"}

    def run(call: re.Match[str]) -> str:
        done = subprocess.run(
            ["sh", "-c", f"exec 2>&1; {call[1]}"],
            cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
        return f"$ {call[1]}\n{done.stdout}"

    return _BLOCK.sub(lambda block: f"```console\n{_CALL.sub(run, block[1])}```", text)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        README.write_text(renewed(README.read_text("utf-8"), Path(name)), "utf-8")
