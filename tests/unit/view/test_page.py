"""Pages as text: the same bytes each time, one file, safe, and readable when there is nothing to show."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import networkx as nx
import pytest

from kg.analyse.networks import NetworkRow, Thing, alliance_network, dispute_network, whole_network
from kg.core.model import ID_BASE, Stance
from kg.view import render, write
from kg.view.payload import fill, payload, style


def row(subject: str, relation: str, obj: str, number: int = 0, **more: object) -> NetworkRow:
    kind = {"treaty": "Treaty", "feature": "Reef", "state": "State"}
    things = [Thing(ID_BASE + path, path.split("/")[1], (kind[path.split("/")[0]],)) for path in (subject, obj)]
    values: dict[str, object] = {
        "claim": f"claim:{subject}{relation}{obj}{number}", "relation": relation, "subject": things[0], "object": things[1],
        "stance": Stance.STATED, "accepted": True, "document": "doc:1", "published": "2026-01-15",
        "quote": "They signed.", "start": 5, "end": 17, "quote_sha256": "ab" * 32,
    }  # fmt: skip
    return NetworkRow(**{**values, **more})  # type: ignore[arg-type]


def page(graph: nx.MultiGraph[str], **more: object) -> str:
    return render(graph, **{"title": "Alliances", "subtitle": "Who with whom", "newest": "2026-01-15", **more})  # type: ignore[arg-type]


ROWS = [
    row("state/JP", "alliedWith", "state/US"),
    row("treaty/T", "hasParty", "state/JP"),
    row("treaty/T", "hasParty", "state/US"),
]


class Elements(HTMLParser):
    """All start tags with their attributes, and the text in each script and style."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[tuple[str, str]] = []
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = tag if tag in ("script", "style") else ""
        if self._open:
            self.inside.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self.inside[-1] = (self._open, self.inside[-1][1] + data)


def data_of(text: str, block: str = "kg-data") -> dict[str, list[dict[str, object]]]:
    found = re.search(rf'<script type="application/json" id="{block}">(.*?)</script>', text, re.S)
    assert found
    return json.loads(found[1])  # type: ignore[no-any-return]


def test_page_is_the_same_each_time_and_under_three_megabytes() -> None:
    """Two renderings, of rows in two orders, are equal to the byte; the file is well under 3 MB."""
    first, again = page(alliance_network(ROWS)), page(alliance_network(reversed(ROWS)))
    assert first == again
    assert len(first.encode()) < 1_000_000


def test_page_is_a_whole_document() -> None:
    """It has a doctype, a language, a character set, one title and one first heading."""
    text = page(alliance_network(ROWS))
    tags = [tag for tag, _ in Elements(text).tags]
    assert text.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert '<meta charset="utf-8">' in text and "<title>Alliances</title>" in text
    assert (tags.count("h1"), tags.count("title"), tags.count("main")) == (1, 1, 1)
    assert "Newest source: 15 January 2026" in text


def test_page_asks_for_nothing() -> None:
    """No element loads anything, and the only addresses in it are namespaces and those of sources."""
    for tag, attributes in Elements(page(alliance_network(ROWS))).tags:
        assert tag not in ("link", "img", "iframe", "object", "embed", "base", "form")
        assert not {"src", "href", "srcset", "style"} & set(attributes) or attributes.get("href") == "#table"
        assert not any(name.startswith("on") for name in attributes)


def test_policy_names_the_hash_of_each_script_and_style() -> None:
    """Each inline script and the style are allowed by hash alone; nothing is 'unsafe' and all else is forbidden."""
    found = Elements(page(alliance_network(ROWS)))
    [policy] = [
        a["content"] or "" for t, a in found.tags if t == "meta" and a.get("http-equiv") == "Content-Security-Policy"
    ]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    for tag, text in found.inside:
        if tag == "style" or not text.lstrip().startswith("{"):
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy, tag


def test_each_tie_of_a_pair_is_drawn_apart() -> None:
    """Two edges of one pair are both there and bend to opposite sides, whichever way each points."""
    data = data_of(page(alliance_network(ROWS)))
    assert len(data["edges"]) == 2
    assert sum(float(str(edge["bend"])) for edge in data["edges"]) == 0
    assert all(edge["bend"] for edge in data["edges"])


