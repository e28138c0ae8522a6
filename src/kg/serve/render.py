"""Pages from templates: everything from a document or a request is text, escaped where it enters a page.

No page has a script or a style of its own inside: the policy that each response carries forbids them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from kg.core.model import ID_BASE, ONTOLOGY, Claim, Document

_TEMPLATES = Path(__file__).parent / "templates"
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_SAFE = "/:@!$&'()*+,;=~-._"


@cache
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        auto_reload=False,
    )  # fmt: skip
    made.filters |= {"exact": exact, "address": address, "counted": counted, "plain": plain, "outward": outward}
    return made


def page(template: str, **values: Any) -> str:
    """A template filled in."""
    return environment().get_template(template).render(**values)


def exact(words: str) -> Markup:
    """The exact words of a document; what has no shape, or turns the line around, is shown as what it is."""
    parts = [Markup("")]
    at = 0
    for match in _UNSEEN.finditer(words):
        code = f"U+{ord(match[0]):04X}"
        parts += [escape(words[at : match.start()]), Markup('<span class="unseen">{}</span>').format(code)]
        at = match.end()
    return Markup("").join([*parts, escape(words[at:])])


def plain(words: str) -> str:
    """A name on one line, without characters that have no shape."""
    return " ".join(_UNSEEN.sub(" ", words).split())


def address(iri: str) -> str | None:
    """Where this server has its page about a thing; None for what is not a thing of the graph."""
    if not iri.startswith(ID_BASE):
        return None
    return "/page/" + quote(iri.removeprefix(ID_BASE), safe=_SAFE)


def outward(iri: str) -> str | None:
    """The address of another site that a browser may be sent to; None for terms of the ontology and what is no link."""
    from kg.view.words import link

    return None if iri.startswith((ID_BASE, ONTOLOGY)) else link(iri)


def counted(number: int, word: str) -> str:
    """``1 claim``, ``2 claims``."""
    return f"{number:,} {word}{'' if number == 1 else 's'}"


def segments(
    text: str, claims: Sequence[Claim], start: int, most: int
) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    """A text cut where evidence begins or ends: words, the numbers of the claims there, and of those that begin there.

    Claims are numbered from 1 in their order. At most ``most`` characters from ``start`` on.
    """
    end = min(len(text), start + most)
    spans = {n: (c.evidence.start, c.evidence.end) for n, c in enumerate(claims, 1)
             if start <= c.evidence.start < c.evidence.end <= end}  # fmt: skip
    cuts = sorted({start, end, *(at for span in spans.values() for at in span)})
    begun: dict[int, list[int]] = {}
    for number, (first, _) in spans.items():
        begun.setdefault(first, []).append(number)
    ended: dict[int, list[int]] = {}
    for number, (_, last) in spans.items():
        ended.setdefault(last, []).append(number)
    inside: set[int] = set()
    found = []
    for at, until in pairwise(cuts):
        inside -= set(ended.get(at, ()))
        inside |= set(begun.get(at, ()))
        found.append((text[at:until], tuple(sorted(inside)), tuple(begun.get(at, ()))))
    return found


def source_links(document: Document) -> list[str]:
    """The addresses of a document that a browser may be sent to."""
    from kg.view.words import link

    found = (link(address) for address in (document.uri, *document.sources))
    return list(dict.fromkeys(each for each in found if each))


def stance(name: str, holder: str | None) -> Mapping[str, str]:
    """The label of a stance, and the sentence that tells whose word it is."""
    from kg.view.sources import fill, style

    known = style()["stances"].get(name, {"label": name, "says": ""})
    return {"label": known["label"], "says": fill(known["says"], holder=plain(holder or "Somebody"))}
