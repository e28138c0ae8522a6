"""Cut a document into segments and sentences: title, paragraphs, headings, bullets; datelines and bylines apart."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from itertools import pairwise

from kg.annotate import boundaries
from kg.annotate.escaped import written_out
from kg.core.annotated import Quotation, Segment
from kg.core.model import Document

_BULLET = re.compile(r"[ \t]*(?:[-*•–—▪►●>»·◦‣→⇒✔☞➤]|\(?\d{1,2}[.)])[ \t]+")
_DATELINE = re.compile(
    r"(?P<place>(?:[A-ZÀ-Þ][\w’'.-]*)(?:[ /,]{1,3}(?:[A-ZÀ-Þ][\w’'.-]*|d[eiu]|of|al|el))*)"
    r"(?P<date>,?\s+(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?:\s+\d{1,2})?(?:,?\s+\d{4})?)?"
    r"(?:, [a-z]+(?: [a-z]+){0,2}(?= [–—-]))?\s*(?P<agency>\([A-Za-z .&/-]{2,30}\))?\s*(?:–|—|--|-)\s+(?=[^\sa-zà-ÿ])"
)
_HOUR = re.compile(r"\d\s?[ap]\.m\.$", re.IGNORECASE)
_DAY = re.compile(rf"(?:{'|'.join([*calendar.day_name, *calendar.month_name[1:]])})\b")
_ENTRY = re.compile(
    r"(?:(?:\d{1,2}\s+)?(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?(?:\s+\d{1,2})?,?\s+)?"
    r"(?:1[0-9]|20)\d\d\s*(?:–|—|--|-|:)\s*(?=\w)"
)
"""What opens a row of a timeline: a year, with day and month or without, and a dash or colon."""
_BRACKETED_DATELINE = re.compile(r"\((?P<place>[A-Z][\w’'. -]{1,30})\)\s+(?=[A-Z\"“])")
_CAPITAL_DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-Þ]{4,}(?: [A-ZÀ-Þ]{2,}){0,2})(?:, [A-ZÀ-Þ][\w. ]{2,20})?\. (?=[A-ZÀ-Þ\"“])"
)
_BYLINE = re.compile(
    r"(?:By\s+(?:a\s+)?[A-Z][\w.' -]{2,60}(?:\s*\||$)|(?:Original|Source|Statement|Editing by|"
    r"Reporting by|Photo|Image|Copyright|"
    r"Read more|Follow us|Share|Subscribe|Disclaimer|Keywords|Tags)\s*:|(?:LAST\s+)?UPDATED\b|\(?ENDS\)?$|###|---+$)",
)
_ROW = re.compile(
    r"(?:(?:[A-Z][a-z]{2,8}\.? )?(?:\d{1,2},? )?(?:1[5-9]|20)\d{2}(?:\s*[:–—]|\s--?)\s"  # '1961: ', 'Oct 27, 2022 – '
    r"|(?:[01]?\d|2[0-3])[:.h][0-5]\d(?=[\s:]))"  # '18:05 '
)
"""What opens a row of a timeline or a post of a live page."""
_DAYS = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*"
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_RANGE = r"\d{1,2}(?:\s?[-–/]\s?\d{1,2})?"
_DATED = re.compile(
    rf"(?:(?:Night of |Early on |Late on |On )?(?:{_DAYS}\.?,? )?"
    rf"(?:{_RANGE} {_MONTHS}|{_MONTHS} {_RANGE}|{_MONTHS}(?= \d{{4}}))"
    rf"(?:,? \d{{4}})?(?:, [A-Z][\w ]{{2,20}})?|{_DAYS}(?: night| morning| evening)?|Yesterday|Today|Last night)"
    r"(?:\s*:|\s+(?:[–—]|--?))\s+(?=\S)"
)
"""What opens a row of a timeline by its day: '27 Nov: ', 'Sun 23 March – ', 'Night of 1-2 Apr: '."""
CLOCK_BEGINS = r"[\[(]?(?:[01]?\d|2[0-3])"
CLOCK_ENDS = r"(?:\s?(?:[ap]\.?m\.?|GMT|UTC|CET|EST|EDT|BST|IST|local)\b)?[\])]?"
BEHIND_CLOCK = r"(?:\*\*|__)?(?:\s*(?:[:|–—]|-{1,2}))?\s+"
"""What an hour begins with, how it ends behind its minutes, and what parts it from a note, perhaps all in bold."""
_CLOCK = re.compile(rf"{CLOCK_BEGINS}[:h.][0-5]\d(?!\d|[.:]\d){CLOCK_ENDS}{BEHIND_CLOCK}(?=\S)")
_KEYED = re.compile(r"[A-ZÀ-Þ][\w’'.-]*(?: [\w’'.-]+){0,3}: (?=\S)")
"""A key of at most four words that opens a note: 'American aid: ', 'Moscow: '."""
_CLOSERS = "\"”’»'"
_BLANKS = str.maketrans(dict.fromkeys("\n\r\t\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029", " "))
"""White space that is no blank; pysbd takes some of it for part of a number."""
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_BOLD = re.compile(r"\*\*|__")
_EMPHASIS = re.compile(r"(?:(?:\*\*|__)(?=\S)|[~≈](?=\d))*")
"""What stands before the first word of a paragraph: a sign of Markdown that sets it in bold, 'about' before an hour."""
_LINK = re.compile(r"\[([^\]\[\n]+)\]\([^()\s]+\)")
_BROKEN = re.compile(r"\S[ \t]*\n[ \t]*\S")
"""A line end with text on both sides, as inside a paragraph of a text of narrow lines."""
_LONGEST = 2500  # characters of a sentence, some 400 words: no real one is longer
_ABBREVIATED = re.compile(
    r"(?<![\w.])(?:[A-Z]|Adm|Amb|Art|Brig|Capt|Cdr|Cmdr|Col|Cpl|Dr|Feb|Gen|Gov|Hon|Fr|Insp|Jan|Jr|Lt|Ma|Maj|Md|Mr|Mrs|Ms|Msgr|Mt|"
    r"Pres|Prof|Rep|Rev|Sec|Sen|Sgt|Sr|St|Ste|Supt|Wm)\.$"
)
"""What ends in a full stop and seldom ends a sentence."""
_OPENER = re.compile(
    r"(?:It|Its|He|His|She|Her|They|Their|We|This|That|These|Those|The|A|An|In|On|At|By|But|And|For|From|After|Before|"
    r"When|While|As|If|Both|Neither|Some|There|Then|Under|Since|Meanwhile|However)\s"
)
"""Words that open a sentence, also after a name with a full stop at its end ('Marcos Jr. It ...')."""
_COUNT = re.compile(rf"(\d{{1,2}})[ \t]+(?=[A-Z])(?!{_MONTHS})")
"""The number of a paragraph in a release."""
_FEWEST = 3
"""Paragraphs with numbers in a row that show that they are counted."""
_NOTE = 3
"""The fewest words that tell something behind the hour or the day of a row."""
_LIMIT = 4000  # pysbd is slower than linear: longer paragraphs are cut at a sentence end first


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place (and date) that opens a report, with where it ends."""

    start: int
    end: int
    place: tuple[int, int]
    date: str | None


