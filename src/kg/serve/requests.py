"""SPARQL 1.1 Protocol requests as they come: the query operation, by GET, by POST of a form, and by POST of a query."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from kg.core.errors import UsageError

_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_MOST_FIELDS = 200


class RefusedError(UsageError):
    """A request that cannot be read; ``status`` is the HTTP status."""

    def __init__(self, what: str, status: int = 400, remedy: str | None = None) -> None:
        self.status = status
        super().__init__(what, remedy=remedy)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with the dataset that the protocol names; ``query`` is None where none was sent."""

    query: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def fields(encoded: str) -> list[tuple[str, str]]:
    """The names and values of a query string or form. Raises RefusedError where it is malformed or not UTF-8."""
    if _PERCENT.search(encoded):
        raise RefusedError("a percent sign is not followed by two hexadecimal digits")
    try:
        return parse_qsl(encoded, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError:
        raise RefusedError("the request is not UTF-8") from None
    except ValueError:
        raise RefusedError(f"there are more than {_MOST_FIELDS} parameters") from None


def query_fields(request: Request) -> list[tuple[str, str]]:
    """The parameters in the address of a request."""
    try:
        return fields(request.scope["query_string"].decode("ascii"))
    except UnicodeDecodeError:
        raise RefusedError("the address has characters that are not percent-encoded") from None


async def asked(request: Request, most: int, patience: float) -> Asked:
    """The query of a request to the endpoint. Raises RefusedError."""
    given = query_fields(request)
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind == "application/sparql-update":
            raise RefusedError("updates are not answered here", 403)
        if kind not in ("application/sparql-query", "application/x-www-form-urlencoded"):
            remedy = "send application/sparql-query or a form"
            raise RefusedError("the body is no query", 415, remedy)
        content = await body(request, most, patience)
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            raise RefusedError("the body is not UTF-8") from None
        if kind == "application/sparql-query":
            if any(name == "query" for name, _ in given):
                raise RefusedError("there are two queries, one in the address and one in the body")
            return _asked([("query", text), *given])
        given += fields(text)
    return _asked(given)


def _asked(given: list[tuple[str, str]]) -> Asked:
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in given):
        raise RefusedError("updates are not answered here", 403)
    queries = [value for name, value in given if name == "query"]
    if len(queries) > 1:
        raise RefusedError("there is more than one query")
    default = tuple(value for name, value in given if name == "default-graph-uri")
    named = tuple(value for name, value in given if name == "named-graph-uri")
    return Asked(queries[0] if queries else None, default, named)


async def body(request: Request, most: int, patience: float) -> bytes:
    """The body of a request, of at most so many bytes, within so many seconds. Raises RefusedError."""
    length = request.headers.get("content-length")
    if length is not None and (not length.isascii() or not length.isdigit() or int(length) > most):
        raise RefusedError(f"the body is larger than {most} bytes", 413)
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(patience):
            async for part in request.stream():
                size += len(part)
                if size > most:
                    raise RefusedError(f"the body is larger than {most} bytes", 413)
                parts.append(part)
    except TimeoutError:
        raise RefusedError(f"the body did not arrive within {patience:g} seconds", 408) from None
    except ClientDisconnect:
        raise RefusedError("the client went away") from None
    return b"".join(parts)
