"""Trees of clauses that a remark cuts in two are mended: verb, subject, helping verb and negation belong together."""

from __future__ import annotations

import pytest

from reading import hangs

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "word", "above"),
    [
        ("Togo did not, as the opposition had claimed, sign the Treaty of Arica.", "not", ("neg", "sign")),
        ("Togo has never, whatever Ghana says, attacked Benin.", "never", ("neg", "attacked")),
        ("Ghana was not, in spite of rumours, attacked by Togo.", "Ghana", ("nsubjpass", "attacked")),
        ("Kenya will not, the minister said, recognise Kosovo.", "Kenya", ("nsubj", "recognise")),
        ("Kenya will not, the minister said, recognise Kosovo.", "said", ("parataxis", "recognise")),
        ("The step was not, the ministry stressed, a breach of the pact.", "breach", ("attr", "was")),
        ("The ruling does not by itself end the Treaty of Arica.", "not", ("neg", "end")),
        ("Kenya is believed by Chilean officials to have attacked Somalia.", "officials", ("pobj", "by")),
        ("Kenya, Chile says, attacked Somalia.", "Kenya", ("nsubj", "attacked")),
        ("Kenya, Chile says, attacked Somalia.", "Chile", ("nsubj", "says")),
    ],
)
def test_what_a_remark_parts_is_joined(text: str, word: str, above: tuple[str, str]) -> None:
    """'Did not, as Chad claims, sign' is 'did not sign', with its subject, and whoever is named in the remark says so."""
    assert hangs(text, word) == above
