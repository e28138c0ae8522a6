"""Many documents from few names: folders, patterns, JSON lines, compressed files."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.core.errors import KgError, ReadError, UsageError
from kg.core.model import Document
from kg.read.streams import Piece, Reading, parse_fields, pieces

TEXT = "Japan and the Philippines signed the Harbour Pact on Thursday in Manila, officials of both sides said."


def documents(names: list[Path | str], reading: Reading) -> list[Document | str]:
    """What is read: a document, or what is wrong."""
    found: list[Document | str] = []
    for piece in pieces(names, reading):
        try:
            found.append(str(piece) if isinstance(piece, KgError) else piece.document())
        except ReadError as error:
            found.append(str(error))
    return found


def rows(*values: dict[str, object]) -> bytes:
    return "".join(json.dumps(value) + "\n" for value in values).encode()


def test_folders_and_patterns_give_their_texts_in_order(tmp_path: Path) -> None:
    """A folder gives the texts in and below it, sorted, hidden ones and others left out; a pattern those that it fits."""
    for name in ("b.txt", "a.txt", "sub/c.md", ".hidden/d.txt", "picture.png", "sub/e.txt.gz"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        data = f"{name}. {TEXT}".encode()
        path.write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    reading = Reading(tmp_path)
    found = documents([tmp_path], reading)
    assert [d.uri for d in found if isinstance(d, Document)] == [
        "file:a.txt",
        "file:b.txt",
        "file:sub/c.md",
        "file:sub/e.txt",
    ]
    assert [d.name for d in documents([tmp_path / "*.txt"], reading) if isinstance(d, Document)] == ["a", "b"]
    assert "no file has such a name" in str(documents([tmp_path / "*.none"], reading)[0])
    (tmp_path / "empty").mkdir()
    assert "holds nothing to read" in str(documents([tmp_path / "empty"], reading)[0])


@pytest.mark.parametrize(("suffix", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)])
def test_compressed_is_as_plain(tmp_path: Path, suffix: str, pack: object) -> None:
    """A compressed text, and compressed JSON lines, give the documents of the plain ones; a cut one says so."""
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / f"a.txt.{suffix}").write_bytes(pack(TEXT.encode()))  # type: ignore[operator]
    lines = rows(*({"text": f"{n}. {TEXT}", "url": f"https://x.example/{n}"} for n in range(300)))
    (tmp_path / "n.jsonl").write_bytes(lines)
    (tmp_path / f"n.jsonl.{suffix}").write_bytes(pack(lines))  # type: ignore[operator]
    reading = Reading(tmp_path)
    for name in ("a.txt", "n.jsonl"):
        plain = documents([tmp_path / name], reading)
        assert documents([tmp_path / f"{name}.{suffix}"], reading) == plain
    whole = (tmp_path / f"n.jsonl.{suffix}").read_bytes()
    (tmp_path / f"cut.jsonl.{suffix}").write_bytes(whole[: len(whole) // 2])
    found = documents([tmp_path / f"cut.jsonl.{suffix}"], reading)
    assert isinstance(found[-1], str) and "is damaged" in found[-1] and all(isinstance(d, Document) for d in found[:-1])


def test_json_lines_by_declared_names(tmp_path: Path) -> None:
    """Parts are found under the names declared for them, also inside others; each bad line is told by its number."""
    (tmp_path / "n.ndjson").write_bytes(
        rows({"body": TEXT, "head": {"line": "A pact"}, "meta.date": "2026-01-15T08:00:00Z", "no": 7})
        + b"\n{broken\n[1]\n"
        + rows({"body": ""}, {"body": [1]}, {"body": TEXT, "meta.date": "soon"}, {"body": "x" * 3000})
    )
    fields = parse_fields("text=body, title=head.line,published=meta.date,id=no")
    found = documents([tmp_path / "n.ndjson"], Reading(tmp_path, limit=2000, fields=fields))
    first = found[0]
    assert isinstance(first, Document)
    assert (first.text, first.title, first.published, first.name) == (TEXT, "A pact", "2026-01-15", "7")
    assert first.uri == f"urn:sha256:{first.id}"
    words = [
        ":3: is no JSON",
        ":4: is no JSON object",
        "has no text under 'body'",
        "'body' is not one value",
        "'soon' is no date",
        ":8: has more than",
    ]
    assert len(found) == 7 and all(word in str(error) for word, error in zip(words, found[1:], strict=True))
    with pytest.raises(UsageError, match="'author=x' declares no field"):
        parse_fields("text=a,author=x")


def test_standard_input_as_rows_or_as_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """- is one text, or JSON lines where that is said."""
    data = rows({"text": TEXT}, {"text": TEXT + " Again."})
    for reading, count in ((Reading(tmp_path), 1), (Reading(tmp_path, rows=True), 2)):
        stdin = io.TextIOWrapper(io.BytesIO(data))
        monkeypatch.setattr("sys.stdin", stdin)
        assert sum(1 for _ in pieces(["-"], reading)) == count


def test_content_tells_what_changed(tmp_path: Path) -> None:
    """A piece's content is another where its bytes are, or what was told besides; a moved row stays the same."""
    path = tmp_path / "n.jsonl"

    def contents(*texts: str, **told: object) -> list[str]:
        path.write_bytes(rows(*({"text": text} for text in texts)))
        reading = Reading(tmp_path, **told)  # type: ignore[arg-type]
        return [piece.content for piece in pieces([path], reading) if isinstance(piece, Piece)]

    one, two = contents("one", "two")
    assert contents("zero", "one")[1] == one and contents("two") == [two]
    assert contents("one", published="2025") != [one] and contents("one", fields={"text": "text"}) != [one]


@given(
    st.dictionaries(st.sampled_from(("text", "title", "lang")), st.sampled_from(("body", "a.b")), max_size=3),
    st.none() | st.just("2025"),
    st.booleans(),
)
def test_what_was_told_is_told_again(fields: dict[str, str], published: str | None, rows: bool) -> None:
    """What a user told besides is written as text and read back the same."""
    reading = Reading(Path("/"), published=published, fields=fields, rows=rows)
    assert Reading(Path("/")).as_told(reading.told) == reading
