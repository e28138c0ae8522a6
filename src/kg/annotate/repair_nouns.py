"""Mistakes of the statistical parser about what hangs on a noun: participles, persons, a second noun.

* 'The pact with Peru, concluded in 2019, remains in force': a participle between commas describes the noun before the
  comma; the verb after the second comma is the main one.
* 'signed on 4 May in Rome the treaty of peace': an object set after the phrases of time and place.
* 'From the pact, concluded in 2019, Peru withdrew': the phrase that opens the sentence is the main verb's.
* 'declared its pact, concluded in 2019, (to be) void': a participle after an object and a comma, joined by no 'and'.
* 'an agreement with Ghana and a deal with Togo': what has an article is coordinated with the noun that has one, not
  with a name.
* 'received in Rome yesterday the president, A B': a person after the time is the object.
* 'was signed by the ministers of the day, A for Peru and B for Chile': persons after the comma say who these are.
* 'President A and the president of Peru, B, signed': no person is another one; the name belongs to the title before it.
* 'They promised each other military aid': 'each other' is who gets it, not a part of what they get.
* 'mediated between Chad and Togo's rebels': whose they are is no third one.
* 'ended its pact with Peru, in force since 1929': the year is that of the force, not that of the end.
* 'The text signed in Rome on 4 May, by A and B, was never ratified': the 'by' phrase is the participle's.
* 'struck a fisheries deal', 'consented to a visiting forces deal': the noun of a treaty was taken for a verb.
* 'scrapped a visa-free deal with Togo': a treaty with Togo, and no deed with it, where nothing is agreed or signed.
* 'disagree on where the boundary runs': a verb that was taken for a plural.
* 'The pact between Peru and Chile binds both': the verb after two names was taken for what these describe.
* 'declared the pact with Peru null and void': what it is declared to be is no noun that Peru describes.
* 'sent the envoy packing': 'packing' is no thing that was sent.
* 'rang his opposite number': his counterpart;
* 'members of the Quad as well as of BRICS', 'of NATO and of BRICS': the second phrase is coordinated with the first.
* 'Peru accuses Chad of helping the Free Front, a band that ...': the band is the front, not Peru.
* 'died in Peruvian shelling': an adjective of a state right before the noun is no second object of the preposition.
* 'The sovereignty of Peru over the islet': what is over the islet is the sovereignty.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.annotate.mending import NO_SUBJECT, Repair, only_where, only_with, pairs
from kg.annotate.repair_speech import REPORTS
from kg.annotate.tree import COMMAS, FINITE, SUBJECTS, attach, comma, finite, first_of, last_of, may_act, of_kind
from kg.core.annotated import Token
from kg.core.words import word_list, word_set


@only_with({"a", "an"}, COMMAS)
def _nearest_name(tokens: Sequence[Token]) -> None:
    for noun in tokens:
        far = noun.head
        if noun.dep != "appos" or noun.mention is not None or far is None or far.dep not in SUBJECTS:
            continue
        begin = first_of(noun)
        if begin < far.i + 4 or not comma(tokens, begin - 1) or tokens[begin].low not in ("a", "an"):
            continue
        near = tokens[begin - 2]
        if near.text == ")":
            opening = next((t.i for t in reversed(tokens[: begin - 2]) if t.text == "("), 0)
            near = tokens[opening - 1] if opening else near
        if near.mention is not None and near.dep in ("dobj", "pobj") and any(a is far.head for a in near.ancestors()):
            attach(noun, near, "appos")


@only_with({"of"}, {"and", "or"})
def _of_both(tokens: Sequence[Token]) -> None:
    """'Ghana, member of NATO and of the Union': the second phrase is coordinated with the first."""
    for n, of in enumerate(tokens[3:], 3):
        noun = of.head
        if of.text != "of" or of.dep != "conj" or noun is None or noun.tag not in ("NN", "NNS"):
            continue
        first = [p for p in noun.by("prep") if p.text == "of" and p.i < n]
        if first and tokens[n - 1].text in ("and", "or") and any(t.i == n - 2 for t in first[-1].by("pobj")):
            attach(of, first[-1], "conj")
            attach(tokens[n - 1], first[-1], "cc")


@only_with({"well"}, {"as"})
def _as_well_as(tokens: Sequence[Token]) -> None:
    """'Members of the Quad as well as of BRICS', 'a member of the Quad as well as BRICS': of both."""
    for n, well in enumerate(tokens[:-2]):
        after = tokens[n + 2]
        if well.text != "well" or n == 0 or tokens[n + 1].text != "as" or tokens[n - 1].low != "as":
            continue
        before = [p for p in tokens[: n - 1] if p.dep == "prep" and p.lemma == after.lemma and p.head is not None]
        if after.dep == "prep" and after.head in (tokens[n - 1], tokens[n + 1]) and before:
            attach(after, before[-1], "conj")
        name = next((t for t in tokens[n + 2 : n + 4] if t.mention is not None and t.dep == "conj"), None)
        noun, near = name.head if name is not None else None, tokens[n - 2]
        alike = near.dep == "pobj" and noun is not None and noun.mention is None and noun in near.ancestors()
        if name is not None and near.mention is not None and alike and near.mention.kind == name.mention.kind:  # type: ignore[union-attr]
            attach(name, near, "conj")


_BANDS = word_set("annotate.repair_nouns.bands")
"""What several are together, who do what stands behind."""


@only_with(_BANDS, {"of"})
def _band(tokens: Sequence[Token]) -> None:
    """'A column of rebels marching on the town': a column of rebels, who march."""
    for band, of, noun in zip(tokens, tokens[1:], tokens[2:], strict=False):
        verb = noun.head
        taken = of.text == "of" and of.head is band and verb is not None and verb.head is of and verb.dep == "pcomp"
        if taken and verb is not None and verb.tag == "VBG" and noun.dep == "nsubj" and band.lemma in _BANDS:
            attach(noun, of, "pobj")
            attach(verb, noun, "acl")


_RANKS = word_set("annotate.repair_nouns.ranks")
_ACTS = word_set("annotate.repair_nouns.acts")
"""What others do, and one repels."""
_WISHES = word_set("annotate.repair_nouns.wishes")
"""Nouns that say what somebody wants to do."""


@only_with(_WISHES, {"to"})
def _wish(tokens: Sequence[Token]) -> None:
    """'Supported its bids to join the club': whose bid it is, joins."""
    for noun, to, verb in zip(tokens, tokens[1:], tokens[2:], strict=False):
        purpose = to.text == "to" and to.head is verb and verb.tag == "VB"
        purpose &= verb.dep == "advcl" or (verb.dep == "xcomp" and bool(noun.by("poss")))
        if purpose and noun.lemma in _WISHES and noun.tag in ("NN", "NNS") and verb.head is not noun:
            attach(verb, noun, "acl")


@only_with({"no"}, {"."})
def _number(tokens: Sequence[Token]) -> None:
    """'Became member no. 31': 'no.' is short for 'number', and tells which one the noun before it is."""
    for noun, no, dot, number in zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False):
        if no.low != "no" or dot.text != "." or number.tag != "CD":
            continue
        no.lemma = "number"
        if noun.head is no and noun.tag in ("NN", "NNP") and no.head is not None:
            attach(noun, no.head, no.dep)
            attach(no, noun, "appos")


@only_with({"by"})
def _by_of_object(tokens: Sequence[Token]) -> None:
    """'Repelled an attack on its camp by rebels': the attack was theirs, as the verb has a subject that acts."""
    for by in tokens:
        verb = by.head if by.lemma == "by" and by.dep in ("agent", "prep") else None
        if verb is None or verb.tag[:2] != "VB" or verb.by("auxpass") or not verb.by("nsubj"):
            continue
        things = [o for o in verb.by("dobj") if verb.i < o.i < by.i and o.mention is None]
        doers = [t for t in by.by("pobj") if may_act(t) or (t.by("compound", "amod") and t.tag == "NNS")]
        if len(things) == 1 and doers and things[0].lemma in _ACTS and not comma(tokens, by.i - 1):
            attach(by, things[0], "prep")


@only_with(_RANKS, {"after"}, {"to"})
def _next_to(tokens: Sequence[Token]) -> None:
    """'Was the second state after Togo to ratify it': both have."""
    for after, name in pairwise(tokens):
        verb = after.head if after.text == "after" and after.dep == "mark" else None
        noun = tokens[after.i - 1] if after.i else after
        if verb is None or name.head is not verb or name.dep != "nsubj" or noun.tag not in ("NN", "NNS"):
            continue
        ranked = any(c.low in _RANKS for c in noun.children)
        if ranked and any(a.tag == "TO" for a in verb.by("aux")) and verb.i > name.i and verb.tag == "VB":
            attach(after, noun, "prep")
            attach(name, after, "pobj")
            attach(verb, noun, "acl")


_HOW = word_set("annotate.repair_nouns.how")


@only_with({"in"}, _HOW, {"a", "an", "its", "the", "their"})
def _in_full(tokens: Sequence[Token]) -> None:
    """'Suspended in full the accord with Togo': the accord was suspended, 'in full' says how."""
    for prep, how, article in zip(tokens, tokens[1:], tokens[2:], strict=False):
        verb = prep.head if prep.text == "in" and how.text in _HOW and article.tag in ("DT", "PRP$") else None
        noun = article.head
        if verb is None or noun is None or verb.tag[:2] != "VB" or noun.head is not prep or noun.i < article.i:
            continue
        if not verb.by("dobj"):
            attach(noun, verb, "dobj")
            attach(how, prep, "pobj")


@only_with({"packing"})
def _packing(tokens: Sequence[Token]) -> None:
    """'Peru sent the Chilean envoy packing': the envoy was sent."""
    for noun, packing in pairwise(tokens):
        verb = packing.head
        if packing.low != "packing" or packing.dep != "dobj" or noun.head is not packing or verb is None:
            continue
        if verb.lemma == "send" and noun.tag in ("NN", "NNS", "NNP", "NNPS"):
            attach(noun, verb, "dobj")
            for child in [c for c in packing.children if c.i < noun.i]:
                attach(child, noun, child.dep)
            packing.tag, packing.pos, packing.lemma = "VBG", "VERB", "pack"
            attach(packing, verb, "xcomp")


@only_where({("pobj", "adjective")})
def _adjective_object(tokens: Sequence[Token]) -> None:
    """'Two died in Peruvian shelling': 'Peruvian' describes what follows."""
    for adjective, noun in pairwise(tokens):
        mention = adjective.mention
        prep = adjective.head
        if mention is None or mention.role != "adjective" or adjective.dep != "pobj" or adjective.children:
            continue
        if noun.dep == "pobj" and noun.head is prep and noun.tag in ("NN", "NNS"):
            attach(adjective, noun, "amod")


@only_with({"each", "one"}, {"other", "another"})
def _each_other(tokens: Sequence[Token]) -> None:
    """'They promised each other military aid': 'each other' was taken for words of the noun."""
    for each, other in pairwise(tokens):
        noun = other.head
        if each.low not in ("each", "one") or other.low not in ("other", "another"):
            continue
        if noun is None or noun.i <= other.i or noun.dep != "dobj" or noun.head is None or noun.head.i >= each.i:
            continue
        attach(other, noun.head, "dative")
        attach(each, other, "det")


_TREATY_NOUNS = word_set("annotate.repair_nouns.treaty_nouns")
_VOID = word_set("annotate.repair_nouns.void")


@only_with(_TREATY_NOUNS)
def _treaty_noun(tokens: Sequence[Token]) -> None:
    """'A fisheries deal': the noun that closes a noun phrase, which the parser took for the verb of a clause."""
    for noun in tokens[1:]:
        before, head = tokens[noun.i - 1], noun.head
        if noun.low not in _TREATY_NOUNS or noun.mention is not None or head is None or noun.by("aux", "dobj"):
            continue
        opened = any(c.dep in ("det", "poss") for c in before.children) and before.tag in ("NN", "NNS")
        if noun.dep in ("ccomp", "xcomp") and opened and noun.by(*SUBJECTS) == [before] and not head.by("dobj"):
            place: tuple[Token | None, str] = (head, "dobj")
        elif noun.dep == "acl" and noun.tag in ("VB", "VBP") and opened and before.dep in ("pobj", "dobj", "nsubj"):
            place = (before.head, before.dep)
        elif noun.tag in ("VB", "VBP") and opened and noun.dep == before.dep == "pobj" and head is before.head:
            place = (head, "pobj")
        elif noun.tag in ("VB", "VBP") and opened and noun.dep in ("dobj", "oprd") and before.dep == "pobj":
            place = (before.head, "pobj")
        elif noun.tag in ("VB", "VBP") and noun.dep in SUBJECTS and noun.by("det"):
            noun.tag, noun.pos = "NN", "NOUN"  # 'a visa waiver deal between them expired'
            continue
        else:
            continue
        noun.tag, noun.pos = "NN", "NOUN"
        for child in [c for c in before.children if c.i < before.i]:
            attach(child, noun, child.dep)
        attach(before, noun, "compound")
        attach(noun, *place)
        return


_ENDS_IN_ES = word_list("annotate.repair_nouns.ends_in_es")


@only_with({"between"})
def _between_names(tokens: Sequence[Token]) -> None:
    for prep in tokens:
        verb = next(iter(prep.by("pobj")), None) if prep.lemma == "between" and prep.dep == "prep" else None
        noun, low = prep.head, verb.low if verb is not None else ""
        if verb is None or noun is None or verb.tag != "NNS" or verb.mention is not None or not low.endswith("s"):
            continue
        names = [c for c in verb.by("nmod", "compound") if c.mention is not None and c.mention.role != "adjective"]
        if len(names) != 1 or names[0].i != prep.i + 1 or not any(c.i == verb.i - 1 for c in names[0].by("conj")):
            continue
        above, infinitive = noun.head, False
        if (
            above is not None
        ):  # with another finite verb there, it is a noun ('between Peru and Chile troops broke out')
            infinitive = noun.dep in SUBJECTS and above.head is None and any(a.tag == "TO" for a in above.by("aux"))
            if not infinitive:
                continue
        attach(names[0], prep, "pobj")
        verb.tag, verb.pos, verb.lemma = "VBZ", "VERB", low[: -2 if low.endswith(_ENDS_IN_ES) else -1]
        attach(verb, None, "ROOT")
        if above is not None:
            attach(above, verb, "xcomp")
        attach(noun, verb, "nsubj")
        return


_RUNS = {"ends": "end", "lies": "lie", "runs": "run"}


@only_with(_RUNS)
def _where_it_runs(tokens: Sequence[Token]) -> None:
    for verb in tokens:
        lemma = _RUNS.get(verb.low)
        if lemma is None or verb.tag != "NNS":
            continue
        nouns = [c for c in verb.by("compound") if c.i == verb.i - 1]
        if not nouns or not any(c.tag == "WRB" for c in verb.children):
            continue
        verb.tag, verb.pos, verb.lemma = "VBZ", "VERB", lemma
        verb.dep = {"dobj": "ccomp", "pobj": "pcomp"}.get(verb.dep, verb.dep)
        nouns[0].dep = "nsubj"
        for child in [c for c in verb.children if c.i < nouns[0].i and c.dep in ("amod", "det", "nummod", "poss")]:
            attach(child, nouns[0], child.dep)


@only_with(_VOID)
def _declared(tokens: Sequence[Token]) -> None:
    for word in tokens:
        if word.dep != "pobj" or word.low not in _VOID:
            continue
        prep, named = word.head, word.by("compound")
        noun = prep.head if prep is not None and prep.dep == "prep" else None
        verb = noun.head if noun is not None and noun.dep == "dobj" else None
        if prep is not None and verb is not None and named and named[0].mention:
            attach(named[0], prep, "pobj")
            attach(word, verb, "oprd")


_HELD = word_set("annotate.repair_nouns.held")
_HELD_OR_NOUNS = _HELD | {f"{verb}ing" for verb in _HELD}
"""... and the nouns of which an earlier repair makes these verbs."""


@only_with(_HELD_OR_NOUNS, {"be"}, {","})
def mend_declared(tokens: Sequence[Token]) -> None:
    """'Declared the pact, concluded in 1960, to be void': the pact was concluded, and is said to be void."""
    for made in tokens:
        verb = made.head
        if made.dep != "advcl" or made.tag not in ("VBD", "VBN") or verb is None or verb.lemma not in _HELD:
            continue
        things = verb.by("dobj")
        said = [c for c in made.by("xcomp") if c.lemma == "be" and tokens[c.i - 2].text == ","]
        if not things or not said or max(t.i for t in things[0].subtree()) != made.i - 2:
            continue
        attach(made, things[0], "acl")
        made.tag = "VBN"
        attach(said[0], verb, "ccomp")
        attach(things[0], said[0], "nsubj")


@only_with({"by"})
def _late_agent(tokens: Sequence[Token]) -> None:
    for by in tokens:
        noun = by.head
        if by.dep != "prep" or by.lemma.lower() != "by" or noun is None or finite(noun):
            continue
        made = [c for c in noun.by("acl") if c.tag == "VBN" and noun.i < c.i < by.i and not c.by("agent", "dobj")]
        named = [t for t in by.by("pobj") if t.mention is not None and t.mention.kind != "Time"]
        if len(made) == 1 and named:
            attach(by, made[0], "agent")


@only_where(pairs(("ROOT", "ccomp"), ("VBD", "VBN")), pairs(("ROOT", "ccomp"), ("nsubj", "nsubjpass")))
@only_with(COMMAS)
def _participle(tokens: Sequence[Token]) -> None:
    for verb in tokens:
        if verb.dep not in ("ROOT", "ccomp") or verb.tag not in ("VBN", "VBD") or not comma(tokens, verb.i - 1):
            continue
        nouns = verb.by("nsubj", "nsubjpass")
        if len(nouns) != 1 or nouns[0].i > verb.i or verb.by("aux", "auxpass", "neg", "dobj", "cc"):
            continue
        noun = nouns[0]
        if any(c.by(*SUBJECTS) or c.i < verb.i for c in verb.by("ccomp")):
            continue
        if verb.dep == "ROOT":
            main = next((c for c in verb.by("conj", "dep", "ccomp") if finite(c)), None)
        else:  # 'declared the pact, concluded in 2019, to be void'
            main = next((c for c in verb.by("xcomp", "advcl") if any(a.tag == "TO" for a in c.by("aux"))), None)
        if main is None or main.by(*SUBJECTS) or not comma(tokens, first_of(main) - 1):
            continue
        attach(main, verb.head, verb.dep)
        attach(noun, main, "nsubjpass" if main.by("auxpass") else "nsubj")
        verb.tag = "VBN"
        attach(verb, noun, "acl")
        for child in [c for c in verb.children if c.i > main.i]:
            attach(child, main, child.dep)
        return


@only_with({"together", "along", "jointly"}, {"with"})
def _together_with(tokens: Sequence[Token]) -> None:
    """'Mali, together with Niger, left', 'Along with Mali, Niger left', 'Mali left, jointly with Niger': both did."""
    for prep in tokens:
        before = tokens[prep.i - 1].low if prep.lemma == "with" and prep.i > 0 else ""
        if before not in ("together", "along", "jointly"):
            continue
        others = [t for t in prep.by("pobj") if t.mention is not None and t.mention.kind in _ACTORS]
        head = prep.head
        if head is not None and head.lemma.lower() == "along":
            head = head.head
        if head is not None and head.tag.startswith("VB") and prep.i <= 1:
            head = next(iter(head.by("nsubj")), None)  # what opens the sentence
        elif head is not None and head.tag.startswith("VB") and before == "jointly" and comma(tokens, prep.i - 2):
            head = next(iter(head.by("nsubj")), None)
        if head is None or head.dep not in ("nsubj", "nsubjpass") or head.mention is None or not others:
            continue
        if head.mention.kind in _ACTORS:
            attach(others[0], head, "conj")


@only_where(pairs(("nsubj", "nsubjpass"), ("NNS",)))
@only_with({"is", "was", "has"})
def _restoring(tokens: Sequence[Token]) -> None:
    """'An *agreement* restoring relations is to be signed': what is in the singular is the agreement."""
    for noun, doing in pairwise(tokens):
        things = doing.head
        if (
            noun.tag != "NN"
            or doing.tag != "VBG"
            or things is None
            or things.tag != "NNS"
            or things.dep not in SUBJECTS
        ):
            continue
        verb, dets = things.head, (*noun.by("det"), *things.by("det"))
        if noun.dep not in ("compound", "npadvmod") or noun.head not in (things, doing) or verb is None:
            continue
        singular = any(a.low in ("is", "was", "has") for a in (verb, *verb.by("aux", "auxpass")))
        if not singular or not any(d.i < noun.i for d in dets):
            continue
        for word in [c for c in things.children if c.i < noun.i]:
            attach(word, noun, word.dep)
        attach(noun, verb, things.dep)
        attach(doing, noun, "acl")
        attach(things, doing, "dobj")


@only_with({"company", "concert", "league", "tandem"}, {"in"})
def _in_company_of(tokens: Sequence[Token]) -> None:
    """'Mali, in the company of Niger and Chad, left', 'in concert with Niger': both did."""
    for noun in tokens:
        prep = noun.head if noun.dep == "pobj" and noun.low in _COMPANY else None
        if prep is None or prep.low != "in" or prep.head is None or not comma(tokens, prep.i - 1):
            continue
        others = [t for p in noun.by("prep") if p.low == _COMPANY[noun.low] for t in p.by("pobj")]
        head = prep.head
        if head.tag.startswith("VB"):
            head = next((s for s in head.by("nsubj") if s.i < prep.i), head)
        if head.dep != "nsubj" or head.mention is None or len(others) != 1 or others[0].mention is None:
            continue
        if head.mention.kind in _ACTORS and others[0].mention.kind in _ACTORS:
            attach(others[0], head, "conj")


_COMPANY = {"company": "of", "concert": "with", "league": "with", "tandem": "with"}
_ACTORS = frozenset({"State", "Person", "IntergovernmentalOrganization", "Grouping", "Organization"})


@only_where({("appos", "Person")})
@only_with({"of"})
def _listed_person(tokens: Sequence[Token]) -> None:
    """'A of Niger, Mali's B and C': B stands beside A, and is no other name of Niger."""
    for name in tokens:
        state = name.head
        prep = state.head if state is not None and state.dep == "pobj" else None
        first = prep.head if prep is not None and prep.lemma == "of" else None
        if name.dep != "appos" or not of_kind(name, "Person") or state is None or not of_kind(state, "State"):
            continue
        if first is not None and of_kind(first, "Person") and any(c.i < name.i for c in name.by("poss", "compound")):
            attach(name, first, "conj")


