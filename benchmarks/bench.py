"""Speed and size, in one run: ``make bench``. All figures of one table come from the same minutes on the same machine.

Set-up is not counted. Take the ratios; absolute times depend on the machine. Nothing here is asserted. How fast
articles are read is measured by ``extract.py``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
KG = Path(sys.executable).with_name("kg")
SOURCES = sorted((CHECKOUT / "graph" / "sources").glob("*.txt"))
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
    return 0


if __name__ == "__main__":
    sys.exit(main())
