"""SPARQL servers that tests start on loopback and end."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

VIRTUOSO = shutil.which("virtuoso-t")
_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """Where a server takes queries, and what the environment must say to be let in."""

    address: str
    environment: Mapping[str, str] = field(default_factory=dict)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, folder: Path) -> Iterator[None]:
    """A process that listens on a port of loopback, as long as the block runs."""
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        end = time.monotonic() + _SECONDS
        while not _listens(port):
            if process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(
                    f"{command[0]} did not start: {(folder / 'server.log').read_text('utf-8', 'replace')}"
                )
            time.sleep(0.02)
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def oxigraph(folder: Path, *options: str) -> Iterator[Server]:
    """The server of the ``oxigraph`` package, on a data set in ``folder``."""
    port = free_port()
    program = str(Path(sys.executable).with_name("oxigraph"))
    command = [program, "serve", "--location", str(folder / "data"), "--bind", f"127.0.0.1:{port}", *options]
    with running(command, port, folder):
        yield Server(f"http://127.0.0.1:{port}/query")


_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = .
NumberOfBuffers = 10000
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
[SPARQL]
ResultSetMaxRows = 10000
"""


@contextmanager
def virtuoso(folder: Path) -> Iterator[Server]:
    """Virtuoso, as Debian packages it; changes go to ``/sparql-auth``, which asks for a digest."""
    port, sql = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(_INI.format(folder=folder, port=port, sql=sql), "utf-8")
    assert VIRTUOSO
    with running([VIRTUOSO, "+foreground", "+configfile", str(folder / "virtuoso.ini")], port, folder):
        access = {"KG_STORE_USER": "dba", "KG_STORE_PASSWORD": "dba", "KG_STORE_AUTH": "digest"}
        yield Server(f"http://127.0.0.1:{port}/sparql-auth", access)


def emptied(server: Server) -> None:
    """Take everything out of a server that kg may have put there."""
    from kg.core.model import ID_BASE
    from kg.store.addresses import Addresses
    from kg.store.http import Access, Http

    http, addresses = Http(Access.from_environment(server.environment)), Addresses.of(server.address)
    question = f'SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{ID_BASE}")) }}'
    headers = {"content-type": "application/sparql-update"}
    answer = http.send("GET", addresses.query, params={"query": question}, headers={"accept": "text/csv"})
    graphs = [line.strip('"') for line in answer.text.splitlines()[1:]]
    drops = [f"DROP SILENT GRAPH <{graph}>" for graph in graphs]
    drops += [] if "sparql-auth" in server.address else ["CLEAR SILENT DEFAULT"]
    for drop in drops:
        http.send("POST", addresses.update, content=drop.encode(), headers=headers)
    http.close()
