"""The steps of spaCy's parser and entity recogniser, taken from here: the same trees and names in less time.

Both read a sentence by choosing one action after the other. spaCy does so in a loop that lets go of Python's lock, and
then asks for it again at each of some hundred little questions to a state (which actions are allowed?): half of what
entity recognition takes is to lock and unlock, a fifth of what parsing takes. Here the loop holds the lock, and all
sentences take a step at once. The scores are those of the same layers, by numpy (``annotate.arithmetic``). Most words
are in no name, and to pass them is always allowed, so that the questions are asked at the others only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
from spacy.tokens import Doc

_OUT = "O"
"""The action of the recogniser by which a word is in no name."""
_LOOKED_AT = 3
"""What the recogniser looks at: the next word, the first word of the name that it is in, and the last one so far."""


def piped(component: Any, docs: Iterable[Doc], size: int) -> Iterator[Doc]:
    """The documents, so many at once, as a component annotates them, in their order: step by step here where it is
    greedy and transition-based, else by its own prediction.
    """
    rest = iter(docs)
    while some := list(islice(rest, size)):
        component.set_annotations(some, _final(component, some) if _greedy(component) else component.predict(some))
        yield from some


def _greedy(component: Any) -> bool:
    """Whether the component decides step by step, by the two layers that are known here."""
    return bool(component.cfg.get("beam_width") == 1 and component.model.attrs["has_upper"])


def _final(component: Any, docs: list[Doc]) -> list[Any]:
    """The last state of each document."""
    states: list[Any] = component.moves.init_batch(docs)
    left = [state for state in states if not state.is_final()]
    if not left:
        return states
    model = component.model.predict(docs)
    weights, bias = np.ascontiguousarray(model.vec2scores.get_param("W").T), model.vec2scores.get_param("b")
    unseen = sorted(component.model.attrs["unseen_classes"] or ())
    out = _out(component) if model.state2vec.nF == _LOOKED_AT else None

    def scored(features: Any) -> Any:
        """The scores of all actions for states, by the numbers of the words that they look at."""
        scores = model.state2vec.predict(features) @ weights
        scores += bias
        if unseen:
            scores[:, unseen] = scores.min()
        return scores

    if out is not None:
        _recognise(component, left, model.get_token_ids, scored, out)
    else:
        while left:
            left = component.transition_states(left, scored(model.get_token_ids(left)))
    model.clear_memory()  # it refers to itself, so that its tables would stay until garbage is collected
    return states


def _out(component: Any) -> int | None:
    """The number of the action by which a word is in no name; None for a parser."""
    moves = component.moves
    return next((n for n in range(moves.n_moves) if moves.get_class_name(n) == _OUT), None)


def _recognise(
    component: Any, states: list[Any], looked_at: Callable[[list[Any]], Any], scored: Callable[[Any], Any], out: int
) -> None:
    """Take states to their ends: of 'the ministers of Peru met', 'ministers' is in no name, and the recogniser itself
    decides on 'Peru'.

    Outside of names it looks at nothing but the word that is next, so that all words are scored at once for that.
    """
    left = []
    first = looked_at(states)[:, 0].tolist()
    features = np.full((first[-1] + states[-1].buffer_length(), _LOOKED_AT), -1, dtype="i")
    features[:, 0] = np.arange(len(features))
    outside = scored(features)
    decided = [*np.flatnonzero(outside.argmax(axis=1) != out).tolist(), len(features)]
    for state, at in zip(states, first, strict=True):
        if (reached := _pass(state, at, decided)) is not None:
            left.append((state, reached))
    while left:
        inside = [n for n, (state, _) in enumerate(left) if state.entity_is_open()]
        scores = outside[[at for _, at in left]]
        if inside:
            scores[inside] = scored(looked_at([left[n][0] for n in inside]))
        component.transition_states([state for state, _ in left], scores)
        again = []
        for state, at in left:
            if not state.is_final():
                reached = at + 1 if state.entity_is_open() else _pass(state, at + 1, decided)
                if reached is not None:
                    again.append((state, reached))
        left = again


def _pass(state: Any, at: int, decided: Sequence[int]) -> int | None:
    """Pass the words that are in no name, from the one with that number on; the number of the next word that may be,
    None where the sentence ends before.
    """
    end = at + state.buffer_length()
    to = min(decided[bisect_left(decided, at)], end)
    for _ in range(to - at):
        state.push()
        state.pop()
    return to if to < end else None
