"""``kg build``: the main job."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.app.verbs import check_date
from kg.cli._common import PUBLISHED, SCHEDULER, WORKERS, app, note, progress, told_failures
from kg.config import EVIDENCE_POLICIES
from kg.core.model import Stance

if TYPE_CHECKING:
    from kg.app.filling import BuildReport


@click.command("build", short_help="Build the graph, its checks, exports and pages from articles.")
@click.argument("files", nargs=-1, metavar="[FILE...]")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="Where the exports and pages go: needed with FILE..., else the project's exports/.")  # fmt: skip
@click.option("--evidence", type=click.Choice(EVIDENCE_POLICIES),
              help="Print the quoted words, only their offsets and hash, or neither (see kg.toml).")  # fmt: skip
@click.option("--store-only", is_flag=True, help="Bring the store up to date, and write no exports and pages.")
@click.option("--again", is_flag=True, help="Read also the articles that have not changed.")
@click.option("--fresh", is_flag=True, help="Also take out of the store what was ingested from elsewhere.")
@PUBLISHED
@WORKERS
@SCHEDULER
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[str, ...],
    out: Path | None,
    evidence: str | None,
    store_only: bool,
    again: bool,
    fresh: bool,
    published: str | None,
    workers: int,
    scheduler: str | None,
) -> int:
    """Build the graph, its checks, exports and pages from articles.

    Without FILE, from the project's graph/sources into its store (.kg/store) and exports/. With FILE and --out, from
    these articles alone into DIR, in a store of their own. The same articles give the same bytes, in whatever order.
    What was read before and has not changed, by the same rules, model and reference data, is not read again.

    \b
    Example:
      kg build
      kg build article.txt --out article/ --evidence offsets
    """
    from kg.app.build import build

    check_date(published)
    report = build(
        app(ctx), files, out, evidence=evidence, published=published, fresh=fresh, again=again, workers=workers,
        exports=not store_only, scheduler=scheduler, ahead=True, told=progress,
    )  # fmt: skip
    if report.skipped:
        note(f"{report.skipped} of {report.given} were read before and have not changed, and were not read again")
    for name in report.undated:
        note(f"kg: warning: {name}: no date of publication found; give it with --published or in its front matter")
    for failure in report.failures:
        note(f"kg: {failure}")
    _summary(report)
    return told_failures(len(report.failures), report.given)


def _summary(report: BuildReport) -> None:
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    width = None if sys.stdout.isatty() else 110  # what is piped is not cut at 80 columns
    console = Console(file=sys.stdout, highlight=False, width=width)
    more = f" ({report.elsewhere} of them ingested from elsewhere)" if report.elsewhere else ""
    if not (report.written or report.kept):
        console.print(f"{report.documents} documents{more}, {report.changed} of them new or changed")
        return
    stances = [str(stance) for stance in Stance if any(row[str(stance)] for row in report.by_relation.values())]
    table = Table(box=box.SIMPLE_HEAD, show_footer=True, title="Claims by relation and stance", title_justify="left")
    table.add_column("relation", footer="all")
    for stance in stances:
        table.add_column(stance, str(sum(row[stance] for row in report.by_relation.values())), justify="right")
    table.add_column("all", str(report.claims), justify="right")
    for relation, row in sorted(report.by_relation.items(), key=lambda item: (item[0].isupper(), item[0])):
        table.add_row(relation, *(str(row[stance] or "") for stance in stances), str(sum(row.values())))
    console.print(table)
    console.print(f"{report.documents} documents{more}, {report.claims} claims, {report.accepted} accepted statements")
    console.print(f"{len(report.flags)} flags{':' if report.flags else ''}")
    for flag in report.flags[:20]:
        console.print(escape(f"  {flag.where}: {flag.what}"))
    if len(report.flags) > 20:
        console.print(f"  and {len(report.flags) - 20} more: kg check")
    if report.kept:
        console.print(f"nothing has changed: {escape(str(report.out))} is as it was", soft_wrap=True)
    else:
        console.print(f"wrote {escape(', '.join(report.written))} to {escape(str(report.out))}", soft_wrap=True)
