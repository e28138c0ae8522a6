"""Bring the ontology and the reference data of the project into a store, each as a named graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import pyoxigraph as ox

from kg.app.rules import reference_rules
from kg.app.verbs import App
from kg.core.errors import DataError
from kg.core.rdf_terms import ONTOLOGY_GRAPH, REFERENCE
from kg.reference.quads import ReferenceQuads
from kg.store import Store


def load_reference(app: App, store: Store) -> None:
    """Make the store's two graphs say what the files say now; nothing is read where they are made of these already."""
    rules = reference_rules(app.project)
    if all(store.is_made_of(graph, rules) for graph in (ONTOLOGY_GRAPH, REFERENCE)):
        return
    store.replace_graph(ONTOLOGY_GRAPH, _quads([app.project.data("ontology.ttl")]), rules)
    files = app.project.files("graph/reference", "*.ttl")
    store.replace_graph(REFERENCE, chain(ReferenceQuads(app.reference), _quads(files)), rules)


def _quads(paths: Iterable[Path]) -> Iterator[ox.Quad]:
    for path in paths:
        try:
            yield from ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)
        except (SyntaxError, OSError) as error:
            raise DataError(f"cannot be read ({error})", where=path.name, remedy="correct the file") from error
