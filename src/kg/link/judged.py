"""Applies a person's decisions to claims: things that were judged the same get one identity, the words stay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.core.judgements import Judgements
from kg.core.model import Claim
from kg.link.renaming import renamed

_ROLES = ("subject", "object", "place", "holder", "of", "subject_state", "object_state")


def apply_judgements(claims: Sequence[Claim], judgements: Judgements) -> tuple[Claim, ...]:
    """The claims with the IRIs of merged things; each such claim's trace shows the chain of decisions."""
    if not judgements.rows:
        return tuple(claims)

    def new(_: str, own: str) -> tuple[str, Iterator[str]]:
        kept = judgements.canonical(own)
        return kept, (f"judged: {row}" for row in judgements.chain(own, kept))

    return tuple(renamed(claim, _ROLES, new) for claim in claims)
