"""Remembered vectors are the model's own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language

from kg.annotate import embeddings, model

ROOT = Path(__file__).resolve().parents[3]
TEXTS = [path.read_text("utf-8")[:3000] for path in sorted((ROOT / "graph" / "sources").glob("*.txt"))[:6]]


@pytest.fixture(scope="module")
def plain() -> Language:
    """The pipeline as it is delivered."""
    return spacy.load(model.locate(model.PINNED_MODEL))


@pytest.fixture
def remembering() -> Language:
    nlp = spacy.load(model.locate(model.PINNED_MODEL))
    embeddings.remember(nlp)
    return nlp


def _seen(nlp: Language, text: str) -> tuple[list[tuple[str, ...]], object]:
    doc = nlp(text)
    found = [(t.tag_, t.dep_, str(t.head.i), t.lemma_, t.ent_iob_, t.ent_type_) for t in doc]
    return found, doc.tensor


def test_analyses_are_those_of_the_model(plain: Language, remembering: Language) -> None:
    """Tags, trees, lemmas and entities of each text are the same, when its words are new and when they were seen."""
    for text in [*TEXTS, "", *TEXTS]:
        assert _seen(remembering, text)[0] == _seen(plain, text)[0]


def test_vectors_do_not_depend_on_what_was_read_before(remembering: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """The vectors of a text are the same to the last bit whichever texts came before it, and after all was forgotten."""
    alone = [_seen(remembering, text)[1] for text in TEXTS]
    for limit in (embeddings._LIMIT, 200):
        monkeypatch.setattr(embeddings, "_LIMIT", limit)
        for text, vectors in reversed(list(zip(TEXTS, alone, strict=True))):
            assert np.array_equal(_seen(remembering, text)[1], vectors)


def test_a_pipeline_may_be_given_twice(remembering: Language, plain: Language) -> None:
    """To let a pipeline remember that does already changes nothing."""
    embeddings.remember(remembering)
    assert _seen(remembering, TEXTS[0])[0] == _seen(plain, TEXTS[0])[0]
