"""An attribute that is worked out when it is first asked for."""

from __future__ import annotations

from kg.core.lazy import cached_property


class _Asked:
    def __init__(self) -> None:
        self.times = 0

    @cached_property
    def answer(self) -> int:
        """How often it was worked out."""
        self.times += 1
        return self.times


def test_it_is_worked_out_once_for_each() -> None:
    """Each instance has an answer of its own, and keeps it."""
    one, other = _Asked(), _Asked()
    assert (one.answer, one.answer, other.answer) == (1, 1, 1)
    assert (one.times, other.times) == (1, 1)


def test_the_class_tells_of_it() -> None:
    assert _Asked.answer.__doc__ == "How often it was worked out."


def test_it_may_be_set_and_forgotten() -> None:
    asked = _Asked()
    asked.__dict__["answer"] = 5
    assert asked.answer == 5
    del asked.__dict__["answer"]
    assert asked.answer == 1
