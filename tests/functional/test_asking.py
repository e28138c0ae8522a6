"""Asking, seeing and checking through the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from program import Run

PARTIES = "SELECT ?state WHERE { ?treaty kg:hasParty ?state } ORDER BY ?state"


@pytest.mark.parametrize("way", ["text", "file", "stdin"])
def test_query_may_be_text_file_or_stdin(way: str, made_project: Path, tmp_path: Path, kg: Run) -> None:
    """SPARQL is taken from the command line, from a file, and from standard input, with the same answer."""
    path = tmp_path / "parties.rq"
    path.write_text(PARTIES, "utf-8")
    query = {"text": PARTIES, "file": path, "stdin": "-"}[way]
    done = kg("query", query, "--format", "csv", cwd=made_project, input=PARTIES if way == "stdin" else None)
    assert done.returncode == 0, done.stderr
    states = [row["state"].rpartition("/")[2] for row in csv.DictReader(io.StringIO(done.stdout))]
    assert states == ["JP", "PH"]


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_named_query_in_each_format(form: str, made_project: Path, kg: Run) -> None:
    """A named query takes parameters and a date, and prints each format."""
    call = ["treaties-between", "--param", "x=JP", "--param", "y=Philippines", "--as-of", "2026-02"]
    done = kg("query", *call, "--format", form, cwd=made_project)
    assert done.returncode == 0, done.stderr
    assert "Acquisition and Cross-Servicing Agreement" in done.stdout
    if form == "json":
        assert "bindings" in json.loads(done.stdout)["results"]


def test_as_of_looks_from_that_day(made_project: Path, kg: Run) -> None:
    """Before the day it was signed, the treaty binds nobody."""
    done = kg(
        "query", "treaties-between", "--param", "x=JP", "--param", "y=PH", "--as-of", "2025-12-31", cwd=made_project
    )
    assert (done.returncode, done.stdout) == (0, "no answers\n")


def test_list_names_questions_and_parameters(made_project: Path, kg: Run) -> None:
    """--list shows at least fifteen named queries, with their parameters."""
    done = kg("query", "--list", cwd=made_project)
    names = [line.partition(":")[0] for line in done.stdout.splitlines() if not line.startswith(" ")]
    assert len(names) >= 15 and names == sorted(names)
    assert "treaties-between" in names and "    x: the one state" in done.stdout


def test_wrong_parameters(made_project: Path, kg: Run) -> None:
    """A missing or unknown parameter is told with what there is."""
    for call, what in (
        (["--param", "x=JP"], "needs the parameter y"),
        (["--param", "x=JP", "--param", "y=PH", "--param", "z=1"], "there is no parameter 'z'"),
        (["--param", "x=JP", "--param", "y=PH", "--as-of", "soon"], "'soon' does not fit the parameter asOf"),
    ):
        done = kg("query", "treaties-between", *call, cwd=made_project)
        assert done.returncode in (1, 2) and what in done.stderr and done.stderr.count("\n") == 1


def test_near_names_are_proposed(made_project: Path, kg: Run) -> None:
    """A misspelt name of a query is answered with the nearest one."""
    done = kg("query", "treaty-between", cwd=made_project)
    assert done.returncode == 1
    assert done.stderr == "kg: no query 'treaty-between'; did you mean treaties-between?\n"


def test_view_writes_one_page(made_project: Path, tmp_path: Path, kg: Run) -> None:
    """A view is one file with everything in it, the same on standard output."""
    target = tmp_path / "pages" / "d.html"
    done = kg("view", "disputes", "--out", target, cwd=made_project)
    assert (done.returncode, done.stdout) == (0, f"wrote {target}\n")
    page = target.read_text("utf-8")
    assert page == kg("view", "disputes", "--out", "-", cwd=made_project).stdout
    assert page.startswith("<!DOCTYPE html>") and "Scarborough Shoal" in page
    assert [path.name for path in target.parent.iterdir()] == ["d.html"]


@pytest.mark.parametrize("form", ["turtle", "trig", "nquads", "jsonld", "rdfxml", "graphml", "csv", "claims"])
def test_export_to_a_file_is_what_is_printed(form: str, made_project: Path, tmp_path: Path, kg: Run) -> None:
    """Each format is the same in a file and on standard output, and the same each time."""
    printed = kg("export", "--format", form, cwd=made_project)
    assert printed.returncode == 0 and printed.stdout, printed.stderr
    assert kg("export", "--format", form, "--out", tmp_path / "x", cwd=made_project, anew=True).returncode == 0
    assert (tmp_path / "x").read_text("utf-8") == printed.stdout


def test_check_finds_nothing_in_a_sound_store(made_project: Path, kg: Run) -> None:
    """A store that kg filled has no flags, in words and as JSON."""
    done = kg("check", cwd=made_project)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("2 documents checked, 0 flags (") and "for information: --all" in done.stdout
    assert kg("check", "--json", cwd=made_project).stdout == ""
    rows = [json.loads(line) for line in kg("check", "--json", "--all", cwd=made_project).stdout.splitlines()]
    assert {row["kind"] for row in rows} == {"single-source"}


def test_check_tells_of_a_broken_ontology(project: Path, kg: Run) -> None:
    """A project's own ontology that breaks a quality rule is flagged, and the exit code is 1."""
    packaged = Path(__file__).parents[2] / "ontology.ttl"
    (project / "ontology.ttl").write_text(packaged.read_text("utf-8") + "\nkg:Foo a owl:Class .\n", "utf-8")
    done = kg("check", "--json", cwd=project)
    flags = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert len({flag["what"] for flag in flags}) >= 2
    assert all("kg:Foo" in f["what"] and (f["document"], f["kind"]) == ("ontology.ttl", "quality") for f in flags)


