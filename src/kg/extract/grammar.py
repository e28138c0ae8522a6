"""What stands where in a dependency tree: voice, tense, coordination, phrases, relative clauses, prepositions.

Who acts in a clause, and upon whom, is worked out in ``valency.py``. Everything here is about grammar alone; it knows
no relation and no name. Labels are those of the CLEAR scheme (``nsubj``, ``dobj``, ``agent``, ``relcl``, ...). All
functions take a token of a sentence's tree and return tokens of the same tree, so that a frame says only 'the subject',
'the object' or 'what stands after *with*'. A tree does not change once it is read, so that what many frames ask of a
token is worked out once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from kg.annotate.ranks import copula_over
from kg.annotate.repair_contrast import ALL
from kg.annotate.repair_fronted import GIVEN
from kg.annotate.tree import FINITE, of_kind
from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract.quantity import BUNDLES, BURDENS, QUANTITY


def once(find: Callable[[Token], list[Token]]) -> Callable[[Token], list[Token]]:
    """Let the tokens that are found for one be found once; each who asks gets a list of their own."""

    @wraps(find)
    def known(token: Token) -> list[Token]:
        found: list[Token] | None = token.known.get(find)
        if found is None:
            found = token.known[find] = find(token)
        return found.copy()

    return known


SUBJECT = ("nsubj", "csubj")
PASSIVE_SUBJECT = ("nsubjpass", "csubjpass")
OBJECT = ("dobj", "obj")
RELATIVE = {"which", "who", "whom", "that", "whose"}
CLAUSE = {
    "ROOT",
    "ccomp",
    "advcl",
    "relcl",
    "acl",
    "conj",
    "xcomp",
    "pcomp",
    "parataxis",
    "csubj",
    "csubjpass",
    "dep",
    "appos",
}


FORESEEN = word_set("extract.grammar.foreseen")
"""What is said of acts to come, in the present passive."""
MEANS = word_set("extract.grammar.means")
"""After 'by', how something is done, not who does it ('conferred by video link')."""


def undergone(noun: Token) -> list[Token]:
    """'Peru's invasion by Chile': those to whom it is done, where 'by' names who does it; nobody else."""
    doers = [] if is_verb(noun) else after(noun, "by")
    named = any(t.mention is not None and t.mention.kind not in _NO_DOERS for t in doers)
    return [t for t in noun.by("poss") if t.tag != "PRP$" or t.mention is not None] if named else []


def last_before(text: str, at: int) -> str:
    """The last character before a position that is no white space; nothing at the beginning."""
    while at and text[at - 1].isspace():
        at -= 1
    return text[at - 1 : at]


def any_of(noun: Token) -> bool:
    """'Any attack': one that there may be, whichever it is."""
    return any(c.low == "any" for c in noun.by("det"))


def none_of(noun: Token) -> bool:
    """'No plan', 'no attack': whether the noun's own article denies it."""
    return any(c.low == "no" for c in noun.by("det", "neg"))


NOT_ONLY = word_set("extract.grammar.not_only")


def not_only(word: Token) -> bool:
    """'*Not* only', 'did *not* just sign': what is said is so, and more."""
    near = (*word.children, *(word.head.children if word.head is not None else ()))
    return word.low in ("n't", "not") and any(c.i == word.i + 1 and c.low in NOT_ONLY for c in near)


def only_then(word: Token) -> bool:
    """'Did not ratify *until 2012*', 'until after the war': then it did; 'would not sign until X agreed': if so."""
    words = ("until", "till")
    below = [p for p in word.by("prep") if p.lemma in words]
    if any(p.by("prep") or any(of_kind(t, "Time") for t in p.by("pobj")) for p in below):
        return True
    return is_verb(word) and any(
        c.dep == "mark" and c.lemma in words for clause in word.by("advcl") for c in clause.children
    )


def no_longer(word: Token) -> bool:
    """'*No longer* a party', 'is *no longer* bound': whether these words stand below one."""
    return any(c.low == "longer" and any(g.low == "no" for g in c.children) for c in word.children)


