"""Reading text files."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.core.errors import ReadError
from kg.core.model import Document
from kg.read import read
from kg.read.text import decode, parse

ENGLISH = "Japan and the Philippines signed a defence agreement in Manila on Thursday.\n"
FRENCH = (
    "Les ministres des Affaires étrangères du Japon et des Philippines ont signé jeudi à Manille un accord de "
    "défense portant sur la fourniture mutuelle de munitions, de carburant et de vivres, a annoncé le gouvernement "
    "japonais dans un communiqué publié à Tokyo."
)
CASES = {
    "empty": (b"", "is empty"),
    "white space": (b" \n\t\r\n", "is empty"),
    "byte order mark only": (b"\xef\xbb\xbf", "is empty"),
    "only front matter": (b"---\ntitle: x\n---\n\n", "has front matter and no text"),
    "zero bytes": (b"Japan\0signed", "is not text but binary"),
    "control bytes": (bytes(range(1, 9)) * 40, "is not text but binary"),
    "Latin-1": ("Le café à Manille".encode("latin-1"), "is not UTF-8 (byte 6 is 0xe9)"),
    "UTF-16": (ENGLISH.encode("utf-16"), "is UTF-16"),
    "PDF": (b"%PDF-1.7\n", "is a damaged PDF"),
    "zipped": (b"PK\x03\x04....", "is a damaged zipped file"),
    "HTML": (b"\n<!DOCTYPE html><body></body>", "has no article that can be found"),
    "French": (FRENCH.encode(), "is not in English but in another language (fr)"),
    "Japanese": ("日本とフィリピンは協定に署名した。".encode(), "is not in Latin letters"),
    "declared French": (b"---\nlang: fr\n---\nun accord", "is in another language (fr)"),
    "bad YAML": (b"---\nurl: a: b\n---\ntext", "front matter's url is no address (a: b)"),
    "bad YAML below": (b"---\ntitle: x\nsources: ['y\n---\ntext", "front matter is not valid YAML at line 3"),
    "not a mapping": (b"---\n- a\n- b\n---\ntext", "front matter is not a list of keys and values at line 2"),
    "a stray line": (
        b"---\ntitle: x\n\nJapan signed\n---\ntext",
        "front matter is not a list of keys and values at line 4",
    ),
    "unclosed": (b"---\ntitle: x\n\ntext", "front matter is opened at line 1 and never closed"),
    "bad date": (b"---\npublished: soon\n---\ntext", "front matter's published is no date (soon)"),
    "impossible date": (b"---\npublished: 2026-02-30\n---\ntext", "front matter's published is no date (2026-02-30)"),
    "title not a value": (b"---\ntitle:\n- a\n- b\n---\ntext", "front matter's title is not one value"),
    "url not an address": (b"---\nurl: see below\n---\ntext", "front matter's url is no address"),
    "sources nested": (b"---\nsources: [{a: b}]\n---\ntext", "front matter's sources is not a plain list"),
}


@pytest.mark.parametrize("case", CASES)
def test_refuses(case: str) -> None:
    """What cannot be read is refused in one line that names the file, the trouble and a remedy."""
    data, what = CASES[case]
    with pytest.raises(ReadError) as error:
        parse(data, "news.txt")
    message = str(error.value)
    assert message.startswith(f"news.txt: {what}")
    assert "; " in message and "\n" not in message


def test_reads_as_python_does(tmp_path: Path) -> None:
    """The text is what read_text gives, whatever the line ends: offsets count in that."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf---\r\ntitle: T\r\n---\r\n\r\nJapan \xe2\x80\x93 \xf0\x9f\x87\xaf\r\nend\rlast\n")
    document = read(path)
    assert document.text == path.read_text("utf-8")
    assert document.id == Document.hash(document.text)
    assert document.title == "T" and document.text[document.body :].startswith("Japan – ")


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), min_size=1))
def test_decoding_undoes_encoding(text: str) -> None:
    """Any text without control characters is decoded to itself."""
    if not text.lstrip("\ufeff \t\n").lower().startswith(("%pdf-", "pk\x03", "<html", "<!doctype html")):
        assert decode(text.encode("utf-8"), "x") == text


def test_front_matter_is_understood() -> None:
    """All keys are read, in strings; the body begins at the first character of the article."""
    text = (
        "---\ntitle: 'Pact: signed'\npublished: 2026-01-15T08:00:00Z\npublisher: A <b>\nurl: https://example.org/a?b=1\n"
        "retrieved: 16 January 2026\nlang: en-GB\nsources:\n  - https://example.org/1\n  - https://example.org/2\nx: [1]\n"
        "---\n\n\nJapan signed.\n"
    )
    document = parse(text.encode(), "pact.txt")
    assert document.text[document.body :] == "Japan signed.\n"
    assert (document.title, document.published, document.publisher) == ("Pact: signed", "2026-01-15", "A <b>")
    assert (document.uri, document.retrieved, document.lang) == ("https://example.org/a?b=1", "2026-01-16", "en")
    assert document.sources == ("https://example.org/1", "https://example.org/2")


def test_plain_text_needs_nothing() -> None:
    """A text without front matter is read whole; a rule of dashes further down is no front matter."""
    document = parse(("A title\n---\n" + ENGLISH).encode(), "a b.txt", published="2026-01")
    assert (document.body, document.published, document.uri, document.name) == (0, "2026-01", "file:a%20b.txt", "a b")


