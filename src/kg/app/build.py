"""The main job: articles to a store, checks, exports and pages.

The store is brought to what the sources say now: what is new or changed is read and takes the place of the old, what an
earlier build put in and whose file is gone is taken out. Documents that were ingested from elsewhere stay, unless the
build is to be fresh. Nothing depends on the order of the files, and nothing on the time of day.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path

from kg.app.checks import check_build
from kg.app.exports import Exports
from kg.app.filling import BuildReport, Filling, Told
from kg.app.known_files import KnownFiles
from kg.app.pages import Pages
from kg.app.verbs import App
from kg.core.errors import UsageError
from kg.core.rdf_terms import DEFAULT, TYPE, kg, local_name
from kg.store import Store
from kg.store.counts import COUNTS
from kg.store.engine import Pattern

KNOWN = "files.json"
"""Where, in a project's ``.kg``, it is noted what its sources held; see :mod:`kg.app.known_files`."""
_CLAIMS = f"""PREFIX count: <{COUNTS.value}#>
SELECT ?relation ?stance ?claims {{ GRAPH <{COUNTS.value}> {{
  ?c count:relation ?relation ; count:stance ?stance ; count:claims ?claims }} }}"""
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
    told: Told = lambda _: None,
) -> BuildReport:
    """Build from the project's sources into its store and ``exports/``, or from ``files`` into ``out`` alone.

    Sources that were read before by the same rules and have not changed are not read again, unless ``again``; what is
    written is the same. Without ``exports`` the store alone is brought up to date. A source that cannot be read or
    stored is left out and reported; the others are done. Raises UsageError where there is nothing to build from,
    StoreError, and DataError where data files are wrong.
    """
    if files and out is None:
        raise UsageError("files are given, and no place for what is built", remedy="add --out DIR")
    named, own = list(dict.fromkeys(files)), [] if files else _sources(app)
    report = BuildReport(out or app.project.exports, given=len(named or own))
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kg-build-"))) / "store" if files else None
        store = stack.enter_context(app.writing(place))
        filling = Filling(app, store, report, told)
        known = KnownFiles(app.project.root / ".kg" / KNOWN, filling.rules, ignored=fresh or again)
        reading, read = replace(app.reading(), published=published), partial(app.pieces, published=published)
        pieces = read(named) if named else known.pieces(own, reading, read)
        checked = filling.fill(pieces, fresh=fresh, again=again, workers=workers, scheduler=scheduler)
        if own:
            known.save()
        ids = store.document_ids()
        report.documents, report.elsewhere = len(ids), len(set(ids) - report.built)
        if exports:
            filling.note_undated()
            written = Exports(
                app, store, report, evidence or app.project.settings.evidence, noted=bool(own) and not out
            )
            if fresh or again or not written.recall():
                _count(store, report)
                told("checking")
                report.flags, written.facts = check_build(app, store, checked, written.facts, written.changed)
                told("writing exports and pages")
                written.write(Pages(app, store, evidence, report.flags, filling.texts))
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


def _count(store: Store, report: BuildReport) -> None:
    """How many claims there are of each relation and stance, by what is counted ahead; and accepted statements."""
    for row in store.query(_CLAIMS):  # type: ignore[union-attr]
        relation, stance, number = (row[name] for name in ("relation", "stance", "claims"))
        stances = report.by_relation.setdefault(local_name(relation), Counter())
        stances[local_name(stance).lower()] += int(number.value)
    report.claims = sum(stances.total() for stances in report.by_relation.values())
    report.accepted = sum(1 for _ in store.engine.match(Pattern(None, TYPE, kg("AcceptedStatement"), DEFAULT)))
