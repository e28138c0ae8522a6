"""What stands before a sentence's subject: times and places that open it, and the key of the row that it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.annotate.segments import BEHIND_CLOCK, CLOCK_BEGINS, CLOCK_ENDS
from kg.core.annotated import Mention, Segment
from kg.core.words import word_set

_FRONT_WORDS = word_set("annotate.fronts.front_words")
_PLACES = {"Settlement", "State", "Sea", "Area", "Place", "Strait", "Island", "IslandGroup"}
_KEY = re.compile(r"((?:\s+of\s+\d{4})?(?:\s*\([^)\n]{1,40}\))?)\s*:")
_HEAD = re.compile(r"\*\*[^*:\n]{1,60}(?::\d\d[^*:\n]{0,12})?(?::\*\*|\*\*:)")
_COMMA = re.compile(r"\s*,\s+")
_ROW = re.compile(r"\s*[,:]\s+|\s+(?:[–—]|-{1,2})\s+|[–—]\s+")
HOUR = re.compile(
    rf"{CLOCK_BEGINS}(?:[:h][0-5]\d|\.[0-5]\d(?=\s*(?:[|–—:*_\])-]|[ap]\.?m)|\s+[^\W\d_a-z]))(?!\d|[.:]\d){CLOCK_ENDS}"
)
"""An hour as it opens a post of a live page: '18:05', '[18:05]', '9.30 am', '12.02 -', '12.02 London'."""
_AFTER_HOUR = re.compile(BEHIND_CLOCK)
_DATED = ("date", "relative")


@dataclass(frozen=True, slots=True)
class Draft:
    """A sentence before parsing: its span, lead-in, mentions and offices."""

    start: int
    end: int
    segment: Segment
    lead: tuple[int, int] | None
    mentions: tuple[Mention, ...]
    front: tuple[Mention, ...] = ()
    row: tuple[Mention, ...] = ()

    @property
    def is_lead(self) -> bool:
        """Whether it is a lead-in, not the sentence that follows it."""
        return self.lead is not None and self.lead[0] == self.lead[1]


def is_post(text: str, draft: Draft) -> bool:
    """Whether a lead-in names, before a colon, who posts what follows."""
    return draft.is_lead and text[draft.start : draft.end].rstrip().endswith(":")


def cut_front(text: str, draft: Draft) -> Draft:
    """Cut times and places that stand before the sentence's subject, up to a comma or a colon."""
    mentions = sorted(draft.mentions, key=lambda m: m.span)
    opens = draft.start == draft.segment.start
    at = draft.start
    front: list[Mention] = []
    row: tuple[Mention, ...] = ()
    if opens and (hour := _hour(text, draft)) is not None:
        front, at, row = [hour[0]], hour[1], (hour[0],)
    while True:
        run, here = _run(text, draft, mentions, at, bare=not front)
        timed = opens and not front and bool(run) and all(m.kind == "Time" for m in run)
        closing = (
            (_ROW if timed or draft.segment.kind == "bullet" or _keyed(text, draft, run) else _COMMA).match(text, here)
            if run
            else None
        )
        if not run or closing is None or closing.end() >= draft.end - 8:
            break
        if timed and "," not in closing.group() and text[draft.start : run[0].start].strip() == "":
            row = tuple(m for m in run if m.role in _DATED)
        front += run
        at = closing.end()
    if not front:
        return draft
    inner = tuple(m for m in draft.mentions if m not in front and m.start >= at)
    return replace(draft, start=at, front=tuple(front), mentions=inner, row=row)


def _noted(text: str, draft: Draft) -> bool:
    """Whether a paragraph is a note: it begins here, has no quotation and no full stop at its end."""
    whole = text[draft.start : draft.segment.end].rstrip()
    return draft.start == draft.segment.start and whole[-1:] not in (".", "!", "?", '"', "”") and '"' not in whole


