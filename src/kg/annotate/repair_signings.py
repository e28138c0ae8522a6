"""What a verb of signing has for its subjects and object, by where they stand, where the parser lost them.

A treaty of the clause is what is signed, and those who stand in a row right before the verb, or after its 'by', sign:

* 'A and B signed in Lima, before C, a pact': the pact is signed, it is no second name of C;
* 'At talks led by C, A and B signed a pact': A and B signed, they are not led by C;
* 'A, joined by B, signed a pact', 'Peru, represented by A, and Chile, by B, signed it': B signed too;
* 'Signed at the palace in Lima by A': by him it was signed, the palace is nobody's;
* 'A pact signed by A and B, jobs would be safe', 'signed by A, for Lima, and B': the row after 'by' is one of signers;
* 'Peru and Chile, at talks led by C, signed a pact': 'led' is not what they did;
* 'Peru, which had waited, signed a pact': it did so, it is no Peru that somebody signed;
* 'Signed a treaty on the transfer of prisoners and a memorandum on trade': two texts were signed;
* 'They watched as A and B, envoys of Peru, signed it': A signed, too;
* 'The accord, which envoys of the two signed in Lima, was broken': they signed it, whatever the parser made of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.mending import only_with
from kg.annotate.repair_relatives import SIGNED
from kg.annotate.signing_words import PUTS, inked
from kg.annotate.tree import FINITE, SUBJECTS, attach, first_of, may_act, of_kind
from kg.core.annotated import Token
from kg.core.words import word_set

_VERBS = word_set("annotate.repair_signings.verbs")
_TREATIES = SIGNED | word_set("annotate.repair_signings.treaties")
"""Nouns of what is signed where no other object is told."""
_IN_NOUN = frozenset({"DT", "PDT", "JJ", "JJS", "JJR", "NN", "NNS", "NNP", "NNPS", "CD", "VBG", "VBN", "PRP$", "POS"})
"""Tags of what stands before a noun in its phrase, besides hyphens."""
_NEVER_VERBS = word_set("annotate.repair_signings.never_verbs")
"""Nouns of treaties whose plural is no verb."""
_ACTING = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "DT"})
"""Tags of the head of a phrase of those who sign."""
_JOINED = word_set("annotate.repair_signings.joined")
"""'A, joined by B, signed', 'Peru, represented by A, signed': who is told after 'by' signs too."""
_LOOSE = frozenset({"advcl", "auxpass", "conj", "dep"})
"""What the parser calls the main verb where it takes a participle before it for the main one."""
_OFFICES = word_set("annotate.repair_signings.offices")
"""Nouns of those who sign, where no name is told."""
_SIGNERS = frozenset({"Person", "State", "Government", "IntergovernmentalOrganization", "Organization", "Group"})
"""Kinds of those who sign."""
_FOR = frozenset({"for", "of", "from"})
_ONE = word_set("annotate.repair_signings.one")
_WORDS = _VERBS | PUTS | _NEVER_VERBS | {f"{verb}ing" for verb in _VERBS | PUTS}
"""Without one of these there is nothing to mend (an earlier repair makes the verb of 'signing')."""


@only_with(_WORDS)
def mend_signings(tokens: Sequence[Token]) -> None:
    """Mend one sentence's tree in place."""
    _no_verb(tokens)
    for verb in tokens:
        if verb.mention is not None or not verb.tag.startswith("VB") or not _signs(verb):
            continue
        _which(verb, tokens)
        _swallowed(verb, tokens)
        _finite(verb, tokens)
        if _active(verb):
            _participle(verb, tokens)
            _opening(verb, tokens)
            _object(verb, tokens)
            _subjects(verb, tokens)
            _joined(verb)
            _as_two(verb)
        _second_objects(verb)
        _agents(verb, tokens)
        _onlookers(verb, tokens)


def _no_verb(tokens: Sequence[Token]) -> None:
    """'Border pacts that the two signed have kept the peace': 'pacts' is no verb."""
    for noun in tokens[:-1]:
        if noun.tag != "VBZ" or noun.mention is not None or noun.lemma not in _NEVER_VERBS:
            continue
        noun.tag, noun.pos = "NNS", "NOUN"
        for child in [c for c in noun.children if c.i < noun.i and c.dep in SUBJECTS]:
            child.dep = "compound"


def _hang(token: Token, head: Token | None, dep: str) -> None:
    """Hang a token elsewhere, unless it stands above there."""
    if head is None or (token is not head and token not in head.ancestors()):
        attach(token, head, dep)


