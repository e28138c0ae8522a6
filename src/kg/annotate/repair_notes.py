"""Mistakes of the statistical parser in notes and headlines, and after 'whom'.

* 'Kenya and Sudan trade fire': a bare form after two coordinated names is their verb, not a part of the noun behind it.
* 'Sudan-Chad talks collapse in Doha': 'talks' after two names joined by a hyphen is no verb; the next word is.
* 'The rangers whom Ugandan marines arrested are free': what 'whom' opens has a subject and a verb of its own.
* 'Jordan's air force parachuted flour into the camp': a form in -ed between a noun of a force and an object is the verb
  of a sentence that would have none.
* 'The Government of Tonga thanks the Government of Fiji': a form in -s after the name behind 'of' is such a verb, too.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.tree import FINITE, SUBJECTS, attach
from kg.core.annotated import Token

_BARE = frozenset(
    {"agree", "ban", "call", "clash", "close", "condemn", "deny", "end", "exchange", "expel", "hold", "join", "launch"}
    | {"meet", "open", "pledge", "reject", "release", "reopen", "restore", "resume", "seek", "share", "sign", "start"}
    | {"swap", "trade", "urge", "vow", "welcome"}
)
"""Verbs whose bare form after two names is the verb of a note, though nouns look alike."""
_BREAK = frozenset(
    {"begin", "break", "collapse", "continue", "end", "fail", "falter", "open", "resume", "stall", "start"}
)
"""What talks do."""


def mend_notes(tokens: Sequence[Token]) -> None:
    """Mend one sentence's tree in place."""
    _two_names(tokens)
    _talks(tokens)
    _whom(tokens)
    _noun_root(tokens)
    _of_name(tokens)


def _name(token: Token) -> bool:
    mention = token.mention
    return (
        mention is not None and mention.kind not in ("Time", "Treaty") and mention.role not in ("adjective", "people")
    )


def _two_names(tokens: Sequence[Token]) -> None:
    for i in range(len(tokens) - 4):
        first, link, second, verb = tokens[i : i + 4]
        if not (_name(first) and _name(second)) or link.text.lower() not in ("and", ",") or second.head is not first:
            continue
        noun = verb.head
        if verb.mention is not None or verb.lemma not in _BARE or verb.tag not in ("NN", "VB", "VBP", "JJ"):
            continue
        if verb.dep not in ("compound", "nmod", "amod") or noun is None or noun.i < verb.i or first.head is not noun:
            continue
        if noun.head is not None and noun.dep not in SUBJECTS:
            continue
        _verb_of(verb, noun)
        attach(first, verb, "nsubj")
        return


def _verb_of(verb: Token, noun: Token) -> None:
    """Make a word the verb, and the noun behind it its object, in the noun's place."""
    above, dep = noun.head, noun.dep
    verb.tag, verb.pos = "VBP", "VERB"
    attach(verb, above if above is not None else None, "ROOT" if above is None else "ccomp")
    if above is not None and dep in SUBJECTS and above.tag in (*FINITE, "VB", "VBN"):
        root = above.head is None
        attach(verb, above.head, above.dep)  # 'trade fire, then blame': the second verb is coordinated
        if root:
            attach(above, verb, "conj")
    attach(noun, verb, "dobj")
    for child in [c for c in noun.children if c.dep in ("prep", "punct", "npadvmod") and c.i > noun.i]:
        attach(child, verb, child.dep)


def _talks(tokens: Sequence[Token]) -> None:
    for i in range(1, len(tokens) - 2):
        name, talks, verb = tokens[i : i + 3]
        joined = tokens[i - 1].text in ("-", "–", "/") and _name(name)
        if not joined or talks.text.lower() != "talks" or talks.tag != "VBZ" or verb.lemma not in _BREAK:
            continue
        if verb.head is not talks or verb.by("det", "amod", "poss", "compound"):
            continue
        above, dep = talks.head, talks.dep
        talks.tag, talks.pos, talks.lemma, verb.tag, verb.pos = "NNS", "NOUN", "talk", "VBP", "VERB"
        attach(verb, above, dep)
        for child in [c for c in talks.children if c is not name and c is not verb]:
            attach(child, verb, child.dep)
        attach(talks, verb, "nsubj")
        attach(name, talks, "compound")
        return