def segments(document: Document) -> list[Segment]:
    """Segments of the body, and of the title where it stands in the front matter."""
    out: list[Segment] = []
    if document.title and document.body:
        at = document.text.find(document.title, 0, document.body)
        if at >= 0:
            out.append(Segment(at, at + len(document.title), "title", -1))
    blocks = _blocks(document.text, document.body)
    counted = _counted(document.text, blocks)
    for number, (start, end) in enumerate(blocks):
        bold = _EMPHASIS.match(document.text, start, end)
        start = bold.end() if bold is not None else start
        raw = document.text[start:end]
        bullet = _BULLET.match(raw)
        if bullet and bullet.end() < len(raw):
            out.append(Segment(start + bullet.end(), end, "bullet", number))
        elif _BYLINE.match(raw):
            out.append(Segment(start, end, "byline", number))
        elif _heading(raw):
            out.append(Segment(start, end, "heading", number))
        else:
            out.append(Segment(start + counted.get(number, 0), end, "paragraph", number))
    return out


def _counted(text: str, blocks: list[tuple[int, int]]) -> dict[int, int]:
    """Of each paragraph of a text whose paragraphs are counted ('2 The ministers met', '3 They signed'), by its place:
    how long its number is.
    """
    found = {n: m for n, (start, end) in enumerate(blocks) if (m := _COUNT.match(text, start, end)) is not None}
    numbers = [int(m[1]) for m in found.values()]
    in_order = len(numbers) >= _FEWEST and all(b - a == 1 for a, b in pairwise(numbers))
    return {n: len(m[0]) for n, m in found.items()} if in_order else {}