def _keyed(text: str, draft: Draft, run: list[Mention]) -> bool:
    """Whether the key of a note stands alone before its colon ('Libya: three smugglers arrested')."""
    one = len(run) == 1 and run[0].kind in ("State", "Treaty", "Settlement")
    return one and _KEY.match(text, run[0].span[1]) is not None and _noted(text, draft)


def _hour(text: str, draft: Draft) -> tuple[Mention, int] | None:
    """The hour that opens a post of a live page, with where the post goes on."""
    found = HOUR.match(text, draft.start, draft.end)
    after = _AFTER_HOUR.match(text, found.end()) if found else None
    if found is None or after is None or after.end() >= draft.end - 8:
        return None
    return Mention(found.start(), found.end(), "Time", None, "clock"), after.end()


def _run(text: str, draft: Draft, mentions: list[Mention], at: int, bare: bool) -> tuple[list[Mention], int]:
    """Times and places in a row from a position on, with nothing but small words between, and where they end.

    ``bare``: nothing has been cut before, so that the key of a list's row may stand here.
    """
    run: list[Mention] = []
    here = at
    while True:
        mention = next((m for m in mentions if m.span[0] >= here), None)
        gap = text[here : mention.span[0]] if mention else None
        if (
            mention is None
            or gap is None
            or any(w.lower() not in _FRONT_WORDS for w in re.findall(r"\w+", gap))
            or re.search(r"[^\w\s]", gap)
        ):
            return run, here
        if mention.kind == "Time" or (
            mention.kind in _PLACES
            and (mention.role in ("name", "capital") and re.search(r"\b(?:in|at|near|from)\b", gap, re.IGNORECASE))
        ):
            run.append(mention)
            here = mention.span[1]
        elif (
            (draft.segment.kind == "bullet" or _noted(text, draft))
            and not run
            and bare
            and gap.strip() == ""
            and mention.kind in ("State", "Treaty", "Settlement")
            and (key := _KEY.match(text, mention.span[1]))
            and key.end() < draft.end
        ):
            # 'Australia: signed 2007': the key of a list's row
            run.append(mention)
            here = key.end(1) if key.group(1) else mention.span[1]
        else:
            return run, here


def keyed(text: str, drafts: list[Draft]) -> list[Draft]:
    """The key of a list's row stands for each sentence of the row; so does the scene ('Tuesday, Rome.') set first."""
    out: list[Draft] = []
    for draft in drafts:
        last = out[-1] if out else None
        if last is not None and last.segment is draft.segment:
            if draft.segment.kind == "bullet" and not draft.front:
                draft = replace(draft, front=tuple(m for m in last.front if m.kind != "Time"))
            if not draft.row:
                draft = replace(draft, row=_scene(text, last) or last.row or _headed(text, last))
        out.append(draft)
    return out


def _headed(text: str, draft: Draft) -> tuple[Mention, ...]:
    """The times of the bold words and the colon by which a paragraph begins: '**Senate, Thursday, 10 am:** ...'."""
    head = _HEAD.match(text, draft.segment.start, draft.end) if draft.segment.kind == "paragraph" else None
    return tuple(m for m in draft.mentions if head is not None and m.kind == "Time" and m.end <= head.end())


def _scene(text: str, draft: Draft) -> tuple[Mention, ...]:
    """The times and places of a sentence that has nothing else, a time among them."""
    found = sorted((*draft.front, *draft.mentions), key=lambda m: m.span)
    rest, at = "", min([draft.start, *(m.span[0] for m in found)])
    for m in found:
        if m.kind not in _PLACES | {"Time"}:
            return ()
        rest += text[at : m.span[0]]
        at = m.span[1]
    rest += text[at : draft.end]
    words = {w.lower() for w in re.findall(r"\w+", rest)}
    timed = any(m.kind == "Time" and m.role in _DATED for m in found)
    return tuple(found) if timed and words <= _FRONT_WORDS else ()
