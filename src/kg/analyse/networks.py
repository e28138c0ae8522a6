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
``status``, ``history`` and ``claims``.

Edge attributes: ``kind``, ``source`` and ``target`` (ids of nodes), ``directed``, ``standing``, ``first`` and ``last``
(ISO days or None), ``sources`` (how many independent ones), ``claims`` (of :class:`ClaimNote`); of a treaty ``treaty``,
``treaty_name``, ``treaty_names``, ``types``, ``status``, ``history``; of a dispute ``place`` and ``place_names``; of
hostile events ``events`` (type -> how many claims).

Kinds of edges: ``alliance``, ``treaty-STATE`` (a treaty of two), ``party-STATE`` (to a treaty of many, or of one known
party, which is a node), ``member``; ``dispute``, ``position`` (a claim to sovereignty, from state to feature), ``acts``
and ``words`` (hostile events, from actor to target). STATE is ``in-force``, ``pending``, ``ended`` or ``untold``.
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple, TypedDict, cast

import networkx as nx

from kg.analyse.rows import NetworkRow, Thing, read_rows
from kg.core.model import Stance

__all__ = ["ClaimNote", "NetworkRow", "Thing", "alliance_network", "dispute_network", "newest_source", "read_rows"]

STANDINGS = ("accepted", "attributed", "unconfirmed", "predicted")
"""From the firmest to the least firm."""

_STANDING_OF = {
    Stance.STATED: "unconfirmed",
    Stance.ATTRIBUTED: "attributed",
    Stance.PREDICTED: "predicted",
}


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
    start: int
    end: int
    quote_sha256: str
    rule: str


class _Terms(NamedTuple):
    """``networks.toml``, read."""

    group_of: Mapping[str, str]
    inverses: Mapping[str, str]
    way: tuple[str, ...]
    in_force: frozenset[str]
    end: frozenset[str]
    of_a_party: frozenset[str]
    kinds: tuple[tuple[str, frozenset[str]], ...]


@cache
def _terms() -> _Terms:
    data = tomllib.loads(files(__package__).joinpath("networks.toml").read_text("utf-8"))
    statuses = data["statuses"]
    return _Terms(
        group_of={relation: group for group, relations in data["relations"].items() for relation in relations},
        inverses=data["inverses"],
        way=tuple(statuses["way"]),
        in_force=frozenset(statuses["in_force"]),
        end=frozenset(statuses["end"]),
        of_a_party=frozenset(statuses["of_a_party"]),
        kinds=tuple((k["kind"], frozenset(k["classes"])) for k in data["kinds"]),
    )


def alliance_network(rows: Iterable[NetworkRow]) -> nx.MultiGraph[str]:
    """Who is allied with whom, party to what, member of what. Rows of other relations are passed over."""
    graph: nx.MultiGraph[str] = nx.MultiGraph(name="alliances")
    builder = _Builder(graph, rows)
    builder.ties("alliance", key=lambda row: "")
    builder.ties("member", key=lambda row: "", directed=True)
    builder.treaties()
    builder.finish()
    return graph


