"""The files that a build writes, and what it notes of them so that the next writes no more than changed.

Beside the store, ``.kg/exports.json`` notes what the files were made of besides the store (program, data, settings),
how the system tells of each of them, and what the build reported; the store bears a mark that stands for this note,
and notes itself what changes from then on (:mod:`kg.store.touched`). So

- where nothing has changed, nothing is written, and the same is reported;
- else the large files are brought up to date by what changed (:mod:`kg.export.splice`), and the others made anew;
- where the note, the mark and the files do not fit together (a build was killed, a file edited, another program wrote
  it), all are made anew.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from contextlib import suppress
from pathlib import Path
from typing import Any

from kg.app.checks import Facts, check_build
from kg.app.explain import SourceFiles, source_paths
from kg.app.filling import BuildReport, Told
from kg.app.pages import INDEX, WHOLE, Pages
from kg.app.rules import export_rules
from kg.app.verbs import App
from kg.check.flags import Flag, Kind
from kg.core.errors import KgError
from kg.core.model import ID_BASE
from kg.core.rdf_terms import DEFAULT, TYPE, kg, local_name
from kg.export import SPLICED, Piece, SpliceError, updated
from kg.export.turtle import FORMS as TURTLE
from kg.export.turtle import turtle_texts
from kg.files import write_atomic
from kg.store import Store
from kg.store.counts import COUNTS
from kg.store.engine import Pattern
from kg.store.touched import Touched

FORMS = {"kg.ttl": "turtle", "kg.trig": "trig", "claims.jsonl": "claims", "graph.graphml": "graphml"}
"""What is written beside the pages: file name and format."""
PAGES = {f"{view}.html": view for view in (INDEX, *WHOLE)}
NOTE = "exports.json"
"""Where, in a project's ``.kg``, it is noted what was written."""
FORMAT = 1
_DOC = ID_BASE + "doc/"
_CLAIMS = f"""PREFIX count: <{COUNTS.value}#>
SELECT ?relation ?stance ?claims {{ GRAPH <{COUNTS.value}> {{
  ?c count:relation ?relation ; count:stance ?stance ; count:claims ?claims }} }}"""
Content = str | list[Piece]


