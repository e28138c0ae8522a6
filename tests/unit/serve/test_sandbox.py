"""What a worker may not do, tried in a process that is one."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

TRIES = """
import sys
from kg.serve.sandbox import bound_memory, confine
banned = confine()
import socket, subprocess
def tried(what):
    try:
        what()
        return "done"
    except OSError as error:
        return type(error).__name__
    except MemoryError:
        return "MemoryError"
def write():
    with open(sys.argv[1], "w", buffering=1) as file:
        file.write("x\\n")
bound_memory(100)
print(banned, tried(socket.socket), tried(lambda: subprocess.run(["true"])), tried(write), tried(lambda: bytearray(300_000_000)), tried(lambda: bytearray(1_000_000)))
"""


@pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"), reason="needs seccomp on Linux"
)
def test_a_worker_reaches_nothing(tmp_path: object) -> None:
    """No socket, no program, no file, and no more memory than it may have; the rest works."""
    done = subprocess.run([sys.executable, "-c", TRIES, f"{tmp_path}/x"], capture_output=True, text=True, check=True)
    banned, network, program, writing, much, little = done.stdout.split()
    assert (writing, much, little) == ("OSError", "MemoryError", "done")
    if banned == "False":
        pytest.skip("the kernel takes no filter here")
    assert (network, program) == ("PermissionError", "PermissionError")
