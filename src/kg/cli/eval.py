"""``kg eval``: score what is extracted against gold facts."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.cli._common import app, note, told_failures
from kg.core.errors import KgError
from kg.evaluate.page import page
from kg.evaluate.score import GOLD_SUFFIX, Article, Fact, gold_names, load_facts, score
from kg.files import write_atomic


@click.command("eval", short_help="Score what is extracted against gold facts.")
@click.argument("gold", metavar="GOLD_DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--found", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="Score the facts in DIR/NAME.jsonl, and extract nothing.")  # fmt: skip
@click.option("--by", type=click.Choice(["relation", "document", "rule", "confidence"]),
              help="Also score each relation or document, or what each rule or band of confidence found.")  # fmt: skip
@click.option(
    "--misses", type=click.IntRange(min=0), default=0, metavar="N", help="Print up to N missed and false facts."
)
@click.option("--json", "as_json", is_flag=True, help="Print the score as JSON, before the last line.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write a page that shows each text with the gold facts and those found.")  # fmt: skip
@click.pass_context
def command(
    ctx: click.Context, gold: Path, found: Path | None, by: str | None, misses: int, as_json: bool, html: Path | None
) -> int:
    """Score what is extracted against gold facts.

    GOLD_DIR holds NAME.txt and NAME.gold.jsonl, one fact a line. The last line is always facts P=... R=... F1=...

    \b
    Example:
      kg eval gold/ --by relation --misses 20
      kg eval gold/ --html score.html
    """
    kg = app(ctx)
    articles, failed = [], 0
    for name in gold_names(gold):
        path = gold / f"{name}.txt"
        facts: list[Fact] = []
        try:
            text = kg.read(path).text
            facts = load_facts(found / f"{name}.jsonl") if found else [c.row() for c in kg.extract(path).claims]
        except KgError as error:
            note(f"kg: {error}")
            failed += 1
            text = path.read_text("utf-8", errors="replace")
        articles.append(Article(name, text, load_facts(gold / f"{name}{GOLD_SUFFIX}"), facts))
    report = score(articles, by=by)
    if html:
        write_atomic(html, page(articles, report))
    lines = report.lines(misses)
    if as_json:
        lines[-1:-1] = [json.dumps(report.as_json(), ensure_ascii=False)]
    click.echo("\n".join(lines))
    return told_failures(failed, len(articles))
