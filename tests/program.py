"""The program as users call it, for tests."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import forking

CHECKOUT = Path(__file__).resolve().parent.parent
PROGRAM = Path(sys.executable).with_name("kg")
READ = "ARTICLES_READ"
"""The variable that names the folder in which a run of tests keeps what articles claim; see :func:`reading.article`."""
Run = Callable[..., subprocess.CompletedProcess[str]]


def run(
    *args: object,
    cwd: Path = CHECKOUT,
    input: str | bytes | None = None,
    env: dict[str, str] | None = None,
    anew: bool = False,
) -> subprocess.CompletedProcess[str]:
    """``kg`` with these arguments, in a folder, with this standard input; what it printed, as text.

    The process is forked from one that is ready to work; a wish for an environment, or ``anew``, starts the installed
    command itself, whose sets and dictionaries have an order of their own.
    """
    words = [str(arg) for arg in args]
    given = input.encode() if isinstance(input, str) else input or b""
    around = {**os.environ, "COLUMNS": "100", **(env or {})}
    if env or anew or not hasattr(os, "fork"):
        done = subprocess.run(
            [PROGRAM, *words], cwd=cwd, capture_output=True, timeout=300, check=False, input=given, env=around
        )
    else:
        done = forking.server().run(words, cwd, given, around)
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    )


def script(name: str) -> ModuleType:
    """One of the maintainers' tools as a module."""
    spec = importlib.util.spec_from_file_location(name, CHECKOUT / "tools" / f"{name}.py")
    assert spec and spec.loader
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
