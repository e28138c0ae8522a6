"""What an analysis gives: sentences with what they rest on, in sections; as text, JSON, Markdown and triples.

A :class:`Finding` is one sentence made by a template, with its values, the claims (ids) and rows of the reference
(``file:line``) that it rests on, the public pages of these, and the date that it holds for. Nothing else is told.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from kg.core.rdf_terms import LABEL, TYPE, Term, digest, edtf, kg, term, thing
from kg.core.rdf_turtle import turtle

_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Finding:
    """One result. ``values`` are plain JSON values by name, ``lines`` further sentences that belong to it.

    ``about`` are IRIs of what it is about, ``derived`` IRIs of nodes of the graph that it rests on besides claims.
    """

    sentence: str
    values: Mapping[str, Any] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    date: str = ""
    about: tuple[str, ...] = ()
    derived: tuple[str, ...] = ()

    def data(self) -> dict[str, Any]:
        """As JSON: the values, then the sentence and what it rests on."""
        more: dict[str, Any] = {"sentence": self.sentence, "lines": list(self.lines), "date": self.date or None}
        return {**self.values, **more, "claims": list(self.claims), "basis": list(self.basis),
                "sources": list(self.sources)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """Findings under one heading; ``empty`` is said where there are none, ``note`` before them."""

    name: str
    title: str
    findings: tuple[Finding, ...] = ()
    note: str = ""
    empty: str = "None."


@dataclass(frozen=True, slots=True)
class Result:
    """The whole of an analysis. ``given`` is what was asked for, ``notes`` how it was computed and what it leaves
    out.
    """

    name: str
    title: str
    given: Mapping[str, Any]
    sections: tuple[Section, ...]
    as_of: str = ""
    notes: tuple[str, ...] = ()

    def section(self, name: str) -> Section:
        """The section of that name. Raises KeyError."""
        return {section.name: section for section in self.sections}[name]

    def to_text(self, *, sources: bool = True) -> str:
        """For people: headings, sentences, and beneath each its lines and what it rests on."""
        out = [self.title, "=" * len(self.title), ""]
        for section in self.sections:
            out += [section.title, "-" * len(section.title)]
            out += [_wrapped(section.note, "")] if section.note else []
            for finding in section.findings:
                out.append(_wrapped(finding.sentence, "* "))
                out += [_wrapped(line, "    ") for line in finding.lines]
                if sources:
                    out += [_wrapped(line, "    ", whole=True) for line in rests_on(finding)]
            out += [] if section.findings else [section.empty]
            out.append("")
        return "\n".join([*out, *(_wrapped(note, "") for note in self.notes), *([""] if self.notes else [])])

    def to_json(self) -> str:
        """For programs."""
        content = {
            "analysis": self.name, "title": self.title, "given": dict(self.given), "asOf": self.as_of or None,
            "sections": {s.name: [f.data() for f in s.findings] for s in self.sections}, "notes": list(self.notes),
        }  # fmt: skip
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"

    def to_turtle(self) -> str:
        """Each finding as a ``prov:Entity``, derived from the claims and reference nodes that it rests on."""
        return "\n".join([*turtle(sorted(self.triples(), key=str)), ""])

    def triples(self) -> list[Triple]:
        """See :meth:`to_turtle`. Ids hash what is said, so that the same result is the same node."""
        run = thing(
            f"analysis/{digest(self.name, json.dumps(dict(self.given), sort_keys=True, default=str), self.as_of)}"
        )
        made: list[tuple[NamedNode, NamedNode, Term]] = [
            (run, TYPE, term("prov:Activity")), (run, LABEL, Literal(self.title, language="en")),
        ]  # fmt: skip
        for section in self.sections:
            for finding in section.findings:
                made += _finding_triples(finding, section, run, self.as_of)
        return [Triple(*parts) for parts in dict.fromkeys(made)]


def rests_on(finding: Finding) -> list[str]:
    """The claims, rows and pages of a finding, a line each kind."""
    lines = [f"Claims: {', '.join(finding.claims)}"] if finding.claims else []
    lines += [f"Reference: {', '.join(finding.basis)}"] if finding.basis else []
    return lines + [f"Source: {source}" for source in finding.sources]


def merged(*groups: Iterable[str]) -> tuple[str, ...]:
    """Several lists as one, each value once, in their order."""
    return tuple(dict.fromkeys(value for group in groups for value in group if value))


def _wrapped(text: str, lead: str, *, whole: bool = False) -> str:
    inner = " " * len(lead)
    return textwrap.fill(
        text, _WIDTH, initial_indent=lead, subsequent_indent=inner, break_long_words=False, break_on_hyphens=not whole
    )


def _finding_triples(
    finding: Finding, section: Section, run: NamedNode, as_of: str
) -> Sequence[tuple[NamedNode, NamedNode, Term]]:
    node = thing(f"finding/{digest(section.name, finding.sentence, *finding.lines, finding.date, as_of)}")
    pairs: list[tuple[NamedNode, Term]] = [
        (TYPE, term("prov:Entity")), (LABEL, Literal(finding.sentence, language="en")),
        (term("prov:wasGeneratedBy"), run), (term("dcterms:type"), Literal(section.name)),
    ]  # fmt: skip
    pairs += [(term("rdfs:comment"), Literal(line, language="en")) for line in finding.lines]
    pairs += [(kg("date"), edtf(finding.date or as_of))] if finding.date or as_of else []
    pairs += [(term("dcterms:subject"), NamedNode(iri)) for iri in finding.about]
    pairs += [(term("prov:wasDerivedFrom"), thing(f"claim/{claim}")) for claim in finding.claims]
    pairs += [(term("prov:wasDerivedFrom"), NamedNode(iri)) for iri in finding.derived]
    pairs += [(term("dcterms:source"), NamedNode(s)) for s in finding.sources if s.startswith(("http://", "https://"))]
    return [(node, prop, value) for prop, value in pairs]
