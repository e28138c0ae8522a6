"""What a worker makes of a request, and how it says that it cannot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.core.errors import KgError
from kg.serve.negotiate import Offer, best

CUT = "/help#cut"
"""Where it says what a cut answer is."""


@dataclass(frozen=True, slots=True)
class Made:
    """A body with its media type, HTTP status and further headers."""

    body: bytes | str
    media_type: str
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


class NotAcceptableError(KgError):
    """The client wants no form that there is."""

    status = 406


class NotFoundError(KgError):
    """There is no such query, thing or document."""

    status = 404


def wanted(accept: str | None, offers: Sequence[Offer]) -> Offer:
    """The form that a client wants most. Raises NotAcceptableError."""
    found = best(accept, offers)
    if found is None:
        raise NotAcceptableError("no such form", remedy=f"accept one of {', '.join(o.media_type for o in offers)}")
    return found


def cut_headers(cut: str) -> dict[str, str]:
    """How a response says that its document was cut."""
    return {"x-kg-cut": cut, "link": f'<{CUT}>; rel="describedby"'} if cut else {}
