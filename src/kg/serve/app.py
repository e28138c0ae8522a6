"""The application: which address is answered by which task of which worker."""

from __future__ import annotations

import asyncio
import html
import re
import sys
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from kg.files import web_part
from kg.serve.gate import POLICY, Gate
from kg.serve.negotiate import Offer, best
from kg.serve.pool import BusyError, DiedError, Pool, Reply, TimeUpError
from kg.serve.requests import Asked, RefusedError, asked, query_fields
from kg.serve.settings import Settings
from kg.serve.snapshots import Snapshots

_STATIC = Path(__file__).parent / "static"
_HTML = Offer("html", "text/html", ("application/xhtml+xml",))
_FORMS = {
    "ttl": Offer("turtle", "text/turtle", ("application/x-turtle", "text/n3")),
    "jsonld": Offer("jsonld", "application/ld+json", ("application/json",)),
    "trig": Offer("trig", "application/trig"),
    "nq": Offer("nquads", "application/n-quads", ("application/n-triples",)),
    "rdf": Offer("rdfxml", "application/rdf+xml", ("application/xml",)),
}
_PAGES = 2
"""Workers that make pages."""
_KEPT, _KEPT_SIZE = 100, 40_000_000
"""Pages that are kept until the store changes: how many, and bytes in all."""
_EDITOR_STYLE = "sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk="
"""The one style element that the editor writes (for columns that can be made wider)."""
_EDITOR_POLICY = POLICY.replace("style-src 'self'", f"style-src 'self' '{_EDITOR_STYLE}'")
_EDITOR_POLICY += "; trusted-types default kg-inert dompurify"
"""The editor sets markup of its own, which the policy in ``clean.js`` cleans first."""


