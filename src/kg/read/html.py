"""Web pages: the article of a page by trafilatura, and the text of a fragment of HTML.

What the page says of itself (title, site, canonical address, the date that its metadata or its address give) comes
along; a date is not sought in the page's running text, where it may be any.
"""

from __future__ import annotations

import logging
import re
from typing import Any
from urllib.parse import urlsplit

from kg.core.errors import ReadError
from kg.read.converted import Converted, without_title, words
from kg.read.dates import parse_date

_START = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_BLOCKS = (
    "address", "article", "blockquote", "dd", "div", "dt", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p",
    "pre", "section", "td", "th", "tr",
)  # fmt: skip


def is_html(data: bytes) -> bool:
    """Whether bytes begin as a page of HTML does."""
    return bool(_START.match(data[:5000]))


def convert(data: bytes, where: str, url: str | None = None) -> Converted:
    """The article of a page. ``url`` is where it came from, if known. ReadError where there is none to be found."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found: Any = bare_extraction(
            data, url=url, with_metadata=True, include_comments=False, favor_precision=True,
            date_extraction_params={"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"},
        )  # fmt: skip
    except (ValueError, TypeError, RecursionError, LookupError, AssertionError) as error:
        raise ReadError("is HTML that cannot be read", where=where, remedy="save its text as plain text") from error
    text = "" if found is None else (found.text or "").strip()
    if found is None or not text:
        raise ReadError("has no article that can be found", where=where, remedy="save its text as plain text")
    title = words(found.title)
    return Converted(
        text=without_title(text, title), title=title, publisher=words(found.sitename),
        published=parse_date(found.date) if found.date else None, url=_address(found.url) or url,
    )  # fmt: skip


def fragment_text(fragment: str) -> str:
    """The text of a piece of HTML, a block a line; what is not shown to readers is left out."""
    from lxml import etree, html

    if "<" not in fragment and "&" not in fragment:
        return "\n".join(" ".join(line.split()) for line in fragment.splitlines() if line.strip())
    try:
        tree = html.fragment_fromstring(fragment, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    for hidden in tree.xpath(".//script|.//style|.//template|.//noscript|.//iframe|.//comment()"):
        hidden.drop_tree()
    for element in tree.iter(*_BLOCKS, "br"):
        element.tail = "\n" + (element.tail or "")
        if element.tag != "br":
            element.text = "\n" + (element.text or "")
    lines = (" ".join(line.split()) for line in str(tree.text_content()).split("\n"))
    return "\n".join(line for line in lines if line)


def _address(url: str | None) -> str | None:
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return (
        url if parts.scheme in ("http", "https") and parts.hostname and not re.search(r"[\s<>\"]", url or "") else None
    )
