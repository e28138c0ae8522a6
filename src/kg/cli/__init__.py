"""The command line: a table of the commands, and one guard against tracebacks.

A command's module is imported only when that command is called, so that ``kg --help`` starts at once.
"""

from __future__ import annotations

import contextlib
import keyword
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

COMMANDS = {
    "analyse": "Obligations, balance, brokers, timelines, networks.",
    "build": "Build the graph, its checks, exports and pages from articles.",
    "check": "Flag what cannot be right in the store or in articles.",
    "diff": "Tell what changed between two days, or how two sources differ.",
    "dump": "Write the whole store to a file, for kg load.",
    "eval": "Score what is extracted against gold facts.",
    "explain": "Tell which words and which rule made a claim.",
    "export": "Write the graph as Turtle, TriG, JSON-LD, GraphML, ...",
    "extract": "Print what articles claim, as JSON lines.",
    "import": "Bring reference rows from an endpoint or a file.",
    "ingest": "Add articles to the store.",
    "init": "Make a project folder with a sample article.",
    "load": "Fill a new store from the file of another.",
    "query": "Ask the store: a named query, a file, or SPARQL.",
    "rebuild": "Make the store anew from its sources and judgements.",
    "remove": "Take a document, and what it alone supports, out of the store.",
    "report": "Write a briefing on a topic, each sentence with its sources.",
    "review": "Decide which things of the store are one.",
    "serve": "Serve SPARQL and pages over HTTP.",
    "status": "Tell what the store holds, and how it is.",
    "view": "Draw the network, one actor or one treaty as a page.",
}
"""Name and short help of each command, in ``kg.cli.<name>``; a test compares the help with the command's own."""


def module_name(command: str) -> str:
    """The module of a command under ``kg.cli``: its name, and an underscore where that is a word of Python."""
    return f"{command}_" if keyword.iskeyword(command) else command


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        from kg.cli._lean import collect_garbage_rarely, leave_out_commands_of_spacy

        collect_garbage_rarely()
        leave_out_commands_of_spacy()
        command: click.Command = import_module(f"kg.cli.{module_name(cmd_name)}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 1)
            hint = f"did you mean {near[0]}?" if near else "see kg --help"
            raise click.UsageError(f"no command '{args[0]}'; {hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--project", "-C", metavar="DIR", help="Work in this project folder, not the one of the working folder.")
@click.option("--store", metavar="DIR|ADDRESS", help="Keep the graph here: a folder, or a SPARQL server (https://...).")
@click.version_option(package_name="kg", message="kg %(version)s")
@click.pass_context
def group(ctx: click.Context, project: str | None, store: str | None) -> None:
    """A geopolitical knowledge graph: articles in, sourced claims as RDF out.

    \b
    Example:
      kg build                            # graph/sources -> store, exports/, pages
      kg query treaties_between --param a=JP --param b=PH
    """
    ctx.obj = project


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 done, 1 failed, 2 misused, 130 interrupted. Never raises."""
    try:
        return _run(args)
    except BrokenPipeError:
        # whoever read our output has gone: say nothing, and keep Python from saying it at exit
        _silence(sys.stdout)
        return 0
    except OSError as error:
        return _tell(_os_error(error), 1)
    except MemoryError:
        return _tell("out of memory; give fewer or smaller documents at once", 1)
    except RecursionError:
        return _tell("an input is nested too deeply; simplify it", 1)
    except Exception as error:
        return _unexpected(error)


def _run(args: Sequence[str] | None) -> int:
    from kg.core.errors import KgError

    if not sys.stdout.isatty() and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")  # what a program reads is UTF-8 in every locale
    try:
        code = group.main(args, prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except KgError as error:
        return _tell(str(error), error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else error.format_message(), err=True)
        return 2
    except click.UsageError as error:
        where = f" (see {error.ctx.command_path} --help)" if error.ctx else ""
        return _tell(f"{error.format_message()}{where}", 2)
    except click.ClickException as error:
        return _tell(error.format_message(), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return _tell("interrupted", 130)
    except SystemExit as error:  # click's own end where the reader of our output has gone
        return error.code if isinstance(error.code, int) else 1


def _tell(message: str, code: int) -> int:
    """Print one line on standard error."""
    try:
        print("kg:", " ".join(message.split()), file=sys.stderr, flush=True)
    except OSError:
        _silence(sys.stderr)
    return code


def _os_error(error: OSError) -> str:
    import errno

    where = f"{error.filename}: " if error.filename else ""
    remedies = {
        errno.ENOSPC: "free some space and call again", errno.EDQUOT: "free some space and call again",
        errno.EACCES: "check the permissions", errno.EROFS: "choose a place that can be written",
        errno.EMFILE: "close other programs or raise ulimit -n",
    }  # fmt: skip
    remedy = remedies.get(error.errno or 0, "check the file and its disk")
    return f"{where}{error.strerror or error}; {remedy}"


def _unexpected(error: Exception) -> int:
    """A fault of the program itself: one line too; KG_DEBUG=1 shows where it is."""
    from kg.core.errors import fault

    return _tell(f"{fault(error)}; please report it (KG_DEBUG=1 tells more)", 1)


def _silence(stream: Any) -> None:
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