class Server:
    """The state of a running server: its pools, its snapshots, and the pages that it has made."""

    def __init__(self, settings: Settings, store: Path) -> None:
        self.settings = settings
        common = (str(settings.project), settings.evidence, str(settings.memory))
        sizes = (str(settings.rows), str(settings.size))
        self.snapshots = Snapshots(settings, store, self._reading)
        self.snapshots.told = lambda line: print(line, file=sys.stderr, flush=True)

        def newest() -> str:
            return self.snapshots.current

        self.queries = Pool(("query", *common, *sizes), settings.workers, settings.timeout, newest)
        self.pages = Pool(("page", *common, *sizes), _PAGES, max(settings.timeout, 30.0), newest)
        self._made: OrderedDict[tuple[str, str], Reply] = OrderedDict()
        self.static = _static_files()

    def _reading(self) -> set[str]:
        return self.queries.reading() | self.pages.reading()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Workers are there as long as the block runs."""
        async with AsyncExitStack() as stack:
            stack.callback(self.snapshots.close)
            await stack.enter_async_context(self.queries)
            await stack.enter_async_context(self.pages)
            watching = asyncio.create_task(self.snapshots.watch())
            stack.push_async_callback(_ended, watching)
            yield

    # --- SPARQL ---

    async def sparql(self, request: Request) -> Response:
        """The endpoint: a query, or without one the service description (for browsers, the editor)."""
        given = await asked(request, self.settings.body, self.settings.patience)
        accept = request.headers.get("accept")
        if given.query is None:
            return await self._without_query(request, given, accept)
        task = {
            "task": "sparql", "query": given.query, "default": given.default_graphs, "named": given.named_graphs,
            "accept": accept,
        }  # fmt: skip
        return await self._run(request, self.queries, task)

    async def _without_query(self, request: Request, given: Asked, accept: str | None) -> Response:
        if request.method == "POST" or given.default_graphs or given.named_graphs:
            raise RefusedError("there is no query")
        offers = (*_FORMS.values(), _HTML)
        if best(accept, offers) == _HTML:
            return RedirectResponse("/query", 303)
        address = f"{request.url.scheme}://{request.headers['host']}/sparql"
        return await self._run(request, self.queries, {"task": "describe", "accept": accept, "address": address})

    async def named(self, request: Request) -> Response:
        """A named query with the parameters of the address. Empty ones, as forms send them, count as not given."""
        given = {name: value for name, value in query_fields(request) if value}
        task = {"task": "named", "name": request.path_params["name"], "parameters": given}
        return await self._run(request, self.queries, {**task, "accept": request.headers.get("accept")})

    # --- pages ---

    async def identify(self, request: Request) -> Response:
        """A thing at its own address: to its page or its data, 303, since a state is not a document."""
        path = _quoted(request.path_params["path"])
        found = best(request.headers.get("accept"), (_HTML, *_FORMS.values()))
        if found is None:
            return _line(406, "there are a page, Turtle, JSON-LD, TriG, N-Quads and RDF/XML")
        suffix = next((suffix for suffix, offer in _FORMS.items() if offer == found), None)
        target = f"/data/{path}.{suffix}" if suffix else f"/page/{path}"
        return RedirectResponse(target, 303, {"vary": "Accept"})

    async def thing(self, request: Request) -> Response:
        """The page of a thing or document."""
        first = dict(query_fields(request)).get("first", "0")
        if not (first.isascii() and first.isdigit() and len(first) < 9):
            raise RefusedError("'first' is no whole number")
        return await self._page(request, {"task": "page", "path": request.path_params["path"], "first": int(first)})

    async def data(self, request: Request) -> Response:
        """A thing as RDF."""
        path, dot, suffix = request.path_params["path"].rpartition(".")
        if not dot or suffix not in _FORMS:
            return _line(404, "there is no such form")
        return await self._page(request, {"task": "data", "path": path, "suffix": suffix})

    async def view(self, request: Request) -> Response:
        """A page of the viewer; that of one actor or treaty by ``?name=``."""
        name = request.path_params["name"].removesuffix(".html")
        thing = dict(query_fields(request)).get("name", "")[:300]
        return await self._page(request, {"task": "view", "name": name, "thing": thing})

    async def find(self, request: Request) -> Response:
        """Things by name."""
        words = dict(query_fields(request)).get("name", "")[:300]
        return await self._page(request, {"task": "find", "words": words})

    async def editor(self, request: Request) -> Response:
        """The query page."""
        response = await self._page(request, {"task": "editor"})
        response.headers["content-security-policy"] = _EDITOR_POLICY
        return response

    async def help(self, request: Request) -> Response:
        """What programs should know."""
        known = self.settings
        limits = {"timeout": f"{known.timeout:g}", "memory": known.memory, "rows": known.rows, "size": known.size,
                  "rate": f"{known.rate:g}" if known.rate else ""}  # fmt: skip
        return await self._page(request, {"task": "help", "limits": limits})

    def simple(self, task: str) -> Callable[[Request], Awaitable[Response]]:
        """The handler of a page that depends on nothing but the store."""

        async def handler(request: Request) -> Response:
            return await self._page(request, {"task": task})

        return handler

    async def file(self, request: Request) -> Response:
        """A script or style of the pages, one of a fixed set."""
        found = self.static.get(request.path_params["name"])
        if found is None:
            return _line(404, "there is no such file")
        content, kind = found
        return Response(content, media_type=kind, headers={"cache-control": "max-age=3600"})

    # --- helpers ---

    async def _page(self, request: Request, task: Mapping[str, Any]) -> Response:
        """A page, made once for each state of the store."""
        key = (self.snapshots.current, repr(sorted(task.items())))
        if key in self._made:
            self._made.move_to_end(key)
            return _response(self._made[key], request)
        response = await self._run(request, self.pages, task, keep=key)
        return response

    async def _run(
        self, request: Request, pool: Pool, task: Mapping[str, Any], keep: tuple[str, str] | None = None
    ) -> Response:
        working = asyncio.create_task(pool.run(task))
        leaving = asyncio.create_task(_left(request))
        try:
            await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if not working.done():  # nobody waits for the answer
                return _line(499, "the client went away")
            reply = working.result()
        except BusyError:
            return _line(503, "all workers are busy; ask again", {"retry-after": "5"}, request)
        except TimeUpError:
            what = f"it took longer than {pool.timeout:g} seconds and was ended; ask for less"
            return _line(503, what, {"retry-after": str(int(pool.timeout) + 1)}, request)
        except DiedError:
            what = f"it took more than {self.settings.memory} MB, or is nested too deeply, and was ended; ask for less"
            return _line(503, what, {"retry-after": "1"}, request)
        finally:
            for each in (working, leaving):
                each.cancel()
            with suppress(asyncio.CancelledError, BusyError, TimeUpError, DiedError):
                await working
        if keep and reply.status == 200:
            self._keep(keep, reply)
        return _response(reply, request)

    def _keep(self, key: tuple[str, str], reply: Reply) -> None:
        self._made[key] = reply
        while len(self._made) > _KEPT or sum(len(each.body) for each in self._made.values()) > _KEPT_SIZE:
            self._made.popitem(last=False)


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def _left(request: Request) -> None:
    """Ends when the client has closed the connection. The body must have been read, or there is none to read."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _static_files() -> dict[str, tuple[bytes, str]]:
    """The files under ``/static/``, by name, with their media types. Raises KgError where a part is missing."""
    kinds = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
    found = {path.name: (path.read_bytes(), kinds[path.suffix]) for path in sorted(_STATIC.iterdir())}
    for name in ("yasgui.min.js", "yasgui.min.css"):
        text = re.sub(r"\n//# sourceMappingURL=\S+\s*$", "\n", web_part(name))
        found[name] = (text.encode(), kinds[Path(name).suffix])
    return found


