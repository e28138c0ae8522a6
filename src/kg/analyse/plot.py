"""Pictures as SVG by matplotlib: a timeline, a network, a map. The same data give the same bytes.

Colours are of Okabe and Ito's set, which the colour-blind can tell apart, and never carry a meaning alone: marks and
lines differ too. Text stays text. No day of making, no random ids.
"""

from __future__ import annotations

import io
import json
import re
import textwrap
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import networkx as nx

from kg.files import web_part

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from kg.analyse.timeline import Entry

_LOOK = {
    "reference": ("#0072B2", "s", "reference"), "stated": ("#009E73", "o", "stated"),
    "said": ("#D55E00", "^", "on somebody's word"), "not so": ("#666666", "x", "denied"),
}  # fmt: skip
_INK, _PALE, _LAND = "#1b1b1b", "#8a8a8a", "#e4e0d6"
_FOR, _AGAINST = "#0072B2", "#D55E00"
_SETTINGS: Any = {
    "svg.hashsalt": "kg", "svg.fonttype": "none", "font.family": "sans-serif", "font.sans-serif": ["DejaVu Sans"],
    "font.size": 9, "axes.unicode_minus": False, "path.simplify": False,
}  # fmt: skip


def timeline_svg(title: str, entries: Sequence[Entry]) -> bytes:
    """Entries from top to bottom, equally far apart, each with its date, mark and words. Empty: a picture that
    says so.
    """

    def draw(figure: Figure, axes: Axes) -> None:
        rows = [(entry, textwrap.wrap(entry.text, 92) or [""]) for entry in entries]
        height, y = sum(len(lines) for _, lines in rows) + 0.6 * len(rows), 0.0
        figure.set_size_inches(9.6, max(1.4, 0.17 * height + 0.9))
        for entry, lines in rows:
            colour, mark, _ = _LOOK[entry.lane]
            axes.plot([0], [-y - 0.5], marker=mark, color=colour, markersize=7, linestyle="none")
            axes.text(-0.02, -y - 0.5, entry.date, ha="right", va="center", color=_INK, fontsize=8)
            for i, line in enumerate(lines):
                axes.text(0.02, -y - 0.5 - i, line, ha="left", va="center", color=_INK, fontsize=8)
            y += len(lines) + 0.6
        axes.plot([0, 0], [0, -max(y, 1)], color=_PALE, linewidth=1, zorder=0)
        if not entries:
            axes.text(0.02, -0.5, "Nothing dated is known.", va="center", color=_INK)
        axes.set_xlim(-0.22, 1)
        axes.set_ylim(-max(y, 1) - 0.2, 1.6)
        lanes = [lane for lane in _LOOK if any(e.lane == lane for e in entries)]
        for i, lane in enumerate(lanes):
            colour, mark, words = _LOOK[lane]
            axes.plot([i * 0.24], [1.1], marker=mark, color=colour, markersize=7, linestyle="none", clip_on=False)
            axes.text(i * 0.24 + 0.02, 1.1, words, va="center", color=_INK, fontsize=8)
        axes.axis("off")

    return _svg(f"Timeline of {title}", draw)


def network_svg(title: str, graph: nx.Graph[str]) -> bytes:
    """A signed or plain network: ties for are solid, ties against dashed. See ``_places`` for where nodes lie."""

    def draw(figure: Figure, axes: Axes) -> None:
        figure.set_size_inches(8, 6)
        axes.axis("off")
        if not graph:
            axes.text(0.5, 0.5, "No ties are known.", ha="center", color=_INK)
            return
        at = _places(graph)
        edges = [(min(u, v), max(u, v), data) for u, v, data in graph.edges(data=True)]
        for u, v, data in sorted(edges, key=lambda e: (e[0], e[1])):
            against = data.get("sign", 1) < 0
            axes.plot(*zip(at[u], at[v], strict=True), color=_AGAINST if against else _FOR, linewidth=1.6,
                      linestyle=(0, (5, 3)) if against else "-", zorder=1)  # fmt: skip
        for node in sorted(graph):
            data = graph.nodes[node]
            x, y = at[node]
            axes.plot([x], [y], marker="o", markersize=9, color="white", markeredgecolor=_INK, zorder=2)
            axes.text(x, y + 0.07, data.get("name", node), ha="center", va="bottom", color=_INK, fontsize=9, zorder=3,
                      bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8, "alpha": 0.85})  # fmt: skip
        if any("sign" in d for _, _, d in graph.edges(data=True)):
            axes.plot([], [], color=_FOR, label="for each other")
            axes.plot([], [], color=_AGAINST, linestyle=(0, (5, 3)), label="against each other")
            axes.legend(loc="lower center", ncols=2, frameon=False, bbox_to_anchor=(0.5, -0.06))
        axes.margins(0.14)

    return _svg(title, draw)


