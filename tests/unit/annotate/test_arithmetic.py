"""What numpy multiplies is what the model's own arithmetic gives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from threadpoolctl import threadpool_info

from kg.annotate import arithmetic, embeddings, model

ROOT = Path(__file__).resolve().parents[3]
TEXTS = [path.read_text("utf-8")[:3000] for path in sorted((ROOT / "graph" / "sources").glob("*.txt"))[:6]]


@pytest.fixture(scope="module")
def plain() -> Language:
    """The pipeline as it is delivered."""
    return spacy.load(model.locate(model.PINNED_MODEL))


@pytest.fixture(scope="module")
def quick() -> Language:
    nlp = spacy.load(model.locate(model.PINNED_MODEL))
    embeddings.remember(nlp)
    arithmetic.quicken(nlp)
    return nlp


def _seen(nlp: Language, text: str) -> tuple[list[tuple[str, ...]], object]:
    with arithmetic.one_thread():
        doc = nlp(text)
    return [(t.tag_, t.dep_, str(t.head.i), t.lemma_, t.ent_iob_, t.ent_type_) for t in doc], doc.tensor


def test_analyses_are_those_of_the_model(plain: Language, quick: Language) -> None:
    """Tags, trees, lemmas and entities of each text are the same, and its vectors but for rounding."""
    for text in TEXTS:
        (found, vectors), (wanted, own) = _seen(quick, text), _seen(plain, text)
        assert found == wanted
        assert np.allclose(vectors, own, atol=1e-3)


def test_a_text_has_the_same_vectors_each_time(quick: Language) -> None:
    """The vectors of a text are the same to the last bit whichever texts came before it."""
    alone = [_seen(quick, text)[1] for text in TEXTS]
    for text, vectors in reversed(list(zip(TEXTS, alone, strict=True))):
        assert np.array_equal(_seen(quick, text)[1], vectors)


def test_products_are_of_either_way_round(quick: Language) -> None:
    """A product of matrices, each as it is or transposed, into a new or a given array, is numpy's."""
    ops = arithmetic.Arithmetic()
    x, y = np.arange(6, dtype="f").reshape(2, 3), np.arange(12, dtype="f").reshape(3, 4)
    out = np.zeros((2, 4), dtype="f")
    assert np.array_equal(ops.gemm(x, y), x @ y)
    assert np.array_equal(ops.gemm(x, y.T.copy(), trans2=True), x @ y)
    assert np.array_equal(ops.gemm(x.T.copy(), y, trans1=True), x @ y)
    assert ops.gemm(x, y, out=out) is out and np.array_equal(out, x @ y)


def test_the_number_of_threads_is_given_back() -> None:
    """One thread multiplies within the block, and after it as many as before."""

    def threads() -> list[int]:
        return [library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"]

    before = threads()
    with arithmetic.one_thread():
        assert threads() and set(threads()) == {1}
    assert threads() == before