@only_with({"'s", "’s", "'", "’", "s"})
def _owner_in_list(tokens: Sequence[Token]) -> None:
    for owner, mark, noun in zip(tokens, tokens[1:], tokens[2:], strict=False):
        noun = noun.head if noun.dep == "compound" and noun.head is not None and noun.head.i > noun.i else noun
        beside = owner.dep == noun.dep == "conj" and owner.head is noun.head and noun.i > owner.i
        if beside and mark.tag == "POS" and mark.head is owner:
            attach(owner, noun, "poss")


@only_with({"force"}, {"since", "from"})
def _in_force(tokens: Sequence[Token]) -> None:
    for prep, force, since in zip(tokens, tokens[1:], tokens[2:], strict=False):
        apart = prep.lemma == "in" and force.lemma == "force" and comma(tokens, prep.i - 1)
        verb = since.head
        if not apart or since.lemma not in ("since", "from") or verb is None or not verb.tag.startswith("VB"):
            continue
        treaty = next((t for t in reversed(tokens[: prep.i]) if of_kind(t, "Treaty") or t in verb.by("dobj")), None)
        if treaty is not None and prep.head is verb:
            attach(prep, treaty, "prep")
            attach(since, force, "prep")


@only_where({("ROOT", "ccomp")}, {("dobj", "Treaty")})
def _told_of_object(tokens: Sequence[Token]) -> None:
    """'A denounced the pact, the treaty signed there in 1948': the end tells what the pact is, not what happened."""
    root = next((t for t in tokens if t.head is None and t.dep == "ROOT"), None)
    nouns = root.by("nsubj", "nsubjpass") if root is not None and root.tag in ("VBD", "VBN") else []
    if root is None or len(nouns) != 1 or root.by("aux", "auxpass", "dobj", "xcomp") or nouns[0].i != root.i - 1:
        return
    if root.lemma in REPORTS:
        return  # 'A ratified the pact, the ministry said'
    noun = nouns[0]
    first = first_of(noun)
    for main in root.by("ccomp"):
        things = main.by("dobj")
        plain = main.tag in FINITE and main.i < first and not noun.by("prep") and noun.mention is None
        if plain and things and of_kind(things[-1], "Treaty") and last_of(things[-1]) == first - 2:
            root.tag = "VBN"
            attach(main, None, "ROOT")
            attach(noun, things[-1], "appos")
            attach(root, noun, "acl")
            for child in [c for c in root.children if c.i < first and c.dep in ("prep", "npadvmod", "advmod")]:
                attach(child, main, child.dep)
            return


