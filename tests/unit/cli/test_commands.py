"""The table of commands, their help, and the guard against tracebacks."""

import errno
import importlib
import sys
from pathlib import Path

import click
import pytest

import kg.cli
from kg.cli import COMMANDS, main, module_name
from kg.core.errors import KgError, UsageError

CLI = Path(kg.cli.__file__).parent


def test_table_and_modules_agree() -> None:
    """Each module of a command is in the table, with its own short help, and nothing else is."""
    modules = {path.stem for path in CLI.glob("*.py") if not path.stem.startswith("_")}
    assert modules == {module_name(name) for name in COMMANDS}
    for name, short in COMMANDS.items():
        command = importlib.import_module(f"kg.cli.{module_name(name)}").command
        assert (command.name, command.short_help) == (name, short)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_help_has_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """--help of each command begins with its short help, documents every option and ends a call with an example."""
    assert main([name, "--help"]) == 0
    text = capsys.readouterr().out
    assert ("Example:\n" in text and f"  kg {name}" in text) or f"kg -C pacts {name}" in text
    command = importlib.import_module(f"kg.cli.{module_name(name)}").command
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


def _raise(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(*args: object, **options: object) -> None:
        raise error

    monkeypatch.setattr(kg.cli.group, "main", fail)


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (KgError("is wrong", where="a.txt", remedy="mend it"), 1, "kg: a.txt: is wrong; mend it"),
        (UsageError("no such thing"), 2, "kg: no such thing"),
        (click.UsageError("bad option"), 2, "kg: bad option"),
        (KeyboardInterrupt(), 130, "kg: interrupted"),
        (click.Abort(), 130, "kg: interrupted"),
        (MemoryError(), 1, "kg: out of memory; give fewer or smaller documents at once"),
        (RecursionError(), 1, "kg: an input is nested too deeply; simplify it"),
        (
            OSError(errno.ENOSPC, "No space left on device", "x.ttl"),
            1,
            "kg: x.ttl: No space left on device; free some space and call again",
        ),
        (PermissionError(errno.EACCES, "Permission denied", "x"), 1, "kg: x: Permission denied; check the permissions"),
        (ValueError("two\nlines"), 1, "kg: internal error, ValueError: two lines"),
    ],
)
def test_guard(
    error: BaseException, code: int, line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever a command raises becomes one line on standard error and an exit code."""
    monkeypatch.delenv("KG_DEBUG", raising=False)
    _raise(monkeypatch, error)
    assert main([]) == code
    told = capsys.readouterr()
    assert told.out == "" and told.err.startswith(line) and told.err.count("\n") == 1


def test_debug_shows_the_trace(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """With KG_DEBUG set, a fault of the program tells where it is."""
    monkeypatch.setenv("KG_DEBUG", "1")
    _raise(monkeypatch, ValueError("x"))
    assert main([]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_unknown_command(capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt command is told with the nearest one."""
    assert main(["qeury"]) == 2
    assert capsys.readouterr().err == "kg: no command 'qeury'; did you mean query?\n"


def test_import_is_light() -> None:
    """``import kg`` alone loads none of the parts; asking for a name does."""
    import subprocess

    code = "import sys, kg; print(sorted(m for m in sys.modules if m.startswith('kg.') or m in ('click', 'yaml', 'spacy')))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_public_names() -> None:
    """The public names of the package are these."""
    import kg as package

    assert sorted(package.__all__) == ["App", "KgError", "__version__", "open"]
    assert all(hasattr(package, name) for name in package.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        package.nothing  # noqa: B018


def test_choices_are_those_of_the_parts() -> None:
    """The formats and policies that the help texts offer are those that the parts know."""
    import kg.export
    import kg.query
    from kg.cli import export, query
    from kg.config import EVIDENCE_POLICIES

    assert export.FORMATS == kg.export.FORMATS
    assert query.FORMATS == kg.query.FORMATS
    assert kg.export.POLICIES == EVIDENCE_POLICIES


def test_spacy_is_loaded_without_the_commands_of_its_own_program() -> None:
    """What spaCy imports for commands that are never called is left out, and the model is loaded all the same."""
    import subprocess

    code = (
        "import sys; from kg.cli import main; assert main(['query', '--list']) == 0; from kg.annotate import model; "
        "assert model.load().nlp('They signed it.')[1].pos_ == 'VERB'; "
        "print(sorted({'weasel', 'requests', 'typer'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.splitlines()[-1] == "[]"
