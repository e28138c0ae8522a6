"""Which texts are one author's view."""

from __future__ import annotations

import pytest

from reading import annotated

_LEAD = "Kenya and Uganda belong to the East African Community. "


@pytest.mark.parametrize(
    ("text", "publisher", "view"),
    [
        (_LEAD + "I suspect that neither will leave.", "Lake Tribune", True),
        (_LEAD + "Neither will leave.", "Lake Tribune, opinion", True),
        (_LEAD + '"I suspect that neither will leave," said Jane Roe.', "Lake Tribune", False),
        (_LEAD + "World War I was long ago.", "Lake Tribune", False),
        (_LEAD + "As a Kenyan I ask why.", "Lake Tribune", True),
        (_LEAD + "In my view neither will leave.", "Lake Tribune", True),
        (_LEAD + '"In my view neither will leave," said Jane Roe.', "Lake Tribune", False),
        ("NAIROBI, June 3 - " + _LEAD + "I suspect that neither will leave.", "Lake Tribune", False),
        ("11:05 " + _LEAD + "\n\n11:10 I hear that neither will leave.", "Lake Tribune", False),
    ],
)
def test_commentary(text: str, publisher: str, view: bool) -> None:
    """A text called opinion, or with an 'I' outside quotations; no report from a place and no live page."""
    assert annotated(text, publisher=publisher).commentary is view