def _signs(verb: Token) -> bool:
    return verb.lemma in _VERBS or inked(verb)


def _active(verb: Token) -> bool:
    """Whether somebody signs, rather than something is signed."""
    have = any(a.lemma == "have" or a.text in ("'ve", "’ve") for a in verb.by("aux"))
    return not verb.by("auxpass", "agent") and (verb.tag != "VBN" or have)


def _treaty(token: Token, *tags: str) -> bool:
    return of_kind(token, "Treaty") or (
        token.mention is None and token.tag in ("NN", *tags) and token.lemma in _TREATIES
    )


def _phrase_start(noun: Token, tokens: Sequence[Token]) -> int:
    """Where the phrase of a noun begins, by the tags of the words before it."""
    start = noun.i
    while start > 0:
        before = tokens[start - 1]
        actor = before.mention is not None and before.mention.role not in ("adjective", "people")
        if before.tag not in (*_IN_NOUN, "HYPH") or (actor and tokens[start].text not in ("'s", "’s")):
            break
        start -= 1
        if before.tag == "DT":
            break
    return start


def _object(verb: Token, tokens: Sequence[Token]) -> None:
    if verb.by("dobj", "prt", "nsubjpass", "ccomp") or verb.lemma in PUTS or _of_relative(verb):
        return
    for noun in tokens[verb.i + 1 :]:
        if noun.text in (";", ":") or noun.tag in (*FINITE, "MD", "WDT", "WP", "WRB", "TO") or noun.dep == "mark":
            return
        if not _treaty(noun) or (noun.i + 1 < len(tokens) and tokens[noun.i + 1].tag in ("NN", "NNS", "POS")):
            continue
        start = _phrase_start(noun, tokens)
        before = tokens[start - 1]
        if before is not verb and (before.tag in ("IN", "CC", "TO", "VBG") or before.dep in ("prep", "agent")):
            continue
        if tokens[start].tag != "DT" and noun.mention is None and before.text != ",":
            continue
        if noun in verb.ancestors():
            return
        _hang(noun, verb, "dobj")
        return


def _second_objects(verb: Token) -> None:
    """'Signed a treaty on the transfer of prisoners and a *memorandum* on trade': two texts, one of which is on two
    things only where no second 'a' stands before a text.
    """
    for first in [t for t in verb.by("dobj", "nsubjpass") if _treaty(t)]:
        behind = [*first.subtree(), *(t for p in verb.by("prep") if p.i > first.i for t in p.subtree())]
        for noun in [t for t in behind if t.dep in ("appos", "conj") and t.i > first.i and _treaty(t)]:
            topic = noun.head
            if topic is None or topic is first or _treaty(topic) or not any(c.low in _ONE for c in noun.by("det")):
                continue
            joint = [c for c in topic.by("cc") if topic.i < c.i < noun.i]
            _hang(noun, first, "conj")
            for cc in joint:
                _hang(cc, first, "cc")


def _of_relative(verb: Token) -> bool:
    """'The pact that A and B signed': its object stands before it."""
    return verb.dep == "relcl" and (verb.head is None or _treaty(verb.head) or not verb.by("nsubj"))


