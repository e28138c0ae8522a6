"""Networks of states: who is bound to whom, and who is at odds with whom over what.

Rows (one claim each, :mod:`kg.analyse.rows`) become a networkx multigraph whose nodes and edges are typed, dated and
sourced. No store, no page and no clock is involved: the same rows give the same graph, in whatever order they come.

**Nobody's claim becomes a tie.** An edge has a ``standing``:

- ``accepted``: the accepted view holds it;
- ``attributed``: somebody says so, and the document says who;
- ``unconfirmed``: a document states it, but the accepted view does not hold it (denied, ended or contradicted);
- ``predicted``: planned or expected, not so yet.

Only the first is a plain edge. Opinions, conditions and denials draw nothing: they are kept with the edge they speak
of, and where there is none in ``graph.graph["not_drawn"]``.

Node attributes: ``kind``, ``name``, ``code``, ``names`` (all others), ``classes``; of a treaty also ``types``,
``status``, ``history``, ``spans`` and ``claims``. What the reference data know: ``uses`` (names in use), ``positions``
and ``administrations`` (of :class:`~kg.analyse.known.Fact`), ``at`` (longitude, latitude in degrees).

Edge attributes: ``kind``, ``source`` and ``target`` (ids of nodes), ``directed``, ``standing``, ``first`` and ``last``
(ISO days or None), ``sources`` (how many independent ones), ``claims`` (of :class:`ClaimNote`); of a treaty ``treaty``,
``treaty_name``, ``treaty_names``, ``types``, ``status``, ``history``; of a dispute ``place`` and ``place_names``; of
events ``events`` (type -> how many claims). ``spans`` says when the tie held (:mod:`kg.analyse.spans`), ``facts`` which
facts of the reference data date it; those never draw a tie by themselves.

Kinds of edges: ``alliance``, ``pact-STATE`` (a treaty of two that makes allies of them), ``treaty-STATE`` (any other),
``pact-party-STATE`` and ``party-STATE`` (to a treaty of many, or of one known party, which is a node), ``member``;
``dispute``, ``position`` (a claim to sovereignty, from state to feature), ``acts`` and ``words`` (hostile events, from
actor to target), ``aid`` and ``contact`` (other events). STATE is ``in-force``, ``pending``, ``ended`` or ``untold``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypedDict, cast

import networkx as nx

from kg.analyse.known import Fact, Known, read_known
from kg.analyse.rows import NetworkRow, Thing, read_rows
from kg.analyse.spans import Span, days, event_spans, lasting_spans
from kg.analyse.standing import STANDINGS, firm, standing
from kg.analyse.terms import terms
from kg.analyse.told_treaties import latest_status, treaty_facts

__all__ = [
    "STANDINGS", "ClaimNote", "Fact", "Known", "NetworkRow", "Thing", "alliance_network", "dispute_network",
    "latest_status", "newest_source", "read_known", "read_rows", "standing", "whole_network",
]  # fmt: skip

_PLACES = ("feature", "area")


class ClaimNote(TypedDict, total=False):
    """One claim as an edge or node keeps it: plain values only, absent where unknown."""

    id: str
    relation: str
    subject: str
    object: str
    stance: str
    accepted: bool
    holder: str
    place: str
    subject_names: tuple[str, ...]
    object_names: tuple[str, ...]
    place_names: tuple[str, ...]
    date: str
    date_from: str
    date_to: str
    date_words: str
    document: str
    title: str
    uri: str
    links: tuple[str, ...]
    publisher: str
    published: str
    quote: str
    before: str
    after: str
    iris: Mapping[str, str]
    start: int
    end: int
    quote_sha256: str
    rule: str
    confidence: float


_NOTHING = Known()


def alliance_network(rows: Iterable[NetworkRow], known: Known = _NOTHING) -> nx.MultiGraph[str]:
    """Who is allied with whom, party to what, member of what. Rows of other relations are passed over."""
    graph: nx.MultiGraph[str] = nx.MultiGraph(name="alliances")
    builder = _Builder(graph, rows, known)
    builder.bonds()
    builder.finish()
    return graph


def whole_network(rows: Iterable[NetworkRow], known: Known = _NOTHING) -> nx.MultiDiGraph[str]:
    """All ties of both networks, and who gives to whom and deals with whom."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name="all")
    builder = _Builder(graph, rows, known)
    builder.bonds()
    builder.quarrels()
    builder.ties("aid", directed=True, for_states=True)
    builder.ties("contact", directed=True, for_states=True)
    builder.finish()
    return graph


