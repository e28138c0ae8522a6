"""How much of the articles' own words an export carries.

``quote``: the words. ``offsets``: where they are and their hash, so that who has the article can check them, and no
sentence of it. ``none``: no evidence at all. Titles of documents and names of things stay in each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from kg.core.errors import UsageError
from kg.core.model import ID_BASE, Claim
from kg.core.rdf_terms import kg, term

POLICIES = ("quote", "offsets", "none")
_WORDS = {term("oa:exact"), kg("explanation"), kg("dateWords")}
_EVIDENCE = ID_BASE + "evidence/"


def check_policy(policy: str) -> None:
    if policy not in POLICIES:
        raise UsageError(f"there is no evidence policy {policy!r}", remedy=f"choose one of {', '.join(POLICIES)}")


def withheld(quads: Iterable[Quad], policy: str) -> Iterator[Quad]:
    """The quads that the policy lets out."""
    for quad in quads:
        if policy != "quote" and quad.predicate in _WORDS:
            continue
        if policy == "none":
            node = quad.subject
            if quad.predicate == kg("evidence") or (isinstance(node, NamedNode) and node.value.startswith(_EVIDENCE)):
                continue
        yield quad


def claim_row(claim: Claim, policy: str) -> dict[str, object]:
    """The interchange row of a claim, as far as the policy lets it out; with ``offsets``, a hash for the quote."""
    row = claim.row()
    if policy == "quote":
        return row
    if policy == "none":
        return {key: value for key, value in row.items() if key not in ("quote", "start", "end")}
    sha = hashlib.sha256(claim.evidence.quote.encode("utf-8")).hexdigest()
    return {"quoteSha256" if key == "quote" else key: sha if key == "quote" else row[key] for key in row}
