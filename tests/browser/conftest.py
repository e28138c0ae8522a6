"""A network of the East and South China Seas made by hand, pages written from it, and a browser without a network.

The facts are public; the sentences are our own. Documents and dates of publication are invented.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from kg.analyse.networks import (
    Known,
    NetworkRow,
    Thing,
    alliance_network,
    dispute_network,
    newest_source,
    read_known,
    whole_network,
)  # fmt: skip
from kg.core.model import ID_BASE, Stance
from kg.view import render, write

from .acts import acts_settle

STATES = {
    "AU": "Australia", "BN": "Brunei", "CA": "Canada", "CN": "China", "DE": "Germany", "FR": "France",
    "GB": "United Kingdom", "ID": "Indonesia", "IN": "India", "JP": "Japan", "KH": "Cambodia",
    "KP": "North Korea", "KR": "South Korea", "LA": "Laos", "MM": "Myanmar", "MY": "Malaysia", "NL": "Netherlands",
    "NZ": "New Zealand", "PH": "Philippines", "PK": "Pakistan", "RU": "Russia", "SG": "Singapore", "TH": "Thailand",
    "TW": "Taiwan", "US": "United States", "VN": "Viet Nam",
}  # fmt: skip
FEATURES = {
    "senkaku": (
        "Senkaku Islands",
        ("Diaoyu Islands", "Diaoyutai Islands", "Senkakus", "尖閣諸島", "钓鱼岛"),
        "IslandGroup",
    ),
    "scarborough": ("Scarborough Shoal", ("Bajo de Masinloc", "Huangyan Island", "Panatag Shoal"), "Shoal"),
    "second-thomas": ("Second Thomas Shoal", ("Ayungin Shoal", "Ren'ai Reef"), "Shoal"),
    "paracel": ("Paracel Islands", ("Hoang Sa", "Xisha Islands"), "IslandGroup"),
    "spratly": ("Spratly Islands", ("Kalayaan Island Group", "Nansha Islands", "Truong Sa"), "IslandGroup"),
    "dokdo": ("Liancourt Rocks", ("Dokdo", "Takeshima"), "IslandGroup"),
    "kurils": ("Southern Kurils", ("Northern Territories",), "IslandGroup"),
}
SEAS = {"east-china-sea": "East China Sea", "south-china-sea": "South China Sea"}
ORGS = {"asean": "ASEAN", "quad": "Quad", "aukus": "AUKUS", "fpda": "Five Power Defence Arrangements"}
TREATIES = {
    "us-jp": (
        "Treaty of Mutual Cooperation and Security",
        "MutualDefense",
        [("Signed", "1960-01-19"), ("InForce", "1960-06-23")],
        "JP US",
    ),
    "us-ph": ("Mutual Defense Treaty", "MutualDefense", [("Signed", "1951-08-30"), ("InForce", "1952-08-27")], "PH US"),
    "us-kr": ("Mutual Defense Treaty (Korea)", "MutualDefense", [("InForce", "1954-11-17")], "KR US"),
    "vfa": (
        "Visiting Forces Agreement",
        "VisitingForces",
        [("Suspended", "2020-02-11"), ("InForce", "1999-05-27")],
        "PH US",
    ),
    "raa": (
        "Reciprocal Access Agreement",
        "VisitingForces",
        [("Signed", "2024-07-08"), ("InForce", "2025-09-11")],
        "JP PH",
    ),
    "acsa": (
        "Acquisition and Cross-Servicing Agreement",
        "Logistics",
        [("Negotiating", "2025-04"), ("Signed", "2026-01-15"), ("PendingApproval", None)],
        "JP PH",
    ),
    "jp-ph-info": ("Agreement on the Security of Information", "InformationSecurity", [("Negotiating", None)], "JP PH"),
    "jp-au-raa": ("Reciprocal Access Agreement (Australia)", "VisitingForces", [("InForce", "2023-08-13")], "AU JP"),
    "jp-gb-raa": (
        "Reciprocal Access Agreement (United Kingdom)",
        "VisitingForces",
        [("InForce", "2023-10-15")],
        "GB JP",
    ),
    "cn-kp": (
        "Treaty of Friendship, Co-operation and Mutual Assistance",
        "MutualDefense",
        [("InForce", "1961-09-10")],
        "CN KP",
    ),
    "ru-kp": (
        "Comprehensive Strategic Partnership Treaty",
        "MutualDefense",
        [("Signed", "2024-06-19"), ("InForce", "2024-12-04")],
        "KP RU",
    ),
    "ph-au-sovfa": ("Status of Visiting Forces Agreement", "VisitingForces", [("InForce", "2012-09-28")], "AU PH"),
    "ph-ca": ("Visiting Forces Agreement (Canada)", "VisitingForces", [("Signed", "2025-11-02")], "CA PH"),
    "anzus": ("ANZUS Treaty", "MutualDefense", [("InForce", "1952-04-29")], "AU NZ US"),
    "manila-pact": (
        "Southeast Asia Collective Defense Treaty",
        "MutualDefense",
        [("Signed", "1954-09-08"), ("Terminated", "1977-06-30")],
        "AU FR GB NZ PH PK TH US",
    ),
}
MEMBERS = {
    "asean": "BN ID KH LA MM MY PH SG TH VN",
    "quad": "AU IN JP US",
    "aukus": "AU GB US",
    "fpda": "AU GB MY NZ SG",
}
ALLIES = ("JP US", "PH US", "KR US", "AU US", "TH US", "JP PH")
DISPUTES = (
    ("CN", "JP", "east-china-sea"), ("CN", "PH", "south-china-sea"), ("CN", "VN", "south-china-sea"),
    ("CN", "MY", "south-china-sea"), ("BN", "CN", "south-china-sea"), ("JP", "KR", "dokdo"), ("JP", "RU", "kurils"),
    ("CN", "IN", None), ("JP", "TW", "senkaku"),
)  # fmt: skip
CLAIMANTS = {
    "senkaku": "CN JP TW", "scarborough": "CN PH TW", "second-thomas": "CN PH", "paracel": "CN TW VN",
    "spratly": "BN CN MY PH TW VN", "dokdo": "JP KR", "kurils": "JP RU",
}  # fmt: skip
EVENTS = (
    ("COERCE", "CN", "PH", "2024-06-17", "stated"), ("COERCE", "CN", "PH", "2024-08-19", "stated"),
    ("COERCE", "CN", "PH", "2025-08-11", "attributed"), ("MOBILIZE", "CN", "JP", "2025-11-16", "stated"),
    ("MOBILIZE", "CN", "TW", "2025-12-29", "stated"), ("PROTEST", "PH", "CN", "2025-08-12", "stated"),
    ("PROTEST", "JP", "CN", "2025-11-17", "stated"), ("ACCUSE", "PH", "CN", "2025-08-11", "stated"),
    ("ACCUSE", "CN", "PH", "2025-08-12", "stated"), ("SANCTION", "CN", "JP", "2026-01-06", "stated"),
    ("THREATEN", "KP", "KR", "2025-03", "stated"), ("COERCE", "CN", "VN", "2024-09-29", "attributed"),
)  # fmt: skip


def state(code: str) -> Thing:
    return Thing(f"{ID_BASE}state/{code}", STATES[code], ("State",), (), code)


def feature(slug: str) -> Thing:
    if slug in SEAS:
        return Thing(f"{ID_BASE}sea/{slug}", SEAS[slug], ("Sea",))
    name, names, kind = FEATURES[slug]
    return Thing(f"{ID_BASE}feature/{slug}", name, ("Feature", kind), names)


def term(name: str) -> Thing:
    return Thing(f"https://w3id.org/geopolitical-kg/ontology#{name}", name)


@dataclass
class Book:
    """Writes rows down, each with a document, a date of publication and a sentence of its own."""

    rows: list[NetworkRow] = field(default_factory=list)

    def add(self, subject: Thing, relation: str, obj: Thing | None, stance: str = "stated", **more: object) -> None:
        number = len(self.rows)
        quote = f"{subject.name} {relation} {obj.name if obj else 'nobody'}, as the paper wrote."
        row = NetworkRow(
            claim=f"{ID_BASE}claim/{number:04d}", relation=relation, subject=subject, object=obj, stance=Stance(stance),
            accepted=stance == "stated", document=f"{ID_BASE}doc/{number % 9}", title=f"Report number {number % 9}",
            uri=f"https://news.example/{number % 9}", publisher=f"Paper {number % 5}", published=f"2026-01-{10 + number % 9}",
            quote=quote, start=100, end=100 + len(quote), quote_sha256=hashlib.sha256(quote.encode("utf-8", "replace")).hexdigest(),
            rule="by-hand", confidence=(0.97, 0.9, 0.75, 0.6, None)[number % 5],
        )  # fmt: skip
        date = str(more.pop("date", None) or "")
        days = {"date": date, "date_from": (date + "-01")[:10], "date_to": (date + "-30")[:10]} if date else {}
        self.rows.append(replace(row, **{**days, **more}))  # type: ignore[arg-type]


def alliance_rows() -> list[NetworkRow]:
    book = Book()
    for slug, (name, kind, statuses, parties) in TREATIES.items():
        treaty = Thing(f"{ID_BASE}treaty/{slug}", name, ("Treaty",))
        for code in parties.split():
            book.add(treaty, "hasParty", state(code))
        book.add(treaty, "treatyType", term(kind))
        for status, date in statuses:
            book.add(treaty, "status", term(status), date=date)
        if slug == "acsa":
            book.add(treaty, "status", term("InForce"), "negated")
            book.add(
                treaty,
                "signedBy",
                Thing(f"{ID_BASE}person/minister", "The Foreign Minister", ("Person",)),
                date="2026-01-15",
            )
    for pair in ALLIES:
        left, right = pair.split()
        book.add(state(left), "alliedWith", state(right))
    book.add(state("JP"), "alliedWith", state("US"), "opinion")
    book.add(state("AU"), "alliedWith", state("JP"), "attributed", holder=state("AU"))
    book.add(state("JP"), "alliedWith", state("TW"), "opinion")
    book.add(state("IN"), "alliedWith", state("RU"), "predicted")
    for slug, members in MEMBERS.items():
        for code in members.split():
            book.add(state(code), "memberOf", Thing(f"{ID_BASE}org/{slug}", ORGS[slug], ("Grouping",)))
    return book.rows


def dispute_rows() -> list[NetworkRow]:
    book = Book()
    for left, right, place in DISPUTES:
        book.add(state(left), "disputes", state(right), place=feature(place) if place else None)
    for slug, claimants in CLAIMANTS.items():
        for code in claimants.split():
            book.add(state(code), "claimsSovereignty", feature(slug))
    book.add(state("CN"), "claimsSovereignty", feature("senkaku"), "opinion")
    book.add(state("US"), "claimsSovereignty", feature("scarborough"), "opinion")
    for event, actor, target, date, stance in EVENTS:
        holder = state("PH") if stance == "attributed" else None
        book.add(state(actor), event, state(target), stance, date=date, holder=holder)
    return book.rows


def all_rows() -> list[NetworkRow]:
    """Claims of both, those of disputes under ids of their own, and three of aid and dealings."""
    book = Book(rows=[*alliance_rows()])
    for row in dispute_rows():
        book.rows.append(replace(row, claim=f"{row.claim}-d"))
    book.add(state("JP"), "AID", state("PH"), date="2024-11-05")
    book.add(state("JP"), "CONSULT", state("CN"), date="2025-12-01")
    book.add(state("PH"), "CONSULT", state("JP"), date="2025-12-02")
    return book.rows


def fact(number: int, what: str, thing: str, by: str = "", **more: str) -> Iterator[dict[str, str]]:
    """A row of the query network-reference for each of the states in ``by``."""
    row = {
        "fact": f"{ID_BASE}fact/{number:04d}",
        "what": what,
        "thing": ID_BASE + thing,
        "source": "https://atlas.example/page",
        **more,
    }
    for code in by.split() or [""]:
        yield {**row, **({"by": f"{ID_BASE}state/{code}"} if code else {})}


FACTS = (
    ("name", "state/JP", "", {"value": "日本", "lang": "ja"}), ("name", "state/JP", "", {"value": "Japan", "lang": "en"}),
    ("name", "state/CN", "", {"value": "中国", "lang": "zh-hans"}), ("name", "state/KR", "", {"value": "대한민국", "lang": "ko"}),
    ("name", "feature/senkaku", "JP", {"value": "尖閣諸島", "lang": "ja"}),
    ("name", "feature/senkaku", "CN", {"value": "钓鱼岛", "lang": "zh-hans"}),
    ("name", "feature/senkaku", "TW", {"value": "釣魚臺列嶼", "lang": "zh-hant"}),
    ("name", "feature/senkaku", "", {"value": "Senkaku Islands", "lang": "en"}),
    ("position", "feature/senkaku", "CN", {"value": "Calls them its inherent territory."}),
    ("position", "feature/senkaku", "JP", {"value": "Holds that there is no dispute to be settled."}),
    ("administration", "feature/senkaku", "JP", {"value": "Administered as part of Ishigaki.", "date": "1972-05/.."}),
    ("administration", "feature/senkaku", "US", {"value": "Administered with the Ryukyus.", "date": "1945/1972"}),
    ("status", "treaty/raa", "", {"value": "Negotiating", "date": "2023-11"}),
    ("status", "treaty/raa", "JP", {"value": "Approved", "date": "2025-06-06"}),
    ("member", "org/asean", "KH", {"value": "member", "date": "1999-04-30/.."}),
    ("member", "org/asean", "VN", {"value": "member", "date": "1995-07-28/.."}),
    ("party", "treaty/anzus", "NZ", {"value": "party", "date": "1952-04-29/1986-08"}),
    ("point", "state/JP", "", {"value": "POINT(139.75 35.69)"}), ("point", "state/CN", "", {"value": "POINT(116.4 39.91)"}),
    ("point", "state/PH", "", {"value": "POINT(120.98 14.6)"}), ("point", "state/US", "", {"value": "POINT(-77.04 38.9)"}),
    ("point", "state/KR", "", {"value": "POINT(126.98 37.57)"}), ("point", "state/VN", "", {"value": "POINT(105.85 21.03)"}),
    ("point", "feature/senkaku", "", {"value": "POINT(123.485 25.745)"}),
    ("point", "feature/scarborough", "", {"value": "POINT(117.767 15.183)"}),
    ("point", "feature/second-thomas", "", {"value": "POINT(115.8642 9.7325)"}),
    ("point", "feature/dokdo", "", {"value": "POINT(131.8672 37.2428)"}),
    ("point", "feature/paracel", "", {"value": "POINT(112.333 16.667)"}),
)  # fmt: skip
"""What the reference data know of the things of the pages: kind, thing, who, and the rest; addresses are invented."""


def known() -> Known:
    things = [{"thing": f"{ID_BASE}state/{code}", "what": what, "value": value}
              for code, name in STATES.items() for what, value in (("label", name), ("class", "State"), ("code", code))]  # fmt: skip
    rows = [row for i, (what, thing, by, more) in enumerate(FACTS) for row in fact(i, what, thing, by, **more)]
    return read_known(rows, things)


# --- pages ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The pages of the networks, written once."""
    folder = tmp_path_factory.mktemp("pages")
    made = {
        "alliances": (
            alliance_network(alliance_rows(), known()),
            "Alliances and treaties",
            "Who is bound to whom, and on whose word.",
        ),
        "disputes": (
            dispute_network(dispute_rows(), known()),
            "Disputes and hostile events",
            "Who is at odds with whom, over what.",
        ),
        "all": (whole_network(all_rows(), known()), "The whole network", "All that is told of them."),
    }
    for name, (graph, title, subtitle) in made.items():
        write(folder / f"{name}.html", render(graph, title=title, subtitle=subtitle, newest=newest_source(graph)))
    return {name: folder / f"{name}.html" for name in made}


