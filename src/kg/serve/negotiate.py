"""Which of several media types a client wants: the ``Accept`` header of RFC 9110, section 12.5.1."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_QUALITY = re.compile(r"(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)")
_MOST_RANGES = 50


@dataclass(frozen=True, slots=True)
class Offer:
    """One form in which something can be had: its short name, its media type, and other types that mean it too."""

    name: str
    media_type: str
    also: tuple[str, ...] = ()

    @property
    def types(self) -> tuple[str, ...]:
        return (self.media_type, *self.also)

    @property
    def header(self) -> str:
        """The ``Content-Type``; text is always UTF-8."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


def best(accept: str | None, offers: Sequence[Offer]) -> Offer | None:
    """The offer that the header wants most; of equals the first. None where it wants none of them.

    A header that is missing, or has nothing readable in it, wants anything.
    """
    ranges = _ranges(accept or "")
    if not ranges:
        return offers[0]
    rated = [(max(_quality(kind, ranges) for kind in offer.types), -place) for place, offer in enumerate(offers)]
    quality, place = max(rated)
    return offers[-place] if quality > 0 else None


def _ranges(accept: str) -> list[tuple[str, float]]:
    found = []
    for part in accept.split(",")[:_MOST_RANGES]:
        kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                quality = float(value.strip()) if _QUALITY.fullmatch(value.strip()) else 0.0
        if "/" in kind:
            found.append((kind, quality))
    return found


def _quality(kind: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The quality that the most specific range gives a type."""
    main = kind.partition("/")[0]
    for wanted in (kind, f"{main}/*", "*/*"):
        given = [quality for name, quality in ranges if name == wanted]
        if given:
            return max(given)
    return 0.0
