"""SPARQL as text: a change as an update, a pattern as a query, and a query that finds the view in a named graph."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pyoxigraph import NamedNode, Quad

from kg.core.errors import QueryError
from kg.core.rdf_terms import DEFAULT, order
from kg.store.engine import Delta, Graph, Pattern

TOKEN = re.compile(
    r'''(?P<string>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!''))*\'\'\'|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')'''
    r"""|(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)"""
    r"""|(?P<comment>\#[^\n\r]*)"""
    r"""|(?P<word>[A-Za-z_]\w*(?![\w:-]))"""
    r"""|(?P<prefixed>[?$@]\w+|[\w.%-]*:[\w.%:-]*)"""
    r"""|(?P<sign>.)""",
    re.DOTALL | re.VERBOSE,
)


def update_text(delta: Delta) -> str:
    """One SPARQL Update request for a whole change."""
    parts = [drop_text(graph) for graph in sorted(delta.drop, key=str)]
    parts += [f"DELETE DATA {{ {data_text(delta.delete)} }}"] if delta.delete else []
    parts += [f"INSERT DATA {{ {data_text(delta.insert)} }}"] if delta.insert else []
    return " ;\n".join(parts)


def drop_text(graph: Graph) -> str:
    return "CLEAR SILENT DEFAULT" if graph == DEFAULT else f"DROP SILENT GRAPH {graph}"


def data_text(quads: Iterable[Quad]) -> str:
    """Quads as the body of ``INSERT DATA`` or ``DELETE DATA``. Terms are written as in N-Quads, escaped."""
    graphs: dict[str, list[str]] = defaultdict(list)
    for quad in sorted(quads, key=order):
        name = "" if quad.graph_name == DEFAULT else str(quad.graph_name)
        graphs[name].append(f"{quad.subject} {quad.predicate} {quad.object} .")
    bodies = {name: "\n".join(lines) for name, lines in graphs.items()}
    return "\n".join(f"GRAPH {name} {{ {body} }}" if name else body for name, body in bodies.items())


def pattern_text(pattern: Pattern, number: int, view: NamedNode | None) -> str:
    """A pattern as a group whose answers bind ``?i`` to its number, and its open places to ``?s ?p ?o ?g``.

    ``view`` is the named graph that stands for the default graph, where the server needs one.
    """
    graph = view if view and pattern.graph == DEFAULT else pattern.graph
    triple = f"{pattern.subject or '?s'} {pattern.predicate or '?p'} {pattern.object or '?o'}"
    if graph is None:
        inside = f"GRAPH ?g {{ {triple} }}"
    else:
        inside = triple if graph == DEFAULT else f"GRAPH {graph} {{ {triple} }}"
    limit = f" LIMIT {pattern.limit}" if pattern.limit is not None else ""
    names = [name for name in ("?s", "?p", "?o", "?g") if name in re.findall(r"\?[spog]\b", inside.split('"')[0])]
    return f"{{ SELECT ({number} AS ?i) {' '.join(names)} WHERE {{ {inside} }}{limit} }}"


def patterns_text(patterns: Sequence[Pattern], view: NamedNode | None) -> str:
    """One query for several patterns."""
    groups = "\nUNION ".join(pattern_text(pattern, n, view) for n, pattern in enumerate(patterns))
    return f"SELECT ?i ?s ?p ?o ?g WHERE {{ {groups} }}"


def paged(select: str, start: int, size: int) -> str:
    """One page of the rows of a SELECT, in an order that is the same for each page.

    The order is inside, since Virtuoso refuses to sort more than its page; see its documentation of LIMIT and OFFSET.
    """
    names = re.findall(r"\?\w+", select[: select.index("WHERE")])
    return f"SELECT {' '.join(names)} WHERE {{ {{ {select} ORDER BY {' '.join(names)} }} }} OFFSET {start} LIMIT {size}"


def form_of(sparql: str) -> str:
    """``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``. Raises QueryError where it is none of these."""
    for kind, text, _ in _tokens(sparql):
        if kind == "word" and text in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"):
            return text
    raise QueryError("the query is malformed: it is no SELECT, ASK, CONSTRUCT or DESCRIBE", remedy="correct it")


def with_prefixes(sparql: str, prefixes: Mapping[str, str] | None) -> str:
    """A query that declares those of the prefixes that it uses, before its first line."""
    used = {t.group().partition(":")[0] for t in TOKEN.finditer(sparql) if t.lastgroup == "prefixed" and ":" in t[0]}
    lines = "".join(f"PREFIX {name}: <{iri}> " for name, iri in (prefixes or {}).items() if name in used)
    return lines + sparql


def in_view(sparql: str, view: NamedNode) -> str:
    """A query whose patterns outside of GRAPH are looked for in the graph ``view``.

    The group after WHERE is put into ``GRAPH view { ... }``; what is in a GRAPH of its own inside it is looked for
    there (SPARQL 1.1, section 18.6: the active graph is that of the innermost).
    """
    start = _where(sparql)
    if start is None:
        return sparql
    end = _closing(sparql, start)
    return f"{sparql[: start + 1]} GRAPH {view} {{{sparql[start + 1 : end]}\n}} {sparql[end:]}"


def _tokens(sparql: str, start: int = 0) -> Iterator[tuple[str, str, int]]:
    for token in TOKEN.finditer(sparql, start):
        if token.lastgroup in ("word", "sign") and not token.group().isspace():
            yield str(token.lastgroup), token.group().upper(), token.start()


def _where(sparql: str) -> int | None:
    """Where the brace stands that opens the pattern of the query."""
    depth, form, template = 0, "", False
    for kind, text, at in _tokens(sparql):
        if kind == "word" and depth == 0:
            if not form and text in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"):
                form, template = text, text == "CONSTRUCT"
            elif text == "WHERE":
                if template:
                    what = "the short form CONSTRUCT WHERE does not work on this server"
                    raise QueryError(what, remedy="write CONSTRUCT { ... } WHERE { ... }")
                return _next_brace(sparql, at)
        elif text == "{":
            if depth == 0 and not template:
                return at
            depth, template = depth + 1, False
        elif text in "}()":
            depth += {"}": -1, "(": 1, ")": -1}[text]
    return None


def _next_brace(sparql: str, start: int) -> int | None:
    return next((at for _, text, at in _tokens(sparql, start) if text == "{"), None)


def _closing(sparql: str, start: int) -> int:
    depth = 0
    for _, text, at in _tokens(sparql, start):
        depth += {"{": 1, "}": -1}.get(text, 0)
        if depth == 0:
            return at
    raise QueryError("the query is malformed: a brace is not closed", remedy="correct it")
