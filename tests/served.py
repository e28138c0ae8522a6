"""A project made by hand, hostile texts included, and a running ``kg serve`` on it, for tests and benchmarks."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx

from kg.core.model import Entity, Stance
from kg.store import Store
from program import PROGRAM
from samples import CN, JP, PH, US, Article, concept, thing

ACSA = thing("Treaty", "Acquisition and Cross-Servicing Agreement", "ACSA")
SHOAL = thing("Shoal", "Scarborough Shoal", "Bajo de Masinloc", "Huangyan Dao")
HOSTILE = (
    "<script>window.trip('script')</script>",
    "<img src=x onerror=window.trip('img')>",
    "\"><svg onload=window.trip('svg')>",
    "' onmouseover='window.trip(1)' x='",
    "</mark></article><iframe src=javascript:parent.trip(1)></iframe>",
    "{{ 7 * 7 }}{% raw %}${7*7}",
    "javascript:window.trip('href')",
    "\u202eevil\u202c \u200bhidden\ufeff",
    "&lt;b&gt; &amp; &#x3C;",
)
"""Texts that would do something on a page that did not take them for text."""


def articles() -> list[Article]:
    """A wire story, a column that claims and denies, and a document all of whose texts are hostile."""
    wire = (
        Article("acsa", published="2026-01-16", publisher="Harbour Times", title="Supplies agreed",
                sources=("https://news.example/acsa",))
        .says("Japan and the Philippines signed the supply agreement on Thursday.", ACSA, "status",
              concept("TreatyStatus", "Signed"), "2026-01-15")
        .says("It binds Japan", ACSA, "hasParty", JP, "2026-01-15")
        .says("and the Philippines.", ACSA, "hasParty", PH, "2026-01-15")
        .says("Japan and the United States are allies.", JP, "alliedWith", US)
    )  # fmt: skip
    column = (
        Article("column", published="2026-02-01", publisher="The Column", title="What the shoal means")
        .says("China says that the shoal is its own.", CN, "claimsSovereignty", SHOAL, None, Stance.ATTRIBUTED, holder=CN)
        .says("The Philippines says so too.", PH, "claimsSovereignty", SHOAL, None, Stance.ATTRIBUTED, holder=PH)
        .says("China will surely sanction Japan.", CN, "SANCTION", JP, None, Stance.PREDICTED)
    )  # fmt: skip
    bad = Article("bad", published="2026-02-02", publisher=HOSTILE[0], title=HOSTILE[1],
                  sources=(HOSTILE[6], "https://ok.example/?q=" + "%22%3E"))  # fmt: skip
    for number, words in enumerate(HOSTILE):
        who = Entity(f"https://w3id.org/geopolitical-kg/id/person/hostile-{number}", "Person", f"{words} {number}")
        bad.says(f"It was said in English that {words} met the minister.", who, "CONSULT", JP, holder=who)
    return [wire, column, bad]


def make_project(folder: Path) -> Path:
    """A folder with a kg.toml, the texts of the articles, and a store that holds their claims."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kg.toml").write_text("")
    with Store.open(folder / ".kg" / "store") as store:
        for article in articles():
            extraction = article.extraction()
            (folder / f"{article.name}.txt").write_text(extraction.document.text, "utf-8")
            store.ingest(extraction)
    return folder


class Served:
    """A server process: its address, and what it has printed."""

    def __init__(self, project: Path, *options: str, env: dict[str, str] | None = None) -> None:
        self.slow: list[socket.socket] = []
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the process runs
        self.process = subprocess.Popen(
            [PROGRAM, "-C", project, "serve", "--port", "0", *options], stdout=subprocess.PIPE, stderr=self._errors,
            env={**os.environ, **(env or {})},
        )  # fmt: skip
        assert self.process.stdout is not None
        watchdog = threading.Timer(120, self.process.kill)
        watchdog.start()
        line = self.process.stdout.readline().decode()
        watchdog.cancel()
        if " at http://" not in line:
            self.process.kill()
            self.process.wait()
            raise RuntimeError(f"kg serve did not start: {line}{self.errors()}")
        self.address = line.rsplit(" at ", 1)[1].strip().rstrip("/")
        self.host, self.port = "127.0.0.1", int(self.address.rsplit(":", 1)[1])

    def client(self) -> httpx.Client:
        """A client of it, without the certificates that a client would load."""
        return httpx.Client(base_url=self.address, timeout=100, verify=False, trust_env=False)

    def connect(self) -> socket.socket:
        """A bare connection to it."""
        return socket.create_connection((self.host, self.port), timeout=100)

    def send_raw(self, requests: Iterable[bytes]) -> list[socket.socket]:
        """Connections on which these bytes were sent, to be read with :func:`received`."""
        connections = []
        for sent in requests:
            connections.append(self.connect())
            with suppress(ConnectionError):
                connections[-1].sendall(sent)
        return connections

    def errors(self) -> str:
        """What it has written to standard error."""
        self._errors.seek(0)
        return self._errors.read().decode("utf-8", "replace")

    def stop(self, how: int = signal.SIGTERM) -> int:
        """End it, and its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        code = self.process.wait(30)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


def received(connection: socket.socket) -> bytes:
    """All that comes until the server closes the connection, which it does to who says nothing more."""
    parts = []
    with connection, suppress(ConnectionError):
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


@contextmanager
def serving(project: Path, *options: str, **more: Any) -> Iterator[Served]:
    """A server for as long as the block runs."""
    served = Served(project, *options, **more)
    try:
        yield served
    finally:
        served.stop()
