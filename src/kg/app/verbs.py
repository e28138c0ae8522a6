"""The verbs of kg on one project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.config import Project
from kg.core.errors import KgError, QueryError, UsageError
from kg.core.model import Document, Extraction

if TYPE_CHECKING:
    from kg.app import inputs
    from kg.app.checks import CheckReport
    from kg.app.filling import BuildReport
    from kg.app.workers import Workers
    from kg.core.judgements import Judgements
    from kg.core.ontology import Ontology
    from kg.extract.llm import Options
    from kg.pipeline import Pipeline
    from kg.query import NamedQuery, Page, Results
    from kg.read.streams import Piece, Reading
    from kg.reference import Reference
    from kg.store import IngestResult, RemovalReport, Store


class App:
    """The verbs of kg on one project; every command is one of them, and so is every method of the Python API."""

    def __init__(self, project: Project, store: str | None = None, model: Options | None = None) -> None:
        self.project = project if store is None else project.with_store(store)
        self.model = model
        self.reader: Workers | None = None
        """The process that reads beside this one, if one does; see :func:`kg.app.workers.beside`."""

    def keep(self, least: float) -> None:
        """Hold back claims that are less sure than this, whatever the project's settings say."""
        self.project = replace(self.project, settings=replace(self.project.settings, confidence=least))
        self.__dict__.pop("pipeline", None)

    @cached_property
    def pipeline(self) -> Pipeline:
        from kg.pipeline import Pipeline

        return Pipeline(self.project, self.model)

    @cached_property
    def ontology(self) -> Ontology:
        from kg.core.ontology import Ontology

        return Ontology.load(self.project.data("ontology.ttl"))

    @property
    def reference(self) -> Reference:
        """The reference data of the project, read when first asked for."""
        return self.pipeline.reference

    @property
    def judgements(self) -> Judgements:
        """What persons decided of which things are one."""
        return self.pipeline.judgements

    def forget_judgements(self) -> None:
        """Read the decisions anew when they are next asked for; what is extracted then follows them."""
        self.__dict__.pop("pipeline", None)

    @contextmanager
    def store(self, path: Path | None = None, *, read_only: bool = True) -> Iterator[Store]:
        """The project's store (or the one at ``path``), open as long as the block runs. Raises StoreError."""
        from kg.store import Store

        where, settings = path or self.project.place, self.project.settings
        servers = {"update": settings.store_update, "graphs": settings.store_graphs}
        if read_only:
            opened = Store.open(where, read_only=True, servers=servers)
        else:
            from kg.check import shape_checker

            check = shape_checker(self.project)
            opened = Store.open(where, check=check, ontology=self.ontology, servers=servers)
        with opened as store:
            yield store

    @contextmanager
    def writing(self, path: Path | None = None) -> Iterator[Store]:
        """A store open for writing, with the ontology and the reference data of the project brought into it."""
        from kg.app.reference import load_reference

        with self.store(path, read_only=False) as store:
            load_reference(self, store)
            yield store

    # documents and claims

    def read(self, path: Path | str, published: str | None = None) -> Document:
        """The document in a file (``-``: standard input). Raises ReadError."""
        return self.pipeline.read(path, published)

    def extract(self, document: Document | Piece | Path | str, published: str | None = None) -> Extraction:
        """What a document (or the one in a file) claims; nothing is stored."""
        if isinstance(document, Path | str):
            document = self.read(document, published)
        elif not isinstance(document, Document):
            document = document.document()
        return self.pipeline.extract(document)

    def extractions(
        self,
        documents: Iterable[Document | Piece | Path | str | KgError],
        published: str | None = None,
        *,
        workers: int = 1,
        scheduler: str | None = None,
    ) -> Iterator[Extraction | KgError]:
        """What each document (or file) claims, or the error it failed with, in their order.

        By several processes of this machine, or by all the workers of a Dask scheduler (``tcp://host:8786``).
        """
        if scheduler:
            from kg.app.distributed import extractions as distributed

            return distributed(self, documents, published, scheduler)
        from kg.app.workers import extractions

        return extractions(self, documents, published, workers)

    def pieces(
        self,
        names: Iterable[Path | str],
        published: str | None = None,
        *,
        fields: Mapping[str, str] | None = None,
        rows: bool = False,
        options: inputs.Options | None = None,
    ) -> Iterator[Piece | KgError]:
        """What there is to read under names of files, folders and patterns, and at addresses.

        See :mod:`kg.read.streams` and :mod:`kg.app.inputs`.
        """
        from kg.app.inputs import Options, pieces

        reading = replace(self.reading(), published=published, fields=fields or {}, rows=rows)
        return pieces(self, names, reading, options or Options())

    def reading(self) -> Reading:
        """How the project's settings say that documents are read."""
        from kg.read.streams import Reading
        from kg.read.text import MEGABYTE

        return Reading(self.project.root, self.project.settings.limit * MEGABYTE)

    def ingest(self, document: Document | Path | str, published: str | None = None) -> IngestResult:
        """Put a document and its claims into the store, whole or not at all."""
        extraction = self.extract(document, published)
        with self.writing() as store:
            return store.ingest(extraction)

    def remove(self, document: str, *, preview: bool = False) -> RemovalReport:
        """Take a document out of the store, by its id (or enough of it), its name or its address."""
        with self.store(read_only=preview) as store:
            return store.remove(find_document(store.documents(), document).id, preview=preview)

    # asking

    def query(
        self,
        query: str | Path,
        params: Mapping[str, str] | None = None,
        *,
        as_of: str | None = None,
        page: Page | None = None,
    ) -> Results:
        """Ask the store: a named query (or a page of its rows), a file, or SPARQL itself. Raises QueryError."""
        from kg.query import run

        found = self.find_query(query)
        with self.store() as store:
            if not isinstance(found, str) and "graph:counts" in found.text:
                store.check_counted()
            return run(store, found, params or {}, as_of, page)

    def find_query(self, query: str | Path) -> NamedQuery | str:
        """The query that a user means: by its name, else the file of that name, else SPARQL text as it is."""
        from kg.query import named_queries, read_query

        words = str(query).strip()
        if any(character in words for character in "{}\n "):
            return words
        path = Path(words)
        if path.is_file():
            text = read_text(path)
            return read_query(path) if text.startswith("# title:") else text
        queries = named_queries(self.project)
        if words in queries:
            return queries[words]
        near = get_close_matches(words, queries, 1)
        remedy = f"did you mean {near[0]}?" if near else "kg query --list shows the named ones"
        raise QueryError(f"no query '{words}'", remedy=remedy)

    def named_queries(self) -> Iterator[str]:
        """The named queries for people: name, question, then a parameter a line."""
        from kg.query import named_queries

        for query in named_queries(self.project).values():
            yield f"{query.name}: {query.question}"
            for parameter in query.parameters:
                default = "" if parameter.required else f" (default {parameter.default})"
                yield f"    {parameter.name}: {parameter.meaning}{default}"
            yield from (f"    {example}" for example in query.examples)

    # seeing, checking and carrying away

    def page(self, view: str, name: str | None = None, *, evidence: str | None = None) -> str:
        """A view of the store as one self-contained HTML page.

        Views are ``alliances``, ``disputes``, ``all``, ``index``, and with a ``name`` ``actor`` and ``treaty``.
        """
        from kg.app.pages import page

        with self.store() as store:
            return page(self, store, view, evidence, name)

    def export(self, form: str, *, evidence: str | None = None) -> str:
        """The graph of the store in one of the formats of ``kg export``."""
        with self.store() as store:
            return self.exported(store, form, evidence)

    def exported(self, store: Store, form: str, evidence: str | None = None) -> str:
        """An open store in one of the formats, with the project's base and, by default, its evidence policy."""
        from kg.export import render

        settings = self.project.settings
        return render(store, form, evidence or settings.evidence, settings.base)

    def check(self, files: Sequence[Path | str] = (), published: str | None = None, *, workers: int = 1) -> CheckReport:
        """What there is to object to: in the store and the ontology, or in articles by themselves."""
        from kg.app.checks import check, check_files

        return check_files(self, files, published, workers=workers) if files else check(self)

    def build(self, *args: Any, **options: Any) -> BuildReport:
        """The main job; see :func:`kg.app.build.build`."""
        from kg.app.build import build

        return build(self, *args, **options)

    def documents(self) -> list[Document]:
        """What is in the store, without the texts, sorted by name."""
        with self.store() as store:
            return sorted(store.documents(), key=lambda d: (d.name, d.id))