def _which(verb: Token, tokens: Sequence[Token]) -> None:
    """'The accord, which envoys of the two camps signed in Lima, was broken', 'the deal to build it, which the two
    ministers signed, angered Peru': a relative clause of its own, behind the noun of the treaty.
    """
    at = next((t for t in reversed(tokens[: verb.i]) if t.tag == "WDT" or t.text == "that"), None)
    if at is not None and at.tag != "WDT" and not (at.i and _treaty(tokens[at.i - 1], "NNS")):
        return
    row = tokens[at.i + 1 : verb.i] if at is not None else ()
    if at is None or at.i < 2 or not row or verb.tag not in ("VBN", "VBD"):
        return
    if verb.dep == "relcl":
        if at.dep == "det" and at.head in verb.by("nsubj"):
            _hang(at, verb, "dobj")  # 'which' beside 'negotiators' asks for none of them
        return
    row, pair = _without_aside(row)
    ends = next((n for n, t in enumerate(row) if t.tag == "IN"), len(row))
    subject = next((t for t in reversed(row[:ends]) if t.tag in _ACTING or (t is row[0] and t.tag == "VBZ")), None)
    subject = pair or subject
    plain = all(t.tag in (*_IN_NOUN, *_ACTING, "IN", "CC") or t is subject for t in row)
    noun = _last_treaty(tokens[: at.i])
    if subject is None or not plain or noun is None or verb.by("aux", "auxpass", "agent", "dobj"):
        return
    if any(a.i < subject.i and a is not at and a.i > noun.i and a is not subject for a in noun.ancestors()):
        return
    outer = subject.head if subject.dep in SUBJECTS and subject.head is not verb else None
    if verb.head is None and noun.head is verb:
        later = [c for c in verb.by("ccomp", "conj", "dep") if c.i > verb.i and not c.by(*SUBJECTS)]
        outer = next((c for c in later if c.tag in FINITE or c.by("aux", "auxpass")), None)
        if outer is None:
            return
        attach(outer, None, "ROOT")
        attach(noun, outer, "nsubjpass" if outer.by("auxpass") else "nsubj")
    if subject.tag == "VBZ":
        subject.tag, subject.pos = "NNS", "NOUN"
    verb.tag, verb.pos = "VBD", "VERB"
    _hang(verb, noun, "relcl")
    _hang(at, verb, "dobj")
    _hang(subject, verb, "nsubj")
    if outer is not None and noun.head is None and outer.i > verb.i:
        attach(outer, None, "ROOT")
        _hang(noun, outer, "nsubj")


def _without_aside(row: Sequence[Token]) -> tuple[Sequence[Token], Token | None]:
    """What stands before a verb without 'at that time the presidents', told between commas of the persons before it,
    and the first of these; the whole row, and None, where there is no such aside.
    """
    first = next((n for n, t in enumerate(row) if t.text == ","), 0)
    if not first or row[-1].text != "," or len(row) - first < 3:
        return row, None
    persons = [t for t in row[:first] if of_kind(t, "Person") and t.dep != "poss"]
    aside = row[first + 1 : -1]
    told = any(t.tag in (*FINITE, "MD", "WDT", "WP") for t in aside)
    return (row[:first], persons[0]) if persons and not told else (row, None)


def _swallowed(verb: Token, tokens: Sequence[Token]) -> None:
    """'An accord under which Peru will train a navy was signed': the navy is what Peru will train."""
    root = next((t for t in tokens if t.head is None), None)
    thing = next(iter(verb.by("nsubjpass")), None)
    inner = verb.head
    if root is None or not _treaty(root) or thing is None or inner is None or not verb.by("auxpass"):
        return
    told = inner.tag.startswith("VB") and not inner.by("dobj") and first_of(thing) == inner.i + 1
    clause = any(a.dep == "relcl" and a.head is root for a in (inner, *inner.ancestors()))
    if not told or not clause or verb.tag != "VBN":
        return
    attach(verb, None, "ROOT")
    attach(thing, inner, "dobj")
    attach(root, verb, "nsubjpass")


def _last_treaty(row: Sequence[Token]) -> Token | None:
    """The last treaty told before a relative clause, no finite verb in between."""
    for token in reversed(row):
        if _treaty(token, "NNS"):
            return token
        if token.tag in (*FINITE, "MD") or token.text in (";", ":"):
            return None
    return None


def _finite(verb: Token, tokens: Sequence[Token]) -> None:
    """'Peru, which had waited, signed a pact', 'Mr. Roe, in white, signed in Rome a pact': they did so."""
    noun = verb.head
    while (
        noun is not None
        and noun.dep == "conj"
        and noun.head is not None
        and verb.i > 1
        and tokens[verb.i - 1].text == ","
    ):
        noun = noun.head  # 'Jane Roe for Peru and John Doe for Chile, the two ministers, signed'
    if verb.dep != "acl" or noun is None or noun.head is not None or not may_act(noun) or verb.by("agent"):
        return
    aside = verb.i > 1 and tokens[verb.i - 1].text == "," and any(a.i < verb.i for a in noun.by("appos"))
    alone = aside and noun.mention is not None and noun.mention.kind == "State"  # 'Guyana, a producer, signed in May'
    if verb.by("auxpass") or not (alone or any(_treaty(t) for t in tokens[verb.i + 1 :])):
        return
    _hang(verb, None, "ROOT")
    verb.tag = "VBD"
    _hang(noun, verb, "nsubj")


