"""The server's pages in a browser that reaches nothing but loopback: they work, and hostile texts run nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from served import HOSTILE, Served, articles, make_project, serving

# Runs before a page's own scripts: what executes that should not, or breaks the policy, is written down here.
TRIPWIRE = """
window.tripped = [];
window.trip = (what) => window.tripped.push(`ran: ${what}`);
for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = () => window.tripped.push(name);
document.addEventListener('securitypolicyviolation', (event) =>
  window.tripped.push(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ''}:${event.lineNumber}`));
"""
pytestmark = pytest.mark.browser
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(
        make_project(tmp_path_factory.mktemp("served") / "project"), "--rate", "0", "--timeout", "30"
    ) as running:
        yield running


@pytest.fixture
def visit(browser: Any, served: Served) -> Iterator[Open]:
    """Opens a page of the server; asserts afterwards that no script ran that should not, and nobody else was asked."""
    contexts: list[tuple[Any, list[str], list[str]]] = []
    told: list[bool] = []

    def go(path: str, *, size: tuple[int, int] = (1280, 900), scheme: str = "light", reports: bool = False) -> Any:
        told.append(reports)
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
        errors: list[str] = []
        elsewhere: list[str] = []

        def routed(route: Any) -> None:
            if route.request.url.startswith(served.address + "/"):
                route.continue_()
            else:
                elsewhere.append(route.request.url)
                route.abort()

        context.route("**/*", routed)
        context.add_init_script(TRIPWIRE)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console", lambda message: errors.append(message.text) if message.type in ("error", "warning") else None
        )
        page.goto(served.address + path)
        contexts.append((context, errors, elsewhere))
        return page

    yield go
    for context, errors, elsewhere in contexts:
        tripped = [each for page in context.pages for each in page.evaluate("window.tripped")]
        if any(told):  # Chromium reports a handler where the editor's sanitizer parses it, though nothing runs there
            errors = [error for error in errors if not error.startswith("Executing inline event handler")]
            tripped = [each for each in tripped if not each.startswith("policy: script-src-attr")]
        assert errors == [] and elsewhere == [] and tripped == []
        context.close()


def test_the_query_page_answers_a_named_query(visit: Open) -> None:
    """The editor opens with the prefixes; a named query chosen there runs and its rows are shown, all from this server."""
    page = visit("/query")
    page.wait_for_selector("body[data-ready=yes]")
    assert "PREFIX kg: <https://w3id.org/geopolitical-kg/ontology#>" in page.evaluate(
        "document.querySelector('.CodeMirror').CodeMirror.getValue()"
    )
    page.click("#named button[value=allies]")
    active = ".tabPanel.active"
    page.wait_for_selector(f"{active} .CodeMirror")
    page.evaluate(
        "(text) => { const editor = document.querySelector('.tabPanel.active .CodeMirror').CodeMirror;"
        " editor.setValue(editor.getValue().replace('state:PH', text)); }",
        "state:JP",
    )
    page.click(f"{active} .yasqe_queryButton")
    page.wait_for_selector(f"{active} .yasr table tbody tr")
    row = page.inner_text(f"{active} .yasr table tbody tr")
    assert "United States" in row and "called allies" in row
    # a thing in the answer leads to its page here
    with page.context.expect_page() as opened:
        page.click(f"{active} .yasr table a.iri >> text=state:US")
    opened.value.wait_for_selector("h1")
    assert opened.value.url.endswith("/page/state/US")


def test_the_query_page_offers_prefixes_and_takes_shared_queries(visit: Open) -> None:
    """All prefixes can be declared at once, a link opens a named query, and one from elsewhere runs nothing by itself."""
    page = visit("/query#named=who-claims")
    page.wait_for_selector("body[data-ready=yes]")
    page.wait_for_selector(".tabPanel.active .CodeMirror")
    value = "document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.getValue()"
    assert "claimsSovereignty" in page.evaluate(value) and "#" not in page.url
    page.click("#all-prefixes")
    assert "PREFIX treaty: <https://w3id.org/geopolitical-kg/id/treaty/>" in page.evaluate(value)
    page.evaluate("location.hash = '#query=' + encodeURIComponent('ASK {}') + '&endpoint=http://127.0.0.1:1/'")
    page.wait_for_function(f"() => {value} === 'ASK {{}}'")
    assert page.query_selector(".tabPanel.active .yasr table") is None


def test_answers_with_markup_are_text_in_the_editor(visit: Open) -> None:
    """Hostile literals and IRIs in an answer are shown by the editor as text."""
    page = visit("/query", reports=True)
    page.wait_for_selector("body[data-ready=yes]")
    page.evaluate(
        "(text) => document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.setValue(text)",
        "SELECT ?g ?text ?iri { GRAPH ?g { ?s oa:exact ?text } BIND(IRI(CONCAT('javascript:window.trip(', STR(1), ')')) AS ?iri) }",
    )
    page.click(".tabPanel.active .yasqe_queryButton")
    page.wait_for_selector(".tabPanel.active .yasr table tbody tr")
    tags = page.evaluate("[...new Set([...document.querySelectorAll('.yasr table *')].map((e) => e.localName))]")
    assert not {"img", "script", "iframe"} & set(tags)
    assert "<script>window.trip('script')</script>" in page.inner_text(".tabPanel.active .yasr table")


def test_hostile_texts_run_nothing(visit: Open) -> None:
    """On every page that shows a document's texts, they are text: names, titles, publishers, sources and quotations."""
    document = articles()[2].extraction().document
    for path in (
        f"/page/doc/{document.id}",
        "/documents",
        "/",
        "/page/person/hostile-0",
        "/page/person/hostile-4",
        "/page/state/JP",
    ):
        page = visit(path)
        page.wait_for_selector("h1")
        tags = page.evaluate("[...new Set([...document.querySelectorAll('main *')].map((e) => e.localName))]")
        assert not {"img", "script", "svg", "iframe", "b"} & set(tags), path
        hrefs = page.evaluate("[...document.querySelectorAll('a')].map((a) => a.getAttribute('href'))")
        assert [
            href for href in hrefs if not href.startswith(("/", "#", "https://ok.example/", "http://www.wikidata.org/"))
        ] == [], path
    page = visit(f"/page/doc/{document.id}")
    text = page.inner_text(".text")
    for words in HOSTILE[:7]:
        assert words in text, words
    assert "U+202E" in text and page.inner_text("h1") == HOSTILE[1]


def test_marks_lead_to_claims_and_back(visit: Open) -> None:
    """The number at a mark leads to its claim, and the claim's number back to the mark."""
    document = articles()[0].extraction().document
    page = visit(f"/page/doc/{document.id}")
    page.click(".text sup a >> nth=1")
    target = page.evaluate("document.querySelector(':target').innerText")
    assert "binds Japan" in target or "party to" in target
    page.click(":target a.number")
    assert page.evaluate("document.querySelector(':target').localName") in ("mark", "a")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible(visit: Open, scheme: str) -> None:
    """axe finds no fault of contrast, names or structure on the server's own pages, light or dark."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    document = articles()[0].extraction().document
    paths = ["/", f"/page/doc/{document.id}", "/page/state/JP"]
    paths += ["/documents", "/queries", "/help", "/queries/allies?x=JP"] if scheme == "light" else []
    for path in paths:
        page = visit(path, scheme=scheme)
        found = axe.Axe().run(page)
        assert [f"{each['id']}: {each['nodes'][0]['html'][:90]}" for each in found.response["violations"]] == [], path


def test_pages_fit_a_narrow_screen(visit: Open) -> None:
    """On a telephone no page is wider than the screen."""
    document = articles()[0].extraction().document
    for path in (
        "/",
        "/documents",
        f"/page/doc/{document.id}",
        "/page/treaty/acquisition-and-cross-servicing-agreement",
        "/queries",
        "/help",
    ):
        page = visit(path, size=(360, 740))
        page.wait_for_selector("h1")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_the_viewers_page_works_when_served(visit: Open) -> None:
    """The alliances page draws itself under the policy that the server sends with it."""
    page = visit("/pages/alliances#view=table")
    page.wait_for_selector("#table tr[data-edge]", timeout=60_000)
    assert "Japan" in page.inner_text("#table")
