"""Whatever a text is made of, extraction ends without an error, quotes it exactly, and says the same when asked again."""

from __future__ import annotations

import json
import os
import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import reading
from kg.check import shape_checker
from kg.config import Project
from kg.core.errors import KgError, ReadError
from kg.core.model import Claim, Document, Extraction, Stance
from kg.core.ontology import Ontology
from kg.store import Store
from program import CHECKOUT, Run
from reading import article, extraction

pytestmark = pytest.mark.model

SENTENCES = (
    "Norway and Chile signed the Southern Fisheries Agreement in Oslo on 3 May 2021.",
    "The agreement entered into force two years later.",
    "“We will never accept the claim of Peru to the Grey Islands,” Foreign Minister Ana Lund said on Monday.",
    'Egypt has yet to ratify the treaty, according to its defence ministry: "not before 2025".',
    "Kenya, a member of the African Union, accused Ethiopia of sending troops to the border.",
    "His Jordanian counterpart, Omar Haddad, rejected the charge; neither side would comment.",
    "In Athens, on Tuesday, the two countries agreed to hold talks.",
    "- Australia: signed 2007, ratified 2009",
    "China claims the Spratly Islands, which Vietnam also claims.",
    "If Zambia withdraws from the pact, Malawi would leave the bloc too.",
    "MANILA, 15 January 2024 (Reuters) – The Philippines protested.",
    "What is the dispute about?",
    "The mutual defence treaty of 1951 (MDT) obliges both parties.",
    "Then-president Jean Duval, who took office in 2012, met Chancellor Olaf Brandt in Bern.",
)
ODD = (
    "\U0001f600", "\U0001f1ef\U0001f1f5", "\U0001f468‍\U0001f469‍\U0001f467", "‏", "‎", "‫", "‬", "\u00ad", "​", "‍", "⁠", "﻿", "\u00a0", " ", " ", "\u0085",
    "\t", "\r\n", "\r", "\n", "\n\n", "\x0b", "\x0c", "\x00", "\x1f", "\ufffd", '"', "“", "”", "«", "»", "‘", "’", "'", "(", ")", "[", "{", "—", "–", "-", ";", ":", ",", ".", "...", "…",
    "́", "e̊", "ﬁ", "𝐂𝐡𝐢𝐧𝐚", "Китай", "中国", "القاهرة", "Æ", "İ", "ß", "ǆ", "%", "<script>", "&amp;", "\\", "{{", "1951", "(MDT)", "*", "•", "#", "@", "http://example.org/Japan?x=China",
)  # fmt: skip

odd = st.sampled_from(ODD)


@st.composite
def broken(draw: st.DrawFn) -> str:
    """A sentence with odd characters put in anywhere, also within words, or part of it in capitals."""
    text = draw(st.sampled_from(SENTENCES))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(odd) + text[at:]
    change = draw(st.sampled_from(["", "", "upper", "lower", "cut", "dashes"]))
    if change == "upper":
        return text.upper()
    if change == "lower":
        return text.lower()
    if change == "cut":
        return text[: draw(st.integers(0, len(text)))]
    return (
        text.replace(" ", draw(st.sampled_from(["\u00a0", "  ", "\n", "\r\n", "​ ", " \u00ad"])))
        if change == "dashes"
        else text
    )


texts = st.lists(st.one_of(broken(), broken(), odd, st.text(max_size=12)), max_size=9).flatmap(
    lambda parts: st.sampled_from([" ", "\n", "\n\n", "\r\n\r\n", ""]).map(lambda gap: gap.join(parts))
)


def check(found: Extraction) -> None:
    """What holds for every extraction."""
    document, claims = found.document, found.claims
    for claim in claims:
        evidence = claim.evidence
        assert document.body <= evidence.start < evidence.end <= len(document.text) or document.title
        assert document.text[evidence.start : evidence.end] == evidence.quote
        assert evidence.quote.strip()
        assert all(
            e.iri and e.name.strip() and "\n" not in e.iri
            for e in (claim.subject, claim.object, claim.place, claim.holder, claim.of)
            if e
        )
    assert len({c.id for c in claims}) == len(claims)
    assert [_order(c) for c in claims] == sorted(_order(c) for c in claims)


def _order(claim: Claim) -> tuple[int, int]:
    return claim.evidence.start, claim.evidence.end


def told(found: Extraction) -> str:
    """All that an extraction says, its traces too, as one string."""
    return json.dumps([[c.row(), c.trace] for c in found.claims])


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(text=texts)
@example(text="")
@example(text="\n")
@example(text="﻿")
@example(text='"')
@example(text="“")
@example(text="Norway and Chile signed a treaty")
@example(text="Kenya left. \x1f6. Ghana too \x1f7. Peru (MDT) signed.")
@example(text="Kenya ∯ left. ♨ Ghana ☝ and Peru ȸ signed a treaty. &ᓰ& It is in force.")
def test_any_text_is_read(text: str) -> None:
    """Texts with emoji, marks of direction, soft hyphens, zero-width characters and loose quotation marks are read, and read the same again."""
    first = extraction(text)
    check(first)
    assert told(extraction(text)) == told(first)


