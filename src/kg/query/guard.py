"""Which SPARQL may be asked: questions only, of this store only.

The text is looked at word by word, so that a keyword in a string, a comment, an IRI or a variable is not one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.core.errors import QueryError

_TOKEN = re.compile(
    r'''(?P<string>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!''))*\'\'\'|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')'''
    r"""|(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)"""
    r"""|(?P<comment>\#[^\n\r]*)"""
    r"""|(?P<other>[?$@]\w+|[\w.%-]*:[\w.%:-]*)"""
    r"""|(?P<word>[A-Za-z_]\w*)"""
    r"""|(?P<sign>.)""",
    re.DOTALL | re.VERBOSE,
)
_QUESTIONS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
_OUTSIDE = {"SERVICE": "asks another server", "FROM": "reads another address", "LOAD": "reads another address"}


def words(sparql: str) -> Iterator[str]:
    """The bare words of a query in upper case: keywords, mostly."""
    for token in _TOKEN.finditer(sparql):
        if token.lastgroup == "word":
            yield token.group().upper()


def form(sparql: str) -> str:
    """``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``.

    Raises QueryError for an update, for anything that reaches outside the store, and for what is no query.
    """
    kind = None
    for word in words(sparql):
        if word in _OUTSIDE:
            raise QueryError(f"{word} {_OUTSIDE[word]}, and queries here do not", remedy=f"leave {word} out")
        if kind is None and word in _UPDATES:
            raise QueryError(f"{word} changes the store, and a query does not", remedy="use `kg ingest` or `kg remove`")
        if kind is None and word in _QUESTIONS:
            kind = word
    if kind is None:
        raise QueryError(
            "this is neither a named query, a file, nor SPARQL",
            remedy="see `kg query --list`, or write SELECT, ASK, CONSTRUCT or DESCRIBE",
        )
    return kind


def ordered(sparql: str) -> bool:
    """Whether the query itself puts its answers in an order or cuts them off."""
    return not {"ORDER", "LIMIT", "OFFSET"}.isdisjoint(words(sparql))
