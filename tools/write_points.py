"""Write graph/reference/points.tsv, where a map puts a state, from a packaged source.

    python tools/write_points.py            # write the file
    python tools/write_points.py --check    # exit code 1 where it differs from what would be written

The states and their capitals are those of ``graph/reference/states.tsv``; the coordinates, in degrees, are those of
countryinfo (MIT; pinned, since another version has other data): of the capital, and where the table names none (it is
in dispute, or the sources differ), of a point in the middle, which says nothing about any town. Where countryinfo has
no such point it is the centroid of the outline in world-atlas (ISC; Natural Earth, public domain) that ``make web``
fetches.
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
STATES = ROOT / "graph" / "reference" / "states.tsv"
POINTS = ROOT / "graph" / "reference" / "points.tsv"
PINNED = "1.0.1"
SOURCE = "https://github.com/porimol/countryinfo"
RETRIEVED = "2026-11-28"
# What is wrong in the package, found by laying the points over the outlines: it puts Dili in India.
WRONG = ("TL",)
OUTLINES = ROOT / "src" / "kg" / "_web" / "countries-110m.json"
OUTLINE_SOURCE = "https://github.com/topojson/world-atlas"
HEADER = """state\tplace\tlatitude\tlongitude\tsource\tretrieved
# Where a map puts a state: at its capital, or, where `place` is blank, at a point in its middle (the capital is in
# dispute, or its coordinates are not known). Degrees, WGS 84, to a hundredth. A point says nothing about borders.
"""


def packaged() -> dict[str, dict[str, object]]:
    """ISO code -> countryinfo's record."""
    import countryinfo

    files = sorted((Path(countryinfo.__file__).parent / "data").glob("*.json"))
    records = [json.loads(path.read_text("utf-8")) for path in files]
    return {r["ISO"]["alpha2"]: {"capital_latlng": None, "latlng": None, **r} for r in records if "ISO" in r}


def centroid(name: str) -> tuple[float, float]:
    """Latitude and longitude of the middle of an outline, in the plane of degrees. Raises StopIteration if unknown."""
    topology = json.loads(OUTLINES.read_text("utf-8"))
    outline = next(g for g in topology["objects"]["countries"]["geometries"] if g["properties"]["name"] == name)
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    ring: list[tuple[float, float]] = []
    for number in outline["arcs"][0]:
        steps = topology["arcs"][number if number >= 0 else ~number]
        points = [(sum(s[0] for s in steps[: i + 1]), sum(s[1] for s in steps[: i + 1])) for i in range(len(steps))]
        ring += points if number >= 0 else points[::-1]
    pairs = list(zip(ring, ring[1:] + ring[:1], strict=True))
    double = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)
    x, y = (sum((a[i] + b[i]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (3 * double) for i in (0, 1))
    return y * scale[1] + shift[1], x * scale[0] + shift[0]


def place(record: dict[str, object], capital: str, name: str) -> tuple[tuple[float, float], str]:
    """Latitude and longitude of a state, and the page that says so."""
    found = record["capital_latlng" if capital else "latlng"] if record else None
    if isinstance(found, list):
        return (float(found[0]), float(found[1])), SOURCE
    return centroid(name), OUTLINE_SOURCE


def points_table() -> str:
    """The text of points.tsv."""
    records = packaged()
    lines = []
    for line in STATES.read_text("utf-8").splitlines()[1:]:
        code, _, name, _, capital, *_ = line.split("\t")
        capital = "" if code in WRONG else capital
        point, source = place(records.get(code, {}), capital, name)
        latitude, longitude = (f"{degrees:.2f}".rstrip("0").rstrip(".") for degrees in point)
        lines.append("\t".join([code, capital, latitude, longitude, source, RETRIEVED]))
    return HEADER + "\n".join(lines) + "\n"


def main() -> int:
    if (found := version("countryinfo")) != PINNED:
        print(f"write_points: countryinfo {found} is installed, the table is made with {PINNED}", file=sys.stderr)
        return 2
    if "--check" not in sys.argv[1:]:
        POINTS.write_text(points_table(), "utf-8")
        return 0
    if POINTS.read_text("utf-8") != points_table():
        print("write_points: points.tsv differs", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
