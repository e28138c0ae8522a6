"""``kg remove``: a document out of the store."""

from __future__ import annotations

import click

from kg.cli._common import app


@click.command("remove", short_help="Take a document, and what it alone supports, out of the store.")
@click.argument("document", metavar="DOCUMENT")
@click.option("--preview", is_flag=True, help="Only tell what would go, and change nothing.")
@click.pass_context
def command(ctx: click.Context, document: str, preview: bool) -> int:
    """Take a document, and what it alone supports, out of the store.

    DOCUMENT is its id (or four digits or more of it), its name, or its address; kg status lists them.

    \b
    Example:
      kg remove acsa --preview
      kg remove acsa
    """
    report = app(ctx).remove(document, preview=preview)
    would = "would go" if preview else "went"
    click.echo(f"{report.document.name}: {report.claims} claims {would}, document {report.document.id[:12]}")
    for label, rows in (
        (f"accepted statements that {would} with it", report.falls),
        ("accepted statements that other documents support too", report.survives),
        ("accepted statements that it had contradicted", report.returns),
    ):
        if rows:
            click.echo(f"{label}: {len(rows)}")
            for row in rows:
                click.echo(f"  {row}{f', {row.sources} sources left' if row.sources else ''}")
    return 0
