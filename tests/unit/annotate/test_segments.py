"""Documents are cut into segments, sentences and quotations at the places where a reader would cut them."""

from __future__ import annotations

import itertools

import pytest

from kg.annotate import segments as seg
from reading import document


def kinds(text: str) -> list[tuple[str, str]]:
    """Each segment's kind and words."""
    return [(s.kind, text[s.start : s.end]) for s in seg.segments(document(text))]


def cut(text: str) -> list[str]:
    """The sentences of a text."""
    return [text[a:b] for a, b in seg.sentences(text, 0, len(text))]


def quoted(text: str) -> list[tuple[str, bool]]:
    """What stands in quotation marks, and whether they are closed."""
    return [(text[q.start : q.end], q.closed) for q in seg.quotations(text, 0, len(text))]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Kenya and Ghana signed a treaty on Monday.", "paragraph"),
        ("What the treaty says", "heading"),
        ("WHAT THE TREATY SAYS AND WHAT IT DOES NOT", "heading"),
        ("Who will ratify it first?", "heading"),
        ("The ministers said that they would sign", "paragraph"),
        ("18:05 – Bishops appeal to all sides", "paragraph"),
        ("8 Apr: Ghana offers to mediate", "paragraph"),
        ("18:05 HOW IT CAME TO THIS", "heading"),
        ("American aid: 20 million dollars suspended in May", "paragraph"),
        ("- Ghana ratified the treaty in 2020.", "bullet"),
        ("• Ghana ratified the treaty in 2020.", "bullet"),
        ("2. Ghana ratified the treaty in 2020.", "bullet"),
        ("(3) Ghana ratified the treaty in 2020.", "bullet"),
        ("By Ama Owusu | Accra", "byline"),
        ("Editing by: Kofi Mensah", "byline"),
        ("(ENDS)", "byline"),
        ("UPDATED 14:05 GMT", "byline"),
    ],
)
def test_kind_of_a_line(line: str, kind: str) -> None:
    """A line alone is a paragraph, heading, bullet or byline by its form; a bullet's mark is no part of it."""
    ((found, words),) = kinds(line)
    assert found == kind
    assert line.endswith(words)


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    """Lines broken at a fixed width in the middle of a sentence belong together; an empty line parts paragraphs."""
    text = (
        "The two governments signed an agreement on fisheries in Oslo on Monday,\n"
        "and said that it would enter into force as soon as both parliaments had\n"
        "approved it.\n"
        "\n"
        "Nothing else was decided."
    )
    assert [words.count("\n") for _, words in kinds(text)] == [2, 0]


def test_rows_of_a_list_stay_apart() -> None:
    """Bullets on lines of their own are never joined, however long they are."""
    text = "- Kenya signed the agreement on fisheries and the protocol of the year 2012\n- Ghana signed neither of them"
    assert [kind for kind, _ in kinds(text)] == ["bullet", "bullet"]


def test_title_of_the_front_matter_is_a_segment() -> None:
    """The title stands in the text, so facts can be read from it with exact offsets."""
    text = "---\ntitle: Kenya signs the pact\n---\nIt was signed on Monday in Lagos by both sides."
    doc = document(text, title="Kenya signs the pact", body=text.index("It was"))  # type: ignore[arg-type]
    found = [(s.kind, text[s.start : s.end]) for s in seg.segments(doc)]
    assert found == [
        ("title", "Kenya signs the pact"),
        ("paragraph", "It was signed on Monday in Lagos by both sides."),
    ]


@pytest.mark.parametrize(
    ("text", "place", "date"),
    [
        ("ACCRA, May 12 (Reuters) - Ghana signed the treaty.", "ACCRA", "May 12"),
        ("LIMA, 15 January 2026 – Peru signed the treaty.", "LIMA", "15 January 2026"),
        ("Oslo — Norway signed the treaty.", "Oslo", None),
        ("ADDIS ABABA (AP) -- Ethiopia signed the treaty.", "ADDIS ABABA", None),
        ("(Nairobi) Kenya signed the treaty.", "Nairobi", None),
        ("RIO DE JANEIRO/LIMA – Peru signed the treaty.", "RIO DE JANEIRO/LIMA", None),
    ],
)
def test_dateline(text: str, place: str, date: str | None) -> None:
    """A dateline gives place and date, and ends where the report begins."""
    doc = document(text)
    line = seg.dateline(doc, seg.segments(doc)[0])
    assert line is not None
    assert (text[slice(*line.place)], line.date) == (place, date)
    assert text[line.end :].split()[1] == "signed"


@pytest.mark.parametrize(
    "text", ["Kenya signed the treaty - at last.", "The treaty was signed.", "In Accra – of all places – they met."]
)
def test_no_dateline(text: str) -> None:
    """A dash further on in the first sentence makes no dateline."""
    doc = document(text)
    assert seg.dateline(doc, seg.segments(doc)[0]) is None


