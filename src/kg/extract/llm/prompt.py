"""What a language model is asked, and the JSON schema of its answer: both generated from the ontology."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kg.core.model import Stance
from kg.core.ontology import EventType, Ontology, Relation

_TEXT = {"type": "string", "minLength": 1, "maxLength": 400}
_MAYBE = {"anyOf": [_TEXT, {"type": "null"}]}


@dataclass(frozen=True, slots=True)
class Prompt:
    """The instruction, without the passage and its date, and the schema. ``sha256`` is that of both."""

    template: str
    schema: Mapping[str, Any]
    sha256: str

    @classmethod
    def of(cls, ontology: Ontology, template: str) -> Prompt:
        """The prompt for an ontology, from a template with ``{{stances}}``, ``{{relations}}`` and so on."""
        parts = {
            "stances": "; ".join(f"{s}: {ontology.stances[s.title()].definition}" for s in map(str, Stance)),
            "relations": "\n".join(_lines(ontology.relations.values())),
            "events": "\n".join(_lines(ontology.event_types.values())),
            "statuses": "; ".join(f"{name}: {term.definition}" for name, term in ontology.statuses.items()),
            "types": "; ".join(f"{name}: {term.definition}" for name, term in ontology.treaty_types.items()),
        }
        for name, text in parts.items():
            template = template.replace(f"{{{{{name}}}}}", text)
        schema = _schema(ontology)
        return cls(
            template, schema, hashlib.sha256((template + json.dumps(schema, sort_keys=True)).encode()).hexdigest()
        )

    def messages(self, passage: str, published: str | None) -> list[dict[str, str]]:
        """The messages of one request."""
        asked = self.template.replace("{{published}}", published or "an unknown day")
        return [{"role": "system", "content": asked}, {"role": "user", "content": passage}]


def _lines(terms: Iterable[Relation | EventType]) -> Iterable[str]:
    for term in sorted(terms, key=lambda t: t.name):
        kinds = f"{'/'.join(sorted(term.subjects))} -> {'/'.join(sorted(term.objects))}"
        example = f" Example: {term.examples[0]}" if term.examples else ""
        yield f"- {term.name} ({kinds}): {term.definition}{example}"


def _schema(ontology: Ontology) -> dict[str, Any]:
    fact = {
        "s": _TEXT, "r": {"enum": sorted((*ontology.relations, *ontology.event_types))}, "o": _MAYBE, "date": _MAYBE,
        "date_words": _MAYBE, "place": _MAYBE, "stance": {"enum": [str(s) for s in Stance]}, "holder": _MAYBE,
        "quote": {**_TEXT, "maxLength": 1000}, "of": _MAYBE, "former": {"type": "boolean"},
    }  # fmt: skip
    one = {"type": "object", "properties": fact, "required": sorted(fact), "additionalProperties": False}
    return {
        "type": "object", "properties": {"facts": {"type": "array", "items": one, "maxItems": 300}},
        "required": ["facts"], "additionalProperties": False,
    }  # fmt: skip
