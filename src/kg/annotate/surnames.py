"""Later mentions of persons by a part of the name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from ahocorasick_rs import AhoCorasick

from kg.annotate.people_words import SUFFIX


def surname_search(known: Iterable[str]) -> AhoCorasick | None:
    """A search for parts of names; None where there are none."""
    parts = sorted(known)
    return AhoCorasick(parts) if parts else None  # made in a fraction of the time of a pattern


_BEFORE, _BEHIND = re.compile(r"[\w’'-]"), re.compile(r"[\w-]")
"""What goes on with a word before it or behind it."""


def surnames(
    text: str,
    start: int,
    end: int,
    known: dict[str, str],
    taken: Sequence[tuple[int, int]],
    search: AhoCorasick | None,
) -> list[tuple[int, int, str]]:
    """Later mentions of known persons by a part of the name, as ``search`` finds them: (start, end, full name)."""
    if search is None:
        return []
    found = search.find_matches_as_indexes(text[start:end], overlapping=True)
    spans = ((start + first, start + last) for _, first, last in found)
    whole = [s for s in spans if not (s[0] and _BEFORE.match(text, s[0] - 1)) and not _BEHIND.match(text, s[1], end)]
    out, reached = [], start
    for first, last in sorted(whole, key=lambda s: (s[0], -s[1])):
        if first < reached:
            continue
        reached = last
        if all(last <= a or b <= first for a, b in taken):
            out.append((first, last, known[text[first:last]]))
    return out


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