def test_explain_wants_enough_digits(made_project: Path, kg: Run) -> None:
    """A prefix that several claims share is answered with their ids."""
    rows = [json.loads(line) for line in kg("export", "--format", "claims", cwd=made_project).stdout.splitlines()]
    assert kg("explain", rows[0]["id"], cwd=made_project).returncode == 0
    done = kg("explain", rows[0]["id"][:2], cwd=made_project)
    assert done.returncode == 2 and done.stderr.count("\n") == 1


def test_extract_writes_a_file_for_each_text(made_project: Path, tmp_path: Path, kg: Run) -> None:
    """--out writes NAME.jsonl for each NAME.txt, an empty one where nothing is claimed; lines are those printed."""
    silent = tmp_path / "silent.txt"
    silent.write_text("The weather was fine and the sea was calm all day long.", "utf-8")
    done = kg("extract", "pact.txt", silent, "--published", "2026", "--out", tmp_path / "out", cwd=made_project)
    assert (done.returncode, done.stdout) == (0, "")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["pact.jsonl", "silent.jsonl"]
    assert (tmp_path / "out" / "silent.jsonl").read_bytes() == b""
    printed = kg("extract", "pact.txt", cwd=made_project).stdout
    assert (tmp_path / "out" / "pact.jsonl").read_text("utf-8") == printed
    text = (made_project / "pact.txt").read_text("utf-8")
    rows = [json.loads(line) for line in printed.splitlines()]
    assert rows and all(text[row["start"] : row["end"]] == row["quote"] for row in rows)
    keys = [
        "s",
        "r",
        "o",
        "date",
        "place",
        "stance",
        "holder",
        "quote",
        "start",
        "end",
        "document",
        "rule",
        "confidence",
        "id",
    ]
    assert all([key for key in row if key not in ("alt", "of", "former")] == keys for row in rows)


def test_extract_prints_what_is_sure_enough(made_project: Path, kg: Run) -> None:
    """--min-confidence holds back what is less sure, and nothing else; what is no share is refused."""
    every = kg("extract", "pact.txt", "shoal.txt", "--min-confidence", "0", cwd=made_project).stdout.splitlines()
    sure = kg("extract", "pact.txt", "shoal.txt", "--min-confidence", "0.95", cwd=made_project).stdout.splitlines()
    assert 0 < len(sure) < len(every)
    assert sure == [line for line in every if json.loads(line)["confidence"] >= 0.95]
    done = kg("extract", "pact.txt", "--min-confidence", "2", cwd=made_project)
    assert done.returncode == 2 and "--min-confidence" in done.stderr
