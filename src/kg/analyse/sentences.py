"""A claim in a sentence by a template of ``sentences.toml``: nothing is said that the claim does not say."""

from __future__ import annotations

from kg.analyse.terms import table
from kg.analyse.treaties import capital, the
from kg.core.model import ONTOLOGY, Claim, Document, Entity
from kg.core.ontology import Ontology


def sentence(claim: Claim, ontology: Ontology) -> str:
    """What the claim says, where, on whose word and in which stance; without its date, and without a full stop."""
    templates = table("sentences")["relations"]
    template = templates.get(claim.relation) or templates["event" if claim.object else "act"]
    of = f" of {the(claim.of.name)}" if claim.of else ""
    text: str = template.format(
        s=actor(claim.subject, claim.subject_state), of=of, label=ontology.label(claim.relation),
        o=actor(claim.object, claim.object_state, ontology) if claim.object else "",
    )  # fmt: skip
    text += f", at {the(claim.place.name)}" if claim.place else ""
    how = table("sentences")["stances"][str(claim.stance)]
    holder = the(claim.holder.name) if claim.holder else "the author"
    text += f" ({how.format(holder=holder)})" if how else ""
    return capital(text) + (" (former)" if claim.former else "")


def actor(entity: Entity, state: Entity | None = None, ontology: Ontology | None = None) -> str:
    """Its name, and the state that it acts for; a term of the ontology by its label."""
    if ontology is not None and entity.iri.startswith(ONTOLOGY):
        return ontology.label(entity.iri.removeprefix(ONTOLOGY))
    name = the(entity.name)
    return f"{name} (for {the(state.name)})" if state and state.name and state.iri != entity.iri else name


def pages_of(document: Document | None) -> tuple[str, ...]:
    """The public addresses of a document: its own, and those that it names as its sources."""
    if document is None:
        return ()
    return tuple(a for a in (document.uri, *document.sources) if a.startswith(("http://", "https://")))
