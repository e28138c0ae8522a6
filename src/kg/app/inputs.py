"""What a user names as input, one document each: files, addresses, and what feeds and sitemaps list."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from kg.app.verbs import App
from kg.core.errors import KgError, ReadError
from kg.core.model import Document
from kg.read import feeds, streams
from kg.read.streams import Piece, Reading
from kg.read.text import MEGABYTE, made, parse
from kg.read.web import Fetched, Limits, Web, is_address

MOST = 100
"""How many pages of a feed or sitemap are read, unless the user says otherwise."""


@dataclass(frozen=True, slots=True)
class Options:
    """How addresses, feeds and sitemaps are read."""

    follow: bool = False
    """Fetch the page of each entry of a feed, rather than reading what the feed has of it."""
    most: int = MOST
    """Entries or pages of each feed or sitemap, the first in its order."""
    private: bool = False
    """Whether addresses that are not on the public internet may be fetched."""


@dataclass(frozen=True, slots=True)
class Item:
    """One document to come: what to call it, and the document, the file that it is in, or why it cannot be had."""

    label: str
    content: Document | str | KgError


def items(app: App, named: Iterable[str], published: str | None = None, options: Options = Options()) -> Iterator[Item]:
    """The documents that the named files and addresses stand for, in their order; a failure is an item of its own.

    A file that is no feed is left to be read where it is extracted. Addresses are fetched one after the other, only
    those that are named, that a named sitemap lists, or, with ``follow``, that a named feed links to.
    """
    limit = app.project.settings.limit * MEGABYTE
    told: set[str] = set()
    with ExitStack() as stack:
        inputs = _Inputs(Limits(size=limit, private=options.private), published, options, stack)
        for name in named:
            data = None if is_address(name) else _feed(name, limit)
            found = inputs.at(name) if is_address(name) else inputs.listed(data, name) if data else [Item(name, name)]
            for item in found:
                if item.label not in told:
                    told.add(item.label)
                    yield item


def pieces(app: App, named: Iterable[Path | str], reading: Reading, options: Options) -> Iterator[Piece | KgError]:
    """What there is to read under names of files, folders and patterns, at addresses and in feeds, in their order."""
    for item in items(app, map(str, named), reading.published, options):
        content = item.content
        if isinstance(content, Document):
            told = json.dumps([content.id, content.uri, content.title, content.publisher, content.published])
            digest = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
            yield Piece(item.label, digest, item.label, reading, made=content)
        elif isinstance(content, KgError):
            yield content
        else:
            yield from streams.pieces([content], reading)


def _feed(name: str, limit: int) -> bytes | None:
    """The bytes of a file that is a feed or a sitemap; None for any other, and for one that cannot be read."""
    path = Path(name)
    try:
        if name == "-" or not path.is_file() or path.stat().st_size > limit:
            return None
        with path.open("rb") as stream:
            start = stream.read(10_000)
            return start + stream.read(limit) if feeds.is_feed(start) or feeds.is_sitemap(start) else None
    except OSError:
        return None


class _Inputs:
    """Reads addresses, feeds and sitemaps for one call."""

    def __init__(self, limits: Limits, published: str | None, options: Options, stack: ExitStack) -> None:
        self._limits, self._published, self._options, self._stack = limits, published, options, stack
        self._web: Web | None = None
        self._seen: set[str] = set()

    def at(self, url: str, deep: bool = True) -> Iterator[Item]:
        """What is at an address: a document, or what the feed or sitemap there lists, which is not followed further."""
        try:
            fetched = self._fetch(url)
            if feeds.is_feed(fetched.data) or feeds.is_sitemap(fetched.data):
                if deep:
                    yield from self.listed(fetched.data, url)
                    return
                raise ReadError("is a list of pages in another list", where=url, remedy="name it by itself")
            yield Item(url, self._document(fetched, url))
        except KgError as error:
            yield Item(url, error)

    def listed(self, data: bytes, where: str) -> Iterator[Item]:
        """The documents of a feed, or of the pages that a sitemap lists; no more than the most that is wanted."""
        try:
            found = self._entries(data, where) if feeds.is_feed(data) else self._pages(data, where)
            for n, item in enumerate(found):
                if n >= self._options.most:
                    return
                yield item
        except KgError as error:
            yield Item(where, error)

    def _entries(self, data: bytes, where: str) -> Iterator[Item]:
        stem = "entry" if is_address(where) else Path(where).stem
        for n, entry in enumerate(feeds.entries(data, where), 1):
            url = entry.converted.url
            label = url or f"{where}, entry {n}"
            if self._options.follow and url:
                yield from self.at(url, deep=False)
                continue
            try:
                yield Item(label, made(entry.converted, f"{stem}-{n}", published=self._published, where=label))
            except ReadError as error:
                yield Item(label, error)

    def _pages(self, data: bytes, where: str, depth: int = 0) -> Iterator[Item]:
        pages, maps = feeds.addresses(data, where)
        for url in pages:
            if url not in self._seen and is_address(url):
                self._seen.add(url)
                yield from self.at(url, deep=False)
        for url in maps if depth < 3 else ():
            if url not in self._seen and is_address(url):
                self._seen.add(url)
                yield from self._map(url, depth + 1)

    def _map(self, url: str, depth: int) -> Iterator[Item]:
        try:
            yield from self._pages(self._fetch(url).data, url, depth)
        except KgError as error:
            yield Item(url, error)

    def _fetch(self, url: str) -> Fetched:
        if self._web is None:
            self._web = self._stack.enter_context(Web(self._limits))
        return self._web.fetch(url)

    def _document(self, fetched: Fetched, named: str) -> Document:
        name = Path(fetched.url.partition("?")[0].rstrip("/")).name or "page"
        document = parse(
            fetched.data, name, published=self._published, where=named, limit=self._limits.size, url=fetched.url
        )
        return document if document.retrieved else replace(document, retrieved=datetime.now(UTC).date().isoformat())
