"""A language model that reads along, played by a real server on loopback: right, wrong and hostile answers."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.app import App
from kg.core.errors import KgError, UsageError
from kg.core.model import Document, Extraction, Stance
from kg.extract.llm import Options
from kg.extract.llm.client import Client
from kg.extract.llm.prompt import Prompt
from kg.extract.llm.reading import passages
from program import CHECKOUT, Run
from website import Site, website

pytestmark = pytest.mark.model
TEXT = (
    "Kenya and Uganda signed the Lake Fisheries Accord in Kisumu on 3 March 2025. Kenyan officials accuse Uganda of "
    "ignoring the Migingo question. Kenya has not ratified the accord. Minister Amani Okelo praised Rwanda's stance."
)
ROW = {
    "s": "Kenya", "r": "SUPPORT", "o": "Rwanda", "date": None, "date_words": None, "place": None, "stance": "stated",
    "holder": None, "quote": "praised Rwanda's stance", "of": None, "former": False,
}  # fmt: skip


def answer(*rows: Any, usage: Any = None) -> bytes:
    content = json.dumps({"facts": rows})
    used = usage or {"prompt_tokens": 1000, "completion_tokens": 50}
    return json.dumps({"choices": [{"message": {"content": content}}], "usage": used}).encode()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, App]]:
    """A server and an application that asks it, made once."""
    with website() as site:
        yield site, kg.open(tmp_path_factory.mktemp("project"), model=Options(site.url("/v1"), "tester"))


@pytest.fixture
def site(made: tuple[Site, App]) -> Site:
    """The server, without pages and with nothing asked of it yet."""
    site, _ = made
    for kept in (site.pages, site.asked, site.bodies):
        kept.clear()
    return site


@pytest.fixture
def cache(made: tuple[Site, App]) -> Path:
    """The folder of answers, empty."""
    _, app = made
    folder = app.project.root / ".kg" / "llm"
    shutil.rmtree(folder, ignore_errors=True)
    return folder


@pytest.fixture
def reading(made: tuple[Site, App], site: Site, cache: Path) -> Callable[..., Extraction]:
    """Reads TEXT with a model that gives this answer."""
    _, app = made

    def read(data: bytes, text: str = TEXT) -> Extraction:
        site.pages["/v1/chat/completions"] = (200, {}, data)
        document = Document(Document.hash(text), "urn:x", "x", text, published="2025-03-04")
        return app.extract(document)

    return read


def added(extraction: Extraction) -> list[tuple[str, str, str | None]]:
    rows = [claim.row() for claim in extraction.claims if claim.rule.startswith("model.")]
    return [(row["s"], row["r"], row["o"]) for row in rows]


def test_a_right_row_becomes_a_claim_like_any_other(reading: Callable[..., Extraction]) -> None:
    """Subject and object link as elsewhere; evidence has the offsets; model and prompt are part of what made it."""
    extraction = reading(answer({**ROW, "date": "2025-03-03", "date_words": "3 March 2025"}))
    (claim,) = [c for c in extraction.claims if c.rule == "model.SUPPORT"]
    assert claim.subject.iri.endswith("/state/KE") and claim.object and claim.object.iri.endswith("/state/RW")
    assert TEXT[claim.evidence.start : claim.evidence.end] == claim.evidence.quote == ROW["quote"]
    assert claim.date and (claim.date.edtf, claim.date.words) == ("2025-03-03", "3 March 2025")
    assert claim.trace[0].startswith("language model tester, prompt ") and "tester" in extraction.run.model
    assert extraction.notes == {
        "requests": "1",
        "cached": "0",
        "prompt_tokens": "1000",
        "completion_tokens": "50",
        "refused": "0",
    }


def test_the_request_is_made_of_the_ontology(reading: Callable[..., Extraction], site: Site) -> None:
    """Each relation, event type, status and stance is in the instruction, and in the schema what may be answered."""
    reading(answer())
    (body,) = map(json.loads, site.bodies)
    ontology = kg.open(CHECKOUT).ontology
    system, user = body["messages"]
    assert user == {"role": "user", "content": TEXT}
    for name in (*ontology.relations, *ontology.event_types):
        assert f"- {name} (" in system["content"] and ontology.definition(name) in system["content"]
    for name in (*ontology.statuses, *ontology.treaty_types):
        assert f"{name}: " in system["content"]
    assert "{{" not in system["content"] and "2025-03-04" in system["content"]
    fact = body["response_format"]["json_schema"]["schema"]["properties"]["facts"]["items"]["properties"]
    assert fact["r"]["enum"] == sorted((*ontology.relations, *ontology.event_types))
    assert fact["stance"]["enum"] == [str(s) for s in Stance]


REFUSED = {
    "quote not in the text": {"quote": "Kenya praised Rwanda"},
    "quote with a letter changed": {"quote": "praised Rwandas stance"},
    "empty quote": {"quote": " "},
    "no quote": {"quote": None},
    "subject not in the text": {"s": "Tanzania"},
    "code not in the text": {"s": "TZ"},
    "subject of a wrong kind": {"s": "Lake Fisheries Accord"},
    "object not in the text": {"o": "Burundi"},
    "unknown relation": {"r": "INVADE"},
    "relation needs an object": {"r": "alliedWith", "o": None},
    "both sides the same": {"o": "Kenya"},
    "unknown stance": {"stance": "certain"},
    "attributed to nobody": {"stance": "attributed"},
    "attributed to somebody not named": {"stance": "attributed", "holder": "Reuters"},
    "holder without attribution": {"holder": "Uganda"},
    "status that is none": {"s": "Lake Fisheries Accord", "r": "status", "o": "Blessed"},
    "type that is none": {"s": "Lake Fisheries Accord", "r": "treatyType", "o": "Fishy"},
    "office of nobody": {"s": "Amani Okelo", "r": "holdsOffice", "o": "Minister"},
    "a state where no state may stand": {"s": "Lake Fisheries Accord", "r": "signedBy", "o": "Kenya"},
    "a list for a name": {"s": ["Kenya"]},
    "a number for a name": {"o": 5},
    "a huge name": {"s": "K" * 100_000},
    "an IRI for a name": {"s": "https://w3id.org/geopolitical-kg/id/state/KE"},
    "markup for a name": {"s": "<script>alert(1)</script>"},
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_text_does_not_bear_is_refused(name: str, reading: Callable[..., Extraction]) -> None:
    """A row with an invented quote, name, kind, stance or holder adds nothing, and is counted."""
    extraction = reading(answer({**ROW, **REFUSED[name]}, ROW))
    assert added(extraction) == [("KE", "SUPPORT", "RW")]
    assert extraction.notes["refused"] == "1"


@pytest.mark.parametrize("row", [None, 5, "x", [], {}, {"s": {"s": {}}}, {"r": "SUPPORT"}])
def test_rows_that_are_no_facts_are_refused(row: Any, reading: Callable[..., Extraction]) -> None:
    """Whatever stands in the list beside a fact, the fact is read."""
    assert added(reading(answer(row, ROW))) == [("KE", "SUPPORT", "RW")]


def test_a_date_or_place_that_the_text_lacks_is_dropped(reading: Callable[..., Extraction]) -> None:
    """A date whose words are not in the text, or that is none, and a place that is not named, do not come along."""
    for n, (date, words) in enumerate((("2025-03-09", "9 March 2025"), ("soon", "3 March 2025"), ("2025-03-03", None))):
        extraction = reading(answer({**ROW, "date": date, "date_words": words, "place": "Nairobi"}), TEXT + " " * n)
        (claim,) = [c for c in extraction.claims if c.rule == "model.SUPPORT"]
        assert claim.date is None and claim.place is None


def test_the_frames_have_the_last_word(reading: Callable[..., Extraction], cache: Path) -> None:
    """What the frames read too is theirs: a model cannot make a denial a fact, nor say a thing twice."""
    plain = reading(answer())
    shutil.rmtree(cache)
    (denied,) = [c for c in plain.claims if c.relation == "status" and c.object and c.object.name == "Ratified"]
    assert denied.stance is Stance.NEGATED
    claimed = {
        **ROW,
        "s": denied.subject.name,
        "r": "status",
        "o": "Ratified",
        "quote": "Kenya has not ratified the accord",
    }
    twice = {**ROW, "s": "Uganda", "r": "ACCUSE", "o": "Kenya", "quote": "accuse Uganda"}
    extraction = reading(answer(claimed, twice))
    assert [c for c in extraction.claims if not c.rule.startswith("model.")] == list(plain.claims)
    assert "Ratified" not in {o for _, _, o in added(extraction)}


BROKEN = {
    "no JSON": b"I would rather write a poem.",
    "JSON of another form": b'{"answer": 42}',
    "content that is no JSON": json.dumps(
        {"choices": [{"message": {"content": "Sure! Here are the facts:"}}]}
    ).encode(),
    "content without facts": json.dumps({"choices": [{"message": {"content": "{}"}}]}).encode(),
    "facts that are no list": json.dumps({"choices": [{"message": {"content": '{"facts": {"a": 1}}'}}]}).encode(),
    "content that is null": json.dumps({"choices": [{"message": {"content": None}}]}).encode(),
    "no choices": b'{"choices": []}',
    "deep nesting": b"[" * 100_000,
    "nesting in the content": json.dumps({"choices": [{"message": {"content": "[" * 100_000}}]}).encode(),
    "bytes": b"\xff\xfe\x00",
}


@pytest.mark.parametrize("name", BROKEN)
def test_an_answer_of_another_form_is_one_line(name: str, reading: Callable[..., Extraction]) -> None:
    """An answer that is not the JSON asked for fails the document in one line; nothing of it is kept."""
    with pytest.raises(KgError, match="did not answer with the JSON") as caught:
        reading(BROKEN[name])
    assert "\n" not in str(caught.value)


def test_a_fence_around_the_json_is_borne(reading: Callable[..., Extraction]) -> None:
    """Models that put their JSON into a block of Markdown are understood."""
    content = "```json\n" + json.dumps({"facts": [ROW]}) + "\n```"
    assert added(reading(json.dumps({"choices": [{"message": {"content": content}}]}).encode())) == [
        ("KE", "SUPPORT", "RW")
    ]


def test_an_endless_answer_is_cut(reading: Callable[..., Extraction], site: Site) -> None:
    """No more than a few megabytes of an answer are held."""
    with pytest.raises(KgError, match="answers without end"):
        reading(b" " * 5_000_000)


def client(site: Site, waits: list[float], **options: Any) -> Client:
    prompt = Prompt("", {}, "0" * 64)
    return Client(Options(site.url("/v1"), "tester", **options), prompt, wait=waits.append, key="secret")


def test_a_busy_server_is_asked_again(site: Site) -> None:
    """After 429 or 503 the question is put again, later each time; the key goes along as a bearer token."""
    statuses = iter([429, 503, 200])
    seen: list[str] = []

    def busy(handler: BaseHTTPRequestHandler) -> None:
        seen.append(handler.headers["Authorization"])
        handler.send_response(next(statuses))
        handler.end_headers()
        handler.wfile.write(answer(ROW))

    site.pages["/v1/chat/completions"] = busy
    waits: list[float] = []
    rows, used = client(site, waits).facts("x", None)
    assert rows == [ROW] and used.requests == 1
    assert seen == ["Bearer secret"] * 3 and waits == [2.0, 4.0]


def test_a_refusal_is_not_asked_again(site: Site) -> None:
    """A wrong key or model is told at once."""
    site.pages["/v1/chat/completions"] = (401, {}, b"{}")
    waits: list[float] = []
    with pytest.raises(KgError, match=r"does not answer \(status 401\)"):
        client(site, waits).facts("x", None)
    assert waits == [] and len(site.bodies) == 1


def test_an_answer_is_asked_for_once(reading: Callable[..., Extraction], site: Site, cache: Path) -> None:
    """The same text, model and prompt cost once; a cache that is damaged is asked anew; the key is in no file."""
    first, second = reading(answer(ROW)), reading(answer())
    assert added(first) == added(second) == [("KE", "SUPPORT", "RW")]
    assert second.notes["cached"] == "1" and len(site.bodies) == 1
    (file,) = cache.iterdir()
    file.write_bytes(b"{")
    assert added(reading(answer())) == [] and len(site.bodies) == 2


@pytest.mark.parametrize(("url", "model"), [("", "x"), ("ftp://x", "x"), ("http://x/v1", "")])
def test_a_model_without_address_or_name_is_misuse(url: str, model: str) -> None:
    """Both must be named by the user."""
    with pytest.raises(UsageError):
        Options(url, model)


@given(st.text(st.sampled_from("ab. \n"), max_size=300), st.integers(20, 80))
def test_passages_cover_the_text(text: str, size: int) -> None:
    """Passages follow one another without overlap, none is too long, and only white space lies outside."""
    at = 0
    for start, end in passages(text, 0, size):
        assert at <= start < end <= start + size and not text[at:start].strip()
        at = end
    assert not text[at:].strip()


def test_the_command_tells_what_it_took(site: Site, tmp_path: Path, kg: Run) -> None:
    """kg extract --extractor llm adds the model's claims and says what they cost; without an address it is misuse."""
    site.pages["/v1/chat/completions"] = (200, {}, answer(ROW))
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    options = ["--extractor", "llm", "--llm-url", site.url("/v1"), "--llm-model", "tester", "--llm-price", "2,8"]
    done = kg("extract", "a.txt", *options, cwd=tmp_path)
    assert done.returncode == 0 and '"rule": "model.SUPPORT"' in done.stdout
    assert (
        done.stderr.splitlines()[-1]
        == "tester: 1 requests, 0 answers from the cache, 1000 tokens in, 50 out, cost 0.0024; 0 facts refused"
    )
    misused = kg("extract", "a.txt", "--extractor", "llm", cwd=tmp_path)
    assert misused.returncode == 2 and "--llm-url" in misused.stderr
