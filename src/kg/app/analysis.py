"""What analyses start from: rows of the store, the reference, and the user's words for states, places and days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from kg.app.verbs import App
from kg.core.errors import DataError, UsageError
from kg.core.time import bounds

if TYPE_CHECKING:
    from kg.analyse.obligations import CalledAlly, ToldPact
    from kg.analyse.result import Result
    from kg.analyse.rows import NetworkRow
    from kg.analyse.ties import Tie, TieTable
    from kg.analyse.timeline import Topic
    from kg.analyse.two_sources import Comparison
    from kg.core.model import Claim, Document
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
    code: str | None
    for old in reference.rows(HistoricalState):
        names |= {old.code.casefold(): old.code, old.name.casefold(): old.code}
    for other in reference.rows(StateName):
        names.setdefault(other.name.casefold(), other.code)
    for row in reference.rows(State):
        names |= {name.casefold(): row.code for name in (row.code, row.alpha3, row.official, row.name) if name}
    for code, forms in reference.forms_of_states.items():
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


# --- analyses ---------------------------------------------------------------------------------------------------------


def has_store(app: App) -> bool:
    """Whether the project has a store; without one, analyses rest on the reference alone."""
    return (app.project.store / "store.json").is_file()


def table(app: App, *, reference: bool = True) -> TieTable:
    """The ties of the project: of its store, if it has one, and of the reference."""
    from kg.analyse.tie_sources import tie_table

    if not has_store(app):
        return tie_table([], app.reference if reference else None)
    with app.store() as store:
        return ties(app, store, reference=reference)


def obligations(
    app: App, attacker: str, target: str, *, area: str | None = None, on: str | None = None, as_of: str | None = None,
    steps: int = 2,
) -> Result:  # fmt: skip
    """Who would be obliged to do what; see :mod:`kg.analyse.obligations`. Raises UsageError for unknown names."""
    from kg.analyse import obligations as engine
    from kg.analyse.obligations_told import told
    from kg.analyse.reach import Attack
    from kg.analyse.treaties import LAST, Treaties

    attack = Attack(state(app, attacker), state(app, target), place(app, area) if area else None, on)  # type: ignore[arg-type]
    if attack.attacker == attack.target:
        raise UsageError("attacker and target are the same state", remedy="name two states")
    treaties = Treaties(app.reference, day(as_of) or LAST)
    found = table(app, reference=False).ties if has_store(app) else ()
    called = _called(found, attack.target, treaties.day)
    pacts = _pacts(app, found, attack.target, treaties.day)
    return told(engine.obligations(treaties, attack, steps=steps, called=called, pacts=pacts), treaties)


def _called(ties: Iterable[Tie], target: str, until: date) -> list[CalledAlly]:
    """Whom accepted claims call allies of a state by a day."""
    from kg.analyse.obligations import CalledAlly
    from kg.core.model import ID_BASE

    node = f"{ID_BASE}state/{target}"
    found: dict[str, tuple[list[str], list[str]]] = {}
    for tie in ties:
        if tie.kind == "alliance" and node in (tie.source, tie.target) and (tie.first is None or tie.first <= until):
            other = (tie.target if tie.source == node else tie.source).rpartition("/")[2]
            claims, pages = found.setdefault(other, ([], []))
            claims.append(tie.claim)
            pages.extend(tie.pages)
    return [CalledAlly(s, tuple(c), tuple(dict.fromkeys(p))) for s, (c, p) in sorted(found.items()) if len(s) == 2]


def _pacts(app: App, ties: Iterable[Tie], target: str, until: date) -> list[ToldPact]:
    """Treaties of mutual defence in force on a day by what sources say, that the reference does not know."""
    from kg.analyse.obligations import ToldPact
    from kg.analyse.terms import statuses
    from kg.core.model import ID_BASE

    node = f"{ID_BASE}state/{target}"
    found: dict[tuple[str, str], list[Tie]] = {}
    for tie in ties:
        slug = tie.detail.removeprefix(f"{ID_BASE}treaty/")
        holds = (tie.first is None or tie.first <= until) and (tie.last is None or tie.last > until)
        bound = tie.kind == "treaty" and tie.status in statuses().in_force and "MutualDefense" in tie.types
        if bound and holds and node in (tie.source, tie.target) and slug not in app.reference.treaties:
            other = (tie.target if tie.source == node else tie.source).rpartition("/")[2]
            found.setdefault((slug, other), []).append(tie)
    return [
        ToldPact(
            slug, group[0].label, other, tuple(dict.fromkeys(t.claim for t in group if t.claim)),
            tuple(dict.fromkeys(p for t in group for p in t.pages)),
        )
        for (slug, other), group in sorted(found.items()) if len(other) == 2
    ]  # fmt: skip


def diff_dates(app: App, before: str, after: str) -> Result:
    """What changed between two days. Raises UsageError where they are none, or in the wrong order."""
    from kg.analyse.changes import changes, changes_told

    first, last = day(before), day(after)
    if first is None or last is None or first >= last:
        raise UsageError(f"{before} is not before {after}", remedy="give the earlier date first")
    claims, documents = told_claims(app)
    found = table(app)
    names = {node: known.name for node, known in found.nodes.items()}
    return changes_told(
        changes(app.reference, found.ties, names, claims, documents, app.ontology, first, last), first, last
    )  # fmt: skip


def compare(app: App, first: str, second: str) -> Comparison:
    """Two documents of the store side by side. Raises UsageError where there is no such document."""
    from kg.analyse.two_sources import compare as compared
    from kg.app.verbs import find_document

    with app.store() as store:
        documents = store.documents()
        left, right = find_document(documents, first), find_document(documents, second)
        if left.id == right.id:
            raise UsageError("both are the same document", remedy="name two documents; kg status lists them")
        return compared(left, store.claims(left.id), right, store.claims(right.id), app.ontology)


def told_claims(app: App) -> tuple[list[Claim], dict[str, Document]]:
    """All claims of the store and its documents by id; nothing without a store."""
    if not has_store(app):
        return [], {}
    with app.store() as store:
        return store.claims(), {document.id: document for document in store.documents()}


def topic(app: App, words: Sequence[str], claims: Iterable[Claim] = ()) -> Topic:
    """What words mean: two states as a pair; else the feature, treaty, state, body or person, or a thing of the store.

    Raises UsageError where nothing, or several treaties, are called so.
    """
    from kg.analyse.timeline import Topic
    from kg.core.model import ID_BASE

    if len(words) == 2:
        codes = [state(app, word) for word in words]
        if codes[0] == codes[1]:
            raise UsageError("both are the same state", remedy="name two states")
        from kg.analyse.treaties import Treaties

        names = [Treaties(app.reference).the(code) for code in codes]
        return Topic(" and ".join(names), tuple(f"{ID_BASE}state/{code}" for code in codes), True)
    if len(words) != 1:
        raise UsageError(f"{len(words)} words given", remedy="name one topic in quotes, or two states")
    word = words[0].strip()
    found = _known(app, word)
    mine = app.reference.names.folded(word)
    told = {
        e.iri: e.name
        for c in claims for e in (c.subject, c.object, c.place) if e is not None
        and (e.iri in (word, ID_BASE + word) or mine in {app.reference.names.folded(n) for n in (e.name, *e.aliases)})
        and not e.iri.startswith("https://w3id.org/geopolitical-kg/ontology#")
    }  # fmt: skip
    things = dict.fromkeys([*found, *sorted(told)])
    if not things:
        raise UsageError(f"nothing is called '{word}'", remedy="kg query things lists what there is")
    name = next(iter(found.values()), None) or next(iter(told.values()))
    return Topic(name, tuple(things))


def _known(app: App, word: str) -> dict[str, str]:
    """What the reference calls so: IRI -> name."""
    from kg.analyse.treaties import Treaties
    from kg.core.model import ID_BASE
    from kg.core.rdf_terms import slug
    from kg.reference.rows import Feature

    reference = app.reference
    try:
        where = place(app, word)
    except UsageError as error:
        if "several" in str(error):
            raise
        where = ""
    features = {row.slug: row for row in reference.rows(Feature)}
    if where in features:
        kind = "sea" if features[where].kind == "Sea" else "feature"
        return {f"{ID_BASE}{kind}/{where}": features[where].name}
    if where:
        return {f"{ID_BASE}state/{where}": Treaties(reference).name(where)}
    mine = reference.names.folded(word.removeprefix(ID_BASE).removeprefix("treaty/").replace("-", " "))
    same = [
        t for t in reference.treaties.values()
        if mine in {reference.names.folded(n) for n in (t.slug.replace("-", " "), t.title, *t.names)}
    ]  # fmt: skip
    if len(same) > 1:
        names = ", ".join(t.slug for t in same)
        raise UsageError(f"{len(same)} treaties are called '{word}'", remedy=f"give one of {names}")
    if same:
        return {f"{ID_BASE}treaty/{same[0].slug}": same[0].title}
    if body := reference.body(word):
        return {f"{ID_BASE}org/{body}": Treaties(reference).name(body)}
    people = {term.person for term in reference.of_person([word])}
    return {f"{ID_BASE}person/{slug(name)}": name for name in sorted(people)}
