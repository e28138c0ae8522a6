"""Files of several formats, feeds, sitemaps and addresses, by the program as users call it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import formats
from program import Run
from website import website

pytestmark = pytest.mark.model


def facts(lines: str) -> list[tuple[str, str, str | None]]:
    return [(row["s"], row["r"], row["o"]) for row in map(json.loads, lines.splitlines())]


def test_every_format_in_one_call(tmp_path: Path, kg: Run) -> None:
    """A page, PDF, Word document, message and feed give what the text gives; a damaged one is one line, the rest done."""
    made = {
        "plain.txt": formats.TEXT.encode(), "page.html": formats.page(), "paper.pdf": formats.pdf(), "word.docx": formats.docx(),
        "mail.eml": formats.message(), "feed.xml": formats.rss(), "broken.pdf": b"%PDF-1.7\nx",
    }  # fmt: skip
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    done = kg("extract", *made, "--out", "out", "--published", formats.PUBLISHED, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "kg: broken.pdf: is a damaged PDF; save it anew, or save its text",
        "kg: 1 of 7 failed",
    ]
    found = {path.name: facts(path.read_text("utf-8")) for path in (tmp_path / "out").iterdir()}
    assert sorted(found) == ["feed-1.jsonl", "mail.jsonl", "page.jsonl", "paper.jsonl", "plain.jsonl", "word.jsonl"]
    assert len(found["plain.jsonl"]) >= 8 and all(rows == found["plain.jsonl"] for rows in found.values())


def test_addresses_are_fetched_only_when_named(tmp_path: Path, kg: Run) -> None:
    """A named page, a feed's pages with --follow and a sitemap's pages are stored with their address; no other is asked for."""
    with website() as site:
        pact = formats.page().replace(b"https://news.example/pact", site.url("/pact").encode())
        other = formats.page(
            ("On Monday Ghana and Togo held talks in Accra on their maritime border, officials said.",) * 2
        )
        other = other.replace(b"https://news.example/pact", site.url("/talks").encode()).replace(
            b'href="/"', b'href="/never"'
        )
        site.pages |= {
            "/pact": (200, {}, pact), "/talks": (200, {}, other),
            "/feed": (200, {}, formats.rss(("Brief.",), link=site.url("/pact"))),
            "/sitemap.xml": (200, {}, f"<urlset><url><loc>{site.url('/talks')}</loc></url><url><loc>{site.url('/gone')}</loc></url></urlset>".encode()),
        }  # fmt: skip
        refused = kg("ingest", site.url("/pact"), cwd=tmp_path)
        assert refused.returncode == 1 and "not on the public internet" in refused.stderr and site.asked == []
        done = kg("ingest", site.url("/feed"), site.url("/sitemap.xml"), "--follow", "--allow-private", cwd=tmp_path)
        assert done.returncode == 1
        assert f"{site.url('/gone')}: answers with status 404" in done.stderr and "kg: 1 of 3 failed" in done.stderr
        assert site.asked == ["/robots.txt", "/feed", "/pact", "/sitemap.xml", "/talks", "/gone"]
        listed = kg("query", "documents", "--format", "csv", cwd=tmp_path).stdout
        assert "Example News" in listed and listed.count("2026-01-15") == 2
        again = kg("ingest", site.url("/pact"), "--allow-private", cwd=tmp_path)
        assert again.returncode == 0 and "1 of 1 were read before" in again.stderr


def test_no_more_than_wanted(tmp_path: Path, kg: Run) -> None:
    """--most bounds how many entries of a feed are read."""
    item = formats.rss().partition(b"<item>")[2].partition(b"</item>")[0]
    many = b"".join(b"<item>" + item.replace(b"/pact", b"/pact%d" % n) + b"</item>" for n in range(5))
    (tmp_path / "feed.xml").write_bytes(
        b"<rss><channel xmlns:content='http://purl.org/rss/1.0/modules/content/'>" + many + b"</channel></rss>"
    )
    done = kg("extract", "feed.xml", "--most", "2", "--out", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["feed-1.jsonl", "feed-2.jsonl"]
