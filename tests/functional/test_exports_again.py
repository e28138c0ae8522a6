"""A build writes no more of its files than changed, and they are those of a build into nothing, to the byte."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import kg as program
from kg.app import App, exports
from kg.core.errors import KgError

TEXTS = {
    "pact": "MANILA, 15 January 2026 – Japan and the Philippines signed the Harbour Access Agreement on Thursday.",
    "talks": "TOKYO, 3 February 2026 – Japan and Australia signed a defence agreement on Monday, officials said.",
    "reef": "HANOI, 4 March 2026 – China claims the Paracel Islands. Vietnam rejects the claim.",
    "more": "CANBERRA, 5 May 2026 – Australia and the Philippines signed the Harbour Access Agreement on Tuesday.",
}


@pytest.fixture
def project(tmp_path: Path, no_documents: Path) -> App:
    (tmp_path / "kg.toml").write_text("", "utf-8")
    shutil.copytree(no_documents, tmp_path / ".kg")
    (tmp_path / "graph" / "sources").mkdir(parents=True)
    for name in ("pact", "talks", "reef"):
        put(tmp_path, name, TEXTS[name])
    return program.open(tmp_path)


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What of the large exports was made of the whole store."""
    made: list[str] = []
    texts, exported = exports.turtle_texts, App.exported

    def noted_texts(store: object, forms: list[str], *rest: str) -> dict[str, str]:
        made.extend(forms)
        return texts(store, forms, *rest)  # type: ignore[arg-type]

    def noted(self: App, store: object, form: str, evidence: str | None = None) -> str:
        made.append(form)
        return exported(self, store, form, evidence)  # type: ignore[arg-type]

    monkeypatch.setattr(exports, "turtle_texts", noted_texts)
    monkeypatch.setattr(App, "exported", noted)
    return made


def put(root: Path, name: str, text: str) -> Path:
    path = root / "graph" / "sources" / f"{name}.txt"
    path.write_text(text, "utf-8")
    return path


def files(app: App) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(app.project.exports.glob("*"))}


def fresh(app: App, tmp_path: Path) -> dict[str, bytes]:
    """What a build of the same sources in another folder gives."""
    other = tmp_path / "fresh"
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(app.project.root / "graph", other / "graph")
    shutil.copy(app.project.root / "kg.toml", other)
    made = program.open(other)
    made.build()
    return files(made)


def test_large_exports_are_brought_up_to_date_by_what_changed(
    project: App, whole: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """After a document came, one changed and one went, Turtle, TriG and claims are not made anew, and are the same."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    project.build()
    assert set(whole) == {"turtle", "trig", "claims", "graphml"}

    def changed(how: Callable[[], object]) -> None:
        how()
        whole.clear()
        project.build()
        assert whole == ["graphml"]

    def one_changes_and_one_goes() -> None:
        put(project.project.root, "pact", TEXTS["pact"].replace("15 January", "16 January"))
        (project.project.sources / "reef.txt").unlink()

    changed(lambda: put(project.project.root, "more", TEXTS["more"]))
    changed(one_changes_and_one_goes)
    expected = fresh(project, elsewhere)
    assert files(project) == expected
    path = elsewhere / "reef.txt"
    path.write_text(TEXTS["reef"], "utf-8")
    read = project.read(path)
    changed(lambda: project.ingest(read))
    assert files(project) != expected
    changed(lambda: project.remove(read.id))
    assert files(project) == expected


def test_where_nothing_changed_nothing_is_written(project: App, whole: list[str]) -> None:
    """A second build reports what the first did, and leaves each file as it is; --again writes all anew."""
    first = project.build()
    before = {path.name: path.stat() for path in project.project.exports.glob("*")}
    whole.clear()
    second = project.build()
    assert second.written == [] and sorted(second.kept) == sorted(before) and whole == []
    assert {path.name: path.stat() for path in project.project.exports.glob("*")} == before
    for name in ("flags", "claims", "by_relation", "accepted", "documents"):
        assert getattr(second, name) == getattr(first, name), name
    assert project.build(again=True).written and len(whole) == 4


def test_files_that_are_not_as_they_were_left_are_written_again(project: App, whole: list[str]) -> None:
    """An export that was edited or deleted, and another evidence policy, each make all anew."""
    project.build()
    expected = files(project)
    (project.project.exports / "kg.ttl").write_text("edited", "utf-8")
    (project.project.exports / "all.html").unlink()
    assert project.build().written and files(project) == expected
    whole.clear()
    assert project.build(evidence="none").written and files(project) != expected and len(whole) == 4


def test_a_build_that_is_cut_off_between_files_is_made_good(
    project: App, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Where writing ends after some of the files, each is whole, the old or the new; the next build makes all new."""
    project.build()
    old = files(project)
    put(project.project.root, "more", TEXTS["more"])
    write, written = exports.write_atomic, []

    def failing(path: Path, content: object) -> None:
        if len(written) == 3:
            raise KgError("no space left on device", where=str(path))
        written.append(path.name)
        write(path, content)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(exports, "write_atomic", failing)
        with pytest.raises(KgError, match="no space"):
            project.build()
    expected = fresh(project, tmp_path_factory.mktemp("fresh"))
    assert files(project) == {name: (expected if name in written else old)[name] for name in old}
    project.build()
    assert files(project) == expected