@pytest.mark.parametrize(
    "sentences",
    [
        ["Kenya signed.", "Ghana did not."],
        ["Gen. Ama Owusu met Mr. Kofi Mensah in the U.S. on Jan. 5.", "They agreed."],
        ["The U.N. and the E.U. welcomed the treaty.", "Others did not."],
        ['"We will sign," he said.', '"We will ratify, too."'],
        ["Trade rose by 3.5 percent.", "It fell by 1.2 percent in 2020."],
        ["Will they sign?", "Nobody knows!", "We shall see."],
        ["Kenya, Ghana, etc. have signed it.", "Peru has not."],
        ["Article No. 5 binds them.", "It is short."],
        ["Kenya has signed it, she wrote on X.", "Ghana denied that."],
    ],
)
def test_sentences_are_cut_apart(sentences: list[str]) -> None:
    """Sentences end at full stops, question and exclamation marks, not at those of abbreviations and numbers."""
    assert cut(" ".join(sentences)) == sentences


def test_semicolon_parts_two_clauses() -> None:
    """A semicolon between two clauses of their own ends a sentence; one within quotation marks or brackets, or before a few words, does not."""
    assert cut("Kenya signed the treaty in May; Ghana has not signed it yet.") == [
        "Kenya signed the treaty in May",
        "Ghana has not signed it yet.",
    ]
    assert len(cut('He said: "Kenya signed it in May; Ghana has not done so yet."')) == 1
    assert len(cut("They signed three treaties (with Peru in May; with Chile in June of that year).")) == 1
    assert len(cut("Present were Kenya; Ghana; Peru.")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "One. Two\n three. ",
        "  A b.   C d.  ",
        "No end",
        "x",
        "Kenya left. \x1f6. Ghana \x1f7. stayed.",
        "1. Kenya 2. Ghana",
    ],
)
def test_sentences_cover_the_words(text: str) -> None:
    """No word is lost between sentences, none is in two, and the white space around them is trimmed."""
    spans = seg.sentences(text, 0, len(text))
    assert spans == sorted(spans)
    assert all(a < b and text[a:b] == text[a:b].strip() for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(spans))
    between = "".join(text[b:c] for (_, b), (c, _) in zip([(0, 0), *spans], [*spans, (len(text), 0)], strict=True))
    assert not any(c.isalpha() for c in between)


def test_offsets_count_from_the_start_of_the_text() -> None:
    """Sentences of a stretch have the offsets of the whole text."""
    text = "Before. Kenya signed. Ghana did not. After."
    assert [text[a:b] for a, b in seg.sentences(text, 8, 36)] == ["Kenya signed.", "Ghana did not."]


def test_paragraph_of_any_length_is_cut() -> None:
    """A paragraph of a hundred thousand characters, without any full stop, is cut into pieces at blanks."""
    text = "word " * 20_000
    assert all(b - a <= 4000 and text[a:b].startswith("word") for a, b in seg.sentences(text, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('He said "yes" and "no".', [("yes", True), ("no", True)]),
        ("He said “yes” and «no».", [("yes", True), ("no", True)]),
        ('He said "yes and left.', [("yes and left.", False)]),
        ("He said “yes and left.", [("yes and left.", False)]),
        ("yes” he said.", []),
        ('yes," he said, "no."', [("no.", True)]),
        ('"""', []),
        ("nothing", []),
        ('the "big" deal, the 5" gun', [("big", True)]),
    ],
)
def test_quotations(text: str, found: list[tuple[str, bool]]) -> None:
    """Quotations lie between their marks; one that is never closed ends with its paragraph, a loose closing mark opens none."""
    assert quoted(text) == found


def test_rows_open_blocks() -> None:
    """A row of a timeline, a keyed note and a heading in capitals are no tail of the line above them."""
    text = (
        "6 Apr: Mali, Niger and Burkina Faso recall their ambassadors from Algiers\n"
        "7 Apr: the airspace between Mali and Algeria is closed by both of the two\n"
        "Libya: three smugglers of some weight arrested by the police of Chad on Friday\n"
        "WHO IS WHO"
    )
    assert len(kinds(text)) == 4


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Peru\u00a0and\u2009Chile", "Peru and Chile"),
        ("**Peru** and Chile", "  Peru   and Chile"),
        ("[Peru](https://example.org/a_b) left", " Peru                           left"),
        ("Peru [sic] left (again)", "Peru [sic] left (again)"),
        ("Peru&nbsp;&amp; Chile&#39;s", "Peru      &     Chile    's"),
        ("Kenya and Ghana have on Monday signed the treaty of\nfriendship.", None),
    ],
)
def test_evened_text_has_the_same_length(text: str, plain: str | None) -> None:
    """Spaces of other widths, narrow lines, signs of Markdown and references become blanks, one for each sign."""
    found = seg.evened(document(text))
    assert len(found) == len(text)
    assert found == (text.replace("\n", " ") if plain is None else plain)


@pytest.mark.parametrize(
    ("lines", "first"),
    [
        (["1 Peru and Chile met.", "2 They signed it.", "3 It was noon."], "Peru and Chile met."),
        (["The ministers met.", "2 They signed it.", "3 It was noon.", "4 They left."], "The ministers met."),
        (["1 May was hot here.", "2 May was hot as well.", "3 May brought some rain."], "1 May was hot here."),
        (["20 Kenyans were hurt.", "2 They left it.", "3 It was noon."], "20 Kenyans were hurt."),
    ],
)
def test_numbers_of_counted_paragraphs_are_left_out(lines: list[str], first: str) -> None:
    """'2 They signed it', in a text whose paragraphs are counted, begins at its first word; days and sums stay."""
    text = "\n\n".join(lines)
    found = [text[s.start : s.end] for s in seg.segments(document(text))]
    assert found[0] == first
