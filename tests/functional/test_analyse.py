"""Analyses, differences and briefings through the command line, on sample articles in a real store."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from datetime import date
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest

from kg import open as kg_open
from kg.analyse.graphs import network
from kg.analyse.network_told import Window, balance_over_time, balance_told, centrality_told, network_told
from kg.analyse.result import Result
from kg.analyse.timeline import timeline, timeline_told
from kg.analyse.treaties import Treaties
from kg.analyse.two_sources import comparison_told
from kg.app import analysis
from kg.app.reports import Briefing, report
from kg.cli import main
from program import CHECKOUT, Run

GOLDEN = CHECKOUT / "tests" / "golden" / "analyses"
SAMPLES = ("scarborough-shoal", "huangyan-dao-encounter-2025", "acsa-japan-philippines", "raa-japan-philippines")


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory, kg: Run) -> Path:
    """A project whose store holds four sample articles, two of them on one event."""
    folder = tmp_path_factory.mktemp("told")
    (folder / "kg.toml").write_text("")
    for name in SAMPLES:
        shutil.copy(CHECKOUT / "graph" / "sources" / f"{name}.txt", folder)
    done = kg("ingest", *(f"{name}.txt" for name in SAMPLES), cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A project without a store."""
    (tmp_path / "kg.toml").write_text("")
    return tmp_path


def test_diff_of_two_days(told: Path, kg: Run) -> None:
    """What changed between 2024-01-01 and 2026-02-01 is the golden table, the same each time."""
    done = kg("diff", "2024-01-01", "2026-02-01", cwd=told)
    assert done.returncode == 0, done.stderr
    assert done.stdout == (GOLDEN / "diff-dates.txt").read_text("utf-8")


def test_diff_of_two_sources(told: Path, kg: Run, tmp_path: Path) -> None:
    """How two samples tell one event is the golden table, and the page has both side by side."""
    page = tmp_path / "both.html"
    done = kg("diff", "scarborough-shoal", "huangyan-dao-encounter-2025", "--page", page, cwd=told)
    assert done.returncode == 0, done.stderr
    assert done.stdout == (GOLDEN / "diff-sources.txt").read_text("utf-8")
    html = page.read_text("utf-8")
    assert html.count("Told in another stance.") == 2 and "Left out." in html


def test_obligations_without_a_store(empty: Path, kg: Run) -> None:
    """Obligations rest on the reference alone where there is no store; names and codes, words and slugs do."""
    by_name = kg("analyse", "obligations", "--attacker", "China", "--target", "Philippines", "--area", "South China Sea",
                 "--on", "forces", "--as-of", "2026-02-01", cwd=empty)  # fmt: skip
    assert by_name.returncode == 0, by_name.stderr
    assert by_name.stdout == (GOLDEN / "obligations-vessel.txt").read_text("utf-8")
    by_code = kg("analyse", "obligations", "--attacker", "CN", "--target", "PH", "--area", "south-china-sea", "--on", "forces",
                 "--as-of", "2026-02-01", "--json", cwd=empty)  # fmt: skip
    content = json.loads(by_code.stdout)
    first = content["sections"]["duties"][0]
    assert (first["obliged"], first["article"], first["verdict"]) == (["US"], "IV", "owed") and first["sources"]


@pytest.fixture(scope="module")
def results(told: Path) -> list[Result]:
    """A result of each analysis, on the store of four articles."""
    app = kg_open(told)
    ties = analysis.table(app)
    claims, documents = analysis.told_claims(app)
    topic = analysis.topic(app, ["JP", "PH"], claims)
    entries = timeline(topic, claims, documents, Treaties(app.reference), app.ontology)
    window = Window(date(2026, 2, 1))
    return [
        balance_told(ties, window, shuffles=9), balance_over_time(ties, [date(2020, 1, 1), date(2026, 1, 1)], shuffles=9),
        centrality_told(ties, "event", window), network_told(network(ties, "dispute"), "dispute", window),
        timeline_told(topic, entries, ""), analysis.diff_dates(app, "2025", "2026"),
        analysis.obligations(app, "CN", "PH"),
        comparison_told(analysis.compare(app, "scarborough-shoal", "huangyan-dao-encounter-2025"), app.ontology),
    ]  # fmt: skip


def test_text_json_and_triples_agree(results: list[Result]) -> None:
    """Each analysis gives text, JSON and triples with the same sentences; triples derive from the claims named."""
    for result in results:
        content = json.loads(result.to_json())
        found = [f for findings in content["sections"].values() for f in findings]
        assert found, result.name
        graph = set(ox.parse(result.to_turtle().encode(), format=ox.RdfFormat.TURTLE))
        labels = {t.object.value for t in graph if t.predicate.value.endswith("#label")}
        assert {f["sentence"] for f in found} <= labels
        words = " ".join(result.to_text().split())
        assert all(" ".join(f["sentence"].split()) in words for f in found)
        derived = {t.object.value.rpartition("/")[2] for t in graph if t.predicate.value.endswith("wasDerivedFrom")}
        assert {c for f in found for c in f["claims"]} <= derived


def test_same_result_same_bytes(results: list[Result], told: Path) -> None:
    """An analysis that is made again is the same, to the byte."""
    again = balance_told(analysis.table(kg_open(told)), Window(date(2026, 2, 1)), shuffles=9)
    assert again.to_json() == results[0].to_json() and again.to_turtle() == results[0].to_turtle()


def test_facts_rest_on_something(results: list[Result]) -> None:
    """What is told of the world names a claim or a row of the reference; figures of a whole network need not."""
    for result in results[3:]:
        for section in result.sections:
            for finding in section.findings:
                assert finding.claims or finding.basis or section.name == "not-obliged", finding.sentence


