"""Fit how sure claims are: the weights of ``graph/frames/confidence.json``, from annotated text.

    python tools/fit_confidence.py [--check]

Claims of the open articles, of the odd passages and of the bank under ``tests/golden`` are told right or wrong by
their gold facts, and a logistic regression with an L2 penalty is fitted to what each claim tells of how it was read
(``kg.extract.confidence.features``). What the penalty and the rarest feature should be was chosen on every third file
of the bank. Then it is printed, band by band, how many claims of texts that had no part in it were right: blind
articles, even passages, and, with ``--check``, every third file of the bank, which is then left out (and nothing is
written).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

import kg
from fitting import annotated, matrix
from kg.core.model import Claim
from kg.evaluate.score import BANDS, Fact, band, load_facts, pair
from kg.extract.confidence import WEIGHTS, Confidence, features
from kg.files import write_atomic
from score_passages import PASSAGES, ROOT, passages, read

BANK = ROOT / "tests" / "golden" / "bank"
_PENALTY = 10.0
_RAREST = 5
_LIGHTEST = 0.02
"""Weights that move a confidence by less than half a hundredth are left out."""
_UNTOLD = frozenset({"holdsOffice", "treatyType"})
"""What the bank does not annotate."""
Judged = tuple[Claim, bool]


def judged(claims: Sequence[Claim], gold: Sequence[Fact], text: str) -> Iterator[Judged]:
    """Each claim with whether it is right; those that careful readers could differ on are left out."""
    pairs, right = pair(gold, [claim.row() for claim in claims], text)
    sure = {found for place, found in pairs.items() if not gold[place].get("optional")}
    for number, claim in enumerate(claims):
        if number in sure or number not in right:
            yield claim, number in sure


def articles(app: kg.App, *, blind: bool) -> Iterator[Judged]:
    """The claims of annotated articles."""
    for path, gold in annotated(blind=blind):
        yield from judged(app.extract(path).claims, load_facts(gold), path.read_text("utf-8"))


def from_passages(app: kg.App, files: Iterable[Path], rest: int | None, relations: frozenset[str]) -> Iterator[Judged]:
    """The claims of annotated passages: the odd ones (``rest`` 1), the even ones (0) or all; of what their files
    annotate, which is all but ``relations``, or, where none are named, what occurs in them.
    """
    for path in files:
        every = list(passages(path))
        told = {fact["r"] for passage in every for fact in passage.facts}
        half = [passage for passage in every if rest is None or passage.number % 2 == rest]
        for passage, claims in read(app, half):
            mine = [c for c in claims if (c.relation not in relations if relations else c.relation in told)]
            yield from judged(mine, passage.facts, passage.document)


def fit(known: Sequence[Judged]) -> Confidence:
    """The weights under which what is known is likeliest, less a penalty on their squares."""
    rows = [features(claim) for claim, _ in known]
    told, names = matrix(rows, _RAREST)
    right = np.array([float(true) for _, true in known])

    def loss(weights: Any) -> tuple[float, Any]:
        total = told @ weights[1:] + weights[0]
        share = 1 / (1 + np.exp(-total))
        value = np.logaddexp(0, total).sum() - right @ total + _PENALTY / 2 * (weights @ weights)
        slope = share - right
        return value, np.concatenate([[slope.sum()], told.T @ slope]) + _PENALTY * weights

    found = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 2000}).x
    weights = {name: round(float(w), 3) for name, w in zip(names, found[1:], strict=True) if abs(w) >= _LIGHTEST}
    return Confidence(round(float(found[0]), 3), weights)


def table(name: str, confidence: Confidence, known: Iterable[Judged]) -> str:
    """How many claims are in each band of confidence, and what share of them is right."""
    tally: Counter[tuple[float, bool]] = Counter()
    for claim, true in known:
        tally[band(confidence.of(claim)), true] += 1
    cells = [(lower, tally[lower, True], tally[lower, True] + tally[lower, False]) for lower in BANDS]
    return f"{name}: " + ", ".join(
        f"from {lower:g} {right / max(1, all_):.2f} of {all_}" for lower, right, all_ in cells
    )


def main() -> int:
    """Fit, print the tables, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="leave a third of the bank out, and write nothing")
    options = parser.parse_args()
    app = kg.open(ROOT)
    app.keep(0.0)
    bank = sorted(BANK.glob("*.txt"))
    aside = bank[::3] if options.check else []
    families = sorted(PASSAGES.glob("*.txt"))
    known = [*articles(app, blind=False), *from_passages(app, families, 1, frozenset()),
             *from_passages(app, (path for path in bank if path not in aside), None, _UNTOLD)]  # fmt: skip
    confidence = fit(known)
    print(f"{len(known)} claims, {len(confidence.weights)} weights")
    print(table("blind articles", confidence, articles(app, blind=True)))
    print(table("even passages", confidence, from_passages(app, families, 0, frozenset())))
    if options.check:
        print(table("bank, left out", confidence, from_passages(app, aside, None, _UNTOLD)))
        return 0
    data = {"bias": confidence.bias, "weights": confidence.weights}
    write_atomic(ROOT / WEIGHTS, json.dumps(data, indent=0, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
