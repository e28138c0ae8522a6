"""Many documents from few names: folders, patterns, standard input, JSON lines, and compressed files of these.

Everything is read piece by piece, in a sorted order; no more than one document is held at a time, and none that is
larger than the limit. JSON lines have a document each, its parts under names that the caller may declare.
"""

from __future__ import annotations

import bz2
import gzip
import hashlib
import json
import lzma
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from kg.core.errors import ReadError, UsageError
from kg.core.model import Document
from kg.read import language
from kg.read.dates import parse_date
from kg.read.text import DEFAULT_LIMIT, STDIN, parse, read, too_large

ROWS = (".jsonl", ".ndjson")
TEXTS = (".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".eml")
"""Suffixes of the files that are taken from a folder, beside those of JSON lines, each with those of compression."""
FIELDS = ("text", "title", "url", "published", "publisher", "retrieved", "lang", "id", "sources")
"""The parts of a document in a JSON line; they are found under these names unless others are declared."""
_GLOB = frozenset("*?[")


def _zstd(path: Path) -> IO[bytes]:
    try:
        import zstandard
    except ImportError as error:
        remedy = "pip install zstandard, or unpack it first"
        raise ReadError("is compressed by zstd, which is not installed", where=str(path), remedy=remedy) from error
    opened: IO[bytes] = zstandard.open(path, "rb")
    return opened


def _plain(path: Path) -> IO[bytes]:
    return path.open("rb")


_OPEN: Mapping[str, Callable[[Path], Any]] = {
    ".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open, ".zst": _zstd,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """How pieces are read. ``root`` is the project's folder; ``limit`` is in bytes; ``rows``: all are JSON lines."""

    root: Path
    limit: int = DEFAULT_LIMIT
    published: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    rows: bool = False

    @property
    def told(self) -> str:
        """What the user told, as JSON: nothing where that is all default."""
        if not (self.published or self.fields or self.rows):
            return ""
        return json.dumps([self.published, dict(sorted(self.fields.items())), self.rows])

    def as_told(self, told: str) -> Reading:
        """The same, with what a user told another time."""
        published, fields, rows = json.loads(told) if told else (None, {}, False)
        return replace(self, published=published, fields=fields, rows=rows)


@dataclass(frozen=True, slots=True)
class Piece:
    """What is one document: a file, or the bytes of a part of one. ``document()`` reads it.

    ``origin`` is where it is from, as seen from the project; ``content`` the SHA-256 (hex) of its bytes and of what
    was told besides; ``where`` is how messages call it.
    """

    origin: str
    content: str
    where: str
    reading: Reading
    path: Path | None = None
    data: bytes = b""
    row: bool = False
    made: Document | None = None
    """The document, where it has been made: a page that was fetched, an entry of a feed."""

    def document(self) -> Document:
        """The document. Raises ReadError."""
        reading = self.reading
        if self.made is not None:
            return self.made
        if self.row:
            return _document(self.data, reading, self.where)
        if self.path is not None:
            return read(self.path, published=reading.published, limit=reading.limit, root=reading.root)
        return parse(self.data, _name(self.origin), published=reading.published, where=self.where, limit=reading.limit)


def pieces(names: Iterable[Path | str], reading: Reading) -> Iterator[Piece | ReadError]:
    """What there is to read under some names, in their order; an error in the place of what cannot be read."""
    for name in names:
        if str(name) == STDIN:
            yield from _guarded("standard input", _stdin(reading))
            continue
        for path in _files(Path(name)):
            if isinstance(path, ReadError):
                yield path
            else:
                yield from _guarded(str(path), _file(path, reading))


def parse_fields(words: str | None) -> dict[str, str]:
    """``text=body,title=head.line`` as a mapping. Raises UsageError for a part that documents do not have."""
    fields = {}
    for pair in filter(None, (words or "").split(",")):
        part, _, name = pair.partition("=")
        if part.strip() not in FIELDS or not name.strip():
            remedy = f"write PART=NAME,... with parts of {', '.join(FIELDS)}"
            raise UsageError(f"'{pair}' declares no field", remedy=remedy)
        fields[part.strip()] = name.strip()
    return fields


def _guarded(where: str, found: Iterator[Piece | ReadError]) -> Iterator[Piece | ReadError]:
    """The pieces until one cannot be read: a damaged file gives those before the damage, and an error."""
    try:
        yield from found
    except ReadError as error:
        yield error
    except (EOFError, zlib.error, lzma.LZMAError) as error:
        yield ReadError(f"is damaged ({error})", where=where, remedy="fetch it again")
    except PermissionError:
        yield ReadError("may not be read", where=where, remedy="check its permissions")
    except OSError as error:
        what = f"cannot be read ({error.strerror or error})"
        yield ReadError(what, where=where, remedy="check the file and its disk")
    except Exception as error:
        if type(error).__module__.split(".")[0] not in ("zstandard", "zstd"):
            raise
        yield ReadError(f"is damaged ({error})", where=where, remedy="fetch it again")


def _files(name: Path) -> Iterator[Path | ReadError]:
    """The files that a name stands for, sorted: itself, those in a folder, or those that a pattern fits."""
    if name.is_dir():
        files = sorted(path for path in name.rglob("*") if path.is_file() and _is_text(path, name))
        if not files:
            kinds = ", ".join((*TEXTS, *ROWS))
            yield ReadError("holds nothing to read", where=str(name), remedy=f"files end in {kinds}, or these and .gz")
        yield from files
    elif not name.exists() and _GLOB & set(str(name)):
        top = Path(name.anchor) if name.is_absolute() else Path()
        files = sorted(path for path in top.glob(str(name.relative_to(top))) if path.is_file())
        if not files:
            yield ReadError("no file has such a name", where=str(name), remedy="check the pattern")
        yield from files
    else:
        yield name


def _is_text(path: Path, top: Path) -> bool:
    if any(part.startswith(".") for part in path.relative_to(top).parts):
        return False
    return path.name.lower().removesuffix(_packed(path)).endswith((*TEXTS, *ROWS))


def _packed(path: Path) -> str:
    """The suffix that tells how a file is compressed, or nothing."""
    suffix = path.suffix.lower()
    return suffix if suffix in _OPEN else ""


def _stdin(reading: Reading) -> Iterator[Piece | ReadError]:
    stream = sys.stdin.buffer
    if reading.rows:
        yield from _rows(stream, STDIN, "standard input", reading)
        return
    data = _bounded(stream, "standard input", reading.limit)
    yield Piece(STDIN, _sha(data, reading), "standard input", reading, data=data)


def _file(path: Path, reading: Reading) -> Iterator[Piece | ReadError]:
    where, packed = str(path), _packed(path)
    origin = origin_of(path, reading.root)
    rows = reading.rows or path.name.lower().removesuffix(packed).endswith(ROWS)
    if not rows and not packed:
        yield Piece(origin, _file_sha(path, reading) if path.is_file() else "", where, reading, path)
        return
    with closing(_OPEN.get(packed, _plain)(path)) as stream:
        if rows:
            yield from _rows(stream, origin, where, reading)
        else:
            data = _bounded(stream, where, reading.limit)
            yield Piece(origin, _sha(data, reading), where, reading, data=data)


def origin_of(path: Path, root: Path) -> str:
    """The path of a file below the project, links followed. Each folder is resolved once, for a build asks of each."""
    if path.is_symlink():
        return Path(os.path.relpath(path.resolve(), root)).as_posix()
    folder, name = os.path.split(path if path.is_absolute() else path.absolute())
    below = _below(folder, root)
    return f"{below}/{name}" if below != "." else name


@lru_cache(maxsize=256)
def _below(folder: str, root: Path) -> str:
    return Path(os.path.relpath(Path(folder).resolve(), root)).as_posix()


def _rows(stream: IO[bytes], origin: str, where: str, reading: Reading) -> Iterator[Piece | ReadError]:
    number = 0
    while line := stream.readline(reading.limit + 1):
        number += 1
        place = f"{where}:{number}"
        if len(line) > reading.limit:
            yield too_large(place, None, reading.limit)
            while line and not line.endswith(b"\n"):
                line = stream.readline(reading.limit)
        elif line.strip():
            yield Piece(origin, _sha(line, reading), place, reading, data=line, row=True)


def _document(line: bytes, reading: Reading, where: str) -> Document:
    """The document of a JSON line. Its address is its ``url``, else the hash of its text."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReadError("is no JSON", where=where, remedy="write one JSON object a line, in UTF-8") from error
    if not isinstance(row, dict):
        raise ReadError("is no JSON object", where=where, remedy="write one JSON object a line")
    values = {part: _value(row, reading.fields.get(part, part), where) for part in FIELDS if part != "sources"}
    text = (values["text"] or "").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        name = reading.fields.get("text", "text")
        raise ReadError(f"has no text under '{name}'", where=where, remedy="declare its name: --fields text=NAME")
    identity = Document.hash(text)
    sources = _at(row, reading.fields.get("sources", "sources")) or []
    return Document(
        id=identity, uri=values["url"] or f"urn:sha256:{identity}", name=values["id"] or identity[:12], text=text,
        title=values["title"], publisher=values["publisher"],
        published=_date(values["published"], where) or _date(reading.published, where),
        retrieved=_date(values["retrieved"], where), lang=language.check(text, values["lang"], where),
        sources=tuple(str(each) for each in (sources if isinstance(sources, list) else [sources])),
    )  # fmt: skip


def _at(row: Mapping[str, Any], name: str) -> Any:
    """The value under a name, or under several joined by dots (``meta.date``)."""
    if name in row:
        return row[name]
    value: Any = row
    for part in name.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _value(row: Mapping[str, Any], name: str, where: str) -> str | None:
    value = _at(row, name)
    if value is None or value == "":
        return None
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value)
    raise ReadError(f"'{name}' is not one value", where=where, remedy="declare another field: --fields PART=NAME")


def _date(words: str | None, where: str) -> str | None:
    if words is None:
        return None
    date = parse_date(words)
    if date is None:
        raise ReadError(f"'{words[:40]}' is no date", where=where, remedy="write it as YYYY-MM-DD, YYYY-MM or YYYY")
    return date


def _name(origin: str) -> str:
    """The name of a text inside a compressed file: that of the file, without the suffix of compression."""
    return origin.removesuffix(_packed(Path(origin))) if not origin.startswith("..") else _name(Path(origin).name)


def _sha(data: bytes, reading: Reading) -> str:
    return hashlib.sha256(data + b"\0" + reading.told.encode()).hexdigest()


def _file_sha(path: Path, reading: Reading) -> str:
    if (size := path.stat().st_size) > reading.limit:
        raise too_large(str(path), size, reading.limit)
    return _sha(path.read_bytes(), reading)


def _bounded(stream: IO[bytes], where: str, limit: int) -> bytes:
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise too_large(where, None, limit)
    return data
