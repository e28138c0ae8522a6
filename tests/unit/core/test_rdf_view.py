"""The policy of the accepted view, case by case."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

import samples
from kg.core.model import Claim, Document, Entity, Stance
from kg.core.ontology import Ontology
from kg.core.rdf_terms import TYPE, Term, kg, local_name, thing
from kg.core.rdf_view import accepted_quads, source_count
from samples import (
    ANA,
    CN,
    IN_FORCE,
    ISLETS,
    JP,
    LEAGUE,
    MANILA,
    MINISTER,
    MUTUAL_DEFENSE,
    PACT,
    PH,
    SEA,
    SIGNED,
    US,
    Article,
)  # fmt: skip


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return Ontology.load()


class View:
    """The view of some articles, and what one asks it in these tests."""

    def __init__(self, ontology: Ontology, *articles: Article) -> None:
        made = [article.extraction() for article in articles]
        documents = {e.document.id: e.document for e in made}
        self.quads = accepted_quads([c for e in made for c in e.claims], ontology, documents)

    def has(self, subject: Entity, prop: str, value: Entity) -> bool:
        return any(
            (q.subject.value, q.predicate, q.object.value) == (subject.iri, kg(prop), value.iri) for q in self.quads
        )

    def nodes(self, cls: str) -> list[dict[str, list[str]]]:
        """The nodes of a class, each as property -> local names of its values."""
        found: dict[str, dict[str, list[str]]] = {}
        for quad in self.quads:
            if Quad(quad.subject, TYPE, kg(cls)) in self.quads:
                values = found.setdefault(quad.subject.value, {}).setdefault(local_name(quad.predicate), [])
                values.append(short(quad.object))
        return list(found.values())

    def counts(self, relation: str) -> list[str]:
        return [n["sourceCount"][0] for n in self.nodes("AcceptedStatement") if n["acceptedRelation"] == [relation]]


def short(term: Term) -> str:
    return local_name(term) if isinstance(term, NamedNode) else term.value


@pytest.mark.parametrize("stance", [Stance.OPINION, Stance.PREDICTED, Stance.CONDITIONAL, Stance.NEGATED])
@pytest.mark.parametrize(
    ("subject", "relation", "object_"),
    [(JP, "alliedWith", PH), (PACT, "status", SIGNED), (CN, "claimsSovereignty", ISLETS), (CN, "COERCE", PH),
     (ANA, "holdsOffice", MINISTER), (PACT, "treatyType", MUTUAL_DEFENSE)],
)  # fmt: skip
def test_what_is_not_said_to_be_so_never_gets_in(
    ontology: Ontology, stance: Stance, subject: Entity, relation: str, object_: Entity
) -> None:
    """An opinion, a prediction, a condition or a negation puts nothing at all into the view."""
    article = Article("one").says("X.", subject, relation, object_, "2026", stance, holder=subject)
    assert View(ontology, article).quads == []


def test_another_s_word_is_not_a_fact_and_one_s_own_is(ontology: Ontology) -> None:
    """What Japan says of China's act stays a claim; what it (or its minister's state) says of its own act counts."""
    theirs = Article("one").says("X.", CN, "COERCE", PH, "2026", Stance.ATTRIBUTED, holder=JP)
    assert View(ontology, theirs).quads == []
    own = Article("two").says("X.", CN, "MOBILIZE", None, "2026", Stance.ATTRIBUTED, holder=CN)
    assert View(ontology, own).nodes("Event")[0]["actor"] == ["CN"]
    minister = Article("three").says("X.", ANA, "AGREE", JP, "2026", Stance.ATTRIBUTED, holder=PH, subject_state=PH)
    assert View(ontology, minister).nodes("Event")[0]["actorState"] == ["PH"]
    nobody = Article("four").says("X.", CN, "MOBILIZE", None, "2026", Stance.ATTRIBUTED)
    assert View(ontology, nobody).quads == []


@pytest.mark.parametrize("relation", ["alliedWith", "disputes"])
def test_one_side_s_word_does_not_bind_the_other(ontology: Ontology, relation: str) -> None:
    """That Japan calls the Philippines its ally, or says there is a dispute, is not yet so: the other is bound too."""
    article = Article("one").says("X.", JP, relation, PH, None, Stance.ATTRIBUTED, holder=JP)
    assert View(ontology, article).quads == []


def test_sovereignty_is_a_position_and_never_a_triple(ontology: Ontology) -> None:
    """A stated claim of sovereignty is a position of its claimant; nothing says that the islets are anybody's."""
    view = View(ontology, Article("one").says("X.", CN, "claimsSovereignty", ISLETS))
    assert view.nodes("SovereigntyPosition") == [
        {"type": ["SovereigntyPosition"], "claimant": ["CN"], "over": ["grey-islets"]}
    ]
    assert not any(q.predicate == kg("claimsSovereignty") for q in view.quads)
    own = Article("two").says("X.", CN, "claimsSovereignty", ISLETS, None, Stance.ATTRIBUTED, holder=CN)
    assert View(ontology, own).quads == []


