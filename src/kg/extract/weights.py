"""Files of weights of what is known of a claim, as ``tools/`` fits them."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from kg.core.errors import DataError


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each feature by its name, that of all (``bias``), and of which relations they are."""

    weights: Mapping[str, float]
    bias: float = 0.0
    relations: tuple[str, ...] = ()


def read_weights(path: Path, tool: str) -> Weights:
    """The weights of a file; DataError where it holds none, with the tool that makes them anew."""
    try:
        data = json.loads(path.read_text("utf-8"))
        weights = {str(name): float(weight) for name, weight in data["weights"].items()}
        return Weights(weights, float(data.get("bias", 0)), tuple(map(str, data.get("relations", ()))))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        remedy = f"fit it anew with {tool}, or remove the file to use the packaged one"
        raise DataError("holds no weights", where=path.name, remedy=remedy) from error


def likelihoods(weights: Mapping[str, float], known: Sequence[Set[str]]) -> list[float]:
    """How likely each of several is by what is known of it, in a conditional logit (McFadden 1974): from 0 to 1,
    together 1.
    """
    sums = [math.fsum(filter(None, map(weights.get, features))) for features in known]
    most = max(sums)
    each = [math.exp(x - most) for x in sums]
    together = math.fsum(each)
    return [x / together for x in each]
