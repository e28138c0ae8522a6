"""Many ways to say who is party to a treaty, who signed it and what became of it, in a table of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from reading import claims, table

pytestmark = pytest.mark.model
_MARKS = {"stated": "", "negated": "-"}


def _rows() -> list[tuple[str, str]]:
    return [(text.replace("\\n", "\n"), told) for text, told in table(Path(__file__).with_name("treaties.tsv"))]


def _told(text: str) -> str:
    """Each treaty's parties (ISO codes, '-' before those that are none), steps with dates and signatories, sorted."""
    treaties: dict[str, set[str]] = {}
    for claim in claims(text, "hasParty", "status", "signedBy"):
        assert claim.object is not None
        word = claim.object.key if claim.relation == "hasParty" else claim.object.name
        word = f"by:{word}" if claim.relation == "signedBy" else word
        if claim.relation == "status" and claim.date is not None:
            word += f"@{claim.date.edtf}"
        stance = str(claim.stance)
        word = _MARKS.get(stance, f"?{stance[0]}:") + word.replace(" ", "_")
        treaties.setdefault(claim.subject.iri, set()).add(word)
    return " | ".join(sorted(" ".join(sorted(words)) for words in treaties.values()))


@pytest.mark.parametrize(("text", "told"), _rows())
def test_treaties_of_a_text(text: str, told: str) -> None:
    """A text tells of its treaties what the table says: nothing is missing, and nothing is made up."""
    assert _told(text) == " | ".join(sorted(" ".join(sorted(t.split())) for t in told.split("|")))
