"""Read the front matter of a text: lines of ``key: value`` between two lines of ``---`` at its very start.

Known keys, in whatever case: ``title`` (or ``headline``), ``published`` (or ``date``), ``publisher``, ``url``,
``retrieved``, ``lang`` (or ``language``), ``sources`` (a list or one). Others are left alone, whatever they hold.

It is YAML that people write by hand: a value of more than one line, a list and what stands in quotation marks are read
as YAML has them, all else as it stands (``title: Explained: the pact``, ``title: @MFA says "no"``). All values are read
as strings (YAML's own idea of dates and of ``no`` is not wanted here).
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
_KEY = re.compile(r"(?P<key>[A-Za-z][\w .-]*?)[ \t]*:(?:[ \t]+(?P<value>.*))?")
_ALIASES = {"headline": "title", "date": "published", "language": "lang"}
_KNOWN = ("title", "published", "publisher", "url", "retrieved", "lang", "sources")
_HEADLINES = ("title", "publisher")
"""Keys whose value is text whatever stands in it."""
_QUOTED = re.compile(r"""(["']).*\1""")
_NOTHING = {"", "~", "null", "Null", "NULL"}
_UNDATED = {"unknown", "undated", "n.d.", "n/a", "none", "-", "?"}


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
    """The values of the known keys; the last one counts where a key comes twice."""
    values: dict[str, object] = {}
    for number, key, lines in _entries(block, where):
        name = _ALIASES.get(key.lower(), key.lower())
        if name in _KNOWN and (name not in values or name == key.lower()):
            values[name] = _value(name, lines, where, number)
    return values


def _entries(block: str, where: str) -> list[tuple[int, str, list[str]]]:
    """Each key with the number of its line in the file, and the lines of its value: what is left of its own, and those
    below.
    """
    found: list[tuple[int, str, list[str]]] = []
    for number, line in enumerate(block.rstrip().split("\n"), start=2):
        if not line.strip() or line.startswith("#"):
            continue
        if (key := _KEY.fullmatch(line.rstrip())) is not None:
            found.append((number, key["key"], [key["value"] or ""]))
        elif found and (line[0].isspace() or line.startswith("- ")):
            found[-1][2].append(line)
        else:
            what = f"front matter is not a list of keys and values at line {number}"
            raise ReadError(what, where=where, remedy="write it as key: value lines")
    return found


def _value(key: str, lines: list[str], where: str, number: int) -> object:
    """The value of a key: as it stands where it is one line of text, else as YAML has it."""
    import yaml

    first = lines[0].strip()
    if len(lines) == 1 and key in _HEADLINES and not _QUOTED.fullmatch(first):
        return first
    words = " ".join(line.strip() for line in lines).strip()
    try:
        # makes strings, lists and mappings only: nothing is executed
        value = yaml.load("\n".join([f"value: {first}", *lines[1:]]), yaml.BaseLoader)["value"]
    except (yaml.YAMLError, RecursionError) as error:
        if key in _HEADLINES:
            return words
        if len(lines) == 1 and not first.startswith(("[", "{")):
            return first
        what = f"front matter is not valid YAML at line {number} (the value of {key})"
        raise ReadError(
            what, where=where, remedy="put a value that has a colon or a quotation mark in quotes"
        ) from error
    return words if isinstance(value, dict) and key in _HEADLINES else value


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
    if value is None or value.lower() in _UNDATED:
        return None
    date = parse_date(value)
    if date is None:
        what = f"front matter's {key} is no date ({value[:40]})"
        raise ReadError(what, where=where, remedy="write it as YYYY-MM-DD, YYYY-MM or YYYY")
    return date
