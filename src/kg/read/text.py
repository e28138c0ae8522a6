"""Read text files: UTF-8, with or without front matter.

The text of a document is the file as Python's ``read_text`` gives it (line ends as ``\\n``, nothing else changed, a
byte order mark kept): that is what all offsets count in. What cannot be read is refused with a
:class:`~kg.core.errors.ReadError` of one line: what is wrong, in which file, and the remedy.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from kg.core.errors import ReadError
from kg.core.model import Document
from kg.read import frontmatter, language
from kg.read.dates import date_of_publication, parse_date

MEGABYTE = 1_000_000
DEFAULT_LIMIT = 20 * MEGABYTE
STDIN = "-"
_WHITE_BYTES = b"\t\n\r\f\v\x1b"
_CONTROL_BYTES = bytes(b for b in range(32) if b not in _WHITE_BYTES)
_MAGIC = {b"%PDF-": ("a PDF", "convert it first: pdftotext FILE.pdf FILE.txt"),
          b"PK\x03\x04": ("a zipped file (a word processor's?)", "save it as plain text"),
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
        return parse(data, STDIN, published=published, where="standard input")
    path = Path(path)
    where = str(path)
    try:
        if path.is_dir():
            raise ReadError("is a folder", where=where, remedy="name the files in it")
        if path.is_file() and path.stat().st_size > limit:
            raise _too_large(where, path.stat().st_size, limit)
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
    return parse(data, relative, published=published, where=where)


def parse(data: bytes, filename: str, *, published: str | None = None, where: str | None = None) -> Document:
    """The document in the bytes of a file of that relative name; ``where`` is how errors call it. Raises ReadError."""
    where = where or filename
    text = decode(data, where)
    meta = frontmatter.split(text, where)
    body = text[meta.body :]
    if not body.strip().strip("\ufeff"):
        what = "has front matter and no text" if meta.body else "is empty"
        raise ReadError(what, where=where, remedy="leave it out, or give it a text")
    lang = language.check(body, meta.lang, where)
    if published is not None:
        published = parse_date(published)
        if published is None:
            raise ReadError("date of publication is no date", where=where, remedy="write it as YYYY-MM-DD")
    identity = Document.hash(text)
    address = f"file:{quote(filename)}" if filename != STDIN else f"urn:sha256:{identity}"
    return Document(
        id=identity, uri=meta.url or address, name=Path(filename).stem, text=text, body=meta.body,
        title=meta.title, publisher=meta.publisher, published=meta.published or published or date_of_publication(body),
        retrieved=meta.retrieved, lang=lang, sources=meta.sources,
    )  # fmt: skip


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
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.lstrip("\ufeff \t\n")[:14].lower().startswith(("<!doctype html", "<html")):
        raise ReadError("is an HTML page", where=where, remedy="save its article as plain text")
    return text


def _bounded(stream: BinaryIO, where: str, limit: int) -> bytes:
    """All bytes of a stream of unknown length, no more than ``limit`` of them held."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise _too_large(where, None, limit)
    return data


def _too_large(where: str, size: int | None, limit: int) -> ReadError:
    has = f"has {size / MEGABYTE:.0f} MB, more than" if size else "has more than"
    remedy = "split it, or raise 'limit' in kg.toml"
    return ReadError(f"{has} the {limit / MEGABYTE:g} MB that are read", where=where, remedy=remedy)
