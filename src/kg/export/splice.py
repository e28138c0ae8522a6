"""Bring a large export up to date: only the parts that changed are written anew, the rest is copied from the old file.

What :mod:`kg.export.rdf` and :mod:`kg.export.tables` write is sorted, so that a part is found by halving the file, and
without an index of it:

- Turtle and TriG are a head of prefixes and then *chunks*, each after an empty line: a subject, or the graph of a
  document with all that is in it;
- JSON lines of claims have all lines of a document together.

The result is, to the byte, what the whole export would be; a file in which something is not as it should be is refused.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

Key = tuple[int, str]
"""How chunks are ordered: 0 for the graph of a document, 1 for a subject of the view; then its IRI in brackets."""
GRAPH, SUBJECT = 0, 1
_PREFIX = re.compile(rb"@prefix ([A-Za-z][\w-]*): <([^>\n]*)> \.\n")
_NOT_NAMES = re.compile(rb'"(?:[^"\\\n]|\\.)*"|<[^>\n]*>')
_NAME = re.compile(rb"(?<![\w.:-])([A-Za-z][\w-]*):")
_DOCUMENT = re.compile(rb'"document": "([0-9a-f]{64})"')


Piece = bytes | memoryview
"""A part of a file that is written: new, or of the old one."""


class SpliceError(Exception):
    """A file is not what an export would have left there; it is to be written whole."""


class Chunks:
    """The text of a Turtle or TriG export, as bytes that can be searched (such as a mapped file)."""

    def __init__(self, text: bytes) -> None:
        self.text = text
        self.prefixes: dict[str, str] = {}
        at = 0
        while match := _PREFIX.match(text, at):
            self.prefixes[match[1].decode()] = match[2].decode()
            at = match.end()
        self.start, self.end = at, len(text)
        if text[at : at + 1] not in (b"\n", b"") or (self.end and text[self.end - 1 : self.end] != b"\n"):
            raise SpliceError("no head of prefixes, or no end")

    def next(self, at: int) -> int:
        """Where the first chunk begins whose empty line is at or after a place; the end where there is none."""
        while (found := self.text.find(b"\n\n", max(at - 1, self.start - 1, 0))) != -1:
            if self.text[found + 2 : found + 3] not in (b" ", b""):
                return found + 1
            at = found + 2
        return self.end

    def key(self, at: int) -> Key:
        """The key of the chunk that begins at a place."""
        line = bytes(self.text[at + 1 : self.text.find(b"\n", at + 1)])
        name = line.partition(b" ")[0].decode("utf-8", "surrogatepass")
        if not name.startswith("<"):
            prefix, colon, local = name.partition(":")
            if not colon or prefix not in self.prefixes:
                raise SpliceError(f"{name[:50]!r} is no subject")
            name = f"<{self.prefixes[prefix]}{local}>"
        return GRAPH if line.endswith(b" {") else SUBJECT, name

    def find(self, key: Key) -> tuple[int, int]:
        """Where the chunk with a key begins and ends; twice the place where it would be, if there is none."""
        low, high = self.start, self.end
        while low < high:
            middle = self.next((low + high) // 2)
            if middle >= high:
                middle = low
            if self.key(middle) < key:
                low = self.next(middle + 1)
            else:
                high = middle
        return (low, self.next(low + 1)) if low < self.end and self.key(low) == key else (low, low)


def names_in(text: bytes) -> set[str]:
    """The prefixes that a piece of Turtle uses."""
    return {name.decode() for name in _NAME.findall(_NOT_NAMES.sub(b"", text))}


def spliced_turtle(old: bytes, new: Mapping[Key, bytes | None], used: Mapping[str, str]) -> list[Piece]:
    """The pieces of a Turtle or TriG export in which some chunks are exchanged: those without a text go.

    ``used`` are the prefixes of the new chunks, with what they stand for. Raises SpliceError.
    """
    chunks = Chunks(old)
    places = sorted((chunks.find(key), key) for key in new)
    ordered = sorted(new)
    if [key for _, key in places] != ordered:
        raise SpliceError("is not sorted")
    body: list[Piece] = []
    gone: set[str] = set()
    view, at = memoryview(old), chunks.start
    for (start, end), key in places:
        if start < at:
            raise SpliceError("is not sorted")
        body += [view[at:start], new[key] or b""]
        gone |= names_in(bytes(view[start:end]))
        at = end
    body.append(view[at:])
    prefixes = {**chunks.prefixes, **used}
    for name in _unused(gone - used.keys(), body):
        del prefixes[name]
    head = "".join(f"@prefix {name}: <{base}> .\n" for name, base in sorted(prefixes.items()))
    return [head.encode(), *body]


def _unused(names: Collection[str], body: Sequence[Piece]) -> set[str]:
    """Those prefixes that no piece uses any more: a long look only where one was rare."""
    left = set(names)
    for piece in body:
        for part in _portions(piece) if left else ():
            left -= names_in(part)
            if not left:
                break
    return left


def _portions(piece: Piece, size: int = 1 << 20) -> Iterator[bytes]:
    """A piece in parts that end with a line."""
    data, at = bytes(piece), 0
    while at < len(data):
        end = data.find(b"\n", at + size) + 1 or len(data)
        yield data[at:end]
        at = end


def spliced_lines(old: bytes, new: Mapping[str, bytes]) -> list[Piece]:
    """The pieces of an export of claims as JSON lines in which those of some documents (by id) are exchanged.

    Raises SpliceError.
    """
    return list(_spliced(old, new, _document_of))


def _document_of(line: bytes) -> str:
    if not (found := _DOCUMENT.search(line)):
        raise SpliceError("a line names no document")
    return found[1].decode()


def _spliced(old: bytes, new: Mapping[str, bytes], key: Callable[[bytes], str]) -> Iterator[Piece]:
    lines, view, at = _Lines(old, key), memoryview(old), 0
    for name in sorted(new):
        start, end = (lines.begin(bisect_left(lines, bound)) for bound in (name, name + "\0"))
        if start < at:
            raise SpliceError("is not sorted")
        yield view[at:start]
        yield new[name]
        at = end
    yield view[at:]


class _Lines(Sequence[str]):
    """The keys of the lines of a text by place: a place within a line stands for the line that follows."""

    def __init__(self, text: bytes, key: Callable[[bytes], str]) -> None:
        if text and text[-1:] != b"\n":
            raise SpliceError("no end of the last line")
        self._text, self._key = text, key

    def __len__(self) -> int:
        return len(self._text)

    def begin(self, at: int) -> int:
        """Where the line begins that a place stands for."""
        if at == 0 or at >= len(self._text):
            return min(at, len(self._text))
        return self._text.find(b"\n", at - 1) + 1

    def __getitem__(self, at: int) -> str:  # type: ignore[override]
        start = self.begin(at)
        if start >= len(self._text):
            return "\x7f"
        return self._key(self._text[start : self._text.find(b"\n", start)])
