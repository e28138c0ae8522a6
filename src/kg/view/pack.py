"""Long lists of a page's JSON by column, so that a page of thousands of things is small and soon read.

A list of at least ``MANY`` mappings becomes ``{"count": n, "columns": {key: column}}``. A column is one of

- ``{"same": value}``: all rows have this value;
- ``{"of": [values], "at": [places]}``: few values; row i has ``of[at[i]]``, none where the place is -1;
- ``{"prefix": text, "numbers": [n]}``: ``text`` with a number; without ``numbers`` the number of the row;
- ``{"prefix": text, "rest": [texts]}``: texts that begin alike;
- ``{"table": {...}}``: mappings, packed in the same way;
- ``{"raw": [values]}``: as they are, null where a row has none.

``templates/pack.js`` reads them. What an edge says is left out where it is the sentence of its kind with its names, and
the claims of a span where they are those of its edge; a script fills both in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import Any

MANY = 2000
_NUMBERED = re.compile(r"(\D*)(0|[1-9]\d{0,8})", re.ASCII)
_MISSING = object()


def packed(block: Mapping[str, Any], says: Mapping[str, Mapping[str, str]] | None = None) -> dict[str, Any]:
    """The block with its long lists packed; those that are short stay as they are.

    ``says`` are the looks of the kinds of edges, with their sentences; they are only needed for a block with edges.
    """
    if says is not None and len(block.get("edges", ())) >= MANY:
        block = {**block, "edges": _told(block["edges"], {node["id"]: node["name"] for node in block["nodes"]}, says)}
    return {key: _table(value) if _is_table(value) else value for key, value in block.items()}


def _is_table(value: object) -> bool:
    return isinstance(value, list) and len(value) >= MANY and all(isinstance(row, Mapping) for row in value)


def _told(
    edges: Iterable[Mapping[str, Any]], named: Mapping[str, str], says: Mapping[str, Mapping[str, str]]
) -> list[dict[str, Any]]:
    """Edges without what can be told from the rest of them."""
    found = []
    for edge in edges:
        kept = dict(edge)
        look = says[edge["kind"]]
        sentence = look.get("says_place", look["says"]) if edge.get("place") else look["says"]
        words = {"from": named[edge["from"]], "to": named[edge["to"]], "treaty": edge.get("treaty", ""),
                 "place": edge.get("place", "")}  # fmt: skip
        if kept.get("says") == re.sub(r"\{(\w+)\}", lambda match, words=words: words.get(match[1], ""), sentence):  # type: ignore[misc]
            del kept["says"]
        if "spans" in kept:
            kept["spans"] = [
                {k: v for k, v in span.items() if k != "claims" or v != edge.get("claims")} for span in kept["spans"]
            ]
        found.append(kept)
    return found


def _table(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    keys = sorted({key for row in rows for key in row})
    return {"count": len(rows), "columns": {key: _column([row.get(key, _MISSING) for row in rows]) for key in keys}}


def _column(values: list[Any]) -> dict[str, Any]:
    if all(isinstance(value, Mapping) for value in values):
        return {"table": _table(values)}
    tokens = [_token(value) for value in values]
    first: dict[object, Any] = {}
    for token, value in zip(tokens, values, strict=True):
        first.setdefault(token, value)
    first.pop(_MISSING, None)
    if len(first) == 1 and _MISSING not in tokens:
        return {"same": values[0]}
    if all(isinstance(value, str) for value in values) and (column := _texts(values)):
        return column
    if len(first) * 4 <= len(values):
        number = {token: i for i, token in enumerate(first)}
        return {"of": list(first.values()), "at": [number.get(token, -1) for token in tokens]}
    return {"raw": [None if value is _MISSING else value for value in values]}


def _token(value: object) -> object:
    """What is the same for values whose JSON is the same, and for no others."""
    if value is _MISSING or isinstance(value, str):
        return value
    return type(value), value if isinstance(value, int | float) or value is None else json.dumps(value, sort_keys=True)


def _texts(values: list[str]) -> dict[str, Any] | None:
    """Numbered texts, or texts that begin alike; None where they are neither."""
    matches = [_NUMBERED.fullmatch(value) for value in values]
    if all(matches) and len({match[1] for match in matches if match}) == 1:
        numbers = [int(match[2]) for match in matches if match]
        column: dict[str, Any] = {"prefix": matches[0][1]}  # type: ignore[index]
        return column if numbers == list(range(len(values))) else {**column, "numbers": numbers}
    least, greatest = min(values), max(values)
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(least, greatest, strict=False)))
    prefix = least[:alike]
    return {"prefix": prefix, "rest": [value[len(prefix) :] for value in values]} if len(prefix) > 8 else None