def restrictive(clause: Token, text: str) -> bool:
    """'A text that criticises the digging': whether a relative clause, without a comma, tells which one is meant."""
    return last_before(text, min(t.start for t in clause.subtree())) not in ",–—-"


_IN_TIME = frozenset({"after", "as", "before", "since", "when", "while"})


def timed_by(clause: Token) -> bool:
    """'Accused Chad of lying *after Togo had shipped arms*': a clause with a doer of its own that tells the time."""
    marks = clause.by("mark", "advmod") if clause.dep == "advcl" else ()
    return any(m.lemma in _IN_TIME for m in marks) and bool(clause.by("nsubj", "nsubjpass"))


_NO_DOERS = frozenset({"Feature", "Time", "Treaty"})
_OF_VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})


def is_verb(token: Token) -> bool:
    if token.pos in ("VERB", "AUX") or token.tag in _OF_VERBS:
        return True
    # a verb that the tagger took for a noun ('Mali and Niger quarrel over the valley') still has its subject
    return (
        token.tag in ("NN", "NNS")
        and token.mention is None
        and token.dep in ("ROOT", "relcl", "ccomp", "advcl")
        and any(c.dep in ("nsubj", "nsubjpass") or (c.dep == "dobj" and token.tag == "NNS") for c in token.children)
        and not any(c.dep in ("det", "poss") and c.i < token.i for c in token.children)  # 'declared Togo an ally'
    )


@once
def conjuncts(token: Token) -> list[Token]:
    """The token and all that are coordinated with it below ('A, B and C' from A)."""
    out = [] if ruled_out(token) else [token]
    for child in token.by("conj"):
        out += conjuncts(child) if not (_excepted(token, child) or _denied_first(token, child)) else []
    return out


def _denied_first(token: Token, other: Token) -> bool:
    """'Did not attack Chad but Togo': what is denied is Chad alone."""
    verb = token.head
    if verb is None or token.dep not in ("dobj", "obj") or is_verb(other):
        return False
    but = any(c.low == "but" and token.i < c.i < other.i for c in token.by("cc"))
    return but and any(c.dep == "neg" and c.i < verb.i for c in verb.children)


def _excepted(token: Token, other: Token) -> bool:
    """'All five states but Chad', 'everybody but Chad': whoever is left out; but 'nobody but Chad' is Chad."""
    but = any(c.low == "but" and token.i < c.i < other.i for c in token.by("cc"))
    words = {token.lemma, *(c.low for c in token.children if c.i < token.i)}
    counted = token.tag == "NNS" and any(c.tag == "CD" for c in token.children)
    return but and (counted or not words.isdisjoint(ALL))


_BEFORE_NOUN = {"det", "amod", "compound", "poss", "nummod", "nmod"}


def ruled_out(token: Token) -> bool:
    """Whether 'not' stands right before a noun phrase or preposition, to set it against another.

    So in 'not Kenya but Ghana', 'the Nairobi Accord but not the Juba Treaty', 'a member of NATO but not of the EU'.
    """
    if is_verb(token):
        return False
    near = token.children if token.head is None else (*token.children, *token.head.children)
    denials = [c.i for c in near if c.dep == "neg" and c.low == "not"]
    if not denials:
        return False
    if token.dep == "prep" and token.head is not None and token.head.lemma == "be":
        own = token.head.by("attr", "acomp", "auxpass")
        if not own and len(token.head.by("prep")) == 1:
            return False  # 'is not in the bloc' denies what is said, where no other place is named
    first = min([token.i, *(c.i for c in token.children if c.i < token.i and c.dep in _BEFORE_NOUN)])
    return first - 1 in denials


def after_object(verb: Token, *prepositions: str) -> list[Token]:
    """What stands after these prepositions below the verb's objects ('demands the return of X')."""
    return [t for o in verb.by("dobj", "obj") for t in after(o, *prepositions)]


def conjuncts_of(tokens: list[Token]) -> list[Token]:
    """The tokens, each with what is coordinated with it."""
    return [c for t in tokens for c in conjuncts(t)]


