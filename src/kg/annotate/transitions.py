"""The steps of spaCy's parser and entity recogniser, taken from here: the same trees and names in less time.

Both read a sentence by choosing one action after the other. spaCy does so in a loop that lets go of Python's lock, and
then asks for it again at each of some hundred little questions to a state (which actions are allowed?): half of what
entity recognition takes is to lock and unlock, a fifth of what parsing takes. Here the loop holds the lock, and all
sentences take a step at once. The scores are those of the same layers, by numpy (``annotate.arithmetic``). Most words
are in no name, and to pass them is always allowed, so that the questions are asked at the others only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from spacy.tokens import Doc

_OUT = "O"
"""The action of the recogniser by which a word is in no name."""


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
    weights, bias = model.vec2scores.get_param("W").T, model.vec2scores.get_param("b")
    unseen = sorted(component.model.attrs["unseen_classes"] or ())
    names = [component.moves.get_class_name(n) for n in range(component.moves.n_moves)]
    out = names.index(_OUT) if _OUT in names else None
    while left:
        scores = model.state2vec.predict(model.get_token_ids(left)) @ weights
        scores += bias
        if unseen:
            scores[:, unseen] = scores.min()
        left = component.transition_states(left, scores) if out is None else _passed(component, left, scores, out)
    model.clear_memory()  # it refers to itself, so that its tables would stay until garbage is collected
    return states


def _passed(component: Any, states: list[Any], scores: Any, out: int) -> list[Any]:
    """The states that are not final yet, a word further: of 'the ministers of Peru met', 'ministers' is in no name, and
    the recogniser itself decides on 'Peru'.
    """
    asked = []
    for n, (state, best) in enumerate(zip(states, scores.argmax(axis=1).tolist(), strict=True)):
        if best == out and not state.entity_is_open():
            state.push()
            state.pop()
        else:
            asked.append(n)
    if asked:
        component.transition_states([states[n] for n in asked], scores[asked])
    return [state for state in states if not state.is_final()]
