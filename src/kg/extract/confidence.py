"""How sure a claim is: the share of claims, read in the same way, that turned out right on annotated text.

A logistic regression over what the claim itself tells of how it was read: relation, rule, stance, and each step of
the trace with its names taken out. Its weights are data (``graph/frames/confidence.json``), which
``tools/fit_confidence.py`` fits.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.core.model import Claim
from kg.extract.weights import read_weights

WEIGHTS = "graph/frames/confidence.json"
"""Where a project has its weights."""
_LONGEST = 80
"""Characters of a step that tell one way of reading from another."""
_WORD = 24
"""The longest word of a step that is looked at."""
_QUOTED = re.compile(r"'([^']*)'")
_QUOTES = re.compile(r"'.*'")
_MEANT = re.compile(r" = .*?: ")
_DATE = re.compile(r"^date \S+")
_OF = re.compile(r"^of [A-Z].*")
_NUMBER = re.compile(r"\d+")
_ROLES = ("subject", "object")
_WIDTH, _WIDEST = 25, 6
"""Evidence is told apart by its length, in steps of so many characters, up to so many steps."""


def step(line: str) -> str:
    """A line of a trace without its words, names, dates and numbers: ``subject _ (nsubj): pronoun: last subject``."""
    if " = " in line:
        line = _MEANT.sub(": ", line, count=1)
    if "'" in line:
        line = _QUOTES.sub("_", line)
    if line.startswith(("date ", "of ")):
        line = _OF.sub("of _", _DATE.sub("date", line))
    return _NUMBER.sub("#", line)[:_LONGEST]


def features(claim: Claim) -> frozenset[str]:
    """What a claim tells of how it was read."""
    relation = claim.relation
    found = {f"relation={relation}", f"rule={claim.rule}"}
    kinds, links = set(), []
    for line in claim.trace:
        told = step(line)
        kind = told.partition(" ")[0]
        kinds.add(kind)
        found |= {told, f"{relation}~{told}"}
        if kind in _ROLES:
            links.append(told.rpartition(": ")[2])
        word = _QUOTED.search(line)
        if word and word[1].islower() and len(word[1]) <= _WORD:
            found |= {f"{kind}={word[1]}", f"{relation}~{kind}={word[1]}"}
    found |= {f"{relation}~no {kind}" for kind in ("date", *_ROLES) if kind not in kinds}
    found.add(f"links={'|'.join(sorted(links)) or 'none'}")
    length = min(_WIDEST, (claim.evidence.end - claim.evidence.start) // _WIDTH)
    found |= {f"length={length}", f"{relation}~length={length}"}
    others = {"stance": claim.stance, "place": claim.place is not None, "object": claim.object is not None,
              "holder": claim.holder is not None}  # fmt: skip
    return frozenset(found | {f"{relation}~{name}={value}" for name, value in others.items()})


@dataclass(frozen=True, slots=True)
class Confidence:
    """How sure claims are; without weights all are as sure as ``bias`` says."""

    bias: float = 0.0
    weights: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> Confidence:
        """The weights of a file; DataError where it holds none."""
        data = read_weights(path, "tools/fit_confidence.py")
        return cls(data.bias, data.weights)

    def known(self, claim: Claim) -> Iterator[tuple[str, float]]:
        """What of a claim has a weight, with it, the heaviest first."""
        return iter(sorted(self._told(claim), key=lambda pair: (-abs(pair[1]), pair[0])))

    def of(self, claim: Claim) -> float:
        """From 0.01 to 0.99, in hundredths."""
        total = math.fsum([self.bias, *filter(None, map(self.weights.get, features(claim)))])
        return min(0.99, max(0.01, round(1 / (1 + math.exp(-total)), 2)))

    def _told(self, claim: Claim) -> Iterator[tuple[str, float]]:
        return ((name, self.weights[name]) for name in self.weights.keys() & features(claim))
