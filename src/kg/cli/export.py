"""``kg export``: the graph in a file."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._common import app, progress
from kg.config import EVIDENCE_POLICIES
from kg.files import write_atomic

FORMATS = ("turtle", "trig", "nquads", "jsonld", "rdfxml", "graphml", "csv", "claims")
"""As in kg.export, which is not imported for a help text; a test compares."""


@click.command("export", short_help="Write the graph as Turtle, TriG, JSON-LD, GraphML, ...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="turtle", help="The default is turtle.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write this file, whole or not at all, not standard output.")  # fmt: skip
@click.option("--evidence", type=click.Choice(EVIDENCE_POLICIES),
              help="Print the quoted words, only their offsets and hash, or neither (see kg.toml).")  # fmt: skip
@click.pass_context
def command(ctx: click.Context, form: str, out: Path | None, evidence: str | None) -> int:
    """Write the graph of the store: sorted, without blank nodes, the same bytes each time.

    turtle and rdfxml hold the accepted view and the claims in one graph; trig, nquads and jsonld keep the documents'
    graphs apart; graphml holds the accepted view; csv and claims (the JSON lines of kg extract) hold the claims.

    \b
    Example:
      kg export --format trig --out graph.trig
      kg export --format claims --evidence offsets
    """
    data = app(ctx).export(form, evidence=evidence)
    if out:
        write_atomic(out, data)
        progress(f"wrote {out}")
    else:
        click.echo(data, nl=False)
    return 0
