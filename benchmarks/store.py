"""The store at scale, in one run: ``make bench-store``. Not a part of ``make bench``: it takes a while, and some GB.

    python benchmarks/store.py [load] [queries] [increment] [stream] [--quads N ...] [--claims N] [--documents N]

``load``       quads of claims into a store, beside ``oxigraph load`` on the same file (processor time)
``queries``    the named queries, beside the oxigraph server on the same data, and rdflib where it ends in its time
``increment``  one new document where 10,000 are already
``stream``     memory while 100,000 documents are ingested

All corpora are made here (``corpus.py``), the same each time. What is compared is measured in turn in the same run.
Nothing is asserted: targets are printed beside the figures.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import httpx
from pyoxigraph import Literal, NamedNode, Quad

import kg
from corpus import Corpus
from kg.app.reference import load_reference
from kg.app.rules import reading_rules
from kg.core.model import Claim, Document
from kg.core.rdf import describe, document_quads, mentioned
from kg.core.rdf_terms import DEFAULT, LABEL, PREFIXES, document_graph
from kg.core.rdf_view import accepted_description, accepted_statements, accepted_things, statement_quads
from kg.query import NamedQuery, Page, answer, bind, named_queries, run, unsorted
from kg.store import Source, Store
from kg.store.counts import Counts
from kg.store.entries import member_quads, policy_quad
from kg.store.sparql import with_prefixes
from kg.store.standing import Owner, Step, standing_quads, steps_of

CHECKOUT = Path(__file__).resolve().parent.parent
OXIGRAPH = Path(sys.executable).with_name("oxigraph")
KG = Path(sys.executable).with_name("kg")
CLAIMS_AN_ARTICLE, QUADS_A_CLAIM = 8, 33
TIMES = 7
MANY_ROWS, PAGE = 1_000, 100
"""An answer of more rows than these is read in pages (``kg query`` gives a table of so many), here of 100."""
BYTE_CODE = Path(tempfile.gettempdir()) / "kg-bench-bytecode"
LOOKED = 200
"""Documents of the stream from one look at its memory to the next."""
FACTS_EVERY = 50
"""In the stream, one document of so many has facts."""


def line(what: str, value: str, target: str = "") -> None:
    print(f"{what:58} {value:>18}  {target}", flush=True)


# --- corpora ----------------------------------------------------------------------------------------------------------


def write_corpus(path: Path, articles: int) -> tuple[int, int]:
    """An N-Quads file as a store with so many articles gives it; its number of quads and of claims.

    Quads are written as soon as they are known: of a million claims, only the claims themselves are held.
    """
    app, corpus = kg.open(CHECKOUT), Corpus(articles)
    claims: list[Claim] = []
    documents: dict[str, Document] = {}
    counts, steps = Counts(), defaultdict[Owner, set[Step]](set)
    total = 0
    with path.open("w", encoding="utf-8") as out, tempfile.TemporaryDirectory() as name:

        def write(quads: Iterable[Quad]) -> None:
            nonlocal total
            lines = [f"{quad} .\n" for quad in quads]
            out.writelines(lines)
            total += len(lines)

        for extraction in corpus.articles(0, articles):
            document = extraction.document
            documents[document.id] = Document(
                document.id, document.uri, document.name, "", publisher=document.publisher, published=document.published
            )
            claims += extraction.claims
            quads = document_quads(extraction)
            counts.add(document_graph(document.id), quads)
            write(quads)
            write(counts.quads)
            counts.quads.clear()
        write(member_quads(claims, documents, app.ontology))
        things: set[str] = set()
        for statement in accepted_statements(claims, app.ontology, documents):
            quads = statement_quads(statement, documents)
            write(quads)
            things |= {node.value for node in accepted_things(quads)}
            counts.state([statement])
            write(counts.quads)
            counts.quads.clear()
            for owner, own in steps_of([statement], documents).items():
                steps[owner] |= own
        names = defaultdict[str, set[Literal]](set)
        for iri, pairs in describe(mentioned(claims), accepted_description).items():
            if iri in things:
                names[iri] |= {value for prop, value in pairs if prop == LABEL and isinstance(value, Literal)}
                write(Quad(NamedNode(iri), prop, value, DEFAULT) for prop, value in pairs)
        write(counts.all())
        for owner, own in steps.items():
            write(standing_quads(owner, own, names[owner[0]]))
        write([policy_quad(app.ontology)])
        with Store.open(Path(name) / "store") as store:
            load_reference(app, store)
            write(quad for quad in store.database if quad != policy_quad(app.ontology))
    return total, len(claims)


# --- load -------------------------------------------------------------------------------------------------------------


LAUNCHER = """
import json, os, sys
null = os.open(os.devnull, os.O_WRONLY)
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, null, 1)])
_, status, usage = os.wait4(child, 0)
print(json.dumps([os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024]))
"""
"""A small process that starts a command: the system counts the memory of who starts it as if it were its own."""


def cpu_of(command: list[object]) -> tuple[float, float, float]:
    """Seconds of processor time, of wall clock, and peak memory in MB, of one command."""
    begin = time.perf_counter()
    words = [sys.executable, "-c", LAUNCHER, *map(str, command)]
    # byte code is kept, as it is for who installed the program
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(BYTE_CODE)
    done = subprocess.run(words, capture_output=True, text=True, env=environment)
    code, cpu, memory = json.loads(done.stdout)
    if code:
        raise SystemExit(f"bench: {command[0]} failed: {done.stderr[-500:]}")
    return cpu, time.perf_counter() - begin, memory


def load(folder: Path, quads: int) -> None:
    path = folder / f"{quads}.nq"
    total, claims = write_corpus(path, max(1, quads // (QUADS_A_CLAIM * CLAIMS_AN_ARTICLE)))
    ours, theirs = [], []
    for turn in range(3):
        project = folder / f"project-{turn}"
        project.mkdir()
        ours.append(cpu_of([KG, "-C", project, "load", path]))
        theirs.append(cpu_of([OXIGRAPH, "load", "--location", folder / f"oxigraph-{turn}", "--file", path]))
        shutil.rmtree(project)
        shutil.rmtree(folder / f"oxigraph-{turn}")
    mine, other = min(ours), min(theirs)
    line(f"kg load of {total} quads ({claims} claims)", f"{mine[0]:.1f} s CPU", f"{mine[2]:.0f} MB at most")
    line("  oxigraph load of the same", f"{other[0]:.1f} s CPU", f"{other[2]:.0f} MB at most")
    line("  ratio", f"{mine[0] / other[0]:.2f}", "wanted: at most 1.15")
    path.unlink()


def ingest_rate(folder: Path, articles: int = 2000) -> None:
    """What storing costs where documents come one by one: shapes apart, with the view and the book-keeping."""
    corpus = list(Corpus(articles).articles(0, articles))
    quads = sum(len(document_quads(extraction)) for extraction in corpus)
    with Store.open(folder / "ingested") as store:
        begin = time.process_time()
        for _ in store.ingest_all(corpus):
            pass
        took = time.process_time() - begin
    each = f"{took / quads * 1e6:.0f} µs a quad of documents"
    line(f"storing {articles} extractions in batches", f"{took:.1f} s CPU", each)


# --- queries ----------------------------------------------------------------------------------------------------------

GIVEN = {
    "x": "JP", "y": "US", "wanted": "InForce", "attacker": "CN", "attacked": "JP", "feature": "Islets 1",
    "organization": "Organization 1", "since": "2020-01", "until": "2020-01", "speaker": "JP", "subject": "Treaty 1",
    "document": "article-7", "treaty": "Treaty 1", "thing": "Treaty 1", "about": "JP",
}  # fmt: skip
OPTIONAL = {
    "timeline": {"about": "Treaty 1"}, "treaty-status": {"treaty": "Treaty 1"}, "who-signed": {"treaty": "Treaty 1"},
    "pending-steps": {"treaty": "Treaty 1"}, "office-holders": {"of": "JP"}, "opinions": {"about": "Treaty 1"},
    "contradictions": {"about": "Treaty 1"}, "said-by": {"about": "US"}, "changes": {"about": "JP"},
    "sources-of": {"relation": "hasParty"},
}  # fmt: skip
WHOLE = {"counts", "documents", "things", "contradictions", "network-alliances", "network-disputes", "network-things",
         "changes", "treaties-in-status", "pending-steps", "opinions", "treaty-status", "who-signed"}  # fmt: skip
"""Queries that look at all of the graph, at least without their optional parameters; these are asked without, too."""


def cases(queries: dict[str, NamedQuery]) -> Iterator[tuple[str, NamedQuery, dict[str, str]]]:
    for name, query in queries.items():
        given = {p.name: GIVEN[p.name] for p in query.parameters if p.required}
        if OPTIONAL.get(name):
            yield name, query, given | OPTIONAL[name]
        if name in WHOLE or not OPTIONAL.get(name):
            yield f"{name} (all)" if name in WHOLE else name, query, given
        if any(p.name == "asOf" for p in query.parameters):
            yield f"{name} as of 2015", query, given | OPTIONAL.get(name, {}) | {"asOf": "2015"}


def timed(
    work: Callable[[], object], times: int = TIMES, most: float = 20, clock: Callable[[], float] = time.perf_counter
) -> float:
    """The median of several runs, in milliseconds by ``clock``; of one, where that takes long."""
    took, begin = [], time.perf_counter()
    while len(took) < times and time.perf_counter() - begin < most:
        start = clock()
        work()
        took.append((clock() - start) * 1000)
    return statistics.median(took)


def queries(folder: Path, claims: int, rdflib_seconds: int) -> None:
    path, location = folder / "queries.nq", folder / "store" / "db"
    app = kg.open(CHECKOUT, str(folder / "store"))
    if not location.is_dir():
        total, found = write_corpus(path, claims // CLAIMS_AN_ARTICLE)
        line(f"\n{total} quads of claims, with view and book-keeping", f"{found} claims")
        with app.store(read_only=False) as store:
            store.load(path)
    named = named_queries(app.project)
    port = _free_port()
    print("\nnamed queries: medians in ms (kg: processor; oxigraph server: clock; rows)")
    rows: list[tuple[str, float]] = []
    server = folder / "server"
    shutil.copytree(location, server, copy_function=os.link)  # the engine never changes a file of data
    command = [OXIGRAPH, "serve-read-only", "--location", server, "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen([str(each) for each in command], stderr=subprocess.DEVNULL)
    try:
        client = httpx.Client(timeout=120)
        _wait_for(client, port)
        with app.store() as store:
            for name, query, given in cases(named):
                text = with_prefixes(query.bound(bind(query.parameters, given, store, name)), PREFIXES)
                answers = run(store, query, given, page=Page(MANY_ROWS, loose=True))
                if answers.cut:
                    text = unsorted(text, PAGE)
                ours = timed(lambda text=text, store=store: answer(store, text), clock=time.process_time)
                theirs = timed(lambda text=text: _asked(client, port, text))
                rows.append((name, ours))
                count = f"first {PAGE} of more than {MANY_ROWS}" if answers.cut else f"{len(answers)}"
                line(f"  {name}", f"{ours:.1f}; {theirs:.1f}; {count}", _verdict(name, ours))
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(server)
    one = [ms for name, ms in rows if _of_one(name)]
    line("median of those on one actor or treaty", f"{statistics.median(one):.1f} ms", "wanted: under 10 ms")
    asof = [(ms, name) for name, ms in rows if "as of" in name]
    line("median of those as of a day", f"{statistics.median(ms for ms, _ in asof):.1f} ms", "wanted: under 10 ms")
    line("slowest of these", f"{max(asof)[0]:.1f} ms", f"{max(asof)[1]}; wanted: under 10 ms")
    slowest = max((ms, name) for name, ms in rows)
    line("slowest of all, or its first page", f"{slowest[0]:.1f} ms", f"{slowest[1]}; wanted: under 1000 ms")
    if rdflib_seconds:
        rdflib_queries(path, named, app, dict(rows), rdflib_seconds)


def _of_one(name: str) -> bool:
    """Whether a case is about one actor, treaty, feature or document, and not about the whole graph."""
    return "(all)" not in name and not name.startswith(("treaties-in-status", "network-"))


def _verdict(name: str, ms: float) -> str:
    limit = 1000 if "(all)" in name else 10
    return "" if ms < limit else f"over {limit} ms"


def _asked(client: httpx.Client, port: int, text: str) -> bytes:
    accept = "application/n-triples" if "CONSTRUCT" in text else "application/sparql-results+json"
    answer = client.post(f"http://127.0.0.1:{port}/query", data={"query": text}, headers={"accept": accept})
    answer.raise_for_status()
    return answer.content


RDFLIB = """
import json, sys, time, rdflib, signal
data = rdflib.Dataset(default_union=False)
begin = time.process_time()
data.parse(sys.argv[1], format="nquads")
print(json.dumps(["load", time.process_time() - begin]), flush=True)
def end(*_): raise TimeoutError
signal.signal(signal.SIGALRM, end)
for name, text in json.loads(sys.stdin.read()):
    signal.alarm(int(sys.argv[2]))
    begin = time.perf_counter()
    try:
        list(data.query(text))
        took = (time.perf_counter() - begin) * 1000
    except TimeoutError:
        took = None
    except Exception as error:
        took = type(error).__name__
    signal.alarm(0)
    print(json.dumps([name, took]), flush=True)
