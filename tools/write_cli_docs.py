"""Write docs/cli.md from the commands' own help texts. Run by ``make docs``; a test compares."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli import COMMANDS, group

TARGET = Path(__file__).resolve().parent.parent / "docs" / "cli.md"
HEAD = """\
# The command line

Written by `make docs` from what `kg COMMAND --help` prints.

Every error is one line on standard error: what is wrong, where, and the remedy. Exit codes: 0 done, 1 something failed
(where several files were given, the others are done and the failures counted), 2 the call itself is wrong, 130
interrupted. `-` stands for standard input. The project is the folder at or above the working folder that has a
`kg.toml`, or `ontology.ttl` and `graph/`; `-C DIR` names another. Completion: `eval "$(_KG_COMPLETE=bash_source kg)"`
(or `zsh_source`, `fish_source`). `KG_DEBUG=1` shows where an internal error comes from.
"""


def text() -> str:
    """The whole page."""
    parts = [HEAD, _section("kg", group, None)]
    root = click.Context(group, info_name="kg", max_content_width=100, terminal_width=100)
    for name in sorted(COMMANDS):
        command = group.get_command(root, name)
        assert command is not None
        parts.append(_section(f"kg {name}", command, root))
        if isinstance(command, click.Group):
            inner = click.Context(command, info_name=name, parent=root, max_content_width=100, terminal_width=100)
            parts += [_section(f"kg {name} {sub}", command.commands[sub], inner) for sub in sorted(command.commands)]
    return "\n".join(parts)


def _section(title: str, command: click.Command, parent: click.Context | None) -> str:
    name = title.rpartition(" ")[2]
    command._help_option = None  # click keeps the one of the first context, which may have had other names for it
    context = click.Context(command, info_name=name, parent=parent, max_content_width=100, terminal_width=100)
    return f"## {title}\n\n```text\n{command.get_help(context)}\n```\n"


if __name__ == "__main__":
    TARGET.write_text(text(), "utf-8")
    print(f"wrote {TARGET.relative_to(Path.cwd()) if TARGET.is_relative_to(Path.cwd()) else TARGET}", file=sys.stderr)
