"""``kg report``: a briefing on a topic."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli._common import app
from kg.core.rdf_terms import slug
from kg.files import write_atomic


@click.command("report", short_help="Write a briefing on a topic, each sentence with its sources.")
@click.argument("topic", nargs=-1, required=True, metavar="TOPIC | STATE STATE")
@click.option("--as-of", metavar="DATE", help="Look from this day (2026-02-01, 2026-02 or 2026).")
@click.option(
    "--out",
    metavar="FILE",
    help="Where to write: .html or .md. The default is a page in the exports folder, - is output.",
)
@click.option("--markdown", is_flag=True, help="Write Markdown, whatever the name of the file.")
@click.pass_context
def command(ctx: click.Context, topic: tuple[str, ...], as_of: str | None, out: str | None, markdown: bool) -> int:
    """Write a briefing on a feature, treaty, state, body or person, or on two states: one self-contained page.

    What is claimed by whom, treaties and their state, timeline, network, map, contradictions, open questions; every
    sentence with its sources.

    \b
    Example:
      kg report "Scarborough Shoal" --as-of 2026-02-01
      kg report JP PH --out japan-philippines.md
    """
    from kg.app.reports import report

    kg = app(ctx)
    briefing = report(kg, topic, as_of=as_of)
    plain = markdown or (out or "").endswith(".md")
    content = briefing.markdown() if plain else briefing.html()
    if out == "-":
        sys.stdout.buffer.write(content.encode("utf-8"))
        return 0
    suffix = "md" if plain else "html"
    target = Path(out) if out else kg.project.exports / f"report-{slug(' '.join(topic))}.{suffix}"
    write_atomic(target, content)
    click.echo(f"wrote {target}")
    return 0