@only_with({"."}, COMMAS)
def _only_participle(tokens: Sequence[Token]) -> None:
    """'Benin, accused of the same, summoned Niger's envoy': the participle after the second comma is the verb."""
    root = next((t for t in tokens if t.head is None and t.dep == "ROOT"), None)
    if (
        root is None
        or root.mention is None
        or root.mention.kind not in ("State", "Person", "IntergovernmentalOrganization")
    ):
        return
    if any(t.tag in FINITE or t.tag == "MD" for t in tokens) or root.by(*SUBJECTS, "cop") or tokens[-1].text != ".":
        return
    for verb in tokens:
        noun = verb.head
        if verb.tag != "VBN" or verb.dep != "amod" or noun is None or noun.i < verb.i or not comma(tokens, verb.i - 1):
            continue
        left = [c for c in noun.children if c.i < verb.i - 1 and c.dep in ("det", "amod", "compound", "nummod")]
        above, label = noun.head, noun.dep
        verb.tag, verb.pos = "VBD", "VERB"
        attach(verb, None, "ROOT")
        attach(root, verb, "nsubj")
        if left and above is not None:
            attach(left[-1], above, label)
            for child in left[:-1]:
                attach(child, left[-1], child.dep)
        attach(noun, verb, "dobj")
        return


