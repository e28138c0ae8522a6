"""``kg load``: a store from the file of another."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._common import app


@click.command("load", short_help="Fill a new store from the file of another.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
@click.pass_context
def command(ctx: click.Context, file: Path) -> int:
    """Fill a new store from the file of another.

    FILE is what kg dump wrote, or an export as N-Quads, whose accepted view is then derived again. This is how a graph
    moves to another machine, or between a folder and a server; nothing is read again.

    \b
    Example:
      kg load graph.nq
      kg --store https://example.org/kg/query load graph.nq
    """
    with app(ctx).store(read_only=False) as store:
        store.load(file)
        click.echo(f"{len(store.document_ids())} documents")
    return 0
