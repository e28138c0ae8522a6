"""The dates of rows: entries of a timeline, posts of a live page, scenes set by a line of their own."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Any, Protocol

from kg.annotate.fronts import HOUR
from kg.core.annotated import Annotated, Mention, Segment, Sentence
from kg.core.model import When

_SUMMARY = re.compile(
    r"\b(?:key (?:points|developments|takeaways)|main points|what we know|recap|summary|latest|at a glance|in brief|"
    r"top lines|today so far)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\W*(?:correction|clarification|editor.s note|note|update)\b", re.IGNORECASE)
_TITLE = 60  # characters of a line that only names what the lines below it tell
_LIVE = 2  # posts with an hour that make a page a live one
_BEFORE = re.compile(r"\W*(?:yesterday|last night)(?:\W*$|\b[^.!?]*:$)", re.IGNORECASE)


class Times(Protocol):
    """Resolves an expression of time."""

    def resolve(
        self, mention: Any, *, published: str | None, tense: str | None = None, story: str | None = None
    ) -> When | None: ...


class Timeline:
    """Reads the dates of the rows of one document."""

    def __init__(self, annotated: Annotated, times: Times) -> None:
        self.text, self.published, self._times = annotated.document.text, annotated.document.published, times
        self._eve: set[tuple[int, int]] = set()
        self._posts = self._of_posts(annotated.segments)
        self._found = {id(s): self._read(s) for s in annotated.sentences}

    def _of_posts(self, segments: Sequence[Segment]) -> dict[int, tuple[int, int]]:
        """Of each segment that belongs to a post of a live page, by its start: where the post's hour stands.

        Hours in a list that are later than that of the post above it, or stand below 'Yesterday', are of the day
        before: ``self._eve`` has where they stand.
        """
        hours = {s.start: m.span() for s in segments if (m := HOUR.match(self.text, s.start, s.end)) is not None}
        if len(hours) < _LIVE:
            return {}
        out: dict[int, tuple[int, int]] = {}
        hour: tuple[int, int] | None = None
        whole = False  # whether the post has a heading of its own, so that all below belongs to it
        now, before = "", False
        for s in segments:
            if s.kind != "bullet":
                opening = hours[s.start][1] if s.start in hours else s.start
                before = _BEFORE.match(self.text, opening, s.end) is not None
                if before and s.start in hours:
                    self._eve.add(hours[s.start])
            if s.start in hours and s.kind == "bullet":
                if before or (now and _clock(self.text[slice(*hours[s.start])]) > now):
                    self._eve.add(hours[s.start])
            elif s.start in hours:
                now = _clock(self.text[slice(*hours[s.start])])
            aside = _ASIDE.match(self.text, s.start, s.end) is not None
            if s.start in hours:
                title = self.text[hours[s.start][1] : s.end]
                # an hour that has the line to itself opens all that stands below it, too
                hour, whole = hours[s.start], len(title) < _TITLE and not title.endswith((".", "!", "?"))
            elif s.kind == "heading":
                summary = _SUMMARY.search(self.text, s.start, s.end)
                hour, whole = (summary.span(), True) if summary else (None, False)
            elif aside or (s.kind != "bullet" and not whole):
                hour = None
            if hour is not None and not aside:
                out[s.start] = hour
        return out

    def of(self, sentence: Sentence) -> When | None:
        """The date of the row that a sentence stands in, by the rules ``row``, ``scene`` and ``post``."""
        return self._found.get(id(sentence))

    def year(self, sentence: Sentence) -> str | None:
        """The year of the row that a sentence stands in ('1999 – ... On June 9 the accord is signed')."""
        when = self.of(sentence)
        return when.edtf if when is not None and when.rule == "row" and re.fullmatch(r"\d{4}", when.edtf) else None

    def _read(self, sentence: Sentence) -> When | None:
        for mention in sentence.row:
            if mention.kind == "Time" and mention.role != "clock":
                return self._dated(mention)
        post = self._posts.get(sentence.segment.start)
        return self._post(*post) if post is not None and sentence.segment.kind != "title" else None

    def _dated(self, mention: Mention) -> When | None:
        told = self._times.resolve(mention.time, published=self.published, tense="past")
        if told is None:
            return None
        key = re.match(r"\s*[:–—-]", self.text[mention.end : mention.end + 3])
        return When(told.edtf, told.words, told.anchor, "row" if key else "scene")

    def _post(self, start: int, end: int) -> When | None:
        """A post with an hour, on a page of several, is of the day of publication."""
        if self.published is None or len(self.published) < 10:
            return None
        day = self.published[:10]
        if (start, end) in self._eve:
            day = (datetime.date.fromisoformat(day) - datetime.timedelta(days=1)).isoformat()
        return When(day, self.text[start:end], "published", "post")


def _clock(hour: str) -> str:
    """'9.30' as '09:30', so that hours sort; nothing where it tells morning or evening by letters."""
    m = re.match(r"(\d{1,2})[:h.](\d\d)(?!\s?[ap])", hour, re.IGNORECASE)
    return f"{int(m[1]):02}:{m[2]}" if m is not None else ""
