"""Briefings: what is claimed of a topic by whom, treaties and their state, timeline, pictures, contradictions,
questions.

Only templates speak: each sentence is one of an analysis, with the claims, rows and pages that it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.app import analysis
from kg.app.verbs import App
from kg.core.model import ID_BASE, Claim, Document, Stance

if TYPE_CHECKING:
    import networkx as nx

    from kg.analyse.result import Finding, Result
    from kg.analyse.timeline import Topic
    from kg.analyse.treaties import Treaties
    from kg.reference.rows import Row
    from kg.view.briefing import Part, Picture, Sentence


@dataclass(frozen=True, slots=True)
class Briefing:
    """A report before it is written: title, subtitle, parts and notes."""

    title: str
    subtitle: str
    parts: tuple[Part, ...]
    notes: tuple[str, ...]

    def html(self) -> str:
        from kg.view.briefing import page

        return page(self.title, self.subtitle, self.parts, self.notes)

    def markdown(self) -> str:
        from kg.view.briefing import markdown

        return markdown(self.title, self.subtitle, self.parts, self.notes)


def result_page(result: Result) -> str:
    """Any result of an analysis as a page."""
    from kg.view.briefing import Part, page

    parts = [
        Part(s.name, s.title, tuple(_sentence(f) for f in s.findings), s.note, s.empty) for s in result.sections
    ]  # fmt: skip
    return page(result.title, "An analysis by kg; every sentence names what it rests on.", parts, result.notes)


def compare_page(app: App, first: str, second: str) -> str:
    """Two documents of the store on one page, side by side."""
    from kg.analyse.sentences import sentence
    from kg.analyse.two_sources import halves
    from kg.view.briefing import Line, Side, side_by_side

    found = analysis.compare(app, first, second)

    def side(claim: Claim | None) -> Side | None:
        if claim is None:
            return None
        when = f"{claim.date.edtf}: " if claim.date else ""
        place = f"{claim.evidence.start} to {claim.evidence.end}"
        return Side(f"{when}{sentence(claim, app.ontology)}.", f"“{claim.evidence.quote}”", place)

    def head(document: Document) -> dict[str, str]:
        return {"title": document.title or document.name, "publisher": document.publisher or "",
                "published": document.published or "", "address": document.uri}  # fmt: skip

    lines = [Line(kind, side(left), side(right)) for kind, left, right in halves(found)]
    return side_by_side(
        head(found.left), head(found.right), lines, ("What a text says that no frame reads is not compared.",)
    )


def report(app: App, words: Sequence[str], *, as_of: str | None = None) -> Briefing:
    """The briefing on a topic (see :func:`kg.app.analysis.topic`) as of a day. Raises UsageError, StoreError."""
    from kg.analyse.treaties import LAST, Treaties

    claims, documents = analysis.told_claims(app)
    topic = analysis.topic(app, words, claims)
    maker = _Maker(app, topic, Treaties(app.reference, analysis.day(as_of) or LAST), claims, documents)
    at = f", as of {as_of}" if as_of else ""
    used = [documents[i] for i in sorted({c.document for c in maker.claims}) if i in documents]
    newest = max((d.published for d in used if d.published), default="")
    many = f"{len(used)} document{'' if len(used) == 1 else 's'}"
    return Briefing(
        f"Briefing: {topic.name}{at}",
        f"From {many}{f', the newest of {newest},' if newest else ''} and from reference data with a source each.",
        tuple(maker.parts()),
        (
            (
                "Made by templates from claims and reference rows; no sentence says more than what it rests on. Who "
                "claims what is "
                "told as their claim: nothing here says whose a contested feature is. Names of places are those of "
                "the documents or "
                "of international English; they take no side."
            ),
        ),
    )


class _Maker:
    def __init__(
        self, app: App, topic: Topic, treaties: Treaties, claims: Iterable[Claim], documents: dict[str, Document]
    ) -> None:
        from kg.analyse.timeline import named

        self.app, self.topic, self.treaties, self.documents = app, topic, treaties, documents
        self.claims = [c for c in claims if topic.takes(named(c)) and self._known(c)]
        self.table = analysis.table(app)

    def _known(self, claim: Claim) -> bool:
        from kg.analyse.treaties import first

        document = self.documents.get(claim.document)
        published = document.published if document and document.published else ""
        return first(published) <= self.treaties.day

    def parts(self) -> Iterator[Part]:
        """The parts of the briefing, in their order."""
        from kg.view.briefing import Part

        graph = self._graph()
        yield Part("claims", "What is claimed, and by whom", tuple(self._claims()),
                   "Each with the words of its document. A claim is told as its source tells it.")  # fmt: skip
        yield Part("positions", "Positions, administration and rulings", tuple(self._positions()))
        yield Part("treaties", "Treaties and their state", tuple(self._treaties()))
        sentences, picture = self._timeline()
        yield Part("timeline", "Timeline", sentences, "", "Nothing dated is known.", picture)
        yield Part(
            "network",
            "Who stands with whom, and against whom",
            tuple(self._ties(graph)),
            "From called allies, treaties of mutual defence in force, disputes, rival claims and hostile acts alone.",
            "No ties are known.",
            self._network_picture(graph),
        )
        points = self._points()
        yield Part(
            "map", "Where", tuple(s for s, _ in points), "", "No place with known coordinates.", self._map(points)
        )
        yield Part("contradictions", "Contradictions", tuple(self._contradictions()), "", "None is known.")
        yield Part("open", "Open questions", tuple(self._open()), "", "None is known.")

    # --- claims ---

    def _claims(self) -> list[Sentence]:
        groups: dict[tuple[str, str], list[Claim]] = {}
        for claim in self.claims:
            groups.setdefault((_date(claim), self._says(claim)), []).append(claim)
        made = []
        for (when, text), group in sorted(groups.items(), key=lambda item: (item[0][0] or "9999", item[0][1])):
            made.append(self._from_claims(f"{when}: {text}." if when else f"{text}.", group))
        return made

    def _says(self, claim: Claim) -> str:
        from kg.analyse.sentences import sentence

        return sentence(claim, self.app.ontology)

    def _from_claims(self, text: str, claims: Sequence[Claim]) -> Sentence:
        from kg.analyse.sentences import pages_of
        from kg.view.briefing import Sentence

        lines: list[str] = []
        sources: list[str] = []
        for claim in claims:
            document = self.documents.get(claim.document)
            title = (document.title or document.name) if document else claim.document[:12]
            by = ", ".join(x for x in (document.publisher, document.published) if x) if document else ""
            lines.append(f"“{' '.join(claim.evidence.quote.split())}” ({title}{f'; {by}' if by else ''})")
            sources += pages_of(document) or [title]
        return Sentence(text, tuple(lines), tuple(c.id for c in claims), (), tuple(dict.fromkeys(sources)))

    # --- the reference ---

    def _positions(self) -> Iterator[Sentence]:
        from kg.reference.rows import Administration, Award, Declaration, Feature, Position

        reference, name = self.treaties.reference, self.treaties.the
        features = {row.slug: row for row in reference.rows(Feature)}
        topic = {t.rpartition("/")[2] for t in self.topic.things}
        for position in reference.rows(Position):
            if self._about(position.feature, position.claimant) and self.treaties.holds(position.from_, position.to):
                since = f" since {position.from_}" if position.from_ else ""
                where = features[position.feature].name if position.feature in features else position.feature
                yield _row(
                    f"{name(position.claimant)} claims sovereignty over {where}{since}: {position.words}", position
                )
        for held in reference.rows(Administration):
            if self._about(held.feature, held.administrator) and self.treaties.holds(held.from_, held.to):
                since = f" since {held.from_}" if held.from_ else ""
                where = features[held.feature].name if held.feature in features else held.feature
                yield _row(f"{name(held.administrator)} administers {where}{since}: {held.words}", held)
        for award in reference.rows(Award):
            both = self.topic.all_of and topic <= {*award.parties}
            if both or (not self.topic.all_of and topic & {*award.feature}):
                yield _row(f"{award.tribunal}, {award.date}: {award.finding}", award)
        for said in reference.rows(Declaration):
            if said.place in topic or (self.topic.all_of and topic <= {*said.by}) or said.treaty in topic:
                by = " and ".join(name(code) for code in said.by)
                yield _row(f"Declared by {by} on {said.date}: {said.words}", said)

    def _about(self, feature: str, actor: str) -> bool:
        """Whether a row on a feature and an actor is of the topic; of a pair, features that both claim."""
        topic = {t.rpartition("/")[2] for t in self.topic.things}
        if not self.topic.all_of:
            return feature in topic
        return actor in topic and topic <= self._claimants.get(feature, set())

    @cached_property
    def _claimants(self) -> dict[str, set[str]]:
        from kg.reference.rows import Position

        found: dict[str, set[str]] = {}
        for row in self.treaties.reference.rows(Position):
            if self.treaties.holds(row.from_, row.to):
                found.setdefault(row.feature, set()).add(row.claimant)
        return found

    def _slugs(self) -> list[str]:
        """Treaties of the topic: itself; of both states; declared about the feature; named in its claims."""
        from kg.reference.rows import Declaration

        reference = self.treaties.reference
        topic = {t.rpartition("/")[2] for t in self.topic.things}
        named = {
            e.iri.removeprefix(f"{ID_BASE}treaty/") for c in self.claims for e in (c.subject, c.object) if e is not None
        }
        found = []
        for slug in sorted(reference.treaties):
            members = {p.party for p in reference.parties.get(slug, ())}
            pair = self.topic.all_of and topic <= members and len(members) <= 60
            said = any(d.treaty == slug and d.place in topic for d in reference.rows(Declaration))
            if slug in topic or pair or said or (not self.topic.all_of and slug in named):
                found.append(slug)
        return found

    def _treaties(self) -> Iterator[Sentence]:
        from kg.analyse.treaties import pages, row_name
        from kg.reference.rows import Obligation
        from kg.view.briefing import Sentence

        reference = self.treaties.reference
        for slug in self._slugs():
            treaty, standing = reference.treaties[slug], self.treaties.standing(slug)
            duties = [d for d in reference.rows(Obligation) if d.treaty == slug]
            kind = f" ({self.app.ontology.label(treaty.type)})" if treaty.type else ""
            lines = [f"Article {d.article}: {d.summary}" if d.article else d.summary for d in duties if d.summary]
            yield Sentence(f"{treaty.title}{kind}: {standing}.", tuple(lines), (),
                           (row_name(treaty), *(row_name(d) for d in duties)),
                           tuple(dict.fromkeys([*pages(treaty), *standing.sources, *pages(*duties)])))  # fmt: skip

    # --- pictures ---

    def _timeline(self) -> tuple[tuple[Sentence, ...], Picture | None]:
        from kg.analyse.plot import timeline_svg
        from kg.analyse.timeline import timeline
        from kg.view.briefing import Picture, Sentence

        entries = timeline(self.topic, self.claims, self.documents, self.treaties, self.app.ontology)
        sentences = tuple(
            Sentence(f"{e.date}: {e.text}.", (), e.claims, e.basis, e.pages or self._titles(e.claims)) for e in entries
        )
        if not entries:
            return sentences, None
        words = f"A timeline of {len(entries)} entries; the list below has all of them."
        svg = timeline_svg(self.topic.name, entries[-40:])
        title = f"Timeline of {self.topic.name}" + (" (the last 40 entries)" if len(entries) > 40 else "")
        return sentences, Picture("timeline", title, svg, words)

    def _titles(self, claims: Iterable[str]) -> tuple[str, ...]:
        ids = {*claims}
        found = {c.document for c in self.claims if c.id in ids}
        return tuple(sorted(d.title or d.name for i, d in self.documents.items() if i in found))

    def _graph(self) -> nx.Graph[str]:
        """The signed network of the states that the topic is about, and of those that claim it or are named with it."""
        from kg.analyse.graphs import signed_network

        topic = {*self.topic.things}
        states = {t for t in topic if t.startswith(f"{ID_BASE}state/")}
        day = None if self.treaties.day.year == 9999 else self.treaties.day
        graph = signed_network(self.table, as_of=day)
        if not states:
            for claim in self.claims:
                for entity in (claim.subject, claim.object, claim.subject_state, claim.object_state):
                    if entity is not None and entity.iri.startswith(f"{ID_BASE}state/"):
                        states.add(entity.iri)
            for feature in topic:
                states |= {f"{ID_BASE}state/{c}" for c in self._claimants.get(feature.rpartition("/")[2], ())}
            return graph.subgraph(sorted(states & {*graph})).copy()
        near = {n for s in states if s in graph for n in graph[s]}
        if self.topic.all_of:
            pair = sorted(states)
            near = set(graph[pair[0]]) & set(graph[pair[1]]) if all(s in graph for s in pair) else set()
        keep = (states | near) & {*graph}
        inner = [(u, v) for u, v in graph.subgraph(sorted(keep)).edges() if u in states or v in states]
        return graph.edge_subgraph(inner).copy()

    def _ties(self, graph: nx.Graph[str]) -> Iterator[Sentence]:
        from kg.analyse.network_told import Window, network_told

        for finding in network_told(graph, "signed", Window()).section("ties").findings:
            yield _sentence(finding)

    def _network_picture(self, graph: nx.Graph[str]) -> Picture | None:
        from kg.analyse.plot import network_svg
        from kg.view.briefing import Picture

        if not graph.number_of_edges() or len(graph) > 60:
            return None
        words = f"A network of {len(graph)} states and {graph.number_of_edges()} ties; the list below has all of them."
        return Picture("network", "Solid: for each other. Dashed: against each other.",
                       network_svg(f"Network: {self.topic.name}", graph), words)  # fmt: skip

    def _points(self) -> list[tuple[Sentence, tuple[str, float, float]]]:
        from kg.reference.rows import Feature

        topic = {t.rpartition("/")[2] for t in self.topic.things}
        wanted = {f for f, who in self._claimants.items() if topic <= who} if self.topic.all_of else topic
        named = {
            e.iri.rpartition("/")[2]
            for c in self.claims
            for e in (c.place, c.object)
            if e is not None and "/feature/" in e.iri
        }
        found: list[tuple[Sentence, tuple[str, float, float]]] = []
        for row in self.treaties.reference.rows(Feature):
            inside = row.slug in wanted | named or (not self.topic.all_of and row.sea in topic)
            if inside and row.latitude and row.longitude:
                point = (row.name, float(row.latitude), float(row.longitude))
                number = len(found) + 1
                found.append((_row(f"{number}. {row.name}: {row.latitude} north, {row.longitude} east", row), point))
        return found

    def _map(self, points: Sequence[tuple[Sentence, tuple[str, float, float]]]) -> Picture | None:
        from kg.analyse.plot import map_svg
        from kg.view.briefing import Picture

        if not points:
            return None
        return Picture("map", "Coastlines: Natural Earth. No borders are drawn.",
                       map_svg(f"Map: {self.topic.name}", [p for _, p in points]),
                       f"A map with {len(points)} places; the list below has their names and coordinates.")  # fmt: skip

    # --- what does not fit, and what is not known ---

    def _contradictions(self) -> Iterator[Sentence]:
        keys: dict[tuple[str, str, str], list[Claim]] = {}
        for claim in self.claims:
            keys.setdefault((claim.relation, claim.subject.iri, claim.object.iri if claim.object else ""), []).append(
                claim
            )
            if claim.contradicted:
                yield self._from_claims(f"{self._says(claim)}; the reference has: {claim.contradicted}", [claim])
        for group in keys.values():
            yes = [c for c in group if c.stance.told]
            no = [c for c in group if c.stance == Stance.NEGATED]
            if yes and no:
                yield self._from_claims(f"{self._says(yes[0])}; and: {self._says(no[0])}.", [*yes, *no])
        attributed: dict[tuple[str, str], list[Claim]] = {}
        for claim in self.claims:
            if claim.relation == "claimsSovereignty" and claim.object:
                attributed.setdefault((claim.object.iri, claim.object.name), []).append(claim)
        for (_, name), group in attributed.items():
            who = sorted({c.subject.name for c in group})
            if len(who) > 1:
                yield self._from_claims(
                    f"{' and '.join([', '.join(who[:-1]), who[-1]])} each claim sovereignty over {name}.", group
                )

    def _open(self) -> Iterator[Sentence]:
        from kg.analyse.treaties import row_name
        from kg.view.briefing import Sentence

        for slug in self._slugs():
            standing = self.treaties.standing(slug)
            if not standing.in_force and standing.status and standing.status not in ("Terminated", "Expired"):
                pending = [
                    e for e in self.treaties.reference.status.get(slug, ())
                    if e.status == "PendingApproval" and self.treaties.holds(e.date, "")
                ]  # fmt: skip
                who = ", ".join(f"{e.body} of {self.treaties.the(e.party)}" if e.body else self.treaties.name(e.party)
                                for e in pending if e.party)  # fmt: skip
                more = f" Pending: {who}." if who else ""
                title = self.treaties.treaty(slug).title
                yield Sentence(f"When will {title} enter into force? It is {standing}.{more}", (), (),
                               tuple(row_name(e) for e in pending), standing.sources)  # fmt: skip
        lead = {
            Stance.PREDICTED: "Will it be so",
            Stance.CONDITIONAL: "Is the condition met",
            Stance.OPINION: "Is it so",
        }
        for claim in self.claims:
            if claim.stance in lead:
                yield self._from_claims(f"{lead[claim.stance]}? {self._says(claim)}.", [claim])
        undated = [c for c in self.claims if c.date is None and c.relation.isupper()]
        if undated:
            yield self._from_claims(f"When was it? {len(undated)} acts are told without a date.", undated)


def _date(claim: Claim) -> str:
    return claim.date.edtf if claim.date else ""


def _row(text: str, row: Row) -> Sentence:
    from kg.analyse.treaties import capital, row_name
    from kg.view.briefing import Sentence

    return Sentence(f"{capital(text).rstrip('. ')}.", (), (), (row_name(row),), row.sources)


def _sentence(finding: Finding) -> Sentence:
    from kg.view.briefing import Sentence

    return Sentence(finding.sentence, finding.lines, finding.claims, finding.basis, finding.sources)