@only_where({("npadvmod", "Person")})
def _late_person(tokens: Sequence[Token]) -> None:
    """'received in Rome yesterday the president, A B': a person is no adverb."""
    for name in tokens:
        verb = name.head
        person = name.mention is not None and name.mention.kind == "Person"
        if not person or name.dep != "npadvmod" or verb is None or not verb.tag.startswith("VB") or name.i < verb.i:
            continue
        if not verb.by("dobj", "auxpass", "ccomp", "xcomp") and verb.by(*SUBJECTS):
            name.dep = "dobj"


@only_with({"a", "an"})
def _second_treaty(tokens: Sequence[Token]) -> None:
    for token in tokens:
        name, prep = token.head, token.head.head if token.head is not None else None
        first = prep.head if prep is not None and prep.dep == "prep" else None
        if (
            token.dep == "conj"
            and token.mention is None
            and name is not None
            and name.mention is not None
            and name.dep == "pobj"
            and first is not None
            and first.mention is None
            and _article(token)
            and _article(first)
        ):
            attach(token, first, "conj")


@only_with(_TREATY_NOUNS, {"a", "an"})
def _another_treaty(tokens: Sequence[Token]) -> None:
    """'A treaty that fixes the border and a pact on visas': two treaties, the border is no other name of one."""
    for token in tokens:
        beside = token.head
        if token.dep != "conj" or token.mention is not None or token.lemma not in _TREATY_NOUNS or beside is None:
            continue
        if beside.lemma in _TREATY_NOUNS or not _article(token) or _article(beside) or beside.tag not in _THINGS:
            continue
        above = [a for a in beside.ancestors() if a.i < beside.i]
        first = next((a for a in above if a.lemma in _TREATY_NOUNS and a.mention is None and _article(a)), None)
        if first is not None:
            attach(token, first, "conj")


