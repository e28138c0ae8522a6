"""How a store is: whether it can be read, whether it is current, whether it is whole, and what is out of date in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kg.app.rules import reading_rules
from kg.app.verbs import App
from kg.core.errors import KgError
from kg.core.rdf_terms import DEFAULT, TYPE, kg
from kg.store import Store
from kg.store.engine import Pattern
from kg.store.folder import in_use, size


@dataclass(slots=True)
class Health:
    """What was found. ``problems`` are sentences with their remedy; none of them means that the store is well."""

    store: str
    """Its folder, as seen from the project, or its address."""
    megabytes: float | None = None
    accepted: int = 0
    """Statements of the accepted view."""
    outdated: int = 0
    """Documents that were read by other rules, another model or other reference data than there are now."""
    in_use: bool = False
    """Whether another program has it open for writing."""
    verified: bool = False
    """Whether view and book-keeping were derived anew and compared."""
    problems: list[str] = field(default_factory=list)


def health(app: App, store: Store, *, verify: bool = False) -> Health:
    """Look at an open store; ``verify`` also derives its view anew and compares, which takes as long as a rebuild."""
    place = app.project.place
    found = Health(str(place))
    if isinstance(place, Path):
        if place.is_relative_to(app.project.root):
            found.store = place.relative_to(app.project.root).as_posix()
        found.megabytes, found.in_use = round(size(place) / 1e6, 1), in_use(place)
    found.accepted = sum(1 for _ in store.engine.match(Pattern(None, TYPE, kg("AcceptedStatement"), DEFAULT)))
    try:
        rules = reading_rules(app.project, app.model)
        sources = store.sources()
        current = {id_ for source, id_ in sources.items() if source.rules == rules}
        found.outdated = len(set(sources.values()) - current)
    except KgError as error:  # there is no model: nothing can be read, but all can be asked
        found.problems.append(str(error))
    documents = store.document_ids()
    if documents and not store.is_current():
        found.problems.append("the view was derived under another policy; kg build derives it anew")
    if begun := store.unfinished():
        what = f"{len(begun)} documents were cut off in the middle"
        found.problems.append(f"{what}; kg build takes them out, and reads them anew")
    if verify:
        found.verified = True
        if not store.is_whole():
            what = "the view or the book-keeping is not what the documents give"
            found.problems.append(f"{what}; make it anew with kg rebuild")
    return found
