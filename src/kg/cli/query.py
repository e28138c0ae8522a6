"""``kg query``: ask the store."""

from __future__ import annotations

import shutil
import sys

import click

from kg.cli._common import app, note
from kg.core.errors import UsageError
from kg.query import Page

FORMATS = ("table", "csv", "json", "ttl")
TABLE = 1000
"""Rows of a table, unless more or all are asked for."""


@click.command("query", short_help="Ask the store: a named query, a file, or SPARQL.")
@click.argument("query", required=False, metavar="NAME|FILE|SPARQL")
@click.option(
    "--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of a named query; repeatable."
)
@click.option("--as-of", metavar="DATE", help="Answer as of this day, not as of the newest document.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="The default is table.")
@click.option("--most", type=click.IntRange(1), metavar="N",
              help="Of a named query no more than N rows: those found first, without looking for all.")  # fmt: skip
@click.option("--skip", type=click.IntRange(0), default=0, metavar="N", help="With --most: after N others.")
@click.option("--all", "whole", is_flag=True, help=f"All rows in a table, also where they are more than {TABLE}.")
@click.option("--list", "listed", is_flag=True, help="List the named queries with their parameters.")
@click.pass_context
def command(
    ctx: click.Context,
    query: str | None,
    params: tuple[str, ...],
    as_of: str | None,
    form: str | None,
    most: int | None,
    skip: int,
    whole: bool,
    listed: bool,
) -> int:
    """Ask the store: a named query, a file with SPARQL, SPARQL itself, or - for SPARQL on standard input.

    A table has no more than 1000 rows of a named query, those found first, unless --most or --all is given; csv and
    json have all.

    States are named by their ISO codes in parameters, other things by their names or the last part of their IRIs.

    \b
    Example:
      kg query --list
      kg query treaties-between --param x=JP --param y=PH --as-of 2026-01-01
      kg query contradictions --most 100
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
    if skip and most is None:
        raise UsageError("--skip is given without --most", remedy="say how many rows a page has: --most N")
    if whole and most is not None:
        raise UsageError("--all and --most are given", remedy="give one of them")
    page = Page(most, skip) if most is not None else None
    if page is None and not whole and form in (None, "table"):
        page = Page(TABLE, loose=True)
    results = kg.query(query, given, as_of=as_of, page=page)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    click.echo(results.to(form or "table", width), nl=False)
    if results.cut:
        following = f"--most {most or TABLE} --skip {skip + len(results)}"
        note(f"kg: the answer has more rows; the next are given by {following}{'' if most else ', all by --all'}")
    return 0
