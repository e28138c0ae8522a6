"""``kg import``: reference rows from a SPARQL endpoint or an RDF file."""

from __future__ import annotations

import click

from kg.cli._common import app as open_app
from kg.cli._common import note


@click.command("import", short_help="Bring reference rows from an endpoint or a file.")
@click.argument("query", metavar="DATASET/QUERY")
@click.argument("source", metavar="ADDRESS|FILE")
@click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="A parameter of the query.")
@click.pass_context
def command(ctx: click.Context, query: str, source: str, params: tuple[str, ...]) -> int:
    """Bring reference rows into the project's own graph/reference from a SPARQL endpoint or an RDF file.

    What is asked is a query under graph/imports/DATASET; wikidata has terms, people and memberships. Rows that are
    known already are left as they are. Read what was brought before you rely on it: it is as good as its source.

    \b
    Example:
      kg import wikidata/terms https://query.wikidata.org/sparql --param states=KE,UG
      kg import wikidata/memberships subset.ttl --param bodies=EAC
    """
    from kg.app.imports import bring, import_queries
    from kg.core.errors import UsageError

    app = open_app(ctx)
    dataset, _, name = query.partition("/")
    queries = import_queries(app, dataset)
    if name not in queries:
        raise UsageError(f"no query '{query}'", remedy=f"choose {', '.join(f'{dataset}/{n}' for n in queries)}")
    given = dict(p.partition("=")[::2] for p in params)
    report = bring(app, queries[name], source, given)
    for what in report.unusable:
        note(f"kg: left out: {what}")
    where = report.path.relative_to(app.project.root)
    click.echo(f"{report.new} rows added to {where}, {report.known} known already, {len(report.unusable)} left out")
    return 0
