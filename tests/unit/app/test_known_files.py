"""The table of what files held: it spares reading them, and never hides a change."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.app import known_files
from kg.app.known_files import KnownFiles
from kg.core.errors import KgError
from kg.read.streams import Piece, Reading, pieces


class Folder:
    """A folder of texts and its table; ``read`` names the files that were opened in the last look."""

    def __init__(self, root: Path) -> None:
        self.root, self.table = root, root / ".kg" / "files.json"
        self.read: list[str] = []

    def look(self, rules: str = "r", ignored: bool = False, published: str | None = None) -> list[Piece | KgError]:
        self.read = []
        reading = Reading(self.root, published=published)

        def opened(paths: Iterable[Path | str]) -> Iterator[Piece | KgError]:
            for path in paths:
                self.read.append(Path(path).name)
                yield from pieces([path], reading)

        known = KnownFiles(self.table, rules, ignored=ignored)
        found = list(known.pieces(sorted(self.root.glob("*.txt")), reading, opened))
        known.save()
        return found

    def plain(self) -> list[Piece | KgError]:
        """What there is without a table."""
        return list(pieces(sorted(self.root.glob("*.txt")), Reading(self.root)))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """Two texts that count as settled however young they are."""
    monkeypatch.setattr(known_files, "SETTLED", -(10**18))
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"Text {name}.", "utf-8")
    return Folder(tmp_path)


def test_unchanged_files_are_not_opened(folder: Folder) -> None:
    """The second look opens nothing and finds the same pieces; a changed, a new and a lost file are seen."""
    first = folder.look()
    assert folder.read == ["a.txt", "b.txt"]
    assert folder.look() == first == folder.plain()
    assert folder.read == []
    (folder.root / "a.txt").write_text("Text A, longer.", "utf-8")
    (folder.root / "c.txt").write_text("Text c.", "utf-8")
    (folder.root / "b.txt").unlink()
    assert folder.look() == folder.plain()
    assert folder.read == ["a.txt", "c.txt"]


def test_a_change_that_keeps_size_and_time_is_seen(folder: Folder) -> None:
    """A text of the same length whose time of modification was set back is read again: its time of change tells."""
    folder.look()
    path = folder.root / "a.txt"
    before = path.stat()
    while path.stat().st_ctime_ns == before.st_ctime_ns:  # clocks of file systems tick every few milliseconds
        path.write_text("Text z.", "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert folder.look() == folder.plain()


def test_what_is_young_is_not_noted(tmp_path: Path) -> None:
    """Files that changed just now are opened in each look: a further change could leave their times as they are."""
    (tmp_path / "a.txt").write_text("Text a.", "utf-8")
    folder = Folder(tmp_path)
    for _ in range(2):
        folder.look()
        assert folder.read == ["a.txt"]


def test_young_files_are_likely_to_hold_what_they_held(tmp_path: Path) -> None:
    """No article is to be read where all that were too young to be noted still hold what they held; one is where one
    has changed, has come, or cannot be read, and where so many have to be opened that it takes a while.
    """
    folder, reading = Folder(tmp_path), Reading(tmp_path)

    def likely() -> bool:
        known = KnownFiles(folder.table, "r")
        return known.are_likely_known(sorted(tmp_path.glob("*.txt")), reading, lambda paths: pieces(paths, reading))

    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"Text {number}.", "utf-8")
    assert not likely()
    folder.look()
    assert likely() and folder.read == ["0.txt", "1.txt", "2.txt"]
    (tmp_path / "0.txt").write_text("Text of another kind.", "utf-8")
    assert not likely()
    folder.look()
    (tmp_path / "3.txt").symlink_to(tmp_path / "nowhere.txt")
    assert not likely()
    (tmp_path / "3.txt").unlink()
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text(f"Text {number}.", "utf-8")
    folder.look()
    assert not likely()


@pytest.mark.parametrize("damage", ["cut", "digit", "empty", "list", "bytes"])
def test_a_damaged_table_is_ignored(folder: Folder, damage: str) -> None:
    """A table that is cut off, altered or no table at all makes all files be opened, and is made anew."""
    first = folder.look()
    table = folder.table.read_bytes()
    digit = table.rindex(b"0")
    folder.table.write_bytes(
        {"cut": table[:-20], "digit": table[:digit] + b"1" + table[digit + 1 :], "empty": b"", "list": b"[]\n[]\n",
         "bytes": b"\xff\xfe\x00"}[damage]
    )  # fmt: skip
    assert folder.look() == first
    assert folder.read == ["a.txt", "b.txt"]
    folder.look()
    assert folder.read == []


def test_another_program_or_wish_reads_all(folder: Folder) -> None:
    """Other rules, a date that the user gives, and being told to ignore the table each open every file."""
    folder.look()
    for told in ({"rules": "other"}, {"published": "2024-01-01"}, {"ignored": True}):
        folder.look(**told)  # type: ignore[arg-type]
        assert folder.read == ["a.txt", "b.txt"], told


def test_a_table_that_cannot_be_written_is_no_failure(folder: Folder) -> None:
    """Where a folder bears the table's name, all is read and nothing fails."""
    folder.table.mkdir(parents=True)
    assert folder.look() == folder.plain()


def test_what_cannot_be_read_is_told_each_time(folder: Folder) -> None:
    """A file over the limit and one that is gone give their error, noted or not."""
    (folder.root / "c.txt").symlink_to(folder.root / "nowhere.txt")
    for _ in range(2):
        assert [piece.path for piece in folder.look() if isinstance(piece, Piece)] == [
            p.path for p in folder.plain() if isinstance(p, Piece)
        ]
    known = KnownFiles(folder.table, "r")
    small = Reading(folder.root, limit=3)
    found = list(known.pieces([folder.root / "a.txt"], small, lambda paths: pieces(paths, small)))
    assert isinstance(found[0], KgError)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["Text x.", "Text y.", "Long text.", None])), max_size=6)
)
def test_no_change_is_hidden(folder: Folder, steps: list[tuple[str, str | None]]) -> None:
    """Whatever is written and deleted between looks, each finds what a look without a table does."""
    for name, text in steps:
        path = folder.root / f"{name}.txt"
        if text is None:
            path.unlink(missing_ok=True)
        else:
            new = path.with_suffix(".new")
            new.write_text(text, "utf-8")
            new.replace(path)
        assert folder.look() == folder.plain()


def test_the_table_says_no_word_of_a_text(folder: Folder) -> None:
    """The table holds numbers and digests."""
    folder.look()
    rows = json.loads(folder.table.read_text("utf-8").split("\n")[1])
    assert {Path(path).name for path in rows} == {"a.txt", "b.txt"}
    assert "Text" not in folder.table.read_text("utf-8")
