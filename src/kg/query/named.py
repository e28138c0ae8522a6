"""Named queries: SPARQL files with a header that says what they answer and what they must be told.

::

    # title: Treaties that bind two states
    # question: Which treaties bind X and Y, and in what state is each as of a date?
    # parameter: x state: the one state
    # parameter: asOf date = 9999-12-31: the day to look from
    # example: kg query treaties-between --param x=JP --param y=PH --as-of 2026-03-01

A file is valid SPARQL as it is, with example values. Where it has a line ``VALUES ?x { state:JP } # param``, the
values are replaced by what the user gave, as RDF terms: what a user writes never becomes SPARQL text. A line
``VALUES ?digits { "2" "20" "202" "2026" } # digits of asOf`` gets the beginnings of the year of a date, from the first of
its digits to all four: how a span of time that the day lies in is looked up (:mod:`kg.store.standing`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal

from kg.config import Project
from kg.core.errors import DataError
from kg.query.parameters import TYPES, Parameter

_HEADER = re.compile(r"#\s*(title|question|parameters?|example|note):\s*(.*)")
_PARAMETER = re.compile(r"(\w+)\s+(\w+)\s*(?:=\s*(.*?))?:\s+(.+)")
_ONLY = re.compile(r"^.*[ \t]# (unless|with) ([\w ]+?)[ \t]*\n", re.MULTILINE)
_PLACE = re.compile(r"VALUES \?(\w+) \{[^{}]*\}(?=[ \t]*# param[ \t]*$)", re.MULTILINE)
_DIGITS = re.compile(r"VALUES \?(\w+) \{[^{}]*\}(?=[ \t]*# digits of (\w+)[ \t]*$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """One question with a name: the name of its file."""

    name: str
    title: str
    question: str
    text: str
    parameters: tuple[Parameter, ...] = ()
    examples: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @classmethod
    def parse(cls, name: str, text: str) -> NamedQuery:
        """Read a query file. Raises DataError where the header does not fit the query."""
        header: dict[str, list[str]] = {}
        for line in text.splitlines():
            if not line.startswith("#"):
                break
            if match := _HEADER.fullmatch(line.rstrip()):
                header.setdefault(match[1], []).append(match[2])
        where = f"{name}.rq"
        parameters = tuple(_parameter(line, where) for line in header.get("parameter", ()))
        for key in ("title", "question", "example"):
            if key not in header:
                raise DataError(f"its header has no line '# {key}: ...'", where=where, remedy="add one")
        known, used = {p.name for p in parameters}, set(_PLACE.findall(text))
        used |= {of for _, of in _DIGITS.findall(text) if of not in used}
        if known != used:
            odd = ", ".join(sorted(known ^ used))
            raise DataError(f"its header and its VALUES lines do not agree on {odd}", where=where, remedy="correct it")
        return cls(
            name, header["title"][0], " ".join(header["question"]), text, parameters,
            tuple(header["example"]), tuple(header.get("note", ())),
        )  # fmt: skip

    def bound(self, values: Mapping[str, Iterable[str]]) -> str:
        """The query with the terms of each parameter (as N-Triples writes them) in its place; none means any."""

        def put(match: re.Match[str]) -> str:
            terms = " ".join(values.get(match[1], ()))
            return f"VALUES ?{match[1]} {{ {terms} }}" if terms else ""  # UNDEF would say the same, at a price

        def keep(match: re.Match[str]) -> str:
            given = any(values.get(name) for name in match[2].split())
            return match[0] if given == (match[1] == "with") else ""

        def digits(match: re.Match[str]) -> str:
            year = "".join(values.get(match[2], ()))[1:5]  # of "2026-03-01"^^xsd:date
            return f"VALUES ?{match[1]} {{ {' '.join(str(Literal(year[:n])) for n in range(1, 5))} }}"

        return _DIGITS.sub(digits, _PLACE.sub(put, _ONLY.sub(keep, self.text)))


def _parameter(line: str, where: str) -> Parameter:
    match = _PARAMETER.fullmatch(line)
    if not match or match[2] not in TYPES:
        remedy = f"write 'NAME TYPE [= DEFAULT]: MEANING' with one of the types {', '.join(sorted(TYPES))}"
        raise DataError(f"cannot read the parameter {line!r}", where=where, remedy=remedy)
    return Parameter(match[1], match[2], match[4], match[3])


def named_queries(project: Project) -> dict[str, NamedQuery]:
    """All named queries of the project and the package, by name, sorted. Raises DataError for a wrong file."""
    return {path.stem: read_query(path) for path in project.files("graph/queries", "*.rq")}


def read_query(path: Path) -> NamedQuery:
    """One query file. Raises DataError where it cannot be read."""
    try:
        return NamedQuery.parse(path.stem, path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"cannot be read ({error})", where=str(path), remedy="correct the file") from error
