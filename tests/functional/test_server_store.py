"""Every verb with its store on a SPARQL server gives what it gives with a store in a folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import servers
from program import CHECKOUT, Run

ARTICLES = sorted((CHECKOUT / "graph" / "sources").glob("*.txt"))[:3]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with servers.oxigraph(tmp_path_factory.mktemp("server")) as running:
        yield running.address


def test_all_verbs_on_a_server(server: str, tmp_path: Path, kg: Run) -> None:
    """ingest, status, query, check, explain, view, export, dump, remove: the same with --store ADDRESS as without."""
    (tmp_path / "kg.toml").write_text("", "utf-8")
    assert "there is no store here" in kg("--store", server, "status", cwd=tmp_path).stderr
    local = kg("ingest", *ARTICLES, cwd=tmp_path)
    remote = kg("--store", server, "ingest", *ARTICLES, cwd=tmp_path)
    assert (local.returncode, remote.returncode) == (0, 0) and local.stderr == remote.stderr
    again = kg("--store", server, "ingest", *ARTICLES, cwd=tmp_path)
    assert again.stderr == "3 of 3 were read before and have not changed, and were not read again\n"
    (tmp_path / "kg.toml").write_text(f'store = "{server}"\n', "utf-8")  # the setting does as the option

    def both(*args: object) -> tuple[str, str]:
        here = kg("--store", tmp_path / ".kg" / "store", *args, cwd=tmp_path)
        there = kg(*args, cwd=tmp_path)
        assert (here.returncode, there.returncode) in ((0, 0), (1, 1)), (args, here.stderr, there.stderr)
        return here.stdout, there.stdout

    claim = json.loads(both("export", "--format", "claims")[0].splitlines()[0])["id"]
    for args in (
        ("status",), ("query", "documents"), ("query", "allies", "--param", "x=JP"), ("check",), ("explain", claim),
        ("query", "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s a kg:Claim } } GROUP BY ?g", "--format", "csv"),
        ("query", "DESCRIBE state:JP", "--format", "ttl"), ("export", "--format", "trig"), ("export", "--format", "graphml"),
        ("view", "alliances", "--out", "-"), ("remove", ARTICLES[1].stem, "--preview"), ("remove", ARTICLES[1].stem),
        ("export", "--format", "nquads"),
    ):  # fmt: skip
        here, there = both(*args)
        assert here == there and here, args
    assert json.loads(kg("status", "--json", "--verify", cwd=tmp_path).stdout)["health"]["problems"] == []
    assert kg("dump", "all.nq", cwd=tmp_path).returncode == 0
    assert kg("--store", "moved", "load", "all.nq", cwd=tmp_path).stdout == "2 documents\n"
    assert kg("--store", "moved", "export", "--format", "nquads", cwd=tmp_path).stdout == there


def test_a_server_that_is_away_is_one_line(tmp_path: Path, kg: Run) -> None:
    """Where no server listens, the address is told in one line with the remedy."""
    done = kg("--store", f"http://127.0.0.1:{servers.free_port()}/query", "status", cwd=tmp_path)
    assert done.returncode == 1 and done.stderr.count("\n") == 1
    assert "the server cannot be reached" in done.stderr and "check the address" in done.stderr
