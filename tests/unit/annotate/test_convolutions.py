"""Convolutions that are computed here give what the model's own layers give."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from thinc.api import Model

from kg.annotate import convolutions, model
from kg.annotate.arithmetic import one_thread, quicken

LENGTHS = [[25, 3, 41], [1], [1, 1, 2, 0, 1], [0, 7, 0], [900, 2], [0], [0, 0]]


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.load(model.locate(model.PINNED_MODEL))
    quicken(nlp)
    convolutions.fuse(nlp)
    return nlp


def _fused(nlp: Language, name: str) -> Model[Any, Any]:
    pipe: Any = nlp.get_pipe(name)
    (found,) = (node for node in pipe.model.walk() if node.name == "convolutions")
    return found


@pytest.mark.parametrize("name", ["tok2vec", "ner"])
@pytest.mark.parametrize("lengths", LENGTHS, ids=str)
def test_vectors_are_those_of_the_layers(nlp: Language, name: str, lengths: list[int]) -> None:
    """However long the sentences are, and where some have no word, each vector is the same but for rounding."""
    fused = _fused(nlp, name)
    chance = np.random.default_rng(len(lengths))
    sentences = [chance.normal(size=(n, 96)).astype("float32") for n in lengths]
    given = [s.copy() for s in sentences]
    with one_thread():
        found, wanted = fused.predict(sentences), fused.layers[0].predict(sentences)
    assert [f.shape for f in found] == [w.shape for w in wanted]
    assert all(np.allclose(f, w, atol=1e-4) for f, w in zip(found, wanted, strict=True))
    assert all(np.array_equal(s, g) for s, g in zip(sentences, given, strict=True))
    assert fused.predict([]) == []


def test_a_sentence_is_the_same_beside_others(nlp: Language) -> None:
    """No word is near one of another sentence."""
    fused = _fused(nlp, "tok2vec")
    chance = np.random.default_rng(5)
    first, second = (chance.normal(size=(n, 96)).astype("float32") for n in (4, 9))
    with one_thread():
        both, alone = fused.predict([first, second]), fused.predict([second])
    assert np.allclose(both[1], alone[0], atol=1e-5)


def test_training_is_left_to_the_model(nlp: Language) -> None:
    """To fuse twice changes nothing; a model that learns uses its own."""
    before = [node.name for node in nlp.get_pipe("tok2vec").model.walk()]  # type: ignore[attr-defined]
    convolutions.fuse(nlp)
    assert [node.name for node in nlp.get_pipe("tok2vec").model.walk()] == before  # type: ignore[attr-defined]
    fused = _fused(nlp, "tok2vec")
    sentences = [np.ones((3, 96), dtype="float32")]
    _, learn = fused(sentences, is_train=True)
    assert [row.shape for row in learn([np.ones((3, 96), dtype="float32")])] == [(3, 96)]


@pytest.mark.parametrize("other", [{"window_size": 2}, {"maxout_pieces": 1}, {}], ids=str)
def test_only_layers_that_are_known_are_fused(other: dict[str, int]) -> None:
    """Windows of three words, of which the greatest of some pieces is taken."""
    small = {"width": 8, "depth": 2, "embed_size": 50, "window_size": 1, "maxout_pieces": 3, "subword_features": True}
    settings = {"@architectures": "spacy.HashEmbedCNN.v2", "pretrained_vectors": None, **small, **other}
    blank = spacy.blank("en")
    pipe: Any = blank.add_pipe("tok2vec", config={"model": settings})
    pipe.model.initialize()
    convolutions.fuse(blank)
    assert ("convolutions" in [node.name for node in pipe.model.walk()]) == (not other)
