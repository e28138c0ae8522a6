"""Writing files whole or not at all."""

import re
import tomllib
from pathlib import Path

import pytest

from kg.core.errors import KgError
from kg.files import web_part, write_atomic
from program import CHECKOUT


def test_writes_text_as_it_is(tmp_path: Path) -> None:
    """Text becomes UTF-8 with its own line ends, in a folder that is made; nothing else is left there."""
    path = tmp_path / "a" / "b" / "x.txt"
    write_atomic(path, "é\r\n\n")
    write_atomic(path, "ü\r\n\n")
    assert path.read_bytes() == "ü\r\n\n".encode()
    assert list(path.parent.iterdir()) == [path]


def test_permissions_are_those_of_any_new_file(tmp_path: Path) -> None:
    """A written file has the permissions that the user's mask gives."""
    (tmp_path / "plain").write_text("")
    write_atomic(tmp_path / "written", b"")
    assert (tmp_path / "written").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_failure_leaves_the_old_file(tmp_path: Path) -> None:
    """Where the place cannot be written, that is one line, and what was there is still there."""
    (tmp_path / "file").write_text("old")
    with pytest.raises(KgError, match=r"x: cannot be written \(File exists\); free some space or name another place"):
        write_atomic(tmp_path / "file" / "x", "new")
    (tmp_path / "folder" / "in it").mkdir(parents=True)
    with pytest.raises(KgError, match="folder: cannot be written"):
        write_atomic(tmp_path / "folder", "new")
    assert (tmp_path / "file").read_text() == "old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder"]


def test_every_browser_part_is_there() -> None:
    """What web/parts.toml lists is in the package after make web, with the licence of each package beside it."""
    table = tomllib.loads((CHECKOUT / "web" / "parts.toml").read_text("utf-8"))
    for name in table["parts"]:
        assert len(web_part(name)) > 1000
    for name in table["licences"]:
        assert re.search("licen[cs]e|permission", web_part(f"LICENSE.{name}.txt"), re.IGNORECASE)


def test_missing_browser_part_is_one_line() -> None:
    """A part that is not there is named, with what to do."""
    with pytest.raises(KgError, match="browser part is missing"):
        web_part("nothing.js")
