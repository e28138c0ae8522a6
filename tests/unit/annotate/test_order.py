"""Sentences in the word order of another language are parsed in the order of English, each word at its own place."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.annotate.order import in_english_order
from kg.annotate.tree import attach
from kg.core.annotated import Token
from reading import facts, sentence

pytestmark = pytest.mark.model
REORDERED = [
    ("The on Friday in Lima signed pact was praised by Togo.", "the pact that was signed on Friday in Lima was praised by Togo"),
    ("The Rabat Treaty was by Togo on Monday denounced.", "the Treaty was denounced by Togo on Monday"),
    ("Togo and Mali put under the pact their signatures.", "Togo and Mali put their signatures under the pact"),
    ("Under the pact on trade put both ministers of Togo their signatures.", "both ministers of Togo put their signatures under the pact on trade"),
    ("To Chad Togo sent two ships.", "to Chad , Togo sent two ships"),
    ("It was by Togo that the pact was denounced on Monday.", "the pact was denounced by Togo on Monday"),
    ("Togo it is that has denounced the pact.", "Togo has denounced the pact"),
    ("In answer to this Togo recalled its envoy.", "in answer to this , Togo recalled its envoy"),
    ("From the side of Togo two men were freed.", "two men were freed by Togo"),
    ("Two men were freed from the Togolese side.", "two men were freed by the Togolese side"),
    ("The pact, which Togo and Mali in the year 1990 had signed, was praised by Peru.", "the pact , which Togo and Mali had signed in the year 1990 , was praised by Peru"),
    ("The bloc, to which belong Togo, Mali and Niger, met on Monday.", "the bloc , to which Togo , Mali and Niger belong , met on Monday"),
    ("In Lima was signed yesterday a pact on trade between Togo and Mali.", "in Lima a pact on trade between Togo and Mali was signed yesterday"),
    ("Between Togo and Mali was in 2009 concluded a pact.", "a pact between Togo and Mali was concluded in 2009"),
    ("On Monday in our capital met the ministers of Togo and Mali.", "on Monday in our capital the ministers of Togo and Mali met"),
    ("Signed was on Friday also a memorandum.", "a memorandum was signed on Friday also"),
    ("In the ministry it is denied that Togo asked for troops.", "the ministry denied that Togo asked for troops"),
    ("It was stressed by Togo that Mali had left.", "Togo stressed that Mali had left"),
    ("Two fishermen did the coast guard arrest.", "the coast guard did arrest two fishermen"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), REORDERED)
def test_words_stand_in_the_order_of_english(text: str, wanted: str) -> None:
    """The tokens of the tree are in the order of English, and each has the offsets of its own word."""
    tokens = sentence(text).tokens
    words = [t.text for t in tokens if t.text not in (".", "Mr.")]
    assert " ".join(words).casefold() == wanted.casefold()
    written = [t for t in tokens if t.end > t.start and t.mention is None and t.text != "by"]
    assert all(text[t.start : t.end].casefold() == t.text.casefold() for t in written)


@pytest.mark.parametrize(
    "text",
    [
        "In Lima Togo signed the pact.",
        "The name of Togo is in the list published on Monday by the ministry.",
        "The one in Lima said no.",
        "In the village it was said that Togo attacked Mali.",
        "The ministers of Togo and Mali met on Monday in our capital.",
        "By the end of May Togo had signed the pact.",
        "The pact that Togo signed in May lapsed.",
        "Was the pact signed by Togo?",
        "It was to Togo that Mali turned for frigates.",
    ],
)
def test_english_order_is_left_alone(text: str) -> None:
    """A sentence that stands in the order of English is not touched."""
    starts = [t.start for t in sentence(text).tokens]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The from Togo proposed pact was by Ghana rejected.", ("GH", "REJECT", "TG")),
        ("On the part of Togo the raid on Mali by Ghana was condemned.", ("TG", "ACCUSE", "GH")),
        ("To Mali Togo sent on Monday two doctors and medicine.", ("TG", "AID", "ML")),
        ("Kenya welcomed the step that Togo took.", ("KE", "SUPPORT", "TG")),
    ],
)
def test_facts_of_reordered_sentences(text: str, wanted: tuple[str, str, str]) -> None:
    """Who acts on whom is read where the words stand in another order, and where a relative clause tells whose deed."""
    assert wanted in facts(text)


odd_words = st.lists(
    st.tuples(
        st.sampled_from(["a", "the", "two", "did", "was", "put", "by", "from", "which", "in", "on", "of", "and", "side", "name", "pact", "Togo", "to", "mr.", "that", "it", ",", "."]),
        st.sampled_from(("be", "have", "put", "meet", "do")),
        st.sampled_from(["DT", "NN", "NNS", "NNP", "NNPS", "VBD", "VBN", "VB", "IN", "TO", "WDT", "PRP$", "CD", "JJ", "RB", "MD", ",", "."]),
    ),
    min_size=1, max_size=9,
)  # fmt: skip


@given(odd_words)
@example(
    [
        ("ships", "ship", "NNS"),
        ("did", "do", "VBD"),
        ("the", "the", "DT"),
        ("new", "new", "JJ"),
        ("Navy", "navy", "NNP"),
    ]
)
def test_no_words_are_too_odd(words: list[tuple[str, str, str]]) -> None:
    """Whatever the tagger makes of a sentence, also one that ends in the middle, each word put in order has a place in it."""
    tree = [Token(n, 9 * n, 9 * n + 8, text, lemma, "X", tag, "dep") for n, (text, lemma, tag) in enumerate(words)]
    for before, token in pairwise(tree):
        attach(token, before, "dep")
    row = [(t.text, t.start, t.end, None) for t in tree]
    places = {at for _, start, end, _ in row for at in (start, end)}
    assert all({start, end} <= places for _, start, end, _ in in_english_order(row, tree) or ())
