"""The loader of the ontology: what it tells of relations, event types, statuses and kinds."""

from __future__ import annotations

import pickle
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse, serialize

from kg.core.errors import DataError
from kg.core.model import ONTOLOGY, Stance
from kg.core.ontology import Ontology

FILE = Path(__file__).parents[3] / "ontology.ttl"
DATA = FILE.read_bytes()
TRIPLES = [quad.triple for quad in parse(DATA, format=RdfFormat.TURTLE)]

RELATIONS = {
    "hasParty", "signedBy", "status", "treatyType", "holdsOffice", "disputes", "claimsSovereignty", "alliedWith",
    "memberOf",
}  # fmt: skip
EVENT_TYPES = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.parse(DATA)


def changed(old: str, new: str) -> bytes:
    text = DATA.decode()
    assert old in text
    return text.replace(old, new).encode()


def test_loads_the_relations_event_types_and_concepts_that_claims_use(ontology: Ontology) -> None:
    """The names of the fact guidelines are all there, and no relation or event type besides."""
    assert set(ontology.relations) == RELATIONS
    assert set(ontology.event_types) == EVENT_TYPES
    assert list(ontology.relations) == sorted(RELATIONS)
    assert len(ontology.statuses) == 12 and len(ontology.treaty_types) == 18 and len(ontology.obligation_types) >= 5


def test_has_a_term_for_each_stance_of_the_model(ontology: Ontology) -> None:
    """Every stance that a claim may have is a term whose name is the stance with a capital letter."""
    assert set(ontology.stances) == {stance.capitalize() for stance in Stance}


def test_default_path_is_a_whole_ontology(ontology: Ontology) -> None:
    """Without a path, the checkout's (or the packaged) file is read."""
    assert Ontology.load() == ontology


def test_says_what_a_term_means(ontology: Ontology) -> None:
    """Label and definition are those of the file, white space folded."""
    assert ontology.label("hasParty") == "has party"
    assert ontology.label("ACCUSE") == "accuse"
    assert ontology.definition("Feature").startswith("A natural thing on or under the sea")
    assert "\n" not in "".join(term.definition for term in ontology.terms.values())


def test_every_event_type_says_what_it_does_not_cover(ontology: Ontology) -> None:
    """The definition of an event type draws the line to its neighbours."""
    for event in ontology.event_types.values():
        assert "Not " in event.definition or "not " in event.definition, event.name


@pytest.mark.parametrize(
    ("kind", "cls", "expected"),
    [
        ("State", "State", True),
        ("HistoricalState", "Actor", True),
        ("Grouping", "Organization", True),
        ("Strait", "Place", True),
        ("IslandGroup", "Feature", True),
        ("Actor", "State", False),
        ("State", "Place", False),
        ("Nonsense", "Actor", False),
        ("Nonsense", "Nonsense", True),
    ],
)
def test_knows_which_kind_is_which(ontology: Ontology, kind: str, cls: str, expected: bool) -> None:
    """A kind is itself and all that is above it, and nothing else."""
    assert ontology.is_a(kind, cls) is expected


@pytest.mark.parametrize(
    ("relation", "side", "kind", "expected"),
    [
        ("hasParty", "s", "Treaty", True),
        ("hasParty", "o", "State", True),
        ("hasParty", "o", "IntergovernmentalOrganization", True),
        ("hasParty", "o", "Person", False),
        ("signedBy", "o", "Person", True),
        ("signedBy", "o", "State", False),
        ("status", "o", "TreatyStatus", True),
        ("status", "o", "TreatyType", False),
        ("treatyType", "o", "TreatyType", True),
        ("holdsOffice", "o", "Office", True),
        ("claimsSovereignty", "o", "Shoal", True),
        ("claimsSovereignty", "o", "State", False),
        ("disputes", "s", "Person", False),
        ("memberOf", "s", "State", True),
        ("memberOf", "o", "State", False),
        ("COERCE", "s", "ArmedForce", True),
        ("COERCE", "o", "Group", True),
        ("COERCE", "o", "Sea", False),
    ],
)
def test_types_the_arguments(ontology: Ontology, relation: str, side: str, kind: str, expected: bool) -> None:
    """A relation or event type accepts the kinds that it includes, with their subclasses, on each side."""
    assert ontology.accepts(relation, side, kind) is expected


@pytest.mark.parametrize(
    ("prop", "kind", "expected"),
    [
        ("holder", "Ministry", True),
        ("holder", "Treaty", False),
        ("place", "Settlement", True),
        ("place", "State", True),
        ("place", "Person", False),
        ("officeOf", "IntergovernmentalOrganization", True),
        ("officeOf", "Person", False),
        ("subjectState", "State", True),
        ("subjectState", "Organization", False),
    ],
)
def test_types_the_values_of_other_properties(ontology: Ontology, prop: str, kind: str, expected: bool) -> None:
    """A property of claims takes the kinds that it includes, with their subclasses."""
    assert ontology.takes(prop, kind) is expected


def test_properties_of_literals_take_no_kind(ontology: Ontology) -> None:
    """Asking a property of literals, or none at all, for kinds is a data error."""
    for prop in ("dateWords", "nonsense"):
        with pytest.raises(DataError, match=prop):
            ontology.takes(prop, "State")


