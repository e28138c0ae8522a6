"""Document -> Annotated: segments, sentences, mentions, persons and their offices, trees, quotations."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from ahocorasick_rs import AhoCorasick

from kg.annotate import segments as seg
from kg.annotate.bodies import BodyNames
from kg.annotate.carried import carried, told_by
from kg.annotate.commentary import is_commentary
from kg.annotate.elided import as_written, better, is_note, restored
from kg.annotate.figures import Figures
from kg.annotate.fronts import Draft, cut_front, is_post, keyed
from kg.annotate.gapping import filled, understood
from kg.annotate.landforms import Landforms, feature_iri
from kg.annotate.order import in_english_order
from kg.annotate.parse import Parser, Word, words
from kg.annotate.people import PeopleFinder
from kg.annotate.people_words import OfficeHeld
from kg.annotate.person_names import couples, one_name, past_letters, signers
from kg.annotate.relevance import Everything, Relevance
from kg.annotate.relevance import Words as FactWords
from kg.annotate.surnames import name_parts, surname_search, surnames
from kg.annotate.treaties import TreatyLexicon
from kg.core.annotated import Annotated, Mention, Segment, Sentence, Token
from kg.core.model import ID_BASE, Document, Entity
from kg.core.words import word_list

_TURNS = 2
"""How often a sentence is put in another order."""
_LEAD = re.compile(
    r"(?:According to|In the (?:words|view|opinion|eyes|judge?ment|estimation|assessment|telling) of|"
    r"In [^,;:\"“]{0,60}?(?:['’]s?|its|his|her|their) "
    r"(?:view|opinion|words|eyes|judge?ment|telling|reading|assessment)|"
    r"By [^,;:\"“]{0,60}?(?:['’]s?|its|his|her|their)(?: own)? (?:account|reckoning|count|estimate|admission|telling)|"
    r"As (?!early|late|soon|recently|of|part|well|long|far|a|an|for|to)|Per (?=[A-Z])|To hear (?=[^,]* tell it,)|"
    r"From [^,;:\"“]{0,60}?(?:['’]s?|its|his|her|their) (?:point of view|perspective|standpoint|vantage point)|"
    r"Seen (?:from|by)|(?:In )?[Tt]he way (?=[^,]* (?:sees?|saw|tells?|told|has|had|puts?|put) it,)|"
    r"In a (?:joint )?statement(?! (?:with|by)\b)|In addition)\b[^,;:\"“]{0,90}?,\s+|"
    # what joins sentences stands before a comma of its own: 'Meanwhile Peru, which ...' is about Peru
    r"(?:On (?:the )?one hand|Notably|However|In fact|Meanwhile|Moreover|Furthermore|For (?:his|her|its|their) part)"
    r"(?: and| too| also)?,\s+",
    re.UNICODE,
)
_SPOKEN = re.compile(
    r"(?:According to|In the \w+ of|In [^,]*(?:['’]s?|its|his|her|their) \w+|By [^,]* \w+)(?=,|\b)"
    r"|(?:Per|To hear|Seen|From|(?:In )?[Tt]he way)\b"
    r"|As\b[^,]*\b(?:said|says|told|tells?(?= it| them| reporters)|puts? it|sees? it|saw it|has it|had it|"
    r"would have it|(?:describe|remember|recount)(?:s|d|ed)?|recounts|writes|wrote|adds|added|replied|replies|"
    r"believes|fears|reckons|(?:maintain|contend)(?:s|ed)|alleges?d?|assures?d?|admits|admitted|concede[sd]|complain(?:s|ed)|tweet(?:s|ed)|"
    r"noted|notes|explained|explains|warned|"
    r"warns|argued|argues|claimed|claims|acknowledged|confirmed|confirms|stated|stressed|stresses|announced|declared|"
    r"insisted|insists|reported|reports|observed|pointed out|points out|told|emphasi[sz]e[ds]|"
    r"underline[ds]|underscore[ds]|recall(?:s|ed)|repeat(?:s|ed))\b"
)
"""Lead-ins that say who speaks."""
_POST = re.compile(
    r"[^\"“”:;.!?\n]{0,12}(?::\d\d\b[^\"“”:;.!?\n]{0,4})?[^\"“”:;.!?\n]{0,100}?\b(?:X|Facebook|Telegram|Twitter|Instagram|TikTok|"
    r"WeChat|Truth Social|social media|embassy|consulate|ministry|statement|readout|communiqu[ée]|channel|account|"
    r"press (?:service|office)|army|military|navy|coast guard|police|government|presidency|Kremlin|White House)"
    r"\b[^\"“”:;.!?\n]{0,60}:\s+(?=[\"“])"
)
"""What names whoever posts the quotation that follows: 'Embassy of Peru, on X: "..."'."""
_TOLD = re.compile(
    r"\b(?:said|says|say|told|tells|wrote|writes|write|add(?:s|ed)|declare[ds]|state[ds]|warn(?:s|ed)|read(?:s)?|"
    r"called|calls|was|were|is|are|has|had|have|put|puts|posts|announce[ds])\b"
)
_AS_CLAUSE = re.compile(r"As (?!for\b|to\b|regards\b|concerns\b|against\b|is\b|was\b|if\b|though\b)")
_STATEMENT = re.compile(r"In a (?:joint )?statement\b")
"""A lead-in that says by what its subject speaks."""
_FEW_WORDS = 4
_OF_TOWN = re.compile(r"\bof (?:[A-Z][\w'’-]+ ){1,2}$")
"""'of Paris', before the next name."""
_LODGED = re.compile(
    r"\b(?:deposit|lodg|regist|fil)\w+\s(?:[^.;\n]{0,60}\s)?(?:instruments?|ratification|accession)\s[^.;\n]{0,40}$"
)
"""'Deposited its instrument of ratification of the', before a treaty."""
_POINT = re.compile(r"[Tt]he (?:North|South)")
_OFFSET = re.compile(r"(?:after|before|following)$", re.IGNORECASE)
_CORRECTED = re.compile(
    r"\b(?:earlier|previous) (?:version|post|update|report|article|edition) (?:"
    r"of (?:this|our|the) (?:article|blog|dispatch|entry|page|piece|post|report|story|text)\b|(?:here )?(?:\w+ly )?"
    r"(?:said|stated|wrote|gave|reported|named|claimed|suggested|implied|listed|quoted|attributed|mis[a-z]+ed)\b)"
    r"|\b(?:earlier|previous) (?:post|update|article|edition) had\b"
    r"|\b(?:in|per) (?:an|our|the) (?:earlier|previous) (?:post|update|article|edition)\b|\bwe (?:earlier|"
    r"previously|wrongly|mistakenly|incorrectly) (?:said|reported|wrote|stated)\b|\b(?:wrongly|"
    r"mistakenly|incorrectly|erroneously) (?:said|reported|stated)\b",
    re.IGNORECASE,
)
_CORRECTING = word_list("annotate.annotator.correcting")
"""Words of which every correction has one: far cheaper to look for."""
_DENIED = re.compile(
    r"\s*(?:It|They|He|She|We|That|This)\s+(?:has|have|had|did|does|do|is|was|were)(?:n['\u2019]t|\s+not)\b[^.!?;]{0,30}[.!?;]"
)
"""'It has not.': behind a correction, denies what was said there."""


class NameEntry(Protocol):
    @property
    def iri(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def code(self) -> str | None: ...
    @property
    def state(self) -> str | None: ...


class NameMatch(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def form(self) -> str: ...
    @property
    def written(self) -> str: ...
    @property
    def entry(self) -> NameEntry: ...
    @property
    def role(self) -> str: ...
    @property
    def weak(self) -> bool: ...


class Names(Protocol):
    """Finds names of states, bodies, features and places in a text."""

    def find(self, text: str, start: int = 0, end: int | None = None) -> Sequence[NameMatch]: ...


class TimeMention(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...


class Times(Protocol):
    """Finds expressions of time in a text."""

    def find(
        self, text: str, *, published: str | None, start: int = 0, end: int | None = None
    ) -> Sequence[TimeMention]: ...


def _within(treaty: Mention, name: Mention, known: bool) -> bool:
    """Whether a treaty's name is the name of a body, or a part of it; of a treaty that is known only a part."""
    body = name.kind in ("IntergovernmentalOrganization", "Grouping", "Organization")
    longer = name.end - name.start > treaty.end - treaty.start or not known
    return body and longer and name.start <= treaty.start and treaty.end <= name.end


