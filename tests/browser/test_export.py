"""What is saved is what is seen: CSV, SVG, PNG and Turtle, with the network off and under the page's own policy."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree
from matplotlib.image import imread
from rdflib import RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef

from kg.analyse.networks import NetworkRow, alliance_network, dispute_network
from kg.view import render, write

from .conftest import Book, alliance_rows, dispute_rows, state
from .helpers import choose, data, drawn, named, saved, show

pytestmark = pytest.mark.browser
Open = Callable[..., Any]
KG = Namespace("https://w3id.org/geopolitical-kg/ontology#")
OA = Namespace("http://www.w3.org/ns/oa#")
SVG = "{http://www.w3.org/2000/svg}"


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def svg(path: Path) -> tuple[Element, list[str]]:
    """The drawing, and the words in it."""
    root = ElementTree.parse(path).getroot()
    return root, [text.text or "" for text in root.iter(f"{SVG}text")]


def around_japan(page: Any) -> None:
    choose(page, "Japan")
    page.locator("#panel [data-act=focus]").click()


def test_csv_has_the_ties_that_are_shown(visit: Open, pages: dict[str, Path], tmp_path: Path) -> None:
    """The CSV has a row for each tie of the picture, with both ends, kind, treaty, status, dates and sources."""
    page = visit(pages["alliances"]).page
    around_japan(page)
    shown = drawn(page)[1]
    path = saved(page, "csv", tmp_path)
    assert path.name == "alliances-and-treaties.csv"
    rows = table(path)
    edges = [edge for edge in data(page)["edges"] if edge["id"] in shown]
    names = {node["id"]: node["name"] for node in data(page)["nodes"]}
    assert [(row["from"], row["to"], row["treaty"], row["sources"]) for row in rows] == [
        (names[edge["from"]], names[edge["to"]], edge.get("treaty", ""), str(edge["sources"])) for edge in edges
    ]
    [acsa] = [row for row in rows if row["treaty"].startswith("Acquisition")]
    assert acsa["status"] == "approval pending" and acsa["type"] == "logistics" and acsa["claims"] == "8"
    assert acsa["from_iri"].endswith("/state/JP") and acsa["last"] == "15 January 2026"
    assert "was saved" in page.locator("#saved").inner_text()


def test_svg_is_drawn_from_positions(visit: Open, pages: dict[str, Path], tmp_path: Path) -> None:
    """The SVG has the names, marks and legend of what is shown and nothing else, as shapes and words, not as a bitmap."""
    page = visit(pages["alliances"]).page
    around_japan(page)
    names, edges = drawn(page)
    root, words = svg(saved(page, "svg", tmp_path))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} == {"svg", "title", "rect", "path", "text"}
    states = {n["name"] for n in data(page)["nodes"] if n["name"] in names and n.get("code")}
    assert states <= set(words) | {n["name"] for n in data(page)["nodes"] if n.get("code") in words}
    assert not {"Canada", "CA", "China"} & set(words)
    assert "Alliances and treaties" in words and any("Around Japan: 1 step" in line for line in words)
    assert "Member" in words and "Party to a treaty in force" not in words
    curves = [path for path in root.iter(f"{SVG}path") if "Q" in path.get("d", "")]
    assert len(curves) == len(edges)
    assert 640 <= float(root.get("width", "0")) < 4000


def test_png_is_a_sharp_picture(visit: Open, pages: dict[str, Path], tmp_path: Path) -> None:
    """The PNG shows the same as the SVG at twice its size, in the colours of the page, dark where the page is dark."""
    page = visit(pages["alliances"], scheme="dark").page
    root, _ = svg(saved(page, "svg", tmp_path))
    picture = imread(saved(page, "png", tmp_path))
    height, width = picture.shape[:2]
    assert abs(width - 2 * float(root.get("width", "0"))) <= 2 and abs(height - 2 * float(root.get("height", "0"))) <= 2
    ground = (picture[2, 2, :3] * 255).round().astype(int).tolist()
    assert ground == [20, 24, 29]
    share = (abs(picture[:, :, :3] - picture[2, 2, :3]).sum(axis=2) > 0.3).mean()
    assert 0.01 < share < 0.5


def test_turtle_has_the_claims_that_are_shown(visit: Open, pages: dict[str, Path], tmp_path: Path) -> None:
    """The Turtle parses, and says of each claim behind the picture what the claim says, on which words of which document."""
    page = visit(pages["disputes"]).page
    page.locator("#legend input[data-kind=position]").uncheck()
    graph = Graph().parse(saved(page, "turtle", tmp_path), format="turtle")
    rows = {row.claim: row for row in dispute_rows()}
    shown = {str(claim) for claim in graph.subjects(RDF.type, KG.Claim)}
    assert shown == {c for c, row in rows.items() if row.relation != "claimsSovereignty"}
    for claim in shown:
        check(graph, URIRef(claim), rows[claim])
    assert (URIRef("https://w3id.org/geopolitical-kg/id/state/JP"), RDFS.label, Literal("Japan")) in graph
    terms = {term for triple in graph for term in triple if str(term).startswith(str(KG))}
    known = Graph().parse(Path(__file__).parents[2] / "ontology.ttl")
    assert all((term, None, None) in known for term in terms)
    page.keyboard.press("Escape")
    page.locator("#legend input[data-kind=position]").check()
    graph = Graph().parse(saved(page, "turtle", tmp_path), format="turtle")
    dokdo = URIRef("https://w3id.org/geopolitical-kg/id/feature/dokdo")
    names = {str(name) for name in graph.objects(dokdo, SKOS.altLabel)}
    assert {"Dokdo", "Liancourt Rocks", "Takeshima"} <= names and graph.value(dokdo, RDFS.label) is None


def check(graph: Graph, claim: URIRef, row: NetworkRow) -> None:
    """The claim in the graph is the row."""
    assert row.object
    evidence = graph.value(claim, KG.evidence)
    assert graph.value(claim, KG.claimSubject) == URIRef(row.subject.iri)
    assert graph.value(claim, KG.claimObject) == URIRef(row.object.iri)
    assert graph.value(claim, KG.claimRelation) == KG[row.relation]
    assert graph.value(claim, KG.stance) == KG[str(row.stance).capitalize()]
    assert graph.value(claim, KG.inDocument) == URIRef(row.document)
    assert graph.value(claim, KG.place) == (URIRef(row.place.iri) if row.place else None)
    assert graph.value(claim, KG.holder) == (URIRef(row.holder.iri) if row.holder else None)
    assert str(graph.value(claim, KG.date) or "") == (row.date or "")
    assert str(graph.value(evidence, OA.exact)) == row.quote
    assert graph.value(evidence, OA.start).toPython() == row.start  # type: ignore[union-attr]


@pytest.mark.parametrize("evidence", ["offsets", "none"])
def test_nothing_saved_has_sentences_that_the_page_lacks(visit: Open, tmp_path: Path, evidence: Any) -> None:
    """Where the policy keeps the words of documents back, no file has them; offsets and hashes are there if allowed."""
    rows = alliance_rows()
    page_ = render(alliance_network(rows), title="Alliances", subtitle="", newest=None, evidence=evidence)
    write(tmp_path / "page.html", page_)
    page = visit(tmp_path / "page.html").page
    files = [saved(page, kind, tmp_path).read_text("utf-8") for kind in ("csv", "svg", "turtle")]
    assert "Sentences are left out" in page.locator("#saving").inner_text()
    assert not any("as the paper wrote" in text for text in files)
    assert ("oa:start" in files[2]) == (evidence == "offsets")
    assert (rows[0].quote_sha256 in files[2]) == (evidence == "offsets")


def test_hostile_words_stay_words_in_files(visit: Open, tmp_path: Path) -> None:
    """Names that are markup, formulas or syntax are text in the SVG, no formula in the CSV, and literals in the Turtle."""
    evil = [
        "=HYPERLINK(1)",
        "<script>trip(1)</script>",
        'a" . <x:y> <x:z> "b',
        "\\u003c\\",
        "@prefix x: <y> .",
        "]]>&amp;",
        "\ud800",
    ]
    book = Book()
    for number, name in enumerate(evil):
        bad = state("JP").__class__(
            f"https://w3id.org/geopolitical-kg/id/state/{number}-{name[:3]}", name, ("State",), (name + "2",), None
        )
        book.add(bad, "disputes", state("US"), quote=name, title=name, publisher=name, rule=name)
    write(tmp_path / "page.html", render(dispute_network(book.rows), title=evil[1], subtitle="", newest=None))
    page = visit(tmp_path / "page.html").page
    _, words = svg(saved(page, "svg", tmp_path))
    assert any("<script>" in line for line in words)
    for row in table(saved(page, "csv", tmp_path)):
        assert not any(re.match("[=+@-]", cell) for cell in row.values()), row
    graph = Graph().parse(saved(page, "turtle", tmp_path), format="turtle")
    quotes = {str(quote) for quote in graph.objects(None, OA.exact)}
    assert set(evil[:-1]) <= quotes and len(list(graph.subjects(RDF.type, KG.Claim))) == len(evil)
    assert saved(page, "png", tmp_path).read_bytes().startswith(b"\x89PNG")


def test_map_and_timeline_are_saved_as_drawn(visit: Open, pages: dict[str, Path], tmp_path: Path) -> None:
    """A picture saved from another view is of that view, and says in its name which; the table saves the network's."""
    page = visit(pages["alliances"]).page
    show(page, "timeline")
    path = saved(page, "svg", tmp_path)
    _, words = svg(path)
    page.keyboard.press("Escape")
    assert path.name == "alliances-and-treaties-timeline.svg"
    assert "Alliances and treaties" in words and "Mutual Defense Treaty" in words and "1960" in words
    show(page, "table")
    path = saved(page, "svg", tmp_path)
    assert path.name == "alliances-and-treaties.svg" and "Philippines" in svg(path)[1]


def test_link_to_this_view_is_given(visit: Open, pages: dict[str, Path]) -> None:
    """The box for saving has the link to what is shown, to copy."""
    page = visit(pages["alliances"]).page
    [japan] = named(page, "Japan")
    key = next(node["key"] for node in data(page)["nodes"] if node["id"] == japan)
    around_japan(page)
    page.keyboard.press("s")
    link = page.locator("#link-here").input_value()
    assert link.startswith("file://") and f"sel={key}" in link and f"focus={key}" in link
    page.locator("#copy-link").click()
    page.locator("#saved", has_text=re.compile("Copied|Copy the link")).wait_for()