def test_symmetric_and_inverse_relations_are_closed(ontology: Ontology) -> None:
    """Allies are allies either way, and a treaty's party is party to it, as the ontology has it; one statement each."""
    view = View(ontology, Article("one").says("X.", PH, "alliedWith", JP).says("Y.", PACT, "hasParty", JP)
                .says("Z.", JP, "memberOf", LEAGUE).says("W.", PACT, "signedBy", ANA))  # fmt: skip
    assert view.has(PH, "alliedWith", JP) and view.has(JP, "alliedWith", PH)
    assert view.has(PACT, "hasParty", JP) and view.has(JP, "partyTo", PACT) and not view.has(JP, "hasParty", PACT)
    assert view.has(JP, "memberOf", LEAGUE) and view.has(LEAGUE, "hasMember", JP)
    assert view.has(PACT, "signedBy", ANA) and view.has(ANA, "signed", PACT)
    assert len(view.nodes("AcceptedStatement")) == 4


def test_a_status_is_a_dated_node_and_no_property_of_the_treaty(ontology: Ontology) -> None:
    """Two documents that tell the same signing give one status event; the treaty itself has no status."""
    one = Article("one").says("X.", PACT, "status", SIGNED, "2026-01-15", place=MANILA)
    two = Article("two").says("Y.", PACT, "status", SIGNED, "2026-01-15")
    view = View(ontology, one, two)
    assert view.nodes("StatusEvent") == [{
        "type": ["StatusEvent"], "ofTreaty": ["harbour-pact"], "treatyStatus": ["Signed"], "place": ["manila"],
        "date": ["2026-01-15"], "dateFrom": ["2026-01-15"], "dateTo": ["2026-01-15"],
    }]  # fmt: skip
    assert not any(q.predicate == kg("status") for q in view.quads)
    assert view.counts("status") == ["2"]


def test_a_term_of_office(ontology: Ontology) -> None:
    """An office is held in a term: holder, office, of whom, since when, and whether it is over."""
    view = View(ontology, Article("one").says("X.", ANA, "holdsOffice", MINISTER, "2024", of=PH, former=True))
    node = view.nodes("TermOfOffice")[0]
    assert (node["officeHolder"], node["office"], node["officeOf"]) == (["ana-reyes"], ["foreign-minister"], ["PH"])
    assert (node["date"], node["formerHolder"]) == (["2024"], ["true"])


def test_a_dispute_over_a_place_is_a_node_too(ontology: Ontology) -> None:
    """Two states dispute, either way round, and the place makes it a dispute over something."""
    view = View(ontology, Article("one").says("X.", JP, "disputes", CN, place=ISLETS).says("Y.", JP, "disputes", PH))
    assert view.has(CN, "disputes", JP) and view.has(JP, "disputes", CN) and view.has(PH, "disputes", JP)
    assert [(sorted(n["side"]), n["over"]) for n in view.nodes("Dispute")] == [(["CN", "JP"], ["grey-islets"])]
    assert any(q.subject == thing("dispute/CN-JP-feature-grey-islets") for q in view.quads)


