"""Remembered forms are the model's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.annotate import model
from kg.annotate.morphology import Morphology

ROOT = Path(__file__).resolve().parents[3]
TEXTS = [
    "Let's go, he said, and let us gonna see what they've gotta do.",
    "There's no pact: it ain't so, y'all; c'm on.",
    "You saw it, I gave you that, but he hasn't got it.",
]


@pytest.mark.parametrize(
    "path", [*sorted((ROOT / "graph" / "sources").glob("*.txt")), None], ids=lambda p: p.stem if p else "own"
)
def test_forms_are_those_of_the_model(path: Path | None) -> None:
    """Part of speech, tag and lemma of each token are those that the model's whole pipeline gives, at each repetition."""
    nlp = model.load().nlp
    morphology = Morphology(nlp)
    for text in [path.read_text("utf-8").replace("\n", " ")] if path else TEXTS * 2:
        with nlp.select_pipes(enable=["tok2vec", "tagger", "parser"]):
            parsed = nlp(text)
        whole = [(t.pos_, t.tag_, t.lemma_) for t in nlp(text)]
        assert [tuple(f) for f in morphology.forms([parsed])[0]] == whole