def dispute_network(rows: Iterable[NetworkRow], known: Known = _NOTHING) -> nx.MultiDiGraph[str]:
    """Who disputes what with whom, who claims which feature, and who did or said what hostile to whom.

    A dispute has no direction: its edge is there once, from the lesser id to the greater, with ``directed`` False.
    A person or body who acts for a state stands as that state; the claims of the edge name who it was.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name="disputes")
    builder = _Builder(graph, rows, known)
    builder.quarrels()
    builder.finish()
    return graph


def newest_source(graph: nx.MultiGraph[str]) -> str | None:
    """The latest date of publication (EDTF) among the documents whose claims the graph shows."""
    claims = [c for _, _, data in graph.edges(data=True) for c in data["claims"]]
    claims += [c for _, data in graph.nodes(data=True) for c in data.get("claims", ())]
    return max((c["published"] for c in claims if c.get("published")), default=None)


def node_kind(thing: Thing) -> str:
    """The kind of node that a thing is, by its classes."""
    return next((kind for kind, classes in terms().kinds if classes & {*thing.classes}), "other")


def claim_note(row: NetworkRow) -> ClaimNote:
    """What an edge keeps of a claim: of places all names, since the name that a document uses may take a side."""
    name: Callable[[Thing | None], str | None] = lambda thing: thing.name if thing else None  # noqa: E731

    def names(thing: Thing | None) -> tuple[str, ...] | None:
        return thing.names or None if thing and node_kind(thing) in _PLACES else None

    note: dict[str, Any] = {
        "id": row.claim, "relation": row.relation, "subject": row.subject.name, "object": name(row.object),
        "stance": str(row.stance), "accepted": row.accepted, "holder": name(row.holder), "place": name(row.place),
        "subject_names": names(row.subject), "object_names": names(row.object), "place_names": names(row.place),
        "date": row.date, "date_from": row.date_from, "date_to": row.date_to, "date_words": row.date_words,
        "document": row.document, "title": row.title, "uri": row.uri, "links": row.links or None,
        "publisher": row.publisher, "published": row.published, "quote": row.quote, "start": row.start, "end": row.end,
        "quote_sha256": row.quote_sha256, "rule": row.rule, "confidence": row.confidence,
        "before": row.before, "after": row.after,
        "iris": {role: thing.iri for role, thing in
                 (("subject", row.subject), ("object", row.object), ("holder", row.holder), ("place", row.place))
                 if thing},
    }  # fmt: skip
    return cast(ClaimNote, {k: v for k, v in note.items() if v is not None})


def independent_sources(rows: Iterable[NetworkRow]) -> int:
    """How many sources vouch by themselves: a publisher counts once, and so do all who print the same words."""
    same: nx.Graph[tuple[str, str]] = nx.Graph()
    for row in rows:
        words = " ".join(row.quote.casefold().split()) if row.quote else row.quote_sha256 or row.claim
        same.add_edge(("source", row.source), ("words", words))
    return nx.number_connected_components(same)


class _Builder:
    """Fills one graph from rows: first what is to be drawn is collected, then nodes and edges are added sorted."""

    def __init__(self, graph: nx.MultiGraph[str], rows: Iterable[NetworkRow], known: Known) -> None:
        self.graph = graph
        self.known = known
        self.groups: dict[str, list[NetworkRow]] = defaultdict(list)
        for row in sorted(rows, key=lambda row: row.claim):
            row = _turned(row)
            self.groups[terms().group_of.get(row.relation, "")].append(row)
        self.things: dict[str, Thing] = {}
        self.of_node: dict[str, dict[str, Any]] = {}
        self.edges: list[tuple[str, str, str, dict[str, Any]]] = []
        self.not_drawn: list[tuple[str, NetworkRow]] = []

    def bonds(self) -> None:
        """Alliances, memberships and treaties."""
        self.ties("alliance")
        self.ties("member", directed=True)
        self.treaties()

    def quarrels(self) -> None:
        """Disputes with their places, claims to sovereignty, hostile acts and words."""
        self.ties("dispute", key=lambda row: row.place.iri if row.place else "")
        self.ties("position", directed=True)
        self.ties("acts", directed=True, for_states=True)
        self.ties("words", directed=True, for_states=True)

    def ties(
        self, group: str, *, key: Callable[[NetworkRow], str] = lambda row: "", directed: bool = False,
        for_states: bool = False,
    ) -> None:  # fmt: skip
        """An edge for each pair and key that a claim of the group ties."""
        bundles: dict[tuple[str, str, str], list[NetworkRow]] = defaultdict(list)
        for row in self.groups[group]:
            ends = _ends(row, for_states=for_states)
            if ends is None:
                self.not_drawn.append(("no-target" if row.object is None else "same-side", row))
                continue
            source, target = ends if directed else sorted(ends, key=lambda thing: thing.iri)
            self._know(source, target)
            bundles[source.iri, target.iri, key(row)].append(row)
        for (left, right, detail), rows in bundles.items():
            more: dict[str, Any] = {}
            if group == "dispute" and (place := rows[0].place):
                more = {"place": place.name, "place_names": place.names}
            if for_states:
                more = {"events": _counts(rows)}
            more |= self._dated(group, left, right, rows, events=for_states)
            self._edge(group, left, right, f"{group}:{detail}", rows, directed=directed, more=more)

    def _dated(self, group: str, left: str, right: str, rows: Sequence[NetworkRow], *, events: bool) -> dict[str, Any]:
        """When the tie held, by the claims that make it as firm as it is and by what the reference data know of it."""
        vouching = _vouching(rows)
        if events:
            return {"spans": tuple(event_spans(vouching))}
        facts: tuple[Fact, ...] = ()
        if group == "member":
            facts = tuple(f for f in self.known.of("member", right, left) if f.value == "member")
        elif group == "position":
            facts = self.known.of("position", right, left)
        return {"spans": tuple(lasting_spans(vouching, facts)), "facts": facts}

    def treaties(self) -> None:
        """A treaty of two is an edge between them; any other is a node, and each party an edge to it."""
        parties: dict[str, dict[str, list[NetworkRow]]] = defaultdict(lambda: defaultdict(list))
        about: dict[str, list[NetworkRow]] = defaultdict(list)
        for row in self.groups["party"]:
            if row.object is None:
                self.not_drawn.append(("no-target", row))
                continue
            self._know(row.subject, row.object)
            parties[row.subject.iri][row.object.iri].append(row)
        for row in self.groups["about_treaty"]:
            self._know(row.subject)
            about[row.subject.iri].append(row)
        for treaty in sorted({*parties, *about}):
            sides = {iri: rows for iri, rows in sorted(parties[treaty].items()) if any(map(standing, rows))}
            idle = [row for iri, rows in parties[treaty].items() if iri not in sides for row in rows]
            if not sides:
                self.not_drawn += [("no-party", row) for row in [*idle, *about[treaty]]]
            elif len(sides) == 2:
                self._treaty_of_two(treaty, sides, [*about[treaty], *idle])
            else:
                facts = treaty_facts(about[treaty], self.known.of("status", treaty), of_two=False)
                prefix = ("pact-" if facts.pop("pact") else "") + "party-"
                kind, spans = prefix + facts.pop("state"), _kinds_of(facts.pop("spans"), prefix)
                steps = self.known.of("status", treaty)
                self.of_node[treaty] = {**facts, "spans": spans, "facts": steps,
                                        "claims": _notes([*about[treaty], *idle])}  # fmt: skip
                for party, rows in sides.items():
                    known = tuple(f for f in self.known.of("party", treaty, party) if f.value == "party")
                    when: tuple[Any, ...] = clipped(spans, known) or tuple(lasting_spans(_vouching(rows), known))
                    self._edge(kind, party, treaty, f"party:{treaty}", rows, more={"spans": when, "facts": known})

    def _treaty_of_two(self, treaty: str, sides: Mapping[str, list[NetworkRow]], about: list[NetworkRow]) -> None:
        known = self.known.of("status", treaty)
        facts = treaty_facts(about, known, of_two=True)
        left, right = sides
        rows = [row for side in sides.values() for row in side]
        thing = self.things[treaty]
        named: dict[str, Any] = {"treaty": treaty, "treaty_name": thing.name, "treaty_names": thing.names}
        # the treaty ties the two no more firmly than it ties either of them
        standing_ = max((_best(side) for side in sides.values()), key=STANDINGS.index)
        prefix = "pact-" if facts.pop("pact") else "treaty-"
        kind = prefix + facts.pop("state")
        spans: tuple[Any, ...] = _kinds_of(facts.pop("spans"), prefix) or tuple(lasting_spans(_vouching(rows)))
        more = {"standing": standing_, **named, **facts, "spans": spans, "facts": known}
        self._edge(kind, left, right, f"treaty:{treaty}", rows, also=about, more=more)

    def _edge(
        self, kind: str, source: str, target: str, key: str, rows: Sequence[NetworkRow], *,
        directed: bool = False, also: Sequence[NetworkRow] = (), more: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        """Add the edge, or note its claims as not drawn where none of them may draw one."""
        best = (more or {}).get("standing") or _best(rows)
        if best is None:
            self.not_drawn += [("stance", row) for row in rows]
            return
        vouching = [row for row in rows if standing(row) == best] or rows
        told = [day for row in (*vouching, *filter(firm, also)) for day in (row.date_from, row.date_to) if day]
        data = {
            "kind": kind, "source": source, "target": target, "directed": directed, "standing": best,
            "first": min(told, default=None), "last": max(told, default=None),
            "sources": independent_sources(vouching), "claims": _notes([*rows, *also]), **(more or {}),
        }  # fmt: skip
        self.edges.append((source, target, key, data))

    def _know(self, *things: Thing) -> None:
        """Remember a thing, with the names that any row gives it."""
        for thing in things:
            known = self.things.get(thing.iri)
            if known and known != thing:
                names = {*known.names, *thing.names, thing.name} - {known.name}
                classes = {*known.classes, *thing.classes}
                thing = replace(known, names=tuple(sorted(names)), classes=tuple(sorted(classes)),
                                code=known.code or thing.code)  # fmt: skip
            self.things[thing.iri] = thing

    def finish(self) -> None:
        """Put nodes, edges and what is not drawn into the graph, sorted."""
        used = {end for edge in self.edges for end in edge[:2]}
        for iri in sorted(used):
            thing, more = self.things[iri], self.of_node.get(iri, {}) | self._known_of(iri)
            self.graph.add_node(iri, kind=node_kind(thing), name=thing.name, code=thing.code, names=thing.names,
                                classes=thing.classes, **more)  # fmt: skip
        for source, target, key, data in sorted(self.edges, key=lambda edge: (*edge[:3], edge[3]["kind"])):
            self.graph.add_edge(source, target, key=key, **data)
        ordered = sorted(self.not_drawn, key=lambda item: (item[0], item[1].claim))
        self.graph.graph["places"] = dict(self.known.places)
        self.graph.graph["not_drawn"] = tuple((why, claim_note(row)) for why, row in ordered)

    def _known_of(self, iri: str) -> dict[str, Any]:
        """What the reference data know of a thing itself; only what they do know."""
        found = {"uses": self.known.of("name", iri), "positions": self.known.of("position", iri),
                 "administrations": self.known.of("administration", iri), "at": self.known.places.get(iri)}  # fmt: skip
        return {key: value for key, value in found.items() if value}


def _turned(row: NetworkRow) -> NetworkRow:
    """The row in the direction that the networks use: ``JP partyTo T`` is ``T hasParty JP``."""
    relation = terms().inverses.get(row.relation)
    if relation is None or row.object is None:
        return row
    return replace(row, relation=relation, subject=row.object, object=row.subject,
                   subject_state=row.object_state, object_state=row.subject_state)  # fmt: skip


def _ends(row: NetworkRow, *, for_states: bool) -> tuple[Thing, Thing] | None:
    """Whom the claim ties: two different things, or None."""
    source, target = row.subject, row.object
    if for_states:
        source, target = row.subject_state or source, row.object_state or target
    return (source, target) if target and source.iri != target.iri else None


def _best(rows: Iterable[NetworkRow]) -> str | None:
    """The firmest standing that a claim gives; None where no claim may draw a tie."""
    return min((s for s in map(standing, rows) if s), key=STANDINGS.index, default=None)


def _vouching(rows: Sequence[NetworkRow]) -> list[NetworkRow]:
    """The claims that make a tie as firm as it is."""
    best = _best(rows)
    return [row for row in rows if standing(row) == best and best is not None]


def _kinds_of(spans: Iterable[Span], prefix: str) -> tuple[Any, ...]:
    """The spans of a treaty, each with the kind that the tie is of as long as it lasts."""
    return tuple(
        {**{key: value for key, value in span.items() if key != "state"}, "kind": prefix + span.get("state", "untold")}
        for span in spans
    )


def clipped(spans: Iterable[Mapping[str, Any]], known: Iterable[Fact]) -> tuple[Any, ...]:
    """The spans of a treaty of many as far as it binds one party, by what is known of its coming and going.

    Before a treaty is in force a party is bound by nothing, and only its leaving counts.
    """
    dated = [(fact.date.partition("/"), days(fact.date)) for fact in known if fact.date]
    starts = [first.isoformat() if first else "" for _, (first, _) in dated]
    # a date alone tells when the party came, not when it left
    ends = [last.isoformat() if slash and last else "" for (_, slash, _), (_, last) in dated]
    start, end = min(starts, default=""), max(ends, default="") if all(ends) else ""
    found = []
    for span in spans:
        bound = span["kind"].endswith(("in-force", "ended"))
        begin = max(span["start"] or "", start) if bound and start else span["start"]
        until = min(span["end"] or "9999-12-31", end) if end else span["end"]
        if (begin or "") <= (until or "9999-12-31"):
            found.append({**span, "start": begin, "end": until})
    return tuple(found)


def _notes(rows: Iterable[NetworkRow]) -> tuple[ClaimNote, ...]:
    """The claims, accepted ones first, then by date and publication."""

    def order(row: NetworkRow) -> tuple[object, ...]:
        return (standing(row) != "accepted", row.date_from or "9999", row.published or "9999", row.document,
                row.start or 0, row.claim)  # fmt: skip

    return tuple(claim_note(row) for row in sorted(rows, key=order))


def _counts(rows: Iterable[NetworkRow]) -> dict[str, int]:
    """Claims that may draw a tie, by event type, sorted by name."""
    return dict(sorted(Counter(row.relation for row in rows if standing(row)).items()))
