"""An office that the text gives to somebody, and what its own words tell of the body that it is of."""

from __future__ import annotations

import re
from typing import Protocol

from kg.core.annotated import Annotated, Mention
from kg.link.bodies_meant import NOUNS as BODY_NOUNS

_FACTIONS = ("Group", "Organization")
"""Bodies that may belong to no state."""
_MOVEMENTS = ("ArmedForce", "PoliticalParty", "IntergovernmentalOrganization")
"""Bodies whose leaders may act for no state."""
_SPEAKING = ("Organization", "Group", "PoliticalParty", "IntergovernmentalOrganization", "Grouping")
"""Bodies that speak through somebody."""
POSTED = re.compile(
    r"\b(?:ambassador|chargé d['’]affaires|consul|envoy|high commissioner)\s+(?:to|in|at)\s+", re.IGNORECASE
)
"""Before the state, or its capital, where an envoy is posted ('*ambassador in* Quito')."""
_WHOSE_BODY = re.compile(r"(?:^|, (?:and )?)(?:the |its )(?P<noun>\w+)['’]s?\s", re.IGNORECASE)
_OF_THE_BODY = re.compile(r" (?:of|for) the (?P<noun>[a-z]+)\b(?! of\b)")
"""'A B, a spokesman for the group', 'the Director General of the agency, A B'."""


class Held(Protocol):
    """An office that the text gives to a person (``annotate.people.OfficeHeld``)."""

    @property
    def person(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def body(self) -> Mention | None: ...
    @property
    def pronoun(self) -> int | None: ...
    @property
    def under(self) -> str | None: ...
    @property
    def body_name(self) -> str | None: ...
    @property
    def former(self) -> bool: ...
    @property
    def then(self) -> bool: ...
    @property
    def kind(self) -> str: ...
    @property
    def another(self) -> bool: ...
    @property
    def base(self) -> str | None: ...


def of_body_told(text: str, held: Held) -> str | None:
    """The noun of the body whose office it is, where no name says which ("the bloc's secretary-general, A B")."""
    if held.body is not None or held.body_name is not None:
        return None
    words = text[held.start : held.end]
    m = _WHOSE_BODY.search(words) or _OF_THE_BODY.search(words) or _OF_THE_BODY.match(text, held.end)
    return m["noun"].lower() if m is not None and m["noun"].lower() in BODY_NOUNS else None


def speaks_for(annotated: Annotated, held: Held) -> Mention | None:
    """'The front criticised it through a spokesman, A B': the body that is the subject of the sentence."""
    indefinite = annotated.document.text.startswith(("a ", "an "), held.start)
    if held.kind != "spokesperson" or held.body is not None or held.body_name is not None or not indefinite:
        return None
    sentence = annotated.sentence_at(held.start)
    root = sentence.root() if sentence is not None else None
    subjects = [t.mention for t in root.by("nsubj") if t.start < held.start] if root is not None else []
    through = annotated.document.text[max(0, held.start - 8) : held.start].endswith(("through ", "via "))
    bodies = (*_SPEAKING, "State") if through else _SPEAKING
    return next((m for m in subjects if m is not None and m.kind in bodies), None)


def leads_faction(held: Held) -> bool:
    """'The leader of the Salvation Front', 'Hamas commander A B': of a body or an army that is no state's."""
    return held.kind != "spokesperson" and held.body is not None and held.body.kind in (*_FACTIONS, *_MOVEMENTS)


def speaks_for_faction(held: Held) -> bool:
    """'The spokesman of the M23': of a body that belongs to no state, whatever state is named beside it."""
    body = held.body
    return held.kind == "spokesperson" and body is not None and not body.state and body.kind in _FACTIONS
