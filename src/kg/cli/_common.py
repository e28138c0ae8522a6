"""What several commands share: the project, running over many files, and saying what happens on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator

import click

from kg.app import App, open_app
from kg.core.errors import KgError
from kg.core.model import Document, Extraction

PUBLISHED = click.option(
    "--published", metavar="DATE", help="Date of publication of the texts whose front matter has none."
)

WORKERS = click.option(
    "--workers", type=click.IntRange(1), default=1, metavar="N", help="Processes that extract; the result is the same."
)

SCHEDULER = click.option(
    "--scheduler", metavar="ADDRESS", help="A Dask scheduler (tcp://host:8786) whose workers extract."
)


def app(ctx: click.Context) -> App:
    """The application for the project of this call."""
    return open_app(ctx.obj, ctx.find_root().params.get("store"))


def note(message: str) -> None:
    """One line on standard error."""
    click.echo(message, err=True)


def progress(message: str) -> None:
    """One line on standard error where somebody is watching."""
    if sys.stderr.isatty():
        note(message)


def warn_undated(document: Document, where: str) -> None:
    """Say that relative times of this document cannot be resolved."""
    if document.published is None:
        note(f"kg: warning: {where}: no date of publication found, so 'today' or 'last year' in it stay unresolved; "
             "give it with --published or in its front matter")  # fmt: skip


def extracted(results: Iterator[Extraction | KgError], where: str) -> Extraction:
    """The next of several extractions; its error is raised, and a missing date told."""
    result = next(results)
    if isinstance(result, KgError):
        raise result
    warn_undated(result.document, where)
    return result


def each(items: Iterable[str], work: Callable[[str], None]) -> int:
    """Do the work on each item, the others still when one fails; the exit code, after a line with the count."""
    failed = total = 0
    for item in dict.fromkeys(items):
        total += 1
        try:
            work(item)
        except KgError as error:
            failed += 1
            note(f"kg: {error}")
    return told_failures(failed, total)


def told_failures(failed: int, total: int) -> int:
    """Say how many of several failed; the exit code."""
    if failed and total > 1:
        note(f"kg: {failed} of {total} failed")
    return 1 if failed else 0
