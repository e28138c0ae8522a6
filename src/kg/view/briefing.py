"""Results of analyses as one self-contained page, and two documents side by side: HTML by templates, and Markdown.

Everything from a document or the reference is escaped by the template; no script runs; the Content-Security-Policy
allows the one style sheet (by its hash) and pictures within the page. Addresses become links only where they are
http(s).
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from kg.view.words import clean, link

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG with what it shows in words, for those who do not see it; the page has the same in text."""

    name: str
    title: str
    svg: bytes
    words: str

    @property
    def address(self) -> str:
        return "data:image/svg+xml;base64," + base64.b64encode(self.svg).decode("ascii")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a page, its further lines, and what it rests on."""

    text: str
    lines: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with sentences, and with a picture before them if there is one."""

    name: str
    title: str
    sentences: tuple[Sentence, ...]
    note: str = ""
    empty: str = "None."
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One claim in a column: what it says, its words, and how the other column tells it (empty: not at all)."""

    text: str
    quote: str
    place: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of two columns. ``kind``: both, stance, verb, actor, left or right."""

    kind: str
    left: Side | None
    right: Side | None


def page(title: str, subtitle: str, parts: Sequence[Part], notes: Iterable[str] = ()) -> str:
    """A briefing as HTML. The same parts give the same bytes."""
    sources = _sources(parts)
    numbers = {address: i + 1 for i, address in enumerate(sources)}
    return _render(
        "briefing.html", title=clean(title), subtitle=clean(subtitle), parts=parts, notes=list(notes),
        sources=[(n, a, link(a) or "") for a, n in numbers.items()], numbers=numbers,
    )  # fmt: skip


def markdown(title: str, subtitle: str, parts: Sequence[Part], notes: Iterable[str] = ()) -> str:
    """The same briefing as Markdown, its pictures as data within the text left out and named."""
    sources = _sources(parts)
    numbers = {address: i + 1 for i, address in enumerate(sources)}
    out = [f"# {_plain(title)}", "", _plain(subtitle), ""]
    for part in parts:
        out += [f"## {_plain(part.title)}", ""]
        out += [_plain(part.note), ""] if part.note else []
        out += [f"*Picture: {_plain(part.picture.words)}*", ""] if part.picture else []
        for sentence in part.sentences:
            marks = "".join(f" [{numbers[a]}]" for a in sentence.sources)
            out.append(f"- {_plain(sentence.text)}{marks}")
            out += [f"  - {_plain(line)}" for line in sentence.lines]
            rests = [f"claim {c}" for c in sentence.claims] + [f"reference {b}" for b in sentence.basis]
            out += [f"  - Rests on: {', '.join(rests)}"] if rests else []
        out += [] if part.sentences else [_plain(part.empty)]
        out.append("")
    out += ["## Sources", "", *(f"{n}. <{a}>" if link(a) else f"{n}. {_plain(a)}" for a, n in numbers.items())]
    return "\n".join([*out, "", *(_plain(note) for note in notes), ""])


def side_by_side(left: Mapping[str, str], right: Mapping[str, str], lines: Sequence[Line], notes: Iterable[str]) -> str:
    """Two documents in two columns. ``left`` and ``right`` have ``title``, ``publisher``, ``published``,
    ``address``.
    """
    counts = {
        kind: sum(line.kind == kind for line in lines) for kind in ("both", "stance", "verb", "actor", "left", "right")
    }
    left, right = ({**side, "address": link(side["address"]) or ""} for side in (left, right))
    return _render(
        "compare.html",
        left=left,
        right=right,
        lines=lines,
        counts=counts,
        notes=list(notes),
        title=f"{clean(left['title'])} / {clean(right['title'])}",
    )


def _sources(parts: Iterable[Part]) -> list[str]:
    return list(dict.fromkeys(a for part in parts for s in part.sentences for a in s.sources))


def _plain(text: str) -> str:
    """Text that Markdown does not read as markup, on one line."""
    one = " ".join(clean(text).split())
    return "".join("\\" + c if c in "\\`*_[]<>#|" else c for c in one)


def _render(template: str, **values: Any) -> str:
    sheet = (_TEMPLATES / "briefing.css").read_text("utf-8").replace("\r\n", "\n")
    digest = base64.b64encode(hashlib.sha256(sheet.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["clean"] = clean
    return environment.get_template(template).render(css=Markup(sheet), policy=policy, **values)
