"""What analyses start from: rows of the store, the reference, and the user's words for states, places and days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from kg.app.verbs import App
from kg.core.errors import DataError, UsageError
from kg.core.time import bounds

if TYPE_CHECKING:
    from kg.analyse.rows import NetworkRow
    from kg.analyse.ties import TieTable
    from kg.store import Store

QUERIES = ("network-alliances", "network-disputes", "network-events")


def read_rows(app: App, store: Store) -> list[NetworkRow]:
    """Every claim that a network may be made from, once."""
    from kg.analyse.rows import read_rows as read
    from kg.query import named_queries, run

    queries = named_queries(app.project)
    try:
        asked = [queries[name] for name in QUERIES]
        things = run(store, queries["network-things"]).plain()
    except KeyError as error:
        raise DataError(f"no query {error}", where="graph/queries", remedy="install kg again") from error
    found = {row.claim: row for query in asked for row in read(run(store, query).plain(), things)}
    return [found[claim] for claim in sorted(found)]


def ties(app: App, store: Store, *, reference: bool = True) -> TieTable:
    """The ties of the store's claims, and by default those of the reference."""
    from kg.analyse.tie_sources import tie_table

    return tie_table(read_rows(app, store), app.reference if reference else None)


def day(words: str | None, *, last: bool = True) -> date | None:
    """The last (or first) day of what a user gave as a date: 2026-02-01, 2026-02 or 2026. Raises UsageError."""
    if words is None:
        return None
    try:
        first, end = bounds(words)
    except DataError as error:
        raise UsageError(f"'{words}' is no date", remedy="write it like 2026-02-01, 2026-02 or 2026") from error
    found = end if last else first
    if found is None:
        raise UsageError(f"'{words}' has no {'end' if last else 'beginning'}", remedy="write it like 2026-02-01")
    return found


def state(app: App, words: str) -> str:
    """The code of the state that a code or name means. Raises UsageError with the nearest name."""
    from kg.reference.rows import HistoricalState, State, StateName

    reference = app.reference
    names: dict[str, str] = {}
    for old in reference.rows(HistoricalState):
        names |= {old.code.casefold(): old.code, old.name.casefold(): old.code}
    for other in reference.rows(StateName):
        names.setdefault(other.name.casefold(), other.code)
    for row in reference.rows(State):
        names |= {name.casefold(): row.code for name in (row.code, row.alpha3, row.official, row.name) if name}
    for code, forms in reference._state_names.items():
        names |= {form.casefold(): code for form in forms}
    if (code := names.get(words.strip().casefold())) is not None:
        return code
    near = get_close_matches(words.casefold(), names, 1)
    remedy = f"did you mean {names[near[0]]}?" if near else "give an ISO 3166-1 code such as JP, or a name"
    raise UsageError(f"no state '{words}'", remedy=remedy)


def place(app: App, words: str) -> str:
    """The slug of the feature or sea, or the code of the state, that words mean. Raises UsageError."""
    from kg.reference.rows import Feature, FeatureName

    reference = app.reference
    names: dict[str, set[str]] = {}

    def known(name: str, slug: str) -> None:
        names.setdefault(reference.names.folded(name) or name.casefold(), set()).add(slug)

    for feature in reference.rows(Feature):
        known(feature.slug, feature.slug)
        known(feature.name, feature.slug)
    for name in reference.rows(FeatureName):
        known(name.name, name.feature)
    mine = reference.names.folded(words) or words.casefold()
    if len(found := names.get(mine, set())) == 1:
        return found.copy().pop()
    if found:
        raise UsageError(f"several places are called '{words}'", remedy=f"give one of {', '.join(sorted(found))}")
    try:
        return state(app, words)
    except UsageError:
        near = get_close_matches(mine, names, 1)
        remedy = f"did you mean {_one(names[near[0]])}?" if near else "give the name of a feature, a sea or a state"
        raise UsageError(f"no place '{words}'", remedy=remedy) from None


def _one(slugs: Iterable[str]) -> str:
    return sorted(slugs)[0]
