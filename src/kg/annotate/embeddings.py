"""A word's vector, before its neighbours are looked at, computed once and remembered.

A quarter of the model's arithmetic turns each word by itself (its form, prefix, suffix and shape) into a vector, and
most words of a text were seen before. New words are computed in blocks of one size, so that the vector of a word does
not depend on which words came with it: the same text gives the same bytes, whatever was read before.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Any, cast

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model
from thinc.types import Ragged

_LIMIT = 30_000
"""Most words that are remembered, at less than a kilobyte each; then it begins anew."""
_BLOCK = 96
"""A multiple of the number of rows that any kernel multiplies at once (4, 6, 8, 12, 16, 32)."""
_NAME = "remembered"
_LAYERS = ("extract_features", "list2ragged", "with_array(ints-getitem", "with_array(maxout", "ragged2list")
"""How the layers of an embedding begin that looks at single words alone."""


def remember(nlp: Language) -> None:
    """Let the components of a pipeline remember the vectors of words, where they make them word by word."""
    for name in nlp.pipe_names:
        model = getattr(nlp.get_pipe(name), "model", None)
        for node in [n for n in model.walk() if n.name != _NAME] if isinstance(model, Model) else ():
            for at, layer in enumerate(node.layers):
                if _single(layer):
                    node.layers[at] = Model(_NAME, _forward, attrs={"vectors": _Vectors(layer)}, layers=[layer])


def is_remembered(node: Model[Any, Any]) -> bool:
    """Whether a layer gives vectors that are remembered."""
    return bool(node.name == _NAME)


def _single(layer: Model[Any, Any]) -> bool:
    names = [inner.name for inner in layer.layers]
    return len(names) == len(_LAYERS) and all(n.startswith(p) for n, p in zip(names, _LAYERS, strict=True))


def _forward(model: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[Any, Any]:
    if is_train:
        return model.layers[0](docs, is_train)
    return model.attrs["vectors"].of(docs), None


class _Vectors:
    """The vectors of words by the bytes of their features, as rows of one table."""

    def __init__(self, embedding: Model[Any, Any]) -> None:
        self._features, _, self._embed, self._mix, _ = embedding.layers
        self._rows: dict[bytes, int] = {}
        self._table = np.zeros((_BLOCK, embedding.get_dim("nO")), dtype=np.float32)

    def of(self, docs: list[Doc]) -> list[Any]:
        """For each document an array with a row for each of its words."""
        parts = self._features.predict(docs)
        if not parts:
            return []
        features = np.ascontiguousarray(np.concatenate(parts))
        words = features.view(f"V{features.shape[1] * features.itemsize}").ravel().tolist()
        rows: list[Any] = [*map(self._rows.get, words)]
        if None in rows:
            self._learn(words, features)
            rows = [self._rows[word] for word in words]
        vectors, ends = self._table[rows], [*accumulate(len(part) for part in parts)]
        return [vectors[end - len(part) : end] for part, end in zip(parts, ends, strict=True)]

    def _learn(self, words: list[bytes], features: Any) -> None:
        new = {word: n for n, word in reversed(list(enumerate(words))) if word not in self._rows}
        if len(self._rows) + len(new) > _LIMIT:
            self._rows.clear()
            new = {word: n for n, word in reversed(list(enumerate(words)))}
        at = list(new.values())
        for first in range(0, len(at), _BLOCK):
            block = features[at[first : first + _BLOCK]]
            count, start = len(block), len(self._rows)
            block = np.pad(block, ((0, _BLOCK - count), (0, 0)))
            row: Any = Ragged(cast(Any, block), cast(Any, np.asarray([_BLOCK], dtype="i")))
            vectors = self._mix.predict(self._embed.predict(row)).data[:count]
            while len(self._table) < start + count:
                self._table = np.concatenate([self._table, np.zeros_like(self._table)])
            self._table[start : start + count] = vectors
            self._rows.update((words[n], start + k) for k, n in enumerate(at[first : first + _BLOCK]))
