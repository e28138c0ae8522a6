"""The order of the stages, and nothing else: read -> (annotate -> link -> extract) -> claims."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.config import Project
from kg.core.errors import KgError, ReadError, fault
from kg.core.model import Document, Extraction
from kg.files import ParsedYaml
from kg.read.text import MEGABYTE, read

if TYPE_CHECKING:
    from kg.annotate.annotator import Annotator
    from kg.core.annotated import Annotated
    from kg.core.judgements import Judgements
    from kg.extract.extractor import Extractor
    from kg.extract.llm import ModelReader, Options
    from kg.reference import Reference

PARSED = "parsed.json"
"""Where, in a project's ``.kg``, it is kept what frames and lexicon hold; see :class:`kg.files.ParsedYaml`."""
_PARSED: dict[str, str] = {}
"""What frames and lexicon hold of all projects that this process has opened; few have other files than the package."""
REFERENCE_IN_USE = (
    "treaties.tsv", "treaty-parties.tsv", "treaty-status.tsv", "terms.tsv", "people.tsv", "organizations.tsv",
    "memberships.tsv", "posts.yaml",
)  # fmt: skip
"""The tables that decide which identity things have in the claims, and which claims are contradicted."""


class Pipeline:
    """Documents in, claims out, with the data and settings of one project. The model is loaded once, when needed."""

    def __init__(self, project: Project, model: Options | None = None) -> None:
        self.project, self.model = project, model

    @cached_property
    def _stages(self) -> tuple[Annotator, Extractor]:
        return _build(self.project)

    def load(self) -> None:
        """Load the model and the data now, not with the first document. Raises ModelError and DataError."""
        _ = self._stages

    def read(self, path: Path | str, published: str | None = None) -> Document:
        """The document in a file (``-``: standard input); ReadError where it cannot be read."""
        return read(path, published=published, limit=self.project.settings.limit * MEGABYTE, root=self.project.root)

    def extract(self, document: Document) -> Extraction:
        """What the document claims, sorted by position.

        KgError where it cannot be read: a fault of the program itself loses one document, and not those after it.
        """
        try:
            return self._extract(document)
        except (KgError, MemoryError):
            raise
        except Exception as error:
            remedy = "nothing of this document was taken; please report it (KG_DEBUG=1 tells more)"
            raise ReadError(fault(error), where=document.uri, remedy=remedy) from error

    def _extract(self, document: Document) -> Extraction:
        from kg.annotate.segments import evened
        from kg.check.facts import mark_contradicted
        from kg.link.judged import apply_judgements
        from kg.link.known import link_known

        annotator, extractor = self._stages
        text = evened(document)
        even = text == document.text
        annotated, offices = annotator.annotate(document if even else replace(document, text=text))
        extraction = extractor.extract(annotated, offices)
        _take_apart(annotated)
        extraction = extraction if even else _quoting(extraction, document)
        if self._reader is not None:
            extraction = _with_model(extraction, self._reader)
        if not extraction.claims:
            return extraction
        claims = link_known(extraction.claims, self.reference)
        claims = apply_judgements(claims, self.judgements)
        claims = tuple({claim.id: claim for claim in reversed(claims)}.values())[
            ::-1
        ]  # two names of one treaty are one
        return replace(extraction, claims=mark_contradicted(document, claims, self.reference))

    @cached_property
    def _reader(self) -> ModelReader | None:
        """What has a language model read along, where the user names one."""
        if self.model is None:
            return None
        from kg.extract.llm import Client, ModelReader, Prompt

        _, extractor = self._stages
        ontology = extractor.knowledge.ontology
        prompt = Prompt.of(ontology, self.project.data("graph/prompts/extract.md").read_text("utf-8"))
        client = Client(self.model, prompt, self.project.root / ".kg" / "llm")
        return ModelReader(client, ontology, extractor.names)

    @cached_property
    def judgements(self) -> Judgements:
        """What persons decided of which things are one: ``graph/judgements/*.tsv``."""
        from kg.core.judgements import Judgements, parse_judgements

        files = self.project.files("graph/judgements", "*.tsv")
        rows = [row for path in files for row in parse_judgements(path.read_text("utf-8"), path.name)]
        return Judgements(rows, (f"treaty/{slug}" for slug in self.reference.treaties))

    @cached_property
    def reference(self) -> Reference:
        """The reference data of the project, read when first asked for."""
        from kg.reference import Reference

        return Reference(self.project)


def _take_apart(annotated: Annotated) -> None:
    """Undo the trees of a document that is read, whose tokens refer to one another: else garbage collection has to look
    for them.
    """
    for sentence in annotated.sentences:
        for token in (*sentence.tokens, *sentence.spoken):
            token.head = None
            token.children.clear()
            token.known.clear()
        sentence.tokens.clear()


def _quoting(extraction: Extraction, document: Document) -> Extraction:
    """An extraction from the evened text of a document, its evidence in the document's own words."""
    claims = tuple(
        replace(c, evidence=replace(c.evidence, quote=document.text[c.evidence.start : c.evidence.end]))
        for c in extraction.claims
    )
    return replace(extraction, document=document, claims=claims)


