"""What several commands share: the project, running over many files, and saying what happens on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping

import click

from kg.app import App, open_app
from kg.core.errors import KgError, UsageError
from kg.core.model import Document, Extraction

PUBLISHED = click.option(
    "--published", metavar="DATE", help="Date of publication of the texts whose front matter has none."
)

WORKERS = click.option(
    "--workers", type=click.IntRange(1), default=1, metavar="N", help="Processes that extract; the result is the same."
)

SCHEDULER = click.option(
    "--scheduler", metavar="ADDRESS", help="A Dask scheduler (tcp://host:8786) whose workers extract."
)


def addresses(command: Callable[..., int]) -> Callable[..., int]:
    """The options of how addresses, feeds and sitemaps are read, for a command that takes articles."""
    for option in (
        click.option("--allow-private", is_flag=True, help="Fetch also from addresses not on the public internet."),
        click.option("--most", type=click.IntRange(1), default=100, show_default=True, metavar="N",
                     help="How many pages of a feed or sitemap to read."),
        click.option("--follow", is_flag=True, help="Of a feed, fetch the pages that its entries link to."),
    ):  # fmt: skip
        command = option(command)
    return command


def extractors(command: Callable[..., int]) -> Callable[..., int]:
    """The options of who reads, for a command that extracts."""
    for option in (
        click.option("--llm-price", metavar="IN,OUT", help="Prices of a million tokens in and out, to tell the cost."),
        click.option("--llm-model", metavar="NAME", envvar="KG_LLM_MODEL", help="The language model to ask for."),
        click.option("--llm-url", metavar="URL", envvar="KG_LLM_URL",
                     help="Its OpenAI-compatible address, up to /v1; its key is in KG_LLM_KEY."),
        click.option("--extractor", type=click.Choice(["frames", "llm"]), default="frames", show_default=True,
                     help="llm: a language model reads along, at the address that you name."),
    ):  # fmt: skip
        command = option(command)
    return command


class Readers:
    """Who reads the documents of a call, and what a language model took for it."""

    def __init__(self, extractor: str, url: str | None, model: str | None, price: str | None) -> None:
        self.options, self._totals = None, {"requests": 0, "cached": 0, "prompt_tokens": 0, "completion_tokens": 0}
        self._refused = 0
        self._price = _prices(price)
        if extractor == "llm":
            from kg.extract.llm import Options

            self.options = Options(url or "", model or "")

    def add(self, notes: Mapping[str, str]) -> None:
        """Count what an extraction took, by its notes."""
        for key in self._totals:
            self._totals[key] += int(notes.get(key, 0))
        self._refused += int(notes.get("refused", 0))

    def tell(self) -> None:
        """Say on standard error what a model took, where one was asked."""
        if self.options is None:
            return
        asked, cached, read, wrote = self._totals.values()
        cost = ""
        if self._price:
            cost = f", cost {(read * self._price[0] + wrote * self._price[1]) / 1e6:.4f}"
        took = f"{asked} requests, {cached} answers from the cache, {read} tokens in, {wrote} out{cost}"
        note(f"{self.options.model}: {took}; {self._refused} facts refused")


def _prices(price: str | None) -> tuple[float, float] | None:
    if price is None:
        return None
    try:
        first, second = map(float, price.split(","))
    except ValueError as error:
        raise UsageError(f"'{price}' is no price", remedy="write --llm-price IN,OUT, such as 0.15,0.60") from error
    return first, second


def named(
    kg: App, files: Iterable[str], published: str | None, follow: bool, most: int, allow_private: bool
) -> dict[str, Document | str | KgError]:
    """The documents that files and addresses stand for, by what to call each; see :mod:`kg.app.inputs`."""
    from kg.app.inputs import Options, items

    options = Options(follow, most, allow_private)
    return {item.label: item.content for item in items(kg, tuple(files), published, options)}


def app(ctx: click.Context, readers: Readers | None = None) -> App:
    """The application for the project of this call."""
    store = ctx.find_root().params.get("store")
    return open_app(ctx.obj, store, model=readers.options if readers else None)


def note(message: str) -> None:
    """One line on standard error."""
    click.echo(message, err=True)


def progress(message: str) -> None:
    """One line on standard error where somebody is watching."""
    if sys.stderr.isatty():
        note(message)


def warn_undated(document: Document, where: str) -> None:
    """Say that relative times of this document cannot be resolved."""
    if document.published is None:
        note(f"kg: warning: {where}: no date of publication found, so 'today' or 'last year' in it stay unresolved; "
             "give it with --published or in its front matter")  # fmt: skip


def extracted(results: Iterator[Extraction | KgError], where: str) -> Extraction:
    """The next of several extractions; its error is raised, and a missing date told."""
    result = next(results)
    if isinstance(result, KgError):
        raise result
    warn_undated(result.document, where)
    return result


def each(items: Iterable[str], work: Callable[[str], None]) -> int:
    """Do the work on each item, the others still when one fails; the exit code, after a line with the count."""
    failed = total = 0
    for item in dict.fromkeys(items):
        total += 1
        try:
            work(item)
        except KgError as error:
            failed += 1
            note(f"kg: {error}")
    return told_failures(failed, total)


def told_failures(failed: int, total: int) -> int:
    """Say how many of several failed; the exit code."""
    if failed and total > 1:
        note(f"kg: {failed} of {total} failed")
    return 1 if failed else 0
