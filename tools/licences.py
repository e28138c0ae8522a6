"""List the licences of what ``pip install kg`` brings along, and fail where one is the GPL or the AGPL.

Run as ``python tools/licences.py``. The packages are those that the installed ``kg`` requires, directly or not,
without extras; the licence is what each one's metadata says.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_COPYLEFT = re.compile(r"(?<![A-Za-z])A?GPL|(?<!Lesser )(?:GNU (?:Affero )?General Public)", re.IGNORECASE)


def closure(root: str) -> list[str]:
    """The installed packages that ``root`` needs on this system, sorted, ``root`` left out."""
    seen: set[str] = set()
    todo = [root]
    while todo:
        name = todo.pop()
        try:
            requires = distribution(name).requires or []
        except PackageNotFoundError:
            continue  # needed on another system only
        for text in requires:
            requirement = Requirement(text)
            needed = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
            key = canonicalize_name(requirement.name)
            if needed and key not in seen:
                seen.add(key)
                todo.append(key)
    return sorted(seen)


def licence(name: str) -> str:
    """What a package's metadata says of its licence, in one line; empty where it says nothing."""
    meta = distribution(name).metadata
    found = [meta.get("License-Expression") or ""]
    found += [c.removeprefix("License :: ").removeprefix("OSI Approved :: ")
              for c in meta.get_all("Classifier") or [] if c.startswith("License ::")]  # fmt: skip
    # some packages put the whole text into this field: its first line names it
    found.append((meta.get("License") or "").strip().split("\n")[0][:80])
    return "; ".join(dict.fromkeys(text for text in found if text))


def forbidden(licences: str) -> bool:
    """Whether these words allow nothing but the GPL or AGPL."""
    choices = re.split(r";|\bOR\b", licences)
    return bool(licences) and all(_COPYLEFT.search(choice) for choice in choices)


def main() -> int:
    names = [name for name in closure("kg") if _installed(name)]
    found = {name: licence(name) for name in names}
    for name, words in found.items():
        print(f"{name:28} {words or '(not told)'}")
    bad = [name for name, words in found.items() if forbidden(words)]
    if bad:
        print(f"GPL or AGPL: {', '.join(bad)}; find another package", file=sys.stderr)
    return 1 if bad else 0


def _installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
