"""Write files whole or not at all, and read YAML and the parts of other projects that pages carry."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Sequence
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kg import __version__
from kg.core.errors import KgError


def write_atomic(path: Path, content: str | bytes | Sequence[bytes | memoryview]) -> None:
    """Write a file (its folder too), maybe of several pieces, so that its old content stays until the new is complete.

    Text is written as UTF-8, its line ends as they are. Raises KgError where it cannot be written.
    """
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    pieces = [data] if isinstance(data, bytes) else data
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                for piece in pieces:
                    stream.write(piece)
                stream.flush()
                os.fsync(stream.fileno())
            mask = os.umask(0)
            os.umask(mask)
            Path(temporary).chmod(0o666 & ~mask)
            Path(temporary).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
            raise
    except OSError as error:
        what = f"cannot be written ({error.strerror or error})"
        raise KgError(what, where=str(path), remedy="free some space or name another place") from error


class YamlError(ValueError):
    """A text is no YAML."""


Parse = Callable[[str], Any]


def parse_yaml(text: str) -> Any:
    """What a YAML text holds, by PyYAML's parser in C where it has one. Raises YamlError where it is none."""
    import yaml

    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise YamlError(str(error)) from error


class ParsedYaml:
    """What YAML texts hold, kept from one call of the program to the next as JSON, which is read far quicker.

    A text is known by its SHA-256. The table decides nothing but what is parsed: without it, or where it is damaged or
    of another version of kg or of the parser, all is. It is kept only in a folder that is there; a value that JSON
    would change is not. What one process asks for twice, for two projects maybe, it has from its own ``memory``.
    """

    FORMAT = 1

    def __init__(self, path: Path, memory: dict[str, str] | None = None) -> None:
        """``memory`` is read, and takes in what is parsed: a table of its own where none is given."""
        self._path = path
        self._memory = {} if memory is None else memory
        self._rows: dict[str, str] = {}
        """SHA-256 of each text asked for, and in JSON what it holds."""

    def parse(self, text: str) -> Any:
        """What a text holds. Raises YamlError where it is no YAML."""
        key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        if (row := self._memory.get(key) or self._old.get(key)) is not None:
            self._rows[key] = self._memory[key] = row
            return json.loads(row)
        found = parse_yaml(text)
        if (row := _exact_json(found)) is not None:
            self._rows[key] = self._memory[key] = row
        return found

    def save(self) -> None:
        """Write what was asked for, if any of it is new. That it cannot be is no failure: it only saves time."""
        if self._rows.keys() <= self._old.keys() or not self._path.parent.is_dir():
            return
        rows = "".join(f"{key} {row}\n" for key, row in sorted(self._rows.items()))
        with contextlib.suppress(KgError):
            write_atomic(self._path, f"{self._head(rows)}\n{rows}")

    @cached_property
    def _old(self) -> dict[str, str]:
        try:
            head, _, rows = self._path.read_text("utf-8").partition("\n")
        except (OSError, UnicodeDecodeError):
            return {}
        if head != self._head(rows):
            return {}
        return {key: row for key, _, row in (line.partition(" ") for line in rows.splitlines())}

    def _head(self, rows: str) -> str:
        digest = hashlib.sha256(rows.encode("utf-8")).hexdigest()
        return f"{self.FORMAT} {__version__} {version('pyyaml')} {digest}"


def _exact_json(value: object) -> str | None:
    """A value in JSON, where that gives back the very same: not of days, or of keys that are no strings."""
    try:
        row = json.dumps(value, separators=(",", ":"))
    except (TypeError, ValueError):
        return None
    return row if repr(json.loads(row)) == repr(value) else None


def web_part(name: str) -> str:
    """The text of a browser part that the package carries (listed in ``web/parts.toml``), such as ``d3-geo.min.js``."""
    path = Path(__file__).resolve().parent / "_web" / name
    try:
        return path.read_text("utf-8")
    except OSError as error:
        remedy = "run make web in the checkout, or install the package again"
        raise KgError("browser part is missing", where=name, remedy=remedy) from error