@pytest.mark.parametrize(
    "evil", ["</script><script>alert(1)</script>", "<!--", "\u2028\u2029", "&lt;", "\u202eevil", "\ud800"]
)
def test_text_cannot_leave_its_json(evil: str) -> None:
    """No text of a document adds an element to the page, and quotes come back to the character."""
    plain = len(Elements(page(alliance_network([row("state/JP", "alliedWith", "state/US")]))).tags)
    text = page(
        alliance_network([row("state/JP", "alliedWith", "state/US", quote=evil, title=evil, publisher=evil, uri=evil)])
    )
    assert len(Elements(text).tags) == plain
    assert data_of(text, "kg-claims")["claims"][0]["quote"] == evil
    text.encode("utf-8")


def test_title_and_subtitle_are_text() -> None:
    """Markup in the title or subtitle is shown as it is written."""
    text = page(alliance_network(ROWS), title="<b>A</b>", subtitle='"><img onerror=alert(1)>')
    assert not {"b", "img"} & {tag for tag, _ in Elements(text).tags}
    assert "<h1>&lt;b&gt;A&lt;/b&gt;</h1>" in text


def test_empty_network_says_so() -> None:
    """Without a tie the page says that there is nothing and why, and lists claims that draw nothing."""
    text = page(alliance_network([]), newest=None)
    assert "There is nothing to draw." in text and "no source is dated" in text
    opinion = alliance_network([row("state/JP", "alliedWith", "state/US", stance=Stance.OPINION)])
    assert "none of them may draw a line" in page(opinion) and len(data_of(page(opinion), "kg-claims")["notDrawn"]) == 1


def test_quotes_can_be_withheld() -> None:
    """With ``offsets`` the page has the place and the hash of each quote and not its words; with ``none`` neither."""
    graph = alliance_network(ROWS)
    offsets, nothing = page(graph, evidence="offsets"), page(graph, evidence="none")
    assert "They signed." in page(graph)
    assert "They signed." not in offsets and "characters 5 to 17" in offsets and "ab" * 32 in offsets
    assert "They signed." not in nothing and "ab" * 32 not in nothing


def test_contested_feature_bears_all_its_names() -> None:
    """A feature's names stand side by side in alphabetical order, on the sign, in the ties and in the claims."""
    reef = Thing(f"{ID_BASE}feature/r", "Senkaku Islands", ("IslandGroup",), ("Diaoyu Islands", "Senkakus"))
    rows = [row("state/CN", "claimsSovereignty", "feature/r", object=reef),
            row("state/CN", "disputes", "state/JP", place=reef)]  # fmt: skip
    data, claims = payload(dispute_network(rows), "quote")
    both = "Diaoyu Islands / Senkaku Islands"
    [node] = [n for n in data["nodes"] if n["kind"] == "feature"]
    assert (node["name"], node["lines"]) == (both, ["Diaoyu Islands", "Senkaku Islands"])
    assert {e["says"] for e in data["edges"]} == {
        f"CN claims sovereignty over {both}",
        f"CN and JP have a standing dispute: {both}",
    }
    assert f"CN claims sovereignty over {both}" in {c["says"] for c in claims["claims"]}


def test_every_kind_of_the_networks_has_a_look() -> None:
    """Each kind of edge and standing that a network can have is styled, with two shades, and kinds differ in more than colour."""
    edges = style()["edges"]
    states = [
        f"{what}-{state}"
        for what in ("pact", "treaty", "pact-party", "party")
        for state in ("in-force", "pending", "ended", "untold")
    ]
    assert {"alliance", "member", "dispute", "position", "acts", "words", "aid", "contact", *states} <= set(edges)
    assert {"accepted", "attributed", "unconfirmed", "predicted"} == set(style()["standings"])
    marks = [(look["mark"], look["at"]) for kind, look in edges.items() if kind != "other"]
    assert len(set(marks)) == len(marks)
    assert all(len(look["color"]) == 2 for look in edges.values())


def _contrast(one: str, other: str) -> float:
    def light(color: str) -> float:
        parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_lines_have_contrast() -> None:
    """Every line and outline has a contrast of 3:1 or more to its ground, light and dark (WCAG 1.4.11)."""
    lines = [look["color"] for look in style()["edges"].values()] + [look["line"] for look in style()["nodes"].values()]
    for light, dark in lines:
        assert _contrast(light, "#ffffff") >= 3, light
        assert _contrast(dark, "#14181d") >= 3, dark


