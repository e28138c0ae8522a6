"""What a writer remembers between two changes, and that the view does not depend on it."""

from __future__ import annotations

import pytest

import samples
from kg.core.model import Claim, Document, Extraction
from kg.store import Store
from kg.store.change import Batch, Change, Memory
from kg.store.oxigraph import Oxigraph


def bearing(number: int) -> tuple[tuple[Claim, Document], ...]:
    """So many claims with their document."""
    made = samples.random_extraction(1, 60)
    return tuple((claim, made.document) for claim in made.claims[:number])


def test_memory_keeps_the_newest_up_to_its_limit() -> None:
    """The oldest key goes where a new one would be too much; what is forgotten is known no more."""
    memory = Memory(limit=10)
    for key, number in (("a", 4), ("b", 4), ("c", 4)):
        memory.put((key,), bearing(number))
    assert memory.get(("a",)) is None
    assert memory.get(("b",)) == memory.get(("c",)) == bearing(4)
    memory.forget(("b",))
    memory.put(("d",), bearing(6))
    assert memory.get(("b",)) is None and memory.get(("c",)) is not None
    assert memory.get(("d",)) == bearing(6)


def test_key_with_more_claims_than_the_limit_is_not_remembered() -> None:
    """Nor does it drive out what is; and where it was known with fewer claims, these are known no more."""
    memory = Memory(limit=5)
    memory.put(("a",), bearing(2))
    memory.put(("b",), bearing(3))
    memory.put(("a",), bearing(6))
    assert memory.get(("a",)) is None and memory.get(("b",)) == bearing(3)


@pytest.mark.parametrize("limit", [0, 7, 10_000])
def test_view_does_not_depend_on_what_is_remembered(limit: int) -> None:
    """Documents that come, change and go leave the same store with no memory, a short one and a long one."""
    made = [samples.random_extraction(number, 12) for number in range(12)]
    fewer = [Extraction(one.document, one.claims[:5], one.run) for one in made[:4]]
    store = Store.on(Oxigraph.memory())
    store._memory = Memory(limit)
    for items in (made[:5], made[5:], fewer):
        assert not any(isinstance(result, Exception) for result in store.ingest_all(items, size=3))
    store.remove(made[7].document.id)
    assert store.is_whole()


def test_change_that_was_not_made_is_not_remembered() -> None:
    """What was worked out for a change that the database refused leaves the memory as it was."""
    made = [samples.random_extraction(number, 12) for number in range(3)]
    store = Store.on(Oxigraph.memory())
    list(store.ingest_all(made[:2]))
    Change(store.engine, store.ontology, store._memory, Batch(drop={made[0].document.id}))
    list(store.ingest_all(made[2:]))
    assert store.is_whole()
