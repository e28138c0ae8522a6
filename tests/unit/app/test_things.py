"""What a page is told of a thing or a document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.app import open_app
from kg.app.things import Named, Things, find
from kg.core.errors import QueryError
from kg.core.model import ID_BASE
from samples import ANA, ISLETS, JP, MANILA, MINISTER, PACT, PH, SIGNED, US, Article


@pytest.fixture(scope="module")
def things(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Things]:
    folder = tmp_path_factory.mktemp("things")
    (folder / "kg.toml").write_text("")
    first = (
        Article("old", published="2024-01-01")
        .says("They signed it in Manila.", PACT, "status", SIGNED, "2024-01-01", place=MANILA)
        .says("It binds Japan.", PACT, "hasParty", JP, "2024-01-01")
        .says("Ana Reyes is the minister.", ANA, "holdsOffice", MINISTER, of=PH)
    )
    second = (
        Article("new", published="2026-01-01")
        .says("Japan claims the islets.", JP, "claimsSovereignty", ISLETS)
        .says("Japan and the United States are allies.", JP, "alliedWith", US)
    )
    app = open_app(folder)
    with app.store(read_only=False) as store:
        for article in (first, second):
            extraction = article.extraction()
            (folder / f"{article.name}.txt").write_text(extraction.document.text, "utf-8")
            store.ingest(extraction)
        yield Things(app, store)


def test_a_thing_with_its_statements_and_claims(things: Things) -> None:
    """The claims of the newest documents come first, statements have their place and date, pages can be turned."""
    about = things.page("state/JP")
    assert about is not None and about.named.shown == "Japan" and about.named.code == "JP" and about.total == 3
    assert [said.document.name for said in about.claims] == ["new", "new", "old"]
    assert all(said.accepted for said in about.claims)
    later = things.page("state/JP", first=2, most=1)
    assert later is not None and later.claims == about.claims[2:]
    pact = things.page("treaty/harbour-pact")
    assert pact is not None
    rows = {
        (row.relation, row.date, *(n.shown for n in row.objects), *(f"at {n.shown}" for n in row.places))
        for row in pact.statements
    }
    assert ("has status", "2024-01-01", "signed", "at Manila") in rows and ("has party", "2024-01-01", "Japan") in rows
    office = things.page("person/ana-reyes")
    assert office is not None
    assert {n.shown for row in office.statements for n in row.objects} == {"Foreign Minister", "Philippines"}


@pytest.mark.parametrize(
    "path", ["state/XX", "", "state", "state/", "../etc/passwd", "state/J P", "state/<x>", "STATE/JP", "a/" + "x" * 500]
)
def test_what_is_not_there_is_none(things: Things, path: str) -> None:
    """A path that names nothing, or cannot name anything, has no page and no data."""
    assert things.page(path) is None and things.quads(path, 10) is None


def test_a_document_with_its_text(things: Things, tmp_path: Path) -> None:
    """The text of a document is there while its file is as it was, and only if words may be shown."""
    document = next(d for d in things.store.documents() if d.name == "new")
    found = things.document(document.id)
    assert found is not None and found.text is not None
    assert [found.text[s.claim.evidence.start : s.claim.evidence.end] for s in found.claims] == [
        s.claim.evidence.quote for s in found.claims
    ]
    withheld = things.document(document.id, words=False)
    assert withheld is not None and withheld.text is None
    file = things.app.project.root / "new.txt"
    text = file.read_text("utf-8")
    file.write_text(text + " Changed.", "utf-8")
    changed = things.document(document.id)
    file.write_text(text, "utf-8")
    assert changed is not None and changed.text is None
    assert things.document("0" * 64) is None
    claim = found.claims[0].claim.id
    assert things.claim_document(claim) == document.id and things.claim_document("0" * 32) is None


def test_data_are_bounded(things: Things) -> None:
    """As RDF a thing has its claims whole, with their evidence, and no more of them than asked for."""
    some, more = things.quads("state/JP", 1) or ([], False)
    all_of_it, none_left = things.quads("state/JP", 100) or ([], True)
    assert more and not none_left and set(some) < set(all_of_it)
    words = {q.object.value for q in all_of_it if q.predicate.value.endswith("oa#exact")}
    assert words == {"It binds Japan.", "Japan claims the islets.", "Japan and the United States are allies."}


def test_finding(things: Things) -> None:
    """Names in any case, codes and ids are found; what nothing is called is an error."""
    for words in ("Japan", "japan", "JP", "harbour-pact", "state/JP"):
        assert find(things.store, words)
    assert [node.value for node in find(things.store, "JP")] == [f"{ID_BASE}state/JP"]
    with pytest.raises(QueryError, match="nothing in the graph is called"):
        find(things.store, "Atlantis")


def test_brief_names() -> None:
    """A long name gives way to the fullest that is not long; the names of a place stay side by side."""
    long = "Agreement " * 10
    assert Named("x", long, (long, "Pact", "Harbour Pact"), ("Treaty",)).brief == "Harbour Pact"
    assert Named("x", long, (long,), ("Treaty",)).brief == long
    assert Named("x", "A / " * 20, ("A", "B"), ("Shoal",)).brief == "A / " * 20
