"""``networks.toml``: which relations and classes make which ties and nodes, and how treaties come into force."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple


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
    data = tomllib.loads(files(__package__).joinpath("networks.toml").read_text("utf-8"))
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
