"""By what documents are read: one digest over the program's code, the language model, and the data files.

A document that was read by the same rules need not be read again; see :class:`kg.store.Source`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import kg
from kg.annotate import model
from kg.config import Project

if TYPE_CHECKING:
    from kg.extract.llm import Options

_CODE = ("core", "read", "annotate", "reference", "link", "extract", "check", "words", "pipeline.py")
"""The parts of the package that what is read from a document depends on."""
_REFERENCE_CODE = ("core", "reference")
_DATA = ("graph/frames", "graph/lexicon", "graph/reference", "graph/judgements", "graph/shapes")
"""Shapes too: what has been read by these rules has also been checked by them."""
_REFERENCE_DATA = ("graph/reference",)
_EXPORT_DATA = (*_DATA, "graph/quality", "graph/queries")
_PACKAGES = ("jinja2", "networkx", "numpy", "pyoxigraph", "pyvis", "rapidfuzz", "scipy")
"""Those that have a part in checks, exports and pages."""


def reading_rules(project: Project, reader: Options | None = None) -> str:
    """Digest (hex) of all that decides what a document's claims are. Raises ModelError where there is no model.

    ``reader`` is the language model that reads along, if one does.
    """
    hashes = model.hash_files(model.locate(project.settings.model))
    least = str(float(project.settings.confidence))
    parts = [model.digest(hashes), project.settings.model, least, _code(_CODE), *_data(project, _DATA)]
    if reader is not None:
        parts += [reader.model, reader.url, *_data(project, ("graph/prompts",))]
    return _digest(parts)


def reference_rules(project: Project) -> str:
    """Digest (hex) of all that decides what the graphs of the ontology and the reference data hold."""
    return _digest([_code(_REFERENCE_CODE), *_data(project, _REFERENCE_DATA)])


def export_rules(project: Project, evidence: str) -> str:
    """Digest (hex) of all but the store that decides what a build writes: program, packages, data and settings."""
    package = Path(kg.__file__).parent
    files = sorted(path for path in package.rglob("*") if path.is_file() and path.suffix not in (".pyc", ".pyo"))
    parts = [f"{path.relative_to(package)} {_sha(path)}" for path in files]
    parts += [f"{name} {version(name)}" for name in _PACKAGES]
    parts += [f"{path.name} {_sha(path)}" for path in project.layers("graph/alignments.ttl")]
    parts += [*_data(project, _EXPORT_DATA), evidence, repr(project.settings)]
    return _digest(parts)


@lru_cache(maxsize=4)
def _code(parts: tuple[str, ...]) -> str:
    package = Path(kg.__file__).parent
    files = [package / part for part in parts]
    files = [path for top in files for path in (sorted(top.rglob("*")) if top.is_dir() else [top])]
    files = [path for path in files if path.suffix in (".py", ".toml")]
    return _digest([kg.__version__, *(f"{path.relative_to(package)} {_sha(path)}" for path in files)])


def _data(project: Project, folders: Iterable[str]) -> list[str]:
    paths = [*project.layers("ontology.ttl")]
    paths += [path for folder in folders for path in project.everything(folder)]
    return [f"{path.name} {_sha(path)}" for path in paths]


def _sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
