"""What the tools that fit weights to annotated text share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from score_passages import ROOT

ARTICLES = ROOT / "tests" / "golden" / "articles"
BLIND = tuple((ROOT / "tests" / "golden" / "blind.txt").read_text("utf-8").split())
"""How the names of the articles begin that have no part in fitting."""
_LIGHTEST = 0.02
"""Weights that hardly move a likelihood are left out."""


def annotated(*, blind: bool) -> Iterator[tuple[Path, Path]]:
    """The articles, each with its gold facts: those that are blind, or all others."""
    for path in sorted(ARTICLES.glob("*.txt")):
        gold = path.with_name(f"{path.stem}.gold.jsonl")
        if gold.exists() and path.stem.startswith(BLIND) is blind:
            yield path, gold


def matrix(rows: Sequence[Collection[str]], rarest: int) -> tuple[Any, list[str]]:
    """Which row has which feature, as a sparse matrix of ones, with the names of its columns, sorted: those of the
    features that so many rows have.
    """
    often = Counter(chain.from_iterable(rows))
    names = sorted(name for name, times in often.items() if times >= rarest)
    place = {name: n for n, name in enumerate(names)}
    columns = [sorted(place[name] for name in row if name in place) for row in rows]
    ends = np.cumsum([0, *map(len, columns)])
    return csr_matrix((np.ones(ends[-1]), np.concatenate(columns), ends), (len(rows), len(names))), names


def conditional_logit(
    known: Sequence[Sequence[Collection[str]]], right: Sequence[Sequence[bool]], rarest: int, penalty: float
) -> dict[str, float]:
    """The weights of features under which what is right of each choice is likeliest, less a penalty on their squares.

    ``known``: of each choice, what is known of each that it offers; ``right``: which of these are right, one at least.
    """
    told, names = matrix([*chain.from_iterable(known)], rarest)
    sizes = np.array([len(choice) for choice in known])
    starts = np.cumsum(sizes) - sizes
    true = np.array([*chain.from_iterable(right)], dtype=float)

    def loss(weights: Any) -> tuple[float, Any]:
        sums = told @ weights
        each = np.exp(sums - np.repeat(np.maximum.reduceat(sums, starts), sizes))
        share = each / np.repeat(np.add.reduceat(each, starts), sizes)
        of_right = np.add.reduceat(share * true, starts)
        slope = share - share * true / np.repeat(of_right, sizes)
        return -np.log(of_right).sum() + penalty / 2 * (weights @ weights), told.T @ slope + penalty * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return {name: round(float(w), 3) for name, w in zip(names, found, strict=True) if abs(w) >= _LIGHTEST}
