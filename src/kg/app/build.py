"""The main job: articles to a store, checks, exports and pages.

The store is brought to what the sources say now: each is read and extracted again, what changed is replaced, what an
earlier build put in and whose file is gone is taken out. Documents that were ingested from elsewhere stay, unless the
build is to be fresh. Nothing depends on the order of the files, and nothing on the time of day.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from kg.app.checks import check_store
from kg.app.pages import INDEX, WHOLE, Pages
from kg.app.verbs import App
from kg.check.flags import Flag, Severity
from kg.core.errors import KgError, UsageError
from kg.core.model import Claim, Document, Extraction
from kg.core.rdf_terms import TYPE, kg
from kg.files import write_atomic
from kg.store import Outcome, Store

EXPORTS = {"kg.ttl": "turtle", "kg.trig": "trig", "claims.jsonl": "claims", "graph.graphml": "graphml"}
"""What is written beside the pages: file name and format."""

Told = Callable[[str], None]


@dataclass(slots=True)
class BuildReport:
    """What a build did."""

    out: Path
    written: list[str] = field(default_factory=list)
    """Names of the files written, in order."""
    failures: list[KgError] = field(default_factory=list)
    """One for each source that could not be read or stored."""
    given: int = 0
    documents: int = 0
    """In the store; of these ``elsewhere`` came from no source of this build."""
    elsewhere: int = 0
    claims: int = 0
    by_relation: dict[str, Counter[str]] = field(default_factory=dict)
    """Relation -> stance -> number of claims."""
    accepted: int = 0
    """Statements of the accepted view."""
    undated: list[str] = field(default_factory=list)
    """Names of documents without a date of publication."""
    flags: list[Flag] = field(default_factory=list)


def build(
    app: App,
    files: Sequence[Path | str] = (),
    out: Path | None = None,
    *,
    evidence: str | None = None,
    published: str | None = None,
    fresh: bool = False,
    workers: int = 1,
    told: Told = lambda _: None,
) -> BuildReport:
    """Build from the project's sources into its store and ``exports/``, or from ``files`` into ``out`` alone.

    A source that cannot be read or stored is left out and reported; the others are done. Raises UsageError where
    there is nothing to build from, StoreError, and DataError where data files are wrong.
    """
    if files and out is None:
        raise UsageError("files are given, and no place for what is built", remedy="add --out DIR")
    sources = list(dict.fromkeys(files)) if files else _sources(app)
    report = BuildReport(out or app.project.exports, given=len(sources))
    extractions = _extract_all(app, sources, published, report, told, workers)
    with ExitStack() as stack:
        if files:
            store_path = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kg-build-"))) / "store"
        else:
            store_path = app.project.store
        store = stack.enter_context(app.writing(store_path))
        changed = _fill(store, store_path.parent / "sources.json", extractions, report, fresh)
        told("checking")
        flags = check_store(app, store, changed)
        report.flags = [f for f in flags if f.severity is not Severity.INFO]
        _count(store, {e.document.id for e in extractions}, report)
        told("writing exports and pages")
        _write(
            app,
            store,
            report,
            Pages(app, store, evidence, flags, {e.document.id: e.document.text for e in extractions}),
        )
    return report


def _sources(app: App) -> list[Path]:
    found = sorted(app.project.sources.glob("**/*.txt"))
    if not found:
        remedy = "put some there, or name files and --out DIR"
        raise UsageError("no articles in graph/sources", where=app.project.root.name, remedy=remedy)
    return found


def _extract_all(
    app: App, sources: Iterable[Path | str], published: str | None, report: BuildReport, told: Told, workers: int
) -> list[Extraction]:
    """The extractions of all sources that can be read, in an order that does not depend on the order given."""
    documents: dict[str, Document] = {}
    addresses: dict[str, str] = {}
    for source in sources:
        try:
            document = app.read(source, published)
            other = addresses.setdefault(document.uri, document.id)
            if other != document.id:
                what = f"another text of this call has the address {document.uri} too"
                raise UsageError(what, where=str(source), remedy="give each its own url in its front matter")
        except KgError as error:
            report.failures.append(error)
            continue
        known = documents.get(document.id)
        documents[document.id] = min((document, known or document), key=lambda d: (d.uri, d.name))
        if document.published is None:
            report.undated.append(document.name)
    extractions = []
    ordered = sorted(documents.values(), key=lambda d: (d.uri, d.id))
    results = app.extractions(ordered, workers=workers)
    for number, document in enumerate(ordered, 1):
        told(f"{number}/{len(ordered)} {document.name}")
        result = next(results)
        if isinstance(result, KgError):
            report.failures.append(result)
        else:
            extractions.append(result)
    return extractions


def _fill(store: Store, record: Path, extractions: Sequence[Extraction], report: BuildReport, fresh: bool) -> set[str]:
    """Bring the store to the sources; the ids of what was stored anew.

    The record of what builds put in is never short of one, even if the build is killed. Where a source failed,
    nothing is taken out: what is in the store of it may be all there is.
    """
    before = _recorded(record)
    ids = {e.document.id for e in extractions}
    write_atomic(record, json.dumps(sorted(before | ids), indent=0) + "\n")
    stored, changed = set(), set()
    for extraction in extractions:
        try:
            result = store.ingest(extraction)
            stored.add(result.document)
            changed |= {result.document} if result.outcome is not Outcome.UNCHANGED else set()
        except KgError as error:
            report.failures.append(error)
    if report.failures:
        return changed
    for document in store.documents():
        if document.id not in stored and (fresh or document.id in before):
            store.remove(document.id)
    write_atomic(record, json.dumps(sorted(stored), indent=0) + "\n")
    return changed


def _recorded(record: Path) -> set[str]:
    try:
        return set(json.loads(record.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return set()


def _count(store: Store, ids: set[str], report: BuildReport) -> None:
    documents = store.documents()
    claims: list[Claim] = store.claims()
    report.documents = len(documents)
    report.elsewhere = sum(1 for document in documents if document.id not in ids)
    report.claims = len(claims)
    for claim in claims:
        report.by_relation.setdefault(claim.relation, Counter())[str(claim.stance)] += 1
    report.accepted = sum(1 for q in store.view() if q.predicate == TYPE and q.object == kg("AcceptedStatement"))


def _write(app: App, store: Store, report: BuildReport, pages: Pages) -> None:
    """All files are made before the first is written, so that a failure leaves the old ones as they were."""
    contents: dict[str, str] = {name: app.exported(store, form, pages.evidence) for name, form in EXPORTS.items()}
    contents |= {f"{view}.html": pages.page(view) for view in (INDEX, *WHOLE)}
    for name, content in contents.items():
        write_atomic(report.out / name, content)
        report.written.append(name)
