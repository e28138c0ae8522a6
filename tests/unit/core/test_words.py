"""Lists of words are data: what code names is there, what is there is named, and a list is written but one way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kg
from kg.core import words
from kg.core.errors import DataError
from kg.core.words import lists, word_list, word_set

PACKAGE = Path(kg.__file__).parent
FILES = sorted(path.stem for path in (PACKAGE / "words").glob("*.toml"))
STAGES = [stem for stem in FILES if stem != words.SHARED]
NAMED = [
    name
    for path in PACKAGE.rglob("*.py")
    for name in sorted(set(re.findall(r"word_(?:set|list)\(\s*\"([\w.]+)\"\s*\)", path.read_text(encoding="utf-8"))))
]
"""The lists that modules name, each once a module."""


def written() -> dict[str, object]:
    found = {
        f"{stage}.{module}.{key}": value
        for stage in STAGES
        for module, table in lists(stage).items()
        for key, value in table.items()
    }
    return found | {f"{words.SHARED}.{key}": value for key, value in lists(words.SHARED).items()}


def members(value: object) -> list[str]:
    return value.split() if isinstance(value, str) else list(value)


def test_every_list_that_code_names_is_written_and_every_list_of_a_module_is_named_by_code():
    stages = {name for name in written() if not name.startswith(f"{words.SHARED}.")}
    assert {name for name in NAMED if not name.startswith(f"{words.SHARED}.")} == stages


def test_a_table_of_lists_bears_the_name_of_a_module():
    for stage in STAGES:
        modules = {
            "_".join(path.relative_to(PACKAGE / stage).with_suffix("").parts)
            for path in (PACKAGE / stage).rglob("*.py")
        }
        assert set(lists(stage)) <= modules


def test_a_shared_list_is_gone_by_in_more_than_one_place():
    for key in lists(words.SHARED):
        used = [name for name, value in written().items() if f"@{key}" in members(value)]
        used += [name for name in NAMED if name == f"{words.SHARED}.{key}"]
        assert len(used) > 1, key


def test_a_list_says_no_word_twice_and_is_not_empty():
    for name, value in written().items():
        listed = members(value)
        assert listed, name
        assert len(listed) == len(set(listed)), name
        assert word_list(name), name


def test_a_shared_list_stands_for_its_words_and_a_word_after_it_can_be_left_out(tmp_path, monkeypatch):
    (tmp_path / "shared.toml").write_text('blame = "accuse blame condemn"\nround = "@round"\n', encoding="utf-8")
    (tmp_path / "extract.toml").write_text(
        '[a]\nharsh = "rebuke @blame -accuse"\nphrases = ["coast guard", "@blame"]\nidle = "blame -praise"\n'
        'unknown = "@praise"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(words, "_FOLDER", tmp_path)
    lists.cache_clear()
    try:
        assert word_list("extract.a.harsh") == ("rebuke", "blame", "condemn")
        assert word_set("extract.a.phrases") == {"coast guard", "accuse", "blame", "condemn"}
        for name, what in {
            "extract.a.idle": "'-praise' leaves out nothing",
            "extract.a.unknown": "there is no list 'praise'",
            "extract.a.none": "there is no list 'a.none'",
            "shared.round": "is a part of itself",
            "view.a": "there is no file 'view.toml'",
        }.items():
            with pytest.raises(DataError, match=re.escape(what)):
                word_list(name)
        (tmp_path / "link.toml").write_text("a = [", encoding="utf-8")
        with pytest.raises(DataError, match="link.toml"):
            word_list("link.a.b")
    finally:
        monkeypatch.undo()
        lists.cache_clear()
