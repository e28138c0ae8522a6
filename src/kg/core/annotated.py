"""What the annotation stages hand on: segments, mentions, sentences as dependency trees, quotations.

Offsets are code points of ``Document.text``. A sentence's tree has one token for each name, date or titled
person that was found before parsing (``Token.mention``), so that grammar sees the sentence's bones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Generic, TypeVar

from kg.core.model import Document, Entity

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that stands alone: ``kind`` is ``title``, ``paragraph``, ``heading`` or ``bullet``."""

    start: int
    end: int
    kind: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, date, treaty name or person in the text.

    ``kind`` is a class of the ontology or ``Time``; ``role`` tells how it is said (``name``, ``adjective``,
    ``people``, ``capital``, ``metonym``, ``acronym``, ``surname``, ``titled``, ``abbreviation``).
    ``covered`` is the whole stretch merged into the token (a title, quotation marks, a bracketed abbreviation).
    """

    start: int
    end: int
    kind: str
    entity: Entity | None
    role: str = "name"
    covered: tuple[int, int] | None = None
    time: object | None = None
    state: str | None = None
    body: Entity | None = None
    """The body whose seat a town is, and for which its name may stand ('Brussels')."""

    @property
    def span(self) -> tuple[int, int]:
        return self.covered or (self.start, self.end)


_PLACE = attrgetter("i")


class Token:
    """A node of a sentence's dependency tree (labels of the CLEAR scheme, as spaCy's English models have them)."""

    __slots__ = (
        "children", "dep", "end", "head", "i", "known", "lemma", "low", "mention", "pos", "start", "tag", "text",
    )  # fmt: skip

    def __init__(
        self, i: int, start: int, end: int, text: str, lemma: str, pos: str, tag: str, dep: str,
        mention: Mention | None = None,
    ) -> None:  # fmt: skip
        self.i, self.start, self.end, self.text, self.lemma = i, start, end, text, lemma
        self.pos, self.tag, self.dep, self.mention = pos, tag, dep, mention
        self.head: Token | None = None
        self.children: list[Token] = []
        self.known: dict[Any, Any] = {}
        """What was worked out of the finished tree here, by who worked it out (``extract.grammar``)."""
        self.low = text.lower()
        """The word in lower case, by which it is compared wherever a rule names it."""

    def write(self, text: str) -> None:
        """Let the token be another word: 'who' for the 'whom' of 'whom it said they met'."""
        self.text, self.low = text, text.lower()

    def __repr__(self) -> str:
        return f"<{self.text} {self.dep}>"

    def by(self, *deps: str) -> list[Token]:
        """The children with one of these dependency labels, in the order of the text."""
        out = []
        for child in self.children:  # asked for very often: twice as fast as a comprehension where there are few
            if child.dep in deps:
                out.append(child)
        return out

    def tree(self) -> list[Token]:
        """The token and all below it, in no order of the text."""
        out = [self]
        for token in out:  # which grows by those below each
            if token.children:
                out += token.children
        return out

    def subtree(self) -> Iterator[Token]:
        """The token and all below it, in the order of the text."""
        if not self.children:
            return iter((self,))
        out = self.tree()
        out.sort(key=_PLACE)
        return iter(out)

    def root(self) -> Token:
        """The word at the top of its tree; itself where nothing stands above it."""
        top = self
        while top.head is not None:
            top = top.head
        return top

    def first_of_row(self) -> Token:
        """The word that a row of coordinated ones hangs by ('A' of 'A, B and C'); itself where it is in no row."""
        first = self
        while first.dep == "conj" and first.head is not None:
            first = first.head
        return first

    def row(self) -> list[Token]:
        """The token with those that are coordinated with it below, in the order of the text."""
        out = [self]
        for one in out:  # which grows by those below each
            out += one.by("conj")
        return sorted(out, key=_PLACE)

    def ancestors(self) -> Iterator[Token]:
        token = self.head
        while token is not None:
            yield token
            token = token.head


class Asking(Generic[T]):
    """Questions about tokens whose answers may come back to them ('their friends', who are all that 'their' means)."""

    def __init__(self) -> None:
        self._open: set[Token] = set()

    @property
    def idle(self) -> bool:
        """Whether no question is open, so that an answer is whole, whoever asks."""
        return not self._open

    def of(self, token: Token, answer: Callable[[], list[T]]) -> list[T]:
        """The answer; an empty one where it is asked for on the way to itself."""
        if token in self._open:
            return []
        self._open.add(token)
        try:
            return answer()
        finally:
            self._open.remove(token)


@dataclass(slots=True, eq=False)
class Sentence:
    """A parsed sentence; ``lead`` is an attributing lead-in ('According to X,') cut off before parsing."""

    start: int
    end: int
    segment: Segment
    tokens: list[Token]
    lead: tuple[int, int] | None = None
    front: tuple[Mention, ...] = ()
    """Times and places that open the sentence before a comma or colon ('In Athens, on Monday, ...'), cut off before
    parsing.
    """
    spoken: tuple[Token, ...] = ()
    """The tree of a lead-in that names a speaker ('According to the minister,'), apart from the sentence's own."""
    row: tuple[Mention, ...] = ()
    """The time (and place) of the row or scene that the sentence stands in: '1961: ...', '18:05 ...', 'Tuesday, Rome.'
    """

    def text(self, document: Document) -> str:
        return document.text[self.start : self.end]

    def root(self) -> Token | None:
        """The word at the top of its tree; None where it was not parsed."""
        return next((t for t in self.tokens if t.head is None), None)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch within quotation marks, the marks excluded; ``closed`` is false where the closing mark is missing."""

    start: int
    end: int
    closed: bool = True


@dataclass(slots=True)
class Annotated:
    """A document with all that was found in it before any fact is read."""

    document: Document
    segments: list[Segment]
    sentences: list[Sentence]
    mentions: list[Mention]
    quotations: list[Quotation]
    dateline_place: Mention | None = None
    dateline_date: str | None = None
    commentary: bool = False
    """Whether the document is one author's view (an opinion column, an editorial)."""

    def number_at(self, offset: int) -> int | None:
        """The index of the sentence that holds an offset of the text; None where none does."""
        return next((n for n, s in enumerate(self.sentences) if s.start <= offset < s.end), None)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds an offset of the text."""
        number = self.number_at(offset)
        return self.sentences[number] if number is not None else None
