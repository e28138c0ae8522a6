"""The words that analyses go by, read from the ``*.toml`` files beside this module."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class Statuses(NamedTuple):
    """Statuses of treaties: the way into force, what is in force, and what ends a treaty."""

    way: tuple[str, ...]
    in_force: frozenset[str]
    end: frozenset[str]


@cache
def table(name: str) -> Mapping[str, Any]:
    """``NAME.toml`` of this package."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def statuses() -> Statuses:
    """The statuses of ``networks.toml``."""
    data = table("networks")["statuses"]
    return Statuses(tuple(data["way"]), frozenset(data["in_force"]), frozenset(data["end"]))
