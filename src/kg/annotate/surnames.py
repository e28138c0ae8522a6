"""Later mentions of persons by a part of the name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from kg.annotate.people_words import SUFFIX


def surname_pattern(known: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern for parts of names, the longest first; None where there are none."""
    parts = sorted(sorted(known), key=len, reverse=True)
    return re.compile(r"(?<![\w’'-])(?:" + "|".join(re.escape(k) for k in parts) + r")(?![\w-])") if parts else None


def surnames(
    text: str,
    start: int,
    end: int,
    known: dict[str, str],
    taken: Sequence[tuple[int, int]],
    pattern: re.Pattern[str] | None,
) -> list[tuple[int, int, str]]:
    """Later mentions of known persons by a part of the name, as ``pattern`` finds them: (start, end, full name)."""
    if pattern is None:
        return []
    return [
        (m.start(), m.end(), known[m.group()])
        for m in pattern.finditer(text, start, end)
        if all(m.end() <= a or b <= m.start() for a, b in taken)
    ]


def name_parts(names: Iterable[str], leaders: Collection[str] = ()) -> dict[str, str]:
    """Parts of full names that point to one person alone: 'Marcos' and 'Ferdinand Marcos' to 'Ferdinand Marcos Jr.'.

    Where several have it, a part stands for the only one of them who leads a state: beside a minister Kim Jong Gyu,
    'Kim' is Kim Jong Un.
    """
    seen: dict[str, set[str]] = {}
    for name in names:
        words = [w for w in name.split() if w.lower().strip(".") not in {s.strip(".") for s in SUFFIX}]
        parts = (
            {" ".join(words[i:]) for i in range(len(words))}
            | {" ".join(words[:i]) for i in range(1, len(words) + 1)}
            | {name}
        )
        if len(words) >= 3:
            parts.add(f"{words[0]} {words[-1]}")
        # 'Hassan Sheikh Mohamud', 'Gabriel Boric Font': the part that is used alone may stand in the middle
        parts |= {w for w in words[1:-1] if len(w) > 3 and w[:1].isupper() and w.isalpha()}
        for part in parts:
            if len(part) >= 3 or (part[:1].isupper() and len(part) == 2 and len(words) == 2):
                seen.setdefault(part, set()).add(name)
    meant = {part: full if len(full) == 1 else full.intersection(leaders) for part, full in seen.items()}
    return {part: next(iter(full)) for part, full in meant.items() if len(full) == 1}
