"""Trees of sentences whose asides the statistical parser takes into a clause are mended."""

from __future__ import annotations

import pytest

from reading import hangs

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "word", "above"),
    [
        ("Ghana, although an ally of Togo and a member of the Union, has left.", "ally", ("appos", "Ghana")),
        ("While an ally of Togo, Ghana sold it no guns.", "ally", ("appos", "Ghana")),
        (
            "Since August Colombia has been disputing with Peru the ownership of Santa Rosa.",
            "Colombia",
            ("nsubj", "disputing"),
        ),
        ("Officials spoke of Kenya's claim to the valley, which Togo rejects.", "Togo", ("nsubj", "rejects")),
        ("The pact that Peru and Chile put their names to in Lima covers fishing.", "put", ("relcl", "pact")),
        ("It came before the court under the Accra Pact that both signed in 2008.", "signed", ("relcl", "Pact")),
        ("Under the pact it signed with Togo in May, its navy will guard the coast.", "signed", ("relcl", "pact")),
    ],
)
def test_asides_hang_where_they_belong(text: str, word: str, above: tuple[str, str]) -> None:
    """What a subject is in spite of, what tells which treaty, and who rejects: each hangs on its own word."""
    assert hangs(text, word) == above
