"""What was read before is not read again, and nothing tells the difference; a store is made anew from its sources."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kg as program
from kg.app import App
from kg.app.ingest import ingest
from kg.core.model import Document, Extraction
from kg.pipeline import Pipeline
from program import CHECKOUT

SOURCES = sorted((CHECKOUT / "graph" / "sources").glob("*.txt"))[:5]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the documents that were extracted, as they are."""
    names: list[str] = []
    extract = Pipeline.extract

    def noted(self: Pipeline, document: Document) -> Extraction:
        names.append(document.name)
        return extract(self, document)

    monkeypatch.setattr(Pipeline, "extract", noted)
    return names


@pytest.fixture
def project(tmp_path: Path, no_documents: Path) -> App:
    (tmp_path / "kg.toml").write_text("", "utf-8")
    shutil.copytree(no_documents, tmp_path / ".kg")
    sources = tmp_path / "graph" / "sources"
    sources.mkdir(parents=True)
    for path in SOURCES[:4]:
        shutil.copy(path, sources)
    return program.open(tmp_path)


def built(app: App, **options: Any) -> dict[str, bytes]:
    report = app.build(**options)
    assert report.failures == []
    return {path.name: path.read_bytes() for path in sorted(report.out.glob("*"))}


def empty(app: App, no_documents: Path) -> None:
    """Give the project a new store."""
    shutil.rmtree(app.project.root / ".kg")
    shutil.copytree(no_documents, app.project.root / ".kg")


def test_builds_read_what_is_new_or_changed(project: App, read: list[str], no_documents: Path) -> None:
    """After each of several changes of the sources a build reads only what it must, and gives the bytes of a new one.

    The bytes are compared after every second change: what one of two changes did wrong stays to be seen after the other.
    """
    sources = project.project.sources
    built(project)
    names = [path.stem for path in SOURCES]
    assert sorted(read) == names[:4]

    def changed(*expected: str, compared: bool = False) -> None:
        read.clear()
        found = built(project)
        assert sorted(read) == sorted(expected)
        if compared:
            empty(project, no_documents)
            assert found == built(project)

    changed()
    shutil.copy(SOURCES[4], sources)  # a new one
    changed(names[4])
    path = sources / SOURCES[0].name  # a changed one, at the same address
    path.write_text(path.read_text("utf-8").replace("the ", "the said ", 1), "utf-8")
    changed(names[0], compared=True)
    shutil.copy(sources / SOURCES[1].name, sources / "0-copy.txt")  # the same text at an earlier address
    changed("0-copy", compared=True)
    (sources / "0-copy.txt").unlink()  # and gone again: its other source is read anew
    changed(names[1])
    (sources / SOURCES[2].name).unlink()
    changed(compared=True)


def test_other_rules_read_all_again(project: App, read: list[str]) -> None:
    """Where a data file of the project changes, everything is read again; with --again so it is without a change."""
    built(project)
    read.clear()
    lexicon = project.project.root / "graph" / "judgements"
    lexicon.mkdir(parents=True)
    header = (CHECKOUT / "graph" / "judgements").glob("*.tsv")
    first = next(iter(sorted(header)), None)
    (lexicon / "own.tsv").write_text(
        (first.read_text("utf-8").splitlines()[0] if first else "left\tright\tverdict\tby\tat\treason") + "\n", "utf-8"
    )
    again = program.open(project.project.root)
    built(again)
    assert len(read) == 4
    read.clear()
    built(again)
    assert read == []
    built(again, again=True)
    assert len(read) == 4


def test_how_sure_claims_must_be_decides_what_is_read(project: App, read: list[str]) -> None:
    """Where kg.toml lets less sure claims in, or fewer, everything is read again."""
    built(project)
    read.clear()
    settings = project.project.root / "kg.toml"
    settings.write_text((settings.read_text("utf-8") if settings.exists() else "") + "\nconfidence = 0.9\n", "utf-8")
    again = program.open(project.project.root)
    built(again)
    assert len(read) == 4
    with again.store() as store:
        assert all(claim.confidence >= 0.9 for claim in store.claims())


def stream(project: App, path: Path) -> Iterator[str]:
    with project.writing() as store:
        for told in ingest(project, store, project.pieces([path])):
            yield "skipped" if told.document else str(told.result.outcome) if told.result else f"error: {told.error}"


