"""Where a map puts states: the table names no contested capital, and is what its generator writes."""

from __future__ import annotations

import importlib.util
from importlib.metadata import PackageNotFoundError, version

import pytest

from reference_tables import ROOT, faults, reference


def test_every_state_has_one_point_within_the_globe() -> None:
    """Each state of states.tsv has one point, and each point has coordinates of the Earth."""
    assert faults("points", "state place latitude longitude") == []
    points = reference("points")
    assert [row["state"] for row in points] == [row["code"] for row in reference("states")]
    assert all(abs(float(row["latitude"])) <= 90 and abs(float(row["longitude"])) <= 180 for row in points)


def test_a_contested_capital_is_no_point() -> None:
    """A point is named after the capital of states.tsv or after nothing: where the capital is in dispute, it is not."""
    capitals = {row["code"]: row["capital"] for row in reference("states")}
    assert [row for row in reference("points") if row["place"] not in ("", capitals[row["state"]])] == []
    assert [row["place"] for row in reference("points") if row["state"] in ("IL", "PS")] == ["", ""]


def test_points_are_what_the_generator_writes() -> None:
    """points.tsv comes from the pinned package and the outlines of make web, byte for byte."""
    spec = importlib.util.spec_from_file_location("write_points", ROOT / "tools" / "write_points.py")
    assert spec is not None and spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    try:
        found = version("countryinfo")
    except PackageNotFoundError:
        found = "none"
    if found != tool.PINNED:
        pytest.skip(f"needs countryinfo {tool.PINNED}, has {found}")
    assert tool.points_table() == tool.POINTS.read_text("utf-8")
