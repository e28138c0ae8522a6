"""Read files: text in UTF-8, with or without front matter; web pages, PDF, Word documents and e-mail messages.

The text of a document is the file as Python's ``read_text`` gives it (line ends as ``\\n``, nothing else changed, a
byte order mark kept), and of another format the text of its article, a paragraph a line: that is what all offsets count
in. Which format a file has is told by its first bytes, not by its name. What cannot be read is refused with a
:class:`~kg.core.errors.ReadError` of one line: what is wrong, in which file, and the remedy.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from kg.core.errors import ReadError
from kg.core.model import Document
from kg.read import feeds, frontmatter, html, language, mail, pdf, word
from kg.read.converted import Converted
from kg.read.dates import date_of_publication, parse_date

MEGABYTE = 1_000_000
DEFAULT_LIMIT = 20 * MEGABYTE
STDIN = "-"
_WHITE_BYTES = b"\t\n\r\f\v\x1b"
_CONTROL_BYTES = bytes(b for b in range(32) if b not in _WHITE_BYTES)
_MAGIC = {b"\xd0\xcf\x11\xe0": ("an old or encrypted Office file", "save it as .docx or as plain text"),
          b"{\\rtf": ("RTF", "save it as .docx or as plain text"),
          b"\xff\xfe": ("UTF-16, not UTF-8", "convert it: iconv -f UTF-16 -t UTF-8 FILE"),
          b"\xfe\xff": ("UTF-16, not UTF-8", "convert it: iconv -f UTF-16 -t UTF-8 FILE")}  # fmt: skip


def read(
    path: Path | str, *, published: str | None = None, limit: int = DEFAULT_LIMIT, root: Path | None = None
) -> Document:
    """The document in a file, or on standard input where ``path`` is ``-``.

    Its address is the ``url`` of its front matter, else ``file:`` and its path below ``root``, or its bare name where
    it lies elsewhere (no path of this machine gets into a graph); a text from standard input is named by its hash.
    ``published`` (an EDTF day, month or year) counts where the front matter has no date; after it comes a date that
    the text itself gives in a dateline. ``limit`` is in bytes. Raises ReadError.
    """
    if str(path) == STDIN:
        data = _bounded(sys.stdin.buffer, "standard input", limit)
        return parse(data, STDIN, published=published, where="standard input", limit=limit)
    path = Path(path)
    where = str(path)
    try:
        if path.is_dir():
            raise ReadError("is a folder", where=where, remedy="name the files in it")
        if path.is_file() and path.stat().st_size > limit:
            raise too_large(where, path.stat().st_size, limit)
        with path.open("rb") as stream:
            data = _bounded(stream, where, limit)
    except FileNotFoundError as error:
        raise ReadError("no such file", where=where, remedy="check the name") from error
    except PermissionError as error:
        raise ReadError("may not be read", where=where, remedy="check its permissions") from error
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        raise ReadError(what, where=where, remedy="check the file and its disk") from error
    below = path.resolve()
    relative = below.relative_to(root).as_posix() if root and below.is_relative_to(root) else path.name
    return parse(data, relative, published=published, where=where, limit=limit)


def parse(
    data: bytes, filename: str, *, published: str | None = None, where: str | None = None, limit: int = DEFAULT_LIMIT,
    url: str | None = None,
) -> Document:  # fmt: skip
    """The document in the bytes of a file of that relative name; ``where`` is how errors call it. Raises ReadError.

    ``limit`` (bytes) bounds what the file may unpack to; ``url`` is the address that it was fetched from.
    """
    where = where or filename
    converted = convert(data, where, limit, url)
    if converted is not None:
        return made(converted, filename, published=published, where=where)
    text = decode(data, where)
    meta = frontmatter.split(text, where)
    body = text[meta.body :]
    if not body.strip().strip("\ufeff"):
        what = "has front matter and no text" if meta.body else "is empty"
        raise ReadError(what, where=where, remedy="leave it out, or give it a text")
    lang = language.check(body, meta.lang, where)
    date = meta.published or _given(published, where) or date_of_publication(body)
    return Document(
        id=Document.hash(text), uri=meta.url or url or _address(filename, text), name=Path(filename).stem, text=text,
        body=meta.body, title=meta.title, publisher=meta.publisher, published=date,
        retrieved=meta.retrieved, lang=lang, sources=meta.sources,
    )  # fmt: skip


def convert(data: bytes, where: str, limit: int = DEFAULT_LIMIT, url: str | None = None) -> Converted | None:
    """What the bytes of a page, PDF, Word document or message become; None for plain text. Raises ReadError."""
    if data.startswith(pdf.MAGIC):
        return pdf.convert(data, where, limit)
    if data.startswith(word.MAGIC):
        return word.convert(data, where, limit)
    if html.is_html(data):
        return html.convert(data, where, url)
    if feeds.is_feed(data) or feeds.is_sitemap(data):
        raise ReadError(
            "is a feed or a sitemap, not one document", where=where, remedy="kg ingest and kg extract take it apart"
        )
    return mail.convert(data, where) if mail.is_mail(data) else None


def made(converted: Converted, filename: str, *, published: str | None = None, where: str | None = None) -> Document:
    """The document of a converted file or entry. Raises ReadError for one without text, or in another language."""
    where = where or filename
    text = converted.text
    if not any(map(str.isalnum, text)):
        raise ReadError("has no text", where=where, remedy="leave it out")
    lang = language.check(text, None, where)
    published = converted.published or _given(published, where) or date_of_publication(text)
    return Document(
        id=Document.hash(text), uri=converted.url or _address(filename, text), name=Path(filename).stem, text=text,
        title=converted.title, publisher=converted.publisher, published=published, lang=lang,
    )  # fmt: skip


def _given(published: str | None, where: str) -> str | None:
    """A date of publication that the user gives, as EDTF."""
    if published is None:
        return None
    date = parse_date(published)
    if date is None:
        raise ReadError("date of publication is no date", where=where, remedy="write it as YYYY-MM-DD")
    return date


def _address(filename: str, text: str) -> str:
    return f"file:{quote(filename)}" if filename != STDIN else f"urn:sha256:{Document.hash(text)}"


def decode(data: bytes, where: str) -> str:
    """UTF-8 text with line ends as ``\\n``; ReadError for what is binary or in another encoding."""
    for magic, (what, remedy) in _MAGIC.items():
        if data.startswith(magic):
            raise ReadError(f"is {what}", where=where, remedy=remedy.replace("FILE", Path(where).stem))
    controls = len(data) - len(data.translate(None, _CONTROL_BYTES))
    if b"\0" in data or controls * 100 > len(data):
        raise ReadError("is not text but binary", where=where, remedy="give a text file in UTF-8")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        what = f"is not UTF-8 (byte {error.start} is 0x{data[error.start]:02x})"
        remedy = "convert it: iconv -f WINDOWS-1252 -t UTF-8, or from what its encoding is"
        raise ReadError(what, where=where, remedy=remedy) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _bounded(stream: BinaryIO, where: str, limit: int) -> bytes:
    """All bytes of a stream of unknown length, no more than ``limit`` of them held."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise too_large(where, None, limit)
    return data


def too_large(where: str, size: int | None, limit: int) -> ReadError:
    """The error for what has more bytes than are read; ``size`` is None where it is not known how many."""
    has = f"has {size / MEGABYTE:.0f} MB, more than" if size else "has more than"
    remedy = "split it, or raise 'limit' in kg.toml"
    return ReadError(f"{has} the {limit / MEGABYTE:g} MB that are read", where=where, remedy=remedy)
