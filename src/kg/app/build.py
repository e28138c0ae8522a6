"""The main job: articles to a store, checks, exports and pages.

The store is brought to what the sources say now: what is new or changed is read and takes the place of the old, what an
earlier build put in and whose file is gone is taken out. Documents that were ingested from elsewhere stay, unless the
build is to be fresh. Nothing depends on the order of the files, and nothing on the time of day.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.app.known_files import KnownFiles
from kg.app.rules import reading_rules
from kg.app.verbs import App
from kg.app.workers import beside
from kg.core.errors import UsageError

if TYPE_CHECKING:
    from kg.app.filling import BuildReport, Told

KNOWN = "files.json"
"""Where, in a project's ``.kg``, it is noted what its sources held; see :mod:`kg.app.known_files`."""
SOURCES = frozenset((".txt", ".html", ".htm", ".pdf", ".docx", ".eml"))
"""The endings of the files under ``graph/sources`` that are articles."""


def build(
    app: App,
    files: Sequence[Path | str] = (),
    out: Path | None = None,
    *,
    evidence: str | None = None,
    published: str | None = None,
    fresh: bool = False,
    again: bool = False,
    exports: bool = True,
    workers: int = 1,
    scheduler: str | None = None,
    ahead: bool = False,
    told: Told = lambda _: None,
) -> BuildReport:
    """Build from the project's sources into its store and ``exports/``, or from ``files`` into ``out`` alone.

    Sources that were read before by the same rules and have not changed are not read again, unless ``again``; what is
    written is the same. Without ``exports`` the store alone is brought up to date. ``ahead``: where something is to be
    read, another process loads the model while the store is opened. A source that cannot be read or stored is left out
    and reported; the others are done, and where none of the ``files`` could be read, ``out`` is left as it is. Raises
    UsageError where there is nothing to build from, StoreError, ModelError, and DataError where data files are wrong.
    """
    if files and out is None:
        raise UsageError("files are given, and no place for what is built", remedy="add --out DIR")
    named, own = list(dict.fromkeys(files)), [] if files else _sources(app)
    rules, reading = reading_rules(app.project, app.model), replace(app.reading(), published=published)
    read = partial(app.pieces, published=published)
    known = KnownFiles(app.project.root / ".kg" / KNOWN, rules, ignored=fresh or again)
    with ExitStack() as stack:
        new = ahead and workers == 1 and not scheduler and not (own and known.are_likely_known(own, reading, read))
        stack.enter_context(beside(app, new))
        from kg.app.filling import BuildReport, Filling

        report = BuildReport(out or app.project.exports, given=len(named or own))
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kg-build-"))) / "store" if files else None
        store = stack.enter_context(app.writing(place))
        filling = Filling(app, store, report, rules, told)
        pieces = read(named) if named else known.pieces(own, reading, read)
        checked = filling.fill(pieces, fresh=fresh, again=again, workers=workers, scheduler=scheduler)
        if own:
            known.save()
        ids = store.document_ids()
        report.documents, report.elsewhere = len(ids), len(set(ids) - report.built)
        nothing = bool(named) and bool(report.failures) and not report.documents
        if exports and not nothing:  # what was built before is worth more than a graph of nothing
            filling.note_undated()
            from kg.app.exports import Exports

            written = Exports(
                app, store, report, evidence or app.project.settings.evidence, noted=bool(own) and not out
            )
            if fresh or again or not written.recall():
                written.make(checked, filling.texts, evidence, told)
    return report


def source_files(app: App) -> list[Path]:
    """The articles of the project, sorted."""
    endings = tuple(SOURCES)
    found = [
        (*folder, name)
        for folder, names in ((Path(top).parts, names) for top, _, names in os.walk(app.project.sources))
        for name in names
        if name.lower().endswith(endings)
    ]
    return [Path(*parts) for parts in sorted(found)]


def _sources(app: App) -> list[Path]:
    found = source_files(app)
    if not found:
        remedy = "put some there, or name files and --out DIR"
        raise UsageError("no articles in graph/sources", where=app.project.root.name, remedy=remedy)
    return found
