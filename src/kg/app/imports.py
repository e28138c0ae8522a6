"""Bring reference rows from a SPARQL endpoint, or from an RDF file, into a project's own tables.

What is asked is data: a query a table under ``graph/imports/DATASET``. In a line ending in ``# NAME`` the value is the
parameter of that name, so that nothing but literals ever comes from the call. Columns are the query's variables; a
table's other columns are filled in from what the project knows (the post of a title, the slug of a body).
"""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kg import __version__
from kg.app.verbs import App
from kg.core.errors import DataError, QueryError, UsageError
from kg.files import write_atomic
from kg.reference import Reference
from kg.reference.rows import TABLES, Membership, Row, TermOfOffice
from kg.reference.tables import cells, columns, read_table

TIMEOUT = 120
"""Seconds that an endpoint may take."""
_ACCEPT = "application/sparql-results+json"
_HEADER = re.compile(r"^# (table|title|parameter): (.+)$", re.MULTILINE)
_DATETIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
Table = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class ImportQuery:
    """A query of a dataset: the table that it fills, and its parameters with their defaults."""

    name: str
    table: str
    title: str
    parameters: Mapping[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What was brought: the file, and how many rows are new, were there before, or could not be used."""

    path: Path
    new: int
    known: int
    unusable: tuple[str, ...]


def import_queries(app: App, dataset: str) -> dict[str, ImportQuery]:
    """The queries of a dataset by name. UsageError where there is no such dataset."""
    found = {path.stem: _read(path) for path in app.project.files(f"graph/imports/{dataset}", "*.rq")}
    if not found:
        raise UsageError(f"no dataset '{dataset}'", remedy="graph/imports has a folder for each")
    return found


def _read(path: Path) -> ImportQuery:
    text = path.read_text("utf-8")
    headers = _HEADER.findall(text)
    values = {key: value for key, value in headers if key != "parameter"}
    parameters = {}
    for value in (value for key, value in headers if key == "parameter"):
        name, _, rest = value.partition(" = ")
        parameters[name] = rest.rpartition(":")[0]
    if values.get("table") not in TABLES:
        raise DataError("names no table", where=path.name, remedy=f"begin with # table: one of {', '.join(TABLES)}")
    return ImportQuery(path.stem, values["table"], values.get("title", ""), parameters, text)


def bring(app: App, query: ImportQuery, source: str, params: Mapping[str, str]) -> ImportReport:
    """Ask an endpoint (http...) or a file and add the rows to the project's own table, whole or not at all.

    Rows that are there already stay as they are. Raises QueryError, UsageError and DataError, and writes nothing then.
    """
    for name in params:
        if name not in query.parameters:
            known = ", ".join(query.parameters) or "none"
            raise UsageError(f"{query.name} has no parameter '{name}'", remedy=f"its parameters are {known}")
    text = _filled(query, params)
    found = _ask(source, text) if source.startswith(("http://", "https://")) else _ask_file(Path(source), text)
    kind = TABLES[query.table]
    rows, unusable = _completed(found, kind, app.reference)
    return _write(app, query.table, kind, rows, unusable)


def _filled(query: ImportQuery, params: Mapping[str, str]) -> str:
    """The query with its parameters: a list of words for VALUES, a day for BIND."""
    lines = []
    for line in query.text.splitlines():
        name = line.rpartition("# ")[2] if "# " in line and not line.startswith("#") else ""
        if name in params:
            words = [w for w in re.split(r"[,\s]+", params[name]) if w]
            if not words or not all(re.fullmatch(r"[\w.&-]+", w) for w in words):
                raise UsageError(f"'{params[name]}' is no value for {name}", remedy="give words divided by commas")
            if "{" in line:
                line = re.sub(r"\{.*\}", "{ " + " ".join(f'"{w}"' for w in words) + " }", line)
            else:
                line = re.sub(r'"[^"]*"', f'"{words[0]}"', line, count=1)
        lines.append(line)
    return "\n".join(lines) + "\n"


def _ask(address: str, query: str) -> Table:
    """The answer of a SPARQL 1.1 endpoint."""
    data = urllib.parse.urlencode({"query": query}).encode()
    headers = {"Accept": _ACCEPT, "User-Agent": f"kg/{__version__}"}
    request = urllib.request.Request(address, data=data, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            bindings = json.loads(answer.read())["results"]["bindings"]
    except urllib.error.HTTPError as error:
        first = error.read(300).decode("utf-8", "replace").splitlines()
        what = f"answered {error.code} ({first[0] if first else error.reason})"
        raise QueryError(what, where=address, remedy="see the endpoint's own documentation") from error
    except (OSError, urllib.error.URLError) as error:
        raise QueryError(f"cannot be reached ({error})", where=address, remedy="check the address") from error
    except (ValueError, KeyError, TypeError) as error:
        raise QueryError("gave no SPARQL results in JSON", where=address, remedy="name a SPARQL endpoint") from error
    return [{name: cell["value"] for name, cell in row.items()} for row in bindings]


def _ask_file(path: Path, query: str) -> Table:
    """The answer of an RDF file (.ttl, .nt, .nq, .trig, .rdf, .jsonld)."""
    import pyoxigraph as ox

    form = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
    if form is None:
        raise UsageError(f"{path.name} is no RDF file", remedy="give an endpoint, or a .ttl, .nt or .rdf file")
    store = ox.Store()
    try:
        store.bulk_load(path=str(path), format=form)
    except (SyntaxError, OSError) as error:
        raise DataError(f"cannot be read ({error})", where=path.name, remedy="correct the file") from error
    solutions = store.query(query, use_default_graph_as_union=True)
    if not isinstance(solutions, ox.QuerySolutions):
        raise DataError("does not ask for rows", where="graph/imports", remedy="write a SELECT query")
    names = [variable.value for variable in solutions.variables]
    return [{name: str(row[name].value) for name in names if row[name] is not None} for row in solutions]


def _completed(found: Iterable[Mapping[str, str]], kind: type[Row], reference: Reference) -> tuple[Table, list[str]]:
    """Rows with every column, dates in EDTF, and what could not be used, with why."""
    today = datetime.now(UTC).date().isoformat()
    rows, unusable = [], []
    for told in found:
        row = {name: _date(value) if name in _DATES else " ".join(value.split()) for name, value in told.items()}
        row["retrieved"] = today
        if row.get("to", "") and row.get("from", "") > row["to"]:
            unusable.append(f"{_words(row)}: ends before it begins")
            continue
        if kind is TermOfOffice:
            post = reference.post(row.get("title", ""), row.get("of", ""))
            row["post"] = post or "other"
        if kind is Membership:
            slug = reference.body(row.get("organization", ""))
            if slug is None:
                unusable.append(f"{_words(row)}: no body of that name is known")
                continue
            row |= {"organization": slug, "role": "member"}
        rows.append(row)
    return rows, unusable


_DATES = {"from", "to", "born", "died", "date", "founded", "ended"}


def _date(value: str) -> str:
    """``2016-07-01`` of an xsd:dateTime; the first of January at midnight is how a bare year is written: the year."""
    match = _DATETIME.fullmatch(value)
    if not match:
        return ""
    year, month, day = match.groups()
    return year if (month, day) == ("01", "01") else f"{year}-{month}-{day}"


def _words(row: Mapping[str, str]) -> str:
    return " ".join(value for name, value in row.items() if name not in ("source", "retrieved", "aliases"))


def _write(
    app: App, name: str, kind: type[Row], rows: Sequence[Mapping[str, str]], unusable: Sequence[str]
) -> ImportReport:
    path = app.project.root / "graph" / "reference" / name
    header = [c for c in columns(kind) if c not in ("source", "retrieved")] + ["source", "retrieved"]
    old = read_table([path], kind) if path.is_file() else []
    known = {_content(row) for row in [*old, *app.reference.rows(kind)]}
    lines = path.read_text("utf-8").rstrip("\n").split("\n") if old else ["\t".join(header)]
    top = lines[next(n for n, line in enumerate(lines) if line and not line.startswith("#"))].split("\t")
    new = 0
    for row in rows:
        if tuple(row.get(c, "") for c in columns(kind) if c not in _UNTOLD) not in known:
            lines.append("\t".join(row.get(column, "").replace("\t", " ") for column in top))
            new += 1
    if new:
        write_atomic(path, "\n".join(lines) + "\n")
    return ImportReport(path, new, len(rows) - new, tuple(unusable))


_UNTOLD = {"source", "retrieved", "aliases", "post", "acting", "role"}


def _content(row: Row) -> tuple[str, ...]:
    return tuple(str(value) for column, value in cells(row).items() if column not in _UNTOLD)