def open_app(path: Path | str | None = None, store: str | None = None, *, model: Options | None = None) -> App:
    """The application for the project folder that ``path`` (the working folder by default) lies in.

    ``store`` is a folder or the address of a SPARQL server, in place of the project's own; ``model`` names a language
    model that reads documents along with the frames (:mod:`kg.extract.llm`).
    """
    return App(Project.find(path), store, model)


def find_document(documents: Iterable[Document], wanted: str) -> Document:
    """The one document with that id (or beginning of it), name or address; UsageError where none or several are."""
    documents = list(documents)
    for fits in (
        lambda d: wanted in (d.id, d.uri),
        lambda d: wanted.removesuffix(".txt") == d.name,
        lambda d: len(wanted) >= 4 and d.id.startswith(wanted),
    ):
        found = [document for document in documents if fits(document)]
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(sorted(document.id[:12] for document in found))
            raise UsageError(f"{len(found)} documents are called '{wanted}'", remedy=f"give the id: {ids}")
    raise UsageError(f"no document '{wanted}' in the store", remedy="kg status lists them")


def read_text(path: Path) -> str:
    """The text of a query file. Raises QueryError where it cannot be read."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"cannot be read ({error})", where=str(path), remedy="give a text file in UTF-8") from error


def check_date(published: str | None) -> None:
    """UsageError where a date given by the user is none."""
    from kg.read.dates import parse_date

    if published is not None and parse_date(published) is None:
        raise UsageError(f"'{published}' is no date of publication", remedy="write --published YYYY-MM-DD")


def output_names(found: Mapping[str, Document | str | KgError], suffix: str) -> dict[str, str]:
    """The output name of each input, STEM + suffix; UsageError where two files would write the same one.

    Documents that came from addresses or feeds and are called alike get the beginning of their id behind the name.
    """
    names: dict[str, str] = {}
    taken: dict[str, str] = {}
    for label, content in found.items():
        if isinstance(content, KgError):
            continue
        stem = content.name if isinstance(content, Document) else "stdin" if content == "-" else Path(content).stem
        if isinstance(content, Document) and stem + suffix in taken:
            stem += f"-{content.id[:8]}"
        other = taken.setdefault(stem + suffix, label)
        if other != label:
            what = f"{other} and {label} would both be written to {stem + suffix}"
            raise UsageError(what, remedy="rename one, or call twice with another --out")
        names[label] = stem + suffix
    return names