def _with_model(extraction: Extraction, reader: ModelReader) -> Extraction:
    """The extraction with what a language model adds to it; model and prompt become part of what made it."""
    import hashlib
    from dataclasses import asdict

    from kg.extract.llm import merged

    read = reader.read(extraction.document, extraction.claims)
    run = extraction.run
    prompt = reader.client.prompt.sha256
    made = replace(
        run, model=f"{run.model} + {reader.client.options.model}",
        data_sha256=hashlib.sha256(f"{run.data_sha256}\n{prompt}".encode()).hexdigest(),
    )  # fmt: skip
    notes = {**{key: str(value) for key, value in asdict(read.usage).items()}, "refused": str(read.refused.total())}
    claims = merged(extraction.claims, read.claims, reader.ontology)
    return replace(extraction, claims=claims, run=made, notes=notes)


def _holder_rows(project: Project) -> list[dict[str, str]]:
    """The rows of ``graph/lexicon/persons.tsv``, where there is one."""
    import csv

    rows: list[dict[str, str]] = []
    for path in project.files("graph/lexicon", "persons.tsv"):
        with path.open(encoding="utf-8", newline="") as lines:
            rows += csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return rows


def _office_holders(rows: Iterable[dict[str, str]]) -> dict[str, str]:
    """Names of office holders -> ISO code of their state."""
    from kg.extract.holder_names import plain

    return {
        plain(form): row["state"]
        for row in rows
        if row["state"]
        for form in (row["name"], *filter(None, row["aliases"].split("|")))
    }


def _build(project: Project) -> tuple[Annotator, Extractor]:
    """The stages with the data of a project: this is where they are put together."""
    from kg import __version__
    from kg.annotate import model
    from kg.annotate.annotator import Annotator
    from kg.annotate.bodies import BodyNames
    from kg.annotate.figures import Figures
    from kg.annotate.landforms import Landforms
    from kg.annotate.offices import Offices
    from kg.annotate.parse import Parser
    from kg.annotate.people import PeopleFinder
    from kg.annotate.times import TimeFinder, load_times
    from kg.annotate.treaties import TreatyLexicon
    from kg.core.model import Run
    from kg.core.ontology import Ontology
    from kg.extract import confidence, likely_dates, likely_targets
    from kg.extract.extractor import Extractor, Knowledge, data_hash
    from kg.extract.factuality import Factuality
    from kg.extract.frames import FrameSet
    from kg.extract.holder_names import first_names, surnames
    from kg.extract.reporting import Reporting
    from kg.extract.triggers import Triggers
    from kg.extract.venues import VenueWords
    from kg.link.entities import Lexicon
    from kg.link.gazetteer import Gazetteer
    from kg.link.genders import Genders

    parsed = ParsedYaml(project.root / ".kg" / PARSED, _PARSED)

    def lexicon(name: str) -> Any:
        return parsed.parse(project.data(f"graph/lexicon/{name}.yaml").read_text("utf-8"))

    nlp, name, sha256 = model.load(project.settings.model)
    ontology_file = project.data("ontology.ttl")
    frames = sorted(project.files("graph/frames", "*.yaml"), key=lambda p: p.name)
    known = [path for name in REFERENCE_IN_USE for path in project.layers(f"graph/reference/{name}")]
    known += project.files("graph/judgements", "*.tsv")
    words = sorted(
        (*project.files("graph/lexicon", "*.yaml"), *project.files("graph/lexicon", "*.tsv")), key=lambda p: p.name
    )
    treaties = TreatyLexicon(lexicon("treaties"))
    gazetteer = Gazetteer.load(project.data("graph/lexicon"))
    times = TimeFinder(load_times(project.data("graph/lexicon/times.yaml"), parsed.parse))
    titles = lexicon("titles")
    sure, likely = project.data(confidence.WEIGHTS), project.data(likely_dates.WEIGHTS)
    upon = project.data(likely_targets.WEIGHTS)
    least = project.settings.confidence
    made_of = (ontology_file, *frames, *words, *known, sure, likely, upon)
    run = Run(__version__, name, sha256, data_hash((*(p.read_bytes() for p in made_of), str(float(least)).encode())))
    rows = _holder_rows(project)
    holders = _office_holders(rows)
    told = FrameSet.load(frames, lexicon("events"), parsed.parse)
    knowledge = Knowledge(
        Ontology.parse(ontology_file.read_bytes(), ontology_file.name),
        told,
        Lexicon(lexicon("reference"), Genders(lexicon("genders"))),
        Reporting(lexicon("reporting"), Factuality(lexicon("factuality")), told.words["humans"]),
        treaties,
        holders,
        titles.get("used_by", {}),
        frozenset(titles.get("anybody's", ())),
        VenueWords(lexicon("venues")),
        surnames(holders),
        confidence.Confidence.load(sure),
        likely_dates.LikelyDates.load(likely),
        likely_targets.LikelyTargets.load(upon),
        least,
    )
    parser = Parser(
        nlp,
        knowledge.reporting.turned,
        knowledge.nouns.person | knowledge.reporting.sources | knowledge.reporting.mouthpieces,
    )
    triggers = Triggers(knowledge.frames.frames, parser.lemmas, treaties.words(), knowledge.reporting.words())
    bodies = lexicon("bodies")
    figures = Figures(rows, bodies["figures_never"], bodies["figures_famous"], bodies["openers"])
    people = PeopleFinder(Offices(titles), Genders(lexicon("genders")).given_names() | first_names(holders))
    games = knowledge.frames.words.get("games", ())
    reference = lexicon("reference")
    landforms = Landforms(reference["landforms"], reference["territory"]["last_word"], bodies["openers"])
    parsed.save()
    annotator = Annotator(
        parser, gazetteer, times, people, treaties, triggers, holders, BodyNames(bodies), landforms, figures, games
    )
    return annotator, Extractor(knowledge, times, gazetteer, run)
