"""What a file of another format becomes: the text of its article, with what the file itself tells of it."""

from __future__ import annotations

import re
import statistics
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Converted:
    """The text of a document, a paragraph a line, and what its file tells; None for what it does not tell."""

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    """EDTF day."""
    url: str | None = None


_TERMINAL = re.compile(r"[.!?:;…]['\"”’)\]]*$")


def unwrapped(text: str) -> str:
    """The paragraphs of a text whose lines were broken to a width, each on one line.

    A paragraph ends at an empty line, or where a line that ends a sentence leaves room for the word that comes next. A
    word that was broken by a hyphen before a small letter is put together again; before a capital letter or a digit the
    hyphen stays.
    """
    lines = [" ".join(line.split()) for line in text.splitlines()]
    widths = sorted(len(line) for line in lines if line)
    width = statistics.quantiles(widths, n=10)[-1] if len(widths) > 1 else 0
    paragraphs: list[str] = []
    last = ""
    for line in lines:
        room = len(last) + 1 + len(line.partition(" ")[0]) <= width
        if not line:
            pass
        elif not last or (room and _TERMINAL.search(last)):
            paragraphs.append(line)
        elif re.search(r"[^\W\d_]-$", paragraphs[-1]):
            joined = paragraphs[-1][:-1] if line[0].islower() else paragraphs[-1]
            paragraphs[-1] = joined + line
        else:
            paragraphs[-1] += " " + line
        last = line
    return "\n".join(paragraphs)


def without_title(text: str, title: str | None) -> str:
    """The text without a first line that is its title: a headline is no sentence of the article."""
    first, _, rest = text.partition("\n")
    same = title and "".join(filter(str.isalnum, first)).casefold() == "".join(filter(str.isalnum, title)).casefold()
    return rest.lstrip("\n") if same and rest.strip() else text


def words(value: str | None) -> str | None:
    """A value on one line; None where it has no letter or digit."""
    plain = " ".join((value or "").split())
    return plain if any(map(str.isalnum, plain)) else None