_THINGS = frozenset({"NN", "NNS", "NNP"})


def _article(noun: Token) -> bool:
    return noun.tag == "NN" and any(c.low in ("a", "an") for c in noun.by("det"))


@only_with(COMMAS)
def _opening_phrase(tokens: Sequence[Token]) -> None:
    for verb in tokens:
        if verb.dep != "advcl" or verb.tag != "VBN" or verb.head is None or not comma(tokens, verb.i - 1):
            continue
        for prep in verb.by("prep"):
            nouns = prep.by("pobj") if prep.i < verb.i else []
            if nouns and verb.i < verb.head.i and last_of(nouns[-1]) <= verb.i - 2:
                attach(prep, verb.head, "prep")
                attach(verb, nouns[-1], "acl")
                break


@only_where({NO_SUBJECT}, {("appos", "NNS")})
def _apposed_subject(tokens: Sequence[Token]) -> None:
    """'At the invitation of X, the heads of state of Peru and Chile met': several are no other word for one person."""
    root = next((t for t in tokens if t.head is None and t.tag in FINITE), None)
    if root is None or root.by(*SUBJECTS):
        return
    for noun in tokens[: root.i]:
        person = noun.head
        if (
            noun.dep != "appos"
            or noun.tag != "NNS"
            or person is None
            or not of_kind(person, "Person")
            or person.by("conj")
        ):
            continue
        if person.dep == "pobj" and tokens[0].dep == "prep" and noun.by("det"):
            attach(noun, root, "nsubj")
            return


