"""The rows of the tables under ``graph/reference``, a class a table; the columns are the fields, in ``camelCase``.

Dates are EDTF strings, an empty cell is the empty string or an empty tuple. Every row has ``source`` (the address of a
public page that states it) and ``retrieved`` (the day it was looked up).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What all rows have. ``source`` may be several addresses, divided by ``|``.

    ``file`` and ``line`` (counted from 1) tell where a row stands; they are no columns.
    """

    source: str
    retrieved: str
    file: str = ""
    line: int = 0

    @property
    def sources(self) -> tuple[str, ...]:
        """The addresses of the pages that state the row, the chief one first."""
        return tuple(address.strip() for address in self.source.split("|"))


@dataclass(frozen=True, slots=True, kw_only=True)
class State(Row):
    code: str
    alpha3: str = ""
    name: str
    official: str = ""
    capital: str = ""
    wikidata: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateName(Row):
    code: str
    lang: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatePoint(Row):
    """Where a map puts a state: at its capital, or where ``place`` is blank at a point in its middle."""

    state: str
    place: str = ""
    latitude: str
    longitude: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoricalState(Row):
    code: str
    name: str
    from_: str = ""
    to: str = ""
    successors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization(Row):
    """``members`` is how many states belong to it, where the rows of memberships are all of them; blank if not."""

    slug: str
    name: str
    abbreviations: tuple[str, ...] = ()
    kind: str = ""
    founded: str = ""
    ended: str = ""
    members: str = ""
    wikidata: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Row):
    """``role``: member, observer or associate; ``from_`` when it began, ``to`` when it ended, blank while it lasts."""

    organization: str
    member: str
    role: str = "member"
    from_: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metonym(Row):
    form: str
    state: str
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermOfOffice(Row):
    """``post`` is the kind of office, ``title`` what the state calls it, ``of`` the state's code or a body's slug."""

    person: str
    aliases: tuple[str, ...] = ()
    post: str
    title: str
    of: str
    from_: str = ""
    to: str = ""
    acting: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.person, *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Life(Row):
    person: str
    born: str = ""
    died: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Treaty(Row):
    slug: str
    title: str
    names: tuple[str, ...] = ()
    type: str = ""
    depositary: str = ""
    replaces: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    complements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatyParty(Row):
    """``party`` is a code or a body's slug; ``role``: party or signatory."""

    treaty: str
    party: str
    role: str = "party"
    from_: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusEvent(Row):
    """``party`` is blank where the treaty as a whole reached the status."""

    treaty: str
    status: str
    date: str = ""
    party: str = ""
    body: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation(Row):
    treaty: str
    article: str = ""
    obligation: str
    obliged: tuple[str, ...] = ()
    owed_to: tuple[str, ...] = ()
    trigger: str = ""
    area: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach(Row):
    """What must be attacked, and where, for an article to be called upon; ``of``: within whose territories, if said.

    ``case``: territory, administered, forces, any, or threat (in the area, whoever is attacked).
    """

    treaty: str
    article: str = ""
    defined_in: str = ""
    case: str
    area: str = ""
    of: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaPart(Row):
    """Whether a place (a feature's slug, a state's code) lies in a treaty's area: inside, outside or open."""

    area: str
    name: str
    place: str
    relation: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration(Row):
    """What governments declared about the reach of an article: covered, doubted, limited or no duty."""

    treaty: str
    article: str = ""
    place: str = ""
    case: str
    date: str = ""
    by: tuple[str, ...] = ()
    says: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature(Row):
    slug: str
    kind: str
    name: str
    latitude: str = ""
    longitude: str = ""
    sea: str = ""
    group: str = ""
    wikidata: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureName(Row):
    feature: str
    name: str
    lang: str = ""
    used_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Row):
    feature: str
    claimant: str
    from_: str = ""
    to: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Administration(Row):
    feature: str
    administrator: str
    from_: str = ""
    to: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Award(Row):
    slug: str
    title: str
    tribunal: str = ""
    date: str = ""
    parties: tuple[str, ...] = ()
    feature: tuple[str, ...] = ()
    finding: str = ""


TABLES: dict[str, type[Row]] = {
    "states.tsv": State, "state-names.tsv": StateName, "points.tsv": StatePoint,
    "historical-states.tsv": HistoricalState,
    "organizations.tsv": Organization, "memberships.tsv": Membership, "metonyms.tsv": Metonym,
    "terms.tsv": TermOfOffice,
    "people.tsv": Life, "treaties.tsv": Treaty, "treaty-parties.tsv": TreatyParty, "treaty-status.tsv": StatusEvent,
    "reach.tsv": Reach, "areas.tsv": AreaPart, "declarations.tsv": Declaration,
    "obligations.tsv": Obligation, "features.tsv": Feature, "feature-names.tsv": FeatureName,
    "positions.tsv": Position, "administration.tsv": Administration, "awards.tsv": Award,
}  # fmt: skip
"""The file of each table."""
