"""``kg status``: what the store holds."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

import click

from kg.cli._common import app


@dataclass(frozen=True, slots=True)
class _Line:
    id: str
    name: str
    published: str | None
    title: str | None
    claims: int


@click.command("status", short_help="Tell what the store holds.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> int:
    """Tell what the store holds: its documents, with the number of claims of each.

    \b
    Example:
      kg status
      kg status --json
    """
    kg = app(ctx)
    with kg.store() as store:
        counts = Counter(claim.document for claim in store.claims())
        documents = sorted(store.documents(), key=lambda d: (d.name, d.id))
    lines = [_Line(d.id, d.name, d.published, d.title, counts[d.id]) for d in documents]
    if as_json:
        rows = [
            {"id": x.id, "name": x.name, "published": x.published, "title": x.title, "claims": x.claims} for x in lines
        ]
        click.echo(json.dumps({"documents": rows, "claims": sum(counts.values())}, ensure_ascii=False, indent=1))
        return 0
    for line in lines:
        when = line.published or "-"
        click.echo(f"{line.id[:12]}  {when:10}  {line.claims:4} claims  {line.name}  {line.title or ''}".rstrip())
    click.echo(f"{len(lines)} documents, {sum(counts.values())} claims")
    return 0