@only_where(pairs(("conj",), ("VBD", "VBN")))
@only_with(COMMAS)
def _after_object(tokens: Sequence[Token]) -> None:
    for verb in tokens:
        head = verb.head
        if verb.dep != "conj" or head is None or verb.tag not in ("VBN", "VBD") or not comma(tokens, verb.i - 1):
            continue
        if verb.by(*SUBJECTS, "aux", "auxpass", "neg", "dobj", "cc") or head.tag == verb.tag == "VBN":
            continue
        if any(c.i < verb.i for c in head.by("cc")) or not verb.by("prep", "agent"):
            continue
        nouns = [n for n in head.by("dobj") if last_of(n) == verb.i - 2]
        later = [c for c in verb.by("xcomp") if any(a.tag == "TO" for a in c.by("aux"))]
        ends = last_of(verb) + 1
        closed = bool(later) or (ends < len(tokens) and tokens[ends].text in (",", ".", ";"))
        if nouns and closed and verb.by("conj") == []:
            verb.tag = "VBN"
            attach(verb, nouns[0], "acl")
            for clause in later:
                attach(clause, head, "xcomp")


@only_where(pairs(("appos", "conj", "npadvmod"), ("det",)), pairs(("pobj",), ("appos", "conj", "npadvmod")))
def _late_object(tokens: Sequence[Token]) -> None:
    for noun in tokens:
        head = noun.head
        if noun.dep not in ("appos", "conj", "npadvmod") or head is None or not noun.by("det"):
            continue
        where = head.mention is not None and head.mention.kind in ("Settlement", "State", "Time") and head.dep == "pobj"
        first = first_of(noun)
        prep = head.head if where else None
        verb = prep.head if prep is not None and first == head.i + 1 else None
        if verb is not None and verb.tag.startswith("VB") and not verb.by("dobj", "auxpass", "nsubjpass"):
            attach(noun, verb, "dobj")


