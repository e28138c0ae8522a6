"""The rows that networks are made from: one claim each, with what is known of its parts.

The named queries ``network-alliances`` and ``network-disputes`` give the claims, ``network-things`` gives the names.
This module knows their columns and nothing of any store: :func:`read_rows` takes plain mappings of strings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.core.errors import DataError
from kg.core.model import ONTOLOGY, Stance

_REMEDY = "restore graph/queries/network-*.rq from the package"
_STANCES = frozenset(Stance)
_NEEDED = ("claim", "relation", "subject", "stance", "document")


@dataclass(frozen=True, slots=True)
class Thing:
    """An actor, treaty, place or term as a claim mentions it.

    ``classes`` are local names of the ontology, ``name`` the one to show, ``names`` all others, ``code`` the ISO code
    of a state.
    """

    iri: str
    name: str
    classes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    code: str | None = None

    @property
    def local(self) -> str:
        """The last part of the IRI: the name of a term of the ontology, the slug of anything else."""
        return local_name(self.iri)


@dataclass(frozen=True, slots=True)
class NetworkRow:
    """One claim of one document, as a network needs it.

    ``accepted`` says whether the accepted view holds what is claimed. ``date`` is EDTF, ``date_from`` and ``date_to``
    its first and last day (ISO). ``links`` are public addresses that the document names as its own sources.
    ``quote`` is None where the quotes are withheld: ``start``, ``end`` (code points of the document's text) and
    ``quote_sha256`` remain. ``before`` and ``after`` are the rest of the sentence around it, where it is known.
    """

    claim: str
    relation: str
    subject: Thing
    object: Thing | None
    stance: Stance
    accepted: bool = False
    holder: Thing | None = None
    place: Thing | None = None
    subject_state: Thing | None = None
    object_state: Thing | None = None
    date: str | None = None
    date_from: str | None = None
    date_to: str | None = None
    date_words: str | None = None
    document: str = ""
    title: str | None = None
    uri: str | None = None
    links: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    quote: str | None = None
    before: str | None = None
    after: str | None = None
    start: int | None = None
    end: int | None = None
    quote_sha256: str | None = None
    rule: str | None = None
    confidence: float | None = None

    @property
    def source(self) -> str:
        """Who vouches for the claim: the publisher, or the document where no publisher is known."""
        return self.publisher or self.document


def local_name(iri: str) -> str:
    """The last part of an IRI, after ``#`` or the last ``/``."""
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1]


def read_rows(claims: Iterable[Mapping[str, Any]], things: Iterable[Mapping[str, Any]] = ()) -> list[NetworkRow]:
    """Rows from the solutions of the network queries: column -> value (a string, an IRI without brackets, or None).

    Sorted by claim, one row each, whatever the order of the solutions. Raises DataError where a column that every row
    needs is missing.
    """
    solutions: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    facts, known = index_facts(things), dict[str, Thing]()

    def thing(iri: str) -> Thing:
        if iri not in known:
            known[iri] = describe(iri, facts.get(iri, {}))
        return known[iri]

    for solution in claims:
        missing = [column for column in _NEEDED if not solution.get(column)]
        if missing:
            where = str(solution.get("claim") or "network query")
            raise DataError(f"a row lacks {', '.join(missing)}", where=where, remedy=_REMEDY)
        solutions[str(solution["claim"])].append(solution)
    return [_read_row(_first(same), facts, thing) for _, same in sorted(solutions.items())]


def _first(solutions: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    return min(solutions, key=_in_order) if len(solutions) > 1 else solutions[0]


def index_facts(things: Iterable[Mapping[str, Any]]) -> Mapping[str, Mapping[str, set[str]]]:
    """The solutions of ``network-things`` by thing, then by what they say of it (see :func:`describe`)."""
    facts: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for fact in things:
        facts[str(fact["thing"])][str(fact["what"])].add(str(fact["value"]))
    return facts


def _in_order(solution: Mapping[str, Any]) -> list[tuple[str, str]]:
    return sorted((column, str(value)) for column, value in solution.items())


def _read_row(
    values: Mapping[str, Any], facts: Mapping[str, Mapping[str, set[str]]], thing_of: Callable[[str], Thing]
) -> NetworkRow:
    def text(column: str) -> str | None:
        value = values.get(column)
        return None if value is None or str(value) == "" else str(value)

    def number(column: str) -> int | None:
        value = text(column)
        return int(value) if value is not None else None

    def thing(column: str) -> Thing | None:
        iri = text(column)
        return thing_of(iri) if iri else None

    stance = local_name(str(values["stance"])).lower()
    if stance not in _STANCES:
        raise DataError(f"unknown stance {stance!r}", where=str(values["claim"]), remedy=_REMEDY)
    document = str(values["document"])
    return NetworkRow(
        claim=str(values["claim"]), relation=local_name(str(values["relation"])),
        subject=thing_of(str(values["subject"])), object=thing("object"),
        stance=Stance(stance), accepted=str(values.get("accepted")).lower() in ("true", "1"),
        holder=thing("holder"), place=thing("place"),
        subject_state=thing("subjectState"), object_state=thing("objectState"),
        date=text("date"), date_from=text("dateFrom"), date_to=text("dateTo"), date_words=text("dateWords"),
        document=document, title=text("title"), uri=text("uri"),
        links=tuple(sorted(facts.get(document, {}).get("link", ()))),
        publisher=text("publisher"), published=text("published"), quote=text("quote"),
        start=number("start"), end=number("end"), quote_sha256=text("quoteSha256"), rule=text("rule"),
        confidence=float(sure) if (sure := text("confidence")) is not None else None,
    )  # fmt: skip


def describe(iri: str, facts: Mapping[str, Iterable[str]]) -> Thing:
    """A thing from its facts (``label``, ``name``, ``alias``, ``class``, ``code``).

    It is shown by its label, else by the fullest of its names, else of its aliases.
    """
    named = [set(facts.get(what, ())) for what in ("label", "name", "alias")]
    best = next((names for names in named if names), set())
    shown = min(best, key=lambda name: (-len(name), name), default=_spaced(iri))
    return Thing(
        iri=iri,
        name=shown,
        classes=tuple(sorted({local_name(c) for c in facts.get("class", ())})),
        names=tuple(sorted(set().union(*named) - {shown})),
        code=min(facts.get("code", ()), default=None),
    )


def _spaced(iri: str) -> str:
    """A name for a thing without one: ``InForce`` of the ontology becomes ``in force``, a slug loses its hyphens."""
    local = local_name(iri)
    if not iri.startswith(ONTOLOGY):
        return local.replace("-", " ").replace("_", " ")
    return "".join(f" {c.lower()}" if c.isupper() and i else c.lower() for i, c in enumerate(local))
