"""Score extraction on the annotated passages of ``tests/golden/passages``: by relation, on one half.

    python tools/score_passages.py FAMILY... [--blind] [--misses]

``FAMILY`` is the name of a file (``ties``); ``--misses`` shows what is missed and what is false, of the odd half alone.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import kg
from kg.core.model import Claim
from kg.evaluate.score import pair

ROOT = Path(__file__).resolve().parents[1]
PASSAGES = ROOT / "tests" / "golden" / "passages"
_FACT = re.compile(r"[=?] ")
Fact = dict[str, Any]


@dataclass(frozen=True)
class Passage:
    """One passage: its number in the file (from 1), day, style, text and facts."""

    number: int
    day: str
    style: str
    text: str
    facts: list[Fact]

    @property
    def document(self) -> str:
        """The text with its front matter, as it is read."""
        return f"---\npublished: {self.day}\npublisher: {self.style}\n---\n\n{self.text}\n"


def passages(path: Path) -> Iterator[Passage]:
    """The passages of a file, in order."""
    blocks = re.split(r"(?m)^### ", path.read_text("utf-8"))[1:]
    for number, block in enumerate(blocks, 1):
        head, _, rest = block.partition("\n")
        day, style = head.split()
        lines = rest.splitlines()
        text = "\n".join(line for line in lines if not _FACT.match(line)).strip()
        yield Passage(number, day, style, text, [_fact(line) for line in lines if _FACT.match(line)])


def _fact(line: str) -> Fact:
    cells = [cell.strip() for cell in line[2:].split("|")]
    cells += ["-", "-", ""][len(cells) - 4 :]
    stance, _, holder = cells[3].partition(":")
    alt = {
        side: [n.strip() for n in cell.split(";")] for side, cell in (("s", cells[4]), ("o", cells[5])) if cell != "-"
    }
    return {
        "s": None if cells[0] == "-" else cells[0], "r": cells[1], "o": None if cells[2] == "-" else cells[2],
        "date": None, "place": None, "stance": stance.strip(), "holder": holder.strip() or None, "quote": cells[6],
        "optional": line[0] == "?", "alt": alt,
    }  # fmt: skip


def read(app: kg.App, found: list[Passage]) -> Iterator[tuple[Passage, Sequence[Claim]]]:
    """What is extracted of each passage."""
    with tempfile.TemporaryDirectory() as folder:
        for passage in found:
            path = Path(folder) / f"{passage.number:03d}.txt"
            path.write_text(passage.document, "utf-8")
            yield passage, app.extract(path).claims


def main() -> int:
    """Print a line a relation and one for all of each family."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("families", nargs="+", choices=sorted(p.stem for p in PASSAGES.glob("*.txt")))
    parser.add_argument("--blind", action="store_true", help="the even passages, which nobody looks at")
    parser.add_argument("--misses", action="store_true", help="show what is missed and what is false")
    options = parser.parse_args()
    if options.blind and options.misses:
        parser.error("nobody looks at what is missed in the blind half")
    app = kg.open(ROOT)
    for family in options.families:
        every = list(passages(PASSAGES / f"{family}.txt"))
        relations = {fact["r"] for passage in every for fact in passage.facts}
        half = [passage for passage in every if (passage.number % 2 == 0) == options.blind]
        tally: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for passage, claims in read(app, half):
            mine = [claim.row() for claim in claims if claim.relation in relations]
            got, used = pair(passage.facts, mine, passage.document)
            missed = [f for i, f in enumerate(passage.facts) if i not in got and not f["optional"]]
            false = [row for j, row in enumerate(mine) if j not in used]
            for i in got:
                tally[passage.facts[i]["r"]]["true"] += not passage.facts[i]["optional"]
            for fact in missed:
                tally[fact["r"]]["missed"] += 1
            for row in false:
                tally[row["r"]]["false"] += 1
            if options.misses and (missed or false):
                print(f"{family} {passage.number}: {passage.text}")
                for kind, facts in (("missed", missed), ("false", false)):
                    for fact in facts:
                        print(f"  {kind}: {fact['s']} {fact['r']} {fact['o']} ({fact['stance']})")
        for relation in sorted(tally):
            print(_line(f"{family} {relation}", tally[relation]))
        print(_line(f"{family} all", sum(tally.values(), Counter())))
    return 0


def _line(name: str, counts: Counter[str]) -> str:
    true, missed, false = counts["true"], counts["missed"], counts["false"]
    precision, recall = true / max(1, true + false), true / max(1, true + missed)
    f1 = 2 * true / max(1, 2 * true + missed + false)
    return f"{name:26s} P={precision:.3f} R={recall:.3f} F1={f1:.3f}  true {true} missed {missed} false {false}"


if __name__ == "__main__":
    sys.exit(main())