def _quoted(path: str) -> str:
    return quote(path, safe="/:@!$&'()*+,;=~-._")


def _response(reply: Reply, request: Request) -> Response:
    if reply.status >= 400 and not reply.headers["content-type"].startswith("text/html"):
        return _line(reply.status, reply.body.decode("utf-8", "replace"), dict(reply.headers), request)
    return Response(reply.body, reply.status, {**reply.headers, "vary": "Accept"})


def _line(
    status: int, words: str, headers: Mapping[str, str] | None = None, request: Request | None = None
) -> Response:
    """One line of what is wrong: as text, or to browsers as a small page."""
    kept = {name: value for name, value in (headers or {}).items() if name != "content-type"}
    if request is not None and best(request.headers.get("accept"), (Offer("text", "text/plain"), _HTML)) == _HTML:
        return Response(_ERROR.format(status=status, words=html.escape(words)), status, kept, "text/html")
    return PlainTextResponse(" ".join(words.split()) + "\n", status, kept)


_ERROR = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{status} · kg</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/static/serve.css"></head>
<body><header class="top"><a class="name" href="/">kg</a></header><main><h1>That did not work</h1>
<p>{words}</p><p class="soft">Status {status}. <a href="/">To the first page</a></p></main></body></html>
"""


async def _refused(request: Request, error: Exception) -> Response:
    status: int = getattr(error, "status", 0) or getattr(error, "status_code", 400)
    words = {404: "there is nothing at this address", 405: "this address does not answer to this method"}
    said = str(error) if isinstance(error, RefusedError) else words.get(status, "the request is refused")
    return _line(status, said, getattr(error, "headers", None), request)


def application(server: Server) -> Gate:
    """The ASGI application of a server."""
    both = ["GET", "POST"]
    routes = [
        Route("/sparql", server.sparql, methods=both),
        Route("/queries/{name}", server.named),
        Route("/queries", server.simple("queries")),
        Route("/query", server.editor),
        Route("/query/named.json", server.simple("named")),
        Route("/query/prefixes.json", server.simple("prefixes")),
        Route("/id/{path:path}", server.identify),
        Route("/page/{path:path}", server.thing),
        Route("/data/{path:path}", server.data),
        Route("/pages/{name}", server.view),
        Route("/find", server.find),
        Route("/documents", server.simple("documents")),
        Route("/help", server.help),
        Route("/static/{name}", server.file),
        Route("/", server.simple("home")),
    ]

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with server.running():
            yield

    handlers = {RefusedError: _refused, HTTPException: _refused}
    inner = Starlette(routes=routes, lifespan=lifespan, exception_handlers=handlers)
    inner.router.redirect_slashes = False
    return Gate(inner, server.settings)