WRITTEN = tuple(
    sentence
    for path in sorted((CHECKOUT / "graph" / "sources").glob("*.txt"))
    for line in path.read_text("utf-8").split("\n---\n")[-1].splitlines()
    for sentence in re.split(r"(?<=[.!?]) ", line)
    if sentence.count(" ") > 3
)


@st.composite
def jumbled(draw: st.DrawFn) -> str:
    """A sentence of an article with words left out, moved, or put in from another."""
    words = draw(st.sampled_from(WRITTEN)).split()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(words)))
        other = draw(st.sampled_from(WRITTEN)).split()
        change = draw(st.sampled_from(["out", "move", "in", "half"]))
        if change == "out":
            words = words[:at] + words[at + 1 :]
        elif change == "move":
            words = words[at:] + words[:at]
        elif change == "in":
            words.insert(
                at, draw(st.sampled_from([",", ";", ":", "–", "and", "which", "whose", "said", "by", "to", *other]))
            )
        else:
            words = words[:at] + other[len(other) // 2 :]
    return " ".join(words)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(jumbled(), min_size=6, max_size=10))
def test_no_order_of_words_is_too_much(sentences: list[str]) -> None:
    """Texts that no grammar fits are read, with exact quotes."""
    check(extraction("\n\n".join(" ".join(sentences[i : i + 3]) for i in range(0, len(sentences), 3))))


@pytest.mark.parametrize(
    "text",
    [
        "Ecuador and Peru had the 1929 treaty, which they signed until 2020.",
        "Two years after the 1990s accord lapsed, Chad and Togo signed a pact.",
        "Chad and Togo signed a pact 999999999999 days after Peru attacked Chile on 3 May 2020.",
        "Chad and Togo signed a pact 9000 years after Peru attacked Chile in 2020.",
    ],
)
def test_no_date_is_too_much(text: str) -> None:
    """Open, uncertain and far dates are no error."""
    check(extraction(text))


def test_a_fault_of_the_program_loses_one_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told in one line, as of a document that cannot be read, so that those after it are read."""

    def fail(*_: object) -> None:
        raise RecursionError("too\ndeep")

    document = Document(id=Document.hash("x"), uri="file:x.txt", name="x", text="Peru and Chile signed a pact.")
    reader = reading.pipeline()
    monkeypatch.setattr(type(reader), "_extract", fail)
    with pytest.raises(ReadError, match=r"^file:x.txt: internal error, RecursionError: too deep \(.*; nothing of this"):
        reader.extract(document)


@pytest.mark.parametrize("change", [str.upper, str.lower, str.title, str.swapcase], ids=lambda c: c.__name__)
def test_text_in_one_case_is_read(change: object) -> None:
    """A text all in capitals, or without any, is read with exact quotes."""
    check(extraction(change("\n\n".join(SENTENCES))))  # type: ignore[operator]


@pytest.mark.parametrize(
    "mark",
    ["\u00ad", "​", "‏", "⁠", "\U0001f600 "],
    ids=["soft hyphen", "zero-width space", "right-to-left mark", "word joiner", "emoji"],
)
def test_mark_after_every_word_is_read(mark: str) -> None:
    """A mark that is not seen, after every word, moves no quote."""
    check(extraction(" ".join(word + mark for word in " ".join(SENTENCES).split())))


def said(found: Extraction) -> list[object]:
    """What is claimed of whom, with the words that say it, blanks aside."""
    return [
        (
            c.subject.key,
            c.relation,
            c.object and c.object.key,
            c.stance,
            c.date and c.date.edtf,
            c.evidence.quote.split(),
        )
        for c in found.claims
    ]


def test_other_spaces_and_narrow_lines_change_no_claim() -> None:
    """A text with no-break spaces, or in lines of 60 characters, says what it says in plain lines, in its own words."""
    plain = extraction("\n\n".join(SENTENCES[:4]))
    assert len(plain.claims) > 5
    for other in (
        "\n\n".join(SENTENCES[:4]).replace(" ", "\u00a0"),
        "\n\n".join(SENTENCES[:4]).replace(" ", "\u2009"),
        "\n\n".join("\n".join(textwrap.wrap(sentence, 60)) for sentence in SENTENCES[:4]),
    ):
        found = extraction(other)
        check(found)
        assert found.document.text == other
        assert said(found) == said(plain)


def test_references_of_html_are_read_as_their_signs() -> None:
    """Quotation marks and apostrophes written as references change no claim; quotes are in the text's own signs."""
    text = "\n\n".join(
        [
            "\"Peru's navy rammed two Chilean boats,\" Bolivia's foreign minister, Ana Roe, told reporters on Monday.",
            "Kenya didn't sign the treaty with Ghana. Kenya and Uganda signed a trade agreement on 3 May 2024.",
        ]
    )
    plain = extraction(text)
    assert {c.stance for c in plain.claims} >= {Stance.ATTRIBUTED, Stance.NEGATED}
    other = text.replace("'", "&#39;").replace('"', "&quot;")
    found = extraction(other)
    check(found)
    assert found.document.text == other

    def in_signs(told: Extraction) -> list[object]:
        return [(c.subject.key, c.relation, c.object and c.object.key, c.stance, c.holder and c.holder.key,
                 c.date and c.date.edtf) for c in told.claims]  # fmt: skip

    assert in_signs(found) == in_signs(plain)