def test_knows_symmetry_and_inverses(ontology: Ontology) -> None:
    """Symmetric are disputes, alliances and what is done together; three relations have an inverse."""
    predicates = [*ontology.relations, *ontology.event_types]
    symmetric = {name for name in predicates if ontology.symmetric(name)}
    assert symmetric == {"disputes", "alliedWith", "AGREE", "CONSULT", "COOPERATE"}
    inverses = {name: ontology.inverse(name) for name in predicates if ontology.inverse(name)}
    assert inverses == {"hasParty": "partyTo", "signedBy": "signed", "memberOf": "hasMember"}


def test_statuses_have_a_course(ontology: Ontology) -> None:
    """What may follow what: a signed treaty was negotiated or concluded; a rejected one is never in force after."""
    assert ontology.statuses["Signed"].after == {"Negotiating", "Concluded"}
    assert ontology.statuses["Negotiating"].after == frozenset()
    assert "InForce" in ontology.statuses["Suspended"].after and "Suspended" in ontology.statuses["InForce"].after
    assert "Rejected" not in ontology.statuses["InForce"].after
    in_order = sorted(ontology.statuses.values(), key=lambda status: status.order)
    assert [status.name for status in in_order][:3] == ["Negotiating", "Concluded", "Signed"]
    assert len({status.order for status in in_order}) == len(in_order)


def test_event_types_have_a_class(ontology: Ontology) -> None:
    """Each event type is words or deeds, with or against the other side."""
    classes = {event.event_class for event in ontology.event_types.values()}
    assert classes == {"VerbalCooperation", "MaterialCooperation", "VerbalConflict", "MaterialConflict"}
    assert ontology.event_types["COERCE"].event_class == "MaterialConflict"
    assert ontology.event_types["AID"].event_class == "MaterialCooperation"


def test_individuals_include_those_of_subclasses(ontology: Ontology) -> None:
    """The members of a class are its own and its subclasses', sorted; things of the world go by their IRI."""
    features = ontology.individuals("Feature")
    assert "https://w3id.org/geopolitical-kg/id/feature/senkaku-islands" in features
    assert set(ontology.individuals("Reef")) < set(features) and list(features) == sorted(features)
    assert ontology.individuals("EventType") == tuple(sorted(EVENT_TYPES))
    assert ontology.individuals("Person") == () == ontology.individuals("Nonsense")


def test_unknown_names_are_data_errors(ontology: Ontology) -> None:
    """Asking for a term or relation that does not exist is one line that names it."""
    for ask in (ontology.label, ontology.definition, ontology.symmetric, ontology.inverse):
        with pytest.raises(DataError, match="'hasPartyy'"):
            ask("hasPartyy")
    with pytest.raises(DataError, match="'Treaty'"):
        ontology.accepts("Treaty", "s", "State")
    with pytest.raises(ValueError, match="side"):
        ontology.accepts("hasParty", "subject", "Treaty")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"@prefix kg: <https://example.org/> .\nkg:a kg:b kg:c .\nkg:d kg:e .\n", r"o\.ttl:3: is not well-formed Turtle"),
        (b"\xff\xfe", r"o\.ttl.*not well-formed Turtle"),
        (b"", r"o\.ttl: defines no kg:Relation; restore"),
        (changed("kg:Ministry a owl:Class", "kg:Organization rdfs:subClassOf kg:Ministry . kg:Ministry a owl:Class"),
         "among its own superclasses"),
        (changed("    kg:domainIncludes kg:Person ;\n    kg:rangeIncludes kg:Office, kg:TermOfOffice ;\n", ""),
         "kg:holdsOffice does not say by classes of its own what its subject may be"),
        (changed("kg:statusOrder 30", "kg:statusOrder 'late'"), "kg:Signed has a kg:statusOrder that is no whole number"),
        (changed("kg:rangeIncludes kg:TreatyStatus, kg:StatusEvent", "kg:rangeIncludes kg:TreatyState"),
         "kg:status does not say by classes of its own what its object may be"),
    ],
)  # fmt: skip
def test_a_broken_file_is_a_data_error_with_its_place(data: bytes, message: str) -> None:
    """A file that cannot be used is refused in one line, with the line number where there is one."""
    with pytest.raises(DataError, match=message) as caught:
        Ontology.parse(data, "o.ttl")
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_a_data_error(tmp_path: Path) -> None:
    """A path that cannot be read is told with the path."""
    with pytest.raises(DataError, match=r"none\.ttl: cannot be read"):
        Ontology.load(tmp_path / "none.ttl")


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 2**32))
def test_order_of_triples_does_not_matter(ontology: Ontology, seed: int) -> None:
    """The same triples in any order give an equal ontology, down to the order of its keys."""
    triples = list(TRIPLES)
    Random(seed).shuffle(triples)
    shuffled = Ontology.parse(serialize(triples, format=RdfFormat.N_TRIPLES) or b"")
    assert shuffled == ontology
    for part in ("terms", "classes", "relations", "members"):
        assert list(getattr(shuffled, part)) == list(getattr(ontology, part))


def test_travels_between_processes(ontology: Ontology) -> None:
    """An ontology can be pickled, so that workers need not read the file again."""
    assert pickle.loads(pickle.dumps(ontology)) == ontology


def test_terms_are_those_of_the_namespace(ontology: Ontology) -> None:
    """There are a hundred terms or more, all local names."""
    assert len(ontology.terms) >= 100
    assert all(":" not in name and not name.startswith(ONTOLOGY) for name in ontology.terms)