def test_a_joint_act_told_from_either_side_is_one_event(ontology: Ontology) -> None:
    """The event types whose roles are symmetric are sorted; others keep actor and target."""
    one = Article("one").says("X.", JP, "CONSULT", PH, "2026-01-15", subject_state=JP)
    two = Article("two").says("Y.", PH, "CONSULT", JP, "2026-01-15")
    view = View(ontology, one, two)
    assert [(n["actor"], n["target"], n["actorState"]) for n in view.nodes("Event")] == [(["JP"], ["PH"], ["JP"])]
    apart = View(
        ontology, Article("a").says("X.", JP, "ACCUSE", CN, "2026"), Article("b").says("Y.", CN, "ACCUSE", JP, "2026")
    )
    assert len(apart.nodes("Event")) == 2


def test_events_without_a_date_are_one_only_in_the_same_words(ontology: Ontology) -> None:
    """Two undated meetings of the same two are two events, unless the words are copied."""
    view = View(ontology, Article("one").says("They met.", JP, "CONSULT", PH), Article("two").says("They met again.", JP, "CONSULT", PH),
                Article("three").says("They  met.", JP, "CONSULT", PH))  # fmt: skip
    assert len(view.nodes("Event")) == 2


@pytest.mark.parametrize(
    ("stated", "negated", "published", "stands"),
    [
        ("2026-01-15", None, None, False),  # nobody knows when it is not so
        ("2026-01-15", "2026-02", "2026-03-01", False),  # later
        ("2026-01-15", "2026-01-15", "2026-03-01", False),  # the same day: a contradiction is no fact
        ("2026-01-15", "2025", "2026-03-01", True),  # it was not so before, and became so
        ("2026-09-01", None, "2026-01-16", True),  # "is not in force", published before
        ("2025-09-01", None, "2026-01-16", False),  # published after
        (None, "2025", "2026-01-16", True),  # stated without a date in a text of 2026, left in 2025 (and came back)
    ],
)
def test_a_negation_cancels_what_is_not_later(
    ontology: Ontology, stated: str | None, negated: str | None, published: str | None, stands: bool
) -> None:
    """A statement falls to a negation of it that is dated later, on the same day, or not at all."""
    yes = Article("yes", published="2026-10-01").says("X.", PACT, "status", IN_FORCE, stated)
    no = Article("no", published=published).says("Y.", PACT, "status", IN_FORCE, negated, Stance.NEGATED)
    assert bool(View(ontology, yes, no).nodes("StatusEvent")) is stands


def test_a_negation_concerns_its_own_statement_only(ontology: Ontology) -> None:
    """That Japan is no party leaves the Philippines one; that there is no alliance counts from either side."""
    view = View(ontology, Article("one").says("X.", PACT, "hasParty", JP).says("Y.", PACT, "hasParty", PH)
                .says("Z.", PACT, "hasParty", JP, None, Stance.NEGATED).says("W.", US, "alliedWith", JP)
                .says("V.", JP, "alliedWith", US, None, Stance.NEGATED))  # fmt: skip
    assert view.has(PACT, "hasParty", PH) and not view.has(PACT, "hasParty", JP)
    assert not view.has(US, "alliedWith", JP) and not view.has(JP, "alliedWith", US)


def test_an_event_is_not_undone_by_the_denial_of_another(ontology: Ontology) -> None:
    """An undated negated act cancels acts of its own document and undated ones, not a dated act told elsewhere."""
    dated = Article("one").says("X.", CN, "COERCE", PH, "2024-03-05")
    undated = Article("two").says("Y.", CN, "COERCE", PH)
    denial = Article("three").says("Z.", CN, "COERCE", PH, None, Stance.NEGATED)
    assert [n["date"] for n in View(ontology, dated, undated, denial).nodes("Event")] == [["2024-03-05"]]
    same_day = Article("four").says("Z.", CN, "COERCE", PH, "2024-03", Stance.NEGATED)
    assert View(ontology, dated, same_day).nodes("Event") == []
    other_day = Article("five").says("Z.", CN, "COERCE", PH, "2024-04", Stance.NEGATED)
    assert len(View(ontology, dated, other_day).nodes("Event")) == 1