def test_an_hour_with_a_line_to_itself_opens_a_post() -> None:
    """Posts of a live page are read below hours that stand alone."""
    page = "\n\n".join(f"{10 + n}:05 GMT\n{sentence}" for n, sentence in enumerate(SENTENCES[:4]))
    found = extraction(page)
    check(found)
    assert {c.relation for c in found.claims} >= {"hasParty", "status"}


def test_windows_line_ends_change_nothing_but_offsets() -> None:
    """The same text with Windows line ends makes the same claims as with plain ones."""
    plain = extraction("\n\n".join(SENTENCES))
    windows = extraction("\r\n\r\n".join(SENTENCES))
    check(windows)
    said = [
        [(c.subject.key, c.relation, c.object and c.object.key, c.stance, c.evidence.quote) for c in found.claims]
        for found in (plain, windows)
    ]
    assert said[0] == said[1]


@pytest.mark.parametrize(
    "join",
    [" ", "", ", ", "; ", ' "', " (", "\n"],
    ids=["sentence", "word", "commas", "semicolons", "quotes", "brackets", "lines"],
)
def test_paragraph_without_end_is_read(join: str) -> None:
    """A thousand words without a full stop, with marks that are never closed, are read with exact quotes."""
    words = "\n".join(SENTENCES).replace(".", "").split()
    check(extraction(join.join(words * 5)))


def test_long_text_is_read() -> None:
    """A text of twenty thousand words is read whole: its last sentence gives a claim too."""
    text = "\n\n".join(
        [
            *(f"In {1900 + n % 120}, {s}" for n, s in enumerate(SENTENCES * 120)),
            "Iceland and Fiji signed the Whale Treaty in Suva on 9 May 2023.",
        ]
    )
    found = extraction(text)
    check(found)
    assert any(c.relation == "status" and c.evidence.start > len(text) - 80 for c in found.claims)


def test_claims_keep_to_the_ontology() -> None:
    """Each role of a claim holds a kind of thing that the ontology lets it hold."""
    ontology = Ontology.load(CHECKOUT / "ontology.ttl")
    for claim in extraction("\n\n".join(SENTENCES)).claims:
        assert ontology.accepts(claim.relation, "s", claim.subject.kind)
        assert claim.object is None or ontology.accepts(claim.relation, "o", claim.object.kind)
        for name, entity in (("place", claim.place), ("holder", claim.holder), ("officeOf", claim.of)):
            assert entity is None or ontology.takes(name, entity.kind), (claim.relation, name, entity)


def test_articles_hold_to_the_shapes(tmp_path: Path) -> None:
    """Every sample source and each third golden article goes into a store whole: no claim breaks a shape."""
    project = Project.find(CHECKOUT)
    files = [
        *project.files("graph/sources", "*.txt"),
        *sorted((CHECKOUT / "tests" / "golden" / "articles").glob("*.txt"))[::3],
    ]
    ontology = Ontology.load(CHECKOUT / "ontology.ttl")
    with Store.open(tmp_path / "store", check=shape_checker(project), ontology=ontology) as store:
        read = [article(file) for file in files]
        for file, found, result in zip(files, read, store.ingest_all(read), strict=True):
            check(found)
            assert not isinstance(result, KgError), (file.name, result)
            assert result.claims == len(found.claims), file.name


def test_claims_do_not_depend_on_the_hash_seed(kg: Run) -> None:
    """Two processes with other hash seeds print the same bytes for the same files, in whatever order the files are given."""
    files = sorted(str(f) for f in (CHECKOUT / "graph" / "sources").glob("*.txt"))
    one = kg("extract", *files)
    two = kg("extract", *files, env={"PYTHONHASHSEED": "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"})
    assert one.stdout and one.stdout == two.stdout
    other_order = kg("extract", *files[::-1])
    assert sorted(other_order.stdout.splitlines()) == sorted(one.stdout.splitlines())
