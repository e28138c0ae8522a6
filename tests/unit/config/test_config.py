"""Projects and their settings."""

from pathlib import Path

import pytest

from kg.config import Project, Settings, packaged
from kg.core.errors import DataError, UsageError


def test_checkout_is_a_project(checkout: Path) -> None:
    """From anywhere in a checkout, the checkout is the project and its data come from it."""
    project = Project.find(checkout / "src" / "kg")
    assert project.root == checkout and project.own
    assert project.data("ontology.ttl") == checkout / "ontology.ttl"
    assert packaged() == checkout


def test_bare_folder_has_packaged_data(tmp_path: Path) -> None:
    """A folder that is no project keeps its store, and reads the packaged data only, even beside a graph folder."""
    (tmp_path / "graph" / "frames").mkdir(parents=True)
    project = Project.find(tmp_path)
    assert (project.root, project.own, project.store) == (tmp_path, False, tmp_path / ".kg" / "store")
    assert project.data("graph/frames") == packaged() / "graph" / "frames"


def test_own_files_come_first(tmp_path: Path) -> None:
    """A project's files override packaged ones of the same name, and extend a folder of them."""
    (tmp_path / "kg.toml").write_text('evidence = "offsets"\n')
    (tmp_path / "graph" / "lexicon").mkdir(parents=True)
    own = tmp_path / "graph" / "lexicon" / "states.tsv"
    own.write_text("")
    (tmp_path / "graph" / "lexicon" / "zz.tsv").write_text("")
    project = Project.find(tmp_path / "graph")
    assert project.settings.evidence == "offsets"
    assert project.data("graph/lexicon/states.tsv") == own
    assert project.data("ontology.ttl") == packaged() / "ontology.ttl"
    names = [path.name for path in project.files("graph/lexicon", "*.tsv")]
    assert names == sorted(names) and {"features.tsv", "states.tsv", "zz.tsv"} <= set(names)
    assert own in project.files("graph/lexicon", "*.tsv")


def test_missing_data_and_folder(tmp_path: Path) -> None:
    """What is not there is told with a remedy."""
    with pytest.raises(DataError, match="no data file graph/nothing"):
        Project.find(tmp_path).data("graph/nothing")
    with pytest.raises(UsageError, match="no such folder"):
        Project.find(tmp_path / "none")


@pytest.mark.parametrize(
    ("toml", "what"),
    [
        ("model = ", "not valid TOML"),
        ("modle = 'x'", "unknown setting 'modle'; the settings are base, confidence, evidence, limit, model"),
        ("limit = '3'", "setting 'limit' has a wrong type; give a whole number"),
        ("limit = 0", "setting 'limit' is below 1"),
        ("limit = true", "setting 'limit' has a wrong type"),
        ("confidence = 'high'", "setting 'confidence' has a wrong type; give a number"),
        ("confidence = true", "setting 'confidence' has a wrong type"),
        ("confidence = 1.5", "setting 'confidence' is not from 0 to 1"),
        ("confidence = nan", "setting 'confidence' is not from 0 to 1"),
        ("evidence = 'all'", "setting 'evidence' is 'all'; choose one of quote, offsets, none"),
        ("base = 'example.org'", "setting 'base' is no IRI base"),
        ("base = 'https://example.org/id'", "setting 'base' is no IRI base"),
    ],
)
def test_wrong_settings(tmp_path: Path, toml: str, what: str) -> None:
    """A wrong kg.toml is refused in one line that begins with its name."""
    (tmp_path / "kg.toml").write_text(toml)
    with pytest.raises(DataError) as error:
        Project.find(tmp_path)
    assert str(error.value).startswith(f"kg.toml: {what}")


def test_every_setting_is_documented() -> None:
    """Each setting stands in the module's sample of kg.toml."""
    from dataclasses import fields

    import kg.config

    for field in fields(Settings):
        assert f"\n    {field.name} = " in (kg.config.__doc__ or "")