"""


def rdflib_queries(path: Path, named: dict[str, NamedQuery], app: kg.App, ours: dict[str, float], seconds: int) -> None:
    with app.store() as store:
        texts = [
            (name, with_prefixes(query.bound(bind(query.parameters, given, store, name)), PREFIXES))
            for name, query, given in cases(named)
        ]
    print(f"\nthe same by rdflib, {seconds} s each at most")
    command = [sys.executable, "-c", RDFLIB, str(path), str(seconds)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin and process.stdout
    process.stdin.write(json.dumps(texts))
    process.stdin.close()
    for each in process.stdout:
        name, took = json.loads(each)
        if name == "load":
            line("  loading", f"{took:.1f} s CPU")
        elif isinstance(took, float | int):
            line(f"  {name}", f"{took:.0f} ms", f"{took / ours[name]:.0f} times as long")
        else:
            line(f"  {name}", "not in time" if took is None else str(took))
    process.wait()


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(client: httpx.Client, port: int) -> None:
    for _ in range(600):
        try:
            client.get(f"http://127.0.0.1:{port}/query", params={"query": "ASK {}"})
            return
        except httpx.TransportError:
            time.sleep(0.1)
    raise SystemExit("bench: the oxigraph server did not start")


# --- increment --------------------------------------------------------------------------------------------------------


def increment(folder: Path, documents: int) -> None:
    """A project with so many articles in graph/sources that were read before, and one that was not."""
    project = folder / "increment"
    sources = project / "graph" / "sources"
    sources.mkdir(parents=True)
    (project / "kg.toml").write_text("", "utf-8")
    app = kg.open(project)
    rules = reading_rules(app.project)
    corpus = Corpus(documents)

    def items() -> Iterator[tuple[Any, Source]]:
        for number, extraction in enumerate(corpus.articles(0, documents)):
            path = sources / f"{number}.txt"
            path.write_text(extraction.document.text, "utf-8")
            (piece,) = app.pieces([path])
            assert not isinstance(piece, Exception)
            yield extraction, Source(piece.origin, piece.content, rules, built=True)

    begin = time.process_time()
    with app.writing() as store:
        for result in store.ingest_all(items()):
            if isinstance(result, Exception):
                raise result
    line(f"\na store of {documents} documents, made in", f"{time.process_time() - begin:.0f} s CPU")
    new = iter(sorted((CHECKOUT / "graph" / "sources").glob("*.txt")))
    store_only = [KG, "-C", project, "build", "--store-only"]
    # what whoever has read documents with the program before has of it: byte code, and frames and lexicon as JSON
    cpu_of([KG, "-C", project, "extract", next(new)])
    cpu_of(store_only)  # notes the files
    line("kg build --store-only, nothing new", _took(store_only))
    for _ in range(3):
        shutil.copy(next(new), sources)
        line("kg build --store-only, 1 new document", _took(store_only), "wanted: at most 3 s")
    article = project / "one-more.txt"
    shutil.copy(next(new), article)
    line("kg ingest of 1 new document", _took([KG, "-C", project, "ingest", article]), "wanted: at most 3 s")
    line("kg build, all exports and pages made anew", _took([KG, "-C", project, "build"]))
    line("kg build, nothing new", _took([KG, "-C", project, "build"]))
    shutil.copy(next(new), sources)
    line("kg build, 1 new document", _took([KG, "-C", project, "build"]))


def _took(command: list[object]) -> str:
    cpu, wall, memory = cpu_of(command)
    return f"{cpu:.1f} s CPU, {wall:.1f} s, {memory:.0f} MB"


# --- stream -----------------------------------------------------------------------------------------------------------


def stream(folder: Path, documents: int) -> None:
    """Memory while documents are ingested from one compressed file of JSON lines.

    One in ``FACTS_EVERY`` is a sample article with a line more, so that each is another text; the others have no facts.
    """
    project = folder / "stream"
    project.mkdir()
    (project / "kg.toml").write_text("", "utf-8")
    path = project / "news.jsonl.gz"
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
    dice = random.Random(2)
    articles = [path.read_text("utf-8") for path in sorted((CHECKOUT / "graph" / "sources").glob("*.txt"))]
    articles = [text.split("\n---\n", 1)[-1].strip() for text in articles]
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as out:
        for number in range(documents):
            text = f"Notes of day {number}. " + " ".join(dice.choices(words, k=60)).capitalize() + "."
            if number % FACTS_EVERY == 0:
                text = f"{articles[number // FACTS_EVERY % len(articles)]}\n\nPrinted on sheet {number}."
            row = {"text": text, "url": f"https://news.example/{number}", "published": "2025-01-01"}
            out.write(json.dumps(row) + "\n")
    command = [str(KG), "-C", str(project), "ingest", str(path)]
    begin, cpu = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    done, storing, reading = 0, 0.0, 0.0
    step = max(1, documents // 10)
    size = path.stat().st_size / 1e6
    with_facts = len(range(0, documents, FACTS_EVERY))
    print(f"\nkg ingest of {documents} documents, {with_facts} of them with facts, from {size:.0f} MB of JSON lines")
    for text in process.stderr:
        if ": added" not in text:
            continue
        done += 1
        if done % LOOKED == 0 or done % step == 0:
            now = _memory(process.pid)
            storing, reading = max(storing, now[0]), max(reading, now[1])
        if done % step == 0:
            of_which = f"storing {storing:.0f}, reading {reading:.0f}"
            line(f"  up to {done}, at most", f"{storing + reading:.0f} MB", of_which)
            storing = reading = 0.0
    process.wait()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = used.ru_utime + used.ru_stime - cpu.ru_utime - cpu.ru_stime
    line("  in all", f"{took:.0f} s CPU", f"{time.perf_counter() - begin:.0f} s by the clock")


def _memory(pid: int) -> tuple[float, float]:
    """What a process and those that it started hold of their own now, in MB: not the pages of files that the system
    keeps for them.
    """
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return _own_memory(pid), sum(_own_memory(int(child)) for child in children)


def _own_memory(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:  # it has just ended
        return 0.0
    fields = dict(row.split(":", 1) for row in status.splitlines() if ":" in row)
    return int(fields.get("RssAnon", "0 kB").split()[0]) / 1024


def main() -> int:
    parser = argparse.ArgumentParser(description="The store at scale.")
    parser.add_argument("parts", nargs="*", help="load, queries, increment, stream; all by default")
    parser.add_argument("--quads", type=int, nargs="*", default=[1_000_000, 10_000_000])
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--stream", type=int, default=100_000)
    parser.add_argument("--rdflib", type=int, default=0, metavar="SECONDS", help="ask rdflib too, each so long at most")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="make corpora and stores there, and use those there")
    options = parser.parse_args()
    parts = options.parts or ["load", "queries", "increment", "stream"]
    with tempfile.TemporaryDirectory() as name:
        folder = options.keep or Path(name)
        folder.mkdir(exist_ok=True)
        if "load" in parts:
            for quads in options.quads:
                load(folder, quads)
            ingest_rate(folder)
        if "queries" in parts:
            queries(folder, options.claims, options.rdflib)
        if "increment" in parts:
            increment(folder, options.documents)
        if "stream" in parts:
            stream(folder, options.stream)
    print(f"{os.cpu_count()} processors, load at the end {os.getloadavg()[0]:.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
