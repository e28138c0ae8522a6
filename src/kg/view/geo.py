"""What a page needs to draw a map, with the network off: outlines of land, and the scripts that project them.

The outlines are Natural Earth's at 1:110 million (public domain), in the package world-atlas (ISC). They are land and
water alone: no border of a state is in the page, so that the map takes no side and no line runs through a contested
feature. d3-geo, d3-array and topojson-client (ISC) project them. All are parts of ``web/parts.toml``.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, TypedDict

from kg.core.model import ID_BASE
from kg.files import web_part
from kg.reference import Feature, Reference, StatePoint
from kg.reference.quads import ReferenceQuads, actor

_SCRIPTS = ("d3-array.min.js", "d3-geo.min.js", "topojson-client.min.js")
_LAND = "land-110m.json"


class MapParts(TypedDict):
    """``scripts`` are names and texts, to stand in the page in this order; ``land`` is TopoJSON."""

    scripts: list[tuple[str, str]]
    land: str


def map_parts(items: Iterable[Mapping[str, Any]]) -> MapParts | None:
    """The parts for a page of these nodes and events; None where none of them has a place (``at``)."""
    if not any("at" in item for item in items):
        return None
    return {"scripts": [(name, _script(name)) for name in _SCRIPTS], "land": _land()}


def coordinates(reference: Reference) -> dict[str, tuple[float, float]]:
    """IRI -> longitude and latitude in degrees: of states at their capitals, of features, of the names of seas."""
    place = ReferenceQuads(reference).place
    found = {ID_BASE + name: point for name, point in _labels().items()}
    found |= {actor(row.state).value: (float(row.longitude), float(row.latitude)) for row in reference.rows(StatePoint)}
    found |= {
        place(row.slug).value: (float(row.longitude), float(row.latitude))
        for row in reference.rows(Feature)
        if row.latitude and row.longitude
    }
    return found


def label_point(iri: str) -> tuple[float, float] | None:
    """Longitude and latitude where the map writes the name of a sea or an area; None for anything else."""
    return _labels().get(iri.removeprefix(ID_BASE))


@cache
def _labels() -> dict[str, tuple[float, float]]:
    table = tomllib.loads(files(__package__).joinpath("places.toml").read_text("utf-8"))
    return {name: (float(longitude), float(latitude)) for name, (longitude, latitude) in table["labels"].items()}


def _script(name: str) -> str:
    return re.sub(r"//# sourceMappingURL=\S+\s*$", "", web_part(name).replace("\r\n", "\n"))


@cache
def _land() -> str:
    """The outlines without what the map does not draw."""
    topology = json.loads(web_part(_LAND))
    topology["objects"] = {"land": topology["objects"]["land"]}
    return json.dumps(topology, separators=(",", ":"), sort_keys=True)
