"""``kg extract``: documents to claims as JSON lines, without a store."""

from __future__ import annotations

import json
from pathlib import Path

import click

from kg.app.verbs import check_date, output_names
from kg.cli._common import PUBLISHED, WORKERS, Readers, addresses, app, each, extracted, extractors, named, progress
from kg.core.model import Extraction
from kg.files import write_atomic


@click.command("extract", short_help="Print what articles claim, as JSON lines.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="Write DIR/NAME.jsonl for each NAME.txt, an empty one where nothing is claimed.")  # fmt: skip
@PUBLISHED
@click.option(
    "--min-confidence",
    "least",
    type=click.FloatRange(0, 1),
    metavar="C",
    help="Print no claim that is less sure than this, from 0 to 1 (in kg.toml: confidence; default 0.3).",
)
@WORKERS
@addresses
@extractors
@click.pass_context
def command(
    ctx: click.Context, files: tuple[str, ...], out: Path | None, published: str | None, least: float | None,
    workers: int, follow: bool, most: int, allow_private: bool, extractor: str, llm_url: str | None,
    llm_model: str | None, llm_price: str | None,
) -> int:  # fmt: skip
    """Print what articles claim, as JSON lines.

    FILE is a text in UTF-8, with or without front matter, a web page, a PDF, a Word document, an e-mail message, a feed
    or a sitemap, or the address of one; - is standard input. Each line is one claim: subject s,
    relation r, object o, date (EDTF), place, stance, holder, quote and its offsets, document, rule, confidence and
    id. The confidence is the share of claims, read in the same way, that were right on annotated text.

    \b
    Example:
      kg extract article.txt --published 2026-01-15
      kg extract articles/*.txt --out claims/ --min-confidence 0.9
      kg extract article.txt --extractor llm --llm-url http://127.0.0.1:8080/v1 --llm-model NAME
    """
    readers = Readers(extractor, llm_url, llm_model, llm_price)
    kg = app(ctx, readers)
    if least is not None:
        kg.keep(least)
    check_date(published)
    found = named(kg, files, published, follow, most, allow_private)
    targets = output_names(found, ".jsonl") if out else {}
    if out:
        out.mkdir(parents=True, exist_ok=True)

    results = kg.extractions(list(found.values()), published, workers=workers)

    def work(item: str) -> None:
        extraction = extracted(results, item)
        readers.add(extraction.notes)
        if out:
            write_atomic(out / targets[item], lines(extraction))
        else:
            click.echo(lines(extraction), nl=False)
        progress(f"{item}: {len(extraction.claims)} claims")

    code = each(found, work)
    readers.tell()
    return code


def lines(extraction: Extraction) -> str:
    """The claims as JSON, one a line."""
    return "".join(json.dumps(claim.row(), ensure_ascii=False) + "\n" for claim in extraction.claims)
