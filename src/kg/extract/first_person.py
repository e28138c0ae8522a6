"""Who 'we' and 'I' are inside a quotation: whoever is quoted, or the state that he speaks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.core.annotated import Sentence, Token
from kg.extract.attribution import AttributionReader
from kg.link.resolve import Ref

RULE = "first person: whoever is quoted"
QUOTED = "whoever is quoted"
_NEAR = 6
"""How far into a sentence a colon may stand behind the speaker's name."""
_ONE = {"i", "me", "my"}
_MANY = {"our", "us", "we"}
_ACTING = {"us", "we"}
"""What a speaker says of himself and his own also where no marks of quotation stand ('We agree, the ministry said')."""
IN_PERSON = {"ACCUSE", "AGREE", "CONSULT", "PROTEST", "REJECT", "REQUEST", "SUPPORT", "THREATEN"}
"""What a speaker does himself, by his words or by meeting somebody; the rest is done by the state he speaks for."""


class FirstPerson:
    """Reads the first person in one document's quotations (indexical shift of direct speech)."""

    def __init__(self, attribution: AttributionReader) -> None:
        self.attribution = attribution

    def of(self, token: Token, sentence: Sentence) -> list[Ref]:
        """Who is meant, where the quotation's speaker has a name and speaks for somebody."""
        word = token.low
        if word not in _ONE | _MANY or not token.tag.startswith("PRP") or token.text == "US":
            return []
        colon = next((t.i for t in sentence.tokens[:12] if t.text == ":"), None)
        quoted = self.attribution.quotations.at(token) is not None or (colon is not None and token.i > colon)
        if not quoted and (word not in _ACTING or self.attribution.resolver.annotated.commentary):
            return []
        verb = next((t for t in token.ancestors() if t.tag.startswith("VB")), token)
        holder, _ = self.attribution.holder(verb, sentence)
        if holder is None or holder.entity.kind == "Group":
            return []
        office = holder.state or self.attribution.resolver.entities.titles(holder.entity)
        if holder.entity.kind == "Person" and word in _MANY and not office:
            return []  # of whom an expert or a witness is one, nobody knows
        return [Ref(holder.entity, token, RULE, holder.words, holder.state)]

    def quoted(self, trigger: Token, sentence: Sentence) -> list[Ref]:
        """Who says a clause that stands in a quotation, or behind his name and a colon, where he has a name."""
        colon = next((t.i for t in sentence.tokens[:_NEAR] if t.text == ":"), None)
        if self.attribution.quotations.at(trigger) is None and (colon is None or trigger.i < colon):
            return []
        holder, _ = self.attribution.holder(trigger, sentence)
        named = holder is not None and holder.entity.kind != "Group"
        return [Ref(holder.entity, trigger, QUOTED, holder.words, holder.state)] if holder is not None and named else []

    def saying(self, mine: Sequence[Ref], own: bool, trigger: Token, sentence: Sentence) -> list[Ref]:
        """Who is said to say a clause, where its subject, ``mine``, is he or his state, or it is his ``own`` deed or
        nobody's.
        """
        holder, _ = self.attribution.holder(trigger, sentence)
        if holder is None or holder.entity.kind in ("Group", "NewsAgency"):
            return []
        sides = (holder.entity, holder.state)
        if not own and not any(r.entity in sides or (r.state is not None and r.state in sides) for r in mine):
            return []
        return [Ref(holder.entity, holder.token, "whoever says so", holder.words, holder.state)]

    def acting(self, value: str, refs: Sequence[Ref]) -> list[Ref]:
        """Who of the first person does an act of a type: the speaker himself, or those for whom he speaks."""
        return [r if value in IN_PERSON else self._spoken_for(r) for r in refs]

    def suffering(self, refs: Sequence[Ref]) -> list[Ref]:
        """Upon whom an act is done that is done to 'us': those for whom the speaker speaks."""
        return [r if r.token.low in _ONE else self._spoken_for(r) for r in refs]

    def _spoken_for(self, ref: Ref) -> Ref:
        """The state, or the body without a state, for which somebody quoted speaks."""
        if ref.rule != RULE or ref.entity.kind != "Person":
            return ref
        meant = ref.state or self.attribution.resolver.entities.spoken_for(ref.entity)
        return replace(ref, entity=meant, words=meant.name) if meant is not None else ref
