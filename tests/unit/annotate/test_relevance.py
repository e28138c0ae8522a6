"""What is left unread changes nothing that is found."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.annotate.relevance import Everything, Relevance
from kg.app import App
from kg.core.model import Document
from reading import article, pipeline

ROOT = Path(__file__).resolve().parents[3]
ARTICLES = [
    *sorted((ROOT / "graph" / "sources").glob("*.txt")),
    *sorted((ROOT / "tests" / "golden" / "articles").glob("*.txt"))[::3],
]
"""The sources, and every third of the annotated articles: each is read twice."""
PLAIN = [
    "The Harriers beat the Comets 3-1 on Friday. Coach Anna Abbott praised her team. They meet again in June.",
    "Soak the lentils overnight. Heat the oil and add the onions. Serve with bread.",
    "Shares of the bicycle maker rose. The firm has agreed to buy a rival. Its workers had protested.",
]


class Whole(Relevance):
    """Reads everything."""

    def anything(self, *_: object) -> bool:
        return True

    def read(self, text: str, spans: list[tuple[int, int]], names: object) -> list[bool]:  # type: ignore[override]
        return [True] * len(spans)

    def persons(self, *_: object) -> bool:
        return True

    def fact(self, *_: object) -> bool:
        return True


@pytest.fixture(scope="module")
def app() -> App:
    opened = kg.open(ROOT)
    opened.pipeline = pipeline()
    return opened


@pytest.mark.parametrize("path", ARTICLES, ids=lambda p: p.stem)
def test_leaving_sentences_out_changes_nothing(path: Path) -> None:
    """The claims of each relevant article are the same, to the last word of their traces, when every sentence is read."""
    found = article(path)
    annotator, _ = pipeline()._stages
    part = annotator.relevance
    annotator.relevance = Whole(annotator.people.offices, annotator.treaties, Everything(), annotator.holders)
    try:
        whole = pipeline().extract(pipeline().read(path))
    finally:
        annotator.relevance = part
    assert [repr(c) for c in found.claims] == [repr(c) for c in whole.claims]


@pytest.mark.parametrize("text", PLAIN)
def test_an_article_without_actors_is_not_read(app: App, text: str) -> None:
    """An article that names no state, body, office or treaty claims nothing, and nothing of it is parsed."""
    annotated, offices = app.pipeline._stages[0].annotate(
        Document("0" * 64, "urn:plain", "plain", " ".join([text] * 6))
    )
    assert not annotated.sentences and not offices


@pytest.mark.parametrize(
    "text",
    [
        "Ruritania's neighbours met. Japan condemned the raid.",
        "The foreign minister, Anna Abbott, condemned the raid.",
        "They signed the Harbour Defence Treaty in 1951.",
        "Vladimir Putin met Xi Jinping.",
    ],
)
def test_one_name_is_enough_to_be_read(app: App, text: str) -> None:
    """A text of a sentence or two is read where it names a state, an office, a treaty or a known office holder."""
    annotated, _ = app.pipeline._stages[0].annotate(Document("0" * 64, "urn:one", "one", text))
    assert annotated.sentences and annotated.sentences[-1].tokens


MATCH = (
    "Kenya beat Chile 2-1 in Oslo on Friday, and Peru are out. The goalkeeper saved twice before the break. Chile hit the "
    "post in stoppage time. Nobody in the crowd sat down again. The match was watched by nine thousand spectators. "
    "Kenya meet Japan on Sunday, and have three players back from injury. The coach spoke of luck. "
)


@pytest.mark.parametrize(
    ("more", "read"),
    [
        ("", False),
        ("The rain had stopped by then.", False),
        ("President Anna Abbott of Chile was among them.", True),
        ("The European Union paid for the pitch.", True),
        ("The two states signed the Harbour Defence Treaty at half-time.", True),
        ("Police arrested forty. " * 9, True),
    ],
    ids=["a match", "and weather", "an office", "a body", "a treaty", "mostly something else"],
)
def test_a_report_of_sport_is_not_read(app: App, more: str, read: bool) -> None:
    """Teams that bear the names of states make no article political; an office, a body or a treaty in it does."""
    annotated, _ = app.pipeline._stages[0].annotate(Document("0" * 64, "urn:match", "match", MATCH + more))
    assert bool(annotated.sentences) is read


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("the pact was torn up", True),
        ("she has ratified it", True),
        ("the onions grew soft", False),
        ("their ships rammed it", True),
        ("soup simmered overnight", False),
    ],
)
def test_words_of_frames_are_found_in_any_form(app: App, text: str, frame: bool) -> None:
    """A sentence may hold a fact where an inflected form of a frame's words stands in it, and a word of each condition."""
    assert app.pipeline._stages[0].relevance.words.possible(text) is frame


def test_every_trigger_that_the_parser_finds_is_foreseen(app: App) -> None:
    """Each token of the samples that may trigger a frame stands in a sentence that was held to be possible."""
    annotator, extractor = app.pipeline._stages
    for path in ARTICLES[:15]:
        annotated, _ = annotator.annotate(app.read(path))
        for sentence in annotated.sentences:
            found = annotator.relevance.words.lemmas(sentence.text(annotated.document))  # type: ignore[attr-defined]
            for token in sentence.tokens:
                if token.mention is None and extractor.knowledge.frames.candidates(token):
                    assert {token.lemma, token.text.lower()} & found
