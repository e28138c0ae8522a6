"""A process that has imported the program and loaded its model, and forks one that runs the command for each call.

Each call still has a process of its own, with its own streams, folder, environment and end; what it saves is the
start: imports and the model take seconds, and they are the same for every call.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

OTHERS = ("rdflib", "networkx", "pyshacl", "httpx", "lxml.etree", "trafilatura", "rich.table", "py3langid.langid")
"""Packages that the program imports only where it needs them."""
SECONDS = 300
"""How long a call may take."""


class Server:
    """The process that forks; one call after another."""

    def __init__(self) -> None:
        self._ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, __file__, str(theirs.fileno())], stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()]
            )
        self._answers = self._ours.makefile("r", encoding="ascii")
        self._lock = threading.Lock()
        atexit.register(self.close)

    def close(self) -> None:
        """End the process, which ends by itself where nobody can call it any more."""
        self._answers.close()
        self._ours.close()
        self._process.wait()

    def run(self, args: list[str], cwd: Path, given: bytes, env: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
        """What ``kg`` does with these arguments; standard input is a pipe, as from another program."""
        reads, writes = os.pipe()
        with self._lock, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            call = json.dumps({"args": args, "cwd": str(cwd), "env": env}).encode()
            socket.send_fds(self._ours, [len(call).to_bytes(8, "big")], [reads, out.fileno(), err.fileno()])
            self._ours.sendall(call)
            os.close(reads)
            with contextlib.suppress(BrokenPipeError), os.fdopen(writes, "wb") as pipe:
                pipe.write(given)
            code = int(self._answers.readline())
            if code == -signal.SIGALRM:
                raise subprocess.TimeoutExpired(args, SECONDS)
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(args, code, out.read(), err.read())


@cache
def server() -> Server:
    """The server of this process, started with the first call."""
    return Server()


# --- the process itself -----------------------------------------------------------------------------------------------


def warm() -> None:
    """Import all that the commands may import, and load the model, as the commands themselves do."""
    import kg.cli
    from kg.cli._lean import leave_out_commands_of_spacy
    from kg.config import Project
    from kg.pipeline import Pipeline

    leave_out_commands_of_spacy()
    names = [module.name for module in pkgutil.walk_packages(kg.__path__, "kg.") if "__main__" not in module.name]
    for name in (*names, *OTHERS):
        with contextlib.suppress(ImportError):  # a part that is not installed
            import_module(name)
    Pipeline(Project.find(Path(__file__).parent)).load()
    gc.collect()
    gc.freeze()


def become(call: dict[str, Any], streams: list[int]) -> NoReturn:
    """Run the command in this process, as its script does."""
    from kg.cli import main

    signal.alarm(SECONDS)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(call["env"])
    os.chdir(call["cwd"])
    sys.argv[:] = ["kg", *call["args"]]
    code = main()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # to take all down that was imported would copy its memory first


def serve(calls: socket.socket) -> None:
    """Fork a process for each call, and answer with its exit code."""
    while True:
        size, streams, _, _ = socket.recv_fds(calls, 8, 3)
        if not size:
            return
        call = json.loads(calls.recv(int.from_bytes(size, "big"), socket.MSG_WAITALL))
        child = os.fork()
        if not child:
            calls.close()
            become(call, streams)
        for stream in streams:
            os.close(stream)
        _, status = os.waitpid(child, 0)
        calls.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())


if __name__ == "__main__":
    warm()
    serve(socket.socket(fileno=int(sys.argv[1])))
