"""Networks of a store as pages: claims -> rows -> networkx -> pyvis -> HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from kg.app.verbs import App
from kg.core.errors import DataError, UsageError
from kg.core.model import ID_BASE

if TYPE_CHECKING:
    import networkx as nx

    from kg.store import Store

VIEWS = {
    "alliances": ("Alliances and treaties", "Who is allied with whom, party to what, and in what state each treaty is"),
    "disputes": ("Disputes", "Who is at odds with whom over what, and what each did or said"),
}
"""Name of each view: its title and subtitle. Its claims come from the query ``network-NAME``."""


def network(app: App, store: Store, view: str) -> nx.MultiGraph[str]:
    """The network of one view. Raises UsageError where there is no such view."""
    from kg.analyse.networks import alliance_network, dispute_network, read_rows
    from kg.query import named_queries, run

    if view not in VIEWS:
        raise UsageError(f"no view '{view}'", remedy=f"choose one of {', '.join(VIEWS)}")
    queries = named_queries(app.project)
    try:
        claims, things = queries[f"network-{view}"], queries["network-things"]
    except KeyError as error:
        raise DataError(f"no query {error}", where="graph/queries", remedy="install kg again") from error
    rows = read_rows(run(store, claims).plain(), run(store, things).plain())
    return alliance_network(rows) if view == "alliances" else dispute_network(rows)


def page(app: App, store: Store, view: str, evidence: str | None = None) -> str:
    """One view as a self-contained page; ``evidence`` is the policy of kg.toml where None."""
    from kg.analyse.networks import newest_source
    from kg.view import render

    graph = network(app, store, view)
    title, subtitle = VIEWS[view]
    policy = cast(Any, evidence or app.project.settings.evidence)
    html = render(graph, title=title, subtitle=subtitle, newest=newest_source(graph), evidence=policy)
    return html.replace(ID_BASE, app.project.settings.base)
