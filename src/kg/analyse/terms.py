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


class Terms(NamedTuple):
    """``networks.toml``, read."""

    group_of: Mapping[str, str]
    inverses: Mapping[str, str]
    way: tuple[str, ...]
    in_force: frozenset[str]
    end: frozenset[str]
    of_a_party: frozenset[str]
    pacts: frozenset[str]
    kinds: tuple[tuple[str, frozenset[str]], ...]


@cache
def terms() -> Terms:
    data = table("networks")
    statuses = data["statuses"]
    return Terms(
        group_of={relation: group for group, relations in data["relations"].items() for relation in relations},
        inverses=data["inverses"],
        way=tuple(statuses["way"]),
        in_force=frozenset(statuses["in_force"]),
        end=frozenset(statuses["end"]),
        of_a_party=frozenset(statuses["of_a_party"]),
        pacts=frozenset(data["types"]["pacts"]),
        kinds=tuple((k["kind"], frozenset(k["classes"])) for k in data["kinds"]),
    )


def state_of(status: str | None) -> str:
    """What a status means for whether a treaty binds: ``in-force``, ``pending``, ``ended`` or ``untold``."""
    known = terms()
    if not status:
        return "untold"
    return "ended" if status in known.end else "in-force" if status in known.in_force else "pending"
