"""Bad input: one line that says what, where and the remedy; exit code 1 or 2; the store as it was."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.store import Store
from program import Run

FRENCH = (
    "Les ministres des Affaires étrangères du Japon et des Philippines ont signé jeudi à Manille un accord de défense "
    "portant sur la fourniture mutuelle de munitions, de carburant et de vivres, a annoncé le gouvernement japonais."
)
FILES = {
    "empty.txt": (b"", "kg: empty.txt: is empty; leave it out, or give it a text"),
    "blank.txt": (b" \n\n", "kg: blank.txt: is empty; leave it out, or give it a text"),
    "binary.txt": (b"\x7fELF\x01\x00\x00", "kg: binary.txt: is not text but binary; give a text file in UTF-8"),
    "latin.txt": (
        "Manille, café".encode("latin-1"),
        "kg: latin.txt: is not UTF-8 (byte 12 is 0xe9); convert it: iconv -f WINDOWS-1252 -t UTF-8, or from what its encoding is",
    ),
    "french.txt": (
        FRENCH.encode(),
        (
            "kg: french.txt: is not in English but in another language (fr); kg reads English; translate it, or if it is "
            "English say lang: en in its front matter"
        ),
    ),
    "yaml.txt": (
        b"---\nsources: [a, 'b\n---\n\nText.",
        (
            "kg: yaml.txt: front matter is not valid YAML at line 2 (the value of sources); put a value that has a colon or a "
            "quotation mark in quotes"
        ),
    ),
    "open.txt": (
        b"---\ntitle: x\n\nText.",
        "kg: open.txt: front matter is opened at line 1 and never closed; end it with a line of ---, or drop the first line",
    ),
    "date.txt": (
        b"---\npublished: Thursday\n---\n\nText.",
        "kg: date.txt: front matter's published is no date (Thursday); write it as YYYY-MM-DD, YYYY-MM or YYYY",
    ),
}


@pytest.fixture
def nquads(kg: Run):  # type: ignore[no-untyped-def]
    """What the store of a project holds, as N-Quads."""

    def read(project: Path) -> str:
        done = kg("export", "--format", "nquads", cwd=project)
        assert done.returncode == 0, done.stderr
        assert done.stdout
        return done.stdout

    return read


@pytest.mark.parametrize("command", ["extract", "ingest"])
def test_unreadable_files(command: str, project: Path, kg: Run, nquads) -> None:  # type: ignore[no-untyped-def]
    """Each unreadable file is one line, the readable one among them is still done, the failures are counted."""
    before = nquads(project)
    for name, (data, _) in FILES.items():
        (project / name).write_bytes(data)
    with (project / "large.txt").open("wb") as stream:
        stream.truncate(50_000_000)
    (project / "bare").mkdir()
    done = kg(command, *FILES, "large.txt", "none.txt", "bare", "pact.txt", cwd=project)
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    expected = [line for _, line in FILES.values()]
    expected += [
        "kg: large.txt: has 50 MB, more than the 20 MB that are read; split it, or raise 'limit' in kg.toml",
        "kg: none.txt: no such file; check the name",
        "kg: bare: is a folder; name the files in it"
        if command == "extract"
        else "kg: bare: holds nothing to read; files end in .txt, .md, .html, .htm, .pdf, .docx, .eml, .jsonl, .ndjson, or "
        "these and .gz",
    ]
    assert [line for line in lines if line.startswith("kg: ")][:-1] == expected
    assert lines[-1] == f"kg: {len(expected)} of {len(expected) + 1} failed"
    if command == "extract":
        assert {json.loads(line)["r"] for line in done.stdout.splitlines()} >= {"hasParty", "status"}
    else:
        assert any("were read before and have not changed" in line for line in lines)
    assert nquads(project) == before


def test_one_bad_file_is_one_line(project: Path, kg: Run) -> None:
    """A single failure needs no count."""
    (project / "empty.txt").write_bytes(b"")
    done = kg("ingest", "empty.txt", cwd=project)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", FILES["empty.txt"][1] + "\n")


def test_large_standard_input(project: Path, kg: Run) -> None:
    """More than the limit on standard input is refused without holding it all."""
    (project / "kg.toml").write_text("limit = 1\n")
    done = kg("extract", "-", cwd=project, input=b"Japan signed. " * 200_000)
    assert done.returncode == 1
    assert (
        done.stderr
        == "kg: standard input: has more than the 1 MB that are read; split it, or raise 'limit' in kg.toml\n"
    )


def test_undated_text_is_warned_about(project: Path, kg: Run) -> None:
    """Where no date of publication is known, that is said with the remedy, and the work is done."""
    done = kg("extract", "-", cwd=project, input="Japan and the Philippines signed the Manila Pact last year.")
    assert done.returncode == 0
    assert done.stderr.startswith("kg: warning: -: no date of publication found") and done.stderr.count("\n") == 1
    assert "--published" in done.stderr


def test_same_output_twice(project: Path, kg: Run) -> None:
    """Two inputs that would be written to one file are refused before any work."""
    (project / "other").mkdir()
    (project / "other" / "pact.txt").write_text("x")
    done = kg("extract", "pact.txt", "other/pact.txt", "--out", "claims", cwd=project)
    assert done.returncode == 2
    assert done.stderr == (
        "kg: pact.txt and other/pact.txt would both be written to pact.jsonl; rename one, or call twice with another --out\n"
    )
    assert not (project / "claims").exists()


def test_out_is_a_file(project: Path, kg: Run) -> None:
    """An output folder that is a file is refused in one line."""
    done = kg("extract", "pact.txt", "--out", "shoal.txt", cwd=project)
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and "shoal.txt" in done.stderr


@pytest.mark.parametrize(
    ("args", "what"),
    [
        (["extract"], "Missing argument 'FILE...'"),
        (
            ["extract", "pact.txt", "--published", "soon"],
            "'soon' is no date of publication; write --published YYYY-MM-DD",
        ),
        (["frobnicate"], "no command 'frobnicate'; see kg --help"),
        (["query"], "no query given"),
        (["query", "SELECT * {?s ?p ?o}", "--param", "a"], "--param a is not NAME=VALUE; write --param a=JP"),
        (["explain", "zzzz"], "no claim 'zzzz' in the store"),
        (["remove", "nothing"], "no document 'nothing' in the store; kg status lists them"),
        (["export", "--format", "doc"], "Invalid value for '--format'"),
        (["-C", "nowhere", "status"], "no such folder: nowhere; name an existing folder, or make one with kg init"),
        (["init", "."], ".: is not empty; name a new folder, or add --force"),
    ],
)
def test_misuse(args: list[str], what: str, project: Path, kg: Run) -> None:
    """A wrong call ends with exit code 2 and one line."""
    done = kg(*args, cwd=project)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"kg: {what}") and done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { ?s ?p }",
        "no-such-query",
        "ASK { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
        "DELETE WHERE { ?s ?p ?o }",
    ],
)
def test_malformed_query(query: str, project: Path, kg: Run, nquads) -> None:  # type: ignore[no-untyped-def]
    """A query that is malformed, unknown, reaches outside or changes something is refused in one line."""
    before = nquads(project)
    done = kg("query", query, cwd=project)
    assert done.returncode in (1, 2) and done.stdout == ""
    assert done.stderr.startswith("kg: ") and done.stderr.count("\n") == 1
    assert nquads(project) == before


def test_missing_and_changed_model(project: Path, kg: Run) -> None:
    """A model that is not installed is one line for each file, with the remedy."""
    (project / "kg.toml").write_text('model = "en_core_web_none"\n')
    done = kg("extract", "pact.txt", cwd=project)
    assert done.returncode == 1
    assert done.stderr == "kg: language model en_core_web_none: not installed; pip install en-core-web-none\n"


def test_wrong_settings(project: Path, kg: Run) -> None:
    """A wrong kg.toml stops every command that needs the project."""
    (project / "kg.toml").write_text("modle = 'x'\n")
    done = kg("status", cwd=project)
    assert done.returncode == 1
    assert (
        done.stderr
        == "kg: kg.toml: unknown setting 'modle'; the settings are base, confidence, evidence, limit, model, store, store_graphs, store_update\n"
    )


def test_no_store(tmp_path: Path, kg: Run) -> None:
    """Asking where nothing was built is told with what to call; nothing is created by asking."""
    for command in (["query", "ASK {}"], ["status"], ["export"], ["view", "alliances"], ["check"], ["explain", "0000"]):
        done = kg(*command, cwd=tmp_path)
        assert done.returncode == 1 and "there is no store here" in done.stderr and done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_locked_store(project: Path, kg: Run) -> None:
    """A store in use by another process refuses a second writer in one line."""
    with Store.open(project / ".kg" / "store"):
        done = kg("ingest", "pact.txt", cwd=project)
    assert done.returncode == 1
    assert "the store is in use by another kg process; wait until it has ended" in done.stderr
    assert done.stderr.count("\n") == 1 and str(project.parent) not in done.stderr.replace(str(project), "")


@pytest.mark.parametrize("damage", ["manifest", "mark"])
def test_damaged_store(damage: str, project: Path, kg: Run) -> None:
    """A damaged store is told in one line, with how to build it again."""
    store = project / ".kg" / "store"
    target = store / "store.json" if damage == "mark" else next((store / "db").glob("MANIFEST*"))
    target.write_bytes(b"\xffdamaged")
    for command in (["query", "ASK {}"], ["ingest", "pact.txt"]):
        done = kg(*command, cwd=project)
        assert done.returncode == 1 and done.stderr.count("\n") == 1
        assert "the store is damaged" in done.stderr and "build" in done.stderr


def test_full_disk_at_output(project: Path) -> None:
    """Standard output on a full disk is one line and exit code 1."""
    program = Path(sys.executable).with_name("kg")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [program, "export", "--format", "nquads"], cwd=project, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert done.stderr.decode() == "kg: No space left on device; free some space and call again\n"


def test_full_disk_at_files(project: Path) -> None:
    """A file that cannot be written whole is not there afterwards, and the old one still is."""
    target = project / "graph.nq"
    target.write_text("old")
    limited = f"ulimit -f 1; exec {Path(sys.executable).with_name('kg')} export --format nquads --out graph.nq"
    done = subprocess.run(["sh", "-c", limited], cwd=project, capture_output=True, check=False)
    assert done.returncode == 1 and done.stderr.count(b"\n") == 1 and done.stderr.startswith(b"kg: ")
    assert target.read_text() == "old"
    assert sorted(p.name for p in project.iterdir()) == [".kg", "graph.nq", "kg.toml", "pact.txt", "shoal.txt"]


def test_full_disk_at_the_store(project: Path, kg: Run, nquads) -> None:  # type: ignore[no-untyped-def]
    """A store that cannot grow refuses the document in one line and holds what it held."""
    before = nquads(project)
    (project / "new.txt").write_text(
        (project / "pact.txt").read_text("utf-8").replace("Manila", "Tokyo") + "\nMore.\n" * 3, "utf-8"
    )
    limited = f"ulimit -f 1; exec {Path(sys.executable).with_name('kg')} ingest new.txt"
    done = subprocess.run(["sh", "-c", limited], cwd=project, capture_output=True, check=False)
    assert done.returncode == 1 and done.stderr.count(b"\n") == 1 and b"disk is full" in done.stderr
    assert nquads(project) == before


def test_reader_that_goes_away(project: Path) -> None:
    """``kg export | head -1`` prints no complaint."""
    program = Path(sys.executable).with_name("kg")
    done = subprocess.run(
        ["sh", "-c", f"{program} export --format nquads | head -c 10"], cwd=project, capture_output=True, check=False
    )
    assert done.stderr == b"" and len(done.stdout) == 10


def test_write_protected_store(project: Path, kg: Run) -> None:
    """A store that may not be written is told, where the system keeps such promises (root may write anything)."""
    if os.geteuid() == 0:
        pytest.skip("root may write anything")
    store = project / ".kg" / "store"
    for path in (store / "db", store):
        path.chmod(0o500)
    done = kg("ingest", "pact.txt", cwd=project)
    assert done.returncode == 1 and done.stderr.count("\n") == 1


def test_hostile_file_names(project: Path, kg: Run) -> None:
    """Names with spaces, quotation marks, line ends and markup are told on one line and do no harm."""
    for name in ('a b".txt', "<img src=x>.txt", "two\nlines.txt", "-dash.txt", "ünï.txt"):
        (project / name).write_text("", "utf-8")
        done = kg("extract", "--", name, cwd=project)
        assert done.returncode == 1 and done.stderr.count("\n") == 1
