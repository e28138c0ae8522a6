"""Read the front matter of a text: a YAML mapping between two lines of ``---`` at its very start.

Known keys: ``title``, ``published``, ``publisher``, ``url``, ``retrieved``, ``lang``, ``sources`` (a list or one).
Others are left alone. All values are read as strings (YAML's own idea of dates and of ``no`` is not wanted here).
A title or publisher is taken as it stands where YAML would have it in quotation marks (``title: Explained: the pact``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.core.errors import ReadError
from kg.read.dates import parse_date

_OPEN = re.compile(r"\ufeff?---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_LONGEST = 64_000
"""Characters: where no closing line comes within these, there is none."""
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+")
_HEADLINE = re.compile(r"""(?P<key>title|publisher):[ \t]+(?P<value>(?!(["'])(?:(?!\3).)*$)[^|>&!%@`{\s].*)""")
"""A value that is text whatever stands in it; one that begins with a quotation mark has another."""
_NOTHING = {"", "~", "null", "Null", "NULL"}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says, and where the text after it begins (a code point offset)."""

    body: int = 0
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    retrieved: str | None = None
    lang: str | None = None
    sources: tuple[str, ...] = ()


def split(text: str, where: str) -> FrontMatter:
    """The front matter of a text, an empty one where it has none; ReadError with the line where it is wrong."""
    opening = _OPEN.match(text)
    if not opening:
        return FrontMatter()
    closing = _CLOSE.search(text, opening.end(), opening.end() + _LONGEST)
    if not closing:
        remedy = "end it with a line of ---, or drop the first line"
        raise ReadError("front matter is opened at line 1 and never closed", where=where, remedy=remedy)
    values = _load(text[opening.end() : closing.start()], where)
    body = len(text) - len(text[closing.end() :].lstrip("\n"))
    url = _string(values, "url", where)
    if url and not _ADDRESS.fullmatch(url):
        raise ReadError(f"front matter's url is no address ({url[:60]})", where=where, remedy="write it as https://...")
    return FrontMatter(
        body=body, title=_string(values, "title", where), published=_date(values, "published", where),
        publisher=_string(values, "publisher", where), url=url, retrieved=_date(values, "retrieved", where),
        lang=_string(values, "lang", where), sources=_strings(values, "sources", where),
    )  # fmt: skip


def _load(block: str, where: str) -> dict[str, object]:
    import yaml

    try:
        values = yaml.load(block, yaml.BaseLoader)  # makes strings, lists and mappings only: nothing is executed
    except yaml.MarkedYAMLError as error:
        if (plain := _as_it_stands(block)) is not None:
            return plain
        line = f" at line {error.problem_mark.line + 2}" if error.problem_mark else ""
        what = f"front matter is not valid YAML{line} ({error.problem})"
        remedy = "put a value that has a colon or a quotation mark in quotes"
        raise ReadError(what, where=where, remedy=remedy) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ReadError("front matter is not valid YAML", where=where, remedy="write it as key: value lines") from error
    if values is None or values == "":
        return {}
    if not isinstance(values, dict):
        remedy = "write it as key: value lines"
        raise ReadError("front matter is not a list of keys and values", where=where, remedy=remedy)
    return values


def _as_it_stands(block: str) -> dict[str, object] | None:
    """The values of a block in which headlines lack YAML's quotation marks; None where something else is wrong."""
    import yaml

    values: dict[str, object] = {}
    for line in filter(str.strip, block.split("\n")):
        headline = _HEADLINE.fullmatch(line.rstrip())
        try:
            one = yaml.load(line, yaml.BaseLoader)
        except yaml.YAMLError:
            if headline is None:
                return None
            one = {headline["key"]: headline["value"]}
        if not isinstance(one, dict) or line[:1].isspace():
            return None
        values |= one
    return values


def _string(values: dict[str, object], key: str, where: str) -> str | None:
    value = values.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ReadError(f"front matter's {key} is not one value", where=where, remedy=f"write it as {key}: value")
    return None if value in _NOTHING else " ".join(value.split())


def _strings(values: dict[str, object], key: str, where: str) -> tuple[str, ...]:
    value = values.get(key)
    if not isinstance(value, list):
        single = _string(values, key, where)
        return (single,) if single else ()
    if not all(isinstance(item, str) for item in value):
        raise ReadError(f"front matter's {key} is not a plain list", where=where, remedy="write one address a line")
    return tuple(" ".join(item.split()) for item in value)


def _date(values: dict[str, object], key: str, where: str) -> str | None:
    value = _string(values, key, where)
    if value is None:
        return None
    date = parse_date(value)
    if date is None:
        what = f"front matter's {key} is no date ({value[:40]})"
        raise ReadError(what, where=where, remedy="write it as YYYY-MM-DD, YYYY-MM or YYYY")
    return date
