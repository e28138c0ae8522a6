"""What a query worker does: SPARQL of the client's, the named queries, and the service description."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from pyoxigraph import NamedNode

from kg.config import Project
from kg.core.errors import QueryError, StoreError
from kg.core.model import ID_BASE
from kg.core.rdf_terms import PREFIXES
from kg.query import NamedQuery, bind, read_query, unsorted
from kg.query.guard import question
from kg.serve import answers
from kg.serve.replies import Made, NotFoundError, cut_headers, wanted
from kg.store import Store
from kg.store.oxigraph import Oxigraph

_FORMATS = "http://www.w3.org/ns/formats/"
_DESCRIBED = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle",
              "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads")  # fmt: skip


class QueryTasks:
    """The tasks of one query worker; what it reads is opened by :meth:`open`."""

    def __init__(self, project: Path, evidence: str, rows: int, size: int) -> None:
        self.project = Project.find(project)
        self.base = self.project.settings.base
        self.prefixes = {name: rebased(iri, self.base) for name, iri in PREFIXES.items()}
        self.limits = answers.Limits(rows, size)
        self._path = ""
        self._database: ox.Store | None = None
        self._whole: ox.Store | None = None

    def open(self, snapshot: str) -> None:
        """Read this snapshot from now on."""
        if snapshot == self._path:
            return
        self._database = self._whole = None
        folder = Path(snapshot)
        self._whole = ox.Store.read_only(str(folder / "store" / "db"))
        served = folder / "served"
        self._database = ox.Store.read_only(str(served / "db")) if served.is_dir() else self._whole
        self._path = snapshot

    @property
    def database(self) -> ox.Store:
        assert self._database is not None
        return self._database

    def run(self, task: Mapping[str, Any]) -> Made:
        """Do a task, by its name."""
        if task["task"] == "describe":
            return self.description(task.get("accept"), task["address"])
        if task["task"] == "named":
            return self.named(task["name"], task["parameters"], task.get("accept"))
        return self.sparql(task["query"], task["default"], task["named"], task.get("accept"))

    def sparql(
        self, text: str, default: Sequence[str], named: Sequence[str], accept: str | None, title: str = "Answer"
    ) -> Made:
        """Answer a query on the dataset that the protocol names, else on that which the query names."""
        asked = question(text, self.prefixes)
        for graph in (*asked.default_graphs, *asked.named_graphs, *default, *named):
            self._check_graph(graph)
        dataset: dict[str, Any] = {}
        if default or named:
            dataset = {"default_graph": _nodes(default), "named_graphs": _nodes(named)}
        try:
            return self._answer(text, asked.form, dataset, accept, title)
        except SyntaxError as error:
            raise QueryError(f"the query is malformed: {error}", remedy="correct it") from error
        except (RuntimeError, ValueError) as error:
            raise QueryError(f"the query cannot be answered: {error}", remedy="correct it") from error
        except OSError as error:
            raise StoreError("the store cannot be read", remedy="try again") from error

    def _answer(self, text: str, form: str, dataset: Mapping[str, Any], accept: str | None, title: str) -> Made:
        offer = wanted(accept, answers.ROWS if form in ("SELECT", "ASK") else answers.GRAPHS)
        found = self.database.query(text, prefixes=self.prefixes, **dataset)
        if offer.name == "html":
            from kg.serve.tables import page

            return page(title, text, found, self.limits, self.prefixes, self.base)
        cut = ""
        if isinstance(found, ox.QueryBoolean):
            body = answers.ask(bool(found), offer.name)
        elif isinstance(found, ox.QueryTriples):
            triples, cut = answers.triples(found, self.limits)
            body = answers.graph(triples, offer.name, self.prefixes)
        else:
            body, cut = answers.select(found, offer.name, self.limits)
        return Made(body, offer.header, headers=cut_headers(cut))

    def named(self, name: str, parameters: Mapping[str, str], accept: str | None) -> Made:
        """Answer a named query with a user's words as its parameters."""
        query = self._named_query(name)
        if "graph:counts" in query.text:
            assert self._whole is not None
            Store.on(Oxigraph(self._whole, "the store"), read_only=True).check_counted()
        values = bind(query.parameters, parameters, self, name)
        text = rebased(query.bound(values), self.base)
        first = unsorted(text, self.limits.rows + 1)
        if first:
            rows: Any = self.database.query(first, prefixes=self.prefixes)
            if sum(1 for _ in rows) > self.limits.rows:
                text = first  # to sort all of them only to cut them off would take long
        return self.sparql(text, (), (), accept, query.question)

    def query(self, sparql: str, prefixes: Mapping[str, str] | None = None) -> Any:
        """For :func:`kg.query.bind`, which looks names up, with the program's own ids."""
        assert self._whole is not None
        return self._whole.query(sparql, prefixes=dict(prefixes) if prefixes else None)

    def _named_query(self, name: str) -> NamedQuery:
        for path in self.project.files("graph/queries", "*.rq"):
            if path.stem == name:
                return read_query(path)
        raise NotFoundError(f"there is no query '{name[:60]}'", remedy="/queries lists them")

    def description(self, accept: str | None, address: str) -> Made:
        """The service description (SPARQL 1.1 Service Description), with the graphs that there are."""
        offer = wanted(accept, [offer for offer in answers.GRAPHS if offer.name != "html"])
        formats = " , ".join(f"<{_FORMATS}{name}>" for name in _DESCRIBED)
        names = [graph for graph in self.database.named_graphs() if isinstance(graph, NamedNode)]
        shown = sorted(str(graph) for graph in names)[: self.limits.rows]
        graphs = " , ".join(f"[ a sd:NamedGraph ; sd:name {graph} ]" for graph in shown)
        turtle = f"""
            @prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
            @prefix void: <http://rdfs.org/ns/void#> .
            [] a sd:Service ;
              sd:endpoint {NamedNode(address)} ;
              sd:supportedLanguage sd:SPARQL11Query ;
              sd:resultFormat {formats} ;
              sd:defaultDataset [ a sd:Dataset ;
                sd:defaultGraph [ a sd:Graph, void:Dataset ]
                {f"; sd:namedGraph {graphs}" if graphs else ""} ] .
        """
        triples = [q.triple for q in ox.parse(turtle, format=ox.RdfFormat.TURTLE)]
        prefixes = {"sd": "http://www.w3.org/ns/sparql-service-description#", "void": "http://rdfs.org/ns/void#"}
        return Made(answers.graph(triples, offer.name, prefixes), offer.header)

    def _check_graph(self, graph: str) -> None:
        try:
            there = self.database.contains_named_graph(NamedNode(graph))
        except ValueError:
            there = False
        if not there:
            shown = graph if len(graph) <= 100 else graph[:99] + "…"
            raise QueryError(f"there is no graph <{shown}> in the store", remedy="name one that there is, or none")


def rebased(text: str, base: str) -> str:
    """A text with the ids of things under the project's own base."""
    return text if base == ID_BASE else text.replace(ID_BASE, base)


def _nodes(graphs: Sequence[str]) -> list[NamedNode]:
    return [NamedNode(graph) for graph in graphs]
