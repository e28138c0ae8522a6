"""Deals between two sides whose partner the parser hangs on the verb, or takes for its subject.

* 'The fishing deal between Chad and Niger lapsed': the deal lapsed, and not Niger alone;
* 'Chad suspended gas accords with Niger', 'voted down the accord with the rebels': the accords are with them;
* 'Togo monitors the truce with Benin': together with Benin;
* 'Put a protocol on paper': on paper it was put.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.mending import Repair, only_with
from kg.annotate.repair_relatives import SIGNED
from kg.annotate.tree import FINITE, attach, first_of
from kg.core.annotated import Token
from kg.core.words import word_set

_DEALS = SIGNED | word_set("annotate.repair_partners.deals")
_UNDOES = word_set("annotate.repair_partners.undoes")
"""What is done to a deal, and not together with the partner in it."""
_WATCHES = word_set("annotate.repair_partners.watches")
"""What outsiders do with the truce of others, together with each other."""


@only_with({"between"}, {"and"})
def _pair_before_verb(tokens: Sequence[Token]) -> None:
    for between in tokens:
        deal = between.head
        if between.text != "between" or deal is None or deal.dep != "ROOT" or deal.tag not in ("NN", "NNS"):
            continue
        first = next((t for t in between.by("pobj") if t.mention is not None and not t.by("conj")), None)
        verb = next((v for v in deal.children if v.i > between.i and v.tag in FINITE), None)
        second = next((s for s in verb.by("nsubj") if s.mention is not None), None) if verb is not None else None
        if first is None or verb is None or second is None or second.i != verb.i - 1:
            continue
        if tokens[first_of(second) - 1].text != "and" or first_of(second) - 2 != first.i:
            continue
        attach(verb, None, "ROOT")
        attach(deal, verb, "nsubj")
        attach(second, first, "conj")
        return


_BROKEN_OFF = word_set("annotate.repair_partners.broken_off")


@only_with({"with"}, _UNDOES | _BROKEN_OFF)
def _partner_behind(tokens: Sequence[Token]) -> None:
    for prep in tokens[2:]:
        verb = prep.head
        if prep.text != "with" or verb is None or verb.lemma not in _UNDOES or prep.dep != "prep":
            continue
        deal = tokens[prep.i - 1]
        thing = deal.head is verb and deal.dep == "dobj"
        thing |= deal.dep == "pobj" and deal.head is not None and deal.head.text == "down" and deal.head.head is verb
        known = deal.lemma in _DEALS or (deal.mention is not None and deal.mention.kind == "Treaty")
        if thing and known and prep.by("pobj"):
            attach(prep, deal, "prep")


@only_with({"with"}, _WATCHES)
def _beside_watcher(tokens: Sequence[Token]) -> None:
    for prep in tokens[2:]:
        deal = prep.head
        verb = deal.head if deal is not None and deal.dep == "dobj" else None
        if prep.text != "with" or deal is None or verb is None or verb.lemma not in _WATCHES or deal.by("poss"):
            continue
        if deal.lemma in _DEALS and prep.i == deal.i + 1 and prep.by("pobj"):
            attach(prep, verb, "prep")


@only_with({"paper"}, {"commit", "put", "set"})
def _on_paper(tokens: Sequence[Token]) -> None:
    for paper in tokens[2:]:
        prep = paper.head
        if paper.lemma != "paper" or paper.children or prep is None or prep.text not in ("on", "to"):
            continue
        thing = prep.head
        verb = thing.head if thing is not None and thing.dep in ("dobj", "nsubjpass") else None
        if verb is not None and verb.lemma in ("commit", "put", "set"):
            attach(prep, verb, "prep")


PARTNERS: Sequence[Repair] = (_pair_before_verb, _partner_behind, _beside_watcher, _on_paper)
"""The repairs in their order."""
