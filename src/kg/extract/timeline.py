"""The dates of rows: entries of a timeline, posts of a live page, scenes set by a line of their own."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any, Protocol

from kg.core.annotated import Annotated, Mention, Segment, Sentence
from kg.core.model import When

_HOUR = re.compile(r"(?:[01]?\d|2[0-3])[:.h][0-5]\d(?!\d|\.\d)(?:\s?(?:[ap]\.?m\.?|GMT|UTC|[A-Z]{3,4})\b)?")
_LIVE = 2  # posts with an hour that make a page a live one


class Times(Protocol):
    """Resolves an expression of time."""

    def resolve(
        self, mention: Any, *, published: str | None, tense: str | None = None, story: str | None = None
    ) -> When | None: ...


class Timeline:
    """Reads the dates of the rows of one document."""

    def __init__(self, annotated: Annotated, times: Times) -> None:
        self.text, self.published, self._times = annotated.document.text, annotated.document.published, times
        self._live = [s for s in annotated.segments if _HOUR.match(self.text, s.start, s.end)]
        self._headings = [s for s in annotated.segments if s.kind == "heading"]
        self._heading_starts = [s.start for s in self._headings]
        self._found = {id(s): self._read(s) for s in annotated.sentences}

    def of(self, sentence: Sentence) -> When | None:
        """The date of the row that a sentence stands in, by the rules ``row``, ``scene`` and ``post``."""
        return self._found.get(id(sentence))

    def year(self, sentence: Sentence) -> str | None:
        """The year of the row that a sentence stands in ('1999 – ... On June 9 the accord is signed')."""
        when = self.of(sentence)
        return when.edtf if when is not None and when.rule == "row" and re.fullmatch(r"\d{4}", when.edtf) else None

    def _read(self, sentence: Sentence) -> When | None:
        for mention in sentence.row:
            if mention.role == "clock":
                return self._post(mention.start, mention.end)
            if mention.kind == "Time":
                return self._dated(mention)
        heading = self._heading(sentence.segment)
        hour = _HOUR.match(self.text, heading.start, heading.end) if heading is not None else None
        return self._post(hour.start(), hour.end()) if hour is not None else None

    def _heading(self, segment: Segment) -> Segment | None:
        if segment.kind in ("title", "heading"):
            return None
        n = bisect_right(self._heading_starts, segment.start)
        return self._headings[n - 1] if n else None

    def _dated(self, mention: Mention) -> When | None:
        told = self._times.resolve(mention.time, published=self.published, tense="past")
        if told is None:
            return None
        key = re.match(r"\s*[:–—-]", self.text[mention.end : mention.end + 3])
        return When(told.edtf, told.words, told.anchor, "row" if key else "scene")

    def _post(self, start: int, end: int) -> When | None:
        """A post with an hour, on a page of several, is of the day of publication."""
        if len(self._live) < _LIVE or self.published is None or len(self.published) < 10:
            return None
        return When(self.published[:10], self.text[start:end], "published", "post")
