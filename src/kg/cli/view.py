"""``kg view``: a network as a page."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.app.pages import VIEWS
from kg.cli._common import app
from kg.config import EVIDENCE_POLICIES
from kg.files import write_atomic


@click.command("view", short_help="Draw alliances or disputes as a page.")
@click.argument("view", metavar="alliances|disputes", type=click.Choice(list(VIEWS)))
@click.option(
    "--out",
    metavar="FILE",
    help="Where to write; the default is exports/NAME.html of the project, - is standard output.",
)
@click.option("--evidence", type=click.Choice(EVIDENCE_POLICIES), help="What the page prints of the evidence.")
@click.pass_context
def command(ctx: click.Context, view: str, out: str | None, evidence: str | None) -> int:
    """Draw a network of the store as one page that works in any browser, without a network.

    \b
    Example:
      kg view alliances
      kg view disputes --out disputes.html
    """
    kg = app(ctx)
    if out == "-":
        sys.stdout.buffer.write(kg.page(view, evidence=evidence).encode("utf-8"))
        return 0
    target = Path(out) if out else kg.project.exports / f"{view}.html"
    content = kg.page(view, evidence=evidence)
    write_atomic(target, content)
    click.echo(f"wrote {target}")
    return 0