def map_svg(title: str, points: Iterable[tuple[str, float, float]]) -> bytes:
    """Points (name, latitude, longitude) on the coastlines of Natural Earth, numbered from 1 in their order.

    No border is drawn, and nobody's colour. Up to six points have their names, more only their numbers.
    """
    points = list(points)

    def draw(figure: Figure, axes: Axes) -> None:
        from matplotlib.collections import PolyCollection

        figure.set_size_inches(8, 6)
        lats, lons = [p[1] for p in points] or [0.0], [p[2] for p in points] or [0.0]
        middle = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
        half = max(max(lons) - min(lons), (max(lats) - min(lats)) * 4 / 3, 12) * 0.6
        axes.add_collection(PolyCollection(list(land()), facecolors=_LAND, edgecolors=_PALE, linewidths=0.6))
        for i, (name, lat, lon) in enumerate(points, 1):
            axes.plot([lon], [lat], marker="o", markersize=4, color=_FOR, markeredgecolor=_INK, markeredgewidth=0.6)
            words = f"{i} {name}" if len(points) <= 6 else str(i)
            axes.text(lon + half * 0.012, lat, words, va="center", color=_INK, fontsize=8 if len(points) <= 6 else 6)
        axes.set_xlim(middle[0] - half, middle[0] + half)
        axes.set_ylim(middle[1] - half * 0.75, middle[1] + half * 0.75)
        axes.set_aspect("equal")
        axes.set_xlabel("degrees east")
        axes.set_ylabel("degrees north")
        axes.tick_params(colors=_INK, labelsize=8)

    return _svg(title, draw)


def land() -> Iterator[list[tuple[float, float]]]:
    """The outlines of the land of the world, as rings of (longitude, latitude), from the package's copy of
    world-atlas.
    """
    topology = json.loads(web_part("land-110m.json"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        arcs.append(line)
    for shape in topology["objects"]["land"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for polygon in polygons:
            for ring in polygon[:1]:
                yield [p for i in ring for p in (arcs[i] if i >= 0 else arcs[~i][::-1])]


def _places(graph: nx.Graph[str]) -> Mapping[str, tuple[float, float]]:
    """Where nodes lie: up to 16 on a circle in the order of names, so that no tie runs through a third.

    Of more, the components side by side, each by Kamada and Kawai from such a circle.
    """
    if len(graph) <= 16:
        circle: nx.Graph[str] = nx.Graph()
        circle.add_nodes_from(sorted(graph))
        return {n: (round(float(x), 4), round(float(y), 4)) for n, (x, y) in nx.circular_layout(circle).items()}
    at: dict[str, tuple[float, float]] = {}
    left = 0.0
    components = sorted(nx.connected_components(graph.to_undirected()), key=lambda c: (-len(c), sorted(c)))
    for component in components:
        part: nx.Graph[str] = nx.Graph()
        part.add_nodes_from(sorted(component))
        part.add_edges_from(sorted((min(u, v), max(u, v)) for u, v in graph.edges() if u in component))
        found: dict[str, Any] = nx.kamada_kawai_layout(part, pos=nx.circular_layout(part)) if len(part) > 1 else {
            next(iter(part)): (0.0, 0.0)
        }  # fmt: skip
        low = min(x for x, _ in found.values())
        wide = max(x for x, _ in found.values()) - low
        for node, (x, y) in found.items():
            at[node] = (round(left + float(x) - low, 4), round(float(y), 4))
        left += wide + 0.6
    return at


def _svg(title: str, draw: Any) -> bytes:
    from matplotlib import rc_context
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with rc_context(_SETTINGS):
        figure = Figure()
        FigureCanvasSVG(figure)
        axes = figure.add_axes((0.02, 0.02, 0.96, 0.94)) if "imeline" in title else figure.add_subplot()
        draw(figure, axes)
        out = io.BytesIO()
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Glyph")  # text stays text: the reader's fonts have it
            figure.savefig(
                out, format="svg", metadata={"Date": None, "Creator": None, "Title": title}, bbox_inches="tight"
            )
    text = out.getvalue().decode("utf-8")
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE).encode("utf-8")


__all__ = ["land", "map_svg", "network_svg", "timeline_svg"]
