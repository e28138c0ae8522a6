"""``kg import``: reference rows from a SPARQL endpoint of its own process, and from a file."""

from __future__ import annotations

import socket
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.reference import Life, TermOfOffice
from program import run

DATA = Path(__file__).parent / "data" / "wikidata.ttl"
SERVER = """
    import json, sys
    from http.server import BaseHTTPRequestHandler, HTTPServer
    from urllib.parse import parse_qs
    import pyoxigraph as ox

    store = ox.Store()
    store.bulk_load(path=sys.argv[1], format=ox.RdfFormat.TURTLE)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            try:
                answer = store.query(body["query"][0]).serialize(format=ox.QueryResultsFormat.JSON)
                self.send_response(200)
            except SyntaxError as error:
                answer = str(error).encode()
                self.send_response(400)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()
"""


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """A SPARQL endpoint on the loopback, over a small graph."""
    process = subprocess.Popen([sys.executable, "-c", textwrap.dedent(SERVER), DATA], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    yield f"http://127.0.0.1:{process.stdout.readline().strip()}/sparql"
    process.terminate()
    process.wait()
    process.stdout.close()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "kg.toml").touch()
    return tmp_path


def test_terms_come_from_an_endpoint_once(endpoint: str, project: Path) -> None:
    """Terms since the day asked for are added with post, dates and source; asking again adds nothing; checks use them."""
    done = run("-C", project, "import", "wikidata/terms", endpoint, "--param", "states=KE")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "2 rows added to graph/reference/terms.tsv, 0 known already, 0 left out\n"
    rows = {t.person: t for t in kg.open(project).reference.rows(TermOfOffice) if t.of == "KE"}
    wako = rows["Otieno Wako"]
    assert (wako.post, wako.from_, wako.to) == ("foreign minister", "2023-05-06", "")
    assert wako.aliases == ("O. Wako", "Wako Otieno") or wako.aliases == ("Wako Otieno", "O. Wako")
    assert wako.source == "http://www.wikidata.org/entity/Q30"
    assert (rows["Akinyi Noor"].from_, rows["Akinyi Noor"].to) == ("2018", "2023-05-06")
    again = run("-C", project, "import", "wikidata/terms", endpoint, "--param", "states=KE")
    assert again.stdout.startswith("0 rows added") and "2 known already" in again.stdout

    article = project / "visit.txt"
    article.write_text("Kenyan Foreign Minister Akinyi Noor visited Kampala on Monday.\n", "utf-8")
    checked = run("-C", project, "check", article, "--published", "2024-06-01")
    assert checked.returncode == 1 and "Otieno Wako" in checked.stdout


def test_people_come_from_a_file(project: Path) -> None:
    """A dump's subset in a file is asked by the same query; a bare year stays a year."""
    done = run("-C", project, "import", "wikidata/people", DATA, "--param", "states=KE")
    assert done.returncode == 0, done.stderr
    rows = {p.person: p for p in kg.open(project).reference.rows(Life)}
    assert (rows["Otieno Wako"].born, rows["Akinyi Noor"].born, rows["Akinyi Noor"].died) == (
        "1961-04-05",
        "1950",
        "2025-07-08",
    )


def test_memberships_name_known_bodies(project: Path) -> None:
    """A body is found by its short name, and the row has its slug."""
    done = run("-C", project, "import", "wikidata/memberships", DATA, "--param", "bodies=EAC")
    assert done.returncode == 0, done.stderr
    assert "1 rows added" in done.stdout
    assert "eac\tKE\tmember\t1999-02-03" in (project / "graph" / "reference" / "memberships.tsv").read_text("utf-8")


@pytest.mark.parametrize(
    ("args", "told", "code"),
    [
        (("nothing/terms", "x.ttl"), "no dataset 'nothing'", 2),
        (("wikidata/nothing", "x.ttl"), "no query 'wikidata/nothing'", 2),
        (("wikidata/terms", "x.csv"), "no RDF file", 2),
        (("wikidata/terms", "missing.ttl"), "cannot be read", 1),
        (("wikidata/terms", str(DATA), "--param", "land=KE"), "no parameter 'land'", 2),
        (("wikidata/terms", str(DATA), "--param", 'states=K"E'), "is no value for states", 2),
    ],
)
def test_misuse_is_told(project: Path, args: tuple[str, ...], told: str, code: int) -> None:
    """An unknown dataset, query, parameter or file, and a value that could end a string, are told in a line."""
    done = run("-C", project, "import", *args)
    assert (done.returncode, told in done.stderr, len(done.stderr.splitlines())) == (code, True, 1), done.stderr
    assert not (project / "graph").exists()


def test_an_endpoint_that_is_not_there_is_told(project: Path) -> None:
    """Nothing listens: one line with the address, exit code 1, and no file."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/"
    done = run("-C", project, "import", "wikidata/terms", address)
    assert done.returncode == 1 and address in done.stderr and len(done.stderr.splitlines()) == 1
    assert not (project / "graph").exists()
