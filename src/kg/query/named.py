"""Named queries: SPARQL files with a header that says what they answer and what they must be told.

::

    # title: Treaties that bind two states
    # question: Which treaties bind X and Y, and in what state is each as of a date?
    # parameter: x state: the one state
    # parameter: asOf date = 9999-12-31: the day to look from
    # example: kg query treaties-between --param x=JP --param y=PH --as-of 2026-03-01

A file is valid SPARQL as it is, with example values. Where it has a line ``VALUES ?x { state:JP } # param``, the
values are replaced by what the user gave, as RDF terms: what a user writes never becomes SPARQL text. Four more such
lines make keys of what the user gave, under which the store keeps things ready (:mod:`kg.store.counts`,
:mod:`kg.store.standing`)::

    GRAPH graph:counts { ?treaty count:stood-9999 ?stood } # year of asOf
    VALUES ?in { count:InForce-since-0 count:InForce-since-00 } # stretches of wanted asOf
    VALUES ?month { "2026-01" "2026-02" } # months of since until
    VALUES ?pair { <...> } # pairs of x y

The first gets the year of a day in place of the example's; the second the example's key with all beginnings of the
number of a day (:func:`kg.core.time.day_digits`), with none too if the example has that, and with the name of a term
if one is given before the day; the third the example with each month between two days in place of its own, unless they
are more than those of a century, when it is left out; the fourth the node of two things.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pyoxigraph import NamedNode

from kg.config import Project
from kg.core.errors import DataError
from kg.core.rdf_terms import pair
from kg.core.time import day_digits, day_number
from kg.query.parameters import TYPES, Parameter

_HEADER = re.compile(r"#\s*(title|question|parameters?|example|note):\s*(.*)")
_PARAMETER = re.compile(r"(\w+)\s+(\w+)\s*(?:=\s*(.*?))?:\s+(.+)")
_ONLY = re.compile(r"^.*[ \t]# (unless|with) ([\w ]+?)[ \t]*\n", re.MULTILINE)
_PLACE = re.compile(r"VALUES \?(\w+) \{[^{}]*\}(?=[ \t]*# param[ \t]*$)", re.MULTILINE)
_YEAR = re.compile(r"(?<=-)\d{4}\b(?=[^\n]*[ \t]# year of (\w+)[ \t]*$)", re.MULTILINE)
_KEYS = re.compile(
    r"VALUES \?(\w+) \{ ([^{}]*)\}(?=[ \t]*# (stretches|months|pairs) of ([\w ]+?)(?:[ \t]+#.*)?$)", re.MULTILINE
)


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
        used |= {name for key in _KEYS.findall(text) for name in key[3].split()} | set(_YEAR.findall(text))
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

        def keys(match: re.Match[str]) -> str:
            terms = [list(values.get(name, ())) for name in match[4].split()]
            found = list(_MAKERS[match[3]](match[2], *terms)) if all(terms) else []
            return f"VALUES ?{match[1]} {{ {' '.join(found)} }}" if found else ""

        def year(match: re.Match[str]) -> str:
            """Of the first day that is given: ``"2026-03-01"^^<http://www.w3.org/2001/XMLSchema#date>``."""
            return next((term[1:5] for term in values.get(match[1], ())), match[0])

        return _YEAR.sub(year, _KEYS.sub(keys, _PLACE.sub(put, _ONLY.sub(keep, self.text))))


def _stretches(example: str, *given: Sequence[str]) -> Iterator[str]:
    """Keys like those of an example (``count:InForce-since-0``), with one and more binary digits of the number of each
    day; with none of them too, if the example begins with that. Where terms are given before the dates, they have the
    name of each in place of the example's.
    """
    *terms, dates = given
    first = example.split()[0]
    stem = first.rstrip(_DIGITS)
    prefix, _, local = stem.partition(":")
    name, _, how = local.partition("-")
    names = [term[1:-1].rpartition("#")[2] for term in terms[0]] if terms else [name]
    shortest = 0 if stem == first else 1
    for text in dates:
        digits = day_digits(day_number(date.fromisoformat(text[1:11])))
        for length in range(shortest, len(digits) + 1):
            yield from (f"{prefix}:{name}-{how}{digits[:length]}" for name in names)


def _months(example: str, since: Sequence[str], until: Sequence[str]) -> Iterator[str]:
    """Words or keys like the first of an example (``"2026-01"``, ``count:began-2026-01``), with each month in turn."""
    first, last = (12 * int(text[0][1:5]) + int(text[0][6:8]) - 1 for text in (since, until))
    if last - first < _MOST_MONTHS:
        begin, end = _MONTH.split(example.split()[0], maxsplit=1)
        yield from (f"{begin}{month // 12:04}-{month % 12 + 1:02}{end}" for month in range(first, last + 1))


def _pairs(example: str, ones: Sequence[str], others: Sequence[str]) -> Iterator[str]:
    for one in ones:
        yield from (str(pair(NamedNode(one[1:-1]), NamedNode(other[1:-1]))) for other in others)


_MOST_MONTHS = 1200
_MONTH = re.compile(r"\d{4}-\d\d")
_DIGITS = "0123456789"
_MAKERS: Mapping[str, Callable[..., Iterator[str]]] = {"stretches": _stretches, "months": _months, "pairs": _pairs}


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