@pytest.mark.parametrize(
    "headline",
    [
        "Explained: how the two swap land",
        '"We stay": Sandu answers Moscow',
        "Live: 'no deal': talks end",
        "[Updated] Pact: signed",
        '"We stay',
        "@MFA says no",
        "& now?",
        "%s is no value",
        "`Pact` signed",
        "{live} Pact signed",
        "| Pact signed",
        "> Pact signed",
        "!Extra",
        "*BREAKING* Pact signed",
        "- Pact signed",
        "? Pact signed",
        "[a, b]",
        "Live blog #3 # more",
        "No",
    ],
)
def test_a_headline_is_taken_as_it_stands(headline: str) -> None:
    """A title needs no quotation marks of YAML's, and the other keys are read as ever."""
    document = parse(
        f"---\ntitle: {headline}\npublished: 2025-01-02\nsources: [a, b]\n---\n\n{ENGLISH}".encode(), "news.txt"
    )
    assert (document.title, document.published, document.sources) == (headline, "2025-01-02", ("a", "b"))


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1))
def test_no_headline_makes_an_article_unreadable(headline: str) -> None:
    """Whatever a title is made of, the article is read, and its other keys as they are."""
    text = f"---\ntitle: {headline}\nauthor: {headline}\npublished: 2025-01-02\n---\n\n{ENGLISH}"
    assert parse(text.encode(), "news.txt").published == "2025-01-02"


def test_front_matter_is_read_as_people_write_it() -> None:
    """Keys have any case and other names; a headline goes on below; what nobody asks for may hold anything."""
    matter = (
        "Headline: The pact:\n  what it says\nDATE: 15.01.2026\nPublisher:\tA & B: the daily\nlanguage: en # so they say\n"
        "author: A: B, C\ntags: [x\nsubtitle: |\n  any\n  thing\n# a comment: no key\n"
    )
    document = parse(f"---\n{matter}---\n\n{ENGLISH}".encode(), "news.txt")
    assert (document.title, document.published) == ("The pact: what it says", "2026-01-15")
    assert (document.publisher, document.lang) == ("A & B: the daily", "en")


def test_a_title_of_two_lines_with_a_colon_is_its_words() -> None:
    """A title whose lines YAML would take for a mapping is read as it stands."""
    document = parse(f"---\ntitle:\n  Explained: the pact\n  In full: all of it\n---\n\n{ENGLISH}".encode(), "a.txt")
    assert document.title == "Explained: the pact In full: all of it"


@pytest.mark.parametrize("words", ["unknown", "n.d.", "-", "~", ""])
def test_a_date_that_nobody_knows_is_none(words: str) -> None:
    """Where the front matter says that the date is unknown, the dateline counts."""
    matter = f"---\npublished: {words}\n---\nMANILA, 3 May 2020 - Text here.".encode()
    assert parse(matter, "a.txt").published == "2020-05-03"


def test_front_matter_outranks_the_option() -> None:
    """A date in the front matter is kept where --published says another; the dateline comes last."""
    matter = b"---\npublished: 2026-01-15\n---\nMANILA, 3 May 2020 - Text here."
    assert parse(matter, "a.txt", published="2020").published == "2026-01-15"
    assert parse(b"MANILA, 3 May 2020 - Text here.", "a.txt", published="2021").published == "2021"
    assert parse(b"MANILA, 3 May 2020 - Text here.", "a.txt").published == "2020-05-03"


def test_declared_english_is_believed() -> None:
    """Where the front matter says English, the language is not guessed."""
    assert parse(b"---\nlang: en\n---\n" + FRENCH.encode(), "a.txt").lang == "en"


def test_address_has_no_path_of_this_machine(tmp_path: Path) -> None:
    """A file is named by its path below the root, or by its bare name where it lies elsewhere."""
    path = tmp_path / "graph" / "a.txt"
    path.parent.mkdir()
    path.write_text(ENGLISH)
    assert read(path, root=tmp_path).uri == "file:graph/a.txt"
    assert read(path, root=tmp_path / "other").uri == "file:a.txt"
    assert read(path).uri == "file:a.txt"


def test_large_file_is_refused_unread(tmp_path: Path) -> None:
    """A file over the limit is refused by its size; one of exactly the limit is read."""
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    with pytest.raises(ReadError, match="has 50 MB, more than the 20 MB that are read"):
        read(path)
    path.write_text("Japan " * 10)
    assert read(path, limit=60).name == "large"
    with pytest.raises(ReadError, match="more than"):
        read(path, limit=59)


def test_missing_and_folder(tmp_path: Path) -> None:
    """A name without a file, and a folder, are told apart."""
    with pytest.raises(ReadError, match="no such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(ReadError, match="is a folder"):
        read(tmp_path)


def test_yaml_runs_nothing() -> None:
    """Tags that would make Python objects make plain lists, and anchors that multiply stay small."""
    call = "!!python/object/apply:os.system ['false']"
    document = parse(f"---\ntitle: {call}\nsources: {call}\n---\ntext".encode(), "a.txt")
    assert (document.title, document.sources) == (call, ("false",))
    bomb = "a: &a [x]\n" + "".join(
        f"{b}: &{b} [*{a},*{a},*{a},*{a},*{a},*{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert parse(f"---\n{bomb}---\ntext".encode(), "a.txt").title is None
