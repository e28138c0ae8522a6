"""Parties of a treaty that are listed beside its name, whatever the tree makes of the list.

* 'The Lagos Protocol (Chad, Niger and Togo) was signed in May'
* 'Signatories of the Lagos Protocol: Chad, Niger, Togo', 'Parties to the pact: Chad and Niger'
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract.predication import is_state, series_at

_PARTIES = word_set("extract.treaty_listed.parties")
_PASSED_BY = frozenset({"of", "the", "to"})
_HEADING = 8
"""Words in which a list is announced."""


def listed(row: Sequence[Token], treaty: Token) -> list[Token]:
    """The states listed in brackets behind a treaty's name, or behind 'Signatories of it:'."""
    at = next((n for n, t in enumerate(row) if t is treaty), -1) + 1
    if not 0 < at < len(row):
        return []
    if row[at].text == "(":
        names, end = series_at(row, at + 1)
        closed = end < len(row) and row[end].text == ")"
    else:
        said = row[: at - 1] if at <= _HEADING and row[at].text == ":" else ()
        words = {t.low for t in said}
        heading = bool(words & _PARTIES) and words <= _PARTIES | _PASSED_BY
        names, end = series_at(row, at + 1) if heading else ([], at)
        closed = end >= len(row) or row[end].text in (".", ";")
    states = all(map(is_state, names))
    return names if closed and states and len(names) > 1 else []
