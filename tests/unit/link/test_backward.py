"""Descriptions that point back: the tail of a name, forces spoken of again, several of a kind, an author's 'we'."""

from __future__ import annotations

import pytest

from kg.core.model import Document
from reading import pipeline


def _events(text: str) -> set[tuple[str, str, str | None]]:
    document = Document(id=Document.hash(text), uri="text", name="text", text=text, published="2025-01-15", title="")
    claims = pipeline().extract(document).claims
    return {
        (c.relation, c.subject.code or c.subject.name, (c.object.code or c.object.name) if c.object else None)
        for c in claims
        if c.relation.isupper()
    }


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "The Polisario Front held a congress. Algeria arms the Front.",
            ("AID", "DZ", "Polisario Front"),
        ),
        (
            "Ugandan soldiers are in Kirundo. Burundi demands the withdrawal of these soldiers.",
            ("REQUEST", "BI", "UG"),
        ),
        (
            "Guinea, Chad and Gabon met in Paris. The juntas condemned France.",
            ("ACCUSE", "GN", "FR"),
        ),
        (
            "Angered by Chile, he spoke. President Luis Arce is proud. Mocked by Gabriel Boric, he condemned Peru.",
            ("ACCUSE", "Luis Arce", "PE"),
        ),
        (
            "The Ethiopian foreign minister had the Kenyan ambassador summoned.",
            ("PROTEST", "ET", "KE"),
        ),
        (
            "A court in Rabat sentenced a Spanish journalist to death.",
            ("COERCE", "MA", "ES"),
        ),
    ],
)
def test_a_description_means_who_was_named_before(text: str, event: tuple[str, str, str | None]) -> None:
    """What points back without a name stands for the one that the text has named."""
    assert event in _events(text)


def test_nobody_is_meant_where_nobody_was_named() -> None:
    """'These soldiers' and 'the Front' stand for nobody where the text has named no such ones."""
    assert not _events("The Front demands the withdrawal of these soldiers. The juntas condemned it.")
