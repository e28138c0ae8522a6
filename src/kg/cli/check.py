"""``kg check``: the store and the ontology against their rules."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from kg.cli._common import app


@click.command("check", short_help="Check the store and the ontology against their rules.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> int:
    """Check the store against the SHACL shapes, and the ontology against its quality rules.

    The exit code is 1 where something is found.

    \b
    Example:
      kg check
      kg check --json
    """
    report = app(ctx).check()
    if as_json:
        rows = [asdict(flag) for flag in report.flags]
        click.echo(json.dumps({"checked": report.checked, "flags": rows}, ensure_ascii=False, indent=1))
    else:
        for flag in report.flags:
            click.echo(f"{flag.where}: {flag.what}")
        click.echo(f"{report.checked} documents checked, {len(report.flags)} flags")
    return 1 if report.flags else 0