@only_where({"Person"})
@only_with(COMMAS)
def _persons(tokens: Sequence[Token]) -> None:
    for token in tokens:
        if token.mention is None or token.mention.kind != "Person":
            continue
        second = token.dep == "nsubj" and token.head is not None and token.head.by("nsubj")[-1].i > token.i
        if token.dep not in ("npadvmod", "dep") and not second:
            continue
        first = first_of(token)
        if not comma(tokens, first - 1):
            continue
        for noun in reversed(tokens[: first - 1]):
            several = noun.tag == "NNS" or (noun.lemma in ("counterpart", "number") and noun.by("poss"))
            if several and noun.mention is None and last_of(noun) == first - 2:
                attach(token, noun, "appos")
                break


@only_where({("appos", "Person")})
@only_with(COMMAS)
def _each_person(tokens: Sequence[Token]) -> None:
    for token in tokens:
        other = token.head
        if token.dep != "appos" or not of_kind(token, "Person") or other is None or not of_kind(other, "Person"):
            continue
        first = first_of(token)
        for noun in other.by("conj") if comma(tokens, first - 1) else ():
            if noun.mention is None and last_of(noun) == first - 2:
                attach(token, noun, "appos")
                break


@only_with(COMMAS)
def _person_list(tokens: Sequence[Token]) -> None:
    """'Roe, Doe and Poe signed it', 'Roe of Peru, Doe of Chile and Poe met': two names with nothing but commas, or the
    state of the first, between them are two persons.
    """
    for name in tokens:
        first = name.head
        if name.dep != "appos" or not of_kind(name, "Person") or first is None or not of_kind(first, "Person"):
            continue
        start = first_of(name)
        between = tokens[first.i + 1 : start - 1]
        bare = all(t.low in ("of", "the") or of_kind(t, "State") for t in between) and comma(tokens, start - 1)
        if bare and name.by("cc") and any(of_kind(c, "Person") for c in name.by("conj")):
            name.dep = "conj"