def _whom(tokens: Sequence[Token]) -> None:
    for opener in tokens[1:]:
        noun = tokens[opener.i - 1]
        if opener.text.lower() != "whom" or noun.pos not in ("NOUN", "PROPN") or opener.i + 2 >= len(tokens):
            continue
        verb = next((t for t in tokens[opener.i + 1 : opener.i + 7] if t.tag.startswith("VB") or t.tag == "MD"), None)
        subject = verb.head if verb is not None else None
        if verb is None or subject is None or verb.tag != "VBN" or verb.dep != "acl" or verb.by("agent", "auxpass"):
            continue
        main = subject.head
        if subject.dep not in SUBJECTS or main is None or not opener.i < subject.i < verb.i < main.i:
            continue
        above, dep = noun.head, noun.dep
        verb.tag = "VBD"
        if main.dep == "relcl" and main.head is noun:
            attach(main, above, dep)
            attach(noun, main, "nsubj")
        attach(verb, noun, "relcl")
        attach(subject, verb, "nsubj")
        attach(opener, verb, "dobj")
        return


_FORCE = frozenset({"army", "battalion", "brigade", "coastguard", "force", "guard", "military", "navy", "police", "troop"})


def _noun_root(tokens: Sequence[Token]) -> None:
    root = next((t for t in tokens if t.head is None), None)
    if root is None or root.pos != "NOUN" or any(t.tag in FINITE or t.tag == "MD" for t in tokens):
        return
    for force, verb in zip(tokens, tokens[1:], strict=False):
        if verb.head is not root or verb.dep != "amod" or verb.tag != "VBN" or not verb.text.endswith("ed"):
            continue
        if force.lemma not in _FORCE or force.head is not root or verb.i > root.i:
            continue
        owners = [c for c in root.children if c.i < force.i and c.dep in ("poss", "amod", "det", "compound", "nummod")]
        verb.tag, verb.pos = "VBD", "VERB"
        attach(verb, None, "ROOT")
        attach(root, verb, "dobj")
        attach(force, verb, "nsubj")
        for owner in owners:
            attach(owner, force, owner.dep)
        for child in [c for c in root.children if c.dep in ("prep", "punct") and c.i > root.i]:
            attach(child, verb, child.dep)
        return


_FORMAL = frozenset(
    {"accept", "appeal", "call", "condemn", "demand", "express", "note", "offer", "pledge", "protest", "regret", "reject"}
    | {"request", "support", "thank", "urge", "view", "welcome", "welcomes"}
)
"""What a government does in its release, by verbs whose form in -s may be a noun."""


def _of_name(tokens: Sequence[Token]) -> None:
    root = next((t for t in tokens if t.head is None), None)
    if root is None or root.pos not in ("NOUN", "PROPN") or root.mention is not None:
        return
    for i in range(1, len(tokens) - 1):
        name, verb = tokens[i - 1], tokens[i]
        if not _name(name) or name.head is not verb or name.dep not in ("compound", "nmod") or verb.tag != "NNS":
            continue
        prep = verb.head
        if verb.lemma not in _FORMAL or prep is None or prep.lemma != "of" or prep.head is not root:
            continue
        if any(t.tag in FINITE or t.tag == "MD" for t in tokens if t.dep in ("ROOT", "conj", "ccomp")):
            continue
        verb.tag, verb.pos = "VBZ", "VERB"
        verb.lemma = "welcome" if verb.lemma == "welcomes" else verb.lemma
        attach(name, prep, "pobj")
        attach(verb, None, "ROOT")
        attach(root, verb, "nsubj")
        for child in [c for c in root.children if c.i > verb.i]:
            attach(child, verb, "dobj" if child.dep == "appos" else child.dep)
        for child in [c for c in verb.children if c.dep == "dobj"]:
            for prep in [p for p in child.by("prep") if p.lemma == "for"]:
                attach(prep, verb, "prep")
        return
