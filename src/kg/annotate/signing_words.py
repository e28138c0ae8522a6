"""Words of signing without the verb: 'put their names to it', 'set its hand to it'."""

from __future__ import annotations

from kg.core.annotated import Token
from kg.core.words import word_set

PUTS = word_set("shared.puts_to_paper")
"""Verbs that with a word of ``INK`` mean signing."""
INK = word_set("annotate.signing_words.ink")
"""What is put to a treaty by those who sign it."""


def inked(verb: Token) -> bool:
    """'Put their names', 'set their hands', 'put pen' (to it)."""
    return verb.lemma in PUTS and any(o.lemma in INK for o in verb.by("dobj", "nsubjpass"))
