"""A writer that is killed at random moments, again and again, and what must be true of its store after each kill.

python tests/killing.py [KILLS] [SEED]            a program that stores ready-made documents
python tests/killing.py program [KILLS] [SEED]    `kg ingest` itself, from text to store
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import samples
from kg.config import Project
from kg.core.errors import KgError
from kg.core.model import Extraction
from kg.core.rdf_terms import order
from kg.store import Source, Store
from program import CHECKOUT, PROGRAM

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


# --- the program itself -----------------------------------------------------------------------------------------------

STREAM, ARTICLES = 1_500, 40
"""Documents of a stream, and how many of them are articles with facts: several batches of those that `kg` makes."""


def write_stream(path: Path) -> None:
    """News as JSON lines: the sample articles again and again under other addresses, among notes without facts."""
    sources = Project.find(CHECKOUT).sources
    articles = [path.read_text("utf-8") for path in sorted(sources.glob("*.txt"))]
    articles = [text.partition("\n---\n")[2] or text for text in articles]
    dice = random.Random(3)
    words = [
        "rain",
        "wind",
        "match",
        "goal",
        "score",
        "market",
        "garden",
        "recipe",
        "film",
        "music",
        "river",
        "mountain",
        "winter",
        "train",
        "station",
    ]
    with path.open("w", encoding="utf-8") as out:
        for number in range(STREAM):
            text = f"Notes of day {number}. {' '.join(dice.choices(words, k=40)).capitalize()}."
            if number % (STREAM // ARTICLES) == 0:
                text = f"{articles[number % len(articles)]}\n\nThis was note {number}."
            row = {"text": text, "url": f"https://news.example/{number}", "published": "2025-01-01"}
            out.write(json.dumps(row) + "\n")


def torture_program(folder: Path, kills: int, seed: int) -> Outcome:
    """Kill `kg ingest` so many times; AssertionError where something was lost or torn, or the end is another."""
    dice, outcome = random.Random(seed), Outcome()
    stream = folder / "news.jsonl"
    write_stream(stream)
    _ingest(_project(folder, "undisturbed"), stream, None, outcome)
    with Store.open(folder / "undisturbed" / ".kg" / "store", read_only=True) as store:
        wanted, sizes = sorted(map(str, store.database)), store.counts()
        assert len(store.document_ids()) == STREAM and len(sizes) >= ARTICLES // 2, len(sizes)
    while outcome.kills < kills:
        project, ended, told = _project(folder, f"project-{outcome.rounds}"), False, 0
        while not ended and outcome.kills < kills:
            ended, stored = _ingest(project, stream, dice, outcome)
            told += stored
            print(f"{outcome.kills} kills, {told} documents", file=sys.stderr, flush=True)
            with Store.open(project / ".kg" / "store") as store:
                ids = store.document_ids()
                assert len(ids) >= told, (len(ids), told, outcome)
                assert store.counts() == {id_: n for id_, n in sizes.items() if id_ in set(ids)}, outcome
                assert len(store.sources()) == len(ids), outcome
        _ingest(project, stream, None, outcome)
        with Store.open(project / ".kg" / "store") as store:
            assert store.is_whole()
            assert sorted(map(str, store.database)) == wanted, outcome
        outcome.rounds += 1
    return outcome


def _project(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    (folder / name / "kg.toml").write_text("", "utf-8")
    return folder / name


def _ingest(project: Path, stream: Path, dice: random.Random | None, outcome: Outcome) -> tuple[bool, int]:
    """One run, killed at a moment of the dice: whether it came to its end before, and how many it said were stored."""
    command = [PROGRAM, "-C", project, "ingest", stream]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        assert process.stderr
        lines: list[str] = []
        if dice is not None:
            early = dice.random() < 0.3  # before the first batch: while the program starts, or opens the store
            for line in () if early else process.stderr:
                lines.append(line)
                if dice.random() < 1 / 300:
                    break
            try:
                process.wait(dice.uniform(0.1, 6) if early else dice.uniform(0, 0.5))
            except subprocess.TimeoutExpired:
                process.kill()
                outcome.kills += 1
        lines += process.stderr.readlines()
    stored = sum(": added" in line for line in lines)
    outcome.stored += bool(stored) and process.returncode != 0
    assert process.returncode in (0, -9), lines[-1:]
    return process.returncode == 0, stored


if __name__ == "__main__":
    if sys.argv[1:2] == ["write"]:
        write(Path(sys.argv[2]))
    else:
        whole = sys.argv[1:2] == ["program"]
        with tempfile.TemporaryDirectory() as name:
            numbers = [int(word) for word in sys.argv[1 + whole :]] + [50, 1][len(sys.argv) - 1 - whole :]
            print((torture_program if whole else torture)(Path(name), *numbers))
