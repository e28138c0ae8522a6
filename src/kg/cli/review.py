"""``kg review``: decide which things of the store are one."""

from __future__ import annotations

import getpass
import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from kg.cli._common import app as open_app

if TYPE_CHECKING:
    from kg.app import App
    from kg.app.review import Proposal

_KEYS = {"s": "same", "d": "different", "u": "unsure"}


@click.command("review", short_help="Decide which things of the store are one.")
@click.option("--list", "listed", is_flag=True, help="Only list what is proposed.")
@click.option("--decided", is_flag=True, help="Only list what was decided.")
@click.option("--json", "as_json", is_flag=True, help="List as JSON lines.")
@click.option("--decide", nargs=3, metavar="LEFT RIGHT VERDICT", help="Decide on two ids: same, different or unsure.")
@click.option("--undo", nargs=2, metavar="LEFT RIGHT", help="Take a decision back.")
@click.option("--reason", default="", help="Why, in a sentence; with --decide.")
@click.option("--by", default="", metavar="NAME", help="Who decides; your login name by default.")
@click.pass_context
def command(
    ctx: click.Context, listed: bool, decided: bool, as_json: bool, decide: tuple[str, str, str] | None,
    undo: tuple[str, str] | None, reason: str, by: str,
) -> int:  # fmt: skip
    """Decide which things of the store are one, in graph/judgements/judgements.tsv.

    The program proposes pairs (a name a few letters off that of a known holder of the office, another rendering of a
    treaty's title, two treaties between the same states with one date of signing) and never merges them by itself. A
    decision is a line in a file that you keep under version control. It takes effect when the articles are read again
    (kg build), and is taken back by --undo, or by removing its line.

    \b
    Example:
      kg review
      kg review --list
      kg review --decide person/theresa-lagaza person/theresa-lazaro same --reason "The office and the day agree."
    """
    app = open_app(ctx)
    if decide:
        return _decide(app, *decide, reason, by)
    if undo:
        from kg.app.review import undo as take_back

        click.echo(f"taken back: {take_back(app, *undo)}")
        return 0
    if decided:
        for row in app.judgements.rows:
            click.echo(json.dumps(asdict(row), ensure_ascii=False) if as_json else str(row))
        return 0
    from kg.app.review import proposals

    found = proposals(app)
    if listed or as_json:
        for proposal in found:
            click.echo(json.dumps(asdict(proposal), ensure_ascii=False) if as_json else _told(proposal))
        return 0
    return _ask(app, found, by)


def _decide(app: App, left: str, right: str, verdict: str, reason: str, by: str) -> int:
    from kg.app.review import decide
    from kg.core.errors import UsageError
    from kg.core.judgements import Judgement, Verdict, judgement_lines, parse_judgements

    if verdict not in set(Verdict):
        raise UsageError(f"'{verdict}' is no verdict", remedy=f"give one of {', '.join(Verdict)}")
    judgement = Judgement(left, right, Verdict(verdict), by or getpass.getuser(), _today(), reason)
    parse_judgements(judgement_lines([judgement]), "--decide")
    for row in decide(app, judgement):
        click.echo(f"with it, by an earlier decision: {row}")
    click.echo(f"decided: {judgement}")
    return 0


def _ask(app: App, found: list[Proposal], by: str) -> int:
    """Ask of each proposal in turn; what is decided is kept at once."""
    done = 0
    for number, proposal in enumerate(found, 1):
        click.echo(f"\n{number}/{len(found)} {_told(proposal)}")
        answer = click.prompt(
            "[s]ame, [d]ifferent, [u]nsure, s[k]ip, [q]uit", type=click.Choice([*_KEYS, "k", "q"]), show_choices=False
        )
        if answer == "q":
            break
        if answer in _KEYS:
            reason = click.prompt("why", default="", show_default=False)
            _decide(app, proposal.left, proposal.right, _KEYS[answer], reason, by)
            done += 1
    click.echo(f"{done} decided, {len(found) - done} left" + ("; kg build reads the articles by them" if done else ""))
    return 0


def _told(proposal: Proposal) -> str:
    lines = [
        f"{proposal.names[0]} ({proposal.left})",
        f"  = {proposal.names[1]} ({proposal.right}) ?",
        *(f"  - {reason}" for reason in proposal.reasons),
        f"  {proposal.document}: “{proposal.quote}”",
    ]
    return "\n".join([*lines, f"  <{proposal.source}>"] if proposal.source else lines)


def _today() -> str:
    return datetime.now(UTC).date().isoformat()
