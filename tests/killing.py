"""A writer that is killed at random moments, again and again, and what must be true of its store after each kill.

python tests/killing.py [KILLS] [SEED]
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import samples
from kg.core.errors import KgError
from kg.core.model import Extraction
from kg.core.rdf_terms import order
from kg.store import Source, Store

DOCUMENTS, CLAIMS, BATCH = 120, 40, 4


def stream() -> list[tuple[Extraction, Source]]:
    """The documents that are stored, each with a note of where it was read."""
    made = [samples.random_extraction(number, CLAIMS) for number in range(DOCUMENTS)]
    return [(e, Source(f"{n}.txt", e.document.id, "rules")) for n, e in enumerate(made)]


def write(path: Path) -> None:
    """Store what is not there yet, in batches, and print the number of documents after each."""
    with Store.open(path) as store:
        print("open", flush=True)
        items = stream()
        known = store.are_read([source for _, source in items])
        left = [item for item, id_ in zip(items, known, strict=True) if id_ is None]
        for number, result in enumerate(store.ingest_all(left, size=BATCH), DOCUMENTS - len(left) + 1):
            assert not isinstance(result, KgError), result
            if number % BATCH == 0:
                print(number, flush=True)
    print("done", flush=True)


@dataclass
class Outcome:
    kills: int = 0
    stored: int = 0
    """Kills that fell after a batch of that run."""
    rounds: int = 1
    """Stores that were filled to the end."""


def torture(folder: Path, kills: int, seed: int) -> Outcome:
    """Kill the writer so many times; AssertionError where something was lost or torn, or the end is another."""
    dice, outcome = random.Random(seed), Outcome()
    with Store.open(folder / "undisturbed") as store:
        list(store.ingest_all(stream(), size=BATCH))
        wanted = sorted(map(str, sorted(store.database, key=order)))
    sizes = {extraction.document.id: len({c.id for c in extraction.claims}) for extraction, _ in stream()}
    while outcome.kills < kills:
        path, ended = folder / f"store-{outcome.rounds}", False
        while not ended and outcome.kills < kills:
            ended, finished = _run(path, dice, outcome)
            with Store.open(path) as store:
                counts = store.counts()
                assert len(counts) >= finished, (finished, len(counts), outcome)
                assert all(sizes[id_] == count for id_, count in counts.items()), outcome
                assert len(store.sources()) == len(counts) and len(counts) % BATCH == 0, outcome
        write(path)
        with Store.open(path) as store:
            assert store.is_whole()
            assert sorted(map(str, sorted(store.database, key=order))) == wanted, outcome
        outcome.rounds += 1
    return outcome


def _run(path: Path, dice: random.Random, outcome: Outcome) -> tuple[bool, int]:
    """One run that is killed: whether it came to its end before, and after how many documents it was."""
    early = dice.random() < 0.2  # while the store is made or opened
    command = [sys.executable, __file__, "write", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        begun = "" if early else process.stdout.readline()
        for _ in range(0 if early else dice.randint(0, 3)):  # batches that are finished before, whatever the machine
            begun += process.stdout.readline()
        try:
            process.wait(dice.uniform(0.01, 1.2 if early else 0.2))
        except subprocess.TimeoutExpired:
            process.kill()
            outcome.kills += 1
        lines = (begun + process.stdout.read()).split()
    numbers = [int(line) for line in lines if line.isdigit()]
    outcome.stored += bool(numbers)
    return "done" in lines, max(numbers, default=0)


if __name__ == "__main__":
    if sys.argv[1:2] == ["write"]:
        write(Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as name:
            print(torture(Path(name), *map(int, [*sys.argv[1:], "50", "1"][:2])))
