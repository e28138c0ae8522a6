"""PDF files, by pypdf: the text of their pages, lines joined to paragraphs, page numbers and running heads left out."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence

from kg.core.errors import ReadError
from kg.read.converted import Converted, unwrapped, without_title, words

MAGIC = b"%PDF-"
_MOST_PAGES = 2_000
_NUMBER = re.compile(
    r"(?:page\s*)?[-\u2013\u2014]?\s*\d{1,4}\s*(?:(?:of|/)\s*\d{1,4})?\s*[-\u2013\u2014]?", re.IGNORECASE
)


def convert(data: bytes, where: str, limit: int) -> Converted:
    """The text of a PDF. ``limit`` bounds the text, in bytes. ReadError for an encrypted, damaged or textless one.

    A PDF tells when its file was made, not when its text was published: that is not taken for the other.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError("is an encrypted PDF", where=where, remedy="save it without its password")
        if len(reader.pages) > _MOST_PAGES:
            raise ReadError(f"has more than {_MOST_PAGES} pages", where=where, remedy="split it")
        pages, size = [], 0
        for page in reader.pages:
            pages.append(page.extract_text())
            size += len(pages[-1])
            if size > limit:
                what = f"has more text than the {limit / 1e6:g} MB that are read"
                raise ReadError(what, where=where, remedy="split it, or raise 'limit' in kg.toml")
        title = words(reader.metadata.title) if reader.metadata else None
    except ReadError:
        raise
    # pypdf also lets errors of Python through where a file is malformed
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError,
            ZeroDivisionError, NotImplementedError, ImportError, MemoryError, OSError) as error:  # fmt: skip
        raise ReadError("is a damaged PDF", where=where, remedy="save it anew, or save its text") from error
    text = unwrapped("\n".join(_body(pages)))
    if not any(map(str.isalpha, text)):
        raise ReadError("is a PDF without text, perhaps scanned", where=where, remedy="run it through OCR first")
    return Converted(text=without_title(text, title), title=title)


def _body(pages: Sequence[str]) -> list[str]:
    """The lines of all pages without page numbers and without what stands on most pages first or last."""
    split = [[line for line in page.splitlines() if line.strip()] for page in pages]
    edges = Counter(key for lines in split for key in {_key(line) for line in (*lines[:2], *lines[-2:])})
    running = {key for key, times in edges.items() if len(split) >= 3 and times * 2 > len(split)}
    out: list[str] = []
    for lines in split:
        last = len(lines) - 1
        for n, line in enumerate(lines):
            edge = n < 2 or n > last - 2
            if not (edge and (_NUMBER.fullmatch(line.strip()) or _key(line) in running)):
                out.append(line)
    return out


def _key(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))
