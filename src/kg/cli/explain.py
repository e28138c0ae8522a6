"""``kg explain``: why a claim is there."""

from __future__ import annotations

import sys
import textwrap

import click

from kg.app.explain import Explanation, explain, facts, reasons
from kg.cli._common import app


@click.command("explain", short_help="Tell which words and which rule made a claim.")
@click.argument("claim", metavar="CLAIM")
@click.pass_context
def command(ctx: click.Context, claim: str) -> int:
    """Tell which words and which rule made a claim of the store.

    CLAIM is its id, or as many of its first digits as no other claim has, four or more. The words that it was read
    from stand in [[ ]], in their sentence where the source file is at hand.

    \b
    Example:
      kg explain 3f9a2c
    """
    kg = app(ctx)
    explanation = explain(kg, claim)
    for label, text in facts(explanation):
        click.echo(f"{label + ':':18}{text}")
    click.echo("words:")
    click.echo(textwrap.indent(_marked(explanation), "  "))
    if explanation.claim.trace:
        click.echo("how the rule matched:")
        for step in explanation.claim.trace:
            click.echo(f"  {step}")
    if weighed := reasons(kg, explanation.claim):
        click.echo("what makes it surer (+) or less sure (-) than most:")
        for told, weight in weighed:
            click.echo(f"  {weight:+.2f}  {told}")
    return 0


def _marked(explanation: Explanation) -> str:
    quote = explanation.claim.evidence.quote
    if sys.stdout.isatty():
        quote = click.style(quote, bold=True, underline=True)
    return f"{explanation.before}[[{quote}]]{explanation.after}".strip()