@only_where({("nsubj", "appos")})
def mend_apposed_object(tokens: Sequence[Token]) -> None:
    """'Roe froze aid to Chile': no noun behind the verb is an apposition of the subject before it."""
    for noun in tokens:
        subject = noun.head
        verb = subject.head if subject is not None and subject.dep == "nsubj" else None
        if noun.dep != "appos" or subject is None or verb is None or not subject.i < verb.i < noun.i:
            continue
        start = first_of(noun)
        if start == verb.i + 1 and verb.tag in FINITE and noun.mention is None and not verb.by("dobj", "attr", "acomp"):
            attach(noun, verb, "dobj")


@only_with({"outside"})
def _outside(tokens: Sequence[Token]) -> None:
    """'Gathered *outside* parliament': where it is, not what the parliament is like."""
    for token in tokens:
        noun, verb = token.head, tokens[token.i - 1] if token.i else None
        if token.low != "outside" or token.dep != "amod" or noun is None or noun.dep != "dobj":
            continue
        if verb is None or noun.head is not verb or not verb.tag.startswith("V"):
            continue
        token.tag, token.pos, token.lemma = "IN", "ADP", "outside"
        attach(token, verb, "prep")
        attach(noun, token, "pobj")


@only_where({("pobj", "Time")}, {"conj"}, {"dobj"})
def _second_place(tokens: Sequence[Token]) -> None:
    """'Visited Peru in May and *Chile* in June': coordinated with Peru, not with May."""
    for token in tokens:
        time, prep = token.head, token.head.head if token.head is not None else None
        if token.dep != "conj" or time is None or prep is None or not of_kind(time, "Time") or not may_act(token):
            continue
        verb = prep.head
        first = [t for t in verb.by("dobj") if t.i < token.i and may_act(t)] if verb is not None else []
        timed = [p for t in (token, time, verb) if t for p in t.by("prep") if p.i == token.i + 1]
        if len(first) == 1 and any(of_kind(x, "Time") for p in timed for x in p.by("pobj")):
            attach(token, first[0], "conj")
            attach(timed[0], token, "prep")


_MAKES = word_set("annotate.repair_nouns.makes")
"""What one does together with whom the treaty is made with."""


@only_with(_TREATY_NOUNS, {"with"})
def _pact_with(tokens: Sequence[Token]) -> None:
    """'Scrapped a visa-free deal with Togo': whom the treaty is with, hung on the verb."""
    for noun, prep, name in zip(tokens, tokens[1:], tokens[2:], strict=False):
        verb = noun.head
        if noun.low not in _TREATY_NOUNS or noun.dep != "dobj" or verb is None or verb.lemma in _MAKES:
            continue
        if prep.lemma == "with" and prep.head is verb and name.head is prep and of_kind(name, "State"):
            attach(prep, noun, "prep")


@only_with({"opposite"}, {"number", "numbers"})
def _opposite_number(tokens: Sequence[Token]) -> None:
    for noun in tokens:
        if noun.lemma == "number" and any(c.low == "opposite" for c in noun.by("amod")):
            noun.lemma = "counterpart"


_RULE = word_set("annotate.repair_nouns.rule")


@only_with(_RULE, {"of"}, {"over"})
def _rule_over(tokens: Sequence[Token]) -> None:
    """'The sovereignty of Peru over the islet': Peru is not over it, its sovereignty is."""
    for over in tokens:
        state = over.head if over.low == "over" and over.dep == "prep" else None
        of = state.head if state is not None and state.dep == "pobj" and of_kind(state, "State") else None
        if of is not None and of.low == "of" and of.head is not None and of.head.lemma in _RULE:
            attach(over, of.head, "prep")


NOUNS_AND_PHRASES: Sequence[Repair] = (
    _treaty_noun,
    _between_names,
    _where_it_runs,
    _declared,
    _participle,
    _opening_phrase,
    _apposed_subject,
    _after_object,
    _persons,
    _each_person,
    _person_list,
    _late_object,
    _second_treaty,
    _another_treaty,
    _late_agent,
    _late_person,
    _listed_person,
    _owner_in_list,
    _in_force,
    _together_with,
    _in_company_of,
    _restoring,
    _told_of_object,
    _only_participle,
    _each_other,
    _adjective_object,
    _number,
    _in_full,
    _next_to,
    _by_of_object,
    _packing,
    _outside,
    _second_place,
    _band,
    _wish,
    _pact_with,
    _opposite_number,
    _of_both,
    _as_well_as,
    _nearest_name,
    _rule_over,
)
"""The repairs in their order."""