class Annotator:
    """Finds all that extraction needs to know of a document."""

    def __init__(
        self,
        parser: Parser,
        names: Names,
        times: Times,
        people: PeopleFinder,
        treaties: TreatyLexicon,
        facts: FactWords | None = None,
        holders: Iterable[str] = (),
        bodies: BodyNames | None = None,
        landforms: Landforms | None = None,
        figures: Figures | None = None,
        games: Iterable[str] = (),
    ) -> None:
        self.parser, self.names, self.times, self.people, self.treaties = parser, names, times, people, treaties
        self.holders = tuple(holders)
        self.bodies, self.landforms, self.figures = bodies, landforms, figures
        self.relevance = Relevance(people.offices, treaties, facts or Everything(), self.holders, games)
        self._abbreviations: re.Pattern[str] | None = None

    def annotate(self, document: Document) -> tuple[Annotated, list[OfficeHeld]]:
        """The annotated document, and the offices that it gives to persons."""
        text = document.text
        parts = seg.segments(document)
        names = self._names(document)
        if not self.relevance.anything(text, names):
            return Annotated(document, parts, [], [], []), []
        place, date, spans = self._spans(document, parts)
        read = self.relevance.read(text, [(lead[0] if lead else a, b) for a, b, _, lead in spans], names)
        if not any(read):
            return Annotated(document, parts, [], [], [], place, date), []
        self._abbreviations = self._short_forms(document, parts)
        names = self._with_landforms(text, self._with_bodies(text, names))
        ner = self._entities(text, [(a, b) for a, b, _, _ in spans], read, names)
        offices: list[OfficeHeld] = []
        rows: list[tuple[int, int, Segment, tuple[int, int] | None, list[Mention]]] = []
        people: dict[str, list[tuple[int, int, str, tuple[int, int]]]] = {}
        begun: list[Mention] = []  # inside of what is said of a person: since when an office is held, and under whom
        for (a, b, segment, lead), entities, reading in zip(spans, ner, read, strict=True):
            if not reading:
                rows.append((a, b, segment, lead, []))
                continue
            mentions = self._fixed(document, a, b, names, [(x, y, label) for x, y, label in entities])
            found = self.people.find(text, a, b, mentions, [(a + x, a + y, label) for x, y, label in entities])
            offices += found.offices
            for person in found.people:
                inside = [m for m in mentions if person.end < m.start < person.covered[1]]
                begun += [m for m in inside if m.kind in ("Time", "Person")]  # 'A B, the envoy since May of C D'
                mentions = [m for m in mentions if m.span[1] <= person.covered[0] or person.covered[1] <= m.span[0]]
                entity = Entity("", "Person", person.name)
                covered = (person.covered[0], past_letters(text, person.covered[1]))
                mentions.append(Mention(person.start, person.end, "Person", entity, person.role, covered))
                people.setdefault(person.name, []).append((person.start, person.end, person.role, covered))
            rows.append((a, b, segment, lead, mentions))
        full = _merge_names(people)
        parts_of = name_parts(set(full.values()), {full.get(o.person, o.person) for o in offices if o.leads})
        if self.figures is not None:
            parts_of = self.figures.find(text, document.published, (*full, *full.values()), names) | parts_of
        search = surname_search(parts_of)
        drafts = [self._known_people(document, row, full, parts_of, search) for row in rows]
        drafts = [cut_front(text, d) if not d.is_lead or is_post(text, d) else d for d in drafts]
        drafts = keyed(text, [self._with_time_of_lead(document, d, names) for d in drafts])
        trees = self._trees(text, drafts, read)
        sentences: list[Sentence] = []
        spoken: tuple[Token, ...] = ()
        for d, tree in zip(drafts, trees, strict=True):
            if d.is_lead:
                spoken = tuple(tree)
            else:
                sentences.append(Sentence(d.start, d.end, d.segment, tree, d.lead, d.front, spoken, d.row))
                spoken = ()
        quotations = [q for s in parts for q in seg.quotations(text, s.start, s.end)]
        annotated = Annotated(
            document,
            parts,
            sentences,
            [*(m for d in drafts for m in (*d.front, *d.mentions)), *begun],
            quotations,
            place,
            date,
            is_commentary(document, quotations, dateline=place is not None),
        )
        offices = [replace(o, person=full.get(o.person, o.person)) for o in offices]
        offices = [replace(o, person=parts_of.get(o.person, o.person)) for o in offices]
        return annotated, offices

    def _entities(
        self, text: str, spans: Sequence[tuple[int, int]], read: Sequence[bool], names: Sequence[Mention]
    ) -> list[list[tuple[int, int, str]]]:
        """Entities of each sentence by the model, none where they cannot matter."""
        asked = [r and self.relevance.persons(text, a, b, names) for r, (a, b) in zip(read, spans, strict=True)]
        found = iter(self.parser.entities([text[a:b] for ask, (a, b) in zip(asked, spans, strict=True) if ask]))
        rows = [next(found) if ask else [] for ask in asked]
        for row, (a, b), r in zip(rows, spans, read, strict=True):
            piece = text[a:b]
            self._put(row, [*self.relevance.holders(piece), *self._free(signers(piece), a, names)] if r else [], piece)
            known = [(x, y) for x, y, label in row if label == "PERSON"]
            self._put(row, self._free(couples(piece, known), a, names) if r and known else [], piece)
        return rows

    @staticmethod
    def _free(spans: Sequence[tuple[int, int]], start: int, names: Sequence[Mention]) -> list[tuple[int, int]]:
        """Those stretches of a sentence in which no name of the lexicon stands."""
        return [(x, y) for x, y in spans if not any(m.start < start + y and start + x < m.end for m in names)]

    @staticmethod
    def _put(row: list[tuple[int, int, str]], persons: Sequence[tuple[int, int]], text: str) -> None:
        """Put a known office holder or a signatory in whom the model does not see, or not whole."""
        for x, y in persons:
            if any(label == "PERSON" and p <= x and y <= q and one_name(text[p:q]) for p, q, label in row):
                continue
            row[:] = [e for e in row if e[2] != "PERSON" or e[1] <= x or y <= e[0]]
            row.append((x, y, "PERSON"))

    def _trees(self, text: str, drafts: Sequence[Draft], read: Sequence[bool]) -> list[list[Token]]:
        """The tree of each sentence, an empty one where it cannot matter."""
        wanted = [
            r and (d.is_lead or self.relevance.fact(text, d.start, d.end, d.mentions))
            for r, d in zip(read, drafts, strict=True)
        ]
        rows = [
            words(self.parser.nlp, text, d.start, d.end, d.mentions) for w, d in zip(wanted, drafts, strict=True) if w
        ]
        found = iter(self.parser.trees(rows))
        trees = [next(found) if w else [] for w in wanted]
        return self._restored(text, drafts, trees, iter(rows), wanted)

    def _restored(
        self,
        text: str,
        drafts: Sequence[Draft],
        trees: list[list[Token]],
        rows: Iterator[list[Word]],
        wanted: list[bool],
    ) -> list[list[Token]]:
        """The trees, those of notes read once more with the words they leave out, others in the order of English."""
        say = self.parser.say
        again: list[tuple[int, list[Word]]] = []
        gapped: list[tuple[int, list[Word]]] = []
        foreign: list[tuple[int, list[Word]]] = []
        given: list[list[Word]] = []
        for n, (draft, want) in enumerate(zip(drafts, wanted, strict=True)):
            row = next(rows) if want else []
            given.append(row)
            if not want or draft.is_lead:
                continue
            if (whole := filled(row, trees[n])) is not None:
                gapped.append((n, whole))
                continue
            if not is_note(text, draft.end, draft.segment.kind == "bullet", bool(draft.row)):
                foreign.append((n, row))
                continue
            key = next((m for m in reversed(draft.front) if m.kind != "Time"), None)
            fuller = restored(row, trees[n], key, text, say)
            if fuller is not None:
                again.append((n, fuller))
        for (n, _), tree in zip(again, self.parser.trees([row for _, row in again]), strict=True):
            if better(tree):
                trees[n] = as_written(text, tree)
        for (n, _), tree in zip(gapped, self.parser.trees([row for _, row in gapped]), strict=True):
            if understood(tree):
                trees[n] = list(tree)
        self._reorder(foreign, trees)
        fuller_rows = list(carried(text, drafts, trees, given))
        for (n, _), tree in zip(fuller_rows, self.parser.trees([row for _, row in fuller_rows]), strict=True):
            if better(tree) and told_by(tree):
                trees[n] = as_written(text, tree)
        return trees

    def _reorder(self, rows: Iterable[tuple[int, list[Word]]], trees: list[list[Token]]) -> None:
        """Read sentences in the word order of another language once more in that of English."""
        read = [(n, row, trees[n]) for n, row in rows]
        for _ in range(_TURNS):
            turned = [(n, new) for n, row, tree in read if (new := in_english_order(row, tree)) is not None]
            if not turned:
                return
            found = self.parser.trees([row for _, row in turned])
            read = [(n, row, tree) for (n, row), tree in zip(turned, found, strict=True)]
            for n, _, tree in read:
                if better(tree):
                    trees[n] = tree

    def _spans(
        self, document: Document, parts: Iterable[Segment]
    ) -> tuple[Mention | None, str | None, list[tuple[int, int, Segment, tuple[int, int] | None]]]:
        """Sentence spans, dateline and lead-ins cut off."""
        place: Mention | None = None
        date: str | None = None
        out: list[tuple[int, int, Segment, tuple[int, int] | None]] = []
        body = 0
        low = document.text.casefold()
        corrected = any(word in low for word in _CORRECTING)
        for segment in parts:
            if segment.kind in ("byline",) or (
                segment.kind == "heading" and document.text[segment.start : segment.end].isupper()
            ):
                continue
            start = segment.start
            if segment.kind == "paragraph":
                line = seg.dateline(document, segment) if body < 2 else None
                body += 1
                if line is not None:
                    start = line.end
                    if place is None:
                        found = self.names.find(document.text, *line.place)
                        place = self._mention(found[0]) if found else None
                        date = line.date
            for a, b in seg.sentences(document.text, start, segment.end):
                if (
                    corrected
                    and _CORRECTED.search(document.text, a, b)
                    and not _DENIED.match(document.text, b, segment.end)
                ):
                    continue  # what an earlier version said is what the text takes back
                post = _POST.match(document.text, a, b) if ":" in document.text[a:b] else None
                if post is not None and post.end() < b - 15 and not _TOLD.search(post.group()):
                    out.append((a, post.end(), segment, (a, a)))
                    out.append((post.end(), b, segment, (a, post.end())))
                    continue
                lead = _LEAD.match(document.text, a, b)
                told = lead is not None and _AS_CLAUSE.match(lead.group()) and not _SPOKEN.match(lead.group())
                if told and lead is not None and len(lead.group().split()) > _FEW_WORDS:
                    lead = None  # 'As president he sued Chile, ...': a clause that tells something itself
                if lead and lead.end() < b - 15:
                    if _SPOKEN.match(document.text, a, lead.end()):
                        out.append((a, lead.end(), segment, (a, a)))
                    out.append((lead.end(), b, segment, (a, lead.end())))
                else:
                    out.append((a, b, segment, None))
        return place, date, out

    def _short_forms(self, document: Document, parts: Iterable[Segment]) -> re.Pattern[str] | None:
        """A pattern for the abbreviations that the document itself gives its treaties."""
        text = document.text
        bracketed = (s for s in parts if "(" in text[s.start : s.end])
        found = {t.abbreviation for s in bracketed for t in self.treaties.find(text, s.start, s.end) if t.abbreviation}
        return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(f) for f in sorted(found))})(?!\w)") if found else None

    def _names(self, document: Document) -> list[Mention]:
        return self._halves_told([self._mention(m) for m in self.names.find(document.text)], document.text)

    def _halves_told(self, names: list[Mention], text: str) -> list[Mention]:
        """The names without points of the compass that name no state there: 'the South' is South Korea only where the
        text names it, or the North, otherwise.
        """
        points = {id(m) for m in names if m.role == "weak name" and _POINT.fullmatch(text, m.start, m.end)}
        if not points:
            return names
        halves = {m.entry.code for point in ("North", "South") for m in self.names.find(f"the {point}")}
        told = {m.state or m.entity.code for m in names if id(m) not in points and m.entity is not None}
        return names if halves & told else [m for m in names if id(m) not in points]

    def _with_bodies(self, text: str, names: list[Mention]) -> list[Mention]:
        """The names, and those of bodies that no list has."""
        found = self.bodies.find(text, [m.span for m in names]) if self.bodies is not None else []
        if (short := self._abbreviations) is not None:  # 'the Lima Trade Accord (LTA) ... The LTA' is no body
            found = [b for b in found if short.fullmatch(text, b.start, b.end) is None]
        more = []
        for b in found:
            states = (m for m in names if b.start <= m.start and m.end <= b.end and m.kind == "State")
            # 'Jamaat-e-Islah Chad' may fight the state of that name
            inside = {m.state for m in states if m.end < b.end or text[m.start - 4 : m.start].endswith(("of ", "the "))}
            entity = Entity(f"{ID_BASE}organization/{_slug(b.name)}", b.kind, b.name)
            state = next(iter(inside)) if len(inside) == 1 else None
            more.append(Mention(b.start, b.end, b.kind, entity, "name", state=state))
        return sorted([*names, *more], key=lambda m: m.start) if more else names

    def _with_landforms(self, text: str, names: list[Mention]) -> list[Mention]:
        """The names, and those of features that no list has."""
        found = self.landforms.find(text, [m.span for m in names]) if self.landforms is not None else []
        more = [
            Mention(x.start, x.end, x.kind, Entity(feature_iri(x.kind, _slug(x.name)), x.kind, x.name), "name")
            for x in found
        ]
        return sorted([*names, *more], key=lambda m: m.start) if more else names

    def _mention(self, m: NameMatch) -> Mention:
        role, entry = str(m.role), m.entry
        if role == "capital":
            return Mention(
                m.start,
                m.end,
                "Settlement",
                Entity(f"{ID_BASE}place/{_slug(m.written)}", "Settlement", m.written),
                role,
                state=entry.state,
                body=Entity(entry.iri, entry.kind, entry.name) if not entry.state else None,
            )
        kind = entry.kind
        if m.weak:
            role = f"weak {role}"
        return Mention(m.start, m.end, kind, Entity(entry.iri, kind, entry.name, entry.code), role, state=entry.state)

    def _fixed(
        self, document: Document, a: int, b: int, names: Sequence[Mention], ner: Sequence[tuple[int, int, str]]
    ) -> list[Mention]:
        """Names, treaty names and times of a sentence, the longest first where they overlap."""
        text = document.text
        treaties = [
            Mention(t.start, t.end, "Treaty", None, "name", t.covered, state=t.abbreviation)
            for t in self.treaties.find(text, a, b)
        ]
        if self._abbreviations is not None:
            treaties += [
                Mention(m.start(), m.end(), "Treaty", None, "abbreviation")
                for m in self._abbreviations.finditer(text, a, b)
                if all(m.end() <= t.span[0] or t.span[1] <= m.start() for t in treaties)
            ]
        times = [
            Mention(t.start, t.end, "Time", None, t.kind, None, time=t)
            for t in self.times.find(text, published=document.published, start=a, end=b)
            if not _OFFSET.search(text[t.start : t.end]) or text[t.end : t.end + 1] in (".", ",", ";")
        ]
        treaties = [self._without_place(text, t, names) for t in treaties]
        persons = [(a + x, a + y) for x, y, label in ner if label == "PERSON"]
        here = []
        first, last = (bisect_left(names, at, key=lambda m: m.start) for at in (a, b))
        for m in names[first:last]:
            if m.end > b:
                continue
            if m.role.startswith("weak"):
                if any(p <= m.start and m.end <= q for p, q in persons):
                    continue
                m = replace(m, role=m.role.removeprefix("weak "))
            here.append(m)
        # 'the Parties to the Nauru Agreement': a body whose own name has a treaty's in it
        known = self.treaties.known
        treaties = [t for t in treaties if not any(_within(t, m, text[t.start : t.end] in known) for m in here)]
        out: list[Mention] = []
        for m in sorted(
            [*treaties, *here, *times], key=lambda m: (m.kind != "Treaty", m.span[0] - m.span[1], m.span[0])
        ):
            if all(m.span[1] <= o.span[0] or o.span[1] <= m.span[0] for o in out):
                out.append(m)
        # a bracketed abbreviation belongs to the name before it: 'Association of Southeast Asian Nations (ASEAN)'
        out.sort(key=lambda m: m.span[0])
        merged: list[Mention] = []
        for m in out:
            name = merged[-1] if merged else None
            if (
                name
                and name.entity
                and m.entity
                and name.entity.iri == m.entity.iri
                and text[name.span[1] : m.start] in (" (", "(")
                and text[m.end : m.end + 1] == ")"
            ):
                merged[-1] = replace(name, covered=(name.span[0], m.end + 1))
            else:
                merged.append(m)
        return merged

    def _without_place(self, text: str, treaty: Mention, names: Sequence[Mention]) -> Mention:
        """A treaty's name without the town that follows it ('the Declaration on Conduct in Phnom Penh'), the state that
        acts under it ('Under the Treaty of Paris Spain ceded Florida'), or that keeps its instruments.
        """
        for m in names:
            if not (treaty.start < m.start and m.end == treaty.end):
                continue
            if text.endswith(" with ", treaty.start, m.start) and _LODGED.search(
                text[max(0, treaty.start - 160) : treaty.start]
            ):
                return replace(treaty, end=m.start - 6, covered=(treaty.start, m.start - 6))
            if m.kind == "State" and m.role == "name" and _OF_TOWN.search(text[treaty.start : m.start]):
                return replace(treaty, end=m.start - 1, covered=(treaty.start, m.start - 1))
            if m.kind == "Settlement" and text[treaty.start : m.start].endswith(" in "):
                return replace(treaty, end=m.start - 4, covered=(treaty.span[0], m.start - 4))
        return treaty

    def _with_time_of_lead(self, document: Document, draft: Draft, names: Sequence[Mention]) -> Draft:
        """'In a statement on Monday, Ghana condemned it': when the statement was made."""
        if draft.lead is None or draft.is_lead or not _STATEMENT.match(document.text, *draft.lead):
            return draft
        found = self._fixed(document, *draft.lead, names, [])
        return replace(draft, front=(*(m for m in found if m.kind == "Time"), *draft.front))

    def _known_people(
        self,
        document: Document,
        row: tuple[int, int, Segment, tuple[int, int] | None, list[Mention]],
        full: dict[str, str],
        parts: dict[str, str],
        search: AhoCorasick | None,
    ) -> Draft:
        """Give each person mention the full name's entity, and add later mentions by surname."""
        a, b, segment, lead, mentions = row
        out = []
        for m in mentions:
            if m.kind == "Person" and m.entity is not None:
                name = full.get(m.entity.name, m.entity.name)
                name = parts.get(name, name)
                m = replace(m, entity=Entity("", "Person", name))
            out.append(m)
        # a surname overrules a mistaken name, but no state, treaty or time
        taken = [m.span for m in out]
        for x, y, name in surnames(document.text, a, b, parts, taken, search):
            out.append(Mention(x, y, "Person", Entity("", "Person", name), "surname"))
        return Draft(a, b, segment, lead, tuple(sorted(out, key=lambda m: m.span)))


def _merge_names(people: dict[str, list[tuple[int, int, str, tuple[int, int]]]]) -> dict[str, str]:
    """Each form of a name to the fullest form in the document ('President Marcos' -> 'Ferdinand Marcos Jr.')."""
    forms = sorted(people, key=lambda n: (-len(n.split()), -len(n), n))
    out: dict[str, str] = {}
    for form in forms:
        words_of = [w for w in form.replace(".", "").lower().split() if w not in ("jr", "sr", "sir")]
        homes = {
            out[f]
            for f in forms
            if f in out and out[f] == f and set(words_of) <= set(f.replace(".", "").lower().split())
        }
        out[form] = next(iter(homes)) if len(homes) == 1 else form
    return out


def _slug(name: str) -> str:
    import unicodedata

    folded = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
    return re.sub(r"[^\w]+", "-", folded).strip("-") or "unnamed"
