"""Feeds (RSS 2.0, RSS 1.0, Atom 1.0) and sitemaps: what they list, each entry with its own text where it has one.

Read with defusedxml: a document type with entities is refused. feedparser would be the library for this; it needs a
package that has no wheel.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree.ElementTree import Element, tostring

from kg.core.errors import ReadError
from kg.read.converted import Converted, words
from kg.read.dates import parse_date
from kg.read.html import fragment_text

_ROOT = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,300}\?>\s*)?"
    rb"(?:<\?[^>]{0,300}\?>\s*|<!--.{0,2000}?-->\s*|<!DOCTYPE.{0,5000}?>\s*)*"
    rb"<(?:[A-Za-z][\w.-]*:)?(rss|feed|RDF|urlset|sitemapindex)\b",
    re.DOTALL,
)
_FEEDS, _SITEMAPS = {b"rss", b"feed", b"RDF"}, {b"urlset", b"sitemapindex"}


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of a feed: its text as the feed has it, and the address of the page that it stands for."""

    converted: Converted
    summary: bool
    """Whether the text is that of a summary only, as far as the feed tells."""


def is_feed(data: bytes) -> bool:
    """Whether bytes begin as a feed does."""
    found = _ROOT.match(data[:10_000])
    return bool(found) and found is not None and found[1] in _FEEDS


def is_sitemap(data: bytes) -> bool:
    """Whether bytes begin as a sitemap, or an index of sitemaps, does."""
    found = _ROOT.match(data[:10_000])
    return bool(found) and found is not None and found[1] in _SITEMAPS


def entries(data: bytes, where: str) -> list[Listed]:
    """The entries of a feed, in its order. ReadError where it is not well formed, has entities, or lists nothing."""
    root = _parsed(data, where)
    channel = next((e for e in root.iter() if _name(e) == "channel"), root)
    publisher = _text(channel, "title")
    listed = [_entry(e, publisher) for e in root.iter() if _name(e) in ("item", "entry")]
    if not listed:
        raise ReadError("is a feed without entries", where=where, remedy="leave it out")
    return listed


def addresses(data: bytes, where: str) -> tuple[list[str], list[str]]:
    """The pages that a sitemap lists, and the further sitemaps that an index lists. ReadError as for feeds."""
    root = _parsed(data, where)
    pages = [url for e in root.iter() if _name(e) == "url" and (url := _text(e, "loc"))]
    maps = [url for e in root.iter() if _name(e) == "sitemap" and (url := _text(e, "loc"))]
    if not pages and not maps:
        raise ReadError("is a sitemap that lists nothing", where=where, remedy="leave it out")
    return pages, maps


def _parsed(data: bytes, where: str) -> Element:
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Any = fromstring(data)
    except DefusedXmlException as error:
        raise ReadError("is XML with entities of its own", where=where, remedy="save it without them") from error
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        raise ReadError(f"is not well-formed XML ({error})", where=where, remedy="fetch or save it anew") from error
    return root  # type: ignore[no-any-return]


def _entry(entry: Element, publisher: str | None) -> Listed:
    whole = _markup(entry, "encoded") or _markup(entry, "content")
    brief = _markup(entry, "description") or _markup(entry, "summary")
    chosen = whole if whole and len(whole) >= len(brief or "") else brief or whole
    date = next(
        (d for n in ("pubDate", "published", "issued", "date", "updated") if (d := _day(_text(entry, n)))), None
    )
    source = next((s for e in entry if _name(e) == "source" and (s := words(e.text) or _text(e, "title"))), None)
    converted = Converted(
        text=fragment_text(chosen or ""), title=words(fragment_text(_markup(entry, "title") or "")),
        publisher=source or publisher, published=date, url=_link(entry),
    )  # fmt: skip
    return Listed(converted, summary=chosen is not whole)


def _link(entry: Element) -> str | None:
    """The address of an entry's page: Atom's alternate link, RSS's link, or an identifier that is an address."""
    for element in entry:
        if _name(element) == "link":
            href = element.get("href") if element.get("rel", "alternate") == "alternate" else None
            if url := (href or element.text or "").strip():
                return url if re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", url) else None
    for name in ("guid", "id"):
        url = _text(entry, name) or ""
        if re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", url):
            return url
    return None


def _markup(entry: Element, name: str) -> str | None:
    """The content of a part as HTML: its text, or the XHTML in it."""
    for element in entry:
        if _name(element) == name:
            if not len(element):
                return element.text
            for part in element.iter():
                part.tag = _name(part)
            return tostring(element, encoding="unicode", method="html")
    return None


def _text(element: Element, name: str) -> str | None:
    return next((words("".join(e.itertext())) for e in element if _name(e) == name), None)


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _day(date: str | None) -> str | None:
    if not date:
        return None
    try:
        return parsedate_to_datetime(date).date().isoformat()
    except (ValueError, IndexError, TypeError, OverflowError):
        return parse_date(date) or parse_date(date[:10])
