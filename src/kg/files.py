"""Write files whole or not at all, and read YAML and the parts of other projects that pages carry."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

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


def parse_yaml(text: str) -> Any:
    """What a YAML text holds, by PyYAML's parser in C where it has one. Raises yaml.YAMLError where it is none."""
    import yaml

    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def web_part(name: str) -> str:
    """The text of a browser part that the package carries (listed in ``web/parts.toml``), such as ``d3-geo.min.js``."""
    path = Path(__file__).resolve().parent / "_web" / name
    try:
        return path.read_text("utf-8")
    except OSError as error:
        remedy = "run make web in the checkout, or install the package again"
        raise KgError("browser part is missing", where=name, remedy=remedy) from error
