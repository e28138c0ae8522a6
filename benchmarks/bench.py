"""Speed and size, in one run: ``make bench``. All figures of one table come from the same minutes on the same machine.

Set-up is not counted. Take the ratios; absolute times depend on the machine. Nothing here is asserted. How fast
articles are read is measured by ``extract.py``.
"""

from __future__ import annotations

import cProfile
import os
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import kg
from kg.check import shape_checker
from kg.check.facts import check_facts
from kg.core.rdf import document_quads

CHECKOUT = Path(__file__).resolve().parent.parent
KG = Path(sys.executable).with_name("kg")
SOURCES = sorted((CHECKOUT / "graph" / "sources").glob("*.txt"))
GOLDEN = sorted((CHECKOUT / "tests" / "golden" / "articles").glob("*.txt"))
HEAVY = ("spacy", "networkx", "pyvis", "rdflib", "pyshacl", "rich", "yaml", "numpy")


def run(*args: object, cwd: Path = CHECKOUT) -> tuple[float, float, str]:
    """Seconds of wall clock, peak memory in MB, and the output of one command."""
    begin = time.perf_counter()
    process = subprocess.Popen([str(a) for a in args], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    output = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"bench: {' '.join(map(str, args))} failed with {process.returncode}")
    return time.perf_counter() - begin, usage.ru_maxrss / 1024, output


def best(times: int, measure: Callable[[], float]) -> float:
    """The least of several measurements: what the work takes where nothing disturbs it."""
    return min(measure() for _ in range(times))


def line(what: str, value: str, target: str = "") -> None:
    print(f"{what:52} {value:>16}  {target}", flush=True)


def start_up() -> None:
    """``kg --help`` beside a bare import of click, turn by turn so that both see the same machine."""
    bare = [sys.executable, "-c", "import click"]
    pairs = [(run(*bare)[0], run(KG, "--help")[0]) for _ in range(15)]
    click_time, help_time = min(p[0] for p in pairs), min(p[1] for p in pairs)
    line("python -c 'import click'", f"{click_time * 1000:.0f} ms")
    line("kg --help", f"{help_time * 1000:.0f} ms", f"ratio {help_time / click_time:.2f} (wanted: under 2)")


def build(folder: Path) -> None:
    """The main job on the sample articles."""
    seconds, memory, _ = run(KG, "build", *SOURCES, "--out", folder)
    line(f"kg build of {len(SOURCES)} sample articles", f"{seconds:.1f} s", "wanted: under 60 s")
    line("  its peak memory", f"{memory:.0f} MB", "wanted: under 1500 MB")


def queries(folder: Path) -> None:
    """A query on a store, and what it loads."""
    run(KG, "-C", folder, "ingest", SOURCES[0])
    sparql = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    line("kg query", f"{best(5, lambda: run(KG, '-C', folder, 'query', sparql)[0]) * 1000:.0f} ms")
    code = (
        "import sys; from kg.cli import main; "
        f"main(['-C', {str(folder)!r}, 'query', {sparql!r}]); "
        f"print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    line(
        "  heavy modules that it loads",
        run(sys.executable, "-c", code)[2].splitlines()[-1],
        "wanted: none of spacy, networkx, pyvis",
    )


def checks() -> None:
    """What linking, SHACL and the reference checks cost by extraction: processor time of one process, all loaded."""
    app = kg.open(CHECKOUT)
    documents = [app.read(path) for path in (*SOURCES, *GOLDEN)]
    shapes, reference = shape_checker(app.project), app.reference

    def work(what: Callable[..., object], *columns: list[Any]) -> float:
        what(*(column[0] for column in columns))  # what is loaded with the first is not counted
        begin = time.process_time()
        for row in zip(*columns, strict=True):
            what(*row)
        return time.process_time() - begin

    found = [app.extract(document) for document in documents]
    took = best(3, lambda: work(app.extract, documents))
    graphs = [document_quads(extraction) for extraction in found]
    rdf = best(3, lambda: work(document_quads, found)) / took
    shacl = best(3, lambda: work(shapes, graphs)) / took
    facts = best(3, lambda: work(lambda d, e: check_facts(d, e.claims, reference), documents, found)) / took
    linking = linking_share(lambda: work(app.extract, documents))
    line(f"extraction of {len(documents)} articles", f"{took:.1f} s")
    line("  linking, a part of it", f"ratio {linking:.2f}")
    line("  SHACL, after it", f"ratio {shacl:.2f}")
    line("  reference checks, after it", f"ratio {facts:.2f}")
    line("  the three together", f"ratio {linking + shacl + facts:.2f}", "wanted: under 0.33")
    line("  making RDF of it, to check and to store", f"ratio {rdf:.2f}")


def linking_share(work: Callable[[], object]) -> float:
    """The part of some work that is done in ``kg.link``, with all that it calls, as the profiler tells."""
    profile = cProfile.Profile()
    profile.runcall(work)
    calls = pstats.Stats(profile).stats.items()  # type: ignore[attr-defined]
    own, link = sum(of[2] for _, of in calls), f"{os.sep}link{os.sep}"
    outside = (
        by[3]
        for (file, *_), (*_, callers) in calls
        if link in file
        for (caller, *_), by in callers.items()
        if link not in caller
    )
    return sum(outside) / own


def main() -> int:
    if not SOURCES:
        print("bench: graph/sources has no articles", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start_up()
        build(folder / "out")
        (folder / "project").mkdir()
        queries(folder / "project")
    checks()
    return 0


if __name__ == "__main__":
    sys.exit(main())
