"""Stress majorisation: places points so that their distance on paper follows a wished distance.

Only additions, products, quotients and square roots of Python floats are used, which IEEE 754 defines to the bit.
The method is that of Gansner, Koren and North (2004), node by node.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from math import sqrt


def stress(
    wished: Sequence[Sequence[float]], chance: random.Random, rounds: int, side: float
) -> list[tuple[float, float]]:
    """Points for a symmetric matrix of wished distances (> 0 off the diagonal), from a random start in a square."""
    count = len(wished)
    xs = [side * chance.random() for _ in wished]
    ys = [side * chance.random() for _ in wished]
    for _ in range(rounds):
        for i in range(count):
            x, y, row, sx, sy, weights = xs[i], ys[i], wished[i], 0.0, 0.0, 0.0
            for j in range(count):
                if i == j:
                    continue
                wish, dx, dy = row[j], x - xs[j], y - ys[j]
                weight, pull = 1.0 / (wish * wish), wish / (sqrt(dx * dx + dy * dy) or 1.0)
                sx += weight * (xs[j] + dx * pull)
                sy += weight * (ys[j] + dy * pull)
                weights += weight
            xs[i], ys[i] = sx / weights, sy / weights
    return list(zip(xs, ys, strict=True))