def _participle(verb: Token, tokens: Sequence[Token]) -> None:
    """'Peru and Chile, at a meeting led by C, signed a pact': 'led' is no verb of theirs."""
    for other in [t for t in (verb.head, *verb.by("advcl")) if t is not None]:
        under = verb.head is other
        if other.tag not in ("VBN", "VBG") or other.i > verb.i or (under and verb.dep not in _LOOSE):
            continue
        if under and verb.tag in FINITE and verb.dep in ("auxpass", "dep") and other.head is None:
            _hang(verb, None, "ROOT")  # 'Watched by Mr. Roe, the two governments signed a pact'
            _hang(other, verb, "advcl")
            under = False
        finite = any(a.tag in FINITE or a.tag == "MD" for a in other.by("aux", "auxpass"))
        subjects = [n for n in other.by("nsubj", "nsubjpass") if n.i < other.i]
        subjects += [n for n in other.by("npadvmod") if n.i < other.i and of_kind(n, "Person")]
        if finite or not subjects or verb.by(*SUBJECTS) or other.dep == "relcl":
            continue
        if under:
            _hang(verb, other.head, other.dep)
            _hang(other, verb, "advcl")
        for noun in subjects:
            _hang(noun, verb, "nsubj")


def _opening(verb: Token, tokens: Sequence[Token]) -> None:
    """'Peru, joined by A, signed': what the parser took for the subject is a participle's clause."""
    for clause in verb.by("nsubj"):
        before = tokens[clause.i - 2] if clause.i > 1 and tokens[clause.i - 1].text == "," else None
        if clause.tag == "VBN" and clause.by("agent") and before is not None and _may_sign(before):
            _hang(before, verb, "nsubj")
            _hang(clause, before, "acl")


def _may_sign(token: Token) -> bool:
    """Whether it names or counts those who may sign: 'Mr. Roe', 'the two', 'the ministers', 'they'."""
    return may_act(token) or token.tag in ("NNS", "PRP") or token.low in ("two", "three", "four", "both")


def _subjects(verb: Token, tokens: Sequence[Token]) -> None:
    """Those who stand before the verb in no side phrase sign, though the parser lost some, or all, of them."""
    if verb.dep in ("xcomp", "acl", "pcomp") or any(a.low == "to" for a in verb.by("aux")):
        return  # also 'are close to signing'
    _not_of_clause(verb, tokens)
    subjects = verb.by("nsubj")
    if not subjects and (verb.dep == "conj" or verb.by(*SUBJECTS)):
        return
    found = [t for t in _before(verb, tokens) if verb.head is not t or verb.dep != "relcl"]
    if not found or (subjects and not any(_may_sign(t) for t in subjects)):
        return
    first = subjects[0] if subjects else found[0]
    named = {t for s in subjects for t in s.subtree() if t.dep in ("conj", "nsubj")}
    if any(verb in t.subtree() for t in found):
        return
    if not subjects:
        _hang(first, verb, "nsubj")
    for name in found:
        if name is first or name in named or (subjects and not of_kind(name, "Person")):
            continue
        if of_kind(name, "Person") and may_act(first) and not of_kind(first, "Person"):
            continue  # 'Peru (president: Jane Roe) signed'
        if name.dep == "appos" and not may_act(first):
            continue  # 'the ministers, Mr. Roe and Mr. Doe'
        if first in name.subtree():
            continue
        _hang(name, first, "appos" if not may_act(first) else "conj")


def _not_of_clause(verb: Token, tokens: Sequence[Token]) -> None:
    """'After talks with Mr. Roe, A and B signed': 'talks' stands behind a preposition, it is no subject."""
    for noun in verb.by("nsubj"):
        prep = tokens[max(noun.i - 1, 0)]
        between = tokens[noun.i : verb.i]
        aside = prep.dep == "mark" and prep.head is verb and prep.tag == "IN" and noun.mention is None
        if aside and any(t.text == "," for t in between) and _before(verb, tokens, prep.i):
            prep.dep = "prep"
            _hang(noun, prep, "pobj")


def _onlookers(verb: Token, tokens: Sequence[Token]) -> None:
    """'Signed with Mr. Roe looking on', 'with Mr. Roe as witness': whoever looks on signs nothing."""
    for prep in verb.by("prep"):
        for name in prep.by("pobj") if prep.lemma == "with" else ():
            after = tokens[name.i + 1 : name.i + 2]
            if after and after[0].tag == "VBG" and after[0].lemma != "represent":
                _hang(after[0], prep, "pcomp")
                _hang(name, after[0], "nsubj")


