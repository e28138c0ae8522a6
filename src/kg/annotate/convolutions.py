"""The layers that look at a word's neighbours, computed for the words that are read and in few passes over memory.

The encoder of spaCy's models is a row of equal layers: a word's vector and those beside it (a window) go through a
product of matrices, the greatest of some pieces is taken, normalised, and added to the vector. spaCy sets as many empty
rows between two sentences as there are layers, and takes them along through all of these. Here a layer computes only
what the next ones look at; the pieces lie apart, so that the greatest is taken of whole columns; and no gradients are
prepared.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.lib.stride_tricks import as_strided
from spacy.language import Language
from thinc.api import Model

_NAME = "convolutions"
_LAYERS = ("expand_window", "maxout", "layernorm", "dropout")
"""The parts of one layer, in their order."""
_ROWS = 384
"""Rows that go through a layer at once: what they take in between stays in a processor's cache."""
_LITTLE = 1e-8
"""Added to a variance, as thinc does, so that it is never zero."""


class _Layer(NamedTuple):
    """The parameters of one layer."""

    weights: Any
    """(3 words * width, pieces * width): the columns of the first piece, then those of the second .."""
    bias: Any
    gain: Any
    shift: Any

    def of(self, windows: Any) -> Any:
        """What the layer adds to the words in the middle of windows, a row each."""
        width = len(self.gain)
        pieces = windows @ self.weights
        pieces += self.bias
        out = np.maximum(pieces[:, :width], pieces[:, width : 2 * width])
        for at in range(2 * width, pieces.shape[1], width):
            np.maximum(out, pieces[:, at : at + width], out=out)
        out -= np.add.reduce(out, axis=1, keepdims=True) / np.float32(width)
        spread = np.add.reduce(np.multiply(out, out, out=pieces[:, :width]), axis=1, keepdims=True)
        spread /= np.float32(width)
        spread += np.float32(_LITTLE)
        out *= spread ** np.float32(-0.5)
        out *= self.gain
        out += self.shift
        return out


def fuse(nlp: Language) -> None:
    """Let the components of a pipeline compute their convolutions here, where they are built as it is known here."""
    for name in nlp.pipe_names:
        model = getattr(nlp.get_pipe(name), "model", None)
        for node in [n for n in model.walk() if n.name != _NAME] if isinstance(model, Model) else ():
            for at, layer in enumerate(node.layers):
                if (found := _layers(layer)) is not None:
                    node.layers[at] = Model(_NAME, _forward, attrs={"encoder": _Encoder(found)}, layers=[layer])


def _layers(node: Model[Any, Any]) -> list[_Layer] | None:
    """The layers of an encoder, whose windows are of three words each; None for any other model."""
    inner = node.layers[0] if node.name.startswith("with_array(") and node.layers else None
    if inner is None or not inner.layers or not all(n.name.startswith("residual(") for n in inner.layers):
        return None
    out = []
    for residual in inner.layers:
        parts = [n for n in residual.walk(order="dfs_pre") if not n.layers]
        if tuple(n.name for n in parts) != _LAYERS or parts[0].attrs["window_size"] != 1:
            return None
        _, maxout, norm, _ = parts
        bias: Any = maxout.get_param("b")
        weights: Any = maxout.get_param("W")  # width, pieces, 3 words * width
        width, count, length = weights.shape
        if length != 3 * width or count < 2:
            return None
        apart = weights.transpose(1, 0, 2).reshape(count * width, length)
        out.append(_Layer(np.ascontiguousarray(apart.T), bias.T.ravel(), norm.get_param("G"), norm.get_param("b")))
    return out if node.attrs["pad"] == len(out) else None


def _forward(model: Model[Any, Any], vectors: list[Any], is_train: bool) -> tuple[Any, Any]:
    if is_train or not isinstance(vectors, list):
        return model.layers[0](vectors, is_train)
    return model.attrs["encoder"].of(vectors), None


class _Encoder:
    """All layers, one after the other."""

    def __init__(self, layers: Sequence[_Layer]) -> None:
        self.layers = layers
        width = len(layers[0].gain)
        row = np.zeros((1, width), dtype=np.float32)
        self._far = []
        """What is added by each layer but the last where no word is near."""
        for layer in layers:
            self._far.append(added := layer.of(np.concatenate([row, row, row], axis=1)))
            row = row + added

    def of(self, sentences: Sequence[Any]) -> list[Any]:
        """For each sentence an array with a row for each word: itself with its neighbours taken into account."""
        depth, width = len(self.layers), len(self.layers[0].gain)
        lengths = np.array([len(s) for s in sentences])
        total = int(lengths.sum())
        if not total:
            return list(sentences)
        # one row more at each end, so that all have a neighbour
        first = np.cumsum(lengths) - lengths
        words = np.arange(total) + np.repeat(1 + depth * np.arange(1, len(lengths) + 1), lengths)
        size = total + depth * (len(lengths) + 1) + 2
        table = np.zeros((size, width), dtype=np.float32)
        table[words] = np.concatenate(list(sentences))
        away = self._away(lengths, first, size)
        step = table.strides[0]
        windows = as_strided(table, (size - 2, 3 * width), (step, table.itemsize))
        out: Any = None
        for n, (layer, far) in enumerate(zip(self.layers, self._far, strict=True), 1):
            near = np.flatnonzero(away <= min(n, depth - n)) if n < depth else words
            out = np.empty((len(near), width), dtype=np.float32)
            for at in range(0, len(near), _ROWS):
                some = windows[near[at : at + _ROWS] - 1]
                np.add(some[:, width : 2 * width], layer.of(some), out=out[at : at + _ROWS])
            if n < depth:
                table[near] = out
                table[(away > n) & (away <= depth - n)] += far
        ends = np.cumsum(lengths).tolist()
        return [out[end - length : end] for end, length in zip(ends, lengths.tolist(), strict=True)]

    def _away(self, lengths: Any, first: Any, size: int) -> Any:
        """How far each row is from the nearest word: 0 where it is one."""
        depth = len(self.layers)
        gap = np.minimum(np.arange(1, depth + 1), np.arange(depth, 0, -1))
        away = np.zeros(size, dtype=np.intp)
        starts = 1 + first + depth * np.arange(len(lengths))
        starts = np.append(starts, size - 1 - depth)
        away[(starts[:, None] + np.arange(depth)).ravel()] = np.tile(gap, len(starts))
        away[[0, -1]] = size
        return away
