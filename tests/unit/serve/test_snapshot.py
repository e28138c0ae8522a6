"""Copies of a store while others write to it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.core.errors import StoreError
from kg.serve.snapshot import make, signature
from kg.store import Store
from samples import JP, US, Article

WRITER = """
import sys
import pyoxigraph as ox
store = ox.Store(sys.argv[1])
print("open", flush=True)
for batch in range(60):
    body = " ".join(f'<urn:{batch}> <urn:p{n}> "{"x" * 300}" .' for n in range(500))
    store.update(f"DELETE WHERE {{ <urn:latest> ?p ?o }} ; INSERT DATA {{ <urn:latest> <urn:is> {batch} . {body} }}")
    if batch % 10 == 9:
        store.flush()
store.optimize()
"""


def read(target: Path) -> ox.Store:
    return ox.Store.read_only(str(target / "store" / "db"))


def test_a_copy_is_a_state_that_the_store_was_in(tmp_path: Path) -> None:
    """Taken while a writer is at work, each copy holds whole transactions, all before the newest one in it."""
    store = tmp_path / "store"
    with Store.open(store):
        pass
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(store / "db")], stdout=subprocess.PIPE)
    assert writer.stdout is not None and writer.stdout.readline() == b"open\n"
    seen, number = [], 0
    while writer.poll() is None or number == 0:
        make(store, tmp_path / str(number))
        copy = read(tmp_path / str(number))
        number += 1
        latest = [int(q.object.value) for q in copy.quads_for_pattern(ox.NamedNode("urn:latest"), None, None)]
        batches = {q.subject.value for q in copy if q.subject.value[4:].isdigit()}
        assert batches == {f"urn:{n}" for n in range(latest[0] + 1)} if latest else batches == set()
        assert sum(1 for q in copy if q.subject.value in batches) == 500 * len(batches)
        seen.append(latest)
    writer.stdout.close()
    assert writer.returncode == 0 and seen == sorted(seen)


def test_a_copy_has_what_is_only_in_the_log(tmp_path: Path) -> None:
    """What a store has written and not yet put into files is in the copy, also while it is open."""
    with Store.open(tmp_path / "store") as store:
        store.ingest(Article("a").says("They are allies.", JP, "alliedWith", US).extraction())
        quads = set(store.database)
        before = signature(tmp_path / "store")
        make(tmp_path / "store", tmp_path / "copy")
        assert set(read(tmp_path / "copy")) == quads
        store.ingest(Article("b").says("They are friends.", US, "alliedWith", JP).extraction())
        assert signature(tmp_path / "store") != before


@pytest.mark.parametrize("policy", ["offsets", "none"])
def test_what_is_withheld_is_in_no_copy_for_sparql(tmp_path: Path, policy: str) -> None:
    """Where a project lets out no words, the copy that SPARQL reads has none, and its ids have the project's base."""
    with Store.open(tmp_path / "store") as store:
        store.ingest(Article("a").says("They are allies.", JP, "alliedWith", US).extraction())
    make(tmp_path / "store", tmp_path / "copy", policy, "https://example.org/id/")
    served = ox.Store.read_only(str(tmp_path / "copy" / "served" / "db"))
    text = "\n".join(map(str, served))
    assert "They are allies." not in text and "They are allies." in "\n".join(map(str, read(tmp_path / "copy")))
    assert "https://example.org/id/state/JP" in text and "geopolitical-kg/id/" not in text


def test_an_empty_store_and_none(tmp_path: Path) -> None:
    """A store that nothing was put into is copied as that; where there is none, that is said."""
    with Store.open(tmp_path / "store"):
        pass
    make(tmp_path / "store", tmp_path / "copy")
    assert len(read(tmp_path / "copy")) == 1  # the policy of its view
    with pytest.raises(StoreError, match="there is no store here"):
        make(tmp_path / "none", tmp_path / "other")
    (tmp_path / "mark").mkdir()
    (tmp_path / "mark" / "store.json").write_text('{"format": 1}')
    make(tmp_path / "mark", tmp_path / "third")
    assert len(read(tmp_path / "third")) == 0
