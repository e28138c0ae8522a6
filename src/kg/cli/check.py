"""``kg check``: what in the store, or in articles, cannot be right."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kg.cli._common import PUBLISHED, WORKERS, app, note, told_failures

if TYPE_CHECKING:
    from kg.check.flags import Flag


@click.command("check", short_help="Flag what cannot be right in the store or in articles.")
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object a line for each flag.")
@click.option("--all", "everything", is_flag=True, help="Also list what rests on one source, or on copies of one.")
@PUBLISHED
@WORKERS
@click.pass_context
def command(
    ctx: click.Context, files: tuple[str, ...], as_json: bool, everything: bool, published: str | None, workers: int
) -> int:
    """Flag what cannot be right, by the reference data, by the other sources, and by the shapes of the graph.

    Of the store, or of each FILE by itself (- is standard input), for which no store is needed. A flag has a kind
    (office-holder, near-name, date-conflict, impossible-order, title-variant, contradiction, stale, shape, ...), a
    severity, the words that it is about, and what the reference says with its source. Nothing is changed by it.

    The exit code is 1 where any flag is an error.

    \b
    Example:
      kg check
      kg check article.txt --json
    """
    from kg.app.verbs import check_date

    check_date(published)
    report = app(ctx).check(files, published, workers=workers)
    for failure in report.failures:
        note(f"kg: {failure}")
    shown = [flag for flag in report.flags if everything or flag.severity != "info"]
    if as_json:
        for flag in shown:
            click.echo(json.dumps(flag.row(), ensure_ascii=False))
    else:
        for flag in shown:
            click.echo(_line(flag))
        hidden = len(report.flags) - len(shown)
        more = f" ({hidden} more are for information: --all)" if hidden else ""
        noun = "document" if report.checked == 1 else "documents"
        click.echo(f"{report.checked} {noun} checked, {len(shown)} {'flag' if len(shown) == 1 else 'flags'}{more}")
    return 1 if report.errors else told_failures(len(report.failures), len(files))


def _line(flag: Flag) -> str:
    at = f":{flag.start}" if flag.start is not None else ""
    words = f" “{flag.quote}”" if flag.quote else ""
    known = f"; reference: {flag.reference}" if flag.reference else ""
    source = f" <{flag.source}>" if flag.source else ""
    return f"{flag.where}{at}: {flag.severity}: {flag.kind}: {flag.what}{words}{known}{source}"