def evened(document: Document) -> str:
    """The text with a plain blank for each space of another width, each line end inside a paragraph, and each sign that
    sets words in bold or links them in Markdown; and with the signs for which it has references of HTML.

    It has the length of the document's own, so that all offsets are the same: it is what patterns of words are sought
    in, and the document's own is what is quoted.
    """
    text = _SPACES.sub(" ", written_out(document.text))
    text = _BOLD.sub("  ", text)
    text = _LINK.sub(lambda m: f" {m[1]}{' ' * (len(m[0]) - len(m[1]) - 1)}", text)
    if _BROKEN.search(text, document.body) is None:
        return text
    pieces, at = [], 0
    for start, end in _blocks(text, document.body):
        pieces += [text[at:start], text[start:end].replace("\n", " ")]
        at = end
    return "".join((*pieces, text[at:]))


def _heading(raw: str) -> bool:
    words = raw.split()
    if _ENTRY.match(raw) and not raw.isupper():
        return False  # 'May 2020 – Chad closes its border'
    key = _DATED.match(raw) or _CLOCK.match(raw)
    if key is not None and len(raw[key.end() :].split()) >= _NOTE and raw[-1] != "?" and not raw[key.end() :].isupper():
        return False  # '18:05 – Bishops appeal to all sides for calm'
    key = _KEYED.match(raw)
    if (
        key is not None
        and re.search(r"\d|ed\b", raw[key.end() :])
        and len(raw[key.end() :].split()) > _NOTE
        and raw[-1] != "?"
    ):
        return False  # 'American aid: 20 million dollars suspended in January'
    if len(words) > 14 or raw[-1] in ".!;,:" + _CLOSERS:
        return False
    return (
        raw.isupper()
        or (raw.endswith("?") and len(words) <= 9)
        or (len(words) <= 8 and not re.search(r"\b(?:is|are|was|were|has|have|had|will|said)\b", raw))
    )


def _blocks(text: str, body: int) -> list[tuple[int, int]]:
    """Spans of lines; the lines of a hard-wrapped paragraph are one block."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text[body:] and text) if m.start() >= body]
    lines = [(a + len(text[a:b]) - len(text[a:b].lstrip()), a + len(text[a:b].rstrip())) for a, b in lines]
    lines = [(a, b) for a, b in lines if b > a]
    width = max((b - a for a, b in lines), default=0)
    out: list[tuple[int, int]] = []
    for a, b in lines:
        if out:
            p, q = out[-1]
            last = text.rfind("\n", p, q) + 1 or p
            wrapped = 45 <= q - last <= 110 and "\n\n" not in text[q:a] and text[q:a].count("\n") == 1
            if (
                wrapped
                and not _BULLET.match(text[a:b])
                and not _ROW.match(text[a:b])
                and not _opens(text, a, b)
                and (
                    text[q - 1] not in ".!?:" + _CLOSERS
                    and (
                        text[a].islower()
                        or text[q - 1] in ",-"
                        or 60 <= q - last <= 90
                        # the word that follows would not have fitted
                        or (width <= 110 and q - last + 1 + len(text[a:b].split(None, 1)[0]) > width)
                    )
                )
                and not text[last:q].isupper()
            ):
                out[-1] = (p, b)
                continue
        out.append((a, b))
    return out


def _opens(text: str, start: int, end: int) -> bool:
    """Whether a line opens a block of its own: by a day, an hour, a key before a colon, or as a heading in capitals."""
    line = text[start:end]
    return line.isupper() or any(p.match(line) for p in (_DATED, _CLOCK, _KEYED))


def dateline(document: Document, segment: Segment) -> Dateline | None:
    """The dateline at the start of a paragraph ('MANILA, 15 January 2026 –', '(Tokyo)', 'LIMA.'), if it has one."""
    head = document.text[segment.start : min(segment.end, segment.start + 120)]
    m = _DATELINE.match(head)
    if m and (m["place"].isupper() or m["date"] or m["agency"] or len(m["place"].split()) <= 4):
        date = m["date"].strip(" ,") if m["date"] else None
        place = (segment.start + m.start("place"), segment.start + m.end("place"))
        return Dateline(segment.start, segment.start + m.end(), place, date)
    m = _BRACKETED_DATELINE.match(head) or _CAPITAL_DATELINE.match(head)
    if m and segment.kind != "heading":
        return Dateline(
            segment.start,
            segment.start + m.end(),
            (segment.start + m.start("place"), segment.start + m.end("place")),
            None,
        )
    return None


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences in ``text[start:end]``, white space trimmed."""
    spans: list[tuple[int, int]] = []
    for a, b in _pieces(text, start, end):
        out: list[tuple[int, int]] = []
        piece = text[a:b].translate(_BLANKS)
        at = 0
        for sentence in boundaries.split(piece) if b - a > 1 else [piece]:
            body = sentence.strip()
            if not body:
                continue
            found = piece.find(body, at)
            if found < 0:  # pysbd changed the text: keep all that is left as one sentence
                body = piece[at:].strip()
                found = piece.find(body, at)
            lost = piece[at:found].strip()
            if any(c.isalnum() for c in lost):  # pysbd dropped a sentence that it had changed
                at = piece.find(lost, at)
                out.append((a + at, a + at + len(lost)))
            out.append((a + found, a + found + len(body)))
            at = found + len(body)
        rest = piece[at:].strip()
        if rest:
            found = piece.find(rest, at)
            out.append((a + found, a + found + len(rest)))
        spans += [part for span in _mend(text, out) for part in _posted(text, *span)]
    return [part for a, b in spans for half in _halves(text, a, b) for part in _capped(text, *half)]


