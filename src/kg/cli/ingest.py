"""``kg ingest``: documents into the store."""

from __future__ import annotations

import click

from kg.app.verbs import check_date
from kg.cli._common import PUBLISHED, WORKERS, app, each, extracted, note


@click.command("ingest", short_help="Add articles to the store.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@PUBLISHED
@WORKERS
@click.pass_context
def command(ctx: click.Context, files: tuple[str, ...], published: str | None, workers: int) -> int:
    """Add articles to the store.

    Each document is stored whole or not at all. Adding one again changes nothing; a changed text of the same address
    takes the place of the old one. - is standard input.

    \b
    Example:
      kg ingest article.txt
      kg ingest articles/*.txt
    """
    kg = app(ctx)
    check_date(published)

    results = kg.extractions(list(dict.fromkeys(files)), published, workers=workers)
    with kg.writing() as store:

        def work(item: str) -> None:
            result = store.ingest(extracted(results, item))
            replaced = f", instead of {', '.join(old[:12] for old in result.replaced)}" if result.replaced else ""
            note(f"{item}: {result.outcome}, {result.claims} claims, document {result.document[:12]}{replaced}")

        return each(files, work)
