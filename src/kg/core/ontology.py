"""The ontology as the program sees it: which relations, event types, statuses and kinds there are, and how they behave.

The vocabulary itself is ``ontology.ttl``; this module reads it and adds no domain word of its own. It knows the terms
that describe terms (``rdfs:subClassOf``, ``owl:inverseOf``, ``kg:domainIncludes``...) and the classes whose members the
program asks for by name (``kg:Relation``, ``kg:EventType``, ``kg:TreatyStatus``...).

A *name* is the local name of a ``kg:`` term (``hasParty``); a *kind* is the name of a class (``State``).
"""

from __future__ import annotations

import importlib.resources
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.core.errors import DataError
from kg.core.model import ONTOLOGY

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"

_TYPE, _SUBCLASS, _LABEL = RDF + "type", RDFS + "subClassOf", RDFS + "label"
_DEFINITION, _EXAMPLE = SKOS + "definition", SKOS + "example"
_INVERSE, _SYMMETRIC = OWL + "inverseOf", OWL + "SymmetricProperty"
_OBJECT_PROPERTY = OWL + "ObjectProperty"
_DOMAIN, _RANGE = ONTOLOGY + "domainIncludes", ONTOLOGY + "rangeIncludes"
_SYMMETRIC_ROLES, _BROADER = ONTOLOGY + "symmetricRoles", SKOS + "broader"
_MAY_FOLLOW, _STATUS_ORDER = ONTOLOGY + "mayFollow", ONTOLOGY + "statusOrder"

_REMEDY = "restore the file from the package, or correct it"


@dataclass(frozen=True, slots=True)
class Term:
    """One ``kg:`` term. ``types`` are the names (or foreign IRIs) of what it is an instance of."""

    name: str
    label: str
    definition: str = ""
    examples: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation(Term):
    """A relation that a claim may assert. ``subjects`` and ``objects`` are the kinds its arguments may have."""

    subjects: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    symmetric: bool = False
    inverse: str | None = None


@dataclass(frozen=True, slots=True)
class EventType(Term):
    """A type of event. ``subjects`` and ``objects`` are the kinds of who acts and who is acted on.

    In a ``symmetric`` type (a meeting) the two stand in the same role. ``event_class`` is the broader
    ``kg:EventClass`` (``VerbalConflict``), from which a signed network takes its sign.
    """

    subjects: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    symmetric: bool = False
    event_class: str | None = None


@dataclass(frozen=True, slots=True)
class Status(Term):
    """A status of a treaty. ``after`` names those that it may directly follow; ``order`` sorts events of one day."""

    after: frozenset[str] = frozenset()
    order: int = 0