def _capped(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A run of words without an end to it, cut at semicolons, commas or blanks, so that the work stays linear."""
    out = []
    while end - start > _LONGEST:
        middle, last = start + _LONGEST // 2, start + _LONGEST
        cut = 1 + max(text.rfind("; ", middle, last), text.rfind(", ", middle, last)) or text.rfind(" ", middle, last)
        cut = cut if cut > start else last
        out.append((start, cut))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    return [*out, (start, end)] if end > start else out


def _halves(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence cut at its semicolons, outside of brackets and quotation marks, where both sides are clauses of their
    own.
    """
    out, at = [], start
    for m in re.finditer(r";\s+", text[start:end]):
        cut = start + m.start()
        before, after = text[at:cut], text[start + m.end() : end]
        whole = (
            before.count("(") == before.count(")")
            and before.count('"') % 2 == 0
            and before.count("“") == before.count("”")
        )
        if whole and len(before.split()) >= 4 and len(after.split()) >= 4:
            out.append((at, cut))
            at = start + m.end()
    return [*out, (at, end)]


def _mend(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join a stray closing mark, a tail that begins in lower case, or the day after an hour ('4 a.m. Monday'), to the
    sentence before.
    """
    out: list[tuple[int, int]] = []
    for a, b in spans:
        abbreviated = out and _ABBREVIATED.search(text[out[-1][0] : out[-1][1]]) and not _OPENER.match(text, a, b)
        hour = out and _HOUR.search(text, max(out[-1][0], out[-1][1] - 8), out[-1][1]) and _DAY.match(text, a, b)
        if (
            abbreviated
            or hour
            or (
                out
                and (
                    all(c in _CLOSERS + ").,; " for c in text[a:b])
                    or (text[a].islower() and text[out[-1][1] - 1] not in "?!")
                )
            )
        ):
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out


_ON_X = re.compile(r"\b(?:on|to|via) X\.[\"”]?\s+(?=[\"“]?[A-Z])")


def _posted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence cut after 'wrote on X.': the name of the network, no initial of somebody's."""
    out = []
    for m in _ON_X.finditer(text, start, end):
        out.append((start, m.start() + len(m.group().rstrip())))
        start = m.end()
    return [*out, (start, end)]


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    out = []
    while end - start > _LIMIT:
        cut = max(text.rfind(". ", start, start + _LIMIT), text.rfind("\n", start, start + _LIMIT))
        cut = cut + 1 if cut > start else text.rfind(" ", start, start + _LIMIT) + 1
        cut = cut if cut > start else start + _LIMIT
        out.append((start, cut))
        start = cut
    out.append((start, end))
    return out


_MARK = re.compile('["“«„”»]')


def quotations(text: str, start: int, end: int) -> list[Quotation]:
    """Stretches within double quotation marks in one paragraph; an unclosed one ends with the paragraph."""
    out: list[Quotation] = []
    opened: int | None = None
    for mark in _MARK.finditer(text, start, end):
        i, c = mark.start(), mark.group()
        if c == '"':
            before, after = text[i - 1] if i > start else " ", text[i + 1] if i + 1 < end else " "
            opening = opened is None and (before in " \n\t([—–-'‘" or not after.isspace())
        else:
            opening = c in "“«„"
        if opening and opened is None:
            opened = i + 1
        elif not opening and opened is not None:
            if opened < i:
                out.append(Quotation(opened, i))
            opened = None
    if opened is not None and opened < end:
        out.append(Quotation(opened, end, closed=False))
    return out
