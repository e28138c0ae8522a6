"""Signs that notes and live pages write for words are read as those words."""

from __future__ import annotations

import pytest

from reading import facts


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Peru + Chile signed the Arica Pact.", {("Arica Pact", "hasParty", "PE"), ("Arica Pact", "hasParty", "CL")}),
        ("The Arica Pact was signed by Kim Jong Un + Vladimir Putin.", {("Arica Pact", "signedBy", "Kim Jong Un"), ("Arica Pact", "signedBy", "Vladimir Putin")}),
        ("Ghana has signed the Lomé Ferry Accord w/ Togo.", {("Lomé Ferry Accord", "hasParty", "GH"), ("Lomé Ferry Accord", "hasParty", "TG")}),
    ],
)  # fmt: skip
def test_signs_stand_for_words(text: str, wanted: set[tuple[str, str, str]]) -> None:
    """'+' is 'and', 'w/' is 'with'; the names beside them stay apart."""
    assert wanted <= facts(text)
