"""The steps that are taken here end where spaCy's own loop ends."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate import model
from kg.annotate.transitions import piped

ROOT = Path(__file__).resolve().parents[3]
LINES = [
    line
    for path in sorted((ROOT / "graph" / "sources").glob("*.txt"))
    for line in path.read_text("utf-8").splitlines()
    if line.strip()
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(model.locate(model.PINNED_MODEL))


def _tagged(nlp: Language, texts: list[str]) -> list[Doc]:
    """The documents as the parser gets them."""
    docs = [nlp.make_doc(text) for text in texts]
    for name in ("tok2vec", "tagger"):
        docs = list(nlp.get_pipe(name).pipe(docs))  # type: ignore[attr-defined]
    return docs


def _told(doc: Doc) -> list[tuple[int, str, bool, str, str]]:
    return [(t.head.i, t.dep_, bool(t.is_sent_start), t.ent_iob_, t.ent_type_) for t in doc]


@pytest.mark.parametrize("name", ["parser", "ner"])
@pytest.mark.parametrize("size", [1, 3, 128])
def test_every_line_ends_in_the_state_of_the_own_loop(nlp: Language, name: str, size: int) -> None:
    """Heads, labels and names of each line of the samples are those of the component's own loop, in their order."""
    component: Any = nlp.get_pipe(name)
    wanted = list(component.pipe(_tagged(nlp, LINES)))
    found = list(piped(component, _tagged(nlp, LINES), size))
    assert [doc.text for doc in found] == LINES
    assert [_told(doc) for doc in found] == [_told(doc) for doc in wanted]
    assert any(doc.ents for doc in found) or name == "parser"


@pytest.mark.parametrize("name", ["parser", "ner"])
def test_texts_without_words_take_no_step(nlp: Language, name: str) -> None:
    """An empty text among others is given back as it is, alone or beside one with words."""
    component: Any = nlp.get_pipe(name)
    assert [len(doc) for doc in piped(component, _tagged(nlp, ["", ""]), 2)] == [0, 0]
    mixed = list(piped(component, _tagged(nlp, ["", "Ana Roe signed the pact in Lima.", ""]), 3))
    assert [len(doc) for doc in mixed] == [0, 8, 0]
    assert list(piped(component, [], 2)) == []


def test_actions_never_seen_in_training_are_never_taken(nlp: Language) -> None:
    """A label that was only added gets the least score, as in the own loop."""
    component: Any = nlp.get_pipe("ner")
    kept = component.model.attrs["unseen_classes"]
    texts = ["Ana Roe met Peru's president in Lima."]
    component.model.attrs["unseen_classes"] = {
        number for number, move in enumerate(component.move_names) if move.endswith("-GPE")
    }
    try:
        (wanted,) = component.pipe(_tagged(nlp, texts))
        (found,) = piped(component, _tagged(nlp, texts), 1)
    finally:
        component.model.attrs["unseen_classes"] = kept
    (usual,) = piped(component, _tagged(nlp, texts), 1)
    assert _told(found) == _told(wanted) != _told(usual)
    assert "GPE" in {entity.label_ for entity in usual.ents}


@pytest.mark.parametrize("name", ["parser", "ner"])
def test_tables_of_scores_go_with_the_last_step(nlp: Language, name: str) -> None:
    """What was worked out for some documents is let go of at once, and not when garbage is next collected."""
    docs = _tagged(nlp, LINES[:5])
    gc.collect()
    gc.disable()
    try:
        list(piped(nlp.get_pipe(name), docs, 5))
        models = [found for found in gc.get_objects() if type(found).__name__ == "ParserStepModel"]
        assert models and not any(hasattr(found, "tokvecs") or hasattr(found, "state2vec") for found in models)
    finally:
        gc.enable()


def test_a_beam_is_left_to_the_component(nlp: Language) -> None:
    """A component that keeps several analyses at once predicts by itself."""
    component: Any = nlp.get_pipe("ner")
    component.cfg["beam_width"] = 4
    try:
        (found,) = piped(component, _tagged(nlp, ["Ana Roe went to Lima in Peru."]), 1)
    finally:
        component.cfg["beam_width"] = 1
    assert {"Lima", "Peru"} <= {entity.text for entity in found.ents}
