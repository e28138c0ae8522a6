"""A title with the words around it: what the readers of titles hand to one another."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.annotate.offices import TitleMatch
from kg.annotate.people_words import Found
from kg.annotate.rows import Item
from kg.core.annotated import Mention

Name = tuple[int, int, int]
"""A name behind a title: its last item, and where it begins and ends in the text."""
NameBefore = tuple[int, int, int]
"""A name before a title: where it begins and ends in the text, and its first item."""


@dataclass(slots=True)
class Row:
    """The items of one stretch of a text, the spans of persons in it, and who has been found there so far."""

    text: str
    items: list[Item]
    persons: list[tuple[int, int]]
    found: Found

    def is_person(self, at: int) -> bool:
        """Whether the model takes for a person what stands at an offset."""
        return any(a <= at < b for a, b in self.persons)

    def from_offset(self, at: int, otherwise: int) -> int:
        """The first item that begins at an offset or behind it."""
        return next((k for k, item in enumerate(self.items) if item.start >= at), otherwise)


@dataclass(slots=True)
class Phrase:
    """A title (item ``i`` of a row) with what belongs to it: its first item, the one behind its last, whose office it
    is (``body``, or the offset of a pronoun, or by words alone), and whether it is past, or of the time told.
    """

    row: Row
    i: int
    title: TitleMatch
    first: int
    after: int
    body: Mention | None = None
    pronoun: int | None = None
    body_name: str | None = None
    former: bool = False
    then: bool = False
    body_after: Mention | None = None
    bodies: list[Mention] = field(default_factory=list)
    under: str | None = None
    own: int = 0
    """Its first item but for the words that tell whose aide it is ("President A B's *envoy*")."""
    alike: bool = False
    """Whether it has its body of the person before 'and'."""
    begin: int = 0

    @property
    def before(self) -> Item:
        """The item before the phrase; the last one of the row where it opens the row."""
        return self.row.items[self.first - 1]

    @property
    def opening(self) -> Item:
        """The first item of the phrase."""
        return self.row.items[self.first]

    @property
    def behind(self) -> Item | None:
        """The item behind the phrase."""
        return self.row.items[self.after] if self.after < len(self.row.items) else None

    @property
    def end(self) -> int:
        """Where the phrase ends in the text."""
        return self.row.items[self.after - 1].end
