"""Which SPARQL may be asked: questions only, of this store only.

The text is cut into the terminals of the SPARQL grammar (section 19.8 of the recommendation), so that a keyword in a
string, a comment, an IRI or a name is not one. An engine may be more lenient than the grammar: Oxigraph reads
``SERVICEx:y`` and ``trueSERVICE<...>`` as the keyword SERVICE, and ``1<2)SERVICE?x#>`` has no IRI in it. So what two
readers could cut differently is refused: a word that is none of SPARQL's, a backslash outside strings and IRIs, a
prefix with the keyword in it. No query needs any of that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from kg.core.errors import QueryError
from kg.core.rdf_terms import PREFIXES

DEEPEST = 100
"""How many brackets, or signs in a row, a query may open inside one another."""
_TOKEN = re.compile(
    r'''(?P<string>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!''))*\'\'\'|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')'''
    r"""|(?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)"""
    r"""|(?P<comment>\#[^\n\r]*)"""
    r"""|(?P<variable>[?$]\w+)|(?P<language>@[A-Za-z]+(?:-+[A-Za-z0-9]+)*)"""
    r"""|(?P<name>(?:[^\W\d_][\w.-]*|_)?:(?:[\w:%-]|\.(?=[\w:%-]))*)"""
    r"""|(?P<number>[0-9]+\.?[0-9]*(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?)"""
    r"""|(?P<word>[^\W\d]\w*)"""
    r"""|(?P<sign>[][(){}<>,;.|/^*+?!=&~-])"""
    r"""|(?P<space>\s+)"""
    r"""|(?P<other>.)""",
    re.DOTALL | re.VERBOSE,
)
_QUESTIONS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
_OUTSIDE = {"SERVICE": "asks another server", "FROM": "reads another address", "LOAD": "reads another address"}
_KEYWORDS = frozenset(
    """
    A ABS ADJUST ADD ALL AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL CLEAR COALESCE CONCAT CONSTRUCT CONTAINS COPY
    COUNT CREATE DATA DATATYPE DAY DEFAULT DELETE DESC DESCRIBE DISTINCT DROP ENCODE_FOR_URI EXISTS FALSE FILTER
    FLOOR FROM GRAPH GROUP GROUP_CONCAT HASLANG HASLANGDIR HAVING HOURS IF IN INSERT INTO IRI ISBLANK ISIRI
    ISLITERAL ISNUMERIC ISTRIPLE ISURI LANG LANGDIR LANGMATCHES LATERAL LCASE LIMIT LOAD MAX MD5 MIN MINUS MINUTES
    MONTH MOVE NAMED NOT NOW OBJECT OFFSET OPTIONAL ORDER PREDICATE PREFIX RAND REDUCED REGEX REPLACE ROUND SAMETERM
    SAMPLE SECONDS SELECT SEPARATOR SERVICE SHA1 SHA256 SHA384 SHA512 SILENT STR STRAFTER STRBEFORE STRDT STRENDS
    STRLANG STRLANGDIR STRLEN STRSTARTS STRUUID SUBJECT SUBSTR SUM TIMEZONE TO TRIPLE TRUE TZ UCASE UNDEF UNION
    UNSEPARATED URI USING UUID VALUES VERSION WHERE WITH YEAR
    """.split()  # noqa: SIM905 - a list of a hundred quoted words is harder to read
)
"""The words of SPARQL 1.1 and 1.2, queries and updates, and of Oxigraph's extensions."""
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


@dataclass(frozen=True, slots=True)
class Question:
    """What a query is, as far as one must know before it runs."""

    form: str
    """``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``."""
    ordered: bool
    """Whether it puts its answers in an order or cuts them off."""
    default_graphs: tuple[str, ...] = ()
    """The IRIs after ``FROM``."""
    named_graphs: tuple[str, ...] = ()
    """The IRIs after ``FROM NAMED``."""


def question(sparql: str, prefixes: Mapping[str, str] = PREFIXES) -> Question:
    """Read a query as far as its safety depends on it.

    Raises QueryError for an update, for SERVICE and LOAD, for what is no query, for what is nested more than
    ``DEEPEST`` deep, and for what readers of SPARQL may take differently. ``FROM`` is reported and not refused.
    """
    if "\\u" in sparql or "\\U" in sparql:  # some engines replace these escapes before they read the query
        _checked(_unescaped(sparql))
    tokens = _checked(sparql)
    bare = [token.upper() for kind, token in tokens if kind == "word"]
    default, named = _graphs(tokens, prefixes)
    kind = next((word for word in bare if word in _QUESTIONS), None)
    if kind is None:
        raise _no_query()
    return Question(kind, not {"ORDER", "LIMIT", "OFFSET"}.isdisjoint(bare), default, named)


