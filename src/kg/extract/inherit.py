"""Dates that an act takes over from another clause, where its own tells none. Each rule has a name.

A wrong date is worse than none: each rule needs a sign in the grammar or in the kind of text, not nearness alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from kg.annotate.ranks import ranked
from kg.core.annotated import Asking, Token
from kg.core.model import When
from kg.core.time import precision
from kg.core.words import word_set
from kg.extract.grammar import PASSIVE_SUBJECT, SUBJECT, is_verb, tense

_MEANS = {"by", "in", "through", "with", "while"}
_THERE = word_set("extract.inherit.there")
_DOCUMENTS = word_set("extract.inherit.documents")
_WORDS = word_set("extract.inherit.words")
"""Documents that say or decide something; a treaty does so from when it is in force."""
_HANDS = word_set("extract.inherit.hands")
_NAMED_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)$")
_TELLS = word_set("extract.inherit.tells")
_MEDIUM = frozenset({"by", "in", "with", "through"})
_REPLIES = word_set("extract.inherit.replies")
"""What is done upon an act that has just been told."""
_MADE = word_set("extract.inherit.made")
"""What is done to a document on its day."""
_PAPERS = word_set("extract.inherit.papers") | _DOCUMENTS
_CONCLUDES = word_set("extract.inherit.concludes")
"""By what a paper of two or more comes about."""
_ABOUT = word_set("extract.inherit.about")
_PUTS_OUT = word_set("extract.inherit.puts_out")
"""By what a document comes to do what its words do."""
_WATCHES = word_set("extract.inherit.watches")
_SINCE_THEN = word_set("extract.inherit.since_then")
_RENEWED = word_set("extract.inherit.renewed")
"""What one document does to another."""
FOLLOWS = word_set("extract.inherit.follows")


_ALLOWS = word_set("extract.inherit.allows")


class Clauses(Protocol):
    """The dates that clauses tell themselves."""

    def dates(self, trigger: Token) -> list[tuple[Token, When]]: ...

    def is_time(self, token: Token) -> bool: ...

    def resolve_token(self, token: Token, how: str | None = None) -> When | None: ...

    def past(self, when: When) -> bool: ...


Found = list[tuple[Token, When]]


class ClauseDates:
    """What a clause takes over from the sentence that it stands in."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self._asking: Asking[tuple[Token, When]] = Asking()
        self.rules: tuple[tuple[str, Callable[[Token], Found]], ...] = (
            ("by-means", self._means),
            ("whereupon", self._whereupon),
            ("time-when", self._time_when),
            ("opening-clause", self._opening),
            ("since-act", self._since),
            ("object-clause", self._object),
            ("allowed", self._allowed),
            ("cleft", self._cleft),
            ("participle", self._participle),
            ("when-clause", self._simultaneous),
            ("what-called", self._what_called),
            ("infinitive", self._infinitive),
            ("subject-matter", self._subject_matter),
            ("document", self._document),
            ("issued", self._issued),
            ("handed-over", self._handed),
            ("replaced", self._replaced),
            ("by-which", self._by_which),
            ("reply", self._reply),
            ("fronted-when", self._fronted),
            ("subject-participle", self._beside_subject),
            ("announced", self._announced),
            ("meanwhile", self._meanwhile),
            ("seen", self._seen),
            ("paper", self._of_paper),
            ("visiting", self._visiting),
            ("after-act", self._after_act),
        )

    def dates(self, verb: Token, *, own: bool = True) -> Found:
        """The dates that a verb takes over, by the first rule that gives one; the rule's name is part of the date's.

        ``own``: for what the verb itself tells, not a noun below it.
        """
        # 'allowed it to dock': each is asked for the date of the other
        return self._asking.of(verb, lambda: self._taken_over(verb, own=own))

    def _taken_over(self, verb: Token, *, own: bool) -> Found:
        for name, rule in self.rules:
            found = rule(verb) if own or name != "what-called" else []
            if found:
                return [(t, replace(w, rule=f"{name} ({w.rule})")) for t, w in found]
        return []

    def _means(self, verb: Token) -> Found:
        """'Answered the next day by shutting its airspace': what it is done by happens when it is done."""
        prep = verb.head
        if verb.dep != "pcomp" or verb.tag != "VBG" or prep is None or prep.lemma not in _MEANS:
            return []
        above = prep.head
        return self.clauses.dates(above) if above is not None and is_verb(above) else []

    def _whereupon(self, verb: Token) -> Found:
        """'In October the bloc called on X to yield, whereupon X summoned its envoy.'"""
        if not any(c.lemma.lower() == "whereupon" for c in verb.children):
            return []
        above = next((a for a in verb.ancestors() if is_verb(a) and a.tag in ("VBD", "VBZ", "VBP")), None)
        return self.clauses.dates(above) if above is not None else []

    def _time_when(self, verb: Token) -> Found:
        """'Since February, when Ghana sent rescuers': the clause tells what happened at the time before it."""
        mark = next((c for c in verb.children if c.lemma.lower() == "when" and c.i < verb.i), None)
        if mark is None:
            return []
        top = verb
        while top.head is not None:
            top = top.head
        before = [t for t in top.subtree() if t.i in (mark.i - 1, mark.i - 2)]
        near = [t for t in before if t.text != ","][-1:]
        if not near or not self.clauses.is_time(near[0]) or (mark.i - near[0].i == 2 and before[-1].text != ","):
            return []
        when = self.clauses.resolve_token(near[0], "past")
        return [(near[0], when)] if when is not None else []

    def _opening(self, verb: Token) -> Found:
        """'Voters having backed it in a vote in May 2023, Peru sent troops': the month of what opens the sentence."""
        main = verb
        while main.dep == "conj" and main.head is not None and is_verb(main.head):
            main = main.head
        subjects = main.by(*SUBJECT, *PASSIVE_SUBJECT)
        if main.dep != "ROOT" or not subjects or main.tag not in ("VBD", "VBN"):
            return []
        openers = [c for c in main.by("advcl", "npadvmod", "ccomp") if c.i < subjects[0].i]
        for opener in openers:
            inner = list(opener.subtree())
            having = any(t.low == "having" for t in inner)
            times = [t for t in inner if self.clauses.is_time(t)]
            when = self.clauses.resolve_token(times[0], "past") if having and len(times) == 1 else None
            if when is not None and precision(when.edtf) in ("month", "year"):
                return [(times[0], when)]
        return []

    def _since(self, verb: Token) -> Found:
        """'Since the invasion launched in May 2020, Ghana has sent aid': from the time of what it began with."""
        for clause in verb.by("advcl"):
            if any(m.low == "since" for m in clause.by("mark")) and (found := self.clauses.dates(clause)):
                return found
        first = any(ranked(t) for p in verb.by("prep") for t in p.by("pobj"))
        for prep in verb.by("prep") if not first else ():  # not 'for the first time since 2012'
            times = [t for t in prep.subtree() if self.clauses.is_time(t)] if prep.lemma.lower() == "since" else []
            when = self.clauses.resolve_token(times[0], "past") if len(times) == 1 else None
            if when is not None:
                return [(times[0], when)]
        return []

    def _object(self, verb: Token) -> Found:
        """'Tracked a frigate which sailed through the strait on Friday': what is watched is watched as it moves."""
        if verb.lemma not in FOLLOWS:
            return []
        moves = [c for o in verb.by("dobj") for t in (o, *o.by("conj")) for c in t.by("relcl") if is_verb(c)]
        return self.clauses.dates(moves[0]) if moves else []

    def _allowed(self, verb: Token) -> Found:
        """'Will allow lorries to cross its land from 1 May': allowed from the day on which it may be done."""
        if verb.lemma not in _ALLOWS:
            return []
        done = [c for c in verb.by("ccomp", "xcomp") if c.tag == "VB" and c.i > verb.i]
        return self.clauses.dates(done[0]) if len(done) == 1 else []

    def _cleft(self, verb: Token) -> Found:
        """'It was in January 2023 that it refused the talks', 'In March it was Peru which refused them.'"""
        be = verb.head
        if verb.dep not in ("ccomp", "relcl", "advcl", "acl") or be is None:
            return []
        be = be if be.lemma == "be" else be.head if be.head is not None and be.head.lemma == "be" else be
        it = [t for t in be.by("nsubj", "expl") if t.low == "it"] if be.lemma == "be" else []
        inside = {t.i for t in verb.subtree()}
        times = (
            [t for t in be.subtree() if self.clauses.is_time(t) and t.i < verb.i and t.i not in inside] if it else []
        )
        when = self.clauses.resolve_token(times[0], "past") if len(times) == 1 else None
        return [(times[0], when)] if when is not None else []

    def _participle(self, verb: Token) -> Found:
        """'Denied that, insisting on Wednesday that ...': what accompanies an act is of its time."""
        if verb.tag not in ("VBD", "VBZ"):
            return []
        beside = [c for c in verb.by("advcl") if c.tag == "VBG" and c.i > verb.i and not c.by(*SUBJECT, "mark", "aux")]
        return self.clauses.dates(beside[0]) if len(beside) == 1 and self._timed(beside[0]) else []

    def _simultaneous(self, verb: Token) -> Found:
        """'Signed it when he visited Accra in May', 'will repeat it when the ministers meet in autumn'."""
        if any(a.lemma == "have" for a in verb.by("aux")):
            return []
        for clause in verb.by("advcl"):
            words = {c.low for c in clause.children}
            mark = "when" in words or ("while" in words and clause.lemma in _THERE)  # 'while' may set against
            if not mark or not is_verb(clause) or not self._timed(clause):
                continue
            found = self.clauses.dates(clause)
            if tense(verb) == "future":  # the clause is in the present: 'will repeat it when they meet in May'
                ahead = [(t, self.clauses.resolve_token(t, "future")) for t, _ in found]
                found = [(t, w) for t, w in ahead if w is not None]
            return found
        return []

    def after(self, verb: Token) -> Found:
        """'Broke off relations in April 2024, after police had stormed its embassy': of that month or year, too."""
        below = verb
        while below.dep == "conj" and below.head is not None and is_verb(below.head):
            below = below.head
        clause = below.dep == "advcl" and any(m.low == "after" for m in below.by("mark"))
        gerund = below.dep == "pcomp" and below.tag == "VBG" and below.head is not None and below.head.lemma == "after"
        above = below.head if clause else below.head.head if gerund and below.head is not None else None
        if above is None or not is_verb(above) or above.tag not in ("VBD", "VBN", "VBZ"):
            return []
        found = [(t, w) for t, w in self.clauses.dates(above)[:1] if precision(w.edtf) in ("month", "year")]
        return [(t, replace(w, rule=f"after-clause ({w.rule})")) for t, w in found]

    def _what_called(self, verb: Token) -> Found:
        """'On Friday condemned what it called an attack': called so when it was condemned."""
        above = verb.head
        what = any(t.low == "what" for t in verb.children)
        if verb.dep not in ("ccomp", "dobj") or above is None or not is_verb(above) or not what:
            return []
        return self.clauses.dates(above)

    def _infinitive(self, verb: Token) -> Found:
        """'Signed a document to develop it in March 2022': a purpose is not of the past, so the act is of then."""
        if verb.tag not in ("VBD", "VBN") or any(a.tag == "MD" for a in verb.by("aux")):
            return []
        ends = [c for t in (verb, *verb.by("dobj")) for c in t.by("acl", "advcl", "xcomp") if c.i > verb.i]
        ends = [c for c in ends if c.tag == "VB" and any(a.tag == "TO" for a in c.by("aux"))]
        inside = {id(x) for c in ends for x in (c, *c.by("dobj"))}
        preps = [t.head for c in ends for t in c.subtree() if self.clauses.is_time(t) and t.dep == "pobj"]
        near = [p for p in preps if p is not None and p.lemma in ("in", "on") and id(p.head) in inside]
        times = [t for p in near for t in p.by("pobj")]
        when = self.clauses.resolve_token(times[0], "past") if len(times) == 1 else None
        return [(times[0], when)] if when is not None and when.anchor == "text" and self.clauses.past(when) else []

    def _subject_matter(self, verb: Token) -> Found:
        """'Signed a memorandum on developing the field in March 2022': what a paper is about is not of the past."""
        if verb.tag not in ("VBD", "VBN") or verb.lemma not in _CONCLUDES or any(a.tag == "MD" for a in verb.by("aux")):
            return []
        papers = [o for o in verb.by("dobj", "nsubjpass") if o.lemma in _PAPERS or o.mention is not None]
        about = [d for o in papers for p in o.by("prep") if p.lemma in _ABOUT for d in p.by("pcomp") if d.tag == "VBG"]
        times = [t for d in about for t in d.subtree() if self.clauses.is_time(t) and t.i > verb.i]
        preps = [t.head for t in times if t.dep == "pobj" and t.head is not None]
        when = self.clauses.resolve_token(times[0], "past") if len(times) == 1 else None
        near = any(
            p.lemma in ("in", "on") and p.head in (*about, *(o for d in about for o in d.by("dobj"))) for p in preps
        )
        return [(times[0], when)] if near and when is not None and self.clauses.past(when) else []

    def _timed(self, clause: Token) -> bool:
        """Whether a clause has a time of its own, so that it does not look for one above it."""
        return any(self.clauses.is_time(t) for t in clause.subtree())

    def _document(self, verb: Token) -> Found:
        """'In a letter, sent on Monday, Ghana demanded ...', 'By a treaty of 1890 Peru ceded ...': of that day."""
        if verb.tag not in ("VBD", "VBN"):
            return []
        return next((found for v in _row(verb) if (found := self._by_document(v))), [])

    def _issued(self, verb: Token) -> Found:
        """'A statement issued by Ghana on Monday condemned it': what a document does is done when it is put out."""
        papers = [n for n in verb.by(*SUBJECT) if n.lemma in _WORDS] if verb.tag == "VBD" else []
        made = [c for n in papers for c in n.by("acl") if c.tag == "VBN" and c.lemma in _MADE and c.i < verb.i]
        return [d for c in made for d in self.clauses.dates(c)]

    def _by_document(self, verb: Token) -> Found:
        """When the document was made that stands before the subject of a verb."""
        subjects = verb.by(*SUBJECT, *PASSIVE_SUBJECT)
        for prep in verb.by("prep") if subjects and verb.tag in ("VBD", "VBN") else []:
            if prep.lemma.lower() not in ("in", "by", "under", "with") or prep.i > subjects[0].i:
                continue
            for noun in prep.by("pobj"):
                if not self._document_of(noun):
                    continue
                hung = [c for p in noun.by("prep") for o in p.by("pobj") for c in o.by("acl") if c.lemma in _MADE]
                hung += [c for c in (*noun.by("acl"), *verb.by("advcl")) if c.tag == "VBN" or c.lemma in _MADE]
                made = [c for c in hung if c.tag in ("VBN", "VBD") and noun.i < c.i < subjects[0].i]
                of = [t for p in noun.by("prep") if p.lemma == "of" for t in p.by("pobj") if self.clauses.is_time(t)]
                when = self.clauses.resolve_token(of[0], "past") if of else None
                found = [(of[0], when)] if when is not None else [d for c in made for d in self.clauses.dates(c)]
                if found:
                    return found
        return []

    def _made(self, noun: Token) -> Found:
        """When a document was made, by the words that hang on it: 'of 4 May', 'signed in 1713', or its name's year."""
        of = [t for p in noun.by("prep") if p.lemma == "of" for t in p.by("pobj") if self.clauses.is_time(t)]
        if of:
            when = self.clauses.resolve_token(of[0], "past")
            return [(of[0], when)] if when is not None else []
        made = [c for c in noun.by("acl") if c.tag == "VBN" and self._timed(c)]
        year = _NAMED_YEAR.search(noun.text) if noun.mention is not None and noun.mention.kind == "Treaty" else None
        if not made and year is not None:
            return [(noun, When(year[1], year[1], None, "year-of-treaty"))]
        return [d for c in made for d in self.clauses.dates(c)]

    def _document_of(self, noun: Token) -> bool:
        return (noun.mention is not None and noun.mention.kind == "Treaty") or noun.lemma in _DOCUMENTS

    def _handed(self, verb: Token) -> Found:
        """'Ceded the island under the treaty, signed in 1713', 'resumed relations by a statement signed on 3 May': what
        is handed over under a treaty, or done by it, when that is made.
        """
        means = ("under", "by") if verb.lemma in _HANDS else ("by",)
        if verb.tag not in ("VBD", "VBN"):
            return []
        nouns = [t for p in verb.by("prep") if p.lemma in means and p.i > verb.i for t in p.by("pobj")]
        return next((found for n in nouns if self._document_of(n) and (found := self._made(n))), [])

    def _by_which(self, verb: Token) -> Found:
        """'The accord of May 2016, by which Peru undertook to pay': what a document does is done when it is made."""
        noun = verb.head
        medium = {*_MEDIUM, "under"} if verb.lemma in _HANDS else _MEDIUM
        which = [p for p in verb.by("prep") if p.lemma in medium and any(t.tag == "WDT" for t in p.by("pobj"))]
        if verb.dep != "relcl" or noun is None or not which or verb.tag not in ("VBD", "VBN"):
            return []
        return self._made(noun) or self._above(verb) if self._document_of(noun) else []

    def _replaced(self, verb: Token) -> Found:
        """'Was replaced in May 2007 by a new text, signed by Roe', 'was amended in 2004 by the Lima Pact, to which Roe
        put his name': what replaces or amends is made when it does.
        """
        noun = verb.head
        by = noun.head if noun is not None and noun.dep == "pobj" else None
        while by is not None and by.lemma == "of" and by.head is not None and by.head.dep == "pobj":
            by = by.head.head  # 'by a treaty of friendship, which Roe signed'
        above = by.head if by is not None and by.lemma in ("by", "with", "to") else None
        if above is not None and above.lemma == "way" and above.dep == "dobj" and by is not None and by.lemma == "to":
            above = above.head  # 'gave way in 2019 to a treaty, which Roe signed'
        if verb.dep not in ("acl", "relcl") or verb.tag not in ("VBN", "VBD") or above is None or not is_verb(above):
            return []
        if any(a.lemma == "have" for a in verb.by("aux")):
            return []  # 'is to be replaced in May by a mission, to which Peru has promised men'
        gave_way = above.lemma == "give" and any(t.lemma == "way" for t in above.by("dobj"))
        return self.clauses.dates(above) if above.lemma in _RENEWED or gave_way else []

    def _above(self, verb: Token) -> Found:
        """The dates of the clause that a relative clause stands in, of one told as past ('signed a decree *recognising
        it*, which Peru rejected').
        """
        above = next((a for a in verb.ancestors() if is_verb(a) and not (a.dep == "acl" and a.tag == "VBG")), None)
        return self.clauses.dates(above) if above is not None and above.tag in ("VBD", "VBN") else []

    def _reply(self, verb: Token) -> Found:
        """'Asked on Friday for safe conduct, which Peru refused': upon what has just been told."""
        if verb.dep != "relcl" or verb.tag != "VBD" or verb.lemma not in _REPLIES:
            return []
        noun = verb.head
        told = noun is not None and noun.dep != "appos" and bool(verb.by(*SUBJECT))
        which = [t for t in verb.children if t.low == "which" and t.i < verb.i and t.dep not in SUBJECT]
        return self._above(verb) if told and which else []

    def _fronted(self, verb: Token) -> Found:
        """'When rebels ambushed men looking for Roe in May 2023, Peru sent troops': the time is further down."""
        subjects = verb.by(*SUBJECT, *PASSIVE_SUBJECT)
        if verb.tag not in ("VBD", "VBN") or not subjects or any(a.lemma == "have" for a in verb.by("aux")):
            return []
        for clause in verb.by("advcl"):
            when_ = any(c.low in ("when", "as") for c in clause.children if c.i < clause.i)
            times = (
                [t for t in clause.subtree() if self.clauses.is_time(t)] if when_ and clause.i < subjects[0].i else []
            )
            when = self.clauses.resolve_token(times[0], "past") if len(times) == 1 else None
            if when is not None and not any(a.dep == "relcl" for a in times[0].ancestors() if a.i > clause.i):
                return [(times[0], when)]
        return []

    def _beside_subject(self, verb: Token) -> Found:
        """'In May Roe, accusing Peru of murder, put it on the list': what accompanies an act is of its time."""
        noun = verb.head
        if verb.dep != "acl" or verb.tag != "VBG" or noun is None or noun.dep not in SUBJECT:
            return []
        above, end = noun.head, max(t.i for t in verb.subtree())
        apart = [t for t in noun.children if t.text == "," and t.i == verb.i - 1]
        main = above is not None and is_verb(above) and above.tag == "VBD" and above.i > end
        return self.clauses.dates(above) if main and apart and above is not None else []

    def _announced(self, verb: Token) -> Found:
        """'On Monday Roe announced that the two had agreed', 'last May the army said it had sent tanks': what is made
        known by those words; the day of a mere report is not that of the deed.
        """
        above = verb.head
        if verb.dep != "ccomp" or above is None or verb.i < above.i:
            return []
        if verb.tag in ("VBP", "VBZ") and above.lemma == "announce" and any(t.tag == "PRP" for t in verb.by("nsubj")):
            return self.clauses.dates(above)  # 'announced in January that they leave it'
        if verb.tag not in ("VBD", "VBN"):
            return []
        had = any(a.lemma == "have" for a in verb.by("aux"))
        if above.tag not in ("VBD", "VBN") or not had:
            return []
        if above.lemma == "announce":
            return self.clauses.dates(above)
        if above.lemma not in _TELLS:
            return []
        return [(t, w) for t, w in self.clauses.dates(above) if precision(w.edtf) in ("month", "year")]

    def _meanwhile(self, verb: Token) -> Found:
        """'On Monday they clashed with men who were trying to block the port': it went on while they did."""
        doing = verb.head if verb.dep == "xcomp" and verb.head is not None else verb
        was = any(a.tag == "VBD" and a.lemma == "be" for a in doing.by("aux"))
        if doing.dep != "relcl" or doing.tag != "VBG" or not was:
            return []
        return self._above(doing)

    def _seen(self, verb: Token) -> Found:
        """'In 2014 crews photographed tanks massing near it', 'allowed a ship to dock': seen, or let, as it did."""
        noun = verb.head
        by = noun if noun is not None and is_verb(noun) else noun.head if noun is not None else None
        if (
            by is None
            or not is_verb(by)
            or by.tag not in ("VBD", "VBN")
            or any(a.lemma == "have" for a in by.by("aux"))
        ):
            return []
        object_ = noun is by or (noun is not None and noun.dep == "dobj")
        watched = verb.tag == "VBG" and verb.dep in ("acl", "ccomp", "xcomp") and by.lemma in _WATCHES
        let = verb.tag == "VB" and verb.dep in ("ccomp", "xcomp") and by.lemma in _ALLOWS
        return self.clauses.dates(by) if object_ and (watched or let) else []

    def _of_paper(self, verb: Token) -> Found:
        """'In October Roe signed a decree recognising it': what a document does is done when it is put out."""
        noun = verb.head
        above = noun.head if noun is not None and noun.dep == "dobj" else None
        paper = noun is not None and noun.lemma in _PAPERS and verb.dep == "acl" and verb.tag == "VBG"
        put_out = above is not None and is_verb(above) and above.tag == "VBD" and above.lemma in _PUTS_OUT
        return self.clauses.dates(above) if paper and put_out and above is not None else []

    def _visiting(self, verb: Token) -> Found:
        """'Today held talks with Roe, who is in Bishkek on a visit': the guest is there when he is met."""
        guest = verb.head
        present = verb.lemma == "be" and verb.tag == "VBZ" and bool(verb.by("prep"))
        if verb.dep != "relcl" or guest is None or not present:
            return []
        return [(t, w) for t, w in self._above(verb)[:1] if precision(w.edtf) == "day"]

    def _after_act(self, verb: Token) -> Found:
        """'Suspended Chad after the coup of 2021', 'gave it up after the court ruled in May': the month or year."""
        if verb.tag != "VBD" or verb.dep == "conj":
            return []
        nouns = [o for p in verb.by("prep") if p.lemma.lower() in _SINCE_THEN for o in p.by("pobj")]
        clauses = [c for c in verb.by("advcl") if any(m.low == "after" for m in c.by("mark"))]
        for below in (*nouns, *clauses):
            times = [t for t in below.subtree() if self.clauses.is_time(t)]
            when = self.clauses.resolve_token(times[0], "past") if len(times) == 1 else None
            if when is not None and precision(when.edtf) in ("month", "year"):
                return [(times[0], when)]
        return []


def _row(verb: Token) -> list[Token]:
    """A verb, and those of the clauses before it in a row ('A did this, B did that, and both *did it*')."""
    first = verb
    while first.dep == "conj" and first.head is not None and is_verb(first.head) and first.head.tag == verb.tag:
        first = first.head
    before = [c for c in first.by("ccomp") if c.i < first.i and c.tag == verb.tag and not c.by("mark")]
    return [verb, *([first] if first is not verb else []), *before]
