"""What a page worker does: the pages of the viewer, of documents and of things, and things as RDF."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from kg.app import App, open_app
from kg.app.pages import INDEX, VIEWS, WHOLE
from kg.app.pages import page as view_page
from kg.app.things import DocumentPage, Said, Things, find
from kg.core.errors import DataError, QueryError, UsageError
from kg.core.model import ID_BASE, ONTOLOGY
from kg.core.rdf_terms import PREFIXES
from kg.export.evidence import withheld
from kg.export.rdf import rebased, to_jsonld, to_nquads, to_rdfxml, to_trig, to_turtle
from kg.query import TYPES, NamedQuery, named_queries
from kg.serve.negotiate import Offer
from kg.serve.render import page, segments, source_links, stance
from kg.serve.replies import Made, NotFoundError, cut_headers
from kg.store import Store
from kg.view.words import when

DATA = {
    "ttl": Offer("turtle", "text/turtle", ("application/x-turtle",)),
    "jsonld": Offer("jsonld", "application/ld+json", ("application/json",)),
    "trig": Offer("trig", "application/trig"),
    "nq": Offer("nquads", "application/n-quads"),
    "rdf": Offer("rdfxml", "application/rdf+xml", ("application/xml",)),
}
"""The forms in which a thing can be had besides its page, by the suffix of their addresses."""
_WRITERS = {"ttl": to_turtle, "jsonld": to_jsonld, "trig": to_trig, "nq": to_nquads, "rdf": to_rdfxml}
_A_PAGE = 50
"""Claims of a thing on one page."""
_MOST_DATA = 2000
"""Claims of a thing in one RDF document."""
_MOST_DOCUMENTS = 500
_MOST_TEXT = 300_000
"""Characters of a document on its page."""
_MOST_FOUND = 200
_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


class PageTasks:
    """The tasks of one page worker."""

    def __init__(self, project: Path, evidence: str) -> None:
        self.app: App = open_app(project)
        self.evidence = evidence
        self._path = ""
        self._opened = ExitStack()
        self._store: Store | None = None
        self._things: Things | None = None

    def open(self, snapshot: str) -> None:
        """Read this snapshot from now on."""
        if snapshot == self._path:
            return
        self._opened.close()
        self._store = self._things = None
        self._store = self._opened.enter_context(self.app.store(Path(snapshot) / "store"))
        self._path = snapshot

    @property
    def store(self) -> Store:
        assert self._store is not None
        return self._store

    @property
    def things(self) -> Things:
        if self._things is None:
            self._things = Things(self.app, self.store)
        return self._things

    def run(self, task: Mapping[str, Any]) -> Made:
        """Do a task, by its name."""
        name = task["task"]
        if name == "view":
            return self.view(task["name"], task["thing"])
        if name == "page":
            return self.thing(task["path"], task["first"])
        if name == "data":
            return self.data(task["path"], task["suffix"])
        if name == "find":
            return self.find(task["words"])
        if name == "help":
            return _html("help.html", **task["limits"])
        own = {"home": self.home, "documents": self.documents, "queries": self.queries, "editor": self.editor,
               "named": self.named, "prefixes": self.prefixes}  # fmt: skip
        return own[name]()

    def home(self) -> Made:
        """The landing page."""
        documents, total = self.things.documents(8)
        return _html(
            "home.html",
            views={name: VIEWS[name] for name in WHOLE},
            documents=documents,
            total=total,
            queries=len(self._questions()),
        )

    def view(self, name: str, thing: str = "") -> Made:
        """A page of the viewer: of the whole store, or of the actor or treaty that ``thing`` names.

        It carries its scripts; the policy that names their hashes becomes a header too.
        """
        if name != INDEX and name not in VIEWS:
            raise NotFoundError(f"there is no view '{name[:60]}'", remedy=f"there are {', '.join((*VIEWS, INDEX))}")
        try:
            html = view_page(self.app, self.store, name, self.evidence, thing or None)
        except (DataError, UsageError) as error:
            raise NotFoundError(error.what, remedy=error.remedy) from error
        match = _META.search(html)
        policy = match[1].replace("&#39;", "'") if match else "default-src 'none'"
        return Made(html, "text/html", headers={"content-security-policy": f"{policy}; frame-ancestors 'none'"})

    def documents(self) -> Made:
        """The list of documents."""
        documents, total = self.things.documents(_MOST_DOCUMENTS)
        return _html("documents.html", documents=documents, total=total)

    def queries(self) -> Made:
        """The named queries, a form each."""
        return _html("queries.html", queries=self._questions(), types=TYPES)

    def editor(self) -> Made:
        """The page with the SPARQL editor."""
        return _html("editor.html")

    def named(self) -> Made:
        """What the editor offers: the prefixes, and the named queries as SPARQL with the values of their examples."""
        base = self.app.project.settings.base
        queries = [
            {"name": query.name, "question": query.question, "text": _without_header(query.text).replace(ID_BASE, base)}
            for query in self._questions()
        ]
        terms = self.app.ontology.terms.values()
        classes = sorted(ONTOLOGY + name for name in self.app.ontology.classes)
        properties = sorted(ONTOLOGY + term.name for term in terms if term.name[0].islower())
        content = {
            "base": base,
            "prefixes": self._prefixes(),
            "queries": queries,
            "classes": classes,
            "properties": properties,
        }
        return Made(json.dumps(content), "application/json")

    def prefixes(self) -> Made:
        """The prefixes alone, in the form in which the editor asks for them."""
        return Made(json.dumps(self._prefixes()), "application/json")

    def _prefixes(self) -> dict[str, str]:
        return {name: iri.replace(ID_BASE, self.app.project.settings.base) for name, iri in PREFIXES.items()}

    def _questions(self) -> list[NamedQuery]:
        """The named queries that are meant for people; what only feeds the viewer is not."""
        return [query for query in named_queries(self.app.project).values() if not query.name.startswith("network-")]

    def thing(self, path: str, first: int) -> Made:
        """The page about a thing or a document."""
        kind, _, rest = path.partition("/")
        if kind == "doc":
            found = self.things.document(rest, words=self.evidence == "quote")
            if found is not None:
                return self._document(found)
        if kind in ("claim", "evidence") and (document := self.things.claim_document(rest)):
            return Made(b"", "text/plain", 303, {"location": f"/page/doc/{document}#c-{rest}"})
        about = self.things.page(path, first, _A_PAGE)
        if about is None:
            raise NotFoundError(f"the graph has no '{path[:100]}'", remedy="/find looks things up by name")
        ontology = self.app.ontology
        kinds = [ontology.label(kind) if kind in ontology.terms else kind for kind in about.named.kinds]
        pages = {
            "first": first, "last": first + len(about.claims), "earlier": max(0, first - _A_PAGE) if first else None,
            "later": first + _A_PAGE if first + _A_PAGE < about.total else None,
        }  # fmt: skip
        claims = [self._claim(said) for said in about.claims]
        return _html("thing.html", about=about, kinds=kinds, claims=claims, path=path, pages=pages, iri=self._iri(path),
                     when=when, data=DATA)  # fmt: skip

    def _document(self, found: DocumentPage) -> Made:
        parts = None
        if found.text is not None:
            claims = [said.claim for said in found.claims]
            parts = segments(found.text, claims, found.body, _MOST_TEXT)
        path = f"doc/{found.document.id}"
        more = found.text is not None and len(found.text) - found.body > _MOST_TEXT
        return _html(
            "document.html", document=found.document, claims=[self._claim(said) for said in found.claims], parts=parts,
            links=source_links(found.document), when=when, path=path, iri=self._iri(path), data=DATA, more=more,
            evidence=self.evidence, most=_MOST_TEXT,
        )  # fmt: skip

    def _claim(self, said: Said) -> dict[str, Any]:
        """A claim as the templates show it, with as much of its words as the policy lets out."""
        claim = said.claim
        holder = claim.holder.name if claim.holder else None
        shown: dict[str, Any] = {
            "id": claim.id, "says": said.says, "stance": str(claim.stance), "accepted": said.accepted,
            "look": stance(str(claim.stance), holder), "document": said.document, "rule": claim.rule,
            "date": when(claim.date.edtf) if claim.date else "", "place": claim.place, "holder": claim.holder,
            "sides": [entity for entity in (claim.subject, claim.object) if entity],
        }  # fmt: skip
        evidence = claim.evidence
        if self.evidence == "quote":
            shown["quote"] = evidence.quote
            shown["date_words"] = claim.date.words if claim.date else None
        elif self.evidence == "offsets":
            sha = hashlib.sha256(evidence.quote.encode()).hexdigest()
            shown["withheld"] = f"characters {evidence.start} to {evidence.end} of the document, SHA-256 {sha}"
        return shown

    def data(self, path: str, suffix: str) -> Made:
        """A thing as RDF, in the words and with the ids of ``kg export``."""
        if suffix not in DATA:
            raise NotFoundError(f"there is no form '.{suffix[:20]}'", remedy=f"there are {', '.join(DATA)}")
        found = self.things.quads(path, _MOST_DATA)
        if found is None:
            raise NotFoundError(f"the graph has no '{path[:100]}'", remedy="/find looks things up by name")
        quads, more = found
        base = self.app.project.settings.base
        text = _WRITERS[suffix](rebased(withheld(quads, self.evidence), base), base)
        cut = f"cut after {_MOST_DATA} claims" if more else ""
        return Made(text, DATA[suffix].header, headers=cut_headers(cut))

    def find(self, words: str) -> Made:
        """The things that are called so; the page of the one where there is one."""
        nodes = []
        if words.strip():
            try:
                nodes = find(self.store, words)
            except QueryError:
                nodes = []
        known = [node for node in nodes if node.value.startswith(ID_BASE)][:_MOST_FOUND]
        if len(known) == 1 and self.things.page(known[0].value.removeprefix(ID_BASE), 0, 0):
            from kg.serve.render import address

            return Made(b"", "text/plain", 303, {"location": address(known[0].value) or "/"})
        found = [self.things.named(node) for node in known]
        return _html("find.html", words=words, found=found, status=200 if found or not words.strip() else 404)

    def _iri(self, path: str) -> str:
        return self.app.project.settings.base + path


def _without_header(text: str) -> str:
    """A query file without the comments that describe it."""
    lines = text.splitlines()
    start = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "\n".join(lines[start:]).strip() + "\n"


def _html(template: str, status: int = 200, **values: Any) -> Made:
    return Made(page(template, **values), "text/html", status)
