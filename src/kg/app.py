"""What the commands call (and a server will): the verbs of kg on one project, put together from the parts.

Parts are imported where they are used: a query loads no language model, an extraction no graph drawing.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.config import Project
from kg.core.errors import UsageError
from kg.core.model import Document, Extraction

if TYPE_CHECKING:
    from kg.pipeline import Pipeline


class App:
    """The verbs of kg on one project."""

    def __init__(self, project: Project) -> None:
        self.project = project

    @cached_property
    def pipeline(self) -> Pipeline:
        from kg.pipeline import Pipeline

        return Pipeline(self.project)

    # documents and claims -------------------------------------------------------------------------------------------

    def read(self, path: Path | str, published: str | None = None) -> Document:
        """The document in a file (``-``: standard input)."""
        return self.pipeline.read(path, published)

    def extract(self, document: Document) -> Extraction:
        """What a document claims."""
        return self.pipeline.extract(document)

    @staticmethod
    def check_date(published: str | None) -> None:
        """UsageError where a date given by the user is none."""
        from kg.read.dates import parse_date

        if published is not None and parse_date(published) is None:
            raise UsageError(f"'{published}' is no date of publication", remedy="write --published YYYY-MM-DD")

    @staticmethod
    def output_names(files: Iterable[str], suffix: str) -> dict[str, str]:
        """The output name of each input, STEM + suffix; UsageError where two inputs would write the same one."""
        names: dict[str, str] = {}
        taken: dict[str, str] = {}
        for file in files:
            name = ("stdin" if file == "-" else Path(file).stem) + suffix
            if taken.setdefault(name, file) != file:
                what = f"{taken[name]} and {file} would both be written to {name}"
                raise UsageError(what, remedy="rename one, or call twice with another --out")
            names[file] = name
        return names


def open_app(path: Path | str | None = None) -> App:
    """The application for the project folder that ``path`` (the working folder by default) lies in."""
    return App(Project.find(path))