def test_claims_named_are_in_the_store(results: list[Result], told: Path, kg: Run) -> None:
    """The claims that a result rests on can be explained."""
    claims = [c for f in results[4].section("entries").findings for c in f.claims]
    assert claims
    explained = kg("explain", claims[0], cwd=told)
    assert explained.returncode == 0 and claims[0] in explained.stdout


def test_network_as_a_file(told: Path, kg: Run, tmp_path: Path) -> None:
    """A network goes to standard output or a file, in a form that other programs read."""
    out = tmp_path / "n.graphml"
    done = kg("analyse", "network", "signed", "--as-of", "2026-02-01", "--file", "graphml", "--out", out, cwd=told)
    assert (done.returncode, done.stdout) == (0, f"wrote {out}\n")
    graph = nx.read_graphml(out)
    table = kg("analyse", "network", "signed", "--as-of", "2026-02-01", "--file", "csv", cwd=told)
    assert len(list(csv.DictReader(io.StringIO(table.stdout)))) == graph.number_of_edges() > 100


@pytest.fixture(scope="module")
def briefing(told: Path) -> Briefing:
    return report(kg_open(told), ["Scarborough Shoal"], as_of="2026-02-01")


def test_report_command(told: Path, kg: Run, tmp_path: Path, briefing: Briefing) -> None:
    """kg report writes the briefing as a page, the same each time."""
    out = tmp_path / "r.html"
    done = kg("report", "Scarborough Shoal", "--as-of", "2026-02-01", "--out", out, cwd=told)
    assert (done.returncode, done.stdout) == (0, f"wrote {out}\n"), done.stderr
    assert out.read_text("utf-8") == briefing.html()


def test_report(briefing: Briefing) -> None:
    """A briefing has pictures, the words of the claims, and a source for every sentence; Markdown has the same."""
    text = briefing.html()
    assert text.count("data:image/svg+xml;base64,") == 3
    assert "China and the Philippines claim sovereignty over it" in text
    lines = briefing.markdown().split("\n")
    body = lines[lines.index("## What is claimed, and by whom") : lines.index("## Sources")]
    sentences = [line for line in body if line.startswith("- ")]
    assert sentences and all(re.search(r"\[\d+\]$", line) for line in sentences)


def test_no_report_says_whose_a_feature_is(briefing: Briefing) -> None:
    """In a briefing on a contested feature every claim to it is told as the claim of its claimant."""
    text = briefing.markdown()
    lines = [line for line in text.split("\n") if "sovereignty" in line and line.startswith("- ")]
    assert len(lines) >= 3 and all(re.search(r"claims? sovereignty|sovereignty with", line) for line in lines)
    assert not re.search(r"(belongs to|is part of) (China|the Philippines)", text)


def test_timeline_plot(told: Path, kg: Run, tmp_path: Path) -> None:
    """The plot of a timeline is written as SVG, and its page."""
    plot = tmp_path / "a.svg"
    done = kg("analyse", "timeline", "JP", "PH", "--plot", plot, "--page", tmp_path / "t.html", cwd=told)
    assert done.returncode == 0 and f"wrote {plot}" in done.stderr
    assert "Reciprocal Access" in plot.read_text("utf-8") and (tmp_path / "t.html").is_file()


@pytest.mark.parametrize(
    ("call", "what"),
    [
        (("analyse", "obligations", "--attacker", "CN", "--target", "XX"), "no state 'XX'; did you mean"),
        (("analyse", "obligations", "--attacker", "CN", "--target", "China"), "attacker and target are the same state"),
        (("analyse", "obligations", "--attacker", "CN", "--target", "PH", "--area", "Nowhere"), "no place 'Nowhere'"),
        (("analyse", "obligations", "--attacker", "CN", "--target", "PH", "--as-of", "soon"), "'soon' is no date"),
        (("analyse", "balance", "--over", "1990,never"), "'never' is no date"),
        (("analyse", "centrality", "signed", "--type", "Logistics"), "the signed network has no treaties"),
        (("analyse", "centrality", "alliance", "--type", "Pact"), "'Pact' is no TreatyType"),
        (("analyse", "network", "signed", "--out", "x"), "--out needs --file"),
        (("analyse", "network", "signed", "--without", "Nobody"), "no source 'Nobody'"),
        (("analyse", "timeline", "JP", "JP"), "both are the same state"),
        (("analyse", "timeline", "a", "b", "c"), "3 words given"),
        (("analyse", "timeline", "No Such Thing"), "nothing is called 'No Such Thing'"),
        (("report", "Mutual Defense Treaty"), "2 treaties are called 'Mutual Defense Treaty'"),
        (("diff", "2026", "2024"), "2026 is not before 2024"),
        (("diff", "scarborough-shoal", "nowhere"), "no document 'nowhere'"),
        (("diff", "scarborough-shoal", "scarborough-shoal.txt"), "both are the same document"),
    ],
)  # fmt: skip
def test_misuse_is_one_line(
    call: tuple[str, ...], what: str, told: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever is asked wrongly is answered in one line, with exit code 2 and nothing on standard output."""
    monkeypatch.chdir(told)
    assert main(call) == 2
    said = capsys.readouterr()
    assert said.out == "" and what in said.err and said.err.count("\n") == 1


def test_documents_need_a_store(empty: Path, kg: Run) -> None:
    """Where there is no store, two documents cannot be compared, and it is said what to do."""
    done = kg("diff", "a", "b", cwd=empty)
    assert done.returncode == 1 and "there is no store here" in done.stderr and done.stderr.count("\n") == 1