def dispute_network(rows: Iterable[NetworkRow]) -> nx.MultiDiGraph[str]:
    """Who disputes what with whom, who claims which feature, and who did or said what hostile to whom.

    A dispute has no direction: its edge is there once, from the lesser id to the greater, with ``directed`` False.
    A person or body who acts for a state stands as that state; the claims of the edge name who it was.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(name="disputes")
    builder = _Builder(graph, rows)
    builder.ties("dispute", key=lambda row: row.place.iri if row.place else "")
    builder.ties("position", key=lambda row: "", directed=True)
    builder.ties("acts", key=lambda row: "", directed=True, for_states=True)
    builder.ties("words", key=lambda row: "", directed=True, for_states=True)
    builder.finish()
    return graph


def newest_source(graph: nx.MultiGraph[str]) -> str | None:
    """The latest date of publication (EDTF) among the documents whose claims the graph shows."""
    claims = [c for _, _, data in graph.edges(data=True) for c in data["claims"]]
    claims += [c for _, data in graph.nodes(data=True) for c in data.get("claims", ())]
    return max((c["published"] for c in claims if c.get("published")), default=None)


def standing(row: NetworkRow) -> str | None:
    """How firm a tie the claim makes by itself; None where it makes none."""
    if row.stance not in _STANDING_OF:
        return None
    return "accepted" if row.accepted and row.stance != Stance.PREDICTED else _STANDING_OF[row.stance]


def node_kind(thing: Thing) -> str:
    """The kind of node that a thing is, by its classes."""
    return next((kind for kind, classes in _terms().kinds if classes & {*thing.classes}), "other")


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
        "quote_sha256": row.quote_sha256, "rule": row.rule,
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

    def __init__(self, graph: nx.MultiGraph[str], rows: Iterable[NetworkRow]) -> None:
        self.graph = graph
        self.groups: dict[str, list[NetworkRow]] = defaultdict(list)
        for row in sorted(rows, key=lambda row: row.claim):
            row = _turned(row)
            self.groups[_terms().group_of.get(row.relation, "")].append(row)
        self.things: dict[str, Thing] = {}
        self.of_node: dict[str, dict[str, Any]] = {}
        self.edges: list[tuple[str, str, str, dict[str, Any]]] = []
        self.not_drawn: list[tuple[str, NetworkRow]] = []

    def ties(
        self, group: str, *, key: Callable[[NetworkRow], str], directed: bool = False, for_states: bool = False
    ) -> None:
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
            self._edge(group, left, right, f"{group}:{detail}", rows, directed=directed, more=more)

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
                facts = _treaty_facts(about[treaty], of_two=False)
                kind = "party-" + facts.pop("state")
                self.of_node[treaty] = {**facts, "claims": _notes([*about[treaty], *idle])}
                for party, rows in sides.items():
                    self._edge(kind, party, treaty, f"party:{treaty}", rows)

    def _treaty_of_two(self, treaty: str, sides: Mapping[str, list[NetworkRow]], about: list[NetworkRow]) -> None:
        facts = _treaty_facts(about, of_two=True)
        left, right = sides
        rows = [row for side in sides.values() for row in side]
        thing = self.things[treaty]
        named: dict[str, Any] = {"treaty": treaty, "treaty_name": thing.name, "treaty_names": thing.names}
        # the treaty ties the two no more firmly than it ties either of them
        firm = max((_best(side) for side in sides.values()), key=STANDINGS.index)
        kind = "treaty-" + facts.pop("state")
        self._edge(kind, left, right, f"treaty:{treaty}", rows, also=about, more={"standing": firm, **named, **facts})

    def _edge(
        self, kind: str, source: str, target: str, key: str, rows: Sequence[NetworkRow], *,
        directed: bool = False, also: Sequence[NetworkRow] = (), more: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        """Add the edge, or note its claims as not drawn where none of them may draw one."""
        firm = (more or {}).get("standing") or _best(rows)
        if firm is None:
            self.not_drawn += [("stance", row) for row in rows]
            return
        vouching = [row for row in rows if standing(row) == firm] or rows
        days = [day for row in (*vouching, *filter(_firm, also)) for day in (row.date_from, row.date_to) if day]
        data = {
            "kind": kind, "source": source, "target": target, "directed": directed, "standing": firm,
            "first": min(days, default=None), "last": max(days, default=None),
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
            thing, more = self.things[iri], self.of_node.get(iri, {})
            self.graph.add_node(iri, kind=node_kind(thing), name=thing.name, code=thing.code, names=thing.names,
                                classes=thing.classes, **more)  # fmt: skip
        for source, target, key, data in sorted(self.edges, key=lambda edge: (*edge[:3], edge[3]["kind"])):
            self.graph.add_edge(source, target, key=key, **data)
        ordered = sorted(self.not_drawn, key=lambda item: (item[0], item[1].claim))
        self.graph.graph["not_drawn"] = tuple((why, claim_note(row)) for why, row in ordered)


def _turned(row: NetworkRow) -> NetworkRow:
    """The row in the direction that the networks use: ``JP partyTo T`` is ``T hasParty JP``."""
    relation = _terms().inverses.get(row.relation)
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


def _notes(rows: Iterable[NetworkRow]) -> tuple[ClaimNote, ...]:
    """The claims, accepted ones first, then by date and publication."""

    def order(row: NetworkRow) -> tuple[object, ...]:
        return (standing(row) != "accepted", row.date_from or "9999", row.published or "9999", row.document,
                row.start or 0, row.claim)  # fmt: skip

    return tuple(claim_note(row) for row in sorted(rows, key=order))


def _counts(rows: Iterable[NetworkRow]) -> dict[str, int]:
    """Claims that may draw a tie, by event type, sorted by name."""
    return dict(sorted(Counter(row.relation for row in rows if standing(row)).items()))


def _treaty_facts(about: Iterable[NetworkRow], *, of_two: bool) -> dict[str, Any]:
    """Types, latest status and history of a treaty, and the ``state`` (see above) that the status means.

    Only accepted claims say what the treaty is; the history has all of them, each with its stance.
    """
    about = list(about)
    types = {row.object.local for row in about if row.relation == "treatyType" and row.object and _firm(row)}
    history = [row for row in about if row.relation == "status" and row.object]
    status = latest_status(
        ((row.object.local, row.date_to or row.date_from) for row in history if row.object and _firm(row)),
        of_two=of_two,
    )
    terms = _terms()
    state = "untold"
    if status:
        state = "ended" if status in terms.end else "in-force" if status in terms.in_force else "pending"
    steps: dict[tuple[str, ...], dict[str, Any]] = {}
    for row in sorted(history, key=_history_order):
        assert row.object
        said = "accepted" if _firm(row) else str(row.stance)
        step = steps.setdefault(
            (row.object.local, row.date or "", said), {"status": row.object.local, "said": said, "documents": 0}
        )
        step["documents"] += 1
        if row.date:
            step["date"] = row.date
    return {"types": tuple(sorted(types)), "status": status, "history": tuple(steps.values()), "state": state}


def _firm(row: NetworkRow) -> bool:
    return standing(row) == "accepted"


def _history_order(row: NetworkRow) -> tuple[object, ...]:
    way = _terms().way
    local = row.object.local if row.object else ""
    return (row.date_from or row.published or "9999", way.index(local) if local in way else len(way), row.claim)


def latest_status(steps: Iterable[tuple[str, str | None]], *, of_two: bool) -> str | None:
    """Where a treaty stands after the steps (status, last day of its date or None); None where none is known.

    The furthest step on the way into force counts, whatever the order in which steps are told. A step that ends the
    treaty counts if it is not followed by a later entry into force. One party's leaving ends a treaty of two only.
    """
    terms = _terms()
    known = [(status, day) for status, day in steps if of_two or status not in terms.of_a_party]
    ends = [(day or "9999", status) for status, day in known if status in terms.end]
    forward = [(terms.way.index(status), day or "") for status, day in known if status in terms.way]
    in_force = max((day for rank, day in forward if terms.way[rank] in terms.in_force), default="")
    if ends and max(ends)[0] >= in_force:
        return max(ends)[1]
    return terms.way[max(forward)[0]] if forward else None
