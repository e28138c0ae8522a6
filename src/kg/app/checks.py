"""Check a store against the shapes, and the ontology against its quality rules."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.app.verbs import App
from kg.core.errors import DataError
from kg.core.model import ID_BASE, ONTOLOGY

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kg.store import Store

_DOC = f"{ID_BASE}doc/"


@dataclass(frozen=True, slots=True, order=True)
class Flag:
    """Something that a check objects to: where (a document or data file), what, and by which rule."""

    where: str
    what: str
    rule: str


@dataclass(slots=True)
class CheckReport:
    """What was checked, and what was found, sorted."""

    checked: int = 0
    """Documents."""
    flags: list[Flag] = field(default_factory=list)


def check(app: App) -> CheckReport:
    """Check the project's store and ontology."""
    with app.store() as store:
        return CheckReport(len(store.documents()), check_store(app, store))


def check_store(app: App, store: Store, checked: Set[str] = frozenset()) -> list[Flag]:
    """What the shapes find in each document of a store, and the quality rules in the ontology; sorted.

    ``checked`` are the ids of documents that need no check, because they have just passed it to be stored.
    """
    return sorted([*_shapes(app, store, checked), *_ontology(app)])


def _shapes(app: App, store: Store, checked: Set[str]) -> Iterator[Flag]:
    from kg.check import shape_checker

    checker = shape_checker(app.project)
    graphs: dict[str, list[Quad]] = defaultdict(list)
    for quad in store.quads():
        graphs[getattr(quad.graph_name, "value", "")].append(quad)
    names = {_DOC + d.id: d.name for d in store.documents() if d.id not in checked}
    for graph, name in names.items():
        for violation in checker(graphs[graph]):
            yield Flag(name, str(violation), "shape")


def _ontology(app: App) -> Iterator[Flag]:
    """The rows of the rules in ``graph/quality``: SPARQL queries that give a term and a detail."""
    import pyoxigraph as ox

    store = ox.Store()
    for name in ("ontology.ttl", "graph/alignments.ttl"):
        path = app.project.data(name)
        try:
            store.load(path=str(path), format=ox.RdfFormat.TURTLE)
        except (SyntaxError, OSError) as error:
            raise DataError(f"cannot be read ({error})", where=name, remedy="correct the file") from error
    for path in app.project.files("graph/quality", "*.rq"):
        rule = path.read_text("utf-8")
        title = re.search(r"^# title: (.+)$", rule, re.MULTILINE)
        try:
            rows = [[str(getattr(value, "value", value)) for value in row] for row in store.query(rule)]  # type: ignore[union-attr]
        except SyntaxError as error:
            raise DataError(f"is malformed ({error})", where=path.name, remedy="correct the query") from error
        for row in rows:
            term, detail = (*row, "")[:2]
            what = f"{term.replace(ONTOLOGY, 'kg:')}: {title[1] if title else path.stem} ({detail})"
            yield Flag("ontology.ttl", what, path.stem)