class Exports:
    """The files of one build: in ``report.out``, with this evidence policy."""

    def __init__(self, app: App, store: Store, report: BuildReport, evidence: str, *, noted: bool) -> None:
        """``noted``: whether they are those of the project, with its store, and are noted beside it."""
        self._app, self._store, self._report, self._evidence = app, store, report, evidence
        self._path = app.project.root / ".kg" / NOTE if noted else None
        self._made_of = export_rules(app.project, evidence) if noted else ""
        self._touched: Touched | None = None
        self.facts: Facts | None = None
        """The flags that documents have by themselves, where they are known."""
        self.changed: frozenset[str] = frozenset()
        """The ids of the documents that have changed since."""

    def recall(self) -> bool:
        """Look at what was noted; whether all files are as they would be written. Then the report is told again."""
        note = self._read()
        touched = self._store.touched() if note is not None else None
        if note is None or touched is None or touched.mark != _mark(note) or note["made_of"] != self._made_of:
            return False
        if any(note["files"].get(name) != _seen(self._report.out / name) for name in (*FORMS, *PAGES)):
            return False
        self._touched, self.changed = touched, frozenset(n.value.removeprefix(_DOC) for n in touched.documents)
        self.facts = {id_: [_flag(row) for row in rows] for id_, rows in note["facts"].items()}
        if touched.things or touched.documents or note["elsewhere"] != self._elsewhere():
            return False
        self._tell(note["report"])
        return True

    def make(self, checked: Set[str], texts: Mapping[str, str], evidence: str | None, told: Told) -> None:
        """Count and check, then write. ``checked`` are the ids of documents whose shapes are as they should be."""
        _count(self._store, self._report)
        told("checking")
        self._report.flags, self.facts = check_build(self._app, self._store, checked, self.facts, self.changed)
        told("writing exports and pages")
        self.write(Pages(self._app, self._store, evidence, self._report.flags, texts))

    def write(self, pages: Pages) -> None:
        """Make all, then write them: a failure before leaves the old ones as they were."""
        contents: dict[str, Content] = dict(self._exports())
        contents |= {name: pages.page(view) for name, view in PAGES.items()}
        if self._path:
            self._store.mark(None)
        for name, content in contents.items():
            write_atomic(self._report.out / name, content)
            self._report.written.append(name)
        if self._path:
            self._remember()

    def _exports(self) -> Iterator[tuple[str, Content]]:
        base = self._app.project.settings.base
        whole: dict[str, str] = {}
        for name, form in FORMS.items():
            if (pieces := self._updated(name, form, base)) is not None:
                yield name, pieces
                continue
            if form in TURTLE and not whole:
                whole = turtle_texts(self._store, TURTLE, self._evidence, base)
            yield name, whole.pop(form) if form in whole else self._app.exported(self._store, form, self._evidence)

    def _updated(self, name: str, form: str, base: str) -> list[Piece] | None:
        """A file as what changed makes it, where it is known what did."""
        if self._touched is not None and form in SPLICED:
            with suppress(SpliceError, OSError):
                old = (self._report.out / name).read_bytes()
                return list(updated(self._store, form, old, self._touched, self._evidence, base))
        return None

    def _elsewhere(self) -> str:
        """How the files of the documents from elsewhere are: pages show the sentences around the words of a claim."""
        if self._evidence != "quote":
            return ""
        ids = sorted(set(self._store.document_ids()) - self._report.built)
        documents, files = [self._store.document(id_) for id_ in ids], SourceFiles(self._app)
        seen = [(d.id, str(path), _seen(path)) for d in documents for path in source_paths(self._app, d, files)]
        return hashlib.sha256(repr(seen).encode("utf-8", "surrogatepass")).hexdigest()

    def _read(self) -> dict[str, Any] | None:
        try:
            note = json.loads(self._path.read_text("utf-8")) if self._path else None
            return note if isinstance(note, dict) and note["format"] == FORMAT else None
        except (OSError, ValueError, KeyError):
            return None

    def _remember(self) -> None:
        """Note the files, and mark the store. That the note cannot be written is no failure: it only saves time."""
        assert self._path is not None
        report = self._report
        told = {
            "claims": report.claims, "accepted": report.accepted, "by_relation": report.by_relation,
            "flags": [dataclasses.astuple(flag) for flag in report.flags],
        }  # fmt: skip
        files = {name: _seen(report.out / name) for name in (*FORMS, *PAGES)}
        facts = {id_: [dataclasses.astuple(flag) for flag in flags] for id_, flags in (self.facts or {}).items()}
        note = {"format": FORMAT, "made_of": self._made_of, "files": files, "report": told, "facts": facts,
                "elsewhere": self._elsewhere()}  # fmt: skip
        with suppress(KgError):
            write_atomic(self._path, _text(note))
            self._store.mark(_mark(note))

    def _tell(self, told: dict[str, Any]) -> None:
        report = self._report
        report.claims, report.accepted = told["claims"], told["accepted"]
        report.by_relation = {relation: Counter(stances) for relation, stances in told["by_relation"].items()}
        report.flags = [_flag(row) for row in told["flags"]]
        report.kept = [*FORMS, *PAGES]


def _flag(row: list[Any]) -> Flag:
    where, what, kind, *rest = row
    return Flag(where, what, Kind(kind), *rest)


def _text(note: dict[str, Any]) -> str:
    return json.dumps(note, ensure_ascii=False, sort_keys=True) + "\n"


def _mark(note: dict[str, Any]) -> str:
    return hashlib.sha256(_text(note).encode("utf-8", "surrogatepass")).hexdigest()


def _seen(path: Path) -> list[int] | None:
    """How the system tells of a file: another writer leaves other values."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]


def _count(store: Store, report: BuildReport) -> None:
    """How many claims there are of each relation and stance, by what is counted ahead; and accepted statements."""
    for row in store.query(_CLAIMS):  # type: ignore[union-attr]
        relation, stance, number = (row[name] for name in ("relation", "stance", "claims"))
        stances = report.by_relation.setdefault(local_name(relation), Counter())
        stances[local_name(stance).lower()] += int(number.value)
    report.claims = sum(stances.total() for stances in report.by_relation.values())
    report.accepted = sum(1 for _ in store.engine.match(Pattern(None, TYPE, kg("AcceptedStatement"), DEFAULT)))
