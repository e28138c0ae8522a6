"""Names of office holders, as their table is asked: without accents, by the first name or the last."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from kg.core.words import word_set

_INITIALS = 3
"""Letters of a name that may be initials."""
_HONOURS = word_set("extract.holder_names.honours")


def plain(name: str) -> str:
    """A name without accents, for the comparison with the table of office holders."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()


def first_names(known: Mapping[str, str]) -> frozenset[str]:
    """The first names of office holders who have more names than one, capitalised; no titles or initials."""
    firsts = (name.split()[0] for name in known if " " in name)
    return frozenset(w.capitalize() for w in firsts if len(w) > _INITIALS and w.isalpha() and w not in _HONOURS)


def surnames(known: Mapping[str, str]) -> dict[str, str]:
    """The last names that office holders of one state alone have -> its ISO code."""
    codes: dict[str, set[str]] = {}
    for name, code in known.items():
        codes.setdefault(name.split()[-1], set()).add(code)
    return {surname: next(iter(found)) for surname, found in codes.items() if len(found) == 1}
