"""Words for people: dates, names, links. Everything from a document is made harmless here before it reaches a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)")
_QUALIFIERS = {"?": "perhaps ", "~": "about ", "%": "perhaps about "}

# Characters without a shape of their own, which can make a name look like another or turn the line around.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def clean(name: str) -> str:
    """A name without control, direction and invisible characters, on one line."""
    return " ".join(_UNSEEN.sub(" ", name).split())


def when(edtf: str) -> str:
    """An EDTF date in words: ``2024-05/2024-08`` is ``May 2024 to August 2024``; what is not known stays as it is."""
    first, slash, last = edtf.partition("/")
    if not slash:
        return _day(first)
    if first in ("", ".."):
        return f"until {_day(last)}"
    if last in ("", ".."):
        return f"since {_day(first)}"
    return f"{_day(first)} to {_day(last)}"


def _day(edtf: str) -> str:
    match = _DAY.fullmatch(edtf)
    if not match or (match[2] and not 1 <= int(match[2]) <= 12):
        return clean(edtf)
    year, month, day, doubt = match.groups()
    words = [str(int(day))] if day else []
    words += [_MONTHS[int(month) - 1]] if month else []
    return _QUALIFIERS.get(doubt, "") + " ".join([*words, str(int(year))])


def link(address: str | None) -> str | None:
    """The address if a browser may be sent there (http or https, with a host), else None."""
    if not address or _UNSEEN.search(address) or re.search(r"[\s\\<>\"'`]", address):
        return None
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - raises ValueError where the port is not a number
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc else None


def all_names(name: str, others: Iterable[str] = ()) -> list[str]:
    """The names of a contested feature to show side by side: alphabetical, without mere variants of one another.

    A name whose words all lie within another's is a variant of it (``Senkakus`` and ``the Senkaku`` of
    ``Senkaku Islands``). Names in the Latin script come first, for they are those that the page's readers can compare.
    """
    names = sorted({clean(n) for n in (name, *others)} - {""}, key=lambda n: (not n[0].isascii(), n.casefold(), n))
    words = {n: {w.rstrip("s") for w in re.findall(r"\w+", n.casefold())} - {"the"} for n in names}
    kept: list[str] = []
    for one in sorted(names, key=lambda n: (-len(words[n]), len(n), n)):
        if not any(words[one] <= words[other] for other in kept):
            kept.append(one)
    return [n for n in names if n in kept]


def side_by_side(names: Sequence[str], most: int = 4) -> str:
    """``Diaoyu Islands / Senkaku Islands``; beyond ``most`` names, how many more there are."""
    shown = " / ".join(names[:most])
    return f"{shown} / +{len(names) - most} more" if len(names) > most else shown
