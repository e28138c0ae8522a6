"""Files that are written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from kg.core.errors import KgError
from kg.files import write_atomic


def write_whole(path: Path, text: str) -> None:
    """Write ``text`` (UTF-8, line ends as they are) in one step, with the folders above it.

    Raises KgError where it cannot be written; what was there before is then still there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, text)
    except OSError as error:
        raise KgError(
            f"cannot be written ({error.strerror or error})",
            where=str(path), remedy="free some space or name another place",
        ) from error  # fmt: skip