def test_sentences_are_filled_once() -> None:
    """A name with braces is not filled again."""
    assert fill("{a} and {b}", a="{b}", b="x") == "{b} and x"


def test_page_is_written_as_utf8(tmp_path: Path) -> None:
    """The file is UTF-8 with plain line ends, whatever the locale; its folder is made."""
    write(tmp_path / "new" / "page.html", "é\n")
    assert (tmp_path / "new" / "page.html").read_bytes() == b"\xc3\xa9\n"


SIGNED = row("treaty/T", "status", "state/x", object=Thing(ID_BASE + "Signed", "Signed"), date="2024-07-08")
APPROVED = row("treaty/T", "status", "state/x", 1, object=Thing(ID_BASE + "Approved", "Approved"), date="2024-12-16")


def test_a_treaty_on_its_way_is_signed_and_not_in_force() -> None:
    """The spans of a treaty say in words what it was: signed and not in force, and when it was signed."""
    data, _ = payload(alliance_network([*ROWS, SIGNED, APPROVED]), "quote")
    [edge] = [e for e in data["edges"] if "treaty" in e]
    assert [(s["from"], s.get("to"), s["says"], s["kind"]) for s in edge["spans"]] == [
        ("2024-07-08", "2024-12-15", "signed, not in force", "treaty-pending"),
        ("2024-12-16", None, "signed 8 July 2024, not in force: approved", "treaty-pending"),
    ]
    assert data["years"] == [2024, 2026]


def test_dated_steps_and_acts_are_events_in_order() -> None:
    """What happened on a day is an event with its participants, place and claims, in order of time."""
    at = {"place": Thing(f"{ID_BASE}place/manila", "Manila", ("Settlement",))}
    rows = [*ROWS, APPROVED, SIGNED, row("state/CN", "COERCE", "state/PH", date="2025-08", **at)]
    data, claims = payload(whole_network(rows), "quote")
    assert [(e["from"], e["to"], e["says"]) for e in data["events"]] == [
        ("2024-07-08", "2024-07-08", "T: signed"), ("2024-12-16", "2024-12-16", "T: approved"),
        ("2025-08-01", "2025-08-31", "CN used force short of attack on PH"),
    ]  # fmt: skip
    last = data["events"][-1]
    names = {node["id"]: node["name"] for node in data["nodes"]}
    assert last["place"] == "Manila" and [names[one] for one in last["who"]] == ["CN", "PH"]
    assert [claims["claims"][number]["says"] for number in last["claims"]] == [last["says"]]


def test_keys_hold_when_the_graph_grows() -> None:
    """A node and an edge keep their keys when others come; ids of the page may change."""
    small, _ = payload(alliance_network(ROWS), "quote")
    large, _ = payload(alliance_network([row("state/AU", "alliedWith", "state/JP"), *ROWS]), "quote")
    for kind in ("nodes", "edges"):
        assert {one["key"] for one in small[kind]} < {one["key"] for one in large[kind]}


def test_the_rest_of_a_sentence_goes_with_its_words() -> None:
    """Around a quote stands the rest of its sentence, shortened where it is long; never where the words are withheld."""
    rows = [row("state/JP", "alliedWith", "state/US", before="x" * 900, after=" at last.")]
    claim = payload(alliance_network(rows), "quote")[1]["claims"][0]
    assert claim["before"] == "…" + "x" * 400 and claim["after"] == " at last."
    for policy in ("offsets", "none"):
        assert not {"before", "after", "quote"} & set(payload(alliance_network(rows), policy)[1]["claims"][0])  # type: ignore[arg-type]


def test_flags_and_opening_are_told_by_ids_of_the_graph() -> None:
    """A flag goes with its claim; what a page opens on is an id of the page, and left out where it is not there."""
    flags = {"claim:state": [{"severity": "error", "what": "no"}]}
    rows = [row("state/JP", "alliedWith", "state/US", claim="https://x.example/claim:state")]
    data, claims = payload(alliance_network(rows), "quote", flags=flags,
                           opening={"focus": ID_BASE + "state/US", "selected": "nothing", "depth": 2})  # fmt: skip
    assert claims["claims"][0]["flags"] == [{"severity": "error", "what": "no"}]
    [us] = [n["id"] for n in data["nodes"] if n["name"] == "US"]
    assert data["opening"] == {"focus": us, "depth": 2}
