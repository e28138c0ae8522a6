"""The model's products of matrices by the linear algebra of numpy, which takes a third of the time of spaCy's own.

How the last bit of a row of a product is rounded may depend there on the rows beside it and on the number of threads.
So each document is multiplied by itself, in one thread (:func:`one_thread`): the same text gives the same bytes. What
is remembered from one document to the next (``annotate.embeddings``) stays with spaCy's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import cache
from typing import Any

import numpy as np
from spacy.language import Language
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController

from kg.annotate.embeddings import is_remembered


class Arithmetic(NumpyOps):  # type: ignore[misc]
    """Thinc's arithmetic with numpy's product of matrices."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """``x @ y``, each transposed before where that is asked for."""
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


def quicken(nlp: Language) -> None:
    """Let the components of a pipeline multiply by numpy, but for what they remember."""
    arithmetic = Arithmetic()
    for name in nlp.pipe_names:
        model = getattr(nlp.get_pipe(name), "model", None)
        for node in _nodes(model) if isinstance(model, Model) else ():
            if type(node.ops) is NumpyOps:
                node.ops = arithmetic


def _nodes(model: Model[Any, Any]) -> Iterator[Model[Any, Any]]:
    """The layers of a model but those under a remembered one."""
    yield model
    for layer in model.layers if not is_remembered(model) else ():
        yield from _nodes(layer)


def one_thread() -> AbstractContextManager[Any]:
    """A block in which numpy multiplies in one thread: sentences are small, and several processes are for the rest."""
    block: AbstractContextManager[Any] = _blas().limit(limits=1)
    return block


@cache
def _blas() -> ThreadpoolController:
    return ThreadpoolController().select(user_api="blas")
