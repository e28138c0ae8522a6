"""What all tests share: where the checkout is, and the program as users call it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(Path(__file__).parent))  # helpers beside the tests: `import samples`
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The top folder of the checkout."""
    return CHECKOUT


@pytest.fixture(scope="session")
def kg() -> Run:
    """The installed command: ``kg("query", ..., cwd=folder, input=text, env={...})``; output as text."""
    program = Path(sys.executable).with_name("kg")

    def run(
        *args: object, cwd: Path = CHECKOUT, input: str | bytes | None = None, env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [program, *map(str, args)], cwd=cwd, capture_output=True, timeout=300, check=False,
            input=input.encode() if isinstance(input, str) else input if input is not None else b"",
            env={**os.environ, "COLUMNS": "100", **(env or {})},
        )  # fmt: skip
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        )

    return run
