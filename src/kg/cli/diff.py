"""``kg diff``: what changed between two days, or how two sources tell one event."""

from __future__ import annotations

from pathlib import Path

import click

from kg.app import analysis
from kg.cli._common import app, note
from kg.cli.analyse import outputs, show
from kg.core.time import valid
from kg.files import write_atomic


@click.command("diff", short_help="Tell what changed between two days, or how two sources differ.")
@click.argument("first", metavar="DATE|DOCUMENT")
@click.argument("second", metavar="DATE|DOCUMENT")
@outputs
@click.pass_context
def command(ctx: click.Context, first: str, second: str, form: str | None, page: str | None) -> int:
    """Tell what changed between two days, or what two documents of the store tell of one event.

    Of days: new, upgraded, downgraded, ended and retracted treaties, memberships, positions, disputes and office
    holders. Of documents: what both tell, what only one tells, and what they tell with another stance, verb or actor;
    --page puts them side by side.

    \b
    Example:
      kg diff 2024-01-01 2026-02-01
      kg diff scarborough-shoal huangyan-dao-encounter-2025 --page both.html
    """
    kg = app(ctx)
    if valid(first) and valid(second):
        return show(analysis.diff_dates(kg, first, second), form, page)
    from kg.analyse.two_sources import comparison_told

    if page is not None:
        from kg.app.reports import compare_page

        write_atomic(Path(page), compare_page(kg, first, second))
        note(f"wrote {page}")
    return show(comparison_told(analysis.compare(kg, first, second), kg.ontology), form, None)