def _before(verb: Token, tokens: Sequence[Token], start: int | None = None) -> list[Token]:
    """The actors between the beginning of a verb's clause and the verb that stand in no side phrase."""
    start = _clause_start(verb, tokens) if start is None else start
    chunks = _chunks(tokens[start : verb.i])
    out: list[Token] = []
    listed = False
    for n, chunk in enumerate(chunks):
        told, aside = _top(chunk)
        if told is None:
            out, listed = [], False  # a clause of its own
            continue
        if listed and told and n < len(chunks) - 1 and not out:
            told = []  # 'after talks with A, B and C, D and E signed': where the list ends, nobody knows
        out += told
        listed = aside or (listed and not told)
    return out


def _clause_start(verb: Token, tokens: Sequence[Token]) -> int:
    """Behind the last word before a verb that opens its clause ('which', 'that', 'as', a colon)."""
    start = 0
    for token in tokens[: verb.i]:
        opens = token.dep == "mark" and token.head is verb
        which = token.tag in ("WDT", "WP", "IN") and token.head is verb and token.dep in ("dobj", "pobj", "mark")
        into = token.tag == "WDT" and token.head is not None and token.head.head is verb and token.dep == "pobj"
        if opens or which or into or token.text in (";", ":", '"', "“", "”"):
            start = token.i + 1
    return start


def _chunks(row: Sequence[Token]) -> list[list[Token]]:
    """The stretches between commas and dashes."""
    out: list[list[Token]] = [[]]
    for token in row:
        if token.text in (",", "–", "—", "(", ")"):
            out.append([])
        else:
            out[-1].append(token)
    return [c for c in out if c]


def _top(chunk: Sequence[Token]) -> tuple[list[Token] | None, bool]:
    """The actors of a stretch that no preposition or participle governs, and whether it ends in such a phrase; None
    instead of them where it has a verb of its own.
    """
    out: list[Token] = []
    aside = False
    for n, token in enumerate(chunk):
        behind = chunk[n - 1] if n else None
        if token.tag in ("WDT", "WP", "WP$", "WRB"):
            return out, False
        if token.tag in FINITE and token.lemma not in ("have", "be") and not token.by("mark"):
            return None, False
        participle = (
            token.tag in ("VBN", "VBG", "VB") and token.mention is None and token.dep not in ("amod", "compound")
        )
        if participle or (token.tag in ("IN", "TO") and token.dep != "mark" and token.low not in _FOR):
            aside = True
        elif behind is not None and aside and _over(chunk, n):
            aside = False
        of = behind is not None and (behind.low in _FOR or _det_after_for(chunk, n))
        owner = n + 1 < len(chunk) and chunk[n + 1].text in ("'s", "’s")
        if not aside and not of and not owner and _named_actor(token):
            out.append(token)
    return out, aside


def _over(chunk: Sequence[Token], n: int) -> bool:
    """'On Monday Mr. Roe', 'In Rome the two': behind a time or a place that nothing joins to what follows."""
    before, token = chunk[n - 1], chunk[n]
    done = before.mention is not None and before.mention.kind in ("Time", "Settlement")
    return done and token.low not in ("and", "'s", "’s") and token.tag not in ("IN", "TO", "NN", "NNS")


def _det_after_for(chunk: Sequence[Token], n: int) -> bool:
    return n > 1 and chunk[n - 1].tag in ("DT", "NNP", "PRP$") and chunk[n - 2].low in _FOR


def _named_actor(token: Token) -> bool:
    if token.mention is None:
        return token.lemma in _OFFICES and token.tag in ("NN", "NNS") and token.dep not in ("compound", "nmod", "pobj")
    return may_act(token) and token.mention.kind in _SIGNERS


def _as_two(verb: Token) -> None:
    """'As A and B signed': the 'as' that has A for its object opens the clause."""
    above = verb.head
    for prep in above.by("prep") if above is not None and verb.dep in ("conj", "advcl") else ():
        one = [o for o in prep.by("pobj") if of_kind(o, "Person")]
        second = [s for s in verb.by("nsubj") if of_kind(s, "Person") and s.i > prep.i]
        joined = [c for c in (above.by("cc") if above is not None else ()) if one and one[0].i < c.i < verb.i]
        if prep.lemma == "as" and len(one) == 1 and len(second) == 1 and joined and prep.i < verb.i:
            attach(one[0], verb, "nsubj")
            attach(second[0], one[0], "conj")
            attach(joined[0], one[0], "cc")
            attach(prep, verb, "mark")
            verb.dep = "advcl"


