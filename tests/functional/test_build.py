"""The main job: the same bytes each time, whole files, a store that follows the sources."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib

from kg.app.exports import FORMS as EXPORTS
from kg.app.pages import INDEX, WHOLE
from program import CHECKOUT, PROGRAM, Run

FILES = sorted([*EXPORTS, *(f"{view}.html" for view in (INDEX, *WHOLE))])
SOURCES = sorted((CHECKOUT / "graph" / "sources").glob("*.txt"))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, kg: Run) -> tuple[Path, str]:
    """What ``kg build`` makes of the sample sources, in a project of their own; and its summary."""
    project = tmp_path_factory.mktemp("built")
    (project / "kg.toml").write_text("")
    shutil.copytree(CHECKOUT / "graph" / "sources", project / "graph" / "sources")
    done = kg("build", cwd=project)
    assert done.returncode == 0, done.stderr
    return project, done.stdout


def test_summary_tells_what_was_built(built: tuple[Path, str]) -> None:
    """Documents, claims by relation and stance, flags and files stand in the summary; no time of day does."""
    project, summary = built
    claims = [json.loads(line) for line in (project / "exports" / "claims.jsonl").read_text("utf-8").splitlines()]
    assert f"{len(SOURCES)} documents, {len(claims)} claims" in summary
    for relation in {claim["r"] for claim in claims}:
        count = sum(1 for claim in claims if claim["r"] == relation)
        assert re.search(rf"^\s*{relation}\s.*\s{count}\s*$", summary, re.MULTILINE), relation
    assert re.search(r"^0 flags$", summary, re.MULTILINE)
    assert all(name in summary for name in FILES)
    assert not re.search(r"\d\d:\d\d", summary)


def test_files_are_there_and_nothing_else(built: tuple[Path, str]) -> None:
    """Exports and pages are written under their names, and no temporary file is left."""
    assert sorted(contents(built[0] / "exports")) == FILES


def test_second_build_changes_nothing(built: tuple[Path, str], kg: Run) -> None:
    """Building again, on the store of before, gives the same bytes and the same summary, and tells that it wrote none."""
    project, summary = built
    before = contents(project / "exports")
    done = kg("build", cwd=project, anew=True)
    told, last = done.stdout.splitlines()[:-1], done.stdout.splitlines()[-1]
    assert told == summary.splitlines()[:-1] and contents(project / "exports") == before
    assert last.startswith("nothing has changed")


def test_order_of_sources_does_not_matter(tmp_path: Path, kg: Run) -> None:
    """The same files in another order, into stores of their own, give the same bytes."""
    some = SOURCES[:5]
    for name, order in (("one", some), ("two", [*reversed(some[2:]), *some[:2]])):
        done = kg("build", *order, "--out", tmp_path / name, cwd=tmp_path, anew=name == "two")
        assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


def test_turtle_has_the_same_triples_elsewhere(built: tuple[Path, str], kg: Run) -> None:
    """rdflib reads from the Turtle the triples that the N-Quads hold, whatever their graph."""
    project, _ = built
    turtle = rdflib.Graph().parse(project / "exports" / "kg.ttl")
    trig = rdflib.Dataset()
    trig.parse(project / "exports" / "kg.trig", format="trig")
    assert len(turtle) > 100
    assert not [node for triple in turtle for node in triple if isinstance(node, rdflib.BNode)]
    assert set(turtle) <= {(s, p, o) for s, p, o, _ in trig.quads()}


def test_committed_exports_are_current(built: tuple[Path, str]) -> None:
    """``exports/`` of the checkout is what the sources give."""
    committed = CHECKOUT / "exports"
    for name, content in contents(built[0] / "exports").items():
        assert (committed / name).read_bytes() == content, f"{name} is out of date: make demo, and commit exports/"


def test_article_of_others_is_not_printed() -> None:
    """What is committed of an article that is not ours has positions and hashes, and no words of it."""
    article = CHECKOUT / "exports" / "article"
    if not article.is_dir():
        pytest.skip("no such article is committed")
    assert sorted(contents(article)) == FILES
    claims = [json.loads(line) for line in (article / "claims.jsonl").read_text("utf-8").splitlines()]
    assert claims and not [claim for claim in claims if claim.get("quote")]
    for name in ("kg.ttl", "kg.trig"):
        text = (article / name).read_text("utf-8")
        assert "oa:start" in text and "kg:quoteSha256" in text
        assert not re.search(r"oa:exact|kg:explanation|kg:dateWords", text)


def test_no_path_of_this_machine(built: tuple[Path, str]) -> None:
    """Nothing that is written tells where on the machine it was made."""
    for name, content in contents(built[0] / "exports").items():
        assert str(built[0]).encode() not in content and str(CHECKOUT).encode() not in content, name


def test_store_follows_the_sources(built: tuple[Path, str], tmp_path: Path, kg: Run) -> None:
    """A source that is gone leaves the store, one that was ingested stays, and --fresh takes that out too."""
    project = Path(shutil.copytree(built[0], tmp_path / "project"))
    (project / "extra.txt").write_text(
        "OSLO, 3 March 2025 – Norway and Iceland signed the Oslo Pact on Monday.", "utf-8"
    )
    assert kg("ingest", "extra.txt", cwd=project).returncode == 0
    for path in sorted((project / "graph" / "sources").glob("*.txt"))[2:]:
        path.unlink()
    names = lambda: [d["name"] for d in json.loads(kg("status", "--json", cwd=project).stdout)["documents"]]  # noqa: E731
    kept = [path.stem for path in SOURCES[:2]]
    done = kg("build", cwd=project)
    assert "(1 of them ingested from elsewhere)" in done.stdout
    assert names() == sorted([*kept, "extra"])
    assert kg("build", "--fresh", cwd=project).returncode == 0
    assert names() == sorted(kept)


def test_bad_source_is_left_out(tmp_path: Path, kg: Run) -> None:
    """One bad source is told and counted, the others are built, and the exit code is 1."""
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\x00")
    done = kg("build", SOURCES[0], "bad.txt", "none.txt", "--out", "out", cwd=tmp_path)
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert len(lines) == 3 and lines[0].startswith("kg: bad.txt: is UTF-16") and lines[2] == "kg: 2 of 3 failed"
    assert "1 documents" in done.stdout and sorted(contents(tmp_path / "out")) == FILES


def test_a_misspelt_file_leaves_what_was_built(built: tuple[Path, str], kg: Run) -> None:
    """Where none of the files can be read, that is said in a line, and the exports of before are as they were."""
    exports = built[0] / "exports"
    before = contents(exports)
    done = kg("build", "seeed.txt", "--out", exports, cwd=built[0])
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "kg: seeed.txt: no such file; check the name"
    assert contents(exports) == before


def test_nothing_to_build(tmp_path: Path, kg: Run) -> None:
    """No sources, or files without a place for what is built, is a wrong call."""
    done = kg("build", cwd=tmp_path)
    assert done.returncode == 2 and "no articles in graph/sources" in done.stderr and done.stderr.count("\n") == 1
    done = kg("build", SOURCES[0], cwd=tmp_path)
    assert done.returncode == 2 and "add --out DIR" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("evidence", ["offsets", "none"])
def test_evidence_policy_hides_the_words(evidence: str, tmp_path: Path, kg: Run) -> None:
    """Without quotes, no sentence of the article is in any file; with offsets, the position is."""
    text = SOURCES[0].read_text("utf-8")
    sentence = max(re.findall(r"[A-Z][^.\n]{60,200}\.", text.split("---", 2)[2]), key=len)[:50].encode()
    assert kg("build", SOURCES[0], "--out", "out", "--evidence", evidence, cwd=tmp_path).returncode == 0
    for name, content in contents(tmp_path / "out").items():
        assert sentence not in content, name
    assert (b"oa:start" in (tmp_path / "out" / "kg.ttl").read_bytes()) is (evidence == "offsets")


def test_init_makes_a_project_that_builds(tmp_path: Path, kg: Run) -> None:
    """``kg init`` and ``kg build`` give a graph with claims."""
    assert kg("init", "new", cwd=tmp_path).returncode == 0
    done = kg("-C", "new", "build", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "1 documents" in done.stdout
    assert (tmp_path / "new" / "exports" / "claims.jsonl").read_text("utf-8").count("\n") >= 3
    assert kg("init", "new", cwd=tmp_path).returncode == 2


def test_base_setting(tmp_path: Path, kg: Run) -> None:
    """The base of kg.toml is what IRIs of things begin with in every file."""
    (tmp_path / "kg.toml").write_text('base = "https://example.org/things/"\n')
    assert kg("build", SOURCES[0], "--out", "out", cwd=tmp_path).returncode == 0
    turtle = (tmp_path / "out" / "kg.ttl").read_text("utf-8")
    assert "https://example.org/things/" in turtle and "geopolitical-kg/id/" not in turtle


def test_query_loads_no_heavy_part(built: tuple[Path, str]) -> None:
    """``kg query`` loads neither spaCy nor networkx nor pyvis."""
    code = (
        "import sys; from kg.cli import main; code = main(sys.argv[1:]); "
        "print(code, [m for m in ('spacy', 'networkx', 'pyvis', 'rdflib', 'pyshacl') if m in sys.modules])"
    )
    call = ["-C", str(built[0]), "query", "SELECT ?t WHERE { ?t kg:hasParty ?s } LIMIT 1"]
    done = subprocess.run([sys.executable, "-c", code, *call], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1].startswith("0 []"), done.stdout + done.stderr


def test_help_imports_no_command() -> None:
    """``kg --help`` imports click and the table of commands, and no command, part or library."""
    code = (
        "import sys; from kg.cli import main; main(['--help']); "
        "print([m for m in sys.modules if m.startswith('kg.') and m not in ('kg.cli', 'kg.core', 'kg.core.errors')], "
        "[m for m in ('rich', 'yaml', 'numpy', 'pyoxigraph') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[] []"


def test_python_api(built: tuple[Path, str], tmp_path: Path) -> None:
    """``kg.open`` gives the verbs of the command line."""
    import kg

    (tmp_path / "kg.toml").write_text("")
    article = tmp_path / "a.txt"
    article.write_text("OSLO, 3 March 2025 – Norway and Iceland signed the Oslo Pact on Monday.", "utf-8")
    graph = kg.open(tmp_path)
    assert graph.ingest(article).outcome == "added"
    assert graph.ingest(article).outcome == "unchanged"
    (document,) = graph.documents()
    assert document.published == "2025-03-03"
    rows = graph.query("SELECT ?state WHERE { ?t kg:hasParty ?state } ORDER BY ?state").plain()
    assert [row["state"].rpartition("/")[2] for row in rows if row["state"]] == ["IS", "NO"]
    assert "Oslo Pact" in graph.export("turtle")
    assert graph.page("alliances").startswith("<!DOCTYPE html>")
    assert all(flag.severity == "info" for flag in graph.check().flags)
    assert graph.remove("a").claims > 0 and graph.documents() == []


def test_pages_are_small_and_lead_to_each_other(built: tuple[Path, str]) -> None:
    """Each page is under 3 MB, and every address of another page that stands in one is that of a page that is there."""
    exports = built[0] / "exports"
    for name in (INDEX, *WHOLE):
        page = (exports / f"{name}.html").read_text("utf-8")
        assert len(page.encode()) < 3_000_000
        links = set(re.findall(r'href="([a-z-]+\.html)[#"]', page))
        assert links >= {f"{one}.html" for one in (INDEX, *WHOLE)} and all((exports / link).is_file() for link in links)


def test_quotes_stand_in_their_sentences(built: tuple[Path, str]) -> None:
    """On a page each quote has the rest of its sentence before and after it, as it stands in its source."""
    page = (built[0] / "exports" / "all.html").read_text("utf-8")
    claims = json.loads(re.search(r'id="kg-claims">(.*?)</script>', page, re.S)[1])["claims"]  # type: ignore[index]
    texts = [path.read_text("utf-8") for path in SOURCES]
    around = [claim for claim in claims if claim.get("before") or claim.get("after")]
    assert len(claims) > 200 and len(around) > 50
    for claim in claims:
        words = claim.get("before", "").lstrip("…") + claim["quote"] + claim.get("after", "").rstrip("…")
        assert any(words in text for text in texts), words


def test_index_counts_what_there_is(built: tuple[Path, str]) -> None:
    """The index tells documents, claims by stance, things and ties of each page, the newest source, and each treaty."""
    page = (built[0] / "exports" / "index.html").read_text("utf-8")
    claims = [json.loads(line) for line in (built[0] / "exports" / "claims.jsonl").read_text("utf-8").splitlines()]
    assert f"{len(SOURCES)} documents, {len(claims)} claims" in page
    assert f"{sum(claim['stance'] == 'stated' for claim in claims)} stated" in page
    newest = max(
        re.search(r"^(?:date|published): *(\S+)", path.read_text("utf-8"), re.MULTILINE)[1] for path in SOURCES
    )  # type: ignore[index]
    assert re.search(rf"Newest source: {int(newest[8:])} \w+ {newest[:4]}", page)
    drawn = json.loads(
        re.search(r'id="kg-data">(.*?)</script>', (built[0] / "exports/all.html").read_text("utf-8"), re.S)[1]
    )  # type: ignore[index]
    assert f"{len(drawn['nodes'])} things, {len(drawn['edges'])} ties" in page
    for edge in drawn["edges"]:
        assert f"all.html#sel={edge['key']}" in page or "treaty" not in edge


@pytest.mark.parametrize(
    ("view", "name", "title"),
    [("actor", "Japan", "Japan"), ("actor", "日本", "Japan"), ("actor", "jp", "Japan"), ("actor", "state/JP", "Japan"),
     ("treaty", "jp-ph-acquisition-and-cross-servicing-agreement", "Acquisition and Cross-Servicing Agreement"),
     ("actor", "Panatag Shoal", "Scarborough Shoal"), ("treaty", "asean declaration", "ASEAN Declaration")],
)  # fmt: skip
def test_page_of_one(built: tuple[Path, str], tmp_path: Path, view: str, name: str, title: str) -> None:
    """An actor or a treaty is found under any of its names, in any language, by its code or its id."""
    from kg.cli import main

    assert main(["-C", str(built[0]), "view", view, name, "--out", str(tmp_path / "page.html")]) == 0
    assert title in re.search(r"<title>(.*?)</title>", (tmp_path / "page.html").read_text("utf-8"))[1]  # type: ignore[index]


@pytest.mark.parametrize(
    ("call", "code", "said"),
    [
        (["actor", "Jpaan"], 2, "kg: kg view actor: nothing in the graph is called 'Jpaan'; did you mean Japan?"),
        (["actor", "Narnia"], 2, "kg: kg view actor: nothing in the graph is called 'Narnia'; see `kg query things`"),
        (["actor"], 2, "kg: kg view actor: needs the name of one actor; kg view actor NAME"),
        (["alliances", "Japan"], 2, "kg: kg view alliances: takes no name, but 'Japan' is given"),
        (["treaty", "Japan"], 1, "kg: kg view treaty: 'Japan' is no treaty with a tie that can be drawn"),
        (["treaty", "Reciprocal Access Agreement"], 2, "kg: kg view treaty: 2 are called 'Reciprocal Access Agreement'; give one of: "),
        (["planets"], 2, "Invalid value"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_gets_one_line(
    built: tuple[Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str], call: list[str], code: int, said: str
) -> None:
    """A name that is unknown, missing, too many or not unique gets one line with a remedy, and no file is written."""
    from kg.cli import main

    assert main(["-C", str(built[0]), "view", *call, "--out", str(tmp_path / "page.html")]) == code
    told = capsys.readouterr().err
    assert said in told and (len(told.strip().splitlines()) == 1 or said == "Invalid value")
    assert not (tmp_path / "page.html").exists()


def test_explain(built: tuple[Path, str], kg: Run) -> None:
    """A claim is told with its sentence, its words marked, its rule and how that matched."""
    project = built[0]
    row = json.loads((project / "exports" / "claims.jsonl").read_text("utf-8").splitlines()[0])
    done = kg("explain", row["id"][:12], cwd=project)
    assert done.returncode == 0, done.stderr
    assert f"[[{row['quote']}]]" in done.stdout and row["rule"] in done.stdout and row["id"] in done.stdout
    assert re.search(rf"^stance: +{row['stance']}", done.stdout, re.MULTILINE)
    assert re.search(rf"^confidence: +{row['confidence']:g}$", done.stdout, re.MULTILINE)
    weights = re.findall(r"^  ([+-]\d+\.\d\d)  \S", done.stdout, re.MULTILINE)
    assert weights and weights == sorted(weights, key=lambda weight: -abs(float(weight)))


def test_status_lists_documents(built: tuple[Path, str], kg: Run) -> None:
    """Every document stands in the status with its date and number of claims."""
    done = kg("status", cwd=built[0])
    assert done.returncode == 0
    for path in SOURCES:
        assert re.search(rf"^[0-9a-f]{{12}}  \d{{4}}\S*\s+\d+ claims  {path.stem}\b", done.stdout, re.MULTILINE)


def test_remove_preview_changes_nothing(built: tuple[Path, str], tmp_path: Path, kg: Run) -> None:
    """A preview tells what would go; the removal then makes it go."""
    project = Path(shutil.copytree(built[0], tmp_path / "project"))
    name = SOURCES[0].stem
    before = kg("export", "--format", "nquads", cwd=project).stdout
    preview = kg("remove", name, "--preview", cwd=project)
    assert preview.returncode == 0 and "claims would go" in preview.stdout
    assert kg("export", "--format", "nquads", cwd=project).stdout == before
    done = kg("remove", name, cwd=project)
    assert done.stdout == preview.stdout.replace("would go", "went")
    assert kg("remove", name, cwd=project).returncode == 2


def test_eval_prints_the_score_last(tmp_path: Path, kg: Run) -> None:
    """``kg eval`` ends with the line of the score, with and without breakdown, and writes its page."""
    fixtures = CHECKOUT / "tests" / "golden" / "scoring"
    done = kg("eval", fixtures / "gold", "--found", fixtures / "found", "--by", "relation", "--misses", 20)
    assert done.stdout == (fixtures / "expected-relation.txt").read_text("utf-8")
    done = kg("eval", fixtures / "gold", "--json", "--html", tmp_path / "score.html")
    assert done.returncode == 0, done.stderr
    *_, data, last = done.stdout.splitlines()
    assert last == "facts P={P:.3f} R={R:.3f} F1={F1:.3f}".format(**json.loads(data))
    assert (tmp_path / "score.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_program_is_the_checkout_s(kg: Run) -> None:
    """The tests run the program of this checkout."""
    assert kg("--version").stdout == kg("--version", anew=True).stdout == "kg 0.1.0\n"
    assert PROGRAM.exists()
