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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

import networkx as nx
import pyvis
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from pyvis.network import Network

from kg.core.errors import DataError
from kg.view.geo import map_parts
from kg.view.pack import packed
from kg.view.payload import Evidence, Flags, fill, payload, style, texts
from kg.view.words import clean, when

_TEMPLATES = Path(__file__).parent / "templates"
_SCRIPTS = ("pack.js", "dom.js", "state.js", "filter.js", "scale.js", "letters.js", "picture.js", "panel.js",
            "table.js", "time.js", "find.js", "scene.js", "export.js", "map.js", "timeline.js", "legend.js", "keys.js",
            "controls.js")  # fmt: skip
"""One function of all of them, in this order."""
_SHEETS = ("page.css", "core.css", "place.css")
_VIS = Path("templates", "lib", "vis-9.1.2", "vis-network.min.js")
_OPTIONS: Mapping[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "tooltipDelay": 0, "dragNodes": True, "selectConnectedEdges": False,
                    "hideEdgesOnZoom": False, "keyboard": False, "multiselect": False},
    "edges": {"smooth": False, "selectionWidth": 1, "hoverWidth": 0, "arrowStrikethrough": True},
    "nodes": {"borderWidth": 2, "borderWidthSelected": 4, "chosen": True},
}  # fmt: skip


class Link(TypedDict, total=False):
    """A link in the head of a page to another page of the same folder; ``here`` where it is the page itself."""

    href: str
    label: str
    here: bool


def render(
    graph: nx.MultiGraph[str], *, title: str, subtitle: str, newest: str | None, evidence: Evidence = "quote",
    links: Sequence[Link] = (), flags: Flags | None = None, opening: Mapping[str, Any] | None = None,
) -> str:  # fmt: skip
    """The page for a network of :mod:`kg.analyse.networks`, as text to be written in UTF-8.

    ``newest`` is the date (EDTF) of the newest source. ``evidence`` says what is printed of the quotes: the words,
    their place in the document with a hash, or nothing. ``links`` lead to other pages, ``flags`` and ``opening`` are
    those of :func:`kg.view.payload.payload`. The same graph gives the same text, to the byte.
    """
    data, claims = payload(graph, evidence, flags=flags, opening=opening)
    net = Network(directed=True, cdn_resources="in_line", height="100%", width="100%")
    # Filled directly: add_edge looks through all edges each time, and drops what it takes for a double.
    net.nodes, net.edges = data.pop("nodes"), data.pop("edges")
    # A dict, not set_options, which strips every space.
    net.options = dict(_OPTIONS)
    net.set_template_dir(str(_TEMPLATES), "page.html")
    net.templateEnv = environment()
    page = _Page(clean(title), clean(subtitle), newest, links, data, claims)
    net.templateEnv.globals["page"] = page.values(net.nodes, net.edges)
    html: str = net.generate_html()
    return html


def environment() -> Environment:
    """The templates: what is put into them is text, unless it says that it is markup."""
    loader = FileSystemLoader(_TEMPLATES)
    made = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    made.filters["json_block"] = json_block
    return made


def sheet() -> str:
    """The style of all pages."""
    return "\n".join(_text(_TEMPLATES / name) for name in _SHEETS)


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


@dataclass(frozen=True, slots=True)
class _Page:
    """What the template shows besides pyvis's nodes and edges."""

    title: str
    subtitle: str
    newest: str | None
    links: Sequence[Link]
    data: dict[str, Any]
    claims: dict[str, Any]

    def values(self, items: Sequence[Mapping[str, Any]], ties: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        nodes, edges = len(items), len(ties)
        look = {key: style()[key] for key in ("nodes", "edges", "standings", "stances")}
        # JSON is sorted by key: the order that style.toml gives is told apart
        look["order"] = {key: list(style()[key]) for key in ("nodes", "edges", "standings", "stances")}
        place = map_parts([*items, *self.data["events"]]) or {"scripts": [], "land": ""}
        css = sheet()
        scripts = [("vis-network", _vis()), *place["scripts"], ("page script", _script())]
        for name, text in scripts:
            if "</script" in text.lower() or "<!--" in text:
                raise DataError("would end its own script element", where=name, remedy="install the pinned parts again")
        more = {**self.data, "look": look, "texts": texts(), "options": _OPTIONS}
        return {
            "title": self.title, "subtitle": self.subtitle, "texts": texts(), "links": self.links,
            "newest": when(self.newest) if self.newest else "", "nodes": nodes, "edges": edges,
            "picture": fill(texts()["picture"]["label"], nodes=nodes, edges=edges),
            "not_drawn": len(self.claims["notDrawn"]), "claims": packed(self.claims),
            "data_with": lambda nodes, edges: packed({"nodes": nodes, "edges": edges, **more}, look["edges"]),
            "land": json_block(json.loads(place["land"])) if place["land"] else "",
            "policy": page_policy(css, [text for _, text in scripts]),
            "css": Markup(css), "scripts": [Markup(text) for _, text in scripts],
        }  # fmt: skip


def page_policy(css: str, scripts: Sequence[str]) -> str:
    """The Content-Security-Policy: these scripts and this style, and nothing else."""
    return "; ".join([
        "default-src 'none'",
        "script-src " + (" ".join(f"'{_hash(script)}'" for script in scripts) or "'none'"),
        f"style-src '{_hash(css)}'",
        "base-uri 'none'",
        "form-action 'none'",
        # every sink that would parse a string as HTML or script throws
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ])  # fmt: skip


def _vis() -> str:
    return re.sub(r"//# sourceMappingURL=\S+\s*$", "", _text(Path(pyvis.__file__).parent / _VIS))


def _script() -> str:
    return "(() => {\n'use strict';\n" + "\n".join(_text(_TEMPLATES / name) for name in _SCRIPTS) + "\n})();\n"


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8").replace("\r\n", "\n")
    except OSError as error:
        remedy = "install kg and the pinned pyvis again"
        raise DataError(f"cannot be read ({error.strerror})", where=str(path), remedy=remedy) from error


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