@dataclass(frozen=True, slots=True)
class Ontology:
    """The vocabulary, ready to ask. Mappings are sorted by name; treat them as read-only."""

    terms: Mapping[str, Term]
    """Every ``kg:`` term by name."""
    classes: Mapping[str, frozenset[str]]
    """Each class with all its superclasses (itself not among them), ``kg:`` ones only."""
    relations: Mapping[str, Relation]
    event_types: Mapping[str, EventType]
    statuses: Mapping[str, Status]
    treaty_types: Mapping[str, Term]
    obligation_types: Mapping[str, Term]
    stances: Mapping[str, Term]
    version: str | None
    members: Mapping[str, tuple[str, ...]]
    """Individuals of each class and its subclasses: a ``kg:`` name, or the IRI of anything else."""
    ranges: Mapping[str, frozenset[str]]
    """The kinds that the values of a property may have; properties of literals are not listed."""

    @classmethod
    def parse(cls, data: bytes, where: str = "ontology.ttl") -> Ontology:
        """The ontology in ``data`` (Turtle, UTF-8). Raises DataError, with the line, where it is not well formed."""
        return _Reader(data, where).ontology()

    @classmethod
    def load(cls, path: Path | None = None) -> Ontology:
        """Read and parse ``path``; by default the packaged copy, or the checkout's own ``ontology.ttl``.

        The only input of ``kg.core``, kept here for convenience: the program passes bytes to :meth:`parse`.
        """
        path = path or _default_path()
        try:
            data = path.read_bytes()
        except OSError as error:
            raise DataError(f"cannot be read ({error.strerror})", where=str(path), remedy=_REMEDY) from error
        return cls.parse(data, str(path))

    def term(self, name: str) -> Term:
        """The term of that name. Raises DataError if there is none."""
        try:
            return self.terms[name]
        except KeyError:
            raise DataError(f"the ontology has no term {name!r}", remedy="see docs/terms.md for all terms") from None

    def label(self, name: str) -> str:
        """The English label of a term, for people to read. Raises DataError for an unknown name."""
        return self.term(name).label

    def definition(self, name: str) -> str:
        """What the term means, in a sentence or more. Raises DataError for an unknown name."""
        return self.term(name).definition

    def is_a(self, kind: str, cls: str) -> bool:
        """Whether every ``kind`` is a ``cls``; a kind is itself, and an unknown kind is nothing else."""
        return kind == cls or cls in self.classes.get(kind, ())

    def symmetric(self, relation: str) -> bool:
        """Whether subject and object of a relation or event type may be exchanged. Raises DataError if unknown."""
        return self._predicate(relation).symmetric

    def inverse(self, relation: str) -> str | None:
        """The name of the same relation read from the other side, if there is one. Raises DataError if unknown."""
        predicate = self._predicate(relation)
        return predicate.inverse if isinstance(predicate, Relation) else None

    def accepts(self, relation: str, side: str, kind: str) -> bool:
        """Whether a ``kind`` may stand on a side (``"s"`` subject, ``"o"`` object) of a relation or event type."""
        predicate = self._predicate(relation)
        if side not in ("s", "o"):
            raise ValueError(f"side is 's' or 'o', not {side!r}")
        allowed = predicate.subjects if side == "s" else predicate.objects
        return kind in allowed or not allowed.isdisjoint(self.classes.get(kind, ()))

    def takes(self, prop: str, kind: str) -> bool:
        """Whether a ``kind`` may be the value of a property (``holder``, ``place``). DataError if it takes no thing."""
        try:
            allowed = self.ranges[prop]
        except KeyError:
            raise DataError(f"the ontology has no property {prop!r} of things", remedy="see docs/terms.md") from None
        return kind in allowed or not allowed.isdisjoint(self.classes.get(kind, ()))

    def individuals(self, cls: str) -> tuple[str, ...]:
        """The members of a class and of its subclasses that the ontology defines, sorted."""
        return self.members.get(cls, ())

    def _predicate(self, name: str) -> Relation | EventType:
        predicate = self.relations.get(name) or self.event_types.get(name)
        if predicate is None:
            raise DataError(f"the ontology has no relation or event type {name!r}", remedy="see docs/terms.md")
        return predicate


