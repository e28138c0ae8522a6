"""One article as a page, a PDF, a Word document, a message and a feed, made from the same paragraphs."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from email.message import EmailMessage
from html import escape

TITLE = "Japan and the Philippines sign a supply pact"
PARAGRAPHS = (
    "MANILA – Japan and the Philippines signed the Acquisition and Cross-Servicing Agreement in Manila on Thursday.",
    "The agreement has not yet entered into force. Japanese Foreign Minister Toshimitsu Motegi met Philippine Foreign Secretary Theresa Lazaro before the ceremony, and the two countries agreed on closer Japan-Philippines patrols at sea.",
    "China and the Philippines dispute Scarborough Shoal, a chain of reefs and rocks in the South China Sea.",
)
PUBLISHED = "2026-01-15"
TEXT = "\n".join(PARAGRAPHS)


def page(paragraphs: Sequence[str] = PARAGRAPHS, *, date: str | None = PUBLISHED) -> bytes:
    meta = f'<meta property="article:published_time" content="{date}T09:00:00+08:00">' if date else ""
    body = "".join(f"<p>{escape(p)}</p>" for p in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{TITLE} | Example News</title>{meta}'
        f'<meta property="og:site_name" content="Example News"><meta property="og:title" content="{TITLE}">'
        '<link rel="canonical" href="https://news.example/pact"></head><body><nav><a href="/">Home</a></nav>'
        f"<article><h1>{TITLE}</h1>{body}</article><script>document.title = 'x'</script>"
        "<footer>Example News, all the news</footer></body></html>"
    ).encode()


def pdf(paragraphs: Sequence[str] = PARAGRAPHS, *, pages: int = 1, running: str = "") -> bytes:
    """A PDF by hand, of lines of 76 letters, in WinAnsi; each page has a running head and a number where wanted."""
    lines = [line for p in paragraphs for line in (*textwrap.wrap(p, 76, break_on_hyphens=True), "")]
    per = -(-len(lines) // pages)
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(pages))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    for n in range(pages):
        own = lines[n * per : (n + 1) * per]
        own = [running, *own, f"Page {n + 1} of {pages}"] if running else own
        shown = b" T* ".join(b"(" + _escaped(line) + b") Tj" for line in own)
        stream = b"BT /F1 11 Tf 14 TL 50 780 Td " + shown + b" ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * n} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream")
    out, offsets = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, content in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n" % number + content + b"\nendobj\n")
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % at for at in offsets))
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def _escaped(line: str) -> bytes:
    plain = line.encode("cp1252")
    return plain.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def docx(paragraphs: Sequence[str] = PARAGRAPHS) -> bytes:
    from docx import Document

    document = Document()
    document.add_paragraph(TITLE, style="Title")
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.core_properties.title = TITLE
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def message(paragraphs: Sequence[str] = PARAGRAPHS, *, html: bool = False) -> bytes:
    mail = EmailMessage()
    mail["From"] = '"Example News" <desk@news.example>'
    mail["To"] = "readers@news.example"
    mail["Subject"] = TITLE
    mail["Date"] = "Thu, 15 Jan 2026 18:00:00 +0800"
    mail["Message-ID"] = "<pact-1@news.example>"
    if html:
        mail.set_content("".join(f"<p>{escape(p)}</p>" for p in paragraphs), subtype="html")
    else:
        wrapped = "\n\n".join(textwrap.fill(p, 72) for p in paragraphs)
        mail.set_content(wrapped + "\n\n> What somebody wrote before.\n\n-- \nThe desk\n")
    return mail.as_bytes()


def rss(paragraphs: Sequence[str] = PARAGRAPHS, *, link: str = "https://news.example/pact") -> bytes:
    content = escape("".join(f"<p>{escape(p)}</p>" for p in paragraphs))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>Example News</title><language>en</language><item><title>{TITLE}</title><link>{link}</link>"
        f"<pubDate>Thu, 15 Jan 2026 18:00:00 +0800</pubDate><description>A pact.</description>"
        f"<content:encoded>{content}</content:encoded></item></channel></rss>"
    ).encode()


def atom(paragraphs: Sequence[str] = PARAGRAPHS) -> bytes:
    content = "".join(f"<p>{escape(p)}</p>" for p in paragraphs)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>Example News</title>'
        f"<entry><title>{TITLE}</title><id>tag:news.example,2026:1</id><published>2026-01-15T18:00:00+08:00</published>"
        '<link rel="self" href="https://news.example/1.atom"/><link href="https://news.example/pact"/>'
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{content}</div></content></entry></feed>'
    ).encode()
