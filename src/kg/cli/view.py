"""``kg view``: a network as a page."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.app.pages import INDEX, VIEWS
from kg.cli._common import app
from kg.config import EVIDENCE_POLICIES
from kg.files import write_atomic


@click.command("view", short_help="Draw the network, one actor or one treaty as a page.")
@click.argument("view", metavar="|".join((*VIEWS, INDEX)), type=click.Choice([*VIEWS, INDEX]))
@click.argument("name", required=False)
@click.option(
    "--out",
    metavar="FILE",
    help="Where to write; the default is exports/VIEW.html (actor-NAME.html) of the project, - is standard output.",
)
@click.option("--evidence", type=click.Choice(EVIDENCE_POLICIES), help="What the page prints of the evidence.")
@click.pass_context
def command(ctx: click.Context, view: str, name: str | None, out: str | None, evidence: str | None) -> int:
    """Draw a network of the store as one page that works in any browser, without a network.

    alliances, disputes and all are pages of the whole store, and index leads to them. actor and treaty draw what is
    around one actor or treaty: NAME is any of its names, in any language, its code (JP) or its id.

    \b
    Example:
      kg view alliances
      kg view actor Japan
      kg view treaty "Reciprocal Access Agreement" --out raa.html
    """
    kg = app(ctx)
    content = kg.page(view, name, evidence=evidence)
    if out == "-":
        sys.stdout.buffer.write(content.encode("utf-8"))
        return 0
    target = Path(out) if out else kg.project.exports / f"{_stem(view, name)}.html"
    write_atomic(target, content)
    click.echo(f"wrote {target}")
    return 0


def _stem(view: str, name: str | None) -> str:
    """The name of the file without its ending: letters and digits of any script, and nothing that leaves the folder."""
    if not name:
        return view
    letters = "".join(letter if letter.isalnum() else "-" for letter in name.casefold()).strip("-")
    return f"{view}-{letters[:60] or 'unnamed'}"