def form(sparql: str) -> str:
    """The form of a query that names no graphs to read: as :func:`question`, and FROM is refused too."""
    asked = question(sparql)
    if asked.default_graphs or asked.named_graphs:
        raise _refused("FROM")
    return asked.form


def ordered(sparql: str) -> bool:
    """Whether the query itself puts its answers in an order or cuts them off."""
    words = {token.upper() for kind, token in _tokens(sparql) if kind == "word"}
    return not {"ORDER", "LIMIT", "OFFSET"}.isdisjoint(words)


def _refused(word: str) -> QueryError:
    return QueryError(f"{word} {_OUTSIDE[word]}, and queries here do not", remedy=f"leave {word} out")


def _no_query() -> QueryError:
    return QueryError(
        "this is neither a named query, a file, nor SPARQL",
        remedy="see `kg query --list`, or write SELECT, ASK, CONSTRUCT or DESCRIBE",
    )


def _tokens(sparql: str) -> Iterator[tuple[str, str]]:
    """Kind and text of each terminal; white space and comments are left out."""
    for token in _TOKEN.finditer(sparql):
        kind = token.lastgroup or ""
        if kind not in ("space", "comment"):
            yield kind, token.group()


def _checked(sparql: str) -> list[tuple[str, str]]:
    tokens = list(_tokens(sparql))
    started = False
    strange = ""
    for kind, text in tokens:
        if kind == "word":
            word = text.upper()
            if word in _OUTSIDE and word != "FROM":
                raise _refused(word)
            if word in _UPDATES:
                raise QueryError(
                    f"{word} changes the store, and a query does not", remedy="use `kg ingest` or `kg remove`"
                )
            started = started or word in _QUESTIONS
            strange = strange or ("" if word in _KEYWORDS else text)
        elif kind == "other" or (kind in ("iri", "name") and _hides(kind, text)):
            strange = strange or text
    if strange and not started:
        raise _no_query()
    if strange:
        shown = strange if len(strange) <= 40 else strange[:39] + "…"
        raise QueryError(
            f"the query is malformed at {shown!r}",
            remedy="use SPARQL's words, put spaces around operators, and write escapes in strings only",
        )
    _check_depth(tokens)
    return tokens


def _hides(kind: str, text: str) -> bool:
    """Whether an engine might find the keyword SERVICE in what is an IRI or a name by the grammar."""
    lower = text.lower()
    if "service" not in lower:
        return False
    if kind == "iri":  # the keyword needs a variable or a name after it, and a comment to reach the line's end
        return "#" in lower and not _ABSOLUTE.match(text, 1)
    prefix, _, local = lower.partition(":")
    return "service" in prefix or ".service" in local


def _check_depth(tokens: list[tuple[str, str]]) -> None:
    depth = run = 0
    for kind, text in tokens:
        opened = kind == "sign" and text in "([{"
        depth += opened - (kind == "sign" and text in ")]}")
        run = run + 1 if kind == "sign" and text in "!^+-<" else 0
        if max(depth, run) > DEEPEST:
            raise QueryError(f"the query is nested more than {DEEPEST} deep", remedy="simplify it")


def _graphs(tokens: list[tuple[str, str]], prefixes: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The IRIs after FROM and FROM NAMED. QueryError where one is not written out or its prefix is unknown."""
    known = dict(prefixes)
    default: list[str] = []
    named: list[str] = []
    padded = list(chain(tokens, [("end", "")] * 2))
    for at, (kind, text) in enumerate(tokens):
        word = text.upper() if kind == "word" else ""
        after, then = padded[at + 1], padded[at + 2]
        if word == "PREFIX" and after[0] == "name" and then[0] == "iri":
            known[after[1].removesuffix(":")] = then[1][1:-1]
        if word == "FROM":
            is_named = after == ("word", after[1]) and after[1].upper() == "NAMED"
            (named if is_named else default).append(_iri(then if is_named else after, known))
    return tuple(default), tuple(named)


def _iri(token: tuple[str, str], prefixes: Mapping[str, str]) -> str:
    kind, text = token
    if kind == "name":
        prefix, _, local = text.partition(":")
        kind, text = ("iri", f"<{prefixes[prefix]}{local}>") if prefix in prefixes else ("", "")
    if kind != "iri" or "\\" in text or not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", text[1:]):
        raise _refused("FROM")
    return text[1:-1]


def _unescaped(sparql: str) -> str:
    def char(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"

    return re.sub(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", char, sparql)
