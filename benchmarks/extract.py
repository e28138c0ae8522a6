"""How fast ``kg extract`` is beside spaCy's own pipeline on the same texts, in one run: ``make bench``.

    python benchmarks/extract.py [--rounds N] [--json]

Two sets of texts: the relevant articles of ``graph/sources`` and ``tests/golden/articles``; and a mixed stream, a tenth
of which is relevant and the rest (``benchmarks/plain_articles.txt``) are of sport, markets, weather, cooking
and the like. spaCy runs the pinned model with all of its components over the same bodies, by ``nlp.pipe``, at the
batch size that suits it best. All are measured in turn, in each of several rounds, and the least of each counts: what
the work takes where nothing disturbs it. Loading the model, about the same for both, is not counted, but told.

Ratios are of processor time for one process, and of wall-clock time for two, since that is what a second process is
for: take it on a machine with two idle cores. Beside it stands what two idle cores would give by processor time (of one
process alone, by that of the busier of two, or by half of all that two and their parent spend, whichever is more): it
shows what handing out costs and how evenly the work is shared, on a busy machine, too. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import kg
from kg.annotate import model
from kg.app import App
from kg.core.model import Document

CHECKOUT = Path(__file__).resolve().parent.parent
PLAIN = Path(__file__).with_name("plain_articles.txt")
RELEVANT = ("graph/sources", "tests/golden/articles")
BATCH_SIZES = (8, 32, 128)
SHARED = 150_000
"""Words at least of the stream that two processes share, so that handing out and ending weigh little: the texts are
repeated until there are as many.
"""


class Took(NamedTuple):
    """Seconds: of the clock on the wall, and of all processors together."""

    wall: float
    cpu: float
    busiest: float
    """Processor time of the busiest worker process, 0 where there was none or the system does not tell."""


def measure(work: Callable[[], float | None]) -> Took:
    wall, cpu = time.perf_counter(), _cpu()
    busiest = work()
    return Took(time.perf_counter() - wall, _cpu() - cpu, busiest or 0.0)


def _cpu() -> float:
    """Processor time of this process and of those that it has started and seen end."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def _busiest() -> float:
    """Processor time of that worker process which has had most of it so far."""
    most = 0.0
    for process in multiprocessing.active_children():
        try:
            fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        most = max(most, (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"))
    return most


def relevant(app: App) -> list[Document]:
    return [app.read(path) for folder in RELEVANT for path in sorted((CHECKOUT / folder).glob("*.txt"))]


def plain() -> list[Document]:
    """The articles of ``plain_articles.txt``: each a line '== TITLE' and the text below it."""
    out = []
    for block in PLAIN.read_text("utf-8").split("== ")[1:]:
        title, _, text = block.partition("\n")
        name = hashlib.sha256(block.encode()).hexdigest()
        out.append(Document(name, f"urn:sha256:{name}", name[:12], text.strip(), title=title))
    return out


def mixed(wanted: Sequence[Document], others: Sequence[Document]) -> list[Document]:
    """A stream in which every tenth article is one of those wanted."""
    out: list[Document] = []
    chosen = wanted[:: max(1, len(wanted) * 9 // len(others))]
    for n, document in enumerate(others):
        if n % 9 == 4:
            out.append(chosen[n // 9 % len(chosen)])
        out.append(document)
    return out


def _words(documents: Sequence[Document]) -> int:
    return sum(len(d.text[d.body :].split()) for d in documents)


class Bench:
    """One run: two pipelines, each loaded for itself, and what each round measured."""

    def __init__(self) -> None:
        import spacy

        self.app = kg.open(CHECKOUT)
        setting = self.app.project.settings.model
        self.loading = {
            "spaCy": measure(lambda: setattr(self, "spacy", spacy.load(model.locate(setting)))),
            "kg": measure(self.app.pipeline.load),
        }
        self.spacy: Any
        wanted = relevant(self.app)
        self.streams = {"relevant": wanted, "mixed": mixed(wanted, plain())}
        self.found: dict[tuple[str, str], list[Took]] = {}

    def extract(self, documents: Sequence[Document], workers: int = 1) -> float:
        """Read the documents; returns the processor time of the busiest worker."""
        busiest = 0.0
        for n, result in enumerate(self.app.extractions(documents, workers=workers), 1):
            if isinstance(result, Exception):
                raise result
            if workers > 1 and (n % 20 == 0 or n == len(documents)):
                busiest = _busiest()
        return busiest

    def parse(self, bodies: Sequence[str], size: int) -> None:
        """All of spaCy's own work on the texts."""
        for _ in self.spacy.pipe(bodies, batch_size=size):
            pass

    def rounds(self, times: int) -> None:
        """Everything once in each round, so that all see the same minutes of the machine."""
        for n in range(times):
            for stream, documents in self.streams.items():
                bodies = [d.text[d.body :] for d in documents]
                for size in BATCH_SIZES:
                    self._keep(stream, f"spaCy {size}", partial(self.parse, bodies, size))
                self._keep(stream, "kg first" if n == 0 else "kg", partial(self.extract, documents))
            for stream, documents in self.streams.items():
                repeats = math.ceil(SHARED / _words(documents))
                for workers in (1, 2):
                    self._keep(stream, f"kg x{workers}", partial(self.extract, documents * repeats, workers))
            print(f"round {n + 1} of {times}, load {os.getloadavg()[0]:.1f}", file=sys.stderr, flush=True)

    def _keep(self, stream: str, what: str, work: Callable[[], float | None]) -> None:
        self.found.setdefault((stream, what), []).append(measure(work))

    def best(self, stream: str, what: str) -> Took:
        """The least wall-clock and the least processor time among all measurements of that name."""
        found = [t for (s, w), ts in self.found.items() if s == stream and w.split()[0] == what for t in ts]
        found = found if what == "spaCy" else self.found.get((stream, what), [])
        return Took(*(min(figures) for figures in zip(*found, strict=True)))

    def figures(self) -> dict[str, dict[str, float]]:
        """Articles a second (of processor time) and the ratios, for each stream."""
        out = {}
        for stream, documents in self.streams.items():
            spacy, ours = self.best(stream, "spaCy"), self.best(stream, "kg")
            one, two = self.best(stream, "kg x1"), self.best(stream, "kg x2")
            pairs = zip(self.found[stream, "kg x1"], self.found[stream, "kg x2"], strict=True)
            out[stream] = {
                "articles": len(documents),
                "words": _words(documents),
                "spaCy, articles/s": len(documents) / spacy.cpu,
                "kg, articles/s": len(documents) / ours.cpu,
                "ratio": spacy.cpu / ours.cpu,
                "ratio by the clock": spacy.wall / ours.wall,
                "ratio at the first pass": spacy.cpu / self.best(stream, "kg first").cpu,
                "two processes": one.wall / two.wall,
                "two processes, best pair": max(a.wall / b.wall for a, b in pairs),
                "two processes, by processor": one.cpu / max(two.busiest, two.cpu / 2),
            }
        return out


WANTED = {("relevant", "ratio"): "0.8", ("mixed", "ratio"): "2.5", ("relevant", "two processes"): "1.7 on idle cores"}


def main() -> int:
    parser = argparse.ArgumentParser(description="How fast kg extract is beside spaCy's own pipeline.")
    parser.add_argument("--rounds", type=int, default=4, help="how often everything is measured (4; two or more)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    bench = Bench()
    bench.rounds(max(2, options.rounds))
    figures = bench.figures()
    if options.json:
        print(json.dumps(figures, indent=1))
        return 0
    for stream, rows in figures.items():
        print(f"\n{stream}: {rows.pop('articles'):.0f} articles, {rows.pop('words'):.0f} words")
        for what, value in rows.items():
            wanted = f"  wanted: {WANTED[stream, what]} or more" if (stream, what) in WANTED else ""
            print(f"  {what:28} {value:8.2f}{wanted}")
    for what, took in bench.loading.items():
        print(f"\nloading {what}, counted nowhere: {took.cpu:.1f} s", end="")
    print(f"\n{os.cpu_count()} processors, load at the end {os.getloadavg()[0]:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
