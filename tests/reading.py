"""Texts read by the stages of extraction, for their tests: one pipeline a process, documents out of plain strings."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from kg.config import Project
from kg.core.annotated import Annotated, Sentence, Token
from kg.core.model import Claim, Document, Extraction
from kg.evaluate.score import GOLD_SUFFIX, Article, Fact, Report, load_facts, score
from kg.extract.extractor import Extractor
from kg.extract.likely_dates import LikelyDates
from kg.extract.likely_targets import LikelyTargets
from kg.files import write_atomic
from kg.pipeline import Pipeline
from program import CHECKOUT, READ

ROOT = CHECKOUT
ARTICLES = ROOT / "tests" / "golden" / "articles"
PUBLISHED = "2024-05-15"
"""A Wednesday: the day on which the texts of the tests appear."""


@cache
def pipeline() -> Pipeline:
    """The pipeline of the checkout, its model loaded once; it holds nothing back, however unsure."""
    project = Project.find(ROOT)
    return Pipeline(replace(project, settings=replace(project.settings, confidence=0.0)))


@cache
def by_rules() -> Pipeline:
    """The same pipeline, but that no date and no target is found by its likelihood alone."""
    annotator, whole = pipeline()._stages
    alone = Pipeline(pipeline().project)
    knowledge = replace(whole.knowledge, dates=LikelyDates(), targets=LikelyTargets())
    alone.__dict__["_stages"] = annotator, Extractor(knowledge, whole.times, whole.names, whole.run)
    return alone


def table(path: Path) -> list[tuple[str, ...]]:
    """The rows of a table of texts, without its comments: cells are set apart by tabs."""
    lines = path.read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def document(text: str, **more: str) -> Document:
    """A document with that text and nothing before it."""
    given = {"published": PUBLISHED} | more
    return Document(Document.hash(text), "file:test.txt", "test.txt", text, **given)  # type: ignore[arg-type]


def extraction(text: str, **more: str) -> Extraction:
    """What a text claims by the rules, with its document."""
    return by_rules().extract(document(text, **more))


@cache
def article(path: Path) -> Extraction:
    """What the article in a file claims, however unsure, read once in a run: several tests ask it of the same articles,
    in several processes, which find in a folder of that run what others have read.
    """
    if not (folder := os.environ.get(READ)):
        return pipeline().extract(pipeline().read(path))
    kept = Path(folder) / hashlib.sha256(str(path.resolve()).encode()).hexdigest()
    if not kept.exists():
        write_atomic(kept, pickle.dumps(pipeline().extract(pipeline().read(path))))
    found = pickle.loads(kept.read_bytes())
    assert isinstance(found, Extraction)
    return found


def sure_rows(path: Path) -> list[Fact]:
    """The claims of an article as rows, but for those that are less sure than the project asks for."""
    least = Project.find(ROOT).settings.confidence
    return [claim.row() for claim in article(path).claims if claim.confidence >= least]


def scored(paths: Iterable[Path], by: str | None = None) -> Report:
    """The score of annotated articles, as ``kg eval`` tells it of a folder that holds them."""
    return score(
        (Article(p.stem, p.read_text("utf-8"), load_facts(p.with_suffix(GOLD_SUFFIX)), sure_rows(p)) for p in paths), by
    )


def blind_paths() -> Iterator[Path]:
    """The annotated articles that have no part in fitting."""
    for prefix in (ARTICLES.parent / "blind.txt").read_text("utf-8").split():
        yield from sorted(ARTICLES.glob(f"{prefix}_*.txt"))


def blind_articles() -> Iterator[tuple[list[Fact], Sequence[Claim], str]]:
    """The facts of each annotated article that has no part in fitting, its claims, and its text."""
    for path in blind_paths():
        yield load_facts(path.with_suffix(GOLD_SUFFIX)), article(path).claims, path.read_text("utf-8")


def claims(text: str, *relations: str, **more: str) -> list[Claim]:
    """The claims of a text, of these relations where some are given."""
    return [c for c in extraction(text, **more).claims if not relations or c.relation in relations]


def facts(text: str, *relations: str, **more: str) -> set[tuple[str, str, str | None]]:
    """Subject, relation and object of each claim, by the names that the interchange rows use."""
    return {(c.subject.key, c.relation, c.object.key if c.object else None) for c in claims(text, *relations, **more)}


def annotated(text: str, **more: str) -> Annotated:
    """A text with what is found in it before any fact is read."""
    annotator, _ = pipeline()._stages
    return annotator.annotate(document(text, **more))[0]


def sentence(text: str) -> Sentence:
    """The only sentence of a text, parsed."""
    (one,) = annotated(text).sentences
    return one


def hangs(text: str, form: str) -> tuple[str, str | None]:
    """How the first word of that form hangs in a text of one sentence, and on which word."""
    token = next(t for t in sentence(text).tokens if t.text == form)
    return token.dep, token.head.text if token.head is not None else None


def word(text: str, form: str) -> Token:
    """The first token of that form in a text of one sentence."""
    return next(t for t in sentence(text).tokens if t.text.lower() == form.lower())


def token(text: str) -> Token:
    """A token that stands alone."""
    return Token(0, 0, len(text), text, text.lower(), "VERB", "VB", "ROOT")
