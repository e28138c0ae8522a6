"""E-mail messages (.eml): the body of a message, with its subject, sender and date."""

from __future__ import annotations

import email
import re
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime

from kg.core.errors import ReadError
from kg.read.converted import Converted, unwrapped, words
from kg.read.html import fragment_text

_FIELD = re.compile(
    rb"^(From|To|Subject|Date|MIME-Version|Message-ID|Received|Return-Path|Delivered-To|Content-Type|Reply-To):",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER = re.compile(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t]+[^\n]*\n)*)+\r?\n")
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)


def is_mail(data: bytes) -> bool:
    """Whether bytes begin with the header of a message: four of its usual fields, sender and subject among them."""
    head = _HEADER.match(data[:65_536])
    fields = {found.lower() for found in _FIELD.findall(head[0])} if head else set()
    return len(fields) >= 4 and {b"from", b"subject"} <= fields


def convert(data: bytes, where: str) -> Converted:
    """The body of a message, as plain text where it has that; quoted lines and the signature are left out.

    A date is that of the sender's clock. ReadError for an encrypted message and one without text.
    """
    try:
        message = email.message_from_bytes(data, policy=default)
        assert isinstance(message, EmailMessage)
        if message.get_content_type() in ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"):
            raise ReadError("is an encrypted message", where=where, remedy="save its text as plain text")
        part = message.get_body(preferencelist=("plain", "html"))
        content = part.get_content() if part is not None else ""
        text = _plain(content) if part is not None and part.get_content_subtype() == "plain" else fragment_text(content)
        subject, sender, date = (str(message.get(field) or "") for field in ("subject", "from", "date"))
        identity = str(message.get("message-id") or "").strip().strip("<>")
    except (
        MessageError,
        LookupError,
        ValueError,
        AttributeError,
        TypeError,
        IndexError,
        AssertionError,
        RecursionError,
    ) as error:
        raise ReadError(
            "is a message that cannot be read", where=where, remedy="save its text as plain text"
        ) from error
    if not text.strip():
        raise ReadError("is a message without text", where=where, remedy="save what is attached and name that")
    name = words(sender.partition("<")[0].strip().strip('"')) or words(sender.strip("<> "))
    url = f"mid:{identity}" if re.fullmatch(r"[\w.!#$%&'*+/=?^`{|}~@-]+", identity, re.ASCII) else None
    return Converted(text=text, title=words(subject), publisher=name, published=_day(date), url=_iri_safe(url))


def _plain(content: str) -> str:
    body = _SIGNATURE.split(content.replace("\r\n", "\n"), maxsplit=1)[0]
    return unwrapped("\n".join("" if line.startswith(">") else line for line in body.split("\n")))


def _day(date: str) -> str | None:
    try:
        return parsedate_to_datetime(date).date().isoformat() if date.strip() else None
    except (ValueError, IndexError, TypeError, OverflowError):
        return None


def _iri_safe(url: str | None) -> str | None:
    return url if url and not re.search(r"[\^`{|}]", url) else None
