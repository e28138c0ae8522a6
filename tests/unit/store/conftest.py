"""Every database that a store may lie in, for the contract suite."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import servers
from kg.store.engine import Engine
from kg.store.oxigraph import Oxigraph
from kg.store.remote import Remote

ENGINES = ("memory", "folder", "oxigraph", "oxigraph-union", "virtuoso")


@pytest.fixture(scope="session", params=ENGINES)
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Server | str]:
    """A running server; or the name of an engine in this process."""
    folder = tmp_path_factory.mktemp(request.param)
    match request.param:
        case "oxigraph":
            with servers.oxigraph(folder) as server:
                yield server
        case "oxigraph-union":  # a query without GRAPH sees all graphs, as on GraphDB and Neptune
            with servers.oxigraph(folder, "--union-default-graph") as server:
                yield server
        case "virtuoso":
            if servers.VIRTUOSO is None:
                pytest.skip("virtuoso-opensource is not installed")
            with servers.virtuoso(folder) as server:
                yield server
        case name:
            yield name


@pytest.fixture
def engine(place: servers.Server | str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """An empty database, open for writing."""
    opened: Engine
    if isinstance(place, servers.Server):
        for name, value in place.environment.items():
            monkeypatch.setenv(name, value)
        servers.emptied(place)
        opened = Remote.open(place.address)
    else:
        opened = Oxigraph.memory() if place == "memory" else Oxigraph.open(tmp_path / "store")
    yield opened
    opened.close()
