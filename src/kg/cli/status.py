"""``kg status``: what the store holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import click

from kg.cli._common import app, note

if TYPE_CHECKING:
    from kg.app.health import Health


@dataclass(frozen=True, slots=True)
class _Line:
    id: str
    name: str
    published: str | None
    title: str | None
    claims: int


@click.command("status", short_help="Tell what the store holds, and how it is.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--verify", is_flag=True, help="Also derive the accepted view anew, and compare: it takes a while.")
@click.pass_context
def command(ctx: click.Context, as_json: bool, verify: bool) -> int:
    """Tell what the store holds, and how it is.

    Lists its documents, with the number of claims of each; then whether the store is well, and what is out of date in
    it. Where it is not well, the exit code is 1.

    \b
    Example:
      kg status
      kg status --verify --json
    """
    from kg.app.health import health

    kg = app(ctx)
    with kg.store() as store:
        counts = store.counts()
        documents = sorted(store.documents(), key=lambda d: (d.name, d.id))
        found = health(kg, store, verify=verify)
    lines = [_Line(d.id, d.name, d.published, d.title, counts.get(d.id, 0)) for d in documents]
    claims = sum(counts.values())
    code = 1 if found.problems else 0
    if as_json:
        rows = [asdict(line) for line in lines]
        content = {"documents": rows, "claims": claims, "health": asdict(found)}
        click.echo(json.dumps(content, ensure_ascii=False, indent=1))
        return code
    for line in lines:
        when = line.published or "-"
        click.echo(f"{line.id[:12]}  {when:10}  {line.claims:4} claims  {line.name}  {line.title or ''}".rstrip())
    click.echo(f"{len(lines)} documents, {claims} claims")
    for text in _told(found):
        note(text)
    return code


def _told(found: Health) -> Iterator[str]:
    """How the store is, in lines for people."""
    size = f", {found.megabytes:g} MB" if found.megabytes is not None else ""
    well = "" if found.problems else (", whole" if found.verified else ", well")
    yield f"store {found.store}{size}, {found.accepted} accepted statements{well}"
    if found.outdated:
        yield f"{found.outdated} documents were read by other rules or data; kg build or kg ingest reads them again"
    if found.in_use:
        yield "another kg process is writing to it"
    for problem in found.problems:
        yield f"kg: {problem}"
