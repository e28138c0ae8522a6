"""``kg serve``: the graph over HTTP."""

from __future__ import annotations

import os

import click

from kg.cli._common import app
from kg.config import EVIDENCE_POLICIES
from kg.core.errors import UsageError


@click.command("serve", short_help="Serve SPARQL and pages over HTTP.")
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, metavar="N",
              help="The port; 0 is any that is free.")  # fmt: skip
@click.option("--name", "names", multiple=True, metavar="HOST", help="A further host name of the server; repeatable.")
@click.option("--token-env", metavar="NAME",
              help="The variable with the token that clients must have; needed beyond loopback.")  # fmt: skip
@click.option("--timeout", type=click.FloatRange(0.1, 3600), default=10.0, show_default=True, metavar="SECONDS",
              help="How long a query may take.")  # fmt: skip
@click.option("--memory", type=click.IntRange(50), default=1000, show_default=True, metavar="MB",
              help="How much memory a query may take.")  # fmt: skip
@click.option("--rate", type=click.FloatRange(0), default=50.0, show_default=True, metavar="N",
              help="Requests that a client may send in a second; 0 is any number.")  # fmt: skip
@click.option("--rows", type=click.IntRange(1), default=100_000, show_default=True, metavar="N",
              help="Rows or triples of an answer.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1), metavar="N",
              help="Processes that answer queries; the default depends on the processors.")  # fmt: skip
@click.option("--evidence", type=click.Choice(EVIDENCE_POLICIES), help="What is let out of the evidence.")
@click.pass_context
def command(
    ctx: click.Context, host: str, port: int, names: tuple[str, ...], token_env: str | None, timeout: float,
    memory: int, rate: float, rows: int, workers: int | None, evidence: str | None,
) -> int:  # fmt: skip
    """Serve the store read-only over HTTP: SPARQL 1.1 Protocol at /sparql, a query page at /query, the pages of the
    viewer, documents with their claims marked, and every thing at its own address. It sees what other commands store
    meanwhile, and ends at an interrupt.

    \b
    Example:
      kg serve
      kg serve --port 0 --timeout 30 --memory 2000
      KG_TOKEN=... kg serve --host 0.0.0.0 --name graph.example.org --token-env KG_TOKEN
    """
    from kg.serve.run import serve
    from kg.serve.settings import Settings

    project = app(ctx).project
    more = {"workers": workers} if workers else {}
    settings = Settings(
        project=project.root, evidence=evidence or project.settings.evidence, base=project.settings.base, host=host,
        port=port, hosts=names, token=_token(token_env), timeout=timeout, memory=memory, rate=rate, rows=rows, **more,
    )  # fmt: skip
    serve(settings, project.store, lambda address: click.echo(f"serving {project.root.name} at {address}"))
    return 0


def _token(name: str | None) -> str | None:
    if name is None:
        return None
    token = os.environ.get(name, "").strip()
    if not token:
        raise UsageError(f"the environment variable {name} is not set", remedy=f"put the token into {name}")
    return token