def test_a_stream_goes_on_where_it_was_cut_off(project: App, read: list[str]) -> None:
    """A stream of JSON lines, one of them bad, that ended early is read from there on; the same bytes come of it."""
    texts = [path.read_text("utf-8").split("---", 2)[-1] for path in SOURCES[:3]]
    lines = [json.dumps({"text": text, "url": f"https://x.example/{n}"}) for n, text in enumerate(texts)]
    path = project.project.root / "news.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join([*lines[:2], "{"]).encode()))
    outcomes = list(stream(project, path))
    assert outcomes[:2] == ["added", "added"] and outcomes[2].startswith("error: ") and ":3: is no JSON" in outcomes[2]
    path.write_bytes(gzip.compress("\n".join([lines[0], *lines]).encode()))
    read.clear()
    assert list(stream(project, path)) == ["skipped", "skipped", "skipped", "added"] and len(read) == 1
    whole = project.export("nquads")
    shutil.rmtree(project.project.root / ".kg")
    assert list(stream(project, path)) == ["added", "unchanged", "added", "added"]
    assert project.export("nquads") == whole


def test_a_store_is_made_anew(project: App, tmp_path: Path) -> None:
    """A rebuild reads all sources again, keeps what has none any more, and heals a damaged store as far as it can."""
    from kg.app.rebuild import rebuild

    built(project)
    rows = tmp_path / "rows.jsonl"
    rows.write_text(
        json.dumps({"body": SOURCES[4].read_text("utf-8").split("---", 2)[-1], "at": "2025-05-05"}) + "\n", "utf-8"
    )
    gone = tmp_path / "gone.txt"
    gone.write_text("OSLO, 3 March 2025 – Norway and Iceland signed the Oslo Pact on Monday.", "utf-8")
    with project.writing() as store:
        fields = {"text": "body", "published": "at"}
        assert all(told.result for told in ingest(project, store, project.pieces([rows], fields=fields)))
        assert all(told.result for told in ingest(project, store, project.pieces([gone])))
    before = project.export("nquads")
    gone.unlink()
    report = rebuild(project)
    assert (report.documents, report.read, report.kept, report.failures) == (6, 5, ["gone"], [])
    assert project.export("nquads") == before
    for path in (tmp_path / ".kg" / "store" / "db").glob("CURRENT"):
        path.write_bytes(b"garbage")
    report = rebuild(project)
    assert report.unreadable is not None and "damaged" in str(report.unreadable) and report.documents == 4
    left = {path.name for path in (tmp_path / ".kg").iterdir()}
    assert left - {"files.json", "exports.json", "parsed.json"} == {"store"}, (
        "what builds note of their sources and data may be there, and nothing else"
    )


def test_an_exchange_that_was_cut_off_is_undone(project: App) -> None:
    """Where a rebuild was killed between its two renames, the old store is found again."""
    built(project, exports=False)
    store = project.project.store
    store.rename(store.with_name("store.old"))
    assert len(project.documents()) == 4


def test_status_tells_how_the_store_is(project: App) -> None:
    """A store is well and current; other rules, and a view that is not its documents', are told."""
    from pyoxigraph import NamedNode, Quad

    from kg.app.health import health

    built(project, exports=False)
    with project.store(read_only=False) as store:
        store.rebuild()
        found = health(project, store, verify=True)
        assert (found.problems, found.outdated, found.verified, found.in_use) == ([], 0, True, False)
        assert found.store == ".kg/store" and found.megabytes and found.accepted
        store.database.add(Quad(*[NamedNode("urn:x")] * 3))
        assert (
            "not what the documents give; make it anew with kg rebuild"
            in health(project, store, verify=True).problems[0]
        )


def test_a_build_that_loads_the_model_ahead_stores_the_same(project: App, no_documents: Path) -> None:
    """The store has the same bytes when dumped, new or with one more source, whichever process has read the sources."""
    dumps = []
    for ahead in (True, False):
        empty(project, no_documents)
        (project.project.sources / SOURCES[4].name).unlink(missing_ok=True)
        for more in (False, True):
            if more:
                shutil.copy(SOURCES[4], project.project.sources)
            assert project.build(exports=False, ahead=ahead).changed == (1 if more else 4)
            with project.store() as store:
                dumps.append(sorted(map(str, store.database)))
    assert dumps[:2] == dumps[2:]


@pytest.mark.skipif(sys.platform != "linux" or (os.cpu_count() or 1) < 2, reason="reads in one process")
@pytest.mark.parametrize("command", ["build --store-only", "ingest one.txt"])
def test_the_process_that_stores_loads_no_model(project: App, tmp_path: Path, command: str) -> None:
    """Nor does it import what draws, checks or exports: each would be waited for."""
    shutil.copy(SOURCES[4], tmp_path / "one.txt")
    shutil.rmtree(tmp_path / ".kg")  # that process brings the reference data into the store, too
    unwanted = (
        "spacy",
        "numpy",
        "rdflib",
        "pyshacl",
        "networkx",
        "pyvis",
        "matplotlib",
        "kg.export",
        "kg.annotate.parse",
    )
    code = (
        f"import sys; from kg.cli import main; code = main(['-C', {str(tmp_path)!r}, *{command.split()!r}])\n"
        f"print([name for name in {unwanted!r} if name in sys.modules], file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines()[-1] == "[]"
