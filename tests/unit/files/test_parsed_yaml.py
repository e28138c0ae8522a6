"""The table of what YAML texts hold: it spares parsing them, and never tells anything else than the parser."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import files
from kg.config import Project
from kg.files import ParsedYaml, YamlError, parse_yaml

DATA = sorted(Path(__file__).parents[3].glob("graph/*/*.yaml"))
NUMBERED = "times.yaml"
"""The one of the data files that has numbers for keys."""


def parsed(path: Path, texts: list[str], monkeypatch: pytest.MonkeyPatch) -> tuple[list[object], list[str]]:
    """What texts hold by a table that is opened, asked and saved, and which of them the parser was given."""
    given: list[str] = []

    def parser(text: str) -> object:
        given.append(text)
        return parse_yaml(text)

    table = ParsedYaml(path)
    with monkeypatch.context() as patch:
        patch.setattr(files, "parse_yaml", parser)
        found = [table.parse(text) for text in texts]
    table.save()
    return found, given


def test_a_text_is_parsed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The data files of kg hold by the table, when asked for again, exactly what the parser tells; one that was changed
    is parsed, and what is not asked for any more is forgotten.
    """
    path, texts = tmp_path / "parsed.json", [file.read_text("utf-8") for file in DATA if file.name != NUMBERED]
    expected = [parse_yaml(text) for text in texts]
    assert parsed(path, texts, monkeypatch) == (expected, texts)
    assert parsed(path, texts, monkeypatch) == (expected, [])
    changed = texts[0] + "\n# another line\n"
    assert parsed(path, [changed], monkeypatch) == ([expected[0]], [changed])
    assert parsed(path, [changed], monkeypatch) == ([expected[0]], [])
    assert parsed(path, texts[:1], monkeypatch)[1] == texts[:1]


@pytest.mark.parametrize("damage", ["cut", "altered", "empty", "bytes", "of another version"])
def test_a_broken_or_foreign_table_is_ignored_and_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    """Nothing is taken from a table that is not as it was written, or that another version wrote."""
    path = tmp_path / "parsed.json"
    parsed(path, ["a: right"], monkeypatch)
    whole = path.read_bytes()
    path.write_bytes({
        "cut": whole[:-4], "altered": whole.replace(b"right", b"wrong"), "empty": b"", "bytes": b"\xff\x00",
        "of another version": b"0" + whole,
    }[damage])  # fmt: skip
    assert parsed(path, ["a: right"], monkeypatch) == ([{"a": "right"}], ["a: right"])
    assert path.read_bytes() == whole


def test_the_table_is_kept_only_where_there_is_a_folder_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To read an article leaves no folder behind, and one that cannot be written in is no failure."""
    parsed(tmp_path / ".kg" / "parsed.json", ["a: 1"], monkeypatch)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "parsed.json").mkdir()
    assert parsed(tmp_path / "parsed.json", ["a: 1"], monkeypatch)[0] == [{"a": 1}]


def test_what_a_process_has_parsed_it_need_not_parse_for_another_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two tables with one memory parse a text once between them, each keeps it, and what one gives is its own."""
    memory: dict[str, str] = {}
    one, two = (ParsedYaml(tmp_path / name, memory) for name in ("one", "two"))
    found = one.parse("a: [1]")
    found["a"].append("of one")
    with monkeypatch.context() as patch:
        patch.delattr(files, "parse_yaml")
        assert two.parse("a: [1]") == {"a": [1]}
    one.save()
    two.save()
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("text", ["day: 2024-05-01", "1: one", "a: !!set {b}", "a: !!binary aGk="])
def test_what_json_would_change_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Days, keys that are no strings, sets and bytes are parsed each time, and are what the parser says."""
    for _ in range(2):
        assert parsed(tmp_path / "parsed.json", [text], monkeypatch) == ([parse_yaml(text)], [text])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=st.lists(st.text("ab:-#'\" \n[]{}&*?|>~1.é\U0001f600\x85\u2028", max_size=30), max_size=4))
def test_any_text_holds_by_the_table_what_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, texts: list[str]
) -> None:
    """Whatever texts there are, asked a second time they hold the same as the first."""

    def held(text: str) -> str:
        try:
            return repr(parse_yaml(text))
        except YamlError:
            return "no YAML"

    expected = [(text, held(text)) for text in texts]
    valid = [text for text, value in expected if value != "no YAML"]
    for _ in range(2):
        found, _ = parsed(tmp_path / "parsed.json", valid, monkeypatch)
        assert [repr(value) for value in found] == [value for _, value in expected if value != "no YAML"]


def test_a_project_keeps_it_beside_its_store(tmp_path: Path) -> None:
    """A frame file that was changed is seen at once, with the table or without it."""
    from kg.pipeline import PARSED

    (tmp_path / "kg.toml").write_text("", "utf-8")
    (tmp_path / ".kg").mkdir()
    before = _frames(tmp_path)
    assert (tmp_path / ".kg" / PARSED).is_file()
    own = tmp_path / "graph" / "frames" / "own.yaml"
    own.parent.mkdir(parents=True)
    row = "- {id: %s, emit: {event: CONSULT}, trigger: {verb: [%s]}, s: [subject], o: [object], example: A %s B.}\n"
    for added in (["greet"], ["greet", "salute"], ["salute"], []):
        own.write_text("".join(row % (f"own.{verb}", verb, f"{verb}ed") for verb in added), "utf-8")
        assert _frames(tmp_path) - before == {f"own.{verb}" for verb in added}
        assert before <= _frames(tmp_path)


def _frames(root: Path) -> set[str]:
    """The names of the frames that a pipeline of its own has."""
    from kg.pipeline import Pipeline

    return {frame.id for frame in Pipeline(Project.find(root))._stages[1].knowledge.frames.frames}
