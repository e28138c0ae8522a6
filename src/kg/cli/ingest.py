"""``kg ingest``: documents into the store."""

from __future__ import annotations

import click

from kg.app.verbs import check_date
from kg.cli._common import PUBLISHED, WORKERS, Readers, addresses, app, each, extracted, extractors, named, note


@click.command("ingest", short_help="Add articles to the store.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@PUBLISHED
@WORKERS
@addresses
@extractors
@click.pass_context
def command(
    ctx: click.Context, files: tuple[str, ...], published: str | None, workers: int, follow: bool, most: int,
    allow_private: bool, extractor: str, llm_url: str | None, llm_model: str | None, llm_price: str | None,
) -> int:  # fmt: skip
    """Add articles to the store.

    FILE is a text, a web page, a PDF, a Word document or an e-mail message; a feed or a sitemap, of which each entry is
    a document; or the address of one; - is standard input. Nothing is fetched but what you name, what a sitemap that
    you name lists, and with --follow what a feed links to. Each document is stored whole or not at all. Adding one
    again changes nothing; a changed text of the same address takes the place of the old one.

    \b
    Example:
      kg ingest article.txt
      kg ingest articles/*.txt page.html report.pdf
      kg ingest https://news.example/feed.xml --follow --most 20
      kg ingest article.txt --extractor llm --llm-url http://127.0.0.1:8080/v1 --llm-model NAME
    """
    readers = Readers(extractor, llm_url, llm_model, llm_price)
    kg = app(ctx, readers)
    check_date(published)

    found = named(kg, files, published, follow, most, allow_private)
    results = kg.extractions(list(found.values()), published, workers=workers)
    with kg.writing() as store:

        def work(item: str) -> None:
            extraction = extracted(results, item)
            readers.add(extraction)
            result = store.ingest(extraction)
            replaced = f", instead of {', '.join(old[:12] for old in result.replaced)}" if result.replaced else ""
            note(f"{item}: {result.outcome}, {result.claims} claims, document {result.document[:12]}{replaced}")

        code = each(found, work)
    readers.tell()
    return code