def test_syndicated_copies_count_once(ontology: Ontology) -> None:
    """The same words in two papers are one source, two articles of one paper are one source, others count each."""

    def said(name: str, quote: str, publisher: str | None) -> Article:
        return Article(name, publisher=publisher).says(quote, JP, "alliedWith", PH)

    assert View(ontology, said("a", "Allies.", "Wire"), said("b", "allies.", "Post")).counts("alliedWith") == ["1"]
    assert View(ontology, said("a", "Allies.", "Wire"), said("b", "Friends.", "wire")).counts("alliedWith") == ["1"]
    assert View(ontology, said("a", "Allies.", "Wire"), said("b", "Friends.", "Post")).counts("alliedWith") == ["2"]
    assert View(ontology, said("a", "Allies.", None), said("b", "Friends.", None)).counts("alliedWith") == ["2"]
    chain = [
        said("a", "Allies.", "Wire"),
        said("b", "Friends.", "Wire"),
        said("c", "Friends.", None),
        said("d", "Else.", None),
    ]
    assert View(ontology, *chain).counts("alliedWith") == ["2"]


def test_things_of_the_view_are_described_and_others_are_not(ontology: Ontology) -> None:
    """What an accepted statement mentions has type, fullest name, other names and code; what only an opinion does has none."""
    ana = dataclasses.replace(ANA, name="Ana Maria Reyes", aliases=("Reyes",))
    view = View(ontology, Article("one").says("X.", ANA, "AGREE", JP, "2026"),
                Article("two").says("Y.", ana, "AGREE", CN, "2026", Stance.OPINION))  # fmt: skip
    described = {
        str(q.predicate.value).split("#")[-1] + " " + q.object.value.split("#")[-1]
        for q in view.quads
        if q.subject.value == ANA.iri
    }
    assert described == {"type Person", "label Ana Maria Reyes", "altLabel Ana Reyes", "altLabel Reyes"}
    assert any(q.subject.value == JP.iri and q.object.value == "JP" for q in view.quads)
    assert not any(q.subject.value == CN.iri for q in view.quads)
    assert not any(q.subject.value.startswith(kg("").value) for q in view.quads)


def test_the_view_has_names_and_not_every_word_for_a_thing(ontology: Ontology) -> None:
    """Pronouns, common nouns and possessives stay in the documents; a state's other names are in the reference data."""
    pact = dataclasses.replace(PACT, aliases=("HP", "It", "pact", "Japan's pact", "Pact of Manila", "港湾協定"))
    japan = dataclasses.replace(JP, aliases=("Tokyo", "Nippon", "ships"))
    view = View(ontology, Article("one").says("X.", pact, "hasParty", japan))
    names = {(q.subject.value, q.object.value) for q in view.quads if local_name(q.predicate) == "altLabel"}
    assert names == {(PACT.iri, "HP"), (PACT.iri, "Pact of Manila"), (PACT.iri, "港湾協定")}


def test_nobody_is_allied_with_himself_and_unknown_relations_stay_claims(ontology: Ontology) -> None:
    """A relation of a thing to itself, one without object, and one that the ontology lacks are not accepted."""
    article = Article("one").says("X.", JP, "alliedWith", JP).says("Y.", PACT, "hasParty").says("Z.", JP, "admires", CN)
    assert View(ontology, article).quads == []


@given(st.lists(samples.claims(), max_size=12, unique_by=lambda c: c.id), st.randoms())
def test_the_view_does_not_depend_on_the_order_of_claims(claims: list[Claim], dice) -> None:
    """The same claims in any order give the same view."""
    ontology = _ONTOLOGY
    documents = {"d" * 64: Document("d" * 64, "u", "n", "", published="2025-06-01")}
    mixed = list(claims)
    dice.shuffle(mixed)
    assert accepted_quads(claims, ontology, documents) == accepted_quads(mixed, ontology, documents)


_ONTOLOGY = Ontology.load()
_ = SEA


def test_near_copies_are_one_source() -> None:
    """Two documents that say it in nearly the same long sentence count once; another sentence, or a short one, is its own."""
    wire = "On Thursday the ministers of Japan and of the Philippines signed the harbour pact in Manila."
    copied = wire.replace("Thursday", "Thursday,")
    other = "The harbour pact, which took a year to draft, was put to paper by both sides this week at last."
    documents = {}
    claims = []
    for name, sentence in (("one", wire), ("two", copied), ("three", other)):
        extraction = Article(name).says(sentence, PACT, "hasParty", JP).extraction()
        documents[extraction.document.id] = extraction.document
        claims += extraction.claims
    assert source_count(claims[:2], documents) == 1
    assert source_count(claims, documents) == 2