class _Reader:
    """The triples of one ontology file, indexed by property, and what is built from them."""

    def __init__(self, data: bytes, where: str) -> None:
        self.where = where
        self.version: str | None = None
        self.values: dict[str, dict[str, list[str]]] = {}
        """property -> subject -> values; a subject or value is a kg: name, a foreign IRI or a literal's text."""
        for subject, predicate, value in _triples(data, where):
            self.values.setdefault(predicate, {}).setdefault(subject, []).append(value)

    def get(self, prop: str, subject: str) -> list[str]:
        return self.values.get(prop, {}).get(subject, [])

    def ontology(self) -> Ontology:
        classes = self.classes()
        members = self.members(classes)
        names = sorted(n for n in self.values.get(_TYPE, {}) if _is_name(n))
        of = {cls: [n for n in members.get(cls, ()) if _is_name(n)] for cls in _KINDS_OF_TERM}
        ontology = Ontology(
            terms={n: self.term(n) for n in names},
            classes=classes,
            relations={n: self.relation(n) for n in of["Relation"]},
            event_types={n: self.event_type(n) for n in of["EventType"]},
            statuses={n: self.status(n) for n in of["TreatyStatus"]},
            treaty_types={n: self.term(n) for n in of["TreatyType"]},
            obligation_types={n: self.term(n) for n in of["ObligationType"]},
            stances={n: self.term(n) for n in of["StanceValue"]},
            version=min(self.get(OWL + "versionInfo", ONTOLOGY.rstrip("#")), default=None),
            members=members,
            ranges={n: kinds for n in names if (kinds := self.range(n, classes))},
        )
        self.check(ontology)
        return ontology

    def check(self, ontology: Ontology) -> None:
        """Raise DataError where the program could not work; all else is a matter of ``graph/quality``."""
        for cls in _KINDS_OF_TERM:
            if not any(_is_name(member) for member in ontology.individuals(cls)):
                raise DataError(f"defines no kg:{cls}", where=self.where, remedy=_REMEDY)
        predicates: list[Relation | EventType] = [*ontology.relations.values(), *ontology.event_types.values()]
        for predicate in predicates:
            for side, kinds in (("subject", predicate.subjects), ("object", predicate.objects)):
                if not kinds or not kinds <= ontology.classes.keys():
                    what = f"kg:{predicate.name} does not say by classes of its own what its {side} may be"
                    raise DataError(what, where=self.where, remedy=_REMEDY)

    def classes(self) -> dict[str, frozenset[str]]:
        """Each class with all the classes above it. Raises DataError where a class is above itself."""
        direct = {
            n: [s for s in self.get(_SUBCLASS, n) if _is_name(s)]
            for n, types in self.values.get(_TYPE, {}).items()
            if OWL + "Class" in types and _is_name(n)
        }
        closed: dict[str, frozenset[str]] = {}
        for name in sorted(direct):
            above: set[str] = set()
            todo = list(direct[name])
            while todo:
                cls = todo.pop()
                if cls not in above:
                    above.add(cls)
                    todo += direct.get(cls, ())
            if name in above:
                raise DataError(f"class kg:{name} is among its own superclasses", where=self.where, remedy=_REMEDY)
            closed[name] = frozenset(above)
        return closed

    def members(self, classes: Mapping[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
        found: dict[str, set[str]] = {}
        for individual, types in self.values.get(_TYPE, {}).items():
            for cls in types:
                for above in (cls, *classes.get(cls, ())) if cls in classes else ():
                    found.setdefault(above, set()).add(individual)
        return {cls: tuple(sorted(found[cls])) for cls in sorted(found)}

    def range(self, prop: str, classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
        """What ``kg:rangeIncludes`` says, which is the more special, or else ``rdfs:range``."""
        if _OBJECT_PROPERTY not in self.get(_TYPE, prop):
            return frozenset()
        return frozenset(n for n in self.get(_RANGE, prop) or self.get(RDFS + "range", prop) if n in classes)

    def _common(self, name: str) -> tuple[str, str, str, tuple[str, ...], tuple[str, ...]]:
        label = min(self.get(_LABEL, name), default=name)
        definition = " ".join(min(self.get(_DEFINITION, name), default="").split())
        return name, label, definition, tuple(sorted(self.get(_EXAMPLE, name))), tuple(sorted(self.get(_TYPE, name)))

    def term(self, name: str) -> Term:
        return Term(*self._common(name))

    def relation(self, name: str) -> Relation:
        inverses = self.get(_INVERSE, name) + [s for s, vs in self.values.get(_INVERSE, {}).items() if name in vs]
        return Relation(
            *self._common(name),
            subjects=frozenset(self.get(_DOMAIN, name)),
            objects=frozenset(self.get(_RANGE, name)),
            symmetric=_SYMMETRIC in self.get(_TYPE, name),
            inverse=min(inverses, default=None),
        )

    def event_type(self, name: str) -> EventType:
        return EventType(
            *self._common(name),
            subjects=frozenset(self.get(_DOMAIN, name)),
            objects=frozenset(self.get(_RANGE, name)),
            symmetric="true" in self.get(_SYMMETRIC_ROLES, name),
            event_class=min(filter(_is_name, self.get(_BROADER, name)), default=None),
        )

    def status(self, name: str) -> Status:
        try:
            order = int(min(self.get(_STATUS_ORDER, name), default="0"))
        except ValueError:
            what = f"kg:{name} has a kg:statusOrder that is no whole number"
            raise DataError(what, where=self.where, remedy=_REMEDY) from None
        return Status(*self._common(name), after=frozenset(self.get(_MAY_FOLLOW, name)), order=order)


_KINDS_OF_TERM = ("Relation", "EventType", "TreatyStatus", "TreatyType", "ObligationType", "StanceValue")


def _is_name(value: str) -> bool:
    return ":" not in value


def _triples(data: bytes, where: str) -> Iterable[tuple[str, str, str]]:
    """Subject, property and value of each triple as strings; ``kg:`` IRIs as bare names, labels in English only."""
    try:
        for quad in ox.parse(data, format=ox.RdfFormat.TURTLE):
            subject, value = quad.subject, quad.object
            if not isinstance(subject, ox.NamedNode) or isinstance(value, ox.BlankNode | ox.Triple):
                continue
            if isinstance(value, ox.Literal) and (value.language or "en") != "en":
                continue
            plain = value.value if isinstance(value, ox.Literal) else value.value.removeprefix(ONTOLOGY)
            yield subject.value.removeprefix(ONTOLOGY), quad.predicate.value, plain
    except SyntaxError as error:
        place = f"{where}:{error.lineno}" if error.lineno else where
        raise DataError(f"is not well-formed Turtle ({error.msg})", where=place, remedy=_REMEDY) from error


def _default_path() -> Path:
    """The copy in the package if it is installed with one, else the file at the top of the checkout."""
    packaged = Path(str(importlib.resources.files("kg") / "_data" / "ontology.ttl"))
    return packaged if packaged.is_file() else Path(__file__).resolve().parents[3] / "ontology.ttl"
