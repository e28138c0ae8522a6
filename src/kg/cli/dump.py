"""``kg dump``: the whole store in a file."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli._common import app


@click.command("dump", short_help="Write the whole store to a file, for kg load.")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
@click.pass_context
def command(ctx: click.Context, file: Path) -> int:
    """Write the whole store to a file, for kg load.

    N-Quads with documents, accepted view, reference data and book-keeping, in no order. What others read is written by
    kg export: sorted, and without the book-keeping.

    \b
    Example:
      kg dump graph.nq
    """
    with app(ctx).store() as store:
        store.dump(file)
    return 0
