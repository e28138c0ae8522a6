"""The tables of reference data as RDF, for the named graph ``graph/reference``.

Each row is a node of its own (a term of office, a status event, a name in use...) with ``dcterms:source`` and
``kg:retrieved``; nothing of it enters the accepted view. Positions on a feature stay positions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from kg.core.model import ID_BASE
from kg.core.rdf import date_pairs
from kg.core.rdf_terms import ALT_LABEL, ISO_CODE, LABEL, REFERENCE, TYPE, Term, digest, edtf, kg, slug, term, thing
from kg.core.time import interval
from kg.reference import rows as r
from kg.reference.knowledge import Reference

Pairs = list[tuple[NamedNode, Term]]
Described = Iterator[tuple[NamedNode, Pairs]]
"""Subjects with what is said of them."""
_SOURCE, _RETRIEVED = term("dcterms:source"), kg("retrieved")
_WKT = NamedNode("http://www.opengis.net/ont/geosparql#wktLiteral")
_AS_WKT = NamedNode("http://www.opengis.net/ont/geosparql#asWKT")
_GEOMETRY = NamedNode("http://www.opengis.net/ont/geosparql#hasGeometry")
_POINT = NamedNode("http://www.opengis.net/ont/sf#Point")
_SAME = term("skos:exactMatch")
_FEATURES = {"Island", "IslandGroup", "Reef", "Shoal", "Strait", "Feature"}
_WIKIDATA = "http://www.wikidata.org/entity/"


class ReferenceQuads:
    """Makes the quads of all tables; iterate over it. Raises DataError where a table is not well formed."""

    def __init__(self, reference: Reference) -> None:
        self._reference = reference
        self._kinds = {row.slug: row.kind for row in reference.rows(r.Feature)}

    def __iter__(self) -> Iterator[Quad]:
        for kind, shape in self._shapes().items():
            for row in self._reference.rows(kind):
                for subject, pairs in shape(row):
                    for prop, value in pairs:
                        yield Quad(subject, prop, value, REFERENCE)

    def _shapes(self) -> dict[type[r.Row], Callable[[Any], Described]]:
        return {
            r.State: _state, r.StateName: _state_name, r.StatePoint: _state_point,
            r.HistoricalState: _historical, r.Organization: _organization,
            r.Membership: _membership, r.Metonym: _metonym, r.TermOfOffice: _term, r.Life: _life, r.Treaty: _treaty,
            r.TreatyParty: _party, r.StatusEvent: _status, r.Obligation: self._obligation, r.Feature: self._feature,
            r.FeatureName: self._feature_name, r.Position: self._position, r.Administration: self._administration,
            r.Award: self._award,
        }  # fmt: skip

    def place(self, slug: str) -> NamedNode:
        """The IRI of a feature or a sea by its slug, as the gazetteer makes it."""
        kind = self._kinds.get(slug, "Sea" if slug.endswith("-sea") else "Island")
        return thing(f"{'sea' if kind == 'Sea' else 'feature' if kind in _FEATURES else 'place'}/{slug}")

    def _obligation(self, row: r.Obligation) -> Described:
        node, pairs = _node(
            row, f"obligation/{digest(row.treaty, row.article, row.obligation)}", "Obligation",
            [(kg("ofTreaty"), treaty(row.treaty)), (kg("obligationType"), kg(row.obligation)),
             (kg("article"), _text(row.article))],
        )  # fmt: skip
        everyone = [p.party for p in self._reference.parties.get(row.treaty, ()) if p.role == "party" and not p.to]
        for prop, names in (("obligedParty", row.obliged), ("owedTo", row.owed_to)):
            coded = [name for name in names if name.isupper() or name in everyone] or everyone
            pairs += [(kg(prop), actor(name)) for name in coded]
        for prop, text in (
            ("condition", row.trigger),
            ("obligationArea", row.area),
            ("obligationSummary", row.summary),
        ):
            pairs += [(kg(prop), _text(text))] if text else []
        yield node, pairs

    def _feature(self, row: r.Feature) -> Described:
        pairs: Pairs = [(LABEL, Literal(row.name, language="en"))]
        pairs += [(kg("inSea"), self.place(row.sea))] if row.sea else []
        pairs += [(kg("inGroup"), self.place(row.group))] if row.group else []
        pairs += [(_SAME, NamedNode(_WIKIDATA + row.wikidata))] if row.wikidata else []
        node = self.place(row.slug)
        if row.latitude and row.longitude:
            point = thing(f"geometry/{row.slug}")
            pairs.append((_GEOMETRY, point))
            yield point, _point(row.longitude, row.latitude)
        yield _node(row, node.value.removeprefix(ID_BASE), row.kind, pairs)

    def _feature_name(self, row: r.FeatureName) -> Described:
        text = Literal(row.name, language=row.lang) if row.lang else Literal(row.name)
        pairs: Pairs = [(kg("nameOf"), self.place(row.feature)), (kg("nameText"), text)]
        pairs += [(kg("usedBy"), actor(code)) for code in row.used_by]
        yield _node(row, f"name/{digest('feature', row.feature, row.lang, row.name)}", "NameUse", pairs)

    def _position(self, row: r.Position) -> Described:
        pairs: Pairs = [(kg("claimant"), actor(row.claimant)), (kg("over"), self.place(row.feature))]
        pairs += [*_span(row.from_, row.to), *([(term("rdfs:comment"), _text(row.words))] if row.words else [])]
        yield _node(row, f"position/{row.claimant.lower()}-{row.feature}", "SovereigntyPosition", pairs)

    def _administration(self, row: r.Administration) -> Described:
        pairs: Pairs = [(kg("administrator"), actor(row.administrator)), (kg("over"), self.place(row.feature))]
        pairs += [*_span(row.from_, row.to), *([(term("rdfs:comment"), _text(row.words))] if row.words else [])]
        yield _node(row, f"administration/{row.administrator.lower()}-{row.feature}", "Administration", pairs)

    def _award(self, row: r.Award) -> Described:
        pairs: Pairs = [(LABEL, Literal(row.title, language="en")), *date_pairs(row.date or None)]
        pairs += [(kg("awardParty"), actor(party)) for party in row.parties]
        pairs += [(kg("over"), self.place(slug)) for slug in row.feature]
        for prop, text in (("tribunal", row.tribunal), ("finding", row.finding)):
            pairs += [(kg(prop), _text(text))] if text else []
        yield _node(row, f"award/{row.slug}", "Award", pairs)


def actor(name: str) -> NamedNode:
    """The IRI of a state by its code, of any other actor by its slug."""
    return thing(f"state/{name}") if name.isupper() and len(name) == 2 else thing(f"org/{name}")


def treaty(slug: str) -> NamedNode:
    """The IRI of a treaty of the reference."""
    return thing(f"treaty/{slug}")


def _text(value: str) -> Literal:
    return Literal(value)


def _node(row: r.Row, path: str, kind: str, pairs: Pairs) -> tuple[NamedNode, Pairs]:
    node = thing(path)
    own: Pairs = [(TYPE, kg(kind)), (_RETRIEVED, edtf(row.retrieved))]
    own += [(_SOURCE, NamedNode(address)) for address in row.sources]
    return node, own + pairs


def _span(first: str, last: str) -> Pairs:
    """The dates of what lasts from one date to another; nothing where neither is known."""
    if not first and not last:
        return []
    return date_pairs(interval(first or None, last or None))


def _state(row: r.State) -> Described:
    pairs: Pairs = [(ISO_CODE, _text(row.code)), (LABEL, Literal(row.name, language="en"))]
    pairs += [(ALT_LABEL, Literal(row.official, language="en"))] if row.official else []
    pairs += [(_SAME, NamedNode(_WIKIDATA + row.wikidata))] if row.wikidata else []
    yield _node(row, f"state/{row.code}", "State", pairs)


def _state_name(row: r.StateName) -> Described:
    pairs: Pairs = [(kg("nameOf"), actor(row.code)), (kg("nameText"), Literal(row.name, language=row.lang))]
    yield _node(row, f"name/{digest('state', row.code, row.lang, row.name)}", "NameUse", pairs)


def _state_point(row: r.StatePoint) -> Described:
    point = thing(f"geometry/state-{row.state.lower()}")
    yield point, _point(row.longitude, row.latitude) + [(_SOURCE, NamedNode(address)) for address in row.sources]
    yield point, [(term("rdfs:comment"), _text(f"At its capital, {row.place}." if row.place else "In its middle."))]
    yield actor(row.state), [(_GEOMETRY, point)]


def _point(longitude: str, latitude: str) -> Pairs:
    return [(TYPE, _POINT), (_AS_WKT, Literal(f"POINT({longitude} {latitude})", datatype=_WKT))]


def _historical(row: r.HistoricalState) -> Described:
    pairs: Pairs = [(LABEL, Literal(row.name, language="en")), *_span(row.from_, row.to)]
    yield _node(row, f"state/{row.code}", "HistoricalState", pairs)
    for code in row.successors:
        yield actor(code), [(kg("successorOf"), thing(f"state/{row.code}"))]


def _organization(row: r.Organization) -> Described:
    pairs: Pairs = [(LABEL, Literal(row.name, language="en")), *_span(row.founded, row.ended)]
    pairs += [(ALT_LABEL, Literal(name, language="en")) for name in row.abbreviations]
    pairs += [(_SAME, NamedNode(_WIKIDATA + row.wikidata))] if row.wikidata else []
    yield _node(row, f"org/{row.slug}", row.kind or "Organization", pairs)


def _membership(row: r.Membership) -> Described:
    pairs: Pairs = [
        (kg("member"), actor(row.member)), (kg("membershipIn"), thing(f"org/{row.organization}")),
        (kg("membershipRole"), _text(row.role)), *_span(row.from_, row.to),
    ]  # fmt: skip
    yield _node(row, f"membership/{digest(row.organization, row.member, row.role, row.from_)}", "Membership", pairs)


def _metonym(row: r.Metonym) -> Described:
    pairs: Pairs = [(kg("nameOf"), actor(row.state)), (kg("nameText"), Literal(row.form, language="en"))]
    yield _node(row, f"name/{digest('metonym', row.state, row.form)}", "NameUse", pairs)


def _term(row: r.TermOfOffice) -> Described:
    person, office = thing(f"person/{slug(row.person)}"), thing(f"office/{slug(row.title)}")
    yield person, [(TYPE, kg("Person")), (LABEL, _text(row.person)), *((ALT_LABEL, _text(a)) for a in row.aliases)]
    yield office, [(TYPE, kg("Office")), (LABEL, Literal(row.title, language="en"))]
    pairs: Pairs = [
        (kg("officeHolder"), person), (kg("office"), office), (kg("officeOf"), actor(row.of)),
        *_span(row.from_, row.to),
    ]  # fmt: skip
    yield _node(row, f"term/{digest('reference', row.person, row.title, row.of, row.from_)}", "TermOfOffice", pairs)


def _life(row: r.Life) -> Described:
    pairs: Pairs = [(LABEL, _text(row.person))]
    pairs += [(kg("born"), edtf(row.born))] if row.born else []
    pairs += [(kg("died"), edtf(row.died))] if row.died else []
    yield _node(row, f"person/{slug(row.person)}", "Person", pairs)


def _treaty(row: r.Treaty) -> Described:
    pairs: Pairs = [(LABEL, Literal(row.title, language="en"))]
    pairs += [(ALT_LABEL, Literal(name, language="en")) for name in row.names]
    pairs += [(kg("treatyType"), kg(row.type))] if row.type else []
    for prop, others in (("supersedes", row.replaces), ("amends", row.amends), ("complements", row.complements)):
        pairs += [(kg(prop), treaty(other)) for other in others]
    yield _node(row, f"treaty/{row.slug}", "Treaty", pairs)


def _party(row: r.TreatyParty) -> Described:
    pairs: Pairs = [
        (kg("treatyParticipant"), actor(row.party)), (kg("participationIn"), treaty(row.treaty)),
        (kg("treatyRole"), _text(row.role)), *_span(row.from_, row.to),
    ]  # fmt: skip
    path = f"participation/{digest(row.treaty, row.party, row.role, row.from_)}"
    yield _node(row, path, "TreatyParticipation", pairs)


def _status(row: r.StatusEvent) -> Described:
    pairs: Pairs = [(kg("ofTreaty"), treaty(row.treaty)), (kg("treatyStatus"), kg(row.status))]
    pairs += date_pairs(row.date or None)
    pairs += [(kg("statusParty"), actor(row.party))] if row.party else []
    yield _node(row, f"status/{digest('reference', row.treaty, row.status, row.party, row.date)}", "StatusEvent", pairs)
