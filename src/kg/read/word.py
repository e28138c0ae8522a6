"""Word documents (.docx), by python-docx: paragraphs and tables in their order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from kg.core.errors import ReadError
from kg.read.converted import Converted, without_title, words

MAGIC = b"PK\x03\x04"
_UNPACKED = 20
"""How many times the limit all parts of a file, pictures too, may unpack to."""


def convert(data: bytes, where: str, limit: int) -> Converted:
    """The text of a Word document; ``limit`` bounds it, in bytes.

    ReadError for another zipped file, an encrypted or damaged one, and one that unpacks to much more than its size.
    """
    _check(data, where, limit)
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        document = Document(io.BytesIO(data))
        title = words(document.core_properties.title)
        lines = []
        for style, text in _paragraphs(document):
            if style == "Title" and not title:
                title = words(text)
            lines.append(" ".join(text.split()))
    except (
        OpcError,
        LxmlError,
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        RecursionError,
        zipfile.BadZipFile,
    ) as error:
        raise ReadError("is a damaged Word document", where=where, remedy="save it anew, or save its text") from error
    text = "\n".join(line for line in lines if line)
    if not text:
        raise ReadError("is a Word document without text", where=where, remedy="leave it out")
    return Converted(text=without_title(text, title), title=title)


def _check(data: bytes, where: str, limit: int) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise ReadError("is a damaged zipped file", where=where, remedy="save it anew, or save its text") from error
    names = {part.filename for part in parts}
    if "word/document.xml" not in names:
        remedy = "save it as plain text, or as a Word document (.docx)"
        raise ReadError("is a zipped file that is no Word document", where=where, remedy=remedy)
    if any(part.flag_bits & 1 for part in parts):
        raise ReadError("is an encrypted file", where=where, remedy="save it without its password")
    text = sum(part.file_size for part in parts if part.filename.endswith(".xml"))
    if text > _UNPACKED * limit or sum(part.file_size for part in parts) > 5 * _UNPACKED * limit:
        raise ReadError("unpacks to far more than is read", where=where, remedy="save its text as plain text")


def _paragraphs(document: object) -> Iterator[tuple[str, str]]:
    """The style and text of each paragraph, those in tables a row a line."""
    from docx.table import Table

    for block in document.iter_inner_content():  # type: ignore[attr-defined]
        if isinstance(block, Table):
            for row in block.rows:
                cells = dict.fromkeys(cell.text.strip() for cell in row.cells)
                yield "", "; ".join(filter(None, cells))
        else:
            yield (block.style.name if block.style is not None else "") or "", block.text