def expand(tokens: list[Token]) -> list[Token]:
    """Coordinated members of each, in the order of the text, without repeats."""
    found = {t.i: t for token in tokens for t in conjuncts(token)}
    return [found[i] for i in sorted(found)]


@once
def content(token: Token) -> list[Token]:
    """What a noun of quantity counts ('thousands of troops' -> troops, 'one of its ships' -> ships); else the token."""
    if token.mention is not None and token.mention.kind == "Time" and token.dep in OBJECT:  # 'held two days of talks'
        lasting = [p for prep in token.by("prep") if prep.lemma == "of" for p in expand(prep.by("pobj"))]
        return [p for p in lasting if p.mention is None] or [token]
    if token.mention is None and (token.lemma in QUANTITY or token.low in QUANTITY or _superlative(token)):
        inner = [p for prep in token.by("prep") if prep.lemma == "of" for p in expand(prep.by("pobj"))]
        office = token.lemma == "head" and any(p.lemma.lower() in ("state", "government") for p in inner)
        if office and not any(t.mention is not None for t in token.subtree()):
            return [token]  # 'the heads of state' are no cattle
        called = [a for a in token.by("appos") if a.i > token.i and a.mention is not None] if inner else []
        if called and token.by("nummod"):
            return expand(called[:1])  # 'the three members of the bloc, A, B and C'
        if inner:
            return [t for p in inner for t in content(p)]
    if token.mention is None and token.lemma in BUNDLES:  # 'a package of sanctions', but not of aid
        burdens = [p for prep in token.by("prep") if prep.lemma == "of" for p in expand(prep.by("pobj"))]
        return [p for p in burdens if p.lemma in BURDENS] or [token]
    return [token]


def _superlative(token: Token) -> bool:
    """'Lodged the *sternest* of protests': of what a superlative that is an object is said."""
    return (
        token.tag == "JJS"
        and token.dep in OBJECT
        and any(t.tag == "NNS" and t.mention is None for p in token.by("prep") for t in p.by("pobj"))
    )


def finite_active(verb: Token) -> bool:
    """'Praises', 'praised' it; not 'praising' it, nor 'is praised'."""
    return verb.tag in FINITE and not passive(verb)


def going_on(verb: Token) -> bool:
    """Whether the verb is in the progressive, of what is not done yet: 'are finalising', 'is being concluded'."""
    if verb.tag == "VBG":
        return any(a.lemma == "be" for a in verb.by("aux")) and not passive(verb)
    return being_done(verb)


def being_done(verb: Token) -> bool:
    """'It is *being* concluded', 'opposed it *being* concluded'."""
    return any(a.low == "being" for a in verb.by("auxpass"))


def to_be_done(verb: Token) -> bool:
    """'To *be* concluded', 'will *be* concluded', '(agreed) that it *be* concluded'."""
    return any(a.low == "be" for a in verb.by("auxpass"))


def passive(verb: Token) -> bool:
    """Whether the verb form is passive, reduced relative clauses included ('the pact signed by X')."""
    found: bool | None = verb.known.get(_passive)
    if found is None:
        found = verb.known[_passive] = _passive(verb)
    return found


def _passive(verb: Token) -> bool:
    if verb.by("auxpass", *PASSIVE_SUBJECT):
        return True
    if verb.tag == "VBN" and not verb.by("aux", *SUBJECT) and not verb.by(*OBJECT):
        return verb.dep in ("acl", "advcl", "ROOT", "amod", "relcl", "conj") and (
            verb.dep != "conj"
            or verb.head is None
            or not is_verb(verb.head)
            or passive(verb.head)
            or bool(verb.by("agent"))
        )
    if fronted(verb):
        return True
    by = [t for p in verb.by("agent") for t in p.by("pobj")]
    if verb.tag in ("VBN", "VBD") and by and not all(t.lemma in MEANS for t in by) and not verb.by("aux", *OBJECT):
        return True  # 'the pact, concluded by Kenya and Ghana', whatever the parser makes of the participle
    if verb.tag == "VBD" and verb.dep == "acl" and not verb.by("aux", *SUBJECT, *OBJECT):
        return True  # what hangs on a noun so is a participle, whatever the tagger says
    return verb.tag == "VBN" and verb.dep == "acl" and not verb.by("aux", *SUBJECT)


