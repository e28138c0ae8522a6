"""Files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from kg.core.errors import KgError


def write_whole(path: Path, text: str) -> None:
    """Write ``text`` (UTF-8, line ends as they are) beside ``path`` and move it there in one step.

    Raises KgError where it cannot be written; what was there before is then still there.
    """
    temporary = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):  # it may never have been there
            temporary.unlink()
        raise KgError(
            f"cannot be written ({error.strerror or error})",
            where=str(path), remedy="free some space or name another place",
        ) from error  # fmt: skip
