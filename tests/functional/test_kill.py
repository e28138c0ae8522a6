"""A program that is killed while it stores leaves whole documents only, and a view that is theirs."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

import killing
import samples
from kg.store import Store

SEED = 20260115
DOCUMENTS = 12
WRITER = f"""
import dataclasses, itertools, random, sys
sys.path.insert(0, {str(Path(samples.__file__).parent)!r})
import killing
import samples
from kg.store import Store
path, seed = sys.argv[1], int(sys.argv[2])
dice = random.Random(seed)
whole = [samples.random_extraction(number, 120) for number in range({DOCUMENTS})]
half = [dataclasses.replace(e, claims=e.claims[:60]) for e in whole]
with Store.open(path) as store:
    print("open", flush=True)
    for step in itertools.count():
        number = dice.randrange({DOCUMENTS})
        held = {{document.id for document in store.documents()}}
        if whole[number].document.id in held and dice.random() < 0.5:
            store.remove(whole[number].document.id)
        else:
            store.ingest(dice.choice((whole, half))[number])
        print("step", step, flush=True)
"""


@pytest.fixture(scope="module")
def sizes() -> dict[str, set[int]]:
    """How many claims a whole document may have, by id."""
    made = [samples.random_extraction(number, 120) for number in range(DOCUMENTS)]
    return {e.document.id: {len({c.id for c in e.claims}), len({c.id for c in e.claims[:60]})} for e in made}


def killed_after(seconds: float, path: Path, seed: int, while_made: bool) -> bool:
    """Run the writer and kill it (SIGKILL) that long after its start, or after its store is open.

    Whether it had stored something by then.
    """
    command = [sys.executable, "-c", WRITER, str(path), str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stderr
        if not while_made:
            assert process.stdout.readline() == "open\n", process.stderr.read()
        try:
            process.wait(timeout=seconds)
            raise AssertionError(f"the writer ended by itself: {process.stderr.read()}")
        except subprocess.TimeoutExpired:
            process.kill()
        return "step" in process.stdout.read()


def test_a_store_survives_being_killed_at_any_moment(tmp_path: Path, sizes: dict[str, set[int]]) -> None:
    """After each of 20 kills at random moments the store opens, every document in it is whole, and its view is theirs.

    Every fifth time it begins with a new store, and the kill falls on its making.
    """
    dice = random.Random(SEED)
    moments = [dice.uniform(0.05, 1.0) for _ in range(20)]
    stepped = 0
    for number, moment in enumerate(moments):
        path = tmp_path / f"store-{number // 5}"
        stepped += killed_after(moment, path, number, while_made=number % 5 == 0)
        with Store.open(path) as store:
            documents = store.documents()
            for document in documents:
                assert len(store.claims(document.id)) in sizes[document.id], (number, moment)
            found = store.quads()
            index = sorted(map(str, store.database.quads_for_pattern(None, None, None, None)))
            store.rebuild()
            assert store.quads() == found, (number, moment)
            assert sorted(map(str, store.database.quads_for_pattern(None, None, None, None))) == index
    assert stepped, "no kill came after a document was stored"


def test_no_finished_batch_is_lost_and_the_end_is_the_same(tmp_path: Path) -> None:
    """A run that is killed six times and called again each time has lost no batch that was finished, holds whole
    documents only, and gives the quads of one that was not disturbed. (``python tests/killing.py 50`` does it longer.)
    """
    outcome = killing.torture(tmp_path, 6, SEED)
    assert outcome.kills == 6
