"""The order of the stages, and nothing else: read -> (annotate -> link -> extract) -> claims."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.config import Project
from kg.core.model import Document, Extraction
from kg.read.text import MEGABYTE, read

if TYPE_CHECKING:
    from kg.extract.extractor import Extractor


class Pipeline:
    """Documents in, claims out, with the data and settings of one project. The model is loaded once, when needed."""

    def __init__(self, project: Project) -> None:
        self.project = project

    @cached_property
    def _extractor(self) -> Extractor:
        from kg.extract.extractor import Extractor

        return Extractor(self.project)

    def read(self, path: Path | str, published: str | None = None) -> Document:
        """The document in a file (``-``: standard input); ReadError where it cannot be read."""
        return read(path, published=published, limit=self.project.settings.limit * MEGABYTE, root=self.project.root)

    def extract(self, document: Document) -> Extraction:
        """What the document claims, sorted by position."""
        return self._extractor.extract(document)
