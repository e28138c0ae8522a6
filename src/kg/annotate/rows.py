"""The words of a sentence as a row of items, each name and each title one item."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kg.annotate.offices import TitleMatch
from kg.core.annotated import Mention

_WORD = re.compile(r"['’]s\b|[^\W_]+(?:[.’'&-][^\W_]+)*\.?|[^\s\w]|_")


@dataclass(slots=True)
class Item:
    """A word of the sentence, or a merged name or title."""

    start: int
    end: int
    text: str
    name: Mention | None = None
    title: TitleMatch | None = None
    low: str = field(init=False)
    """The text in lower case, which is asked for again and again."""

    def __post_init__(self) -> None:
        self.low = self.text.lower()

    @property
    def kind(self) -> str:
        """Kind of the name, '' where the item is none."""
        return self.name.kind if self.name else ""

    @property
    def role(self) -> str:
        """Role of the name, '' where the item is none."""
        return self.name.role if self.name else ""

    @property
    def is_office(self) -> bool:
        """Whether the item is the title of an office."""
        return self.title is not None and self.title.is_office


def items(text: str, start: int, end: int, names: Iterable[Mention], titles: Iterable[TitleMatch]) -> list[Item]:
    """The words of a stretch, each name and each title as one item."""
    marks: list[tuple[int, int, Mention | None, TitleMatch | None]] = [(m.span[0], m.span[1], m, None) for m in names]
    for t in titles:
        over = [m for m in marks if m[0] < t.end and t.start < m[1]]
        if not over:
            marks.append((t.start, t.end, None, t))
        elif all(t.start <= a and b <= t.end and (a, b) != (t.start, t.end) for a, b, *_ in over):
            marks = [m for m in marks if m not in over] + [(t.start, t.end, None, t)]  # 'minister for the Pacific'
        elif (
            len(over) == 1
            and (name := over[0][2]) is not None
            and name.state
            and name.start < t.start
            and name.end < t.end
        ):
            # 'the Philippine military chief': the title takes the body's last word, the state's name stays
            cut = len(text[name.start : t.start].rstrip()) + name.start
            marks = [m for m in marks if m not in over] + [
                (t.start, t.end, None, t),
                (name.start, cut, replace(name, end=cut, kind="State", role="adjective", covered=None), None),
            ]
    out: list[Item] = []
    at = start
    for a, b, name, title in sorted(marks, key=lambda x: x[:2]):
        if a < at:
            continue
        out += _words(text, at, a)
        out.append(Item(a, b, text[a:b], name, title))
        at = b
    return out + _words(text, at, end)


def _words(text: str, start: int, end: int) -> list[Item]:
    out = []
    for m in _WORD.finditer(text, start, end):
        word = m.group()
        cut = word[-2:] if word.endswith(("'s", "’s")) else ""
        if cut and len(word) > 2:
            out += [Item(m.start(), m.end() - 2, word[:-2]), Item(m.end() - 2, m.end(), cut)]
        elif word.endswith(".") and m.end() == end and len(word) > 4 and word[:-1].isalpha() and word.islower():
            out += [Item(m.start(), m.end() - 1, word[:-1]), Item(m.end() - 1, m.end(), ".")]  # it ends the sentence
        else:
            out.append(Item(m.start(), m.end(), word))
    return out
