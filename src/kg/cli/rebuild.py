"""``kg rebuild``: the store made anew."""

from __future__ import annotations

import click

from kg.app.rebuild import rebuild
from kg.cli._common import SCHEDULER, WORKERS, app, note, progress, told_failures


@click.command("rebuild", short_help="Make the store anew from its sources and judgements.")
@WORKERS
@SCHEDULER
@click.pass_context
def command(ctx: click.Context, workers: int, scheduler: str | None) -> int:
    """Make the store anew from its sources and judgements.

    Reads graph/sources and every file that was ingested again, also where the old store is damaged, and puts the new
    store in its place when it is whole. Documents whose file is not there any more, or that came from standard input,
    are kept as they were, if the old store can be read.

    \b
    Example:
      kg rebuild
      kg rebuild --workers 2
    """
    report = rebuild(app(ctx), workers=workers, scheduler=scheduler, told=progress)
    if report.unreadable:
        note(f"kg: warning: {report.unreadable}")
        note("kg: warning: what was ingested from elsewhere could not be taken from it; ingest it again")
    for failure in report.failures:
        note(f"kg: {failure}")
    if report.kept:
        names = ", ".join(sorted(report.kept))
        note(f"{len(report.kept)} documents are as they were, since their text is gone: {names}")
    click.echo(f"{report.documents} documents, {report.read} of them read again")
    return told_failures(len(report.failures), len(report.failures) + report.read)
