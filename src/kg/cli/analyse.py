"""``kg analyse``: networks, obligations, balance, the middle, timelines."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.app import analysis
from kg.cli._common import app, note
from kg.core.errors import UsageError
from kg.files import write_atomic

if TYPE_CHECKING:
    from kg.analyse.result import Result

F = TypeVar("F", bound="Callable[..., Any] | click.Command")
NETWORKS = ("alliance", "dispute", "signed", "event", "membership")
FILES = ("graphml", "gexf", "gephi-nodes", "gephi-edges", "neo4j-nodes", "neo4j-edges", "cytoscape", "csv", "parquet")
AS_OF = click.option("--as-of", metavar="DATE", help="Look from this day (2026-02-01, 2026-02 or 2026).")
SINCE = click.option("--since", metavar="DATE", help="Look at the time from this day on.")


def outputs(command: F) -> F:
    """The options by which every result is given: text, JSON, Turtle, or a page."""
    options: list[Callable[[F], F]] = [
        click.option("--page", metavar="FILE", help="Write the result as one self-contained HTML page too."),
        click.option("--json", "form", flag_value="json", help="Print JSON."),
        click.option("--ttl", "form", flag_value="ttl", help="Print triples (PROV), as Turtle."),
        click.option("--brief", "form", flag_value="brief", help="Print the sentences without what they rest on."),
    ]
    for option in options:
        command = option(command)
    return command


def show(result: Result, form: str | None, page: str | None) -> int:
    """Print a result in the form asked for, and write its page."""
    if page is not None:
        from kg.app.reports import result_page

        write_atomic(Path(page), result_page(result))
        note(f"wrote {page}")
    text: dict[str, Callable[[], str]] = {
        "json": result.to_json,
        "ttl": result.to_turtle,
        "brief": lambda: result.to_text(sources=False),
    }
    click.echo((text.get(form or "") or result.to_text)(), nl=False)
    return 0


@click.group("analyse", short_help="Obligations, balance, brokers, timelines, networks.", no_args_is_help=True)
def command() -> None:
    """Analyse the store and the reference data. Every result names the claims and rows that it rests on.

    Without a store, an analysis rests on the reference data alone.

    \b
    Example:
      kg analyse obligations --attacker CN --target PH --area "South China Sea" --on forces
      kg analyse balance --as-of 2026-02-01
    """


@command.command("obligations")
@click.option("--attacker", required=True, metavar="STATE", help="Who attacks: a code or a name.")
@click.option("--target", required=True, metavar="STATE", help="Who is attacked.")
@click.option("--area", metavar="PLACE", help="Where: a feature, a sea, or a state for its territory.")
@click.option(
    "--on", type=click.Choice(["territory", "forces"]), help="What: territory, or forces, public vessels and aircraft."
)
@click.option("--steps", type=click.IntRange(1, 5), default=2, show_default=True, help="How far it may spread.")
@AS_OF
@outputs
@click.pass_context
def obligations(
    ctx: click.Context, attacker: str, target: str, area: str | None, on: str | None, steps: int, as_of: str | None,
    form: str | None, page: str | None,
) -> int:  # fmt: skip
    """Tell who would be obliged to do what if one state attacked another, and who would not.

    By articles of treaties in force, each with its trigger, area, conditions met or open, chain and sources.

    \b
    Example:
      kg analyse obligations --attacker CN --target JP --area Senkaku --as-of 2026-02-01
    """
    kg = app(ctx)
    result = analysis.obligations(kg, attacker, target, area=area, on=on, as_of=as_of, steps=steps)
    return show(result, form, page)


@command.command("balance")
@AS_OF
@SINCE
@click.option("--over", metavar="DATES", help="Several days, divided by commas: a line a day instead of one network.")
@click.option(
    "--shuffles", type=click.IntRange(0, 100_000), default=499, show_default=True, help="Networks with shuffled signs."
)
@outputs
@click.pass_context
def balance(
    ctx: click.Context, as_of: str | None, since: str | None, over: str | None, shuffles: int, form: str | None,
    page: str | None,
) -> int:  # fmt: skip
    """Tell how balanced the signed network is: triads, frustrated ties, camps, and what a change would settle.

    Each figure stands beside what shuffled signs give, with a p-value.

    \b
    Example:
      kg analyse balance --as-of 2026-02-01
      kg analyse balance --over 1955,1975,1995,2015,2025 --shuffles 99
    """
    from kg.analyse.network_told import Window, balance_over_time, balance_told

    kg = app(ctx)
    days = [d for d in (analysis.day(word.strip()) for word in over.split(",")) if d] if over else []
    window = Window(analysis.day(as_of), analysis.day(since, last=False))
    table = analysis.table(kg)
    if days:
        return show(balance_over_time(table, sorted(days), shuffles=shuffles), form, page)
    return show(balance_told(table, window, shuffles=shuffles), form, page)


def network_options(command: F) -> F:
    """The options that choose a network."""
    options: list[Callable[[F], F]] = [
        click.argument("network", type=click.Choice(NETWORKS)),
        AS_OF,
        SINCE,
        click.option(
            "--type",
            "types",
            multiple=True,
            metavar="TYPE",
            help="Alliance network: treaties of this type only (MutualDefense...); repeatable.",
        ),
        click.option(
            "--obligation",
            "obliges",
            multiple=True,
            metavar="TYPE",
            help="Alliance network: treaties with this obligation only (Defense...); repeatable.",
        ),
        click.option("--all-status", is_flag=True, help="Alliance network: treaties not in force too."),
    ]
    for option in options:
        command = option(command)
    return command


def _chosen(
    kg: Any, network: str, types: tuple[str, ...], obliges: tuple[str, ...], all_status: bool
) -> dict[str, Any]:
    """The options of :func:`kg.analyse.graphs.network`, checked against the ontology."""
    for names, cls in ((types, "TreatyType"), (obliges, "ObligationType")):
        known = kg.ontology.individuals(cls)
        if wrong := [name for name in names if name not in known]:
            raise UsageError(f"'{wrong[0]}' is no {cls}", remedy=f"choose of {', '.join(known)}")
    given = bool(types or obliges or all_status)
    if given and network != "alliance":
        raise UsageError(
            f"the {network} network has no treaties", remedy="leave --type, --obligation, --all-status out"
        )
    return {"types": types, "obligations": obliges, "in_force": not all_status} if given else {}


@command.command("centrality")
@network_options
@outputs
@click.pass_context
def centrality(
    ctx: click.Context, network: str, as_of: str | None, since: str | None, types: tuple[str, ...],
    obliges: tuple[str, ...], all_status: bool, form: str | None, page: str | None,
) -> int:  # fmt: skip
    """Tell who is in the middle, who brokers, which groups there are, and what hangs on one source.

    \b
    Example:
      kg analyse centrality alliance --type MutualDefense --as-of 2026
    """
    from kg.analyse.network_told import Window, centrality_told

    kg = app(ctx)
    options = _chosen(kg, network, types, obliges, all_status)
    window = Window(analysis.day(as_of), analysis.day(since, last=False))
    return show(centrality_told(analysis.table(kg), network, window, **options), form, page)


@command.command("network")
@network_options
@click.option("--without", metavar="SOURCE", help="Leave out what one publisher says.")
@click.option(
    "--file", "file_form", type=click.Choice(FILES), help="Give the network in this form, for another program."
)
@click.option("--out", metavar="FILE", help="Where to write --file; the default is standard output.")
@outputs
@click.pass_context
def network_(
    ctx: click.Context, network: str, as_of: str | None, since: str | None, types: tuple[str, ...],
    obliges: tuple[str, ...], all_status: bool, without: str | None, file_form: str | None, out: str | None,
    form: str | None, page: str | None,
) -> int:  # fmt: skip
    """Give a network as of a day: as sentences, or as a file for Gephi, Cytoscape, Neo4j, pandas.

    \b
    Example:
      kg analyse network signed --as-of 2026-02-01 --brief
      kg analyse network alliance --type MutualDefense --file gexf --out allies.gexf
    """
    from kg.analyse.files import render
    from kg.analyse.graphs import network as make
    from kg.analyse.network_told import Window, network_told

    kg = app(ctx)
    options = _chosen(kg, network, types, obliges, all_status)
    window = Window(analysis.day(as_of), analysis.day(since, last=False))
    table = analysis.table(kg)
    if without is not None and without not in table.origins():
        raise UsageError(f"no source '{without}'", remedy=f"the sources are {', '.join(table.origins()) or 'none'}")
    graph = make(table, network, as_of=window.as_of, since=window.since, without=without, **options)
    if file_form is None:
        if out is not None:
            raise UsageError("--out needs --file", remedy=f"add --file {FILES[0]}")
        return show(network_told(graph, network, window), form, page)
    content = render(graph, file_form)
    if out is None or out == "-":
        sys.stdout.buffer.write(content)
        return 0
    write_atomic(Path(out), content)
    click.echo(f"wrote {out}")
    return 0


@command.command("timeline")
@click.argument("topic", nargs=-1, required=True, metavar="TOPIC | STATE STATE")
@AS_OF
@SINCE
@click.option("--plot", metavar="FILE", help="Draw it too, as SVG.")
@outputs
@click.pass_context
def timeline(
    ctx: click.Context,
    topic: tuple[str, ...],
    as_of: str | None,
    since: str | None,
    plot: str | None,
    form: str | None,
    page: str | None,
) -> int:
    """Tell what happened in a dispute, with a treaty, between two states or to a person, in order of time.

    \b
    Example:
      kg analyse timeline JP PH --since 2024
      kg analyse timeline "Scarborough Shoal" --plot scarborough.svg
    """
    from kg.analyse.timeline import timeline as entries_of
    from kg.analyse.timeline import timeline_told
    from kg.analyse.treaties import LAST, Treaties

    kg = app(ctx)
    claims, documents = analysis.told_claims(kg)
    about = analysis.topic(kg, topic, claims)
    treaties = Treaties(kg.reference, analysis.day(as_of) or LAST)
    begin = analysis.day(since, last=False)
    entries = entries_of(about, claims, documents, treaties, kg.ontology, since=begin)
    if plot is not None:
        from kg.analyse.plot import timeline_svg

        write_atomic(Path(plot), timeline_svg(about.name, entries))
        note(f"wrote {plot}")
    return show(timeline_told(about, entries, as_of or "", since or ""), form, page)
