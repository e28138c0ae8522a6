"""Clauses below a verb of saying or thinking that nobody says: the text's own words, or what one only might think.

'It must be said that it attacked', 'it is fair to say so': the document itself says it. 'One would think that it did',
'it is tempting to believe it', 'had anyone told me so': nobody does.
"""

from __future__ import annotations

from kg.core.annotated import Token
from kg.core.words import word_set
from kg.extract.grammar import SUBJECT
from kg.extract.modality import inverted
from kg.extract.reporting import Reporting

_ANYBODY = word_set("extract.vouched.anybody")
"""Who would think so is nobody in particular."""
_ONE = frozenset({"one", "we", "you"})
"""Who must say so is the author."""
_TEMPTS = word_set("extract.vouched.tempts")
_MUST = frozenset({"must", "should"})
_MIGHT = frozenset({"can", "could", "may", "might", "would", "'d"})
_HAVE_TO = word_set("extract.vouched.have_to")


def by_text(verb: Token, words: Reporting) -> bool:
    """'It must be said that', 'it has to be noted that', 'it is worth recalling that', 'suffice it to say that'."""
    above = verb.head if verb.dep in ("xcomp", "ccomp", "pcomp", "advcl", "acl") else None
    if above is not None and (above.lemma == "suffice" or (above.lemma == "bear" and _it(above))):
        return True
    if above is not None and above.lemma in words.fair and not _denied(above):
        be = above if above.lemma == "be" else above.head
        return be is not None and _it(be)
    passive = bool(verb.by("auxpass"))
    if passive and (_it(verb) or (above is not None and _it(above))):
        return _owed(verb) and not _denied(verb)
    own = any(s.low in _ONE for s in verb.by("nsubj"))
    return own and verb.lemma in words.remarked and _owed(verb) and not _denied(verb)


def by_nobody(verb: Token, words: Reporting) -> str | None:
    """The words by which somebody only might say or think so: 'one would think', 'tempting to believe', or None."""
    if verb.lemma not in words.fancied:
        return None
    if verb.lemma == "pretend":
        return "'pretend' it"
    modal = next((a for a in verb.by("aux") if a.low in _MIGHT), None)
    anybody = any(s.low in _ANYBODY for s in verb.by("nsubj"))
    if anybody and modal is not None:
        return f"'{modal.low}' '{verb.lemma}' it"  # 'one would think that it did'
    if anybody and (inverted(verb) or any(m.low == "if" for m in verb.by("mark"))):
        return f"'if' one '{verb.lemma}s' it"  # 'had anyone told me that it did'
    above = verb.head
    if above is None or verb.dep not in ("xcomp", "pcomp", "ccomp", "advcl"):
        return None
    if above.lemma in _TEMPTS and any(s.low in _ANYBODY for s in above.by(*SUBJECT, "nsubjpass")):
        return f"'{above.lemma}' to '{verb.lemma}' it"  # 'one might be tempted to think that'
    if verb.dep == "pcomp":
        top = above.head
        forgiven = above.lemma == "for" and top is not None and top.lemma in ("excuse", "forgive", "pardon")
        return f"forgiven for '{verb.lemma}'" if forgiven else None
    to = any(a.tag == "TO" for a in verb.by("aux"))
    far = any(t.lemma == "far" for t in (above, *above.by("advmod", "acomp")))
    tempting = any(t.lemma in words.tempting for t in (above, *above.by("acomp", "attr")))
    return f"no more than to '{verb.lemma}' it" if to and (tempting or (far and above.tag in ("VB", "VBP"))) else None


def _it(verb: Token) -> bool:
    """Whether the subject is an 'it' that stands for nothing."""
    return any(s.low == "it" for s in verb.by(*SUBJECT, "nsubjpass", "expl"))


def _owed(verb: Token) -> bool:
    """'Must be said', 'has to be said', 'needs to be said', 'bears saying'."""
    if any(a.low in _MUST for a in verb.by("aux")):
        return True
    above = verb.head if verb.dep in ("xcomp", "ccomp") else None
    return above is not None and above.lemma in _HAVE_TO


def _denied(word: Token) -> bool:
    """'It is not fair to say that'."""
    beside = (word, word.head) if word.dep in ("acomp", "attr") and word.head is not None else (word,)
    return any(c.dep == "neg" for t in beside for c in t.children)
