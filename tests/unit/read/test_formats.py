"""Pages, PDF, Word documents, messages and feeds: what they become, and what is refused in one line."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import formats
from kg.core.errors import ReadError
from kg.core.model import Document
from kg.read import feeds, word
from kg.read.converted import unwrapped
from kg.read.html import fragment_text
from kg.read.text import made, parse


def entry(data: bytes) -> Document:
    (listed,) = feeds.entries(data, "feed.xml")
    return made(listed.converted, "feed-1")


DOCUMENTS = {
    "page": lambda: parse(formats.page(), "pact.html"),
    "pdf": lambda: parse(formats.pdf(), "pact.pdf"),
    "pdf of three pages": lambda: parse(formats.pdf(pages=3, running="Example News Weekly"), "pact.pdf"),
    "docx": lambda: parse(formats.docx(), "pact.docx"),
    "message": lambda: parse(formats.message(), "pact.eml"),
    "message in HTML": lambda: parse(formats.message(html=True), "pact.eml"),
    "rss": lambda: entry(formats.rss()),
    "atom": lambda: entry(formats.atom()),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_text_is_that_of_the_article(name: str) -> None:
    """Each format gives the paragraphs of the article, one a line, without menus, running heads, quotes or signature."""
    document = DOCUMENTS[name]()
    assert document.text == formats.TEXT
    assert document.id == Document.hash(formats.TEXT)


@pytest.mark.parametrize("name", ["page", "docx", "message", "rss", "atom"])
def test_title_is_found(name: str) -> None:
    """The title comes from the file's own metadata."""
    assert DOCUMENTS[name]().title == formats.TITLE


@pytest.mark.parametrize("name", ["page", "message", "message in HTML", "rss", "atom"])
def test_date_and_publisher_are_found(name: str) -> None:
    """The day and the publisher come from metadata, the day by the publisher's own clock."""
    document = DOCUMENTS[name]()
    assert (document.published, document.publisher) == (formats.PUBLISHED, "Example News")


@pytest.mark.parametrize("name", ["pdf", "docx"])
def test_day_of_making_a_file_is_no_date_of_publication(name: str) -> None:
    """A PDF or Word document has no date of publication unless its text has one: the user is asked for it."""
    assert DOCUMENTS[name]().published is None
    dated = ("MANILA, 15 January 2026 – Japan and the Philippines signed a pact.",)
    make = {"pdf": formats.pdf, "docx": formats.docx}[name]
    assert parse(make(dated), "x").published == "2026-01-15"
    assert parse(make(), "x", published="2026-01-16").published == "2026-01-16"


def test_address_is_the_page_s_own() -> None:
    """A page's canonical address, a feed entry's link and a message's identifier name the document."""
    assert DOCUMENTS["page"]().uri == "https://news.example/pact"
    assert DOCUMENTS["rss"]().uri == DOCUMENTS["atom"]().uri == "https://news.example/pact"
    assert DOCUMENTS["message"]().uri == "mid:pact-1@news.example"
    assert DOCUMENTS["pdf"]().uri == "file:pact.pdf"


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def encrypted() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(formats.pdf())))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