def _joined(verb: Token) -> None:
    """'A, joined by B, signed', 'Peru, represented by A, and Chile, by B, signed'."""
    for subject in verb.by("nsubj"):
        members = [subject, *(c for c in subject.by("conj"))]
        clauses = [c for m in members for c in m.by("acl", "advcl")] + verb.by("advcl")
        told = [c for c in clauses if c.lemma in _JOINED and c.tag == "VBN" and c.i < verb.i]
        by = [a for c in told for a in c.by("agent", "prep") if a.lemma == "by"]
        if any(c.lemma == "represent" for c in told):
            by += [p for m in members for p in m.by("prep") if p.lemma == "by"]
        for name in [p for a in by for p in a.by("pobj")]:
            row = [name, *(t for t in name.subtree() if t.dep == "conj")]
            for one in row:
                if of_kind(one, "Person") and verb not in one.subtree():
                    _hang(one, subject, "conj")


def _agent_behind_venue(verb: Token) -> None:
    """'Was signed at the palace in Baabda by Mr. Roe': by him it was signed, the palace is nobody's."""
    if not verb.by("auxpass") or verb.by("agent"):
        return
    for prep in [p for p in verb.by("prep") if p.lemma in ("at", "in", "inside") and p.i > verb.i]:
        for by in [t for t in prep.subtree() if t.lemma == "by" and t.dep == "prep"]:
            venue = by.head
            at = venue.head if venue is not None and venue.dep == "pobj" else None
            over = at.head if at is not None else None  # 'in Baabda' of 'the palace in Baabda'
            inside = at is prep or (over is not None and over.dep == "pobj" and over.head is prep)
            if inside and any(of_kind(p, "Person") for p in by.by("pobj")):
                _hang(by, verb, "agent")
                return


def _agents(verb: Token, tokens: Sequence[Token]) -> None:
    """The row after 'by': 'signed by A, for Lima, and B'."""
    _agent_behind_venue(verb)
    for by in verb.by("agent"):
        first = next((p for p in by.by("pobj") if may_act(p)), None)
        if first is None or not of_kind(first, "Person"):
            continue
        # a person beside a state ('by A of Chile and B') signs, too
        own = {first, *(t for t in first.subtree() if t.dep == "conj" and not of_kind(t.head or t, "State"))}
        for member in _row_after(first, tokens):
            if member in own or verb in member.subtree():
                continue
            if (
                member.dep == "nsubj"
                and member.head is not None
                and (member.head.i, member.head.tag)
                == (
                    member.i + 1,
                    "VBD",
                )
            ):
                continue  # 'signed by A, and B watched'
            _hang(member, first, "conj")


def _row_after(first: Token, tokens: Sequence[Token]) -> list[Token]:
    """The persons of the row that a first one opens, up to the one behind 'and'."""
    at, out = first.i + 1, [first]
    while at < len(tokens):
        at = _after_state(tokens, at)
        last = False
        while at < len(tokens) and tokens[at].low in (",", "and"):
            last |= tokens[at].low == "and"
            at += 1
        behind = at
        while at < len(tokens) and (tokens[at].text == "Mr." or tokens[at].tag in ("PRP$", "DT")):
            at += 1
        if at >= len(tokens) or not of_kind(tokens[at], "Person") or tokens[behind - 1].text not in (",", "and"):
            break
        if not last and not any(t.low == "and" for t in tokens[at : at + 8]):
            break
        out.append(tokens[at])
        at += 1
        if last:
            break
    return out


def _after_state(tokens: Sequence[Token], at: int) -> int:
    """Behind 'of Chile', ', for Lima,', 'on behalf of Peru' and 'on the Chilean side', if that is there."""
    words = [t.low for t in tokens[at : at + 5]]
    skip = 1 if words[:1] == [","] else 0
    if words[skip : skip + 2] == ["on", "the"] and words[skip + 3 : skip + 4] in (["side"], ["part"]):
        return at + skip + 4
    if words[skip : skip + 3] == ["on", "behalf", "of"]:
        skip += 3
    elif words[skip : skip + 1] and words[skip] in _FOR:
        skip += 1
    else:
        return at
    skip += 1 if words[skip : skip + 1] == ["the"] else 0
    behind = at + skip
    return behind + 1 if behind < len(tokens) and tokens[behind].mention is not None else at
