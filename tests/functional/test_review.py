"""``kg review``: pairs are proposed with reasons, decided by a person, applied on the next build, and taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from program import run

LEFT = "treaty/jp-ph-agreement-on-acquiring-of-supplies-and-cross-services"
RIGHT = "treaty/jp-ph-acquisition-and-cross-servicing-agreement"
FIRST = (
    "---\ntitle: One\npublished: 2026-01-16\n---\n\nMANILA - Japan and the Philippines signed the \"Agreement on Acquiring of Supplies and "
    "Cross Services\" on Thursday. Philippine Foreign Secretary Theresa Lazarro signed it for Manila.\n"
)  # fmt: skip
SECOND = (
    "---\ntitle: Two\npublished: 2026-01-17\n---\n\nJapan and the Philippines signed an Acquisition and Cross-Servicing Agreement "
    "in Manila on January 15, 2026. Philippine Foreign Secretary Theresa Lazaro signed it.\n"
)  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    (folder / "kg.toml").touch()
    sources = folder / "graph" / "sources"
    sources.mkdir(parents=True)
    (sources / "one.txt").write_text(FIRST, "utf-8")
    (sources / "two.txt").write_text(SECOND, "utf-8")
    assert run("-C", folder, "build").returncode == 0
    return folder


def proposed(project: Path) -> dict[frozenset[str], dict[str, object]]:
    done = run("-C", project, "review", "--json")
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {frozenset((row["left"], row["right"])): row for row in rows}


def treaties(project: Path) -> set[str]:
    done = run("-C", project, "extract", *sorted((project / "graph" / "sources").glob("*.txt")))
    assert done.returncode == 0, done.stderr
    done = run("-C", project, "query", "SELECT DISTINCT ?t { ?t a kg:Treaty }", "--format", "csv")
    return {line.rpartition("/id/")[2] for line in done.stdout.splitlines()[1:]}


def test_a_decision_joins_and_its_undoing_parts(project: Path) -> None:
    """A rendering of a treaty's title and a misspelt signer are proposed; what is decided holds until it is undone."""
    found = proposed(project)
    treaty = found[frozenset((LEFT, RIGHT))]
    assert treaty["document"] == "one" and str(treaty["source"]).startswith("http") and treaty["reasons"]
    assert any("person/theresa-lazarro" in pair for pair in found)
    assert LEFT in treaties(project) and RIGHT in treaties(project)

    done = run("-C", project, "review", input="k\n" * (len(found) - 1) + "q\n")
    assert done.returncode == 0 and "0 decided" in done.stdout
    done = run("-C", project, "review", "--decide", LEFT, RIGHT, "same", "--reason", "one text", "--by", "ann")
    assert done.returncode == 0, done.stderr
    assert frozenset((LEFT, RIGHT)) not in proposed(project)
    assert run("-C", project, "build").returncode == 0
    assert LEFT not in treaties(project) and RIGHT in treaties(project)

    preview = run("-C", project, "remove", "one", "--preview").stdout
    assert "other documents support too" in preview and "hasParty Japan" in preview

    assert run("-C", project, "review", "--undo", LEFT, RIGHT).returncode == 0
    assert run("-C", project, "build").returncode == 0
    assert LEFT in treaties(project)


def test_misuse_is_told(project: Path) -> None:
    """An unknown verdict, ids of two kinds, and undoing what was not decided are told in a line."""
    for args, told in (
        (("--decide", LEFT, RIGHT, "maybe"), "no verdict"),
        (("--decide", LEFT, "person/x", "same"), "not ids of one kind"),
        (("--undo", LEFT, "treaty/nothing"), "nothing was decided"),
    ):
        done = run("-C", project, "review", *args)
        assert done.returncode in (1, 2) and told in done.stderr and len(done.stderr.splitlines()) == 1
