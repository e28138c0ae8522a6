"""Write graph/reference/states.tsv and state-names.tsv from packaged sources.

    python tools/write_states.py            # write both files
    python tools/write_states.py --check    # exit code 1 where they differ from what would be written

The states are those of ``graph/lexicon/states.tsv`` (members and observers of the UN, states of partial recognition,
associated states). Three packages say the rest, each pinned below, since another version has other data:

- Babel (BSD-3), with the Unicode CLDR: names in the UN's six languages and in Japanese, Korean, Vietnamese, Filipino
  and Malay;
- countryinfo (MIT): capitals;
- rigour (MIT): alpha-3 codes, official names, Wikidata identifiers. Its dependency PyICU is source only on PyPI, and is
  not needed here: ``pip install --no-deps rigour==2.6.1``.

Nothing is guessed: a capital that the lexicon does not know for that state or that is itself in dispute, and an
official name where statehood is contested or a name stands in brackets, are left blank.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import sys
import types
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
LEXICON = ROOT / "graph" / "lexicon" / "states.tsv"
STATES = ROOT / "graph" / "reference" / "states.tsv"
NAMES = ROOT / "graph" / "reference" / "state-names.tsv"
PINNED = {"babel": "2.18.0", "countryinfo": "1.0.1", "rigour": "2.6.1"}
PAGES = {
    "babel": "https://github.com/python-babel/babel/tree/v2.18.0",
    "countryinfo": "https://github.com/porimol/countryinfo",
    "rigour": "https://github.com/opensanctions/rigour",
}
LANGUAGES = ("ar", "en", "es", "fil", "fr", "ja", "ko", "ms", "ru", "vi", "zh")
TYPES = ("member", "observer", "partial", "associated")
RETRIEVED = "2026-11-24"
# The status of Jerusalem is a position of its claimants, not a fact of this table.
CONTESTED_CAPITALS = ("IL", "PS")


def source(*packages: str) -> str:
    """The addresses of the packages' own pages, in the form of the column ``source``."""
    return "|".join(PAGES[p] for p in packages)


def lexicon() -> dict[str, list[str]]:
    """ISO code -> the row of the lexicon, for what is a state."""
    rows = [line.split("\t") for line in LEXICON.read_text("utf-8").splitlines()[1:]]
    return {row[0]: row for row in rows if row[2] in TYPES}


def territories() -> dict[str, dict[str, object]]:
    """Rigour's record of each territory by its code, read without importing what needs PyICU."""
    spec = importlib.util.find_spec("rigour")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("rigour is not installed: pip install --no-deps rigour==" + PINNED["rigour"])
    package = types.ModuleType("rigour")
    package.__path__ = [str(Path(spec.origin).parent)]
    before = sys.modules.get("rigour")
    sys.modules["rigour"] = package
    try:
        core = importlib.import_module("rigour._core")
    finally:
        if before is not None:
            sys.modules["rigour"] = before
    records = (json.loads(line) for line in core.territories_jsonl().splitlines())
    return {str(record["code"]).upper(): record for record in records}


def capitals() -> dict[str, str]:
    """ISO code -> capital, as countryinfo has it."""
    import countryinfo

    found: dict[str, str] = {}
    for path in sorted((Path(countryinfo.__file__).parent / "data").glob("*.json")):
        record = json.loads(path.read_text("utf-8"))
        if "ISO" in record and record.get("capital"):
            found[record["ISO"]["alpha2"]] = record["capital"]
    return found


def states_table() -> str:
    """The text of states.tsv."""
    places, towns = territories(), capitals()
    lines = ["code\talpha3\tname\tofficial\tcapital\twikidata\tsource\tretrieved"]
    for code, row in sorted(lexicon().items()):
        place, town = places[code], towns.get(code, "")
        official = str(place["full_name"])
        if "claims" in place or "(" in official or official in (row[1], place["name"]):
            official = ""
        known = any(form.startswith(town) for form in row[7].split("|"))
        capital = town if town and known and code not in CONTESTED_CAPITALS else ""
        cells = [code, str(place["alpha3"]).upper(), row[1], official, capital, str(place["qid"])]
        lines.append("\t".join([*cells, source("rigour", *(["countryinfo"] if capital else [])), RETRIEVED]))
    return "\n".join(lines) + "\n"


def names_table() -> str:
    """The text of state-names.tsv."""
    from babel import Locale

    locales = {language: Locale.parse(language).territories for language in LANGUAGES}
    lines = ["code\tlang\tname\tsource\tretrieved"]
    for code in sorted(lexicon()):
        lines += [
            "\t".join([code, language, names[code], source("babel"), RETRIEVED])
            for language, names in locales.items()
            if code in names
        ]
    return "\n".join(lines) + "\n"


def main() -> int:
    for package, wanted in PINNED.items():
        if (found := version(package)) != wanted:
            print(
                f"write_states: {package} {found} is installed, and the tables are made with {wanted}", file=sys.stderr
            )
            return 2
    different = 0
    for path, text in ((STATES, states_table()), (NAMES, names_table())):
        if "--check" not in sys.argv[1:]:
            path.write_text(text, "utf-8")
        elif path.read_text("utf-8") != text:
            print(f"write_states: {path.name} differs", file=sys.stderr)
            different = 1
    return different


if __name__ == "__main__":
    sys.exit(main())