def fronted(verb: Token) -> bool:
    """'*Promised* buses by Chile, Peru is waiting', '*Denied* a visa, he stayed': what the main subject underwent,
    although the participle keeps an object.
    """
    head = verb.head
    if verb.tag != "VBN" or verb.dep != "advcl" or head is None or head.i < verb.i or verb.by("aux", *SUBJECT):
        return False
    opens = not any(c.i < verb.i and c.dep != "advmod" for c in verb.children)
    return opens and bool(verb.by("agent") or (verb.lemma in GIVEN and verb.by(*OBJECT)))


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for; the token itself where it is none."""
    if token.tag not in ("WDT", "WP", "WP$", "IN", "DT") or token.lemma.lower() not in RELATIVE:
        return token
    for up in token.ancestors():
        if up.dep == "relcl" and up.head is not None:
            return up.head
        if up.dep in ("acl", "ccomp") and up.head is not None and not is_verb(up.head) and up.head.i < token.i:
            return up.head
        if up.dep in ("ccomp", "advcl") and (cleft := _cleft(up, token)) is not None:
            return cleft
    if token.tag in ("WDT", "WP") and token.dep in ("nsubj", "nsubjpass", "dobj"):
        # 'the pact, which they signed, and which entered into force': the noun of the clause before
        top = next((a for a in token.ancestors() if a.head is None), token)
        before = [t for t in top.subtree() if t.dep == "relcl" and t.i < token.i and t.head is not None]
        if before and before[-1].head is not None:
            return before[-1].head
    return token


def it_is(be: Token) -> bool:
    """'It is time that', 'it was Peru that': whether 'it' is the subject of a copula."""
    return be.lemma == "be" and any(s.low == "it" for s in be.by("nsubj"))


def _cleft(clause: Token, pronoun: Token) -> Token | None:
    """'It was Peru that asked': Peru."""
    be = clause.head
    if be is None or be.lemma != "be" or pronoun.dep not in (*SUBJECT, *PASSIVE_SUBJECT, *OBJECT):
        return None
    told = [t for t in be.by("attr") if it_is(be) and be.i < t.i < pronoun.i]
    return told[-1] if told else None


def wished(verb: Token) -> bool:
    """Whether a passive only tells what should be done ('ought to be lifted', 'our appeal that it be lifted', 'failed
    to have it lifted').
    """
    head, be = verb.head, verb.by("auxpass")
    if head is not None and head.lemma == "have" and verb.dep in ("ccomp", "acl", "amod", "oprd"):
        return True
    helpers = verb.by("aux")
    ought = head is not None and head.lemma == "ought"
    base = any(b.tag == "VB" for b in be) and not helpers
    return ought or base or any(h.lemma in ("should", "must", "ought") for h in helpers)


CALLING = word_set("extract.grammar.calling")


def after(token: Token, *prepositions: str) -> list[Token]:
    """What stands after these prepositions below the token ('with X and Y'), one preposition chained allowed ('from
    under').
    """
    out: list[Token] = []
    for prep in _prepositions(token):
        if prep.lemma.lower() in prepositions or prep.low in prepositions:
            out += [antecedent(t) for t in expand(prep.by("pobj", "pcomp") if prep.children else _shared(prep))]
            for inner in prep.by("prep"):
                out += [antecedent(t) for t in expand(inner.by("pobj"))] if not ruled_out(inner) else []
            for other in prep.by("conj"):  # 'both by A and by B'
                if other.lemma.lower() in prepositions:
                    out += [antecedent(t) for t in expand(other.by("pobj"))]
    if not out and token.head is not None and is_verb(token.head) and not is_verb(token):
        # a phrase right after a noun is the noun's, whatever the tree says ('rejects the claim to X')
        for prep in token.head.by("prep"):
            if prep.i == token.i + 1 and prep.lemma.lower() in prepositions:
                out += [antecedent(t) for t in expand(prep.by("pobj"))]
    if out and (token.dep == "relcl" or is_verb(token)):
        # 'to which X belongs', 'with whom X works': the pronoun stands before the verb
        return [t for t in out if t.lemma.lower() not in RELATIVE]
    return out


def reflexive(token: Token) -> bool:
    """'Himself', 'itself', 'themselves'."""
    return token.low.endswith(("self", "selves"))


def _shared(prep: Token) -> list[Token]:
    """'Works *with*, but does not belong to, the EU', 'spoke with, and later sued, B': what a preposition that ends its
    clause has in common with the clause after it, behind a comma.
    """
    verb = prep.head
    second = next((c for c in verb.by("conj") if c.i > prep.i), None) if verb is not None else None
    if second is None or not is_verb(second) or second.by(*SUBJECT, *PASSIVE_SUBJECT):
        return []
    of_its = [t for p in second.by("prep") for t in p.by("pobj")]
    things = [t for t in (*second.by("dobj", "npadvmod"), *of_its) if t.mention is None or t.mention.kind != "Time"]
    last = max(things, key=lambda t: t.i, default=None)
    if last is None or last.head is None:
        return []
    first = min(t.i for t in last.subtree())
    return [last] if any(t.text == "," and t.i == first - 1 for t in (*last.head.children, *second.children)) else []


@once
def _prepositions(token: Token) -> list[Token]:
    """Those by which phrases hang on the token, none set against another ('*with* X and *by* Y')."""
    hung = token.by("prep", "agent", "dative", "prt", "advmod")
    hung += _after_names(token, hung) + _cleft_phrases(token)
    coordinated = (p for one in hung for p in (one, *(c for c in one.by("conj") if c.tag == "IN")))
    return [p for p in coordinated if not ruled_out(p)]


def _after_names(token: Token, hung: list[Token]) -> list[Token]:
    """'imposed by Peru on Chile', 'the meeting in Lima of the ministers': what follows a name hangs on what the name
    hangs on.
    """
    found = []
    for prep in hung:
        for name in prep.by("pobj") if prep.dep in ("prep", "agent") else ():
            bare = name.mention is not None and name.mention.kind not in {"Treaty", "Organization", "Court", *_BODIES}
            if bare and name.mention is not None and name.mention.role != "adjective":
                found += [p for p in name.by("prep") if p.i > name.i and p.lemma in _NOT_OF_NAMES]
            elif name.mention is not None and name.mention.kind in _BODIES and prep.dep == "agent":
                found += [p for p in name.by("prep") if p.i > name.i and p.lemma in ("against", "on", "upon")]
            elif prep.lemma == "by" and not is_verb(token) and any(c.mention is not None for c in name.by("amod")):
                found += [p for p in name.by("prep") if p.i > name.i and p.lemma == "of" and _names_other(p)]
    return found


def _cleft_phrases(verb: Token) -> list[Token]:
    """'It was to Peru that Chile turned': the phrase before the clause."""
    be = verb.head
    if be is None or be.lemma != "be" or verb.dep not in ("ccomp", "advcl") or not is_verb(verb):
        return []
    it = it_is(be) and any(m.low == "that" for m in verb.by("mark"))
    return [p for p in be.by("prep") if be.i < p.i < verb.i] if it else []


def _names_other(prep: Token) -> bool:
    """Whether the phrase names somebody: 'the arrest by Togolese police of two Ghanaians'."""
    return any(t.mention is not None for noun in prep.by("pobj") for t in (noun, *noun.by("amod", "poss", "compound")))


_NOT_OF_NAMES = {"against", "of", "on", "to", "with"}
_BODIES = {"Grouping", "IntergovernmentalOrganization"}


def relative_antecedents(token: Token) -> list[Token]:
    """What 'which' stands for in the clause of a token, where a preposition governs it ('the bloc, of which X is a
    member').
    """
    own = clause_head(token)
    clause = own.first_of_row()  # 'the pact, which ended the war and to which X was no party'
    if clause.dep != "relcl" or clause.head is None:
        return []
    if own is not clause:
        return [clause.head] if any(t.lemma.lower() in ("which", "whom") for t in own.subtree() if t.i < own.i) else []
    words = [t for t in clause.subtree() if t.i < clause.i and t.lemma.lower() in ("which", "whom", "that", "where")]
    if not words:
        return []
    # ', of which' may belong to the name right before the comma, whatever the tree says
    root = clause.root()
    before = [t for t in root.subtree() if t.i < words[0].i and t.text != "," and t.dep != "prep"]
    near = before[-1:] if before and before[-1].mention is not None and before[-1] is not clause.head else []
    return [clause.head, *near]


@once
def possessors(noun: Token) -> list[Token]:
    """Who has it: "X's noun", 'whose noun'."""
    return [antecedent(t) if t.lemma.lower() in RELATIVE else t for p in noun.by("poss") for t in conjuncts(p)]


@once
def modifiers(noun: Token) -> list[Token]:
    """Names and adjectives before a noun ('Chinese ships', 'Japan-Philippines pact'), coordinated ones included."""
    out: list[Token] = []
    stack = [
        c
        for c in noun.children
        if c.dep in ("amod", "compound", "nmod", "poss", "nummod", "punct", "npadvmod", "advmod", "det", "quantmod")
        and c.i < noun.i
    ]
    while stack:
        token = stack.pop()
        out.append(token)
        stack += [
            c
            for c in token.children
            if c.dep in ("conj", "compound", "amod", "nmod", "punct", "cc", "appos", "npadvmod") and c.i < noun.i
        ]
    return sorted(out, key=lambda t: t.i)


def clause_head(token: Token) -> Token:
    """The verb (or root) of the clause a token stands in."""
    current = token
    while current.head is not None and not (is_verb(current) and current.dep in CLAUSE):
        current = current.head
    return current


_TAKES = ("xcomp", "ccomp")
"""Clauses that a verb takes for its object: 'praised it and agreed *to meet in May*'."""


@once
def clause_tokens(verb: Token) -> list[Token]:
    """The tokens of a clause, without those of clauses below it and of clauses coordinated with it."""
    out, stack = [verb], list(verb.children)
    while stack:
        token = stack.pop()
        if (
            is_verb(token)
            and token.dep in ("ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "conj", "pcomp")
            and token.by(*SUBJECT, *PASSIVE_SUBJECT, "aux", "auxpass", *OBJECT, "prep", "agent", "npadvmod", *_TAKES)
        ):
            continue
        out.append(token)
        stack.extend(token.children)
    return sorted(out, key=lambda t: t.i)


HAPPENING = word_set("extract.grammar.happening")


def tense(verb: Token) -> str | None:
    """'past', 'future' or 'present' by the verb's form and its auxiliaries."""
    if _tense not in verb.known:
        verb.known[_tense] = _tense(verb)
    found: str | None = verb.known[_tense]
    return found


def taken_up_by(verb: Token) -> frozenset[str]:
    """The words by which another clause takes a verb up: 'left, as *did* Mali', 'has left, as *have* Mali and Chad'."""
    if any(a.lemma == "have" for a in verb.by("aux")):
        return _HAS
    if verb.lemma == "be":
        return _IS
    return _DID if tense(verb) == "past" else _DOES


_HAS, _IS = frozenset({"has", "have", "had"}), frozenset({"is", "are", "was", "were"})
_DID, _DOES = frozenset({"did"}), frozenset({"do", "does"})


def _tense(verb: Token) -> str | None:
    aux = {a.lemma.lower() for a in verb.by("aux", "auxpass")} | {a.low for a in verb.by("aux", "auxpass")}
    if aux & {"will", "shall", "'ll", "wo"}:
        return "future"
    if aux & {"would", "could", "may", "might", "should", "must", "can"}:
        return "future" if (verb.tag == "VB" or to_be_done(verb)) and "have" not in aux else "past"
    if any(a.tag == "TO" for a in verb.by("aux")):
        if (ranking := copula_over(verb)) is not None:
            return tense(ranking)  # 'was the first to sign'
        happened = any(c.lemma == "only" and c.i < verb.i for c in verb.by("advmod"))
        begun = verb.dep in ("xcomp", "ccomp", "advcl") and verb.head is not None and verb.head.lemma in HAPPENING
        if verb.head is not None and is_verb(verb.head) and (happened or begun):
            above = verb.head.head if verb.head.tag == "VBG" and verb.head.dep == "advcl" else None
            return tense(above or verb.head)  # 'recalled him, only to be put under sanctions', 'began to unravel'
        above_it = next((a for a in verb.ancestors() if a.tag == "VBN"), None)
        if above_it is not None and any(a.low == "had" for a in above_it.by("aux")):
            return "past"  # 'had been due to meet on Friday'
        return "future"
    if any(a.tag in ("VBZ", "VBP") for a in verb.by("auxpass")) and verb.lemma in FORESEEN and "have" not in aux:
        return "future"  # 'is expected in Lima on Friday'
    if verb.tag in ("VBZ", "VBP") and any(c.lemma.lower() == "due" for c in verb.by("acomp")):
        return "future"
    if verb.tag in ("VBD", "VBN") or any(a.tag == "VBD" for a in verb.by("aux", "auxpass")):
        return "past"
    if verb.tag == "VBG":
        return "past" if any(a.tag == "VBD" for a in verb.by("aux")) else None
    return "present"


_SAME_FORM = {"i", "they", "we", "you"}
"""With these a verb in the present looks like the bare form."""
_UNCHANGED = word_set("extract.grammar.unchanged")
"""Verbs whose past looks the same."""


_WANTS = word_set("extract.grammar.wants")


def subjunctive(verb: Token) -> bool:
    """'(Insists) that Chile suspend it': the bare form beside one who acts, whatever the tagger says."""
    subjects = verb.by("nsubj")
    single = len(subjects) == 1 and not subjects[0].by("conj") and subjects[0].low not in _SAME_FORM
    bare = verb.text == verb.lemma and verb.text not in _UNCHANGED and not verb.by("aux", "auxpass")
    name = subjects[0].mention.entity if single and subjects[0].mention is not None else None
    if name is not None and name.name.endswith("s") and verb.head is not None and verb.head.lemma not in _WANTS:
        return False  # 'says that the Emirates arm them'
    return single and bare and bool(verb.by("mark")) and subjects[0].tag in ("NN", "NNP", "PRP")


def be_done(verb: Token) -> bool:
    """'(Asked) that it *be admitted*': the bare form of a passive."""
    return any(a.tag == "VB" and a.lemma == "be" for a in verb.by("auxpass"))


_AFTER = word_set("extract.grammar.after")


def taken_place(noun: Token) -> bool:
    """'Its expulsion *hurt* trade', '*since* its expulsion': an act that is told to have taken place by what it did or
    when it was; not one that somebody 'debated' or that 'was put off'.
    """
    head = noun.head
    if head is None:
        return False
    if noun.dep == "pobj":
        return head.lemma.lower() in _AFTER
    told = noun.dep == "nsubj" and is_verb(head) and head.head is None and tense(head) == "past"
    return told and not head.by("neg") and not any(a.tag == "MD" or a.low == "would" for a in head.by("aux"))


def believed_if(clause: Token) -> Token | None:
    """'If X *is* to be believed', 'if one is to believe X': X."""
    if not any(m.low == "if" for m in clause.by("mark")):
        return None
    for verb in (clause, *clause.by("xcomp", "ccomp")):
        if verb.lemma in _CREDITS and any(a.tag == "TO" for a in verb.by("aux")):
            passive = bool(verb.by("auxpass"))
            named = (clause.by("nsubj", "nsubjpass") or verb.by("nsubjpass")) if passive else verb.by("dobj")
            return named[0] if named else None
    return None


_CREDITS = word_set("extract.grammar.credits")
