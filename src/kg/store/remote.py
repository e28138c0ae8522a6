"""A store on a SPARQL 1.1 server: Query and Update, and the Graph Store Protocol where the server has it.

Servers differ in what a query without GRAPH sees. Where that is a default graph of its own, the accepted view is there.
Where it is all graphs together (GraphDB, Neptune, Virtuoso), the view is the named graph ``graph/accepted``, and
queries are told so. Which of the two a store does is found out once, by a trial, and noted in its book-keeping.

A change that is too large for one request is several; before the first, the documents that it is about are noted as
unfinished, and after the last that note is taken away (see :meth:`kg.store.store.Store.on`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pyoxigraph as ox
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, Triple

from kg.core.errors import QueryError, StoreError
from kg.core.model import ID_BASE
from kg.core.rdf_terms import DEFAULT, EDTF, Term, document_graph, order, thing
from kg.store.addresses import Addresses
from kg.store.engine import Answers, Delta, Graph, Pattern, taken
from kg.store.entries import INDEX, UNFINISHED, VIEW_IN
from kg.store.http import Http, shown
from kg.store.sparql import data_text, drop_text, form_of, in_view, paged, patterns_text, with_prefixes

VIEW = thing("graph/accepted")
"""The graph of the accepted view, on servers where the default graph is all graphs together."""
_TRIAL = thing("graph/trial")
_JSON, _TRIPLES = "application/sparql-results+json", "application/n-triples"
_BOOLEAN = "http://www.w3.org/2001/XMLSchema#boolean"
_AT_ONCE, _AT_ONCE_VIRTUOSO = 5_000, 500
"""Quads of one request."""
_PATTERNS = 40
"""Patterns of one request."""
_PAGE = 10_000
"""Rows of one answer. Virtuoso gives no more, and does not fail where there are more."""


class Remote:
    """An open connection. One writer at a time is up to its users: SPARQL has no lock."""

    def __init__(self, addresses: Addresses, http: Http) -> None:
        self._addresses, self._http = addresses, http
        self._virtuoso = False
        self._view: NamedNode | None = None

    @classmethod
    def open(
        cls, address: str, read_only: bool = False, *, update: str = "", graphs: str = "", http: Http | None = None
    ) -> Remote:
        """Find out what the server is, and whether there is a store on it; make one unless ``read_only``.

        Raises StoreError where the server does not answer, where there is no store to read, or where the default graph
        that a new one would take holds the data of somebody else.
        """
        remote = cls(Addresses.of(address, update, graphs), http or Http())
        try:
            remote._greet()
            remote._find_view(read_only)
        except BaseException:
            remote.close()
            raise
        return remote

    @property
    def where(self) -> str:
        return shown(self._addresses.query)

    @property
    def atomic(self) -> bool:
        return False

    def close(self) -> None:
        self._http.close()

    # --- reading ---

    def match(self, pattern: Pattern) -> Iterator[Quad]:
        yield from self.match_all([pattern])[0]

    def match_all(self, patterns: Sequence[Pattern]) -> list[list[Quad]]:
        return list(self.match_each(patterns))

    def match_each(self, patterns: Sequence[Pattern]) -> Iterator[list[Quad]]:
        for start in range(0, len(patterns), _PATTERNS):
            some = patterns[start : start + _PATTERNS]
            found: list[list[Quad]] = [[] for _ in some]
            for row in self._rows(patterns_text(some, self._view)):
                number = int(_text(row["i"]))
                found[number].append(self._quad(some[number], row))
            yield from (list(taken(quads, pattern)) for quads, pattern in zip(found, some, strict=True))

    def graph(self, graph: Graph) -> Iterator[Quad]:
        if self._addresses.graphs is None or self._virtuoso:  # Virtuoso cuts graphs, too, without a word
            yield from self.match(Pattern(graph=graph))
            return
        name = self._named(graph)
        params = {"default": ""} if name == DEFAULT else {"graph": name.value}  # type: ignore[union-attr]
        response = self._http.send(
            "GET", self._addresses.graphs, params=params, headers={"accept": _TRIPLES}, missing=True
        )
        if response.status_code != 404:
            for quad in self._parsed(response):
                yield Quad(quad.subject, quad.predicate, quad.object, graph)

    def graphs(self, start: str) -> list[str]:
        start = start or ID_BASE
        rows = self._rows(
            f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), {Literal(start)})) }}"
        )
        return sorted({_text(row["g"]) for row in rows} - {VIEW.value})

    def query(self, sparql: str, prefixes: Mapping[str, str] | None = None) -> Answers:
        form = form_of(sparql)
        text = with_prefixes(sparql, prefixes)
        if self._view:
            text = in_view(text, self._view)
        triples = form in ("CONSTRUCT", "DESCRIBE")
        response = self._ask(text, _TRIPLES if triples else _JSON)
        if "x-sparql-maxrows" in response.headers and not triples:
            rows = response.headers["x-sparql-maxrows"]
            remedy = "add LIMIT to the query, or raise ResultSetMaxRows of the server"
            raise StoreError(f"the server has cut the answer at {rows} rows", where=self.where, remedy=remedy)
        if triples:
            return [quad.triple for quad in self._parsed(response)]
        return self._results(response)

    # --- changing ---

    def apply(self, delta: Delta) -> None:
        if not delta:
            return
        requests = list(self._requests(delta))
        if len(requests) == 1 and not self._virtuoso:
            self._update(requests[0])
            return
        marks = [Quad(INDEX, UNFINISHED, document_graph(id_), INDEX) for id_ in sorted(delta.documents)]
        marks = marks or [Quad(INDEX, UNFINISHED, _TRIAL, INDEX)]
        self._update(f"INSERT DATA {{ {data_text(marks)} }}")
        for request in requests:
            self._update(request)
        self._update(f"DELETE DATA {{ {data_text(marks)} }}")

    def settle(self) -> None:
        """Nothing is held here."""

    def load(self, path: Path) -> None:
        try:
            quads = ox.parse(path=str(path), format=ox.RdfFormat.N_QUADS)
            for some in _batches(quads, self._at_once):
                for graph, members in groupby(some, key=lambda quad: quad.graph_name):
                    if isinstance(graph, NamedNode | DefaultGraph):
                        self._add(graph, list(members))
        except (SyntaxError, OSError) as error:
            raise StoreError(f"is no N-Quads file ({error})", where=path.name, remedy="give another") from error

    def dump(self, path: Path) -> None:
        with path.open("w", encoding="utf-8") as out:
            graphs: list[Graph] = [DEFAULT, *map(NamedNode, self.graphs(""))]
            for graph in graphs:
                out.writelines(f"{quad} .\n" for quad in self.graph(graph))

    # --- helpers ---

    @property
    def _at_once(self) -> int:
        return _AT_ONCE_VIRTUOSO if self._virtuoso else _AT_ONCE

    def _requests(self, delta: Delta) -> Iterator[str]:
        """The change as updates: one, if it is small; what goes before what comes."""
        parts = [drop_text(self._named(graph)) for graph in sorted(delta.drop, key=str)]
        room = self._at_once
        gone = {quad for quad in delta.delete if self._virtuoso and _is_dated(quad)}
        for keyword, quads in (
            ("DELETE DATA", gone),  # Virtuoso passes over these where they stand among others
            ("DELETE DATA", delta.delete - gone),
            ("INSERT DATA", delta.insert),
        ):
            waiting = sorted(map(self._placed, quads), key=order)
            while waiting:
                some, waiting = waiting[:room], waiting[room:]
                parts.append(f"{keyword} {{ {data_text(some)} }}")
                room -= len(some)
                if room == 0 or self._virtuoso:
                    yield from parts if self._virtuoso else (" ;\n".join(parts),)
                    parts, room = [], self._at_once
        if parts:
            yield from parts if self._virtuoso else (" ;\n".join(parts),)

    def _add(self, graph: Graph, quads: Sequence[Quad]) -> None:
        """Add quads of one graph: by the Graph Store Protocol where there are many, and it is there."""
        name = self._named(graph)
        if self._addresses.graphs is None or len(quads) < 100:
            self._update(f"INSERT DATA {{ {data_text(map(self._placed, quads))} }}")
            return
        lines = "".join(f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in quads)
        params = {"default": ""} if name == DEFAULT else {"graph": name.value}  # type: ignore[union-attr]
        self._http.send(
            "POST", self._addresses.graphs, params=params, content=lines.encode(), headers={"content-type": _TRIPLES}
        )

    def _named(self, graph: Graph) -> Graph:
        return self._view if graph == DEFAULT and self._view else graph

    def _placed(self, quad: Quad) -> Quad:
        if quad.graph_name != DEFAULT or not self._view:
            return quad
        return Quad(quad.subject, quad.predicate, quad.object, self._view)

    def _quad(self, pattern: Pattern, row: Mapping[str, Any]) -> Quad:
        graph = pattern.graph if pattern.graph is not None else row["g"]
        subject, predicate = pattern.subject or row["s"], pattern.predicate or row["p"]
        return Quad(subject, predicate, pattern.object or row["o"], DEFAULT if graph == self._view else graph)

    def _rows(self, sparql: str) -> Iterator[Mapping[str, Term]]:
        """The rows of a SELECT, page by page where there are many."""
        response = self._ask(f"{sparql} LIMIT {_PAGE}", _JSON)
        page = min(_PAGE, int(response.headers.get("x-sparql-maxrows", _PAGE)))
        rows = list(self._solutions(response))
        if len(rows) < page:
            yield from rows
            return
        start = 0
        while True:
            rows = list(self._solutions(self._ask(paged(sparql, start, page), _JSON)))
            yield from rows
            if len(rows) < page:
                return
            start += page

    def _solutions(self, response: httpx.Response) -> Iterator[Mapping[str, Term]]:
        results = self._results(response)
        if not isinstance(results, QuerySolutions):
            raise self._odd("no table")
        names = [variable.value for variable in results.variables]
        for solution in results:
            yield {name: value for name, value in zip(names, solution, strict=True) if value is not None}

    def _results(self, response: httpx.Response) -> QuerySolutions | QueryBoolean:
        content = _repaired(response.content) if self._virtuoso else response.content
        try:
            return ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise self._odd(str(error)) from error

    def _parsed(self, response: httpx.Response) -> Iterator[Quad]:
        try:
            yield from ox.parse(response.content, format=ox.RdfFormat.N_TRIPLES)
        except SyntaxError as error:
            raise self._odd(str(error)) from error

    def _odd(self, what: str) -> StoreError:
        remedy = "check that this is the address of a SPARQL 1.1 endpoint"
        return StoreError(f"the server's answer cannot be read ({what})", where=self.where, remedy=remedy)

    def _ask(self, sparql: str, accept: str) -> httpx.Response:
        body = urlencode({"query": sparql}).encode()
        headers = {"content-type": "application/x-www-form-urlencoded", "accept": accept}
        return self._http.send("POST", self._addresses.query, content=body, headers=headers)

    def _update(self, text: str) -> None:
        headers = {"content-type": "application/sparql-update"}
        try:
            self._http.send("POST", self._addresses.update, content=text.encode(), headers=headers)
        except QueryError as error:  # ours is well formed
            raise StoreError(f"the server refuses a change ({error.what})", where=self.where) from error

    def _says(self, sparql: str) -> bool:
        answer = self._results(self._ask(sparql, _JSON))
        if not isinstance(answer, QueryBoolean):
            raise self._odd("no yes or no")
        return bool(answer)

    def _greet(self) -> None:
        response = self._ask("ASK { }", _JSON)
        if response.headers.get("server", "").startswith("Virtuoso"):
            self._virtuoso = True
            self._addresses = self._addresses.of_virtuoso()
        if not isinstance(self._results(response), QueryBoolean):
            raise self._odd("no yes or no")

    def _find_view(self, read_only: bool) -> None:
        noted = [quad.object for quad in self.match(Pattern(INDEX, VIEW_IN, None, INDEX))]
        if noted:
            self._view = VIEW if VIEW in noted else None
            return
        if read_only:
            remedy = "run `kg build` or `kg ingest` with this store first"
            raise StoreError("there is no store here", where=self.where, remedy=remedy)
        trial = data_text([Quad(_TRIAL, VIEW_IN, _TRIAL, _TRIAL)])
        self._update(f"INSERT DATA {{ {trial} }}")
        together = self._says(f"ASK {{ {_TRIAL} {VIEW_IN} {_TRIAL} }}")
        self._update(f"DELETE DATA {{ {trial} }}")
        if not together and self._says("ASK { ?s ?p ?o }"):
            remedy = "name an empty data set"
            raise StoreError("its default graph holds data that kg did not put there", where=self.where, remedy=remedy)
        self._view = VIEW if together else None
        note = Quad(INDEX, VIEW_IN, VIEW if together else INDEX, INDEX)
        self._update(f"INSERT DATA {{ {data_text([note])} }}")


def _text(term: Term) -> str:
    return "" if isinstance(term, Triple) else term.value


def _is_dated(quad: Quad) -> bool:
    return isinstance(quad.object, Literal) and quad.object.datatype == EDTF


def _repaired(content: bytes) -> bytes:
    """An answer of Virtuoso 7 in the form of the standard: it gives a table for yes or no, and a type of its own."""
    answer = json.loads(content)
    bindings = answer.get("results", {}).get("bindings", [])
    if answer.get("head", {}).get("vars") == ["__ASK_RETVAL"]:
        yes = any(row["__ASK_RETVAL"]["value"] == "1" for row in bindings)
        return json.dumps({"head": {}, "boolean": yes}).encode()
    for row in bindings:
        for value in row.values():
            if value["type"] == "typed-literal":
                value["type"] = "literal"
                if value["datatype"] == _BOOLEAN:
                    value["value"] = {"1": "true", "0": "false"}.get(value["value"], value["value"])
    return json.dumps(answer).encode()


def _batches(quads: Iterable[Quad], size: int) -> Iterator[list[Quad]]:
    some: list[Quad] = []
    for quad in quads:
        some.append(quad)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some
