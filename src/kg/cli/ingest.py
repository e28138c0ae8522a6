"""``kg ingest``: documents into the store."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from kg.app.verbs import check_date
from kg.cli._common import PUBLISHED, SCHEDULER, WORKERS, Readers, addresses, app, extractors, note, told_failures

if TYPE_CHECKING:
    from kg.app.ingest import Told


@click.command("ingest", short_help="Add articles to the store.")
@click.argument("names", nargs=-1, required=True, metavar="FILE|FOLDER|PATTERN...")
@click.option("--jsonl", is_flag=True, help="All are JSON lines, whatever their names are (also -).")
@click.option("--fields", metavar="PART=NAME,...", help="Where JSON lines have the parts of a document, such as "
              "text=body,title=headline,published=meta.date; the parts' own names by default.")  # fmt: skip
@click.option("--again", is_flag=True, help="Read also what was read before and has not changed.")
@PUBLISHED
@WORKERS
@SCHEDULER
@addresses
@extractors
@click.pass_context
def command(
    ctx: click.Context, names: tuple[str, ...], jsonl: bool, fields: str | None, again: bool, published: str | None,
    workers: int, scheduler: str | None, follow: bool, most: int, allow_private: bool, extractor: str,
    llm_url: str | None, llm_model: str | None, llm_price: str | None,
) -> int:  # fmt: skip
    """Add articles to the store.

    FILE is a text, a web page, a PDF, a Word document or an e-mail message; a feed or a sitemap, of which each entry is
    a document; or the address of one; - is standard input. Folders are searched for these and for JSON lines; .gz,
    .bz2, .xz and .zst are unpacked. A line of JSON is a document with the parts text, title, url, published, publisher,
    lang and id. Nothing is fetched but what you name, what a sitemap that you name lists, and with --follow what a feed
    links to.

    Each document is stored whole or not at all, in batches; what was read before and has not changed, by the same
    rules, model and reference data, is not read again, so that a run that was cut off can be called again. A changed
    text of the same address takes the place of the old one.

    \b
    Example:
      kg ingest article.txt
      kg ingest articles/ page.html report.pdf 'archive/2025-*.txt.gz'
      zcat news.jsonl.gz | kg ingest - --jsonl --fields text=body,url=link,published=date
      kg ingest https://news.example/feed.xml --follow --most 20
      kg ingest article.txt --extractor llm --llm-url http://127.0.0.1:8080/v1 --llm-model NAME
    """
    from kg.app.workers import beside

    readers = Readers(extractor, llm_url, llm_model, llm_price)
    kg = app(ctx, readers)
    check_date(published)
    counts = Counter[str]()
    with beside(kg, workers == 1 and not scheduler):  # before the store and all that it needs is imported
        from kg.app.ingest import ingest
        from kg.app.inputs import Options
        from kg.read.streams import parse_fields

        options, parts = Options(follow, most, allow_private), parse_fields(fields)
        pieces = kg.pieces(list(dict.fromkeys(names)), published, fields=parts, rows=jsonl, options=options)
        with kg.writing() as store:
            for told in ingest(kg, store, pieces, again=again, workers=workers, scheduler=scheduler):
                readers.add(told.notes)
                counts[_tell(told)] += 1
    if skipped := counts["skipped"]:
        note(f"{skipped} of {counts.total()} were read before and have not changed, and were not read again")
    readers.tell()
    return told_failures(counts["failed"], counts.total())


def _tell(told: Told) -> str:
    """Say what became of one document; in a word: failed, stored or skipped."""
    if told.undated:
        note(f"kg: warning: {told.where}: no date of publication found, so 'today' or 'last year' in it stay "
             "unresolved; give it with --published or in its front matter")  # fmt: skip
    if told.error:
        note(f"kg: {told.error}")
        return "failed"
    if result := told.result:
        replaced = f", instead of {', '.join(old[:12] for old in result.replaced)}" if result.replaced else ""
        what = f"{result.outcome}, {result.claims} claims, document {result.document[:12]}"
        note(f"{told.where}: {what}{replaced}")
        return "stored"
    return "skipped"
