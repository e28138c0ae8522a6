"""``kg query``: ask the store."""

from __future__ import annotations

import shutil
import sys

import click

from kg.cli._common import app
from kg.core.errors import UsageError

FORMATS = ("table", "csv", "json", "ttl")


@click.command("query", short_help="Ask the store: a named query, a file, or SPARQL.")
@click.argument("query", required=False, metavar="NAME|FILE|SPARQL")
@click.option(
    "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of a named query; repeatable."
)
@click.option("--as-of", metavar="DATE", help="Answer as of this day, not as of the newest document.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="The default is table.")
@click.option("--list", "listed", is_flag=True, help="List the named queries with their parameters.")
@click.pass_context
def command(
    ctx: click.Context, query: str | None, params: tuple[str, ...], as_of: str | None, form: str | None, listed: bool
) -> int:
    """Ask the store: a named query, a file with SPARQL, SPARQL itself, or - for SPARQL on standard input.

    States are named by their ISO codes in parameters, other things by their names or the last part of their IRIs.

    \b
    Example:
      kg query --list
      kg query treaties-between --param a=JP --param b=PH --as-of 2026-01-01
      kg query 'SELECT ?t WHERE { ?t kg:hasParty ?s } LIMIT 3' --format csv
    """
    kg = app(ctx)
    if listed:
        for line in kg.named_queries():
            click.echo(line)
        return 0
    if query is None:
        raise UsageError("no query given", remedy="name one of kg query --list, or give a file or SPARQL")
    if query == "-":
        query = sys.stdin.read()
    given = {}
    for param in params:
        name, equals, value = param.partition("=")
        if not equals or not name:
            raise UsageError(f"--param {param} is not NAME=VALUE", remedy="write --param a=JP")
        given[name.strip()] = value
    results = kg.query(query, given, as_of=as_of)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    click.echo(results.to(form or "table", width), nl=False)
    return 0
