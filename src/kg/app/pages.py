"""Networks of a store as pages: claims -> rows -> networkx -> pyvis -> HTML.

The pages of a project lie in one folder and link to each other: ``index.html``, ``alliances.html``, ``disputes.html``
and ``all.html``. The page of one actor or one treaty is made when it is asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from kg.app.verbs import App
from kg.core.errors import DataError, QueryError, UsageError
from kg.core.model import ID_BASE

if TYPE_CHECKING:
    import networkx as nx

    from kg.analyse.networks import Known, NetworkRow
    from kg.check.flags import Flag
    from kg.core.model import Document
    from kg.store import Store
    from kg.view.index import Index


class View(NamedTuple):
    """A kind of page."""

    title: str
    subtitle: str
    query: str
    named: str = ""
    """What it must be told the name of: an actor or a treaty; empty for a page of the whole store."""


VIEWS = {
    "alliances": View("Alliances and treaties",
                      "Who is allied with whom, party to what, and in what state each treaty is", "network-alliances"),
    "disputes": View("Disputes", "Who is at odds with whom over what, and what each did or said", "network-disputes"),
    "all": View("The whole network", "Alliances, treaties, disputes, hostile acts and words, aid and dealings",
                "network-all"),
    "actor": View("{name}", "Whoever {name} has a tie with, and the ties among them", "network-all", "actor"),
    "treaty": View("{name}", "The treaty, its parties, and all ties among them", "network-all", "treaty"),
}  # fmt: skip
"""Name of each view and what it is. Its claims come from its query."""

WHOLE = tuple(name for name, view in VIEWS.items() if not view.named)
"""The pages of the whole store, which ``kg build`` writes."""

INDEX = "index"


@dataclass(frozen=True)
class Pages:
    """Makes the pages of one open store; what several of them need is read once."""

    app: App
    store: Store
    evidence: str | None = None
    """The policy of kg.toml where None."""
    flags: Sequence[Flag] | None = None
    """What ``kg check`` found in the store; looked for where None."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """Texts of documents by id, as far as they are at hand; the files of others are looked for."""

    _drawn: dict[str, nx.MultiGraph[str]] = field(default_factory=dict, init=False)

    def page(self, view: str, name: str | None = None) -> str:
        """One view as a self-contained page.

        Raises UsageError for an unknown view, for a name that is missing, too many, unknown or not unique, and
        DataError where what is called so has no tie to draw.
        """
        if view == INDEX and name is None:
            return self._based(self._index_page())
        graph, title, opening = self.network(view, name)
        from kg.analyse.networks import newest_source
        from kg.view import render

        html = render(
            graph, title=title, subtitle=VIEWS[view].subtitle.format(name=title), newest=newest_source(graph),
            evidence=cast(Any, self.evidence or self.app.project.settings.evidence), links=self._links(view),
            flags=self._flags, opening=opening,
        )  # fmt: skip
        return self._based(html)

    def network(self, view: str, name: str | None = None) -> tuple[nx.MultiGraph[str], str, dict[str, Any]]:
        """The network of a view, its title, and how its page opens."""
        from kg.analyse.around import actor_network, opening_focus, treaty_network
        from kg.analyse.networks import alliance_network, dispute_network

        kind = _view(view, name)
        if not kind.named:
            make: Callable[..., nx.MultiGraph[str]]
            if view == "all":
                graph: nx.MultiGraph[str] = self._whole
            else:
                make = alliance_network if view == "alliances" else dispute_network
                if view not in self._drawn:
                    self._drawn[view] = make(self._rows(kind.query), self._known)
                graph = self._drawn[view]
            focus = opening_focus(graph)
            return graph, kind.title, {"focus": focus} if focus else {}
        if kind.named == "actor":
            iri = self._one(
                str(name), "actor", {n for n, data in self._whole.nodes(data=True) if data["kind"] not in ("treaty",)}
            )
            part = actor_network(self._whole, iri)
            return part, part.nodes[iri]["name"], {"selected": iri, **({"focus": iri} if opening_focus(part) else {})}
        treaties = {n for n, data in self._whole.nodes(data=True) if data["kind"] == "treaty"}
        titles = {
            data["treaty"]: data["treaty_name"] for _, _, data in self._whole.edges(data=True) if data.get("treaty")
        }
        iri = self._one(str(name), "treaty", treaties | set(titles))
        part = treaty_network(self._whole, iri)
        return part, titles.get(iri) or part.nodes[iri]["name"], {"selected": iri}

    def _one(self, name: str, kind: str, drawn: set[str]) -> str:
        """The thing of a kind that a name means: exactly one that the network draws."""
        from kg.query.parameters import Parameter, bind

        try:
            nodes = bind([Parameter("name", "thing", kind)], {"name": name}, self.store, f"kg view {kind}")["name"]
        except QueryError as error:
            raise UsageError(error.what, where=f"kg view {kind}", remedy=self._near(name, drawn)) from error
        found = sorted({node.strip("<>") for node in nodes} & drawn)
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(iri.removeprefix(ID_BASE) for iri in found)
            raise UsageError(
                f"{len(found)} are called '{name}'", where=f"kg view {kind}", remedy=f"give one of: {listed}"
            )
        what = f"'{name}' is no {kind} with a tie that can be drawn"
        raise DataError(what, where=f"kg view {kind}", remedy=self._near(name, drawn))

    def _near(self, name: str, drawn: Iterable[str]) -> str:
        from difflib import get_close_matches

        called = {}
        for iri in sorted(drawn):
            called[self._names.get(iri, iri)] = iri
        near = get_close_matches(name, called, 1, 0.6)
        return f"did you mean {near[0]}?" if near else "see `kg query things` for what there is"

    @cached_property
    def _names(self) -> Mapping[str, str]:
        named = {iri: data["name"] for iri, data in self._whole.nodes(data=True)}
        named |= {
            data["treaty"]: data["treaty_name"] for _, _, data in self._whole.edges(data=True) if data.get("treaty")
        }
        return named

    @cached_property
    def _whole(self) -> nx.MultiDiGraph[str]:
        from kg.analyse.networks import whole_network

        return whole_network(self._rows("network-all"), self._known)

    @cached_property
    def _all_rows(self) -> list[NetworkRow]:
        """All claims of the store, with the sentences around their words where the documents are at hand."""
        from kg.analyse.networks import read_rows
        from kg.app.explain import Words, contexts

        rows = read_rows(self._solutions("network-all"), self._things)
        if (self.evidence or self.app.project.settings.evidence) != "quote":
            return rows
        words: dict[str, list[Words]] = defaultdict(list)
        for row in rows:
            if row.quote is not None and row.start is not None and row.end is not None:
                words[row.document.rpartition("/")[2]].append((row.claim, row.start, row.end, row.quote))
        around = contexts(self.app, self._documents, words, self.texts)
        none: tuple[str | None, str | None] = (None, None)
        found = [around.get(row.claim, none) for row in rows]
        return [replace(row, before=one[0], after=one[1]) for row, one in zip(rows, found, strict=True)]

    def _rows(self, query: str) -> list[NetworkRow]:
        """The rows of a query: those of all claims that it gives."""
        if query == "network-all":
            return self._all_rows
        wanted = {str(solution["claim"]) for solution in self._solutions(query)}
        return [row for row in self._all_rows if row.claim in wanted]

    @cached_property
    def _documents(self) -> list[Document]:
        return self.store.documents()

    @cached_property
    def _known(self) -> Known:
        from kg.analyse.networks import read_known

        return read_known(self._solutions("network-reference"), self._things)

    @cached_property
    def _things(self) -> list[Mapping[str, Any]]:
        return list(self._solutions("network-things"))

    def _solutions(self, name: str) -> Iterator[Mapping[str, Any]]:
        from kg.query import named_queries, run

        queries = named_queries(self.app.project)
        if name not in queries:
            raise DataError(f"no query '{name}'", where="graph/queries", remedy="install kg again")
        yield from run(self.store, queries[name]).plain()

    @cached_property
    def _flags(self) -> Mapping[str, list[dict[str, Any]]]:
        """What ``kg check`` has against each claim, by its id; that it has one source alone the page says itself."""
        from kg.app.checks import claim_flags
        from kg.check.flags import Kind

        found: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for flag in claim_flags(self.app, self.store) if self.flags is None else self.flags:
            if flag.claim and flag.kind is not Kind.SINGLE_SOURCE:
                found[flag.claim].append(flag.row())
        return found

    def _links(self, here: str) -> list[Any]:
        from kg.view.sources import texts

        words = texts()["page"]
        links = [{"href": f"{name}.html", "label": words[f"link_{name}"]} for name in (INDEX, *WHOLE)]
        return [{**link, "here": True} if link["href"] == f"{here}.html" else link for link in links]

    def _index_page(self) -> str:
        from kg.view.index import render_index

        return render_index(self._index, self._links(INDEX))

    @property
    def _index(self) -> Index:
        from kg.analyse.networks import newest_source
        from kg.view.index import Index, Told

        networks = {view: self.network(view)[0] for view in WHOLE}
        documents = self._documents
        claims = [Told(row.stance, row.document.removeprefix(f"{ID_BASE}doc/")) for row in self._all_rows]
        return Index(
            newest=max((d.published for d in documents if d.published), default=None), documents=documents,
            claims=claims, networks=networks,
            views={name: (VIEWS[name].title, VIEWS[name].subtitle) for name in WHOLE},
            newest_of={view: newest_source(graph) for view, graph in networks.items()},
        )  # fmt: skip

    def _based(self, html: str) -> str:
        return html.replace(ID_BASE, self.app.project.settings.base)


def _view(view: str, name: str | None) -> View:
    if view not in VIEWS:
        raise UsageError(f"no view '{view}'", remedy=f"choose one of {', '.join((*VIEWS, INDEX))}")
    kind = VIEWS[view]
    if kind.named and not name:
        raise UsageError(f"needs the name of one {kind.named}", where=f"kg view {view}", remedy=f"kg view {view} NAME")
    if name and not kind.named:
        remedy = f"kg view actor '{name}' draws one actor"
        raise UsageError(f"takes no name, but '{name}' is given", where=f"kg view {view}", remedy=remedy)
    return kind


def network(app: App, store: Store, view: str, name: str | None = None) -> nx.MultiGraph[str]:
    """The network of one view. Raises UsageError where there is no such view; see also :meth:`Pages.page`."""
    return Pages(app, store).network(view, name)[0]


def page(app: App, store: Store, view: str, evidence: str | None = None, name: str | None = None) -> str:
    """One view as a self-contained page; see :meth:`Pages.page`."""
    return Pages(app, store, evidence).page(view, name)
