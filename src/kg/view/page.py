"""One network as one HTML file that needs nothing else: no server, no network, no other file.

pyvis generates it, from a template of our own. What it would do by itself is left out on purpose: it asks a content
network for style sheets, drops the second edge between a pair, takes titles for HTML and writes in the encoding of
the locale. vis-network is the copy in pyvis's wheel.

Nothing that comes from a document is ever parsed as HTML or script: it travels as JSON in blocks that no browser
executes and reaches the page as text. A Content-Security-Policy names the hash of the one script and the one style.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import networkx as nx
import pyvis
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from pyvis.network import Network

from kg.core.errors import DataError
from kg.view.payload import Evidence, payload, style
from kg.view.words import clean, when

_TEMPLATES = Path(__file__).parent / "templates"
_SCRIPTS = ("dom.js", "picture.js", "panel.js", "controls.js")
_VIS = Path("templates", "lib", "vis-9.1.2", "vis-network.min.js")
_STANDING_ALPHA = 0.38
_OPTIONS: Mapping[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "tooltipDelay": 0, "dragNodes": True, "selectConnectedEdges": False,
                    "hideEdgesOnZoom": False, "keyboard": False, "multiselect": False},
    "edges": {"smooth": False, "selectionWidth": 1, "hoverWidth": 0, "arrowStrikethrough": True},
    "nodes": {"borderWidth": 2, "borderWidthSelected": 4, "chosen": True},
}  # fmt: skip


def render(
    graph: nx.MultiGraph[str], *, title: str, subtitle: str, newest: str | None, evidence: Evidence = "quote"
) -> str:
    """The page for a network of :mod:`kg.analyse.networks`, as text to be written in UTF-8.

    ``newest`` is the date (EDTF) of the newest source. ``evidence`` says what is printed of the quotes: the words,
    their place in the document with a hash, or nothing. The same graph gives the same text, to the byte.
    """
    data = payload(graph, evidence)
    net = Network(directed=True, cdn_resources="in_line", height="100%", width="100%")
    # Filled directly: add_edge looks through all edges each time, and drops what it takes for a double.
    net.nodes = [_vis_node(node, data) for node in data["nodes"]]
    net.edges = [_vis_edge(edge) for edge in data["edges"]]
    # A dict, not set_options, which strips every space.
    net.options = dict(_OPTIONS)
    net.set_template_dir(str(_TEMPLATES), "page.html")
    loader = FileSystemLoader(_TEMPLATES)
    environment = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["json_block"] = json_block
    environment.filters["json_again"] = lambda text: json_block(json.loads(text))
    environment.globals["page"] = _page(data, clean(title), clean(subtitle), newest)
    net.templateEnv = environment
    html: str = net.generate_html()
    return html


def write(path: Path, page: str) -> None:
    """Write a page as UTF-8 with plain line ends, whatever the locale."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(page.encode("utf-8"))


def json_block(value: Any) -> Markup:
    """JSON for a ``<script type="application/json">``, in which no character means anything to an HTML parser."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Markup(re.sub("[<>&\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]", _escaped, text))


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _page(data: dict[str, Any], title: str, subtitle: str, newest: str | None) -> dict[str, Any]:
    """What the template shows besides pyvis's nodes, edges and options."""
    texts = style()["texts"]
    sheet = _text(_TEMPLATES / "page.css")
    vis = re.sub(r"//# sourceMappingURL=\S+\s*$", "", _text(Path(pyvis.__file__).parent / _VIS))
    script = "(() => {\n'use strict';\n" + "\n".join(_text(_TEMPLATES / name) for name in _SCRIPTS) + "\n})();\n"
    for name, text in (("vis-network", vis), ("page script", script)):
        if "</script" in text.lower() or "<!--" in text:
            raise DataError("would end its own script element", where=name, remedy="install the pinned pyvis again")
    look = {key: style()[key] for key in ("nodes", "edges", "standings", "stances", "texts")}
    policy = [
        "default-src 'none'",
        f"script-src '{_hash(vis)}' '{_hash(script)}'",
        f"style-src '{_hash(sheet)}'",
        "base-uri 'none'",
        "form-action 'none'",
        # every sink that would parse a string as HTML or script throws
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
    return {
        "title": title, "subtitle": subtitle, "texts": texts,
        "newest": when(newest) if newest else "", "nodes": len(data["nodes"]), "edges": len(data["edges"]),
        "not_drawn": len(data["notDrawn"]), "data": {**data, "look": look}, "policy": "; ".join(policy),
        "css": Markup(sheet), "vis": Markup(vis), "script": Markup(script),
    }  # fmt: skip


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8").replace("\r\n", "\n")
    except OSError as error:
        remedy = "install kg and the pinned pyvis again"
        raise DataError(f"cannot be read ({error.strerror})", where=str(path), remedy=remedy) from error


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _vis_node(node: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    """The node as vis-network draws it: without a label or title, for both are drawn and shown as text by the page."""
    look = style()["nodes"][node["kind"]]
    ties = sum(node["id"] in (edge["from"], edge["to"]) for edge in data["edges"])
    size = {"dot": 17, "square": 15, "diamond": 17, "triangle": 15, "triangleDown": 15, "hexagon": 16}
    return {
        "id": node["id"], "x": node["x"], "y": node["y"], "shape": look["shape"],
        "size": size.get(look["shape"], 14) + min(6, ties // 3),
        "color": {"background": look["fill"][0], "border": look["line"][0]},
    }  # fmt: skip


def _vis_edge(edge: Mapping[str, Any]) -> dict[str, Any]:
    """The edge as vis-network draws it: its mark always there, pale unless accepted, bent away from its siblings."""
    look = style()["edges"][edge["kind"]]
    plain = edge["standing"] == "accepted"
    arrows = {look["at"]: {"enabled": True, "type": look["mark"], "scaleFactor": 0.75}} if look["mark"] else {}
    drawn: dict[str, Any] = {
        "id": edge["id"], "from": edge["from"], "to": edge["to"], "arrows": arrows,
        "color": {"color": look["color"][0], "opacity": 1 if plain else _STANDING_ALPHA},
        "width": 1.6 + 0.7 * min(edge["sources"], 4),
    }  # fmt: skip
    if edge["bend"]:
        drawn["smooth"] = {"enabled": True, "type": "curvedCW" if edge["bend"] > 0 else "curvedCCW",
                           "roundness": abs(edge["bend"])}  # fmt: skip
    return drawn
