"""Where the map puts things, and what it needs to draw them."""

from __future__ import annotations

import json

import kg
from kg.core.model import ID_BASE
from kg.files import web_part
from kg.view.geo import coordinates, label_point, map_parts
from reference_tables import ROOT

Ring = list[tuple[float, float]]


def land() -> list[Ring]:
    """The rings of the packaged outlines, in degrees."""
    topology = json.loads(web_part("land-110m.json"))
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        points = []
        for step in steps:
            x, y = x + step[0], y + step[1]
            points.append((x * kx + dx, y * ky + dy))
        arcs.append(points)
    rings: list[Ring] = []
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            rings += [[p for n in ring for p in (arcs[n] if n >= 0 else arcs[~n][::-1])] for ring in polygon]
    return rings


def on_land(point: tuple[float, float], rings: list[Ring]) -> bool:
    inside = False
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y1 > point[1]) != (y2 > point[1]) and point[0] < (x2 - x1) * (point[1] - y1) / (y2 - y1) + x1:
                inside = not inside
    return inside


def test_names_of_seas_stand_in_the_water() -> None:
    """Each sea and area of the reference data has a point for its name, and none of the points is on land."""
    found = coordinates(kg.open(ROOT).reference)
    seas = {iri: at for iri, at in found.items() if label_point(iri)}
    assert len(seas) == 9
    assert [iri for iri, at in seas.items() if on_land(at, land())] == []


def test_states_stand_at_their_capitals() -> None:
    """Japan is at Tokyo, the Philippines at Manila, and both are on land."""
    found = coordinates(kg.open(ROOT).reference)
    japan, philippines = found[f"{ID_BASE}state/JP"], found[f"{ID_BASE}state/PH"]
    assert (japan, philippines) == ((139.76, 35.68), (120.98, 14.59))
    assert on_land(japan, land())


def test_features_stand_where_the_reference_has_them() -> None:
    """Second Thomas Shoal has the coordinates of features.tsv."""
    assert coordinates(kg.open(ROOT).reference)[f"{ID_BASE}feature/second-thomas-shoal"] == (115.8642, 9.7325)


def test_a_page_gets_outlines_only_for_what_has_a_place() -> None:
    """Without a place there are no parts; with one there are land and scripts, and no border of any state."""
    assert map_parts([{"id": "n0"}]) is None
    parts = map_parts([{"id": "n0"}, {"id": "v0", "at": [1, 2]}])
    assert parts is not None
    assert list(json.loads(parts["land"])["objects"]) == ["land"]
    assert [name for name, _ in parts["scripts"]] == ["d3-array.min.js", "d3-geo.min.js", "topojson-client.min.js"]
