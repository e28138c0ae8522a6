"""Compare graph/lexicon/states.tsv with the Unicode CLDR, and add the English names that it lacks.

    python tools/make_states.py            # say what CLDR has and the table has not; exit code 1 if anything
    python tools/make_states.py --write    # add the missing names as aliases

CLDR (through Babel, BSD-3; install it with ``pip install babel``) gives the codes and names of states and
territories. Adjectives, peoples, capitals and metonyms are ours: no packaged source of a permissive licence has
them. A name that another row already has, and a name in brackets (``Myanmar (Burma)``), is not added.
"""

from __future__ import annotations

import sys
from pathlib import Path

TABLE = Path(__file__).parents[1] / "graph" / "lexicon" / "states.tsv"
# CLDR's codes that are no territory of their own here: groups, outlying bases, and codes for testing.
NOT_OURS = {
    "EU",
    "EZ",
    "UN",
    "QO",
    "ZZ",
    "XA",
    "XB",
    "AC",
    "CP",
    "CQ",
    "DG",
    "EA",
    "IC",
    "TA",
    "SJ",
    "SU",
    "YU",
    "CS",
    "DD",
}


def cldr_names() -> dict[str, set[str]]:
    """ISO code -> the English names of CLDR."""
    from babel import Locale

    names: dict[str, set[str]] = {}
    for locale in ("en", "en_GB", "en_AU", "en_CA", "en_IN"):
        for code, name in Locale.parse(locale).territories.items():
            if len(code) == 2 and code.isalpha() and code not in NOT_OURS:
                names.setdefault(code, set()).add(name)
    return names


def forms(row: list[str]) -> set[str]:
    """The names in a row, without their marks and accents of spelling."""
    return {plain(f.split("@")[0].rstrip("?=")) for f in [row[1], *row[4].split("|")] if f}


def plain(name: str) -> str:
    """The name with CLDR's typography as the gazetteer reads it."""
    return name.replace("’", "'").replace("&", "and").replace("St. ", "Saint ").replace("St ", "Saint ")


def main() -> int:
    lines = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()]
    rows = {line[0]: line for line in lines[1:]}
    taken = {form for row in rows.values() for form in forms(row)}
    missing = 0
    for code, names in sorted(cldr_names().items()):
        if code not in rows:
            print(f"{code}: no row ({', '.join(sorted(names))})")
            missing += 1
            continue
        for name in sorted(n for n in names if "(" not in n and " SAR China" not in n and plain(n) not in taken):
            print(f"{code}: {name}")
            missing += 1
            rows[code][4] = "|".join(filter(None, [rows[code][4], name]))
    if "--write" in sys.argv[1:]:
        TABLE.write_text("".join("\t".join(line) + "\n" for line in lines), "utf-8")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
