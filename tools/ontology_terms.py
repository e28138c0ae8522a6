"""Write docs/terms.md, the table of all terms of ontology.ttl, or check that it is up to date.

python tools/ontology_terms.py            # write it
python tools/ontology_terms.py --check    # exit code 1 if it would change
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef
from rdflib.term import Node

ROOT = Path(__file__).resolve().parents[1]
SOURCE, TARGET = ROOT / "ontology.ttl", ROOT / "docs/terms.md"
KG = Namespace("https://w3id.org/geopolitical-kg/ontology#")
INTRODUCTION = """# All terms

Made from `ontology.ttl` by `tools/ontology_terms.py`; do not edit. What the terms are for is told in
[ontology.md](ontology.md). Names without a prefix are in `kg:`, which is `https://w3id.org/geopolitical-kg/ontology#`.
"""
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
CONCEPTS = {
    "Stances": "StanceValue",
    "Treaty statuses": "TreatyStatus",
    "Treaty types": "TreatyType",
    "Obligation types": "ObligationType",
    "Event types": "EventType",
    "Classes of event types": "EventClass",
    "Dispute types": "DisputeType",
    "Roles in events": "ParticipationRole",
}
Column = tuple[str, Callable[[URIRef], str]]


class Terms:
    """The ontology, and how a value of it is shown in a cell."""

    def __init__(self, data: bytes) -> None:
        self.graph = Graph().parse(data=data, format="turtle")

    def members(self, cls: Node) -> list[URIRef]:
        """The kg: terms that are instances of a class, in the order of their names."""
        return sorted({s for s in self.graph.subjects(RDF.type, cls) if isinstance(s, URIRef) and s.startswith(KG)})

    def name(self, term: Node) -> str:
        if str(term).startswith(KG):
            return str(term).removeprefix(KG)
        return str(self.graph.namespace_manager.normalizeUri(str(term)))

    def names(self, values: Iterable[Node]) -> str:
        return ", ".join(f"`{name}`" for name in sorted({self.name(value) for value in values}))

    def text(self, prop: URIRef) -> Callable[[URIRef], str]:
        return lambda term: " ".join(" ".join(sorted(map(str, self.graph.objects(term, prop)))).split())

    def linked(self, *props: URIRef) -> Callable[[URIRef], str]:
        return lambda term: self.names(value for prop in props for value in self.graph.objects(term, prop))

    def traits(self, term: URIRef) -> str:
        """What a property is besides its arguments: symmetric, the inverse of another..."""
        types = [str(kind) for kind in self.graph.objects(term, RDF.type)]
        kinds = {kind.removeprefix(str(OWL)) for kind in types if kind.startswith(str(OWL))}
        traits = sorted(kind.removesuffix("Property").lower() for kind in kinds - {"ObjectProperty"})
        inverses = {*self.graph.objects(term, OWL.inverseOf), *self.graph.subjects(OWL.inverseOf, term)}
        return ", ".join([*traits, *([f"inverse of {self.names(inverses)}"] if inverses else [])])

    def table(self, title: str, terms: Iterable[URIRef], *columns: Column) -> str:
        common: list[Column] = [("Definition", self.text(SKOS.definition)), ("Example", self.text(SKOS.example))]
        shown: list[Column] = [("Term", lambda term: f"`{self.name(term)}`"), ("Label", self.text(RDFS.label))]
        shown += [*columns, *common]
        rows = [[heading for heading, _ in shown], ["---"] * len(shown)]
        rows += [[cell(term).replace("|", "\\|") for _, cell in shown] for term in terms]
        return f"## {title}\n\n" + "".join(f"| {' | '.join(row)} |\n" for row in rows)

    def page(self) -> str:
        classes = self.members(OWL.Class)
        relations = self.members(KG.Relation)
        properties = sorted({term for kind in PROPERTY_KINDS for term in self.members(kind)} - set(relations))
        arguments: list[Column] = [
            ("Subject", self.linked(RDFS.domain, KG.domainIncludes)),
            ("Object", self.linked(RDFS.range, KG.rangeIncludes)),
            ("Traits", self.traits),
        ]
        claim_arguments: list[Column] = [
            ("Subject", self.linked(KG.domainIncludes)),
            ("Object", self.linked(KG.rangeIncludes)),
            ("Traits", self.traits),
        ]
        extra: dict[str, list[Column]] = {
            "TreatyStatus": [("May follow", self.linked(KG.mayFollow))],
            "EventType": [("Class", self.linked(SKOS.broader)), ("Joint", self.text(KG.symmetricRoles))],
        }
        parts = [
            self.table("Classes", classes, ("Kind of", self.linked(RDFS.subClassOf))),
            self.table("Relations", relations, *claim_arguments),
            self.table("Other properties", properties, *arguments),
            *(self.table(title, self.members(KG[cls]), *extra.get(cls, [])) for title, cls in CONCEPTS.items()),
            self.table("Concept schemes", self.members(SKOS.ConceptScheme)),
        ]
        number = len({s for s in self.graph.subjects(RDF.type) if isinstance(s, URIRef) and s.startswith(KG)})
        return "\n".join([f"{INTRODUCTION}\n{number} terms.\n", *parts])


def main(arguments: list[str]) -> int:
    page = Terms(SOURCE.read_bytes()).page()
    if "--check" in arguments:
        current = TARGET.is_file() and TARGET.read_text("utf-8") == page
        print("docs/terms.md is up to date" if current else "docs/terms.md is out of date: run tools/ontology_terms.py")
        return 0 if current else 1
    TARGET.write_text(page, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
