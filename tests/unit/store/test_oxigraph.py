"""The embedded database over many changes: its files are opened anew now and then, and nothing of it is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import samples
from kg.core.errors import StoreError
from kg.store import Store
from kg.store import oxigraph as embedded
from samples import JP, PH, Article

OPEN = "import sys; from kg.store import Store; Store.open(sys.argv[1]).close()"


def is_locked(folder: Path) -> bool:
    """Whether another process may not write to a store."""
    done = subprocess.run([sys.executable, "-c", OPEN, str(folder)], capture_output=True, text=True)
    return done.returncode != 0 and "in use by another" in done.stderr


def articles(number: int) -> list[samples.Extraction]:
    return [
        Article(f"a{n}").says(f"They are allies, says {n}.", JP, "alliedWith", PH).extraction() for n in range(number)
    ]


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files are opened anew after each batch; here is noted which."""
    opened: list[Path] = []
    really = embedded.open_database

    def noting(path: Path, read_only: bool) -> object:
        opened.append(path)
        return really(path, read_only)

    monkeypatch.setattr(embedded, "FLUSHED", 1)
    monkeypatch.setattr(embedded, "open_database", noting)
    return opened


def test_files_opened_anew_hold_all_that_was_stored(tmp_path: Path, anew: list[Path]) -> None:
    """A run whose files are opened anew between batches gives the quads of one that keeps them open."""
    some = articles(6)
    with Store.open(tmp_path / "anew") as store:
        assert len(list(store.ingest_all(some, size=2))) == 6
        store.remove_all([some[0].document.id], size=1)
        given = store.quads()
    assert len(anew) == 1 + 3 + 1
    with Store.open(tmp_path / "kept") as store:
        for each in some[1:]:
            store.ingest(each)
        assert store.quads() == given


def test_files_are_opened_anew_where_the_process_has_grown(
    tmp_path: Path, anew: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before so many quads are changed as else: once the process holds more than it may, and much of it since then."""
    held = [0]
    monkeypatch.setattr(embedded, "FLUSHED", 10**9)
    monkeypatch.setattr(embedded, "_own_memory", lambda: held[0])
    much = embedded.GROWN + 1
    more = much + embedded.WORTH + 1
    with Store.open(tmp_path / "store") as store:
        for article, own, opened in zip(articles(4), (much - 1, much, more - 1, more), (1, 2, 2, 3), strict=True):
            held[0] = own
            store.ingest(article)
            assert len(anew) == opened
        assert len(store.document_ids()) == 4


def test_the_store_stays_locked_when_its_files_are_opened_anew(tmp_path: Path, anew: list[Path]) -> None:
    """Another writer is kept out after the files were opened anew as before, and let in when the store is closed."""
    with Store.open(tmp_path / "store") as store:
        for _ in store.ingest_all(articles(4), size=2):
            pass
        assert len(anew) > 1 and is_locked(tmp_path / "store")
    assert not is_locked(tmp_path / "store")


def test_files_that_cannot_be_opened_anew_lose_nothing(tmp_path: Path, anew: list[Path]) -> None:
    """Where something else holds the files at that moment there is one line, and every batch before it is kept."""
    with Store.open(tmp_path / "store") as store:
        store.ingest(articles(1)[0])
        holding = store.engine.match(embedded.Pattern())
        next(holding)
        with pytest.raises(StoreError, match="in use by another"):
            store.ingest(articles(2)[1])
        with pytest.raises(StoreError, match="has been closed"):
            store.document_ids()
        del holding
    with Store.open(tmp_path / "store") as store:
        assert len(store.document_ids()) == 2


def test_a_store_in_memory_and_one_to_read_are_left_as_they_are(tmp_path: Path, anew: list[Path]) -> None:
    """There is nothing to open anew where nothing is on disk, or nothing is written."""
    memory = embedded.Oxigraph.memory()
    with Store.on(memory) as store:
        store.ingest(articles(1)[0])
        memory.settle()
        assert len(store.document_ids()) == 1
    Store.open(tmp_path / "store").close()
    with Store.open(tmp_path / "store", read_only=True) as store:
        before = len(anew)
        store.engine.settle()
        assert len(anew) == before


def test_files_are_compacted_where_much_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of stores that much was written to, those are compacted on closing that have grown by it; all hold the same."""
    compacted: list[str] = []
    really = embedded.Oxigraph._compact

    def noting(engine: embedded.Oxigraph) -> None:
        compacted.append(Path(engine.where).name)
        really(engine)

    monkeypatch.setattr(embedded.Oxigraph, "_compact", noting)
    some, held = articles(8), []
    for name, much, swollen in (("little", 10**9, 1.0), ("much", 1, 1.0), ("large", 1, 10**9)):
        monkeypatch.setattr(embedded, "COMPACTED", much)
        monkeypatch.setattr(embedded, "SWOLLEN", swollen)
        with Store.open(tmp_path / name) as store:
            assert len(list(store.ingest_all(some, size=1))) == 8
        with Store.open(tmp_path / name, read_only=True) as store:
            held.append(store.quads())
    assert compacted == ["much"]
    assert held[0] == held[1] == held[2] != []
