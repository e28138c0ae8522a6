"""Reads the tables of ``graph/reference``: tab-separated, a header line, ``#`` comments, lists divided by ``|``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any, TypeVar

from kg.core.errors import DataError
from kg.core.time import bounds
from kg.reference.rows import Row

R = TypeVar("R", bound=Row)
_OWN = ("file", "line")
_DATES = {"from_", "to", "date", "founded", "ended", "born", "died"}
_RETRIEVED = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")


def read_table(paths: Iterable[Path], kind: type[R]) -> list[R]:
    """The rows of all files, in their order. Raises DataError, with file and line, where one is not well formed."""
    return [row for path in paths for row in _rows(path, kind)]


def _rows(path: Path, kind: type[R]) -> list[R]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"cannot be read ({error})", where=path.name, remedy="save it as UTF-8 text") from error
    known = {_column(f): f for f in fields(kind) if f.name not in _OWN}
    header: list[str] | None = None
    rows = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        where = f"{path.name}:{number}"
        if header is None:
            header = cells
            _check_header(header, known, where)
            continue
        if len(cells) > len(header):
            what = f"{len(cells)} cells under {len(header)} columns"
            raise DataError(what, where=where, remedy="divide the cells by single tabs")
        values = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        rows.append(kind(**_typed(values, known, where), file=path.name, line=number))
    return rows


def columns(kind: type[Row]) -> list[str]:
    """The names of a table's columns, in the order of the row's fields."""
    return [_column(f) for f in fields(kind) if f.name not in _OWN]


def cells(row: Row) -> dict[str, Any]:
    """What a row has in each of its table's columns."""
    return {_column(f): getattr(row, f.name) for f in fields(row) if f.name not in _OWN}


def _column(field: Field[Any]) -> str:
    """``owedTo`` of ``owed_to``, ``from`` of ``from_``."""
    first, *rest = field.name.rstrip("_").split("_")
    return first + "".join(word.capitalize() for word in rest)


def _check_header(header: list[str], known: dict[str, Field[Any]], where: str) -> None:
    if wrong := sorted(set(header) - known.keys()):
        raise DataError(f"unknown column '{wrong[0]}'", where=where, remedy=f"the columns are {', '.join(known)}")
    needed = [c for c, f in known.items() if f.default is MISSING]
    if missing := [c for c in needed if c not in header]:
        raise DataError(f"no column '{missing[0]}'", where=where, remedy=f"begin with a line {', '.join(known)}")


def _typed(values: dict[str, str], known: dict[str, Field[Any]], where: str) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for column, field in known.items():
        value = values.get(column, "")
        if not value and field.default is MISSING:
            raise DataError(f"'{column}' is blank", where=where, remedy="fill it in, or leave the row out")
        if field.name in _DATES and value:
            _check_date(value, column, where)
        if str(field.type).startswith("tuple"):
            out[field.name] = tuple(part.strip() for part in value.split("|") if part.strip())
        elif value or field.default is MISSING:
            out[field.name] = value
    if not _RETRIEVED.fullmatch(values.get("retrieved", "")):
        raise DataError("'retrieved' is no day", where=where, remedy="write it like 2026-11-24")
    if not all(_ADDRESS.fullmatch(part.strip()) for part in values.get("source", "").split("|")):
        raise DataError("'source' is no address", where=where, remedy="give the http(s) address of a public page")
    return out


def _check_date(value: str, column: str, where: str) -> None:
    try:
        bounds(value)
    except DataError as error:
        raise DataError(f"'{column}': {error}", where=where) from error
