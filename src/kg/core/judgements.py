"""A person's decisions on whether two things are one, and what follows from them. No I/O.

A decision joins or keeps apart two ids (``treaty/x``, ``person/y``: what follows the base of all ids). Things that were
judged the same, one by one, form a group; a group of more than two rests on a chain of decisions, which can be shown.
That two of one group were judged different is an error, which a person settles.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kg.core.errors import DataError


class Verdict(StrEnum):
    """What was decided of two things."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """``left`` and ``right`` are ids; ``by`` who decided, ``at`` the day (``2026-01-15``), ``reason`` why."""

    left: str
    right: str
    verdict: Verdict
    by: str
    at: str
    reason: str = ""

    @property
    def pair(self) -> frozenset[str]:
        return frozenset((self.left, self.right))

    def __str__(self) -> str:
        why = f": {self.reason}" if self.reason else ""
        return f"{self.left} and {self.right}: {self.verdict}, by {self.by}, {self.at}{why}"


class Judgements:
    """Decisions, the later in the order given replacing an earlier one on the same two things.

    Raises DataError where two things that are the same by a chain of decisions are different by another.
    """

    def __init__(self, rows: Iterable[Judgement], preferred: Iterable[str] = ()) -> None:
        """``preferred`` are ids that name their group (those of the reference); else the first in the alphabet does."""
        self.rows: tuple[Judgement, ...] = tuple({row.pair: row for row in rows}.values())
        self._preferred = frozenset(preferred)
        self._near: dict[str, list[Judgement]] = defaultdict(list)
        for row in self.rows:
            if row.verdict is Verdict.SAME:
                self._near[row.left].append(row)
                self._near[row.right].append(row)
        for row in self.rows:
            if row.verdict is Verdict.DIFFERENT and (chain := self.chain(row.left, row.right)):
                told = "; ".join(map(str, chain))
                what = f"{row.left} and {row.right} were judged different, and the same by: {told}"
                raise DataError(what, where="graph/judgements", remedy="undo one of these: kg review --undo LEFT RIGHT")

    def __contains__(self, pair: tuple[str, str]) -> bool:
        """Whether these two were decided on, whatever the verdict, or are the same by a chain."""
        return any(row.pair == frozenset(pair) for row in self.rows) or bool(self.chain(*pair))

    def chain(self, left: str, right: str) -> list[Judgement]:
        """The decisions by which two things are the same, the shortest such chain; empty where they are not."""
        paths: dict[str, list[Judgement]] = {left: []}
        queue = deque([left])
        while queue:
            at = queue.popleft()
            for row in self._near.get(at, ()):
                other = row.right if row.left == at else row.left
                if other not in paths:
                    paths[other] = [*paths[at], row]
                    queue.append(other)
        return paths.get(right, []) if left != right else []

    def group(self, thing: str) -> list[str]:
        """All that is the same as a thing, itself included, sorted."""
        found, queue = {thing}, deque([thing])
        while queue:
            for row in self._near.get(queue.popleft(), ()):
                for other in (row.left, row.right):
                    if other not in found:
                        found.add(other)
                        queue.append(other)
        return sorted(found)

    def canonical(self, thing: str) -> str:
        """The id under which a thing is kept: that of its group."""
        if thing not in self._near:
            return thing
        group = self.group(thing)
        return next((one for one in group if one in self._preferred), group[0])


HEADER = ("left", "right", "verdict", "by", "at", "reason")


def parse_judgements(text: str, where: str) -> list[Judgement]:
    """The rows of a table (tabs, a header line, ``#`` comments). Raises DataError with the line."""
    rows: list[Judgement] = []
    header: Sequence[str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            if tuple(cells) != HEADER:
                raise DataError(f"the columns are {', '.join(HEADER)}", where=f"{where}:{number}")
            continue
        rows.append(_row(dict(zip(header, [*cells, *[""] * len(HEADER)], strict=False)), f"{where}:{number}"))
    return rows


def _row(cells: Mapping[str, str], where: str) -> Judgement:
    try:
        verdict = Verdict(cells["verdict"])
    except ValueError:
        remedy = f"write one of {', '.join(Verdict)}"
        raise DataError(f"'{cells['verdict']}' is no verdict", where=where, remedy=remedy) from None
    left, right = cells["left"], cells["right"]
    if "/" not in left or "/" not in right or left.split("/")[0] != right.split("/")[0]:
        raise DataError("left and right are not ids of one kind", where=where, remedy="write treaty/... or person/...")
    if left == right:
        raise DataError("left and right are one thing", where=where, remedy="remove the row")
    return Judgement(left, right, verdict, cells["by"], cells["at"], cells["reason"])


def judgement_lines(rows: Iterable[Judgement]) -> str:
    """The table of some rows, as it is written to a file."""
    lines = ["\t".join(HEADER)]
    for row in rows:
        cells = (row.left, row.right, str(row.verdict), row.by, row.at, row.reason)
        lines.append("\t".join(" ".join(cell.split()) for cell in cells))
    return "\n".join(lines) + "\n"