SOURCES = Path(__file__).parents[2] / "graph" / "sources"


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project built from four of the sample articles: its store and its pages, as a user gets them."""
    import kg

    folder = tmp_path_factory.mktemp("sample")
    (folder / "kg.toml").write_text("")
    (folder / "graph" / "sources").mkdir(parents=True)
    for stem in ("acsa-japan-philippines", "raa-japan-philippines", "scarborough-shoal", "asean"):
        shutil.copy(SOURCES / f"{stem}.txt", folder / "graph" / "sources")
    kg.open(folder).build()
    return folder


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that drives a browser is run once more where it fails: a machine in trouble ends or starves the browser.

    The closing line counts such runs ('1 rerun'); a fault of a page fails twice.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


# --- the browser ------------------------------------------------------------------------------------------------------

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-gpu-rasterization"]
"""A graphics card that is emulated takes twice as long to draw the pages."""

# Runs before the page's own script: whatever executes that should not, or breaks the policy, is written down here.
TRIPWIRE = """
window.tripped = [];
window.trip = (what) => window.tripped.push(`ran: ${what}`);
for (const name of ['alert', 'confirm', 'prompt', 'open', 'print']) window[name] = () => window.tripped.push(name);
document.addEventListener('securitypolicyviolation', (event) =>
  window.tripped.push(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ''}:${event.lineNumber}`));
"""


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install '.[test]'")
    if CHROMIUM is None:
        pytest.skip("chromium is not installed: apt-get install chromium")
    with sync_api.sync_playwright() as play:
        running = play.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        acts_settle(sync_api, lambda: [page for context in running.contexts for page in context.pages])
        yield running
        running.close()


def _bad(message: object) -> bool:
    """An error or a warning on the console, but for the one that the tests cause by reading the picture's pixels."""
    return message.type in ("error", "warning") and "getImageData" not in message.text  # type: ignore[attr-defined]


@dataclass
class Visit:
    """An open page, with what went wrong on it so far."""

    page: object
    errors: list[str]
    requests: list[str]


@pytest.fixture
def visit(browser: object) -> Iterator[Callable[..., Visit]]:
    """Opens a page with the network off and asserts afterwards that nothing went wrong and nothing was asked for."""
    opened: list[tuple[object, Visit]] = []

    def go(path: Path, *, size: tuple[int, int] = (1280, 800), scheme: str = "light") -> Visit:
        context = browser.new_context(  # type: ignore[attr-defined]
            offline=True, viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, reduced_motion="reduce"
        )
        context.add_init_script(TRIPWIRE)
        page = context.new_page()
        seen = Visit(page, [], [])
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        page.on("console", lambda message: seen.errors.append(message.text) if _bad(message) else None)
        page.on("requestfailed", lambda request: seen.errors.append(f"failed: {request.url}"))
        page.on("request", lambda request: seen.requests.append(request.url))
        page.goto(path.as_uri(), wait_until="commit")
        page.wait_for_selector("body[data-ready=yes]", timeout=60_000)
        opened.append((context, seen))
        return seen

    yield go
    for context, seen in opened:
        assert seen.errors == []
        assert seen.page.evaluate("window.tripped") == []  # type: ignore[attr-defined]
        assert [url for url in seen.requests if not url.startswith("file:")] == []
        context.close()  # type: ignore[attr-defined]
