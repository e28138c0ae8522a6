"""A store of three documents made by hand, and the ontology, for the tests of queries."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from pyoxigraph import RdfFormat, parse

from kg.config import Project
from kg.core.model import ID_BASE, Entity, Extraction, Stance
from kg.core.rdf_terms import ONTOLOGY_GRAPH
from kg.store import Store
from samples import JP, PH, US, Article, concept, state, thing

CN = state("CN", "China", "People's Republic of China")
RAA = thing("Treaty", "Reciprocal Access Agreement", "RAA")
ACSA = thing("Treaty", "Acquisition and Cross-Servicing Agreement", "ACSA")
MDT = thing("Treaty", "Mutual Defense Treaty")
SENKAKU = Entity(f"{ID_BASE}feature/senkaku-islands", "IslandGroup", "Senkaku Islands", None, ("Diaoyu Islands",))
SHOAL = thing("Shoal", "Scarborough Shoal")
ASEAN = Entity(f"{ID_BASE}org/association-of-southeast-asian-nations", "IntergovernmentalOrganization",
               "Association of Southeast Asian Nations", None, ("ASEAN",))  # fmt: skip
MANILA = thing("Settlement", "Manila")
LIM, OLD, ONO = thing("Person", "Carla Lim"), thing("Person", "Rey Cruz"), thing("Person", "Kenji Ono", "Ono")
FOREIGN, DEFENSE = thing("Office", "Foreign Minister"), thing("Office", "Defense Secretary")


def status(name: str) -> Entity:
    return concept("TreatyStatus", name)


def extractions() -> list[Extraction]:
    """An old report, a wire story and a column: what each says is invented where it is not common knowledge."""
    old = (
        Article("raa-signed", published="2024-07-09", publisher="The Wire", title="Two neighbours open their bases")
        .says("Japan and the Philippines signed it in Manila.", RAA, "status", status("Signed"), "2024-07-08", place=MANILA)
        .says("The pact binds Japan.", RAA, "hasParty", JP, "2024-07-08")
        .says("The pact binds the Philippines.", RAA, "hasParty", PH, "2024-07-08")
        .says("Rey Cruz signed it.", RAA, "signedBy", OLD, "2024-07-08")
        .says("Defense Secretary Rey Cruz", OLD, "holdsOffice", DEFENSE, of=PH)
        .says("It lets troops visit.", RAA, "treatyType", concept("TreatyType", "VisitingForces"))
        .says("Its allies include the United States.", PH, "alliedWith", US)
        .says("The United States and the Philippines have a treaty of defense.", MDT, "treatyType", concept("TreatyType", "MutualDefense"))
        .says("It binds Washington,", MDT, "hasParty", US, "1951-08-30").says("and Manila.", MDT, "hasParty", PH, "1951-08-30")
        .says("It has been in force since August 1952.", MDT, "status", status("InForce"), "1952-08-27")
        .says("The Philippines belongs to ASEAN.", PH, "memberOf", ASEAN, "1967-08-08")
    )  # fmt: skip
    wire = (
        Article("acsa-signed", published="2026-01-16", publisher="Harbour Times", title="Supplies agreed")
        .says("The two signed the supply pact on Thursday.", ACSA, "status", status("Signed"), "2026-01-15", place=MANILA)
        .says("Japan's part", ACSA, "hasParty", JP, "2026-01-15").says("and the Philippines'", ACSA, "hasParty", PH, "2026-01-15")
        .says("Kenji Ono and", ACSA, "signedBy", ONO, "2026-01-15").says("Carla Lim put their names to it.", ACSA, "signedBy", LIM, "2026-01-15")
        .says("Foreign Minister Kenji Ono", ONO, "holdsOffice", FOREIGN, of=JP)
        .says("Defense Secretary Carla Lim", LIM, "holdsOffice", DEFENSE, "2025-06", of=PH)
        .says("former secretary Rey Cruz", OLD, "holdsOffice", DEFENSE, of=PH, former=True)
        .says("The Diet must still approve it.", ACSA, "status", status("PendingApproval"))
        .says("It is not in force.", ACSA, "status", status("InForce"), None, Stance.NEGATED)
        .says("The access pact took effect on September 11.", RAA, "status", status("InForce"), "2025-09-11")
        .says("Japan and China dispute the islands.", JP, "disputes", CN, place=SENKAKU)
        .says("China claims the islands as its own.", CN, "claimsSovereignty", SENKAKU)
        .says("Manila says China rammed its boats.", CN, "COERCE", PH, "2025-08-11", Stance.ATTRIBUTED, holder=PH, place=SHOAL)
        .says("Chinese ships patrolled there in December.", CN, "MOBILIZE", PH, "2025-12", place=SHOAL)
        .says("Ono met Lim.", ONO, "CONSULT", LIM, "2026-01-15", subject_state=JP, object_state=PH, place=MANILA)
    )  # fmt: skip
    column = (
        Article("column", published="2026-02-10", title="What comes next", sources=("https://a.example/column",))
        .says("The shoal is Manila's, whatever Beijing says.", PH, "claimsSovereignty", SHOAL, None, Stance.OPINION)
        .says("China will sooner or later strike.", CN, "ASSAULT", PH, None, Stance.PREDICTED)
        .says("Beijing says the islands are Chinese.", CN, "claimsSovereignty", SENKAKU, None, Stance.ATTRIBUTED, holder=CN)
        .says("The access pact has not come into force.", RAA, "status", status("InForce"), "2025-08", Stance.NEGATED)
        .says("Japan is no ally of the Philippines.", JP, "alliedWith", PH, None, Stance.NEGATED)
        .says("Kenji Ono says they are allies.", JP, "alliedWith", PH, None, Stance.ATTRIBUTED, holder=ONO)
        .says("Washington is an ally.", US, "alliedWith", PH)
    )  # fmt: skip
    return [old.extraction(), wire.extraction(), column.extraction()]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("queries") / "s") as opened:
        for extraction in extractions():
            opened.ingest(extraction)
        ontology = Project.find(Path(__file__).parent).data("ontology.ttl").read_bytes()
        opened.replace_graph(ONTOLOGY_GRAPH, parse(ontology, RdfFormat.TURTLE))
        yield opened