FRENCH = (
    "La France et le Niger ont signé un accord de défense à Niamey jeudi dernier, a annoncé le ministère des Affaires "
    "étrangères. Les deux pays vont coopérer."
)
BAD = {
    "encrypted PDF": (encrypted, "is an encrypted PDF"),
    "PDF cut off": (lambda: formats.pdf()[:300], "damaged PDF|without text"),
    "PDF of nothing": (lambda: b"%PDF-1.7\n", "is a damaged PDF"),
    "PDF of noise": (lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, "is a damaged PDF"),
    "PDF without text": (lambda: formats.pdf(("",)), "is a PDF without text"),
    "zip cut off": (lambda: formats.docx()[:500], "is a damaged zipped file"),
    "spreadsheet": (lambda: zipped(xl__workbook_xml=b"<x/>"), "is a zipped file that is no Word document"),
    "docx of noise": (lambda: zipped(word__document_xml=b"\0<"), "is a damaged Word document"),
    "old Office file": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is an old or encrypted Office file"),
    "page without article": (lambda: b"<!doctype html><html><body></body></html>", "has no article that can be found"),
    "page in French": (
        lambda: formats.page([FRENCH] * 3),
        "not in English",
    ),
    "feed": (formats.rss, "is a feed or a sitemap"),
    "encrypted message": (
        lambda: b"From: a@b.example\nTo: c@d.example\nSubject: x\nDate: Thu, 15 Jan 2026 18:00:00 +0800\n"
                b"Content-Type: application/pkcs7-mime\n\nMIIB\n",
        "is an encrypted message",
    ),
    "message without text": (
        lambda: b"From: a@b.example\nTo: c@d.example\nSubject: x\nDate: Thu, 15 Jan 2026 18:00:00 +0800\n\n\n",
        "is a message without text",
    ),
    "rtf": (lambda: b"{\\rtf1 x}", "is RTF"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_one_line(name: str) -> None:
    """A damaged, encrypted, empty or foreign file gives one line that names it, says what is wrong and what to do."""
    make, what = BAD[name]
    with pytest.raises(ReadError, match=what) as caught:
        parse(make(), "odd.bin")
    assert str(caught.value).startswith("odd.bin: ") and "; " in str(caught.value) and "\n" not in str(caught.value)


def test_a_zip_that_unpacks_to_far_more_is_refused() -> None:
    """A Word document whose parts unpack to many times the limit is refused before they are unpacked."""
    data = zipped(word__document_xml=b" " * 3_000_000)
    with pytest.raises(ReadError, match="unpacks to far more"):
        word.convert(data, "bomb.docx", limit=100_000)


def test_a_pdf_with_more_text_than_the_limit_is_refused() -> None:
    """The limit holds for the text that a PDF unpacks to."""
    with pytest.raises(ReadError, match="more text than"):
        parse(formats.pdf(pages=2), "x.pdf", limit=200)


@pytest.mark.parametrize("data", [
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]><rss><channel><item><title>&c;</title></item></channel></rss>',
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&a;</title></item></channel></rss>',
])  # fmt: skip
def test_entities_in_feeds_are_refused(data: bytes) -> None:
    """A feed that brings entities of its own, inward or outward, is not read."""
    assert feeds.is_feed(data)
    with pytest.raises(ReadError, match="entities of its own"):
        feeds.entries(data, "feed.xml")


@pytest.mark.parametrize(("data", "what"), [
    (b"<rss><channel><item>", "not well-formed XML"), (b"<rss><channel></channel></rss>", "without entries"),
    (b"<urlset></urlset>", "lists nothing"),
])  # fmt: skip
def test_broken_feeds_are_one_line(data: bytes, what: str) -> None:
    """A feed that is cut off, and lists of nothing, are told in a line."""
    with pytest.raises(ReadError, match=what):
        (feeds.addresses if feeds.is_sitemap(data) else feeds.entries)(data, "feed.xml")


def test_rss_of_old_and_entries_without_text() -> None:
    """RSS 1.0 is read as well; the longer of content and description counts; an entry without text is told."""
    data = (b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
            b' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old News</title></channel>'
            b"<item><title>A</title><link>https://old.example/a</link><description>Togo and Benin met.</description>"
            b"<dc:date>2020-02-03T10:00:00Z</dc:date></item><item><title>B</title></item></rdf:RDF>")  # fmt: skip
    first, second = feeds.entries(data, "old.rdf")
    document = made(first.converted, "old-1")
    assert (document.text, document.published, document.publisher) == ("Togo and Benin met.", "2020-02-03", "Old News")
    assert first.summary
    with pytest.raises(ReadError, match="has no text"):
        made(second.converted, "old-2")


def test_fragment_text_has_what_is_shown() -> None:
    """Blocks and line breaks become lines; scripts, styles and comments vanish; entities are read."""
    text = fragment_text(
        "<div>Togo &amp; Benin<br>met.<script>alert(1)</script><!-- x --><p>They <b>signed</b>.</p></div>"
    )
    assert text == "Togo & Benin\nmet.\nThey signed."
    assert fragment_text("plain\n\n words ") == "plain\nwords"
    assert fragment_text("<script>x</script>") == ""


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=60), max_size=8), st.integers(20, 60))
def test_unwrapping_keeps_every_word(paragraphs: list[str], width: int) -> None:
    """Whatever the paragraphs and the width, no letter is lost or added but hyphens and white space."""
    import textwrap

    wrapped = "\n\n".join("\n".join(textwrap.wrap(p, width)) for p in paragraphs)
    keep = "".join(c for c in wrapped if not c.isspace() and c != "-")
    assert "".join(c for c in unwrapped(wrapped) if not c.isspace() and c != "-") == keep


def test_unwrapping_joins_lines_of_a_paragraph() -> None:
    """A word broken before a small letter is joined, a compound keeps its hyphen, and a short last line ends."""
    text = "The two sides signed a pact on mutual de-\nfence and a new Japan-\nPhilippines dialogue was agreed on in the\ncapital.\nChina protested against the agreement that"
    assert unwrapped(text).split("\n") == [
        "The two sides signed a pact on mutual defence and a new Japan-Philippines dialogue was agreed on in the capital.",
        "China protested against the agreement that",
    ]


@pytest.mark.model
def test_facts_are_those_of_the_plain_text(tmp_path: Path) -> None:
    """Every format gives the same claims as the plain text with that date, quotes and offsets included."""
    import kg

    app = kg.open(tmp_path)
    plain = [c.row() for c in app.extract(parse(formats.TEXT.encode(), "pact.txt", published=formats.PUBLISHED)).claims]
    assert len(plain) >= 8
    for name, make in DOCUMENTS.items():
        document = make()
        if document.published is None:
            document = made_with_date(name)
        assert [c.row() for c in app.extract(document).claims] == plain, name


def made_with_date(name: str) -> Document:
    data = (
        formats.docx()
        if name == "docx"
        else formats.pdf()
        if name == "pdf"
        else formats.pdf(pages=3, running="Example News Weekly")
    )
    return parse(data, "pact", published=formats.PUBLISHED)
